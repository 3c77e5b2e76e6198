"""Where an editor wrote something: on a page, or in a file that the page includes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import get_node_line

from ..model import Place

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def place_at(env: BuildEnvironment, docname: str, source: str | None, line: int | None) -> Place:
    """Return a place on a page, as docutils names it.

    Args:
        env: Sphinx's environment.
        docname: the page.
        source: the path of the file, which may be one that the page includes; empty or None where it is not known.
        line: the line in it, from 1; None where it is not known.
    """
    page = str(env.doc2path(docname))
    # A link stays the link that the editor typed.
    path = page if not source or source == page else os.path.abspath(source)  # noqa: PTH100
    if path != page and Path(path).is_file():
        return Place(docname, line or 1, Path(os.path.relpath(path, env.srcdir)).as_posix())
    return Place(docname, line or 1)


def place_of(env: BuildEnvironment, docname: str, node: nodes.Element, otherwise: int = 1) -> Place:
    """Return where a node of a page was written.

    Args:
        env: Sphinx's environment.
        docname: the page.
        node: the node.
        otherwise: the line, from 1, if nobody noted one.
    """
    block: nodes.Element | None = node
    # Within a text, MyST notes the line in an included file, and the name of the page.
    while block is not None and (isinstance(block, nodes.Inline) or not block.source):
        block = block.parent
    return place_at(env, docname, block.source if block is not None else '', get_node_line(node) or otherwise)
