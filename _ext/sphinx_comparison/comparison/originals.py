"""Originals and their translations: which sources have the same passages, one for one. No Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grouped import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Source


def circle(source: Source, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the ids of the sources by way of which a source translates itself, its own first.

    Args:
        source: where the way begins.
        sources: all of them, by their ids.

    Returns:
        The ids; none, if the source does not translate itself.
    """
    way = [source.id]
    while original := sources.get(sources[way[-1]].translates):
        if original.id in way:
            return tuple(way) if original.id == source.id else ()
        way.append(original.id)
    return ()


def fits(source: Source, original: Source) -> bool:
    """True if each passage of a source can be the translation of that of the original with its number."""
    return len(source.passages) == len(original.passages)


def aligned(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Return for each source the ids of those whose passages are aligned with its own, its own among them, in order.

    Translations of one original are aligned with it and with one another, and so is a translation of a translation.

    Args:
        sources: all of them, by their ids.
    """
    groups = grouped((_first(source, sources), source.id) for source in sources.values())
    return {identifier: tuple(group) for group in groups.values() for identifier in group}


def _first(source: Source, sources: Mapping[str, Source]) -> str:
    """Return the id of the original that a source is aligned with, by way of others or not; else its own."""
    while (original := sources.get(source.translates)) and fits(source, original) and not circle(source, sources):
        source = original
    return source.id
