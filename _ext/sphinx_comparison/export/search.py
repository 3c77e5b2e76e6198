"""What the search of a site looks through: every text that is compared, once, and what the editors say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..language.wording import date, kind_name, say
from ..model import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..comparison.comparison import Comparison
    from ..model import Point, Position, Source


def search_index(comparison: Comparison, address: Callable[[str], str]) -> dict[str, Any]:
    """Return what is searched: ``labels``, the addresses of the ``pages``, and the ``entries``.

    An entry has its kind (empty for a passage or a paratext), the number of its page, its anchor, what it is called
    and its text; one of a source its language; a point what is held on it. That has the number of its page, its
    anchor, the name of the source, the editors' words, and quotations: runs of words, each by the number of the entry
    that they stand in, and where they begin and end there.
    """
    pages = {docname: number for number, docname in enumerate(comparison.docnames)}
    entries: list[list[Any]] = []
    places: dict[tuple[str, int], int] = {}
    for source in comparison.sources.values():
        page = pages[source.place.docname]
        entries.append(['source', page, '', comparison.names[source.id], _described(source), source.language])
        for number, unit in enumerate(source.units, 1):
            if unit.hidden:
                continue
            places[source.id, number] = len(entries)
            label = comparison.passage_target(unit).label
            entries.append(['', pages[unit.docname], unit.anchor, label, unit.text, source.language])
    for question in comparison.questions.values():
        title = comparison.target(question).label
        entries.append(['question', pages[question.place.docname], question.anchor, title, ''])
    for point in comparison.points.values():
        held = [
            _held(comparison, position, pages, places)
            for position in comparison.positions_on.get(point.id, ())
            if position.source in comparison.sources
        ]
        title = comparison.target(point).label
        text = _said(comparison, point)
        entries.append([point.kind, pages[point.place.docname], point.anchor, title, text, '', held])
    return {'labels': _labels(), 'pages': [address(docname) for docname in pages], 'entries': entries}


def _described(source: Source) -> str:
    """Return what a source is known by beside its short name: its title, its authors, when and where it appeared."""
    record = source.record
    issued = date(record.issued) if record.issued else ''
    parts = (record.title, *(name.full for name in record.authors), record.string('container-title'), issued)
    return '. '.join(part for part in parts if part)


def _said(comparison: Comparison, point: Point) -> str:
    """Return what the editors say of a point below its title: its date, and its description."""
    parts = (date(point.date) if point.date else '', comparison.plain(point.description))
    return '. '.join(part for part in parts if part)


def _held(
    comparison: Comparison, position: Position, pages: dict[str, int], places: dict[tuple[str, int], int]
) -> list[Any]:
    words = (comparison.plain(position.summary), comparison.plain(position.contested))
    quoted = [
        [places[position.source, span.passage], span.start, span.end]
        for quotation in position.quotations
        for span in comparison.verdicts.spans(quotation)
    ]
    name = comparison.names[position.source]
    return [pages[position.place.docname], position.anchor, name, ' '.join(filter(None, words)), quoted]


def _labels() -> dict[str, str]:
    """Return the words that the script shows. The braces stand for a number."""
    return {
        'title': say('In the texts and the comparison'),
        'more': say('and {} more. Add a word to the search to see fewer.'),
        **{kind: kind_name(kind) for kind in ('source', 'question', *KINDS)},
    }
