"""Quotations as scholars write them: read into words and gaps, and looked for in a folded text.

``[…]`` or ``[...]`` leaves words out. ``[word]`` is the editor's: standing alone it is an insertion, or stands for at
most three words of the source; touching a letter (``[H]e``, ``hope[d]``) it stands for the rest of that word.
Everything else must be the source's own, after folding, from word boundary to word boundary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .folding import fold
from .words import WORD, inside_word, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BRACKETED = re.compile(r'\[([^\[\]]*)\]')
_ELISIONS = frozenset(('…', '...', '. . .'))
_REPLACED_WORDS = 3
_TRAILING_MARKS = '.,;:!?)"\''
# How many steps may be taken for each character of the quotation and the text: what would take more, because both
# repeat themselves, is refused. A step may compare so many characters.
_STEPS = 10
_FEWEST_STEPS = 10_000
_COMPARED_AT_ONCE = 64


class TooInvolvedError(Exception):
    """A quotation repeats itself so often, or has so many brackets, that there is no end of ways to find it."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """What may stand between two runs of quoted words: ``shown`` are the editor's brackets, as typed.

    It is glued where a bracket that stands for letters touches one; an elision leaves out whole words.
    """

    shown: str
    elides: bool = False
    glued_before: bool = False
    glued_after: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A quotation as typed, read: runs of folded words and the gaps between them."""

    runs: tuple[str, ...]
    gaps: tuple[_Gap, ...]
    opening: str
    closing: str
    glued_start: bool
    glued_end: bool

    @property
    def words(self) -> str:
        """The quoted words alone, folded."""
        return ' '.join(run.strip() for run in self.runs)


def read(typed: str) -> Pattern:
    """Read a quotation as typed into runs of words and gaps. ``runs`` is empty when nothing is quoted."""
    text = fold(typed).text
    brackets = list(_BRACKETED.finditer(text))
    edges = [0, *(edge for bracket in brackets for edge in bracket.span()), len(text)]
    runs: list[str] = []
    gaps: list[_Gap] = []
    opening: _Gap | None = None
    pending: list[re.Match[str]] = []
    for index in range(len(brackets) + 1):
        run = text[edges[2 * index] : edges[2 * index + 1]]
        if run.strip():
            if pending:
                gap = _gap(text, pending)
                if runs:
                    gaps.append(gap)
                else:
                    opening = gap
                pending = []
            runs.append(run)
        pending += brackets[index : index + 1]
    closing = _gap(text, pending) if pending and runs else None
    return Pattern(
        tuple(runs),
        tuple(gaps),
        opening=opening.shown if opening else '',
        closing=closing.shown if closing else '',
        glued_start=bool(opening and opening.glued_after),
        glued_end=bool(closing and closing.glued_before),
    )


def read_literally(typed: str) -> Pattern:
    """Read a quotation whose brackets are the source's own."""
    text = fold(typed).text
    return Pattern((text,) if text else (), (), '', '', glued_start=False, glued_end=False)


def _gap(text: str, brackets: list[re.Match[str]]) -> _Gap:
    """Make one gap of the brackets that stand together, with nothing but white space between them."""
    first, last = brackets[0], brackets[-1]
    return _Gap(
        shown=re.sub(r'\[ ?(?:\.\.\.|\. \. \.) ?\]', '[…]', text[first.start() : last.end()]),
        elides=any(_elides(bracket) for bracket in brackets),
        glued_before=not _elides(first) and _is_letter(text, first.start() - 1),
        glued_after=not _elides(last) and _is_letter(text, last.end()),
    )


def _elides(bracket: re.Match[str]) -> bool:
    return bracket[1].strip() in _ELISIONS


def _is_letter(text: str, offset: int) -> bool:
    """Tell whether there is a letter or digit that others may belong to: of a script without spaces each is a word."""
    return 0 <= offset < len(text) and text[offset].isalnum() and not is_unspaced(text[offset])


