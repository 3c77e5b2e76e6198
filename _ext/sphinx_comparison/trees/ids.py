"""Anchors on a page: those of passages, questions, points and positions are given before all others.

Docutils gives an id to the first that asks for it: a heading "Theme: river" takes ``theme-river`` from the theme. Here
what is compared takes it back, and the heading gets another; what refers to the heading follows.
"""

from __future__ import annotations

from itertools import count

from docutils import nodes


def give(document: nodes.document, node: nodes.Element, anchor: str) -> None:
    """Give a node an anchor; or another one, if something else that is compared has it."""
    holder = document.ids.get(anchor)
    if holder is not None and holder is not node and holder.get('anchored') == anchor:
        document.set_id(node)
        return
    free(document, anchor, node)
    node['anchored'] = anchor
    node['ids'] = [anchor, *(name for name in node['ids'] if name != anchor)]
    document.ids[anchor] = node


def free(document: nodes.document, anchor: str, node: nodes.Element | None = None) -> None:
    """Give what has an anchor another one, with all that refers to it; but for the node itself that is to have it."""
    holder = document.ids.get(anchor)
    if holder is None or holder is node:
        return
    del document.ids[anchor]
    other = next(name for name in (f'{anchor}-{number}' for number in count(2)) if name not in document.ids)
    document.ids[other] = holder
    # While a page is parsed, what has it may not be in the tree yet.
    for element in {holder, *document.findall(nodes.Element)}:
        element['ids'] = [other if name == anchor else name for name in element['ids']]
        if element.get('refid') == anchor:
            element['refid'] = other
    for name, identifier in document.nameids.items():
        if identifier == anchor:
            document.nameids[name] = other
    if anchor in document.refids:
        document.refids[other] = document.refids.pop(anchor)
    for slug, (line, identifier, text) in _slugs(document).items():
        if identifier == anchor:
            _slugs(document)[slug] = (line, other, text)


def settle_slugs(document: nodes.document) -> None:
    """Forget what MyST notes of headings, for links by their slugs, where a slug is the anchor of something else."""
    slugs = _slugs(document)
    for slug in [slug for slug in slugs if 'anchored' in document.ids.get(slug, ())]:
        del slugs[slug]


def _slugs(document: nodes.document) -> dict[str, tuple[int | None, str, str]]:
    slugs: dict[str, tuple[int | None, str, str]] = getattr(document, 'myst_slugs', {})
    return slugs
