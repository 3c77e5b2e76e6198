"""``{parallels}``: for each theme the passages themselves, whole, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import say
from .matrix import matrix, not_assessed
from .parts import passage_content, passage_link, pieces_of, source_link
from .selection import SELECTION, by_default
from .shapes import Cell, Content, Line, Table, Text
from .view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..comparison.comparison import Comparison
    from ..model import Point, Source, ViewRequest


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table; of one point that is folded without a column for its title, since that stands above it."""
    table = matrix(
        request,
        comparison,
        lambda point, source: _cell(comparison, point, source),
        kind='theme',
        widths=(16, 84, 0),
        classes=('cf-parallels',),
        aligned=True,
    )
    rows = tuple(row._replace(cells=row.cells[1:]) for row in table.rows)
    if not request.option('fold') or len(rows) != 1 or not rows[0].cells:
        return table
    return table._replace(headings=table.headings[1:], widths=table.widths[1:], rows=rows, headed=False)


def _cell(comparison: Comparison, point: Point, source: Source) -> Cell:
    if (point.id, source.id) not in comparison.positions:
        return _aligned(comparison, point, source) or not_assessed(point)
    numbers = _numbers(comparison, point, source)
    if not numbers:
        return Cell((Line((Text(say('no passage named')),), ('cf-unassessed',)),), ('cf-unassessed',))
    return Cell(tuple(_passages(comparison, source, numbers)))


def _aligned(comparison: Comparison, point: Point, source: Source) -> Cell | None:
    """Return the passages that are aligned with those of a position of another source; None if there are none."""
    for other in [comparison.sources[name] for name in comparison.aligned[source.id]]:
        # Paratext comes after the passages, and is not aligned.
        if numbers := [number for number in _numbers(comparison, point, other) if number <= len(other.passages)]:
            same = pieces_of(say('The same passages as in {}'), source_link(comparison, other))
            return Cell((Line(same, ('cf-meta',)), *_passages(comparison, source, numbers)), ('cf-aligned',))
    return None


def _numbers(comparison: Comparison, point: Point, source: Source) -> list[int]:
    """Return the numbers of what the position of a source quotes or names as nearest; none, if it has no position."""
    position = comparison.positions.get((point.id, source.id))
    numbers: set[int] = set()
    for quotation in position.quotations if position else ():
        numbers.update(span.passage for span in comparison.verdicts.spans(quotation))
    for locator in position.nearest if position else ():
        numbers.update(source.numbers(locator))
    return sorted(numbers)


def _passages(comparison: Comparison, source: Source, numbers: Iterable[int]) -> Iterator[Line | Content]:
    for number in numbers:
        yield Line((passage_link(comparison, source, number),), ('cf-locator',))
        yield passage_content(source, number)


VIEW = View('parallels', make, {**SELECTION, **by_default('kind', 'theme')})
