"""What has changed of the comparison since the last build: which inputs, so that the rest need not be made again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..comparison import references_of
from ..inputs import (
    ANNOTATION,
    PAGE,
    POINT,
    POSITIONS,
    QUESTION,
    SOURCE,
    USE_OF_POINT,
    USE_OF_QUESTION,
    USE_OF_SOURCE,
    changed_links,
    input_of,
    with_every,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..comparison import Comparison
    from ..model import Page, Source
    from ..permalinks.forwarding import Permalinks


def outline(comparison: Comparison, permalinks: Permalinks) -> str:
    """Return a digest of what there is, in which order, what it is called, and what became of what is gone.

    As long as it is the same, every reference means what it meant, and indices have the keys that they had. So an edit
    changes only what the page that was edited says something of.
    """
    pages = [
        (
            page.docname,
            sorted(page.hidden.items()),
            _outline_of(page.source) if page.source else None,
            [question.id for question in page.questions],
            [(point.kind, point.id) for point in page.points],
            [(position.point, position.source) for position in page.positions],
            [annotation.id for annotation in page.annotations],
            [(request.name, request.anchor, request.options) for request in page.views],
        )
        for page in comparison.pages.values()
    ]
    called = [(name, comparison.names[name], comparison.sources[name].siglum) for name in comparison.sources]
    gone = permalinks.moved, sorted(permalinks.kept.items())
    return hashlib.sha256(repr((pages, called, gone)).encode('utf-8', 'surrogatepass')).hexdigest()


def _outline_of(source: Source) -> tuple[object, ...]:
    paratext = [(unit.kind, unit.label) for unit in source.paratext]
    milestones = [(each.label, each.passage) for each in source.milestones]
    return source.id, source.continues, source.translates, len(source.passages), paratext, milestones


def changed_inputs(
    pages: Iterable[Page], comparison: Comparison, asked: Iterable[str], link_text: Callable[[str], str]
) -> frozenset[str]:
    """Return the inputs that have changed since the last build, in which the outline was the same.

    Args:
        pages: the records of the pages that were read, as they were and as they are.
        comparison: what is compared now.
        asked: the inputs that anything was made of.
        link_text: what a link of Sphinx's says now, by its target.
    """
    # What has no id, such as a point that answers no question, is no input.
    found = {each for page in pages for each in _contributions(page, comparison) if not each.endswith(' ')}
    return frozenset(with_every(found) | changed_links(asked, link_text))


def _contributions(page: Page, comparison: Comparison) -> Iterator[str]:
    """Yield the inputs that a page contributes to."""
    yield input_of(PAGE, page.docname)
    if page.source:
        yield input_of(SOURCE, page.source.id)
    yield from (input_of(QUESTION, question.id) for question in page.questions)
    for point in page.points:
        yield input_of(POINT, point.id)
        yield input_of(USE_OF_QUESTION, point.question)
        yield input_of(USE_OF_POINT, point.reason_for)
    for position in page.positions:
        yield input_of(POSITIONS, position.point)
        yield input_of(USE_OF_SOURCE, position.source)
    for annotation in page.annotations:
        yield input_of(ANNOTATION, annotation.id)
        yield input_of(USE_OF_SOURCE, annotation.source)
    yield from (input_of(USE_OF_SOURCE, quotation.source) for quotation in page.quotations)
    for reference in references_of(page):
        yield from (input_of(USE_OF_SOURCE, source.id) for source, _ in comparison.units_meant(reference))
        meant = comparison.point_meant(reference)
        yield input_of(USE_OF_POINT, meant.id if meant else '')
