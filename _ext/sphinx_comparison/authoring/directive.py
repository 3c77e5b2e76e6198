"""What all directives of the domain share: options that are checked here, findings, ids, titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx.util.docutils import SphinxDirective

from .. import messages
from ..domain import ComparisonDomain, domain_of, reference_to
from ..model import ID
from ..trees import ids
from ..trees.nodes import inline
from ..trees.places import place_at

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx import addnodes

    from ..model import Finding, Page, Place


class Options(dict[str, Callable[[str], Any]]):
    """The options of a directive, each with the manual's words on its value, in MyST.

    As a specification it lets every option through as text. The parsers drop a bad option with a warning that only the
    build that reads the page shows; ours are shown on every build, so we check the options ourselves.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(dict.fromkeys(words, unchanged))
        self.words = words

    def __missing__(self, key: str) -> Callable[[str], Any]:
        return unchanged


CLASS = {'class': 'a list of classes'}


class ComparisonDirective(SphinxDirective):
    """A directive of the domain."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = Options(CLASS)

    @property
    def domain(self) -> ComparisonDomain:
        """The domain, where records are put."""
        return domain_of(self.env)

    @property
    def page(self) -> Page:
        """The records of the page being read."""
        return self.domain.page(self.env.current_document.docname)

    @property
    def place(self) -> Place:
        """Where the directive stands."""
        return place_at(self.env, self.page.docname, *self.get_source_info())

    @property
    def label(self) -> str:
        """The directive's name without its domain."""
        return self.name.rpartition(':')[2]

    @property
    def argument(self) -> str:
        """What stands behind the directive's name."""
        return self.arguments[0].strip() if self.arguments else ''

    def find(self, finding: Finding) -> None:
        """Note something that the editor must fix."""
        self.page.findings.append(finding)

    def option(self, name: str) -> str:
        """Return an option as written; empty when it is not set."""
        return str(self.options.get(name) or '').strip()

    def check_options(self) -> None:
        """Note the options that the directive does not have."""
        known = self.option_spec.keys()
        for name in self.options:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                self.find(messages.unknown_option(self.place, self.label, name, near, known))

    def identifier(self, what: str) -> str:
        """Return the id of what the directive defines; empty, with a finding, when it has no good one."""
        identifier = self.option('id')
        if not identifier:
            self.find(messages.missing_id(self.place, what))
        elif not ID.fullmatch(identifier):
            self.find(messages.malformed_id(self.place, what, identifier))
            return ''
        return identifier

    def anchored(self, node: nodes.Element, anchor: str) -> None:
        """Give a node an anchor; or another one, if something that is compared already has that one on the page."""
        self.set_source_info(node)
        if anchor:
            ids.give(self.state.document, node, anchor)
        else:
            self.state.document.set_id(node)

    def inline(self, text: str) -> list[Node]:
        """Parse one line of prose."""
        parsed, problems = self.parse_inline(text, lineno=self.lineno)
        return [*parsed, *problems]

    def prose(self, option: str) -> list[Node]:
        """Parse an option that is prose, as one node that translators are asked for; nothing where it is not set."""
        written = self.option(option)
        if not written:
            return []
        parsed = nodes.inline(written, '', *self.inline(written), translatable=True)
        self.set_source_info(parsed)
        return [parsed]

    def around(self, text: str, *parts: Node) -> list[Node]:
        """Put nodes in the place that a text has for them, ``{}``."""
        before, _, after = text.partition('{}')
        return [*([inline(before)] if before else []), *parts, *([inline(after)] if after else [])]

    def reference(self, kind: str, target: str) -> addnodes.pending_xref:
        """Make a reference as the role of a kind makes it."""
        reference = reference_to(kind, target, self.env.current_document.docname)
        self.set_source_info(reference)
        return reference
