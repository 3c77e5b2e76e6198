"""The plan of a page: everything that is drawn on it from the whole comparison, as plain values. No Sphinx.

A page is drawn from its plan and from nothing else of the comparison, so that a page whose plan is what it was
need not be written again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..comparison.inputs import InputKind
from ..language.wording import say
from ..model import Page, Point, Quotation, Target
from ..permalinks.forwarding import Permalinks
from . import VIEWS
from .filters import Filters, filters
from .notes import PassageNote, notes
from .notices import aliases, moved_notices
from .parts import point_link, quote, separated
from .shapes import Columns, Content, Line, LinkTo, Quote, Strip, Table, Text
from .strip import caption, strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..comparison.comparison import Comparison
    from ..comparison.continued import Renamed
    from ..model import Source


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What is drawn on a page: views by number, notes by number of passage, backlinks by point.

    Quotations are those of the page and those in what it copies, by the page they were written on and their number.
    ``aliases`` are anchors that were forwarded on the page itself, with the anchor that is there now, empty for the
    top of the page; ``moved`` says of those that have left it where they are, or why they are not. ``source`` is the
    id of the source that the page's head describes, empty if there is none; ``strip`` is the picture of it, with what
    is said of it. ``filters`` are those of its tables. ``renamed`` are the units of a page that continues a source, by
    the anchors that they were read with. ``inputs`` are what it was made of, which is not drawn.
    """

    views: dict[int, Table | Columns]
    quotations: dict[tuple[str, int], Quote | None]
    notes: dict[int, PassageNote]
    backlinks: dict[str, tuple[Line, ...]]
    aliases: dict[str, str] = field(default_factory=dict)
    moved: dict[str, Line] = field(default_factory=dict)
    source: str = ''
    strip: tuple[Strip, Line] | None = None
    filters: Filters | None = None
    renamed: dict[str, Renamed] = field(default_factory=dict)
    inputs: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    def contents(self) -> Iterator[Content]:
        """Yield everything that is copied from elsewhere."""
        for table in self.views.values():
            yield from table.contents()
        for lines in self.backlinks.values():
            for line in lines:
                yield from (piece.content for piece in line.pieces if isinstance(piece, LinkTo) and piece.content)


def plan(page: Page, comparison: Comparison, permalinks: Permalinks | None = None) -> PagePlan:
    """Return the plan of a page: all that it shows of the whole comparison.

    Args:
        page: its records, which must be those of the comparison.
        comparison: where everything else is.
        permalinks: what became of the anchors that were published; None if that is not kept.
    """
    permalinks = permalinks or Permalinks(comparison)
    with comparison.inputs.noting() as inputs:
        comparison.inputs.note(InputKind.PAGE.of(page.docname))
        planned = _plan(page, comparison, permalinks)
    return replace(planned, inputs=frozenset(inputs))


def _plan(page: Page, comparison: Comparison, permalinks: Permalinks) -> PagePlan:
    source = comparison.source_on(page)
    views = {request.number: VIEWS[request.name].make(request, comparison) for request in page.views}
    copied = [part for table in views.values() for content in table.contents() for part in content.prose.parts]
    return PagePlan(
        views=views,
        quotations={
            (quotation.place.docname, quotation.number): quote(comparison, quotation)
            for quotation in (*page.quotations, *copied)
            if isinstance(quotation, Quotation)
        },
        notes=notes(comparison.units_on(page), comparison, permalinks),
        backlinks={point.id: _backlinks(point, comparison) for point in page.points},
        aliases=aliases(page.docname, permalinks),
        moved=moved_notices(page.docname, permalinks),
        source=source.id if source else '',
        strip=_strip(comparison, source, page) if source else None,
        renamed=_renamed(page, comparison),
        filters=filters(views.values(), comparison.scale, comparison.names),
    )


def _renamed(page: Page, comparison: Comparison) -> dict[str, Renamed]:
    read = page.source.units if page.source else ()
    return {unit.anchor: comparison.renamed[unit.anchor] for unit in read if unit.anchor in comparison.renamed}


def _strip(comparison: Comparison, source: Source, page: Page) -> tuple[Strip, Line] | None:
    here = next((part for part in source.pages if part.place.docname == page.docname), source)
    drawn = strip(comparison, here)
    return (drawn, caption(comparison, here)) if drawn and drawn.runs else None


def _backlinks(point: Point, comparison: Comparison) -> tuple[Line, ...]:
    """Say which points are reasons for a point, and where else it is referred to."""
    lines: list[Line] = []
    elsewhere = [
        LinkTo(comparison.position_target(position)._replace(label=comparison.names[position.source]))
        for position in comparison.positions_on.get(point.id, ())
        if position.place.docname != point.place.docname and position.source in comparison.sources
    ]
    if elsewhere:
        lines.append(_list(say('Positions on other pages: '), elsewhere))
    reasons = [point_link(comparison, reason) for reason in comparison.reasons_for.get(point.id, ())]
    if reasons:
        lines.append(_list(say('Reasons offered for it: '), reasons))
    mentions: dict[Target, LinkTo] = {}
    for mention in comparison.point_mentions.get(point.id, ()):
        if mention.section.anchor != point.anchor:
            target = comparison.section_target(mention.place.docname, mention.section)
            mentions[target] = LinkTo(target)
    for reason in reasons:
        mentions = {target: link for target, link in mentions.items() if target.anchor != reason.target.anchor}
    if mentions:
        lines.append(_list(say('Referred to in: '), list(mentions.values())))
    return tuple(lines)


def _list(label: str, links: list[LinkTo]) -> Line:
    return Line((Text(label, ('cf-label',)), *separated(links, ' · ')), ('cf-meta',))
