"""The tree of a page that continues a source: its units get the anchors and numbers that they have in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import passage_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..continued import Renamed


def number_on(document: nodes.document, renamed: Mapping[str, Renamed]) -> None:
    """Rename the units of a tree, or of many pages in one.

    Args:
        document: the tree, which is changed.
        renamed: what each unit is, by the anchor that it was read with.
    """
    if not renamed:
        return
    for node in document.findall(nodes.Element):
        of_node = [name for name in (*node['ids'], node.get('paratext', '')) if name in renamed]
        for name in of_node:
            unit = renamed[name]
            node['ids'] = [unit.anchor if each == name else each for each in node['ids']]
            document.ids[unit.anchor] = document.ids.pop(name, node)
        if of_node and 'paratext' in node:
            node['paratext'] = renamed[of_node[-1]].anchor
        if of_node and unit.language and ('paratext' in node or 'cf-passage' in node['classes']):
            node['classes'].append(f'language-{unit.language}')
        if isinstance(node, passage_number) and node['anchor'] in renamed:
            node['anchor'], node['number'] = renamed[node['anchor']][:2]
