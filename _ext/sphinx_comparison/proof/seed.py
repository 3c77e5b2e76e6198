"""The proof of an essay: every character of its seed is on the page, in its record, or in an emendation.

The seed is emended, then its layout is made plain (paragraphs with one blank line between them, each on one line),
and the blocks that come of it must be the page's passages and headings, in order, code point by code point, or a
string of the bibliographic record. Both steps are :class:`~.edits.Edits`, so that the page gives back the seed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .alignment import alike
from .edits import Edit, Edits
from .layout import BLANKS, LINE_END, Cut, bounds, plain_layout, split
from .words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# Pairs of blocks that are compared, where nothing else says which belongs to which; beyond, their order does.
_COMPARED_PAIRS = 10_000
# The label of a note as it may stand at its head in a seed: a number or a sign, in brackets or with a stop.
_NOTE_HEAD = re.compile(r'[\[(]?(?P<label>[0-9]{1,6}|[⁰¹²³⁴-⁹]{1,6}|[*†‡§‖#]{1,3})[\])]?[.:]?[ \t\xa0]*')
_SUPERSCRIPTS = str.maketrans('⁰¹²³⁴⁵⁶⁷⁸⁹', '0123456789')


@dataclass(frozen=True, slots=True)
class Emendation:
    """What an editor says was dropped or changed, and why.

    Either ``omit`` (the block that begins so is left out; with ``through``, all up to and with the block that
    begins with that), or ``replace`` with ``replacement``, every occurrence, ``count`` of them if that is set.
    Omissions are carried out first and then replacements as listed, each on what the ones before it left alone.
    """

    reason: str
    line: int
    omit: str = ''
    through: str = ''
    replace: str = ''
    replacement: str = ''
    count: int | None = None


class SeedFault(Enum):
    """What can be wrong between a seed and its page."""

    OMIT_NOT_FOUND = 'omit not found'
    OMIT_AMBIGUOUS = 'omit ambiguous'
    THROUGH_NOT_FOUND = 'through not found'
    REPLACE_NOT_FOUND = 'replace not found'
    REPLACE_COUNT = 'replace count'
    OVERLAP = 'overlap'
    DIFFERS = 'differs'
    NOT_IN_SEED = 'not in seed'
    NOT_ON_PAGE = 'not on page'
    LINES = 'lines'


class Difference(NamedTuple):
    """One fault: the emendation or page block it is about, by index, and the words concerned.

    ``expected`` are the seed's words, ``actual`` the page's; ``seed_line`` counts from 1, 0 where there is none.
    ``times`` says how often something was found. Several blocks that follow one another and are missing, or too many,
    are one fault: ``times`` counts them, and the ``last_`` fields are those of the last.
    """

    fault: SeedFault
    emendation: int = -1
    block: int = -1
    expected: str = ''
    actual: str = ''
    seed_line: int = 0
    times: int = 0
    last_block: int = -1
    last_words: str = ''
    last_line: int = 0


class PageBlock(NamedTuple):
    """A block of the page, as the reader sees its text.

    It is a passage, or a heading; or a paratext, whose kind is ``beside``. The label of a note (``note``) may stand at
    its head in the seed; of one with a label that is no number, any number or sign, as the page shows one.
    """

    text: str
    heading: bool = False
    beside: str = ''
    note: str = ''


class SeedReport(NamedTuple):
    """The seed, accounted for.

    ``emended`` and then ``layout`` turn the seed into the text that is read. ``own`` are the indexes of the page's
    blocks that stand in the seed: a heading that does not is the editor's. ``edited`` is, for each change of
    ``emended``, the index of the page's block in which it shows, -1 where it shows in none.
    """

    emended: Edits
    layout: Edits
    own: frozenset[int]
    edited: tuple[int, ...]
    differences: tuple[Difference, ...]


def prove(
    seed: str,
    emendations: Sequence[Emendation],
    page: Sequence[PageBlock],
    record: Collection[str],
    cut: Cut = 'text',
) -> SeedReport:
    """Return the account of every character of a seed.

    Where the page has the lines of the seed for its paragraphs, and the seed is not cut so, that is the one fault.

    Args:
        seed: the text as it was received.
        emendations: what the editor leaves out of it or replaces.
        page: the blocks of its page, in order.
        record: the strings of its bibliographic record, which may stand in the seed.
        cut: where the seed's blocks end: at blank lines, at each end of a line, or where Markdown says.
    """
    report = _prove(seed, emendations, page, record, cut)
    if report.differences and cut == 'text' and _are_lines(page, report.emended.apply(seed)):
        by_line = _prove(seed, emendations, page, record, 'lines')
        if not by_line.differences:
            return report._replace(differences=(Difference(SeedFault.LINES),))
    return report


def _are_lines(page: Sequence[PageBlock], text: str) -> bool:
    """True if each paragraph of a page is a line of a text: whether that is all of it is another question."""
    lines = {line.strip(BLANKS) for line in LINE_END.split(text)}
    return all(block.text in lines for block in page if not block.heading and not block.beside)


def _prove(
    seed: str,
    emendations: Sequence[Emendation],
    page: Sequence[PageBlock],
    record: Collection[str],
    cut: Cut,
) -> SeedReport:
    emended, differences = _emend(seed, emendations, cut)
    text = emended.apply(seed)
    layout = _layout_of_markdown(text) if cut == 'markdown' else plain_layout(text, cut)

    line_ends = [match.end() for match in LINE_END.finditer(seed)]

    def line(offset: int) -> int:
        return bisect_right(line_ends, emended.origin(layout.origin(offset))) + 1

    blocks = split(layout.apply(text))
    starts = [start for start, _ in blocks]
    paired, unlike = _align([(block, line(start)) for start, block in blocks], page, record)
    edited: list[int] = []
    for change in emended.changes:
        beside = _beside(text, emended.destination(change.start), change.now)
        index = bisect_right(starts, layout.destination(beside)) - 1
        edited.append(-1 if beside < 0 else paired.get(index, -1))
    return SeedReport(emended, layout, frozenset(paired.values()), tuple(edited), (*differences, *unlike))


def _layout_of_markdown(text: str) -> Edits:
    from .markdown import layout  # noqa: PLC0415 - a parser that few seeds need

    return layout(text)


def _beside(text: str, place: int, now: str) -> int:
    """Return the offset of a character that is in one block with what was put there; -1 where no words are left."""
    if now.strip(BLANKS):
        return place + len(now) - len(now.lstrip(BLANKS))
    begin = max(text.rfind('\n', 0, place), text.rfind('\r', 0, place)) + 1
    line_end = LINE_END.search(text, place + len(now))
    before, after = text[begin:place].rstrip(BLANKS), text[place : line_end.start() if line_end else len(text)]
    if after.strip(BLANKS):
        return place + len(after) - len(after.lstrip(BLANKS))
    return begin + len(before) - 1 if before else -1


def _emend(seed: str, emendations: Sequence[Emendation], cut: Cut) -> tuple[Edits, list[Difference]]:
    edits: list[Edit] = []
    faults: list[Difference] = []
    blocks = list(bounds(seed, cut))
    for index, emendation in sorted(enumerate(emendations), key=lambda item: not item[1].omit):
        found = (
            _omission(seed, blocks, emendation, index)
            if emendation.omit
            else _replacements(seed, edits, emendation, index)
        )
        if isinstance(found, Difference):
            faults.append(found)
        elif emendation.omit and not _untouched(edits, found[0]):
            faults.append(Difference(SeedFault.OVERLAP, emendation=index))
        else:
            edits = sorted([*edits, *found], key=lambda edit: edit.start)
    return Edits(tuple(edits)), faults


def _omission(seed: str, blocks: list[tuple[int, int]], emendation: Emendation, index: int) -> list[Edit] | Difference:
    begins = [n for n, (start, _) in enumerate(blocks) if seed.startswith(emendation.omit, start)]
    if not begins:
        return Difference(SeedFault.OMIT_NOT_FOUND, emendation=index)
    if len(begins) > 1:
        return Difference(SeedFault.OMIT_AMBIGUOUS, emendation=index, times=len(begins))
    last = begins[0]
    if emendation.through:
        ends = [n for n in range(last, len(blocks)) if seed.startswith(emendation.through, blocks[n][0])]
        if not ends:
            return Difference(SeedFault.THROUGH_NOT_FOUND, emendation=index)
        last = ends[0]
    start, end = blocks[begins[0]][0], blocks[last][1]
    return [Edit(start, seed[start:end], '', index)]


def _replacements(seed: str, edits: list[Edit], emendation: Emendation, index: int) -> list[Edit] | Difference:
    found = [
        Edit(match.start(), emendation.replace, emendation.replacement, index)
        for match in re.finditer(re.escape(emendation.replace), seed)
    ]
    found = [edit for edit in found if _untouched(edits, edit)]
    if not found:
        return Difference(SeedFault.REPLACE_NOT_FOUND, emendation=index)
    if emendation.count is not None and emendation.count != len(found):
        return Difference(SeedFault.REPLACE_COUNT, emendation=index, times=len(found))
    return found


def _untouched(edits: list[Edit], edit: Edit) -> bool:
    """True if an edit is clear of all others, which are in order."""
    index = bisect_left(edits, edit.end, key=lambda other: other.start)
    return not index or edits[index - 1].end <= edit.start


def _align(
    seed: list[tuple[str, int]], page: Sequence[PageBlock], record: Collection[str]
) -> tuple[dict[int, int], list[Difference]]:
    """Pair the seed's blocks, with their lines, and the page's: the indexes of those alike, and the others."""
    in_order = [index for index, block in enumerate(page) if block.beside != 'note']
    paired = {
        place: in_order[at]
        for place, at in alike([text for text, _ in seed], [page[index].text for index in in_order])
    }
    edges = [*paired.items(), (len(seed), len(page))]
    _pair_loose(seed, page, paired)
    own = set(paired.values())
    own |= _pair_rows_of_notes(
        seed, [n for n, b in enumerate(page) if b.beside == 'note' and n not in own], page, paired
    )
    differences: list[Difference] = []
    i1 = j1 = 0
    for i2, j2 in edges:
        # A heading that the seed does not have is the editor's; a block that the record has is accounted for.
        here = [
            index for index in range(j1, j2) if not page[index].heading and not page[index].beside and index not in own
        ]
        there = [seed[place] for place in range(i1, i2) if place not in paired and seed[place][0] not in record]
        differences += _pair(there, here, page)
        i1, j1 = i2 + 1, j2 + 1
    differences = _pair_beside(differences, [n for n, b in enumerate(page) if b.beside and n not in own], page)
    return paired, list(_in_runs(differences, seed, page, record))


def _pair_loose(seed: list[tuple[str, int]], page: Sequence[PageBlock], paired: dict[int, int]) -> None:
    """Pair what may stand anywhere: notes, which a seed has at its end or foot, and other paratext."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(seed))):
        if place not in paired:
            text = seed[place][0]
            for key in {text, text[_head(text) :]}:
                places.setdefault(key, []).append(place)
    own = set(paired.values())
    for index, block in enumerate(page):
        if block.beside and index not in own:
            found = (place for place in reversed(places.get(block.text, ())) if place not in paired)
            for place in [place for place in found if _is_headed(seed[place][0], block)][:1]:
                paired[place] = index


