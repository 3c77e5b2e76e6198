"""Which pages must be written again, though they were not changed: those whose plan is not what it was.

What was drawn last is noted beside the environment, a digest a page. The digests are struck out before anything is
written, and noted when the build has ended: after one that was cut short, the next writes every page. A page that was
written with a warning is written again, so that the next build warns of it too.

Where nothing has changed since this output was last written, nothing is compared: that is known by one digest of
everything that a build depends on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from ..domain import ComparisonDomain, context_of, domain_of
from ..files import stamp
from ..memory import resting_collector
from ..model import sha256_of
from ..views.plan import plan
from . import changed, note
from .code_version import code_version
from .interrupted import has_search_index
from .reread import tells_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..context import Context
    from ..domain import Records
    from ..model import Link, Page, Target
    from ..views.plan import PagePlan
    from .warnings_seen import Warned

# References to pages: of Sphinx, and of MyST. What else has the same name is nothing to them.
_TO_PAGES = (('std', 'doc'), ('doc', 'myst'))
# Noted of a page whose output may be wrong: of an interrupted build, or written with a warning. It equals no digest,
# so that the page is written again.
_UNKNOWN = ''
# What Python says of an object that says nothing of itself; another one each time.
_ADDRESS = re.compile(r' at 0x[0-9a-f]+')

logger = logging.getLogger(__name__)


class Rewriting:
    """What is to be drawn in one build, and what was drawn before."""

    def __init__(self, warned: Warned) -> None:
        self._warned = warned
        self._read: frozenset[str] = frozenset()
        self._removed: set[str] = set()
        self._key_before = ''
        self._before = note.Note()
        self._now = note.Note()
        self._written: set[str] = set()
        self._struck_out = False
        self._around = ''
        self._resolved: dict[Link, str] = {}

    def note_removed(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Remember how things stood, before pages are read, and which are gone: the note of them may be lost."""
        domain = domain_of(env)
        domain.pages.begin()
        told_apart = domain.readings and all(map(tells_apart, domain.readings.values()))
        self._key_before = _key(app, env) if told_apart else ''
        self._removed = set(removed)
        return []

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Remember which pages are read."""
        self._read = frozenset(docnames)

    def see_whether_unchanged(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Look whether anything has changed since this output was last written, when all pages are read."""
        context = context_of(env)
        self._before, self._now = note.read(note.file_of(app)), note.Note()
        self._written, self._struck_out = set(), False
        # Before anything is compared: what is changed after this counts as new in the next build.
        key = self._now.kept.key = _key(app, env) if domain_of(env).readings else ''
        pages, kept = self._before.pages, self._before.kept
        context.before = kept if pages else None
        if (
            kept.key
            and not self._read
            and not self._removed
            and all(pages.get(docname) for docname in env.found_docs)
            and all(stamp(Path(app.outdir, name)) == file.state for name, file in kept.files.items())
            and has_search_index(app)
            and kept.key == key
        ):
            context.unchanged, context.findings = True, kept.findings
            self._now = note.Note({docname: pages[docname] for docname in env.found_docs}, self._before.plans, kept)

    @resting_collector()
    def stale(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages whose plan is not what it was, when sections and tables have their numbers.

        Those that were read are written in any case: what they are drawn from is looked at when they are drawn.
        """
        context = context_of(env)
        if context.unchanged or not (context.in_use or context.before):
            return []
        before = self._before.pages
        if not has_search_index(app):
            before = dict.fromkeys(before, _UNKNOWN)
        self._before.pages = before | dict.fromkeys(self._removed, _UNKNOWN)
        self._around = _digest(str(code_version()), _around(env) if app.builder.format == 'html' else '')
        self._resolved = {}
        self._now.kept.outline = changed.outline(context.comparison, context.permalinks)
        context.changed = self._changed(context, domain_of(env).pages)
        for docname in sorted(env.found_docs):
            self._now.pages[docname] = _UNKNOWN if docname in self._read else self._made_of(env, docname)
        self._strike_out(app)
        stale = [docname for docname, digest in self._now.pages.items() if self._before.pages.get(docname) != digest]
        context.planned = {docname: context.planned[docname] for docname in stale if docname in context.planned}
        for docname in stale:
            logger.debug('%s is written again: %s', docname, self._reason(docname, context.changed or frozenset()))
        return stale

    def _reason(self, docname: str, changed_inputs: frozenset[str]) -> str:
        """Return why a page is written again, for those who run Sphinx with ``-vv``."""
        if docname in self._read:
            return 'it was read'
        if not self._before.pages.get(docname):
            return 'it is not known how it was written'
        before, now = self._before.plans.get(docname), self._now.plans.get(docname)
        if before and now and before.digest != now.digest:
            because = ', '.join(sorted(changed_inputs.intersection(before.inputs))) or 'all was planned'
            return f'it shows something else ({because})'
        return 'it was read for another output, or its links, what is hidden on it or what is around it are other ones'

    def remove_gone(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Remove what pages that are gone left in the output; name no page that must be written again."""
        if not context_of(env).unchanged:
            for docname in self._before.pages.keys() - env.found_docs:
                _remove(app, docname)
        return []

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Remember that a page is drawn; before it is written, strike out what is noted of all."""
        self._written.add(docname)
        self._strike_out(app)
        planned = context_of(app.env).planned.pop(docname, None)
        if planned and docname in self._read:
            self._now.pages[docname] = self._made_of(app.env, docname, planned)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Note what was drawn; of the pages that are gone, that something was written in their place."""
        now, before = self._now, self._before
        if exception is not None or not now.pages or not (self._struck_out or self._warned.pages):
            return
        context = context_of(app.env)
        file = note.file_of(app)
        if not context.in_use:
            file.unlink(missing_ok=True)
            return
        for docname in self._read & self._written:
            if now.pages.get(docname) == _UNKNOWN:
                now.pages[docname] = self._made_of(app.env, docname)
        doubtful = now.pages.keys() if self._warned.somewhere else self._warned.pages
        pages = dict.fromkeys((*context.gone, *now.pages, *doubtful), _UNKNOWN) | {
            docname: digest
            for docname, digest in now.pages.items()
            if docname not in doubtful and (docname in self._written or before.pages.get(docname) == digest)
        }
        note.write_note(file, note.Note(pages, now.plans, self._kept(app, context)))

    def _kept(self, app: Sphinx, context: Context) -> note.Kept:
        """Return what the next build has to know of the comparison if it changes nothing of it."""
        if context.unchanged:
            return self._before.kept
        files = {
            name: exported._replace(state=stamp(Path(app.outdir, name)))
            for name, exported in sorted(context.exported.items())
        }
        return replace(
            self._now.kept,
            files=files,
            findings=context.findings,
            inventory=context.inventory,
            tops=context.tops,
            gone=context.gone,
            empty=context.empty,
        )

    def _changed(self, context: Context, records: Records) -> frozenset[str] | None:
        """Return the inputs of the comparison that have changed since this output was last written.

        None where that cannot be told: something else has changed, another output of the same environment was written
        since, or there is something that was not there, or not called so.
        """
        before, kept = self._before, self._before.kept
        if not kept.key or kept.key != self._key_before or kept.outline != self._now.kept.outline:
            return None
        pages = [each for name in self._read for each in (records.before(name), records.get(name)) if each]
        asked = [known.inputs for known in before.plans.values()] + [file.inputs for file in kept.files.values()]
        return changed.changed_inputs(pages, context.comparison, chain(*asked), context.link_text)

    def _made_of(self, env: BuildEnvironment, docname: str, planned: PagePlan | None = None) -> str:
        """Return a digest of all that a page is drawn from; of its plan, if that is made already."""
        context = context_of(env)
        parts = [domain_of(env).readings.get(docname, ''), *_below(env, docname)]  # it may be for another builder
        page = context.comparison.pages.get(docname)
        if page:
            known = self._now.plans[docname] = self._known(context, docname) or _noted(context, page, planned)
            parts += [repr(page.conditions), known.digest]
            for link in known.links:
                if link not in self._resolved:
                    self._resolved[link] = _resolve(context, env, link)
                parts.append(self._resolved[link])
        return _digest(self._around, *parts)

    def _known(self, context: Context, docname: str) -> note.Planned | None:
        """Return what is noted of the plan of a page, if nothing has changed of what it was made of."""
        known = self._before.plans.get(docname)
        changed_since = context.changed
        return known if known and changed_since is not None and changed_since.isdisjoint(known.inputs) else None

    def _strike_out(self, app: Sphinx) -> None:
        """Note that nothing is known of any page, until the build has ended."""
        if not self._struck_out and self._now.pages:
            self._struck_out = True
            every = dict.fromkeys(self._before.pages | self._now.pages, _UNKNOWN)
            note.write_note(note.file_of(app), note.Note(every))


def _key(app: Sphinx, env: BuildEnvironment) -> str:
    """Return a digest of all that a build depends on: what the pages were read from, and what else it is told."""
    config, domain = app.config, domain_of(env)
    elsewhere = getattr(env, 'intersphinx_inventory', {})
    return _digest(
        repr((code_version(), app.builder.name, sorted(app.tags))),
        repr(sorted((value.name, _plain(value.value)) for value in config)),
        repr((sorted(domain.readings.items()), sorted(env.found_docs))),
        stamp(domain.context.ledger) if domain.context.ledger else '',
        domain.context.words,
        repr(sorted((kind, sorted(found)) for kind, found in elsewhere.items() if kind.startswith('cf:'))),
    )


def _plain(value: Any) -> str:
    """Return what tells a value of the configuration from another, the same in every process."""
    if isinstance(value, dict):
        return repr([(repr(key), _plain(each)) for key, each in value.items()])
    if isinstance(value, set | frozenset):
        return repr(sorted(map(_plain, value)))
    if isinstance(value, list | tuple):
        return repr(list(map(_plain, value)))
    return _ADDRESS.sub('', repr(value))


def _noted(context: Context, page: Page, planned: PagePlan | None) -> note.Planned:
    """Note the plan of a page; it is made now, if it is not made already."""
    if not planned:
        planned = context.planned[page.docname] = plan(page, context.comparison, context.permalinks)
    links = {*page.links, *(link for content in planned.contents() for link in content.prose.links)}
    return note.Planned(_digest(repr(planned)), tuple(sorted(links)), tuple(sorted(planned.inputs)))


def _resolve(context: Context, env: BuildEnvironment, link: Link) -> str:
    """Describe what a reference leads to, and what it says: by this domain, and by Sphinx's labels and titles."""
    kind, role, target, worded = link
    if kind == ComparisonDomain.name:
        found = context.comparison.resolve(role, target)
        return repr(_place(found) if worded and found else found)
    to_page = (kind, role) in _TO_PAGES
    docname, _, place = target.partition('#') if to_page else (target, '', '')
    title = env.titles.get(docname.strip('/'))
    slugs = env.metadata.get(docname, {}).get('myst_slugs', {})
    page = (title.astext() if not worded else '') if title else None
    if to_page and not place:
        return repr(page)
    anything = context.comparison.resolve_any(f'/{target}' if to_page else target)
    target = place or target
    return repr(
        (
            [(kind, _place(found) if worded else found) for kind, found in anything],
            _labelled(env, target.lower()) or _labelled(env, target),
            page,
            slugs.get(place),
        )
    )


def _place(target: Target) -> Target:
    """Return a target without what a link to it says."""
    return target._replace(label='')


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
    return sha256_of('\0'.join(inputs))


def _remove(app: Sphinx, docname: str) -> None:
    """Remove what a page that is gone left in the output."""
    output = getattr(app.builder, 'get_output_path', None)
    suffix = getattr(app.builder, 'out_suffix', '')
    if output is not None:
        output(docname).unlink(missing_ok=True)
    elif suffix:
        (app.outdir / f'{docname}{suffix}').unlink(missing_ok=True)
    sources = app.outdir / '_sources'
    behind = app.config.html_sourcelink_suffix
    for suffix in app.config.source_suffix:
        name = f'{docname}{suffix}' if suffix == behind else f'{docname}{suffix}{behind}'  # as Sphinx names it
        (sources / name).unlink(missing_ok=True)
