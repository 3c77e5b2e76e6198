"""Which pages must be written again, though they were not changed: those whose plan is not what it was.

What was drawn last is noted beside the environment, a digest a page, for each output folder by itself, since two
builders may share one environment. The digests are struck out before anything is written, and noted when the build
has ended: after one that was cut short, the next writes every page. A page that was written with a warning is written
again, so that the next build warns of it too.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from ..authoring import labels
from ..domain import ComparisonDomain, domain_of
from ..files import write
from ..publishing import assets, exports
from ..views.plan import plan
from .interrupted import has_search_index
from .reread import version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..model import Link, Target
    from .warnings_seen import Warned

# References to pages: of Sphinx, and of MyST. What else has the same name is nothing to them.
_TO_PAGES = (('std', 'doc'), ('doc', 'myst'))
# The digest of a page of which it is not known that it is as it should be.
_UNKNOWN = ''


class Freshness:
    """The digests of one build: what is to be drawn, and what was drawn before."""

    def __init__(self, app: Sphinx, warned: Warned) -> None:
        self.warned = warned
        name = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:16]
        self.note = app.doctreedir / f'comparison-{name}.json'
        self.before: dict[str, str] = {}
        self.now: dict[str, str] = {}
        self.written: set[str] = set()
        self.removed: set[str] = set()

    def note_removed(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Remember the pages that are gone: the note that tells of them may be lost."""
        self.removed = set(removed)
        return []

    def stale(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Give the pages whose plan is not what it was, after all pages are read; log what is to be mended.

        What pages that are gone left behind is removed.
        """
        domain = domain_of(env)
        domain.renew()
        domain.warn(labels.settle(domain) if domain.in_use else ())
        self.before, self.now, self.written = _read(self.note), {}, set()
        if not domain.in_use:
            if not self.before:
                return []
            exports.withdraw_exports(app)
            assets.withdraw_assets(app)
        if not has_search_index(app):
            self.before = dict.fromkeys(self.before, _UNKNOWN)
        self.before |= dict.fromkeys(self.removed, _UNKNOWN)
        package = str(version())
        around = _around(env) if app.builder.format == 'html' else ''
        resolved: dict[Link, str] = {}
        for docname in sorted(env.found_docs):
            self.now[docname] = _digest(package, around, *_inputs(domain, env, docname, resolved))
        self._write(dict.fromkeys(self.before | self.now, _UNKNOWN))
        for docname in self.before.keys() - env.found_docs:
            _remove(app, docname)
        return [docname for docname, digest in self.now.items() if self.before.get(docname) != digest]

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Remember that a page was drawn."""
        self.written.add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Note what was drawn; of the pages that are gone, that something was written in their place."""
        self.warned.end()
        if exception is not None or not self.now:
            return
        domain = domain_of(app.env)
        if not domain.in_use:
            self.note.unlink(missing_ok=True)
            return
        gone = dict.fromkeys(domain.permalinks.gone, _UNKNOWN)
        doubtful = self.now.keys() if self.warned.somewhere else self.warned.pages
        fresh = {name: digest for name, digest in self.now.items() if self.before.get(name) == digest}
        drawn = {name: self.now[name] for name in self.written if name in self.now}
        self._write(gone | dict.fromkeys(self.now, _UNKNOWN) | fresh | drawn | dict.fromkeys(doubtful, _UNKNOWN))

    def _write(self, digests: dict[str, str]) -> None:
        write(self.note, json.dumps(digests, indent=0, sort_keys=True) + '\n')


def connect(app: Sphinx, warned: Warned) -> None:
    """Begin to keep watch, when the builder is known."""
    freshness = Freshness(app, warned)
    app.connect('env-get-outdated', freshness.note_removed)
    # After 'env-updated', when sections and tables have their numbers.
    app.connect('env-get-updated', freshness.stale)
    app.connect('doctree-resolved', freshness.note_written)
    app.connect('build-finished', freshness.finish)


def _read(note: Path) -> dict[str, str]:
    with suppress(OSError, ValueError, RecursionError):
        kept: Any = json.loads(note.read_text(encoding='utf-8'))
        if isinstance(kept, dict) and all(isinstance(digest, str) for digest in kept.values()):
            return cast('dict[str, str]', kept)
    return {}


def _inputs(domain: ComparisonDomain, env: BuildEnvironment, docname: str, resolved: dict[Link, str]) -> Iterator[str]:
    """Yield all that a page is drawn from: its reading, which may have been for another builder, and other pages."""
    yield domain.readings.get(docname, '')
    yield from _below(env, docname)
    page = domain.comparison.pages.get(docname)
    if not page:
        return
    yield repr(page.conditions)
    planned = plan(page, domain.comparison, domain.permalinks)
    yield repr(planned)
    links = {*page.links, *(link for content in planned.contents() for link in content.prose.links)}
    for link in sorted(links):
        if link not in resolved:
            resolved[link] = _resolve(domain, env, link)
        yield resolved[link]


def _resolve(domain: ComparisonDomain, env: BuildEnvironment, link: Link) -> str:
    """Describe what a reference leads to, and what it says: by this domain, and by Sphinx's labels and titles."""
    kind, role, target, worded = link
    if kind == domain.name:
        found = domain.comparison.resolve(role, target)
        return repr(_place(found) if worded and found else found)
    to_page = (kind, role) in _TO_PAGES
    docname, _, place = target.partition('#') if to_page else (target, '', '')
    title = env.titles.get(docname.strip('/'))
    slugs = env.metadata.get(docname, {}).get('myst_slugs', {})
    page = (title.astext() if not worded else '') if title else None, sorted(slugs.items())
    if to_page and not place:
        return repr(page)
    anything = domain.comparison.resolve_any(f'/{target}' if to_page else target)
    target = place or target
    return repr(
        (
            [(kind, _place(found) if worded else found) for kind, found in anything],
            _labelled(env, target.lower()) or _labelled(env, target),
            page,
        )
    )


def _place(target: Target) -> Target:
    """Give a target without what a link to it says."""
    return replace(target, label='')


def _labelled(env: BuildEnvironment, label: str) -> object:
    """Describe what one of Sphinx's labels is on, with its numbers, of each kind that ``{numref}`` gives."""
    standard = env.domains.standard_domain
    named, unnamed = standard.labels.get(label), standard.anonlabels.get(label)
    if not unnamed:
        return None
    docname, anchor = unnamed
    numbers = [ids.get(anchor) for _, ids in sorted(env.toc_fignumbers.get(docname, {}).items())]
    sections = env.toc_secnumbers.get(docname, {})
    return named, unnamed, numbers, sections.get(f'#{anchor}', sections.get(''))


def _below(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """Describe what the list of contents on a page may show of pages that are listed by those that it lists.

    Sphinx sees to those that a page lists itself, and no deeper.
    """
    listed = env.toctree_includes.get(docname, ())
    seen, deeper = {docname, *listed}, [page for child in listed for page in env.toctree_includes.get(child, ())]
    while deeper:
        page = deeper.pop()
        if page not in seen and page in env.tocs:
            seen.add(page)
            yield f'{page} {env.tocs[page].pformat()}'
            deeper += env.toctree_includes.get(page, ())


def _around(env: BuildEnvironment) -> str:
    """Describe what a theme may show of other pages around each page: the tree of contents and its titles."""
    titles = {docname: title.astext() for docname, title in sorted(env.titles.items())}
    return repr((titles, sorted(env.toctree_includes.items())))


def _digest(*inputs: str) -> str:
    return hashlib.sha256('\0'.join(inputs).encode('utf-8', 'surrogatepass')).hexdigest()


def _remove(app: Sphinx, docname: str) -> None:
    """Remove what a page that is gone left in the output."""
    output = getattr(app.builder, 'get_output_path', None)
    suffix = getattr(app.builder, 'out_suffix', '')
    if output is not None:
        output(docname).unlink(missing_ok=True)
    elif suffix:
        (app.outdir / f'{docname}{suffix}').unlink(missing_ok=True)
    sources = app.outdir / '_sources'
    for suffix in app.config.source_suffix:
        (sources / f'{docname}{suffix}{app.config.html_sourcelink_suffix}').unlink(missing_ok=True)
