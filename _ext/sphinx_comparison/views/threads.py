"""``{map}``: which paragraphs of each source bear on each point, with threads between them where there is room.

The table says it all. The height of its rows is known beforehand, in lines, so that the threads meet them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from ..language.wording import title_of_kind
from .marks import hue_of
from .parts import heading, passage_link, passage_links, point_classes, point_link, separated, source_link
from .selection import SELECTION, points, sources
from .shapes import Cell, Line, Row, Side, SidePart, Table, Text, Thread
from .view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.comparison import Comparison
    from ..model import Point, Source, ViewRequest

    # The numbers of paragraphs, by the ids of a source and of a point.
    Quoted = defaultdict[tuple[str, str], list[int]]

# All heights are in sixteenths of a rem; the stylesheet has the same.
_HEAD = 36
_LINE = 20
_PADDING = 12
# So many letters of a title fit into a line, and so many paragraphs into a line of a cell, at the least.
_LETTERS = 50
_NUMBERS = 3
MOST_LINES = 5
_GAP = 4  # between two paragraphs


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: sources by turns on the left and on the right of the points."""
    shown = points(request, comparison)
    compared = sources(request, comparison, shown)
    sides = (compared[::2], compared[1::2])
    quoted = _quoted(comparison, compared)
    rows: list[Row] = []
    middles: dict[str, int] = {}
    end = _HEAD
    for point in shown:
        count = _lines(
            comparison.target(point).label, [[quoted[each.id, point.id] for each in side] for side in sides]
        )
        start, end = end, end + _PADDING + _LINE * count
        middles[point.id] = (start + end) // 2
        left, right = (_cell(comparison, point, side, quoted) for side in sides)
        title = Cell((Line((point_link(comparison, point),), ('cf-title',)),))
        rows.append(Row((left, title, right), (f'cf-lines-{count}', *point_classes(comparison, point))))
    named = title_of_kind(shown[0].kind if shown else 'hypothesis')
    return Table(
        (_head(comparison, sides[0]), heading(named), _head(comparison, sides[1])),
        (25, 50, 25),
        tuple(rows),
        ('cf-map',),
        headed=False,
        sides=tuple(_side(comparison, side, quoted, middles, end) for side in sides) if shown else (),
    )


def _quoted(comparison: Comparison, compared: Sequence[Source]) -> Quoted:
    """Return the numbers of the paragraphs of each source that its position on each point quotes, in order."""
    found: Quoted = defaultdict(list)
    for source in compared:
        for number in range(1, len(source.passages) + 1):
            held = (run.position for run in comparison.quoted.get((source.id, number), ()))
            for point in dict.fromkeys(each.point for each in held if each and each.source == source.id):
                found[source.id, point].append(number)
    return found


def _head(comparison: Comparison, side: Sequence[Source]) -> Cell:
    """Return the heading of a side: its sources."""
    links = separated(source_link(comparison, source) for source in side)
    return Cell((Line(links or (Text('–'),)),))


def _cell(comparison: Comparison, point: Point, side: Sequence[Source], quoted: Quoted) -> Cell:
    """Name the paragraphs that are quoted for a point; of several sources with what each is called."""
    lines: list[Line] = []
    for source in side:
        if numbers := quoted[source.id, point.id]:
            name = (Text(f'{comparison.names[source.id]} ', ('cf-label',)),) if len(side) > 1 else ()
            lines.append(Line((*name, *passage_links(comparison, source, numbers).pieces)))
    return Cell(tuple(lines) or (Line((Text('–'),), ('cf-nothing',)),))


def _lines(title: str, cells: Sequence[Sequence[list[int]]]) -> int:
    """Return how many lines a row has: as many as its title, or the longer of its cells, each of several sources."""
    width = sum(2 if east_asian_width(letter) in 'WF' else 1 for letter in title)
    counts = (sum(-(-len(numbers) // _NUMBERS) for numbers in cell) for cell in cells)
    return min(max(-(-width // _LETTERS), *counts, 1), MOST_LINES)


def _side(
    comparison: Comparison, side: Sequence[Source], quoted: Quoted, middles: dict[str, int], height: int
) -> Side:
    """Return the paragraphs of one side's sources, one below the other, and their threads."""
    texts = [(source, number, passage.text) for source in side for number, passage in enumerate(source.passages, 1)]
    total = sum(len(text) for *_, text in texts) or 1
    room = height - _HEAD - _GAP * max(len(texts) - 1, 0)
    parts: dict[tuple[str, int], SidePart] = {}
    start = _HEAD
    for source, number, text in texts:
        length = max(round(room * len(text) / total), 1)
        link = passage_link(comparison, source, number)
        parts[source.id, number] = SidePart(hue_of(comparison, source), link, number, start, length)
        start += length + _GAP
    threads: list[Thread] = []
    for point, middle in middles.items():
        title = comparison.target(comparison.points[point]).label
        for source in side:
            for part in (parts[source.id, number] for number in quoted[source.id, point]):
                label = f'{comparison.names[source.id]} ¶{part.number}: {title}'
                threads.append(Thread(part.hue, part.start + part.length // 2, middle, label))
    return Side(max(height, start - _GAP), tuple(parts.values()), tuple(threads))


VIEW = View('map', make, SELECTION)
