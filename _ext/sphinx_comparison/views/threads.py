"""``{map}``: which paragraphs of each source bear on each point, with threads between them where there is room.

The table says it all. The height of its rows is known beforehand, in lines, so that the threads meet them.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from ..wording import title_of_kind
from .marks import hue_of
from .parts import heading, passage_link, passage_links, point_classes, point_link, source_link
from .selection import CHOICES, REFERENCES, points, sources
from .shapes import Cell, Line, Row, Side, StripPart, Table, Text, Thread, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison import Comparison
    from ..model import Point, Source, ViewRequest

# All heights are in sixteenths of a rem; the stylesheet has the same.
_HEAD = 36
_LINE = 20
_PADDING = 12
# So many letters of a title fit into a line, and so many paragraphs into a line of a cell, at the least.
_LETTERS = 50
_NUMBERS = 3
_MOST_LINES = 5
_GAP = 4  # between two paragraphs


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table: sources by turns on the left and on the right of the points."""
    shown = points(request, comparison)
    compared = sources(request, comparison, shown)
    sides = (compared[::2], compared[1::2])
    lines = [_lines(comparison, point, sides) for point in shown]
    ends = list(accumulate((_PADDING + _LINE * count for count in lines), initial=_HEAD))
    middles = {point.id: (start + end) // 2 for point, start, end in zip(shown, ends, ends[1:], strict=False)}
    rows = [
        Row(
            (
                _cell(comparison, point, sides[0]),
                Cell((Line((point_link(comparison, point),), ('cf-title',)),)),
                _cell(comparison, point, sides[1]),
            ),
            (f'cf-lines-{count}', *point_classes(comparison, point)),
        )
        for point, count in zip(shown, lines, strict=True)
    ]
    named = title_of_kind(shown[0].kind if shown else 'hypothesis')
    return Table(
        (_head(comparison, sides[0]), heading(named), _head(comparison, sides[1])),
        (25, 50, 25),
        tuple(rows),
        ('cf-map',),
        headed=False,
        sides=tuple(_side(comparison, side, middles, ends[-1]) for side in sides) if shown else (),
    )


def _head(comparison: Comparison, side: Sequence[Source]) -> Cell:
    """Draw the heading of a side: its sources."""
    links = [source_link(comparison, source) for source in side]
    pieces = [piece for link in links for piece in (Text(', '), link)][1:]
    return Cell((Line(tuple(pieces) or (Text('–'),)),))


def _cell(comparison: Comparison, point: Point, side: Sequence[Source]) -> Cell:
    """Name the paragraphs that are quoted for a point; of several sources with what each is called."""
    lines: list[Line] = []
    for source in side:
        if numbers := _quoted(comparison, point, source):
            name = (Text(f'{comparison.names[source.id]} ', ('cf-label',)),) if len(side) > 1 else ()
            lines.append(Line((*name, *passage_links(comparison, source, numbers).pieces)))
    return Cell(tuple(lines) or (Line((Text('–'),), ('cf-nothing',)),))


def _quoted(comparison: Comparison, point: Point, source: Source) -> list[int]:
    """Return the numbers of the paragraphs of a source that its position on a point quotes, in order."""
    position = comparison.positions.get((point.id, source.id))
    verdicts = [comparison.verdict(quotation) for quotation in position.quotations] if position else []
    found = {number for verdict in verdicts if verdict and verdict.match for number in verdict.match.passages}
    return sorted(number for number in found if number <= len(source.passages))


def _lines(comparison: Comparison, point: Point, sides: Sequence[Sequence[Source]]) -> int:
    """Return how many lines a row has: as many as its title, or the longer of its cells."""
    title = comparison.target(point).label
    width = sum(2 if east_asian_width(letter) in 'WF' else 1 for letter in title)
    counts = [
        sum(-(-len(numbers) // _NUMBERS) for source in side if (numbers := _quoted(comparison, point, source)))
        for side in sides
    ]
    return min(max(-(-width // _LETTERS), *counts, 1), _MOST_LINES)


def _side(comparison: Comparison, side: Sequence[Source], middles: dict[str, int], height: int) -> Side:
    """Draw the paragraphs of one side's sources, one below the other, and their threads."""
    texts = [(source, number, passage.text) for source in side for number, passage in enumerate(source.passages, 1)]
    total = sum(len(text) for *_, text in texts) or 1
    room = height - _HEAD - _GAP * max(len(texts) - 1, 0)
    parts: list[tuple[int, StripPart]] = []
    threads: list[Thread] = []
    start = _HEAD
    for source, number, text in texts:
        length = max(round(room * len(text) / total), 1)
        hue = hue_of(comparison, source)
        link = passage_link(comparison, source, number)
        parts.append((hue, StripPart(link, number, start, length, 0)))
        for point, middle in middles.items():
            position = comparison.points[point]
            if number in _quoted(comparison, position, source):
                label = f'{comparison.names[source.id]} ¶{number}: {comparison.target(position).label}'
                threads.append(Thread(hue, start + length // 2, middle, label))
        start += length + _GAP
    return Side(max(height, start - _GAP), tuple(parts), tuple(threads))


VIEW = View('map', draw, {**CHOICES}, references=REFERENCES)
