"""The head of a page that compares: what reference managers and search engines read there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from ..builders import has_scripts, is_site
from ..citation.citations import FILE_FORMATS, FOLDER
from ..domain import context_of
from ..export.metadata import json_ld, tags, tags_of_editors

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

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
    edition = comparison.edition._replace(address=str(app.config.html_baseurl or ''))
    source = comparison.source_on(page)
    more = []
    if source:
        found = tags(source.record, edition)
        data = json_ld(source.record, edition, str(context.get('pageurl') or ''))
        more = [f'<script type="application/ld+json">{data}</script>', *_files(app.builder, pagename, source.id)]
    # A source that another page defined first is a fault, and a reference manager is not to save it.
    elif page.compares and not page.source and edition.editors:
        found = tags_of_editors(page.title, edition)
    else:
        return
    lines = [str(tag) for tag in found if not _stands(tag, said)]
    context['metatags'] = said + '\n'.join(['', *lines, *more, ''])


def _files(builder: Builder, pagename: str, identifier: str) -> list[str]:
    """Return links for programs to the files that describe a source, each with its media type (FAIR Signposting)."""
    if not has_scripts(builder):
        return []
    here = builder.get_target_uri(pagename)
    return [
        f'<link rel="describedby" type="{each.media_type}" '
        f'href="{escape(relative_uri(here, f"{FOLDER}/{identifier}{each.suffix}"))}">'
        for each in FILE_FORMATS
        if each.media_type
    ]


def _stands(tag: Tag, said: str) -> bool:
    return f'{tag.attribute}="{tag.name}"' in said
