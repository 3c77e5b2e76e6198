"""The stylesheet and the scripts: written if the project uses them, and put on the pages that need them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builders import has_scripts, is_site, link_suffix
from ..domain import context_of
from ..files import write
from ..language.wording import in_scripts
from ..trees.nodes import control
from . import search

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..context import Context
    from ..model import Page

_STATIC = Path(__file__).parents[1] / 'static'
_STYLESHEET = 'comparison.css'
_SCRIPT = 'comparison.js'
_CITING = 'citing.js'
_READING = 'reading.js'
_FILTERS = 'filters.js'
_SCRIPTS = (_SCRIPT, _CITING, _READING, _FILTERS)
_COMMENTS = re.compile(r'^ *(?://.*|/\*\*? (?:[^*]|\*(?!/))*\*/)\n', re.MULTILINE)
# No string in them goes over a line.
_INDENTS = re.compile(r'^ +', re.MULTILINE)
_NOTES = re.compile(r' */\*[^*]*\*/')  # at the end of a line of a stylesheet
_LINES = re.compile(r'(?<=[};,])\n+| ({)\n')


def write_assets(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet and the scripts, if the project uses them: known once the pages are read."""
    if context_of(app.env).in_use and isinstance(builder, StandaloneHTMLBuilder):
        searched = (search.SCRIPT,) if has_scripts(builder) and builder.search else ()
        for name in (_STYLESHEET, *_SCRIPTS, *searched) if has_scripts(builder) else (_STYLESHEET,):
            write(Path(app.outdir, '_static', name), in_words(asset(_STATIC / name), name))
        # GitHub Pages leaves out what begins with an underscore, such as our data, unless there is this file.
        unfiltered = Path(app.outdir, '.nojekyll')
        if is_site(builder) and not unfiltered.exists():
            write(unfiltered, '')


@cache
def asset(path: Path) -> str:
    """Return a stylesheet or a script as browsers get it: without indents, and lines that are comments alone.

    A stylesheet is one line: unlike in a script, no end of a line means anything in it.
    """
    text = _INDENTS.sub('', _COMMENTS.sub('', path.read_text(encoding='utf-8')))
    return _LINES.sub(r'\1', _NOTES.sub('', text)) if path.suffix == '.css' else text


def in_words(text: str, name: str) -> str:
    """Return an asset with the words that it shows in the site's language, where the site is not in English."""
    words = in_scripts() if name == _SCRIPT else {}
    return f'window.cfWords = {json.dumps(words, ensure_ascii=False)};\n{text}' if words else text


def add_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the stylesheet on a page that shows something of ours, and the script where it has something to do."""
    build = context_of(app.env)
    build.written.add(pagename)
    if doctree is None:
        _add_to_page_without_source(app, pagename, build)
        return
    page = build.comparison.pages.get(pagename)
    scripted = has_scripts(app.builder) and page and _has_use_for_scripts(build, page)
    on_one_page = app.builder.name == 'singlehtml' and any(each.compares for each in build.comparison.pages.values())
    compares = on_one_page or (page and page.compares)
    if compares or scripted or (build.in_use and build.permalinks.on(pagename)):
        app.add_css_file(_STYLESHEET)
    if scripted:
        used = [_CITING] if page and page.compares else []
        used += [_READING] if page and page.source else []
        filtered = page and page.views and any('filters' in each for each in doctree.findall(control))
        used += [_FILTERS] if filtered else []
        data: dict[str, Any] = {'data-suffix': link_suffix(app.builder)}
        app.add_js_file(_SCRIPT, loading_method='defer', **data)
        for name in used:
            app.add_js_file(name, loading_method='defer')


def _add_to_page_without_source(app: Sphinx, pagename: str, build: Context) -> None:
    """Put the script on the page for searching; the stylesheet there, and in the place of a page that is gone."""
    searches = pagename == search.PAGE and has_scripts(app.builder) and not build.empty
    if searches:
        app.add_js_file(search.SCRIPT, loading_method='defer')
    if searches or (build.in_use and pagename in build.gone):
        app.add_css_file(_STYLESHEET)


def _has_use_for_scripts(build: Context, page: Page) -> bool:
    """True if a page compares, or has a link to a place that is compared."""
    if page.compares:
        return True
    if not build.in_use:
        return False
    comparison, references = build.comparison, [mention.reference for mention in page.mentions]
    return any(
        target.anchor
        for reference in references
        for target in (
            [comparison.resolve(reference.kind, reference.target)]
            if reference.kind
            else [found for _, found in comparison.resolve_any(reference.target)]
        )
        if target
    )


def withdraw_assets(app: Sphinx) -> None:
    """Remove the stylesheet and the script that an earlier build copied, when no page uses them any more."""
    for path in _STATIC.iterdir():
        (app.outdir / '_static' / path.name).unlink(missing_ok=True)
