"""The note on a passage: what another source says on the same thing, and all that refers to the passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ..anchors import range_anchor, words_anchor
from ..comparison.comparison import shorten
from ..language.wording import mark, say
from ..model import KINDS, Paratext, Passage, Point
from ..proof.quotation import Span
from .notices import earlier
from .omissions import only_case, stands_for
from .parts import quote, quoted_in, said, stance_label
from .shapes import Line, LinkTo, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..comparison.comparison import Comparison, QuotedSpan
    from ..model import Position, Stance
    from ..permalinks.forwarding import Permalinks

LONGEST_OMISSION = 50  # characters of what an ellipsis stands for
MOST_OTHERS = 2  # other sources whose words are shown
# What the places are called that refer to a passage, in the order in which they are shown; at last those in prose.
_NAMES = {
    'hypothesis': mark('Hypotheses'),
    'theme': mark('Themes'),
    'evidence': mark('Evidence'),
    '': mark('In the editors’ words'),
}


class Mark(NamedTuple):
    """A run of words in a passage, with its anchor: ``quoted``, or ``annotated``; or quoted once, and no more."""

    span: Span
    anchor: str
    kind: Literal['quoted', 'annotated', 'kept']


class Referring(NamedTuple):
    """A place that refers to a passage: the stance that it quotes it for, and what it leaves out of its words."""

    link: LinkTo
    stance: Stance | None
    left_out: tuple[str, ...]

    @property
    def line(self) -> Line:
        """The place on a line of its own."""
        stance = (Text(' '), stance_label(self.stance)) if self.stance else ()
        return Line((self.link, *stance, *self._omissions))

    @property
    def pieces(self) -> tuple[Text | LinkTo, ...]:
        """The place in a line with others."""
        stance = (Text(f' ({self.stance.label})', ('cf-stance-note',)),) if self.stance else ()
        return (self.link, *stance, *self._omissions)

    @property
    def _omissions(self) -> tuple[Text, ...]:
        return tuple(Text(f' {shorten(each, LONGEST_OMISSION)}', ('cf-omission',)) for each in self.left_out)


class PassageNote(NamedTuple):
    """What is shown of a passage.

    Args:
        marks: the words of it that are quoted, or were.
        others: a line for each other source, with its own words on the same thing.
        referring: the places that refer to it, each with what such places are called; in groups.
        earlier: lines on what it was.
        ranges: the anchors of the runs of passages that begin with it.
        annotations: the anchors of the editors' notes on words of it.
    """

    marks: tuple[Mark, ...] = ()
    others: tuple[Line, ...] = ()
    referring: tuple[tuple[str, Referring], ...] = ()
    earlier: tuple[Line, ...] = ()
    ranges: tuple[str, ...] = ()
    annotations: tuple[str, ...] = ()

    @property
    def in_one_line(self) -> Line:
        """All places that refer to it, in one line."""
        pieces: list[Text | LinkTo] = []
        for _, each in self.referring:
            pieces += [Text(' · ') if pieces else Text(say('Referred to in: '), ('cf-label',)), *each.pieces]
        return Line(tuple(pieces), ('cf-quoted-in',))


def notes(
    units: Iterable[tuple[int, Passage | Paratext]], comparison: Comparison, permalinks: Permalinks
) -> dict[int, PassageNote]:
    """Return the notes on passages and paratexts of a source, by number; none where there is nothing to say."""
    found = ((number, _note(unit, number, comparison, permalinks)) for number, unit in units)
    return {number: note for number, note in found if note != PassageNote()}


def _note(unit: Passage | Paratext, number: int, comparison: Comparison, permalinks: Permalinks) -> PassageNote:
    quoted = comparison.quoted.get((unit.source, number), [])
    annotated = comparison.annotated.get((unit.source, number), [])
    marks = [_mark(unit, run.span, 'quoted') for run in quoted]
    marks += [_mark(unit, span, 'annotated') for span, _ in annotated]
    kept = permalinks.kept.get(unit.anchor, ())
    marks += [Mark(Span(number, *bounds), entry.id, 'kept') for entry, bounds in kept]
    several = comparison.ranges.get((unit.source, number), ())
    return PassageNote(
        tuple(marks),
        tuple(_others(quoted, unit.source, comparison)),
        tuple(_referring(quoted, unit.source, number, comparison)),
        earlier(unit, comparison, permalinks),
        tuple(range_anchor(unit.source, locator) for locator in several),
        tuple(dict.fromkeys(annotation.anchor for _, annotation in annotated)),
    )


def _mark(unit: Passage | Paratext, span: Span, kind: Literal['quoted', 'annotated']) -> Mark:
    return Mark(span, words_anchor(unit.anchor, span.start, span.end), kind)


# -- what refers to it ------------------------------------------------------------------------------------------------


def _referring(
    quoted: list[QuotedSpan], source: str, number: int, comparison: Comparison
) -> list[tuple[str, Referring]]:
    """Return the places that refer to a passage, each once, in groups.

    A position on a point and the description of that point are one place to a reader; the position counts. First come
    those that take a stance.
    """
    found: dict[tuple[str, str], tuple[str, Referring]] = {}
    for run in sorted(quoted, key=lambda run: (run.position is None, not (run.position and run.position.stance))):
        kind, link = _place(run, comparison)
        stance = comparison.scale.get(run.position.stance) if run.position else None
        key = (link.target.docname, link.target.label)
        kind, known = found.get(key, (kind, Referring(link, stance, ())))
        here = [stands_for(each) for each in comparison.verdicts.omissions(run.quotation) if not only_case(each)]
        left_out = tuple(dict.fromkeys((*known.left_out, *here)))
        found[key] = (kind, Referring(known.link, known.stance, left_out))
    for mention in comparison.mentions.get((source, number), ()):
        link = LinkTo(comparison.section_target(mention.place.docname, mention.section))
        kind = comparison.kind_at(mention.section.anchor)
        found.setdefault((link.target.docname, link.target.label), (kind, Referring(link, None, ())))
    return [(say(name), each) for kind, name in _NAMES.items() for of, each in found.values() if of == kind]


def _place(run: QuotedSpan, comparison: Comparison) -> tuple[str, LinkTo]:
    """Return the kind of point that quotes words, and a link: to a position, or to a section in the editors' prose."""
    link = quoted_in(comparison, run.quotation, run.position)
    point = comparison.points.get(run.position.point) if run.position else None
    return point.kind if point else comparison.kind_at(link.target.anchor), link


