"""Sources of several pages: what each page has is numbered on from the page before it. No Sphinx.

A page is read by itself, and nobody knows then how many passages stand on the pages before it. So each of its units
has an anchor of the page's own, in its records and in its tree, until all pages are read.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..milestones import Milestone
    from ..model import Paratext, Passage, Source


class Renamed(NamedTuple):
    """What a unit is, now that all pages are read: its anchor, the number of a passage, the language of its source."""

    anchor: str
    number: int
    language: str


def on_page(source: str, docname: str) -> str:
    """Return what a page calls the source that it continues, until its units are numbered on: no id is like it."""
    return f'{source}@{docname}'


def joined(first: Source, rest: Iterable[Source]) -> Source:
    """Return a source with all that its pages have, numbered on.

    Notes keep their labels. One whose label an earlier note has, as where each chapter counts its own from 1, gets
    the number that it has among all notes of the source.

    Args:
        first: what the page has that has the record.
        rest: what each page has that continues it, in the order in which they are read.
    """
    counted: Counter[str] = Counter()
    taken: set[tuple[str, str]] = set()
    passages: list[Passage] = []
    paratext: list[Paratext] = []
    milestones: list[Milestone] = []
    bounds: list[tuple[Source, int, int]] = []
    for part in (first, *rest):
        bounds.append((part, len(passages), len(paratext)))
        milestones += [each._replace(passage=len(passages) + each.passage) for each in part.milestones]
        for passage in part.passages:
            passages.append(passage._replace(source=first.id, number=len(passages) + 1))
        for unit in part.paratext:
            counted[unit.kind] += 1
            label = unit.label
            if unit.kind != 'note' or (unit.kind, label) in taken:
                label = next(str(n) for n in count(counted[unit.kind]) if (unit.kind, str(n)) not in taken)
            taken.add((unit.kind, label))
            paratext.append(unit._replace(source=first.id, label=label))

    def edited(part: Source, before: int, beside: int) -> Iterator[int]:
        own = len(part.passages)
        for number in part.edited:
            in_paratext = len(passages) + beside + number - own
            yield number and (before + number if number <= own else in_paratext)

    pages = tuple(
        part._replace(
            passages=tuple(passages[before : before + len(part.passages)]),
            paratext=tuple(paratext[beside : beside + len(part.paratext)]),
            edited=tuple(edited(part, before, beside)),
        )
        for part, before, beside in bounds
    )
    return first._replace(
        passages=tuple(passages),
        paratext=tuple(paratext),
        milestones=tuple(milestones),
        edited=pages[0].edited,
        pages=pages,
    )


def renamed(source: Source, read: Iterable[Source]) -> Iterator[tuple[str, Renamed]]:
    """Yield the anchor of each unit on the pages that continue a source, as it was read, and what it is now.

    Args:
        source: the source, joined.
        read: what each of these pages recorded, in the order of ``source.pages``.
    """
    for before, now in zip(read, source.pages[1:], strict=True):
        for was, unit in zip(before.units, now.units, strict=True):
            yield was.anchor, Renamed(unit.anchor, unit.locator.first, source.language)
