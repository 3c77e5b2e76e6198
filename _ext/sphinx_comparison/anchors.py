"""How anchors are spelled, and read again. The same anchors stand in every output, and hold for good.

A passage or a paratext has its source and its id: ``bajpai-p7``, ``bajpai-n3``. From that come the anchors of words in
it, of the note below it, and of several passages. All else has its kind and its id: ``theme-trade``. The scripts
``comparison.js`` and ``citing.js`` spell some of them again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .milestones import slug

if TYPE_CHECKING:
    from .locators import Locator

_WORDS = re.compile(r'(.+)-c([0-9]{1,9})-([0-9]{1,9})')
_RANGE = re.compile(r'(.+)-(p[0-9]+)-(p[0-9]+)')
_NOTE = '-quoted'


class Words(NamedTuple):
    """What the anchor of a run of words says: the anchor of their unit, and where they begin and end in it."""

    unit: str
    start: int
    end: int


def words_anchor(unit: str, start: int, end: int) -> str:
    """Return the anchor of a run of words: ``bajpai-p7-c12-40``. It holds as long as the text does.

    Args:
        unit: the anchor of the passage or the paratext.
        start: where the words begin, in code points.
        end: where they end; the positions count the gaps between code points (RFC 5147, section 2.1, ``char=``).
    """
    return f'{unit}-c{start}-{end}'


def read_words(anchor: str) -> Words | None:
    """Read the anchor of a run of words; None if it is of something else."""
    found = _WORDS.fullmatch(anchor)
    return Words(found[1], int(found[2]), int(found[3])) if found else None


def note_anchor(unit: str) -> str:
    """Return the anchor of the note below a unit, which says where it is quoted."""
    return f'{unit}{_NOTE}'


def unit_in(anchor: str) -> str:
    """Return the anchor of the unit that an anchor is of, itself or by words or a note of it."""
    words = read_words(anchor)
    return words.unit if words else anchor.removesuffix(_NOTE)


def range_anchor(source: str, locator: Locator) -> str:
    """Return the anchor of several passages of a source, one after the other: ``bajpai-p6-p7``."""
    return f'{source}-{locator.id}'


def read_range(anchor: str) -> tuple[str, str, str] | None:
    """Read the anchor of several passages: the source, and the ids of the first and the last; None if it is none."""
    found = _RANGE.fullmatch(anchor)
    return (found[1], found[2], found[3]) if found else None


def milestone_anchor(source: str, label: str) -> str:
    """Return the anchor of the place where a reference of a text's own begins: ``john-ref-1-4``."""
    return f'{source}-{slug(label)}'


def position_anchor(point: str, source: str) -> str:
    """Return the anchor of what a source holds on a point: ``position-silt-reed``."""
    return f'position-{point}-{source}'


def given_to_words(source: str, units: str = '') -> re.Pattern[str]:
    """Return a pattern of the anchors that quoted words, runs of passages and notes of a source may have.

    Args:
        source: its id.
        units: a pattern of the ids of units, if these are to be found too.
    """
    return re.compile(rf'{re.escape(source)}-(?:.+-(?:c[0-9]+-[0-9]+|p[0-9]+|{_NOTE[1:]})|{units})')
