"""The inventory: what other sites, and Sphinx's search, can refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..comparison.comparison import Comparison

# Name, title, kind, page, anchor, priority: as Sphinx's `Domain.get_objects` has them.
Entry: TypeAlias = tuple[str, str, str, str, str, int]
# Sphinx's search offers what has the first, and leaves out what has the second.
_SEARCHED, _NOT_SEARCHED = 1, -1


def inventory(comparison: Comparison) -> Iterator[Entry]:
    """Yield every source, passage, question, point, position and annotation that has a place on the site.

    Passages and positions are not offered by Sphinx's search: nobody looks for "bajpai#p7", and a position has its
    point's title.
    """
    for source in comparison.sources.values():
        yield source.id, comparison.names[source.id], 'source', source.place.docname, '', _SEARCHED
        for passage in source.units:
            target = comparison.passage_target(passage)
            yield (
                f'{source.id}#{passage.id}',
                target.label,
                'passage',
                target.docname,
                target.anchor,
                _NOT_SEARCHED,
            )
        for milestone, target in comparison.milestones(source):
            name = f'{source.id}#{milestone.label}'
            yield name, target.label, 'passage', target.docname, target.anchor, _NOT_SEARCHED
    for question in comparison.questions.values():
        target = comparison.target(question)
        yield question.id, target.label, 'question', target.docname, target.anchor, _SEARCHED
    for point in comparison.points.values():
        target = comparison.target(point)
        yield point.id, target.label, point.kind, target.docname, target.anchor, _SEARCHED
    for position in comparison.positions_shown:
        target = comparison.position_target(position)
        yield position.id, target.label, 'position', target.docname, target.anchor, _NOT_SEARCHED
    for annotation in comparison.annotations.values():
        target = comparison.annotation_target(annotation)
        yield annotation.id, target.label, 'annotation', target.docname, target.anchor, _NOT_SEARCHED
