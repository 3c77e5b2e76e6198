"""The model: locators as people write them, anchors, checksums."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.model import ID, Locator, Passage, Place, Point, Position, Prose, Question, ViewRequest
from unit.samples import ANN, prose, request, source_page, tea_pages

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


@pytest.mark.parametrize(
    ('locator', 'has'),
    [
        (Locator(1, 1), True),
        (Locator(1, 3), True),
        (Locator(3, 3), True),
        (Locator(0, 1), False),
        (Locator(3, 4), False),
        (Locator(2, 1), False),
    ],
)
def test_a_source_knows_its_passages(locator: Locator, has: bool) -> None:
    """A locator must lie within the source, and run forwards."""
    source = source_page('ann', *ANN).source
    assert source is not None
    assert source.has(locator) is has


@pytest.mark.parametrize('identifier', ['a', 'bajpai', 'p7', 'changing-sides', 'x1-2-y'])
def test_good_ids(identifier: str) -> None:
    """Ids are lower-case ASCII words with single hyphens."""
    assert ID.fullmatch(identifier)


@pytest.mark.parametrize('identifier', ['', '7', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'é', 'a.b', 'a\n', 'а'])
def test_bad_ids(identifier: str) -> None:
    """What would not survive as an anchor, or would look like another, is no id."""
    assert not ID.fullmatch(identifier)


def test_anchors_are_unique_in_every_output() -> None:
    """An anchor says what it is and whose: it is not met twice in one file, however many pages are joined in it."""
    place = Place('page', 1)
    assert Passage('bajpai', 7, '', 'Text.').id == 'p7'
    assert Passage('bajpai', 7, '', 'Text.').anchor == 'bajpai-p7'
    assert Question('why', prose('Why?'), place).anchor == 'question-why'
    assert Point('theme', 'alliance', prose('Alliance'), place).anchor == 'theme-alliance'
    assert Position('alliance', 'bajpai', place).anchor == 'position-alliance-bajpai'


@pytest.mark.parametrize('text', ['Kim’s', '', 'a\u00a0b', '\ud800'])
def test_a_checksum_is_that_of_the_text_in_utf_8(text: str) -> None:
    """Anyone can check a passage against its checksum."""
    expected = hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()
    assert Passage('a', 1, '', text).sha256 == expected


def test_prose_is_something_or_nothing() -> None:
    """No words at all are no prose."""
    assert not Prose()
    assert prose('words')


def test_options_are_read_as_lists() -> None:
    """Lists are separated by commas, blanks or line ends; an option that is not set is empty."""
    asked = request('comparison', points='a, b\n c,,d', kind='theme')
    assert asked.listed('points') == ('a', 'b', 'c', 'd')
    assert asked.option('kind') == 'theme'
    assert asked.option('order') == ''
    assert asked.listed('sources') == ()
    assert isinstance(asked, ViewRequest)


def test_records_survive_the_way_to_another_process() -> None:
    """Pages are read in several processes and kept from build to build: they come back as they went."""
    pages = tea_pages()
    assert pickle.loads(pickle.dumps(pages)) == pages  # noqa: S301 - our own bytes
