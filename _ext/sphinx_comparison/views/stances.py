"""``{stances}``: the comparison at a glance, one mark a cell, and how the sources stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import SILENT, Point, Source, ViewRequest
from ..wording import say
from . import scale
from .matrix import matrix, not_assessed
from .parts import stance_label
from .selection import CHOICES, REFERENCES
from .shapes import Cell, Line, LinkTo, Table, Text, View

if TYPE_CHECKING:
    from ..comparison import Comparison


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table: a scale, if that is asked for, or a column for each source."""
    if request.option('layout') == 'scale':
        return scale.draw(request, comparison)
    return matrix(
        request,
        comparison,
        lambda point, source: _cell(comparison, point, source),
        last=(say('Together'), lambda point, columns: _together(comparison, point, columns)),
        widths=(46, 36, 18),
        classes=('cf-stances',),
    )


def _cell(comparison: Comparison, point: Point, source: Source) -> Cell:
    position = comparison.positions.get((point.id, source.id))
    if not position or not position.stance:
        return not_assessed(point)
    label = stance_label(comparison.scale[position.stance])
    pieces: list[Text | LinkTo] = [label]
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


VIEW = View('stances', draw, {**CHOICES, 'layout': ('matrix', 'scale')}, {'stances': ()}, REFERENCES)
