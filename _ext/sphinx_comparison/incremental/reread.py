"""Which pages must be read again, though Sphinx takes them to be as they were.

Sphinx asks whether a file is newer than its last reading. That misses a file that was put back with the time it had,
and a stored tree that is not the one of that reading: of a build that was killed, of another one, or damaged. A page
that was read with a warning is read again, so that the next build warns of it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain import context_of, domain_of
from ..files import stamp
from ..messages import Subtype
from ..model import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import ComparisonDomain
    from ..model import Link, Page
    from .warnings_seen import Warned


# What stands behind the name of a file in a reading.
_END = ': '


class Readings:
    """What each page was read from, and the tree that came of it: kept with the environment."""

    def __init__(self, warned: Warned) -> None:
        self._read: dict[str, str] = {}
        self._warned = warned

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Return the pages that must be read again; none in a project that compares nothing."""
        domain = domain_of(env)
        known = {docname: reading for docname, reading in domain.readings.items() if docname not in removed}
        other = {
            docname
            for docname, reading in known.items()
            if reading != _reading(env, docname, _stamp_of_page(env, docname))
        }
        moved = {docname for docname in other if not known[docname].startswith(_file(env, docname))}
        misled = _pages_with_changed_targets(domain, env, added, removed, moved) if known else set()
        return sorted((other | misled) - removed)

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Look at the files of pages before they are read: what is written to them meanwhile counts as new.

        And forget all that these pages said, as Sphinx does where it reads in parallel: else a label that has moved
        from one of them to another would be there twice until the other is read.
        """
        self._read = {docname: _stamp_of_page(env, docname) for docname in docnames}
        if docnames and context_of(env).in_use:
            for docname in docnames:
                app.emit('env-purge-doc', env, docname)
                env.clear_doc(docname)

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep what the pages were read from; but of those that are to be read again in any case, only their file."""
        domain = domain_of(env)
        if self._read and domain.context.in_use:
            for docname in env.found_docs:
                if docname in self._read or docname not in domain.readings:
                    state = self._read.get(docname) or _stamp_of_page(env, docname)
                    domain.readings[docname] = _reading(env, docname, state)
            doubtful = self._read if self._warned.somewhere else self._warned.pages
            for docname in {*doubtful, *_without_seed(domain.pages, self._read)}:
                domain.readings[docname] = _file(env, docname)
        self._warned.forget()


def _without_seed(pages: Mapping[str, Page], read: Iterable[str]) -> Iterator[str]:
    """Yield the pages whose seed could not be read: the fault may lie in a folder, whose time nobody notes."""
    for docname in read:
        findings = pages[docname].findings if docname in pages else ()
        if any(finding.subtype == Subtype.SEED.value for finding in findings):
            yield docname


# -- files ------------------------------------------------------------------------------------------------------------


def _reading(env: BuildEnvironment, docname: str, read_from: str) -> str:
    """Return what tells one reading of a page from another: its file, those it depends on, and the stored tree.

    One that is to be forgotten has the name of its file only.
    """
    others = sorted(str(path) for path in env.dependencies.get(docname, ()))
    stamps = [read_from, *(f'{path} {stamp(env.srcdir / path)}' for path in others)]
    joined = '\0'.join([*stamps, _tree(env, docname)])
    return _file(env, docname) + sha256_of(joined)


def tells_apart(reading: str) -> bool:
    """True if a reading tells a page from the same page as it was before; not of one that is to be read again."""
    return not reading.endswith(_END)


def _file(env: BuildEnvironment, docname: str) -> str:
    """Name the file of a page: the same page may come from another one, in another markup."""
    return f'{env.doc2path(docname).name}{_END}'


def _stamp_of_page(env: BuildEnvironment, docname: str) -> str:
    return stamp(env.doc2path(docname))


def _tree(env: BuildEnvironment, docname: str) -> str:
    return stamp(env.doctreedir / f'{docname}.doctree')


# -- links ------------------------------------------------------------------------------------------------------------


def _pages_with_changed_targets(
    domain: ComparisonDomain, env: BuildEnvironment, added: set[str], removed: set[str], moved: set[str]
) -> set[str]:
    """Return the pages that were read wrongly now that another one has come or gone, or has another file.

    MyST decides while it reads whether a link leads to the file of a page, and Sphinx whether a toctree does.
    """
    came, went = added | moved, removed | moved
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
    """True if a MyST link led to a page that is gone, or may lead to one that came."""
    kind, role, target, _ = link
    if role != 'myst':
        return False
    name = target.partition('#')[0].rpartition('/')[2].partition('.')[0]
    return target.partition('#')[0] in removed if kind == 'doc' else name in added
