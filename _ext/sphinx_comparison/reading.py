"""What is recorded of a page when it is read: what it refers to, and its editors' words as they will be drawn.

Not before: until then footnotes have no numbers, and MyST's links to what is on the same page no words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import get_node_line

from . import messages
from .domain import domain_of
from .model import Landmark, Mention, Place, Prose, Reference, Section
from .nodes import (
    contested_of,
    description_of,
    digest,
    link_of,
    prose,
    quoted_words,
    reference_kind,
    shown_text,
    summary_of,
    title_of,
    view,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    from .model import Page

# What docutils calls a section whose title another has already, or has no letter that an anchor can have.
_SERIAL = re.compile(r'id[0-9]+')


def record_page(app: Sphinx, document: nodes.document) -> None:
    """Complete the records of a page."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    references = list(document.findall(addnodes.pending_xref))
    if docname not in domain.pages and not references and not app.config.cf_permalinks:
        return
    page = domain.page(docname)
    page.title = next((shown_text(title) for title in document.findall(nodes.title)), docname)
    page.top = next((section['ids'][0] for section in document.findall(nodes.section) if section['ids']), '')
    page.links = sorted({link_of(node) for node in references})
    page.mentions = [_mention(docname, node) for node in references if _may_be_ours(node)]
    page.quoting = {node['number']: _section_of(node) for node in document.findall(quoted_words) if 'number' in node}
    if app.config.cf_permalinks:
        _record_landmarks(page, document)
    _record_words(page, document)


def _record_words(page: Page, document: nodes.document) -> None:
    """Record the editors' words: titles, summaries, notes; and of passages what tells their markup apart."""

    def words(anchor: str, part: Callable[[nodes.Element], list[nodes.Node]]) -> Prose:
        holder = document.ids.get(anchor)
        return prose(part(holder), page.quotations) if holder is not None else Prose()

    page.questions = [replace(question, title=words(question.anchor, title_of)) for question in page.questions]
    page.points = [
        replace(
            point,
            title=words(point.anchor, title_of),
            description=words(point.anchor, description_of),
        )
        for point in page.points
    ]
    page.positions = [
        replace(
            position,
            summary=words(position.anchor, summary_of),
            contested=words(position.anchor, contested_of),
        )
        for position in page.positions
    ]
    drawn = {node['number']: node for node in document.findall(view)}
    page.views = [
        replace(
            request,
            anchor=drawn[request.number]['ids'][0] if drawn[request.number]['names'] else '',
            caption=prose(title_of(drawn[request.number]), page.quotations),
        )
        for request in page.views
    ]
    if page.source:
        passages = [
            replace(passage, digest=digest(*words_of(document.ids[passage.anchor])))
            for passage in page.source.passages
        ]
        paratext = [
            replace(part, digest=digest(*words_of(document.ids[part.anchor]))) for part in page.source.paratext
        ]
        page.source = replace(page.source, passages=tuple(passages), paratext=tuple(paratext))


def _record_landmarks(page: Page, document: nodes.document) -> None:
    """Record what has an anchor of its own, but for what is compared, whose anchors are known."""
    titled = [section for section in document.findall(nodes.section) if 'cf-point' not in section['classes']]
    for index, section in enumerate(titled):
        heading = cast('nodes.Element', section[0])
        ours = heading.get('paratext')
        (anchor, *others), title = [name for name in section['ids'] if name != ours], shown_text(heading)
        page.landmarks.append(Landmark('section' if index else 'title', anchor, title, tuple(others)))
        if index and _SERIAL.fullmatch(anchor):
            place = Place(page.docname, get_node_line(heading) or 1)
            page.findings.append(messages.serial_anchor(place, title))
    known = {anchor for landmark in page.landmarks for anchor in (landmark.anchor, *landmark.others)}
    for name, identifier in document.nameids.items():
        node = document.ids.get(identifier) if identifier else None
        explicit = document.nametypes.get(name) and not isinstance(node, nodes.footnote | nodes.citation)
        if node is not None and explicit and identifier not in known:
            page.landmarks.append(Landmark('label', identifier))


def _may_be_ours(node: addnodes.pending_xref) -> bool:
    if node.get('intersphinx'):
        return False
    return bool(reference_kind(node)) or node['reftype'] in ('any', 'myst')


def _mention(docname: str, node: addnodes.pending_xref) -> Mention:
    reference = Reference(reference_kind(node), str(node['reftarget']))
    return Mention(reference, Place(docname, get_node_line(node) or 1), _section_of(node))


def _section_of(node: nodes.Node) -> Section:
    """Give the section that a node stands in: its anchor and its title."""
    parent: Iterable[Any] | None = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section) and parent['ids']:
            title = next(iter(parent.findall(nodes.title)), None)
            return Section(parent['ids'][0], shown_text(title) if title else '')
        parent = cast('Any', parent).parent
    return Section()
