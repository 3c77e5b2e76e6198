"""The domain ``cf``: records by page; and the comparison, the proofs and the inventory that come of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import get_node_line, make_refnode

from . import messages
from .comparison import Comparison
from .config import scale
from .model import KINDS, Finding, Link, Locator, Mention, Page, Place, Quotation, Reference, Section
from .nodes import inline, link_of, quoted_words, reference_kind

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .declaration import Declaration

logger = logging.getLogger(__name__)

REFERENCE_KINDS = ('source', 'passage', 'question', *KINDS)


class ReferenceRole(XRefRole):
    """A reference to something that is compared: to itself in the page's prose, to its title on the page."""

    innernodeclass = nodes.inline


class ComparisonDomain(Domain):
    """Comparative reading."""

    name = 'cf'
    label = 'Comparison'
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {'pages': {}}
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in REFERENCE_KINDS}
    roles = {kind: ReferenceRole() for kind in REFERENCE_KINDS}  # noqa: RUF012 - a class variable of Domain's

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # What a page's front matter declares waits here while the page itself is parsed.
        self.declared: dict[str, Declaration] = {}
        # Set when the builder is known; neither is kept with the environment.
        self.seed_folder = Path()
        self.builder: Builder
        self._comparison: Comparison | None = None

    @property
    def pages(self) -> dict[str, Page]:
        """The records of all pages that have any, by name."""
        return cast('dict[str, Page]', self.data['pages'])

    def page(self, docname: str) -> Page:
        """Give the records of a page, to be added to while it is read."""
        return self.pages.setdefault(docname, Page(docname))

    # -- records by page ----------------------------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        for docname, page in otherdata['pages'].items():
            if docname in docnames:
                self.pages[docname] = page

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record what a page refers to, and where in it."""
        del env  # what Sphinx hands to every domain
        links: set[Link] = set()
        mentions: list[Mention] = []
        for node in document.findall(addnodes.pending_xref):
            kind, target = reference_kind(node), str(node['reftarget'])
            links.add(link_of(node))
            if kind or node['reftype'] in ('any', 'myst'):
                place = Place(docname, get_node_line(node) or 1)
                mentions.append(Mention(Reference(kind, target), place, _section_of(node)))
        quoting = [node for node in document.findall(quoted_words) if node.get('number') is not None]
        if docname in self.pages or links:
            page = self.page(docname)
            page.title = next((title.astext() for title in document.findall(nodes.title)), docname)
            page.mentions = mentions
            page.links = sorted(links)
            page.quoting = {node['number']: _section_of(node) for node in quoting}

    # -- the comparison -----------------------------------------------------------------------------------------------

    @property
    def comparison(self) -> Comparison:
        """Everything that is compared, indexed, in the order of the table of contents."""
        if self._comparison is None:
            pages = [self.pages[docname] for docname in self._reading_order() if docname in self.pages]
            self._comparison = Comparison(pages, scale(self.env.config))
        return self._comparison

    def renew(self) -> None:
        """Make the comparison anew: pages were read or removed since."""
        self._comparison = None

    def _reading_order(self) -> Iterator[str]:
        seen: set[str] = set()
        waiting = [self.env.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in seen:
                seen.add(docname)
                yield docname
                waiting += reversed(self.env.toctree_includes.get(docname, []))
        yield from sorted(self.pages.keys() - seen)

    # -- references ---------------------------------------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a role of the domain."""
        del env
        found = self.comparison.resolve(typ, target)
        if not found:
            return None
        content = contnode if node.get('refexplicit') else inline(found.label, *contnode['classes'])
        return make_refnode(builder, fromdocname, found.docname, found.anchor, content)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve ``{any}`` and MyST's ``[](#id)``."""
        del env
        explicit = node.get('refexplicit')
        return [
            (
                f'cf:{kind}',
                make_refnode(
                    builder,
                    fromdocname,
                    found.docname,
                    found.anchor,
                    contnode if explicit else inline(found.label, 'xref', 'cf', f'cf-{kind}'),
                ),
            )
            for kind, found in self.comparison.resolve_any(target)
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other sites can refer to."""
        comparison = self.comparison
        for source in comparison.sources.values():
            yield source.id, comparison.names[source.id], 'source', source.place.docname, '', 1
            for passage in source.passages:
                target = comparison.passage_target(passage)
                yield f'{source.id}#{passage.id}', target.label, 'passage', target.docname, target.anchor, 1
        for question in comparison.questions.values():
            target = comparison.target(question)
            yield question.id, target.label, 'question', target.docname, target.anchor, 1
        for point in comparison.points.values():
            target = comparison.target(point)
            yield point.id, target.label, point.kind, target.docname, target.anchor, 1

    # -- findings -----------------------------------------------------------------------------------------------------

    def warn(self) -> None:
        """Log everything that an editor must mend: on every build, whichever pages it read."""
        findings = {*self._findings()}
        for finding in sorted(findings, key=lambda f: (f.place.docname, f.place.line, f.subtype, f.message)):
            place = (finding.place.docname, finding.place.line)
            logger.warning('%s', finding.message, type='cf', subtype=finding.subtype, location=place)

    def _findings(self) -> Iterator[Finding]:
        comparison = self.comparison
        for duplicate in comparison.duplicates:
            yield messages.duplicate(duplicate.place, duplicate.what, duplicate.first)
        for page in comparison.pages.values():
            yield from page.findings
            for mention in page.mentions:
                yield from self._check_reference(mention.place, mention.reference)
            for quotation in page.quotations:
                if quotation.number in page.quoting:
                    yield from self._check_reference(quotation.place, Reference('source', quotation.source))
                yield from self._check_quotation(quotation)
            # What a position or a point names (source, question, passages) it also shows: those are mentions.
            for position in page.positions:
                yield from self._check_reference(position.place, Reference('point', position.point))
            for point in page.points:
                if point.id not in comparison.positions_on:
                    yield messages.no_positions(point.place, point.kind, point.id)
            for request in page.views:
                for reference in request.references:
                    yield from self._check_reference(request.place, reference)

    def _check_reference(self, place: Place, reference: Reference) -> Iterator[Finding]:
        kind, target = reference.kind, reference.target
        if not kind or (target in self.comparison.points if kind == 'point' else self.comparison.resolve(kind, target)):
            return
        source, _, where = target.partition('#')
        if kind == 'passage' and source in self.comparison.sources:
            try:
                locator = Locator.parse(where)
            except ValueError:
                yield messages.unreadable_locator(place, where)
            else:
                yield from self._check_locator(place, source, locator)
            return
        near = self.comparison.nearest_ids(kind, target)
        yield messages.unknown_reference(place, 'source' if kind == 'passage' else kind, source, near)

    def _check_locator(self, place: Place, source: str, locator: Locator) -> Iterator[Finding]:
        found = self.comparison.sources.get(source)
        if locator.first > locator.last:
            yield messages.backward_locator(place, locator)
        elif found and not found.has(locator):
            yield messages.locator_outside(place, source, locator, len(found.passages))

    def _check_quotation(self, quotation: Quotation) -> Iterator[Finding]:
        if quotation.locator:
            yield from self._check_locator(quotation.place, quotation.source, quotation.locator)
        verdict = self.comparison.verdict(quotation)
        if verdict and not verdict.match:
            yield messages.unproved(quotation.place, verdict, quotation.source, quotation.typed, quotation.locator)


def domain_of(env: BuildEnvironment) -> ComparisonDomain:
    """Give the domain of an environment."""
    return cast('ComparisonDomain', env.get_domain(ComparisonDomain.name))


def is_ours(app: object, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Keep Sphinx from warning of a reference that :meth:`ComparisonDomain.warn` has warned of, on this build and all."""
    del app, node
    return True if domain and domain.name == ComparisonDomain.name else None


def _section_of(node: nodes.Node) -> Section:
    """Give the section that a node stands in: its anchor and its title."""
    parent: Iterable[Any] | None = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section) and parent['ids']:
            title = next(iter(parent.findall(nodes.title)), None)
            return Section(parent['ids'][0], title.astext() if title else '')
        parent = cast('Any', parent).parent
    return Section()
