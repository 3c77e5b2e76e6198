"""Proving a quotation: whose words they are, where they stand, and how the source writes them."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ..milestones import Stretch
from .folding import Folded, fold, is_dash
from .nearest import nearest
from .pattern import Pattern, TooInvolvedError, find, has_words, left_out, read, read_literally
from .typed import strokes, ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class Outcome(Enum):
    """What became of a quotation. All but the first are faults."""

    FOUND = 'found'
    AMBIGUOUS = 'ambiguous'
    ELSEWHERE = 'elsewhere'
    MISATTRIBUTED = 'misattributed'
    NOT_FOUND = 'not found'


class Span(NamedTuple):
    """A run of words in one passage: its number, and code point offsets into its text."""

    passage: int
    start: int
    end: int


class Omission(NamedTuple):
    """What an ellipsis or a bracket of the editor's stands for: ``shown`` as it is read, ``words`` of the source.

    ``added`` are the editor's words in brackets that stand alone; ``elides`` tells an ellipsis from a bracket.
    """

    shown: str
    words: str
    added: str = ''
    elides: bool = False


class Match(NamedTuple):
    """One place where a quotation stands: the words it quotes, and how they read there with the editor's brackets.

    ``omissions`` are what the ellipses and brackets stand for, in order.
    """

    spans: tuple[Span, ...]
    exact: str
    omissions: tuple[Omission, ...] = ()

    @property
    def passages(self) -> tuple[int, ...]:
        """The numbers of the passages, in order, each once."""
        if len(self.spans) == 1:  # nearly always, and asked for ten times of each quotation
            return (self.spans[0].passage,)
        return tuple(sorted({span.passage for span in self.spans}))


class Verdict(NamedTuple):
    """The outcome for a quotation, and what an editor needs to fix it.

    ``match`` is set when it was found. ``places`` are the passages where the words do stand (ambiguous,
    elsewhere, misattributed), ``source`` whose they are (misattributed). ``across`` are the first and the last of
    several passages that have them together, which no locator says (elsewhere). ``nearest`` is the number and the
    words that come nearest (not found). ``too_involved`` tells that it was given up, since there was no end of ways to
    try. ``empty_brackets`` and ``short_pieces`` are what the rules refuse before anything is looked for.
    """

    outcome: Outcome
    match: Match | None = None
    places: tuple[int, ...] = ()
    source: str = ''
    across: tuple[int, int] | None = None
    nearest: tuple[int, str] | None = None
    too_involved: bool = False
    empty_brackets: tuple[str, ...] = ()
    short_pieces: tuple[str, ...] = ()


class SourceText:
    """The passages of one source, folded once and searched many times; and its paratext, which is numbered on.

    Takes the texts of the passages and of the paratext in order; the first passage is number 1.
    """

    def __init__(self, passages: Sequence[str], paratext: Sequence[str] = ()) -> None:
        self.passages = (*passages, *paratext)
        self.scopes = (range(1, len(passages) + 1), range(len(passages) + 1, len(self.passages) + 1))
        self._folded: dict[tuple[int, int], Folded] = {}
        self._dashed: dict[tuple[int, int], frozenset[int]] = {}

    def matches(self, pattern: Pattern, within: Stretch | None = None, scope: range | None = None) -> Iterator[Match]:
        """Yield every place where a quotation stands, in order.

        Args:
            pattern: the quotation.
            within: the passages that are searched as one text, from where in the first to where in the last.
            scope: without that, the numbers of those that are searched, each by itself; None for all.
        """
        everything = range(1, len(self.passages) + 1)
        bounds = [within[:2]] if within else ((n, n) for n in (everything if scope is None else scope))
        for first, last in bounds:
            # Most passages of a long source are done with here.
            if not has_words(pattern, self._fold(first, last).text):
                continue
            for runs in find(pattern, self._fold(first, last).text, self._dashes(first, last)):
                match = self._match(pattern, first, last, runs)
                if not within or all(within.has(span.passage, span.start, span.end) for span in match.spans):
                    yield match

    def nearest(self, pattern: Pattern) -> tuple[int, str] | None:
        """Return the number of the passage, and the words in it, that come nearest to a quotation."""
        numbers = range(1, len(self.passages) + 1)
        return nearest(pattern.words, (self._fold(number, number).text for number in numbers))

    def _fold(self, first: int, last: int) -> Folded:
        if (first, last) not in self._folded:
            self._folded[first, last] = fold('\n'.join(self.passages[first - 1 : last]))
        return self._folded[first, last]

    def _dashes(self, first: int, last: int) -> frozenset[int]:
        """Return the offsets in a folded text of what is a dash in the passages, and no hyphen."""
        if (first, last) not in self._dashed:
            folded, text = self._fold(first, last), '\n'.join(self.passages[first - 1 : last])
            self._dashed[first, last] = frozenset(
                at
                for at, character in enumerate(folded.text)
                if character == '-' and is_dash(text[folded.starts[at] : folded.ends[at]])
            )
        return self._dashed[first, last]

    def _match(self, pattern: Pattern, first: int, last: int, runs: tuple[tuple[int, int], ...]) -> Match:
        folded = self._fold(first, last)
        spans: list[Span] = []
        shown = [pattern.opening.shown]
        brackets = [*(gap.shown for gap in pattern.gaps), pattern.closing.shown]
        for typed, found, bracket in zip(pattern.runs, runs, brackets, strict=True):
            start, end = folded.origin(*found)
            here = list(self._spans(first, start, end))
            spans += here
            lead = ' ' if typed.startswith(' ') else ''
            tail = ' ' if typed.endswith(' ') else ''
            words = ' '.join(self.passages[span.passage - 1][span.start : span.end] for span in here)
            shown.append(lead + words + tail + bracket)
        omissions = tuple(
            Omission(gap.shown, self._words(first, last, folded, begin, end), gap.added, gap.elides)
            for gap, begin, end in left_out(pattern, folded.text, runs)
        )
        return Match(tuple(spans), ''.join(shown), omissions)

    def _words(self, first: int, last: int, folded: Folded, begin: int, end: int) -> str:
        """Return the source's own characters between two offsets of a folded text."""
        if begin >= end:
            return ''
        start, stop = folded.origin(begin, end)
        return '\n'.join(self.passages[first - 1 : last])[start:stop].strip()

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


