"""``comparison.json``: the whole comparison. Its JSON Schema is ``comparison.schema.json``, published beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ..proof.quotation import Outcome
from .parts import Part, made
from .script import dumps

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..comparison.inputs import Index
    from ..model import Annotation, Point, Position, Question, Quotation, Source

VERSION = 1
_CONTEXT = 32

# Gives the address of an anchor on a page, relative to the root of the site.
Address = Callable[[str, str], str]


def export(comparison: Comparison, address: Address, part: Part = made) -> str:
    """Return the comparison as JSON text, in the order of the site. The same comparison gives the same bytes.

    Args:
        comparison: what is exported.
        address: gives the address of a page and an anchor, relative to the root of the site.
        part: gives the line of each.
    """
    listed: dict[str, tuple[Index[str, Any], Callable[[Comparison, Any, Address], dict[str, Any]]]] = {
        'sources': (comparison.sources, _source),
        'questions': (comparison.questions, _question),
        'points': (comparison.points, _point),
        'annotations': (comparison.annotations, _annotation),
    }

    def line(name: str, identifier: str) -> str:
        defined, describe = listed[name]
        return '\n' + dumps(describe(comparison, defined[identifier], address))

    # A line for each of them: to indent, Python would write the text without the help of C.
    lists = [
        f'{dumps(name)}: [' + ','.join(part(f'{name} {each}', partial(line, name, each)) for each in defined) + ']'
        for name, (defined, _) in listed.items()
    ]
    return f'{{"version": {VERSION},\n' + ',\n'.join(lists) + '}\n'


def _question(comparison: Comparison, question: Question, address: Address) -> dict[str, Any]:
    return {
        'id': question.id,
        'title': comparison.plain(question.title),
        'url': address(question.place.docname, question.anchor),
    }


def _source(comparison: Comparison, source: Source, address: Address) -> dict[str, Any]:
    return {
        'id': source.id,
        'siglum': source.siglum,
        'title': source.record.title,
        'page': address(source.place.docname, ''),
        'csl': source.record.to_csl(source.id),
        'translates': source.translates if source.translates in comparison.sources else None,
        'seed': source.seed or None,
        'passages': [
            {
                'id': passage.id,
                'number': passage.number,
                'section': passage.section,
                'text': passage.text,
                'sha256': passage.sha256,
                'url': address(passage.docname, passage.anchor),
            }
            for passage in source.passages
            if not passage.hidden
        ],
        'paratext': [
            {
                'id': part.id,
                'kind': part.kind,
                'label': part.label,
                'text': part.text,
                'sha256': part.sha256,
                'url': address(part.docname, part.anchor),
            }
            for part in source.paratext
            if not part.hidden
        ],
        'milestones': [
            {
                'label': each.label,
                'passage': source.unit(each.passage).id,
                'offset': each.offset,
                'url': address(target.docname, target.anchor),
            }
            for each, target in comparison.milestones(source)
        ],
        **_changes(source, source),
        **({'parts': [_part(part, source, address) for part in source.pages]} if source.pages else {}),
    }


def _part(part: Source, source: Source, address: Address) -> dict[str, Any]:
    """Return what one page has of a source of several."""
    return {
        'page': address(part.place.docname, ''),
        'seed': part.seed or None,
        'passages': [passage.id for passage in part.passages if not passage.hidden],
        **_changes(part, source),
    }


def _changes(part: Source, source: Source) -> dict[str, Any]:
    """Return what turns the seed of a page into what is read there."""
    return {
        'emendations': [
            {
                'start': change.start,
                'was': change.was,
                'now': change.now,
                'passage': source.unit(number).id if number else None,
                'reason': part.emendations[change.emendation].reason,
            }
            for change, number in zip(part.emended.changes, part.edited, strict=True)
        ],
        'layout': [{'start': change.start, 'was': change.was, 'now': change.now} for change in part.layout.changes],
    }


def _point(comparison: Comparison, point: Point, address: Address) -> dict[str, Any]:
    return {
        'id': point.id,
        'kind': point.kind,
        'title': comparison.plain(point.title),
        'question': point.question or None,
        'reason_for': point.reason_for or None,
        'date': point.date or None,
        'url': address(point.place.docname, point.anchor),
        'positions': [
            _position(comparison, position, address) for position in comparison.positions_on.get(point.id, ())
        ],
    }


def _position(comparison: Comparison, position: Position, address: Address) -> dict[str, Any]:
    source = comparison.sources.get(position.source)
    return {
        'source': position.source,
        'stance': position.stance or None,
        'summary': comparison.plain(position.summary),
        'contested': comparison.plain(position.contested) or None,
        'nearest': [
            source.unit(number).id for locator in position.nearest if source for number in source.numbers(locator)
        ],
        'second_readings': [{'stance': each.stance, 'reader': each.reader} for each in position.second_readings],
        'url': address(position.place.docname, position.anchor),
        'quotations': [quoted(comparison, quotation, address) for quotation in position.quotations],
    }


def _annotation(comparison: Comparison, annotation: Annotation, address: Address) -> dict[str, Any]:
    return {
        'id': annotation.id,
        'source': annotation.source,
        'lemma': quoted(comparison, annotation.lemma, address),
        'text': comparison.plain(annotation.text),
        'reference': comparison.plain(annotation.reference) or None,
        'url': address(annotation.place.docname, annotation.anchor),
    }


def quoted(comparison: Comparison, quotation: Quotation, address: Address) -> dict[str, Any]:
    """Return a quotation, described as a text quote selector does (W3C Web Annotation Data Model, section 4.2.4).

    Args:
        comparison: what it is a part of.
        quotation: one that was found, or one that was not.
        address: gives the address of a page and an anchor, relative to the root of the site.
    """
    verdict = comparison.verdicts.on(quotation)
    if not verdict or not verdict.match:
        outcome = verdict.outcome if verdict else Outcome.NOT_FOUND
        return {
            'exact': quotation.typed,
            'prefix': '',
            'suffix': '',
            'passages': [],
            'locator': None,
            'url': None,
            'outcome': outcome.value,
            'omissions': [],
        }
    source = comparison.sources[quotation.source]
    first, last = verdict.match.spans[0], verdict.match.spans[-1]
    before, after = source.unit(first.passage).text, source.unit(last.passage).text
    return {
        'exact': verdict.match.exact,
        'prefix': before[max(0, first.start - _CONTEXT) : first.start],
        'suffix': after[last.end : last.end + _CONTEXT],
        'passages': [source.unit(number).id for number in verdict.match.passages],
        'locator': str(comparison.verdicts.place_of(quotation)),
        'url': address(source.unit(first.passage).docname, source.unit(first.passage).anchor),
        'outcome': verdict.outcome.value,
        'omissions': [
            {'shown': each.shown, 'words': each.words, 'added': each.added, 'ellipsis': each.elides}
            for each in verdict.match.omissions
        ],
    }
