"""What programs and scripts read beside the pages of a site: written when it changed, withdrawn when it is gone."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..builders import has_exports, has_scripts, script_name
from ..citation.citations import FOLDER
from ..domain import context_of
from ..export import bibliography, csv, web_annotations
from ..export import json as json_export
from ..export.citing import citables, citing
from ..export.previews import previews
from ..export.script import CALL, dumps, script
from ..export.search import search_index
from ..files import remove_parts
from ..incremental.exported_files import ExportedFiles, digest
from ..memory import resting_collector
from . import search
from .assets import withdraw_assets

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


_SCRIPTS = '_comparison'
_SCHEMA = 'comparison.schema.json'
_EXPORTS = {
    'comparison.json': json_export.export,
    'comparison.csv': csv.export,
    'comparison-spreadsheet.csv': csv.export_for_spreadsheets,
    web_annotations.FILE: web_annotations.export,
}


@resting_collector()
def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write what programs read, beside the pages of a site, when it was built without error; not what is there."""
    build, builder = context_of(app.env), app.builder
    if exception is not None or not has_exports(builder):
        return
    if build.unchanged:
        # A build in between may have been killed, and what it was to show put back.
        remove_parts(Path(app.outdir), build.before.files if build.before else ())
        return
    comparison = build.comparison
    if comparison.empty:
        if build.in_use:
            withdraw_exports(app)
        return

    uri_of = cache(builder.get_target_uri)

    def address(docname: str, anchor: str) -> str:
        uri = uri_of(docname)
        if builder.name == 'singlehtml':
            # Sphinx gives the place of the page on the one page there is.
            page = f'{app.config.root_doc}{builder.out_suffix}'
            return f'{page}#{anchor}' if anchor else f'{page}{uri}'
        return f'{uri}#{anchor}' if anchor else uri or './'

    files = ExportedFiles(build)
    for name, export in _EXPORTS.items():
        files.write_whole(name, partial(export, comparison, address))
    schema = Path(__file__).parents[1] / 'export' / _SCHEMA
    files.write(_SCHEMA, schema.read_text(encoding='utf-8'))
    _write_bibliography(app, files)
    if has_scripts(builder):
        _write_scripts(app, builder, files)


def _write_bibliography(app: Sphinx, files: ExportedFiles) -> None:
    """Write what reference managers read of each source, and remove what earlier builds wrote of others."""
    comparison = context_of(app.env).comparison
    for identifier in comparison.source_ids:
        names = bibliography.paths(identifier)
        if all(files.is_unchanged(name) for name in names):
            continue
        with comparison.inputs.noting() as inputs:
            work = bibliography.work_of(comparison, identifier)
        made_of = digest(repr(work))
        if not all(files.is_made_of(name, made_of, inputs) for name in names):
            for name, text in bibliography.texts(identifier, work):
                files.write(name, text, made_of, inputs)
    _withdraw(Path(app.outdir, FOLDER), files, _is_bibliography)


def _is_bibliography(path: Path) -> bool:
    if path.name.startswith('.'):  # of a build that was killed
        return path.name.endswith('.part') and bibliography.is_named(path.name[1:].removesuffix('.part'))
    return bibliography.is_named(path.name) and bibliography.is_ours(path.name, path.read_text('utf-8', 'replace'))


def _write_scripts(app: Sphinx, builder: StandaloneHTMLBuilder, files: ExportedFiles) -> None:
    """Write what the script on one page has to know of another, a file for each, and remove those of others.

    To make the citations of a page takes longer than all else, so a file is left as it is where it would be the same.
    """
    build = context_of(app.env)
    comparison = build.comparison
    for docname in [page.docname for page in comparison.pages.values() if page.compares]:
        page_name = script_name(builder, docname)
        name = f'{_SCRIPTS}/{page_name}.js'
        if files.is_unchanged(name):
            continue
        with comparison.inputs.noting() as inputs:
            page = comparison.pages[docname]
            shown = previews(page, comparison)
            cited = citables(page, comparison)
        shown_in_json = dumps(shown)
        made_of = digest(f'{build.words} {shown_in_json} {cited!r}')
        if not files.is_made_of(name, made_of, inputs):
            data = f'{{"previews": {shown_in_json}, "citing": {dumps(citing(cited))}}}'
            files.write(name, script(page_name, data), made_of, inputs)
    if builder.search:
        uri_of = builder.get_target_uri
        files.write_whole(
            f'{_SCRIPTS}/{search.SCRIPT}', lambda _: script(search.PAGE, dumps(search_index(comparison, uri_of)))
        )
    _withdraw(Path(app.outdir, _SCRIPTS), files, _is_script)


def withdraw(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove what earlier builds wrote, in a project that compares nothing any more; name no page to be written."""
    build = context_of(env)
    if build.before and not build.in_use:
        withdraw_exports(app)
        withdraw_assets(app)
    return []


def withdraw_exports(app: Sphinx) -> None:
    """Remove what an earlier build wrote for programs, when there is nothing to write any more."""
    for name in (*_EXPORTS, _SCHEMA):
        (app.outdir / name).unlink(missing_ok=True)
    _withdraw(Path(app.outdir, _SCRIPTS), (), _is_script)
    _withdraw(Path(app.outdir, FOLDER), (), _is_bibliography)


def _withdraw(folder: Path, wanted: Container[Path], is_ours: Callable[[Path], bool]) -> None:
    """Remove from a folder of ours what earlier builds wrote and is not wanted any more, and nothing else."""
    for path in sorted(folder.rglob('*'), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            with suppress(OSError):  # there is something in it
                path.rmdir()
        elif path not in wanted and is_ours(path):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()


def _is_script(path: Path) -> bool:
    if path.suffix != '.js':
        return path.suffix == '.part'
    with path.open('rb') as file:
        return file.read(len(CALL)) == CALL.encode()
