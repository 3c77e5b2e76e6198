"""``{annotations}``: the editors' explanatory notes, of a source or of all, in the order of the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import say
from ..model import Target
from .parts import headings, quote, source_row
from .selection import SOURCES
from .shapes import Cell, Content, Line, LinkTo, Row, Table, Text
from .view import View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Annotation, Source, ViewRequest


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: of the sources named, or of all."""
    named = request.listed('sources')
    chosen = [comparison.sources[name] for name in comparison.source_ids if not named or name in named]
    found = {source.id: _of(comparison, source) for source in chosen}
    several = sum(1 for annotations in found.values() if annotations) > 1
    rows: list[Row] = []
    for source in chosen:
        rows += [source_row(comparison, source, 2)] if several and found[source.id] else []
        rows += [_row(comparison, annotation) for annotation in found[source.id]]
    return Table(headings(say('The words'), say('Note')), (32, 68), tuple(rows), ('cf-annotations',))


def _of(comparison: Comparison, source: Source) -> list[Annotation]:
    """Return the annotations of a source, in the order of the words they are on; at last those that were not found."""
    numbers = range(1, len(source.units) + 1)
    found = [each for n in numbers for _, each in comparison.annotated.get((source.id, n), ())]
    rest = [each for each in comparison.annotations.values() if each.source == source.id]
    return list({each.id: each for each in (*found, *rest)}.values())


def _row(comparison: Comparison, annotation: Annotation) -> Row:
    drawn = quote(comparison, annotation.lemma)
    docname, anchor = annotation.place.docname, annotation.anchor
    words = drawn or Line((Text(annotation.lemma.typed),))
    leading = Line((LinkTo(Target(docname, anchor, say('In the text'))),), ('cf-meta',))
    note = [Content(docname, anchor, 'summary', annotation.text)]
    where = Content(docname, anchor, 'reference', annotation.reference)
    source = [Line((Text(say('Source: '), ('cf-label',)), where), ('cf-reference',))] if annotation.reference else []
    return Row((Cell((words, leading)), Cell((*note, *source))))


VIEW = View('annotations', make, SOURCES)
