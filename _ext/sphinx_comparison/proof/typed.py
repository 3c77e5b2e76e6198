"""The ways in which the same words are typed or copied, beside those that fold: each is tried if others fail.

A quotation may stand in quotation marks of its own, or begin or end with an ellipsis; marks inside it may be turned as
for a quotation within a quotation (The Chicago Manual of Style, 17th ed., 13.30); a word may be broken by a hyphen at
the end of a line, as where it is copied from print; and a stroke between blanks stands for the end of a line of verse
(the same, 13.29).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STROKE = re.compile(r'(?<=\S) / (?=\S)')
_ELLIPSIS = r'(?:…|\.\s?\.\s?\.)'
_LEADING = re.compile(rf'^\s*{_ELLIPSIS}\s*')
_TRAILING = re.compile(rf'\s*{_ELLIPSIS}\s*$')
_OUTER = re.compile(r'^\s*(?:"(.*)"|[“„](.*)[”“]|‘(.*)’|«(.*)»|‹(.*)›|「(.*)」|『(.*)』)\s*$', re.DOTALL)
# French has blanks within its marks; in others they are a slip.
_INNER_SINGLE = re.compile(r"(?<!\w)(?:['‘‚]|‹\s*)(?=\S)(.+?)(?<=\S)(?:['’‘]|\s*›)(?!\w)", re.DOTALL)
_INNER_DOUBLE = re.compile(r'(?:["“„]|«\s*)(?=\S)(.+?)(?<=\S)(?:["”“]|\s*»)', re.DOTALL)
_BROKEN = re.compile(r'(?<=\w)[-\u00ad\u2010][ \t]*\n\s*(?=\w)')
# How marks within a quotation may be written in the source.
_INNER = (r'"\1"', r"'\1'", r'«\1»', r'« \1 »', r'‹\1›', r'「\1」')


def ways(typed: str) -> Iterator[str]:
    """Yield the other ways in which a quotation may be meant, each once, the nearest first."""
    seen = {typed}
    bare = _TRAILING.sub('', _LEADING.sub('', typed))
    outer = _OUTER.match(bare)
    within = next(filter(None, outer.groups()), '') if outer else ''
    for words in (bare, _TRAILING.sub('', _LEADING.sub('', within))):
        for joined in (words, _BROKEN.sub('', words), _BROKEN.sub('-', words)):
            for turned in (joined, *_turned(joined)):
                for way in (turned, STROKE.sub('\n', turned)):
                    if way.strip() and way not in seen:
                        seen.add(way)
                        yield way


def strokes(typed: str) -> int:
    """Return how many strokes that stand for the end of a line of verse a quotation may have."""
    return len(STROKE.findall(typed))


def _turned(words: str) -> Iterator[str]:
    """Yield a quotation with the marks inside it written in another way."""
    for found in (_INNER_SINGLE, _INNER_DOUBLE):
        if found.search(words):
            yield from (found.sub(marks, words) for marks in _INNER)
