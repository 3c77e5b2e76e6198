"""What the search of a site needs of us: our script on its page, and an index by Sphinx that leads to our anchors.

Sphinx's script looks for words in pages, and leads to the top of a page. Ours, ``static/search.js``, looks in the
texts and in what is said of them, and leads to the paragraph or the point.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain import context_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

# The name of Sphinx's page for searching, which no page of a project can have.
PAGE = 'search'
SCRIPT = 'search.js'
_SOURCE = 'cf:source'
# Sphinx's word for an anchor that is the type and the name of the object.
_SHORT = '-'


class WholeAnchors:
    """The format of Sphinx's search index, with the anchors of our objects in full.

    Sphinx leaves out an anchor that is the type and the *id* of an object, ``theme-trade``, and its script puts it
    together again from the type and the *title*, ``theme-Trade and war``, where nothing is. And for the top of a page,
    which has no anchor, it takes the name.
    """

    def __init__(
        self, as_it_was: Any, objects: Iterable[tuple[str, str, str, str, str, int]], tops: Mapping[str, str]
    ) -> None:
        """Take the format, the objects as the domain yields them, and the anchor of each page's first heading."""
        self._as_it_was = as_it_was
        self._tops = tops
        self._anchors: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for name, title, kind, docname, anchor, _ in sorted(objects):  # the order that Sphinx writes them in
            if anchor == f'{kind}-{name}':
                prefix, _, last = escape(title).rpartition('.')
                self._anchors[docname, f'cf:{kind}', prefix, last].append(anchor)

    def load(self, stream: Any) -> Any:
        """Read an index."""
        return self._as_it_was.load(stream)

    def loads(self, text: Any) -> Any:
        """Read an index that is held in memory."""
        return self._as_it_was.loads(text)

    def dump(self, index: dict[str, Any], stream: Any) -> None:
        """Write an index."""
        waiting = {key: iter(anchors) for key, anchors in self._anchors.items()}
        objects: dict[str, list[tuple[Any, ...]]] = {}
        for prefix, described in index['objects'].items():
            objects[prefix] = []
            for page, kind, priority, anchor, name in described:
                docname, named = index['docnames'][page], index['objtypes'][kind]
                whole = anchor
                if anchor == _SHORT:
                    whole = next(waiting.get((docname, named, prefix, name), iter(())), anchor)
                elif not anchor and named == _SOURCE:
                    whole = self._tops.get(docname, '')
                objects[prefix].append((page, kind, priority, whole, name))
        self._as_it_was.dump({**index, 'objects': objects}, stream)


def mend_index(app: Sphinx, builder: Builder) -> None:
    """Have Sphinx's search index lead to our anchors, if the project compares."""
    context = context_of(app.env)
    if context.in_use and isinstance(builder, StandaloneHTMLBuilder):
        builder.indexer_format = WholeAnchors(type(builder).indexer_format, context.inventory, context.tops)
