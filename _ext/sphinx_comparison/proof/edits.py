"""Edits: what turns a seed into the text that is read, and back again, character for character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """One change: at a code point offset of the old text, ``was`` gives way to ``now``.

    ``emendation`` is the index of the emendation it carries out; -1 for layout (line ends, blank lines).
    """

    start: int
    was: str
    now: str
    emendation: int = -1

    @property
    def end(self) -> int:
        """The offset in the old text behind what was changed."""
        return self.start + len(self.was)


@dataclass(frozen=True, slots=True)
class Edits:
    """Changes to one text, in order and not overlapping."""

    changes: tuple[Edit, ...]
    _new_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shift = 0
        new_starts: list[int] = []
        for change in self.changes:
            new_starts.append(change.start + shift)
            shift += len(change.now) - len(change.was)
        object.__setattr__(self, '_new_starts', tuple(new_starts))

    def apply(self, old: str) -> str:
        """Make the new text."""
        parts: list[str] = []
        position = 0
        for change in self.changes:
            parts += (old[position : change.start], change.now)
            position = change.end
        return ''.join([*parts, old[position:]])

    def revert(self, new: str) -> str:
        """Make the old text again: ``revert(apply(old)) == old``, always."""
        parts: list[str] = []
        position = 0
        for change, start in zip(self.changes, self._new_starts, strict=True):
            parts += (new[position:start], change.was)
            position = start + len(change.now)
        return ''.join([*parts, new[position:]])

    def origin(self, offset: int) -> int:
        """Return the offset in the old text of an offset in the new one."""
        index = bisect_right(self._new_starts, offset) - 1
        if index < 0:
            return offset
        change, start = self.changes[index], self._new_starts[index]
        return change.end + max(0, offset - start - len(change.now))

    def destination(self, offset: int) -> int:
        """Return the offset in the new text of an offset in the old one: for what was cut out, where it stood."""
        index = bisect_right(self.changes, offset, key=lambda change: change.start) - 1
        if index < 0:
            return offset
        change, start = self.changes[index], self._new_starts[index]
        return start + len(change.now) + offset - change.end if offset >= change.end else start


UNCHANGED = Edits(())
"""No change at all."""
