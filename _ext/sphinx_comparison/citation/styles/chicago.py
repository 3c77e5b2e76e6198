"""Citations in the style of notes and bibliography of The Chicago Manual of Style, 18th edition (2024).

The 17th edition differs in that it names the place of publication of a book, up to three authors in a note, and up to
ten in the bibliography. Titles have the capitals of the style: see :mod:`.titles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...language.dates import Date
from .. import csl_types, names
from . import pages
from .text import EMPTY, StyledText, bracketed, italic, joined, quoted, roman, verbatim, with_status_capitalized
from .titles import in_headlines, of_edition
from .written_dates import american

if TYPE_CHECKING:
    from ..edition import CitedItem
    from ..record import Name, Record

# Chicago 13.78: of more than six authors a bibliography names three.
_MOST = 6
_FIRST = 3
_GO_UNDER_CONTAINER = csl_types.SITES | {'article-magazine', 'article-newspaper'}
_LABELS = {'editor': ('ed.', 'eds.'), 'translator': ('trans.', 'trans.'), 'director': ('dir.', 'dirs.')}
_VERBS = {
    'editor': ('ed.', 'edited by'),
    'translator': ('trans.', 'translated by'),
    'director': ('directed by', 'directed by'),
}


def note(cited: CitedItem) -> StyledText:
    """Write a full note (13.23), with the paragraphs after "para." or "paras." (14.53)."""
    record = in_headlines(cited)
    parts = [roman(_signed(record)), _title(record), *_about(record, noted=True), *_where_noted(record)]
    locator = roman(cited.place('para.', 'paras.'))
    if csl_types.is_journal(record) and _issue(record):
        parts[-1] = joined([parts[-1], locator], ': ')
    else:
        parts.append(locator)
    after = [_archive(record), _consulted(cited), verbatim(cited.address)]
    return joined([_joined_note(parts), *after], ', ').then('.')


def short_note(cited: CitedItem) -> StyledText:
    """Write a shortened note: the family name, the short title, the place (13.33). The short title is the record's."""
    record = in_headlines(cited)
    _, people = names.creators(record)
    called = names.short(people, 'and')
    recipients = names.short(record.names_of('recipient'), 'and')
    who = roman(f'{called} to {recipients}' if called and recipients else called)
    title = _reviewed(record) if csl_types.is_review(record) else _title(record, shortened=True)
    volume = roman('' if csl_types.container(record) else csl_types.labelled(record.string('volume'), 'vol.'))
    return joined([who or _instead(record), title, volume, roman(cited.place('para.', 'paras.'))], ', ').then('.')


def entry(cited: CitedItem) -> StyledText:
    """Write an entry in the bibliography (13.18). It has no locator."""
    record = in_headlines(cited)
    who = roman(_listed(record))
    instead = EMPTY if who else _instead(record)
    about = [part.capitalized() for part in _about(record, noted=False)]
    where = _where_listed(record, led=bool(instead))
    after = [_archive(record), _consulted(cited).capitalized(), verbatim(cited.address)]
    parts = [who or instead, _title(record), *about, *where, *after]
    return joined(with_status_capitalized(parts, record.string('status')), '. ').then('.')


def _signed(record: Record) -> str:
    role, people = names.creators(record)
    return _named(people) + _label(role, people)


def _named(people: tuple[Name, ...]) -> str:
    """Name people in a note: of more than two the first only (13.23)."""
    return names.short(people, 'and', names.in_order)


def _listed(record: Record) -> str:
    role, people = names.creators(record, names.DIRECTED)
    if len(people) > _MOST:
        written = ', '.join([_first(people[0]), *map(names.in_order, people[1:_FIRST]), 'et al.'])
    else:
        written = names.listed(people, _first, names.in_order, 'and')
    return written + _label(role, people)


def _first(name: Name) -> str:
    return names.inverted(name, names.spaced(name.given), demoted=True)


def _label(role: str, people: tuple[Name, ...]) -> str:
    return f', {_LABELS[role][len(people) > 1]}' if role in _LABELS else ''


def _instead(record: Record) -> StyledText:
    """What an entry without an author goes under: the newspaper (14.89), or the owner of the site (14.104)."""
    if record.type == 'webpage' and record.string('publisher'):
        return roman(record.string('publisher'))
    return _container(record) if record.type in _GO_UNDER_CONTAINER else EMPTY


