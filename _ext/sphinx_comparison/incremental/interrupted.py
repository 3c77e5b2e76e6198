"""What a build that was cut short left in the output, and Sphinx would stumble over.

Sphinx writes most files in place. When a disk is full, or a build is killed, half of one may stand there. Pages are
written again (:mod:`.rewrite`); these two Sphinx reads before it writes them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What Sphinx writes there: how it begins, and how many lines.
_BUILD_INFO = b'# Sphinx build info'
_LINES_OF_BUILD_INFO = 4
# How the search index of Sphinx's sites begins and ends.
_INDEX_BEGINS, _INDEX_ENDS = b'Search.setIndex(', b')'


def discard_build_info(app: Sphinx) -> None:
    """Remove Sphinx's note of the configuration if it is not whole: on an empty one Sphinx fails, for good.

    Only if the last build compared something: other projects are none of our business.
    """
    if not domain_of(app.env).readings:
        return
    path = app.outdir / '.buildinfo'
    with suppress(OSError):
        data = path.read_bytes()
        if not data.startswith(_BUILD_INFO) or data.count(b'\n') < _LINES_OF_BUILD_INFO:
            path.unlink()


def has_search_index(app: Sphinx) -> bool:
    """True if the search index is whole, if there is to be one: Sphinx takes over what it says of pages."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not builder.search:
        return True
    path = app.outdir / builder.searchindex_filename
    with suppress(OSError, ValueError):
        if not builder.indexer_dumps_unicode:
            builder.indexer_format.loads(path.read_bytes())
            return True
        with path.open('rb') as file:
            begins = file.read(len(_INDEX_BEGINS))
            file.seek(-len(_INDEX_ENDS), os.SEEK_END)
            return (begins, file.read()) == (_INDEX_BEGINS, _INDEX_ENDS)
    return False
