"""The scale of ``{stances}``: a column for each stance, in which each source is a mark; a line joins those apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import SILENT
from ..wording import say, title_of_kind
from .parts import point_classes, point_link, questions_of
from .selection import points, sources
from .shapes import Cell, Line, Row, Table, Text

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..model import Point, Source, ViewRequest

# Sources beyond the last hue have the first again: the letters tell them apart.
HUES = 4
_TWO = 2
_CONTESTED = '*'


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table."""
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
    for index, source in enumerate(columns):
        pieces += [_mark(source, index), Text(f' {comparison.names[source.id]}  ')]
    if any(position.contested for point in shown for position in comparison.positions_on.get(point.id, ())):
        pieces.append(Text(_CONTESTED + say(' contested')))
    return Line(tuple(pieces), ('cf-key',))


def _mark(source: Source, index: int, *, contested: bool = False) -> Text:
    letters = source.siglum + (_CONTESTED if contested else '')
    return Text(letters, ('cf-mark', f'cf-mark-{index % HUES + 1}', f'cf-source-{source.id}'))


def _row(comparison: Comparison, point: Point, columns: list[Source], stances: list[str]) -> Row:
    held: dict[str, list[Text]] = {}
    for index, source in enumerate(columns):
        position = comparison.positions.get((point.id, source.id))
        if position and position.stance:
            mark = _mark(source, index, contested=bool(position.contested))
            held.setdefault(position.stance, []).append(mark)
    taken = [index for index, name in enumerate(stances) if name in held and name != SILENT.id]
    cells = [_cell(name, held.get(name, []), _span(index, taken)) for index, name in enumerate(stances)]
    title = Cell((Line((point_link(comparison, point),), ('cf-title',)),))
    return Row((title, *cells), point_classes(comparison, point))


def _cell(stance: str, marks: list[Text], span: tuple[str, ...]) -> Cell:
    return Cell((Line(tuple(marks)),), (f'cf-held-{stance}', *span)) if marks else Cell((), span)


def _span(index: int, taken: list[int]) -> tuple[str, ...]:
    """Return the classes of a step that the line goes through, or begins or ends in."""
    if len(taken) < _TWO or not taken[0] <= index <= taken[-1]:
        return ()
    ends = {taken[0]: ('cf-span-start',), taken[-1]: ('cf-span-end',)}
    return ('cf-span', *ends.get(index, ()))
