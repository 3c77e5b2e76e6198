"""The model: ids, anchors, checksums."""

from __future__ import annotations

import hashlib
import pickle

import pytest

from sphinx_comparison.locators import Locator
from sphinx_comparison.model import ID, Passage, Place, Point, Position, Prose, Question, ViewRequest
from unit.samples import ANN, prose, request, source_page, tea_pages


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
