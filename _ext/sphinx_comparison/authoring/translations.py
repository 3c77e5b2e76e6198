"""What translators are asked for that is not in the tree of a page: the reasons of emendations, from front matter.

They ride along in a node that no builder shows, by Sphinx's own way for such nodes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from ..domain import domain_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .source_record import Declaration


class reasons(nodes.Element, addnodes.translatable):  # noqa: N801 - docutils names its node classes so
    """The reasons of a source's emendations, ``written`` and ``shown``."""

    def preserve_original_messages(self) -> None:
        """Keep the reasons as they were written: they are."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take a reason in the language of the site."""
        pairs = zip(self['written'], self['shown'], strict=True)
        self['shown'] = [translated_message if was == original_message else now for was, now in pairs]

    def extract_original_messages(self) -> list[str]:
        """Return the reasons as they were written, but for empty ones."""
        return [reason for reason in self['written'] if reason]


class OfferReasons(SphinxTransform):
    """Offer the reasons of a page's emendations to translators.

    Before Sphinx keeps the words that are to be translated (10), and translates them (20).
    """

    default_priority: ClassVar[int] = 5

    def apply(self, **kwargs: object) -> None:
        """Put them into the tree."""
        declared = domain_of(self.env).declared.get(self.env.current_document.docname)
        if declared and declared.emendations:
            written = [emendation.reason for emendation in declared.emendations]
            offered = reasons('', written=written, shown=written)
            offered.source, offered.line = self.document['source'], declared.emendations[0].line
            self.document.append(offered)


def translated(declared: Declaration, document: nodes.document) -> Declaration:
    """Return what a page declares with its reasons in the language of the site."""
    shown = [reason for node in document.findall(reasons) for reason in node['shown']]
    pairs = zip(declared.emendations, shown, strict=True)
    return declared._replace(emendations=tuple(replace(emendation, reason=reason) for emendation, reason in pairs))


def withdraw(document: nodes.document, builder: Builder) -> None:
    """Take the reasons out of a tree that is drawn, but for the builder that writes the catalogues."""
    if builder.name != 'gettext':
        for node in list(document.findall(reasons)):
            node.parent.remove(node)
