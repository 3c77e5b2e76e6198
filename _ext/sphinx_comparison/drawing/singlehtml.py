"""The single page that ``singlehtml`` makes of many: each id stands once on it, and every link leads to its place.

Sphinx writes a link to a place on another page as ``#document-page#place``, which leads nowhere. What two pages call
alike stands twice under one id, and pages are linked to that are not on the single one. A PDF made of it loses such
links without a word.
"""

from __future__ import annotations

import html
import re
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import context_of
from ..permalinks.published import published
from ..trees.parts import by_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

_PAGE = 'document-'
_LINK_TO_PAGE = re.compile(rf'#{_PAGE}([^#]+)(?:#(.+))?')
_HREF = re.compile(r'(?<= href=")#[^"]+(?=")')


class Places:
    """Where each place of each page stands on the single page."""

    def __init__(self, pages: Mapping[str, bool], places: Iterable[tuple[str, str]]) -> None:
        """Give each place an id of its own, earlier ones theirs; ``pages`` says of each page whether it is there."""
        self._pages = pages
        self._ids: dict[tuple[str, str], str] = {}
        taken = {f'{_PAGE}{page}' for page in pages}
        for page, place in places:
            if (page, place) not in self._ids:
                self._ids[page, place] = free = next(name for name in _names(page, place) if name not in taken)
                taken.add(free)

    def at(self, page: str, place: str) -> str:
        """Return the id of a place."""
        return self._ids.get((page, place), place)

    def link(self, address: str, page: str = '') -> str:
        """Return where a link on a page leads: nothing, if what it leads to is not on the single page."""
        to = _LINK_TO_PAGE.fullmatch(address)
        if to and to[1] in self._pages:
            there = self.at(to[1], to[2]) if to[2] else f'{_PAGE}{to[1]}'
            return f'#{there}' if self._pages[to[1]] else ''
        return f'#{self.at(page, address[1:])}' if address.startswith('#') else address

    def links(self, contents: str) -> str:
        """Mend the links of a table of contents in HTML."""
        return _HREF.sub(lambda href: html.escape(self.link(html.unescape(href[0]))), contents)


def _names(page: str, place: str) -> Iterator[str]:
    """Return the names that a place may have, the one it would like best first."""
    yield place
    longer = f'{page.replace("/", "-")}-{place}'
    yield longer
    yield from (f'{longer}-{number}' for number in count(2))


class OnePage(SphinxPostTransform):
    """Make ids unique on the single page, and links lead to their places."""

    default_priority: ClassVar[int] = 800  # after every link has been resolved
    builders = ('singlehtml',)

    def run(self, **kwargs: object) -> None:
        """Give each id to one place only, the anchors of the comparison first, then let each link follow."""
        context = context_of(self.env)
        if not context.in_use:
            return
        root = self.config.root_doc
        elements = list(by_page(self.document, root))
        here = {root, *(start['docname'] for start in self.document.findall(addnodes.start_of_file))}
        ids = [(page, place) for page, element in elements for place in element['ids']]
        ours = [(anchor.target.docname, anchor.target.anchor) for anchor in published(context.comparison).values()]
        there = set(ids)
        places = Places(
            {page: page in here for page in self.env.all_docs},
            [*(place for place in ours if place in there), *ids],
        )
        self._keep_numbers(places, ids)
        for page, element in elements:
            _follow(element, page, places)
        self._name_first_page(f'{_PAGE}{root}')
        self.document['places'] = places  # for the tables of contents

    def _keep_numbers(self, places: Places, ids: list[tuple[str, str]]) -> None:
        """Let sections and figures have their numbers under their new ids too."""
        for page, place in ids:
            new = places.at(page, place)
            sections = self.env.toc_secnumbers.get(page, {})
            if f'#{place}' in sections:
                sections[f'#{new}'] = sections[f'#{place}']
            for figures in self.env.toc_fignumbers.get(page, {}).values():
                if place in figures:
                    figures[new] = figures[place]

    def _name_first_page(self, name: str) -> None:
        """Give the first page the id that Sphinx gives to all others."""
        for child in self.document.children:
            if isinstance(child, nodes.section):
                child['ids'].append(name)
                return
        self.document.insert(0, nodes.target('', '', ids=[name]))


def _follow(element: nodes.Element, page: str, places: Places) -> None:
    """Name an element, and everything that it refers to, as they are named on the single page."""
    for names in ('ids', 'backrefs'):
        if element.get(names):
            element[names] = [places.at(page, place) for place in element[names]]
    if 'refid' in element:
        element['refid'] = places.at(page, element['refid'])
    if isinstance(element, nodes.reference) and element.get('refuri'):
        element['refuri'] = places.link(element['refuri'], page)
        if not element['refuri']:
            words = nodes.inline('', '', *element.children, ids=element['ids'], classes=element['classes'])
            element.parent.replace(element, words)


def mend_surroundings(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mend the links that a theme puts round the single page: the tables of contents, and those to other pages."""
    places = doctree.get('places') if doctree is not None else None
    if isinstance(places, Places):
        toctree = context['toctree']
        context['toc'] = places.links(context['toc'])
        context['toctree'] = lambda **options: places.links(toctree(**options))
        context['hasdoc'] = app.env.all_docs.__contains__  # no search and no index, whatever Sphinx says
