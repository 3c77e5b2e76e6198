"""Dates as scholars have them: EDTF in, words and a place in order out.

The Extended Date/Time Format is ISO 8601-2:2019, annex A; the Library of Congress describes it. Understood here is
what texts and their records need: level 0 dates and intervals, the qualifiers ``?`` (uncertain), ``~`` (approximate)
and ``%`` (both), unspecified digits (``197X``, ``19XX``), seasons (``2018-21``), open intervals (``1950/..``), and
intervals of which one end is not known (``1950/``).
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import NamedTuple

_DATE = re.compile(
    r'(?P<year>-?[0-9]{4}|[0-9]{3}X(?!-)|[0-9]{2}XX(?!-))'
    r'(?:-(?P<month>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?(?P<qualifier>[?~%])?'
)
# Not the calendar module's names, which are in the language of the machine.
MONTHS = (
    '', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
    'December',
)  # fmt: skip
_SPRING = 21
_LAST_MONTHS = {0: 12, 21: 5, 22: 8, 23: 11, 24: 12}
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_NO_BEGINNING = (-9999, 1, 1)
_NO_END = (9999, 12, 31)


class English:
    """How English writes a date; another language says the same texts in its own words."""

    def say(self, text: str) -> str:
        """Return a text, a brace for what is in it."""
        return text

    def month(self, year: str, month: int) -> str:
        """Write a month of a year."""
        return f'{MONTHS[month]} {year}'

    def day(self, year: str, month: int, day: int) -> str:
        """Write a day."""
        return f'{day} {MONTHS[month]} {year}'

    def season(self, year: str, season: int) -> str:
        """Write a season of a year, by its number in EDTF."""
        seasons = (self.say('spring {}'), self.say('summer {}'), self.say('autumn {}'), self.say('winter {}'))
        return seasons[season - _SPRING].format(year)

    def year(self, year: str) -> str:
        """Write a year or a decade, which are the same in every language but for the words beside them."""
        number = int(year.replace('X', '0'))
        if year.endswith('X'):
            return self.say('{}s').format(number)
        return str(number) if number > 0 else self.say('{} BC').format(1 - number)

    def alone(self, year: str) -> str:
        """Write a year that stands without a month."""
        return year

    def qualified(self, words: str, qualifier: str) -> str:
        """Write what is uncertain (``?``), approximate (``~``) or both (``%``)."""
        forms = {'': '{}', '?': self.say('{}?'), '~': self.say('about {}'), '%': self.say('about {}?')}
        return forms[qualifier].format(words)


_ENGLISH = English()


# A date, or an end of an interval, that has numbers and no unspecified digits.
_END = re.compile(r'([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)')


class Date(NamedTuple):
    """A date or an interval, read once: as written in EDTF, in words, and as numbers.

    Attributes:
        edtf: as it is written.
        words: in words, of the language in which it was read.
        first: the year, month and day on which it begins at the earliest, to sort by.
        last: those on which it ends at the latest.
        ends: the year, month and day of it, or of both ends of an interval, 0 where it has none; a month from 21 to 24
            is a season. Empty for what has no such numbers: a decade, an open interval, a year before the first.
        uncertain: True if EDTF says so (``?``, ``%``).
        about: True if it is approximate (``~``, ``%``).
    """

    edtf: str
    words: str
    first: tuple[int, int, int] = _NO_BEGINNING
    last: tuple[int, int, int] = _NO_END
    ends: tuple[tuple[int, int, int], ...] = ()
    uncertain: bool = False
    about: bool = False

    @classmethod
    def read(cls, written: str) -> Date:
        """Return a date in EDTF; one without words for an empty text, and for what is no date in EDTF these words."""
        try:
            return parse(written) if written else cls('', '')
        except DateError:
            return cls('', written)

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def year(self) -> str:
        """The year in which it begins, in words; the year in which it ends, if its beginning is open."""
        return _ENGLISH.year(str((self.last if self.first == _NO_BEGINNING else self.first)[0]))

    @property
    def numbers(self) -> list[str]:
        """The year, month and day, or those of its beginning, in digits; nothing where there are none."""
        if not self.ends:
            return []
        year, month, day = self.ends[0]
        return [f'{year:04}', *(f'{part:02}' for part in (month, day) if part and month < _SPRING)]

    def to_the_year(self) -> Date:
        """Return the date without months and days."""
        return self._replace(ends=tuple((year, 0, 0) for year, _, _ in self.ends))

    def to_the_month(self) -> Date:
        """Return the date without days."""
        return self._replace(ends=tuple((year, month, 0) for year, month, _ in self.ends))


class DateError(ValueError):
    """The text is not a date in the part of EDTF that is understood here."""


@cache
def parse(edtf: str, language: English = _ENGLISH) -> Date:
    """Return a date, in the words of a language.

    Args:
        edtf: a date or an interval in EDTF.
        language: how it is written in words.

    Raises:
        DateError: when it is not one, or ends before it begins.
    """
    start, slash, end = edtf.partition('/')
    if not slash:
        return _with_ends(_parse_one(edtf, language))
    if start in ('', '..') and end in ('', '..'):
        raise DateError(edtf)
    if end in ('', '..'):
        since = _parse_one(start, language)
        words = language.say('since {}') if end else language.say('{} – unknown')
        return Date(edtf, words.format(since.words), since.first, _NO_END)
    if start in ('', '..'):
        until = _parse_one(end, language)
        words = language.say('until {}') if start else language.say('unknown – {}')
        return Date(edtf, words.format(until.words), _NO_BEGINNING, until.last)
    begins, ends = _parse_one(start, language), _parse_one(end, language)
    if ends.last < begins.first:
        raise DateError(edtf)
    return _with_ends(Date(edtf, f'{begins.words} – {ends.words}', begins.first, ends.last))


def _with_ends(date: Date) -> Date:
    """Return a date with the numbers of its ends, if all have some."""
    matches = [_END.fullmatch(end) for end in date.edtf.split('/')]
    ends = tuple((int(match[1]), int(match[2] or 0), int(match[3] or 0)) for match in matches if match)
    if len(ends) != len(matches) or any(year == 0 for year, _, _ in ends):
        return date
    marks = {match[4] for match in matches if match}
    return date._replace(ends=ends, uncertain=bool(marks & {'?', '%'}), about=bool(marks & {'~', '%'}))


def _parse_one(edtf: str, language: English) -> Date:
    match = _DATE.fullmatch(edtf)
    if not match or match['year'] == '-0000':
        raise DateError(edtf)
    year, month, day = match['year'], int(match['month'] or 0), int(match['day'] or 0)
    from_year, to_year = int(year.replace('X', '0')), int(year.replace('X', '9'))
    if day and (month in _SEASON_MONTHS or day > _days_in(from_year, month)):
        raise DateError(edtf)
    words = language.year(year)
    if month in _SEASON_MONTHS:
        words = language.season(words, month)
    elif day:
        words = language.day(words, month, day)
    elif month:
        words = language.month(words, month)
    elif not year.endswith('X'):
        words = language.alone(words)
    words = language.qualified(words, match['qualifier'] or '')
    first = (from_year, _SEASON_MONTHS.get(month, month or 1), day or 1)
    last_month = _LAST_MONTHS.get(month, month)
    return Date(edtf, words, first, (to_year, last_month, day or _days_in(to_year, last_month)))


def _days_in(year: int, month: int) -> int:
    # The calendar module has no year before 1; the Gregorian calendar repeats every 400 years.
    return calendar.monthrange(year % 400 + 400, month)[1]
