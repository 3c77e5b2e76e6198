"""What this site fixes in its theme and in Sphinx. It is no part of the comparison extension."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_comparison.files import write
from sphinx_comparison.publishing.assets import asset

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


# -- Furo's table wrapper -------------------------------------------------------------------------


class ScrollRegion(nodes.container):
    """The box in which a table too wide for the screen scrolls."""


class ScrollRegions(SphinxPostTransform):
    """Give each table wrapper of Furo's what it lacks.

    Furo copies the table's ids, names and classes onto the box it puts round the table, so that an
    id stands twice on the page and a style for the table catches the box too. And a box that
    scrolls has to be reachable by keyboard: a link inside does that, else the box takes the focus.
    """

    default_priority = 900  # after Furo's own, 500
    formats = ('html',)

    def run(self, **kwargs: Any) -> None:
        """Replace each wrapper, and name it: by its caption, or else by the section that it stands in."""
        labels: Counter[str] = Counter()
        for wrapper in list(self.document.findall(nodes.container)):
            if 'table-wrapper' in wrapper['classes']:
                region = ScrollRegion('', *wrapper.children, classes=['table-wrapper'])
                region['focusable'] = next(region.findall(nodes.reference), None) is None
                region['label'] = label = f'Table: {self.title(wrapper)}'
                labels[label] += 1
                if labels[label] > 1:
                    region['label'] += f' ({labels[label]})'
                wrapper.parent.replace(wrapper, region)  # replace_self would copy the ids again

    def title(self, wrapper: nodes.Element) -> str:
        """Return the words of a table's caption, or of the heading above it."""
        holder = wrapper
        while (title := next(holder.findall(nodes.title), None)) is None and holder.parent:
            holder = holder.parent
        return title.astext() if title else ''


def visit_scroll_region(self: HTML5Translator, node: ScrollRegion) -> None:
    """Open the box; if it can be focused, it has a role and a name."""
    attributes: dict[str, Any] = {}
    if node['focusable']:
        attributes = {'tabindex': '0', 'role': 'region', 'aria-label': node['label']}
    self.body.append(self.starttag(node, 'div', CLASS='docutils container', **attributes))


def depart_scroll_region(self: HTML5Translator, node: ScrollRegion) -> None:
    """Close the box."""
    self.body.append('</div>\n')


# -- Sphinx's tables in LaTeX ---------------------------------------------------------------------

MOST_OF_A_SHEET = 2000  # letters


class LongTables(SphinxPostTransform):
    """Let tables go on from sheet to sheet: LaTeX runs others off the paper without an error."""

    default_priority = 900
    formats = ('latex',)

    def run(self, **kwargs: Any) -> None:
        """Mark each table that is too long for one sheet; such tables need the widths that they are given."""
        for table in self.document.findall(nodes.table):
            if 'longtable' not in table['classes'] and len(table.astext()) > MOST_OF_A_SHEET:
                table['classes'] += ['longtable', 'colwidths-given']


# -- Sphinx's captions of contents -----------------------------------------------------------------


def visit_title(self: HTML5Translator, node: nodes.title) -> None:
    """Open a title as Sphinx does, and give a caption in a table of contents the level that a heading has to have."""
    start = len(self.body)
    type(self).visit_title(self, node)
    self.body[start] = self.body[start].replace(' role="heading"', ' role="heading" aria-level="2"')


# -- The anchors of pages on one page -------------------------------------------------------------

SHEET = re.compile(r'(<span id="document-[^"]*"></span>)\s*<section((?: [^>]*)?)>')


def anchor_within(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the anchor of each page into its section: before it, it would be on the sheet before, in print."""
    if app.builder.name == 'singlehtml' and doctree is not None:
        context['body'] = SHEET.sub(r'<section\2>\1', str(context['body']))


# -- The names of pages before and after ----------------------------------------------------------


def name_as_in_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Call the pages before and after what the table of contents calls them: an essay by its author."""
    contents = app.env.tocs.get(app.config.root_doc, nodes.bullet_list()).findall(addnodes.toctree)
    names = {docname: title for toctree in contents for title, docname in toctree['entries'] if title}
    _, before, after = getattr(app.builder, 'relations', {}).get(pagename, (None, None, None))
    for side, docname in (('prev', before), ('next', after)):
        if context.get(side) and docname in names:
            context[side] = {**context[side], 'title': escape(names[docname])}


# -- Names with a hyphen ---------------------------------------------------------------------------


class WholeNames(SphinxPostTransform):
    """Keep names such as *Kim Jong-un*, and *¶1–2*, from being broken, which no style can. Their text is the same."""

    default_priority = 910  # after the comparison, which counts the letters of a passage, and after what is above
    formats = ('html',)
    name = re.compile(r'(\b[A-Z][a-z]{1,7}-[a-z]{1,6}\b|\bJean-Pierre\b|¶\d+–\d+)')

    def run(self, **kwargs: Any) -> None:
        """Put each name into a span that the stylesheet keeps on one line."""
        for text in list(self.document.findall(nodes.Text)):
            parts = self.name.split(str(text))
            if len(parts) > 1 and not isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
                drawn = [
                    nodes.inline(part, part, classes=['whole']) if number % 2 else nodes.Text(part)
                    for number, part in enumerate(parts)
                    if part
                ]
                text.parent.replace(text, drawn)


# -- What a page has no use for ---------------------------------------------------------------------


def load_where_used(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load sphinx-design's files, and the colours of code, only on pages with components of its, tabs, or code."""
    elements = list(doctree.findall(nodes.Element)) if doctree else []
    used = {str(name) for node in elements for name in node['classes']}
    for files, name, is_used in (
        ('css_files', 'sphinx-design.min.css', any(each.startswith('sd-') for each in used)),
        ('script_files', 'design-tabs.js', any(each.startswith('sd-tab-') for each in used)),
        ('css_files', 'pygments.css', any(isinstance(node, nodes.literal_block) for node in elements)),
    ):
        if not is_used:
            # In place: they are the builder's own lists, which it makes whole again for the next page.
            context[files][:] = [file for file in context[files] if Path(file.filename or '').name != name]


# -- What the site's styles weigh -------------------------------------------------------------------


def lighten_styles(app: Sphinx, exception: Exception | None) -> None:
    """Write the site's own styles as the extension writes its: half of each is comments, for us."""
    for name in ('site.css', 'type.css') if exception is None else ():
        copied = Path(app.outdir, '_static', name)
        if copied.is_file():
            write(copied, asset(Path(app.confdir, 'docs', '_static', name)))


# -- Setting it up --------------------------------------------------------------------------------


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fix what Furo does to tables, Sphinx to tables, captions and anchors, and sphinx-design to every page."""
    app.add_node(ScrollRegion, html=(visit_scroll_region, depart_scroll_region))
    app.add_post_transform(ScrollRegions)
    app.add_post_transform(LongTables)
    app.add_post_transform(WholeNames)
    app.add_node(nodes.title, override=True, html=(visit_title, None))
    app.connect('build-finished', lighten_styles)
    app.connect('html-page-context', anchor_within)
    app.connect('html-page-context', load_where_used)
    app.connect('html-page-context', name_as_in_contents)
    return {'version': '1', 'parallel_read_safe': True, 'parallel_write_safe': True}
