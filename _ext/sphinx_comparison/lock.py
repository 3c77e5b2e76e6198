"""One build at a time in a folder: another waits until it has ended.

Two at once would write the same pages and the same stored trees, each from its own reading. The system gives the lock
back when a build is killed, and not before the last of its workers has ended.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx.environment import CONFIG_OK
from sphinx.util import logging

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

# What this process holds: the descriptors, by folder. It does not wait for itself: a build may start another, or have
# been broken off in a process that lives on.
_held: dict[Path, int] = {}


class Lock:
    """A lock on the folders that a build writes to: its output, and what Sphinx keeps for the next build."""

    def __init__(self, app: Sphinx) -> None:
        # Always in the same order: two builds that share both folders do not wait for one another.
        self.folders = sorted({app.outdir, app.doctreedir})

    def take(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Take the lock, when no other build has it. No page is outdated by that, but pages may be by the waiting."""
        waited = [_take(folder) for folder in self.folders if folder not in _held]
        if any(waited):
            # Sphinx looked at the files before.
            env.find_files(app.config, app.builder)
            looked = env.get_outdated_files(env.config_status != CONFIG_OK)
            for old, new in zip((added, changed, removed), looked, strict=True):
                if old is not new:
                    old.clear()
                    old.update(new)
        return []

    def give_back(self, app: Sphinx, exception: Exception | None) -> None:
        """Let the next build have it."""
        for folder in self.folders:
            if folder in _held:
                os.close(_held.pop(folder))


def _take(folder: Path) -> bool:
    """Lock a folder; tell whether it was necessary to wait for that."""
    descriptor, waited = _lock(folder)
    if descriptor is not None:
        _held[folder] = descriptor
    return waited


def connect(app: Sphinx) -> None:
    """Hold the lock from before anything is read until all else is done."""
    lock = Lock(app)
    app.connect('env-get-outdated', lock.take, priority=0)
    app.connect('build-finished', lock.give_back, priority=1000)


if sys.platform == 'win32':

    def _lock(folder: Path) -> tuple[int | None, bool]:
        """Windows does not lock folders."""
        return None, False

else:
    import fcntl

    def _lock(folder: Path) -> tuple[int | None, bool]:
        """Lock a folder: with None where its file system has no locks. Tell whether another build had it."""
        descriptor, waited = None, False
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = True
                logger.info('another build is at work in %s: waiting for it to end ...', folder)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            return descriptor, waited
        if descriptor is not None:
            os.close(descriptor)
        return None, waited
