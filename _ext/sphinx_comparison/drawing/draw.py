"""Drawing: the plan of a page made into nodes. Tables are real tables, which every builder can write."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ..authoring import translations
from ..collector import resting_collector
from ..comparison import in_one_line
from ..context import is_site
from ..domain import context_of, domain_of
from ..model import Target
from ..trees.conditions import take_away
from ..trees.nodes import (
    backlinks,
    compared_entry,
    container,
    folded,
    inline,
    paragraph,
    quotation,
    quoted_words,
    summary,
    view,
)
from ..trees.parts import by_page, texts_in
from ..trees.prose import reference_of
from ..views.filters import is_filtered
from ..views.matrix import split
from ..views.notices import moved_notices
from ..views.plan import PagePlan, plan
from ..views.shapes import Cell, Code, Columns, Content, Excerpt, Line, LinkTo, Quote, Table, Text
from ..wording import mark, say
from .excerpts import Excerpts, lines_of
from .filters import form
from .passages import anchor_of, annotate, fold_rest, switch
from .pictures import strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element, Node

    from ..context import Context
    from ..views.filters import Filters


# The title of a page in the place of one that is gone.
GONE = mark('This page is gone')

# On paper a table has so many columns of sources at most, beside the first: more are another table.
_MOST_ON_PAPER = 3
# On a page of the site a table with more columns scrolls in a box, with its head and its first column in view.
_MOST_AT_ONCE = 4
_NARROW = frozenset(('cf-scale', 'cf-signs'))

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
                planned = plan(pages[docname], context.comparison, context.permalinks)
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
        for written_on, block in [pair for pair in units if anchor_of(pair[1])]:
            found = context.comparison.unit_at(anchor_of(block))
            page = found[0].place.docname if found else ''
            # A source that another page defined first is a fault, and its passages have no notes.
            if found and page == written_on:
                annotate(block, drawer(page).planned.notes.get(found[1]), drawer(page))
        if is_site(context.builder) and here in pages:
            drawer(here).forward(self.document)
            _add_tools(self.document, drawer(here))
            _add_filters(self.document, drawer(here).planned.filters)


def _add_tools(document: Element, drawer: Drawer) -> None:
    """Put below the record of a source the switch that shows what is quoted, and the strip that shows how much."""
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


def page_that_is_gone(context: Context, docname: str) -> nodes.container:
    """Draw what stands in the place of a page that is gone: where everything is that was on it."""
    planned = PagePlan({}, {}, {}, {}, moved=moved_notices(docname, context.permalinks))
    drawer = Drawer(context, docname, planned)
    # No title: Sphinx looks up its number, and has none to look up in a build that writes no other page.
    page = nodes.container('', nodes.rubric('', say(GONE), **{'heading-level': 1}))
    drawer.forward(page)
    return page


def _give_anchors(document: Element, builder_format: str) -> None:
    """Give nodes of their own to the anchors of positions, and in LaTeX to that of the title of all.

    LaTeX writes that title on the cover and not where it stands.
    """
    anchored = {'cf-position', 'cf-beside-passage'}
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


def coins_span(context_object: str) -> nodes.raw:
    """Draw what reference managers look for, and nobody sees or hears."""
    return nodes.raw('', f'<span class="Z3988" title="{escape(context_object)}" hidden></span>\n', format='html')


class Drawer:
    """Draws the plan of one page, for one builder."""

    def __init__(self, context: Context, docname: str, planned: PagePlan) -> None:
        self.builder = context.builder
        self.docname = docname
        self.planned = planned
        self.excerpts = Excerpts(context, docname)
        self.html = self.builder.format == 'html'

    def fill(self, placeholder: Element) -> None:
        """Put what is planned in the place of a placeholder."""
        if isinstance(placeholder, view):
            planned = self.planned.views[placeholder['number']]
            if isinstance(planned, Columns):
                self.fill_columns(placeholder, planned)
            else:
                self.fill_table(placeholder, planned)
        elif isinstance(placeholder, quotation):
            self.fill_quotation(placeholder)
        elif isinstance(placeholder, quoted_words):
            self.fill_words(placeholder)
        else:
            lines = self.planned.backlinks.get(placeholder['point'], ())
            placeholder.parent.replace(placeholder, [self.line(line) for line in lines])

    # -- tables -------------------------------------------------------------------------------------------------------

    def fill_table(self, placeholder: view, planned: Table) -> None:
        """Put the table that is planned in the place of a placeholder: in parts, where paper does not scroll."""
        del placeholder['number'], placeholder['docname']
        if self.html and planned.signs:
            planned = replace(planned, headings=planned.signs, classes=(*planned.classes, 'cf-signs'))
        whole = is_site(self.builder) or 'cf-signs' in planned.classes
        first, *others = [planned] if whole else split(planned, _MOST_ON_PAPER)
        tables = [self.table(first, placeholder), *(self.table(other) for other in others)]
        if not planned.rows:
            placeholder.replace_self(paragraph(inline(say('Nothing to show yet.')), classes=('cf-empty',)))
            return
        if not self.html and _in_table(placeholder):
            placeholder.replace_self([line for table in tables for line in lines_of(table)])
            return
        drawn: list[Node] = [*tables]
        if is_site(self.builder):
            wide = len(planned.headings) > _MOST_AT_ONCE and not _NARROW.intersection(planned.classes)
            drawn = [nodes.container('', *tables, classes=['cf-wide'])] if wide else drawn
            drawn = [coins_span(planned.coins), *drawn] if planned.coins else drawn
        # The table has the placeholder's anchors, and what is around it must not get them too.
        placeholder.parent.replace(placeholder, drawn)

    def table(self, planned: Table, placeholder: view | None = None) -> nodes.table:
        """Draw a table; with the caption and the anchors of a placeholder."""
        group = nodes.tgroup('', cols=len(planned.headings))
        group += [
            nodes.colspec('', colwidth=width, **({'stub': 1} if not index and planned.headed else {}))
            for index, width in enumerate(planned.widths)
        ]
        group += nodes.thead('', nodes.row('', *(self.cell(cell) for cell in planned.headings)))
        body = nodes.tbody()
        for row in planned.rows:
            line = nodes.row('', classes=list(row.classes))
            for index, cell in enumerate(row.cells):
                entry = self.cell(cell)
                if (index or not planned.headed) and self.html:
                    self.name_column(entry, planned.headings[index])
                line += entry
            body += line
        group += body
        drawn = nodes.table('', *(placeholder.children if placeholder else ()), group)
        drawn.attributes.update(placeholder.attributes if placeholder else {})
        # Widths would be inline styles, which a site may forbid: it has them from the stylesheet.
        widths = 'colwidths-auto' if is_site(self.builder) else 'colwidths-given'
        # LaTeX breaks no other table over pages.
        drawn['classes'] = [*drawn['classes'], 'cf-table', *planned.classes, 'longtable', widths]
        return drawn

    def fill_columns(self, placeholder: view, planned: Columns) -> None:
        """Put texts side by side in the place of a placeholder; one below the other where there is no side."""
        drawn = container('cf-beside', *placeholder['classes'], ids=placeholder['ids'], names=placeholder['names'])
        drawn += [paragraph(*title.children, classes=('cf-caption',)) for title in placeholder.children]
        depth = _depth(placeholder)
        for heading, excerpts in zip(planned.headings, planned.columns, strict=True):
            column = container('cf-beside-text')
            title = self.line(heading)
            column += nodes.rubric('', '', *title.children, classes=title['classes'], **{'heading-level': depth})
            for excerpt in excerpts:
                column += self.excerpt(excerpt)
            drawn += column
        placeholder.replace_self(drawn)

    def excerpt(self, excerpt: Excerpt) -> nodes.container:
        """Draw a passage, and what is said of it."""
        words = self.content(excerpt.content)
        number = inline('', 'cf-beside-number')
        number += self.link(excerpt.number.target, [nodes.Text(excerpt.number.target.label)])
        for block in words[:1]:
            if isinstance(block, nodes.paragraph):
                block.insert(0, [number, nodes.Text(' ')])
                block['classes'] += [f'language-{excerpt.language}'] if excerpt.language else []
        drawn = container('cf-beside-passage', ids=[excerpt.anchor])
        drawn += words
        if is_site(self.builder):
            drawn += fold_rest([('', line) for line in excerpt.lines], self)
        else:
            drawn += [self.line(line) for line in excerpt.lines]
        return drawn

    def name_column(self, entry: nodes.entry, heading: Cell) -> None:
        """Say in a cell whose it is: shown where a narrow screen stacks the cells and hides the headings."""
        words = ''.join(
            piece.target.label if isinstance(piece, LinkTo) else piece.text
            for block in heading.blocks
            if isinstance(block, Line)
            for piece in block.pieces
            if not isinstance(piece, Content)
        )
        entry.insert(0, paragraph(nodes.Text(words), classes=('cf-column-name',)))

    def cell(self, cell: Cell) -> nodes.entry:
        """Draw a cell."""
        entry = (compared_entry if self.html else nodes.entry)('', classes=list(cell.classes))
        for block in cell.blocks:
            if isinstance(block, Line):
                entry += self.line(block)
            elif isinstance(block, Content):
                entry += self.content(block)
            elif isinstance(block, Code):
                entry += nodes.literal_block(block.text, block.text, language='none', translatable=False)
            elif isinstance(block, Quote):
                entry += self.quote(block)
            elif self.html and self.builder.name != 'epub':
                # A page made of all pages has addresses of its own, which only nodes are given.
                entry += strip(block, self.address if is_site(self.builder) else None)
        return entry

    def line(self, line: Line) -> nodes.paragraph:
        """Draw a line."""
        drawn = paragraph(classes=line.classes)
        for piece in line.pieces:
            if isinstance(piece, Text):
                drawn += self.text(piece)
            elif isinstance(piece, LinkTo):
                drawn += self.link(piece.target, self.words(piece), *piece.classes)
            else:
                drawn += self.excerpts.inline(piece)
        return drawn

    def text(self, piece: Text) -> Node:
        """Draw plain text."""
        if piece.italic:
            return nodes.emphasis(piece.text, piece.text, classes=list(piece.classes))
        return inline(piece.text, *piece.classes) if piece.classes else nodes.Text(piece.text)

    def words(self, piece: LinkTo) -> list[Node]:
        """Draw the words of a link: with their markup, unless that has links of its own."""
        content = self.excerpts.inline(piece.content) if piece.content else []
        linked = any(
            isinstance(node, nodes.reference | addnodes.pending_xref | quoted_words)
            for top in content
            for node in top.findall()
        )
        return [nodes.Text(piece.target.label)] if linked or not content else content

    def content(self, content: Content) -> list[Node]:
        """Draw what is copied from elsewhere."""
        if content.part == 'passage':
            drawn = paragraph(*self.excerpts.inline(content), classes=('cf-excerpt',))
            drawn['translatable'] = False
            return [drawn]
        return self.excerpts.blocks(content)

    def strip(self) -> list[Node]:
        """Draw the strip of the source on the page."""
        if not self.planned.strip:
            return []
        drawn, caption = self.planned.strip
        figure = container('cf-strip-figure')
        figure += [strip(drawn, self.address), self.line(caption)]
        return [figure]

    # -- quotations ---------------------------------------------------------------------------------------------------

    def quote(self, quote: Quote) -> nodes.block_quote:
        """Draw a quotation: the source's own words, linked to where they stand, and their locator."""
        block = nodes.block_quote('', classes=['cf-quotation'])
        block += self.quote_parts(quote)
        return block

    def quote_parts(self, quote: Quote) -> list[Node]:
        """Draw what is in a quotation."""
        words = paragraph(self.quote_link(quote, quote.exact), classes=_language(quote))
        locator = nodes.attribution('', '', self.link(quote.passage, [nodes.Text(quote.locator)]))
        return [words, locator]

    def quote_link(self, quote: Quote, text: str) -> Node:
        """Link words to where they stand: to the very words in HTML, to the passage elsewhere."""
        target = Target(quote.passage.docname, quote.words if self.html else quote.passage.anchor, '')
        return self.link(target, self.lines(text), 'cf-words')

    def lines(self, text: str) -> list[Node]:
        """Draw words of a source with the line breaks of verse: as strokes, where a builder has none within a link."""
        broken = {'html': '<br />\n', 'latex': '\\\\\n'}.get(self.builder.format)
        drawn: list[Node] = []
        for index, line in enumerate(text.replace('\n\n', ' ').split('\n')):
            if index:
                drawn.append(nodes.raw('', broken, format=self.builder.format) if broken else nodes.Text(' / '))
            drawn.append(nodes.Text(line))
        return drawn

    def fill_quotation(self, block: quotation) -> None:
        """Put the source's own words into a block quote; leave it as typed where they were not found."""
        quote = self.planned.quotations.get((block['docname'], block['number'])) if 'number' in block else None
        drawn = nodes.block_quote('', *(self.quote_parts(quote) if quote else block.children))
        drawn['classes'] = block['classes'] + ([] if quote else ['cf-unproved'])
        drawn['translatable'] = False
        block.replace_self(drawn)

    def fill_words(self, words: quoted_words) -> None:
        """Put the source's own words into a quotation in running text."""
        quote = self.planned.quotations.get((words['docname'], words['number'])) if 'number' in words else None
        drawn = nodes.inline('', '', classes=[*words['classes']])
        if quote:
            drawn['classes'] += _language(quote)
            drawn += self.quote_link(quote, f'“{in_one_line(quote.exact)}”')
        else:
            drawn['classes'].append('cf-unproved')
            drawn += words.children
        words.replace_self(drawn)

    # -- permalinks ---------------------------------------------------------------------------------------------------

    def forward(self, document: Element) -> None:
        """Have anchors that are gone lead to where their readers find what was there, or why it is not."""
        if not self.planned.aliases and not self.planned.moved:
            return
        top = next(document.findall(nodes.section), document)
        places = {name: element for element in document.findall(nodes.Element) for name in element['ids']}
        for gone, here in self.planned.aliases.items():
            places.get(here, top)['ids'].append(gone)
        top += [self.farewell(gone, line) for gone, line in self.planned.moved.items()]

    def farewell(self, gone: str, line: Line) -> nodes.paragraph:
        """Draw the line that stands for an anchor that has left the page."""
        drawn = self.line(line)
        drawn['ids'] = [gone] if gone else []
        return drawn

    def address(self, link: LinkTo) -> str:
        """Return the address that a link leads to."""
        drawn = self.link(link.target, ())
        return str(drawn['refuri'] if 'refuri' in drawn else f'#{drawn["refid"]}')

    def link(self, target: Target, words: Iterable[Node], *classes: str) -> Element:
        """Draw a link; only its words, where the builder has no addresses."""
        content = nodes.inline('', '', *words)
        try:
            reference = make_refnode(self.builder, self.docname, target.docname, target.anchor, content.children)
        except NoUri:
            return content
        reference['classes'] += classes
        return reference


def _depth(node: Node) -> int:
    """Return the level that a heading has where a node stands, in HTML at most 6."""
    sections, parent = 0, node.parent
    while parent is not None:
        sections += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(sections + 1, 6)


def _in_table(node: Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.entry):
        parent = parent.parent
    return parent is not None


def _language(quote: Quote) -> tuple[str, ...]:
    return (f'language-{quote.language}',) if quote.language else ()
