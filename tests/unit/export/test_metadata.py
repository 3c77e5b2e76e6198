"""What a source's page says of it to programs: the right names for what there is, and nothing that could be markup."""

from __future__ import annotations

import json

import pytest

from helpers.hard_records import RECORDS, record
from sphinx_comparison.citation.edition import Edition
from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.export.metadata import json_ld, tags

EDITION = Edition('Texts & Views', 'The editors', 'https://example.org/')


def said(what: Record) -> list[tuple[str, str]]:
    """The tags of a record, but for those that it has in common with all."""
    return [(tag.name, tag.content) for tag in tags(what, EDITION) if tag.name not in ('schema.z', 'og:site_name')]


def test_a_journal_article() -> None:
    """Authors are told apart from bodies; what it appeared in, where in that, and when, have Highwire's names."""
    article = record(
        'article-journal', 'A “title”', author=('King, Martin Luther, Jr.', '=The Board'), issued='2018-03',
        container_title='The Journal', volume='7', issue='2', page='101–19', DOI='10.1/2', publisher='Press',
    )  # fmt: skip
    assert said(article) == [
        ('citation_title', 'A “title”'), ('citation_author', 'King, Martin Luther Jr.'),
        ('citation_author', 'The Board'), ('citation_publication_date', '2018/03'), ('citation_volume', '7'),
        ('citation_issue', '2'), ('citation_doi', '10.1/2'), ('citation_journal_title', 'The Journal'),
        ('citation_publisher', 'Press'), ('citation_firstpage', '101'), ('citation_lastpage', '119'),
        ('z:itemType', 'journalArticle'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ('issued', 'date'),
    [
        ('2018-03-24', '2018/03/24'), ('2018-05?', '2018/05'), ('2018-21', '2018'), ('1950/1952', '1950'),
        ('0079', '0079'), ('-0043', None), ('197X', None), ('', None),
    ],
)  # fmt: skip
def test_dates(issued: str, date: str | None) -> None:
    """A date is given as far as it is known in numbers; none is made up."""
    what = record('book', 'A', issued=issued)
    assert dict(said(what)).get('citation_publication_date') == date
    assert json.loads(json_ld(what, EDITION, '')).get('datePublished') == (date.replace('/', '-') if date else None)


@pytest.mark.parametrize(
    ('page', 'first', 'last'),
    [
        ('101–19', '101', '119'), ('xii-xv', 'xii', 'xv'), ('S12 -- S19', 'S12', 'S19'), ('7', '7', None),
        ('12-13, 20', '12-13, 20', None), ('A-side', 'A-side', None), ('', None, None),
    ],
)  # fmt: skip
def test_pages(page: str, first: str | None, last: str | None) -> None:
    """The first and the last page of one range are told apart; what isn't one is given as it is."""
    there = dict(said(record('article-journal', 'A', page=page)))
    assert (there.get('citation_firstpage'), there.get('citation_lastpage')) == (first, last)


def test_nothing_is_markup() -> None:
    """No text of a record can end the attribute or the script that it stands in, nor begin a tag."""
    nasty = '</script><!--<script>"\'&amp;\u2028\ud800\x00'
    what = Record('book', nasty, (('author', (Name(family=nasty, given=nasty), Name(literal=nasty))),))
    edition = Edition(nasty, nasty, '')
    data = json_ld(what, edition, '')
    assert data.isascii()
    assert not set('<>&') & set(data)
    assert json.loads(data)['name'].startswith('</script><!--<script>"\'&amp;')
    for tag in tags(what, edition):
        assert str(tag).count('"') == 4
        assert str(tag).count('<') == 1
        assert str(tag).encode('utf-8')


def test_what_is_not_known_is_not_said() -> None:
    """Without the site's address nothing claims one; of no record is anything said that is empty."""
    for what in RECORDS.values():
        assert all(content for _, content in said(what))
        described = json.loads(json_ld(what, EDITION, ''))
        assert all(described.values())
        assert not {'url', '@id'} & (described.keys() | described['isPartOf'].keys())
