"""What is recorded of a page's tree: what it refers to, and its editors' words as they will be drawn.

Not before: until then footnotes have no numbers, and MyST's links to what is on the same page no words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast

from docutils import nodes
from sphinx import addnodes

from .. import messages
from ..model import Landmark, Mention, Page, Paratext, Passage, Prose, Section
from .ancestors import ancestors
from .conditions import hidden, take_away
from .nodes import quotation, quoted_words, view
from .parts import cited_in, contested_of, description_of, shown_otherwise, summary_of, title_of, words_of
from .places import place_of
from .prose import digest, link_of, prose, reference_of
from .text import shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..model import Source

_Record = TypeVar('_Record')
_Unit = TypeVar('_Unit', Passage, Paratext)
# What docutils calls a section whose title another has already, or has no letter that an anchor can have.
_SERIAL = re.compile(r'id[0-9]+')


def record(page: Page, document: nodes.document, env: BuildEnvironment, *, landmarks: bool) -> None:
    """Complete the records of a page by what its tree has.

    Args:
        page: the records, which are changed.
        document: the tree, when all transforms have been over it.
        env: Sphinx's environment.
        landmarks: True if there is a ledger of permalinks, which wants all anchors.
    """
    references = list(document.findall(addnodes.pending_xref))
    page.title = next((shown_text(title) for title in document.findall(nodes.title)), page.docname)
    page.top = next((section['ids'][0] for section in document.findall(nodes.section) if section['ids']), '')
    page.links = sorted({link_of(node) for node in references})
    page.mentions = [_mention(env, page.docname, node) for node in references if _may_be_ours(node)]
    lemmas = {annotation.lemma.number for annotation in page.annotations}
    page.quoting = {
        node['number']: _section_of(node)
        for node in document.findall(quoted_words)
        if 'number' in node and node['number'] not in lemmas
    }
    if landmarks:
        _record_landmarks(page, document, env)
    _record_words(page, document)


def shown_page(page: Page, env: BuildEnvironment, builder: Builder) -> Page:
    """Return the records of a page without what a builder does not show.

    What is hidden is named in them, and a unit of a source that is hidden has no words.

    Args:
        page: the records, which are left as they are.
        env: Sphinx's environment, which has the tree.
        builder: the builder, whose tags and configuration decide.
    """
    document = env.get_doctree(page.docname)
    away = [(part, by) for element, by in hidden(document, builder) for part in element.findall(nodes.Element)]
    gone = {part['record']: by for part, by in away if 'record' in part}
    unquoted = {part['number'] for part, _ in away if isinstance(part, quotation | quoted_words) and 'number' in part}
    unseen = {part['number'] for part, _ in away if isinstance(part, view)}
    units = {anchor: (part, by) for part, by in away for anchor in (*part['ids'], part.get('paratext', ''))}
    take_away(document, builder)
    shown = Page(page.docname, conditions=tuple(sorted({by for _, by in away})), findings=list(page.findings))

    def kept(kind: str, records: list[_Record]) -> list[_Record]:
        return [each for index, each in enumerate(records) if (kind, index) not in gone]

    shown.questions = kept('questions', page.questions)
    shown.points = kept('points', page.points)
    shown.positions = [
        position._replace(quotations=tuple(q for q in position.quotations if q.number not in unquoted))
        for position in kept('positions', page.positions)
    ]
    shown.annotations = [each for each in kept('annotations', page.annotations) if each.lemma.number not in unquoted]
    shown.quotations = [each for each in page.quotations if each.number not in unquoted]
    shown.views = [request for request in page.views if request.number not in unseen]
    shown.hidden = {getattr(page, kind)[index].id: by for (kind, index), by in gone.items()}
    if page.source:
        shown.source = _shown_source(page.source, units, shown, env)
    record(shown, document, env, landmarks=bool(page.landmarks))
    return shown


def _shown_source(
    source: Source, units: Mapping[str, tuple[nodes.Element, str]], shown: Page, env: BuildEnvironment
) -> Source:
    """Return a source in which the units that are hidden have no words; note each."""
    for unit in source.units:
        if unit.anchor in units:
            part, by = units[unit.anchor]
            place = place_of(env, shown.docname, part, source.place.line)
            shown.findings.append(messages.hidden_unit(place, str(unit.locator), by))
    return source._replace(
        passages=tuple(p._replace(text='', hidden=p.sha256) if p.anchor in units else p for p in source.passages),
        paratext=tuple(p._replace(text='', hidden=p.sha256) if p.anchor in units else p for p in source.paratext),
    )


def _record_words(page: Page, document: nodes.document) -> None:
    """Record the editors' words: titles, summaries, notes; and of passages what tells their markup apart."""
    quotations = {quoted.number: quoted for quoted in page.quotations}

    def words(anchor: str, part: Callable[[nodes.Element], list[nodes.Node]]) -> Prose:
        holder = document.ids.get(anchor)
        return prose(part(holder), quotations) if holder is not None else Prose()

    page.questions = [question._replace(title=words(question.anchor, title_of)) for question in page.questions]
    page.points = [
        point._replace(
            title=words(point.anchor, title_of),
            description=words(point.anchor, description_of),
        )
        for point in page.points
    ]
    page.positions = [
        position._replace(
            summary=words(position.anchor, summary_of),
            contested=words(position.anchor, contested_of),
        )
        for position in page.positions
    ]
    page.annotations = [
        annotation._replace(
            text=words(annotation.anchor, summary_of),
            reference=words(annotation.anchor, cited_in),
        )
        for annotation in page.annotations
    ]
    drawn = {node['number']: node for node in document.findall(view)}
    page.views = [
        request._replace(
            anchor=drawn[request.number]['ids'][0] if drawn[request.number]['names'] else '',
            caption=prose(title_of(drawn[request.number]), quotations),
        )
        for request in page.views
    ]
    if page.source:
        passages = [_as_drawn(passage, document) for passage in page.source.passages]
        paratext = [_as_drawn(part, document) for part in page.source.paratext]
        page.source = page.source._replace(passages=tuple(passages), paratext=tuple(paratext))


