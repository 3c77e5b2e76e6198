"""A build is killed at any moment: the next one is right, and no export is ever half written."""

from __future__ import annotations

import json
import os
import signal
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from helpers.processes import Judge, State, forked, start, tea
from helpers.tea import MILK, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.project import Project

# -- at a random moment -----------------------------------------------------------------------------------------------

# What each file may be; None for a file that is not there. With the first of each, all is well.
VARIANTS: dict[str, tuple[str | None, ...]] = {
    'points/milk.md': (
        MILK,
        MILK.replace('Tea *first*', 'Tea last'),
        MILK.replace('> The milk goes in first', '> The milk goes in last'),
    ),
    'points/pot.md': (PAGES['points/pot.md'], PAGES['points/pot.md'].replace('} Warmth', '} A warm pot')),
    'essays/ann.md': (PAGES['essays/ann.md'], PAGES['essays/ann.md'].replace('A cold cup', 'A very cold cup')),
    'prose.md': (PAGES['prose.md'], None),
    'table.md': (PAGES['table.md'], PAGES['table.md'].replace('# The table', '# Side by side')),
    'part.txt': ('No more than this.\n', 'A little more than this.\n'),
    'new.md': (None, '---\norphan: true\n---\n# New\n\n{quote}`as my mother taught me <bob>`\n'),
}
MONTH = 30 * 24 * 60 * 60


