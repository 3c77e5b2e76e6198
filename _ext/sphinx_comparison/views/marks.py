"""Marks: how a source is drawn in a picture that is a table, and the line that joins marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shapes import Text

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Source

HUES = 6
_TWO = 2


def hue_of(comparison: Comparison, source: Source) -> int:
    """Return the number of a source's hue in pictures: beyond the last, sources have the first again."""
    return comparison.source_ids.index(source.id) % HUES + 1


def mark(comparison: Comparison, source: Source, sign: str = '') -> Text:
    """Return the mark of a source: its letters tell it from another with its hue. A sign may stand behind them."""
    classes = ('cf-mark', f'cf-hue-{hue_of(comparison, source)}', f'cf-source-{source.id}')
    return Text(source.siglum + sign, classes)


def span(index: int, taken: list[int]) -> tuple[str, ...]:
    """Return the classes of a cell that the line goes through, or begins or ends in.

    Args:
        index: the number of the cell.
        taken: the numbers of the cells that are joined, in order.
    """
    if len(taken) < _TWO or not taken[0] <= index <= taken[-1]:
        return ()
    ends = {taken[0]: ('cf-span-start',), taken[-1]: ('cf-span-end',)}
    return ('cf-span', *ends.get(index, ()))
