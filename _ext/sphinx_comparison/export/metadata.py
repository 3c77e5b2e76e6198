"""What the page of a source says of it to programs: for reference managers, and for search engines.

Zotero reads Highwire's tags, but takes what has them for an article in a journal; its own ``z:itemType`` says what it
is. It reads no JSON-LD. That is for search engines, in the terms of schema.org: the page is the text, based on the
text as it was published, and a part of the edition. Points have none: what schema.org calls a claim is one whose truth
was checked, and no program is known to read more from it than the page says.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from ..citation.csl_types import BOOK_PARTS, JOURNALS, PERIODICALS, ZOTERO, container
from ..citation.edition import CitedItem
from ..citation.formats.fields import one_line
from ..citation.styles.pages import ends
from ..language.dates import Date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..citation.edition import Edition
    from ..citation.record import Name, Record

_SCHEMA = {
    'article': 'Article',
    'article-journal': 'ScholarlyArticle',
    'article-magazine': 'Article',
    'article-newspaper': 'NewsArticle',
    'book': 'Book',
    'chapter': 'Chapter',
    'entry': 'Article',
    'entry-dictionary': 'Article',
    'entry-encyclopedia': 'Article',
    'paper-conference': 'ScholarlyArticle',
    'post': 'SocialMediaPosting',
    'post-weblog': 'BlogPosting',
    'report': 'Report',
    'review': 'ScholarlyArticle',
    'review-book': 'ScholarlyArticle',
    'thesis': 'Thesis',
    'webpage': 'Article',
}
_WITHOUT_HEADLINE = ('Book', 'Chapter', 'CreativeWork', 'Thesis')

# What Highwire calls CSL's variables.
_HIGHWIRE = {
    'language': 'citation_language',
    'volume': 'citation_volume',
    'issue': 'citation_issue',
    'DOI': 'citation_doi',
    'ISSN': 'citation_issn',
    'ISBN': 'citation_isbn',
}
_HIGHWIRE_CONTAINERS = {
    **dict.fromkeys(JOURNALS, 'citation_journal_title'),
    **dict.fromkeys(BOOK_PARTS, 'citation_inbook_title'),
    'paper-conference': 'citation_conference_title',
}
_HIGHWIRE_PUBLISHERS = {
    'report': 'citation_technical_report_institution',
    'thesis': 'citation_dissertation_institution',
}
_UNSAFE = str.maketrans({character: f'\\u{ord(character):04x}' for character in '&<>'})


class Tag(NamedTuple):
    """A tag in the head of a page: ``attribute`` says what kind of name its name is."""

    name: str
    content: str
    attribute: str = 'name'

    def __str__(self) -> str:
        if self.attribute == 'rel':
            return f'<link rel="{self.name}" href="{escape(self.content)}">'
        return f'<meta {self.attribute}="{self.name}" content="{escape(self.content)}">'


def tags(record: Record, edition: Edition) -> list[Tag]:
    """Return the tags by which a reference manager knows a source."""
    pairs = [('citation_title', record.title), *_creators(record), *_strings(record)]
    return [
        *(Tag(name, one_line(content)) for name, content in pairs if name and one_line(content)),
        Tag('schema.z', 'http://www.zotero.org/namespaces/export#', 'rel'),
        Tag('z:itemType', ZOTERO.get(record.type, 'webpage')),
        Tag('og:site_name', one_line(edition.title), 'property'),
    ]


def tags_of_editors(title: str, edition: Edition) -> list[Tag]:
    """Return the tags by which a reference manager knows a page of the editors': whose it is, and of what site."""
    pairs = [('author', edition.editors), ('DC.creator', edition.editors), ('DC.title', title)]
    pairs += [('DC.date', edition.date)] if edition.date else []
    return [
        *(Tag(name, one_line(content)) for name, content in pairs),
        Tag('schema.DC', 'http://purl.org/dc/elements/1.1/', 'rel'),
        Tag('schema.z', 'http://www.zotero.org/namespaces/export#', 'rel'),
        Tag('z:itemType', 'webpage'),
        Tag('og:site_name', one_line(edition.title), 'property'),
    ]


