"""What a node of a page stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what a node stands in, from its parent to the document."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
