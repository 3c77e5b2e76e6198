"""The few tags that CSL knows in a text: italics, bold, small capitals, raised and lowered signs, and kept capitals.

They are those of citeproc-js, which Zotero and pandoc take too: ``<i>``, ``<b>``, ``<sub>``, ``<sup>``, ``<sc>``,
``<span style="font-variant:small-caps;">`` and ``<span class="nocase">``. What has no partner, and every other tag,
is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

NOCASE = 'nocase'
SMALL_CAPS = 'sc'
_TAG = re.compile(
    r'<(?:(?P<close>/)\s*(?P<closed>i|b|sub|sup|sc|span)\s*|(?P<open>i|b|sub|sup|sc)\s*|'
    r'span\s+(?P<name>class|style)\s*=\s*(?P<quote>["\'])(?P<value>[^"\'<>]*)(?P=quote)\s*)>',
    re.IGNORECASE,
)
# How many open tags one that closes is held against.
_DEEPEST = 20
_OPENED = {NOCASE: '<span class="nocase">', SMALL_CAPS: '<span style="font-variant:small-caps;">'}


class Piece(NamedTuple):
    """Characters that are marked alike: ``marks`` are the names of the tags around them, from without to within."""

    text: str
    marks: tuple[str, ...] = ()


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text. Put together, they are what is read."""
    if '<' not in text:
        return [Piece(text)] if text else []
    tags = _partners(text)
    found: list[Piece] = []
    marks: list[str] = []
    at = 0
    for start, end, mark in sorted(tags):
        if at < start:
            found.append(Piece(text[at:start], tuple(marks)))
        if mark.startswith('/'):
            marks.remove(mark[1:])
        else:
            marks.append(mark)
        at = end
    if at < len(text):
        found.append(Piece(text[at:], tuple(marks)))
    return found


def _partners(text: str) -> list[tuple[int, int, str]]:
    """Find the tags that have a partner: where each begins and ends, and what it opens, or closes after a slash."""
    tags: list[tuple[int, int, str]] = []
    opened: list[tuple[re.Match[str], str, str]] = []
    for match in _TAG.finditer(text):
        if not match['close']:
            name = (match['open'] or 'span').lower()
            opened.append((match, name, name if match['open'] else _meaning(match['name'], match['value'])))
            continue
        name = match['closed'].lower()
        if name not in (one for _, one, _ in opened[-_DEEPEST:]):
            continue
        while opened:
            begin, other, mark = opened.pop()
            if other == name:
                break
        if mark:
            tags += [(*begin.span(), mark), (*match.span(), f'/{mark}')]
    return tags


def _meaning(name: str, value: str) -> str:
    value = re.sub(r'\s', '', value.lower())
    if name.lower() == 'class':
        return NOCASE if value == NOCASE else ''
    return SMALL_CAPS if value.rstrip(';') == 'font-variant:small-caps' else ''


def plain(text: str) -> str:
    """Return what is read, without the tags."""
    return ''.join(piece.text for piece in pieces(text)) if '<' in text else text


def tagged(marked: Iterable[Piece]) -> str:
    """Return pieces as a text with CSL's tags."""
    text = ''
    opened: tuple[str, ...] = ()
    for piece in [*marked, Piece('')]:
        same = 0
        while same < len(opened) and opened[same : same + 1] == piece.marks[same : same + 1]:
            same += 1
        text += ''.join(_closing(mark) for mark in reversed(opened[same:]))
        text += ''.join(_OPENED.get(mark, f'<{mark}>') for mark in piece.marks[same:]) + piece.text
        opened = piece.marks
    return text


def _closing(mark: str) -> str:
    return '</span>' if mark in _OPENED else f'</{mark}>'


def cut(marked: Iterable[Piece], text: str) -> list[Piece]:
    """Return another text of the same length, marked like the pieces."""
    found = []
    at = 0
    for piece in marked:
        found.append(Piece(text[at : at + len(piece.text)], piece.marks))
        at += len(piece.text)
    return found


BEGIN_ITALIC, END_ITALIC = '\ufdd0', '\ufdd1'
"""What stands in a text that is printed for the tags of italics: no characters, but for such uses (Unicode 23.7)."""


def for_print(text: str) -> str:
    """Return what is printed of a text with tags: without them, but for signs of where italics begin and end."""
    if '<' not in text:
        return text
    printed = ''
    is_italic = False
    for piece in pieces(text):
        if ('i' in piece.marks) != is_italic:
            printed += END_ITALIC if is_italic else BEGIN_ITALIC
            is_italic = not is_italic
        printed += piece.text
    return printed + (END_ITALIC if is_italic else '')
