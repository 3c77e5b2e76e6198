"""Pictures: SVG with no colour or size of its own. The stylesheet has both, and the text beside says what is shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..language.wording import say
from ..trees.nodes import picture
from ..views.strip import MOST_TIMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..views.shapes import LinkTo, Side, Strip

# Of the numbers of paragraphs at most so many are written below a strip: on a phone there is no room for more.
_MOST_NUMBERS = 15
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_HEIGHT = 10  # of the strip, in units of its own, which are stretched
_SHOWN_HEIGHT = 28  # pixels


def strip(drawn: Strip, address: Callable[[LinkTo], str] | None) -> picture:
    """Draw the strip of a source.

    Nobody hears it or comes to it with the keyboard: the paragraphs have their numbers for that.

    Args:
        drawn: the strip.
        address: gives the address that a link leads to; without it there are no links.
    """
    levels = [
        _element(
            'path',
            class_=f'cf-strip-{times}',
            d=''.join(f'M{start} 0h{length}v{_HEIGHT}h-{length}z' for start, length, t in drawn.runs if t == times),
        )
        for times in range(1, MOST_TIMES + 1)
        if any(t == times for _, _, t in drawn.runs)
    ]
    parts: list[str] = []
    for part in drawn.parts:
        title = escape(say('¶{number}: {share} % quoted').format(number=part.number, share=part.share))
        frame = _element('rect', _element('title', title), x=part.start, width=part.length, height=_HEIGHT)
        parts.append(_element('a', frame, href=address(part.link), tabindex=-1) if address else frame)
    stretched = {'viewBox': f'0 0 {drawn.length} {_HEIGHT}', 'preserveAspectRatio': 'none'}
    row = _element('svg', *levels, *parts, height=_SHOWN_HEIGHT, **stretched)
    step = next((step for step in _STEPS if len(drawn.parts) <= step * _MOST_NUMBERS), _STEPS[-1])
    numbers = [
        _element(
            'text',
            str(part.number),
            x=f'{100 * (part.start + part.length / 2) / drawn.length:.1f}%',
            y=_SHOWN_HEIGHT + 13,
        )
        for part in drawn.parts
        if part.number % step == 0
    ]
    hidden = {'aria-hidden': 'true'}
    return picture(svg=_element('svg', row, *numbers, class_=f'cf-strip cf-hue-{drawn.hue}', **hidden))


def side(drawn: Side, address: Callable[[LinkTo], str], *, left: bool) -> picture:
    """Draw the paragraphs of one side of a table, and their threads to its rows. The table says the same in words.

    Args:
        drawn: the side.
        address: gives the address that a link leads to.
        left: whether it stands before the table.
    """
    wide, edge = 100, 18
    near, far, bend = (edge, wide, 60) if left else (wide - edge, 0, 40)
    threads = [
        _element(
            'path',
            _element('title', escape(thread.label)),
            class_=f'cf-hue-{thread.hue}',
            d=f'M{near} {thread.start}C{bend} {thread.start} {bend} {thread.end} {far} {thread.end}',
        )
        for thread in drawn.threads
    ]
    parts = [
        _element(
            'a',
            _element('rect', x=0 if left else wide - edge, y=part.start, width=edge, height=part.length),
            _element('text', str(part.number), x=edge // 2 if left else wide - edge // 2, y=part.start + 4),
            href=address(part.link),
            tabindex=-1,
            class_=f'cf-hue-{part.hue}',
        )
        for part in drawn.parts
    ]
    size = {'viewBox': f'0 0 {wide} {drawn.height}', 'height': f'{drawn.height / 16:g}rem'}
    hidden = {'aria-hidden': 'true'}
    return picture(svg=_element('svg', *threads, *parts, class_='cf-side', **size, **hidden))


def _element(name: str, *content: str, **attributes: str | int) -> str:
    """Write an element; ``class_`` is its class. The content is markup already."""
    written = ''.join(f' {key.rstrip("_")}="{escape(str(value))}"' for key, value in attributes.items())
    return f'<{name}{written}>{"".join(content)}</{name}>'
