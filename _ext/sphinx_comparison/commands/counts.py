"""How a command says how many there are of something."""

from __future__ import annotations


def counted(count: int, what: str) -> str:
    """Return a number of things: ``1 warning``, ``2 warnings``, ``2 raw markup``."""
    return f'{count} {what}' if count == 1 or what.endswith('markup') else f'{count} {what}s'
