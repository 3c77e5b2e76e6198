"""The nodes a later phase must find, how each builder writes them, and the text that readers see of a tree.

A node that is filled later says on which page it stands, ``docname``: some builders make one document of many pages.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from ..model import Link, Prose, Quotation, Reference
from ..wording import say
from .inline_html import refused, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.texinfo import TexinfoTranslator
    from sphinx.writers.text import TextTranslator

# Stands in a proof for what is shown but is not text (a picture, a formula), so that it never equals text.
NOT_TEXT = '\ufffc'
TEXT_BLOCKS = (nodes.paragraph, nodes.line_block, nodes.literal_block, nodes.math_block)
# What is shown in one piece, and not as its text is written.
OPAQUE = (nodes.image, nodes.math, nodes.math_block)


class passage_number(nodes.inline):  # noqa: N801 - docutils finds a visitor by the name of its node class
    """The number of a passage, at its head: not part of its text, so that it is not copied or searched with it."""


class quotation(nodes.block_quote):  # noqa: N801
    """A block quote whose words are proved; ``number`` is that of the page's quotation."""


class quoted_words(nodes.inline):  # noqa: N801
    """Words quoted in running text that are proved; ``number`` is that of the page's quotation."""


class view(nodes.table):  # noqa: N801
    """A table that is filled when everything is known; ``number`` is that of the page's view."""


class backlinks(nodes.container):  # noqa: N801
    """Where a point is referred to: filled when everything is known; ``point`` is its id."""


class folded(nodes.container):  # noqa: N801
    """A note on a page of the site, folded until a reader or a style sheet opens it; its ``summary`` always shows."""


class compared_entry(nodes.entry):  # noqa: N801
    """A cell of a filled table in HTML: a heading says there what it is the heading of."""


def add_nodes(app: Sphinx) -> None:
    """Register the nodes. All but the number are filled or replaced before a builder sees them."""
    app.add_node(
        passage_number,
        html=(_visit_number_html, _depart),
        latex=(_visit_number_latex, _depart),
        text=(_visit_number_text, _depart),
        man=(_visit_number_man, _depart),
        texinfo=(_visit_number_texinfo, _depart),
    )
    # So that docutils' own visitors know them: one walks through every title.
    for placeholder in (quotation, quoted_words, backlinks):
        app.add_node(placeholder)
    app.add_enumerable_node(view, 'table')
    app.add_node(folded, html=(_visit_folded_html, _depart_folded_html))
    app.add_node(compared_entry, html=(_visit_entry_html, _depart_entry_html))


def _visit_number_html(self: HTML5Translator, node: passage_number) -> None:
    number = node['number']
    attributes = {
        'href': f'#{node["anchor"]}',
        'data-number': f'¶{number}',
        'aria-label': say('Paragraph {}').format(number),
    }
    self.body.append(self.starttag(node, 'a', '', False, CLASS='cf-number', **attributes))
    self.body.append('</a>')


def _visit_number_latex(self: LaTeXTranslator, node: passage_number) -> None:
    self.body.append(self.hypertarget(node['anchor']))
    self.body.append(rf'\textsuperscript{{¶{node["number"]}}}\,')


def _visit_number_text(self: TextTranslator, node: passage_number) -> None:
    self.add_text(f'[¶{node["number"]}] ')


def _visit_number_man(self: ManualPageTranslator, node: passage_number) -> None:
    self.body.append(f'[¶{node["number"]}] ')


def _visit_number_texinfo(self: TexinfoTranslator, node: passage_number) -> None:
    self.add_anchor(node['anchor'], node)
    self.body.append(f'[¶{node["number"]}] ')


def _visit_folded_html(self: HTML5Translator, node: folded) -> None:
    self.body.append(self.starttag(node, 'details') + f'<summary>{self.encode(node["summary"])}</summary>')


def _depart_folded_html(self: HTML5Translator, _node: folded) -> None:
    self.body.append('</details>\n')


def _visit_entry_html(self: HTML5Translator, node: compared_entry) -> None:
    start = len(self.body)
    self.visit_entry(node)
    scope = 'col' if isinstance(node.parent.parent, nodes.thead) else 'row'
    # Docutils has just written the tag, and gives no other way to say it.
    self.body[start] = re.sub(r'^<th\b', f'<th scope="{scope}"', self.body[start])


def _depart_entry_html(self: HTML5Translator, node: compared_entry) -> None:
    self.depart_entry(node)


def _depart(self: object, node: nodes.Element) -> None:
    """Everything was written on the way in."""


# -- text -------------------------------------------------------------------------------------------------------------


