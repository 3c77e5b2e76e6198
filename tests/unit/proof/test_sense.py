"""Quotations that would say the reverse of the essays are noticed, every one; true ones in any typing are found.

The words that turn a sentence are listed here again, by hand, and the mutations are made by regular expressions:
nothing of the proof is used to make them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.milestones import Stretch
from sphinx_comparison.proof.attribution import Attribution
from sphinx_comparison.proof.quotation import Omission, Outcome, SourceText, prove
from sphinx_comparison.proof.sense import turned
from unit.samples import SEED_FILES, TYPED, seed_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NAMES = tuple(SEED_FILES)
TURNS = re.compile(
    r"(?<![\w’'-])(?:not|no|never|nothing|neither|nor|without|unless|if|may|might|could|would|should|must|cannot|only|"
    r"hardly|unlikely|perhaps|except|few|little|almost|\w+n[’']t)(?![\w’'-])",
    re.IGNORECASE,
)
NUMBER = re.compile(r'(?<![\w.,-])(?:\d+|two|three|four|five|six|seven|first|second|third|all|many)(?![\w.,-])')
NEGATED = re.compile(r'(?<![\w-])(?:un|in|im|dis|ir|non-|de)(?=[a-z]{4,})')
WORD = re.compile(r'\S+')


def texts(name: str) -> dict[str, SourceText]:
    """Return one essay."""
    return {name: SourceText(seed_blocks(name))}


def noticed(typed: str, name: str, text: dict[str, SourceText], number: int) -> bool:
    """True if a quotation is refused, or what it leaves out or adds is warned of."""
    match = prove(typed, name, text, Stretch(number, number)).match
    return match is None or any(any(turned(each, 'en', {})) for each in match.omissions)


def around(block: str, start: int, end: int, widths: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield so many words before and behind a word, for every width."""
    before = [match.start() for match in WORD.finditer(block[:start].rstrip())]
    after = [end + match.end() for match in WORD.finditer(block[end:])]
    for left in widths:
        for right in widths:
            if left <= len(before) and right <= len(after):
                yield block[before[-left] : start].rstrip(), block[end : after[right - 1]].lstrip()


def mutations(block: str, widths: Sequence[int]) -> Iterator[str]:
    """Yield quotations of a block that do not say what it says."""
    for found in TURNS.finditer(block):
        for before, behind in around(block, *found.span(), widths):
            yield f'{before} {behind}'
            yield f'{before} […] {behind}'
            yield f'{before} [indeed] {behind}'
            yield f'{before} [surely will] {behind}'
            yield f'{before} [] {behind}'
    for found in NUMBER.finditer(block):
        for before, behind in around(block, *found.span(), widths):
            yield f'{before} [nine] {behind}'
            yield f'{before} [97] {behind}'
    for found in NEGATED.finditer(block):
        word = re.match(r'[\w-]+', block[found.start() :])
        end = found.start() + len(word[0]) if word else found.end()
        for before, behind in around(block, found.start(), end, widths):
            bare = block[found.end() : end]
            yield f'{before} [{bare[0]}]{bare[1:]} {behind}'
            yield f'{before} []{bare} {behind}'
            yield f'{before} [{bare}] {behind}'


def inserted(block: str) -> Iterator[str]:
    """Yield quotations of a block with a word in brackets that turns them, and sentences of scraps."""
    words = block.split()
    for first in range(0, len(words) - 8, 2):
        for added in ('not', 'never', 'hardly'):
            yield ' '.join([*words[first : first + 4], f'[{added}]', *words[first + 4 : first + 8]])
    for first in range(len(words) - 25):
        yield ' […] '.join(' '.join(words[at : at + 2]) for at in range(first, first + 25, 5))
        yield ' […] '.join(words[first : first + 25 : 5])


def test_no_quotation_says_the_reverse_unnoticed(thorough: bool, tried: Callable[[str, int], None]) -> None:
    """Negations and modal verbs dropped or replaced, numbers and heads of words changed, scraps joined."""
    widths = range(3, 10) if thorough else (3, 5, 9)
    count = 0
    unnoticed = []
    for name in NAMES:
        text = texts(name)
        for number, block in enumerate(seed_blocks(name), 1):
            plain = block.translate(TYPED)
            for typed in (*mutations(plain, widths), *inserted(plain)):
                count += 1
                if not noticed(typed, name, text, number):
                    unnoticed.append(typed)
    assert unnoticed == []
    assert count > (20_000 if thorough else 5_000)
    tried('quotations that say the reverse', count)


