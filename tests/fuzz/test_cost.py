"""Cost grows linearly: twice as much takes twice as long, whatever it is made of. The figures are printed."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.authoring.frontmatter import FrontMatterError, extract
from sphinx_comparison.citation.edition import CitedItem
from sphinx_comparison.citation.formats.bibtex import bibtex
from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.citation.styles import apa, chicago, mla
from sphinx_comparison.proof.folding import fold
from sphinx_comparison.proof.quotation import SourceText, prove
from sphinx_comparison.proof.seed import PageBlock
from sphinx_comparison.proof.seed import prove as prove_seed
from sphinx_comparison.proof.words import short, word_diff
from unit.samples import soon

if TYPE_CHECKING:
    from collections.abc import Callable

# No input may take longer than this, as in the tests of cmark, the reference implementation of CommonMark.
LONGEST = 5
# Eight times as much takes eight times as long, give or take what a busy machine does to it; a square would take 64.
STEPS = (1, 2, 4, 8)
STEEPEST = 8 * 2.2
# Too short to be measured.
NO_TIME = 0.02


def quote(typed: str, text: str) -> object:
    """Look for a quotation in a paragraph."""
    return prove(typed, 'it', {'it': SourceText([text])})


def seed(text: str, blocks: list[str]) -> object:
    """Prove a page against its seed, and word what differs, as a warning does."""
    account = prove_seed(text, (), [PageBlock(block) for block in blocks], ())
    return [word_diff(it.expected, it.actual) for it in account.differences[:3]]


def front(text: str) -> None:
    """Read front matter."""
    with suppress(FrontMatterError):
        extract(f'---\nsource:\n{text}\n---\n', 'source')


def cite(mark: str, size: int) -> None:
    """Cite a book that has a mark again and again in its title and in the name of its author."""
    title = mark * 4000 * size
    book = CitedItem(Record('book', title, (('author', (Name(title, title),)),)), 'https://site.example/')
    for write in (chicago.note, mla.entry, apa.entry):
        write(book)
    bibtex(book, 'x')


# Marks that have partners, or could have, and what could begin a subtitle or a name.
TRYING = ('“', '‘”', '"', "' ", '“‘’”', 'A: ', 'A ', 'a-', 'J.')
# What is done, with a number: the work to be done is in proportion to it.
WORK: dict[str, Callable[[int], object]] = {
    'quotation: one word repeated': lambda n: quote('word ' * 300 * n, 'word ' * 600 * n),
    'quotation: one word repeated, not there': lambda n: quote('word ' * 300 * n + 'end', 'word ' * 600 * n),
    'quotation: a b a b': lambda n: quote('a b ' * 300 * n + 'a a', 'a b ' * 600 * n),
    'quotation: half a word': lambda n: quote('a' * 1000 * n, 'a' * 2000 * n),
    'quotation: ends in half a word': lambda n: quote('ab ' * 300 * n + 'a', 'ab ' * 600 * n),
    'quotation: insertions': lambda n: quote('a [x] ' * 100 * n + 'b', 'a ' * 500 * n),
    'quotation: insertions, then an elision': lambda n: quote('a [x] ' * 100 * n + 'a […] b', 'a ' * 500 * n + 'b'),
    'quotation: changes within words': lambda n: quote('a[x]' * 100 * n + 'b', 'a' * 1000 * n),
    'quotation: elisions': lambda n: quote('a […] ' * 200 * n + 'b', 'a ' * 1000 * n),
    'quotation: elisions, there': lambda n: quote('a […] ' * 200 * n + 'a', 'a ' * 1000 * n),
    'quotation: open brackets': lambda n: quote('[' * 2000 * n, 'a ' * 1000 * n),
    'quotation: closed brackets': lambda n: quote('z' + '[]' * 2000 * n, 'a ' * 1000 * n),
    'quotation: nested brackets': lambda n: quote('[' * 1000 * n + ']' * 1000 * n, '[' * 1000 * n),
    'quotation: hyphens': lambda n: quote('a- [x] ' * 50 * n + 'b', 'a-' * 1000 * n),
    'quotation: marks behind words': lambda n: quote('a [x] ' * 50 * n + 'b', 'a!!!!!!!! ' * 200 * n),
    'quotation: soft hyphens': lambda n: quote('\u00ad', '\u00ad' * 1000 * n),
    'quotation: apostrophes': lambda n: quote("a'", "a'" * 1000 * n),
    'quotation: Han': lambda n: quote('的', '的' * 1000 * n),
    'nearest: a word put in': lambda n: quote('tea ' * 300 * n + 'milk ' + 'cup ' * 300 * n, 'tea cup ' * 1000 * n),
    'folding: combining marks': lambda n: fold('a' + '\u0301\u0316' * 5000 * n),
    'folding: decomposed': lambda n: fold('e\u0301' * 5000 * n),
    'folding: jamo': lambda n: fold('\u1112\u1161\u11ab' * 3000 * n),
    'folding: blanks and dashes': lambda n: fold(' -' * 10000 * n + ' \u00a0' * 10000 * n),
    'seed: one block repeated': lambda n: seed('x\n\n' * 500 * n, ['x'] * 500 * n),
    'seed: one block repeated, and one more': lambda n: seed('x\n\n' * 500 * n, ['x'] * (500 * n + 1)),
    'seed: two blocks by turns': lambda n: seed('x\n\ny\n\n' * 300 * n, ['x'] * 600 * n),
    'seed: every other block changed': lambda n: seed(
        '\n\n'.join(f'old {k} word' for k in range(500 * n)),
        [f'{"new" if k % 2 else "old"} {k} word' for k in range(500 * n)],
    ),
    'seed: every block changed': lambda n: seed(
        '\n\n'.join(f'old {k} word' for k in range(500 * n)), [f'new {k + 1} words' for k in range(500 * n)]
    ),
    'seed: blocks backwards': lambda n: seed(
        '\n\n'.join(f'block {k}' for k in range(500 * n)), [f'block {k}' for k in reversed(range(500 * n))]
    ),
    'seed: short lines': lambda n: seed('a b\n' * 5000 * n, ['a b ' * 5000 * n]),
    'seed: one line': lambda n: seed('word ' * 50000 * n, ['word ' * 50000 * n + 'end']),
    'seed: blanks': lambda n: seed('a' + ' ' * 50000 * n + 'b\n' + '\n' * 20000 * n, ['a']),
    'seed: carriage returns': lambda n: seed('a\r' * 5000 * n + '\r\n' * 5000 * n, ['a']),
    'difference: one word repeated': lambda n: word_diff('word ' * 10000 * n, 'word ' * 10000 * n + 'end'),
    'difference: one long word': lambda n: word_diff('x' * 200000 * n + 'a', 'x' * 200000 * n + 'b'),
    'difference: Han': lambda n: word_diff('的' * 20000 * n + '一', '的' * 20000 * n),
    'excerpt: blanks': lambda n: short('a' + ' ' * 500000 * n + 'b'),
    'front matter: keys': lambda n: front('\n'.join(f'  key{k}: value' for k in range(100 * n))),
    'front matter: one long value': lambda n: front('  note: "' + 'a b ' * 2000 * n + '"'),
    'front matter: lists': lambda n: front('  note: [' + 'a, ' * 300 * n + ']'),
    'front matter: depth': lambda n: front('  note: ' + '[' * 500 * n),
    **{f'citations: {mark}': partial(cite, mark) for mark in TRYING},
    'front matter: braces': lambda n: extract('---\n' + '{ source ' * 500 * n + '\n---\n', 'x'),
    'front matter: fences': lambda n: extract('---\n' + '--- a\n' * 5000 * n, 'source'),
}


def seconds(work: Callable[[int], object], size: int, times: int) -> float:
    """The time that the processor takes: the best of some, since nothing else makes it less.

    It is that of the thread: while a guard's timer runs, Linux tells that of the process in steps of 4 ms.
    """
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        work(size)
        taken.append(time.thread_time() - begun)
    return min(taken)


@pytest.mark.parametrize('what', WORK)
def test_it_grows_linearly(what: str, tried: Callable[[str, int], None], thorough: bool) -> None:
    """Eight times as much takes about eight times as long, and five seconds at most."""
    work = WORK[what]
    with soon(60):
        taken = [seconds(work, size, 5 if thorough else 2) for size in STEPS]
        if taken[-1] > max(STEEPEST * taken[0], NO_TIME):  # other work only adds: the best of more is truer
            taken = [seconds(work, size, 10) for size in STEPS]
    figures = ' '.join(f'{1000 * each:.0f}' for each in taken)

    assert taken[-1] <= max(STEEPEST * taken[0], NO_TIME), f'{what}: {figures} ms'
    assert taken[-1] < LONGEST
    tried(f'sizes, 1 to 8, of {what}: {figures} ms', len(STEPS))
