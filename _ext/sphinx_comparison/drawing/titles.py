"""Titles around the pages, in lists of contents and links to the next page, with what their references say.

Sphinx copies titles for these while it reads a page. It leaves a reference out and keeps the words in it, which are
still the target that the editor wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..comparison.comparison import in_one_line
from ..domain import context_of
from ..trees.nodes import quoted_words

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..comparison.comparison import Comparison
    from ..model import Page


def complete(app: Sphinx, env: BuildEnvironment) -> None:
    """Have the copies of all titles say what the titles will."""
    context = context_of(env)
    if context.unchanged or not context.in_use:
        return
    for docname, page in context.comparison.pages.items():
        for copies in (env.tocs, env.titles, env.longtitles):
            for node in copies[docname].findall(nodes.inline) if docname in copies else ():
                said = _said(node, page, context.comparison)
                if said:
                    node[:] = [nodes.Text(said)]


def _said(node: Element, page: Page, comparison: Comparison) -> str:
    """Return what a part of a title says; empty if it says what stands there."""
    if isinstance(node, quoted_words):
        quotation = next((each for each in page.quotations if each.number == node.get('number')), None)
        return f'“{in_one_line(comparison.verdicts.exact(quotation))}”' if quotation else ''
    kind, _, target = node.get('meant', '').partition(' ')
    found = comparison.resolve(kind, target) if kind else None
    return found.label if found else ''
