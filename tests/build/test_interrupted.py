"""Faults of the machine: full disks, damaged files, texts that cannot be read.

How a build that was killed leaves things is tried in ``fuzz/test_kills.py``.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.processes import PATIENCE, Judge, State, forked, start, tea
from helpers.project import source_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.project import Project

SEED = 'Tea is poured before the milk. Everybody knows it.\n'


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Compares builds with clean ones."""
    return Judge(tmp_path / 'clean')


@pytest.fixture
def built(tmp_path: Path) -> Project:
    """A project of eight pages, with a seed, that has been built."""
    project = tea(tmp_path / 'project')
    project.write({'seeds/cy.txt': SEED, 'cy.md': source_page('cy', SEED.strip(), seed='cy.txt')})
    project.edit('index.md', '\nother\n', '\nother\ncy\n')
    assert project.build().warnings == []
    return project


def title(project: Project, new: str = 'Tea last') -> None:
    """Give the hypothesis another title, which many pages show."""
    project.edit('points/milk.md', 'Tea *first*', new)


# -- a full disk ------------------------------------------------------------------------------------------------------


def build_within(project: Project, size: int) -> None:
    """Build when no file can grow beyond a size: writing fails as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    project.build()


def test_no_room(built: Project, judge: Judge, thorough: bool, tried: Callable[[str, int], None]) -> None:
    """Wherever there is no room any more: the data are the old ones or the new ones, and the next build is right."""
    sizes = [0, 300, 3000, 6000, 12000, 20000, 45000, 100000]
    fine = range(0, 60000, 600)
    here = State.of(built)
    title(built)
    there = State.of(built)
    here.put_back(built)
    data = built.out / 'html/comparison.json'
    old = data.read_bytes()
    there.put_back(built)
    built.build()
    new = data.read_bytes()
    here.put_back(built)
    built.build()
    failed = 0
    for number, size in enumerate(fine if thorough else sizes):
        there.put_back(built)
        failed += forked(partial(build_within, built, size)) != 0
        assert data.read_bytes() in (old, new)
        if number % 2:
            here.put_back(built)
        else:
            here, there = there, here
        try:
            judge(built, built.build(jobs=4 if number % 3 == 0 else 1))
        except AssertionError as error:
            error.add_note(f'no room for files of more than {size} bytes')
            raise
        assert not list(built.folder.rglob('*.part'))
    assert failed
    tried('builds without room for their files', len(fine if thorough else sizes))


@pytest.mark.parametrize(
    ('hook', 'file'),
    [
        ("app.connect('build-finished', full, priority=0)", 'out/html/comparison.json'),
        ("app.connect('env-updated', full, priority=0)", 'doctrees/comparison-'),
    ],
)
def test_the_error_says_what_is_wrong(built: Project, judge: Judge, hook: str, file: str) -> None:
    """It names the file and the reason, and not our code; what was there before still is, and nothing beside it."""
    old = (built.out / 'html/comparison.json').read_bytes()
    built.configure(
        f"""
        def full(*arguments):
            import resource
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
        def again_room(*arguments):
            # Sphinx keeps a traceback for itself.
            import resource
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        def setup(app):
            import os
            if os.environ.get('FULL'):
                {hook}
                app.connect('build-finished', again_room, priority=2000)
        """
    )
    built.build()
    title(built)
    # Through a pipe: what limits the size of the files must not silence the build.
    folders = map(str, (built.doctrees, built.source, built.out / 'html'))
    command = [sys.executable, '-m', 'sphinx', '-q', '-d', *folders]
    environment = {**os.environ, 'FULL': 'yes', 'PYTHONPATH': str(Path(__file__).parents[2] / '_ext')}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert run.returncode == 2, run.stderr
    assert run.stderr.strip().startswith('Sphinx error')
    assert f'Cannot write {built.folder / file}' in run.stderr
    assert 'File too large. Mend that and build again.' in run.stderr
    assert (built.out / 'html/comparison.json').read_bytes() == old
    assert not list(built.folder.rglob('*.part'))
    judge(built, built.build())


@pytest.mark.parametrize('path', ['points/milk.html', '_static/pygments.css', 'searchindex.js.tmp', 'objects.inv'])
def test_no_space_left(built: Project, judge: Judge, path: str) -> None:
    """A file for which the device has no space (``/dev/full`` has none): a warning or an error; the next is right."""
    title(built)
    file = built.out / 'html' / path
    file.unlink(missing_ok=True)
    file.symlink_to('/dev/full')
    running = start(built)
    status = running.wait()
    assert status or 'No space left on device' in running.said()
    json.loads((built.out / 'html/comparison.json').read_text(encoding='utf-8'))
    file.unlink(missing_ok=True)
    judge(built, built.build())


# -- seeds ------------------------------------------------------------------------------------------------------------


def as_folder(seed: Path) -> None:
    """Put a folder in the place of a seed."""
    seed.unlink()
    seed.mkdir()


def as_dead_end(seed: Path) -> None:
    """Put a link that leads nowhere in its place."""
    seed.unlink()
    seed.symlink_to('nowhere.txt')


def as_circle(seed: Path) -> None:
    """Put a link to itself in its place."""
    seed.unlink()
    seed.symlink_to(seed.name)


def as_bytes(seed: Path) -> None:
    """Make it no text."""
    seed.write_bytes(b'\xff\xfe\x00')


def as_gone(seed: Path) -> None:
    """Remove it."""
    seed.unlink()


def as_pipe(seed: Path) -> None:
    """Put a pipe in its place: who opens it waits for a writer."""
    seed.unlink()
    os.mkfifo(seed)


def as_device(seed: Path) -> None:
    """Put a link to what has no end in its place."""
    seed.unlink()
    seed.symlink_to('/dev/zero')


@pytest.mark.parametrize('spoil', [as_folder, as_dead_end, as_circle, as_bytes, as_gone, as_pipe, as_device])
def test_a_seed_that_cannot_be_read(built: Project, judge: Judge, spoil: Callable[[Path], None]) -> None:
    """It is warned of for as long as it is so, and no longer, though its time is what it was and no page changed."""
    here = State.of(built)
    seed = built.source / 'seeds/cy.txt'
    spoil(seed)
    for _ in range(2):
        build = built.build()
        assert [message.partition(' ')[0] for message in build.warnings] == ['cy.md:8:']
        assert '[cf.seed]' in build.warnings[0]
    if seed.is_dir():
        seed.rmdir()
    elif seed.is_symlink() or seed.is_fifo():
        seed.unlink()
    here.put_back(built)
    build = built.build()
    assert build.warnings == []
    judge(built, build)
    assert built.build().read == set()


@pytest.mark.parametrize('path', ['seeds/cy.txt', 'cy.md', 'points/pot.md', 'part.txt'])
@pytest.mark.parametrize('age', [-3600, 0])
def test_a_file_replaced_by_an_older_one(built: Project, judge: Judge, path: str, age: int) -> None:
    """A file that is older than the one in whose place it is put is read, and one that has the very same time."""
    file = built.source / path
    old = file.stat()
    text = file.read_bytes()
    file.write_bytes(text.replace(b'e', b'a', 1) if age else text.replace(b'e', b'i', 1))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns + age * 10**9))
    judge(built, built.build())


# -- what Sphinx keeps ------------------------------------------------------------------------------------------------

DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    'empty': lambda _: b'',
    'cut off': lambda data: data[: len(data) // 2],
    'garbage': lambda _: bytes(range(256)) * 8,
    'another thing': lambda _: pickle.dumps({'not': 'what it was'}),
    'deep': lambda _: b'[' * 100_000,
}


@pytest.mark.parametrize(
    'what',
    [
        'doctrees/points/milk.doctree',
        'doctrees/environment.pickle',
        'doctrees/comparison-*.json',
        'out/html/searchindex.js',
        'out/html/objects.inv',
        'out/html/.buildinfo',
        'out/html/_static/comparison.css',
        'out/html/comparison.json',
    ],
)
def test_damaged(built: Project, judge: Judge, what: str) -> None:
    """The next build mends a damaged file and warns of nothing, and the one after that has nothing to do."""
    here = State.of(built)
    title(built)
    there = State.of(built)
    for name, damage in DAMAGED.items():
        here, there = there, here
        here.put_back(built)
        path = next(iter(built.folder.glob(what)))
        path.write_bytes(damage(path.read_bytes()))
        try:
            judge(built, built.build())
        except AssertionError as error:
            error.add_note(f'{what} was {name}')
            raise
    again = built.build()
    assert (again.read, again.written) == (set(), set())


@pytest.mark.parametrize(
    'what', ['doctrees/points/milk.doctree', 'doctrees/comparison-*.json', 'out/html/searchindex.js']
)
def test_gone(built: Project, judge: Judge, what: str) -> None:
    """So with a file that is gone, when another page is edited and one removed."""
    next(iter(built.folder.glob(what))).unlink()
    built.edit('prose.md', 'It is all', 'All of it is')
    built.remove('other.md')
    judge(built, built.build())


@pytest.mark.parametrize('what', ['points/milk.doctree', 'environment.pickle', '.'])
@pytest.mark.parametrize('back', [True, False])
def test_of_an_older_build(built: Project, judge: Judge, what: str, back: bool) -> None:
    """What was kept of an older build is put in the place of the newer, with its times: trees or environment."""
    older = built.folder / 'older'
    shutil.copytree(built.doctrees, older)
    here = State.of(built)
    title(built)
    built.edit('essays/ann.md', 'A cold cup', 'A very cold cup')
    built.build()
    if back:
        here.put_back(built)
    if what == '.':
        shutil.rmtree(built.doctrees)
        shutil.copytree(older, built.doctrees)
    else:
        shutil.copy2(older / what, built.doctrees / what)
    if what == '.':
        # Nothing there tells what was written since: it is as if another build had left the folder of the output.
        shutil.rmtree(built.out)
    judge(built, built.build())


def test_what_a_killed_build_left_is_gone(built: Project, judge: Judge) -> None:
    """The part of a file that a build wrote when it was killed is gone after the next, also if nothing changed."""
    built.build()
    html = built.out / 'html'
    ours = [path for path in html.rglob('*') if path.match('*comparison*.*') or '_comparison' in path.parts]
    files = [path for path in ours if path.is_file()]
    assert {path.name for path in files} >= {'comparison.json', 'comparison.css', 'comparison.js', 'ann.js'}
    for path in files:
        path.with_name(f'.{path.name}.part').write_text('half', 'utf-8')
    build = built.build()
    assert build.written == set()
    judge(built, build)


def test_output_removed_by_hand(built: Project, judge: Judge) -> None:
    """Pages and exports that are deleted are written again."""
    for path in ('points/milk.html', 'index.html', 'comparison.json', 'comparison.schema.json'):
        (built.out / 'html' / path).unlink()
    build = built.build()
    assert build.read == set()
    judge(built, build)


# -- a build that starts another --------------------------------------------------------------------------------------


def test_a_build_within_a_build(built: Project, judge: Judge) -> None:
    """A process may build twice, one build within another, and after one that was broken off or never finished."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    def act() -> None:
        signal.alarm(PATIENCE)
        inner: list[bool] = []

        def build_again(app: Sphinx, *_: object) -> None:
            if not inner:
                inner.append(True)
                app_of().build()

        def app_of() -> Sphinx:
            folders = (built.source, built.source, built.out / 'html', built.doctrees)
            return Sphinx(*folders, 'html', status=None, warning=None)

        with patch_docutils(built.source), docutils_namespace():
            idle = app_of()
            app = app_of()
            app.connect('env-before-read-docs', build_again)
            app.build()
            app.build()

            def broken_off(*_: object) -> None:
                raise KeyboardInterrupt

            app.connect('write-started', broken_off)
            with pytest.raises(KeyboardInterrupt):
                app.build()
        built.build()
        assert idle.statuscode == 0
        assert inner

    title(built)
    assert forked(act) == 0
    judge(built, built.build())
