"""An editor's words as a record: their text with its references, and a digest of how they are drawn."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from ..model import Link, Prose, Quotation, Reference
from .text import BESIDE_THE_TEXT, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

from .nodes import backlinks, quotation, quoted_words, view


def prose(content: list[nodes.Node], quotations: Mapping[int, Quotation]) -> Prose:
    """Record an editor's words: their text with its references, and a digest of how they are drawn."""
    parts = [part for node in content for part in _parts(node, quotations)]
    links = {link_of(xref) for node in content for xref in node.findall(addnodes.pending_xref)}
    return Prose(tuple(parts), tuple(sorted(links)), digest(*content) if content else '')


def digest(*content: nodes.Node) -> str:
    """Return what tells apart any two trees that would be drawn differently."""
    drawn = ''.join(node.pformat() for node in content)
    # Short, since the environment keeps one with each paragraph.
    return hashlib.blake2b(drawn.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()


def link_of(node: addnodes.pending_xref) -> Link:
    """Return what a reference refers to: of a page its whole name, and with MyST also the anchor on it."""
    target = str(node['reftarget'])
    if node['reftype'] == 'doc':
        target = docname_join(node['refdoc'], target)
    elif node.get('refdomain') == 'doc' and node.get('reftargetid'):
        target = f'{target}#{node["reftargetid"]}'
    return Link(str(node.get('refdomain') or ''), str(node['reftype']), target, bool(node.get('refexplicit')))


def _parts(node: nodes.Node, quotations: Mapping[int, Quotation]) -> Iterator[str | Reference | Quotation]:
    if isinstance(node, (*BESIDE_THE_TEXT, quotation, view, backlinks)):
        return
    if isinstance(node, quoted_words) and node.get('number') is not None:
        yield quotations[node['number']]
    elif isinstance(node, addnodes.pending_xref) and not node.get('refexplicit'):
        yield reference_of(node)
    elif isinstance(node, nodes.Element) and any(isinstance(child, nodes.Element) for child in node):
        for child in node:
            yield from _parts(child, quotations)
        yield from _gap(node)
    else:
        yield shown_text(node)
        yield from _gap(node)


def _gap(node: nodes.Node) -> Iterator[str]:
    """The words of a block and those of the next do not run into one another."""
    if not isinstance(node, nodes.Inline | nodes.Text):
        yield ' '


def reference_of(node: addnodes.pending_xref) -> Reference:
    """Return what a reference means: its kind is a role of this domain, or empty where any will do.

    A stroke stands before the name of a page, behind which there may be an anchor: ``/essays/marsh#marsh-p2``.
    """
    domain, role, target, _ = link_of(node)
    return Reference(role if domain == 'cf' else '', f'/{target}' if 'doc' in (domain, role) else target)
