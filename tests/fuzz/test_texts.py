"""Random texts through the real reader: what is not shown as it stands in its seed is refused, with file and line."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from helpers.nasty import BLANKS, INVISIBLE, PARAGRAPHS, escaped
from helpers.project import source_page
from helpers.reader import blocks, visible
from sphinx_comparison.proof.seed import PageBlock, prove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.project import Project

WORDS = ('tea', 'cup', 'Kim’s', '1972', '“so”', '朝鲜', 'שלום', 'e\u0301', 'ﬁ', '5', 'a', '=', 'x')
MARKS = (
    *'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    '**', '``', '```', '---', ':::', '$$', '{{', '}}', '[^1]', '](', '<b>', '</b>', '<!--', '-->', '&copy;', '\\\\',
    '{x}`', '1. ', '- ', '> ', '# ', '+ ', '% ', '(a)=', '[a]: b', 'https://a.b', '<a@b.c>', '!['
)  # fmt: skip
GAPS = (' ', ' ', ' ', '', '', '\n', '\n', '  ', '\t', '\n    ', *BLANKS)
A_PAGE = 20


def texts(count: int, seed: int) -> Iterator[str]:
    """Make paragraphs of words, marks, blanks and any character there is, none without something to read."""
    chance = random.Random(seed)  # noqa: S311 - the same on every run, and no secret
    while count:
        pieces = []
        for _ in range(chance.randint(1, 8)):
            kind = chance.random()
            pieces.append(
                chance.choice(WORDS) if kind < 0.45
                else chance.choice(MARKS) if kind < 0.85
                else chance.choice(INVISIBLE) if kind < 0.9
                else any_character(chance) if kind < 0.98
                else chance.choice(PARAGRAPHS)[:200]
            )  # fmt: skip
            pieces.append(chance.choice(GAPS))
        text = ''.join(pieces)
        if len(blocks(text)) == 1:
            count -= 1
            yield text


def any_character(chance: random.Random) -> str:
    """Pick a character that UTF-8 can write."""
    while True:
        character = chr(chance.randrange(chance.choice((0x100, 0x3000, 0x110000))))
        if unicodedata.category(character) != 'Cs':
            return character


def unsound(project: Project, paragraphs: list[str], write: Callable[[str], str]) -> tuple[list[object], int]:
    """Put paragraphs on pages of twenty, each with its seed: what was changed without a word, and how many are exact.

    A paragraph is refused by the line of its seed, and one that the seed does not have by its number. What is left on
    either side must be the same.
    """
    batches = [paragraphs[start : start + A_PAGE] for start in range(0, len(paragraphs), A_PAGE)]
    for number, batch in enumerate(batches):
        body = '\n\n'.join(map(write, batch))
        project.write({
            f'n{number}.md': source_page(f'n{number}', body=body, seed=f'n{number}.txt').encode(),
            f'seeds/n{number}.txt': '\n\n'.join(batch).encode(),
        })  # fmt: skip
    built = project.build()
    shown = {source['id']: [each['text'] for each in source['passages']] for source in built.data()['sources']}
    faults: list[object] = []
    exact = 0
    for number, batch in enumerate(batches):
        page = f'n{number}'
        refusals = [w for w in built.warnings if re.match(rf'{page}\.md:\d+: WARNING: ', w) and '[cf.fidelity]' in w]
        lines = {line for w in refusals for line in named(w, rf'{page}\.txt, lines? (\d+)(?: to (\d+))?\)')}
        numbers = {
            number for w in refusals for number in named(w, r'WARNING: (?:\d+ blocks, )?¶(\d+)(?: to ¶(\d+),)? ')
        }
        expected = [' '.join(blocks(text)) for text, line in by_line(batch) if line not in lines]
        left = [text for at, text in enumerate(shown[page], 1) if at not in numbers]
        seen = [text for at, text in enumerate(visible(built, page, len(shown[page])), 1) if at not in numbers]
        if expected != left or seen != [text.replace('\r', ' ') for text in left]:
            faults.append((page, batch, expected, left, seen))
        exact += len(expected)
    return faults, exact


def named(warning: str, pattern: str) -> range:
    """The numbers that a warning names: one, or the first and the last of a run, which has nothing else in it."""
    found = re.search(pattern, warning)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)


def by_line(batch: list[str]) -> Iterator[tuple[str, int]]:
    """Yield paragraphs with the line of the seed on which the words of each begin."""
    line = 1
    for text in batch:
        head = text[: len(text) - len(text.lstrip(' \t\r\n\ufeff'))]
        yield text, line + len(re.findall('\r\n|\r|\n', head))
        line += len(re.findall('\r\n|\r|\n', f'{text}\n\n'))


def test_raw(project: Project, tried: Callable[[str, int], None], thorough: bool) -> None:
    """As it stands, no random paragraph comes out changed without a warning that names its line or its number."""
    paragraphs = list(texts(20_000 if thorough else 1_000, seed=1))
    faults, exact = unsound(project, paragraphs, str)

    assert faults == []
    assert 0 < exact < len(paragraphs)
    tried('random texts, raw, through the real reader', len(paragraphs))


def test_escaped(project: Project, tried: Callable[[str, int], None], thorough: bool) -> None:
    """With a backslash before every mark, none is changed but what no backslash can keep: blanks, and U+0000."""
    given = (' '.join(blocks(text)) for text in texts(20_000 if thorough else 1_000, seed=2))
    kept = (re.sub(r' {2,}|[\x00\t\r]+', ' ', text).strip(f'{BLANKS}\ufeff ') for text in given)
    paragraphs = [text for text in kept if text]
    faults, exact = unsound(project, paragraphs, escaped)

    assert faults == []
    assert exact == len(paragraphs) > 900
    tried('random texts, escaped, through the real reader', len(paragraphs))


@pytest.mark.parametrize('fault', ['dropped', 'doubled', 'changed', 'moved'])
def test_the_proof_itself(tried: Callable[[str, int], None], thorough: bool, fault: str) -> None:
    """Of a page with one character dropped, doubled, changed or moved the proof always says that it differs."""
    chance = random.Random(3)  # noqa: S311 - the same on every run, and no secret
    count = 0
    for text in texts(100_000 if thorough else 2_500, seed=4):
        (words,) = blocks(text)
        assert prove(text, (), [PageBlock(words)], ()).differences == ()
        at = chance.randrange(len(words))
        other = {
            'dropped': words[:at] + words[at + 1 :],
            'doubled': words[:at] + words[at] + words[at:],
            'changed': words[:at] + any_character(chance) + words[at + 1 :],
            'moved': words[at:] + words[:at],
        }[fault]
        assert (prove(text, (), [PageBlock(other)], ()).differences == ()) is (other == words), (text, other)
        count += 2
    tried('random texts, and the same with one fault, by the proof itself', count)
