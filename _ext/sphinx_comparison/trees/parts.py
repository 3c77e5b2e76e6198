"""Which part of a tree is what: the title of a point, the summary of a position, the words of a passage, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .text import OPAQUE, TEXT_BLOCKS, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

from .nodes import backlinks, passage_number, quotation

_SHOWN_OTHERWISE = (*OPAQUE, nodes.footnote_reference, nodes.citation_reference)


def by_page(parent: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield every element of a document, with the name of the page that it was written on.

    Some builders make one document of many pages: there a page's elements have to be looked for below the node that
    begins it, since Sphinx does not tell them that it is their parent.
    """
    for child in parent.children:
        if isinstance(child, addnodes.start_of_file):
            yield from by_page(child, child['docname'])
        elif isinstance(child, nodes.Element):
            yield docname, child
            yield from by_page(child, docname)


def title_of(section: nodes.Element) -> list[nodes.Node]:
    """Return the words of the title of a point or a question."""
    return [child for title in section.children[:1] if isinstance(title, nodes.title) for child in title.children]


def description_of(section: nodes.Element) -> list[nodes.Node]:
    """Return the blocks that describe a point: all but its title, its positions, and what the extension put there."""
    own = {'cf-meta', 'cf-position', 'cf-point'}
    blocks = [child for child in section.children if not isinstance(child, nodes.title)]
    return [block for block in blocks if not (isinstance(block, nodes.Element) and own & set(block['classes']))]


def summary_of(position: nodes.Element) -> list[nodes.Node]:
    """Return the blocks of a position's summary, or the text of an annotation.

    That is all but its quotations, and what the extension itself put there.
    """
    own = {'cf-heading', 'cf-contested', 'cf-nearest', 'cf-reference', 'cf-second-reading'}
    return [
        child
        for child in position.children
        if not isinstance(child, quotation) and not (isinstance(child, nodes.Element) and own & set(child['classes']))
    ]


def contested_of(position: nodes.Element) -> list[nodes.Node]:
    """Return the words of a position's note on why it is contested."""
    return _labelled(position, 'cf-contested')


def cited_in(annotation: nodes.Element) -> list[nodes.Node]:
    """Return the words in which an annotation says where its facts are from."""
    return _labelled(annotation, 'cf-reference')


def _labelled(block: nodes.Element, name: str) -> list[nodes.Node]:
    """Return the words of the paragraph of a class, without the label that the extension put before them."""
    for child in block.children:
        if isinstance(child, nodes.paragraph) and name in child['classes']:
            words = child.children[1:]
            # Sphinx takes away what is around words for translators, when they have been translated.
            wrapped = bool(words) and isinstance(words[0], nodes.inline) and words[0].get('translatable')
            return list(words[0].children if wrapped else words)
    return []


def words_of(passage: nodes.Element) -> list[nodes.Node]:
    """Return the words of a passage or a paratext: without its number, or its label."""
    words: list[nodes.Node] = []
    for block in texts_in(passage):
        words += [nodes.Text(' ')] if words else []
        words += [child for child in block.children if not isinstance(child, passage_number)]
    return words


def shown_otherwise(block: nodes.Element) -> tuple[tuple[int, int], ...]:
    """Return where a page shows something else than the text of a passage or a paratext has, by offsets into the text.

    That is a formula, the number of a note (which is nothing in the text), the end of a line of code.
    """
    found: list[tuple[int, int]] = []
    offset = 0
    for part in texts_in(block):
        if isinstance(part, nodes.literal_block):
            for line in part.astext().strip('\n').split('\n'):
                offset += len(line.strip(' \t')) + 1
                found.append((offset - 1, offset))
            offset -= 1
        else:
            for node, length in texts_of(part):
                if isinstance(node, _SHOWN_OTHERWISE):
                    found.append((offset, offset + length))
                offset += length
        offset += 2  # between paragraphs
    return tuple(found)


def texts_in(block: nodes.Element) -> list[nodes.Element]:
    """Return the blocks that have the text of a passage or a paratext: its paragraphs, or it itself."""
    if isinstance(block, nodes.TextElement | nodes.line_block):
        return [block]
    return [child for child in block.children if isinstance(child, nodes.Element) for child in _texts(child)]


def _texts(node: nodes.Element) -> Iterator[nodes.Element]:
    if isinstance(node, TEXT_BLOCKS):
        yield node
    elif not isinstance(node, nodes.TextElement | backlinks) and not node.get('editorial'):
        for child in node.children:
            if isinstance(child, nodes.Element):
                yield from _texts(child)
