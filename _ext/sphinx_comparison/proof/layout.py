"""The layout of a seed: where its blocks end, and what makes it plain, one line a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from .edits import Edit, Edits

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where the blocks of a seed end: at blank lines, at each end of a line, or where Markdown says.
Cut = Literal['text', 'lines', 'markdown']
CUTS: tuple[Cut, ...] = ('text', 'lines', 'markdown')
BLANKS = ' \t\r\n\ufeff'
SEPARATOR = '\n\n'
# As a page is read: a file may have its lines end in any of the three ways.
LINE = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
LINE_END = re.compile(r'\r\n|\r|\n')


def blocks_of(text: str, cut: Cut = 'text') -> list[list[str]]:
    """Return the blocks of a text, each as its lines, without the white space at their edges.

    Args:
        text: the text.
        cut: where a block ends: at blank lines, or at each end of a line.
    """
    return [[line.strip(BLANKS) for line in LINE_END.split(text[start:end])] for start, end in bounds(text, cut)]


def bounds(text: str, cut: Cut) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the blocks of a text: what stands between blank lines, or its lines."""
    start: int | None = None
    end = offset = 0
    for line in LINE.findall(text):
        content = line.lstrip(BLANKS)
        if content:
            if start is None:
                start = offset + len(line) - len(content)
            end = offset + len(line.rstrip(BLANKS))
        if start is not None and (cut == 'lines' or not content):
            yield start, end
            start = None
        offset += len(line)
    if start is not None:
        yield start, end


def plain_layout(text: str, cut: Cut) -> Edits:
    """Make one line of each block and one blank line between blocks; drop white space at the edges of lines."""
    edits: list[Edit] = []
    position = 0
    for start, end in bounds(text, cut):
        _edit(edits, text, position, start, SEPARATOR if position else '')
        behind = start
        for line_end in LINE_END.finditer(text, start, end):
            if line_end.start() >= behind:
                kept, behind = line_end.span()
                while text[kept - 1] in BLANKS:
                    kept -= 1
                while text[behind] in BLANKS:
                    behind += 1
                _edit(edits, text, kept, behind, ' ')
        position = end
    _edit(edits, text, position, len(text), '')
    return Edits(tuple(edits))


def _edit(edits: list[Edit], text: str, start: int, end: int, now: str) -> None:
    if text[start:end] != now:
        edits.append(Edit(start, text[start:end], now))


def split(plain: str) -> list[tuple[int, str]]:
    """Cut a text of plain layout into its blocks, each with its offset."""
    blocks: list[tuple[int, str]] = []
    offset = 0
    for block in plain.split(SEPARATOR) if plain else []:
        blocks.append((offset, block))
        offset += len(block) + len(SEPARATOR)
    return blocks
