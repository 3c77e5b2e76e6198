"""Python's cyclic garbage collector, at rest while many records are made: none of them is part of a cycle."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def resting_collector() -> Iterator[None]:
    """Let the collector rest: it would walk again and again through all records, and find nothing.

    What is freed by counting references is freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
