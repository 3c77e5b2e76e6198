"""What has changed of the comparison since the last build: which inputs, so that the rest need not be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..comparison.comparison import references_of
from ..comparison.inputs import (
    InputKind,
    changed_links,
    with_every,
)
from ..model import sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..comparison.comparison import Comparison
    from ..model import Page, Source
    from ..permalinks.forwarding import Permalinks


def outline(comparison: Comparison, permalinks: Permalinks) -> str:
    """Return a digest of what may show on any page, and changes seldom.

    That is the order of pages, the conditions that hide something, the sources, in which order and by which names, who
    is aligned with whom, the views, what is defined twice, and what became of anchors that are gone. As long as it is
    the same, an edit changes no more than the inputs that the page that was edited contributes to.
    """
    pages = [
        (
            page.docname,
            sorted(page.hidden.items()),
            (page.source.id, page.source.continues) if page.source else None,
            [(request.name, request.anchor, request.options) for request in page.views],
        )
        for page in comparison.pages.values()
    ]
    sources = [
        (name, comparison.names[name], comparison.sources[name].siglum, comparison.aligned[name])
        for name in comparison.source_ids
    ]
    gone = permalinks.moved, sorted(permalinks.kept.items())
    # Of what is defined twice the first counts: if that goes, another on a page that nobody read takes its place.
    return sha256_of(repr((pages, sources, comparison.duplicates, gone)))


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
    nothing = {kind.of('') for kind in InputKind}
    found = {each for page in pages for each in _contributions(page, comparison)} - nothing
    return frozenset(with_every(found) | changed_links(asked, link_text))


def _contributions(page: Page, comparison: Comparison) -> Iterator[str]:
    """Yield the inputs that a page contributes to."""
    yield InputKind.PAGE.of(page.docname)
    if page.source:
        yield from _contributions_of(page.source, comparison)
    for question in page.questions:
        yield from (InputKind.QUESTION.of(question.id), InputKind.ANCHOR.of(question.anchor))
        yield InputKind.USE_OF_POINT.of(question.id)  # what refers to an id, without a kind, means the question
    for point in page.points:
        yield from (
            InputKind.POINT.of(point.id),
            InputKind.USE_OF_POINT.of(point.id),
            InputKind.ANCHOR.of(point.anchor),
        )
        yield from (
            InputKind.USE_OF_QUESTION.of(point.question),
            InputKind.USE_OF_POINT.of(point.reason_for),
        )
        # Positions on it, on whatever page, are there only if it is.
        yield InputKind.POSITIONS.of(point.id)
        yield from (InputKind.ANCHOR.of(position.anchor) for position in comparison.positions_on.get(point.id, ()))
    for position in page.positions:
        # A reference to a position, on whatever page, is one to its point if there is such a position.
        yield from (InputKind.POSITIONS.of(position.point), InputKind.USE_OF_POINT.of(position.point))
        yield from (InputKind.USE_OF_SOURCE.of(position.source), InputKind.ANCHOR.of(position.anchor))
    for annotation in page.annotations:
        yield from (InputKind.ANNOTATION.of(annotation.id), InputKind.ANCHOR.of(annotation.anchor))
        yield InputKind.USE_OF_SOURCE.of(annotation.source)
    yield from (InputKind.USE_OF_SOURCE.of(quotation.source) for quotation in page.quotations)
    for reference in references_of(page):
        yield from (InputKind.USE_OF_SOURCE.of(source.id) for source, _ in comparison.units_meant(reference))
        meant = comparison.point_meant(reference)
        yield InputKind.USE_OF_POINT.of(meant.id if meant else '')


def _contributions_of(written: Source, comparison: Comparison) -> Iterator[str]:
    """Yield the inputs that what a page has of a source contributes to."""
    yield from (InputKind.SOURCE.of(written.id), InputKind.USE_OF_SOURCE.of(written.id))
    # What looked for an anchor that was not there asked for it, and for no source.
    source = comparison.sources.get(written.id)
    yield from (InputKind.ANCHOR.of(unit.anchor) for unit in (source.units if source else ()))
    yield from (InputKind.ANCHOR.of(target.anchor) for _, target in (comparison.milestones(source) if source else ()))
