"""Quotations as scholars write them: read into words and gaps, and looked for in a folded text.

``[…]`` or ``[...]`` leaves words out. Each piece then has at least two words, and where there are more than two
pieces they have three on average. ``[word]`` is the editor's. Standing alone it is an insertion, or stands for at most
three words of the source. At the head of a word (``[H]e``), or inside one, it changes the case of its letters and
nothing else; at the end of one (``hope[d]``) it stands for the word's ending, of at most four letters. A bracket
without a letter or a digit says nothing, and is refused. Everything else must be the source's own, after folding, from
word boundary to word boundary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .folding import fold
from .sense import turns_by_its_ending
from .words import WORD, ends_inside_compound, inside_word, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_BRACKETED = re.compile(r'\[([^\[\]]*)\]')
_ELISION = re.compile(r'(?=.*(?:…|\.\s*\.))[.…\s]*')
_REPLACED_WORDS = 3
_ENDING_LETTERS = 4
# Each piece between ellipses has so many words, and if they are more than so many, on average so many; characters
# count, where there are no spaces.
_FEWEST_WORDS = 2
_FEWEST_ON_AVERAGE = 3
_PIECES = 2
_TRAILING_MARKS = '.,;:!?)"\''
# How many steps may be taken for each character of the quotation and the text: what would take more, because both
# repeat themselves, is refused. A step may compare so many characters.
_STEPS = 10
_FEWEST_STEPS = 10_000
_COMPARED_AT_ONCE = 64


class TooInvolvedError(Exception):
    """A quotation repeats itself so often, or has so many brackets, that there is no end of ways to find it."""


class _Gap(NamedTuple):
    """What may stand between two runs of quoted words: ``shown`` are the editor's brackets, as typed.

    ``tail`` are the letters in a bracket that touches the word before it, and ``head`` those in one that touches the
    word behind it; None where none does. ``inside`` a word they are of one bracket. An elision leaves out whole words.
    ``added`` are the words in brackets that stand alone.
    """

    shown: str
    elides: bool = False
    tail: str | None = None
    head: str | None = None
    inside: bool = False
    added: str = ''


_NO_GAP = _Gap('')


class Pattern(NamedTuple):
    """A quotation as typed, read: runs of folded words and the gaps between them."""

    runs: tuple[str, ...]
    gaps: tuple[_Gap, ...]
    opening: _Gap = _NO_GAP
    closing: _Gap = _NO_GAP

    @property
    def empty_brackets(self) -> list[str]:
        """The brackets that have no letter, digit or ellipsis in them."""
        shown = ' '.join(gap.shown for gap in (self.opening, *self.gaps, self.closing))
        return [bracket[0] for bracket in _BRACKETED.finditer(shown) if not (_elides(bracket) or _says(bracket))]

    @property
    def short_pieces(self) -> list[str]:
        """The pieces of a quotation cut by ellipses that have too few words to be told from scraps."""
        groups = _groups(self)
        pieces = {' '.join(group.runs): sum(len(WORD.findall(run)) for run in group.runs) for group in groups}
        if len(groups) == 1:
            return []
        few = len(groups) > _PIECES and sum(pieces.values()) < _FEWEST_ON_AVERAGE * len(groups)
        fewest = _FEWEST_ON_AVERAGE if few else _FEWEST_WORDS
        return [piece for piece, words in pieces.items() if words < fewest]

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
    opening = _NO_GAP
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
    closing = _gap(text, pending) if pending and runs else _NO_GAP
    return Pattern(tuple(runs), tuple(gaps), opening, closing)


def read_literally(typed: str) -> Pattern:
    """Read a quotation whose brackets are the source's own."""
    text = fold(typed).text
    return Pattern((text,) if text else (), ())


