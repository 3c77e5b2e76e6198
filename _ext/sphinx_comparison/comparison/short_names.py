"""What sources are called where there is little room: their names, by their authors, and their sigla. No Sphinx."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..language.dates import parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..model import Source

_SIGLUM = 3  # letters of an id that are a siglum, if its editor gives none


def sigla(sources: Collection[Source]) -> dict[str, str]:
    """Return the siglum of each source without one, by its id: the shortest beginning of that which no other has."""
    without = [source for source in sources if not source.siglum]
    given = {source.siglum for source in sources}
    shared = Counter(beginning for source in without for beginning in _beginnings(source.id))
    found = {}
    for source in without:
        own = (each for each in _beginnings(source.id) if shared[each] == 1 and each.title() not in given)
        found[source.id] = next(own, source.id).title()
    return found


def _beginnings(identifier: str) -> list[str]:
    """Return the beginnings of an id that have three letters or more, the shortest first; not those up to a hyphen."""
    ends = range(min(_SIGLUM, len(identifier)), len(identifier) + 1)
    return [identifier[:end] for end in ends if identifier[end - 1] != '-']


def names(sources: Collection[Source]) -> dict[str, str]:
    """Return what each source is called, by its id: its authors; with year or siglum if two would be alike."""
    found = {source.id: source.record.short for source in sources}
    shared = Counter(found.values())
    for source in sources:
        if shared[found[source.id]] > 1 and source.record.issued:
            found[source.id] += f' {parse(source.record.issued).year}'
    shared = Counter(found.values())
    return {
        source.id: f'{found[source.id]} ({source.siglum})' if shared[found[source.id]] > 1 else found[source.id]
        for source in sources
    }
