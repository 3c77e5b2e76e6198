"""``annotations.jsonld``: what is said of words of the sources, as W3C Web Annotations (Data Model, 2017).

There is one for each quotation of a position, and one for each note of the editors. Its targets are runs of words on
the page of a source: the passage by its anchor, and in it the words with what stands before and after them. Words that
were not found have no place, and no annotation.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from ..anchors import words_anchor
from ..citation.edition import UNKNOWN_ADDRESS
from ..language.wording import say
from ..model import Paratext
from .parts import Part, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..comparison.comparison import Comparison
    from ..model import Annotation, Passage, Point, Position, Quotation
    from .json import Address

FILE = 'annotations.jsonld'
_CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
# By this the model knows that a fragment is the id of an element in HTML (section 4.2.1).
_OF_HTML = 'http://tools.ietf.org/rfc/rfc3236'
_BESIDE = 32  # characters before the words, and after them
_LINE_ENDS = re.compile(r'\n+')

# An annotation, with its name.
_Said = tuple[str, dict[str, Any]]


def export(comparison: Comparison, address: Address, part: Part = made) -> str:
    """Return the annotations as a collection in JSON-LD, a line for each. The same comparison gives the same bytes.

    Args:
        comparison: what is exported.
        address: gives the address of a page and an anchor, relative to the root of the site. The addresses in the
            file are absolute where it is known where the site is published.
        part: gives the annotations of each point, and each note of the editors.
    """
    edition = comparison.edition
    root = f'{edition.address}/' if edition.address not in ('', UNKNOWN_ADDRESS) else ''

    def place(docname: str, anchor: str) -> str:
        # The first page of a site may be "./", which is no part of an address.
        return root + address(docname, anchor).removeprefix('./' if root else '')

    file = f'{root}{FILE}'
    editors = {'creator': {'type': 'Organization', 'name': edition.editors}} if edition.editors else {}

    def lines(said: Callable[[Comparison, str, Address], Iterator[_Said]], identifier: str) -> str:
        found = dict(said(comparison, identifier, place))  # words quoted twice in one position are one
        return ','.join(
            '\n' + _dumps({'id': f'{file}#{name}', 'type': 'Annotation', **editors, **each})
            for name, each in found.items()
        )

    parts = (
        *(part(f'point {name}', partial(lines, _of_point, name)) for name in comparison.points),
        *(part(f'note {name}', partial(lines, _of_note, name)) for name in comparison.annotations),
    )
    items = ','.join(filter(None, parts))
    head = {
        '@context': _CONTEXT,
        'id': file,
        'type': 'AnnotationCollection',
        'label': edition.title or say('Annotations'),
        **editors,
        'total': items.count('\n'),
    }
    written = _dumps(head).removesuffix('}')
    if items:  # a page of none is no page (section 5.2)
        page = {'id': f'{file}#page', 'type': 'AnnotationPage', 'partOf': file, 'startIndex': 0}
        written += f',"last":{_dumps(page["id"])},\n"first":{_dumps(page).removesuffix("}")},"items":[{items}]}}'
    return f'{written}}}\n'


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(',', ':'))


def _of_point(comparison: Comparison, point: str, place: Address) -> Iterator[_Said]:
    """Yield an annotation for each quotation of a position on a point, with its name."""
    for position in comparison.positions_on.get(point, ()):
        body: list[dict[str, Any]] = []
        for quotation in position.quotations:
            if not (targets := _targets(comparison, quotation, place)):
                continue
            body = body or _held(comparison, comparison.points[point], position, place)
            name = f'{position.anchor}-{_name(comparison, quotation)}'
            yield name, {'motivation': 'describing', 'body': body, 'target': targets}


def _held(comparison: Comparison, point: Point, position: Position, place: Address) -> list[dict[str, Any]]:
    """Return what is held on a point: the editors' words, a link to the position, the point's title and the stance."""
    summary, contested = comparison.plain(position.summary), comparison.plain(position.contested)
    return [
        *([_text(comparison, summary, 'describing')] if summary else []),
        *([_text(comparison, contested, 'commenting')] if contested else []),
        {
            'type': 'SpecificResource',
            'purpose': 'linking',
            'source': place(position.place.docname, position.anchor),
        },
        _text(comparison, comparison.target(point).label, 'tagging'),
        *([_text(comparison, position.stance, 'tagging', '')] if position.stance else []),
    ]


def _of_note(comparison: Comparison, identifier: str, place: Address) -> Iterator[_Said]:
    """Yield an annotation for a note of the editors, with its name; none if its words were not found."""
    note = comparison.annotations[identifier]
    if targets := _targets(comparison, note.lemma, place):
        yield note.anchor, {'motivation': 'commenting', 'body': _noted(comparison, note, place), 'target': targets}


def _noted(comparison: Comparison, note: Annotation, place: Address) -> list[dict[str, Any]]:
    """Return what a note says, where its facts are from, and a link to it."""
    words = ((comparison.plain(note.text), 'commenting'), (comparison.plain(note.reference), 'describing'))
    link = {'type': 'SpecificResource', 'purpose': 'linking', 'source': place(note.place.docname, note.anchor)}
    return [*(_text(comparison, text, purpose) for text, purpose in words if text), link]


def _text(comparison: Comparison, text: str, purpose: str, language: str | None = None) -> dict[str, Any]:
    language = comparison.edition.language if language is None else language
    said = {'language': language} if language else {}
    return {'type': 'TextualBody', 'purpose': purpose, 'format': 'text/plain', **said, 'value': text}


# -- where the words are ----------------------------------------------------------------------------------------------


def _name(comparison: Comparison, quotation: Quotation) -> str:
    """Return what tells the words of a quotation from other words of its source, for as long as its text is this."""
    source = comparison.sources[quotation.source]
    spans = comparison.verdicts.spans(quotation)
    return '-'.join(words_anchor(source.unit(each.passage).id, each.start, each.end) for each in spans)


def _targets(comparison: Comparison, quotation: Quotation, place: Address) -> list[dict[str, Any]]:
    """Return the runs of words that a quotation is made of: several, if it leaves some out, or goes on in another."""
    spans = comparison.verdicts.spans(quotation)
    if not spans:
        return []
    source = comparison.sources[quotation.source]
    units = [(source.unit(span.passage), span) for span in spans]
    # A single page of all has places for its pages: the selector alone says where on it the words are.
    return [
        {'type': 'SpecificResource', 'source': place(unit.docname, '').partition('#')[0], 'selector': selector}
        for unit, span in units
        for selector in _selectors(unit, span.start, span.end)
    ]


def _selectors(unit: Passage | Paratext, start: int, end: int) -> Iterator[dict[str, Any]]:
    """Yield a selector for each piece of the words between two offsets of a passage or a paratext.

    Its anchor is that of its first paragraph. Words in a later one are looked for on the whole page.
    """
    later = unit.text.find('\n\n') if isinstance(unit, Paratext) else -1
    for first, last, begin, stop in _pieces(unit, start, end):
        if 0 <= later < first:
            yield {'type': 'TextQuoteSelector', **_selected(unit.text[begin:stop], first - begin, last - begin, stop)}
            continue
        words = _selected(unit.text[begin:stop], first - begin, last - begin)
        yield {
            'type': 'FragmentSelector',
            'conformsTo': _OF_HTML,
            'value': unit.anchor,
            'refinedBy': {'type': 'TextQuoteSelector', **words},
        }


def _pieces(unit: Passage | Paratext, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the words between two offsets piece by piece, as far as a page has the text: from where to where.

    With each comes what it stands in: from where to where that goes. The end of a line of verse is in a page whatever
    the theme puts there.
    """
    ends = ((at.start(), at.end()) for at in _LINE_ENDS.finditer(unit.text))
    begin = 0
    for stop, go_on in sorted({*unit.otherwise, *ends, (len(unit.text), len(unit.text))}):
        first, last = max(start, begin), min(end, stop)
        if unit.text[first:last].strip():
            yield first, last, begin, stop
        begin = max(begin, go_on)


def _selected(text: str, start: int, end: int, beside: int = _BESIDE) -> dict[str, str]:
    """Return words and so much of what stands beside them; more of it, where the same stands in the text again."""
    while True:
        before, after = max(start - beside, 0), end + beside
        if (before == 0 and after >= len(text)) or text.find(text[before:after]) == text.rfind(text[before:after]):
            return {'exact': text[start:end], 'prefix': text[before:start], 'suffix': text[end:after]}
        beside *= 2
