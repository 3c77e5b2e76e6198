"""Words: where one ends, and how two runs of them differ."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

# Scripts that are written without spaces: each character may begin or end a quotation.
_UNSPACED = (
    '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
    '\U00020000-\U0003ffff'
)
_ONE_UNSPACED = re.compile(f'[{_UNSPACED}]')
WORD = re.compile(f' ?(?:[{_UNSPACED}]|[^ {_UNSPACED}]+)')
"""A word of a folded text with the space before it: all up to the next space, or one character of such a script."""

_DIFF_WORDS = 400


def inside_word(text: str, offset: int) -> bool:
    """Tell whether a cut at a code point offset of a folded text would split a word.

    The rules are those of UAX #29 (Unicode Text Segmentation) for letters, digits and marks: a word goes on
    over an apostrophe between letters (WB6, WB7) and over a full stop or comma between digits (WB11, WB12).
    A hyphen ends a word; scripts written without spaces have a boundary at every character.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _joins(before) and _joins(after):
        return not (is_unspaced(before) or is_unspaced(after)) or _is_mark(after)
    return _bridges(text, offset - 1) or _bridges(text, offset)


def is_unspaced(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces."""
    return bool(_ONE_UNSPACED.match(character))


def _bridges(text: str, middle: int) -> bool:
    """Tell whether the character at an offset holds together the word around it."""
    if not 0 < middle < len(text) - 1:
        return False
    before, after = text[middle - 1], text[middle + 1]
    if text[middle] == "'":
        return (before.isalpha() or _is_mark(before)) and after.isalpha()
    return text[middle] in '.,' and before.isdigit() and after.isdigit()


def _joins(character: str) -> bool:
    return character.isalnum() or character == '_' or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith('M')


def word_diff(old: str, new: str) -> str:
    """Show how one text differs from another, word by word: ``[-old-]`` and ``{+new+}`` as GNU wdiff writes them.

    Words that are alike are kept near a difference and elided elsewhere. Texts of more than 400 words are
    compared up to there.
    """
    olds, news = old.split(' ')[:_DIFF_WORDS], new.split(' ')[:_DIFF_WORDS]
    shown: list[str] = []
    opcodes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == 'equal':
            shown += _context(olds[i1:i2], first=index == 0, last=index == len(opcodes) - 1)
            continue
        if i1 < i2:
            shown.append('[-' + visible(' '.join(olds[i1:i2])) + '-]')
        if j1 < j2:
            shown.append('{+' + visible(' '.join(news[j1:j2])) + '+}')
    return ' '.join(shown)


def _context(words: list[str], *, first: bool, last: bool, width: int = 4) -> list[str]:
    head = [] if first else words[:width]
    tail = [] if last else words[-width:]
    if len(head) + len(tail) >= len(words):
        return words
    return [*head, '…', *tail]


def visible(text: str) -> str:
    """Name the characters that cannot be seen, ``<U+00A0>``, so that a message can show a difference in them."""
    return ''.join(c if c in ' \n' or c.isprintable() else f'<U+{ord(c):04X}>' for c in text)


def excerpt(text: str, limit: int = 80) -> str:
    """Give the beginning of a text on one line, for a message: at most ``limit`` characters."""
    line = visible(' '.join(text.split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + '…'
