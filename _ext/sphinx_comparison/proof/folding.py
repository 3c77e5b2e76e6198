"""Folding: the closed list of differences that a quotation may have from its source.

Two texts that fold to the same characters are the same words, typed on different keyboards:

* every run of white space, no-break and other blanks included, is one space;
* single quotation marks and apostrophes, straight or curly, are one character, and so are double ones;
* hyphens and dashes of every length are one character, and so is a run of them (``--`` for a dash);
* Unicode is composed (NFC, Unicode Standard Annex #15).

Nothing else folds: not case, not accents, not a soft hyphen, not a ligature.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPACES = frozenset(
    '\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
    '\u2028\u2029\u202f\u205f\u3000'
)
SINGLE_QUOTES = frozenset("'\u2018\u2019\u201a\u201b\u02bc")
DOUBLE_QUOTES = frozenset('"\u201c\u201d\u201e\u201f')
DASHES = frozenset('-\u2010\u2011\u2012\u2013\u2014\u2015\u2212')

_FOLDED = (
    dict.fromkeys(SPACES, ' ')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(DASHES, '-')
)
_ONE_FOR_ONE = str.maketrans(_FOLDED)
# The stream-safe text format (UAX #15, section 13) allows a run of 30 non-starters; cutting longer ones keeps
# composition linear in the length of the text.
_LONGEST_CLUSTER = 31


class Folded(NamedTuple):
    """A folded text that remembers where each of its characters came from.

    ``starts[i]`` and ``ends[i]`` are the code point offsets, in the text before folding, of the characters that
    became ``text[i]``.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets before folding of ``text[start:end]``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def is_dash(typed: str) -> bool:
    """True if what folds to a hyphen is a dash, which stands between words: ``--``, or one that is longer."""
    return len(typed) > 1 or typed in '\u2012\u2013\u2014\u2015'


def fold(text: str) -> Folded:
    """Return a text folded, with the offset of every character. White space at the edges is dropped."""
    if unicodedata.is_normalized('NFC', text):
        # Nearly every text: no run of blanks or dashes collapses, so that offsets are those before folding.
        folded = text.translate(_ONE_FOR_ONE)
        if '  ' not in folded and '--' not in folded:
            first, last = len(folded) - len(folded.lstrip(' ')), len(folded.rstrip(' '))
            return Folded(folded[first:last], range(first, last), range(first + 1, last + 1))
    return _fold_by_character(text)


def _fold_by_character(text: str) -> Folded:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster, start, end in _composed(text):
        for character in cluster:
            folded = _FOLDED.get(character, character)
            if folded in ' -' and characters and characters[-1] == folded:
                ends[-1] = end
                continue
            characters.append(folded)
            starts.append(start)
            ends.append(end)
    first = 1 if characters[:1] == [' '] else 0
    last = len(characters) - (1 if characters[first:] and characters[-1] == ' ' else 0)
    return Folded(''.join(characters[first:last]), tuple(starts[first:last]), tuple(ends[first:last]))


def _composed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what to fold: composed text with the offsets it came from."""
    if unicodedata.is_normalized('NFC', text):
        for offset, character in enumerate(text):
            yield character, offset, offset + 1
        return
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _starts_cluster(text[start:end], text[end]):
            yield unicodedata.normalize('NFC', text[start:end]), start, end
            start = end


def _starts_cluster(cluster: str, character: str) -> bool:
    if len(cluster) >= _LONGEST_CLUSTER:
        return True
    if unicodedata.combining(character):
        return False
    # A few starters (Hangul vowels, some Indic signs) still compose with what stands before them.
    composed = unicodedata.normalize('NFC', cluster)
    return unicodedata.normalize('NFC', cluster + character) == composed + character
