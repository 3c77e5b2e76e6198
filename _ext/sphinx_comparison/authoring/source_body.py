"""The body of a source's page: everything on it that shows text is a passage, paratext, the editors', or added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from ..trees.ancestors import ancestors
from ..trees.inline_html import text_of
from ..trees.nodes import backlinks, milestone, view
from ..trees.parts import texts_in
from ..trees.text import OPAQUE, TEXT_BLOCKS, has_words, proved_text, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

# These show no words: what is looked up, drawn, or said elsewhere.
_SHOWS_NOTHING = (
    nodes.Invisible, nodes.system_message, nodes.docinfo, nodes.meta, nodes.label, nodes.colspec, nodes.transition,
    nodes.image, nodes.footnote_reference, nodes.citation_reference, addnodes.index, addnodes.highlightlang,
    addnodes.tabular_col_spec, view, backlinks, milestone,
)  # fmt: skip
# Where the nodes are defined of which it is known what they show: in all of our package, whichever folder they are in.
_KNOWN_MODULES = ('docutils.', 'sphinx.addnodes', f'{__name__.partition(".")[0]}.')
# What a node of these is among the paratext of a source.
_KINDS: dict[type[nodes.Element], str] = {
    nodes.footnote: 'note',
    nodes.citation: 'note',
    nodes.caption: 'caption',
    nodes.legend: 'legend',
    nodes.attribution: 'attribution',
    nodes.rubric: 'rubric',
    addnodes.centered: 'rubric',
    nodes.term: 'term',
    nodes.classifier: 'term',
    nodes.field_name: 'term',
    nodes.option_string: 'term',
}
_VISIBLE_TAG = re.compile(r'<(?:img|svg|iframe|object|embed|video|audio|canvas|input|button|math)\b', re.IGNORECASE)
_TAG_OF_NO_TEXT = re.compile(r'<(script|style|template)\b.*?</\1\s*>|<!--.*?-->', re.IGNORECASE | re.DOTALL)


class Block(NamedTuple):
    """Text of the source: the node that has it, and its kind if it is paratext. A note has a label."""

    node: nodes.Element
    kind: str = ''
    label: str = ''

    @property
    def texts(self) -> list[nodes.Element]:
        """The blocks that its text is in, each of which is one in the seed."""
        return texts_in(self.node) if self.kind else [self.node]


class Added(NamedTuple):
    """What shows words that are no text of the source: what it is, the words, and the node."""

    what: str
    words: str
    node: nodes.Element


def body(document: nodes.document) -> list[Block | Added]:
    """Return all that a source's page shows, in order, but for what the editors marked as theirs."""
    for mark in document.findall(_is_mark):
        _trim_before(mark)
    for line_break in document.findall(nodes.raw):
        _trim_behind(line_break)
    notes = _notes_of_editors(document)
    found = list(_children(document))
    return [part for part in found if not (isinstance(part, Block) and notes.intersection(part.node['names']))]


def _is_mark(node: nodes.Node) -> bool:
    return isinstance(node, nodes.footnote_reference | nodes.citation_reference)


def _trim_before(mark: nodes.Node) -> None:
    """Drop the blank before the mark of a note that reStructuredText wants there and no text has.

    What is replaced is named by its place: docutils looks for the first text that is equal.
    """
    place = mark.parent.index(mark)
    before = mark.parent[place - 1] if place else None
    behind = mark.parent[place + 1] if place + 1 < len(mark.parent) else nodes.Text(' ')
    if isinstance(before, nodes.Text) and before[-1:].isspace() and not behind.astext()[:1].isalnum():
        mark.parent[place - 1] = nodes.Text(before.rstrip())


def _trim_behind(line_break: nodes.raw) -> None:
    """Drop the end of a line that is written behind a ``<br>``, which has ended it."""
    place = line_break.parent.index(line_break)
    behind = line_break.next_node(descend=False, siblings=True)
    if text_of(line_break.astext()) == '\n' and isinstance(behind, nodes.Text) and behind.startswith('\n'):
        line_break.parent[place + 1] = nodes.Text(behind.lstrip('\n'))


def _children(node: nodes.Element) -> Iterator[Block | Added]:
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _element(child)
        elif child.astext().strip():
            yield Added(_name(node), child.astext(), node)


