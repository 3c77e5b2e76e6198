"""What on the page of a source is its text, and what is not."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_comparison.authoring.milestones import trim_round
from sphinx_comparison.authoring.source_body import Added, Block, body
from sphinx_comparison.authoring.translations import reasons
from sphinx_comparison.trees.nodes import milestone, passage_number


class gallery(nodes.Element):  # noqa: N801 - docutils names its node classes so
    """What another extension draws from its attributes."""


def test_only_other_extensions_draw_what_nobody_knows() -> None:
    """A node without children may show any words, unless it is one of ours: then we know that it shows none."""
    document = new_document('page')
    numbered = nodes.paragraph('', '', passage_number('', number=1), nodes.Text('Tea.'))
    unknown = gallery('')
    document += [numbered, reasons(''), unknown]
    assert body(document) == [Block(numbered), Added('gallery', 'gallery', unknown)]


def emphasis(words: str) -> nodes.emphasis:
    """Return words that are emphasized."""
    return nodes.emphasis('', words)


@pytest.mark.parametrize(
    ('before', 'between', 'after'),
    [
        ([nodes.Text(' was ')], [nodes.Text(' was '), nodes.footnote_reference('', '1')], ' was'),
        ([nodes.Text('\nwas ')], [nodes.raw('', '<br>', format='html'), nodes.Text('\nwas ')], 'was '),
        ([nodes.Text(' was')], [nodes.Text('It '), milestone('', label='1:4'), nodes.Text(' was')], 'was'),
    ],
    ids=['a note', 'a line of verse', 'a milestone'],
)
def test_blanks_go_where_they_are(before: list[nodes.Node], between: list[nodes.Node], after: str) -> None:
    """What the parser needs and the text does not have is dropped there alone, and not where the same words stand."""
    document = new_document('page')
    line = nodes.paragraph('', '', *before, emphasis('tea'), *between)
    document += line
    trim_round(document)
    body(document)
    assert line[0] == before[0]
    assert [part for part in line[2:] if isinstance(part, nodes.Text)][-1] == after
