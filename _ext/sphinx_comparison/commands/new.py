"""``new``: a small whole project, which builds at once."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from .faults import CannotRunError

# Files that tools would take for their own, if they had their names in the package.
_NAMES = {'conf.py.in': 'conf.py', 'gitignore': '.gitignore'}


@click.command()
@click.argument('folder', type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a project.

    Makes FOLDER with two short texts, a question, two answers and a table, for you to look at and to replace. A folder
    that has anything in it is refused.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotRunError(
                f'{folder} is there already, and not empty. Nothing was written. Name another folder.'
            )
        with as_file(files(__package__) / 'template') as template:
            shutil.copytree(template, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for name, meant in _NAMES.items():
            (folder / name).rename(folder / meant)
    except OSError as error:
        raise CannotRunError(f'{error.filename} cannot be written: {error.strerror}.') from error
    click.echo(f'{folder} is a project now. Build it, and open its pages:')
    click.echo(f'  cd {folder}')
    click.echo('  make html')