def _gap(text: str, brackets: list[re.Match[str]]) -> _Gap:
    """Make one gap of the brackets that stand together, with nothing but white space between them."""
    first, last = brackets[0], brackets[-1]
    touches = _is_letter(text, first.start() - 1), _is_letter(text, last.end())
    tail = first[1].strip() if touches[0] and not _elides(first) else None
    head = last[1].strip() if touches[1] and not _elides(last) else None
    alone = brackets[tail is not None : len(brackets) - (head is not None)]
    return _Gap(
        shown=_BRACKETED.sub(lambda bracket: '[…]' if _elides(bracket) else bracket[0], _between(text, first, last)),
        elides=any(_elides(bracket) for bracket in brackets),
        tail=tail,
        head=head,
        inside=first is last and tail is not None and head is not None,
        added=' '.join(bracket[1].strip() for bracket in alone if not _elides(bracket)),
    )


def _between(text: str, first: re.Match[str], last: re.Match[str]) -> str:
    return text[first.start() : last.end()]


def _elides(bracket: re.Match[str]) -> bool:
    return bool(_ELISION.fullmatch(bracket[1]))


def _says(bracket: re.Match[str]) -> bool:
    return any(map(str.isalnum, bracket[1]))


def _is_letter(text: str, offset: int) -> bool:
    """True if there is a letter or digit that others may belong to: of a script without spaces each is a word."""
    return 0 <= offset < len(text) and text[offset].isalnum() and not is_unspaced(text[offset])


def has_words(pattern: Pattern, text: str) -> bool:
    """True if a folded text has each run of words of a pattern, in whatever order: it has no place of it otherwise."""
    return all(run.strip(' ') in text for run in pattern.runs)


def find(pattern: Pattern, text: str, dashes: Container[int] = ()) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each tightest, not overlapping place of a pattern in a folded text: the offsets of its runs.

    Args:
        pattern: the quotation.
        text: the folded text.
        dashes: the offsets of what is a dash in it, and no hyphen.

    Raises:
        TooInvolvedError: it takes too many steps.
    """
    if not pattern.runs:
        return
    groups = _groups(pattern, dashes)
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


def left_out(pattern: Pattern, text: str, runs: tuple[tuple[int, int], ...]) -> Iterator[tuple[_Gap, int, int]]:
    """Yield the editor's brackets, each with the offsets in a folded text between which it stands.

    Args:
        pattern: the quotation.
        text: the folded text it was found in.
        runs: the offsets of its runs there, as :func:`find` gives them.
    """
    opening, closing = pattern.opening, pattern.closing
    if opening.shown:
        yield opening, runs[0][0] - len(opening.head or ''), runs[0][0]
    for gap, (_, begin), (end, _) in zip(pattern.gaps, runs, runs[1:], strict=False):
        yield gap, begin, end
    if closing.shown:
        effort = _Effort(len(text) + _FEWEST_STEPS)
        yield (
            closing,
            runs[-1][1],
            _end_of_word(text, runs[-1][1], effort) if closing.tail is not None else runs[-1][1],
        )


@dataclass(slots=True)
class _Effort:
    """How many steps may still be taken."""

    steps: int

    def spend(self, places: int, run: str = '') -> None:
        """Take a step for each place, and more if a long run of words is compared there."""
        self.steps -= places * (1 + len(run) // _COMPARED_AT_ONCE)
        if self.steps < 0:
            raise TooInvolvedError


class _Group(NamedTuple):
    """Runs of words between two elisions: they stand close together, with only insertions between them."""

    runs: tuple[str, ...]
    gaps: tuple[_Gap, ...]
    head: str | None
    tail: str | None
    dashes: Container[int] = ()

    def first(self, text: str, position: int, effort: _Effort) -> list[tuple[int, int]] | None:
        """Find the first place at or after a position."""
        # Where each run was reached from an earlier start, in vain: no way is walked twice.
        walked: list[set[int]] = [set() for _ in self.gaps]
        for start in _occurrences(self.runs[0], text, position):
            effort.spend(1, self.runs[0])
            if not _may_begin(self.head, text, start, self.dashes):
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
                if _may_end(self.tail, text, end, effort, self.dashes):
                    return way
        return None


def _groups(pattern: Pattern, dashes: Container[int] = ()) -> list[_Group]:
    groups: list[_Group] = []
    begin = 0
    head = pattern.opening.head
    for index, gap in enumerate([*pattern.gaps, None]):
        if gap is None or gap.elides:
            runs = tuple(run.strip(' ') for run in pattern.runs[begin : index + 1])
            tail = gap.tail if gap else pattern.closing.tail
            groups.append(_Group(runs, pattern.gaps[begin:index], head, tail, dashes))
            begin, head = index + 1, gap.head if gap else None
    return groups


def _may_begin(head: str | None, text: str, start: int, dashes: Container[int] = ()) -> bool:
    """True if a piece may begin at an offset: where a word does, or behind the letters whose case was changed."""
    begins = start - len(head or '')
    if begins < 0 or inside_word(text, begins) or ends_inside_compound(text, begins, dashes):
        return False
    return not head or _fold_case(text[begins:start]) == _fold_case(head)


def _may_end(tail: str | None, text: str, end: int, effort: _Effort, dashes: Container[int] = ()) -> bool:
    """True if a piece may end at an offset: where a word does, or before an ending that the bracket stands for."""
    if tail is None:
        return not inside_word(text, end) and not ends_inside_compound(text, end, dashes)
    word_end = _end_of_word(text, end, effort)
    rest = text[end:word_end]
    if text[end - 1].isdigit() or any(map(str.isdigit, rest + tail)):
        return _fold_case(rest) == _fold_case(tail)
    begin = end
    while begin and inside_word(text, begin) and end - begin <= _COMPARED_AT_ONCE:
        begin -= 1
        effort.spend(1)
    short = max(len(rest), len(tail)) <= _ENDING_LETTERS
    return short and not turns_by_its_ending(text[begin:end], rest, tail)


def _end_of_word(text: str, offset: int, effort: _Effort) -> int:
    while _is_letter(text, offset) or inside_word(text, offset):
        offset += 1
        effort.spend(1)
    return offset


def _fold_case(text: str) -> str:
    return text.casefold()


def _occurrences(words: str, text: str, position: int) -> Iterator[int]:
    while (at := text.find(words, position)) >= 0:
        yield at
        position = at + 1


def _after_gap(gap: _Gap, run: str, text: str, end: int, effort: _Effort) -> Iterable[int]:
    """Return the offsets at which the next run may begin, the editor's bracket standing in between."""
    if gap.inside:
        return _inside_one_word(gap, run, text, end, effort)
    if gap.tail is None and gap.head is None:
        return _after_words(run, text, end, effort)
    return _at_an_edge(gap, run, text, end, effort)


