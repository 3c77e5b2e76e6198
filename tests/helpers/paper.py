"""Reading a PDF: the words on its pages, and where its links lead."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from conftest import REPOSITORY
from helpers.project import only_one

if TYPE_CHECKING:
    from bs4 import Tag

Spot = tuple[int, int]
"""A page, and how many letters of it come before."""


def letters(text: str) -> str:
    """Return letters and digits only: in a PDF, lines end anywhere and words are hyphenated."""
    return re.sub(r'[\W_]+', '', unicodedata.normalize('NFKC', text))


def cells(page: Tag) -> list[str]:
    """Return the words of every cell of every table of an HTML page, block by block."""
    found: list[str] = []
    for cell in page.select('article :is(td, th)'):
        for hidden in cell.select('.cf-column-name, .headerlink'):
            hidden.extract()
        blocks = [block for block in cell.select('p, li, pre') if not block.select('p, li, pre')]
        found += [block.get_text() for block in blocks or [cell]]
    return [text for text in found if letters(text)]


class Paper:
    """A PDF."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reader = PdfReader(file)
        self._numbers = {page.indirect_reference: number for number, page in enumerate(self.reader.pages)}

    @cached_property
    def pages(self) -> list[str]:
        """The letters on each page, read once for all workers: it takes longer than all that is done with them."""
        read = self.file.with_suffix('.pages.json')
        with only_one(self.file.with_suffix('.lock')):
            if not read.exists():
                pages = [letters(page.extract_text()) for page in self.reader.pages]
                read.write_text(json.dumps(pages), encoding='utf-8')
        return list(json.loads(read.read_text(encoding='utf-8')))

    def find(self, words: str, since: Spot = (0, 0)) -> Spot | None:
        """Return the spot after words, which may go on from one page to the next; nothing, if they are not there."""
        wanted = letters(words)
        for number, page in enumerate(self.pages[since[0] :], since[0]):
            start = since[1] if number == since[0] else 0
            if (at := page.find(wanted, start)) >= 0:
                return number, at + len(wanted)
            if end := self._goes_on(wanted, number, start):
                return end
        return None

    def _goes_on(self, wanted: str, number: int, start: int) -> Spot | None:
        """Find words that begin on a page and end on the next."""
        if number + 1 == len(self.pages):
            return None
        here, there = self.pages[number], self.pages[number + 1]
        for cut in range(len(wanted) - 1, 0, -1):
            if here.find(wanted[:cut], start) >= 0:
                # The next letters may by chance be those that stand next on the page, too.
                for earlier in range(cut, max(cut - 12, 0), -1):
                    if (at := there.find(wanted[earlier:])) >= 0:
                        return number + 1, at + len(wanted) - earlier
                return None
        return None

    def links(self) -> tuple[list[str], list[str]]:
        """Return the names of the places that the links within it lead to, and the addresses of all others."""
        inside: list[str] = []
        outside: list[str] = []
        for page in self.reader.pages:
            for reference in page.get('/Annots') or []:
                link: Any = reference.get_object()
                action = link.get('/A', {})
                if '/URI' in action:
                    outside.append(str(action['/URI']))
                elif link['/Subtype'] == '/Link':
                    inside.append(str(link.get('/Dest') or action.get('/D')))
        return inside, outside

    def places(self) -> dict[str, int]:
        """Return the number of the page of each place that has a name."""
        return {
            name: self._numbers[place.raw_get('/Page')]
            for name, place in self.reader.named_destinations.items()
            if place.raw_get('/Page') in self._numbers
        }

    def outline(self) -> list[str]:
        """Return the titles in its outline."""
        return list(_titles(self.reader.outline))


def _titles(entries: Any) -> list[str]:
    return [
        title
        for entry in entries
        for title in (_titles(entry) if isinstance(entry, list) else [' '.join(str(entry.title).split())])
    ]


Once = Callable[[str, Callable[[Path], object]], Path]

EDITION, MANUAL = 'comparative-reading', 'sphinx-comparison-manual'


def make_pdf(folder: Path) -> None:
    """Run `make pdf` elsewhere, with the packages that are here."""
    folder.mkdir()
    for name in ('_ext', 'docs', 'requirements', 'seeds'):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns('__pycache__'))
    for file in (*REPOSITORY.glob('*.toml'), REPOSITORY / 'conf.py', REPOSITORY / 'Makefile'):
        shutil.copy2(file, folder)
    installed = [option for name in ('site', 'test') for option in ('-o', f'{sys.prefix}/{name}.stamp')]
    clean = ('SITE_URL', 'SPHINXOPTS', 'MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')
    environment = {name: value for name, value in os.environ.items() if name not in clean}
    run = subprocess.run(
        ['make', 'pdf', f'VENV={sys.prefix}', *installed],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        pytest.fail(f'`make pdf` does not make the PDF:\n{run.stdout}{run.stderr}', pytrace=False)
