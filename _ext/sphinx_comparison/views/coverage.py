"""``{coverage}``: what share of each source the comparison quotes, and which words of it nowhere."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..language.wording import say
from .parts import headings, passage_link, passage_links, said, source_link
from .selection import SOURCES
from .shapes import Cell, Line, Row, Table, Text
from .strip import share, strip
from .view import View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Source, ViewRequest


# Between two quotations so many words may stand that nobody misses: *and*, *he says*.
FEWEST_WORDS = 4
LONGEST_STRETCH = 300  # characters
# What quotations leave between them.
_LEFT_OVER = ' \n,;:.–—-'


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table."""
    named = request.listed('sources')
    rows = tuple(
        _row(comparison, comparison.sources[name]) for name in comparison.source_ids if not named or name in named
    )
    heads = headings(say('Source'), say('Quoted'), say('Quoted nowhere'))
    return Table(heads, (18, 22, 60), rows, ('cf-coverage',))


def _row(comparison: Comparison, source: Source) -> Row:
    numbers = range(1, len(source.passages) + 1)
    quoted = [number for number in numbers if (source.id, number) in comparison.quoted]
    paragraphs = say('{part} of {whole} paragraphs').format(part=len(quoted), whole=len(numbers))
    part = say('{share} of the text').format(share=share(comparison, source))
    runs = groupby(numbers, lambda number: _state(comparison, source, number))
    nowhere = tuple(line for _, run in runs for line in _nowhere(comparison, source, [*run]))
    picture = strip(comparison, source)
    return Row(
        (
            Cell((Line((source_link(comparison, source),)),)),
            Cell((Line((Text(paragraphs),)), Line((Text(part),)), *_beside(comparison, source))),
            Cell((*((picture,) if picture else ()), *(nowhere or (Line((Text(say('nothing')),)),)))),
        )
    )


def _state(comparison: Comparison, source: Source, number: int) -> tuple[str, int, bool]:
    """Return what passages in one line have in common: left out whole, all or none referred to, on one page."""
    key = (source.id, number)
    if key in comparison.quoted:
        return '', number, False
    return source.unit(number).docname, 0, key in comparison.mentions or key in comparison.nearest_to


def _nowhere(comparison: Comparison, source: Source, run: list[int]) -> list[Line]:
    """Return the words of passages of one state that are quoted nowhere.

    There is a line for each stretch of one that is quoted, and one line for all that are not, with their first words.
    """
    number = run[0]
    link = passage_link(comparison, source, number)
    if (source.id, number) not in comparison.quoted:
        _, _, referred = _state(comparison, source, number)
        what = say(' whole, but referred to') if referred else say(' whole')
        text = ' '.join(source.unit(each).text for each in run)
        link = link._replace(target=link.target._replace(label=str(source.locator(number, run[-1]))))
        return [Line((link, Text(what), Text(' '), said(text, source)))]
    passage = source.passages[number - 1]
    stretches = [passage.text[start:end].strip(_LEFT_OVER) for start, end in unquoted(comparison, source, number)]
    return [
        Line((link, Text(' '), said(words, source, LONGEST_STRETCH)))
        for words in stretches
        if len(words.split()) >= FEWEST_WORDS
    ]


def unquoted(comparison: Comparison, source: Source, number: int) -> list[tuple[int, int]]:
    """Return where the stretches of a passage begin and end that no quotation holds, in code points, in order."""
    found, reached = [], 0
    for run in comparison.quoted.get((source.id, number), ()):
        if run.span.start > reached:
            found.append((reached, run.span.start))
        reached = max(reached, run.span.end)
    length = len(source.passages[number - 1].text)
    return [*found, (reached, length)] if reached < length else found


def _beside(comparison: Comparison, source: Source) -> tuple[Line, ...]:
    """Name the notes and other paratext that are quoted, which are counted apart."""
    numbers = range(len(source.passages) + 1, len(source.units) + 1)
    quoted = [number for number in numbers if (source.id, number) in comparison.quoted]
    return (passage_links(comparison, source, quoted),) if quoted else ()


VIEW = View('coverage', make, SOURCES)
