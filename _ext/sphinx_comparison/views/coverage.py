"""``{coverage}``: what share of each source the comparison uses, and which passages it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wording import say
from .parts import heading, passage_links, source_link
from .shapes import Cell, Line, Row, Table, Text, View

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..model import Source, ViewRequest


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table."""
    named = request.listed('sources')
    rows = tuple(_row(comparison, source) for source in comparison.sources.values() if not named or source.id in named)
    headings = (
        heading(say('Source')),
        heading(say('Paragraphs quoted')),
        heading(say('Share of the text quoted')),
        heading(say('Referred to, not quoted')),
        heading(say('Left out')),
    )
    return Table(headings, (20, 20, 20, 20, 20), rows, ('cf-coverage',))


def _row(comparison: Comparison, source: Source) -> Row:
    numbers = range(1, len(source.passages) + 1)
    quoted = [number for number in numbers if (source.id, number) in comparison.quoted]
    referred = [
        number
        for number in numbers
        if number not in quoted
        and ((source.id, number) in comparison.mentions or (source.id, number) in comparison.nearest_to)
    ]
    left_out = [number for number in numbers if number not in quoted and number not in referred]
    return Row(
        (
            Cell((Line((source_link(comparison, source),)),)),
            Cell(
                (
                    Line((Text(say('{part} of {whole}').format(part=len(quoted), whole=len(numbers))),)),
                    *_beside(comparison, source),
                )
            ),
            Cell((Line((Text(_share(comparison, source)),)),)),
            Cell((passage_links(comparison, source, referred),)),
            Cell((passage_links(comparison, source, left_out),)),
        )
    )


def _beside(comparison: Comparison, source: Source) -> tuple[Line, ...]:
    """Name the notes and other paratext that are quoted, which are counted apart."""
    numbers = range(len(source.passages) + 1, len(source.units) + 1)
    quoted = [number for number in numbers if (source.id, number) in comparison.quoted]
    return (passage_links(comparison, source, quoted),) if quoted else ()


def _share(comparison: Comparison, source: Source) -> str:
    """The share of a source's characters that are quoted, each counted once, in per cent."""
    total = sum(len(passage.text) for passage in source.passages)
    covered = 0
    for passage in source.passages:
        end = 0
        for quoted in comparison.quoted.get((source.id, passage.number), ()):
            covered += max(0, quoted.span.end - max(end, quoted.span.start))
            end = max(end, quoted.span.end)
    return f'{round(100 * covered / total)} %' if total else '–'


VIEW = View('coverage', draw, references={'sources': 'source'})
