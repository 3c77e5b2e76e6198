"""The list of pages in a page written in MyST: a page is added to the first one that fits."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ..files import write_file

_BEGIN = re.compile(r'(?P<indent>[ \t]*)(?P<fence>`{3,}|:{3,}|~{3,})\{toctree\}')
_OPTION = re.compile(r'[ \t]*:[\w-]+:')
_NAMED = re.compile(r'.*<(.+)>\s*')


@dataclass(frozen=True)
class _List:
    """A list of pages: where the next entry goes, its entries, whether these are patterns, how far it is indented."""

    end: int
    entries: tuple[str, ...]
    glob: bool
    indent: str

    def has(self, page: str) -> bool:
        """True if a page is on it."""
        return page in self.entries or (self.glob and any(fnmatchcase(page, entry) for entry in self.entries))


def list_page(page: Path) -> str:
    """Put a page on the list of the first page of its folder, or of one above it, and say what was done."""
    here = Path.cwd().resolve()
    for folder in page.resolve().parents:
        index = folder / 'index.md'
        if index.is_file():
            entry = page.resolve().relative_to(folder).with_suffix('').as_posix()
            before = index.read_bytes().decode('utf-8')
            after = with_entry(before, entry)
            shown = os.path.relpath(index, here)
            if after is None:
                return f'{shown} has no list of pages. Put this line on the list that should have it: {entry}'
            if after == before:
                return f'{shown} lists it already.'
            write_file(index, after)
            return f'{shown} lists it now: {entry}'
        if folder == here or any(folder.glob('index.*')) or (folder / 'conf.py').is_file():
            break
    return 'There is no index.md above it. Put the page on the list of pages that should have it.'


def with_entry(text: str, page: str) -> str | None:
    """Return the text of a page with one more entry on its list of pages; the same text, if the list has it.

    The entry goes to the end of the first list that has pages of the same folder, or else of the first list.

    Args:
        text: the page that has the list, in MyST.
        page: the name of the page to be listed, as the list has it.

    Returns:
        The new text; None where there is no list.
    """
    lines = text.split('\n')
    found = _lists(lines)
    if any(each.has(page) for each in found):
        return text
    folder = page.rpartition('/')[0]
    alike = [each for each in found if folder and any(e.rpartition('/')[0] == folder for e in each.entries)]
    if not found:
        return None
    chosen = (alike or found)[0]
    ending = '\r' if lines[chosen.end - 1].endswith('\r') else ''
    apart = [ending] if not chosen.entries and _OPTION.match(lines[chosen.end - 1]) else []
    return '\n'.join([*lines[: chosen.end], *apart, f'{chosen.indent}{page}{ending}', *lines[chosen.end :]])


def _lists(lines: list[str]) -> list[_List]:
    found: list[_List] = []
    number = 0
    while number < len(lines):
        begin = _BEGIN.match(lines[number])
        if not begin:
            number += 1
            continue
        fence = begin['fence']
        closing = re.compile(rf'[ \t]*{re.escape(fence[0])}{{{len(fence)},}}\s*')
        close = next((n for n in range(number + 1, len(lines)) if closing.fullmatch(lines[n])), len(lines))
        found.append(_list(lines, number + 1, close, begin['indent']))
        number = close + 1
    return found


def _list(lines: list[str], start: int, close: int, indent: str) -> _List:
    options: list[str] = []
    if start < close and lines[start].strip() == '---':
        fence = next((n for n in range(start + 1, close) if lines[n].strip() == '---'), close - 1)
        options, start = lines[start + 1 : fence], fence + 1
    while start < close and _OPTION.match(lines[start]):
        options.append(lines[start].strip().lstrip(':'))
        start += 1
    written = [n for n in range(start, close) if lines[n].strip()]
    entries = tuple(_NAMED.sub(r'\1', lines[n].strip()) for n in written)
    glob = any(option.strip().startswith('glob') for option in options)
    return _List(written[-1] + 1 if written else start, entries, glob, indent)