def _pair_rows_of_notes(
    seed: list[tuple[str, int]], notes: list[int], page: Sequence[PageBlock], paired: dict[int, int]
) -> set[int]:
    """Pair the blocks of a seed that are several notes, one a line, and nothing else; return these notes."""
    found: set[int] = set()
    waiting = [place for place in range(len(seed)) if place not in paired]
    for place in waiting if len(waiting) * len(notes) <= _COMPARED_PAIRS else ():
        text, row = seed[place][0], list[int]()
        for index in notes:
            head = _head(text, page[index].note) if page[index].note else 0
            behind = head + len(page[index].text)
            if index not in found and text and f'{text} '[head : behind + 1] == f'{page[index].text} ':
                text = text[behind + 1 :]
                row.append(index)
        if row and not text:
            paired[place] = row[0]
            found.update(row)
    return found


def _is_headed(text: str, block: PageBlock) -> bool:
    """True if a block of the seed has nothing before the text of a block but, if that is a note, the note's label."""
    return text == block.text or (bool(block.note) and text[_head(text, block.note) :] == block.text)


def _head(text: str, note: str = '') -> int:
    """Return the length of the label at the head of a note, which is that of ``note``, if that is a number."""
    head = _NOTE_HEAD.match(text)
    label = head['label'].translate(_SUPERSCRIPTS) if head else ''
    return head.end() if head and (label == note or not note.isdecimal()) else 0


