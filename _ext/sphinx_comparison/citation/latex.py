"""LaTeX in a record, as BibTeX files have it: what it means in plain text, for a suggestion."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    '"': '\u0308', "'": '\u0301', '`': '\u0300', '^': '\u0302', '~': '\u0303', '=': '\u0304', '.': '\u0307',
    'u': '\u0306', 'v': '\u030c', 'H': '\u030b', 'c': '\u0327', 'k': '\u0328', 'r': '\u030a', 'd': '\u0323',
    'b': '\u0331',
}  # fmt: skip
_LETTERS = {
    'ss': 'ß', 'ae': 'æ', 'AE': 'Æ', 'oe': 'œ', 'OE': 'Œ', 'o': 'ø', 'O': 'Ø', 'l': 'ł', 'L': 'Ł', 'aa': 'å',
    'AA': 'Å', 'i': 'ı', 'j': 'ȷ', 'dh': 'ð', 'DH': 'Ð', 'th': 'þ', 'TH': 'Þ', 'dj': 'đ', 'DJ': 'Đ',
    'textendash': '–', 'textemdash': '—', 'ldots': '…', 'dots': '…',
}  # fmt: skip
_TAGS = {
    'emph': 'i', 'textit': 'i', 'textbf': 'b', 'textsubscript': 'sub', 'textsuperscript': 'sup',
}  # fmt: skip
_DEEPEST = 9  # commands in commands
_ACCENTED = re.compile(r'\{?\\(?:(["\'`^~=.])\s*|([uvHckrdb])(?=[\s{])\s*)(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))\}?')
_LETTER = re.compile(rf'\{{?\\({"|".join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?\}}?')
_COMMAND = re.compile(rf'\\({"|".join(_TAGS)}|textsc)\{{([^{{}}]*)\}}')
_SPECIAL = re.compile(r'\\([&%$#_{}])')
_BRACED = re.compile(r'\{([^{}]*)\}')


def without_latex(text: str) -> str:
    """Return the text that LaTeX stands for; a text without LaTeX as it is.

    Braces keep capitals in BibTeX: CSL's mark for that is put in their place.
    """
    if '\\' not in text and '{' not in text:
        return text
    text = _ACCENTED.sub(_accented, text)
    text = _LETTER.sub(lambda match: _LETTERS[match[1]], text)
    for _ in range(min(text.count('{'), _DEEPEST)):
        text = _COMMAND.sub(_tagged, text)
    text = _SPECIAL.sub(r'\1', text)
    return _BRACED.sub(lambda match: f'<span class="nocase">{match[1]}</span>' if match[1] else '', text)


def _accented(match: re.Match[str]) -> str:
    accent = _ACCENTS[match[1] or match[2]]
    return unicodedata.normalize('NFC', (match[3] or match[4]) + accent)


def _tagged(match: re.Match[str]) -> str:
    tag = _TAGS.get(match[1])
    return f'<{tag}>{match[2]}</{tag}>' if tag else f'<span style="font-variant:small-caps;">{match[2]}</span>'
