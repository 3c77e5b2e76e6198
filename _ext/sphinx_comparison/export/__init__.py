"""Data out: what is compared, for programs. One small pure function a format."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: under another name first, then in its place."""
    if path.is_file() and path.read_bytes() == text.encode('utf-8'):
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f'{path.name}.')
    try:
        with os.fdopen(handle, 'w', encoding='utf-8', newline='\n') as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
