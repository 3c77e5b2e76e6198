"""The text that readers see of a tree, and what of it can be proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .inline_html import refused, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

from .nodes import milestone, passage_number

# Stands in a proof for what is shown but is not text (a picture, a formula), so that it never equals text.
NOT_TEXT = '\ufffc'

TEXT_BLOCKS = (nodes.paragraph, nodes.line_block, nodes.literal_block, nodes.math_block)

# What is shown in one piece, and not as its text is written.
OPAQUE = (nodes.image, nodes.math, nodes.math_block)

BESIDE_THE_TEXT = (
    nodes.footnote_reference, nodes.citation_reference, nodes.footnote, nodes.citation, nodes.comment,
    nodes.system_message, passage_number, milestone,
)  # fmt: skip


def shown_text(node: nodes.Node) -> str:
    """Return the text that a reader sees of a node: a line feed where verse breaks, a blank for other line ends.

    Footnotes and references to them count for nothing. A formula counts as its TeX, a picture as its alternative text,
    raw HTML as the text between its tags.
    """
    return ''.join(_shown(node))


def proved_text(node: nodes.Node) -> str:
    """Return the text of a node on one line; U+FFFC stands for a formula or a picture, which no seed has."""
    return ''.join(_shown(node, proved=True)).replace('\n', ' ')


def _shown(node: nodes.Node, *, proved: bool = False) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        text = node.astext()
        # MyST keeps the line end before the closing fence.
        yield (text.removesuffix('\n') if isinstance(node.parent, nodes.literal_block) else text).replace('\n', ' ')
    elif isinstance(node, nodes.raw):
        yield text_of(node.astext().rstrip('\n')) if node.get('format') == 'html' else ''
    elif isinstance(node, OPAQUE):
        text = node.get('alt', '') if isinstance(node, nodes.image) else node.astext()
        yield (NOT_TEXT if proved and text else text).replace('\n', ' ')
    elif not isinstance(node, (*BESIDE_THE_TEXT, nodes.substitution_reference)):
        for index, child in enumerate(node.children):
            if index and isinstance(node, nodes.line_block):
                yield '\n'
            yield from _shown(child, proved=proved)


def texts_of(node: nodes.Node) -> list[tuple[nodes.Node, int]]:
    """Return the text nodes of a passage, and what counts as text without being it, with their shown lengths."""
    if isinstance(node, nodes.Text):
        return [(node, len(node.astext()))]
    if not node.children or isinstance(node, (nodes.raw, *OPAQUE)) or not shown_text(node):
        return [(node, len(shown_text(node)))]
    pairs: list[tuple[nodes.Node, int]] = []
    for index, child in enumerate(node.children):
        if index and isinstance(node, nodes.line_block):
            pairs.append((node, 1))
        pairs += texts_of(child)
    return pairs


def has_words(block: nodes.Element) -> bool:
    """True if a block has text of its own, beside pictures, formulas in it, and raw markup."""
    return isinstance(block, nodes.math_block) or any(
        text.strip() and not isinstance(text.parent, (nodes.raw, *OPAQUE, *BESIDE_THE_TEXT))
        for text in block.findall(nodes.Text)
    )


def refused_in(block: nodes.Element) -> Iterator[str]:
    """Yield what of the raw markup in a text cannot be read as text."""
    raw = list(block.findall(nodes.raw))
    yield from refused(node.astext() for node in raw if node.get('format') == 'html')
    for node in raw:
        if node.get('format') not in ('html', 'latex') or (
            node['format'] == 'latex' and node.astext().strip() != '\\\\'
        ):
            yield node.astext().strip()
