"""Other versions of Sphinx, MyST-Parser and Python than those in the lock files: `make compatible`.

Each session installs the package as others do, with some versions of what it needs, and runs some of the tests.
Docutils comes with Sphinx. An interpreter that is not on this machine is named, and its sessions are skipped.

    make compatible                                                     everything
    make compatible NOXOPTS="-p 3.12 -- tests/build/test_views.py"      one Python, some tests
"""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

# Each with the newest patch release: the oldest versions that the package allows, and those of each Python.
VERSIONS = [
    nox.param('3.11', '8.2', '5.1', id='python-3.11, oldest'),
    nox.param('3.11', '8.2', '5', id='python-3.11, sphinx-8.2'),
    nox.param('3.11', '9.0', '5', id='python-3.11, sphinx-9.0'),
    nox.param('3.12', '9.1', '5', id='python-3.12, sphinx-9.1'),
    nox.param('3.13', '9', '5', id='python-3.13, newest'),
    nox.param('3.14', '9', '5', id='python-3.14, newest'),
]
# What meets Sphinx and MyST-Parser: reading, builders, references, files. No browser, no LaTeX, no Java.
BUILDS = tuple(
    f'tests/build/test_{subject}.py'
    for subject in ('builders', 'exports', 'installation', 'quotations', 'references', 'seeds', 'views')
)
EXPORTED = Path('_build', 'compatible')

nox.needs_version = '>=2025.5'
nox.options.sessions = ['core', 'compatible', 'themes', 'company']
nox.options.error_on_missing_interpreters = False  # also where CI is set
nox.options.download_python = 'never'
nox.options.default_venv_backend = 'uv|virtualenv'
nox.options.reuse_venv = 'yes'

PROJECT = nox.project.load_toml('pyproject.toml')
RICH = """
import sys
from pathlib import Path
from helpers.project import rich

print(rich(Path(sys.argv[1])).build(fatal=True).out / 'comparison.json')
"""


@nox.session(python=['3.11', '3.12', '3.13', '3.14'])
def core(session: nox.Session) -> None:
    """Run the tests of the modules, most of which know no Sphinx, with each Python."""
    install(session)
    session.run('python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', *(session.posargs or ['tests/unit']))


@nox.session
@nox.parametrize('python,sphinx,myst', VERSIONS)
def compatible(session: nox.Session, sphinx: str, myst: str) -> None:
    """Run the tests with versions of Sphinx and MyST-Parser; the exports are the same bytes as with all others."""
    install(session, f'sphinx=={sphinx}.*', f'myst-parser=={myst}.*')
    session.run('python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', *(session.posargs or BUILDS))

    # The project with everything in it, in a folder of the session's own, where an earlier run may have left it.
    folder = Path(session.create_tmp(), 'rich').resolve()
    shutil.rmtree(folder, ignore_errors=True)
    written = session.run('python', '-c', RICH, str(folder), env={'PYTHONPATH': '_ext:tests'}, silent=True)
    EXPORTED.mkdir(parents=True, exist_ok=True)
    exported = EXPORTED / f'python-{session.python}_sphinx-{sphinx}_myst-{myst}.json'
    exported.write_bytes(Path(str(written).split()[-1]).read_bytes())
    for other in sorted(EXPORTED.glob('*.json')):
        if other.read_bytes() != exported.read_bytes():
            session.error(f'{other} and {exported} differ')


@nox.session
@nox.parametrize('python,sphinx,myst', VERSIONS)
def themes(session: nox.Session, sphinx: str, myst: str) -> None:
    """Build five whole projects in other people's themes, which may want an older docutils, with the same versions."""
    install(
        session,
        f'sphinx=={sphinx}.*',
        f'myst-parser=={myst}.*',
        *nox.project.dependency_groups(PROJECT, 'themes'),
    )
    # --thorough keeps only the tests that then try more: these build in all themes.
    whole = 'tests/build/test_projects.py'
    for tests in [session.posargs] if session.posargs else [[whole], ['--thorough', whole]]:
        session.run('python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', *tests)


@nox.session(python='3.11')
def company(session: nox.Session) -> None:
    """Build beside other people's extensions, each alone and all of them together."""
    install(session, *nox.project.dependency_groups(PROJECT, 'company'))
    session.run('python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests/build/test_company.py')


def install(session: nox.Session, *versions: str) -> None:
    """Install the package with some versions of what it needs, and what the tests need, and say which they are."""
    # uv makes environments without pip, and the installation test installs with it.
    session.install('pip', '.', *versions, *nox.project.dependency_groups(PROJECT, 'compatible'))
    said = 'import docutils, myst_parser, sphinx, sys; print(sys.version.split()[0], *(m.__name__ + " " + '
    session.run('python', '-c', said + 'm.__version__ for m in (sphinx, myst_parser, docutils)))')
