"""Projects to measure: the same texts and hypotheses, written for the extension, by hand, and for sphinx-needs.

Everything comes from a seed, so that two runs measure the same projects. The words are those of the two essays in
``seeds/``, drawn at random. Each page of points is about four sources, and each position on it has one quotation that
is proved.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSAGES = 25  # of a source
WORDS = 60  # of a passage
POINTS_ON_PAGE = 25
SOURCES_ON_PAGE = 4
STANCES = ('asserts', 'grants', 'entertains', 'doubts')
SIZES = {'XS': (2, 8), 'S': (20, 100), 'M': (200, 1000), 'L': (1000, 5000)}

CONF = """\
import sys
sys.path.insert(0, {extension!r})
project = 'Bench'
author = 'Bench'
extensions = {extensions!r}
html_theme = 'basic'
html_sidebars = {{'**': []}}
html_copy_source = False
myst_enable_extensions = ['attrs_block', 'colon_fence']
primary_domain = None
exclude_patterns = ['seeds']
suppress_warnings = ['config.cache']
"""
NEEDS = """\
needs_types = [
    dict(directive='point', title='Point', prefix='', color='', style='node'),
    dict(directive='position', title='Position', prefix='', color='', style='node'),
]
needs_fields = {'source': {'description': '', 'nullable': True}, 'stance': {'description': '', 'nullable': True}}
needs_id_regex = '^[a-z0-9_]+'
needs_build_json = False
needs_table_style = 'table'
"""


@dataclass(frozen=True)
class Said:
    """A position: of a source on a point, with words of a passage."""

    source: int
    stance: str
    summary: str
    passage: int
    words: str


@dataclass(frozen=True)
class Model:
    """What all projects of one size say: texts by source, and positions by point."""

    texts: list[list[str]]
    titles: list[str]
    positions: list[list[Said]]

    @property
    def pages(self) -> list[range]:
        """The points of each page."""
        return [
            range(first, min(first + POINTS_ON_PAGE, len(self.titles)))
            for first in range(0, len(self.titles), POINTS_ON_PAGE)
        ]


def model(size: str) -> Model:
    """Return the texts and positions of a size."""
    sources, points = SIZES[size]
    chance = random.Random(f'{size} 2018')  # noqa: S311 - not for secrets
    known = [word for path in sorted((ROOT / 'seeds').glob('*.txt')) for word in path.read_text('utf-8').split()]
    plain = [word for word in known if word.isalpha() and word.isascii()]

    def words(count: int) -> str:
        return ' '.join(chance.choice(plain) for _ in range(count))

    texts = [[f'{words(WORDS).capitalize()}.' for _ in range(PASSAGES)] for _ in range(sources)]
    titles = [words(6).capitalize() for _ in range(points)]
    positions = []
    for point in range(points):
        page = point // POINTS_ON_PAGE
        about = [(SOURCES_ON_PAGE * page + k) % sources for k in range(min(SOURCES_ON_PAGE, sources))]
        said = []
        for source in about:
            passage, length = chance.randrange(PASSAGES), chance.randrange(6, 14)
            text = texts[source][passage].rstrip('.').split()
            first = chance.randrange(1, len(text) - length)
            quoted = ' '.join(text[first : first + length])
            said.append(Said(source, chance.choice(STANCES), f'{words(14).capitalize()}.', passage, quoted))
        positions.append(said)
    return Model(texts, titles, positions)


def write(folder: Path, variant: str, said: Model) -> None:
    """Write a project: a variant of what a model says."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / 'essays').mkdir(parents=True)
    (folder / 'points').mkdir()
    extensions = ['myst_parser']
    if variant.startswith('OURS'):
        extensions.append('sphinx_comparison')
    if variant == 'NEEDS':
        extensions.append('sphinx_needs')
    conf = CONF.format(extension=str(ROOT / '_ext'), extensions=extensions)
    (folder / 'conf.py').write_text(conf + (NEEDS if variant == 'NEEDS' else ''), 'utf-8')
    _write(folder / 'index.md', '# Bench\n\n' + _toctree(['essays/index', 'points/index']))
    names = [f's{number}' for number in range(len(said.texts))]
    _write(folder / 'essays' / 'index.md', '# Essays\n\n' + _toctree(names))
    for number, name in enumerate(names):
        _write(folder / 'essays' / f'{name}.md', _essay(variant, said, number))
        if variant == 'OURS-SEEDS':
            (folder / 'seeds').mkdir(exist_ok=True)
            _write(folder / 'seeds' / f'{name}.txt', '\n\n'.join([f'Text {number}', *said.texts[number]]) + '\n')
    pages = [] if variant == 'FLOOR' else said.pages
    _write(folder / 'points' / 'index.md', '# Points\n\n' + _toctree([f'g{page}' for page in range(len(pages))]))
    draw = {'HAND': _by_hand, 'HANDFULL': _in_full, 'NEEDS': _needs}.get(variant, _ours)
    for page, points in enumerate(pages):
        _write(folder / 'points' / f'g{page}.md', draw(said, page, points))


