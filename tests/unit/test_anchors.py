"""Anchors: what is spelled is read again."""

from __future__ import annotations

import pytest

from sphinx_comparison.anchors import (
    given_to_words,
    note_anchor,
    range_anchor,
    read_range,
    read_words,
    unit_in,
    words_anchor,
)
from sphinx_comparison.locators import Locator

UNITS = ('ann-p7', 'ann-n3', 'ann-n-a', 'ann-h2', 'ann-standfirst', 'long-name-p12', 'ann-c1-p2')


@pytest.mark.parametrize('unit', UNITS)
def test_what_is_of_a_unit(unit: str) -> None:
    """From the anchor of words in a unit, and of the note below it, that of the unit can be had."""
    words = words_anchor(unit, 3, 12)
    assert read_words(words) == (unit, 3, 12)
    assert [unit_in(anchor) for anchor in (words, note_anchor(unit), unit)] == [unit] * 3
    assert read_words(unit) is None
    assert read_range(unit) is None


def test_several_passages() -> None:
    """From the anchor of several passages their source, the first and the last can be had."""
    assert read_range(range_anchor('long-name', Locator(6, 7))) == ('long-name', 'p6', 'p7')


def test_what_words_may_be_given() -> None:
    """A heading gives way that has an anchor as words, runs or notes of a source have; others keep theirs."""
    taken = given_to_words('ann')
    assert all(map(taken.fullmatch, (words_anchor('ann-p1', 0, 4), 'ann-p1-p2', note_anchor('ann-p1'))))
    assert not any(map(taken.fullmatch, ('ann-p1', 'ann-the-reversal', 'bob-p1-c0-4', 'quoted')))
    assert given_to_words('ann', 'p[0-9]+').fullmatch('ann-p1')