def ways_of_typing(words: str) -> Iterator[str]:
    """Yield the same words in the ways in which they are typed and copied."""
    yield words
    yield f'"{words}"'
    yield f'“{words}”'
    yield f'... {words} ...'
    yield f'…{words}…'
    yield re.sub(r'"([^"]*)"', r"'\1'", words)
    head, _, tail = words.partition(' ')
    yield f'{head}\n{tail}'
    if len(head) > 4 and head.isalpha():
        yield f'{head[:2]}-\n{head[2:]} {tail}'
    if len(head) > 1 and head.isalpha() and head.islower():
        yield f'[{head[0].upper()}]{words[1:]}'


def whole_within(words: str) -> bool:
    """True if every quotation mark in some words that opens also closes: nobody types half a quotation."""
    marks = ''.join(re.findall('[“”"]', words))
    return "'" not in words and '’' not in words and re.fullmatch(r'(“”)*', marks) is not None


def test_true_quotations_are_found_however_they_are_typed(thorough: bool, tried: Callable[[str, int], None]) -> None:
    """In quotation marks, with dots around, inner marks turned, broken over lines, with a bracketed capital."""
    count = 0
    missed = []
    for name in NAMES:
        text = texts(name)
        for number, block in enumerate(seed_blocks(name), 1):
            starts = [match.start() for match in re.finditer(r'(?<![\w’\'\"“(-])[A-Za-z][\w’]*(?= )', block)]
            ends = [match.end() for match in re.finditer(r'\w(?= |$)', block)]
            for start in starts if thorough else starts[::3]:
                end = next((end for end in ends if end > start + 60), None)
                words = block[start:end].translate(TYPED) if end else ''
                if end and whole_within(block[start:end]):
                    for typed in ways_of_typing(words):
                        count += 1
                        if prove(typed, name, text, Stretch(number, number)).outcome is not Outcome.FOUND:
                            missed.append(typed)
    assert missed == []
    assert count > (5_000 if thorough else 1_500)
    tried('true quotations, in the ways they are typed', count)


@pytest.mark.parametrize(
    ('omission', 'language', 'taken', 'added'),
    [
        (Omission('[…]', 'would not become', elides=True), 'en-GB', ('would', 'not'), ()),
        (Omission('[…]', 'They can’t, they won’t', elides=True), '', ("can't", "won't"), ()),
        (Omission('[…]', 'a non-aligned, no-war pact', elides=True), 'en', ('no-war',), ()),
        (Omission('[…]', 'sold 97 ships', elides=True), 'en', (), ()),
        (Omission('[many]', '97', 'many'), 'en', ('97',), ()),
        (Omission('[plausible]', 'implausible', 'plausible'), 'en', ('implausible',), ()),
        (Omission('[will not]', 'may not', 'will not'), 'en', ('may',), ()),
        (Omission('[not]', '', 'not'), 'en', (), ('not',)),
        (Omission('[…]', 'nicht mehr', elides=True), 'de-CH', ('nicht',), ()),
        (Omission('[…]', 'il n’est pas', elides=True), 'fr', ("n'est", 'pas'), ()),
        (Omission('[…]', '他不会来', elides=True), 'zh-Hant', ('不',), ()),
        (Omission('[…]', '가지 않았다', elides=True), 'ko', ('않',), ()),
        (Omission('[…]', 'לא בא', elides=True), 'he', ('לא',), ()),
        (Omission('[…]', 'ne nicht not', elides=True), 'tlh', ('ne', 'nicht', 'not'), ()),
        (Omission('[…]', 'nominally so', elides=True), 'en', ('nominally',), ()),
    ],
)
def test_words_that_turn_the_sense(
    omission: Omission, language: str, taken: tuple[str, ...], added: tuple[str, ...]
) -> None:
    """The words that turn are found by language, in order; a language that has no list has those of all."""
    assert turned(omission, language, {'en': ['Nominally']}) == (taken, added)


@pytest.mark.parametrize(
    ('typed', 'read'),
    [
        ('', Attribution()),
        ('¶7', Attribution('¶7')),
        ('¶6–7, omitting “not”', Attribution('¶6–7', ('not',))),
        ('omitting not, may and adding "never"', Attribution('', ('not', 'may'), ('never',))),
        ('marsh#p2; adding «never»', Attribution('marsh#p2', (), ('never',))),
        ('p7 omitting ‘not’, “can’t”', Attribution('p7', ('not', 'can’t'))),
    ],
)
def test_an_attribution_is_read(typed: str, read: Attribution) -> None:
    """A locator, and the words that are confirmed to be left out or added, in marks of any kind or none."""
    assert Attribution.parse(typed) == read
    assert Attribution.parse(str(read)) == read
