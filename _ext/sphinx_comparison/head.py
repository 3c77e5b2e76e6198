"""The head of a page that compares: what reference managers and search engines read there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .domain import domain_of, is_site
from .export.metadata import json_ld, tags, tags_of_editors

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from .export.metadata import Tag

AFTER_OTHERS = 900


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe a page in its head, or its source. What an editor or another extension has said there, stands."""
    domain = domain_of(app.env)
    page = domain.comparison.pages.get(pagename)
    # A source that another page defined first is a fault, and a reference manager is not to save it.
    source = domain.comparison.source_on(page) if page and doctree is not None and is_site(app.builder) else None
    said = str(context.get('metatags', ''))
    root = str(app.config.html_baseurl or '')
    edition = replace(domain.comparison.edition, address=root)
    if not source:
        if page and page.compares and not page.source and edition.editors and is_site(app.builder):
            lines = [str(tag) for tag in tags_of_editors(page.title, edition) if not _stands(tag, said)]
            context['metatags'] = said + '\n'.join(['', *lines, ''])
        return
    lines = [str(tag) for tag in tags(source.record, edition) if not _stands(tag, said)]
    data = json_ld(source.record, edition, str(context.get('pageurl') or ''))
    context['metatags'] = said + '\n'.join(
        ['', *lines, f'<script type="application/ld+json">{data}</script>', ''],
    )


def _stands(tag: Tag, said: str) -> bool:
    return f'{tag.attribute}="{tag.name}"' in said
