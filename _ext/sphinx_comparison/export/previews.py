"""What a script shows of a place before the reader goes there: plain text, by anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..anchors import words_anchor
from ..comparison.comparison import in_one_line, shorten
from ..views.omissions import only_case, stands_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..comparison.comparison import Comparison
    from ..model import Page, Paratext, Passage, Point, Position, Question, Source

# A preview is read at a glance: so many parts, and of each summary so many characters.
MOST_PARTS = 6
LONGEST_SUMMARY = 200


def previews(page: Page, comparison: Comparison) -> dict[str, dict[str, Any]]:
    """Return the previews of what stands on a page, by anchor. What is defined twice is shown where it counts.

    Each has a ``label`` and ``parts``; ``more`` counts the parts that are left out. A part has a ``text``, and where
    it applies its ``lang``, the ``name`` of a source, a ``stance`` and the ``classes`` of that. Several passages have
    no parts, but the anchors of those that they are made ``of``.
    """
    found: dict[str, dict[str, Any]] = {}
    source = comparison.source_on(page)
    if source:
        found |= _units(source, comparison.units_on(page), comparison)
        found |= _milestones(source, page, comparison)
    for question in page.questions:
        if comparison.questions.get(question.id) is question:
            found[question.anchor] = _question(question, comparison)
    for point in page.points:
        if comparison.points.get(point.id) is point:
            found[point.anchor] = _point(point, comparison.positions_on.get(point.id, []), comparison)
    for written in page.positions:
        position = comparison.positions.get((written.point, written.source))
        held = comparison.points.get(written.point)
        if held and position and position.place == written.place:
            on_it = comparison.positions_on[written.point]
            others = [other for other in on_it if other.stance and other is not position]
            found[position.anchor] = _point(held, [position], comparison, others)
    for annotation in page.annotations:
        if comparison.annotations.get(annotation.id) is annotation:
            label = comparison.annotation_target(annotation).label
            found[annotation.anchor] = _preview(label, [{'text': comparison.plain(annotation.text)}])
    return found


def _units(
    source: Source, units: Iterable[tuple[int, Passage | Paratext]], comparison: Comparison
) -> dict[str, dict[str, Any]]:
    """Return the previews of passages and paratext of a source, and of words and runs of them."""
    found: dict[str, dict[str, Any]] = {}
    for number, passage in units:
        if passage.hidden:
            continue
        part = {'text': passage.text, **({'lang': source.language} if source.language else {})}
        found[passage.anchor] = _preview(comparison.passage_target(passage).label, [part])
        found |= _with_omissions(passage, number, part, comparison)
        found |= _ranges(source, number, comparison)
    return found


def _milestones(source: Source, page: Page, comparison: Comparison) -> dict[str, dict[str, Any]]:
    """Return the previews of the references of a text's own that begin on a page: how the text goes on there."""
    found: dict[str, dict[str, Any]] = {}
    language = {'lang': source.language} if source.language else {}
    for milestone, target in comparison.milestones(source):
        passage = source.unit(milestone.passage)
        if target.docname == page.docname and not passage.hidden:
            text = shorten(passage.text[milestone.offset :], LONGEST_SUMMARY)
            found[target.anchor] = _preview(target.label, [{'text': text, **language}])
    return found


def _ranges(source: Source, number: int, comparison: Comparison) -> dict[str, dict[str, Any]]:
    """Return the previews of the runs of passages that begin with one: they name the passages that they show."""
    found: dict[str, dict[str, Any]] = {}
    for locator in comparison.ranges.get((source.id, number), ()):
        target = comparison.units_target(source, locator.numbers)
        shown = [passage.anchor for n in locator.numbers if not (passage := source.unit(n)).hidden]
        parts, more = shown[:MOST_PARTS], len(shown) - MOST_PARTS
        found[target.anchor] = {'label': target.label, 'of': parts, **({'more': more} if more > 0 else {})}
    return found


def _with_omissions(
    passage: Passage | Paratext, number: int, part: dict[str, str], comparison: Comparison
) -> dict[str, dict[str, Any]]:
    """Return the previews of words that are quoted with ellipses or brackets: what these stand for comes below."""
    found: dict[str, dict[str, Any]] = {}
    for run in comparison.quoted.get((passage.source, number), ()):
        said = [stands_for(each) for each in comparison.verdicts.omissions(run.quotation) if not only_case(each)]
        if said:
            anchor = words_anchor(passage.anchor, run.span.start, run.span.end)
            label = comparison.passage_target(passage).label
            parts = [part, *({'text': '', 'name': each} for each in said)]
            found[anchor] = _preview(label, parts)
    return found


def _preview(label: str, parts: list[dict[str, str]], more: int = 0) -> dict[str, Any]:
    return {'label': label, 'parts': parts, **({'more': more} if more > 0 else {})}


def _question(question: Question, comparison: Comparison) -> dict[str, Any]:
    answers = comparison.answers_to.get(question.id, [])
    parts = [{'text': comparison.target(point).label} for point in answers[:MOST_PARTS]]
    return _preview(comparison.target(question).label, parts, len(answers) - len(parts))


def _point(
    point: Point, positions: list[Position], comparison: Comparison, in_brief: Sequence[Position] = ()
) -> dict[str, Any]:
    """Show positions on a point, and of others the stance alone."""
    held = [position for position in (*positions, *in_brief) if position.source in comparison.sources]
    parts = [_part(position, comparison, brief=position in in_brief) for position in held[:MOST_PARTS]]
    return _preview(comparison.target(point).label, parts, len(held) - len(parts))


def _part(position: Position, comparison: Comparison, *, brief: bool = False) -> dict[str, str]:
    part = {'name': comparison.names[position.source]}
    if position.stance:
        stance = comparison.scale[position.stance]
        part |= {'stance': stance.label, 'classes': ' '.join(stance.classes)}
    if brief:
        return part | {'text': ''}
    said = comparison.plain(position.summary)
    if not said and position.quotations:
        said = f'“{in_one_line(comparison.verdicts.exact(position.quotations[0]))}”'
    return part | {'text': shorten(said, LONGEST_SUMMARY)}
