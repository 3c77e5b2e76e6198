"""The tree of a page that continues a source: its units get the anchors and numbers that they have in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import passage_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..comparison.continued import Renamed


# Attributes that name a unit: of the text of a passage, of that of a paratext, of the number of a passage.
_OF_TEXTS = ('anchored', 'paratext')
_OF_UNITS = (*_OF_TEXTS, 'anchor')


def number_on(document: nodes.document, renamed: Mapping[str, Renamed]) -> None:
    """Rename the units of a tree, or of many pages in one.

    Args:
        document: the tree, which is changed.
        renamed: what each unit is, by the anchor that it was read with.
    """
    if not renamed:
        return
    for node in document.findall(nodes.Element):
        for name in [name for name in node['ids'] if name in renamed]:
            node['ids'] = [renamed[each].anchor if each == name else each for each in node['ids']]
            document.ids[renamed[name].anchor] = document.ids.pop(name, node)
        # As the page that began the source was given them when it was read.
        for attribute in _OF_UNITS:
            if unit := renamed.get(node.get(attribute, '')):
                node[attribute] = unit.anchor
                if unit.language and attribute in _OF_TEXTS and not node.get('translated'):
                    node['classes'].append(f'language-{unit.language}')
                if isinstance(node, passage_number):
                    node['number'] = unit.number
