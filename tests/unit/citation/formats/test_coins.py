"""COinS: what reference managers find in a page, read back as a server reads the parameters of an address."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from helpers.hard_records import RECORDS
from sphinx_comparison.citation.edition import CitedItem, Edition, part
from sphinx_comparison.citation.formats.coins import coins
from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.export.metadata import tags

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = 'https://example.org/essays/ann.html#ann-p7'
KEV = 'info:ofi/fmt:kev:mtx:'
# Each format's own keys, by its matrix in the registry of OpenURL, as far as they are of use here.
KEYS = {
    f'{KEV}journal': {
        'genre', 'atitle', 'jtitle', 'volume', 'issue', 'issn', 'spage', 'epage', 'pages', 'date', 'aulast', 'aufirst',
        'au', 'aucorp',
    },
    f'{KEV}book': {
        'genre', 'atitle', 'btitle', 'pub', 'place', 'edition', 'isbn', 'spage', 'epage', 'pages', 'date', 'aulast',
        'aufirst', 'au', 'aucorp',
    },
    f'{KEV}dc': {'type', 'title', 'creator', 'source', 'publisher', 'date', 'language', 'identifier'},
}  # fmt: skip
ANN = (('author', (Name('Lee', 'Ann'), Name(literal='The Tea Board'))),)


def read(cited: CitedItem) -> dict[str, list[str]]:
    """Read it back, out of HTML."""
    return parse_qs(unescape(escape(coins(cited))), strict_parsing=True)


def test_an_article() -> None:
    """An article in a journal, in the journal's format: its authors, its pages, its date, its address and its DOI."""
    strings = (('container-title', 'Tea & Time'), ('volume', '7'), ('page', '12-19'), ('DOI', '10.1/a+b'))
    record = Record('article-journal', 'Hot? “Yes” & no', ANN, (('issued', '2018-03-24'),), strings)
    assert read(CitedItem(record, ADDRESS)) == {
        'ctx_ver': ['Z39.88-2004'],
        'rft_val_fmt': [f'{KEV}journal'],
        'rft.genre': ['article'],
        'rft.atitle': ['Hot? “Yes” & no'],
        'rft.jtitle': ['Tea & Time'],
        'rft.volume': ['7'],
        'rft.spage': ['12'],
        'rft.epage': ['19'],
        'rft.pages': ['12-19'],
        'rft.date': ['2018-03-24'],
        'rft.aulast': ['Lee'],
        'rft.aufirst': ['Ann'],
        'rft.au': ['Lee, Ann'],
        'rft.aucorp': ['The Tea Board'],
        'rft_id': [ADDRESS, 'info:doi/10.1/a+b'],
    }


def test_a_chapter() -> None:
    """A part of a book has a title, and so has the book."""
    chapter = Record('chapter', 'Hot', ANN, (), (('container-title', 'Teas'), ('publisher', 'Pot'), ('ISBN', '1')))
    found = read(CitedItem(chapter))
    assert (found['rft.genre'], found['rft.atitle'], found['rft.btitle']) == (['bookitem'], ['Hot'], ['Teas'])
    assert 'rft_id' not in found
    found = read(CitedItem(Record('book', 'Teas', ANN)))
    assert (found['rft.genre'], found['rft.btitle'], found.get('rft.atitle')) == (['book'], ['Teas'], None)


def test_what_is_neither() -> None:
    """Anything else in Dublin Core, of a type that Zotero has; so is what the editors wrote."""
    news = Record('article-newspaper', 'Hot', ANN, (('issued', '2018-05?'),), (('container-title', 'The Pot'),))
    assert read(CitedItem(news, ADDRESS)) == {
        'ctx_ver': ['Z39.88-2004'],
        'rft_val_fmt': [f'{KEV}dc'],
        'rft.type': ['newspaperArticle'],
        'rft.title': ['Hot'],
        'rft.creator': ['Lee, Ann', 'The Tea Board'],
        'rft.source': ['The Pot'],
        'rft.date': ['2018-05'],
        'rft.identifier': [ADDRESS],
        'rft_id': [ADDRESS],
    }
    theirs = read(part(Edition('Teas', 'The editors', 'https://example.org'), 'Tea is hot', ADDRESS))
    assert (theirs['rft.type'], theirs['rft.creator'], theirs['rft.source']) == (
        ['webpage'],
        ['The editors'],
        ['Teas'],
    )


@pytest.mark.parametrize('address', ['', 'SITE-ADDRESS/a.html#a-p1', 'javascript:alert(1)', 'file:///a.html'])
def test_an_address_that_leads_nowhere(address: str) -> None:
    """An address that is none on the web is not given."""
    found = read(CitedItem(Record('webpage', 'Hot'), address))
    assert found.keys() == {'ctx_ver', 'rft_val_fmt', 'rft.type', 'rft.title'}


def test_every_hard_record(tried: Callable[[str, int], None]) -> None:
    """Each can be read back: its title, its authors, and no key that its format does not have; all of it in ASCII."""
    for name, record in RECORDS.items():
        written = coins(CitedItem(record, ADDRESS))
        assert written.isascii()
        assert not set(written) & set('<>"\' \n'), name
        found: dict[str, Any] = read(CitedItem(record, ADDRESS))
        (kind,) = found['rft_val_fmt']
        keys = {key.removeprefix('rft.') for key in found if key.startswith('rft.')}
        assert keys <= KEYS[kind], (name, keys - KEYS[kind])
        titles = [*found.get('rft.atitle', []), *found.get('rft.btitle', []), *found.get('rft.title', [])]
        said = {tag.name: tag.content for tag in tags(record, Edition('T', '', ''))}
        assert said.get('citation_title', '') in (*titles, ''), name
        people = [found.get(f'rft.{key}', []) for key in ('au', 'aucorp', 'creator')]
        assert sum(map(len, people)) == len(record.authors), name
        assert ADDRESS in found['rft_id'], name
    tried('records read back from COinS', len(RECORDS))
