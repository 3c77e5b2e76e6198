"""The comparison: all pages, indexed. Every lookup of a proof, a view or an export is a dictionary's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .. import messages
from ..anchors import milestone_anchor, note_anchor, range_anchor, read_range, unit_in, words_anchor
from ..citation.edition import UNKNOWN_EDITION, Edition
from ..language.wording import say, spoken
from ..locators import MILESTONE, Locator
from ..milestones import Milestone, first_of
from ..model import (
    REFERENCE_KINDS,
    WORK,
    Annotation,
    Mention,
    Page,
    Paratext,
    Passage,
    Point,
    Position,
    Prose,
    Question,
    Quotation,
    Reference,
    Section,
    Source,
    Stance,
    Target,
    ViewRequest,
)
from .continued import Renamed, joined, renamed
from .grouped import grouped
from .inputs import (
    Index,
    InputKind,
    Inputs,
    index,
    link_that_says,
)
from .originals import aligned
from .short_names import names, sigla
from .verdicts import Verdicts

if TYPE_CHECKING:
    from ..model import Finding
    from ..proof.quotation import Span, Verdict

# A title may refer to another title, which may refer to the first.
_DEEPEST_REFERENCE = 3
_LONGEST_LEMMA = 60  # characters of the words that a note is named by

# What is looked up by a source depends on its text, and on what is said of it.
_OF_SOURCE = (InputKind.SOURCE, InputKind.USE_OF_SOURCE)

_Key = TypeVar('_Key', bound=Hashable)
_Defined = TypeVar('_Defined', Source, Question, Point, Position, Annotation)


class QuotedSpan(NamedTuple):
    """A run of words of a source that is quoted: where, by which quotation, in which position if in one."""

    span: Span
    quotation: Quotation
    position: Position | None


class Comparison:
    """Everything that is compared.

    What is defined twice counts once, where it is defined first.

    Args:
        pages: the records, in the order in which a reader goes through the pages.
        scale: the steps of stances.
        link_text: what a reference to something that is not compared says: a page (``/page``) or a label.
        edition: what is cited.
        address: the absolute address of a page and an anchor on it.
        sense_words: more words that turn the sense, by language.
        proved: verdicts on quotations that were found, of the last build.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - each comes from somewhere else
        self,
        pages: Iterable[Page],
        scale: Sequence[Stance],
        link_text: Callable[[str], str] = str,
        edition: Edition = UNKNOWN_EDITION,
        address: Callable[[str, str], str] = '{}.html#{}'.format,
        sense_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
        proved: Mapping[bytes, Verdict] = MappingProxyType({}),
    ) -> None:
        self._link_text = link_text
        self.edition = edition
        self.address = address
        self.inputs = Inputs()
        self.pages = Index(self.inputs, (InputKind.PAGE,), str, {page.docname: page for page in pages})
        self.docnames = tuple(self.pages)
        """The names of the pages, in order."""
        self.scale = {stance.id: stance for stance in spoken(scale)}
        self.sources = Index[str, Source](self.inputs, (InputKind.SOURCE,), str)
        self.questions = Index[str, Question](self.inputs, (InputKind.QUESTION,), str)
        self.points = Index[str, Point](self.inputs, (InputKind.POINT,), str)
        self.positions = Index[tuple[str, str], Position](self.inputs, (InputKind.POSITIONS,), itemgetter(0))
        self.annotations = Index[str, Annotation](self.inputs, (InputKind.ANNOTATION,), str)
        self.duplicates: list[Finding] = []
        # What this build does not show, by its id, with the condition under which it stands.
        self.hidden = {name: by for page in self.pages.values() for name, by in page.hidden.items()}
        self._targets: dict[tuple[str, int, str], tuple[Target, frozenset[str]]] = {}
        self._passage_targets: dict[tuple[str, str], Target] = {}
        self.verdicts = Verdicts(self.sources, self.inputs, sense_words, proved)
        for page in self.pages.values():
            self._define(page)
        self.renamed: dict[str, Renamed] = {}
        """What the units on pages that continue a source are, by the anchors that they were read with."""
        self._join()
        for identifier, siglum in sigla(self.sources.values()).items():
            self.sources[identifier] = self.sources[identifier]._replace(siglum=siglum)
        self.names = names(self.sources.values())
        """What each source is called, by its id."""
        self.source_ids = tuple(self.sources)
        """The ids of the sources, in order."""
        self._point_ids = tuple(self.points)

    def _define(self, page: Page) -> None:
        """Put what a page defines into the indices."""
        if page.source and not page.source.continues:
            self._add(self.sources, page.source.id, page.source, f'the source "{page.source.id}"')
        for question in page.questions:
            self._add(self.questions, question.id, question, f'the question "{question.id}"')
        for point in page.points:
            kind = self.points.get(point.id, point).kind  # the first one's, which may be another
            self._add(self.points, point.id, point, f'the {kind} "{point.id}"')
        for position in page.positions:
            what = f'the position of "{position.source}" on "{position.point}"'
            known = position if position.stance in self.scale else position._replace(stance='')
            self._add(self.positions, (position.point, position.source), known, what)
        for annotation in page.annotations:
            self._add(self.annotations, annotation.id, annotation, f'the annotation "{annotation.id}"')

    def _join(self) -> None:
        """Join the sources of several pages."""
        continuing = [page.source for page in self.pages.values() if page.source and page.source.continues]
        rest = grouped((source.id, source) for source in continuing if source.id in self.sources)
        for identifier, read in rest.items():
            source = self.sources[identifier] = joined(self.sources[identifier], read)
            self.renamed.update(renamed(source, read))

    def _add(self, defined: Index[_Key, _Defined], key: _Key, value: _Defined, what: str) -> None:
        first = defined.setdefault(key, value)
        if first is not value:
            self.duplicates.append(messages.duplicate(value.place, what, first.place))

    # -- what stands with what ------------------------------------------------------------------------------------

    @property
    def empty(self) -> bool:
        """True if there is neither a source nor a point."""
        return not (self.sources or self.points)

    @index()
    def views(self) -> dict[str, list[ViewRequest]]:
        """The views that pages ask for, by their names, in order of pages."""
        return grouped((request.name, request) for page in self.pages.values() for request in page.views)

    @index()
    def aligned(self) -> dict[str, tuple[str, ...]]:
        """The ids of the sources whose passages are aligned with those of each source, by its id; it is among them."""
        return aligned(self.sources)

    @index(InputKind.POSITIONS)
    def positions_on(self) -> dict[str, list[Position]]:
        """The positions on each point, by its id, in the order of the sources."""
        order = {source: number for number, source in enumerate(self.source_ids)}
        by_source = sorted(self.positions.values(), key=lambda position: order.get(position.source, len(order)))
        return grouped((position.point, position) for position in by_source)

    def in_order(self, points: Collection[str]) -> list[Point]:
        """Return the points of some ids, in order of pages."""
        return [self.points[name] for name in self._point_ids if name in points]

    @index(InputKind.USE_OF_POINT)
    def reasons_for(self) -> dict[str, list[Point]]:
        """The points that are offered as reasons for each point, by its id."""
        return grouped((point.reason_for, point) for point in self.points.values() if point.reason_for)

    @index(InputKind.USE_OF_QUESTION)
    def answers_to(self) -> dict[str, list[Point]]:
        """The points that answer each question, by its id."""
        return grouped((point.question, point) for point in self.points.values() if point.question)

    @index(*_OF_SOURCE, about=itemgetter(0))
    def quoted(self) -> dict[tuple[str, int], list[QuotedSpan]]:
        """What is quoted of each passage, by the id of its source and its number, in the order of the words."""
        positions = {q: position for position in self.positions.values() for q in position.quotations}
        lemmas = {annotation.lemma for page in self.pages.values() for annotation in page.annotations}
        runs = (
            QuotedSpan(span, quotation, positions.get(quotation))
            for quotation in self.quotations
            if quotation not in lemmas
            for span in self.verdicts.spans(quotation)
        )
        found = grouped(((run.quotation.source, run.span.passage), run) for run in runs)
        for each in found.values():
            each.sort(key=lambda run: (run.span.start, run.span.end))
        return found

    @index(*_OF_SOURCE, about=itemgetter(0))
    def annotated(self) -> dict[tuple[str, int], list[tuple[Span, Annotation]]]:
        """The words of each passage that a note explains, by the id of its source and its number, in their order."""
        found = grouped(
            ((annotation.source, span.passage), (span, annotation))
            for annotation in self.annotations.values()
            for span in self.verdicts.spans(annotation.lemma)
        )
        for spans in found.values():
            spans.sort(key=lambda pair: (pair[0].start, pair[0].end))
        return found

    def marked(self, source: str, number: int) -> list[Span]:
        """Return the words of a passage that are quoted, and those that a note explains."""
        quoted = [run.span for run in self.quoted.get((source, number), ())]
        return [*quoted, *(span for span, _ in self.annotated.get((source, number), ()))]

    @index(*_OF_SOURCE, about=itemgetter(0))
    def nearest_to(self) -> dict[tuple[str, int], list[Position]]:
        """The silent positions that name a passage as nearest, by the id of its source and its number."""

        def numbers(position: Position) -> list[int]:
            source = self.sources.get(position.source)
            return sorted({n for locator in position.nearest for n in source.numbers(locator)}) if source else []

        return grouped(
            ((position.source, number), position)
            for position in self.positions.values()
            for number in numbers(position)
        )

    @index(*_OF_SOURCE, about=itemgetter(0))
    def ranges(self) -> dict[tuple[str, int], list[Locator]]:
        """The runs of passages that anything leads to, by the id of their source and the number of the first."""
        meant = [self.units_meant(reference) for page in self.pages.values() for reference in references_of(page)]
        meant += (
            [(self.sources[quotation.source], number) for number in match.passages]
            for quotation in self.quotations
            if (match := self.verdicts.match(quotation))
        )
        runs = {(units[0][0].id, units[0][1], units[-1][1]) for units in meant if len(units) > 1}
        return grouped(((source, first), Locator(first, last)) for source, first, last in sorted(runs))

    @index(*_OF_SOURCE, about=itemgetter(0))
    def mentions(self) -> dict[tuple[str, int], list[Mention]]:
        """The references in prose to each passage, by the id of its source and its number."""
        return grouped(
            ((source.id, number), mention)
            for page in self.pages.values()
            for mention in page.mentions
            for source, number in self.units_meant(mention.reference)
        )

    @index(InputKind.USE_OF_POINT)
    def point_mentions(self) -> dict[str, list[Mention]]:
        """The references in prose to each point, by its id."""
        return grouped(
            (point.id, mention)
            for page in self.pages.values()
            for mention in page.mentions
            if (point := self.point_meant(mention.reference))
        )

    def units_meant(self, reference: Reference) -> list[tuple[Source, int]]:
        """Return the units of a source that a reference means, by its locator or by its anchor."""
        if reference.kind not in ('', 'passage'):
            return []
        anchor = '' if reference.kind else _anchor_in(reference.target)
        found = self._passages(reference.target) or self._several_at(anchor)
        if found:
            source, locator = found
            return [(source, number) for number in source.numbers(locator)]
        at = self.unit_at(anchor)
        return [at] if at else []

    def point_meant(self, reference: Reference) -> Point | None:
        """Return the point that a reference means, itself or a position on it."""
        position = self._position_meant(reference)
        meant = self.points.get(position.point) if position else self._titled(reference)
        return meant if isinstance(meant, Point) else None

    def _position_meant(self, reference: Reference) -> Position | None:
        if reference.kind not in ('', 'position'):
            return None
        by_anchor = self._positions_by_anchor.get(_anchor_in(reference.target)) if not reference.kind else None
        return self._positions_by_id.get(reference.target) or by_anchor

    # -- quotations -----------------------------------------------------------------------------------------------

    @property
    def quotations(self) -> Iterator[Quotation]:
        """All quotations, in order of pages."""
        for page in self.pages.values():
            yield from page.quotations

    # -- references -----------------------------------------------------------------------------------------------

    def resolve(self, kind: str, target: str) -> Target | None:
        """Find what a reference of a kind (a role's name, or ``point`` for all kinds of them) means. None: nothing."""
        if kind in ('source', WORK):
            source = self.sources.get(target)
            label = self.names.get(target, '') if kind == 'source' else _work(source)
            return Target(source.place.docname, '', label) if source else None
        if kind == 'passage':
            several = self._passages(target)
            return self.located(*several) if several else None
        if kind == 'position':
            position = self._positions_by_id.get(target)
            return self.position_target(position) if position else None
        if kind == 'annotation':
            annotation = self.annotations.get(target)
            return self.annotation_target(annotation) if annotation else None
        titled = self._titled(Reference(kind, target))
        return self.target(titled) if titled else None

    def resolve_any(self, target: str) -> list[tuple[str, Target]]:
        """Find everything that a reference of no stated kind may mean, with its kind.

        Anchors are understood too, and an anchor on a page: ``/essays/bajpai#bajpai-p6``.
        """
        if target.startswith('/'):
            docname, _, anchor = target[1:].partition('#')
            return [(kind, found) for kind, found in self._at(anchor) if found.docname == docname]
        named = [(kind, self.resolve(kind, target)) for kind in REFERENCE_KINDS]
        return [(kind, target) for kind, target in named if target] or self._at(target)

    def _at(self, anchor: str) -> list[tuple[str, Target]]:
        """Find what has an anchor, with its kind; nothing, or one."""
        if in_source := self._in_source(anchor):
            return [('passage', in_source)]
        if titled := self._titled_at(anchor):
            return [(titled.kind if isinstance(titled, Point) else 'question', self.target(titled))]
        if position := self._positions_by_anchor.get(anchor):
            return [('position', self.position_target(position))]
        if annotation := self._annotations_by_anchor.get(anchor):
            return [('annotation', self.annotation_target(annotation))]
        return []

    def _in_source(self, anchor: str) -> Target | None:
        """Find the passage, the run of passages or the milestone that has an anchor."""
        if passage := self.passage_at(anchor):
            return self.passage_target(passage)._replace(anchor=anchor)
        if several := self._several_at(anchor):
            return self.located(*several)
        return self._milestones_by_anchor.get(anchor)

    @property
    def positions_shown(self) -> list[Position]:
        """The positions that are of a source on a point, in order of pages."""
        return [each for each in self.positions.values() if each.point in self.points and each.source in self.sources]

    @index(InputKind.POSITIONS, about=lambda identifier: identifier.partition('#')[0])
    def _positions_by_id(self) -> dict[str, Position]:
        return {position.id: position for position in self.positions_shown}

    @index(InputKind.ANCHOR)
    def _positions_by_anchor(self) -> dict[str, Position]:
        return {position.anchor: position for position in self.positions_shown}

    @index(InputKind.ANCHOR)
    def _annotations_by_anchor(self) -> dict[str, Annotation]:
        return {annotation.anchor: annotation for annotation in self.annotations.values()}

    @index(InputKind.ANCHOR)
    def _milestones_by_anchor(self) -> dict[str, Target]:
        return {target.anchor: target for source in self.sources.values() for _, target in self.milestones(source)}

    def milestones(self, source: Source) -> Iterator[tuple[Milestone, Target]]:
        """Yield where the references of a text's own begin, each with its place and how it is cited."""
        for each in source.milestones:
            if each.passage <= len(source.passages):
                docname, anchor = source.unit(each.passage).docname, milestone_anchor(source.id, each.label)
                yield each, Target(docname, anchor, f'{self.names[source.id]} {each.label}')

    def _titled_at(self, anchor: str) -> Question | Point | None:
        defined, identifier = self._titled_by_anchor.get(anchor, (None, ''))
        return defined[identifier] if defined is not None else None

    @index(InputKind.ANCHOR)
    def _titled_by_anchor(self) -> dict[str, tuple[Index[str, Point] | Index[str, Question], str]]:
        points = {point.anchor: (self.points, point.id) for point in self.points.values()}
        return points | {question.anchor: (self.questions, question.id) for question in self.questions.values()}

    def kind_at(self, anchor: str) -> str:
        """Return the kind of the point that has an anchor; empty if none has it."""
        titled = self._titled_at(anchor)
        return titled.kind if isinstance(titled, Point) else ''

    def target(self, defined: Question | Point) -> Target:
        """Return where a question or a point stands, and its title."""
        key = (defined.place.docname, defined.place.line, defined.id)
        if key not in self._targets:
            kind = InputKind.POINT if isinstance(defined, Point) else InputKind.QUESTION
            with self.inputs.noting() as asked:
                self.inputs.note(kind.of(defined.id))
                label = self.plain(defined.title) or defined.id
            self._targets[key] = Target(defined.place.docname, defined.anchor, label), frozenset(asked)
        target, made_of = self._targets[key]
        self.inputs.note(*made_of)
        return target

    def section_target(self, docname: str, section: Section) -> Target:
        """Return where a section stands, and its title, or that of the page at its top; of a point, as it is shown."""
        titled = self._titled_at(section.anchor)
        label = self.target(titled).label if titled else section.title or self.pages[docname].title
        return Target(docname, section.anchor, label)

    def position_target(self, position: Position, depth: int = 0) -> Target:
        """Return where a position stands, and whose it is on what."""
        point = self.points[position.point]
        title = self.plain(point.title, depth) or point.id if depth else self.target(point).label
        label = say('{source} on {point}').format(source=self.names[position.source], point=title)
        return Target(position.place.docname, position.anchor, label)

    def annotation_target(self, annotation: Annotation) -> Target:
        """Return where an annotation stands, and which words it is on."""
        label = say('Note on {}').format(
            f'“{shorten(in_one_line(self.verdicts.exact(annotation.lemma)), _LONGEST_LEMMA)}”'
        )
        return Target(annotation.place.docname, annotation.anchor, label)

    def source_on(self, page: Page) -> Source | None:
        """Return the source that a page defines or continues; none if another page defined one of that id first."""
        source = self.sources.get(page.source.id) if page.source else None
        ours = source and page.source and (page.source.continues or page.source.place == source.place)
        return source if ours else None

    def units_on(self, page: Page) -> list[tuple[int, Passage | Paratext]]:
        """Return the units of a source that stand on a page, each with its number."""
        source = self.source_on(page)
        return self._units_by_page.get(page.docname, []) if source and source.pages else _numbered(source)

    @index()
    def _units_by_page(self) -> dict[str, list[tuple[int, Passage | Paratext]]]:
        """The units on each page of the sources that have several."""
        in_pages = (source for source in self.sources.values() if source.pages)
        return grouped((unit.docname, (number, unit)) for source in in_pages for number, unit in _numbered(source))

    def passage_target(self, passage: Passage | Paratext) -> Target:
        """Return where a passage or a paratext stands, and how it is cited."""
        key = (passage.docname, passage.anchor)
        if key not in self._passage_targets:
            self._passage_targets[key] = Target(*key, f'{self.names[passage.source]} {passage.locator}')
        return self._passage_targets[key]

    def units_target(self, source: Source, numbers: Sequence[int]) -> Target:
        """Return where units of a source that follow one another stand, and how they are cited."""
        first, last = numbers[0], numbers[-1]
        if first == last:
            return self.passage_target(source.unit(first))
        locator = source.locator(first, last)
        label = f'{self.names[source.id]} {locator}'
        return Target(source.unit(first).docname, range_anchor(source.id, locator), label)

    def located(self, source: Source, locator: Locator) -> Target:
        """Return where what a locator means stands, and how it is cited; the source must have it."""
        at = first_of(source.milestones, locator.label) if locator.kind == MILESTONE else None
        if not at:
            return self.units_target(source, source.numbers(locator))
        docname = source.unit(at.passage).docname
        return Target(docname, milestone_anchor(source.id, at.label), f'{self.names[source.id]} {locator}')

    def unit_at(self, anchor: str) -> tuple[Source, int] | None:
        """Find the source, and the number of its unit, that has an anchor, itself or by words or a note of it."""
        found = self._unit_numbers.get(anchor)
        # Words and notes have an anchor as long as their unit is quoted so.
        unit = found or self._unit_numbers.get(unit_in(anchor))
        self.inputs.note(*(kind.of(unit[0].id) for kind in _OF_SOURCE if unit))
        return found

    @index(InputKind.ANCHOR)
    def _unit_numbers(self) -> dict[str, tuple[Source, int]]:
        found: dict[str, tuple[Source, int]] = {}
        for source in self.sources.values():
            for number, unit in enumerate(source.units, 1):
                runs = self.quoted.get((source.id, number), ())
                spans = self.marked(source.id, number)
                words = [words_anchor(unit.anchor, span.start, span.end) for span in spans]
                note = [note_anchor(unit.anchor)] if runs else []
                found |= dict.fromkeys((unit.anchor, *note, *words), (source, number))
        return found

    def passage_at(self, anchor: str) -> Passage | Paratext | None:
        """Find the passage or the paratext that has an anchor, itself or by words or a note of it."""
        found = self.unit_at(anchor)
        return found[0].unit(found[1]) if found else None

    def cited(self, source: str, number: int) -> str:
        """Return how a unit of a source is cited: ``¶7``, ``n. 3``."""
        return str(self.sources[source].unit(number).locator)

    def nearest_ids(self, kind: str, target: str) -> list[str]:
        """Return the ids of a kind that are most like one that does not exist; at most three, likest first."""
        candidates: Iterable[str]
        if kind == 'source':
            candidates = self.sources
        elif kind == 'question':
            candidates = self.questions
        elif kind == 'position':
            candidates = self._positions_by_id
        elif kind == 'annotation':
            candidates = self.annotations
        else:
            candidates = [point.id for point in self.points.values() if kind in (point.kind, 'point')]
        return get_close_matches(target, list(candidates), n=3, cutoff=0.5)

    def _passages(self, target: str) -> tuple[Source, Locator] | None:
        """Read ``bajpai#p6-p7``."""
        identifier, _, where = target.partition('#')
        source, locator = self.sources.get(identifier), Locator.parse(where)
        return (source, locator) if source and locator and source.has(locator) else None

    def _several_at(self, anchor: str) -> tuple[Source, Locator] | None:
        """Read ``bajpai-p6-p7``."""
        read = read_range(anchor)
        return self._passages(f'{read[0]}#{read[1]}-{read[2]}') if read else None

    # -- words ----------------------------------------------------------------------------------------------------

    def plain(self, prose: Prose, depth: int = 0) -> str:
        """Return prose as plain text, with what its references and quotations say."""
        if not prose.parts:
            return ''
        return ' '.join(''.join(self._plain(part, depth) for part in prose.parts).split())

    def _plain(self, part: str | Reference | Quotation, depth: int) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Quotation):
            return f'“{in_one_line(self.verdicts.exact(part))}”'
        if depth >= _DEEPEST_REFERENCE:
            return part.target
        return self._label(part, depth) or part.target

    def _label(self, reference: Reference, depth: int) -> str:
        """Return what a reference says; empty if it means nothing."""
        if titled := self._titled(reference):
            return self.plain(titled.title, depth + 1) or titled.id
        if position := self._position_meant(reference):
            return self.position_target(position, depth + 1).label
        for kind in (reference.kind,) if reference.kind else ('source', 'passage'):
            if found := self.resolve(kind, reference.target):
                return found.label
        if reference.kind:
            return ''
        passages = [found for kind, found in self._at(_anchor_in(reference.target)) if kind == 'passage']
        if passages:
            return passages[0].label
        words = self._link_text(reference.target)
        self.inputs.note(link_that_says(reference.target, words))
        return words

    def _titled(self, reference: Reference) -> Question | Point | None:
        """Find the question or the point that a reference means."""
        kind, target = reference.kind, reference.target
        if not kind and target in self.sources:
            return None
        if kind in ('', 'question') and target in self.questions:
            return self.questions[target]
        point = self.points.get(target)
        if point and kind in ('', 'point', point.kind):
            return point
        return None if kind else self._titled_at(_anchor_in(target))


