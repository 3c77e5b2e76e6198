"""``check``: every warning of a project as an editor reads it, without any output of the build."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..domain import context_of
from .counts import counted
from .project import Project, conf_option, folder_argument
from .written import HEAD, cell_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .project import BuildWarning, Reading

FORMATS = ('text', 'github', 'json')


@click.command()
@folder_argument
@conf_option
@click.option(
    '--format',
    'form',
    type=click.Choice(FORMATS),
    default='text',
    show_default=True,
    help="One line a warning, GitHub's annotations, or a list for programs.",
)
@click.pass_context
def check(context: click.Context, folder: Path | None, conf: Path | None, form: str) -> None:
    """Prove a project without writing its pages.

    Reads all pages anew and says what is wrong, with file and line. FOLDER is the folder of the pages, or of the
    whole project. The exit status is 0 if there is no warning, 1 if there is one, and 2 if the project cannot be read.
    """
    reading = Project.find(folder, conf).read()
    warnings = [with_row(warning) for warning in reading.warnings]
    if form == 'json':
        click.echo(as_json(warnings))
    else:
        for warning in warnings:
            click.echo(str(warning) if form == 'text' else as_annotation(warning))
        click.echo(_count(reading))
    context.exit(bool(reading.warnings))


def with_row(warning: BuildWarning) -> BuildWarning:
    """Return a warning of a page that ``positions in`` wrote with the row of the table that has to be corrected."""
    try:
        lines = Path(warning.file).read_text(encoding='utf-8').split('\n') if warning.line else ['']
    except (OSError, ValueError):
        return warning
    cell = cell_at(lines, warning.line) if lines[0] == HEAD else None
    if not cell:
        return warning
    point, source = cell
    where = f'Correct it in the table, in the row of the point "{point}" and the source "{source}".'
    return replace(warning, message=f'{warning.message} {where}')


def as_json(warnings: Sequence[BuildWarning]) -> str:
    """Return warnings as a list in JSON. What is not known is null."""
    return json.dumps(
        [{key: value or None for key, value in asdict(warning).items()} for warning in warnings],
        ensure_ascii=False,
        indent=2,
    )


def as_annotation(warning: BuildWarning) -> str:
    """Return a warning as a command of GitHub's workflows, which shows it beside the line of the file."""
    properties = {'file': warning.file, 'line': str(warning.line or ''), 'title': warning.kind}
    listed = ','.join(f'{name}={_escaped(value, ":,")}' for name, value in properties.items() if value)
    return f'::warning {listed}'.rstrip() + f'::{_escaped(warning.message)}'


def _escaped(text: str, more: str = '') -> str:
    """Write what a command of a workflow takes for its own marks as these have it, in hexadecimal digits."""
    return re.sub(f'[%\r\n{more}]', lambda mark: f'%{ord(mark[0]):02X}', text)


def _count(reading: Reading) -> str:
    """Say how many warnings there are; of what is right, how much there was to be proved."""
    if reading.warnings:
        files = {warning.file for warning in reading.warnings if warning.file}
        return f'{counted(len(reading.warnings), "warning")} in {counted(len(files), "file")}.'
    comparison = context_of(reading.env).comparison
    proved = (
        (len(comparison.sources), 'source'),
        (len(comparison.points), 'point'),
        (len(comparison.positions), 'position'),
        (len(list(comparison.quotations)), 'quotation'),
    )
    return f'No warnings: {", ".join(counted(*each) for each in proved)}.'