_BESIDE_THE_TEXT = (
    nodes.footnote_reference, nodes.citation_reference, nodes.footnote, nodes.citation, nodes.comment,
    nodes.system_message, passage_number,
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
    elif not isinstance(node, (*_BESIDE_THE_TEXT, nodes.substitution_reference)):
        for index, child in enumerate(node.children):
            if index and isinstance(node, nodes.line_block):
                yield '\n'
            yield from _shown(child, proved=proved)


def has_words(block: nodes.Element) -> bool:
    """True if a block has text of its own, beside pictures, formulas in it, and raw markup."""
    return isinstance(block, nodes.math_block) or any(
        text.strip() and not isinstance(text.parent, (nodes.raw, *OPAQUE, *_BESIDE_THE_TEXT))
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


def prose(content: list[nodes.Node], quotations: Mapping[int, Quotation]) -> Prose:
    """Record an editor's words: their text with its references, and a digest of how they are drawn."""
    parts = [part for node in content for part in _parts(node, quotations)]
    links = {link_of(xref) for node in content for xref in node.findall(addnodes.pending_xref)}
    return Prose(tuple(parts), tuple(sorted(links)), digest(*content) if content else '')


def digest(*content: nodes.Node) -> str:
    """Tell apart any two trees that would be drawn differently."""
    drawn = ''.join(node.pformat() for node in content)
    return hashlib.sha256(drawn.encode('utf-8', 'surrogatepass')).hexdigest()


def link_of(node: addnodes.pending_xref) -> Link:
    """Return what a reference refers to: of a page its whole name, and with MyST also the anchor on it."""
    target = str(node['reftarget'])
    if node['reftype'] == 'doc':
        target = docname_join(node['refdoc'], target)
    elif node.get('refdomain') == 'doc' and node.get('reftargetid'):
        target = f'{target}#{node["reftargetid"]}'
    return Link(str(node.get('refdomain') or ''), str(node['reftype']), target, bool(node.get('refexplicit')))


def _parts(node: nodes.Node, quotations: Mapping[int, Quotation]) -> Iterator[str | Reference | Quotation]:
    if isinstance(node, (*_BESIDE_THE_TEXT, quotation, view, backlinks)):
        return
    if isinstance(node, quoted_words) and node.get('number') is not None:
        yield quotations[node['number']]
    elif isinstance(node, addnodes.pending_xref) and not node.get('refexplicit'):
        yield reference_of(node)
    elif isinstance(node, nodes.Element) and any(isinstance(child, nodes.Element) for child in node):
        for child in node:
            yield from _parts(child, quotations)
        yield from _gap(node)
    else:
        yield shown_text(node)
        yield from _gap(node)


def _gap(node: nodes.Node) -> Iterator[str]:
    """The words of a block and those of the next do not run into one another."""
    if not isinstance(node, nodes.Inline | nodes.Text):
        yield ' '


def reference_of(node: addnodes.pending_xref) -> Reference:
    """Return what a reference means: its kind is a role of this domain, or empty where any will do.

    A stroke stands before the name of a page, behind which there may be an anchor: ``/essays/marsh#marsh-p2``.
    """
    domain, role, target, _ = link_of(node)
    return Reference(role if domain == 'cf' else '', f'/{target}' if 'doc' in (domain, role) else target)


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
    """Give the words of the title of a point or a question."""
    return [child for title in section.children[:1] if isinstance(title, nodes.title) for child in title.children]


def description_of(section: nodes.Element) -> list[nodes.Node]:
    """Return the blocks that describe a point: all but its title, its positions, and what the extension put there."""
    own = {'cf-meta', 'cf-position', 'cf-point'}
    blocks = [child for child in section.children if not isinstance(child, nodes.title)]
    return [block for block in blocks if not (isinstance(block, nodes.Element) and own & set(block['classes']))]


def summary_of(position: nodes.Element) -> list[nodes.Node]:
    """Give the blocks of a position's summary: all but its quotations, and what the extension itself put there."""
    own = {'cf-heading', 'cf-contested', 'cf-nearest'}
    return [
        child
        for child in position.children
        if not isinstance(child, quotation) and not (isinstance(child, nodes.Element) and own & set(child['classes']))
    ]


def contested_of(position: nodes.Element) -> list[nodes.Node]:
    """Give the words of a position's note on why it is contested."""
    for child in position.children:
        if isinstance(child, nodes.paragraph) and 'cf-contested' in child['classes']:
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


def by_editors(node: nodes.Element) -> nodes.Element:
    """Mark what the editors add to a page: only a mark of ours says so, and no class that anything may have."""
    node['editorial'] = True
    return node


def container(*classes: str, **attributes: Any) -> nodes.container:
    """Make a container with classes."""
    return nodes.container('', classes=list(classes), **attributes)


def paragraph(*children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """Make a paragraph."""
    return nodes.paragraph('', '', *children, classes=list(classes))


def inline(text: str, *classes: str) -> nodes.inline:
    """Make a run of text with classes."""
    return nodes.inline(text, text, classes=list(classes))
