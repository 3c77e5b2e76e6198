"""Memory: what need not wait there in a build, and what Python's cyclic garbage collector need not look at."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .domain import context_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


FEW = 20  # trees of so many pages may wait: to have none of them wait takes longer than it spares
# New objects, by which the collector looks at the youngest. Python 3.11 has 700, and Python 3.13 has 2,000: a tree of
# docutils has as many, and all are linked in circles as long as the page is there.
_SELDOM = 5000


@contextmanager
def resting_collector() -> Iterator[None]:
    """Let the collector rest while many records are made: it would walk through all, and none is part of a cycle.

    What is freed by counting references is freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Collector:
    """The collector in one build of a project that compares anything; in others it is left as it is."""

    def __init__(self) -> None:
        self._usual = gc.get_threshold()

    def look_seldom(self, app: Sphinx, *_: object) -> None:
        """Have it look less often, as soon as it is known that the project compares anything."""
        if gc.get_threshold() == self._usual and context_of(app.env).in_use:
            gc.set_threshold(max(self._usual[0], _SELDOM), *self._usual[1:])

    def make_room(self, app: Sphinx, builder: Builder) -> None:
        """Have no tree of a page wait in memory to be written, and the collector look at nothing that stays.

        Sphinx keeps the trees of all pages that it has read, to be spared loading each again from its file. Together
        they are a fifth of what a build needs, and the collector walks through all of them again and again, which
        takes longer.
        """
        waiting = app.env._write_doc_doctree_cache  # noqa: SLF001 - a cache: Sphinx loads what it does not find there
        if len(waiting) > FEW and context_of(app.env).in_use:
            waiting.clear()
            gc.collect()
            gc.freeze()

    def look_as_before(self, app: Sphinx, exception: Exception | None) -> None:
        """Have it look at everything again, and as often as it did, when the build has ended."""
        if gc.get_threshold() != self._usual:  # which no project has that compares nothing
            gc.unfreeze()
            gc.set_threshold(*self._usual)
