"""The parts of a file that the last build wrote: they are taken from it, if nothing has changed of what made them.

Such a file has a line or several for each thing of the comparison. An edit changes few of them, and to make all takes
longer than all else that is made of an edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .note import Exported

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from ..comparison.inputs import Inputs


class _Known(NamedTuple):
    """A part as the last build wrote it: where it begins, in code points, how long it is, and its inputs' numbers."""

    start: int
    length: int
    inputs: frozenset[int]


class Parts:
    """The parts of one file, while it is made: called with the name of one and what makes it, it returns its text.

    Args:
        inputs: where it is noted what of the comparison is asked for.
        path: the file.
        before: what is noted of the file; it is as the last build wrote it.
        changed: the inputs that have changed since.
    """

    def __init__(
        self, inputs: Inputs, path: Path, before: Exported | None = None, changed: frozenset[str] = frozenset()
    ) -> None:
        self._inputs = inputs
        self._names = before.inputs if before else ()
        self._changed = {number for number, name in enumerate(self._names) if name in changed}
        self._known = dict(map(_read, before.parts.splitlines())) if before else {}
        # As it is: CSV has other ends of lines than Python gives.
        self._text = path.read_bytes().decode('utf-8') if self._known else ''
        self._made: list[tuple[str, str, Collection[str]]] = []

    def __call__(self, name: str, make: Callable[[], str]) -> str:
        """Return a part: as it is in the file, or made now."""
        known = self._known.get(name)
        asked: Collection[str]
        if known and self._changed.isdisjoint(known.inputs):
            text = self._text[known.start : known.start + known.length]
            asked = [self._names[number] for number in known.inputs]
            self._inputs.note(*asked)
        else:
            with self._inputs.noting() as asked:
                text = make()
        self._made.append((name, text, asked))
        return text

    def exported(self, whole: str, inputs: Collection[str]) -> Exported:
        """Return what the next build has to know of the file.

        Args:
            whole: its text, in which the parts stand in the order in which they were asked for.
            inputs: all that it was made of, those of the parts among them.
        """
        names = tuple(sorted(inputs))
        numbers = {name: number for number, name in enumerate(names)}
        start, lines = 0, []
        for name, text, asked in self._made:
            start = whole.index(text, start)
            lines.append(f'{start} {len(text)} {",".join(str(numbers[each]) for each in asked)} {name}')
            start += len(text)
        return Exported(inputs=names, parts='\n'.join(lines))


def _read(line: str) -> tuple[str, _Known]:
    start, length, inputs, name = line.split(' ', 3)
    return name, _Known(int(start), int(length), frozenset(map(int, filter(None, inputs.split(',')))))
