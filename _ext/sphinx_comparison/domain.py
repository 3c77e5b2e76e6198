"""The domain ``cf``: the records by page, merged, cleared, resolved, and offered to other sites."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from .context import Context
from .model import KINDS, Page
from .trees.nodes import inline
from .wording import kind_name, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node, system_message
    from sphinx import addnodes
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .authoring.source_record import Declaration
    from .export.inventory import Entry
    from .model import Target
    from .proof.quotation import Verdict

logger = logging.getLogger(__name__)

# Of zlib's levels the one that makes a third of them at a tenth of the time of the highest.
_LEVEL = 3
REFERENCE_KINDS = ('source', 'passage', 'question', *KINDS, 'position')


class Records:
    """The records of all pages: kept with the environment as compressed bytes until something asks for them.

    A build in which nothing changed asks for none, and to unpickle them takes longer than all else that it does.
    """

    def __init__(self, packed: bytes = b'') -> None:
        self._packed = packed
        self._pages: dict[str, Page] = {}
        self._proved: dict[bytes, Verdict] = {}

    def _unpack(self) -> None:
        if self._packed:
            data = zlib.decompress(self._packed)
            self._pages, self._proved = pickle.loads(data)  # noqa: S301 - they come from Sphinx's own pickle
            self._packed = b''

    @property
    def pages(self) -> dict[str, Page]:
        """The records of the pages that have any, by name."""
        self._unpack()
        return self._pages

    @property
    def proved(self) -> dict[bytes, Verdict]:
        """The verdicts on quotations that were found when last they were looked for."""
        self._unpack()
        return self._proved

    @proved.setter
    def proved(self, verdicts: dict[bytes, Verdict]) -> None:
        self._unpack()
        self._proved = verdicts

    def __reduce__(self) -> tuple[type[Records], tuple[bytes]]:
        packed = self._packed
        if self._pages:
            packed = zlib.compress(pickle.dumps((self._pages, self._proved), pickle.HIGHEST_PROTOCOL), _LEVEL)
        return Records, (packed,)


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
    initial_data: ClassVar[dict[str, Any]] = {'records': Records(), 'readings': {}}
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in REFERENCE_KINDS}
    roles = {kind: ReferenceRole() for kind in REFERENCE_KINDS}  # noqa: RUF012 - a class variable of Domain's

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # What a page's front matter declares waits here while the page itself is parsed.
        self.declared: dict[str, Declaration] = {}
        self.context = Context(env, self.data['records'])

    @property
    def pages(self) -> dict[str, Page]:
        """The records of all pages that have any, by name."""
        return cast('Records', self.data['records']).pages

    @property
    def readings(self) -> dict[str, str]:
        """What tells the last reading of each page from another, by name. Only the main process knows."""
        return cast('dict[str, str]', self.data['readings'])

    def page(self, docname: str) -> Page:
        """Give the records of a page, to be added to while it is read."""
        return self.pages.setdefault(docname, Page(docname))

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
        for docname, page in otherdata['records'].pages.items():
            if docname in docnames:
                self.pages[docname] = page

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
        found = self.context.comparison.resolve(typ, target)
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
            for kind, found in self.context.comparison.resolve_any(target)
        ]

    def get_objects(self) -> Iterator[Entry]:
        """Yield what other sites can refer to."""
        yield from self.context.inventory

    def reference(self, node: addnodes.pending_xref, kind: str, found: Target) -> Element:
        """Make a link of a reference that is resolved; its words alone, where the builder has no addresses."""
        content = cast('Element', node[0])
        try:
            return _reference(self.context.builder, node['refdoc'], kind, found, node, content)
        except NoUri:
            return content if node.get('refexplicit') else inline(found.label, *reference_classes(kind))


def domain_of(env: BuildEnvironment) -> ComparisonDomain:
    """Return the domain of an environment."""
    return cast('ComparisonDomain', env.get_domain(ComparisonDomain.name))


def context_of(env: BuildEnvironment) -> Context:
    """Return what the present build of an environment knows."""
    return domain_of(env).context


def reference_classes(kind: str) -> list[str]:
    """Give the classes of a reference to a kind of thing."""
    return ['xref', ComparisonDomain.name, f'cf-ref-{kind}']


def is_ours(app: object, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Keep Sphinx from warning, once, of what :mod:`.authoring.faults` warns of on every build."""
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
