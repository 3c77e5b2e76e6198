"""Files: written whole or not at all; and what tells one state of a file from another."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Collection


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: under another name first, then in its place.

    That name is always the same: what a build that was killed left there is gone after the next.
    """
    part = remove_part(path)
    data = text.encode('utf-8')
    if path.is_file() and path.read_bytes() == data:
        return
    try:
        part.write_bytes(data)
        Path(part).replace(path)  # Sphinx's paths have another `replace`
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def remove_part(path: Path) -> Path:
    """Remove what a build that was killed left of a file, and return where that was."""
    part = path.with_name(f'.{path.name}.part')
    part.unlink(missing_ok=True)
    return part


def remove_parts(folder: Path, names: Collection[str]) -> None:
    """Remove what a build that was killed left of files. To look through their folders is quicker than file by file.

    Args:
        folder: what the files are below.
        names: the paths of the files from there, with slashes.
    """
    for below in {name.rpartition('/')[0] for name in names}:
        for part in Path(folder, below).glob('.*.part'):
            whole = part.with_name(part.name[1:].removesuffix('.part'))
            if whole.relative_to(folder).as_posix() in names:
                remove_part(whole)


def write(path: Path, text: str) -> None:
    """Write a file whole, or end the build with an error that says why that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text)
    except OSError as error:
        message = f'Cannot write {path}: {error.strerror}. Mend that and build again.'
        raise SphinxError(message) from error


def stamp(path: Path) -> str:
    """Return what tells one state of a file from another: its times, its size and its number on the disk.

    A file that was put back may have the time and the size it had; but not the time of its last change of state,
    which nobody can set. What is no regular file is never opened: reading a pipe or a device might not end.
    """
    with suppress(OSError):
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return 'not a file'
        return f'{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}'
    return 'missing'
