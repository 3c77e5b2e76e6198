"""The package as others get it: built, and installed into an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def run(*command: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Run a command without what the tests add to Python's path, and return what it says.

    Args:
        command: The program and its arguments.
        cwd: The folder to run it in.
        environment: Variables to set, beside those that are set.
    """
    variables = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
    done = subprocess.run(
        command, env=variables | dict(environment or {}), cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f'{command}\n{done.stdout}{done.stderr}'
    return done.stdout


def build_distributions(folder: Path, source: Path, environment: Mapping[str, str] | None = None) -> None:
    """Build the source distribution, and the wheel from it, into a folder."""
    run(sys.executable, '-m', 'build', '--no-isolation', '--outdir', folder, source, environment=environment)


def environment_in(folder: Path, *, with_pip: bool = False) -> Path:
    """Make an environment that has what the tests run with, so that nothing is downloaded, and return its Python."""
    venv.create(folder, with_pip=with_pip)
    (packages,) = folder.glob('lib/python*/site-packages')
    present = [path for path in sys.path if path.endswith('site-packages')]
    (packages / 'needed.pth').write_text('\n'.join(present) + '\n', encoding='utf-8')
    return folder / 'bin' / 'python'
