"""The matrix that three views draw: a row for each point, a column for each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wording import say, title_of_kind
from .parts import heading, point_classes, point_link, questions_of, source_heading
from .selection import points, sources
from .shapes import Cell, Line, Row, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..comparison import Comparison
    from ..model import Kind, Point, Source, ViewRequest


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
) -> Table:
    """Return the table of what a page asks for.

    Args:
        request: which points and sources, and in which order.
        comparison: where they are.
        cell: draws the cell of a point and a source.
        kind: the kind of the points, where the page names none.
        first: draws the heading of a row, from its point and all that are shown; by default a link to the point.
        last: the heading of a last column, and what draws its cell, from a point and the sources that are shown.
        widths: of the first column, of all sources together, and of the last column, in hundredths.
        classes: of the table.

    Returns:
        The table.
    """
    shown = points(request, comparison, kind)
    columns = sources(request, comparison, shown)

    def row(point: Point) -> Row:
        head = first(point, shown) if first else Cell((Line((point_link(comparison, point),), ('cf-title',)),))
        ends = (last[1](point, columns),) if last else ()
        return Row((head, *(cell(point, source) for source in columns), *ends), point_classes(comparison, point))

    named = title_of_kind(shown[0].kind if shown else kind)
    ends = (heading(last[0]),) if last else ()
    return Table(
        (heading(named), *(source_heading(comparison, source) for source in columns), *ends),
        (widths[0], *(widths[1] // max(len(columns), 1) for _ in columns), *(widths[2:] if last else ())),
        tuple(map(row, shown)),
        classes,
        questions_of(comparison, shown),
    )


def not_assessed(point: Point) -> Cell:
    """Return the cell of a source without a position: not read for a hypothesis, or nothing to record of the rest."""
    text = say('not assessed') if point.kind == 'hypothesis' else say('nothing recorded')
    return Cell((Line((Text(text),), ('cf-unassessed',)),), ('cf-unassessed',))
