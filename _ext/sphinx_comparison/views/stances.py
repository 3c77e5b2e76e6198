"""``{stances}``: the comparison at a glance, one stance a cell, and how the sources stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import say
from ..model import SILENT, Point, Source, Target, ViewRequest
from . import scale
from .matrix import TRANSPOSE, TRANSPOSED, matrix, not_assessed
from .parts import source_link, stance_label
from .selection import SELECTION, STANCES, points, sources
from .shapes import Cell, Line, LinkTo, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Stance

# Of so many sources each cell has a word. Of more a page of HTML shows the sign before the word, and the head says
# what the signs mean: twelve columns of words fit no screen.
_MOST_IN_WORDS = 3


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: a scale, if that is asked for, or a column for each source."""
    if request.option('layout') == 'scale':
        return scale.make(request, comparison)
    table = matrix(
        request,
        comparison,
        lambda point, source: _cell(comparison, point, source),
        last=(say('Together'), lambda point, columns: _together(comparison, point, columns)),
        widths=(46, 36, 18),
        classes=('cf-stances',),
    )
    columns = sources(request, comparison, points(request, comparison))
    if len(columns) <= _MOST_IN_WORDS or TRANSPOSED in table.classes:
        return table
    return table._replace(signs=_headings_of_signs(table, comparison, columns))


def _headings_of_signs(table: Table, comparison: Comparison, columns: list[Source]) -> tuple[Cell, ...]:
    """Return letters above the columns, and in the head whose they are and what the signs mean."""
    named: list[Text | LinkTo] = []
    for source in columns:
        named += [Text(f'{source.siglum} ', ('cf-label',)), source_link(comparison, source), Text('  ')]
    signs: list[Text] = []
    for stance in comparison.scale.values():
        signs += [_label(comparison, stance), Text('  ')]
    if any('cf-contested-mark' in piece.classes for row in table.rows for cell in row.cells for piece in cell.texts()):
        signs.append(Text('*' + say(' contested')))
    head = Cell((*table.headings[0].blocks, Line(tuple(named), ('cf-key',)), Line(tuple(signs), ('cf-key',))))
    letters = (
        Cell(
            (Line((LinkTo(Target(source.place.docname, '', source.siglum)),)),),
            ('cf-source', f'cf-source-{source.id}'),
        )
        for source in columns
    )
    return (head, *letters, table.headings[-1])


def _label(comparison: Comparison, stance: Stance) -> Text:
    """Return a stance: its word, with a class if another on its side is stronger, so that their signs differ."""
    label = stance_label(stance)
    same = [other.id for other in comparison.scale.values() if stance.side and other.side == stance.side]
    # The scale goes from most for to most against.
    strongest = same[-1 if stance.side == 'against' else 0] if same else stance.id
    return label if stance.id == strongest else label._replace(classes=(*label.classes, 'cf-weaker'))


def _cell(comparison: Comparison, point: Point, source: Source) -> Cell:
    position = comparison.positions.get((point.id, source.id))
    if not position or not position.stance:
        return not_assessed(point)
    pieces = [_label(comparison, comparison.scale[position.stance])]
    if position.contested:
        pieces.append(Text(say(' contested'), ('cf-contested-mark',)))
    return Cell((Line(tuple(pieces)),), (f'cf-held-{position.stance}',))


def _together(comparison: Comparison, point: Point, columns: list[Source]) -> Cell:
    """Say how the sources that take a stance stand to each other, without weighing them."""
    held = {
        source.id: comparison.scale[position.stance]
        for source in columns
        if (position := comparison.positions.get((point.id, source.id))) and position.stance not in ('', SILENT.id)
    }
    sides = {stance.side for stance in held.values()}
    if not held:
        words, mark = '–', 'none'
    elif len(held) == 1:
        words, mark = say('only {}').format(comparison.names[next(iter(held))]), 'only'
    elif {'for', 'against'} <= sides:
        words, mark = say('opposed'), 'opposed'
    elif len(set(held.values())) == 1:
        words, mark = say('alike'), 'alike'
    else:
        words, mark = say('apart in degree'), 'degree'
    return Cell((Line((Text(words),)),), ('cf-together', f'cf-together-{mark}'))


VIEW = View(
    'stances',
    make,
    {
        'layout': Option('`matrix`, or `scale`; `matrix` if not set', one_of=('matrix', 'scale')),
        **SELECTION,
        **STANCES,
        **TRANSPOSE,
    },
)
