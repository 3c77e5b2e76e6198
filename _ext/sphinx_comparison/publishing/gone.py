"""A page in the place of each one that is gone and has readers to be sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builders import is_site
from ..domain import context_of
from ..drawing.draw import GONE, page_that_is_gone
from ..language.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


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
            body = app.builder.render_partial(page_that_is_gone(context, docname))['fragment']
            yield docname, {'title': say(GONE), 'body': body, 'metatags': _NOT_FOR_SEARCH_ENGINES}, 'page.html'
