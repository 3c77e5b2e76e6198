"""Citations in the style of the Publication Manual of the American Psychological Association, 7th edition (2020).

Titles have the capitals of the style: see :mod:`.titles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...language.dates import Date
from .. import csl_types, names
from . import pages
from .text import EMPTY, StyledText, bracketed, capitalize, italic, joined, quoted, roman, verbatim
from .titles import in_sentences
from .written_dates import year_first, years

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..edition import CitedItem
    from ..record import Name, Record

# APA 9.8: of more than twenty authors, the first nineteen and the last.
_MOST = 20
_TO_THE_DAY = (
    csl_types.PERIODICALS
    | csl_types.SITES
    | {'article', 'broadcast', 'document', 'interview', 'pamphlet', 'personal_communication', 'speech'}
)
_DESCRIBED = {
    'broadcast': 'Broadcast',
    'collection': 'Archival collection',
    'dataset': 'Data set',
    'motion_picture': 'Video recording',
    'post': 'Online post',
    'software': 'Computer software',
}
_SOURCES = ('archive', 'archive-place', 'container-title', 'DOI', 'number', 'publisher', 'references', 'URL')


def in_text(cited: CitedItem) -> StyledText:
    """Write a citation in the text: names, or a title, the year, and the paragraphs after "para." (8.11 to 8.14)."""
    record = in_sentences(cited)
    locator = cited.place('para.', 'paras.')
    who = roman(names.short(_authors(record)[1], '&')) or roman(_owner(record)) or _called(record)
    return bracketed(joined([who, roman(_year(record)), roman(locator)], ', '))


def entry(cited: CitedItem) -> StyledText:
    """Write an entry in the list of references (chapter 9). It has no locator, and no stop after its address.

    The edition consulted stands where an archive or database does (9.30).
    """
    record = in_sentences(cited)
    author = roman(_author(record)) or roman(_owner(record))
    title = joined([_title(record), bracketed(_identified(record)), bracketed(_described(record), '[]')], ' ')
    date = roman(f'({_date(record)})')
    edition = cited.consulted
    consulted = italic(edition.title) if edition else EMPTY
    parts = [author, date, title] if author else [title, date]
    whole = joined([*parts, *_source(record), consulted], '. ').then('.')
    return joined([whole, verbatim(cited.address), bracketed(_original(record))], ' ')


def _original(record: Record) -> StyledText:
    """Say when a work was first published, and under what title and by whom (9.41)."""
    title = italic(record.string('original-title'))
    year = years(Date.read(record.date('original-date')))
    named = joined([roman('as ') + title if title else EMPTY, roman(year)], ', ')
    facts = joined([named, roman(record.string('original-publisher'))], ', ')
    return roman('Original work published ') + facts if facts else EMPTY


def _authors(record: Record) -> tuple[str, tuple[Name, ...]]:
    """Return authors or editors: what is only translated goes under its title (9.10)."""
    role, people = names.creators(record, names.DIRECTED)
    return ('', ()) if role == 'translator' else (role, people)


def _author(record: Record) -> str:
    role, people = _authors(record)
    written = _listed(people)
    labels = {'editor': ('Ed.', 'Eds.'), 'director': ('Director', 'Directors')}
    return f'{written} ({labels[role][len(people) > 1]})' if role in labels else written


def _owner(record: Record) -> str:
    """Name the owner of a site, under whom a page without an author goes (9.7)."""
    return record.string('publisher') if record.type == 'webpage' and not _authors(record)[1] else ''


def _inverted(name: Name) -> str:
    return names.inverted(name, names.initials(name.given), demoted=False)


def _initialed(name: Name) -> str:
    """Write a name in order: ``I. Vega`` (9.28)."""
    if name.literal or names.is_east_asian(name):
        return names.in_order(name)
    first = ' '.join(part for part in (names.initials(name.given), name.dropping_particle) if part)
    return ' '.join(part for part in (first, name.short if name.family else '', name.suffix) if part)


def _listed(people: Sequence[Name]) -> str:
    if len(people) > _MOST:
        return f'{", ".join(map(_inverted, people[: _MOST - 1]))}, … {_inverted(people[-1])}'
    return names.listed(people, _inverted, _inverted, '&')


def _plainly(people: Sequence[Name]) -> str:
    """List people after a title or after "In": ``I. Vega & J. Roe`` (9.28)."""
    return names.plainly_listed(people, '&', _initialed)


def _called(record: Record) -> StyledText:
    """Call a work without an author by its title: in quotation marks what is in italics nowhere (8.14)."""
    title = record.string('title-short') or record.title
    if csl_types.is_untitled_review(record):
        return roman('[Review of ') + italic(title) + roman(']')
    return quoted(title) if _in_something(record) else italic(title)


def _in_something(record: Record) -> bool:
    return bool(csl_types.container(record)) and record.type not in csl_types.SITES


def _title(record: Record) -> StyledText:
    """Set the title of a whole in italics; that of a part is plain (9.19)."""
    if csl_types.is_untitled_review(record):
        return EMPTY
    return roman(record.title) if _in_something(record) else italic(_with_volume(record, record.title))


def _with_volume(record: Record, title: str) -> str:
    """Put the title of a volume behind that of the whole (10.2)."""
    named = record.string('volume-title')
    parts = [csl_types.labelled(record.string('volume'), 'Vol.'), named]
    return f'{title}: {". ".join(part for part in parts if part)}' if named else title


def _identified(record: Record) -> StyledText:
    """Say in parentheses who else made it, and which edition and volume it is (9.19)."""
    in_book = _in_something(record) and not csl_types.is_serial(record)
    people = []
    roles = [('interviewer', 'Interviewer', 'Interviewers'), ('translator', 'Trans.', 'Trans.')]
    if not in_book:
        roles.insert(0, ('editor', 'Ed.', 'Eds.'))
    for role, one, many in roles:
        group = record.names_of(role)
        if group and role != _authors(record)[0]:
            people.append(roman(f'{_plainly(group)}, {many if len(group) > 1 else one}'))
    if _in_something(record):
        return joined(people, '; ')
    number = csl_types.labelled(record.string('number'), 'No.')
    numbered = ' '.join(part for part in (record.string('genre'), number) if part) if number else ''
    return joined([*people, roman(numbered), joined(_volumes(record), ', ')], '; ')


def _volumes(record: Record) -> list[StyledText]:
    volume, volumes = record.string('volume'), record.string('number-of-volumes')
    counted = f'Vols. 1–{volumes}' if volumes.isdecimal() else volumes
    named = '' if record.string('volume-title') else csl_types.labelled(volume, 'Vol.')
    return [
        roman(csl_types.edition(record)),
        roman(csl_types.version(record, 'Version')),
        roman(named if volume else counted),
    ]


def _described(record: Record) -> StyledText:
    """Say in brackets what it is, where that is not plain (9.21, 9.22)."""
    if csl_types.is_review(record):
        author = record.names_of('reviewed-author')
        what = 'Review of the book ' if record.type == 'review-book' else 'Review of '
        by = roman(f'by {_plainly(author)}' if author else '')
        return joined([roman(what) + italic(record.string('reviewed-title') or record.title), by], ', ')
    genre = '' if record.string('number') else record.string('genre')
    if record.type == 'thesis' and any(record.string(variable) for variable in ('archive', 'DOI', 'URL')):
        return joined([roman(genre).capitalized(), roman(record.string('publisher'))], ', ')
    if recipients := record.names_of('recipient'):
        return roman(f'{capitalize(genre) or "Letter"} to {names.plainly_listed(recipients, "&")}')
    if record.type == 'manuscript' and not any(record.string(variable) for variable in _SOURCES):
        genre = genre or 'Unpublished manuscript'
    return roman(genre or _DESCRIBED.get(record.type, '')).capitalized()


def _source(record: Record) -> list[StyledText]:
    """Name where it is: in a periodical (9.25), in a book (9.28), on a site (9.32), or who published it (9.29)."""
    if csl_types.is_serial(record):
        return [_periodical(record)]
    in_book = _within(record) if _in_something(record) else EMPTY
    site = csl_types.container(record) if record.type in csl_types.SITES else ''
    event = joined([roman(record.string('event-title')), roman(record.string('event-place'))], ', ')
    archive = joined([roman(record.string('archive')), roman(record.string('archive-place'))], ', ')
    return [in_book, event if record.string('event-title') else EMPTY, roman(_publisher(record)), roman(site), archive]


def _publisher(record: Record) -> str:
    """Name the publisher, unless it is the author (9.29)."""
    publisher = record.string('publisher')
    named = [name.full for name in _authors(record)[1]] or [_owner(record)]
    described = record.type == 'thesis' and publisher in _described(record).plain
    return '' if publisher in named or described else publisher


def _periodical(record: Record) -> StyledText:
    volume, issue = record.string('volume'), record.string('issue')
    number = italic(volume) + (roman(f'({csl_types.ranged(issue)})') if issue else EMPTY)
    return joined([italic(csl_types.container(record)), number, roman(pages.expanded(record.string('page')))], ', ')


def _within(record: Record) -> StyledText:
    is_theirs = _authors(record)[0] == 'editor' or record.names_of('container-author')
    editors = () if is_theirs else record.names_of('editor')
    who = roman(f'{_plainly(editors)} ({"Eds." if len(editors) > 1 else "Ed."})' if editors else '')
    facts = [*_volumes(record), roman(pages.labelled(record.string('page'), pages.expanded))]
    book = joined([italic(_with_volume(record, csl_types.container(record))), bracketed(joined(facts, ', '))], ' ')
    author = roman(_plainly(record.names_of('container-author')))
    return roman('In ') + joined([author, who, book], ', ')


def _date(record: Record) -> str:
    return _dated(record, year_first if record.type in _TO_THE_DAY else years)


def _year(record: Record) -> str:
    year = _dated(record, years)
    original = record.date('original-date')
    return f'{years(Date.read(original))}/{year}' if original else year


def _dated(record: Record, write: Callable[[Date], str]) -> str:
    """Say "ca." of a date that is approximate or uncertain: the manual has no other word for either (9.17)."""
    date = Date.read(record.issued)
    written = write(date) or record.string('status') or 'n.d.'
    return f'ca. {written}' if date.about or date.uncertain else written
