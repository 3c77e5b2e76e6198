"""``{beside}``: texts whole, side by side, each passage with those of the others that it meets in a point.

An original and its translations are a table, with a row for each passage.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..comparison.grouped import grouped
from ..model import Target
from .parts import passage_content, passage_link, point_link, said, separated, source_heading, source_link
from .shapes import Cell, Columns, Excerpt, Line, LinkTo, Row, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Passage, Point, Source, ViewRequest

# A passage: the id of its source, and its number.
_Key = tuple[str, int]


def make(request: ViewRequest, comparison: Comparison) -> Columns:
    """Return the texts named, or else all."""
    named = tuple(dict.fromkeys(request.listed('sources'))) or comparison.source_ids
    sources = [comparison.sources[name] for name in named if name in comparison.sources]
    meetings = _meetings(comparison, [source.id for source in sources])
    texts = {source.id: _text(request, comparison, source, meetings) for source in sources}
    groups = grouped((_group(comparison, source.id), source) for source in sources)
    aligned = [group for group in groups.values() if len(group) > 1 and group[0].passages]
    alone = [source for group in groups.values() if group not in aligned for source in group]
    return Columns(
        tuple(Line((source_link(comparison, source),), ('cf-source',)) for source in alone),
        tuple(texts[source.id] for source in alone),
        tuple(_table(comparison, group, texts) for group in aligned),
    )


def _group(comparison: Comparison, source: str) -> str:
    """Return the id of the first of the sources that a source is aligned with."""
    return comparison.aligned[source][0]


def _table(comparison: Comparison, group: list[Source], texts: dict[str, tuple[Excerpt, ...]]) -> Table:
    """Return texts that are aligned: the passages of one number are a row."""
    return Table(
        tuple(source_heading(comparison, source) for source in group),
        tuple(100 // len(group) for _ in group),
        tuple(
            Row(tuple(Cell((excerpt,)) for excerpt in row))
            for row in zip(*(texts[source.id] for source in group), strict=True)
        ),
        ('cf-aligned',),
        headed=False,
        splits=len(group) - 1,
    )


def _text(
    request: ViewRequest, comparison: Comparison, source: Source, meetings: dict[_Key, dict[_Key, list[Point]]]
) -> tuple[Excerpt, ...]:
    """Return the passages of a text, each with what it meets, and with what begins in a heading above it."""
    above = grouped(
        (milestone.passage, LinkTo(target._replace(label=milestone.label)))
        for milestone, target in comparison.milestones(source)
        if milestone.outside
    )
    return tuple(
        Excerpt(
            _anchor(request, passage),
            (*above.get(passage.number, ()), passage_link(comparison, source, passage.number)),
            passage_content(source, passage.number),
            tuple(
                _line(request, comparison, other, points)
                for other, points in meetings.get((source.id, passage.number), {}).items()
                # What stands in the same row is seen to meet.
                if (_group(comparison, other[0]), other[1]) != (_group(comparison, source.id), passage.number)
            ),
        )
        for passage in source.passages
    )


def _line(request: ViewRequest, comparison: Comparison, other: _Key, points: list[Point]) -> Line:
    """Say with which passage of another text one meets, what that says, in which points; the link leads to it."""
    source = comparison.sources[other[0]]
    passage = source.passages[other[1] - 1]
    target = Target(request.place.docname, _anchor(request, passage), comparison.passage_target(passage).label)
    runs = [run for run in comparison.quoted[other] if run.position and run.position.point == points[0].id]
    words = said(comparison.verdicts.exact(runs[0].quotation), source)
    links = separated((point_link(comparison, point) for point in points), ' · ')
    return Line((LinkTo(target), Text(' '), words, Text(' · '), *links), ('cf-meets',))


def _anchor(request: ViewRequest, passage: Passage) -> str:
    """Return the anchor of a passage in this view, which is not its own."""
    return f'beside-{request.number}-{passage.anchor}' if request.number else f'beside-{passage.anchor}'


def _meetings(comparison: Comparison, sources: list[str]) -> dict[_Key, dict[_Key, list[Point]]]:
    """Find for each passage those of other texts that are quoted on the same point, in the order of the texts."""
    quoted: dict[str, set[_Key]] = defaultdict(set)
    for key in [(name, passage.number) for name in sources for passage in comparison.sources[name].passages]:
        for run in comparison.quoted.get(key, ()):
            if run.position:
                quoted[run.position.point].add(key)
    order = {source: index for index, source in enumerate(sources)}
    found: dict[_Key, dict[_Key, list[Point]]] = defaultdict(dict)
    for point in comparison.in_order(quoted):
        keys = sorted(quoted[point.id], key=lambda key: (order[key[0]], key[1]))
        for here in keys:
            for there in keys:
                if here[0] != there[0]:
                    found[here].setdefault(there, []).append(point)
    return {here: dict(sorted(met.items(), key=lambda m: (order[m[0][0]], m[0][1]))) for here, met in found.items()}


VIEW = View(
    'beside',
    make,
    {'sources': Option('two ids of sources or more, in this order; if not set, all', kind='source', least=2)},
)
