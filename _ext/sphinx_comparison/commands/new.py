"""``new``: a small whole project, which builds at once."""

from __future__ import annotations

import json
import shlex
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from .errors import CannotRunError
from .escaping import heading

# Files that tools would take for their own, if they had their names in the package.
_NAMES = {'conf.py.in': 'conf.py', 'gitignore': '.gitignore'}
# What the example is in, and what it is called.
_EXAMPLE = ('docs', 'seeds', 'README.md')
_EXAMPLE_NAME = json.dumps('The harbour of Wenmouth')


@click.command()
@click.argument('folder', type=click.Path(path_type=Path))
@click.option('--empty', is_flag=True, help='Leave out the example: one page with an empty list of pages.')
def new(folder: Path, *, empty: bool) -> None:
    """Start a project.

    Makes FOLDER with two short texts, a question, two answers and a table, for you to look at and to replace. A folder
    that has anything in it is refused.
    """
    left_out = shutil.ignore_patterns(*_EXAMPLE) if empty else None
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotRunError(
                f'{folder} is there already, and not empty. Nothing was written. Name another folder.'
            )
        with as_file(files(__package__) / 'template') as template:
            shutil.copytree(template, folder, dirs_exist_ok=True, copy_function=shutil.copyfile, ignore=left_out)
        for name, meant in _NAMES.items():
            (folder / name).rename(folder / meant)
        if empty:
            _begin(folder)
    except OSError as error:
        raise CannotRunError(f'{error.filename} cannot be written: {error.strerror}.') from error
    if empty:
        click.echo(f'{folder} is a project now, without texts. Bring one in, and build it:')
    else:
        click.echo(f'{folder} is a project now. Build it, and open its pages:')
    click.echo(f'  cd {shlex.quote(str(folder))}')
    if empty:
        click.echo('  sphinx-comparison import FILE')
    click.echo('  make html')


def _begin(folder: Path) -> None:
    """Write the first page of a project without texts, and name both after the folder."""
    title = ' '.join(folder.resolve().name.split())
    conf = folder / 'conf.py'
    named = conf.read_text(encoding='utf-8').replace(_EXAMPLE_NAME, json.dumps(title, ensure_ascii=False))
    conf.write_text(named, encoding='utf-8')
    (folder / 'docs').mkdir()
    (folder / 'docs' / 'index.md').write_text(f'# {heading(title)}\n\n```{{toctree}}\n```\n', encoding='utf-8')
