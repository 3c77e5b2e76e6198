"""Publishing: the exports at the root of a site, and the stylesheet on the pages that need it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from .domain import domain_of
from .drawing import GONE, is_site, page_that_is_gone
from .export import json as json_export
from .export import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_HERE = Path(__file__).parent
_NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">'
_STYLESHEET = 'comparison.css'
_DATA = 'comparison.json'
_SCHEMA = 'comparison.schema.json'


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
    domain = domain_of(app.env)
    page = domain.pages.get(pagename)
    compares = doctree is not None and page and page.compares
    if compares or (domain.in_use and domain.permalinks.on(pagename)):
        app.add_css_file(_STYLESHEET)


def pages_that_are_gone(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page in the place of each one that is gone and has readers to be sent on."""
    domain = domain_of(app.env)
    if isinstance(app.builder, StandaloneHTMLBuilder) and is_site(app.builder) and domain.in_use:
        for docname in domain.permalinks.gone:
            body = app.builder.render_partial(page_that_is_gone(domain, docname))['fragment']
            yield docname, {'title': GONE, 'body': body, 'metatags': _NOT_FOR_SEARCH_ENGINES}, 'page.html'


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write what programs read, beside the pages of a site, when it was built without error."""
    if exception is not None or app.builder.name not in ('html', 'dirhtml', 'singlehtml'):
        return
    comparison = domain_of(app.env).comparison
    if not comparison.sources and not comparison.points:
        if domain_of(app.env).in_use:
            withdraw_exports(app)
        return

    def address(docname: str, anchor: str) -> str:
        uri = app.builder.get_target_uri(docname)
        if app.builder.name == 'singlehtml':
            # Sphinx gives the place of the page on the one page there is.
            page = f'{app.config.root_doc}{getattr(app.builder, "out_suffix", "")}'
            return f'{page}#{anchor}' if anchor else f'{page}{uri}'
        return f'{uri}#{anchor}' if anchor else uri or './'

    schema = _HERE / 'export' / 'comparison.schema.json'
    write(app.outdir / _DATA, json_export.export(comparison, address))
    write(app.outdir / _SCHEMA, schema.read_text(encoding='utf-8'))


def write(path: Path, text: str) -> None:
    """Write a file whole, or end the build with an error that says why that cannot be done."""
    try:
        write_file(path, text)
    except OSError as error:
        message = f'Cannot write {path}: {error.strerror}. Mend that and build again.'
        raise SphinxError(message) from error


def withdraw_exports(app: Sphinx) -> None:
    """Remove what an earlier build wrote for programs, when there is nothing to write any more."""
    for name in (_DATA, _SCHEMA):
        (app.outdir / name).unlink(missing_ok=True)


def withdraw_stylesheet(app: Sphinx) -> None:
    """Remove the stylesheet that an earlier build copied, when no page uses it any more."""
    (app.outdir / '_static' / _STYLESHEET).unlink(missing_ok=True)
