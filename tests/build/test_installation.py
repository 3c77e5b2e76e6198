"""The extension can be built, installed and used like any other, with one line in ``conf.py``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import sphinx_comparison
from conftest import REPOSITORY

PACKAGE = REPOSITORY / '_ext' / 'sphinx_comparison'


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command, without what the tests add to Python's path, and give what it says."""
    environment = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f'{command}\n{done.stdout}{done.stderr}'
    return done.stdout


@pytest.fixture(scope='module')
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp('dist')
    run(sys.executable, '-m', 'build', '--no-isolation', '--outdir', folder, REPOSITORY)
    return folder


def wheel(distribution: Path) -> Path:
    """The wheel."""
    (file,) = distribution.glob('*.whl')
    return file


def test_what_is_in_the_wheel(distribution: Path) -> None:
    """Every module is in it, and what is no module: the types' mark, the stylesheet, the schema; and nothing else."""
    with zipfile.ZipFile(wheel(distribution)) as archive:
        names = {name for name in archive.namelist() if '.dist-info/' not in name}
    present = {
        f'sphinx_comparison/{path.relative_to(PACKAGE).as_posix()}'
        for path in PACKAGE.rglob('*')
        if path.is_file() and '__pycache__' not in path.parts
    }

    assert names == present
    assert {
        'sphinx_comparison/py.typed',
        'sphinx_comparison/static/comparison.css',
        'sphinx_comparison/export/comparison.schema.json',
    } <= names


def test_what_the_wheel_says_of_itself(distribution: Path) -> None:
    """Its name, its version, its licence, what it needs, and its description are in it."""
    with zipfile.ZipFile(wheel(distribution)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith('.dist-info/METADATA')]
        metadata = Parser().parsestr(archive.read(name).decode('utf-8'))
        licences = [name for name in archive.namelist() if name.endswith('.dist-info/licenses/LICENSE')]

    assert metadata['Name'] == 'sphinx-comparison'
    assert metadata['Version'] == sphinx_comparison.__version__
    assert metadata['License-Expression'] == 'MIT'
    assert 'sphinx' in {re.split(r'[^\w-]', requirement)[0] for requirement in metadata.get_all('Requires-Dist', [])}
    assert metadata.get_payload()
    assert licences


def test_what_is_in_the_source_distribution(distribution: Path) -> None:
    """It holds the package and what describes it; not the site, its essays or the tests."""
    (file,) = distribution.glob('*.tar.gz')
    with tarfile.open(file) as archive:
        names = {name.partition('/')[2] for name in archive.getnames()}

    assert {'pyproject.toml', 'README.md', 'LICENSE', 'PKG-INFO', '_ext/sphinx_comparison/py.typed'} <= names
    assert not [name for name in names if name.startswith(('docs', 'seeds', 'tests'))]


def test_installed_and_used(distribution: Path, tmp_path: Path) -> None:
    """In a fresh environment the wheel is installed, and a project of two pages built, every warning an error."""
    environment = tmp_path / 'venv'
    venv.create(environment, with_pip=False)
    python = environment / 'bin' / 'python'
    # What the wheel needs is found among what the tests run with, so that nothing is downloaded.
    (packages,) = environment.glob('lib/python*/site-packages')
    (packages / 'needed.pth').write_text(sysconfig.get_path('purelib') + '\n', encoding='utf-8')
    pip = (sys.executable, '-m', 'pip', '--disable-pip-version-check', '--python', python)
    run(*pip, 'install', '--quiet', '--no-deps', '--no-index', wheel(distribution))

    source = tmp_path / 'source'
    source.mkdir()
    for name, text in {
        'conf.py': "extensions = ['myst_parser', 'sphinx_comparison']\n",
        'index.md': '# Sugar\n\n```{toctree}\ndan\n```\n\n```{cf:theme} Sugar\n:id: sugar\n'
        '~~~{cf:position} dan\nNot much.\n\n> One lump\n~~~\n```\n\n```{cf:comparison}\n:kind: theme\n```\n',
        'dan.md': '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n---\n\n# Dan\n\nOne lump is enough.\n',
    }.items():
        (source / name).write_text(text, encoding='utf-8')
    found = run(python, '-c', 'import sphinx_comparison; print(sphinx_comparison.__file__)', cwd=tmp_path)
    run(python, '-m', 'sphinx', '-W', '-n', '-q', source, tmp_path / 'out', cwd=tmp_path)
    page = (tmp_path / 'out' / 'index.html').read_text(encoding='utf-8')

    assert Path(found.strip()).is_relative_to(environment)
    assert 'One lump</a>' in page
    assert '_static/comparison.css' in page
    for name in ('_static/comparison.css', 'comparison.json', 'comparison.schema.json'):
        assert (tmp_path / 'out' / name).is_file()
