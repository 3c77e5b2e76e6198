"""Words: where one ends, and how two runs of them differ."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from .sense import TURNING_PREFIXES, TURNING_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Container

# Scripts that are written without spaces: each character may begin or end a quotation.
_UNSPACED = (
    '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
    '\U00020000-\U0003ffff'
)
_ONE_UNSPACED = re.compile(f'[{_UNSPACED}]')
_ONE = re.compile(f'[{_UNSPACED} ]|[^ {_UNSPACED}]+')
WORD = re.compile(f' ?(?:[{_UNSPACED}]|[^ {_UNSPACED}]+)')
"""A word of a folded text with the space before it: all up to the next space, or one character of such a script."""

# What is typed for an apostrophe, and does not fold to one.
_FOR_APOSTROPHE = frozenset('`´′')
_LETTERS = re.compile(r'[^\W\d_]+')
_LAST_LETTERS = re.compile(r'[^\W\d_]+$')
_LONGEST_PART = 16
# What belongs to a number that it stands before.
_BEFORE_DIGITS = frozenset('-.,/')
# How many characters that show nothing are looked over to see whether the word goes on behind them.
_LOOKED_OVER = 30
_JOINER = '\u200d'
_BREAK = '\u200b'
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

_DIFF_WORDS = 400
_DIFF_CONTEXT = 4
_DIFF_CHARACTERS = 300
_COMPARED_CHARACTERS = 20_000


def inside_word(text: str, offset: int) -> bool:
    """True if a cut at a code point offset of a folded text would split a word.

    The rules are those of UAX #29 (Unicode Text Segmentation) for letters, digits and marks: a word goes on
    over an apostrophe between letters (WB6, WB7), over a full stop or comma between digits (WB11, WB12), and over
    what shows nothing, such as a soft hyphen (WB4); a joiner holds pictures together (WB3c). A hyphen ends a word;
    scripts written without spaces have a boundary at every character.
    """
    if not 0 < offset < len(text) or ' ' in text[offset - 1 : offset + 1]:
        return False
    if text[offset - 1].isalnum() and text[offset].isalnum():
        return not (is_unspaced(text[offset - 1]) or is_unspaced(text[offset]))
    if _is_mark(text[offset]):
        return True
    left, right = _over_invisible(text, offset - 1, -1), _over_invisible(text, offset, 1)
    before, after = _character(text, left), _character(text, right)
    if _joins(before) and _joins(after):
        return not (is_unspaced(before) or is_unspaced(after))
    if _JOINER in text[left + 1 : right] and before.strip() and unicodedata.category(after or ' ') == 'So':
        return True
    return _bridges(text, left) or _bridges(text, right)


def ends_inside_compound(text: str, offset: int, dashes: Container[int] = ()) -> bool:
    """True if a quotation cannot begin or end at an offset of a folded text, though a word may.

    ``aligned`` of "non-aligned", ``risk`` of "risk-free", ``5 per cent`` of "-5 per cent" or ".5 per cent", ``2`` of
    "1/2", and ``can`` of "can`t" say something else than the source does.

    Args:
        text: the folded text.
        offset: where it would be cut, in code points.
        dashes: the offsets of what is a dash in the source, and no hyphen: it stands between words.
    """
    before, after = text[max(0, offset - _LONGEST_PART) : offset], text[offset : offset + _LONGEST_PART]
    left, right = before[-1:], after[:1]
    if right.isdigit() and left and left in _BEFORE_DIGITS:
        return offset - 1 not in dashes or before[-2:-1].isdigit()
    if left == '-' and offset - 1 not in dashes and (prefix := _LAST_LETTERS.search(before[:-1])):
        return prefix[0].casefold() in TURNING_PREFIXES
    if right == '-' and offset not in dashes and (suffix := _LETTERS.match(after, 1)):
        return suffix[0].casefold() in TURNING_SUFFIXES
    return (
        (left.isdigit() and right != '' and right in _BEFORE_DIGITS and after[1:2].isdigit())
        or (right in _FOR_APOSTROPHE and left.isalpha() and after[1:2].isalpha())
        or (left in _FOR_APOSTROPHE and before[-2:-1].isalpha() and right.isalpha())
    )


def is_unspaced(character: str) -> bool:
    """True if a character belongs to a script that is written without spaces."""
    return bool(_ONE_UNSPACED.match(character))


def _over_invisible(text: str, at: int, step: int) -> int:
    """Return the offset of the first character in one direction that shows something, or where looking ended."""
    for _ in range(_LOOKED_OVER):
        if not _is_invisible(_character(text, at)):
            break
        at += step
    return at


def _character(text: str, at: int) -> str:
    return text[at : at + 1] if at >= 0 else ''


def _bridges(text: str, middle: int) -> bool:
    """True if the character at an offset holds together the word around it."""
    bridge = _character(text, middle)
    if bridge not in ("'", '.', ','):
        return False
    before = _character(text, _over_invisible(text, middle - 1, -1))
    after = _character(text, _over_invisible(text, middle + 1, 1))
    if bridge == "'":
        return (before.isalpha() or _is_mark(before)) and after.isalpha()
    return before.isdigit() and after.isdigit()


def _joins(character: str) -> bool:
    return character.isalnum() or character == '_' or _is_mark(character) or _is_invisible(character)


def _is_mark(character: str) -> bool:
    return character != '' and (unicodedata.category(character).startswith('M') or character in _SKIN_TONES)


def _is_invisible(character: str) -> bool:
    """True if a character shows nothing and ends no word: a soft hyphen, a joiner, a mark of direction."""
    return character != '' and unicodedata.category(character) == 'Cf' and character != _BREAK


def vocabulary(text: str) -> frozenset[str]:
    """Return the words that tell a text from others; where no spaces are written, every two neighbours."""
    found: set[str] = set()
    for run in text[:_COMPARED_CHARACTERS].split():
        pieces = WORD.findall(run) if _ONE_UNSPACED.search(run) else ()
        found.update(one + other for one, other in pairwise(pieces))
        if len(pieces) <= 1:
            found.add(run)
    return frozenset(found)


def word_diff(old: str, new: str) -> str:
    """Show how one text differs from another, word by word: ``[-old-]`` and ``{+new+}`` as GNU wdiff writes them.

    Where no spaces are written it is character by character. What is alike is kept near a difference and elided
    elsewhere; no more than 400 words from the first difference on are compared, and no run of words is shown whole
    that is very long.
    """
    unspaced = bool(_ONE_UNSPACED.search(old) or _ONE_UNSPACED.search(new))
    glue = '' if unspaced else ' '
    olds, news = (_ONE.findall(old), _ONE.findall(new)) if unspaced else (old.split(' '), new.split(' '))
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(olds, news, strict=False)))
    skipped = max(0, alike - _DIFF_CONTEXT - 1)
    olds, news = olds[skipped : skipped + _DIFF_WORDS], news[skipped : skipped + _DIFF_WORDS]
    shown: list[str] = []
    opcodes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == 'equal':
            shown += _context(olds[i1:i2], first=index == 0, last=index == len(opcodes) - 1)
            continue
        was, now = _clipped(glue.join(olds[i1:i2]), glue.join(news[j1:j2]))
        if i1 < i2:
            shown.append(f'[-{visible(was, now)}-]')
        if j1 < j2:
            shown.append(f'{{+{visible(now, was)}+}}')
    return glue.join(shown)


def _context(words: list[str], *, first: bool, last: bool) -> list[str]:
    head = [] if first else words[:_DIFF_CONTEXT]
    tail = [] if last else words[-_DIFF_CONTEXT:]
    if len(head) + len(tail) >= len(words):
        return [_clip(word) for word in words]
    return [_clip(word) for word in (*head, '…', *tail)]


def _clipped(was: str, now: str) -> tuple[str, str]:
    """Shorten two runs of words that differ, if they are very long, to what stands where they begin to differ."""
    if max(len(was), len(now)) <= _DIFF_CHARACTERS:
        return was, now
    differing = (at for at, (one, other) in enumerate(zip(was, now, strict=False)) if one != other)
    same = next(differing, min(len(was), len(now)))
    begin = max(0, same - _DIFF_CHARACTERS // 4)
    lead = '…' if begin else ''
    return lead + _clip(was[begin:]), lead + _clip(now[begin:])


def _clip(text: str) -> str:
    return text if len(text) <= _DIFF_CHARACTERS else text[:_DIFF_CHARACTERS] + '…'


def visible(text: str, other: str = '') -> str:
    """Return a text in which characters that cannot be seen are named, ``<U+00A0>``.

    With another that it is compared with, ligatures and letters that look like those of the other are named too.
    """
    alike = _look_alike(text, other)
    return ''.join(
        c if c in ' \n' or (c.isprintable() and c not in alike) else f'{c * (c in alike)}<U+{ord(c):04X}>'
        for c in text
    )


def _look_alike(text: str, other: str) -> frozenset[str]:
    """Return the letters of a text that its other has not, and that may be taken for some of it.

    They are ligatures and other compatibility characters, and letters of another script, if they are few.
    """
    scripts = {_script(c) for c in other if c.isalpha()}
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if scripts and _script(c) not in scripts]
    few = frozenset(foreign) if 2 * len(foreign) <= len(letters) else frozenset[str]()
    return few | {c for c in letters if other and c not in other and unicodedata.normalize('NFKC', c) != c}


def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is its script's: ``LATIN``, ``CYRILLIC``."""
    return unicodedata.name(letter, '').partition(' ')[0]


def short(text: str, limit: int = 80) -> str:
    """Return the beginning of a text on one line, for a message: at most ``limit`` characters."""
    # A text may be very long, and no more of it is shown than this.
    head = text.lstrip()[: 8 * limit]
    line = visible(' '.join(head.split()))
    if len(line) <= limit and len(head) >= len(text.strip()):
        return line
    return line[: limit - 1].rstrip() + '…'
