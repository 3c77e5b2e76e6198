"""Quotations of the two essays: all true ones are found, and none of thousands that are almost true."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.milestones import Stretch
from sphinx_comparison.proof.quotation import Outcome, SourceText, Span, prove
from unit.samples import SEED_FILES, TYPED, seed_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = tuple(SEED_FILES)
# Long enough to be of the essay, and not of the form below it.
SHORTEST = 12
# A word with "no-" before it says something else without it, and no quotation begins there.
WORD = re.compile(r'(?:no-)?[^\W_]+(?:[’\'][^\W_]+)*')


@cache
def texts() -> dict[str, SourceText]:
    """Return both essays."""
    return {name: SourceText(seed_blocks(name)) for name in NAMES}


def plainly(text: str) -> str:
    """Type a text on a plain keyboard."""
    return text.translate(TYPED)


def words_of(text: str) -> list[tuple[int, int]]:
    """Return the places of the words of a text; the marks around them belong to none."""
    return [match.span() for match in WORD.finditer(text)]


def occurs(typed: str) -> bool:
    """True if words occur in an essay, in another way than the proof does: by a regular expression."""
    pattern = re.escape(re.sub('-+', '-', ' '.join(typed.split()))).replace('\\-', '-+')
    return any(
        re.search(rf'(?<!\w){pattern}(?!\w)', ' '.join(plainly(block).split()))
        for name in NAMES
        for block in seed_blocks(name)
    )


@pytest.mark.parametrize('name', NAMES)
def test_every_true_quotation_is_found_at_its_place(name: str) -> None:
    """Every run of five to twenty words, typed on a plain keyboard, is found where it stands, as it stands there."""
    checked = 0
    for number, block in enumerate(seed_blocks(name), 1):
        words = words_of(block)
        for first in range(len(words)):
            for last in range(first + 4, min(first + 20, len(words))):
                start, end = words[first][0], words[last][1]
                match = prove(plainly(block[start:end]), name, texts(), Stretch(number, number)).match
                assert match is not None
                assert match.exact == block[start:end]
                assert match.spans == (Span(number, block.index(block[start:end]), match.spans[0].end),)
                checked += 1
    assert checked > 8_000


@pytest.mark.parametrize('name', NAMES)
def test_a_true_quotation_needs_no_locator(name: str) -> None:
    """Twelve words are found in their paragraph without its being named, unless they occur twice, and then in both."""
    for number, block in enumerate(seed_blocks(name), 1):
        words = words_of(block)
        for first in range(len(words) - SHORTEST):
            typed = plainly(block[words[first][0] : words[first + SHORTEST][1]])
            verdict = prove(typed, name, texts())
            assert verdict.outcome in (Outcome.FOUND, Outcome.AMBIGUOUS)
            assert number in (verdict.match.passages if verdict.match else verdict.places)


@pytest.mark.parametrize('name', NAMES)
def test_a_true_quotation_is_found_to_be_anothers(name: str) -> None:
    """Attributed to the other essay, true words are found to be misattributed, and where they are."""
    other = next(each for each in NAMES if each != name)
    for number, block in enumerate(seed_blocks(name), 1):
        words = words_of(block)
        for first in range(0, len(words) - SHORTEST, 5):
            verdict = prove(plainly(block[words[first][0] : words[first + SHORTEST][1]]), other, texts())
            assert (verdict.outcome, verdict.source) == (Outcome.MISATTRIBUTED, name)
            assert number in verdict.places


def almost(block: str, words: list[tuple[int, int]], first: int) -> Iterator[str]:
    """Return twelve words with one fault in them, each of many kinds, never at the edge, where less is also true."""
    chosen = words[first : first + SHORTEST]
    start, end = chosen[0][0], chosen[-1][1]
    at = 1 + first % (SHORTEST - 2)
    (begin, stop), (next_begin, next_stop) = chosen[at], chosen[at + 1]
    head, word, gap, follower = (
        block[start:begin],
        block[begin:stop],
        block[stop:next_begin],
        block[next_begin:next_stop],
    )
    tail = block[next_stop:end]
    letter = first % len(word)
    other = chr(ord(word[letter]) + 1) if word[letter] not in 'zZ9’' else 'a'
    yield head + follower + tail  # dropped
    yield f'{head}not {word}{gap}{follower}{tail}'  # added
    yield f'{head}nothing{gap}{follower}{tail}'  # changed
    yield head + follower + gap + word + tail  # swapped
    yield f'{head}{word[:letter]}{other}{word[letter + 1 :]}{gap}{follower}{tail}'  # one letter changed
    yield f'{head}{word[:letter]}{word[letter + 1 :]}{gap}{follower}{tail}'  # one letter dropped
    yield f'{head}{word.swapcase()}{gap}{follower}{tail}'  # another case
    yield f'{head}{word}{" " if gap.strip(" ") else ", "}{follower}{tail}'  # a mark more or less
    yield block[start + 1 : end]  # the first word cut
    yield block[start : end - 1]  # the last word cut


@pytest.mark.parametrize('name', NAMES)
def test_no_quotation_with_a_fault_is_accepted(name: str) -> None:
    """One word dropped, added, changed or swapped, one letter or mark changed or dropped: it is not found anywhere."""
    refused = 0
    for block in seed_blocks(name):
        words = words_of(block)
        for first in range(0, len(words) - SHORTEST, 4):
            for wrong in almost(block, words, first):
                typed = plainly(wrong)
                verdict = prove(typed, name, texts())
                if verdict.outcome is Outcome.NOT_FOUND:
                    refused += 1
                else:
                    assert occurs(typed), typed
    assert refused > 1_200


@pytest.mark.parametrize('name', NAMES)
def test_an_elided_quotation_is_found_in_order_only(name: str) -> None:
    """Two pieces of a paragraph are found with an elision between them; the other way round they are not."""
    for number, block in enumerate(seed_blocks(name), 1):
        words = words_of(block)
        for first in range(0, len(words) - 3 * SHORTEST, 7):
            one = block[words[first][0] : words[first + SHORTEST][1]]
            two = block[words[first + 2 * SHORTEST][0] : words[first + 3 * SHORTEST - 1][1]]
            match = prove(plainly(f'{one} [...] {two}'), name, texts(), Stretch(number, number)).match
            assert match is not None
            assert match.exact == f'{one} […] {two}'
            assert prove(plainly(f'{two} [...] {one}'), name, texts(), Stretch(number, number)).match is None
