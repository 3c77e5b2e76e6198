"""Where the paragraphs of a plain text end: at blank lines, or at each end of a line. The text is looked at."""

from __future__ import annotations

from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

from ..proof.seed import blocks_of

if TYPE_CHECKING:
    from ..proof.seed import Cut

# Nobody wraps lines at more characters than this.
_WIDEST = 200
# Of a text that is wrapped, so many lines at least had no room for the next word.
_WRAPPED = 0.7
# Lines of verse, of lists and of addresses are shorter than this, on average.
_SHORT = 60


def paragraphs_end(text: str) -> tuple[Cut, str]:
    """Return where the paragraphs of a text end, and why that is thought.

    In a text that is wrapped at a width, the first word of a line had no room in the line before it. In a text with
    one paragraph a line, it mostly had.
    """
    blocks = blocks_of(text)
    followed = [(line, after) for lines in blocks for line, after in pairwise(lines)]
    if not followed:
        return 'text', 'each stands on a line of its own, with blank lines between'
    lengths = [len(line) for line, _ in followed]
    width = max(lengths) if len(lengths) == 1 else round(quantiles(lengths, n=20, method='inclusive')[-1])
    width = max(width, *(len(lines[-1]) for lines in blocks if len(lines) > 1 and len(lines[-1]) <= _WIDEST), 1)
    full = sum(
        len(line) + 1 + len(after.split(maxsplit=1)[0] if after.split() else '') > width for line, after in followed
    )
    if width <= _WIDEST and full >= _WRAPPED * len(followed):
        return 'text', f'its lines are wrapped at {width} characters'
    average = sum(lengths) / len(lengths)
    if len(blocks) > 1 and average < _SHORT:
        return 'text', 'its lines are short, as those of verse, and blank lines stand between them'
    if len(blocks) == 1 and len(followed) == full:
        return 'text', 'there is only one line that is not full'
    return 'lines', f'{len(followed) - full} of {len(followed)} lines end though the next word had room'
