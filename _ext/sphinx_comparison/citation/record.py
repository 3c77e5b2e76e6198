"""The bibliographic record of a source, in the variables of the Citation Style Language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..language.dates import parse
from .csl import NAME_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

# More authors than this are called by the first, et al.
_NAMED = 2
# EDTF writes the seasons as months 21 to 24.
_FIRST_SEASON = 21


class Name(NamedTuple):
    """A person, in parts, or a body of persons, in one piece (``literal``)."""

    family: str = ''
    given: str = ''
    particle: str = ''
    dropping_particle: str = ''
    suffix: str = ''
    literal: str = ''

    @classmethod
    def from_csl(cls, parts: Mapping[str, str]) -> Name:
        """Make a name of its parts as CSL calls them; absent ones are empty."""
        return cls(*(parts.get(part, '') for part in NAME_PARTS))

    @property
    def full(self) -> str:
        """The name as it is signed: given names first."""
        parts = (self.given, self.dropping_particle, glued(self.particle, self.family), self.suffix)
        return self.literal or ' '.join(part for part in parts if part)

    @property
    def short(self) -> str:
        """The name by which the person is cited."""
        return self.literal or glued(self.particle, self.family) or self.given

    def to_csl(self) -> dict[str, str]:
        """Return the name as CSL-JSON has it, without empty parts."""
        return {part: value for part, value in zip(NAME_PARTS, self, strict=True) if value}


def glued(particle: str, family: str) -> str:
    """Put a particle before a name: with a blank, unless it ends in an apostrophe or a hyphen (``d’Aubignac``)."""
    blank = '' if not particle or not family or particle[-1] in "’'-" else ' '
    return particle + blank + family


class Record(NamedTuple):
    """What a bibliography says of a source. Every value is text; dates are in EDTF.

    ``marked`` has the titles in which the record has tags of CSL's, with the tags; everywhere else they are without.
    """

    type: str
    title: str
    names: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    strings: tuple[tuple[str, str], ...] = ()
    marked: tuple[tuple[str, str], ...] = ()

    def tagged(self, variable: str) -> str:
        """Return a title with the tags that the record has in it; empty when it is not set."""
        return dict(self.marked).get(variable) or (self.title if variable == 'title' else self.string(variable))

    def names_of(self, variable: str) -> tuple[Name, ...]:
        """Return the names under a variable; none if it is not set."""
        return dict(self.names).get(variable, ())

    @property
    def authors(self) -> tuple[Name, ...]:
        """Who wrote it; who edited it, where no author is named."""
        return self.names_of('author') or self.names_of('editor')

    @property
    def issued(self) -> str:
        """When it was published, in EDTF; empty when that is not known."""
        return self.date('issued')

    def date(self, variable: str) -> str:
        """Return the date under a variable, in EDTF; empty when it is not set."""
        return dict(self.dates).get(variable, '')

    def string(self, variable: str) -> str:
        """Return the text of a variable; empty when it is not set."""
        return dict(self.strings).get(variable, '')

    @property
    def short(self) -> str:
        """How the source is called in running text: by its authors' names, or else by its title."""
        names = [name.short for name in self.authors]
        if not names:
            return self.string('title-short') or self.title
        return ' and '.join(names) if len(names) <= _NAMED else f'{names[0]} et al.'

    def texts(self) -> frozenset[str]:
        """Return every string of the record that may stand in a seed for itself: titles, names, notes."""
        names = (name.full for _, group in self.names for name in group)
        return frozenset((self.title, *names, *(text for _, text in self.strings)))

    def to_csl(self, identifier: str) -> dict[str, Any]:
        """Return the record as a CSL-JSON item with an id."""
        item: dict[str, Any] = {'id': identifier, 'type': self.type, 'title': self.title}
        item |= {variable: [name.to_csl() for name in names] for variable, names in self.names}
        item |= {variable: _csl_date(edtf) for variable, edtf in self.dates}
        item |= dict(self.strings)
        return dict(sorted(item.items()))


def _csl_date(edtf: str) -> dict[str, Any]:
    """Return a date as CSL-JSON has it: its parts and whether it is about right, or words, which say that themselves.

    Words are what has no plain numbers: a decade, an open interval, and the years before the first, which CSL and EDTF
    count differently.
    """
    date = parse(edtf)
    if not date.ends:
        return {'literal': date.words}
    parts = [[year, month, day] if month < _FIRST_SEASON else [year] for year, month, day in date.ends]
    csl: dict[str, Any] = {'date-parts': [[part for part in end if part] for end in parts]}
    month = date.ends[0][1]
    if month >= _FIRST_SEASON:
        csl['season'] = month - _FIRST_SEASON + 1
    if date.uncertain or date.about:
        csl['circa'] = True
    return csl
