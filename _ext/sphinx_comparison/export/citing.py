"""What a script makes citations of: every format of everything on a page that can be cited, by anchor.

What only the reader's browser knows is left open: the numbers of paragraphs, and the address, unless the site is
published at a known one. So is the title in the citations of what the editors wrote, which differ in nothing else. A
character of Unicode's private use area stands for each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..citation.citations import FILE_FORMATS, STYLES, TitleForm, entries, forms, mentions
from ..citation.edition import UNKNOWN_ADDRESS, CitedItem, Edition, part
from ..citation.formats.bibtex import braced
from ..citation.formats.csl_json import json_value, marked
from ..citation.styles.titles import in_headlines
from ..language.wording import say
from ..locators import Locator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..citation.citations import FormattedCitation
    from ..citation.record import Record
    from ..comparison.comparison import Comparison
    from ..model import Page, Point, Question

# The first and the last paragraph that are meant; the address of what is cited, that of the site, that of the page.
FIRST, LAST, ADDRESS, SITE, PAGE = '\ue000', '\ue001', '\ue002', '\ue003', '\ue004'
# The key of an entry, and the title: as it is written, in headline case, for BibTeX, for CSL-JSON.
KEY, TITLE, HEADLINE, BRACED, MARKED = '\ue005', '\ue006', '\ue007', '\ue008', '\ue009'
_FORMS = dict(zip(TitleForm, (TITLE, HEADLINE, BRACED, MARKED), strict=True))
_TITLES = {each.name: _FORMS[each.title] for each in (*STYLES, *FILE_FORMATS)}
# No text has as many paragraphs, no site this address, nothing that is cited this key.
_FIRST, _LAST = 999_901, 999_902
_ADDRESS, _SITE, _PAGE = 'https://address.invalid/', 'https://site.invalid/', 'https://page.invalid/'
_KEY = 'key-999903'
_OPEN = {str(_FIRST): FIRST, str(_LAST): LAST, _ADDRESS: ADDRESS, _SITE: SITE, _PAGE: PAGE, _KEY: KEY}
# A title and a key that every format takes letter by letter, and whose ends have no say in what stands around them.
_PLAIN_TITLE = re.compile(r'[^\W_](?:[^\W_]|[,:-]? (?=[^\W_])|-(?=[^\W_]))*')
_PLAIN_KEY = re.compile(r'[A-Za-z0-9-]+')


class Citable(NamedTuple):
    """Something that the editors wrote and that can be cited: its anchor, its title, its key in a file."""

    anchor: str
    title: str
    identifier: str


class Citables(NamedTuple):
    """All that the citations of a page are made of, as plain values: the same values make the same citations.

    ``parts`` are the editors' points and questions and named views, and the page itself, without an anchor, unless it
    has a source. ``record`` and ``identifier`` are those of the source; ``address`` is that of the page on the site,
    where it is known.
    """

    edition: Edition
    parts: tuple[Citable, ...]
    record: Record | None = None
    identifier: str = ''
    address: str = ''


def citables(page: Page, comparison: Comparison) -> Citables:
    """Return what can be cited of a page."""
    published = comparison.edition.address not in ('', UNKNOWN_ADDRESS)
    edition = comparison.edition if published else comparison.edition._replace(address=_SITE)
    source = comparison.source_on(page)
    parts = [] if source else [Citable('', page.title, page.docname)]
    titled: list[Question | Point] = [*page.questions, *page.points]
    for defined in titled:
        target = comparison.target(defined)
        if target.docname == page.docname:
            parts.append(Citable(defined.anchor, target.label, defined.id))
    for request in page.views:
        caption = comparison.plain(request.caption)
        if request.anchor and caption:
            parts.append(Citable(request.anchor, caption, request.anchor))
    return Citables(
        edition,
        tuple(parts),
        source.record if source else None,
        source.id if source else '',
        comparison.address(page.docname, '') if published else '',
    )


def citing(found: Citables) -> dict[str, Any]:
    """Return the citations of a page, as plain values.

    These are the citations of its ``parts`` by anchor. Where the ``template`` makes them, there are only the key and
    the four forms of the title that are put into it. Of a ``source`` there are the citations that name a place: none,
    one paragraph, several; its entries are those of the ``work``. The ``address`` is that of the page.
    """
    edition = found.edition
    written: dict[str, Any] = {'parts': {}}
    for anchor, title, identifier in found.parts:
        item = part(edition, title, _ADDRESS)
        titled = _titled(item, identifier)
        written['parts'][anchor] = titled or _written(forms(item, identifier))
        if titled:
            written['template'] = _template(edition)
    if found.address:
        written['address'] = found.address
    if found.record:
        work = CitedItem(found.record, _ADDRESS, None, edition, page=_PAGE)
        locators = (None, Locator(_FIRST, _FIRST), Locator(_FIRST, _LAST))
        written['source'] = [_written(mentions(work._replace(locator=locator))) for locator in locators]
        written['work'] = _written(entries(work.work, found.identifier))
    return written


def _titled(item: CitedItem, identifier: str) -> list[str]:
    """Return what is put into the template of an edition; nothing where that would not do.

    Whether there is an author decides where the title stands, and the title of the edition itself is a special case.
    """
    title, edition = item.record.title, item.edition
    if not edition or not edition.editors or title == edition.title:
        return []
    if not _PLAIN_TITLE.fullmatch(title) or not _PLAIN_KEY.fullmatch(identifier):
        return []
    headline, in_json = in_headlines(item).title, json_value(marked(title))[1:-1]
    return [identifier, title, headline, braced(title), in_json]


@lru_cache(maxsize=4)  # of a build, all parts are of one edition
def _forms_of_template(edition: Edition) -> tuple[FormattedCitation, ...]:
    return forms(part(edition, TITLE, _ADDRESS), _KEY)


def _template(edition: Edition) -> list[Any]:
    """Return the citations of a part of an edition, its title and its key left open."""
    return [
        [name, use, file, [run.replace(TITLE, _TITLES[name]) for run in runs]]
        for name, use, file, runs in _written(_forms_of_template(edition))
    ]


def _written(written: Iterable[FormattedCitation]) -> list[Any]:
    """Return forms as plain values: format, use, name of a file, runs of text, of which every second is italic."""
    return [
        [form.format, say(form.use) if form.use else '', form.file.replace(_KEY, KEY), _runs(form)] for form in written
    ]


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
