"""One build at a time in a folder: another waits until it has ended.

Two at once would write the same pages and the same stored trees, each from its own reading. The system gives the lock
back when a build is killed, and not before the last of its workers has ended.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

# What this process holds. It does not wait for itself: a build may start another.
_held: set[Path] = set()


class Lock:
    """A lock on the folders that a build writes to: its output, and what Sphinx keeps for the next build."""

    def __init__(self, app: Sphinx) -> None:
        # Always in the same order: two builds that share both folders do not wait for one another.
        self.folders = sorted({app.outdir, app.doctreedir})
        self.descriptors: dict[Path, int] = {}

    def take(self, app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> list[str]:
        """Take the lock, when no other build has it. No page is outdated by that."""
        for folder in self.folders:
            if folder not in _held and (descriptor := _lock(folder)) is not None:
                self.descriptors[folder] = descriptor
                _held.add(folder)
        return []

    def give_back(self, app: Sphinx, exception: Exception | None) -> None:
        """Let the next build have it."""
        for folder, descriptor in self.descriptors.items():
            os.close(descriptor)
            _held.discard(folder)
        self.descriptors.clear()


def connect(app: Sphinx) -> None:
    """Hold the lock from before anything is read until all else is done."""
    lock = Lock(app)
    app.connect('env-get-outdated', lock.take, priority=0)
    app.connect('build-finished', lock.give_back, priority=1000)


if sys.platform == 'win32':

    def _lock(folder: Path) -> int | None:
        """Windows does not lock folders."""
        return None

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        """Lock a folder; None where its file system has no locks."""
        descriptor = os.open(folder, os.O_RDONLY)
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                logger.info('another build is at work in %s: waiting for it to end ...', folder)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            return descriptor
        os.close(descriptor)
        return None