def _write(path: Path, text: str) -> None:
    path.write_text(text, 'utf-8')


def _toctree(names: list[str]) -> str:
    return '\n'.join(['```{toctree}', *names, '```', ''])


def _essay(variant: str, said: Model, source: int) -> str:
    heading = f'# Text {source}\n\n'
    if variant.startswith('OURS'):
        seed = f'  seed: s{source}.txt\n' if variant == 'OURS-SEEDS' else ''
        heading = (
            f'---\nsource:\n  id: s{source}\n  type: article-journal\n  title: Text {source}\n'
            f'  author: [{{family: Author{source}, given: Ann}}]\n  issued: 2018\n{seed}---\n\n{heading}'
        )
        return heading + '\n\n'.join(said.texts[source]) + '\n'
    if variant == 'FLOOR':
        return heading + '\n\n'.join(said.texts[source]) + '\n'
    quoted: dict[int, list[int]] = {}
    if variant == 'HANDFULL':
        for point, positions in enumerate(said.positions):
            for position in positions:
                if position.source == source:
                    quoted.setdefault(position.passage, []).append(point)
    parts = []
    for number, text in enumerate(said.texts[source]):
        parts.append(f'(s{source}-p{number})=\n{text}')
        if number in quoted:
            links = ' · '.join(f'[{said.titles[point]}](#h{point}-s{source})' for point in quoted[number])
            parts.append(f'Quoted in: {links}')
    return heading + '\n\n'.join(parts) + '\n'


def _cell(position: Said) -> str:
    where = f'[¶{position.passage + 1}](#s{position.source}-p{position.passage})'
    return f'{position.stance}: {position.summary} “{position.words}” ({where})'


def _table(said: Model, points: range) -> str:
    sources = [position.source for position in said.positions[points[0]]]
    lines = ['| Hypothesis | ' + ' | '.join(f'[Text {source}](/essays/s{source}.md)' for source in sources) + ' |']
    lines.append('|---' * (len(sources) + 1) + '|')
    for point in points:
        cells = ' | '.join(_cell(position) for position in said.positions[point])
        lines.append(f'| [{said.titles[point]}](#h{point}) | {cells} |')
    return '\n'.join(lines) + '\n'


def _by_hand(said: Model, page: int, points: range) -> str:
    headings = ''.join(f'(h{point})=\n## {said.titles[point]}\n\nWhat is asked here.\n\n' for point in points)
    return f'# Group {page}\n\n{_table(said, points)}\n{headings}'


def _in_full(said: Model, page: int, points: range) -> str:
    parts = [f'# Group {page}\n', _table(said, points)]
    for point in points:
        parts.append(f'(h{point})=\n## {said.titles[point]}\n\nWhat is asked here.\n')
        for each in said.positions[point]:
            where = f'[¶{each.passage + 1}](#s{each.source}-p{each.passage})'
            parts.append(
                f'(h{point}-s{each.source})=\n**[Text {each.source}](/essays/s{each.source}.md)** {each.stance}\n\n'
                f'{each.summary}\n\n> {each.words}\n>\n> {where}\n'
            )
    return '\n'.join(parts)


def _needs(said: Model, page: int, points: range) -> str:
    parts = [f'# Group {page}\n']
    shown = ' or '.join(f'id == "h{point}"' for point in points)
    parts.append(f'```{{needtable}}\n:columns: id, title, links_back\n:filter: {shown}\n```\n')
    for point in points:
        parts.append(f'```{{point}} {said.titles[point]}\n:id: h{point}\n:layout: clean\n\nWhat is asked here.\n```\n')
        for each in said.positions[point]:
            where = f'[¶{each.passage + 1}](#s{each.source}-p{each.passage})'
            parts.append(
                f'````{{position}} Text {each.source}\n:id: h{point}_s{each.source}\n:layout: clean\n'
                f':source: s{each.source}\n:stance: {each.stance}\n:links: h{point}\n\n'
                f'{each.summary}\n\n> {each.words}\n>\n> {where}\n````\n'
            )
    return '\n'.join(parts)


def _ours(said: Model, page: int, points: range) -> str:
    shown = ', '.join(f'h{point}' for point in points)
    parts = [f'# Group {page}\n', f':::{{cf:comparison}}\n:points: {shown}\n:::\n']
    for point in points:
        positions = '\n'.join(
            f':::{{cf:position}} s{each.source}\n:stance: {each.stance}\n\n{each.summary}\n\n'
            f'{{attribution="¶{each.passage + 1}"}}\n> {each.words}\n:::\n'
            for each in said.positions[point]
        )
        parts.append(
            f'::::{{cf:hypothesis}} {said.titles[point]}\n:id: h{point}\n\nWhat is asked here.\n\n{positions}::::\n'
        )
    return '\n'.join(parts)
