"""Where the paragraphs of a plain text end, and whether its lines are verse. The text is looked at."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING, NamedTuple

from ..proof.layout import blocks_of

if TYPE_CHECKING:
    from ..proof.layout import Cut

# Nobody wraps lines at more characters than this.
_WIDEST = 200
# So many of the lines at least are full, where a text is wrapped; and a line this near to the width is nearly full.
_WRAPPED = 0.7
_NEARLY = 0.75
# Lines of verse, of lists and of addresses are shorter than this, on average; no text is wrapped so soon.
_SHORT = 55
# Of lines that are paragraphs, so many at least end as sentences do.
_SENTENCES = 0.5
_SENTENCE_END = re.compile(r'[.!?:;…。！？؟।։][\'"”’»)\]]*\Z')


class Layout(NamedTuple):
    """How a text is laid out: where its paragraphs end, why that is thought, and whether its lines are verse."""

    cut: Cut
    why: str = ''
    verse: bool = False


def layout_of(text: str) -> Layout:
    """Return how a text is laid out.

    In a text that is wrapped at a width, most lines are full: the first word of the next had no room. Some programs
    wrap sooner; then lines are nearly full, and few end with a sentence. In a text with one paragraph a line, most do.
    """
    blocks = blocks_of(text)
    followed = [(line, after) for lines in blocks for line, after in pairwise(lines)]
    if not followed:
        return Layout('text', 'each stands on a line of its own, with blank lines between')
    lengths = [len(line) for line, _ in followed]
    average = sum(lengths) / len(lengths)
    # A line that ends a paragraph may be the longest: then nothing is wrapped.
    longest = max(len(line) for lines in blocks for line in lines)
    width = round(quantiles([*lengths, longest], n=20, method='inclusive')[-1])
    full = sum(len(line) + 1 + len(after.split(' ', 1)[0]) > width for line, after in followed)
    nearly = sum(length >= _NEARLY * width for length in lengths)
    sentences = sum(bool(_SENTENCE_END.search(line)) for line, _ in followed)
    if width <= _WIDEST and full >= _WRAPPED * len(followed):
        return Layout('text', f'its lines are wrapped at {width} characters')
    if _SHORT <= width <= _WIDEST and nearly >= _WRAPPED * len(followed) and sentences < _SENTENCES * len(followed):
        return Layout('text', f'its lines are wrapped at about {width} characters')
    if len(blocks) > 1 and average < _SHORT:
        return Layout('text', 'its lines are short, as those of verse, and blank lines stand between them', verse=True)
    return Layout('lines', f'{len(followed) - full} of {len(followed)} lines end though the next word had room')
