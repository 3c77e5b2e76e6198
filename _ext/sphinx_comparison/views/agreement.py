"""``{agreement}``: how often other readers found the same stance, and where they did not. Counted, not scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..comparison.grouped import grouped
from ..language.wording import say
from .parts import headings, pieces_of, position_link, stance_label
from .selection import SOURCES
from .shapes import Cell, Line, Row, Table, Text
from .view import View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Position, ViewRequest


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: a row for each reader, in the order in which they are first named."""
    named = request.listed('sources')
    found = grouped(
        (reading.reader, (position, reading.stance))
        for point in comparison.points
        for position in comparison.positions_on.get(point, ())
        if position.stance and (not named or position.source in named)
        for reading in position.second_readings
        if reading.stance in comparison.scale
    )
    rows = tuple(_row(comparison, reader, read) for reader, read in found.items())
    heads = headings(say('Reader'), say('Read'), say('The same'), say('Other'))
    return Table(heads, (24, 10, 12, 54), rows, ('cf-agreement',))


def _row(comparison: Comparison, reader: str, read: list[tuple[Position, str]]) -> Row:
    other = [(position, stance) for position, stance in read if position.stance != stance]
    return Row(
        (
            Cell((Line((Text(reader),)),)),
            Cell((Line((Text(str(len(read))),)),)),
            Cell((Line((Text(str(len(read) - len(other))),)),)),
            Cell(tuple(_difference(comparison, position, stance) for position, stance in other)),
        )
    )


def _difference(comparison: Comparison, position: Position, stance: str) -> Line:
    """Say where a reader found another stance: which, and what the editors have."""
    name = Text(comparison.names.get(position.source, position.source))
    found = stance_label(comparison.scale[stance]), stance_label(comparison.scale[position.stance])
    return Line(
        (name, Text(', '), position_link(comparison, position), Text(': '), *pieces_of(say('{}, not {}'), *found))
    )


VIEW = View('agreement', make, SOURCES)
