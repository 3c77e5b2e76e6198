"""Memory: what need not wait there in a build, and what Python's cyclic garbage collector need not look at."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .domain import context_of, domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


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
        self._looks_seldom = self._frozen = False

    def note_page(self, app: Sphinx, document: nodes.document) -> None:
        """Have it look less often as soon as a page is read that compares anything."""
        page = domain_of(app.env).pages.get(app.env.current_document.docname)
        if page and page.compares:
            self._look_seldom()

    def note_pages(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Have it look less often if any page compares anything, whoever read it."""
        if context_of(env).in_use:
            self._look_seldom()

    def _look_seldom(self) -> None:
        if 0 < gc.get_threshold()[0] < _SELDOM:  # with 0 it never looks
            gc.set_threshold(_SELDOM, *self._usual[1:])
            self._looks_seldom = True

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
            self._frozen = True

    def look_as_before(self, app: Sphinx, exception: Exception | None) -> None:
        """Have it look at everything again, and as often as it did, when the build has ended."""
        if self._looks_seldom:
            gc.set_threshold(*self._usual)
        if self._frozen:
            gc.unfreeze()
