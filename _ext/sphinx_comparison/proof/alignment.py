"""Alignment: which blocks of two long texts belong together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# SequenceMatcher takes up to the third power of the length; what is longer is taken in order.
_MATCHED_PAIRS = 2_500


def alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets, in both sequences and in order, of what they have in common.

    What stands once in each is matched first (as "patience diff" does), and then what is between. The time grows with
    the length, and not with its square, whatever is repeated or changed.
    """
    for (before, beside), (behind, opposite) in pairwise([(-1, -1), *_anchors(old, new), (len(old), len(new))]):
        i, j = before + 1, beside + 1
        while i < behind and j < opposite and old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        tail = 0
        while tail < min(behind - i, opposite - j) and old[behind - tail - 1] == new[opposite - tail - 1]:
            tail += 1
        yield from _between(old, new, range(i, behind - tail), range(j, opposite - tail))
        yield from ((behind - n, opposite - n) for n in range(tail, 0, -1))
        if behind < len(old):
            yield behind, opposite


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest row of what stands once in both, in the order of both."""
    olds, news = Counter(old), Counter(new)
    places = {text: j for j, text in enumerate(new) if news[text] == 1}
    # The longest increasing subsequence by patience sorting: the tops of the piles, and for each card the one below.
    tops: list[int] = []
    cards: list[tuple[int, int]] = []
    below: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, text in enumerate(old):
        if olds[text] == 1 and text in places:
            card = (i, places[text])
            pile = bisect_left(tops, card[1])
            below[card] = cards[pile - 1] if pile else None
            tops[pile : pile + 1] = [card[1]]
            cards[pile : pile + 1] = [card]
    row: list[tuple[int, int]] = []
    last = cards[-1] if cards else None
    while last:
        row.append(last)
        last = below[last]
    return row[::-1]


def _between(old: Sequence[str], new: Sequence[str], here: range, there: range) -> Iterator[tuple[int, int]]:
    """Yield what is alike where nothing stands once: what is in the same order, if there is much of it."""
    if len(here) * len(there) > _MATCHED_PAIRS:
        yield from ((i, j) for i, j in zip(here, there, strict=False) if old[i] == new[j])
        return
    olds, news = [old[i] for i in here], [new[j] for j in there]
    for block in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        yield from ((here[block.a + n], there[block.b + n]) for n in range(block.size))
