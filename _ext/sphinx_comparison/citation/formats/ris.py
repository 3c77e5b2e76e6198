"""RIS: the format that every reference manager reads. One field a line, lines end in CR LF, no escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...language.dates import Date
from ..styles.pages import ends
from ..styles.written_dates import SEASONS, american
from .fields import one_line

if TYPE_CHECKING:
    from ..edition import CitedItem
    from ..record import Name, Record

# Never GEN, which reference managers print without an address. What is not here is read online.
_TYPES = {
    'article-journal': 'JOUR',
    'article-magazine': 'MGZN',
    'article-newspaper': 'NEWS',
    'bill': 'BILL',
    'book': 'BOOK',
    'chapter': 'CHAP',
    'classic': 'CLSWK',
    'dataset': 'DATA',
    'entry-dictionary': 'DICT',
    'entry-encyclopedia': 'ENCYC',
    'hearing': 'HEAR',
    'legal_case': 'CASE',
    'legislation': 'STAT',
    'manuscript': 'MANSCPT',
    'map': 'MAP',
    'pamphlet': 'PAMP',
    'paper-conference': 'CPAPER',
    'patent': 'PAT',
    'personal_communication': 'PCOMM',
    'post-weblog': 'BLOG',
    'report': 'RPRT',
    'review': 'JOUR',
    'review-book': 'JOUR',
    'standard': 'STAND',
    'thesis': 'THES',
}
_PEOPLE = (('AU', 'author'), ('ED', 'editor'), ('A4', 'translator'))
_FIELDS = (
    ('ST', 'title-short'),
    ('T2', 'container-title'),
    ('T3', 'collection-title'),
    ('VL', 'volume'),
    ('IS', 'issue'),
    ('ET', 'edition'),
    ('M3', 'genre'),
    ('PB', 'publisher'),
    ('CY', 'publisher-place'),
    ('DO', 'DOI'),
    ('LA', 'language'),
)


def ris(cited: CitedItem, identifier: str) -> str:
    """Write a record in RIS. It ends in ``ER  - `` and an empty line."""
    record = cited.record
    fields = [
        ('TY', _TYPES.get(record.type, 'ELEC')),
        ('ID', identifier),
        *((tag, _name(name)) for tag, role in _PEOPLE for name in record.names_of(role)),
        ('TI', record.title),
        *((tag, record.string(variable)) for tag, variable in _FIELDS),
        *_dates(record),
        *zip(('SP', 'EP'), ends(record.string('page')), strict=True),
        ('UR', cited.address),
        ('N1', f'Consulted in {cited.consulted.title}' if cited.consulted else ''),
    ]
    lines = [(tag, one_line(value)) for tag, value in fields]
    return ''.join(f'{tag}  - {value}\r\n' for tag, value in lines if value) + 'ER  - \r\n\r\n'


def _name(name: Name) -> str:
    """Write a name: ``van Beethoven, Ludwig``, ``King, Martin Luther, Jr.``."""
    if name.literal:
        return name.literal
    given = ' '.join(part for part in (name.given, name.dropping_particle) if part)
    family = ' '.join(part for part in (name.particle, name.family) if part)
    return ', '.join(part for part in (family, given, name.suffix) if part)


def _dates(record: Record) -> list[tuple[str, str]]:
    """Return the year in four digits and the date in parts. What RIS has no numbers for is said in words."""
    date = Date.read(record.issued)
    if not date:
        return []
    if not date.ends:
        return [('DA', f'///{date.words}')]
    year, month, day = date.ends[0]
    in_numbers = len(date.ends) == 1 and not date.uncertain and not date.about and month not in SEASONS
    other = '' if in_numbers else american(date) + ('?' if date.uncertain else '')
    other = f'ca. {other}' if date.about else other
    month_and_day = '/'.join(f'{part:02}' if part and in_numbers else '' for part in (month, day))
    return [('PY', f'{year:04}'), ('DA', f'{year:04}/{month_and_day}/{other}')]