def _title(record: Record, *, shortened: bool = False) -> StyledText:
    if csl_types.is_untitled_review(record):
        return EMPTY
    title = (shortened and record.string('title-short')) or record.title
    if record.type == 'collection':
        return roman(title)
    return italic(title) if csl_types.is_long(record) else quoted(title)


def _reviewed(record: Record) -> StyledText:
    return roman('review of ') + italic(record.string('reviewed-title') or record.title)


def _about(record: Record, *, noted: bool) -> list[StyledText]:
    """Say between title and container what it is and who else made it (13.95 to 13.104, 14.15, 14.18)."""
    parts = []
    if csl_types.is_review(record):
        parts.append(joined([_reviewed(record), roman(names.by(record.names_of('reviewed-author')))], ', '))
    for variable, words in (('interviewer', 'interview by'), ('recipient', 'to')):
        if people := record.names_of(variable):
            parts.append(roman(f'{words} {names.plainly_listed(people)}'))
    parts.append(roman(_genre(record, noted=noted)))
    if csl_types.is_serial(record):
        parts += [roman(record.string('section')), roman(_contributor(record, 'translator', noted=noted))]
    elif not csl_types.container(record):
        parts += [
            roman(csl_types.edition(record)),
            roman(csl_types.version(record, 'version')),
            *_makers(record, noted=noted),
            roman(csl_types.series(record)),
        ]
    parts.append(roman(_contributor(record, 'director', noted=noted)))
    return parts


def _genre(record: Record, *, noted: bool) -> str:
    if record.type == 'thesis':
        return ''
    number = csl_types.labelled(record.string('number'), 'no.' if noted else 'No.')
    return ' '.join(part for part in (record.string('genre'), number) if part)


def _makers(record: Record, *, noted: bool) -> list[StyledText]:
    """Name the volume of a book, and those who edited and translated it, in one sentence if there is a volume."""
    people = [_contributor(record, role, noted=noted) for role in ('editor', 'translator')]
    volume = csl_types.labelled(record.string('volume'), 'vol.')
    named = [roman(volume or csl_types.volumes(record)), italic(record.string('volume-title'))]
    makers = [*named, *map(roman, people)]
    return [joined(makers, ', ')] if volume else makers


def _contributor(record: Record, role: str, *, noted: bool) -> str:
    people = record.names_of(role)
    if not people or role == names.creators(record, names.DIRECTED if not noted else names.ROLES)[0]:
        return ''
    called = _named(people) if noted else names.plainly_listed(people)
    return f'{_VERBS[role][not noted]} {called}'


def _container(record: Record) -> StyledText:
    title = csl_types.container(record)
    return roman(title) if record.type in csl_types.SITES else italic(title)


def _where_noted(record: Record) -> list[StyledText]:
    if csl_types.is_journal(record):
        return [_journal(record)]
    if csl_types.is_serial(record) or record.type in csl_types.SITES:
        return [_container(record), *_published(record)]
    within = _within(record, noted=True)
    if csl_types.is_book(record):
        published = joined(_published(record), ', ')
        if record.string('original-publisher') and _before(record):
            published = roman('repr., ') + published
        facts = joined([_before(record), published, _reprinted(record, noted=True)], '; ')
        if record.type == 'thesis':
            facts = joined([roman(record.string('genre')), facts], ', ')
        return [joined([within, bracketed(facts)], ' ')]
    return [within, *_event(record), *_published(record)]


def _joined_note(parts: list[StyledText]) -> StyledText:
    """Join the parts of a note with commas; the facts of publication follow in parentheses, without one."""
    whole = EMPTY
    for part in parts:
        if part and whole:
            delimiter = ' ' if part.plain.startswith('(') and part.plain.endswith(')') else ', '
            whole = whole.then(delimiter) + part
        else:
            whole = whole or part
    return whole


