"""Marks in a passage: its text is cut where quotations begin and end, and the pieces are put together again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from ..trees.nodes import inline
from ..trees.parts import texts_in
from ..trees.text import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ..views.notes import Mark

# The stylesheet has a rule for each number of pieces up to this one.
MOST_PIECES = 10


class Piece(NamedTuple):
    """Words that the same quotations hold: where they begin in the passage, and the marks of these quotations."""

    words: str
    start: int
    marks: list[Mark]


def mark(block: Element, marks: Sequence[Mark]) -> None:
    """Cut the text of a passage where quotations begin and end, and mark the pieces that are quoted.

    Args:
        block: the passage.
        marks: the words that are quoted, or explained.
    """
    edges = sorted({edge for each in marks for edge in (each.span.start, each.span.end)})
    marked: list[tuple[Element, int, list[Mark]]] = []
    offset = 0
    for text, length in _texts(block):
        if not isinstance(text, nodes.Text):
            offset += length
            continue
        start, end = offset, offset + length
        cuts = [start, *(edge for edge in edges if start < edge < end), end]
        drawn: list[Node] = []
        for run in _runs(text.astext(), start, cuts, marks):
            if not run[0].marks or not ''.join(piece.words for piece in run).strip():
                drawn += [nodes.Text(piece.words) for piece in run]
                continue
            whole, elements = _marked(run)
            marked += [(element, piece.start, piece.marks) for element, piece in zip(elements, run, strict=True)]
            drawn.append(whole)
        if len(drawn) > 1 or not isinstance(drawn[0], nodes.Text):
            # Docutils would replace the first text that is equal.
            place = next(index for index, child in enumerate(text.parent) if child is text)
            text.parent[place : place + 1] = drawn
        offset = end
    _place_anchors(marks, marked)


def _marked(run: list[Piece]) -> tuple[Element, list[Element]]:
    """Mark a run of quotations that overlap. It is no link: the number and the note of the passage lead on.

    Gives also its pieces: a reader who comes for one of the quotations is shown those that it is made of.
    """
    pieces: list[Element] = [inline(piece.words, *_annotated(piece)) for piece in run]
    content: list[Node] = [*pieces] if len(run) > 1 else [nodes.Text(run[0].words)]
    # Of words that were quoted once only the anchor has to stay.
    quoted = any(each.kind == 'quoted' for piece in run for each in piece.marks)
    whole = nodes.inline('', '', *content, classes=['cf-quoted'] if quoted else [])
    if len(run) == 1:
        whole['classes'] += _annotated(run[0])
    return whole, pieces if len(run) > 1 else [whole]


def _annotated(piece: Piece) -> list[str]:
    return ['cf-annotated'] if any(each.kind == 'annotated' for each in piece.marks) else []


def _runs(text: str, start: int, cuts: Sequence[int], marks: Sequence[Mark]) -> list[list[Piece]]:
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


def _place_anchors(marks: Sequence[Mark], pieces: list[tuple[Element, int, list[Mark]]]) -> None:
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


def _texts(block: Element) -> list[tuple[Node, int]]:
    """Return the text nodes of a passage or a paratext; between its paragraphs stand two line feeds."""
    pairs: list[tuple[Node, int]] = []
    for index, part in enumerate(texts_in(block)):
        pairs += [*([(part, 2)] if index else []), *texts_of(part)]
    return pairs
