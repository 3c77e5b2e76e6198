"""COinS: what is cited, in the title of an empty span, for reference managers that look for it in pages (Z39.88-2004).

Articles and books have formats of their own; everything else is described in Dublin Core, where Zotero takes its own
names for types. The address is that of the very paragraph: where a page has a canonical address or an ``og:url``,
reference managers keep its fragment only from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from ...language.dates import Date
from ..csl_types import BOOK_PARTS, JOURNALS, ZOTERO, container
from ..styles.pages import ends
from .fields import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..edition import CitedItem
    from ..record import Name, Record

_FORMAT = 'info:ofi/fmt:kev:mtx:'
_BOOKS = {'book': 'book', 'pamphlet': 'book', 'report': 'report', **dict.fromkeys(BOOK_PARTS, 'bookitem')}


def coins(cited: CitedItem) -> str:
    """Write a context object as keys and encoded values. In HTML it has to be escaped, as every text has."""
    record = cited.record
    if record.type in JOURNALS and container(record):
        described = [('rft_val_fmt', f'{_FORMAT}journal'), ('rft.genre', 'article'), *_article(record)]
    elif genre := _BOOKS.get(record.type):
        described = [('rft_val_fmt', f'{_FORMAT}book'), ('rft.genre', genre), *_book(record)]
    else:
        described = [('rft_val_fmt', f'{_FORMAT}dc'), *_dublin_core(record, _web(cited.address))]
    pairs = [('ctx_ver', 'Z39.88-2004'), *described, ('rft_id', _web(cited.address)), ('rft_id', _doi(record))]
    return urlencode([(key, one_line(value)) for key, value in pairs if one_line(value)], quote_via=quote, safe='')


def _article(record: Record) -> Iterator[tuple[str, str]]:
    yield 'rft.atitle', record.title
    yield 'rft.jtitle', container(record)
    yield 'rft.volume', record.string('volume')
    yield 'rft.issue', record.string('issue')
    yield 'rft.issn', record.string('ISSN')
    yield from _in_print(record)


def _book(record: Record) -> Iterator[tuple[str, str]]:
    in_a_book = record.type in BOOK_PARTS
    yield 'rft.atitle', record.title if in_a_book else ''
    yield 'rft.btitle', container(record) if in_a_book else record.title
    yield 'rft.pub', record.string('publisher')
    yield 'rft.place', record.string('publisher-place')
    yield 'rft.edition', record.string('edition')
    yield 'rft.isbn', record.string('ISBN')
    yield from _in_print(record)


def _in_print(record: Record) -> Iterator[tuple[str, str]]:
    """Return what articles and books have in common: the first author in parts, and all of them whole."""
    first, last = ends(record.string('page'))
    yield 'rft.spage', first if last else ''
    yield 'rft.epage', last
    yield 'rft.pages', record.string('page')
    yield 'rft.date', _date(record)
    for name in record.authors[:1]:
        if not name.literal:
            yield 'rft.aulast', name.short
            yield 'rft.aufirst', _given(name)
    for name in record.authors:
        yield ('rft.aucorp', name.literal) if name.literal else ('rft.au', _inverted(name))


def _dublin_core(record: Record, address: str) -> Iterator[tuple[str, str]]:
    yield 'rft.type', ZOTERO.get(record.type, 'webpage')
    yield 'rft.title', record.title
    for name in record.authors:
        yield 'rft.creator', name.literal or _inverted(name)
    yield 'rft.source', container(record)
    yield 'rft.publisher', record.string('publisher')
    yield 'rft.date', _date(record)
    yield 'rft.language', record.string('language')
    yield 'rft.identifier', address


def _inverted(name: Name) -> str:
    return ', '.join(part for part in (name.short, _given(name)) if part)


def _given(name: Name) -> str:
    """Return what stands before the family name, and after it; nothing where that is all that there is."""
    parts = (name.given, name.dropping_particle, name.suffix) if name.family else ()
    return ' '.join(part for part in parts if part)


def _date(record: Record) -> str:
    """Return the day, month or year of publication, or of its beginning, as ISO 8601 writes it."""
    return '-'.join(Date.read(record.issued).numbers)


def _web(address: str) -> str:
    """Return an address that a reference manager can keep."""
    return address if urlsplit(one_line(address)).scheme in ('http', 'https') else ''


def _doi(record: Record) -> str:
    doi = record.string('DOI').removeprefix('https://doi.org/')
    return f'info:doi/{doi}' if doi else ''
