"""Which points and sources a view shows, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.dates import parse
from ..model import KINDS, Point, Source, ViewRequest
from .view import Option

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison

SELECTION = {
    'kind': Option('`hypothesis` (which it is if not set), `theme` or `evidence`', one_of=KINDS),
    'points': Option('a list of ids: these points, of whatever kind, in this order', kind='point'),
    'question': Option('the id of a question: only hypotheses that answer it', kind='question'),
    'sources': Option(
        'a list of ids: these sources, in this order. If not set: all that have a position on a point shown, in the '
        'order of the table of contents',
        kind='source',
    ),
    'order': Option('`page` (as they are defined, if not set), `title` or `date`', one_of=('page', 'title', 'date')),
}
STANCES = {'stances': Option('a list: only points on which a source has one of these', any_of=())}
SOURCES = {'sources': Option('a list of ids; all, if not set', kind='source')}


def by_default(name: str, value: str) -> dict[str, Option]:
    """Declare an option of the selection that has another value in a view if it is not set."""
    words = f'as for `{{comparison}}`, but `{value}` if not set'
    return {name: SELECTION[name]._replace(words=words)}


def points(request: ViewRequest, comparison: Comparison, kind: str = 'hypothesis') -> list[Point]:
    """Return the points a view asks for, those it names or all of a kind; a reason below what it is a reason for.

    Args:
        request: the view.
        comparison: where the points are.
        kind: which kind, where the view names neither points nor a kind.
    """
    named = request.listed('points')
    if named:
        chosen = [comparison.points[name] for name in named if name in comparison.points]
    else:
        wanted = request.option('kind') or kind
        chosen = [point for point in comparison.points.values() if point.kind == wanted]
    if question := request.option('question'):
        chosen = [point for point in chosen if point.question == question]
    if stances := request.listed('stances'):
        chosen = [point for point in chosen if _held(comparison, point, stances)]
    match request.option('order'):
        case 'title':
            chosen.sort(key=lambda point: comparison.plain(point.title).casefold())
        case 'date':
            chosen.sort(key=_date)
    return chosen if named else _with_reasons(chosen)


def sources(
    request: ViewRequest, comparison: Comparison, shown: list[Point], *, aligned: bool = False
) -> list[Source]:
    """Return the sources a view asks for: those it names, or all that have a position on a point it shows.

    A translation is no witness beside its original: it counts for the positions that it has itself.

    Args:
        request: the view.
        comparison: where the sources are.
        shown: the points that it shows.
        aligned: whether those are among them whose passages are aligned with those of one that has a position.
    """
    named = request.listed('sources')
    if named:
        return [comparison.sources[name] for name in named if name in comparison.sources]
    holders = {position.source for point in shown for position in comparison.positions_on.get(point.id, ())}
    if aligned:
        holders = {other for holder in holders for other in comparison.aligned.get(holder, ())}
    return [comparison.sources[name] for name in comparison.source_ids if name in holders]


def _held(comparison: Comparison, point: Point, stances: tuple[str, ...]) -> bool:
    return any(position.stance in stances for position in comparison.positions_on.get(point.id, ()))


def _date(point: Point) -> tuple[bool, tuple[int, int, int], tuple[int, int, int]]:
    if not point.date:
        return True, (0, 0, 0), (0, 0, 0)
    date = parse(point.date)
    return False, date.first, date.last


def _with_reasons(chosen: list[Point]) -> list[Point]:
    """Put each reason below what it is a reason for, if that is shown too."""
    reasons: dict[str, list[Point]] = {point.id: [] for point in chosen}
    tops: list[Point] = []
    for point in chosen:
        (reasons.get(point.reason_for, tops) if point.reason_for != point.id else tops).append(point)
    ordered: list[Point] = []
    waiting = tops[::-1]
    while waiting:
        point = waiting.pop()
        ordered.append(point)
        waiting += reasons[point.id][::-1]
    # Reasons for one another in a circle hang from nothing: they come last.
    placed = {point.id for point in ordered}
    return ordered + [point for point in chosen if point.id not in placed]