def _where_listed(record: Record, *, led: bool) -> list[StyledText]:
    if csl_types.is_journal(record):
        page = roman(pages.chicago(record.string('page')))
        return [joined([_journal(record), page], ': ' if _issue(record) else ', ')]
    if csl_types.is_serial(record) or record.type in csl_types.SITES:
        in_pages = pages.chicago(record.string('page')) if record.type == 'paper-conference' else ''
        named = EMPTY if led and _instead(record) == _container(record) else _container(record)
        return [joined([named, *_published(record, led=led), roman(in_pages)], ', ')]
    facts = joined([*_event(record), *_published(record)], ', ')
    if csl_types.is_book(record) and record.string('original-publisher') and _before(record):
        facts = joined([_before(record), roman('Reprint, ') + facts], '. ')
    elif csl_types.is_book(record):
        facts = joined([_before(record), facts], '; ')
    if record.type == 'thesis':
        facts = joined([roman(record.string('genre')), facts], ', ')
    return [_within(record, noted=False).capitalized(), facts, _reprinted(record, noted=False).capitalized()]


def _within(record: Record, *, noted: bool) -> StyledText:
    """Name the book that it is a chapter of, its edition and its editors (14.8)."""
    if not csl_types.container(record):
        return EMPTY
    by = roman(names.by(record.names_of('container-author')))
    made = joined([roman(csl_types.edition(record)), *_makers(record, noted=noted)], ', ')
    series = roman(csl_types.series(record))
    book = roman('in ') + joined([italic(csl_types.container(record)), by], ', ')
    if by and not noted:
        return joined([book, made.capitalized(), series], '. ')
    return joined([joined([book, made], ', '), series], ', ' if noted else '. ')


def _journal(record: Record) -> StyledText:
    """Name a journal with its volume, its issue and its date (14.67 to 14.72)."""
    title = _container(record)
    volume, issue = record.string('volume'), csl_types.labelled(record.string('issue'), 'no.')
    date = Date.read(record.issued)
    when = _dated(date.to_the_year() if volume and issue else date.to_the_month())
    when = ' '.join(part for part in (record.string('status'), when) if part) or 'n.d.'
    if not volume and not issue:
        return joined([title, roman(when)], ', ')
    named = joined([title, roman(volume)], ' ')
    return joined([named, roman(issue)], ', ') + roman(f' ({when})')


def _issue(record: Record) -> bool:
    return bool(record.string('volume') or record.string('issue'))


def _published(record: Record, *, led: bool = False) -> list[StyledText]:
    """Name the publisher, or the place where there is none, and the date."""
    publisher = record.string('publisher')
    if csl_types.is_serial(record) or (led and record.type == 'webpage'):
        publisher = ''
    elif not publisher and csl_types.is_book(record):
        publisher = record.string('publisher-place')
    date = Date.read(record.issued)
    if csl_types.is_book(record) or record.type == 'paper-conference':
        date = date.to_the_year()
    when = ' '.join(part for part in (record.string('status'), _dated(date)) if part)
    return [roman(publisher), roman(when or ('n.d.' if csl_types.lacks_date(record) else ''))]


def _dated(date: Date) -> str:
    """Write a date. One that is guessed at stands in brackets with a question mark (14.44); "ca." is about right."""
    written = f'ca. {american(date)}' if date.about else american(date)
    return f'[{written}?]' if date.uncertain else written


def _before(record: Record) -> StyledText:
    """Say when a book first appeared, and with whom, if its title was the same (14.16)."""
    return EMPTY if record.string('original-title') else _first_published(record)


def _reprinted(record: Record, *, noted: bool) -> StyledText:
    """Say under what other title, and by whom, a book was first published."""
    title = record.string('original-title')
    if not title:
        return EMPTY
    facts = bracketed(_first_published(record), '[]' if noted else '()')  # a note has it in parentheses itself
    return joined([roman('originally published as ') + italic(title), facts], ' ')


def _first_published(record: Record) -> StyledText:
    """Return who first published a book, and in which year."""
    year = american(Date.read(record.date('original-date')).to_the_year())
    return joined([roman(record.string('original-publisher')), roman(year)], ', ')


def _event(record: Record) -> list[StyledText]:
    event = record.string('event-title')
    return [roman(event), roman(record.string('event-place') if event else '')]


def _archive(record: Record) -> StyledText:
    variables = ('archive_collection', 'archive_location', 'archive', 'archive-place')
    return joined([roman(record.string(variable)) for variable in variables], ', ')


def _consulted(cited: CitedItem) -> StyledText:
    """Name the edition in which a text was read, as one does a reprint (14.16)."""
    return roman('reproduced in ') + italic(of_edition(cited.consulted)) if cited.consulted else EMPTY
