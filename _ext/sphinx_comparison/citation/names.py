"""Names as the styles write them: in order, turned round for an alphabet, and with initials."""

from __future__ import annotations

import re
import unicodedata
from operator import attrgetter
from typing import TYPE_CHECKING

from .record import glued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .record import Name, Record

# Han, Hangul and kana: the family name comes first everywhere, and no blank follows it.
_EAST_ASIAN = re.compile(
    '[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]'
)
_CLOSE_INITIALS = re.compile(r'(?<=\b\w\.)(?=\w\.)')
ROLES = ('author', 'editor', 'translator')
DIRECTED = ('author', 'director', 'editor', 'translator')
"""The roles under which a film goes, where it goes under its director."""


def creators(record: Record, roles: Sequence[str] = ROLES) -> tuple[str, tuple[Name, ...]]:
    """Return those under whose names a record goes, and what they were: authors, or else editors, or translators.

    Chicago 13.85 and 14.5; MLA 5.12; APA 9.10.
    """
    for role in roles:
        if names := record.names_of(role):
            return role, names
    return '', ()


def is_east_asian(name: Name) -> bool:
    """True if a name is written in Han, Hangul or kana, family name first."""
    return bool(_EAST_ASIAN.match(name.family))


def in_order(name: Name) -> str:
    """Write a name as it is signed: ``Ludwig van Beethoven``, ``Martin Luther King Jr.``, ``毛泽东``."""
    if is_east_asian(name):
        return name.family + name.given
    return _CLOSE_INITIALS.sub(' ', name.full)


def inverted(name: Name, given: str, *, demoted: bool) -> str:
    """Write a name family name first: ``King, Martin Luther, Jr.``.

    A particle that belongs to the name stays before it (``van Beethoven, Ludwig``), as MLA 5.8 and APA 9.8 have it,
    or is ``demoted`` behind it (``Beethoven, Ludwig van``), as the Chicago style sorts (13.82 with 15.76).
    """
    if name.literal or not name.family or is_east_asian(name):
        return in_order(name)
    kept, dropped = ('', name.particle) if demoted else (name.particle, '')
    family = glued(kept, name.family)
    first = ' '.join(part for part in (given, name.dropping_particle, dropped) if part)
    return ', '.join(part for part in (family, first, name.suffix) if part)


def spaced(given: str) -> str:
    """Put blanks between initials: ``J. R. R.`` (Chicago 8.4; MLA 5.7)."""
    return _CLOSE_INITIALS.sub(' ', given)


def initials(given: str) -> str:
    """Shorten given names as APA 9.8 does: ``J.-P.`` for Jean-Pierre. A name that is written small stays: ``bell``."""
    return ' '.join(part for part in map(_initial, spaced(given).split()) if part)


def _initial(word: str) -> str:
    first, *others = word.split('-')
    if first[:1].islower():
        return word
    letters = [_letter(first), *(_letter(other) for other in others if not other[:1].islower())]
    return '-'.join(letter for letter in letters if letter)


def _letter(word: str) -> str:
    end = 1
    while end < len(word) and unicodedata.category(word[end]).startswith('M'):
        end += 1
    return f'{word[:end]}.' if word else ''


def short(names: Sequence[Name], conjunction: str, write: Callable[[Name], str] = attrgetter('short')) -> str:
    """Name people as a citation in the text or a note does: of more than two, the first only.

    Chicago 13.23 and 13.33, MLA 6.5, APA 8.17.

    Args:
        names: in order.
        conjunction: ``and``, ``&``.
        write: writes each of them.
    """
    if len(names) <= 2:  # noqa: PLR2004 - two are named
        return f' {conjunction} '.join(map(write, names))
    return f'{write(names[0])} et al.'


def listed(
    names: Sequence[Name],
    first: Callable[[Name], str],
    other: Callable[[Name], str],
    conjunction: str,
) -> str:
    """Return names with a conjunction before the last.

    A comma stands before it even if there are two, because the first name is turned round; not between two bodies.

    Args:
        names: in order.
        first: writes the first of them.
        other: writes each of the others.
        conjunction: ``and``, ``&``.
    """
    written = [first(names[0]), *(other(name) for name in names[1:])] if names else []
    if len(written) < 2:  # noqa: PLR2004 - one name needs no conjunction
        return ''.join(written)
    two_bodies = len(names) == 2 and all(name.literal for name in names)  # noqa: PLR2004 - just two
    comma = '' if two_bodies else ','
    return f'{", ".join(written[:-1])}{comma} {conjunction} {written[-1]}'


def plainly_listed(names: Sequence[Name], conjunction: str = 'and', write: Callable[[Name], str] = in_order) -> str:
    """List names as they are signed, all of them: ``A and B``, ``A, B, and C``.

    Args:
        names: in order.
        conjunction: ``and``, ``&``.
        write: writes each of them.
    """
    written = [write(name) for name in names]
    if len(written) <= 2:  # noqa: PLR2004 - two need no comma
        return f' {conjunction} '.join(written)
    return f'{", ".join(written[:-1])}, {conjunction} {written[-1]}'


def by(names: Sequence[Name]) -> str:
    """Name people after "by"; nothing where there are none."""
    return f'by {plainly_listed(names)}' if names else ''
