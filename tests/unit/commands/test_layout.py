"""Where the paragraphs of a plain text end."""

from __future__ import annotations

import random
import textwrap
from typing import TYPE_CHECKING

import pytest

from conftest import REPOSITORY
from sphinx_comparison.commands.layout import layout_of
from sphinx_comparison.proof.layout import blocks_of

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = [
    'In my grandfather’s day forty ships a year came up to Wenmouth. Last year there were three of them.',
    'The cause lies under the water. The river has carried down sand for a century. Nobody has dredged it in my life.',
    'Perhaps.',
    'The railway came too, I grant, and it carried off the grain. But the grain had begun to leave years before.',
]
VERSE = ['The tide goes out,\nthe tide comes in,\nand nobody\nhas measured it.', 'A sack of grain,\na sack of sand.']


@pytest.mark.parametrize(
    ('text', 'cut'),
    [
        ('\n\n'.join(PARAGRAPHS), 'text'),
        ('\n\n'.join(map(textwrap.fill, PARAGRAPHS)), 'text'),
        ('\n\n'.join(textwrap.fill(each, 40) for each in PARAGRAPHS), 'text'),
        ('\r\n\r\n'.join(textwrap.fill(each, 60).replace('\n', '\r\n') for each in PARAGRAPHS), 'text'),
        (textwrap.fill(' '.join(PARAGRAPHS)), 'text'),
        ('\n'.join(PARAGRAPHS), 'lines'),
        ('\r\n'.join(PARAGRAPHS), 'lines'),
        ('\n'.join([PARAGRAPHS[0], '', *PARAGRAPHS[1:], '', PARAGRAPHS[0]]), 'lines'),
        ('\n'.join((PARAGRAPHS[0], ' '.join(PARAGRAPHS[1:]))), 'lines'),
        ('\n\n'.join(VERSE), 'text'),
        ('One.', 'text'),
        ('', 'text'),
    ],
)
def test_where_paragraphs_end(text: str, cut: str) -> None:
    """Wrapped lines are one paragraph up to a blank line; lines that end early are paragraphs; verse is seen."""
    assert layout_of(text).cut == cut
    assert layout_of(text).verse == (text == '\n\n'.join(VERSE))


@pytest.mark.parametrize('file', sorted((REPOSITORY / 'seeds').glob('*.txt')), ids=lambda file: file.stem)
def test_real_texts(file: Path) -> None:
    """The essays are cut rightly as they came, with a line for each paragraph, and wrapped, evenly or not."""
    paragraphs = [' '.join(lines) for lines in blocks_of(file.read_text(encoding='utf-8'))]
    chance = random.Random(1)  # noqa: S311 - the same on every run, and no secret
    unevenly = [
        '\n'.join(part[: -chance.randint(1, 9)] if chance.random() < 0.4 else part for part in textwrap.wrap(each, 72))
        for each in paragraphs
    ]

    assert len(paragraphs) > 10
    assert layout_of(file.read_text(encoding='utf-8')).cut == 'text'
    assert layout_of('\n'.join(paragraphs)).cut == 'lines'
    assert {layout_of('\n\n'.join(textwrap.fill(each, width) for each in paragraphs)).cut for width in (60, 100)} == {
        'text'
    }
    assert layout_of('\n\n'.join(unevenly)).cut == 'text'


def test_why() -> None:
    """The reason names what was seen."""
    assert layout_of('\n\n'.join(PARAGRAPHS)).why == 'each stands on a line of its own, with blank lines between'
    assert layout_of('\n'.join(PARAGRAPHS)).why == '2 of 3 lines end though the next word had room'
    assert layout_of('\n\n'.join(map(textwrap.fill, PARAGRAPHS))).why == 'its lines are wrapped at 69 characters'
