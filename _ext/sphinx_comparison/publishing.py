"""Publishing: the exports at the root of a site, and the stylesheet on the pages that need it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .domain import domain_of
from .export import json as json_export
from .export import write_file

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_HERE = Path(__file__).parent
_STYLESHEET = 'comparison.css'


def add_static_folder(app: Sphinx, builder: Builder) -> None:
    """Let Sphinx copy the stylesheet, if the project uses it at all: known once the pages are read.

    And not before the environment is kept, or the next build would take the configuration for a changed one.
    """
    if domain_of(app.env).in_use:
        app.config.html_static_path = [*app.config.html_static_path, str(_HERE / 'static')]


def add_stylesheet(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the stylesheet on a page that shows something of ours."""
    page = domain_of(app.env).pages.get(pagename)
    if doctree is not None and page and page.compares:
        app.add_css_file(_STYLESHEET)


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write what programs read, beside the pages of a site, when it was built without error."""
    if exception is not None or app.builder.name not in ('html', 'dirhtml', 'singlehtml'):
        return
    comparison = domain_of(app.env).comparison
    if not comparison.sources and not comparison.points:
        return

    def address(docname: str, anchor: str) -> str:
        uri = app.builder.get_target_uri(docname)
        if app.builder.name == 'singlehtml':
            # Sphinx gives the place of the page on the one page there is.
            page = f'{app.config.root_doc}{getattr(app.builder, "out_suffix", "")}'
            return f'{page}#{anchor}' if anchor else f'{page}{uri}'
        return f'{uri}#{anchor}' if anchor else uri or './'

    schema = _HERE / 'export' / 'comparison.schema.json'
    write_file(app.outdir / 'comparison.json', json_export.export(comparison, address))
    write_file(app.outdir / 'comparison.schema.json', schema.read_text(encoding='utf-8'))
