"""A page in the place of each one that is gone and has readers to be sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from ..builders import is_site
from ..domain import context_of
from ..drawing.drawer import Drawer
from ..language.wording import mark, say
from ..views.notices import moved_notices
from ..views.plan import PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ..context import Context


_GONE = mark('This page is gone')
_NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">'


def pages_that_are_gone(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page in the place of each one that is gone and has readers to be sent on."""
    context = context_of(app.env)
    if isinstance(app.builder, StandaloneHTMLBuilder) and is_site(app.builder) and context.in_use and context.gone:
        # `a` and `a/index` have one address where each page has a folder of its own.
        taken = {app.builder.get_output_path(docname) for docname in (*app.env.found_docs, *context.written)}
        for docname in context.gone:
            if app.builder.get_output_path(docname) in taken:
                continue
            body = app.builder.render_partial(_page(context, docname))['fragment']
            yield docname, {'title': say(_GONE), 'body': body, 'metatags': _NOT_FOR_SEARCH_ENGINES}, 'page.html'


def _page(context: Context, docname: str) -> nodes.container:
    """Draw what stands in the place of a page that is gone: where everything is that was on it."""
    planned = PagePlan({}, {}, {}, {}, moved=moved_notices(docname, context.permalinks))
    drawer = Drawer(context, docname, planned)
    # No title: Sphinx looks up its number, and has none to look up in a build that writes no other page.
    page = nodes.container('', nodes.rubric('', say(_GONE), **{'heading-level': 1}))
    drawer.forward(page)
    return page