def find(pattern: Pattern, text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each tightest, not overlapping place of a pattern in a folded text: the offsets of its runs.

    Raises :class:`TooInvolvedError` when that takes too many steps.
    """
    groups = _groups(pattern)
    effort = _Effort(max(_FEWEST_STEPS, _STEPS * (len(text) + sum(map(len, pattern.runs)))))
    position = 0
    while True:
        found: list[list[tuple[int, int]]] = []
        end = position
        for group in groups:
            runs = group.first(text, end, effort)
            if runs is None:
                return
            found.append(runs)
            end = runs[-1][1]
        # Drawn tight from the right: of "a … a b" the second "a" is the one that stands before "b".
        for index in range(len(groups) - 2, -1, -1):
            limit = found[index + 1][0][0]
            while (later := groups[index].first(text, found[index][0][0] + 1, effort)) and later[-1][1] <= limit:
                found[index] = later
        yield tuple(run for runs in found for run in runs)
        position = end


@dataclass(slots=True)
class _Effort:
    """How many steps may still be taken."""

    steps: int

    def spend(self, places: int, run: str = '') -> None:
        """Take a step for each place, and more if a long run of words is compared there."""
        self.steps -= places * (1 + len(run) // _COMPARED_AT_ONCE)
        if self.steps < 0:
            raise TooInvolvedError


@dataclass(frozen=True, slots=True)
class _Group:
    """Runs of words between two elisions: they stand close together, with only insertions between them."""

    runs: tuple[str, ...]
    gaps: tuple[_Gap, ...]
    glued_start: bool
    glued_end: bool

    def first(self, text: str, position: int, effort: _Effort) -> list[tuple[int, int]] | None:
        """Find the first place at or after a position."""
        # Where each run was reached from an earlier start, in vain: no way is walked twice.
        walked: list[set[int]] = [set() for _ in self.gaps]
        for start in _occurrences(self.runs[0], text, position):
            effort.spend(1, self.runs[0])
            if not self.glued_start and inside_word(text, start):
                continue
            # Every reachable end of the runs so far, with one way to it.
            ways: dict[int, list[tuple[int, int]]] = {start + len(self.runs[0]): [(start, start + len(self.runs[0]))]}
            for run, gap, before in zip(self.runs[1:], self.gaps, walked, strict=True):
                ways = {
                    after + len(run): [*way, (after, after + len(run))]
                    for end, way in ways.items()
                    for after in _after_gap(gap, run, text, end, effort)
                    if after + len(run) not in before
                }
                if not ways:
                    break
                before.update(ways)
            for end, way in sorted(ways.items()):
                if self.glued_end or not inside_word(text, end):
                    return way
        return None


def _groups(pattern: Pattern) -> list[_Group]:
    groups: list[_Group] = []
    begin = 0
    glued = pattern.glued_start
    for index, gap in enumerate([*pattern.gaps, None]):
        if gap is None or gap.elides:
            runs = tuple(run.strip(' ') for run in pattern.runs[begin : index + 1])
            glued_end = gap.glued_before if gap else pattern.glued_end
            groups.append(_Group(runs, pattern.gaps[begin:index], glued, glued_end))
            begin, glued = index + 1, bool(gap and gap.glued_after)
    return groups


def _occurrences(words: str, text: str, position: int) -> Iterator[int]:
    while (at := text.find(words, position)) >= 0:
        yield at
        position = at + 1


def _after_gap(gap: _Gap, run: str, text: str, end: int, effort: _Effort) -> Iterable[int]:
    """Give the offsets at which the next run may begin, the editor's bracket standing in between."""
    if gap.glued_before or gap.glued_after:
        return _inside_one_word(gap, run, text, end, effort)
    return _after_words(run, text, end, effort)


def _inside_one_word(gap: _Gap, run: str, text: str, end: int, effort: _Effort) -> Iterator[int]:
    """``the [D]readful``, ``hope[d] to``, ``w[o]rd``: the bracket stands for the letters that are not typed."""
    if not gap.glued_before:
        if inside_word(text, end):
            return
        end += text.startswith(' ', end)
    word_end = end
    while _is_letter(text, word_end) or inside_word(text, word_end):
        word_end += 1
        effort.spend(1)
    if gap.glued_after:
        candidates = range(end, word_end + 1)
    else:
        end = word_end + text.startswith(' ', word_end)
        candidates = range(end, end + 1)
    effort.spend(len(candidates), run)
    yield from (at for at in candidates if text.startswith(run, at))


def _after_words(run: str, text: str, end: int, effort: _Effort) -> Iterator[int]:
    """``he [Kim] hopes``: the bracket stands for nothing, or for up to three words of the source."""
    if inside_word(text, end):
        return
    begin = end
    for replaced in range(_REPLACED_WORDS + 1):
        for at in (begin, begin + 1) if text[begin : begin + 1] == ' ' else (begin,):
            if text.startswith(run, at) and not inside_word(text, at):
                yield at
        effort.spend(2, run)
        word = WORD.match(text, begin)
        if not word or replaced == _REPLACED_WORDS:
            return
        effort.spend(1, word[0])
        # The marks behind a word may be quoted, the word itself replaced: "for [ages], and" of "for a century, and".
        begin = word.end()
        for at in range(word.start() + len(word[0].rstrip(_TRAILING_MARKS)), begin):
            effort.spend(1, run)
            if text.startswith(run, at):
                yield at
