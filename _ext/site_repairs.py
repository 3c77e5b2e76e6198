"""What this site mends in its theme and in Sphinx. It is no part of the comparison extension, and serves Furo only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        """Replace each wrapper."""
        for wrapper in list(self.document.findall(nodes.container)):
            if 'table-wrapper' in wrapper['classes']:
                region = ScrollRegion('', *wrapper.children, classes=['table-wrapper'])
                region['focusable'] = next(region.findall(nodes.reference), None) is None
                wrapper.parent.replace(wrapper, region)  # replace_self would copy the ids again


def visit_scroll_region(self: HTML5Translator, node: ScrollRegion) -> None:
    """Open the box; if it can be focused, it has a role and a name."""
    attributes: dict[str, Any] = {}
    if node['focusable']:
        title = next(node.findall(nodes.title), None)
        attributes = {
            'tabindex': '0',
            'role': 'region',
            'aria-label': title.astext() if title else 'Table',
        }
    self.body.append(self.starttag(node, 'div', CLASS='docutils container', **attributes))


def depart_scroll_region(self: HTML5Translator, node: ScrollRegion) -> None:
    """Close the box."""
    self.body.append('</div>\n')


# -- The single page ------------------------------------------------------------------------------


class OnePage(SphinxPostTransform):
    """Mend the links of `singlehtml`, and so of the PDF.

    Sphinx writes a link to a place in another page as `#document-page#place`, which leads nowhere,
    and lets a heading that two pages share stand twice under the same id.
    """

    default_priority = 800  # after every link has been resolved
    builders = ('singlehtml',)

    def run(self, **kwargs: Any) -> None:
        """Give each id to one place only, then let each link follow."""
        elements = list(by_page(self.document, self.config.root_doc))
        moved: dict[tuple[str | Any, ...], str] = {}
        taken: set[str] = set()
        for page, element in elements:
            for n, place in enumerate(element['ids']):
                if place in taken:
                    element['ids'][n] = moved[page, place] = f'{page.replace("/", "-")}-{place}'
                taken.add(element['ids'][n])
        for page, element in elements:
            if isinstance(element, nodes.reference):
                if place := element.get('refid'):
                    element['refid'] = moved.get((page, place), place)
                elif there := re.fullmatch('#document-(.+)#(.+)', element['refuri']):
                    element['refuri'] = f'#{moved.get(there.groups(), there[2])}'


def by_page(parent: nodes.Element, page: str) -> Iterator[tuple[str, nodes.Element]]:
    """Every element of the single page, with the name of the page that it was written on."""
    for child in parent.children:
        if isinstance(child, addnodes.start_of_file):
            yield from by_page(child, child['docname'])
        elif isinstance(child, nodes.Element):
            yield page, child
            yield from by_page(child, page)


# -- Setting it up --------------------------------------------------------------------------------


def setup(app: Sphinx) -> ExtensionMetadata:
    """Mend what Furo does to tables, and Sphinx to the single page."""
    app.add_node(ScrollRegion, html=(visit_scroll_region, depart_scroll_region))
    app.add_post_transform(ScrollRegions)
    app.add_post_transform(OnePage)
    return {'version': '1', 'parallel_read_safe': True, 'parallel_write_safe': True}
