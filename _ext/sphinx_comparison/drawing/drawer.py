"""The drawer: the plan of a page made into nodes. Tables are real tables, which every builder can write."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ..builders import has_scripts, is_site
from ..comparison.comparison import in_one_line
from ..language.wording import say
from ..model import Target
from ..trees.ancestors import ancestors
from ..trees.nodes import (
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
from ..views.matrix import split
from ..views.shapes import Cell, Code, Columns, Content, Excerpt, Hidden, Line, LinkTo, Quote, Table, Text
from .excerpts import Excerpts, lines_of
from .passages import fold_rest
from .pictures import side, strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element, Node

    from ..context import Context
    from ..views.plan import PagePlan


# On paper a table has so many columns of sources at most, beside the first: more are another table.
_MOST_ON_PAPER = 3
# On a page of the site a table with more columns scrolls in a box, with its head and its first column in view.
_MOST_AT_ONCE = 4
_NARROW = frozenset(('cf-scale', 'cf-signs'))


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
            planned = planned._replace(headings=planned.signs, classes=(*planned.classes, 'cf-signs'))
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
            drawn = self.in_box(planned, tables)
            if planned.sides:
                left, right = (side(each, self.address, left=not index) for index, each in enumerate(planned.sides))
                drawn = [nodes.container('', left, *drawn, right, classes=['cf-mapped'])]
            drawn = [coins_span(planned.coins), *drawn] if planned.coins else drawn
        # The table has the placeholder's anchors, and what is around it must not get them too.
        placeholder.parent.replace(placeholder, drawn)

    def in_box(self, planned: Table, tables: list[nodes.table]) -> list[Node]:
        """Put a table of many columns on a page of the site into a box, in which it scrolls."""
        wide = len(planned.headings) > _MOST_AT_ONCE and not _NARROW.intersection(planned.classes)
        return [nodes.container('', *tables, classes=['cf-wide'])] if wide else [*tables]

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
                if cell.blocks and (index or not planned.headed) and self.html:
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
        for table in planned.aligned:
            drawn += self.aligned(table, within_table=_in_table(placeholder))
        depth = _depth(placeholder)
        for heading, excerpts in zip(planned.headings, planned.columns, strict=True):
            column = container('cf-beside-text')
            title = self.line(heading)
            column += nodes.rubric('', '', *title.children, classes=title['classes'], **{'heading-level': depth})
            for excerpt in excerpts:
                column += self.excerpt(excerpt)
            drawn += column
        placeholder.replace_self(drawn)

    def aligned(self, planned: Table, *, within_table: bool) -> list[Node]:
        """Draw texts that are aligned."""
        if is_site(self.builder):
            return self.in_box(planned, [self.table(planned)])
        tables = [self.table(part) for part in split(planned, _MOST_ON_PAPER)]
        # Only in HTML may a table stand in another.
        return [line for table in tables for line in lines_of(table)] if within_table and not self.html else [*tables]

    def excerpt(self, excerpt: Excerpt) -> nodes.container:
        """Draw a passage, and what is said of it."""
        words = self.content(excerpt.content)
        number = inline('', 'cf-beside-number')
        for index, each in enumerate(excerpt.numbers):
            number += nodes.Text(' · ') if index else ()
            number += self.link(each.target, [nodes.Text(each.target.label)])
        for block in words[:1]:
            if isinstance(block, nodes.paragraph):
                block.insert(0, [number, nodes.Text(' ')])
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
            elif isinstance(block, Hidden):
                entry += self.hidden(block)
            elif isinstance(block, Excerpt):
                entry += self.excerpt(block)
            elif self.html and self.builder.name != 'epub':
                # A page made of all pages has addresses of its own, which only nodes are given.
                entry += strip(block, self.address if is_site(self.builder) else None)
        return entry

    def hidden(self, hidden: Hidden) -> Node:
        """Draw what a reader is to judge first: folded on the site, elsewhere a line to write on."""
        if not is_site(self.builder):
            return paragraph(nodes.Text(say('Your reading: ') + 8 * '…'))
        drawn = folded('', summary('', hidden.label), classes=['cf-folded'])
        for block in hidden.blocks:
            drawn += self.line(block) if isinstance(block, Line) else self.content(block)
        return drawn

    def line(self, line: Line) -> nodes.paragraph:
        """Draw a line."""
        drawn = paragraph(classes=line.classes)
        for piece in line.pieces:
            if isinstance(piece, Text):
                drawn += self.text(piece)
            elif isinstance(piece, LinkTo):
                drawn += self.link(piece.target, self.words(piece))
            else:
                drawn += self.excerpts.copy(piece)
        return drawn

    def text(self, piece: Text) -> Node:
        """Draw plain text; as a link to the file beside the pages that it leads to, on a site that has one."""
        # On the single page a link to a file would be printed with the place of the file on the disk.
        if piece.file and has_scripts(self.builder):
            address = relative_uri(self.builder.get_target_uri(self.docname), piece.file)
            return nodes.reference('', piece.text, refuri=address, internal=True)
        if piece.italic:
            return nodes.emphasis(piece.text, piece.text, classes=list(piece.classes))
        return inline(piece.text, *piece.classes) if piece.classes else nodes.Text(piece.text)

    def words(self, piece: LinkTo) -> list[Node]:
        """Draw the words of a link: with their markup, unless that has links of its own."""
        content = self.excerpts.copy(piece.content) if piece.content else []
        linked = any(
            isinstance(node, nodes.reference | addnodes.pending_xref | quoted_words)
            for top in content
            for node in top.findall()
        )
        return [nodes.Text(piece.target.label)] if linked or not content else content

    def content(self, content: Content) -> list[Node]:
        """Draw what is copied from elsewhere."""
        if content.part == 'passage':
            drawn = paragraph(*self.excerpts.copy(content), classes=('cf-excerpt', *_language(content)))
            drawn['translatable'] = False
            return [drawn]
        return self.excerpts.copy(content)

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
    return min(sum(isinstance(each, nodes.section) for each in ancestors(node)) + 1, 6)


def _in_table(node: Node) -> bool:
    return any(isinstance(each, nodes.entry) for each in ancestors(node))


def _language(words: Quote | Content) -> tuple[str, ...]:
    return (f'language-{words.language}',) if words.language else ()