def _work(source: Source | None) -> str:
    """Return the author and the title of a source: ``Lewis Carroll, Alice in Wonderland``."""
    return ', '.join([*(name.full for name in source.record.authors), source.record.title]) if source else ''


def _numbered(source: Source | None) -> list[tuple[int, Passage | Paratext]]:
    return list(enumerate(source.units, 1)) if source else []


def references_of(page: Page) -> Iterator[Reference]:
    """Yield every reference of a page to something that may be compared: in prose, and by its views."""
    for mention in page.mentions:
        yield mention.reference
    for request in page.views:
        yield from request.references


def _anchor_in(target: str) -> str:
    """Return the anchor that a reference names: the whole of it, or what stands behind the name of a page."""
    return target.partition('#')[2] if target.startswith('/') else target


def shorten(text: str, most: int) -> str:
    """Cut a text at the end of a word, with an ellipsis, if it has more than so many characters."""
    if len(text) <= most:
        return text
    kept = text[:most]
    if not text[most].isspace() and any(map(str.isspace, kept)):
        kept = kept[: max(index for index, letter in enumerate(kept) if letter.isspace())]
    return kept.rstrip(' \t,;:–—-') + '…'


def in_one_line(words: str) -> str:
    """Return words of a source for running text: a stroke stands where verse breaks its line."""
    return words.replace('\n\n', ' ').replace('\n', ' / ')
