"""What on the page of a source is its text, and what is not."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from sphinx_comparison.authoring.source_body import Added, Block, body
from sphinx_comparison.authoring.translations import reasons
from sphinx_comparison.trees.nodes import passage_number


class gallery(nodes.Element):  # noqa: N801 - docutils names its node classes so
    """What another extension draws from its attributes."""


def test_only_other_extensions_draw_what_nobody_knows() -> None:
    """A node without children may show any words, unless it is one of ours: then we know that it shows none."""
    document = new_document('page')
    numbered = nodes.paragraph('', '', passage_number('', number=1), nodes.Text('Tea.'))
    unknown = gallery('')
    document += [numbered, reasons(''), unknown]
    assert body(document) == [Block(numbered), Added('gallery', 'gallery', unknown)]
