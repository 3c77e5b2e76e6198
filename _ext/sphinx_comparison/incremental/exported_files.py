"""The files that stand beside the pages: one is written again only if something has changed of what it is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..files import stamp, write
from ..model import sha256_of
from .code_version import code_version
from .file_parts import Parts
from .note import Exported

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..context import Context
    from ..export.parts import Part


class ExportedFiles:
    """The files of one build, by their paths from the output folder, with slashes."""

    def __init__(self, build: Context) -> None:
        self._folder = Path(build.builder.outdir)
        self._inputs = build.comparison.inputs
        self._changed = build.changed
        self._before = build.before.files if build.before else {}
        self._now = build.exported = {}

    def __contains__(self, path: object) -> bool:
        return isinstance(path, Path) and path.relative_to(self._folder).as_posix() in self._now

    def write(self, name: str, text: str, made_of: str = '', inputs: Collection[str] = ()) -> None:
        """Write a file.

        Args:
            name: its path.
            text: what is in it.
            made_of: a digest of what it was made of, if the next build is to know it.
            inputs: what it was made of in the comparison, if the next build is to know that.
        """
        write(self._folder / name, text)
        self._now[name] = Exported('', made_of, tuple(sorted(inputs)))

    def is_made_of(self, name: str, made_of: str, inputs: Collection[str] = ()) -> bool:
        """True if the last build made a file of the same, and nobody has touched it since: it is left as it is."""
        before = self._untouched(name)
        if not before or before.made_of != made_of:
            return False
        self._now[name] = before._replace(inputs=tuple(sorted(inputs)))
        return True

    def is_unchanged(self, name: str) -> bool:
        """True if no input has changed of what the last build made a file of, and nobody has touched it since."""
        before = self._untouched(name)
        if not before or not before.inputs or self._changed is None or not self._changed.isdisjoint(before.inputs):
            return False
        self._now[name] = before
        return True

    def write_whole(self, name: str, make: Callable[[Part], str]) -> None:
        """Write a file that is made of the whole comparison, unless it is unchanged; of that, what is changed."""
        if self.is_unchanged(name):
            return
        path = self._folder / name
        before = self._untouched(name) if self._changed is not None else None
        parts = Parts(self._inputs, path, before, self._changed or frozenset())
        with self._inputs.noting() as asked:
            text = make(parts)
        write(path, text)
        self._now[name] = parts.exported(text, asked)

    def _untouched(self, name: str) -> Exported | None:
        """Return what is known of a file that the last build wrote, if it is as it was then."""
        before = self._before.get(name)
        return before if before and before.state == stamp(self._folder / name) else None


def digest(inputs: str) -> str:
    """Return a digest of what a file is made of, and of the code that makes it."""
    return sha256_of(f'{code_version()} {inputs}')
