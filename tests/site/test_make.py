"""What ``make`` does on a machine that lacks something, or when it was killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / 'requirements' / 'system.sh'
# Programs that the script itself is made of; those that it looks for are not among them.
PROGRAMS = ('bash', 'env', 'grep', 'mktemp', 'rm', 'tail')
WANTED = 'make chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'


def bare(folder: Path, **programs: str) -> dict[str, str]:
    """Return the environment of a machine without anything but some programs, which are shell scripts."""
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(shutil.which(name) or '')
    scripts = {'ldconfig': 'exit 0', 'kpsewhich': 'exit 1', **programs}
    for name, script in scripts.items():
        path = folder / name
        path.write_text(f'#!/bin/bash\n{script}\n')
        path.chmod(0o755)
    return {'PATH': str(folder)}


def run(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    bash = shutil.which('bash') or ''
    return subprocess.run([bash, str(SCRIPT)], env=environment, capture_output=True, text=True, check=True)


def test_missing_and_not_to_be_installed(tmp_path: Path) -> None:
    """Who is not root, and has no sudo without a password, is told what is missing and the command."""
    asking = 'echo "a password is required" >&2; exit 1'
    told = run(bare(tmp_path / 'bin', id='echo 1000', sudo=asking, **{'apt-get': 'exit 0'}))
    first, second = told.stderr.splitlines()

    assert told.stdout == ''
    assert first.startswith(f'Missing, and some tests will say so: {WANTED}')
    assert second.startswith(
        f'On Debian and Ubuntu they come with: sudo apt-get install -y --no-install-recommends {WANTED}'
    )


@pytest.mark.parametrize('user', ['0', '1000'], ids=['root', 'with sudo'])
def test_missing_and_installed(tmp_path: Path, user: str) -> None:
    """Root, or a sudo that asks for no password, installs what is missing, once."""
    log = tmp_path / 'log'
    apt = {'apt-get': f'echo "$@" >>{log}'}
    told = run(bare(tmp_path / 'bin', id=f'echo {user}', sudo='shift; exec "$@"', true='exit 0', **apt))
    update, install = log.read_text().splitlines()

    assert (told.stderr, told.stdout.startswith(f'Installing {WANTED}')) == ('', True)
    assert update == 'update -qq'
    assert install.startswith(f'install -y --no-install-recommends {WANTED}')


def test_an_installation_that_fails(tmp_path: Path) -> None:
    """Where apt fails its last words are shown, and what is missing."""
    apt = {'apt-get': 'echo "Unable to locate package"; exit 100'}
    told = run(bare(tmp_path / 'bin', id='echo 0', true='exit 0', **apt))

    assert told.stderr.startswith('Unable to locate package\nMissing, and some tests will say so: ')


def test_killed_while_it_made_the_environment(tmp_path: Path) -> None:
    """An environment that has a Python and no pip, since ``make`` was killed, is made again."""
    (tmp_path / 'requirements').mkdir()
    shutil.copy(ROOT / 'Makefile', tmp_path)
    (tmp_path / 'requirements' / 'site.lock').write_text('')
    subprocess.run([sys.executable, '-m', 'venv', '--without-pip', str(tmp_path / '.venv')], check=True)
    make = ['make', '-C', str(tmp_path), f'PYTHON={sys.executable}', '.venv/site.stamp']
    environment = {
        name: value for name, value in os.environ.items() if name not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')
    }
    subprocess.run(make, env=environment, check=True, capture_output=True)

    pip = [str(tmp_path / '.venv' / 'bin' / 'python'), '-m', 'pip', '--version']
    assert subprocess.run(pip, check=True, capture_output=True).stdout.startswith(b'pip ')
