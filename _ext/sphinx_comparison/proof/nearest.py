"""What comes nearest to a misquotation: the words of the source that its editor probably meant."""

from __future__ import annotations

import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Aligning is quadratic in the words; how far around the likest stretch the words of a quotation are looked for.
_ALIGNED_WORDS = 400
_MARGIN = 4
# To put marks in order takes time that grows with the square of them; no word of any language is longer.
_LONGEST_WORD = 200


def nearest(quotation: str, passages: Iterable[str]) -> tuple[int, str] | None:
    """Find the words that share most with a quotation: the number of their passage, and they.

    Takes the quoted words and the passages in order, the first being number 1, all of them folded. None: no passage
    has any of the words.
    """
    quoted = [_bare(word) for word in quotation.split(' ')]
    best, found = 0, None
    for number, passage in enumerate(passages, 1):
        words = passage.split(' ')
        shared, at = _likest(list(map(_bare, words)), quoted)
        if shared > best:
            best, found = shared, (number, words, at)
    return (found[0], ' '.join(_window(found[1], quoted, found[2]))) if found else None


def _bare(word: str) -> str:
    """A word as it is recognised elsewhere: without the marks around it, and without accents and points."""
    bare = word.strip('.,;:!?()"\'').lower()
    if bare.isascii() or len(bare) > _LONGEST_WORD:
        return bare
    return ''.join(c for c in unicodedata.normalize('NFD', bare) if not unicodedata.combining(c))


def _likest(words: list[str], quoted: list[str]) -> tuple[int, int]:
    """Find the stretch, as long as a quotation, that shares most words with it: how many, and where it begins."""
    wanted = Counter(quoted)
    size = min(len(words), len(quoted))
    here = Counter(words[:size])
    score = best = (here & wanted).total()
    at = 0
    for start in range(1, len(words) - size + 1):
        leaving, entering = words[start - 1], words[start + size - 1]
        score -= here[leaving] <= wanted[leaving]
        here[leaving] -= 1
        score += here[entering] < wanted[entering]
        here[entering] += 1
        if score > best:
            best, at = score, start
    return best, at


def _window(words: list[str], quoted: list[str], at: int) -> list[str]:
    """Draw the likest stretch of a passage out, or in, to where the first and the last words of a quotation stand."""
    size = min(len(words), len(quoted))
    if size > _ALIGNED_WORDS:
        return words[at : at + size]
    low, high = max(0, at - _MARGIN), at + size + _MARGIN
    around = [_bare(word) for word in words[low:high]]
    shared = SequenceMatcher(None, around, quoted, autojunk=False).get_matching_blocks()[:-1]
    if not shared:
        return words[at : at + size]
    first, last = shared[0], shared[-1]
    # As many words before the first shared one, and behind the last, as the quotation has there.
    begin = low + first.a - first.b
    end = low + last.a + len(quoted) - last.b
    return words[max(begin, 0) : end]