def prove(typed: str, source: str, texts: Mapping[str, SourceText], within: Stretch | None = None) -> Verdict:
    """Return the verdict on a quotation, held against the source it is attributed to.

    Args:
        typed: the quotation as typed; it must quote something.
        source: the id of that source.
        texts: the texts of all sources, by id.
        within: what the locator means, which must exist; None without one.
    """
    try:
        return _prove(typed, source, texts, within)
    except TooInvolvedError:
        return Verdict(Outcome.NOT_FOUND, too_involved=True)


def _prove(typed: str, source: str, texts: Mapping[str, SourceText], within: Stretch | None) -> Verdict:
    verdict = _proved(typed, source, texts, within)
    if verdict.outcome is Outcome.NOT_FOUND and not verdict.too_involved:
        for way in ways(typed):
            if read(way).runs:
                other = _proved(way, source, texts, within)
                if other.outcome is not Outcome.NOT_FOUND and _lines_agree(typed, way, other):
                    return other
    return verdict


def _lines_agree(typed: str, way: str, verdict: Verdict) -> bool:
    """True if each stroke that was read as the end of a line stands where the source's verse has one."""
    read_as_ends = strokes(typed) - strokes(way)
    return not read_as_ends or (verdict.match is not None and verdict.match.exact.count('\n') == read_as_ends)


def _proved(typed: str, source: str, texts: Mapping[str, SourceText], within: Stretch | None) -> Verdict:
    text = texts[source]
    whole = read(typed)
    empty, short = tuple(whole.empty_brackets), tuple(whole.short_pieces)
    refused = Verdict(Outcome.NOT_FOUND, empty_brackets=empty, short_pieces=short) if empty or short else None
    patterns = [] if refused else [whole]
    if '[' in typed:
        # Brackets that are the source's own say what they say there.
        patterns.insert(0, read_literally(typed))
    # The words of a passage may stand in a heading too: it is the passage that is quoted.
    scopes = (None,) if within else text.scopes
    for scope, pattern in [(scope, pattern) for scope in scopes for pattern in patterns]:
        here = text.matches(pattern, within, scope)
        if first := next(here, None):
            others = () if within else _places(here)
            if others:
                return Verdict(Outcome.AMBIGUOUS, places=(first.passages[0], *others))
            return Verdict(Outcome.FOUND, match=first)
    if within and (elsewhere := _anywhere(patterns, text)):
        return Verdict(Outcome.ELSEWHERE, places=elsewhere)
    if not refused and (across := _across(patterns, text, within)):
        return Verdict(Outcome.ELSEWHERE, across=across)
    for other, other_text in texts.items():
        if other != source and (places := _anywhere(patterns, other_text)):
            return Verdict(Outcome.MISATTRIBUTED, places=places, source=other)
    return refused or Verdict(Outcome.NOT_FOUND, nearest=text.nearest(whole))


def _anywhere(patterns: Iterable[Pattern], text: SourceText) -> tuple[int, ...]:
    """The places of the first reading of a quotation that has any in a text."""
    return next((places for pattern in patterns if (places := _places(text.matches(pattern)))), ())


def _across(patterns: Iterable[Pattern], text: SourceText, within: Stretch | None) -> tuple[int, int] | None:
    """Return the first passages, one after the other, that have the words together: as many as the locator, or two."""
    size = max(within.last - within.first + 1 if within else 0, 2)
    for pattern in patterns:
        for first in range(1, text.scopes[0].stop - size + 1):
            with suppress(TooInvolvedError):  # it was looked for in each passage
                if match := next(text.matches(pattern, Stretch(first, first + size - 1)), None):
                    return match.passages[0], match.passages[-1]
    return None


def _places(matches: Iterable[Match]) -> tuple[int, ...]:
    """The passage of each match, as often as it matches."""
    return tuple(match.passages[0] for match in matches)
