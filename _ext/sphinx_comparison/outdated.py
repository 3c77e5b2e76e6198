"""Which pages must be read again, though Sphinx takes them to be as they were.

Sphinx asks whether a file is newer than its last reading. That misses a file that was put back with the time it had,
and a stored tree that is not the one of that reading: of a build that was killed, of another one, or damaged.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from .domain import domain_of
from .messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import ComparisonDomain
    from .model import Link


class Readings:
    """What each page was read from, and the tree that came of it: kept with the environment."""

    def __init__(self) -> None:
        self._read: dict[str, str] = {}

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Give the pages that must be read again."""
        domain = domain_of(env)
        if not domain.in_use:
            return []
        known = domain.readings.items()
        other = {
            docname for docname, reading in known if reading != _reading(env, docname, _stamp_of_page(env, docname))
        }
        unreadable = {
            docname
            for docname, page in domain.pages.items()
            if any(finding.subtype == Subtype.SEED.value for finding in page.findings)
        }
        return sorted((other | unreadable | _misled(domain, env, added, removed)) - removed)

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Look at the files of pages before they are read: what is written to them meanwhile counts as new."""
        self._read = {docname: _stamp_of_page(env, docname) for docname in docnames}

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep what the pages were read from."""
        domain = domain_of(env)
        if not domain.in_use:
            return
        for docname in env.found_docs:
            if docname in self._read or docname not in domain.readings:
                stamp = self._read.get(docname) or _stamp_of_page(env, docname)
                domain.readings[docname] = _reading(env, docname, stamp)


def connect(app: Sphinx) -> None:
    """Begin to keep watch."""
    readings = Readings()
    app.connect('env-get-outdated', readings.outdated)
    app.connect('env-before-read-docs', readings.begin)
    app.connect('env-updated', readings.end)


# -- files ------------------------------------------------------------------------------------------------------------


def _reading(env: BuildEnvironment, docname: str, stamp: str) -> str:
    """Tell one reading of a page from another: its file, those it depends on, and the tree that Sphinx has stored."""
    others = sorted(str(path) for path in env.dependencies.get(docname, ()))
    stamps = [stamp, *(f'{path} {_stamp(env.srcdir / path)}' for path in others)]
    return hashlib.sha256('\0'.join([*stamps, _tree(env, docname)]).encode('utf-8', 'surrogatepass')).hexdigest()


def _stamp_of_page(env: BuildEnvironment, docname: str) -> str:
    return _stamp(env.doc2path(docname))


def _stamp(path: Path) -> str:
    """Tell one state of a file from another by its time and its size: newer or older, it is not the same."""
    with suppress(OSError):
        status = path.stat()
        return f'{status.st_mtime_ns} {status.st_size}'
    return 'missing'


def _tree(env: BuildEnvironment, docname: str) -> str:
    with suppress(OSError):
        return hashlib.sha256((env.doctreedir / f'{docname}.doctree').read_bytes()).hexdigest()
    return 'missing'


# -- links ------------------------------------------------------------------------------------------------------------


def _misled(domain: ComparisonDomain, env: BuildEnvironment, added: Iterable[str], removed: set[str]) -> set[str]:
    """Give the pages that were read wrongly now that another one has come or gone.

    MyST decides while it reads whether a link leads to a page, and Sphinx whether a toctree does.
    """
    names = {docname.rpartition('/')[2] for docname in added}
    if not names and not removed:
        return set()
    linking = {
        docname for docname, page in domain.pages.items() if any(_led(link, names, removed) for link in page.links)
    }
    return linking | set(_listing(env, removed))


def _listing(env: BuildEnvironment, removed: set[str]) -> Iterator[str]:
    for docname, included in env.toctree_includes.items():
        if removed.intersection(included):
            yield docname


def _led(link: Link, added: set[str], removed: set[str]) -> bool:
    """Tell whether a MyST link led to a page that is gone, or may lead to one that came."""
    kind, role, target = link
    if role != 'myst':
        return False
    name = target.partition('#')[0].rpartition('/')[2].partition('.')[0]
    return target in removed if kind == 'doc' else name in added
