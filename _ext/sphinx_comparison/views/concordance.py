"""``{concordance}``: for a source, each passage and everything that refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..comparison.comparison import in_one_line
from ..language.wording import say
from .parts import headings, passage_link, quoted_in, source_row, stance_label
from .shapes import Cell, Line, LinkTo, Row, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Source, ViewRequest

_OPENING_WORDS = 8


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: of one source, or of all, one after the other."""
    named = request.option('source')
    chosen = [comparison.sources[name] for name in comparison.source_ids if named in ('', name)]
    rows = tuple(
        row
        for source in chosen
        for row in ((*_title(comparison, source, alone=len(chosen) == 1), *_rows(comparison, source)))
    )
    heads = headings(say('Paragraph'), say('Quoted in'), say('Referred to in'))
    return Table(heads, (30, 40, 30), rows, ('cf-concordance',))


def _title(comparison: Comparison, source: Source, *, alone: bool) -> tuple[Row, ...]:
    if alone:
        return ()
    return (source_row(comparison, source, 3),)


def _rows(comparison: Comparison, source: Source) -> list[Row]:
    rows: list[Row] = []
    for number, passage in enumerate(source.units, 1):
        at = (source.id, number)
        if number > len(source.passages) and at not in comparison.quoted and at not in comparison.mentions:
            continue
        words = in_one_line(passage.text).split()
        opening = ' '.join(words[:_OPENING_WORDS]) + ('…' if len(words) > _OPENING_WORDS else '')
        head = Line((passage_link(comparison, source, number), Text(' ' + opening, ('cf-opening',))))
        rows.append(
            Row(
                (
                    Cell((head,)),
                    Cell(tuple(_quoted(comparison, source, number))),
                    Cell(tuple(_referred(comparison, source, number))),
                )
            )
        )
    return rows


def _quoted(comparison: Comparison, source: Source, number: int) -> list[Line]:
    """Return where a passage is quoted. A position on a point and its description are one place to a reader."""
    lines: dict[tuple[str, str], Line] = {}
    for quoted in sorted(comparison.quoted.get((source.id, number), ()), key=lambda run: run.position is None):
        link = quoted_in(comparison, quoted.quotation, quoted.position)
        pieces: tuple[Text | LinkTo, ...] = (link,)
        if quoted.position and quoted.position.stance:
            pieces = (link, Text(' '), stance_label(comparison.scale[quoted.position.stance]))
        lines.setdefault((link.target.docname, link.target.label), Line(pieces))
    return list(lines.values())


def _referred(comparison: Comparison, source: Source, number: int) -> list[Line]:
    lines: dict[Line, None] = {}
    for mention in comparison.mentions.get((source.id, number), ()):
        lines[Line((LinkTo(comparison.section_target(mention.place.docname, mention.section)),))] = None
    return list(lines)


VIEW = View(
    'concordance', make, {'source': Option('the id of a source; all, one below the other, if not set', kind='source')}
)
