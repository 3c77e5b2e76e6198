"""Citations in the style of the MLA Handbook, 9th edition (2021).

Titles have the capitals of the style: see :mod:`.titles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...language.dates import Date
from .. import csl_types, names
from ..csl import words_of
from . import pages
from .text import EMPTY, StyledText, bracketed, italic, joined, quoted, roman, verbatim, with_status_capitalized
from .titles import in_headlines, of_edition
from .written_dates import british

if TYPE_CHECKING:
    from ..edition import CitedItem
    from ..record import Record

# MLA 5.8: of more authors, the first.
_MOST = 2
_LABELS = {'editor': ('editor', 'editors'), 'translator': ('translator', 'translators')}
_VERBS = {'director': 'directed', 'editor': 'edited', 'translator': 'translated'}
# What stands in quotation marks although it is in nothing else.
_QUOTED = words_of('article dataset document interview manuscript personal_communication speech paper-conference post')
_TO_THE_YEAR = frozenset(('book', 'chapter', 'motion_picture', 'paper-conference', 'thesis'))


def in_text(cited: CitedItem) -> StyledText:
    """Write a citation in the text: names, or a title, and the paragraphs after "par." or "pars." (6.4, 6.26)."""
    record = in_headlines(cited)
    _, people = names.creators(record)
    locator = roman(cited.place('par.', 'pars.'))
    return bracketed(joined([roman(names.short(people, 'and')) or _title(record, shortened=True), locator], ', '))


def entry(cited: CitedItem) -> StyledText:
    """Write an entry in the list of works cited (5.3 to 5.119). It has no locator.

    The edition consulted is a second container (5.102).
    """
    record = in_headlines(cited)
    edition = cited.consulted
    address = verbatim(cited.address)
    first = joined([*_container(record), EMPTY if edition else address], ', ')
    second = joined([italic(of_edition(edition)), address], ', ') if edition else EMPTY
    described = [*_described(record), EMPTY if _reprinted(record) else roman(_original(record))]
    after = joined([roman(record.string('medium')).capitalized(), *_last(record)], ', ')
    parts = [roman(_listed(record)), _title(record), *described, first, _reprinted(record), second, after]
    return joined(with_status_capitalized(parts, record.string('status')), '. ').then('.')


def _listed(record: Record) -> str:
    role, people = names.creators(record)
    kept = people if len(people) <= _MOST else people[:1]
    written = names.listed(
        kept,
        lambda name: names.inverted(name, names.spaced(name.given), demoted=False),
        names.in_order,
        'and',
    )
    if kept != people:
        written += ', et al.'
    return f'{written}, {_LABELS[role][len(people) > 1]}' if role in _LABELS else written


def _title(record: Record, *, shortened: bool = False) -> StyledText:
    """Set the title of a whole in italics and that of a part in quotation marks (5.25)."""
    if csl_types.is_untitled_review(record):
        return _reviewed(record) if shortened else EMPTY
    title = (shortened and record.string('title-short')) or record.title
    if record.type == 'collection':
        return roman(title)
    if _of_a_whole(record) and not shortened:
        return italic(record.string('volume-title'))
    return quoted(title) if csl_types.container(record) or record.type in _QUOTED else italic(title)


def _of_a_whole(record: Record) -> bool:
    """True for a volume that has a title of its own: the whole that it is of comes last (5.118)."""
    return bool(record.string('volume-title') and not csl_types.container(record))


def _reviewed(record: Record) -> StyledText:
    return roman('Review of ') + italic(record.string('reviewed-title') or record.title)


def _described(record: Record) -> list[StyledText]:
    """Say what it is that has no other title (5.29, 5.107)."""
    parts = []
    if csl_types.is_review(record):
        parts.append(joined([_reviewed(record), roman(names.by(record.names_of('reviewed-author')))], ', '))
    if interviewers := record.names_of('interviewer'):
        parts.append(roman(f'Interview by {names.plainly_listed(interviewers)}'))
    if record.type != 'thesis' and not record.string('number'):
        parts.append(roman(record.string('genre')).capitalized())
    return parts


def _container(record: Record) -> list[StyledText]:
    """Name the container, its contributors, version, number, publisher, date and place in it (5.31 to 5.99)."""
    number = csl_types.labelled(record.string('number'), 'no.')
    publisher = record.string('publisher') or record.string('publisher-place')
    archive = ('archive', 'archive-place', 'archive_collection', 'archive_location')
    event = record.string('event-title')
    title = italic(csl_types.container(record))
    labels = [
        names.by(record.names_of('container-author')) if title else '',
        *(_contributor(record, role) for role in ('director', 'editor', 'translator')),
        csl_types.edition(record),
        csl_types.version(record, 'version'),
        '' if _of_a_whole(record) else csl_types.labelled(record.string('volume'), 'vol.'),
        csl_types.labelled(record.string('issue'), 'no.'),
    ]
    versions = joined(map(roman, labels), ', ')
    facts = [
        ' '.join(part for part in (record.string('genre'), number) if part) if number else '',
        '' if csl_types.is_serial(record) or record.type == 'thesis' else publisher,
        event,
        _dated(record),
        record.string('event-place') if event else '',
        *(record.string(variable) for variable in archive),
        pages.labelled(record.string('page'), pages.two_digits),
    ]
    return [title, versions if title else versions.capitalized(), *map(roman, facts)]


def _contributor(record: Record, role: str) -> str:
    people = record.names_of(role)
    if not people or role == names.creators(record)[0]:
        return ''
    return f'{_VERBS[role]} by {names.short(people, "and", names.in_order)}'


def _dated(record: Record) -> str:
    """Write the date. One that is uncertain stands in brackets with a question mark, "circa" is about right (5.77)."""
    date = Date.read(record.issued)
    if record.type in _TO_THE_YEAR:
        date = date.to_the_year()
    elif record.type == 'article-journal':
        date = date.to_the_month()
    written = f'circa {british(date)}' if date.about else british(date)
    return f'[{written}?]' if date.uncertain else written or record.string('status')


def _reprinted(record: Record) -> StyledText:
    """Say under what title, and by whom, a book was first published (5.108)."""
    title, publisher = record.string('original-title'), record.string('original-publisher')
    if not title and not publisher:
        return EMPTY
    first = roman('Originally published as ') + italic(title) if title else EMPTY
    by = roman(publisher if title else f'Originally published by {publisher}')
    return joined([first, by, roman(_original(record))], ', ')


def _original(record: Record) -> str:
    """Return the year in which a book first appeared (5.108)."""
    return british(Date.read(record.date('original-date')).to_the_year())


def _last(record: Record) -> list[StyledText]:
    """Say at the end what thesis it is, in what series, in how many volumes, in which section (5.113 to 5.117)."""
    if csl_types.is_serial(record):
        return [roman(record.string('section'))]
    thesis = [record.string('publisher'), record.string('genre')] if record.type == 'thesis' else []
    facts = [*map(roman, thesis), roman(csl_types.series(record))]
    if _of_a_whole(record):
        part = csl_types.labelled(record.string('volume'), 'vol.') or 'part'
        return [*facts, (roman(f'{part} of ') + italic(record.title)).capitalized()]
    return [*facts, roman('' if record.string('volume') else csl_types.volumes(record))]
