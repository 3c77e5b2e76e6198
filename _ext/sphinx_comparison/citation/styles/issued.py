"""When a source was published, as the three styles write it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..dates import DateError, parse

_END = re.compile(r'([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)')
SEASONS = {21: 'Spring', 22: 'Summer', 23: 'Autumn', 24: 'Winter'}
_MONTHS = {
    1: 'January', 2: 'February', 3: 'March', 4: 'April', 5: 'May', 6: 'June', 7: 'July', 8: 'August',
    9: 'September', 10: 'October', 11: 'November', 12: 'December',
} | SEASONS  # fmt: skip
# MLA 9, appendix 1.
_SHORT_MONTHS = _MONTHS | {
    1: 'Jan.', 2: 'Feb.', 3: 'Mar.', 4: 'Apr.', 8: 'Aug.', 9: 'Sept.', 10: 'Oct.', 11: 'Nov.', 12: 'Dec.',
}  # fmt: skip
# A year before this one needs its era, to be known for a year.
_NEEDS_ERA = 500


@dataclass(frozen=True, slots=True)
class Issued:
    """A date, or an interval with two ends: the year, the month and the day of each, 0 where it has none.

    What has no such numbers, such as a decade, is in ``words`` and has no ends. EDTF tells a date that is uncertain
    (``?``) from one that is approximate, ``about`` right (``~``); ``%`` is both.
    """

    ends: tuple[tuple[int, int, int], ...] = ()
    words: str = ''
    uncertain: bool = False
    about: bool = False

    @classmethod
    def read(cls, edtf: str) -> Issued:
        """Read a date in EDTF; an empty one is no date."""
        matches = [_END.fullmatch(end) for end in edtf.split('/')]
        ends = tuple((int(match[1]), int(match[2] or 0), int(match[3] or 0)) for match in matches if match)
        if len(ends) == len(matches) and all(year > 0 for year, _, _ in ends):
            marks = {match[4] for match in matches if match}
            return cls(ends, '', bool(marks & {'?', '%'}), bool(marks & {'~', '%'}))
        try:
            return cls(words=parse(edtf).words if edtf else '')
        except DateError:
            return cls(words=edtf)

    def __bool__(self) -> bool:
        return bool(self.ends or self.words)

    @property
    def numbers(self) -> list[str]:
        """The year, month and day, or those of its beginning, in digits; nothing where there are none."""
        if not self.ends:
            return []
        year, month, day = self.ends[0]
        return [f'{year:04}', *(f'{part:02}' for part in (month, day) if part and month not in SEASONS)]

    def to_the_year(self) -> Issued:
        """Return the date without months and days."""
        return Issued(tuple((year, 0, 0) for year, _, _ in self.ends), self.words, self.uncertain, self.about)

    def to_the_month(self) -> Issued:
        """Return the date without days."""
        ends = tuple((year, month, 0) for year, month, _ in self.ends)
        return Issued(ends, self.words, self.uncertain, self.about)

    def american(self) -> str:
        """Write it as Chicago does: ``March 24, 2018``, ``May 3–5, 2018`` (Chicago 6.41 and 9.62)."""
        if not self.ends:
            return self.words
        if len(self._years) > 1:
            return '–'.join(_american(year, _month_day(month, day)) for year, month, day in self.ends)
        return _american(self._years[0], self._month_days())

    def british(self) -> str:
        """Write it as MLA does: ``24 Mar. 2018``, ``3–5 May 2018`` (MLA 2.130 and 5.71)."""
        if not self.ends:
            return self.words
        ends = [[str(day or ''), _SHORT_MONTHS.get(month, ''), _year(year, 'AD')] for year, month, day in self.ends]
        first, last = ends[0], ends[-1]
        if first == last:
            first = []
        # What both ends have in common is said once.
        while first and first[-1] == last[len(first) - 1]:
            first.pop()
        return '–'.join(' '.join(part for part in end if part) for end in (first, last) if any(end))

    def year_first(self) -> str:
        """Write it as APA does: ``2018, March 24`` (APA 9.14)."""
        return ', '.join(part for part in (self.year(), self._month_days()) if part)

    def year(self) -> str:
        """Write the year only, or the years, as APA does, with eras of its own."""
        return '–'.join(_year(year, 'C.E.') for year in self._years) or self.words

    def day_and_month(self) -> str:
        """Write what goes before the year of a date that is no interval: ``24 March``, ``May``."""
        if len(self.ends) != 1:
            return ''
        _, month, day = self.ends[0]
        return f'{day or ""} {_MONTHS.get(month, "")}'.strip()

    @property
    def _years(self) -> list[int]:
        return list(dict.fromkeys(year for year, _, _ in self.ends))

    def _month_days(self) -> str:
        first, last = [end[1:] for end in (*self.ends[:1], *self.ends[-1:])] or [(0, 0), (0, 0)]
        start, end = _month_day(*first), _month_day(*last)
        if start == end:
            return start
        return f'{start}–{last[1]}' if first[0] == last[0] and len(self._years) == 1 else f'{start}–{end}'


def _year(year: int, era: str) -> str:
    return f'{year} {era}' if year < _NEEDS_ERA else str(year)


def _month_day(month: int, day: int) -> str:
    return f'{_MONTHS.get(month, "")} {day or ""}'.strip()


def _american(year: int, month_day: str) -> str:
    comma = ',' if month_day[-1:].isdecimal() else ''
    return f'{month_day}{comma} {_year(year, "AD")}'.strip()
