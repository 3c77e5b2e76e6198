"""Dates: EDTF in, words and a place in order out."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.language.dates import DateError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

days = st.dates()


@pytest.mark.parametrize(
    ('edtf', 'words', 'first', 'last'),
    [
        ('2018-03-24', '24 March 2018', (2018, 3, 24), (2018, 3, 24)),
        ('2018-05', 'May 2018', (2018, 5, 1), (2018, 5, 31)),
        ('2018', '2018', (2018, 1, 1), (2018, 12, 31)),
        ('2016-02', 'February 2016', (2016, 2, 1), (2016, 2, 29)),
        ('1900-02', 'February 1900', (1900, 2, 1), (1900, 2, 28)),
        ('2018?', '2018?', (2018, 1, 1), (2018, 12, 31)),
        ('2018-05~', 'about May 2018', (2018, 5, 1), (2018, 5, 31)),
        ('2018-05-03%', 'about 3 May 2018?', (2018, 5, 3), (2018, 5, 3)),
        ('197X', '1970s', (1970, 1, 1), (1979, 12, 31)),
        ('19XX', '1900s', (1900, 1, 1), (1999, 12, 31)),
        ('197X~', 'about 1970s', (1970, 1, 1), (1979, 12, 31)),
        ('2018-21', 'spring 2018', (2018, 3, 1), (2018, 5, 31)),
        ('2018-22', 'summer 2018', (2018, 6, 1), (2018, 8, 31)),
        ('2018-23', 'autumn 2018', (2018, 9, 1), (2018, 11, 30)),
        ('2018-24', 'winter 2018', (2018, 12, 1), (2018, 12, 31)),
        ('1950/1953', '1950 – 1953', (1950, 1, 1), (1953, 12, 31)),
        ('1950-06-25/1953-07-27', '25 June 1950 – 27 July 1953', (1950, 6, 25), (1953, 7, 27)),
        ('2018~/2019?', 'about 2018 – 2019?', (2018, 1, 1), (2019, 12, 31)),
        # Of a year alone nobody knows that it began later than the month in which it ends.
        ('2018/2018-03', '2018 – March 2018', (2018, 1, 1), (2018, 3, 31)),
        ('2018-11/2018', 'November 2018 – 2018', (2018, 11, 1), (2018, 12, 31)),
        ('2018/2018', '2018 – 2018', (2018, 1, 1), (2018, 12, 31)),
        ('1950/..', 'since 1950', (1950, 1, 1), (9999, 12, 31)),
        ('1950/', '1950 – unknown', (1950, 1, 1), (9999, 12, 31)),
        ('../1950-05', 'until May 1950', (-9999, 1, 1), (1950, 5, 31)),
        ('/1950', 'unknown – 1950', (-9999, 1, 1), (1950, 12, 31)),
        ('0476', '476', (476, 1, 1), (476, 12, 31)),
        ('0001', '1', (1, 1, 1), (1, 12, 31)),
        ('04XX', '400s', (400, 1, 1), (499, 12, 31)),
        ('0000', '1 BC', (0, 1, 1), (0, 12, 31)),
        ('-0043-03-15', '15 March 44 BC', (-43, 3, 15), (-43, 3, 15)),
        ('-0004-02', 'February 5 BC', (-4, 2, 1), (-4, 2, 29)),
    ],
)
def test_dates_are_put_into_words_and_numbers(
    edtf: str, words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """Each date says itself in plain English, keeps what was written, and knows its first and last day."""
    date = parse(edtf)
    assert (date.edtf, date.words, date.first, date.last) == (edtf, words, first, last)


@pytest.mark.parametrize(
    'edtf',
    [
        '',
        '..',
        '/',
        '../..',
        '2018-13',
        '197X-05',
        '2018-00',
        '2018-02-29',
        '2018-04-31',
        '2018-05-00',
        '1900-02-29',
        '197X-02-29',
        '2018-21-01',
        '18',
        '1XXX',
        'XXXX',
        '2018-5',
        '2018-05-3',
        '2018/05/03',
        '24 March 2018',
        'about 2018',
        '2018??',
        '?2018',
        '2019/2018',
        '2018-05-02/2018-05-01',
        '1950/1953/1954',
        '-0000',
        '2018 ',
        '2018\n',
        '٢٠١٨',
        '12018',
        '2018-25',
        '2018-05-03T12:00',
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    """A day that no calendar has, an end before its beginning, a date in words: none is guessed at."""
    with pytest.raises(DateError):
        parse(edtf)


@given(days, days)
def test_days_are_in_the_order_of_the_calendar(one: dt.date, other: dt.date) -> None:
    """Sorted by their numbers, dates are in order of time."""
    first, second = parse(one.isoformat()), parse(other.isoformat())
    assert (first.first < second.first) is (one < other)
    assert first.first == first.last == (one.year, one.month, one.day)


@given(
    days,
    st.sampled_from(['%Y', '%Y-%m', '%Y-%m-%d']),
    st.sampled_from(['', '?', '~', '%']),
)
def test_a_vaguer_date_holds_the_day(day: dt.date, precision: str, qualifier: str) -> None:
    """The first and the last day of a month, a year, a decade or a century lie around every day in it."""
    number = (day.year, day.month, day.day)
    text = day.isoformat()[: {'%Y': 4, '%Y-%m': 7, '%Y-%m-%d': 10}[precision]]
    for edtf in (text + qualifier, f'{text[:3]}X', f'{text[:2]}XX', f'{text}/..', f'../{text}'):
        assert parse(edtf).first <= number <= parse(edtf).last


@given(days, days)
def test_an_interval_runs_from_its_beginning_to_its_end(one: dt.date, other: dt.date) -> None:
    """An interval begins where its beginning begins and ends where its end ends, and never runs backwards."""
    begin, end = sorted((one, other))
    interval = parse(f'{begin.isoformat()}/{end.isoformat()}')
    assert interval.first == parse(begin.isoformat()).first
    assert interval.last == parse(end.isoformat()).last
    if begin < end:
        with pytest.raises(DateError):
            parse(f'{end.isoformat()}/{begin.isoformat()}')


@given(st.text(st.sampled_from('0129X-/.?~%'), max_size=14) | st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Whatever is written, it is read or refused, and what is read has its days in order."""
    try:
        date = parse(text)
    except DateError:
        return
    assert date.first <= date.last
    assert date.words
    assert parse(date.edtf) == date


@pytest.mark.parametrize(
    ('edtf', 'year'),
    [
        ('2018-03-24', '2018'),
        ('0476', '476'),
        ('-0043', '44 BC'),
        ('197X', '1970'),
        ('1950/1953', '1950'),
        ('1950/..', '1950'),
        ('../1950', '1950'),
    ],
)
def test_a_date_has_a_year_to_be_cited_by(edtf: str, year: str) -> None:
    """It is that of its beginning, or of its end if it has no beginning."""
    assert parse(edtf).year == year


@pytest.mark.parametrize('month', range(1, 13))
def test_months_are_named_alike_on_every_machine(month: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words do not depend on the language of the machine that builds the site."""
    expected = dt.date(2018, month, 1).strftime('%B')
    foreign: Callable[[int], str] = 'Monat{}'.format
    monkeypatch.setattr(calendar, 'month_name', ['', *(foreign(number) for number in range(1, 13))])
    assert parse(f'2018-{month:02}').words == f'{expected} 2018'
