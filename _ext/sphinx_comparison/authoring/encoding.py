"""Pages that are no text: Sphinx ends in a traceback that names no file, and here the build ends with a message."""

from __future__ import annotations

import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BEFORE_OTHERS = 100


def refuse_other_encodings(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """End the build if a page that is to be read is not in the encoding of all, which is UTF-8."""
    faults = [fault for name in docnames for fault in _faults(env.doc2path(name), env.config.source_encoding)]
    if faults:
        heading = 'These pages are no text in UTF-8. Save them as UTF-8, and build again.'
        raise SphinxError('\n'.join([heading, *faults]))


def _faults(path: Path, encoding: str) -> Iterator[str]:
    with suppress(OSError):
        # Reading what is no regular file might not end.
        data = path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else b''
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b'\n', 0, error.start) + 1
            yield f'{path}:{line}: The byte 0x{data[error.start]:02x} is no UTF-8.'