def _pair_beside(differences: list[Difference], beside: list[int], page: Sequence[PageBlock]) -> list[Difference]:
    """Pair paratext that is in no block of the seed with a block that is not on the page, if they are alike."""
    comparable = len(differences) * len(beside) <= _COMPARED_PAIRS
    remaining = {index: vocabulary(page[index].text) if comparable else frozenset() for index in beside}
    settled: list[Difference] = []
    for difference in differences:
        words = vocabulary(difference.expected) if difference.fault == SeedFault.NOT_ON_PAGE else frozenset()
        found = next((index for index, others in remaining.items() if _resemble(words, others)), None)
        if found is None:
            settled.append(difference)
            continue
        del remaining[found]
        expected = difference.expected
        expected = expected[_head(expected, page[found].note) :] if page[found].note else expected
        unlike = difference._replace(fault=SeedFault.DIFFERS, block=found, expected=expected, actual=page[found].text)
        settled.append(unlike)
    return settled + [Difference(SeedFault.NOT_IN_SEED, block=index, actual=page[index].text) for index in remaining]


def _pair(seed: list[tuple[str, int]], here: list[int], page: Sequence[PageBlock]) -> Iterator[Difference]:
    """Say of blocks that are not alike which were changed, which are missing, and which were added."""
    in_order = len(seed) * len(here) > _COMPARED_PAIRS
    remaining = {index: vocabulary(page[index].text) for index in here}
    for place, (text, line) in enumerate(seed):
        words = vocabulary(text)
        candidates = here[place : place + 1] if in_order else remaining
        found = next((index for index in candidates if _resemble(words, remaining[index])), None)
        if found is None:
            yield Difference(SeedFault.NOT_ON_PAGE, expected=text, seed_line=line)
            continue
        del remaining[found]
        yield Difference(SeedFault.DIFFERS, block=found, expected=text, actual=page[found].text, seed_line=line)
    for index in remaining:
        yield Difference(SeedFault.NOT_IN_SEED, block=index, actual=page[index].text)


