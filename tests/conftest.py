"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from project import Build, Project, only_one, rich

if TYPE_CHECKING:
    from collections.abc import Callable

TRIED = 'tried: '
REPOSITORY = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--thorough``: what `make fuzz` runs."""
    parser.addoption('--thorough', action='store_true', help='try many more cases, for as long as it takes')


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
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, as `make html` builds it, built once for all workers."""
    session = tmp_path_factory.getbasetemp()
    if 'PYTEST_XDIST_WORKER' in os.environ:
        session = session.parent  # the workers' common folder
    out = session / 'site'
    built = session / 'site.built'
    with only_one(session / 'site.lock'):
        if not built.exists():
            build_site('html', out)
            built.touch()
    return out


def build_site(builder: str, out: Path) -> None:
    """Build the real site with a builder, every warning an error."""
    sphinx = [sys.executable, '-m', 'sphinx', '-b', builder, '-W', '--keep-going', '-n', '-q', '-j', '2']
    folders = ['-c', str(REPOSITORY), '-d', f'{out}.doctrees', str(REPOSITORY / 'docs'), str(out)]
    environment = {name: value for name, value in os.environ.items() if name != 'SITE_URL'}
    run = subprocess.run([*sphinx, *folders], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.fail(f'The site does not build with {builder}:\n{run.stdout}{run.stderr}', pytrace=False)


@pytest.fixture(scope='session')
def rich_builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """The rich project as a builder writes it, warnings as errors: to be looked at, not to be changed."""

    @cache
    def build(builder: str) -> Build:
        return rich(tmp_path_factory.mktemp(f'rich-{builder}')).build(builder, fatal=True)

    return build


@pytest.fixture
def rich_site(rich_builds: Callable[[str], Build]) -> Build:
    """The rich project as HTML: to be looked at, not to be changed."""
    return rich_builds('html')
