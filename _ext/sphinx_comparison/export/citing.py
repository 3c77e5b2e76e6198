"""What a script makes citations of: every format of everything on a page that can be cited, by anchor.

Numbers of paragraphs and the address are left open, since only the reader's browser knows what is cited and, unless it
is published at a known address, where the site is: a character of Unicode's private use area stands for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..citation.citations import forms
from ..citation.edition import UNKNOWN_ADDRESS, CitedItem, part
from ..model import Locator
from ..wording import say

if TYPE_CHECKING:
    from ..citation.citations import FormattedCitation
    from ..comparison import Comparison
    from ..model import Page, Point, Question

# The first and the last paragraph that are meant, the address of what is cited, that of the site, that of the page.
FIRST, LAST, ADDRESS, SITE, PAGE = '\ue000', '\ue001', '\ue002', '\ue003', '\ue004'
# No text has as many paragraphs, and no site this address.
_FIRST, _LAST = 999_901, 999_902
_ADDRESS, _SITE, _PAGE = 'https://address.invalid/', 'https://site.invalid/', 'https://page.invalid/'
_OPEN = {str(_FIRST): FIRST, str(_LAST): LAST, _ADDRESS: ADDRESS, _SITE: SITE, _PAGE: PAGE}


class Citable(NamedTuple):
    """Something that can be cited: its anchor, what a citation of it is made of, its name in a file."""

    anchor: str
    item: CitedItem
    identifier: str


class Citables(NamedTuple):
    """All that the citations of a page are made of, as plain values: the same values make the same citations.

    ``parts`` are the editors' points and questions and named views, and the page itself, without an anchor; ``source``
    its source as a whole, one paragraph of it and several; ``address`` that of the page, where the site is published.
    """

    parts: tuple[Citable, ...]
    source: tuple[Citable, ...] = ()
    address: str = ''


def citables(page: Page, comparison: Comparison) -> Citables:
    """Return what can be cited of a page."""
    published = comparison.edition.address not in ('', UNKNOWN_ADDRESS)
    edition = comparison.edition if published else comparison.edition._replace(address=_SITE)

    def named(anchor: str, title: str, identifier: str) -> Citable:
        return Citable(anchor, part(edition, title, _ADDRESS), identifier)

    parts = [named('', page.title, page.docname)]
    titled: list[Question | Point] = [*page.questions, *page.points]
    for defined in titled:
        target = comparison.target(defined)
        if target.docname == page.docname:
            parts.append(named(defined.anchor, target.label, defined.id))
    for request in page.views:
        caption = comparison.plain(request.caption)
        if request.anchor and caption:
            parts.append(named(request.anchor, caption, request.anchor))
    source = comparison.source_on(page)
    locators = (None, Locator(_FIRST, _FIRST), Locator(_FIRST, _LAST)) if source else ()
    cited = tuple(
        Citable('', CitedItem(source.record, _ADDRESS, locator, edition, page=_PAGE), source.id)
        for locator in locators
        if source
    )
    return Citables(tuple(parts), cited, comparison.address(page.docname, '') if published else '')


def citing(found: Citables) -> dict[str, Any]:
    """Return the citations of a page: those of its ``parts`` by anchor, of its ``source``, and its ``address``."""
    written: dict[str, Any] = {
        'parts': {each.anchor: _written(forms(each.item, each.identifier)) for each in found.parts}
    }
    if found.address:
        written['address'] = found.address
    if found.source:
        written['source'] = [_written(forms(each.item, each.identifier)) for each in found.source]
    return written


def _written(written: tuple[FormattedCitation, ...]) -> list[Any]:
    """Return forms as plain values: format, use, name of a file, runs of text, of which every second is italic."""
    return [[form.format, say(form.use) if form.use else '', form.file, _runs(form)] for form in written]


def _runs(form: FormattedCitation) -> list[str]:
    runs: list[str] = ['']
    for run in form.text.runs:
        text = run.text
        for known, left_open in _OPEN.items():
            text = text.replace(known, left_open)
        # The runs take turns: roman, italic, roman.
        if run.italic == bool(len(runs) % 2):
            runs.append('')
        runs[-1] += text
    return runs
