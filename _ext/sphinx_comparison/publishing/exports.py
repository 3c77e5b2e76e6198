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
from ..files import remove_parts, stamp, write
from ..incremental.code_version import code_version
from ..incremental.note import Exported
from ..incremental.parts import Parts
from ..memory import resting_collector
from ..model import sha256_of
from . import search
from .assets import withdraw_assets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from ..context import Context
    from ..export.parts import Part


_SCRIPTS = '_comparison'
_DATA = 'comparison.json'
_SCHEMA = 'comparison.schema.json'
_TABLE = 'comparison.csv'
_SPREADSHEET = 'comparison-spreadsheet.csv'
_FILES = (_DATA, _SCHEMA, _TABLE, _SPREADSHEET, web_annotations.FILE)


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
    build.exported = {}
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

    schema = Path(__file__).parents[1] / 'export' / 'comparison.schema.json'

    exports = {
        _DATA: json_export.export,
        _TABLE: csv.export,
        _SPREADSHEET: csv.export_for_spreadsheets,
        web_annotations.FILE: web_annotations.export,
    }
    for name, export in exports.items():
        _write(build, name, partial(export, comparison, address))
    _export(build, Path(app.outdir, _SCHEMA), schema.read_text(encoding='utf-8'))
    _write_bibliography(app)
    if has_scripts(builder):
        _write_scripts(app, builder)


def _write(build: Context, name: str, make: Callable[[Part], str]) -> None:
    """Write a file that is made of the whole comparison, unless nothing has changed of what it is made of."""
    path = Path(build.builder.outdir, name)
    if _is_unchanged(build, path):
        return
    before, inputs = _before(build, path), build.comparison.inputs
    known = before and build.changed is not None and before.state == stamp(path)
    parts = Parts(inputs, path, before, build.changed or frozenset()) if known else Parts(inputs, path)
    with inputs.noting() as asked:
        text = make(parts)
    write(path, text)
    build.exported[path] = parts.exported(text, asked)


def _export(build: Context, path: Path, text: str, made_of: str = '', inputs: Collection[str] = ()) -> None:
    write(path, text)
    build.exported[path] = Exported('', made_of, tuple(sorted(inputs)))


def _is_known(build: Context, path: Path, made_of: str, inputs: Collection[str] = ()) -> bool:
    """True if the last build made a file of the same, and nobody has touched it since: it is left as it is."""
    before = _before(build, path)
    known = before is not None and (before.state, before.made_of) == (stamp(path), made_of)
    if before and known:
        build.exported[path] = before._replace(inputs=tuple(sorted(inputs)))
    return known


def _is_unchanged(build: Context, path: Path) -> bool:
    """True if nothing has changed of what the last build made a file of, and nobody has touched it since."""
    before = _before(build, path)
    if not before or not before.inputs or build.changed is None or not build.changed.isdisjoint(before.inputs):
        return False
    return _is_known(build, path, before.made_of, before.inputs)


def _before(build: Context, path: Path) -> Exported | None:
    """Return what is known of a file that the last build wrote."""
    return build.before.files.get(path.relative_to(build.builder.outdir).as_posix()) if build.before else None


def _digest(inputs: str) -> str:
    return sha256_of(f'{code_version()} {inputs}')


def _write_bibliography(app: Sphinx) -> None:
    """Write what reference managers read of each source, and remove what earlier builds wrote of others."""
    build = context_of(app.env)
    for identifier, work in bibliography.works(build.comparison):
        made_of = _digest(repr(work))
        paths = [Path(app.outdir, name) for name in bibliography.paths(identifier)]
        known = [_is_known(build, path, made_of) for path in paths]
        if not all(known):
            for name, text in bibliography.texts(identifier, work):
                _export(build, Path(app.outdir, name), text, made_of)
    _withdraw(Path(app.outdir, FOLDER), set(build.exported), _is_bibliography)


def _is_bibliography(path: Path) -> bool:
    if path.name.startswith('.'):  # of a build that was killed
        return path.name.endswith('.part') and bibliography.is_named(path.name[1:].removesuffix('.part'))
    return bibliography.is_named(path.name) and bibliography.is_ours(path.name, path.read_text('utf-8', 'replace'))


def _write_scripts(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """Write what the script on one page has to know of another, a file for each, and remove those of others.

    To make the citations of a page takes longer than all else, so a file is left as it is where it would be the same.
    """
    build = context_of(app.env)
    comparison = build.comparison
    for docname in [page.docname for page in comparison.pages.values() if page.compares]:
        name = script_name(builder, docname)
        path = Path(app.outdir, _SCRIPTS, f'{name}.js')
        if _is_unchanged(build, path):
            continue
        with comparison.inputs.noting() as inputs:
            page = comparison.pages[docname]
            shown = previews(page, comparison)
            cited = citables(page, comparison)
        shown_in_json = dumps(shown)
        made_of = _digest(f'{build.words} {shown_in_json} {cited!r}')
        if not _is_known(build, path, made_of, inputs):
            data = f'{{"previews": {shown_in_json}, "citing": {dumps(citing(cited))}}}'
            _export(build, path, script(name, data), made_of, inputs)
    if builder.search:
        uri_of = builder.get_target_uri
        _write(
            build,
            f'{_SCRIPTS}/{search.SCRIPT}',
            lambda _part: script(search.PAGE, dumps(search_index(comparison, uri_of))),
        )
    _withdraw(Path(app.outdir, _SCRIPTS), set(build.exported), _is_script)


def withdraw(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove what earlier builds wrote, in a project that compares nothing any more; name no page to be written."""
    build = context_of(env)
    if build.before and not build.in_use:
        withdraw_exports(app)
        withdraw_assets(app)
    return []


def withdraw_exports(app: Sphinx) -> None:
    """Remove what an earlier build wrote for programs, when there is nothing to write any more."""
    for name in _FILES:
        (app.outdir / name).unlink(missing_ok=True)
    _withdraw(Path(app.outdir, _SCRIPTS), set(), _is_script)
    _withdraw(Path(app.outdir, FOLDER), set(), _is_bibliography)


def _withdraw(folder: Path, wanted: set[Path], is_ours: Callable[[Path], bool]) -> None:
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