def _element(node: nodes.Element) -> Iterator[Block | Added]:
    if isinstance(node, _SHOWS_NOTHING) or is_editorial(node):
        return
    kind = _kind(node)
    if kind:
        if any(proved_text(part).strip() for part in texts_in(node)):
            yield Block(node, kind, _label(node) if kind == 'note' else '')
            yield from _drawn_within(node)
        if not isinstance(node, nodes.TextElement):
            yield from (part for part in _children(node) if isinstance(part, Added) or part.kind)
    elif isinstance(node, TEXT_BLOCKS):
        if has_words(node):
            yield Block(node)
        else:
            for raw in node.findall(nodes.raw):
                yield from _raw(raw)
        yield from _drawn_within(node)
    elif isinstance(node, nodes.raw):
        yield from _raw(node)
    else:
        yield from _implied(node)
        yield from _children(node)


def _kind(node: nodes.Element) -> str:
    """Return the kind of paratext that a node is; empty if it is none."""
    if isinstance(node, nodes.title):
        return {nodes.section: 'heading', nodes.table: 'caption'}.get(type(node.parent), 'title')
    return node.get('said') or next((kind for known, kind in _KINDS.items() if isinstance(node, known)), '')


def _drawn_within(node: nodes.Element) -> Iterator[Added]:
    """Yield what is shown within a text and is not in its words: what explains an abbreviation, what nobody knows."""
    for part in node.findall(nodes.Element):
        if isinstance(part, nodes.abbreviation) and part.get('explanation'):
            yield Added('abbreviation', part['explanation'], node)  # it is printed behind it
        elif _is_drawn_by_others(part):
            yield Added(_name(part), part.tagname, node)


def _is_drawn_by_others(node: nodes.Element) -> bool:
    """True if an extension draws a node from its attributes: nobody knows what it shows."""
    known = type(node).__module__.startswith(_KNOWN_MODULES)
    return not node.children and not isinstance(node, _SHOWS_NOTHING) and not known


def _name(node: nodes.Element) -> str:
    return node.tagname if node.tagname.islower() else 'text of an extension'


def _raw(node: nodes.raw) -> Iterator[Added]:
    text = _TAG_OF_NO_TEXT.sub('', node.astext())
    words = text_of(text).strip() if node.get('format') == 'html' else text.strip()
    if words or _VISIBLE_TAG.search(text):
        yield Added(f'raw {node.get("format", "")}'.replace('html', 'HTML').strip(), words or text.strip(), node)


def _implied(node: nodes.Element) -> Iterator[Added]:
    """Yield the words that a builder writes for a node, though they are in no text of it."""
    if isinstance(node, addnodes.toctree):
        if node.get('caption') and not node.get('hidden'):
            yield Added('toctree', node['caption'], node)
    elif isinstance(node, nodes.Admonition):
        if not any(isinstance(child, nodes.title) for child in node) and node.tagname in admonitionlabels:
            yield Added(node.tagname, str(admonitionlabels[node.tagname]), node)
    elif _is_drawn_by_others(node):
        yield Added(_name(node), node.tagname, node)


def is_editorial(node: nodes.Element) -> bool:
    """True if the editors marked it as theirs, or it is the page's other front matter."""
    heads_page = isinstance(node, nodes.field_list) and isinstance(node.parent, nodes.document)
    return heads_page or bool(node.get('editorial'))


def _notes_of_editors(document: nodes.document) -> set[str]:
    """Return the names of the notes that are the editors': to which only words of the editors refer."""
    theirs: dict[str, bool] = {}
    for mark in document.findall(nodes.footnote_reference):
        name = mark.get('refname', '')
        if name:
            theirs[name] = theirs.get(name, True) and any(map(is_editorial, ancestors(mark)))
    return {name for name, only in theirs.items() if only}


def _label(note: nodes.Element) -> str:
    """Return the label of a note as an id has it; empty where it has none of its own."""
    written = note['names'][0] if note['names'] else next((part.astext() for part in note.findall(nodes.label)), '')
    return re.sub('[^a-z0-9]+', '-', written.lower()).strip('-')


def text_shown(block: nodes.Element) -> str:
    """Return the text of a block, as the seed's is given: code loses its indentation by that."""
    return _code(block) if isinstance(block, nodes.literal_block) else shown_text(block)


def text_proved(block: nodes.Element) -> str:
    """Return the text of a block on one line, with a sign for what is shown and is not text."""
    return _code(block) if isinstance(block, nodes.literal_block) else proved_text(block)


def _code(block: nodes.Element) -> str:
    return ' '.join(line.strip(' \t') for line in block.astext().strip('\n').split('\n'))


def unreadable_in(block: nodes.Element) -> list[str]:
    """Return what a block shows that no seed can have: pictures with words, and formulas."""
    names = {nodes.image: 'a picture', nodes.math: 'a formula', nodes.math_block: 'a formula'}
    return [names[type(node)] for node in block.findall() if isinstance(node, OPAQUE) and proved_text(node)]
