"""What several views have: headings, links, labels, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..anchors import words_anchor
from ..comparison.comparison import in_one_line, shorten
from ..language.wording import say
from ..locators import MILESTONE
from ..model import Point, Position, Prose, Quotation, Section, Source, Stance, Target
from .shapes import Cell, Content, Line, LinkTo, Quote, Row, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..comparison.comparison import Comparison
    from ..proof.quotation import Match

LONGEST_WORDS = 110  # characters of what a source says, where it says it in passing


def heading(text: str) -> Cell:
    """Return the heading of a column in plain words."""
    return Cell((Line((Text(text),)),))


def headings(*texts: str) -> tuple[Cell, ...]:
    """Return the headings of columns in plain words."""
    return tuple(map(heading, texts))


def pieces_of(text: str, *parts: Text | LinkTo) -> tuple[Text | LinkTo, ...]:
    """Put links and texts in the places that a text has for them, ``{}``."""
    pieces: list[Text | LinkTo] = []
    for index, words in enumerate(text.split('{}')):
        pieces += [*(parts[index - 1 : index] if index else ()), *([Text(words)] if words else [])]
    return tuple(pieces)


def source_heading(comparison: Comparison, source: Source) -> Cell:
    """Return the heading of a source's column."""
    return Cell((Line((source_link(comparison, source),)),), ('cf-source', f'cf-source-{source.id}'))


def source_row(comparison: Comparison, source: Source, columns: int) -> Row:
    """Return a row that heads those of a source."""
    return Row((Cell((Line((source_link(comparison, source),)),)), *(columns - 1) * (Cell(),)), ('cf-source',))


def point_classes(comparison: Comparison, point: Point) -> tuple[str, ...]:
    """Return the classes of a point's row: whether it is a reason, and what it answers."""
    question = (f'cf-question-{point.question}',) if point.question in comparison.questions else ()
    return (*question, 'cf-reason') if point.reason_for else question


def questions_of(comparison: Comparison, shown: list[Point]) -> tuple[tuple[str, str], ...]:
    """Return the questions that points answer, with their titles; none, where it is one and the same."""
    names = dict.fromkeys(point.question for point in shown if point.question in comparison.questions)
    titles = ((name, comparison.target(comparison.questions[name]).label) for name in names)
    return tuple(titles) if len(names) > 1 else ()


def source_link(comparison: Comparison, source: Source) -> LinkTo:
    """Return a link to a source."""
    return LinkTo(Target(source.place.docname, '', comparison.names[source.id]))


def point_link(comparison: Comparison, point: Point) -> LinkTo:
    """Return a link to a point, by its title."""
    title = Content(point.place.docname, point.anchor, 'title', point.title)
    return LinkTo(comparison.target(point), title)


def position_link(comparison: Comparison, position: Position) -> LinkTo:
    """Return a link to a position, by the title of its point."""
    point = comparison.points.get(position.point)
    label = comparison.target(point).label if point else position.point
    return LinkTo(Target(position.place.docname, position.anchor, label))


def passage_link(comparison: Comparison, source: Source, number: int) -> LinkTo:
    """Return a link to a passage or a paratext, by its locator alone."""
    passage = source.unit(number)
    return LinkTo(Target(passage.docname, passage.anchor, str(passage.locator)))


def quoted_in(comparison: Comparison, quotation: Quotation, position: Position | None) -> LinkTo:
    """Return a link to where words are quoted: a position, or the section in whose running text they stand."""
    if position:
        return position_link(comparison, position)
    docname = quotation.place.docname
    section = comparison.pages[docname].quoting.get(quotation.number, Section())
    return LinkTo(comparison.section_target(docname, section))


def passage_content(source: Source, number: int) -> Content:
    """Return the words of a passage or a paratext."""
    passage = source.unit(number)
    text = Prose((passage.text,), (), passage.digest)
    return Content(passage.docname, passage.anchor, 'passage', text, source.language)


def separated(links: Iterable[LinkTo], separator: str = ', ') -> tuple[Text | LinkTo, ...]:
    """Return links with a separator between each two."""
    return tuple(piece for link in links for piece in (Text(separator), link))[1:]


def passage_links(comparison: Comparison, source: Source, numbers: Iterable[int]) -> Line:
    """Return links to passages in one line."""
    return Line(separated(passage_link(comparison, source, n) for n in numbers) or (Text(say('none')),))


def stance_label(stance: Stance) -> Text:
    """Return a stance: always a word, never a colour alone."""
    return Text(stance.label, stance.classes)


def said(words: str, source: Source, most: int = LONGEST_WORDS) -> Text:
    """Return words of a source, in quotation marks, with an ellipsis after so many characters at most."""
    language = (f'language-{source.language}',) if source.language else ()
    return Text(f'“{shorten(in_one_line(words), most)}”', ('cf-said', *language))


# Each quotation is drawn where it stands, in tables, and in the notes on what others say: four times, as a rule.
_drawn: WeakKeyDictionary[Comparison, dict[Quotation, Quote | None]] = WeakKeyDictionary()


def quote(comparison: Comparison, quotation: Quotation) -> Quote | None:
    """Return a quotation, once for a comparison; None when it was not found."""
    match = comparison.verdicts.match(quotation)  # each time, since it notes what the drawing is made of
    drawn = _drawn.setdefault(comparison, {})
    if quotation not in drawn:
        drawn[quotation] = _quote(comparison, quotation, match) if match else None
    return drawn[quotation]


def _quote(comparison: Comparison, quotation: Quotation, match: Match) -> Quote | None:
    place = comparison.verdicts.place_of(quotation)
    if not place:
        return None
    source = comparison.sources[quotation.source]
    numbers = match.passages
    own = place.kind == MILESTONE
    return Quote(
        match.exact,
        comparison.located(source, place) if own else comparison.units_target(source, numbers),
        words_anchor(source.unit(numbers[0]).anchor, match.spans[0].start, match.spans[0].end),
        str(place),
        source.language,
    )
