"""Which pages must be read again, though Sphinx takes them to be as they were.

Sphinx asks whether a file is newer than its last reading. That misses a file that was put back with the time it had,
and a stored tree that is not the one of that reading: of a build that was killed, of another one, or damaged. A page
that was read with a warning is read again, so that the next build warns of it too.

And Sphinx asks of an extension whether it is of the same version: :func:`version` tells.
"""

from __future__ import annotations

import hashlib
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain import domain_of
from ..messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import ComparisonDomain
    from ..model import Link
    from .warnings_seen import Warned


class Readings:
    """What each page was read from, and the tree that came of it: kept with the environment."""

    def __init__(self, warned: Warned) -> None:
        self._read: dict[str, str] = {}
        self._warned = warned

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Give the pages that must be read again."""
        domain = domain_of(env)
        if not domain.in_use:
            return []
        known = {docname: reading for docname, reading in domain.readings.items() if docname not in removed}
        other = {
            docname
            for docname, reading in known.items()
            if reading != _reading(env, docname, _stamp_of_page(env, docname))
        }
        elsewhere = {docname for docname in other if not known[docname].startswith(_file(env, docname))}
        unreadable = {
            docname
            for docname, page in domain.pages.items()
            if any(finding.subtype == Subtype.SEED.value for finding in page.findings)
        }
        misled = _misled(domain, env, added, removed, elsewhere)
        return sorted((other | unreadable | misled) - removed)

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Look at the files of pages before they are read: what is written to them meanwhile counts as new.

        And forget all that these pages said, as Sphinx does where it reads in parallel: else a label that has moved
        from one of them to another would be there twice until the other is read.
        """
        self._warned.begin()
        self._read = {docname: _stamp_of_page(env, docname) for docname in docnames}
        if domain_of(env).in_use:
            for docname in docnames:
                app.emit('env-purge-doc', env, docname)
                env.clear_doc(docname)

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep what the pages were read from."""
        domain = domain_of(env)
        if not domain.in_use:
            return
        for docname in env.found_docs:
            if docname in self._read or docname not in domain.readings:
                stamp = self._read.get(docname) or _stamp_of_page(env, docname)
                domain.readings[docname] = _reading(env, docname, stamp)
        for docname in self._read if self._warned.somewhere else self._warned.pages:
            domain.readings[docname] = _file(env, docname)
        self._warned.forget()


def connect(app: Sphinx, warned: Warned) -> None:
    """Begin to keep watch."""
    readings = Readings(warned)
    app.connect('env-get-outdated', readings.outdated)
    app.connect('env-before-read-docs', readings.begin)
    app.connect('env-updated', readings.end)


@cache
def version() -> int:
    """Tell this state of the package from every other: what another has read is read again, and never misread.

    It is made from the package's own files, so that nobody has to remember to change it.
    """
    package = Path(__file__).parents[1]
    state = hashlib.sha256()
    for path in sorted((*package.rglob('*.py'), *package.rglob('*.mo'))):
        state.update(f'{path.relative_to(package).as_posix()}\0'.encode() + path.read_bytes())
    return int(state.hexdigest()[:12], 16)


# -- files ------------------------------------------------------------------------------------------------------------


def _reading(env: BuildEnvironment, docname: str, stamp: str) -> str:
    """Tell one reading of a page from another: its file, those it depends on, and the tree that Sphinx has stored.

    One that is to be forgotten has the name of its file only.
    """
    others = sorted(str(path) for path in env.dependencies.get(docname, ()))
    stamps = [stamp, *(f'{path} {_stamp(env.srcdir / path)}' for path in others)]
    joined = '\0'.join([*stamps, _tree(env, docname)])
    return _file(env, docname) + hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()


def _file(env: BuildEnvironment, docname: str) -> str:
    """Name the file of a page: the same page may come from another one, in another markup."""
    return f'{env.doc2path(docname).name}: '


def _stamp_of_page(env: BuildEnvironment, docname: str) -> str:
    return _stamp(env.doc2path(docname))


def _stamp(path: Path) -> str:
    """Return a checksum that tells one content of a file from another.

    A file that was put back may have the time and the size it had. What is no regular file is never opened: reading a
    pipe or a device might not end.
    """
    with suppress(OSError):
        if not stat.S_ISREG(path.stat().st_mode):
            return 'not a file'
        with path.open('rb') as file:
            return hashlib.file_digest(file, 'sha256').hexdigest()
    return 'missing'


def _tree(env: BuildEnvironment, docname: str) -> str:
    return _stamp(env.doctreedir / f'{docname}.doctree')


# -- links ------------------------------------------------------------------------------------------------------------


def _misled(
    domain: ComparisonDomain, env: BuildEnvironment, added: set[str], removed: set[str], elsewhere: set[str]
) -> set[str]:
    """Give the pages that were read wrongly now that another one has come or gone, or has another file.

    MyST decides while it reads whether a link leads to the file of a page, and Sphinx whether a toctree does.
    """
    came, went = added | elsewhere, removed | elsewhere
    names = {docname.rpartition('/')[2] for docname in came}
    if not names and not went:
        return set()
    linking = {
        docname for docname, page in domain.pages.items() if any(_led(link, names, went) for link in page.links)
    }
    return linking | set(_listing(env, removed))


def _listing(env: BuildEnvironment, removed: set[str]) -> Iterator[str]:
    for docname, included in env.toctree_includes.items():
        if removed.intersection(included):
            yield docname


def _led(link: Link, added: set[str], removed: set[str]) -> bool:
    """Tell whether a MyST link led to a page that is gone, or may lead to one that came."""
    kind, role, target, _ = link
    if role != 'myst':
        return False
    name = target.partition('#')[0].rpartition('/')[2].partition('.')[0]
    return target.partition('#')[0] in removed if kind == 'doc' else name in added
