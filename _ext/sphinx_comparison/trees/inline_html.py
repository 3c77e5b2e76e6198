"""What raw HTML inside a text says: the words between formatting tags are text, and anything else is refused."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The text between these is text as it stands.
FORMATTING = frozenset(
    (
        'a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q',
        's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var',
    )
)  # fmt: skip
_PIECE = re.compile(
    r'<!--.*?-->|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*|/)?)>|<[^>]*>?', re.DOTALL
)
_HIDES = re.compile(r'\s(?:hidden|style)\b|d-none|visually-hidden|sr-only', re.IGNORECASE)


def text_of(html: str) -> str:
    """Return the text of raw HTML: its tags are nothing, but that a ``<br>`` breaks the line."""
    return unescape(_PIECE.sub(lambda piece: '\n' if _name(piece) == 'br' else '', html))


def refused(fragments: Iterable[str]) -> Iterator[str]:
    """Yield what is refused of the raw HTML in one text, in order: as it is written, so that it can be found.

    Refused are tags that are no formatting, those that may hide what is in them, comments, and tags without the other
    one of their pair.
    """
    opened: list[tuple[str, str]] = []
    for fragment in fragments:
        for piece in _PIECE.finditer(fragment):
            name = _name(piece)
            if name in ('br', 'wbr') and not piece['end']:
                continue
            if name not in FORMATTING or _HIDES.search(piece['rest'] or ''):
                yield piece[0]
                opened += [(name, '')] if name in FORMATTING and not piece['end'] else []
            elif not piece['end']:
                opened.append((name, piece[0]))
            elif opened and opened[-1][0] == name:
                opened.pop()
            else:
                yield piece[0]
    yield from (tag for _, tag in opened if tag)


def _name(piece: re.Match[str]) -> str:
    return (piece['name'] or '').lower()
