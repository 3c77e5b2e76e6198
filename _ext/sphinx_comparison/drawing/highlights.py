"""Marks in a passage: its text cut where quotations begin and end, and the pieces put together again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element

    from ..views.notes import Mark

# The stylesheet has a rule for each number of pieces up to this one.
MOST_PIECES = 10


class Piece(NamedTuple):
    """Words that the same quotations hold: where they begin in the passage, and the marks of these quotations."""

    words: str
    start: int
    marks: list[Mark]


def runs(text: str, start: int, cuts: Sequence[int], marks: Sequence[Mark]) -> list[list[Piece]]:
    """Return the pieces of a text between cuts: those together that are held together by words quoted across a cut.

    So what overlaps is one thing to be pointed at, and not a row of scraps, some of them no more than a full stop.

    Args:
        text: the text of one node.
        start: its offset in the passage, in code points.
        cuts: the offsets in the passage at which it is cut, its ends included, in order.
        marks: the words that are quoted, or explained.
    """
    found: list[list[Piece]] = []
    before: set[str] = set()
    for left, right in pairwise(cuts):
        here = [mark for mark in marks if mark.span.start <= left and right <= mark.span.end]
        holding = {mark.anchor for mark in here if mark.kind == 'quoted'}
        piece = Piece(text[left - start : right - start], left, here)
        if holding & before:
            found[-1].append(piece)
        else:
            found.append([piece])
        before = holding
    return found


def place_anchors(marks: Sequence[Mark], pieces: list[tuple[Element, int, list[Mark]]]) -> None:
    """Give each quotation's anchor to its first piece, with classes that tell a stylesheet how far it goes on.

    ``pieces`` are the marked ones of a passage, in order: each with where it begins, and with the marks on it.
    """
    unplaced = {mark.anchor: mark.span for mark in sorted(marks, key=lambda mark: -mark.span.end)}
    for index, (first, start, _) in enumerate(pieces):
        for anchor in [name for name, span in unplaced.items() if span.start <= start]:
            del unplaced[anchor]
            own = [piece for piece, _, here in pieces[index:] if anchor in {mark.anchor for mark in here}]
            classes = _going_on(own)
            if first['ids']:
                first.insert(0, nodes.inline('', '', ids=[anchor], classes=classes))
            else:
                first['ids'].append(anchor)
                first['classes'] += classes


def _going_on(pieces: list[Element]) -> list[str]:
    if len(pieces) > MOST_PIECES or any(piece.parent is not pieces[0].parent for piece in pieces):
        return ['cf-over-many']
    return [f'cf-over-{count}' for count in range(2, len(pieces) + 1)]
