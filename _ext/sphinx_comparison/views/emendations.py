"""``{emendations}``: a source's textual note, what its page leaves out of the seed or changes in it, and why."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ..language.wording import say, say_count
from ..proof.words import visible
from .parts import headings, passage_link
from .shapes import Cell, Line, LinkTo, Row, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Source, ViewRequest


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: of the source named, or else of the source whose page it stands on."""
    page = comparison.pages[request.place.docname]
    source = comparison.sources.get(request.option('source')) or comparison.source_on(page)
    rows = (
        tuple(row for part in source.pages or (source,) for row in _rows(comparison, part, source)) if source else ()
    )
    heads = headings(say('Where'), say('The seed has'), say('This page has'), say('Why'))
    return Table(heads, (14, 36, 20, 30), rows, ('cf-emendations',))


def _rows(comparison: Comparison, part: Source, source: Source) -> list[Row]:
    """Return the rows of one page of a source."""
    rows: list[Row] = []
    for index, emendation in enumerate(part.emendations):
        changes = [
            (change, number)
            for change, number in zip(part.emended.changes, part.edited, strict=True)
            if change.emendation == index
        ]
        if changes:
            rows.append(
                Row(
                    (
                        _where(comparison, source, [number for _, number in changes]),
                        _words(changes[0][0].was),
                        _words(changes[0][0].now),
                        Cell((Line((Text(emendation.reason),)),)),
                    )
                )
            )
    return rows


def _where(comparison: Comparison, source: Source, numbers: list[int]) -> Cell:
    pieces: list[Text | LinkTo] = []
    for number, times in sorted(Counter(numbers).items()):
        if pieces:
            pieces.append(Text(', '))
        pieces.append(passage_link(comparison, source, number) if number else Text(say('outside the paragraphs')))
        if times > 1:
            pieces.append(Text(say_count(' ({} time)', ' ({} times)', times)))
    return Cell((Line(tuple(pieces)),))


def _words(text: str) -> Cell:
    """Return words so that what cannot be seen is named, and long ones in full: the note is the record of them."""
    if not text:
        return Cell((Line((Text(say('nothing')),), ('cf-nothing',)),))
    if len(text) == 1 and not text.isalnum():
        return Cell((Line((Text(f'{unicodedata.name(text, "a character").lower()} (U+{ord(text):04X})'),)),))
    if not text.strip():
        return Cell((Line((Text(''.join(f'<U+{ord(c):04X}>' for c in text)),)),), ('cf-verbatim',))
    blocks = [block for block in text.split('\n') if block.strip()]
    return Cell(tuple(Line((Text(visible(block)),)) for block in blocks), ('cf-verbatim',))


VIEW = View(
    'emendations',
    make,
    {'source': Option('the id of a source; if not set, the source on whose page it stands', kind='source')},
)
