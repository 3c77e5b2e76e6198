"""Builds in processes of their own, as people start them: to be killed.

::

    running = start(project, jobs=4)
    running.process.kill()
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx._cli.util.errors import strip_escape_sequences

from helpers.project import Project
from helpers.tea import PAGES, clean, content

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.project import Build

PATIENCE = 60
"""Seconds that nothing here may take."""


def tea(folder: Path, **config: Any) -> Project:
    """Make a project of eight pages with a bit of everything, one of which includes a file."""
    project = Project(folder, **config)
    project.write(PAGES)
    project.write(
        {'other.md': '# Other things\n\n```{literalinclude} part.txt\n```\n', 'part.txt': 'No more than this.\n'}
    )
    return project


@dataclass
class Running:
    """A build at work."""

    process: subprocess.Popen[bytes]
    log: Path
    """What it says."""

    def said(self) -> str:
        """Return what it has said so far."""
        return strip_escape_sequences(self.log.read_text(encoding='utf-8'))

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds, or the build has ended."""
        end = time.monotonic() + PATIENCE
        while not condition() and self.process.poll() is None:
            assert time.monotonic() < end, f'nothing happens; it said:\n{self.said()}'
            time.sleep(0.002)

    def wait(self) -> int:
        """Wait for its end; give its exit code."""
        return self.process.wait(PATIENCE)

    def kill(self) -> bool:
        """Kill it as no program can prevent, but not its workers. Tell whether it had still been at work."""
        self.process.kill()
        return self.wait() == -signal.SIGKILL


def start(
    project: Project,
    builder: str = 'html',
    jobs: int = 1,
    options: tuple[str, ...] = (),
    out: Path | None = None,
) -> Running:
    """Start ``python -m sphinx`` on a project, in the folders that :meth:`Project.build` uses."""
    project._write_index()
    out = out or project.out / builder
    number = len(list(project.folder.glob('*.log')))
    log = project.folder / f'{number}.log'
    command = [sys.executable, '-m', 'sphinx', '-b', builder, '-j', str(jobs), '-d', str(project.doctrees), *options]
    environment = {**os.environ, 'PYTHONPATH': str(Path(__file__).parents[2] / '_ext')}
    with log.open('wb') as stream:
        process = subprocess.Popen(
            [*command, str(project.source), str(out)], env=environment, stdout=stream, stderr=subprocess.STDOUT
        )
    return Running(process, log)


def forked(act: Callable[[], object]) -> int:
    """Do something in a process that is a copy of this one; give its exit code, or minus the signal it died of."""
    child = os.fork()
    if not child:
        status = 2
        try:
            act()
            status = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(status)  # whatever happened: this process must not go on as a second pytest
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# -- states of a project ----------------------------------------------------------------------------------------------


@dataclass
class State:
    """The files of a source folder, and their times."""

    files: dict[str, tuple[bytes, int]]

    @classmethod
    def of(cls, project: Project) -> State:
        """Note how the files are."""
        paths = [path for path in sorted(project.source.rglob('*')) if path.is_file()]
        return cls(
            {
                path.relative_to(project.source).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
                for path in paths
            }
        )

    def put_back(self, project: Project) -> None:
        """Make the files as they were, with the times that they had."""
        for path in State.of(project).files.keys() - self.files.keys():
            project.remove(path)
        for path, (data, time_ns) in self.files.items():
            file = project.source / path
            if not file.is_file() or (file.read_bytes(), file.stat().st_mtime_ns) != (data, time_ns):
                project.write({path: data})
                os.utime(file, ns=(time_ns, time_ns))


class Judge:
    """Compares builds with clean ones, and remembers those."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[tuple[object, ...], tuple[list[str], dict[str, Any]]] = {}

    def __call__(self, project: Project, build: Build, **options: Any) -> None:
        """Compare the files and the warnings of a build with those of a clean one."""
        state = {path: data for path, (data, _) in State.of(project).files.items()}
        key = (*sorted(state.items()), *sorted(options.items()))
        if key not in self._known:
            expected = clean(project, self.folder, **options)
            self._known[key] = (expected.warnings, content(expected))
            shutil.rmtree(self.folder)
        warnings, wanted = self._known[key]
        found = content(build)
        assert build.warnings == warnings
        assert found.keys() == wanted.keys(), sorted(found.keys() ^ wanted.keys())
        assert [path for path in wanted if found[path] != wanted[path]] == []
