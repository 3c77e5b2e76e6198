"""The command ``sphinx-comparison``, run in a folder: in a process of its own, as editors run it, or in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from sphinx.locale import translators

import sphinx_comparison
from helpers.project import defaults_kept
from sphinx_comparison.commands.main import main


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it wrote, line by line."""
        return self.out.splitlines()


def command(folder: Path, *arguments: str | Path) -> Ran:
    """Run ``sphinx-comparison`` with some arguments in a folder."""
    environment = {**os.environ, 'PYTHONPATH': str(Path(sphinx_comparison.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, '-m', 'sphinx_comparison', *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding='utf-8',
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def quick_command(folder: Path, *arguments: str | Path) -> Ran:
    """Run it in this process, in a fraction of the time: for what a command says and writes, and not how it starts."""
    translators.clear()
    with chdir(folder), defaults_kept():
        done = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    return Ran(done.exit_code, done.stdout, done.stderr)
