"""``{parallels}``: for each theme the passages themselves, whole, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Point, Prose, Source, ViewRequest
from ..wording import say
from .matrix import matrix, not_assessed
from .parts import passage_link
from .selection import CHOICES, REFERENCES
from .shapes import Cell, Content, Line, Table, Text, View

if TYPE_CHECKING:
    from ..comparison import Comparison


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table; of one point that is folded without a column for its title, since that stands above it."""
    table = matrix(
        request,
        comparison,
        lambda point, source: _cell(comparison, point, source),
        kind='theme',
        widths=(16, 84, 0),
        classes=('cf-parallels',),
    )
    rows = tuple(replace(row, cells=row.cells[1:]) for row in table.rows)
    if not request.option('fold') or len(rows) != 1 or not rows[0].cells:
        return table
    return replace(table, headings=table.headings[1:], widths=table.widths[1:], rows=rows, headed=False)


def _cell(comparison: Comparison, point: Point, source: Source) -> Cell:
    position = comparison.positions.get((point.id, source.id))
    numbers: set[int] = set()
    for quotation in position.quotations if position else ():
        verdict = comparison.verdict(quotation)
        numbers.update(verdict.match.passages if verdict and verdict.match else ())
    for locator in position.nearest if position else ():
        numbers.update(source.numbers(locator))
    if not position:
        return not_assessed(point)
    if not numbers:
        return Cell((Line((Text(say('no passage named')),), ('cf-unassessed',)),), ('cf-unassessed',))
    blocks: list[Line | Content] = []
    for number in sorted(numbers):
        passage = source.unit(number)
        text = Prose((passage.text,), (), passage.digest)
        blocks.append(Line((passage_link(comparison, source, number),), ('cf-locator',)))
        blocks.append(Content(passage.docname, passage.anchor, 'passage', text))
    return Cell(tuple(blocks))


VIEW = View('parallels', draw, CHOICES, references=REFERENCES)
