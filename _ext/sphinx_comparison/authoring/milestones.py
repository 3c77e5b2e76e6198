"""Milestones as an editor writes them: the role ``milestone``, and where each stands in the text of a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .. import messages
from ..anchors import milestone_anchor
from ..domain import domain_of
from ..locators import MILESTONE, Locator
from ..milestones import Milestone
from ..trees import ids
from ..trees.ancestors import ancestors
from ..trees.nodes import milestone
from ..trees.places import place_at, place_of
from ..trees.text import shown_text
from .source_body import text_proved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment

    from ..model import Page


# What a seed may have of a label: all of it, or its last number or letters.
_WHOLE = re.compile('.+')
_LAST_NUMBER = re.compile(r'[^\W_]+$')


class MilestoneRole(SphinxRole):
    """``{milestone}`1:4```: a reference of the text's own begins here."""

    leads_to = "nowhere: it marks where a [reference of the text's own](#references-of-the-texts-own) begins"

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Mark the place. On the page of no source, and with no label, it is a fault, and nothing is marked."""
        page = domain_of(self.env).page(self.env.current_document.docname)
        place = place_at(self.env, page.docname, *self.get_source_info())
        locator = Locator.parse(self.text)
        if page.docname not in domain_of(self.env).declared:
            page.findings.append(messages.milestone_without_source(place, self.text))
        elif not locator or locator.kind != MILESTONE:
            page.findings.append(messages.milestone_unlike_one(place, self.text))
        else:
            marked = milestone('', label=locator.label)
            self.set_source_info(marked)
            return [marked], []
        return [], []


def place_milestones(
    document: nodes.document, numbers: Mapping[nodes.Element, int], source: str, page: Page, env: BuildEnvironment
) -> Iterator[Milestone]:
    """Give each milestone of a page its anchor, and yield where it stands.

    One outside the passages stands at the beginning of the next: a heading has its anchor, and does not show it.

    Args:
        document: the tree of the page.
        numbers: the number of each passage on the page.
        source: the id of the source.
        page: its records, to which is added what is wrong.
        env: Sphinx's environment.
    """
    before, seen = 0, set[str]()
    for node in [*document.findall(nodes.Element)]:
        before = numbers.get(node, before)
        if not isinstance(node, milestone):
            continue
        anchor = milestone_anchor(source, node['label'])
        if anchor in seen:
            place = place_of(env, page.docname, node)
            page.findings.append(messages.milestone_twice(place, node['label']))
            node.parent.remove(node)
            continue
        seen.add(anchor)
        block = next((parent for parent in ancestors(node) if parent in numbers), None)
        if isinstance(node.parent, nodes.title):
            holder = node.parent.parent
            node.parent.remove(node)
            ids.free(document, anchor)
            holder['ids'].append(anchor)
            document.ids[anchor] = holder
        else:
            ids.give(document, node, anchor)
        if block is None:
            yield Milestone(node['label'], before + 1, 0, outside=True)
        else:
            yield Milestone(node['label'], numbers[block], _offset(block, node))


def trim_round(document: nodes.document) -> None:
    """Drop the blank behind a milestone that stands at the beginning of a text or behind a blank: no text has two."""
    for node in [*document.findall(milestone)]:
        at = node.parent.index(node)
        before, behind = node.parent[at - 1] if at else None, node.next_node(descend=False, siblings=True)
        text = before.astext() if before is not None else ' '
        if isinstance(behind, nodes.Text) and behind[:1].isspace() and (not text or text[-1].isspace()):
            node.parent[at + 1] = nodes.Text(behind.lstrip())


def text_with_labels(block: nodes.Element, seed: str) -> str:
    """Return the text of a block as it is proved; with the labels of its milestones, if a seed has it so.

    A seed has the whole label, or its last number, with a blank behind it or without. Without a label at its head, a
    text is in the seed too, but does not begin a block of it.

    Args:
        block: a passage or a paratext.
        seed: the text of the seed: a line end before each block, and single blanks within it.
    """
    plain = text_proved(block)
    if not any(block.findall(milestone)) or f'\n{plain}' in seed:
        return plain
    texts = [plain]
    for said in (_WHOLE, _LAST_NUMBER):
        for blank in (' ', ''):
            copy = block.deepcopy()
            for mark in [*copy.findall(milestone)]:
                label = said.search(mark['label'])
                mark.parent.replace(mark, nodes.Text((label[0] if label else mark['label']) + blank))
            texts.append(text_proved(copy))
    return next((text for begin in ('\n', '') for text in texts if begin + text in seed), plain)


def _offset(block: nodes.Element, node: milestone) -> int:
    """Return how much of the text of a passage stands before a milestone, in code points."""
    length = 0
    part: nodes.Element = node
    while part is not block:
        parent = part.parent
        siblings = parent.children[: parent.index(part)]
        length += sum(len(shown_text(sibling)) for sibling in siblings)
        length += len(siblings) if isinstance(parent, nodes.line_block) else 0  # the ends of lines of verse
        part = parent
    return length
