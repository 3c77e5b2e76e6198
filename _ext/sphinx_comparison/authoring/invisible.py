"""What is on a page and hides text from its readers: a class that styles hide, and raw HTML.

The classes are those of Bootstrap, sphinx-design, Tailwind and the themes of the manual; the list is closed.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDING_CLASSES = (
    'd-none', 'sd-d-none', 'hidden', 'hide', 'invisible', 'visually-hidden', 'sr-only', 'screen-reader-text',
)  # fmt: skip
_HIDING_TAGS = ('script', 'style', 'template', 'noscript', 'head', 'title', 'textarea', 'datalist')
_HIDING_STYLE = re.compile(r'(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))', re.IGNORECASE)
# These have no end tag, and hold nothing.
_VOID = ('area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr')


def invisible(document: nodes.document) -> dict[nodes.Element, str]:
    """Return what readers do not see, though it is on the page: each element with what hides it."""
    return dict(_within(document, '', _Tags()))


def _within(element: nodes.Element, by: str, tags: _Tags) -> Iterator[tuple[nodes.Element, str]]:
    for child in element.children:
        if isinstance(child, nodes.raw):
            if child.get('format') == 'html' and not isinstance(element, nodes.TextElement):
                tags.feed(child.astext())
        elif isinstance(child, nodes.Element):
            hiding = next((f'the class "{name}"' for name in child['classes'] if name in HIDING_CLASSES), '')
            hides = by or hiding or tags.hiding
            if hides:
                yield child, hides
            yield from _within(child, hides, tags)


class _Tags(HTMLParser):
    """The tags of raw HTML that are open at a place of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []

    @property
    def hiding(self) -> str:
        """What hides what follows; empty if nothing does."""
        # A comment that is not closed waits for its end.
        return '<!--' if self.rawdata.startswith('<!--') else next((shown for _, shown in self._open if shown), '')

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        if tag not in _VOID:
            values = dict(attrs)
            classes = (values.get('class') or '').split()
            hides = (
                tag in _HIDING_TAGS
                or 'hidden' in values
                or _HIDING_STYLE.search(values.get('style') or '')
                or any(name in HIDING_CLASSES for name in classes)
            )
            self._open.append((tag, (self.get_starttag_text() or '') if hides else ''))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, with those in it that were not closed."""
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]
