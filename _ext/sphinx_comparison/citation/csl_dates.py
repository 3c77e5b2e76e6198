"""Dates as CSL-JSON and reference managers write them, read as EDTF.

CSL-JSON has ``{date-parts: [[2018, 3, 24]]}``, with ``season`` and ``circa``, or words under ``raw`` or ``literal``;
older YAML of pandoc has ``{year: 2018, month: 3, day: 24}``, alone or in a list of one or two.
"""

from __future__ import annotations

import re

from ..language.dates import DateError, parse

_KEYS = frozenset(('date-parts', 'season', 'circa', 'literal', 'raw', 'year', 'month', 'day'))
_SEASONS = {'spring': 21, 'summer': 22, 'autumn': 23, 'fall': 23, 'winter': 24}
_MONTHS = ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec')
# CSL numbers seasons from 1, or as months from 13; EDTF as months from 21.
_SEASON_NUMBERS = {number + least: number + 21 for number in range(4) for least in (1, 13, 21)}
_MOST_ENDS = 2
_MOST_PARTS = 3
_FALSE = ('', '0', 'false', 'no')
_ISO = re.compile(r'([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?')
_DAY_FIRST = re.compile(r'([0-9]{1,2})\.? ([A-Za-z]+)\.?,? ([0-9]{4})')
_MONTH_FIRST = re.compile(r'([A-Za-z]+)\.? (?:([0-9]{1,2}),? )?([0-9]{4})')


def edtf(date: object) -> str:
    """Return a date of CSL-JSON in EDTF. Raises :class:`DateError` if it is not one, or cannot be read."""
    if isinstance(date, dict) and date and not date.keys() - _KEYS:
        return _checked(_ends(date), about=str(date.get('circa', '')).lower() not in _FALSE, words=date)
    if isinstance(date, list) and 0 < len(date) <= _MOST_ENDS and all(isinstance(end, dict) for end in date):
        about = any(str(end.get('circa', '')).lower() not in _FALSE for end in date)
        return _checked([end for one in date for end in _ends(one)], about=about, words={})
    raise DateError(str(date))


def guessed(words: str) -> str:
    """Return the EDTF that a date in English words or in numbers seems to mean; empty where none is plain."""
    words = ' '.join(words.split())
    try:
        if match := _ISO.fullmatch(words):
            return _checked([list(filter(None, match.groups()))], about=False, words={})
        if match := _DAY_FIRST.fullmatch(words):
            return _checked([[match[3], _month(match[2]), match[1]]], about=False, words={})
        if match := _MONTH_FIRST.fullmatch(words):
            return _checked([[match[3], _month(match[1]), *filter(None, [match[2]])]], about=False, words={})
    except DateError:
        pass
    return ''


def _ends(date: dict[str, object]) -> list[list[str]]:
    """Return the parts of each end of a date, as they are written."""
    if 'year' in date:
        return [[str(date[part]) for part in ('year', 'month', 'day') if part in date]]
    ends = date.get('date-parts', [])
    if not isinstance(ends, list) or len(ends) > _MOST_ENDS:
        raise DateError(str(date))
    if ends and not any(isinstance(end, list) for end in ends):
        ends = [ends]  # as some write one date
    if not all(isinstance(end, list) for end in ends):
        raise DateError(str(date))
    parts = [[str(part) for part in end if str(part).strip() not in ('', '0', 'null', '~')] for end in ends]
    season = str(date.get('season', '')).strip().lower()
    if season and parts and len(parts[0]) == 1:
        parts[0].append(str(_SEASONS.get(season) or _SEASON_NUMBERS.get(_number(season), 0)))
    return parts


def _checked(ends: list[list[str]], *, about: bool, words: dict[str, object]) -> str:
    """Put the ends together, and return what is a date."""
    if not ends:
        said = str(words.get('raw') or words.get('literal') or '').strip()
        return _of_words(said) + ('~' if about else '')
    written = '/'.join((_end(end) + ('~' if about else '')) if end else '..' for end in ends)
    return parse(written).edtf


def _of_words(words: str) -> str:
    try:
        return parse(words).edtf
    except DateError:
        if found := guessed(words):
            return found
        raise


def _end(parts: list[str]) -> str:
    if len(parts) > _MOST_PARTS:
        raise DateError(str(parts))
    year, *others = map(_number, parts)
    if year == 0:
        raise DateError(str(parts))
    # CSL has no year 0: 44 BC is -44 there, and -0043 in EDTF.
    written = f'{year:04}' if year > 0 else f'-{-year - 1:04}' if year < -1 else '0000'
    if others and others[0] > len(_MONTHS):
        others[0] = _SEASON_NUMBERS.get(others[0], others[0])
    return '-'.join([written, *(f'{part:02}' for part in others)])


def _number(text: str) -> int:
    text = text.strip()
    if not re.fullmatch(r'-?[0-9]{1,4}', text, re.ASCII):
        raise DateError(text)
    return int(text)


def _month(word: str) -> str:
    """Return the number of a month, or of a season."""
    word = word.lower()
    if word in _SEASONS:
        return str(_SEASONS[word])
    number = next((index for index, month in enumerate(_MONTHS, 1) if word.startswith(month)), 0)
    if not number:
        raise DateError(word)
    return str(number)
