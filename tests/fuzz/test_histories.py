"""After any history of edits, what was built is what a clean build gives; and no page was written needlessly.

Hypothesis draws a project and a few edits. After each, an incremental build is compared with a build from nothing of
the same project in another folder: every file byte for byte, and every warning. A history that fails is made smaller,
and printed with the names of its edits and what each did to the files.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from helpers import editing
from helpers.histories import STARTS, Disk, Model, Stamp
from helpers.project import DEFAULTS, Project
from helpers.tea import content
from sphinx_comparison.views.plan import plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.project import Build

PARTS = 4  # so that several processes have something to do
HISTORIES, MANY_HISTORIES = 8, 240
JOBS = (1, 2, 4)

Numbers = tuple[int, ...]
_NUMBERS = st.tuples(*[st.integers(0, 23)] * 8)
_EDITS = sorted(editing.EDITS)


@dataclass(frozen=True)
class Step:
    """An edit: its name, what it is done to, and what time the files have then."""

    edit: str
    numbers: Numbers
    stamp: Stamp


@dataclass(frozen=True)
class History:
    """What a project is to begin with, and what is done to it."""

    start: str
    growth: list[tuple[str, Numbers]]
    steps: list[Step]
    builder: str
    theme: str


_HISTORY = st.builds(
    History,
    start=st.sampled_from(['small', 'large', 'large']),
    growth=st.lists(st.tuples(st.sampled_from(_EDITS), _NUMBERS), max_size=6),
    steps=st.lists(
        st.builds(
            Step,
            edit=st.sampled_from([*['touch'] * 3, *['revert'] * 6, *_EDITS]),
            numbers=_NUMBERS,
            stamp=st.sampled_from(['now', 'now', 'kept', 'older']),
        ),
        min_size=3,
        max_size=6,
    ),
    builder=st.sampled_from([*['html'] * 8, 'dirhtml', 'singlehtml', 'text', 'latex', 'epub']),
    theme=st.sampled_from([*['plain'] * 5, 'alabaster']),
)


@pytest.mark.parametrize('part', range(PARTS))
def test_every_history(
    part: int, tmp_path: Path, thorough: bool, tried: Callable[[str, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every edit of every history, an incremental build by 1, 2 and 4 processes equals a clean one elsewhere."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')  # some formats write down when they were made
    drawn = int.from_bytes(os.urandom(4)) if thorough else part
    counts: Counter[str] = Counter()

    @seed(drawn)
    @settings(
        max_examples=(MANY_HISTORIES if thorough else HISTORIES) // PARTS,
        deadline=None,  # a history takes seconds
        database=None,  # nothing is kept: the history itself is printed
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],  # a history is large, and is built
    )
    @given(_HISTORY)
    def replayed(history: History) -> None:
        note(f'seed {drawn}')
        _Replay(history, tmp_path / 'history').run()
        counts['edit histories'] += 1
        counts['edits'] += len(history.steps)

    replayed()
    for what, count in counts.items():
        tried(f'{what}, built as if from nothing' if what == 'edits' else what, count)


@dataclass(frozen=True)
class _Built:
    """A clean build: every file, every warning, and what a theme may show on every page."""

    files: dict[str, Any]
    warnings: list[str]
    titles: dict[str, str]
    tree: dict[str, list[str]]


@dataclass
class _Replay:
    """Carries out a history."""

    history: History
    folder: Path
    past: list[Model] = field(default_factory=list)

    def run(self) -> None:
        """Build after each edit, and compare."""
        shutil.rmtree(self.folder, ignore_errors=True)
        model = STARTS[self.history.start]
        for name, numbers in self.history.growth:
            model = editing.apply(name, numbers, model)
        self.past.append(model)
        self.disks = {jobs: Disk(self.make(f'edited-{jobs}'), model) for jobs in JOBS}
        self.disk = self.disks[1]
        for jobs, disk in self.disks.items():
            self.build(disk.project, model, jobs)
        used, before = True, self.clean(model)
        for number, step in enumerate(self.history.steps, 1):
            files, config = dict(self.disk.files), dict(self.disk.config)
            self.edit(step)
            changed = _changed(files, self.disk.files)
            note(f'-- {number}. {step.edit}, files {step.stamp}\n{_diff(files, self.disk.files)}')
            after = self.clean(self.past[-1])
            builds = {jobs: self.build(disk.project, self.past[-1], jobs) for jobs, disk in self.disks.items()}
            used, was_used = builds[1].domain.context.in_use, used
            if not used and not was_used:
                break  # It was left alone: Sphinx by itself does not remove the pages that are gone, and warns once.
            for jobs, build in builds.items():
                self.compare(build, after, jobs)
            same_settings = (config, self.past[-2].tags) == (self.disk.config, self.past[-1].tags)
            if same_settings and self.history.builder in ('html', 'dirhtml'):
                touched = {self.touched} if step.edit == 'touch' else set()
                self.assert_needed(builds[1], before, after, changed | touched)
            before = after

    def make(self, name: str) -> Project:
        """Make an empty project."""
        plain = self.history.theme == 'plain'
        theme = {} if plain else {'html_theme': self.history.theme, 'html_theme_path': None}
        return Project(self.folder / name, extensions=[*DEFAULTS['extensions'], 'sphinx.ext.todo'], **theme)

    def build(self, project: Project, model: Model, jobs: int = 1) -> Build:
        """Build a project."""
        return project.build(self.history.builder, jobs=jobs, tags=model.tags)

    def edit(self, step: Step) -> None:
        """Carry out an edit on the files."""
        model = self.past[-1]
        if step.edit == 'touch':
            paths = sorted(self.disk.files)
            self.touched = paths[step.numbers[0] % len(paths)]
            for disk in self.disks.values():
                disk.touch(self.touched)
        elif step.edit == 'revert':
            model = self.past[step.numbers[0] % len(self.past)]
        else:
            model = editing.apply(step.edit, step.numbers, model)
        for disk in self.disks.values():
            disk.put(model, step.stamp)
        self.past.append(model)

    def clean(self, model: Model) -> _Built:
        """Build a model from nothing, in another folder."""
        shutil.rmtree(self.folder / 'clean', ignore_errors=True)
        project = self.make('clean')
        Disk(project, model)
        build = self.build(project, model)
        titles = {docname: title.astext() for docname, title in build.env.titles.items()}
        return _Built(_files(build), build.warnings, titles, dict(build.env.toctree_includes))

    def compare(self, build: Build, wanted: _Built, jobs: int) -> None:
        """Compare a build with a clean one."""
        found = _files(build)
        assert found.keys() == wanted.files.keys()
        unlike = [path for path, made in wanted.files.items() if found[path] != made]
        assert not unlike, f'{unlike}\n{_difference(found[unlike[0]], wanted.files[unlike[0]])}'
        if jobs == 1:
            assert build.warnings == wanted.warnings
        else:  # several processes warn of their pages as they finish
            assert sorted(build.warnings) == sorted(wanted.warnings)

    def assert_needed(self, build: Build, before: _Built, after: _Built, changed: set[str]) -> None:
        """Assert that no page was read or written without need.

        A page has to be *read* if its file changed or was touched, or one that it depends on; if it was read with a
        fault; and, where pages came or went, if it lists or links to them.

        A page has to be *written* if it comes out other than before; if it was read; if it copies an editor's words
        from one that was read, where they may be the same; if Sphinx warned of it, or of what it copies, so that it
        does again; and, which is Sphinx's own rule, if it lists one that is written. A change of
        titles or of the tree of contents may show on every page of a theme, and every page of HTML is written then.
        (In other formats a page is also written when only the address of a link changes, which they do not show.)
        """
        pages = {path.rpartition('.')[0] for path in changed if path.endswith(('.md', '.rst'))}
        others = {path for path in changed if not path.endswith(('.md', '.rst'))}
        depending = {
            docname
            for docname, paths in build.env.dependencies.items()
            if any(str(path).endswith(name) for path in paths for name in others)
        }
        # The extension gives its own warnings without reading. But a seed that could not be read may be there now.
        faulty = _warned_of([text for text in before.warnings if '[cf.' not in text or '[cf.seed]' in text])
        came_or_went = before.titles.keys() != after.titles.keys() or self.changed_markup()
        if not came_or_went:
            assert build.read <= pages | depending | faulty
        concerned = {
            docname
            for docname in build.env.found_docs
            if before.files.get(_path(build, docname)) != after.files[_path(build, docname)]
        }
        listing = {lister for docname in build.written for lister in build.env.files_to_rebuild.get(docname, ())}
        if (before.titles, before.tree) == (after.titles, after.tree):
            allowed = concerned | build.read | faulty | _copying(build, build.read | faulty) | listing
            assert concerned <= build.written <= allowed

    def changed_markup(self) -> bool:
        """True if a page has another file than before the last edit."""
        was, now = ({page.path: page.suffix for page in model.pages} for model in self.past[-2:])
        return was != now


def _files(build: Build) -> dict[str, Any]:
    # A zip holds the times of its files, and what is in it stands beside it. The other is Sphinx's copy of its own
    # note of a configuration that is changed.
    return {path: made for path, made in content(build).items() if not path.endswith(('.epub', '.buildinfo.bak'))}


def _path(build: Build, docname: str) -> str:
    return build.path(docname).relative_to(build.out).as_posix()


def _copying(build: Build, origins: set[str]) -> set[str]:
    """The pages that show words with their markup from some pages."""
    domain, context = build.domain, build.domain.context
    planned = {docname: plan(page, context.comparison, context.permalinks) for docname, page in domain.pages.items()}
    return {
        docname
        for docname, page_plan in planned.items()
        if any(content.docname in origins for content in page_plan.contents())
    }


def _warned_of(warnings: list[str]) -> set[str]:
    """The pages that warnings are of."""
    return {page for warning in warnings for page in re.findall(r'^(.+?)\.(?:md|rst)(?=:|$)', warning)}


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _diff(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Show what an edit did to the files."""
    return ''.join(
        f'{line.rstrip()}\n'
        for path in sorted(_changed(before, after))
        for line in difflib.unified_diff(
            before.get(path, b'').decode(errors='replace').splitlines(),
            after.get(path, b'').decode(errors='replace').splitlines(),
            path if path in before else 'nothing',
            path if path in after else 'nothing',
            n=1,
        )
    )


def _difference(found: Any, wanted: Any) -> str:
    """Show how a file differs from that of the clean build."""
    if isinstance(found, bytes):
        found, wanted = (file.decode(errors='replace').splitlines() for file in (found, wanted))
    else:
        found, wanted = ([f'{key}: {value}' for key, value in index.items()] for index in (found, wanted))
    return '\n'.join(difflib.unified_diff(found, wanted, 'as it is', 'as it should be', n=0))
