"""The domain ``cf``: the records by page, merged, cleared, resolved, and offered to other sites."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import MutableMapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .context import Context
from .language.wording import kind_name, say
from .model import REFERENCE_KINDS, Page
from .trees.nodes import inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node, system_message
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .authoring.source_record import Declaration
    from .export.inventory import Entry
    from .model import Target
    from .proof.quotation import Verdict

# Of zlib's levels the one that makes a third of them at a tenth of the time of the highest.
_LEVEL = 3


class Records(MutableMapping[str, Page]):
    """The records of all pages, by name: kept with the environment as compressed bytes until something asks for them.

    A build in which nothing changed asks for none, and to unpickle them all takes longer than all else that it does.
    A page that was not read again is not pickled again either.
    """

    def __init__(self, packed: Mapping[str, bytes] = MappingProxyType({}), proved: bytes = b'') -> None:
        self._packed = dict(packed)
        self._open: dict[str, Page] = {}
        self._were: dict[str, bytes | Page] = {}
        self._proved_packed = proved
        self._proved: dict[bytes, Verdict] = {}

    def __getitem__(self, docname: str) -> Page:
        if docname not in self._open:
            self._open[docname] = _unpack(self._packed[docname])
        return self._open[docname]

    def __setitem__(self, docname: str, page: Page) -> None:
        self._packed.pop(docname, None)
        self._open[docname] = page

    def __delitem__(self, docname: str) -> None:
        packed, page = self._packed.pop(docname, None), self._open.pop(docname, None)
        known = packed or page
        if not known:
            raise KeyError(docname)
        self._were.setdefault(docname, known)

    def __contains__(self, docname: object) -> bool:
        return docname in self._open or docname in self._packed

    def __iter__(self) -> Iterator[str]:
        yield from self._packed
        yield from (docname for docname in self._open if docname not in self._packed)

    def __len__(self) -> int:
        return len(self._packed.keys() | self._open.keys())

    def begin(self) -> None:
        """Begin a build: what pages were before is what they are now."""
        self._were = {}

    def before(self, docname: str) -> Page | None:
        """Return the records that a page had when the build began, if it was read again since."""
        known = self._were.get(docname)
        return _unpack(known) if isinstance(known, bytes) else known

    def take_over(self, docname: str, other: Records) -> None:
        """Take the records of a page from those of another process."""
        if docname in other:
            self._open.pop(docname, None)
            self._packed[docname] = other.packed()[docname]

    def packed(self) -> dict[str, bytes]:
        """Return the records as bytes; they are not changed once their page is read."""
        for docname, page in self._open.items():
            if docname not in self._packed:
                self._packed[docname] = _pack(page)
        return self._packed

    @property
    def proved(self) -> dict[bytes, Verdict]:
        """The verdicts on quotations that were found when last they were looked for."""
        if self._proved_packed:
            self._proved, self._proved_packed = _unpack(self._proved_packed), b''
        return self._proved

    @proved.setter
    def proved(self, verdicts: dict[bytes, Verdict]) -> None:
        self._proved, self._proved_packed = verdicts, b''

    def __reduce__(self) -> tuple[type[Records], tuple[dict[str, bytes], bytes]]:
        return Records, (self.packed(), self._proved_packed or (_pack(self._proved) if self._proved else b''))


def _pack(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _LEVEL)


def _unpack(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - it comes from Sphinx's own pickle


class ReferenceRole(XRefRole):
    """A reference to something that is compared: to itself in the page's prose, to its title on the page."""

    innernodeclass = nodes.inline

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Make the reference. Its class is not that of the thing it refers to, as Sphinx would have it."""
        self.classes = reference_classes(self.reftype)
        made, messages = super().create_xref_node()
        if not self.has_explicit_title:
            # Sphinx copies titles without the reference: its words have to know what they stand for.
            reference = cast('Element', made[0])
            cast('Element', reference[0])['meant'] = f'{self.reftype} {reference["reftarget"]}'
        return made, messages


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
    def pages(self) -> Records:
        """The records of all pages that have any, by name."""
        return cast('Records', self.data['records'])

    @property
    def readings(self) -> dict[str, str]:
        """What tells the last reading of each page from another, by name. Only the main process knows."""
        return cast('dict[str, str]', self.data['readings'])

    def page(self, docname: str) -> Page:
        """Return the records of a page, to be added to while it is read."""
        if docname not in self.pages:
            self.pages[docname] = Page(docname)
        return self.pages[docname]

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002 - Sphinx's
        """Return what Sphinx's search calls a kind of thing."""
        return say('Comparison {}').format(kind_name(type.lname))

    # -- records by page ----------------------------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        if docname in self.pages:
            del self.pages[docname]
        self.readings.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that a worker read."""
        # And no others: it has those too that it knew when it began, which another has read anew (Sphinx's contract).
        for docname in docnames:
            self.pages.take_over(docname, otherdata['records'])

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
    """Return the classes of a reference to a kind of thing."""
    return ['xref', ComparisonDomain.name, f'cf-ref-{kind}']


def reference_to(kind: str, target: str, docname: str) -> addnodes.pending_xref:
    """Make a reference on a page as the role of a kind makes it."""
    return addnodes.pending_xref(
        '',
        inline(target, *reference_classes(kind)),
        refdoc=docname,
        refdomain=ComparisonDomain.name,
        reftype=kind,
        reftarget=target,
        refexplicit=False,
        refwarn=True,
    )


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
