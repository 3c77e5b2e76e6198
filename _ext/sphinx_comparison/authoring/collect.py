"""What is recorded of a page when its tree is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from ..domain import domain_of
from ..trees.conditions import conditions
from ..trees.records import record

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def record_page(app: Sphinx, document: nodes.document) -> None:
    """Record what the tree of a page has, when it has been read."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    landmarks = bool(app.config.cf_permalinks)
    if docname in domain.pages or landmarks or any(document.findall(addnodes.pending_xref)):
        page = domain.page(docname)
        page.conditions = conditions(document)
        record(page, document, app.env, landmarks=landmarks)