def _creators(record: Record) -> Iterator[tuple[str, str]]:
    role = 'author' if record.names_of('author') else 'editor'
    for name in record.names_of(role):
        yield f'citation_{role}', _inverted(name)


def _inverted(name: Name) -> str:
    """Write a name with one comma: what stands before it is the family name."""
    given = ' '.join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
    return ', '.join(part for part in (name.short, given) if part) if name.family else name.full


def _strings(record: Record) -> Iterator[tuple[str, str]]:
    yield 'citation_publication_date', _date(record, '/')
    for variable, name in _HIGHWIRE.items():
        yield name, record.string(variable)
    if record.type in PERIODICALS:
        yield 'z:publicationTitle', container(record)
    else:
        yield _HIGHWIRE_CONTAINERS.get(record.type, ''), container(record)
    yield _HIGHWIRE_PUBLISHERS.get(record.type, 'citation_publisher'), record.string('publisher')
    first, last = ends(record.string('page'))
    yield 'citation_firstpage', first
    yield 'citation_lastpage', last


def _date(record: Record, separator: str) -> str:
    """Write the day, month or year of publication, or of its beginning; nothing where there are no such numbers."""
    return separator.join(Date.read(record.issued).numbers)


def json_ld(record: Record, edition: Edition, page: str) -> str:
    """Return a source in schema.org's terms, as JSON in ASCII that may stand in a ``script``.

    Args:
        record: its bibliographic record.
        edition: the edition that it is read in.
        page: the address of its page; empty where that is not known, and then that of the edition is not, either.
    """
    work = _work(record)
    described = {
        '@context': 'https://schema.org',
        **({'@id': page, 'url': page} if page else {}),
        **work,
        'isPartOf': _without_gaps(
            {
                '@type': 'WebSite',
                'name': one_line(edition.title),
                'url': edition.address if page else '',
                'creator': {'@type': 'Organization', 'name': one_line(edition.editors)} if edition.editors else '',
            }
        ),
        'isBasedOn': _without_gaps({**work, 'url': _address(record), 'isPartOf': _container(record)}),
    }
    return json.dumps(described, allow_nan=False).translate(_UNSAFE)


def _work(record: Record) -> dict[str, Any]:
    """Describe the text, wherever it is."""
    kind = _SCHEMA.get(record.type, 'CreativeWork')
    editors = [_agent(name) for name in record.names_of('editor')]  # of whom schema.org wants that they are persons
    return _without_gaps(
        {
            '@type': kind,
            'name': one_line(record.title),
            'headline': '' if kind in _WITHOUT_HEADLINE else one_line(record.title),
            'author': [_agent(name) for name in record.names_of('author')],
            'editor': [agent for agent in editors if agent['@type'] == 'Person'],
            'contributor': [agent for agent in editors if agent['@type'] != 'Person'],
            'datePublished': _date(record, '-'),
            'inLanguage': record.string('language'),
        }
    )


def _agent(name: Name) -> dict[str, Any]:
    if name.literal:
        return {'@type': 'Organization', 'name': one_line(name.literal)}
    parts = {'name': name.full, 'familyName': name.short if name.family else '', 'givenName': name.given}
    return {'@type': 'Person', **_without_gaps({part: one_line(text) for part, text in parts.items()})}


def _container(record: Record) -> dict[str, Any]:
    title = one_line(container(record))
    if not title:
        return {}
    if record.type in JOURNALS | PERIODICALS:
        kind = 'Newspaper' if record.type == 'article-newspaper' else 'Periodical'
        return _without_gaps({'@type': kind, 'name': title, 'issn': one_line(record.string('ISSN'))})
    if record.type in BOOK_PARTS:
        return _without_gaps({'@type': 'Book', 'name': title, 'isbn': one_line(record.string('ISBN'))})
    return {'@type': 'CreativeWork', 'name': title}


def _address(record: Record) -> str:
    """Return the address at which the text was published, if it is one that a reader can go to."""
    address = one_line(CitedItem(record).address)
    return address if urlsplit(address).scheme in ('http', 'https') else ''


def _without_gaps(described: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value}
