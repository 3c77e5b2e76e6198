"""Which pages Sphinx and its other extensions warned of, so that the next build warns of them again.

They warn of a page when they read it or write it, and are silent for as long as they need not: a build that fails on
warnings would pass when it is run again. Our own warnings are logged on every build, and do not count here.
"""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.logging import NAMESPACE, get_node_location, is_suppressed_warning

from ..domain import ComparisonDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NOTED = 'noted_by_sphinx_comparison'
# What stands behind the name of the file: a line, or whose docstring it is.
_WHERE = re.compile(r'(?<=.):[^/\\]*$')


class Warned(logging.Handler):
    """The pages that were warned of in one build."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.app = app
        self.pages: set[str] = set()
        self.somewhere = False
        """True if a warning could not be attributed to a page."""

    def begin(self, *_: object) -> None:
        """Begin to listen, before pages are read."""
        logging.getLogger(NAMESPACE).addHandler(self)

    def end(self, *_: object) -> None:
        """Listen no more: also where a build has failed."""
        logging.getLogger(NAMESPACE).removeHandler(self)

    def forget(self) -> None:
        """Start anew: what was read has been dealt with."""
        self.pages, self.somewhere = set(), False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning, once: Sphinx hands over again what it held back, and what its workers told it."""
        kind, subtype = getattr(record, 'type', None) or '', getattr(record, 'subtype', None) or ''
        process, pages = getattr(record, _NOTED, (0, set[str]()))
        if kind == ComparisonDomain.name or process == os.getpid():
            return
        if is_suppressed_warning(kind, subtype, self.app.config.suppress_warnings):
            return
        pages = pages or self._pages(record)
        setattr(record, _NOTED, (os.getpid(), pages))
        self.pages |= pages
        self.somewhere = self.somewhere or not pages

    def _pages(self, record: logging.LogRecord) -> set[str]:
        """Return the pages that a warning is of.

        Of a name that stands twice Sphinx keeps the later holder only. If that is read again, so is the earlier one,
        which the warning names: else the name would stand once, and be lost with the later one.
        """
        place = self.app.env.current_document.docname or self._page(getattr(record, 'location', None))
        named = record.args if isinstance(record.args, tuple) and len(record.args) > 1 else ()
        known = self.app.env.found_docs
        return {place, *map(self._page, named)} & known if place in known else set()

    def _page(self, location: object) -> str:
        """Return the page that a warning is of, by any of the ways in which Sphinx is told."""
        if isinstance(location, tuple):
            return str(location[0])
        text = get_node_location(location) if isinstance(location, nodes.Node) else location
        if isinstance(text, os.PathLike):
            text = os.fspath(text)
        if not isinstance(text, str):
            return ''
        return text if text in self.app.env.found_docs else self.app.env.path2doc(_WHERE.sub('', text)) or ''
