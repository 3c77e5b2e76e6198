"""The command ``sphinx-comparison``, run as an editor runs it: in a process of its own, in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import sphinx_comparison


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
