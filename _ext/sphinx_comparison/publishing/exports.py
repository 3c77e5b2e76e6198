"""Publishing: the exports at the root of a site, and the stylesheet and the script on the pages that need them."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeGuard

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError

from ..domain import domain_of, is_site
from ..drawing.draw import GONE, page_that_is_gone
from ..export import json as json_export
from ..export.citing import citing
from ..export.previews import previews
from ..export.script import CALL, script
from ..export.search import search_index
from ..files import write_file
from ..wording import in_scripts, say
from . import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from ..domain import ComparisonDomain
    from ..model import Page

_HERE = Path(__file__).parents[1]
_NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">'
_STATIC = _HERE / 'static'
_STYLESHEET = 'comparison.css'
_SCRIPT = 'comparison.js'
_CITING = 'citing.js'
_COMMENTS = re.compile(r'^ *(?://.*|/\*\*? (?:[^*]|\*(?!/))*\*/)\n', re.MULTILINE)
# No string in them goes over a line.
_INDENTS = re.compile(r'^ +', re.MULTILINE)
_SCRIPTS = '_comparison'
_DATA = 'comparison.json'
_SCHEMA = 'comparison.schema.json'


def write_assets(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet and the scripts, if the project uses them: known once the pages are read."""
    if domain_of(app.env).in_use and isinstance(builder, StandaloneHTMLBuilder):
        searched = (search.SCRIPT,) if has_scripts(builder) and builder.search else ()
        for name in (_STYLESHEET, _SCRIPT, _CITING, *searched) if has_scripts(builder) else (_STYLESHEET,):
            path, text = Path(app.outdir, '_static', name), in_words(asset(_STATIC / name), name)
            if not path.is_file() or path.read_bytes() != text.encode():
                write(path, text)
        # GitHub Pages leaves out what begins with an underscore, such as our data, unless there is this file.
        unfiltered = Path(app.outdir, '.nojekyll')
        if is_site(builder) and not unfiltered.exists():
            write(unfiltered, '')


def asset(path: Path) -> str:
    """Give a stylesheet or a script as browsers get it: without indents, and lines that are comments alone."""
    return _INDENTS.sub('', _COMMENTS.sub('', path.read_text(encoding='utf-8')))


def in_words(text: str, name: str) -> str:
    """Give an asset the words that it shows, where the site is not in English."""
    if name == _STYLESHEET:
        return text.replace('"Cite"', json.dumps(say('Cite'), ensure_ascii=False))
    words = in_scripts() if name == _SCRIPT else {}
    return f'window.cfWords = {json.dumps(words, ensure_ascii=False)};\n{text}' if words else text


