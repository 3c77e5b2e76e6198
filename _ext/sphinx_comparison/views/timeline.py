"""``{timeline}``: points in the order of their dates, with a lane for each source that has a position on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.dates import parse
from ..language.wording import date, say, title_of_kind
from ..model import SILENT
from .marks import mark, span
from .parts import heading, point_classes, point_link
from .selection import SELECTION, by_default, points, sources
from .shapes import Cell, Line, Row, Table, Text
from .view import View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Point, Source, ViewRequest

# A leap of so many years is named: in a list the dates stand as close as if nothing lay between them.
_FEWEST_YEARS = 10


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table."""
    if not request.option('order'):
        request = request._replace(options=(*request.options, ('order', 'date')))
    shown = points(request, comparison, 'evidence')
    lanes = sources(request, comparison, shown)
    rows: list[Row] = []
    before = ''
    for point in shown:
        cells = _cells(comparison, point, lanes)
        rows.append(Row((_head(comparison, point, before), *cells), point_classes(comparison, point)))
        before = point.date
    named = title_of_kind(shown[0].kind if shown else 'evidence')
    steps = (Cell((Line((Text(comparison.names[source.id]),)),), ('cf-step',)) for source in lanes)
    widths = (60, *(40 // max(len(lanes), 1) for _ in lanes))
    return Table((heading(named), *steps), widths, tuple(rows), ('cf-scale', 'cf-timeline'))


def _head(comparison: Comparison, point: Point, before: str) -> Cell:
    """Return the date and the title of a point, and how long after the one before it is, if that is long."""
    later = _year(point.date) - _year(before) if point.date and before else 0
    words = say('{} years later').format(later)
    gap = (Line((Text(words),), ('cf-later',)),) if later >= _FEWEST_YEARS else ()
    when = date(point.date) if point.date else say('undated')
    return Cell((*gap, Line((Text(when),), ('cf-date',)), Line((point_link(comparison, point),), ('cf-title',))))


def _year(edtf: str) -> int:
    return parse(edtf).first[0]


def _cells(comparison: Comparison, point: Point, lanes: list[Source]) -> list[Cell]:
    """Return the marks of the sources that have something to say of a point, and the line that joins them."""
    held = (comparison.positions.get((point.id, source.id)) for source in lanes)
    cited = [position is not None and position.stance != SILENT.id for position in held]
    taken = [index for index, cites in enumerate(cited) if cites]
    return [
        Cell((Line((mark(comparison, source),)),), ('cf-cited', *span(index, taken)))
        if cited[index]
        else Cell((), span(index, taken))
        for index, source in enumerate(lanes)
    ]


VIEW = View('timeline', make, {**SELECTION, **by_default('kind', 'evidence'), **by_default('order', 'date')})
