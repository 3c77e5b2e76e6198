"""Passages in an essay: what is quoted of them is marked, and a line below says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..context import is_site
from ..model import Target, note_anchor
from ..trees.nodes import (
    container,
    folded,
    inline,
)
from ..trees.parts import texts_in
from ..views.shapes import LinkTo
from ..wording import say_count
from .highlights import Piece, place_anchors, runs, texts_of

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

    from ..views.plan import Mark, PassageNote
    from .draw import Drawer


def anchor_of(node: Element) -> str:
    """Return the anchor of a passage or a paratext; empty if a node is neither."""
    if 'cf-passage' in node['classes'] and node['ids']:
        return str(node['ids'][0])
    return str(node.get('paratext', ''))


def annotate(block: Element, note: PassageNote | None, drawer: Drawer) -> None:
    """Mark in a passage what is quoted of it, and say below it where."""
    if not note:
        return
    anchor = anchor_of(block)
    if isinstance(block, nodes.literal_block | nodes.math_block):
        # It is drawn from its bare text: there is no place in it for marks.
        block['ids'] += [mark.anchor for mark in note.marks if drawer.html]
    elif drawer.html:
        _mark(block, note, drawer)
    for several in note.ranges:
        texts_in(block)[0].insert(0, _empty(several, drawer))
    parent, place = _below(block)
    if is_site(drawer.builder):
        parent.insert(place, [drawer.line(line) for line in note.earlier])
    if note.quoted_in:
        places = sum(isinstance(piece, LinkTo) for piece in note.quoted_in.pieces)
        summary = say_count('Quoted in {} place', 'Quoted in {} places', places)
        below = folded(summary=summary) if is_site(drawer.builder) else container()
        below['classes'].append('cf-note')
        below['ids'].append(note_anchor(anchor))
        below += drawer.line(note.quoted_in)
        parent.insert(place, below)


def _empty(anchor: str, drawer: Drawer) -> nodes.Element:
    """Draw nothing, with the anchor of a run of passages that begins here."""
    if drawer.html:
        return nodes.inline('', '', ids=[anchor], classes=['cf-range'])
    return nodes.target('', '', ids=[anchor])


def _mark(block: Element, note: PassageNote, drawer: Drawer) -> None:
    """Cut the text of a passage where quotations begin and end, and mark the pieces that are quoted."""
    edges = sorted({edge for each in note.marks for edge in (each.span.start, each.span.end)})
    note_below = Target(drawer.docname, note_anchor(anchor_of(block)), '')
    marked: list[tuple[Element, int, list[Mark]]] = []
    offset = 0
    for text, length in _texts(block):
        if not isinstance(text, nodes.Text):
            offset += length
            continue
        start, end = offset, offset + length
        cuts = [start, *(edge for edge in edges if start < edge < end), end]
        drawn: list[Node] = []
        for run in runs(text.astext(), start, cuts, note.marks):
            if not run[0].marks or not ''.join(piece.words for piece in run).strip():
                drawn += [nodes.Text(piece.words) for piece in run]
                continue
            inside_link = isinstance(text.parent, nodes.reference)
            whole, elements = _marked(drawer, run, note_below, inside_link=inside_link)
            marked += [(element, piece.start, piece.marks) for element, piece in zip(elements, run, strict=True)]
            drawn.append(whole)
        if len(drawn) > 1 or not isinstance(drawn[0], nodes.Text):
            text.parent.replace(text, drawn)
        offset = end
    place_anchors(note.marks, marked)


def _marked(
    drawer: Drawer, run: list[Piece], note_below: Target, *, inside_link: bool
) -> tuple[Element, list[Element]]:
    """Mark a run of quotations that overlap: one link to where they are quoted, to the note if at several places.

    Gives also its pieces: a reader who comes for one of the quotations is shown those that it is made of.
    """
    targets = {mark.target for piece in run for mark in piece.marks if mark.target}
    pieces: list[Element] = [inline(piece.words) for piece in run]
    content: list[Node] = [*pieces] if len(run) > 1 else [nodes.Text(run[0].words)]
    only = len(targets) == 1 and not inside_link
    if not targets or inside_link:  # without one they were quoted once, and only their anchor has to stay
        whole: Element = nodes.inline('', '', *content)
    else:
        whole = drawer.link(next(iter(targets)) if only else note_below, content)
    if targets:
        whole['classes'] += ['cf-quoted'] if only else ['cf-quoted', 'cf-quoted-often']
    return whole, pieces if len(run) > 1 else [whole]


def _below(block: Element) -> tuple[Element, int]:
    """Return where a note on a text is put: in a footnote at its end, else behind what the text is a part of."""
    if isinstance(block, nodes.footnote | nodes.citation):
        return block, len(block)
    while not ('cf-passage' in block['classes'] or isinstance(block.parent, nodes.section | nodes.document)):
        block = block.parent
    return block.parent, block.parent.index(block) + 1


def _texts(block: Element) -> list[tuple[Node, int]]:
    """Return the text nodes of a passage or a paratext; between its paragraphs stand two line feeds."""
    pairs: list[tuple[Node, int]] = []
    for index, part in enumerate(texts_in(block)):
        pairs += [*([(part, 2)] if index else []), *texts_of(part)]
    return pairs