# -- what others say --------------------------------------------------------------------------------------------------


def _others(quoted: Iterable[QuotedSpan], source: str, comparison: Comparison) -> list[Line]:
    """Return what other sources say on the points that quote a passage, in their own words, a line for each source.

    Of several points that one counts which is foremost in kind, and then the one that quotes most of the passage.
    """
    runs: dict[str, int] = {}
    for run in quoted:
        if run.position:
            length = run.span.end - run.span.start
            runs[run.position.point] = max(length, runs.get(run.position.point, 0))
    points = [comparison.points[name] for name in runs if name in comparison.points]

    def rank(point: Point) -> tuple[int, int]:
        return KINDS.index(point.kind), -runs[point.id]

    lines: dict[str, Line] = {}
    for point in sorted(points, key=rank):
        for position in comparison.positions_on.get(point.id, ()):
            if position.source not in {source, *lines} and (line := _words(position, comparison)):
                lines[position.source] = line
    return list(lines.values())[:MOST_OTHERS]


def _words(position: Position, comparison: Comparison) -> Line | None:
    """Return what a source says in a position: where, and the first words that are quoted. None if none are found."""
    found = filter(None, (quote(comparison, quotation) for quotation in position.quotations))
    if not (drawn := next(found, None)):
        return None
    link = LinkTo(drawn.passage._replace(anchor=drawn.words))
    return Line((link, Text(' '), said(drawn.exact, comparison.sources[position.source])), ('cf-other',))