def states(project: Project, chance: Random) -> list[State]:
    """Make the states between which a history goes: none as another, with times that lie in the past."""
    then = time.time_ns() // 10**9 - MONTH
    made = []
    for number in range(6):
        for path, variants in VARIANTS.items():
            text = chance.choice(variants) if number else variants[0]
            if text is not None:
                project.write({path: text})
            elif (project.source / path).exists():
                project.remove(path)
        for file in project.source.rglob('*.*'):
            os.utime(file, (then, then + chance.randrange(MONTH // 2)))
        made.append(State.of(project))
    return made


def edit(project: Project, state: State, *, now: bool) -> None:
    """Make the files as they are in a state: with its times, or as files that were just written."""
    before = State.of(project).files
    state.put_back(project)
    if now:
        for path, (data, _) in state.files.items():
            if path not in before or before[path][0] != data:
                os.utime(project.source / path)


@pytest.mark.parametrize('seed', range(2))
def test_at_a_random_moment(tmp_path: Path, thorough: bool, tried: Callable[[str, int], None], seed: int) -> None:
    """Whatever was edited before and after: pages, exports and warnings are those of a clean build."""
    chance = Random(seed)  # noqa: S311 - to be done again
    project = tea(tmp_path, **({'html_theme': 'alabaster', 'html_theme_path': None} if seed else {}))
    pool = states(project, chance)
    judge = Judge(tmp_path / 'clean')
    durations = {jobs: duration(project, jobs) for jobs in (1, 4)}
    current = pool[0]
    current.put_back(project)
    project.build()
    kills = 0
    while kills < (100 if thorough else 8):
        jobs = chance.choice((1, 4))
        story = [f'seed {seed}, {jobs} jobs']
        while True:
            target = chance.randrange(len(pool))
            edit(project, pool[target], now=chance.random() < 0.7)
            moment = chance.random()
            killed = kill(project, jobs, moment * durations[jobs])
            kills += killed
            story.append(f'state {target}, {"killed" if killed else "ended"} at {moment:.3f}')
            assert_whole(project)
            if killed and chance.random() < 0.8:
                break
        if chance.random() < 0.6:
            current.put_back(project)
            story.append('taken back')
        else:
            current = pool[target]
        try:
            judge(project, project.build(jobs=chance.choice((1, 4))))
        except AssertionError as error:
            error.add_note('; '.join(story))
            raise
    tried('builds killed at a random moment', kills)


def duration(project: Project, jobs: int) -> float:
    """Measure how long a build takes, from when it says that it runs."""
    running = start(project, jobs=jobs, options=('-E', '-a'))
    running.until(lambda: 'Running Sphinx' in running.said())
    begun = time.monotonic()
    assert running.wait() == 0
    return time.monotonic() - begun


def kill(project: Project, jobs: int, after: float) -> bool:
    """Start a build and kill it some time after it says that it runs. Tell whether it had still been at work."""
    running = start(project, jobs=jobs)
    running.until(lambda: 'Running Sphinx' in running.said())
    time.sleep(after)
    return running.kill()


def assert_whole(project: Project) -> None:
    """What programs read can be read."""
    for path in project.out.glob('html/comparison*.json'):
        json.loads(path.read_text(encoding='utf-8'))


# -- at a certain moment ----------------------------------------------------------------------------------------------

Hook = tuple[object, str, 'Callable[..., object]']


def event(name: str, *, number: int = 1, after: bool = False) -> Callable[[Callable[[], None]], Hook]:
    """Die before or after an event is dealt with, the first time or a later one."""
    from sphinx.events import EventManager

    def hook(die: Callable[[], None]) -> Hook:
        seen = [0]

        def emit(
            original: Callable[..., object], self: EventManager, emitted: str, *rest: Any, **options: Any
        ) -> object:
            seen[0] += emitted == name
            now = emitted == name and seen[0] == number
            if now and not after:
                die()
            result = original(self, emitted, *rest, **options)
            if now and after:
                die()
            return result

        return EventManager, 'emit', emit

    return hook


def torn(owner: object, name: str, written: Callable[..., Path | None]) -> Callable[[Callable[[], None]], Hook]:
    """Die when a function has written half of its file."""

    def hook(die: Callable[[], None]) -> Hook:
        def write(original: Callable[..., object], *arguments: Any, **options: Any) -> object:
            result = original(*arguments, **options)
            path = written(*arguments)
            if path is not None:
                os.truncate(path, path.stat().st_size // 2)
                die()
            return result

        return owner, name, write

    return hook


def before_renaming(name: str, number: int = 1) -> Callable[[Callable[[], None]], Hook]:
    """Die when a file has been written under its other name."""

    def hook(die: Callable[[], None]) -> Hook:
        seen = [0]

        def replace(original: Callable[..., object], self: Path, target: Path) -> object:
            seen[0] += Path(target).name.startswith(name)
            if Path(target).name.startswith(name) and seen[0] == number:
                die()
            return original(self, target)

        return Path, 'replace', replace

    return hook


def points() -> dict[str, Callable[[Callable[[], None]], Hook]]:
    """Name the moments."""
    import pickle

    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.builders.html._build_info import BuildInfo
    from sphinx.environment import BuildEnvironment
    from sphinx.search import IndexBuilder
    from sphinx.util.inventory import InventoryFile

    def only(condition: bool, path: Any) -> Path | None:
        return Path(path) if condition else None

    return {
        'a page half read': event('doctree-read'),
        'a tree half written': torn(
            Builder, 'write_doctree', lambda b, name, _: only(name == 'points/milk', b.doctreedir / f'{name}.doctree')
        ),
        'all pages read': event('env-updated'),
        'stale pages known': event('env-updated', after=True),
        'half of the environment kept': torn(
            pickle, 'dump', lambda what, file, _: only(isinstance(what, BuildEnvironment), file.name)
        ),
        'the environment kept': event('env-check-consistency'),
        'nothing written': event('write-started', after=True),
        'a page half written': torn(
            StandaloneHTMLBuilder,
            'write_doc',
            lambda b, name, _: only(name == 'points/pot', b.get_output_path(name)),
        ),
        'the first page drawn': event('html-page-context', after=True),
        'the stylesheet half copied': torn(
            StandaloneHTMLBuilder, 'copy_static_files', lambda b: only(True, b.outdir / '_static/comparison.css')
        ),
        'the list of objects half written': torn(InventoryFile, 'dump', lambda path, *_: only(True, path)),
        'the search index half written': torn(IndexBuilder, 'dump', lambda _, file, __: only(True, file.name)),
        'the configuration half noted': torn(BuildInfo, 'dump', lambda _, path: only(True, path)),
        'no export written': event('build-finished'),
        'half an export written': torn(
            Path, 'write_bytes', lambda path, _: only(path.name == '.comparison.json.part', path)
        ),
        'an export not in its place': before_renaming('comparison.json'),
        'the digests not struck out': before_renaming('comparison-'),
        'the digests not noted': before_renaming('comparison-', 2),
        'half of the digests noted': torn(
            Path, 'write_bytes', lambda path, _: only(path.name.startswith('.comparison-'), path)
        ),
        'all done': event('build-finished', after=True),
    }


def test_at_a_certain_moment(tmp_path: Path, thorough: bool, tried: Callable[[str, int], None]) -> None:
    """Killed between any two steps, or in the middle of a file, after edits that stay or are taken back."""
    project = tea(tmp_path)
    judge = Judge(tmp_path / 'clean')
    there = State.of(project)
    project.edit('points/milk.md', 'Tea *first*', 'Tea last')
    project.edit('essays/ann.md', 'A cold cup', 'A very cold cup')
    project.write({'part.txt': 'A little more.\n', 'new.md': '# New\n\n{quote}`So I rest <ann>`\n'})
    project.remove('other.md')
    here = State.of(project)
    project.build()
    moments = list(points().items()) * (4 if thorough else 1)
    for number, (name, hook) in enumerate(moments):
        jobs = 4 if (number // 2 + number // len(points())) % 2 else 1
        there.put_back(project)
        status = forked(partial(killed_build, project, jobs, hook))
        assert status == -signal.SIGKILL, f'was not killed: {name}'
        assert_whole(project)
        if number % 2:
            here.put_back(project)
        else:
            here, there = there, here
        try:
            judge(project, project.build(jobs=jobs))
        except AssertionError as error:
            error.add_note(f'killed when: {name}, with {jobs} jobs')
            raise
        assert not list(tmp_path.rglob('*.part'))
    tried('builds killed at a certain moment', len(moments))


def killed_build(project: Project, jobs: int, hook: Callable[[Callable[[], None]], Hook]) -> None:
    """Build until a moment comes: then this process dies, be it that one of its workers has come there."""
    process = os.getpid()
    owner, name, act = hook(lambda: os.kill(process, signal.SIGKILL))
    original = getattr(owner, name)
    setattr(owner, name, lambda *arguments, **options: act(original, *arguments, **options))
    project.build(jobs=jobs)
