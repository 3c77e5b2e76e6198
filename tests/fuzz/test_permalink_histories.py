"""Years of editing, and every link that was ever published followed at the end of each.

A history is drawn by lot: an editor changes texts, points and pages, forwards what the build asks to have forwarded,
and publishes. Then a reader follows everything that was ever in the ledger or in a link on a page.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from helpers.following import Reader
from helpers.project import Project, source_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEDGER = 'permalinks.json'
SHARES, MANY_TIMES = 4, 15
EDITS = 5
WORDS = (
    'tea', 'milk', 'cup', 'pot', 'water', 'kettle', 'aunt', 'leaf', 'spoon', 'sugar', 'lemon', 'table', 'morning',
    'guest', 'harbour', 'silver',
)  # fmt: skip


@dataclass
class Text:
    """A source: its page, and its sections, each with a heading and paragraphs."""

    docname: str
    sections: list[tuple[str, list[str]]]

    @property
    def paragraphs(self) -> list[str]:
        """All paragraphs."""
        return [text for _, texts in self.sections for text in texts]


@dataclass
class Point:
    """A theme: its page, its title, and the words that it quotes, by source."""

    docname: str
    title: str
    quotations: dict[str, str]


@dataclass
class Edition:
    """What an editor has on the table."""

    lot: random.Random
    texts: dict[str, Text] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def begin(self) -> None:
        """Begin with two texts and three points."""
        for name in ('ann', 'bob'):
            sections = [(self.heading(), [self.paragraph() for _ in range(2)]) for _ in range(2)]
            self.texts[name] = Text(f'texts/{name}', sections)
        for _ in range(3):
            self.add_point()

    def number(self) -> int:
        """Count, so that no two things are alike."""
        self.count += 1
        return self.count

    def heading(self) -> str:
        """Make up a heading."""
        return f'Of {self.lot.choice(WORDS)} {self.number()}'

    def paragraph(self) -> str:
        """Make up a paragraph."""
        first, second = (' '.join(self.lot.choices(WORDS, k=5)) for _ in range(2))
        return f'The {first} number {self.number()}. And the {second}.'

    def text(self) -> Text:
        """Draw a text."""
        return self.texts[self.lot.choice(sorted(self.texts))]

    # -- edits --------------------------------------------------------------------------------------------------------

    def add_point(self) -> None:
        """A point more, that quotes."""
        quotations = {name: self.words_of(text) for name, text in self.texts.items() if self.lot.random() < 0.8}
        number = self.number()
        page = self.lot.choice(('points', 'more/points'))
        self.points[f'point-{number}'] = Point(page, f'Point {number}', quotations)

    def words_of(self, text: Text) -> str:
        """Draw words that occur once in a text: they have a number in them."""
        return self.lot.choice(text.paragraphs).partition('. ')[0]

    def insert_paragraph(self) -> None:
        """A paragraph put among others, so that those behind it change their numbers."""
        _, texts = self.lot.choice(self.text().sections)
        texts.insert(self.lot.randrange(len(texts) + 1), self.paragraph())

    def merge_paragraphs(self) -> None:
        """Two paragraphs made one."""
        _, texts = self.lot.choice(self.text().sections)
        if len(texts) > 1:
            texts[:2] = [' '.join(texts[:2])]

    def drop_paragraph(self) -> None:
        """A paragraph left out, and what was quoted of it."""
        text = self.text()
        _, texts = self.lot.choice(text.sections)
        if len(text.paragraphs) > 1 and texts:
            texts.pop(self.lot.randrange(len(texts)))

    def reword(self) -> None:
        """A misprint corrected."""
        _, texts = self.lot.choice(self.text().sections)
        if texts:
            index = self.lot.randrange(len(texts))
            texts[index] = texts[index].replace('And the', f'And, {self.number()} times, the')

    def move_section(self) -> None:
        """The last section put first."""
        text = self.text()
        text.sections.insert(0, text.sections.pop())

    def change_heading(self) -> None:
        """A heading worded anew."""
        text = self.text()
        text.sections[0] = (self.heading(), text.sections[0][1])

    def rename_page(self) -> None:
        """The page of a text under another name."""
        text = self.text()
        before, text.docname = text.docname, f'texts/page-{self.number()}'
        self.renamed[before] = text.docname

    def drop_point(self) -> None:
        """A point left out."""
        if self.points:
            del self.points[self.lot.choice(sorted(self.points))]

    def move_points(self) -> None:
        """All points on another page."""
        for point in self.points.values():
            point.docname = 'points' if point.docname != 'points' else 'more/points'

    def rename_point(self) -> None:
        """A point under another id."""
        if self.points:
            identifier = self.lot.choice(sorted(self.points))
            self.points[f'point-{self.number()}'] = self.points.pop(identifier)

    def drop_quotation(self) -> None:
        """A quotation left out, and with it the position."""
        for point in self.points.values():
            if point.quotations and self.lot.random() < 0.5:
                point.quotations.pop(self.lot.choice(sorted(point.quotations)))

    def title_point(self) -> None:
        """A point under another title."""
        for point in self.points.values():
            point.title = f'Point {self.number()}'

    # -- files --------------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, str]:
        """Write it all down. What quotes words that are gone quotes others."""
        files = {
            f'{text.docname}.md': source_page(
                name, *(block for heading, texts in text.sections for block in (f'## {heading}', *texts))
            )
            for name, text in self.texts.items()
        }
        pages: dict[str, list[str]] = {}
        for identifier, point in self.points.items():
            positions = []
            for name, quoted in point.quotations.items():
                if ' '.join(self.texts[name].paragraphs).count(quoted) != 1:
                    point.quotations[name] = self.words_of(self.texts[name])
                positions.append(f':::{{position}} {name}\n\n> {point.quotations[name]}\n:::\n')
            body = '\n'.join(positions) or f':::{{position}} {next(iter(self.texts))}\n:::\n'
            block = f'::::{{theme}} {point.title}\n:id: {identifier}\n\n{body}::::\n'
            pages.setdefault(point.docname, []).append(block)
        for docname, blocks in pages.items():
            files[f'{docname}.md'] = '# Points\n\n' + '\n'.join(blocks)
        files['table.md'] = '# Table\n\n```{comparison}\n:kind: theme\n:name: the-table\n```\n'
        return files


EDITING: tuple[Callable[[Edition], None], ...] = (
    Edition.add_point, Edition.insert_paragraph, Edition.merge_paragraphs, Edition.drop_paragraph, Edition.reword,
    Edition.move_section, Edition.change_heading, Edition.rename_page, Edition.drop_point, Edition.move_points,
    Edition.rename_point, Edition.drop_quotation, Edition.title_point,
)  # fmt: skip


class Publisher:
    """Publishes editions, and keeps every link that was ever published, with the words of a passage."""

    def __init__(self, project: Project, lot: random.Random) -> None:
        self.project = project
        self.lot = lot
        self.published: dict[str, str] = {}

    def publish(self, edition: Edition) -> Reader:
        """Write an edition, forward what has to be, build it without a warning, and record it."""
        files = edition.files()
        for file in self.project.source.rglob('*.md'):
            if file.name != 'index.md' and file.relative_to(self.project.source).as_posix() not in files:
                file.unlink()
        self.project.write(files)
        for _ in range(8):
            warnings = self.project.build().warnings
            if not warnings:
                break
            assert all('[cf.permalink]' in warning for warning in warnings), warnings
            self.mend(warnings, edition)
        assert self.project.build('permalinks', out=self.project.out / 'ledger').warnings == []
        built = self.project.build()
        assert built.warnings == []
        reader = Reader(built.out)
        for address in reader.links():
            self.published.setdefault(address, '')
        for source in built.data()['sources']:
            for passage in source['passages']:
                self.published.setdefault(passage['url'], passage['text'])
                self.published[passage['url']] = self.published[passage['url']] or passage['text']
        return reader

    def mend(self, warnings: list[str], edition: Edition) -> None:
        """Do what warnings ask for, as an editor would, at the lines that they name: each is an entry."""
        lines = self.project.read(LEDGER).split('\n')
        for warning in warnings:
            number = int(re.findall(rf'{LEDGER}:([0-9]+): ', warning)[0]) - 1
            entry = json.loads(lines[number].removesuffix(','))
            if 'still exists, so its "forward" is never used' in warning:
                del entry['forward']
            elif 'is forwarded to' in warning:
                entry['forward'] = {'to': None, 'reason': 'nothing is left of it'}
            else:
                suggested = re.search(r'"to": "([^"]+)", "reason"', warning)
                entry['forward'] = self.forward(entry, suggested[1] if suggested else '', edition)
            lines[number] = json.dumps(entry) + ',' * lines[number].endswith(',')
        self.project.write({LEDGER: '\n'.join(lines)})

    def forward(self, entry: dict[str, Any], suggested: str, edition: Edition) -> dict[str, str | None]:
        """Choose where to forward an anchor, and say why."""
        if entry['kind'] == 'page' and entry['page'] in edition.renamed:
            return {'to': edition.renamed[entry['page']], 'reason': 'renamed'}
        if suggested:
            return {'to': suggested, 'reason': 'moved'}
        if self.lot.random() < 0.5:
            return {'to': 'table', 'reason': 'see there'}
        return {'to': None, 'reason': 'withdrawn for good'}


def assert_links_work(reader: Reader, published: dict[str, str]) -> None:
    """Follow every link: it has a place; and for a passage the words are there, or a line that says what became."""
    for address, text in published.items():
        assert reader.land(address) is not None, f'a link is dead: {address}'
        if text:
            found, notices = reader.paragraph(address)
            assert text == found or notices, f'a link leads to other words without a word of it: {address}'
            for notice in notices:
                for link in notice.find_all('a', href=True):
                    there = reader.resolve(address.partition('#')[0], str(link['href']))
                    assert reader.land(there) is not None, f'a line leads nowhere: {address} to {there}'


@pytest.mark.parametrize('share', range(SHARES))
def test_every_link_ever_published(
    tmp_path: Path, thorough: bool, tried: Callable[[str, int], None], share: int
) -> None:
    """After a history of edits every link that was ever published works, and none leads silently to other words."""
    seeds = range(share, SHARES * (MANY_TIMES if thorough else 1), SHARES)
    for seed in seeds:
        lot = random.Random(seed)  # noqa: S311 - it has to be repeated, not to be secret
        project = Project(tmp_path / str(seed), cf_permalinks=LEDGER)
        edition = Edition(lot)
        edition.begin()
        project.write({LEDGER: '{"version": 1, "anchors": []}'})
        publisher = Publisher(project, lot)
        publisher.publish(edition)
        for _ in range(EDITS):
            for edit in lot.sample(EDITING, 2):
                edit(edition)
            assert_links_work(publisher.publish(edition), publisher.published)
        tried('links ever published, followed after each edit', len(publisher.published))
    tried('histories of published links', len(seeds))
