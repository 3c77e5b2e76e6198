"""The parts of a file: what it has of each thing, so that those of which nothing changed need not be made again."""

from __future__ import annotations

from collections.abc import Callable

# Gives a part of a file, by its name and by what makes it.
Part = Callable[[str, Callable[[], str]], str]


def made(_name: str, make: Callable[[], str]) -> str:
    """Return a part of a file as it is made now."""
    return make()
