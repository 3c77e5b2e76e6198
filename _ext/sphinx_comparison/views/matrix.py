"""The matrix that three views draw: a row for each point, a column for each source; or the other way round."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..language.wording import say, title_of_kind
from .parts import heading, point_classes, point_link, questions_of, source_heading
from .selection import points, sources
from .shapes import Cell, Line, Row, Table, Text
from .view import Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..comparison.comparison import Comparison
    from ..model import Kind, Point, Source, ViewRequest

TRANSPOSED = 'cf-transposed'
TRANSPOSE = {
    'transpose': Option(
        'no value: a row for each source, and a column for each point. Such a table has no filters', flag=True
    )
}


def matrix(  # noqa: PLR0913 - each of the keywords is a column's, or the view's
    request: ViewRequest,
    comparison: Comparison,
    cell: Callable[[Point, Source], Cell],
    *,
    kind: Kind = 'hypothesis',
    first: Callable[[Point, list[Point]], Cell] | None = None,
    last: tuple[str, Callable[[Point, list[Source]], Cell]] | None = None,
    widths: tuple[int, int, int],
    classes: tuple[str, ...],
    aligned: bool = False,
) -> Table:
    """Return the table of what a page asks for.

    Args:
        request: which points and sources, and in which order.
        comparison: where they are.
        cell: draws the cell of a point and a source.
        kind: the kind of the points, where the page names none.
        first: draws the heading of a point, from it and all that are shown; by default a link to the point.
        last: what is said of all sources together: its heading, and what draws it, from a point and the sources.
        widths: of the first column, of all others together, and of the last column, in hundredths.
        classes: of the table.
        aligned: whether originals and translations of what has a position are sources, too.

    Returns:
        The table.
    """
    shown = points(request, comparison, kind)
    columns = sources(request, comparison, shown, aligned=aligned)
    heads = [
        first(point, shown) if first else Cell((Line((point_link(comparison, point),), ('cf-title',)),))
        for point in shown
    ]
    cells = [[cell(point, source) for source in columns] for point in shown]
    ends = [[last[1](point, columns)] if last else [] for point in shown]
    named = title_of_kind(shown[0].kind if shown else kind)
    whose = (source_heading(comparison, source) for source in columns)
    table = Table(
        (heading(named), *whose, *([heading(last[0])] if last else ())),
        (widths[0], *(widths[1] // max(len(columns), 1) for _ in columns), *(widths[2:] if last else ())),
        tuple(
            Row((head, *row, *end), point_classes(comparison, point))
            for point, head, row, end in zip(shown, heads, cells, ends, strict=True)
        ),
        classes,
        questions_of(comparison, shown),
        splits=len(columns),
    )
    return _transposed(table) if request.is_set('transpose') else table


def _transposed(table: Table) -> Table:
    """Return a table with a row for each source, and a column for each point."""
    columns = list(zip(*(row.cells for row in table.rows), strict=True))  # the first has the points
    first, count = table.widths[0] // 2, len(table.rows)
    return Table(
        (heading(say('Source')), *(columns[0] if columns else ())),
        (first, *((100 - first) // count for _ in range(count))),
        # Where there are no points, there are no rows either.
        tuple(Row((head, *cells)) for head, cells in zip(table.headings[1:], columns[1:], strict=False)),
        (*table.classes, TRANSPOSED),
        splits=count,
    )


def split(table: Table, most: int) -> list[Table]:
    """Return a table in parts, for paper, which does not scroll: each with the first column and a share of the others.

    Args:
        table: what is split; one that says not which of its columns can be parted stays whole.
        most: so many of them a part may have.
    """
    if table.splits <= most:
        return [table]
    count = -(-table.splits // most)
    # As even as can be: five in three and two, and not in four and one.
    edges = [1 + table.splits * part // count for part in range(count + 1)]
    parts: list[Table] = []
    for start, end in pairwise(edges):
        # What is said of all together stands beside the last of them.
        kept = [0, *range(start, end), *(range(table.splits + 1, len(table.headings)) if end == edges[-1] else ())]
        left = 100 - table.widths[0]
        parts.append(
            table._replace(
                headings=tuple(table.headings[index] for index in kept),
                widths=(table.widths[0], *(left // (len(kept) - 1) for _ in kept[1:])),
                rows=tuple(row._replace(cells=tuple(row.cells[index] for index in kept)) for row in table.rows),
                splits=0,
            )
        )
    return parts


def not_assessed(point: Point) -> Cell:
    """Return the cell of a source without a position: not read for a hypothesis, or nothing to record of the rest."""
    text = say('not assessed') if point.kind == 'hypothesis' else say('nothing recorded')
    return Cell((Line((Text(text),), ('cf-unassessed',)),), ('cf-unassessed',))
