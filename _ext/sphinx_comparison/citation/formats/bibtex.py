r"""BibTeX and BibLaTeX: the entry for a bibliography made with LaTeX.

In both, what TeX would read as a command is escaped, and the capitals of names are kept by braces. A date is in BibTeX
a year, and a month in words; BibLaTeX reads EDTF itself (its manual, 2.3.8).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from ...language.dates import Date
from ..markup import NOCASE
from ..names import ROLES, plainly_listed
from ..styles.written_dates import american, day_and_month
from .capitals import names_marked
from .fields import one_line

if TYPE_CHECKING:
    from ..edition import CitedItem
    from ..record import Name, Record

# BibTeX counts braces, escaped or not, so that they cannot be written as \{ and \}.
_ESCAPES = {
    '\\': r'\textbackslash{}',
    '{': r'\textbraceleft{}',
    '}': r'\textbraceright{}',
    '~': r'\textasciitilde{}',
    '^': r'\textasciicircum{}',
} | {character: f'\\{character}' for character in '$&#%_'}
_ESCAPED = re.compile(r'[\\{}$&#%_~^]')
# In \url all of ASCII stands for itself, but for what would end it or what no address has.
_SAFE_IN_URL = "!$&'()*+,-./:;=?@_~%#[]"
_FIELDS = (
    ('publisher', 'publisher'),
    ('address', 'publisher-place'),
    ('edition', 'edition'),
    ('volume', 'volume'),
    ('number', 'issue'),
    ('pages', 'page'),
    ('series', 'collection-title'),
    ('doi', 'DOI'),
    ('isbn', 'ISBN'),
    ('issn', 'ISSN'),
)


def key(identifier: str) -> str:
    """Return the key of an entry: its identifier, which is unique and stays.

    A character that BibTeX does not take is written as its number, so that different identifiers stay different.
    """
    return re.sub(r'[^A-Za-z0-9:.-]', lambda match: f'_{ord(match[0]):x}_', identifier)


def bibtex(cited: CitedItem, identifier: str) -> str:
    r"""Write an entry for BibTeX: ``@misc``, because bibtex prints an address for nothing else.

    ``\url`` needs the package of that name, or hyperref.
    """
    record = cited.record
    address = _address(cited.address)
    fields = [
        *_people(record),
        ('key', '' if record.names_of('author') else escaped(record.short)),
        ('title', braced(record.tagged('title'))),
        *(_year_and_month(record) if record.issued else [('year', escaped(record.string('status')))]),
        ('howpublished', rf'\url{{{address}}}' if address else ''),
        ('note', '. '.join(part for part in (_edited(record), _note(cited)) if part)),
        *((field, escaped(record.string(variable))) for field, variable in _FIELDS),
    ]
    return _entry('misc', identifier, fields)


def biblatex(cited: CitedItem, identifier: str) -> str:
    """Write an entry for BibLaTeX: ``@online``, with its date in EDTF."""
    record = cited.record
    fields = [
        *_people(record),
        ('title', braced(record.tagged('title'))),
        ('shorttitle', braced(record.tagged('title-short'))),
        ('date', _edtf(record.issued)),
        ('pubstate', escaped(record.string('status'))),
        ('url', _address(cited.address)),
        ('note', _note(cited)),
        *((field, escaped(record.string(variable))) for field, variable in _FIELDS),
    ]
    return _entry('online', identifier, fields)


def escaped(text: str) -> str:
    """Write text for TeX: what TeX reads as a command stands for itself."""
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)


def _entry(kind: str, identifier: str, fields: list[tuple[str, str]]) -> str:
    written = [(name, value) for name, value in fields if value]
    width = max((len(name) for name, _ in written), default=0)
    lines = [f'  {name:<{width}} = {{{value}}},\n' for name, value in written]
    return f'@{kind}{{{key(identifier)},\n{"".join(lines)}}}\n'


def braced(title: str) -> str:
    """Write a title with braces round the words that must keep their capitals."""
    parts = ((_escaped(piece.text), NOCASE in piece.marks) for piece in names_marked(one_line(title)))
    return ''.join(f'{{{text}}}' if keep else text for text, keep in parts)


def _people(record: Record) -> list[tuple[str, str]]:
    return [(role, ' and '.join(map(_name, record.names_of(role)))) for role in ROLES]


def _name(name: Name) -> str:
    """Write a name as BibTeX takes it apart: ``von Last, Jr, First``. A body of persons is one piece, in braces."""
    if name.literal or not name.family:
        return f'{{{escaped(name.literal or name.given)}}}'
    particles = ' '.join(part for part in (name.dropping_particle, name.particle) if part)
    family = ' '.join(part for part in (escaped(particles), _whole(name.family)) if part)
    return ', '.join(part for part in (family, _whole(name.suffix), _whole(name.given)) if part)


def _whole(part: str) -> str:
    """Put braces round a part of a name that BibTeX would cut: at a comma, at "and", at a small letter."""
    words = part.split()
    cut = ',' in part or any(word[:1].islower() or word.lower() == 'and' for word in words)
    return f'{{{escaped(part)}}}' if cut else escaped(part)


def _year_and_month(record: Record) -> list[tuple[str, str]]:
    """Return year and month. One that is guessed at stands in brackets with a question mark, as in Chicago."""
    date = Date.read(record.issued)
    month = day_and_month(date)
    year = str(date.ends[0][0]) if month else american(date)
    about = 'ca. ' if date.about else ''
    brackets = '[{}{}?]' if date.uncertain else '{}{}'
    if month:
        return [('year', year), ('month', brackets.format(about, month))]
    return [('year', escaped(brackets.format(about, year)) if year else '')]


def _edited(record: Record) -> str:
    """Name the editors of what has no author: ``@misc`` prints none."""
    editors = () if record.names_of('author') else record.names_of('editor')
    return escaped(f'Edited by {plainly_listed(editors)}') if editors else ''


def _note(cited: CitedItem) -> str:
    """Say what ``@misc`` and ``@online`` have no field for: what it stands in, and the edition consulted."""
    container = escaped(cited.record.string('container-title'))
    sentences = [rf'In \emph{{{container}}}'] if container else []
    if cited.consulted:
        sentences.append(rf'Consulted in \emph{{{escaped(cited.consulted.title)}}}')
    return '. '.join(sentences)


def _address(address: str) -> str:
    return quote(one_line(address), safe=_SAFE_IN_URL)


def _edtf(edtf: str) -> str:
    """Write a date in EDTF, which BibLaTeX reads, percent and tilde and all."""
    return edtf.replace('%', r'\%')