def _as_drawn(unit: _Unit, document: nodes.document) -> _Unit:
    """Return a passage or a paratext with what is known of its markup once all transforms have been over it."""
    block = document.ids[unit.anchor]
    return unit._replace(digest=digest(*words_of(block)), otherwise=shown_otherwise(block))


def _record_landmarks(page: Page, document: nodes.document, env: BuildEnvironment) -> None:
    """Record what has an anchor of its own, but for what is compared, whose anchors are known."""
    titled = [section for section in document.findall(nodes.section) if 'cf-point' not in section['classes']]
    for index, section in enumerate(titled):
        heading = cast('nodes.Element', section[0])
        ours = heading.get('paratext')
        (anchor, *others), title = [name for name in section['ids'] if name != ours], shown_text(heading)
        page.landmarks.append(Landmark('section' if index else 'title', anchor, title, tuple(others)))
        if index and _SERIAL.fullmatch(anchor):
            place = place_of(env, page.docname, heading)
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
    return bool(reference_of(node).kind) or node['reftype'] in ('any', 'myst')


def _mention(env: BuildEnvironment, docname: str, node: addnodes.pending_xref) -> Mention:
    return Mention(reference_of(node), place_of(env, docname, node), _section_of(node))


def _section_of(node: nodes.Node) -> Section:
    """Return the section that a node stands in, or the annotation: its anchor and its title."""
    for parent in ancestors(node):
        if isinstance(parent, nodes.container) and 'cf-annotation' in parent['classes']:
            return Section(parent['ids'][0], shown_text(cast('nodes.Element', parent[0])))
        if isinstance(parent, nodes.section) and parent['ids']:
            title = next(iter(parent.findall(nodes.title)), None)
            return Section(parent['ids'][0], shown_text(title) if title else '')
    return Section()
