"""The layout of a seed in Markdown: what turns it into its blocks of plain text, as its readers see them.

What is only form (the marks of emphasis, of headings, of links) is layout like a line end: it gives way, and can be
given back. Markup is that of CommonMark, with tables and footnotes. HTML is no form but text, as it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .edits import Edit, Edits
from .layout import LINE, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_BREAK = re.compile(r'<br\b', re.IGNORECASE)
# Where so many characters are alike, a text goes on behind some markup, if it is not longer than that: a mark of
# emphasis, the address of a link, the same before a last word.
_ALIKE = ((4, 40), (12, 4000), (1, 40), (1, 4000))


class _Block(NamedTuple):
    """A block of text: the lines that it stands in, from 0, and what its readers see of it."""

    first: int
    last: int
    shown: str


def layout(text: str) -> Edits:
    """Return what turns a text in Markdown into its blocks, each on one line, with one blank line between them.

    Args:
        text: the text, emended.
    """
    starts = [0]
    for line in LINE.findall(text):
        starts.append(starts[-1] + len(line))
    edits: list[Edit] = []
    position = 0
    for number, block in enumerate(sorted(_blocks(text), key=lambda block: block.first)):
        begin = max(position, starts[min(block.first, len(starts) - 1)])
        end = starts[min(block.last, len(starts) - 1)]
        edits += _edit(position, text[position:begin], SEPARATOR if number else '')
        changes, position = _aligned(text, begin, max(begin, end), block.shown)
        edits += changes
    edits += _edit(position, text[position:], '')
    return Edits(tuple(_joined(edits)))


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks of a text. The notes come last, wherever they stand."""
    lines = (0, 0)
    for token in MarkdownIt('commonmark').enable('table').use(footnote_plugin, inline=False).parse(text):
        lines = (token.map[0], token.map[1]) if token.map else lines
        shown = ''
        if token.type == 'inline':
            shown = ''.join(_shown(child) for child in token.children or ())
        elif token.type in {'fence', 'code_block', 'html_block'}:
            shown = ' '.join(line.strip(' \t') for line in token.content.strip('\n').split('\n'))
        if shown.strip():
            yield _Block(*lines, shown.strip(' \t\n'))


def _shown(token: Token) -> str:
    """Return what readers see of a piece of a line. The end of a line is a blank; a tag of HTML is nothing."""
    if token.type in {'text', 'code_inline', 'text_special'}:
        return token.content
    breaks = token.type in {'softbreak', 'hardbreak'} or (token.type == 'html_inline' and _BREAK.match(token.content))
    return ' ' if breaks else ''


def _aligned(text: str, begin: int, end: int, shown: str) -> tuple[list[Edit], int]:
    """Return what turns a stretch of a text into what is shown of it, and the offset behind the last that is shown."""
    edits: list[Edit] = []
    at, done = begin, 0
    while done < len(shown):
        if at < end and text[at] == shown[done]:
            at, done = at + 1, done + 1
            continue
        goes_on, taken = _goes_on(text, at, end, shown, done)
        edits += _edit(at, text[at:goes_on], shown[done : done + taken])
        at, done = goes_on, done + taken
    return edits, at


def _goes_on(text: str, at: int, end: int, shown: str, done: int) -> tuple[int, int]:
    """Return where what is shown goes on in a text, and how many characters of it stand there in another form.

    Behind a mark of emphasis it goes on with the next character. Behind an entity, or the end of a line, one or two
    characters are shown in the place of others.
    """
    for alike, within in _ALIKE:
        for taken in range(3):
            piece = shown[done + taken : done + taken + alike]
            goes_on = text.find(piece, at, min(end, at + within)) if piece else -1
            if goes_on >= 0:
                return goes_on, taken
    return end, len(shown) - done


def _edit(start: int, was: str, now: str) -> list[Edit]:
    return [Edit(start, was, now)] if was != now else []


def _joined(edits: list[Edit]) -> Iterator[Edit]:
    """Yield edits, of which several that touch one another are one."""
    last: Edit | None = None
    for edit in edits:
        if last and last.end == edit.start:
            last = Edit(last.start, last.was + edit.was, last.now + edit.now)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last
