"""Views: what a page shows of the whole comparison. One module a view: its options, and what it makes.

That is plain values, of which :mod:`..drawing` makes nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    agreement,
    annotation_table,
    beside,
    changes,
    citations,
    comparison,
    concordance,
    coverage,
    emendations,
    omissions,
    parallels,
    stances,
    threads,
    timeline,
)

if TYPE_CHECKING:
    from .view import View

_MODULES = (
    comparison, stances, timeline, parallels, concordance, coverage, emendations, omissions, citations, beside,
    threads, annotation_table, agreement, changes,
)  # fmt: skip
VIEWS: dict[str, View] = {module.VIEW.name: module.VIEW for module in _MODULES}
