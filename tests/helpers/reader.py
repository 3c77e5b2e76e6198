"""What the real reader makes of a paragraph: the page and the seed are built, and what came of it is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from helpers.project import source_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helpers.project import Build, Project

_LINE_END = re.compile(r'\r\n|\r|\n')
_EDGES = ' \t\ufeff'


@dataclass(frozen=True)
class Judgement:
    """What became of a page: it says the words of its seed, or it is refused, or neither, which is a fault."""

    page: str
    exact: bool
    refusals: list[str]
    shown: list[str]

    @property
    def sound(self) -> bool:
        """Whether it is either exact, or refused with file and line."""
        return self.exact != bool(self.refusals)


def blocks(seed: str) -> list[str]:
    """Return the paragraphs of a seed, each on one line."""
    lines = [line.strip(_EDGES) for line in _LINE_END.split(seed)]
    return [part.strip('\n').replace('\n', ' ') for part in re.split('\n\n+', '\n'.join(lines)) if part.strip('\n')]


def pages_of(bodies: Sequence[str], seeds: Sequence[str], suffix: str = '.md') -> dict[str, bytes]:
    """Make a page, and its seed, of each body."""
    files: dict[str, bytes] = {}
    for number, (body, seed) in enumerate(zip(bodies, seeds, strict=True)):
        page = source_page(f'n{number}', body=body, seed=f'n{number}.txt', title='N')
        if suffix == '.rst':
            page = page.replace('\n# N\n', '\nN\n=\n', 1)
        files[f'n{number}{suffix}'] = page.encode('utf-8', 'surrogatepass')
        files[f'seeds/n{number}.txt'] = f'{seed}\n'.encode('utf-8', 'surrogatepass')
    return files


def read(project: Project, bodies: Sequence[str], seeds: Sequence[str], suffix: str = '.md') -> Iterator[Judgement]:
    """Build a page of each body, as HTML, and judge it by its seed."""
    project.write(pages_of(bodies, seeds, suffix))
    built = project.build()
    refused: dict[str, list[str]] = {}
    for message in built.warnings:
        match = re.match(rf'(n\d+){re.escape(suffix)}:\d+: WARNING: .*\[cf\.fidelity\]\Z', message, re.DOTALL)
        if match:
            refused.setdefault(match[1], []).append(message)
    # Where the page breaks a line, the data have a line feed.
    texts = {
        source['id']: [passage['text'].replace('\n', ' ') for passage in source['passages']]
        for source in built.data()['sources']
    }
    for number, seed in enumerate(seeds):
        page = f'n{number}'
        expected = blocks(seed)
        shown = visible(built, page, len(texts[page]))
        exact = texts[page] == expected and shown == [_as_html(text) for text in expected]
        yield Judgement(page, exact, refused.get(page, []), shown)


def visible(built: Build, page: str, passages: int, folder: str = '') -> list[str]:
    """The passages of a page as a reader sees them: what an HTML parser makes of it, without numbers and notes."""
    tree = BeautifulSoup(built.text(f'{folder}{page}'), 'html5lib')
    shown = []
    for number in range(1, passages + 1):
        element = tree.find(id=f'{page}-p{number}')
        assert element is not None, (page, number)
        for aside in element.select('.cf-number, .headerlink, .footnote-reference'):
            aside.decompose()
        if element.name == 'pre' or element.find('pre'):
            text = ' '.join(line.strip(' \t') for line in element.get_text().strip('\n').split('\n'))
        else:
            text = ''.join(element.strings).replace('\n', ' ')
        shown.append(text)
    return shown


def _as_html(text: str) -> str:
    """A text as HTML has it: a carriage return there is a line end."""
    return text.replace('\r', ' ')
