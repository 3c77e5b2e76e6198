"""What a build that was cut short left in the output, and Sphinx would stumble over.

Sphinx writes most files in place. When a disk is full, or a build is killed, half of one may stand there. Pages are
written again (:mod:`.rewrite`); these two Sphinx reads before it writes them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What Sphinx writes there: how it begins, and how many lines.
_BUILD_INFO = b'# Sphinx build info'
_LINES_OF_BUILD_INFO = 4


def discard_build_info(app: Sphinx) -> None:
    """Remove Sphinx's note of the configuration if it is not whole: on an empty one Sphinx fails, for good."""
    path = app.outdir / '.buildinfo'
    with suppress(OSError):
        data = path.read_bytes()
        if not data.startswith(_BUILD_INFO) or data.count(b'\n') < _LINES_OF_BUILD_INFO:
            path.unlink()


def has_search_index(app: Sphinx) -> bool:
    """Tell whether the search index can be read, if there is to be one: Sphinx takes over what it says of pages."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not builder.search:
        return True
    path = app.outdir / builder.searchindex_filename
    with suppress(OSError, ValueError):
        index = path.read_text(encoding='utf-8') if builder.indexer_dumps_unicode else path.read_bytes()
        builder.indexer_format.loads(index)
        return True
    return False
