"""The head of a page that compares: what reference managers and search engines read there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..context import is_site
from ..domain import context_of
from ..export.metadata import json_ld, tags, tags_of_editors

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from ..export.metadata import Tag

AFTER_OTHERS = 900


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe a page in its head, or its source. What an editor or another extension has said there, stands."""
    if doctree is None or not is_site(app.builder):
        return
    comparison = context_of(app.env).comparison
    page = comparison.pages.get(pagename)
    if not page:
        return
    said = str(context.get('metatags', ''))
    edition = replace(comparison.edition, address=str(app.config.html_baseurl or ''))
    source = comparison.source_on(page)
    more = []
    if source:
        found = tags(source.record, edition)
        data = json_ld(source.record, edition, str(context.get('pageurl') or ''))
        more = [f'<script type="application/ld+json">{data}</script>']
    # A source that another page defined first is a fault, and a reference manager is not to save it.
    elif page.compares and not page.source and edition.editors:
        found = tags_of_editors(page.title, edition)
    else:
        return
    lines = [str(tag) for tag in found if not _stands(tag, said)]
    context['metatags'] = said + '\n'.join(['', *lines, *more, ''])


def _stands(tag: Tag, said: str) -> bool:
    return f'{tag.attribute}="{tag.name}"' in said
