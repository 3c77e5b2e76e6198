"""Ranges of pages: their ends, and their second number, which the styles shorten in ways of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RANGE = re.compile(r'([A-Za-z]?)([0-9]+)\s*[-–]+\s*([A-Za-z]?)([0-9]+)')
_ROMAN_RANGE = re.compile(r'\b([ivxlcdm]+)\s*-+\s*([ivxlcdm]+)\b')
_NUMBER = '[A-Za-z]?[0-9]+|[ivxlcdm]+'
_ENDS = re.compile(rf'({_NUMBER})\s*[-–]+\s*({_NUMBER})', re.IGNORECASE)


def ends(pages: str) -> tuple[str, str]:
    """Return the first and the last of one range of numbers; of anything else the whole, and nothing."""
    match = _ENDS.fullmatch(expanded(pages.strip()))
    return (match[1], match[2]) if match else (pages, '')


def labelled(pages: str, write: Callable[[str], str]) -> str:
    """Return pages, as a style writes them, after "p." for one or "pp." for several."""
    label = 'pp.' if any(mark in pages for mark in '-–,') else 'p.'
    return f'{label} {write(pages)}' if pages else ''


def expanded(pages: str) -> str:
    """Write both numbers whole, as APA does: ``101–119``, ``S12–S19``."""
    return _shortened(pages, lambda _, last: last, whole=True)


def chicago(pages: str) -> str:
    """Write of the second number what changes (Chicago 9.63): ``101–8``, ``321–28``, ``96–117``, ``100–104``."""
    return _shortened(pages, _chicago)


def two_digits(pages: str) -> str:
    """Write at least the last two digits of the second number (MLA 2.139): ``101–08``, ``1003–10``, ``96–117``."""
    return _shortened(pages, _two_digits)


def _shortened(pages: str, shorten: Callable[[str, str], str], *, whole: bool = False) -> str:
    def written(match: re.Match[str]) -> str:
        prefix, first, again, last = match.groups()
        if not again and len(last) < len(first):
            meant = first[: -len(last)] + last  # it was typed short
            last = meant if int(meant) > int(first) else last
        if again not in ('', prefix) or len(first) != len(last):
            return f'{prefix}{first}–{again}{last}'
        return f'{prefix}{first}–{again if whole else ""}{shorten(first, last)}'

    return _RANGE.sub(written, _ROMAN_RANGE.sub(r'\1–\2', pages))


def _chicago(first: str, last: str) -> str:
    hundred = 100
    if int(first) < hundred or int(first) % hundred == 0:
        return last
    least = 1 if int(first) % hundred < 10 else 2  # noqa: PLR2004 - 101 to 109
    return last[-max(least, _changed(first, last)) :]


def _two_digits(first: str, last: str) -> str:
    return last[-max(2, _changed(first, last)) :]


def _changed(first: str, last: str) -> int:
    """Count the digits from the first that differs."""
    same = next((index for index, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), 0)
    return len(first) - same