def has_scripts(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Tell whether a builder writes a site whose pages a browser shows one by one."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ('html', 'dirhtml')


def add_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the stylesheet on a page that shows something of ours, and the script where it has something to do."""
    domain = domain_of(app.env)
    domain.drawn.add(pagename)
    if pagename == search.PAGE and has_scripts(app.builder) and _exports(domain):
        app.add_css_file(_STYLESHEET)
        app.add_js_file(search.SCRIPT, loading_method='defer')
        return
    page = domain.comparison.pages.get(pagename)
    scripted = doctree is not None and page and has_scripts(app.builder) and _has_use_for_scripts(domain, page)
    on_one_page = app.builder.name == 'singlehtml' and any(each.compares for each in domain.comparison.pages.values())
    compares = doctree is not None and (on_one_page or (page and page.compares))
    if compares or scripted or (domain.in_use and domain.permalinks.on(pagename)):
        app.add_css_file(_STYLESHEET)
    if scripted and doctree is not None:
        stances = [[stance.id, stance.label] for stance in domain.comparison.scale.values()]
        questions = {name: title for table in doctree.findall(nodes.table) for name, title in _questions(table)}
        data: dict[str, Any] = {
            'data-suffix': _link_suffix(app.builder),
            'data-stances': json.dumps(stances, ensure_ascii=False),
            'data-questions': json.dumps(questions, ensure_ascii=False),
        }
        app.add_js_file(_SCRIPT, loading_method='defer', **data)
        if page and page.compares:
            app.add_js_file(_CITING, loading_method='defer')


def _has_use_for_scripts(domain: ComparisonDomain, page: Page) -> bool:
    """Tell whether a page compares, or has a link to a place that is compared."""
    if page.compares:
        return True
    if not domain.in_use:
        return False
    comparison, references = domain.comparison, [mention.reference for mention in page.mentions]
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


def _questions(table: nodes.table) -> list[tuple[str, str]]:
    questions: dict[str, str] = table.get('questions', {})
    return list(questions.items())


def _link_suffix(builder: Builder) -> str:
    """Give what addresses of pages end in, and the name of a page does not."""
    return str(getattr(builder, 'out_suffix' if builder.name == 'dirhtml' else 'link_suffix', ''))


def pages_that_are_gone(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page in the place of each one that is gone and has readers to be sent on."""
    domain = domain_of(app.env)
    if isinstance(app.builder, StandaloneHTMLBuilder) and is_site(app.builder) and domain.in_use:
        # `a` and `a/index` have one address where each page has a folder of its own.
        taken = {app.builder.get_output_path(docname) for docname in (*app.env.found_docs, *domain.drawn)}
        for docname in domain.permalinks.gone:
            if app.builder.get_output_path(docname) in taken:
                continue
            body = app.builder.render_partial(page_that_is_gone(domain, docname))['fragment']
            yield docname, {'title': say(GONE), 'body': body, 'metatags': _NOT_FOR_SEARCH_ENGINES}, 'page.html'


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write what programs read, beside the pages of a site, when it was built without error."""
    if exception is not None or app.builder.name not in ('html', 'dirhtml', 'singlehtml'):
        return
    comparison = domain_of(app.env).comparison
    if not _exports(domain_of(app.env)):
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
    if has_scripts(app.builder):
        _write_scripts(app, app.builder)


def _exports(domain: ComparisonDomain) -> bool:
    """True if there is anything to be written for programs."""
    return bool(domain.comparison.sources or domain.comparison.points)


def _write_scripts(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """Write what the script on one page has to know of another, a file for each, and remove those of others."""
    domain = domain_of(app.env)
    wanted: set[Path] = set()
    for docname, page in domain.comparison.pages.items():
        data = {
            'previews': previews(page, domain.comparison),
            'citing': citing(page, domain.comparison) if page.compares else {},
        }
        if any(data.values()):
            name = script_name(builder, docname)
            path = Path(app.outdir, _SCRIPTS, f'{name}.js')
            write(path, script(name, data))
            wanted.add(path)
    if builder.search:
        path = Path(app.outdir, _SCRIPTS, search.SCRIPT)
        write(path, script(search.PAGE, search_index(domain.comparison, builder.get_target_uri)))
        wanted.add(path)
    _withdraw_scripts(app, wanted)


def script_name(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Give the name by which a script knows a page: its address without its suffix, as a script can tell it too."""
    path = PurePosixPath(Path(builder.get_output_path(docname)).relative_to(builder.outdir).as_posix())
    return str(path).removesuffix(builder.out_suffix)


def write(path: Path, text: str) -> None:
    """Write a file whole, or end the build with an error that says why that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text)
    except OSError as error:
        message = f'Cannot write {path}: {error.strerror}. Mend that and build again.'
        raise SphinxError(message) from error


def withdraw_exports(app: Sphinx) -> None:
    """Remove what an earlier build wrote for programs, when there is nothing to write any more."""
    for name in (_DATA, _SCHEMA):
        (app.outdir / name).unlink(missing_ok=True)
    _withdraw_scripts(app, set())


def _withdraw_scripts(app: Sphinx, wanted: set[Path]) -> None:
    """Remove what earlier builds wrote for the script and is not wanted any more; in a folder of ours, only ours."""
    folder = Path(app.outdir, _SCRIPTS)
    for path in sorted(folder.rglob('*'), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            with suppress(OSError):  # there is something in it
                path.rmdir()
        elif path.suffix in ('.js', '.part') and path not in wanted and _is_ours(path):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()


def _is_ours(path: Path) -> bool:
    with path.open('rb') as file:
        return path.suffix == '.part' or file.read(len(CALL)) == CALL.encode()


def withdraw_assets(app: Sphinx) -> None:
    """Remove the stylesheet and the script that an earlier build copied, when no page uses them any more."""
    for path in _STATIC.iterdir():
        (app.outdir / '_static' / path.name).unlink(missing_ok=True)
