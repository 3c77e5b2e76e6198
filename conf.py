"""The site's Sphinx configuration, for `sphinx-build -c . docs _build/html`.

Three things change it from outside: the environment variable SITE_URL, the address at which the site
is published; the tag `pdf` (`-t pdf`), set by `make pdf` for the page that becomes a PDF; and the tag
`manual`, for the manual as a site of its own (`make manual`) or, with `pdf`, as a PDF.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.tags import Tags
    from sphinx.util.typing import ExtensionMetadata

    tags: Tags  # put here by Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / '_ext'))  # the extension is used in place, not installed

from sphinx_comparison import __version__  # noqa: E402

SITE_URL = os.environ.get('SITE_URL', '').rstrip('/')
FOR_PDF = tags.has('pdf')  # noqa: F821
FOR_MANUAL = tags.has('manual')  # noqa: F821

# -- The project ----------------------------------------------------------------------------------

project = 'Kim Jong-un’s turn of 2018: a comparative reading'
author = 'The Comparative Reading editors'
release = version = __version__
# Of what the editors wrote, for every page and every citation of the editors. Set it anew with each release.
cf_edition_date = '2026-11-29'
day = date.fromisoformat(cf_edition_date)
copyright = (
    f'{author}. Version {release}, {day.day} {day:%B %Y}. The two essays belong to their authors and publishers'
)
language = 'en'

# -- Reading --------------------------------------------------------------------------------------

extensions = ['myst_parser', 'sphinx_design', 'sphinx_comparison', 'site_reference', 'site_repairs']
exclude_patterns = ['_static', '_templates']
nitpicky = True  # a reference that leads nowhere is a warning, and `make html` lets none pass
primary_domain = 'cf'  # {position} for {cf:position}

# Every syntax extension takes some plain text for markup, so there are no more than are needed.
myst_enable_extensions = ['attrs_block', 'colon_fence']
myst_heading_anchors = 3

cf_seed_dir = 'seeds'
cf_permalinks = 'docs/permalinks.json'

# -- HTML -----------------------------------------------------------------------------------------

html_theme = 'furo'
html_title = project
html_static_path = ['docs/_static']  # relative to this file, not to docs/
html_favicon = 'docs/_static/icon.svg'
html_theme_options: dict[str, Any] = {'top_of_page_buttons': []}
templates_path = ['docs/_templates/furo']
html_copy_source = False  # nothing links to the copies
html_show_sourcelink = False
html_use_index = False  # the concordance is the index
html_domain_indices = False

if SITE_URL and not FOR_MANUAL:
    # These write absolute addresses, so without one they have nothing to say.
    extensions += ['notfound.extension', 'site_finding', 'sphinxext.opengraph']
    html_baseurl = f'{SITE_URL}/'
    ogp_site_url = html_baseurl
    ogp_image = f'{html_baseurl}_static/comparison.png'
    ogp_social_cards = {'enable': False}
    ogp_image_alt = f'{project}: where each author stands on each hypothesis'
    ogp_custom_meta_tags = [
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    notfound_urls_prefix = f'{urlsplit(SITE_URL).path}/'
    site_root = escape(notfound_urls_prefix)
    notfound_context = {
        'title': 'Nothing is here',
        'body': f"""
<h1>Nothing is at this address</h1>
<p>Everything on this site keeps its address once it is published, so there may be a slip in the one that you have.
What it should lead to may be in
<a href="{site_root}essays/bajpai.html">Bajpai’s essay</a>,
<a href="{site_root}essays/cabestan.html">Cabestan’s essay</a>,
<a href="{site_root}hypotheses/why.html">the comparison on why Kim turned</a> or
<a href="{site_root}hypotheses/whither.html">that on where it leads</a>; or begin with
<a href="{site_root}index.html">the front page</a>.</p>
""",
    }

# The single page has no search, so Furo's sidebar goes without it there.
singlehtml_sidebars = {
    '**': [
        f'sidebar/{part}.html' for part in ('brand', 'scroll-start', 'navigation', 'scroll-end', 'variant-selector')
    ]
}

if FOR_MANUAL:
    project = html_title = 'sphinx-comparison: the manual'
    copyright = f'{author}. Version {release}'
    cf_permalinks = ''  # its addresses are others

if FOR_PDF:
    html_theme = 'basic'  # Furo's pages, made for a screen, do not come out on paper
    html_theme_options = {}
    html_context = {'author': author}  # the one name that Sphinx keeps from its templates
    singlehtml_sidebars = {}
    templates_path = ['docs/_templates/print']
    cf_permalinks = ''  # a part of the site has not all its anchors
    if FOR_MANUAL:
        root_doc = 'extension/index'
        suppress_warnings = ['toc.not_included']  # the rest of the site, to which nothing leads then
    else:
        # The essays cannot be scrolled side by side on paper, and each is whole in its own place.
        exclude_patterns += ['extension', 'beside.md']
        suppress_warnings = ['toc.not_readable', 'myst.xref_missing']  # what leads there is plain text

# -- EPUB -----------------------------------------------------------------------------------------

epub_basename = 'comparative-reading'
epub_title = project
epub_show_urls = 'no'  # an address after every link makes a table unreadable
epub_use_index = False
epub_tocdepth = 2
epub_exclude_files = ['_static/fonts/OFL.txt', '_static/icon.svg', '_static/print.css', '_static/site.css']
epub_identifier = epub_uid = 'comparative-reading'  # EPUB wants the two alike
epub_contributor = 'Kanti Bajpai and Jean-Pierre Cabestan, authors of the essays'
epub_description = 'Two essays on one question, side by side, every quotation proved.'

# -- LaTeX, man, Texinfo --------------------------------------------------------------------------

latex_engine = 'xelatex'  # with its default GNU FreeFont it has every letter and sign used: ¶ é — ’
latex_use_xindy = False  # there is no index to sort
latex_domain_indices = False
latex_elements = {'papersize': 'a4paper', 'printindex': '', 'extraclassoptions': 'openany,oneside'}
latex_documents = [('index', 'comparative-reading.tex', project, author, 'manual')]
man_pages = [('index', 'comparative-reading', project, author, 7)]
texinfo_documents = [('index', 'comparative-reading', project, author, 'Comparative reading', '', 'Miscellaneous')]


# -- Styles ---------------------------------------------------------------------------------------


def add_style(app: Sphinx) -> None:
    """Link the type, and the style that goes with the theme. An e-book has its own."""
    app.add_css_file('type.css', priority=790)
    if app.builder.name == 'epub':
        # Sphinx knows the older formats of fonts only. This one is of EPUB's core media types (EPUB 3.3, section 3.2).
        app.builder.media_types = {**app.builder.media_types, '.woff2': 'font/woff2'}  # type: ignore[attr-defined] # only an EPUB's builder has some
    else:
        # After the extension's own, so that what the site says differently counts.
        app.add_css_file('print.css' if FOR_PDF else 'site.css', priority=800)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the styles."""
    app.connect('builder-inited', add_style)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
