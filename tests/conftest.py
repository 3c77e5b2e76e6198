"""What all tests share."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers.packaging import build_distributions
from helpers.project import Build, Project, only_one, rich

if TYPE_CHECKING:
    from collections.abc import Callable

TRIED = 'tried: '
REPOSITORY = Path(__file__).parents[1]
# One worker makes what all tests of a group look at, and the others go on with something else.
GROUPS = {
    'tests/build/test_injection.py': 'injection',
    'tests/build/test_projects.py': 'projects',
    'tests/browser/test_lighthouse.py': 'lighthouse',
    'tests/site/test_pdf.py::test_pdf': 'pdf',
    'tests/site/test_copied_words.py::test_words_that_were_copied[pdf]': 'pdf',
}
PUBLISHED_AT = 'https://example.org/reading/'


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--thorough``: what `make fuzz` runs."""
    parser.addoption('--thorough', action='store_true', help='run what has more cases to try, for as long as it takes')


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``--thorough``, keep the tests that then try more."""
    if config.getoption('--thorough'):
        more = [item for item in items if isinstance(item, pytest.Function) and 'thorough' in item.fixturenames]
        config.hook.pytest_deselected(items=[item for item in items if item not in more])
        items[:] = more


# The sessions of `make compatible` have no pytest-xdist.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: two more than there are cores, since many wait for a browser or a program."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Return what hands out the tests: one by one, but those of a group to one worker.

    Pytest-xdist 3.8 has marks for it, of which pytest 9.2 tells it nothing.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
        def _split_scope(self, nodeid: str) -> str:
            return next((name for beginning, name in GROUPS.items() if nodeid.startswith(beginning)), nodeid)

    return Grouped(config, log)


def pytest_configure() -> None:
    """Have all builds write plain text: Sphinx colours it wherever ``CI`` or ``FORCE_COLOR`` is set, pipe or not.

    And have none note what it would say if it were asked to say all: that took a sixth of each small build.
    """
    os.environ['NO_COLOR'] = '1'
    logging.disable(logging.DEBUG)


@pytest.fixture(scope='session')
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether there is time to try many more cases than `make test` has."""
    return bool(pytestconfig.getoption('--thorough'))


@pytest.fixture
def tried(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Have the summary say how many of something were tried: ``tried('mutated quotations', 20000)``."""

    def note(what: str, count: int) -> None:
        record_property(TRIED + what, count)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many of each thing were tried, in tests that passed."""
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports('passed'):
        for name, count in report.user_properties:
            if name.startswith(TRIED):
                counts[name.removeprefix(TRIED)] += int(str(count))
    if counts:
        terminalreporter.section('tried, none of them failing')
        for what, count in sorted(counts.items()):
            terminalreporter.write_line(f'{count:>8,} {what}')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project, in a folder of its own."""
    return Project(tmp_path)


@pytest.fixture(scope='session')
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Have something made once for all workers: ``once('name', make)`` gives the folder that ``make`` filled."""
    session = tmp_path_factory.getbasetemp()
    if 'PYTEST_XDIST_WORKER' in os.environ:
        session = session.parent  # the workers' common folder

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = session / name, session / f'{name}.made'
        with only_one(session / f'{name}.lock'):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope='session')
def distribution(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A folder with the source distribution, and the wheel that was built from it, built once for all workers."""
    return once('distribution', lambda out: build_distributions(out, REPOSITORY))


@pytest.fixture(scope='session')
def site_builds(once: Callable[[str, Callable[[Path], object]], Path]) -> Callable[[str], Path]:
    """The real site as a builder writes it, built once for all workers: to be looked at, not to be changed.

    ``print`` is the single page that `make pdf` makes the PDF of.
    """

    def build(builder: str) -> Path:
        if builder == 'print':
            return once('site-print', lambda out: build_site('singlehtml', out, '-t', 'pdf'))
        return once(f'site-{builder}', lambda out: build_site(builder, out))

    return build


@pytest.fixture(scope='session')
def site_folder(site_builds: Callable[[str], Path]) -> Path:
    """The real site, as `make html` builds it, built once for all workers."""
    return site_builds('html')


@pytest.fixture(scope='session')
def published(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The real site as it is built for an address, built once for all workers: it has more pages and tags then."""
    return once('site-published', lambda out: build_site('html', out, address=PUBLISHED_AT.rstrip('/')))


def build_site(builder: str, out: Path, *options: str, address: str = '') -> None:
    """Build the real site with a builder, every warning an error; for the address at which it is to be published."""
    sphinx = [sys.executable, '-m', 'sphinx', '-b', builder, '-W', '--keep-going', '-n', '-q', '-j', '2', *options]
    if builder == 'linkcheck':
        sphinx += ['-D', 'linkcheck_ignore=^https?:']  # the tests need no network
    folders = ['-c', str(REPOSITORY), '-d', f'{out}.doctrees', str(REPOSITORY / 'docs'), str(out)]
    environment = {**os.environ, 'SITE_URL': address}
    run = subprocess.run([*sphinx, *folders], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f'The site does not build with {builder}:\n{run.stdout}{run.stderr}', pytrace=False)


@pytest.fixture(scope='session')
def rich_builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """The rich project as a builder writes it, warnings as errors: to be looked at, not to be changed."""

    @cache
    def build(builder: str) -> Build:
        return rich(tmp_path_factory.mktemp(f'rich-{builder}')).build(builder, strict=True)

    return build


@pytest.fixture
def rich_site(rich_builds: Callable[[str], Build]) -> Build:
    """The rich project as HTML: to be looked at, not to be changed."""
    return rich_builds('html')
