"""The strip of a source: its paragraphs in a row, each as wide as it is long, and how often each stretch is quoted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..language.wording import say
from ..model import Target
from .marks import hue_of
from .parts import passage_link, pieces_of
from .shapes import Line, LinkTo, Strip, StripPart, Text

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison, QuotedSpan
    from ..model import Source

MOST_TIMES = 3  # A stretch that is quoted oftener looks like one that is quoted so often.
# So much of the width is left between two paragraphs: a share of the whole.
_GAP = 250


def strip(comparison: Comparison, source: Source) -> Strip | None:
    """Return the strip of a source, or of one of its pages; None if it has no text.

    Lengths are in code points, so that nothing is rounded.
    """
    total, whole = sum(len(passage.text) for passage in source.passages), comparison.sources[source.id]
    if not total:
        return None
    gap = -(-total // _GAP)
    parts: list[StripPart] = []
    runs: list[tuple[int, int, int]] = []
    start = 0
    for passage in source.passages:
        number = passage.number
        within = _runs(comparison.quoted.get((source.id, number), []))
        quoted = sum(length for _, length, _ in within)
        per_cent = round(100 * quoted / max(len(passage.text), 1))
        parts.append(StripPart(passage_link(comparison, whole, number), number, start, len(passage.text), per_cent))
        runs += [(start + begin, length, times) for begin, length, times in within]
        start += len(passage.text) + gap
    return Strip(hue_of(comparison, source), start - gap, tuple(parts), tuple(runs))


def share(comparison: Comparison, source: Source) -> str:
    """Return the share of the characters of a source, or a page of it, that are quoted, each once, in per cent."""
    total = sum(len(passage.text) for passage in source.passages)
    quoted = sum(
        length
        for passage in source.passages
        for _, length, _ in _runs(comparison.quoted.get((source.id, passage.number), []))
    )
    if quoted and 200 * quoted < total:
        return '< 1 %'
    return f'{round(100 * quoted / total)} %' if total else '–'


def caption(comparison: Comparison, source: Source) -> Line:
    """Say what the strip of a source shows; *quoted nowhere* leads to where these words are listed, if they are."""
    words = (
        say('{share} of the text on this page is quoted in the comparison; stronger: more than once; blank: {}.')
        if comparison.sources[source.id].pages
        else say('{share} of the text is quoted in the comparison; stronger: more than once; blank: {}.')
    )
    words = words.replace('{share}', share(comparison, source))
    nowhere = say('quoted nowhere')
    listed = (
        Target(request.place.docname, request.anchor, nowhere)
        for request in comparison.views.get('coverage', ())
        if source.id in (request.listed('sources') or (source.id,))
    )
    target = next(listed, None)
    pieces = pieces_of(words, LinkTo(target)) if target else (Text(words.replace('{}', nowhere)),)
    return Line(pieces, ('cf-strip-caption',))


def _runs(quoted: list[QuotedSpan]) -> list[tuple[int, int, int]]:
    """Return the stretches that are quoted equally often: where each begins, how long it is, and how often."""
    edges = sorted({edge for each in quoted for edge in (each.span.start, each.span.end)})
    change = dict.fromkeys(edges, 0)
    for each in quoted:
        change[each.span.start] += 1
        change[each.span.end] -= 1
    runs: list[tuple[int, int, int]] = []
    depth = 0
    for start, end in pairwise(edges):
        depth += change[start]
        times = min(depth, MOST_TIMES)
        if runs and runs[-1][2] == times and sum(runs[-1][:2]) == start:
            runs[-1] = (runs[-1][0], end - runs[-1][0], times)
        elif times:
            runs.append((start, end - start, times))
    return runs
