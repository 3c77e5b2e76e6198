"""How this site is found: its sitemap, and what is shown where somebody posts a link to one of its pages.

All of it wants the site's address, ``html_baseurl``, and is not made without. The sitemap and the picture are made
anew on every build, from all pages, so that they are the same whichever pages it wrote.
"""

from __future__ import annotations

import textwrap
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docutils import nodes
from PIL import Image, ImageDraw, ImageFont

from sphinx_comparison.context import is_site
from sphinx_comparison.domain import context_of, domain_of
from sphinx_comparison.trees.text import shown_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_comparison.comparison import Comparison

PICTURE = '_static/comparison.png'


# -- What is shown of a page: Open Graph ------------------------------------------------------------

MOST_WORDS = 200  # letters


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Say in the head of a page what is shown with a link to it: its title, how it begins, and the picture."""
    if doctree is None or not app.config.html_baseurl or not is_site(app.builder):
        return
    page = domain_of(app.env).pages.get(pagename)
    source = page.source if page else None
    text = source.passages[0].text if source and source.passages else first_paragraph(doctree)
    begins = textwrap.shorten(text, MOST_WORDS, placeholder=' …')
    shown = {
        'og:title': source.record.title if source else app.env.titles[pagename].astext(),
        'og:type': 'article' if source else 'website',
        'og:url': context['pageurl'],
        'og:site_name': app.config.project,
        'og:description': begins,
        'og:image': app.config.html_baseurl + PICTURE,
        'og:image:alt': f'{app.config.project}: where each author stands on each hypothesis',
        'og:image:width': str(SIZE[0]),
        'og:image:height': str(SIZE[1]),
    }
    named = {'twitter:card': 'summary_large_image'}
    if 'name="description"' not in context['metatags']:
        named['description'] = begins
    for attribute, values in (('property', shown), ('name', named)):
        for name, content in values.items():
            context['metatags'] += f'<meta {attribute}="{name}" content="{escape(content)}">\n'


def first_paragraph(doctree: nodes.document) -> str:
    """Return the first paragraph of a page that is running text; nothing where there is none."""
    paragraphs = (node for node in doctree.findall(nodes.paragraph) if isinstance(node.parent, nodes.section))
    return next(map(shown_text, paragraphs), '')


# -- Files -----------------------------------------------------------------------------------------


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write both, when the site was built without error."""
    if exception is None and app.config.html_baseurl and is_site(app.builder):
        comparison = context_of(app.env).comparison
        (app.outdir / 'sitemap.xml').write_text(sitemap(app), encoding='utf-8')
        (app.outdir / PICTURE).write_bytes(picture(app.config.project, comparison))


# -- The sitemap -----------------------------------------------------------------------------------


def sitemap(app: Sphinx) -> str:
    """List what the site has to read: every page that an editor wrote, and no other."""
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


# -- The picture -----------------------------------------------------------------------------------

SIZE = (1200, 630)  # what Open Graph's readers show whole
MARGIN = 80
LETTERS = 28  # of the title, a line
PAPER, INK, GREY = '#fbfaf7', '#1b1b1b', '#5c5c5c'
SIDES = {'for': '#00695f', 'open': '#8a5a00', 'against': '#a32366', '': '#8a8a8a'}
MARK = 18


def picture(title: str, comparison: Comparison) -> bytes:
    """Draw the title of the site, and for each author the stances on all hypotheses in a row."""
    image = Image.new('RGB', SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    words = '\n'.join(textwrap.wrap(title, LETTERS))
    draw.multiline_text((MARGIN, MARGIN), words, fill=INK, font=ImageFont.load_default(70), spacing=14)
    hypotheses = [point for point in comparison.points.values() if point.kind == 'hypothesis']
    left = MARGIN + 200
    step = (SIZE[0] - MARGIN - left) / max(len(hypotheses), 1)
    for row, source in enumerate(reversed(comparison.sources)):
        middle = SIZE[1] - MARGIN - row * 60
        draw.text((MARGIN, middle), comparison.names[source], fill=GREY, font=ImageFont.load_default(32), anchor='lm')
        for column, point in enumerate(hypotheses):
            for position in comparison.positions_on.get(point.id, ()):
                if position.source == source and position.stance in comparison.scale:
                    mark(draw, (left + (column + 0.5) * step, middle), comparison.scale[position.stance].side)
    file = BytesIO()
    image.save(file, 'PNG', optimize=True)
    return file.getvalue()


def mark(draw: ImageDraw.ImageDraw, middle: tuple[float, float], side: str) -> None:
    """Draw the sign of a side, as in the tables: a disc, a ring, a cross, a line."""
    (x, y), half, colour = middle, MARK / 2, SIDES[side]
    box = (x - half, y - half, x + half, y + half)
    if side == 'for':
        draw.ellipse(box, fill=colour)
    elif side == 'open':
        draw.ellipse(box, outline=colour, width=4)
    elif side == 'against':
        draw.line(box, fill=colour, width=5)
        draw.line((box[0], box[3], box[2], box[1]), fill=colour, width=5)
    else:
        draw.line((box[0], y, box[2], y), fill=colour, width=3)


# -- Setting it up ---------------------------------------------------------------------------------


def setup(app: Sphinx) -> ExtensionMetadata:
    """Describe each page, and write the files when all are written."""
    app.connect('html-page-context', describe)
    app.connect('build-finished', write_files)
    return {'version': '1', 'parallel_read_safe': True, 'parallel_write_safe': True}
