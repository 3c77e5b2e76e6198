"""Dates as the three styles write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...language.dates import MONTHS

if TYPE_CHECKING:
    from ...language.dates import Date

SEASONS = {21: 'Spring', 22: 'Summer', 23: 'Autumn', 24: 'Winter'}
_MONTHS = dict(enumerate(MONTHS)) | SEASONS
# MLA 9, appendix 1.
_SHORT_MONTHS = _MONTHS | {
    1: 'Jan.', 2: 'Feb.', 3: 'Mar.', 4: 'Apr.', 8: 'Aug.', 9: 'Sept.', 10: 'Oct.', 11: 'Nov.', 12: 'Dec.',
}  # fmt: skip
# A year before this one needs its era, to be known for a year.
_NEEDS_ERA = 500


def american(date: Date) -> str:
    """Return a date as Chicago writes it: ``March 24, 2018``, ``May 3–5, 2018`` (Chicago 6.41 and 9.62)."""
    if not date.ends:
        return date.words
    if len(_years(date)) > 1:
        return '–'.join(_american(year, _month_day(month, day)) for year, month, day in date.ends)
    return _american(_years(date)[0], _month_days(date))


def british(date: Date) -> str:
    """Return a date as MLA writes it: ``24 Mar. 2018``, ``3–5 May 2018`` (MLA 2.130 and 5.71)."""
    if not date.ends:
        return date.words
    ends = [[str(day or ''), _SHORT_MONTHS.get(month, ''), _year(year, 'AD')] for year, month, day in date.ends]
    first, last = ends[0], ends[-1]
    if first == last:
        first = []
    # What both ends have in common is said once.
    while first and first[-1] == last[len(first) - 1]:
        first.pop()
    return '–'.join(' '.join(part for part in end if part) for end in (first, last) if any(end))


def year_first(date: Date) -> str:
    """Return a date as APA writes it: ``2018, March 24`` (APA 9.14)."""
    return ', '.join(part for part in (years(date), _month_days(date)) if part)


def years(date: Date) -> str:
    """Return the year only, or the years, as APA writes them, with eras of its own."""
    return '–'.join(_year(year, 'C.E.') for year in _years(date)) or date.words


def day_and_month(date: Date) -> str:
    """Return what goes before the year of a date that is no interval: ``24 March``, ``May``."""
    if len(date.ends) != 1:
        return ''
    _, month, day = date.ends[0]
    return f'{day or ""} {_MONTHS.get(month, "")}'.strip()


def _years(date: Date) -> list[int]:
    return list(dict.fromkeys(year for year, _, _ in date.ends))


def _month_days(date: Date) -> str:
    first, last = [end[1:] for end in (*date.ends[:1], *date.ends[-1:])] or [(0, 0), (0, 0)]
    start, end = _month_day(*first), _month_day(*last)
    if start == end:
        return start
    return f'{start}–{last[1]}' if first[0] == last[0] and len(_years(date)) == 1 else f'{start}–{end}'


def _year(year: int, era: str) -> str:
    return f'{year} {era}' if year < _NEEDS_ERA else str(year)


def _month_day(month: int, day: int) -> str:
    return f'{_MONTHS.get(month, "")} {day or ""}'.strip()


def _american(year: int, month_day: str) -> str:
    comma = ',' if month_day[-1:].isdecimal() else ''
    return f'{month_day}{comma} {_year(year, "AD")}'.strip()
