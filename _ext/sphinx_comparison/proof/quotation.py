"""Finding a quotation: whose words they are, where they stand, and how the source writes them.

A quotation is read as scholars write it. ``[…]`` or ``[...]`` leaves words out. ``[word]`` is the editor's: standing
alone it is an insertion, or stands for at most three words of the source; touching a letter (``[H]e``, ``hope[d]``)
it stands for the rest of that word. Everything else must be the source's own, after folding, from word boundary
to word boundary.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING

from .folding import Folded, fold
from .words import WORD, inside_word, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BRACKETED = re.compile(r'\[([^\[\]]*)\]')
_ELISIONS = frozenset(('…', '...', '. . .'))
_REPLACED_WORDS = 3
# Aligning is quadratic in the words; how far around the likest stretch the words of a quotation are looked for.
_ALIGNED_WORDS = 400
_MARGIN = 4
_TRAILING_MARKS = '.,;:!?)"\''


class Outcome(Enum):
    """What became of a quotation. All but the first are faults."""

    FOUND = 'found'
    AMBIGUOUS = 'ambiguous'
    ELSEWHERE = 'elsewhere'
    MISATTRIBUTED = 'misattributed'
    NOT_FOUND = 'not found'


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one passage: its number, and code point offsets into its text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a quotation stands: the words it quotes, and how they read there with the editor's brackets."""

    spans: tuple[Span, ...]
    exact: str

    @property
    def passages(self) -> tuple[int, ...]:
        """The numbers of the passages, in order, each once."""
        return tuple(sorted({span.passage for span in self.spans}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a quotation, and what an editor needs to mend it.

    ``match`` is set when it was found. ``places`` are the passages where the words do stand (ambiguous,
    elsewhere, misattributed), ``source`` whose they are (misattributed). ``nearest`` is the number and the words
    that come nearest (not found).
    """

    outcome: Outcome
    match: Match | None = None
    places: tuple[int, ...] = ()
    source: str = ''
    nearest: tuple[int, str] | None = None


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


class SourceText:
    """The passages of one source, folded once and searched many times.

    Takes the texts of the passages in order; the first is number 1.
    """

    def __init__(self, passages: Sequence[str]) -> None:
        self.passages = tuple(passages)
        self._folded: dict[tuple[int, int], Folded] = {}

    def matches(self, pattern: Pattern, within: tuple[int, int] | None = None) -> Iterator[Match]:
        """Yield every place where a quotation stands, in order.

        Without ``within`` each passage is searched by itself; with it, the passages from its first to its last
        number are searched as one text.
        """
        for first, last in [within] if within else ((n, n) for n in range(1, len(self.passages) + 1)):
            for runs in _find(pattern, self._fold(first, last).text):
                yield self._match(pattern, first, last, runs)

    def nearest(self, pattern: Pattern) -> tuple[int, str] | None:
        """Give the number of the passage, and the words in it, that share most words with a quotation."""
        quoted = [_bare(word) for word in pattern.words.split(' ')]
        best, nearest = 0, None
        for number in range(1, len(self.passages) + 1):
            words = self._fold(number, number).text.split(' ')
            shared, at = _likest(list(map(_bare, words)), quoted)
            if shared > best:
                best, nearest = shared, (number, words, at)
        return (nearest[0], ' '.join(_window(nearest[1], quoted, nearest[2]))) if nearest else None

    def _fold(self, first: int, last: int) -> Folded:
        if (first, last) not in self._folded:
            self._folded[first, last] = fold('\n'.join(self.passages[first - 1 : last]))
        return self._folded[first, last]

    def _match(self, pattern: Pattern, first: int, last: int, runs: tuple[tuple[int, int], ...]) -> Match:
        folded = self._fold(first, last)
        text = '\n'.join(self.passages[first - 1 : last])
        spans: list[Span] = []
        shown = [pattern.opening]
        brackets = [*(gap.shown for gap in pattern.gaps), pattern.closing]
        for typed, found, bracket in zip(pattern.runs, runs, brackets, strict=True):
            start, end = folded.origin(*found)
            spans += self._spans(first, start, end)
            lead = ' ' if typed.startswith(' ') else ''
            tail = ' ' if typed.endswith(' ') else ''
            shown.append(lead + text[start:end].replace('\n', ' ') + tail + bracket)
        return Match(tuple(spans), ''.join(shown))

    def _spans(self, first: int, start: int, end: int) -> Iterator[Span]:
        """Cut a run of words, in passages joined by a line feed each, into one span a passage."""
        offset = 0
        for number, text in enumerate(self.passages[first - 1 :], first):
            if offset >= end:
                return
            here = (max(start - offset, 0), min(end - offset, len(text)))
            if here[0] < here[1]:
                yield Span(number, *here)
            offset += len(text) + 1


def _bare(word: str) -> str:
    """A word without the marks around it, by which it is recognised elsewhere in a sentence."""
    return word.strip('.,;:!?()"\'').lower()


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


def _find(pattern: Pattern, text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each tightest, not overlapping place of a pattern in a folded text: the offsets of its runs."""
    groups = _groups(pattern)
    position = 0
    while True:
        found: list[list[tuple[int, int]]] = []
        end = position
        for group in groups:
            runs = group.first(text, end)
            if runs is None:
                return
            found.append(runs)
            end = runs[-1][1]
        # Drawn tight from the right: of "a … a b" the second "a" is the one that stands before "b".
        for index in range(len(groups) - 2, -1, -1):
            limit = found[index + 1][0][0]
            while (later := groups[index].first(text, found[index][0][0] + 1)) and later[-1][1] <= limit:
                found[index] = later
        yield tuple(run for runs in found for run in runs)
        position = end


@dataclass(frozen=True, slots=True)
class _Group:
    """Runs of words between two elisions: they stand close together, with only insertions between them."""

    runs: tuple[str, ...]
    gaps: tuple[_Gap, ...]
    glued_start: bool
    glued_end: bool

    def first(self, text: str, position: int) -> list[tuple[int, int]] | None:
        """Find the first place at or after a position. Linear in the text for each run, whatever the gaps."""
        # Where each run was reached from an earlier start, in vain: no way is walked twice.
        walked: list[set[int]] = [set() for _ in self.gaps]
        for start in _occurrences(self.runs[0], text, position):
            if not self.glued_start and inside_word(text, start):
                continue
            # Every reachable end of the runs so far, with one way to it.
            ways: dict[int, list[tuple[int, int]]] = {start + len(self.runs[0]): [(start, start + len(self.runs[0]))]}
            for run, gap, before in zip(self.runs[1:], self.gaps, walked, strict=True):
                ways = {
                    after + len(run): [*way, (after, after + len(run))]
                    for end, way in ways.items()
                    for after in _after_gap(gap, run, text, end)
                    if after + len(run) not in before
                }
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


def _after_gap(gap: _Gap, run: str, text: str, end: int) -> Iterable[int]:
    """Give the offsets at which the next run may begin, the editor's bracket standing in between."""
    if gap.glued_before or gap.glued_after:
        return _inside_one_word(gap, run, text, end)
    return _after_words(run, text, end)


def _inside_one_word(gap: _Gap, run: str, text: str, end: int) -> Iterator[int]:
    """``the [D]readful``, ``hope[d] to``, ``w[o]rd``: the bracket stands for the letters that are not typed."""
    if not gap.glued_before:
        if inside_word(text, end):
            return
        end += text.startswith(' ', end)
    word_end = end
    while _is_letter(text, word_end) or inside_word(text, word_end):
        word_end += 1
    if gap.glued_after:
        candidates: Iterable[int] = range(end, word_end + 1)
    else:
        candidates = (word_end + text.startswith(' ', word_end),)
    yield from (at for at in candidates if text.startswith(run, at))


def _after_words(run: str, text: str, end: int) -> Iterator[int]:
    """``he [Kim] hopes``: the bracket stands for nothing, or for up to three words of the source."""
    if inside_word(text, end):
        return
    begin = end
    for replaced in range(_REPLACED_WORDS + 1):
        for at in (begin, begin + 1) if text[begin : begin + 1] == ' ' else (begin,):
            if text.startswith(run, at) and not inside_word(text, at):
                yield at
        word = WORD.match(text, begin)
        if not word or replaced == _REPLACED_WORDS:
            return
        # The marks behind a word may be quoted, the word itself replaced: "for [ages], and" of "for a century, and".
        begin = word.end()
        for at in range(word.start() + len(word[0].rstrip(_TRAILING_MARKS)), begin):
            if text.startswith(run, at):
                yield at


def prove(typed: str, source: str, texts: Mapping[str, SourceText], within: tuple[int, int] | None = None) -> Verdict:
    """Prove a quotation against the source it is attributed to.

    Takes the quotation as typed, which must quote something; the id of the source; the texts of all sources by
    id; and the first and last passage of the locator, if there is one, which must exist. Gives the verdict.
    """
    text = texts[source]
    patterns = [read(typed)]
    if '[' in typed:
        patterns.insert(0, read_literally(typed))
    for pattern in patterns:
        here = text.matches(pattern, within)
        if first := next(here, None):
            others = () if within else _places(here)
            if others:
                return Verdict(Outcome.AMBIGUOUS, places=(first.passages[0], *others))
            return Verdict(Outcome.FOUND, match=first)
    if within and (elsewhere := _anywhere(patterns, text)):
        return Verdict(Outcome.ELSEWHERE, places=elsewhere)
    for other, other_text in texts.items():
        if other != source and (places := _anywhere(patterns, other_text)):
            return Verdict(Outcome.MISATTRIBUTED, places=places, source=other)
    return Verdict(Outcome.NOT_FOUND, nearest=text.nearest(patterns[-1]))


def _anywhere(patterns: Iterable[Pattern], text: SourceText) -> tuple[int, ...]:
    """The places of the first reading of a quotation that has any in a text."""
    return next((places for pattern in patterns if (places := _places(text.matches(pattern)))), ())


def _places(matches: Iterable[Match]) -> tuple[int, ...]:
    """The passage of each match, as often as it matches."""
    return tuple(match.passages[0] for match in matches)
