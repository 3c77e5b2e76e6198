"""Checks: everything in a comparison that an editor must fix. No Sphinx, and the same on every build."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from . import messages
from .comparison import originals
from .locators import MILESTONE, Locator
from .model import SILENT, WORK, Place, Reference
from .proof.attribution import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .comparison.comparison import Comparison
    from .model import Finding, Page, Quotation


# Tells whether another site has a thing of a kind.
OnOtherSite = Callable[[str, str], bool]


def findings(
    comparison: Comparison, on_other_site: OnOtherSite | None = None, more: Iterable[Finding] = ()
) -> list[Finding]:
    """Return all that is wrong, each once, in order of pages and lines.

    Args:
        comparison: what is looked at.
        on_other_site: True if another site has a thing of a kind and a name, so that a reference to it is right.
        more: what else was found.
    """
    found = {
        *more,
        *comparison.duplicates,
        *_sigla(comparison),
        *_milestones(comparison),
        *_translations(comparison),
    }
    for page in comparison.pages.values():
        found.update(page.findings, _references(page, comparison, on_other_site), _quotations(page, comparison))
        found.update(_stances(page, comparison))
        found.update(
            messages.no_positions(point.place, point.kind, point.id)
            for point in page.points
            if point.id not in comparison.positions_on
        )
    ordered = sorted(found, key=lambda f: (f.place.docname, f.place.file, f.place.line, f.subtype, f.message))
    # What is wrong in a file that several pages include is said once.
    once: dict[tuple[str, int, str], Finding] = {}
    for each in ordered:
        once.setdefault((each.place.file or each.place.docname, each.place.line, each.message), each)
    return list(once.values())


def _stances(page: Page, comparison: Comparison) -> Iterator[Finding]:
    """Check that a position on a hypothesis has a stance, that every stance is on the scale, and silence is silent."""
    scale = list(comparison.scale)
    for position in page.positions:
        for reading in position.second_readings:
            if reading.stance not in comparison.scale:
                near = get_close_matches(reading.stance.lower(), scale, n=1)
                yield messages.unknown_stance(position.place, reading.stance, near, scale)
        point = comparison.points.get(position.point)
        if position.stance and position.stance not in comparison.scale:
            near = get_close_matches(position.stance.lower(), scale, n=1)
            yield messages.unknown_stance(position.place, position.stance, near, scale)
        elif not position.stance and point and point.kind == 'hypothesis':
            yield messages.missing_stance(position.place, position.source, scale)
        elif position.stance == SILENT.id and position.quotations:
            yield messages.silent_with_quotation(position.place, position.source)


def _sigla(comparison: Comparison) -> Iterator[Finding]:
    """Check that no two sources have the same siglum."""
    first: dict[str, str] = {}
    for source in comparison.sources.values():
        if (other := first.setdefault(source.siglum, source.id)) != source.id:
            yield messages.same_siglum(source.place, source.id, source.siglum, other)


def _milestones(comparison: Comparison) -> Iterator[Finding]:
    """Check that no two pages of a source have the same milestone."""
    for source in comparison.sources.values():
        pages = {part.place.docname: part.place for part in source.pages}
        seen: dict[str, str] = {}
        for milestone, target in comparison.milestones(source) if pages else ():
            if seen.setdefault(target.anchor, target.docname) != target.docname:
                yield messages.milestone_twice(pages[target.docname], milestone.label)


def _translations(comparison: Comparison) -> Iterator[Finding]:
    """Check that a source is no translation of itself, and that it has as many passages as its original.

    That there is its original is checked with the other references: the source's record has one to it.
    """
    for source in comparison.sources.values():
        place = Place(source.place.docname, source.translates_line)
        original = comparison.sources.get(source.translates)
        if way := originals.circle(source, comparison.sources):
            yield messages.translates_itself(place, way)
        elif original and not originals.fits(source, original):
            counts = len(source.passages), len(original.passages)
            yield messages.not_aligned(place, source.id, original.id, *counts)


def _references(page: Page, comparison: Comparison, on_other_site: OnOtherSite | None) -> Iterator[Finding]:
    """Check what a page refers to. A position's source and a point's question are shown, and so among its mentions."""
    for mention in page.mentions:
        if not (on_other_site and on_other_site(mention.reference.kind, mention.reference.target)):
            yield from _reference(mention.place, mention.reference, comparison)
    for position in page.positions:
        yield from _reference(position.place, Reference('point', position.point), comparison)
    for request in page.views:
        for reference in request.references:
            yield from _reference(request.place, reference, comparison)


def _reference(place: Place, reference: Reference, comparison: Comparison) -> Iterator[Finding]:
    kind, target = 'source' if reference.kind == WORK else reference.kind, reference.target
    if not kind or comparison.resolve(kind, target):
        return
    source, _, where = target.partition('#')
    if kind != 'passage' and target in comparison.hidden:
        yield messages.hidden_reference(place, kind, target, comparison.hidden[target])
    elif kind != 'passage':
        yield messages.unknown_reference(place, kind, target, comparison.nearest_ids(kind, target))
    elif source not in comparison.sources:
        yield messages.unknown_reference(place, 'source', source, comparison.nearest_ids('source', source))
    elif locator := Locator.parse(where):
        yield from _locator(place, source, locator, comparison)
    else:
        yield messages.unreadable_locator(place, where)


def _locator(place: Place, source: str, locator: Locator, comparison: Comparison) -> Iterator[Finding]:
    found = comparison.sources.get(source)
    if locator.first > locator.last:
        yield messages.backward_locator(place, locator)
    elif found and locator.kind == MILESTONE:
        labels = [each.label for each in found.milestones]
        if not labels:
            yield messages.unreadable_locator(place, str(locator))
        elif not found.has(locator):
            near = get_close_matches(str(locator), labels, n=3) or [labels[0], labels[-1]]
            yield messages.locator_outside(place, source, locator, len(found.passages), near)
    elif found and not found.has(locator):
        same = [str(part.locator) for part in found.paratext if part.kind == locator.kind]
        if locator.kind and not locator.label and same:
            yield messages.one_of_several(place, source, locator, same)
        else:
            yield messages.locator_outside(place, source, locator, len(found.passages), same)


def _quotations(page: Page, comparison: Comparison) -> Iterator[Finding]:
    for quotation in page.quotations:
        if quotation.number in page.quoting:
            yield from _reference(quotation.place, Reference('source', quotation.source), comparison)
        yield from _quotation(quotation, comparison, in_prose=quotation.number in page.quoting)


def _quotation(quotation: Quotation, comparison: Comparison, *, in_prose: bool) -> Iterator[Finding]:
    if quotation.locator:
        yield from _locator(quotation.place, quotation.source, quotation.locator, comparison)
    verdict = comparison.verdicts.on(quotation)
    if verdict and not verdict.match:
        yield messages.unproved(
            quotation.place, verdict, quotation.source, quotation.typed, quotation.locator, comparison.cited
        )
    elif verdict and verdict.match and (verdict.match.omissions or quotation.omitting or quotation.adding):
        yield from _sense(quotation, comparison, in_prose=in_prose)


def _sense(quotation: Quotation, comparison: Comparison, *, in_prose: bool) -> Iterator[Finding]:
    """Check that the editor confirms each word that turns the sense and is left out or added, and no other."""
    turning = comparison.verdicts.turning(quotation)
    confirmed = Attribution(turning.locator, quotation.omitting, quotation.adding)
    if not turning.confirmed_by(confirmed):
        write = f'{{quote}}`… <{quotation.source}#{turning}>`' if in_prose else f'{{attribution="{turning}"}}'
        yield messages.turned(
            quotation.place, quotation.typed, turning, comparison.verdicts.omissions(quotation), confirmed, write
        )
