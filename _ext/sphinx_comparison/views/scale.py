"""The scale of ``{stances}``: a column for each stance, in which each source is a mark; a line joins those apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import say, title_of_kind
from ..model import SILENT
from .marks import mark, span
from .parts import point_classes, point_link, questions_of
from .selection import points, sources
from .shapes import Cell, Line, Row, Table, Text

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Point, Source, ViewRequest

_CONTESTED = '*'


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table."""
    shown = points(request, comparison)
    columns = sources(request, comparison, shown)
    # Silence, then the scale from its last step, which is most against, to its first.
    stances = [SILENT.id, *(name for name in reversed(comparison.scale) if name != SILENT.id)]
    widths = (46, *(54 // len(stances) for _ in stances))
    head = Cell(
        (Line((Text(title_of_kind(shown[0].kind if shown else 'hypothesis')),)), _key(comparison, columns, shown))
    )
    headings = (head, *(Cell((Line((Text(comparison.scale[name].label),)),), ('cf-step',)) for name in stances))
    rows = tuple(_row(comparison, point, columns, stances) for point in shown)
    return Table(headings, widths, rows, ('cf-stances', 'cf-scale'), questions_of(comparison, shown))


def _key(comparison: Comparison, columns: list[Source], shown: list[Point]) -> Line:
    """Say which mark is whose, and what the sign beside one means, if it is used."""
    pieces: list[Text] = []
    for source in columns:
        pieces += [mark(comparison, source), Text(f' {comparison.names[source.id]}  ')]
    if any(position.contested for point in shown for position in comparison.positions_on.get(point.id, ())):
        pieces.append(Text(_CONTESTED + say(' contested')))
    return Line(tuple(pieces), ('cf-key',))


def _row(comparison: Comparison, point: Point, columns: list[Source], stances: list[str]) -> Row:
    held: dict[str, list[Text]] = {}
    for source in columns:
        position = comparison.positions.get((point.id, source.id))
        if position and position.stance:
            drawn = mark(comparison, source, _CONTESTED if position.contested else '')
            held.setdefault(position.stance, []).append(drawn)
    taken = [index for index, name in enumerate(stances) if name in held and name != SILENT.id]
    cells = [_cell(name, held.get(name, []), span(index, taken)) for index, name in enumerate(stances)]
    title = Cell((Line((point_link(comparison, point),), ('cf-title',)),))
    return Row((title, *cells), point_classes(comparison, point))


def _cell(stance: str, marks: list[Text], joined: tuple[str, ...]) -> Cell:
    return Cell((Line(tuple(marks)),), (f'cf-held-{stance}', *joined)) if marks else Cell((), joined)
