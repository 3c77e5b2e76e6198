"""The text's own references: verses, articles, pages of an edition. Each begins at a milestone in the text. No Sphinx.

A milestone is a place in a text with a label. What the label refers to goes on to the next milestone of the same
scheme, or to the end of the text: ``1:4`` to ``1:5``, ``p. 12`` to ``p. 13``, whatever stands between them. One whose
label goes on from another is a part of that: ``art. 5 par. 2`` is in ``art. 5`` and does not end it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# A label counts: it has a digit or a Roman number. It is short, and has no sign that marks up a reference, or that of
# a paragraph.
_LABEL = re.compile(r'(?=.*(?:[0-9]|\b[IVXLCDM]+\b))(?=[\w§])(?:[^\s`<>#"{}\[\]¶]+ ?){1,5}(?<=[\w.)])')
_LONGEST = 40
_RANGE = re.compile(r'(.+?) ?[-–] ?([^-–]+)')
_WORD = re.compile(r'[^\W_]+')
_NO_NUMBER = re.compile(r'[^0-9]*')


class Milestone(NamedTuple):
    """Where a reference begins: its label, the number of the passage, from 1, and the offset in its text.

    One that stands ``outside`` the passages, such as in a heading, begins with the next.
    """

    label: str
    passage: int
    offset: int
    outside: bool = False


class Stretch(NamedTuple):
    """What a reference refers to: from an offset in the first passage to one in the last; None: to its end."""

    first: int
    last: int
    start: int = 0
    end: int | None = None

    def has(self, passage: int, start: int, end: int) -> bool:
        """True if a run of words, by its passage and its offsets there, is in it."""
        begins = passage > self.first or (passage == self.first and start >= self.start)
        ends = passage < self.last or (passage == self.last and (self.end is None or end <= self.end))
        return begins and ends


def read_label(text: str) -> str:
    """Return a label, or a range of two, in one spelling; empty if a text is none."""
    label = re.sub(r'\s*[-–]\s*', '–', ' '.join(text.replace('\xa0', ' ').split()))
    return label if len(label) <= _LONGEST and _LABEL.fullmatch(label) else ''


def slug(label: str) -> str:
    """Return what an anchor has for a label: ``1:4`` is ``ref-1-4``."""
    return f'ref-{re.sub("[^a-z0-9]+", "-", label.lower()).strip("-")}'


def first_of(milestones: Sequence[Milestone], label: str) -> Milestone | None:
    """Return the milestone at which what a label refers to begins; None if there is none."""
    first, _ = _bounds(milestones, label)
    return None if first is None else milestones[first]


def stretch(milestones: Sequence[Milestone], label: str, passages: int) -> Stretch | None:
    """Return what a label refers to; None if the text has no such milestone, or it stands behind the last passage.

    Args:
        milestones: those of a text, in order.
        label: of one of them, or of a first and a last: ``1:4–6``, ``1:4–2:1``.
        passages: how many passages the text has.
    """
    first, last = _bounds(milestones, label)
    if first is None or last is None or first > last or milestones[first].passage > passages:
        return None
    ends = milestones[last].label
    behind = next((each for each in milestones[last + 1 :] if _ends(each.label, ends)), None)
    begin = milestones[first]
    if behind is None or behind.passage > passages:
        return Stretch(begin.passage, passages, begin.offset)
    if behind.offset == 0 and behind.passage > begin.passage:
        return Stretch(begin.passage, behind.passage - 1, begin.offset)
    return Stretch(begin.passage, behind.passage, begin.offset, behind.offset)


def _bounds(milestones: Sequence[Milestone], label: str) -> tuple[int | None, int | None]:
    """Return the first and the last milestone that a label means, by their indexes; None for one that is not there.

    The end of a range may be cut short: of ``1:4–6`` it is ``1:6``.
    """
    found, parts = _index(milestones, label), _RANGE.fullmatch(label)
    if found is not None or not parts:
        return found, found
    wholes = (parts[2], *(parts[1][: cut.start()] + parts[2] for cut in _WORD.finditer(parts[1])))
    last = next((found for whole in wholes if (found := _index(milestones, whole)) is not None), None)
    return _index(milestones, parts[1]), last


def _ends(label: str, before: str) -> bool:
    """True if what one label refers to ends where another begins: not where that is a part of it."""
    is_part = re.match(rf'{re.escape(before)}(?!\w)', label, re.IGNORECASE)
    return _scheme(label) == _scheme(before) and not (is_part and label.lower() != before.lower())


def _index(milestones: Sequence[Milestone], label: str) -> int | None:
    return next((n for n, each in enumerate(milestones) if each.label.lower() == label.lower()), None)


def _scheme(label: str) -> str:
    """Return what labels of one scheme have in common: what stands before their first number."""
    before = _NO_NUMBER.match(label)
    return (before[0] if before and before[0] != label else label.rpartition(' ')[0]).strip().lower()
