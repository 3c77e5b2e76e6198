"""How this site is found: its sitemap, and what is shown where somebody posts a link to an essay.

What is shown of the other pages sphinxext-opengraph says: how they begin. An essay begins with what the editors say of
it, so its own first words are given here.

The sitemap is made anew on every build, from all pages: sphinx-sitemap lists only those that a build wrote.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_comparison.builders import is_site
from sphinx_comparison.domain import context_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MOST_LETTERS = 200
BEFORE_OTHERS = 400


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give an essay its own first words as its description."""
    page = context_of(app.env).comparison.pages.get(pagename) if doctree is not None else None
    if page and page.source and page.source.passages:
        begins = textwrap.shorten(page.source.passages[0].text, MOST_LETTERS, placeholder=' …')
        context['meta'] = {**(context['meta'] or {}), 'og:description': begins, 'og:type': 'article'}
        context['metatags'] += f'<meta name="description" content="{escape(begins)}">\n'


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Write the sitemap, when the site was built without error."""
    if exception is None and app.config.html_baseurl and is_site(app.builder):
        (app.outdir / 'sitemap.xml').write_text(sitemap(app), encoding='utf-8')


def sitemap(app: Sphinx) -> str:
    """Return what the site has to read: every page that an editor wrote, and no other."""
    addresses = [app.config.html_baseurl + app.builder.get_target_uri(page) for page in sorted(app.env.found_docs)]
    return '\n'.join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *(f'<url><loc>{escape(address)}</loc></url>' for address in addresses),
            '</urlset>',
            '',
        ]
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Describe each essay, and write the sitemap when all pages are written."""
    app.connect('html-page-context', describe, priority=BEFORE_OTHERS)
    app.connect('build-finished', write_sitemap)
    return {'version': '1', 'parallel_read_safe': True, 'parallel_write_safe': True}
