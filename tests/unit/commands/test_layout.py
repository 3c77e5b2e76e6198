"""Where the paragraphs of a plain text end."""

from __future__ import annotations

import textwrap

import pytest

from sphinx_comparison.commands.layout import paragraphs_end

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
        ('\n\n'.join(VERSE), 'text'),
        ('One.', 'text'),
        ('', 'text'),
    ],
)
def test_where_paragraphs_end(text: str, cut: str) -> None:
    """Wrapped lines are one paragraph up to a blank line; lines that end early are paragraphs; stanzas stay whole."""
    assert paragraphs_end(text)[0] == cut


def test_why() -> None:
    """The reason names what was seen."""
    assert paragraphs_end('\n\n'.join(PARAGRAPHS))[1] == 'each stands on a line of its own, with blank lines between'
    assert paragraphs_end('\n'.join(PARAGRAPHS))[1] == '2 of 3 lines end though the next word had room'
    assert paragraphs_end('\n\n'.join(map(textwrap.fill, PARAGRAPHS)))[1] == 'its lines are wrapped at 69 characters'