def _inside_one_word(gap: _Gap, run: str, text: str, end: int, effort: _Effort) -> Iterator[int]:
    """``w[O]rd``: the bracket changes the case of its letters."""
    letters = gap.head or ''
    effort.spend(1, run)
    at = end + len(letters)
    if letters and _fold_case(text[end:at]) == _fold_case(letters) and text.startswith(run, at):
        yield at


def _at_an_edge(gap: _Gap, run: str, text: str, end: int, effort: _Effort) -> Iterator[int]:
    """``hope[d] to``, ``the [D]readful``: the bracket stands for an ending, or for a letter in the other case."""
    if not _may_end(gap.tail, text, end, effort):
        return
    if gap.tail is not None:
        end = _end_of_word(text, end, effort)
    if gap.head is not None:
        starts: Iterable[int] = _within_next_word(run, text, end, effort)
    elif gap.added:
        starts = _after_words(run, text, end, effort)
    else:
        starts = [at for at in (end, end + text.startswith(' ', end)) if text.startswith(run, at)][:1]
    yield from (at for at in starts if gap.head is None or _may_begin(gap.head, text, at))


def _within_next_word(run: str, text: str, end: int, effort: _Effort) -> Iterator[int]:
    """Yield where a run begins in the next word."""
    word = WORD.match(text, end)
    if word:
        effort.spend(len(word[0]), run)
        yield from (at for at in range(word.start(), word.end()) if text.startswith(run, at))


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
