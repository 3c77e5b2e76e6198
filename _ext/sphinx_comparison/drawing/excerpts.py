"""Excerpts: an editor's or a source's words, copied with their markup from the page where they stand.

Sphinx keeps the tree of every page; it is the one store of markup, and records hold plain values only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from ..trees.conditions import take_away
from ..trees.continued import number_on
from ..trees.nodes import backlinks, quotation, quoted_words, view
from ..trees.parts import cited_in, contested_of, summary_of, title_of, words_of

if TYPE_CHECKING:
    from docutils.nodes import Node

    from ..context import Context
    from ..views.shapes import Content


# These put a footnote at the foot of the page where its mark stands, and give it no anchor.
_FOOTNOTES_IN_PLACE = ('latex', 'texinfo')


# Sphinx numbers these, and warns where they have no id.
_NUMBERED = (nodes.figure, nodes.table, nodes.container)


# These are not copied: they stay where they are.
_STAYING = (
    nodes.footnote, nodes.citation, addnodes.index, addnodes.toctree, view, quotation, backlinks,
)  # fmt: skip


_PARTS = {
    'title': title_of, 'contested': contested_of, 'reference': cited_in, 'passage': words_of, 'summary': summary_of,
}  # fmt: skip


class Excerpts:
    """Copies for one page, ``docname``, as the builder writes it."""

    def __init__(self, context: Context, docname: str) -> None:
        self.env = context.env
        self.builder = context.builder
        self.pages = context.comparison.pages
        self.renamed = context.comparison.renamed
        self.docname = docname
        self._trees: dict[str, nodes.document] = {}
        self._ids = 0

    def copy(self, content: Content) -> list[Node]:
        """Copy a summary as block nodes, all else as inline nodes; none, where it is not to be found."""
        holder = self._find(content)
        return self._adopt(content, _PARTS[content.part](holder)) if holder is not None else []

    def _find(self, content: Content) -> nodes.Element | None:
        if content.docname not in self._trees:
            tree = self._trees[content.docname] = self.env.get_doctree(content.docname)
            if self.pages[content.docname].conditions:
                take_away(tree, self.builder)
            number_on(tree, self.renamed)
        return self._trees[content.docname].ids.get(content.anchor)

    def _adopt(self, content: Content, originals: list[Node]) -> list[Node]:
        """Copy nodes so that they stand rightly on this page: no id twice, every reference from here."""
        holder = nodes.container()
        holder += [original.deepcopy() for original in originals]
        for node in list(holder.findall(nodes.Element)):
            node['ids'] = [self._new_id(content)] if node['ids'] and isinstance(node, _NUMBERED) else []
            node['names'] = []
            if isinstance(node, _STAYING):
                node.parent.remove(node)
            elif isinstance(node, nodes.Inline | nodes.target):
                self._fit_inline(node, content.docname)
            else:
                self._fit_block(node)
        children = holder.children
        holder.children = []
        return children

    def _fit_inline(self, node: nodes.Element, origin: str) -> None:
        if isinstance(node, addnodes.pending_xref):
            self._redirect(node, origin)
        elif isinstance(node, quoted_words):
            node['copied_to'] = self.docname
        elif isinstance(node, nodes.reference) and node.get('refid'):
            self._lead_back(node, origin)
        elif isinstance(node, nodes.footnote_reference):
            node.replace_self(self._footnote_link(node, origin))
        elif isinstance(node, nodes.target):
            node.parent.replace(node, node.children)

    def _fit_block(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.section):
            node.replace_self(nodes.container('', *node.children, classes=node['classes']))
        elif isinstance(node, nodes.title) and isinstance(node.parent, nodes.container):
            node.replace_self(nodes.rubric('', '', *node.children))
        elif isinstance(node, nodes.math_block):
            node['label'] = node['number'] = None
        elif isinstance(node, nodes.table) and self.builder.format != 'html':
            node.replace_self(lines_of(node))

    def _new_id(self, content: Content) -> str:
        """Make an id for what must have one."""
        self._ids += 1
        return nodes.make_id(f'{self.docname}-{content.anchor}-copy-{self._ids}')

    def _redirect(self, node: addnodes.pending_xref, origin: str) -> None:
        if node['reftype'] == 'doc' and not node['reftarget'].startswith('/'):
            node['reftarget'] = '/' + docname_join(origin, node['reftarget'])
        node['refdoc'] = self.docname

    def _lead_back(self, node: nodes.reference, origin: str) -> None:
        """Lead a link within the page it was written on to that page."""
        try:
            address = make_refnode(self.builder, self.docname, origin, node['refid'], [])
        except NoUri:
            node.replace_self(nodes.inline('', '', *node.children))
            return
        del node['refid']
        node.update_all_atts(address)

    def _footnote_link(self, node: nodes.footnote_reference, origin: str) -> Node:
        """Lead from a copied footnote mark to the footnote, which stays where it is."""
        mark = nodes.superscript('', node.astext())
        if self.builder.format in _FOOTNOTES_IN_PLACE:
            return mark
        try:
            return make_refnode(self.builder, self.docname, origin, node.get('refid'), mark)
        except NoUri:
            return mark


def lines_of(table: nodes.table) -> list[Node]:
    """Make a paragraph of each row of a table: only in HTML may one stand inside another."""
    lines: list[Node] = [nodes.paragraph('', '', *title.children) for title in table.findall(nodes.title)]
    for row in table.findall(nodes.row):
        line = nodes.paragraph()
        for entry in row.children:
            line += nodes.Text(' | ') if line.children else ()
            line += [child for block in entry.findall(nodes.paragraph) for child in block.children]
        lines.append(line)
    return lines
