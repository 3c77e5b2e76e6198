"""``{comparison}``: a row for each point, a column for each source; stance, summary, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import date, say
from .matrix import TRANSPOSE, matrix, not_assessed
from .parts import pieces_of, point_link, quote, stance_label
from .selection import SELECTION, STANCES
from .shapes import Cell, Content, Hidden, Line, Quote, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Point, Position, Source, ViewRequest

HIDING = 'cf-hiding'
PARTS = ('stance', 'summary', 'quotations', 'contested')


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table."""
    parts = request.listed('parts') or PARTS
    hides = request.is_set('hide')

    def cell(point: Point, source: Source) -> Cell:
        drawn = _cell(comparison, point, source, parts)
        return _hiding(drawn) if hides and drawn.blocks else drawn

    return matrix(
        request,
        comparison,
        cell,
        first=lambda point, shown: _head(comparison, point, shown),
        widths=(22, 78, 0),
        classes=('cf-comparison', HIDING) if hides else ('cf-comparison',),
    )


def _head(comparison: Comparison, point: Point, shown: list[Point]) -> Cell:
    blocks = [Line((point_link(comparison, point),), ('cf-title',))]
    if point.date:
        blocks.append(Line((Text(date(point.date)),), ('cf-date',)))
    supported = comparison.points.get(point.reason_for)
    if supported and supported in shown:
        blocks.append(Line((Text(say('Offered as a reason')),), ('cf-meta',)))
    elif supported:
        blocks.append(Line(pieces_of(say('A reason for: {}'), point_link(comparison, supported)), ('cf-meta',)))
    return Cell(tuple(blocks))


def _cell(comparison: Comparison, point: Point, source: Source, parts: tuple[str, ...]) -> Cell:
    position = comparison.positions.get((point.id, source.id))
    if not position:
        return not_assessed(point)
    blocks: list[Line | Content | Quote] = []
    docname, anchor = position.place.docname, position.anchor
    if 'stance' in parts and position.stance:
        blocks.append(Line((stance_label(comparison.scale[position.stance]),)))
    if 'summary' in parts and position.summary:
        blocks.append(Content(docname, anchor, 'summary', position.summary))
    if 'quotations' in parts:
        blocks += _quotes(comparison, position)
    if 'contested' in parts and position.contested:
        note = Content(docname, anchor, 'contested', position.contested)
        blocks.append(Line((Text(say('Contested: '), ('cf-label',)), note), ('cf-contested',)))
    return Cell(tuple(blocks), (f'cf-held-{position.stance}',) if position.stance else ())


def _hiding(cell: Cell) -> Cell:
    """Put what the source says first, and hide what the editors make of it: the colour of a stance, too."""
    said = tuple(block for block in cell.blocks if isinstance(block, Quote))
    judged = tuple(block for block in cell.blocks if isinstance(block, Line | Content))
    return Cell((*said, Hidden(say('Show the editors’ reading'), judged)) if judged else said)


def _quotes(comparison: Comparison, position: Position) -> list[Quote]:
    drawn = [quote(comparison, quotation) for quotation in position.quotations]
    return [each for each in drawn if each]


VIEW = View(
    'comparison',
    make,
    {
        **SELECTION,
        **STANCES,
        'parts': Option(
            'a list of what cells have: `stance`, `summary`, `quotations`, `contested`. All, if not set. Their order '
            'in the cell is fixed',
            any_of=PARTS,
        ),
        **TRANSPOSE,
        'hide': Option(
            'no value: for an exercise. A cell shows the quotations, and the rest after a click on *Show the editors’ '
            'reading*; on paper a line to write on. Such a table has no filters',
            flag=True,
        ),
    },
)
