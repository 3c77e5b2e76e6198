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
_DEEPEST = 9  # commands in commands
_ACCENTED = re.compile(r'\{?\\(?:(["\'`^~=.])\s*|([uvHckrdb])(?=[\s{])\s*)(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))\}?')
_LETTER = re.compile(rf'\{{?\\({"|".join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?\}}?')
_COMMAND = re.compile(r'\\(?:emph|text(?:it|bf|sc|subscript|superscript))\{([^{}]*)\}')
_THIN_SPACE = '\\,'
_SPECIAL = re.compile(r'\\([&%$#_{}])')
_BRACED = re.compile(r'\{([^{}]*)\}')


def without_latex(text: str) -> str:
    """Return the plain text that LaTeX stands for; a text with no LaTeX, or with a command unknown here, as it is.

    Braces alone are no LaTeX: they may be meant.
    """
    if '\\' not in text:
        return text
    plain = _ACCENTED.sub(_accented, text)
    plain = _LETTER.sub(lambda match: _LETTERS[match[1]], plain).replace(_THIN_SPACE, '\u202f')
    for _ in range(min(plain.count('{'), _DEEPEST)):
        plain = _COMMAND.sub(r'\1', plain)
    plain = _BRACED.sub(r'\1', _SPECIAL.sub(r'\1', plain))
    return text if '\\' in plain else plain


def _accented(match: re.Match[str]) -> str:
    accent = _ACCENTS[match[1] or match[2]]
    return unicodedata.normalize('NFC', (match[3] or match[4]) + accent)
