"""``{changes}``: what is not as it was in an earlier release: points, stances, quotations, the texts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..comparison.comparison import in_one_line, shorten
from ..language.wording import kind_name, say
from .parts import LONGEST_WORDS, headings, passage_link, point_link, position_link, source_link, stance_label
from .shapes import Cell, Line, LinkTo, Row, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..comparison.comparison import Comparison
    from ..comparison.earlier_release import Release, ReleasedPoint, ReleasedPosition
    from ..model import Point, Position, Question, ViewRequest

_Piece = Text | LinkTo


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: what changed, how it was, and how it is now."""
    rows = tuple(_rows(comparison, request.release)) if request.release else ()
    heads = headings(say('What changed'), say('Then'), say('Now'))
    return Table(heads, (30, 35, 35), rows, ('cf-changes',))


def _rows(comparison: Comparison, release: Release) -> Iterator[Row]:
    yield from _points(comparison, release)
    yield from _positions(comparison, release)
    yield from _texts(comparison, release)


# -- questions and points ---------------------------------------------------------------------------------------------


def _points(comparison: Comparison, release: Release) -> Iterator[Row]:
    then = {(each.kind, each.id): each for each in release.points}
    now: dict[tuple[str, str], Question | Point] = {
        ('question', each.id): each for each in comparison.questions.values()
    }
    now |= {(each.kind, each.id): each for each in comparison.points.values()}
    for (kind, name), defined in now.items():
        was, label = then.get((kind, name)), comparison.target(defined).label
        if not was or was.title != label:
            change = say('new title') if was else say('new')
            yield _row(_kind(kind, change), (LinkTo(comparison.target(defined)),), _said(was), (Text(label),))
    for key, was in then.items():
        if key not in now:
            yield _row(_kind(was.kind, say('gone')), (Text(was.title),), (Text(was.title),), ())


def _kind(kind: str, change: str) -> str:
    return f'{kind_name(kind)}, {change}'


def _said(point: ReleasedPoint | None) -> tuple[_Piece, ...]:
    return (Text(point.title),) if point else ()


# -- positions --------------------------------------------------------------------------------------------------------


def _positions(comparison: Comparison, release: Release) -> Iterator[Row]:
    """Yield what changed of the positions on points that were there then, and still are."""
    then = {(each.point, each.source): each for each in release.positions}
    known = {each.id for each in release.points} & comparison.points.keys()
    for point in (point for point in comparison.points.values() if point.id in known):
        for position in comparison.positions_on.get(point.id, ()):
            was = then.pop((point.id, position.source), None)
            yield from _stance(comparison, position, was)
            yield from _quotations(comparison, position, was)
    for (name, source), was in then.items():
        if name in known:
            title = point_link(comparison, comparison.points[name])
            who = (Text(comparison.names.get(source, source)), Text(', '), title)
            yield _row(say('position, gone'), who, _label(comparison, was.stance), ())


def _stance(comparison: Comparison, position: Position, was: ReleasedPosition | None) -> Iterator[Row]:
    if not was or was.stance != position.stance:
        change = say('stance') if was else say('position, new')
        then = _label(comparison, was.stance) if was else ()
        yield _row(change, _who(comparison, position), then, _label(comparison, position.stance))


def _quotations(comparison: Comparison, position: Position, was: ReleasedPosition | None) -> Iterator[Row]:
    now = tuple(comparison.verdicts.exact(quotation) for quotation in position.quotations)
    if was and set(was.quotations) != set(now):
        gone = [words for words in was.quotations if words not in now]
        new = [words for words in now if words not in was.quotations]
        yield Row((_what(say('quotations'), _who(comparison, position)), _quoted(gone), _quoted(new)))


def _who(comparison: Comparison, position: Position) -> tuple[_Piece, ...]:
    name = Text(comparison.names.get(position.source, position.source))
    return (name, Text(', '), position_link(comparison, position))


def _label(comparison: Comparison, stance: str) -> tuple[_Piece, ...]:
    """Return a stance of then or of now; one that is no longer on the scale by its id."""
    if not stance:
        return ()
    return (stance_label(comparison.scale[stance]) if stance in comparison.scale else Text(stance),)


def _quoted(several: list[str]) -> Cell:
    return Cell(tuple(Line((Text(f'“{in_one_line(words)}”'),)) for words in several) or (_nothing(),))


# -- texts ------------------------------------------------------------------------------------------------------------


def _texts(comparison: Comparison, release: Release) -> Iterator[Row]:
    then: dict[str, dict[str, str]] = defaultdict(dict)
    for of, name, text in release.passages:
        then[of][name] = text
    for source in comparison.sources.values():
        if source.id not in then:
            yield _row(_kind('source', say('new')), (source_link(comparison, source),), (), ())
            continue
        for number, unit in enumerate(source.units, 1):
            was = then[source.id].pop(unit.id, None)
            if was != unit.text and not unit.hidden:
                where = (Text(comparison.names[source.id]), Text(' '), passage_link(comparison, source, number))
                change = say('text') if was else say('text, new')
                yield _row(change, where, _opening(was or ''), _opening(unit.text))
        for name, was in then[source.id].items():
            yield _row(say('text, gone'), (Text(f'{comparison.names[source.id]} {name}'),), _opening(was), ())
    for name in then.keys() - comparison.sources.keys():
        yield _row(_kind('source', say('gone')), (Text(name),), (), ())


def _opening(text: str) -> tuple[_Piece, ...]:
    return (Text(f'“{shorten(in_one_line(text), LONGEST_WORDS)}”'),) if text else ()


# -- rows -------------------------------------------------------------------------------------------------------------


def _row(change: str, what: tuple[_Piece, ...], then: tuple[_Piece, ...], now: tuple[_Piece, ...]) -> Row:
    return Row((_what(change, what), *(Cell((Line(pieces) if pieces else _nothing(),)) for pieces in (then, now))))


def _what(change: str, what: tuple[_Piece, ...]) -> Cell:
    return Cell((Line(what), Line((Text(change),), ('cf-meta',))))


def _nothing() -> Line:
    return Line((Text(say('nothing')),), ('cf-nothing',))


VIEW = View(
    'changes',
    make,
    {
        'since': Option(
            'required: the path of the earlier `comparison.json`, from this page or, with a slash before it, from the '
            'root'
        )
    },
)
