"""The domain ``cf``: records by page; and the comparison, the proofs and the inventory that come of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from .checks import findings
from .citation.edition import UNKNOWN_ADDRESS, Edition
from .comparison import Comparison
from .config import scale
from .model import KINDS, Page
from .permalinks.forwarding import open_ledger
from .trees.conditions import conditions
from .trees.nodes import inline
from .trees.records import record, shown_page
from .trees.text import shown_text
from .wording import kind_name, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node, system_message
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .authoring.source_record import Declaration
    from .model import Finding, Target
    from .permalinks.forwarding import Permalinks

logger = logging.getLogger(__name__)

# What Sphinx calls the author of a project that names none.
_NO_AUTHOR = 'Author name not set'
_PAGES_OF_SPHINX = ('search', 'genindex')
REFERENCE_KINDS = ('source', 'passage', 'question', *KINDS, 'position')


class ReferenceRole(XRefRole):
    """A reference to something that is compared: to itself in the page's prose, to its title on the page."""

    innernodeclass = nodes.inline

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference. Its class is not that of the thing it refers to, as Sphinx would have it."""
        self.classes = reference_classes(self.reftype)
        return super().create_xref_node()


class ComparisonDomain(Domain):
    """Comparative reading."""

    name = 'cf'
    label = 'Comparison'
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {'pages': {}, 'readings': {}}
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in REFERENCE_KINDS}
    roles = {kind: ReferenceRole() for kind in REFERENCE_KINDS}  # noqa: RUF012 - a class variable of Domain's

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # What a page's front matter declares waits here while the page itself is parsed.
        self.declared: dict[str, Declaration] = {}
        # Set when the builder is known; neither is kept with the environment.
        self.seed_folder = Path()
        self.ledger: Path | None = None
        self.builder: Builder
        # The pages that this process has written, those of other extensions among them.
        self.drawn: set[str] = set()
        self._comparison: Comparison | None = None
        self._permalinks: Permalinks | None = None

    @property
    def pages(self) -> dict[str, Page]:
        """The records of all pages that have any, by name."""
        return cast('dict[str, Page]', self.data['pages'])

    @property
    def readings(self) -> dict[str, str]:
        """What tells the last reading of each page from another, by name. Only the main process knows."""
        return cast('dict[str, str]', self.data['readings'])

    def page(self, docname: str) -> Page:
        """Give the records of a page, to be added to while it is read."""
        return self.pages.setdefault(docname, Page(docname))

    @property
    def in_use(self) -> bool:
        """Tell whether the project compares anything. If it does not, the extension does nothing to it."""
        return any(page.compares or page.findings for page in self.pages.values())

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002 - Sphinx's
        """Return what Sphinx's search calls a kind of thing."""
        return say('Comparison {}').format(kind_name(type.lname))

    # -- records by page ----------------------------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        self.pages.pop(docname, None)
        self.readings.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        # And no others: it has those too that it knew when it began, which another has read anew (Sphinx's contract).
        for docname, page in otherdata['pages'].items():
            if docname in docnames:
                self.pages[docname] = page

    # -- the comparison -----------------------------------------------------------------------------------------------

    @property
    def comparison(self) -> Comparison:
        """Everything that is compared, indexed, in the order of the table of contents."""
        if self._comparison is None:
            pages = [self._shown(self.pages[docname]) for docname in self.reading_order() if docname in self.pages]
            author = '' if self.env.config.author == _NO_AUTHOR else self.env.config.author
            site, language = self._site or UNKNOWN_ADDRESS, str(self.env.config.language or '')
            edition = Edition(self.env.config.project, author, site, language=language)
            words = self._words_elsewhere
            self._comparison = Comparison(
                pages, scale(self.env.config), words, edition, self._address, self.env.config.cf_sense_words
            )
        return self._comparison

    def _shown(self, page: Page) -> Page:
        """Return the records of a page as this build shows it."""
        return shown_page(page, self.env, self.builder) if page.conditions else page

    def _words_elsewhere(self, target: str) -> str:
        """Return what Sphinx's and MyST's own references say.

        That is the title of a page (``/page``), of a section on it (``/page#section``), or of one that has a label.
        """
        docname, _, anchor = target.removeprefix('/').partition('#')
        heading = self.env.metadata.get(docname, {}).get('myst_slugs', {}).get(anchor) if anchor else None
        if heading:
            return str(heading[2])
        standard, name = self.env.domains.standard_domain, anchor or target
        label = standard.labels.get(name.lower()) or standard.labels.get(name)
        title = self.env.titles.get(docname) if not anchor else None
        return shown_text(title) if title else label[2] if label else ''

    @property
    def _site(self) -> str:
        """The address of the site, without a slash at its end; empty where it is not known."""
        return str(getattr(self.env.config, 'html_baseurl', '') or '').rstrip('/')

    def _address(self, docname: str, anchor: str) -> str:
        """Give the address at which a place will be on the site, also in a book of it."""
        # Not all builders quote what has to be, and quoting twice would be wrong.
        uri = unquote(self.builder.get_target_uri(docname)) if is_site(self.builder) else f'{docname}.html'
        address = f'{self._site or UNKNOWN_ADDRESS}/{quote(uri)}'
        return f'{address}#{anchor}' if anchor else address

    def renew(self) -> None:
        """Make the comparison anew: pages were read or removed since."""
        self._comparison = None
        self._permalinks = None

    def reading_order(self) -> Iterator[str]:
        """Yield all pages, in the order of the table of contents; first those that it has."""
        seen: set[str] = set()
        waiting = [self.env.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in seen:
                seen.add(docname)
                yield docname
                waiting += reversed(self.env.toctree_includes.get(docname, []))
        yield from sorted(self.pages.keys() - seen)

    # -- permalinks ---------------------------------------------------------------------------------------------------

    @property
    def permalinks(self) -> Permalinks:
        """The ledger of permalinks, held against the comparison."""
        if self._permalinks is None:
            begins = self.builder.name == 'permalinks'
            self._permalinks = open_ledger(self.ledger, self.comparison, self._reserved, begins=begins)
        return self._permalinks

    @property
    def _reserved(self) -> frozenset[str]:
        """The names of the pages that Sphinx writes beside those of the project."""
        indices = (f'{domain.name}-{index.name}' for domain in self.env.domains.sorted() for index in domain.indices)
        return frozenset((*_PAGES_OF_SPHINX, *self.env.config.html_additional_pages, *indices))

    # -- references ---------------------------------------------------------------------------------------------------

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
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
        found = self.comparison.resolve(typ, target)
        return _reference(builder, fromdocname, typ, found, node, contnode) if found else None

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx's signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve ``{any}`` and MyST's ``[](#id)``."""
        return [
            (f'{self.name}:{kind}', _reference(builder, fromdocname, kind, found, node, contnode))
            for kind, found in self.comparison.resolve_any(target)
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other sites can refer to."""
        comparison = self.comparison
        for source in comparison.sources.values():
            yield source.id, comparison.names[source.id], 'source', source.place.docname, '', 1
            for passage in source.units:
                target = comparison.passage_target(passage)
                yield (
                    f'{source.id}#{passage.id}',
                    target.label,
                    'passage',
                    target.docname,
                    target.anchor,
                    1,
                )
        for question in comparison.questions.values():
            target = comparison.target(question)
            yield question.id, target.label, 'question', target.docname, target.anchor, 1
        for point in comparison.points.values():
            target = comparison.target(point)
            yield point.id, target.label, point.kind, target.docname, target.anchor, 1
        for position in comparison.positions_shown:
            target = comparison.position_target(position)
            # Not for Sphinx's search, which has its point.
            yield position.id, target.label, 'position', target.docname, target.anchor, -1

    def reference(self, node: addnodes.pending_xref, kind: str, found: Target) -> Element:
        """Make a link of a reference that is resolved; its words alone, where the builder has no addresses."""
        content = cast('Element', node[0])
        try:
            return _reference(self.builder, node['refdoc'], kind, found, node, content)
        except NoUri:
            return content if node.get('refexplicit') else inline(found.label, *reference_classes(kind))

    # -- findings -----------------------------------------------------------------------------------------------------

    def warn(self, more: Iterable[Finding] = ()) -> None:
        """Log everything that an editor must mend, and ``more``: on every build, whichever pages it read."""
        for finding in findings(self.comparison, self._is_elsewhere, (*more, *self.permalinks.findings())):
            place = finding.place
            in_file = f'{self.env.srcdir / place.file}:{place.line}'
            location = in_file if place.file else (place.docname, place.line)
            logger.warning('%s', finding.message, type='cf', subtype=finding.subtype, location=location)

    def _is_elsewhere(self, kind: str, target: str) -> bool:
        """Tell whether a site that this one refers to by intersphinx has a thing of a kind."""
        inventory = getattr(self.env, 'intersphinx_inventory', {})
        return target in inventory.get(f'{self.name}:{kind}', {})


def is_site(builder: Builder) -> bool:
    """Tell whether a builder writes a page of HTML for each page: what was published, and links lead to."""
    return builder.format == 'html' and builder.name not in ('singlehtml', 'epub')


def domain_of(env: BuildEnvironment) -> ComparisonDomain:
    """Give the domain of an environment."""
    return cast('ComparisonDomain', env.get_domain(ComparisonDomain.name))


def reference_classes(kind: str) -> list[str]:
    """Give the classes of a reference to a kind of thing."""
    return ['xref', ComparisonDomain.name, f'cf-ref-{kind}']


def record_page(app: Sphinx, document: nodes.document) -> None:
    """Record what the tree of a page has, when it has been read."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    landmarks = bool(app.config.cf_permalinks)
    if docname in domain.pages or landmarks or any(document.findall(addnodes.pending_xref)):
        page = domain.page(docname)
        page.conditions = conditions(document)
        record(page, document, app.env, landmarks=landmarks)


def is_ours(app: object, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Keep Sphinx from warning, once, of what :meth:`ComparisonDomain.warn` warns of on every build."""
    return True if domain and domain.name == ComparisonDomain.name else None


def _reference(  # noqa: PLR0913, PLR0917 - each is one of Sphinx's
    builder: Builder,
    fromdocname: str,
    kind: str,
    found: Target,
    node: addnodes.pending_xref,
    contnode: Element,
) -> nodes.reference:
    """Make a link: with the editor's words, or with what the target is called."""
    content = contnode if node.get('refexplicit') else inline(found.label, *reference_classes(kind))
    return make_refnode(builder, fromdocname, found.docname, found.anchor, content)
