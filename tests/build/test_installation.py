"""The extension can be built, installed and used like any other, with one line in ``conf.py``."""

from __future__ import annotations

import re
import shutil
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import sphinx_comparison
from conftest import REPOSITORY
from helpers.packaging import build_distributions, environment_in, run
from helpers.project import ROOTS, Project

PACKAGE = REPOSITORY / '_ext' / 'sphinx_comparison'
README = REPOSITORY / '_ext' / 'README.md'
OLDEST = {'sphinx': 1, 'myst-parser': 2}  # columns of the table of versions


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
        'sphinx_comparison/commands/template/conf.py.in',
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
    assert metadata.get_all('Provides-Extra') == ['import']
    assert metadata.get_payload() == README.read_text(encoding='utf-8')
    assert licences


def test_what_it_says_it_works_with() -> None:
    """Its classifiers name the Python versions that the manual has as tried, and its bounds the Sphinx versions."""
    project = tomllib.loads((REPOSITORY / 'pyproject.toml').read_text(encoding='utf-8'))['project']
    manual = (REPOSITORY / 'docs' / 'extension' / 'index.md').read_text(encoding='utf-8')
    tried = [row.split('|')[1:4] for row in re.findall(r'^\| 3.*$', manual, re.MULTILINE)]
    pythons = {version.strip() for row in tried for version in row[0].split(',')}
    named = {match[1] for line in project['classifiers'] if (match := re.fullmatch(r'.* :: Python :: (3\.\d+)', line))}
    oldest = {name: min((row[column].strip() for row in tried), key=parts) for name, column in OLDEST.items()}

    assert named == pythons
    assert project['requires-python'] == f'>={min(pythons, key=parts)}'
    for name, version in oldest.items():
        major, minor, _ = version.split('.')
        (requirement,) = [line for line in project['dependencies'] if line.startswith(f'{name}>')]
        assert requirement.split(',')[0] == f'{name}>={major}.{minor}'


def parts(version: str) -> list[int]:
    """Return the numbers of a version."""
    return [int(number) for number in version.split('.')]


def test_fit_for_the_index(distribution: Path) -> None:
    """What PyPI asks of an upload is so: its description can be shown."""
    run(sys.executable, '-m', 'twine', 'check', '--strict', *distribution.iterdir())


def test_built_twice(tmp_path: Path) -> None:
    """The same commit gives the same bytes, wherever and whenever it is built."""
    built = []
    for name in ('one', 'another'):
        source = tmp_path / name / 'source'
        shutil.copytree(PACKAGE, source / '_ext' / 'sphinx_comparison', ignore=shutil.ignore_patterns('__pycache__'))
        for file in ('pyproject.toml', 'LICENSE', '_ext/README.md'):
            shutil.copyfile(REPOSITORY / file, source / file)
        build_distributions(tmp_path / name / 'dist', source, {'SOURCE_DATE_EPOCH': '1764374400'})
        built.append({file.name: file.read_bytes() for file in (tmp_path / name / 'dist').iterdir()})

    assert built[0] == built[1]
    assert len(built[0]) == 2


def test_example_of_its_readme(tmp_path: Path) -> None:
    """The example of the package's README builds without a warning; misquoted it gives the message that is shown."""
    shown = re.findall(r'```(\w+)\n(.*?)```', README.read_text(encoding='utf-8'), re.DOTALL)
    (configuration,) = [text for language, text in shown if language == 'python']
    text, comparison = [text for language, text in shown if language == 'markdown']
    (message,) = [text for language, text in shown if language == 'text']
    project = Project(tmp_path)
    project.write({'marsh.md': text.encode(), 'index.md': comparison.encode()})
    (project.source / 'conf.py').write_text(configuration, encoding='utf-8')
    assert project.build().warnings == []

    project.edit('index.md', 'off the grain', 'off the corn')
    assert project.build().warnings == [' '.join(message.split())]


def test_what_is_in_the_source_distribution(distribution: Path) -> None:
    """It holds the package and what describes it; not the site, its essays or the tests."""
    (file,) = distribution.glob('*.tar.gz')
    with tarfile.open(file) as archive:
        names = {name.partition('/')[2] for name in archive.getnames()}

    assert {'pyproject.toml', '_ext/README.md', 'LICENSE', 'PKG-INFO', '_ext/sphinx_comparison/py.typed'} <= names
    assert not [name for name in names if name.startswith(('docs', 'seeds', 'tests'))]


def test_installed_and_used(distribution: Path, tmp_path: Path) -> None:
    """In a fresh environment the wheel is installed, a project is built, and one made and checked by its command."""
    environment = tmp_path / 'venv'
    python = environment_in(environment)
    pip = (sys.executable, '-m', 'pip', '--disable-pip-version-check', '--python', python)
    # Among these may be the extension itself, which is not to be taken for the wheel.
    run(*pip, 'install', '--quiet', '--no-deps', '--no-index', '--ignore-installed', wheel(distribution))

    found = run(python, '-c', 'import sphinx_comparison; print(sphinx_comparison.__file__)', cwd=tmp_path)
    source = ROOTS / 'projects' / 'law'
    folders = ('-c', source, '-d', tmp_path / 'doctrees', source / 'docs', tmp_path / 'out')
    run(python, '-m', 'sphinx', '-W', '-n', '-q', *folders, cwd=tmp_path)
    page = (tmp_path / 'out' / 'comparaison.html').read_text(encoding='utf-8')

    command = environment / 'bin' / 'sphinx-comparison'
    run(command, 'new', 'harbour', cwd=tmp_path)
    checked = run(command, 'check', 'harbour', cwd=tmp_path)

    assert Path(found.strip()).is_relative_to(environment)
    assert checked == 'No warnings: 2 sources, 2 points, 4 positions, 4 quotations.\n'
    assert 'La Femme naît libre et demeure égale à l’homme en droits.</a>' in page
    assert 'affirme' in page  # the words of another language are in the wheel
    assert '_static/comparison.css' in page
    for name in ('_static/comparison.css', 'comparison.json', 'comparison.schema.json'):
        assert (tmp_path / 'out' / name).is_file()
