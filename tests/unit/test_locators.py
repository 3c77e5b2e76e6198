"""Locators: as people write them, and what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.locators import Locator

numbers = st.integers(0, 999_999)


@pytest.mark.parametrize(
    ('written', 'first', 'last'),
    [
        ('¶7', 7, 7),
        ('¶ 7', 7, 7),
        ('7', 7, 7),
        ('p7', 7, 7),
        ('¶6–7', 6, 7),
        ('¶¶6–7', 6, 7),
        ('¶6-7', 6, 7),
        ('¶6-¶7', 6, 7),
        ('¶6 – 7', 6, 7),
        ('p6-p7', 6, 7),
        ('p6-7', 6, 7),
        ('6-7', 6, 7),
        (' ¶7 ', 7, 7),
        ('¶7–6', 7, 6),
        ('007', 7, 7),
    ],
)
def test_locators_are_read_as_people_write_them(written: str, first: int, last: int) -> None:
    """The sign of the paragraph, an id or the bare number will do; a range has a hyphen or a dash."""
    assert Locator.parse(written) == Locator(first, last)


@pytest.mark.parametrize(
    ('written', 'label'),
    [('1:4', '1:4'), ('1:4-6', '1:4–6'), ('7.5', '7.5'), ('art. 5', 'art. 5'), ('p. 12', 'p. 12'), ('p7p8', 'p7p8')],
)
def test_what_else_counts_is_a_reference_of_the_text(written: str, label: str) -> None:
    """Verses, articles, pages of an edition: whether a text has it, is another question."""
    assert Locator.parse(written) == Locator(0, 0, 'milestone', label)
    assert str(Locator.parse(written)) == label


@pytest.mark.parametrize(
    'written', ['', '¶', 'p', '¶x', '¶7a', '¶7,8', '¶7–', '–7', '¶7\n8', '٧', '¶1234567', '-7', '7,', 'seven', '7 <8>']
)
def test_what_is_no_locator_is_none(written: str) -> None:
    """Anything else is not guessed at."""
    assert Locator.parse(written) is None


@given(numbers, numbers)
def test_a_locator_is_read_as_it_is_shown(first: int, last: int) -> None:
    """What the site prints of a locator, a reader may write in one."""
    locator = Locator(first, last)
    assert Locator.parse(str(locator)) == locator


@given(numbers, numbers)
def test_a_target_is_read_as_a_locator(first: int, last: int) -> None:
    """What stands behind the ``#`` of a reference means the same passages."""
    assert Locator.parse(f'p{first}-p{last}') == Locator(first, last)


@pytest.mark.parametrize(
    ('locator', 'shown', 'meant'),
    [
        (Locator(7, 7), '¶7', [7]),
        (Locator(6, 8), '¶6–8', [6, 7, 8]),
        (Locator(8, 6), '¶8–6', []),
    ],
)
def test_a_locator_shows_and_means_its_passages(locator: Locator, shown: str, meant: list[int]) -> None:
    """One passage is shown by its number, a range with a dash; a range that runs backwards means nothing."""
    assert str(locator) == shown
    assert list(locator.numbers) == meant
