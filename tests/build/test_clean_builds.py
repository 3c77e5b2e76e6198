"""Two clean builds are one and the same; and what an older version of the extension has kept is never misread."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

import sphinx_comparison
from helpers.histories import LARGE, Disk, Para
from helpers.project import Project, rich
from helpers.tea import PAGES, assert_as_clean
from sphinx_comparison import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

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
    """Return every file in a folder, and those in a zip one by one: it also holds their times."""
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


def older_package(folder: Path, pattern: str, new: str) -> Path:
    """Copy the package to a folder, as an older version might have been: something is called otherwise in it."""
    package = folder / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns('__pycache__'))
    count = 0
    for path in package.rglob('*.py'):
        text, found = re.subn(pattern, new, path.read_text(encoding='utf-8'))
        path.write_text(text, encoding='utf-8')
        count += found
    assert count
    return package


OLDER = {
    'another version of the environment': (r"'env_version': .*", "'env_version': 1,"),
    'an older version of the data': (r'data_version = \d+', 'data_version = 0'),
    'a newer version of the data': (r'data_version = \d+', 'data_version = 1000'),
    'a record without a field': (r'\blandmarks\b', 'marked_places'),
    'data of another shape': (r"'pages'(?=[:\]])", "'records'"),
    'a class that is gone': (r'\bMention\b', 'Remark'),
    'a warning in other words': ('has no option', 'knows of no option'),
}


@pytest.mark.parametrize(('pattern', 'new'), OLDER.values(), ids=OLDER.keys())
def test_what_an_older_version_has_kept(tmp_path: Path, pattern: str, new: str) -> None:
    """Every page is read again, nothing fails, and what is written and warned of is as from nothing."""
    project = Project(tmp_path / 'project')
    Disk(project, LARGE)
    project.edit('points.md', ':question: when\n:reason-for: first', ':question: when\n:colour: red')
    said = sphinx(project, 'html', package=older_package(tmp_path / 'older', pattern, new))
    assert 'colour' in said
    assert 'Traceback' not in said
    build = project.build()
    assert build.read == build.env.found_docs
    assert_as_clean(project, build, tmp_path / 'clean')


def test_a_newer_version_and_two_builders(tmp_path: Path) -> None:
    """What one builder had read again another one writes again, though it does not read it."""
    project = Project(tmp_path / 'project')
    Disk(project, LARGE)
    package = older_package(tmp_path / 'older', "'Referred to in: '", "'CitedItem in: '")
    for builder in ('html', 'dirhtml'):
        sphinx(project, builder, package=package)
    project.build()
    assert_as_clean(project, project.build('dirhtml'), tmp_path / 'clean', builder='dirhtml')


NOTES = {
    'empty': b'',
    'cut short': b'{"index": "0',
    'no text': b'\xff\xfe\x00',
    'nothing': b'null',
    'a list': b'["index"]',
    'numbers': b'{"index": 1}',
    'pages in pages': b'{"version": 2, "pages": {"index": "00"}}',
    'without end': b'[' * 100_000,
    'other digests': b'{"index": "00", "points": "00", "gone": "00"}',
}


@pytest.mark.parametrize('note', NOTES.values(), ids=NOTES.keys())
def test_a_note_of_another_shape(tmp_path: Path, note: bytes) -> None:
    """A note of what was drawn last that cannot be used is not used: every page is drawn again."""
    project = Project(tmp_path / 'project')
    Disk(project, LARGE)
    project.build()
    (path,) = project.doctrees.glob('comparison-*.json')
    path.write_bytes(note)
    project.edit('points.md', '# The milk', '# Of milk')
    project.remove('other.md')
    build = project.build()
    assert build.written == build.env.found_docs
    assert_as_clean(project, build, tmp_path / 'clean')


def test_a_file_put_back_and_two_builders(tmp_path: Path) -> None:
    """A page that one builder read again, though its file is old, another one writes again."""
    project = Project(tmp_path / 'project')
    disk = Disk(project, LARGE)
    for builder in ('html', 'dirhtml'):
        project.build(builder)
    other = LARGE.page('other')
    disk.put(LARGE.put(other, replace(other, blocks=(Para(('Nothing at all.',)),))), 'older')
    project.build()
    assert_as_clean(project, project.build('dirhtml'), tmp_path / 'clean', builder='dirhtml')


def test_fails_as_often_as_it_is_built(tmp_path: Path) -> None:
    """What Sphinx warns of, when it reads, when it has read, and when it writes, it warns of in the next build too.

    And no other page is read or written again for that.
    """
    project = Project(tmp_path / 'project')
    Disk(project, LARGE)
    project.write(
        {
            'unread.md': '# Unread\n\n{nosuchrole}`x`\n',
            'unlisted.md': '# Unlisted\n',
            'unresolved.md': '# Unresolved\n\n{ref}`nowhere`\n',
        }
    )
    project.edit('index.md', '/other', '/other\n/unread\n/unresolved')
    first = project.build(fatal=True)
    assert [re.match(r'\w+', warning)[0] for warning in first.warnings] == ['unread', 'unlisted', 'unresolved']  # type: ignore[index]
    for jobs in (1, 4):
        again = project.build(fatal=True, jobs=jobs)
        assert (again.warnings, again.status) == (first.warnings, first.status)
        assert again.read == {'unread'}
        assert again.written == {'unread', 'unlisted', 'unresolved', 'index'}  # Sphinx: the page that lists them
    assert first.status


@pytest.mark.parametrize('fails', [False, True], ids=['a build that succeeds', 'a build that fails'])
def test_no_tree_waits_in_memory(project: Project, fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """While pages are written, no tree of another waits for it, and Python's collector looks less often.

    Afterwards it looks at all again, and as often as before.
    """
    project.write(PAGES)
    waiting: list[int] = []
    usual = gc.get_threshold()

    def write(self: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> None:
        waiting.append(len(self.env._write_doc_doctree_cache))
        assert gc.get_threshold()[0] > usual[0]
        if fails:
            raise ValueError('stop')

    monkeypatch.setattr(StandaloneHTMLBuilder, 'write_doc', write)
    monkeypatch.setattr(memory, 'FEW', 0)
    with pytest.raises(ValueError, match='stop') if fails else nullcontext():
        project.build()
    assert set(waiting) == {0}
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == usual