def _in_runs(
    differences: list[Difference], seed: list[tuple[str, int]], page: Sequence[PageBlock], record: Collection[str]
) -> Iterator[Difference]:
    """Yield the differences, but one for each run of blocks that follow one another and are missing, or too many."""
    places = {block: place for place, block in enumerate(seed)}
    run: list[Difference] = []

    def goes_on(last: Difference, other: Difference) -> bool:
        if last.fault != other.fault:
            return False
        if other.fault == SeedFault.NOT_ON_PAGE:
            begin, end = (places[each.expected, each.seed_line] for each in (last, other))
            return begin < end and all(seed[place][0] in record for place in range(begin + 1, end))
        between = page[last.block + 1 : other.block]
        passages = not (page[last.block].beside or page[other.block].beside)
        # Headings that are the editors' may stand between.
        return other.fault == SeedFault.NOT_IN_SEED and passages and all(block.heading for block in between)

    for difference in differences:
        if run and not goes_on(run[-1], difference):
            yield _one(run)
            run = []
        run.append(difference)
    if run:
        yield _one(run)


def _one(run: list[Difference]) -> Difference:
    """Return one difference for a run of them."""
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first
    words = last.expected or last.actual
    return first._replace(times=len(run), last_block=last.block, last_words=words, last_line=last.seed_line)


def _resemble(words: frozenset[str], others: frozenset[str]) -> bool:
    """True if two texts share at least half of their words."""
    return 2 * len(words & others) >= min(len(words), len(others)) > 0
