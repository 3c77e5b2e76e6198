"""Drawing: what comes from the whole comparison put on the pages, as each is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..authoring import translations
from ..builders import is_site
from ..domain import context_of, domain_of
from ..memory import resting_collector
from ..trees.conditions import take_away
from ..trees.continued import number_on
from ..trees.nodes import (
    backlinks,
    folded,
    quotation,
    quoted_words,
    summary,
    view,
)
from ..trees.parts import by_page, texts_in
from ..trees.prose import reference_of
from ..views.filters import is_filtered
from ..views.plan import plan
from .drawer import Drawer
from .filters import form
from .passages import anchor_of, annotate, annotations_in, switch, unwrap

if TYPE_CHECKING:
    from docutils.nodes import Element

    from ..context import Context
    from ..views.filters import Filters


# What is ours and says nothing of a page: labels, and under a passage the titles of what quotes it.
_FURNITURE = frozenset(('cf-label', 'cf-quoted-in', 'cf-note-body', 'cf-column-name', 'cf-strip-caption'))
# What is filled once the views are there.
_FILLED = (quotation, quoted_words, backlinks)
# These write no anchor for a block: one needs a node of its own.
_ANCHORLESS_BLOCKS = ('latex', 'texinfo')


class DrawPlan(SphinxPostTransform):
    """Draw on a page what comes from the whole comparison.

    Before references are resolved (MyST's, 9, and Sphinx's, 10): what is copied here has some.
    """

    default_priority: ClassVar[int] = 5

    @resting_collector()
    def run(self, **kwargs: object) -> None:
        """Fill the placeholders of the page; of many pages, where a builder makes one document of them."""
        context = context_of(self.env)
        here = self.env.current_document.docname
        pages = context.comparison.pages
        if any(page.conditions for page in pages.values() if page.docname == here or not is_site(context.builder)):
            take_away(self.document, context.builder)
        translations.withdraw(self.document, context.builder)
        number_on(self.document, context.comparison.renamed)
        self._draw(context, here)
        if context.in_use and context.builder.format in _ANCHORLESS_BLOCKS:
            _give_anchors(self.document, context.builder.format)
        if context.in_use and is_site(context.builder):
            _leave_out_of_index(self.document)

    def _draw(self, context: Context, here: str) -> None:
        pages = context.comparison.pages
        drawers: dict[str, Drawer] = {}

        def drawer(docname: str) -> Drawer:
            if docname not in drawers:
                planned = context.planned.get(docname)
                planned = planned or plan(pages[docname], context.comparison, context.permalinks)
                drawers[docname] = Drawer(context, docname, planned)
            return drawers[docname]

        # Views first: what they copy from other pages has placeholders in it, and links.
        for placeholder in [*self.document.findall(view)]:
            drawer(placeholder['docname']).fill(placeholder)
        for node in [node for node in self.document.findall(nodes.Element) if isinstance(node, _FILLED)]:
            drawer(node.get('copied_to', node['docname'])).fill(node)
        if not is_site(context.builder):
            _unfold(self.document)
        _resolve_by_file(self.document, context)
        has_units = not is_site(context.builder) or (here in pages and pages[here].source)
        units = by_page(self.document, here) if has_units else ()
        annotations = annotations_in(self.document, fold=is_site(context.builder)) if has_units else {}
        for written_on, block in [pair for pair in units if anchor_of(pair[1])]:
            found = context.comparison.unit_at(anchor_of(block))
            page = found[0].unit(found[1]).docname if found else ''
            # A source that another page defined first is a fault, and its passages have no notes.
            if context.builder.format == 'html':
                unwrap(block)
            if found and page == written_on:
                annotate(block, drawer(page).planned.notes.get(found[1]), drawer(page), annotations)
        if is_site(context.builder) and here in pages:
            drawer(here).forward(self.document)
            _add_tools(self.document, drawer(here))
            _add_filters(self.document, drawer(here).planned.filters)
            context.planned[here] = drawer(here).planned


def _add_tools(document: Element, drawer: Drawer) -> None:
    """Put below the record of a source the switch that shows what is quoted, and the strip that shows how much."""
    if not drawer.planned.source:
        return
    quoted = any('cf-quoted' in node['classes'] for node in document.findall(nodes.inline))
    for record in [node for node in document.findall(nodes.field_list) if quoted and 'cf-record' in node['classes']]:
        record.parent.insert(record.parent.index(record) + 1, [switch(), *drawer.strip()])


def _unfold(document: Element) -> None:
    """Leave of views that are folded only the view, where nobody can unfold them."""
    for node in list(document.findall(folded)):
        node.parent.replace(node, node.children[1:])


def _add_filters(document: Element, filters: Filters | None) -> None:
    """Put the filters of a page above the first of its tables that they are of."""
    first = next((table for table in document.findall(nodes.table) if is_filtered(table['classes'])), None)
    if filters and first:
        first.parent.insert(first.parent.index(first), form(filters))


def _resolve_by_file(document: Element, context: Context) -> None:
    """Lead MyST's links to a file and an anchor, ``marsh.md#marsh-p2``, to what is compared: MyST knows headings."""
    for node in [node for node in document.findall(addnodes.pending_xref) if node.get('reftargetid')]:
        found = context.comparison.resolve_any(reference_of(node).target)
        if found:
            node.replace_self(domain_of(context.env).reference(node, *found[0]))


def _give_anchors(document: Element, builder_format: str) -> None:
    """Give nodes of their own to the anchors of positions, and in LaTeX to that of the title of all.

    LaTeX writes that title on the cover and not where it stands.
    """
    anchored = {'cf-position', 'cf-annotation', 'cf-beside-passage'}
    for block in [node for node in document.findall(nodes.container) if anchored.intersection(node['classes'])]:
        block.insert(0, nodes.target('', '', ids=block['ids']))
        block['ids'] = []
    for part in list(document.findall(nodes.Element)):
        anchor = part.get('paratext')
        for holder in (part, *texts_in(part)[:1]) if anchor else ():
            if anchor in holder['ids']:
                holder['ids'].remove(anchor)
                texts_in(part)[0].insert(0, nodes.target('', '', ids=[anchor]))
    first = next(document.findall(nodes.section), None)
    if builder_format == 'latex' and first and first['ids']:
        # Before a table or a heading Sphinx would leave out the anchor, so there is something empty between.
        first.insert(1, [nodes.target('', '', ids=first['ids']), nodes.inline()])


def _leave_out_of_index(document: nodes.document) -> None:
    """Mark what is no text of a page's, so that Sphinx's search does not look there."""
    for node in document.findall(nodes.Element):
        ours = isinstance(node, summary) and 'cf-folded' not in node.parent['classes']
        if ours or _FURNITURE.intersection(node['classes']):
            node['classes'].append('no-search')
