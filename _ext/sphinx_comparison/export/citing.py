"""What a script makes citations of: every format of everything on a page that can be cited, by anchor.

Numbers of paragraphs and the address are left open, since only the reader's browser knows what is cited and, unless it
is published at a known address, where the site is: a character of Unicode's private use area stands for each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..citation.citations import forms
from ..citation.edition import UNKNOWN_ADDRESS, Cited, part
from ..model import Locator
from ..wording import say

if TYPE_CHECKING:
    from ..citation.citations import Form
    from ..comparison import Comparison
    from ..model import Page, Point, Question

# The first and the last paragraph that are meant, the address of what is cited, that of the site, that of the page.
FIRST, LAST, ADDRESS, SITE, PAGE = '\ue000', '\ue001', '\ue002', '\ue003', '\ue004'
# No text has as many paragraphs, and no site this address.
_FIRST, _LAST = 999_901, 999_902
_ADDRESS, _SITE, _PAGE = 'https://address.invalid/', 'https://site.invalid/', 'https://page.invalid/'
_OPEN = {str(_FIRST): FIRST, str(_LAST): LAST, _ADDRESS: ADDRESS, _SITE: SITE, _PAGE: PAGE}


def citing(page: Page, comparison: Comparison) -> dict[str, Any]:
    """Give the citations of a page.

    ``source`` has those of its source as a whole, of one paragraph and of several; ``parts`` those of the editors'
    points and questions and of named views, by anchor; the page itself is the part without an anchor. ``address`` is
    that of the page, where the site is published.
    """
    published = comparison.edition.address not in ('', UNKNOWN_ADDRESS)
    edition = comparison.edition if published else replace(comparison.edition, address=_SITE)

    def named(title: str, identifier: str) -> list[Any]:
        return _written(forms(part(edition, title, _ADDRESS), identifier))

    parts = {'': named(page.title, page.docname)}
    titled: list[Question | Point] = [*page.questions, *page.points]
    for defined in titled:
        target = comparison.target(defined)
        if target.docname == page.docname:
            parts[defined.anchor] = named(target.label, defined.id)
    for request in page.views:
        caption = comparison.plain(request.caption)
        if request.anchor and caption:
            parts[request.anchor] = named(caption, request.anchor)
    found: dict[str, Any] = {'parts': parts}
    if published:
        found['address'] = comparison.address(page.docname, '')
    source = comparison.source_on(page)
    if source:
        locators = (None, Locator(_FIRST, _FIRST), Locator(_FIRST, _LAST))
        found['source'] = [
            _written(forms(Cited(source.record, _ADDRESS, locator, edition, page=_PAGE), source.id))
            for locator in locators
        ]
    return found


def _written(written: tuple[Form, ...]) -> list[Any]:
    """Give forms as plain values: format, use, name of a file, runs of text, of which every second is italic."""
    return [[form.format, say(form.use) if form.use else '', form.file, _runs(form)] for form in written]


def _runs(form: Form) -> list[str]:
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
