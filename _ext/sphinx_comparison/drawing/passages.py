"""Passages in an essay: what is quoted of them is marked, and a note says what refers to them."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from ..anchors import note_anchor
from ..builders import is_site
from ..language.wording import say, say_count
from ..trees.nodes import container, control, folded, paragraph, summary
from ..trees.parts import texts_in
from ..trees.text import OPAQUE
from .highlights import mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils.nodes import Element, Node

    from ..views.notes import PassageNote
    from ..views.shapes import Line
    from .drawer import Drawer

# Of what refers to a passage so much is shown at once.
MOST_SHOWN = 4


def anchor_of(node: Element) -> str:
    """Return the anchor of a passage or a paratext; empty if a node is neither."""
    if 'cf-passage' in node['classes'] and node['ids']:
        return str(node['ids'][0])
    return str(node.get('paratext', ''))


def unwrap(block: Element) -> None:
    """Put a blank for each line end of the file: a page then has the text of a passage as it is quoted."""
    for part in texts_in(block):
        for text in [*part.findall(nodes.Text)]:
            if '\n' in text and not isinstance(text.parent, (nodes.raw, nodes.literal_block, *OPAQUE)):
                text.parent.replace(text, nodes.Text(text.replace('\n', ' ')))


def annotate(block: Element, note: PassageNote | None, drawer: Drawer, annotations: Mapping[str, Element]) -> None:
    """Mark in a passage what is quoted of it, and say below it where; put there the editors' notes on words of it.

    Args:
        block: the passage.
        note: what is shown of it.
        drawer: draws it.
        annotations: the annotations on the page, by their anchors.
    """
    if not note:
        return
    anchor = anchor_of(block)
    if isinstance(block, nodes.literal_block | nodes.math_block):
        # It is drawn from its bare text: there is no place in it for marks.
        block['ids'] += [mark.anchor for mark in note.marks if drawer.html]
    elif drawer.html:
        mark(block, note.marks)
    for several in note.ranges:
        texts_in(block)[0].insert(0, _empty(several, drawer))
    below: list[Node] = []
    if note.referring:
        referring = _note_on_site(note, drawer) if is_site(drawer.builder) else container()
        referring['classes'].append('cf-note')
        referring['ids'].append(note_anchor(anchor))
        if not referring.children:
            referring += drawer.line(note.in_one_line)
        below.append(referring)
    for each in [annotations[name] for name in note.annotations if name in annotations]:
        each.parent.remove(each)
        below.append(each)
    if is_site(drawer.builder):
        below += [drawer.line(line) for line in note.earlier]
    parent, place = _below(block)
    parent.insert(place, below)


def _note_on_site(note: PassageNote, drawer: Drawer) -> folded:
    """Draw a note: what others say, then what refers to the passage, in groups, and what is too much folded away."""
    count = len(note.referring)
    below = folded('', summary('', say_count('Referred to in {} place', 'Referred to in {} places', count)))
    body = container('cf-note-body')
    body += [drawer.line(line) for line in note.others]
    body += fold_rest([(name, each.line) for name, each in note.referring], drawer)
    below += body
    return below


def annotations_in(document: Element, *, fold: bool) -> dict[str, Element]:
    """Return the editors' notes on words of a source, by their anchors.

    Args:
        document: where they stand.
        fold: true if each is to be folded behind its first line, which is no place for a link.
    """
    found = [node for node in document.findall(nodes.container) if 'cf-annotation' in node['classes']]
    drawn = [_fold(annotation) if fold and _is_headed(annotation) else annotation for annotation in found]
    return {name: annotation for annotation in drawn for name in annotation['ids']}


def _is_headed(annotation: Element) -> bool:
    """True if an annotation has a first line: one that quotes no words has none, which is a fault."""
    return any(
        'cf-heading' in child['classes'] for child in annotation.children[:1] if isinstance(child, nodes.Element)
    )


def _fold(annotation: Element) -> folded:
    first, *rest = annotation.children
    line = summary('', '', *first.children)
    for link in [*line.findall(nodes.reference)]:
        link.parent.replace(link, link.children)
    drawn = folded('', line, *rest, ids=annotation['ids'], classes=annotation['classes'])
    annotation.replace_self(drawn)
    return drawn


def fold_rest(lines: Sequence[tuple[str, Line]], drawer: Drawer) -> list[Node]:
    """Draw lines as lists, each group below its name; all but the first few behind a line that says how many."""
    # To unfold one line takes as much room as the line.
    most = len(lines) if len(lines) == MOST_SHOWN + 1 else MOST_SHOWN
    drawn = _groups(lines[:most], drawer)
    if lines[most:]:
        rest = folded('', summary('', say('{} more').format(len(lines) - most)), classes=['cf-more'])
        rest += _groups(lines[most:], drawer)
        drawn.append(rest)
    return drawn


def _groups(lines: Sequence[tuple[str, Line]], drawer: Drawer) -> list[Node]:
    drawn: list[Node] = []
    for name, group in groupby(lines, key=lambda pair: pair[0]):
        items = [nodes.list_item('', drawer.line(line)) for _, line in group]
        title = [paragraph(nodes.Text(name), classes=('cf-label',))] if name else []
        drawn += [*title, nodes.bullet_list('', *items)]
    return drawn


def switch() -> control:
    """Draw the switch that shows in a whole text what is quoted of it. A stylesheet does the rest."""
    words = escape(say('Show what is quoted'))
    box = '<input type="checkbox" class="cf-show-quoted">'
    return control(html=f'<p class="cf-tools"><label>{box} {words}</label></p>\n')


def _empty(anchor: str, drawer: Drawer) -> nodes.Element:
    """Draw nothing, with the anchor of a run of passages that begins here."""
    if drawer.html:
        return nodes.inline('', '', ids=[anchor], classes=['cf-range'])
    return nodes.target('', '', ids=[anchor])


def _below(block: Element) -> tuple[Element, int]:
    """Return where a note on a text is put: in a footnote at its end, else behind what the text is a part of."""
    if isinstance(block, nodes.footnote | nodes.citation):
        return block, len(block)
    while not ('cf-passage' in block['classes'] or isinstance(block.parent, nodes.section | nodes.document)):
        block = block.parent
    return block.parent, block.parent.index(block) + 1
