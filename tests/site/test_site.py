"""The real site: it is whole, nothing on it is misquoted, and everything on it leads somewhere.

What the essays say is read here from the seeds with a few lines that are not the extension's, so that a fault in
the extension cannot hide itself.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from jsonschema import Draft202012Validator

from conftest import REPOSITORY, build_site
from helpers.essays import SEEDS, paragraphs
from helpers.web_annotations import faults, not_found_again

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope='module')
def pages(site_folder: Path) -> dict[Path, BeautifulSoup]:
    """All pages of the site, by path."""
    return {
        path: BeautifulSoup(path.read_text(encoding='utf-8'), 'html.parser')
        for path in sorted(site_folder.rglob('*.html'))
    }


@pytest.fixture(scope='module')
def comparison(site_folder: Path) -> Any:
    """The site's comparison.json."""
    return json.loads((site_folder / 'comparison.json').read_text(encoding='utf-8'))


@pytest.mark.parametrize('source', SEEDS)
def test_essays_are_whole(site_folder: Path, source: str) -> None:
    """Each essay stands on its page, every paragraph of it, character for character, under its number."""
    page = BeautifulSoup((site_folder / f'essays/{source}.html').read_text(encoding='utf-8'), 'html.parser')
    shown = page.select('p.cf-passage')
    assert [passage.get_text() for passage in shown] == paragraphs(source)
    assert [passage['id'] for passage in shown] == [f'{source}-p{n}' for n in range(1, len(shown) + 1)]
    numbers = [passage.select_one('a.cf-number') for passage in shown]
    assert [number and (number['data-number'], number['href']) for number in numbers] == [
        (f'¶{n}', f'#{source}-p{n}') for n in range(1, len(shown) + 1)
    ]


@pytest.mark.parametrize('source', SEEDS)
def test_seeds_come_back(comparison: Any, source: str) -> None:
    """What the page shows, the record, and the emendations undone give back the seed, byte for byte."""
    record = next(item for item in comparison['sources'] if item['id'] == source)
    seed = (REPOSITORY / 'seeds' / SEEDS[source][0]).read_bytes()
    text = seed.decode()
    for step in ('emendations', 'layout'):
        for change in reversed(record[step]):
            start, end = change['start'], change['start'] + len(change['was'])
            assert text[start:end] == change['was']
            text = text[:start] + change['now'] + text[end:]
    blocks = text.split('\n\n')
    own = [passage['text'] for passage in record['passages']]
    csl = record['csl']
    beside = {each['text'] for each in record['paratext']}
    signed = f'{csl["author"][0]["given"]} {csl["author"][0]["family"]}'
    assert [block for block in blocks if block not in {csl['title'], signed, *beside}] == own

    for step in ('layout', 'emendations'):
        shift = 0
        for change in record[step]:
            start = change['start']
            assert text[start : start + len(change['now'])] == change['now'], shift
            text = text[:start] + change['was'] + text[start + len(change['now']) :]
    assert text.encode() == seed


def plain(text: str) -> str:
    """Take out what a keyboard may have written otherwise."""
    return ' '.join(re.sub('[‘’]', "'", re.sub('[“”]', '"', re.sub('[–—]', '-', text))).split())


def test_every_quotation(pages: dict[Path, BeautifulSoup]) -> None:
    """Every quotation on every page is in the essay it is linked to, and its link leads to its first words."""
    count = 0
    for path, page in pages.items():
        for link in page.select('a.cf-words'):
            target, _, anchor = unquote(str(link['href'])).partition('#')
            where = (path.parent / target).resolve() if target else path
            source = where.stem
            element = pages[where].find(id=anchor)
            assert isinstance(element, Tag), (path, link)
            said = link.get_text().strip('“”') if link.find_parent('blockquote') is None else link.get_text()
            pieces = [piece.strip() for piece in re.split(r'\[[^]]*\]', said) if piece.strip()]
            position = 0
            whole = '\n'.join(paragraphs(source))
            for piece in pieces:
                position = whole.index(piece, position) + len(piece)
            begins = element.get_text()
            assert begins.startswith(pieces[0][: len(begins)]) or pieces[0].startswith(begins), (path, said, begins)
            count += 1
    assert count > 200
    print(f'{count} quotations checked')  # noqa: T201 - the count is asked for


def test_quotations_in_the_pages_as_written() -> None:
    """Every block quote and every {quote} that the editors typed is in the essay that they name."""
    count = 0
    texts = {source: plain('\n'.join(paragraphs(source))) for source in SEEDS}
    for path in sorted((REPOSITORY / 'docs').rglob('*.md')):
        if 'extension' in path.parts:
            continue
        source = path.stem
        quoted: list[tuple[str, str]] = []
        for line in path.read_text(encoding='utf-8').splitlines():
            if match := re.match(r':+\{position\} (\w+)', line):
                source = match[1]
            if line.startswith('> '):
                quoted.append((source, line[2:]))
            quoted += [(found[1], found[0]) for found in re.findall(r'\{quote\}`([^`<]+) <(\w+)#', line)]
        for identifier, words in quoted:
            position = 0
            for piece in re.split(r'\[[^]]*\]', words):
                position = texts[identifier].index(plain(piece), position) + len(plain(piece))
            count += 1
    assert count > 150


def test_both_ways(pages: dict[Path, BeautifulSoup]) -> None:
    """The note of each paragraph with marked words leads to the places that quote them: one at least has each run.

    No mark is a link, so that an essay is heard as a text.
    """
    count = 0
    for source in SEEDS:
        path = next(path for path in pages if path.stem == source)
        for passage in pages[path].select('p.cf-passage'):
            marks = passage.select('.cf-quoted')
            assert all(mark.name == 'span' for mark in marks)
            note = pages[path].find(id=f'{passage["id"]}-quoted')
            assert bool(marks) <= bool(note), passage['id']
            said = ''
            for link in note.select('li a') if note else ():
                target, _, anchor = unquote(str(link['href'])).partition('#')
                where = (path.parent / target).resolve() if target else path
                place = pages[where].find(id=anchor) if anchor else pages[where].find('article')
                assert isinstance(place, Tag), link
                said += plain(place.get_text())
            for mark in marks:
                for piece in mark.find_all('span', recursive=False) or [mark]:
                    assert plain(piece.get_text()) in said, piece
                    count += 1
    assert count > 50


def test_every_link_leads_somewhere(pages: dict[Path, BeautifulSoup], site_folder: Path) -> None:
    """Every link within the site leads to a file, and every fragment to an element, which is the only one so named."""
    identifiers = {path: [str(tag['id']) for tag in page.find_all(id=True)] for path, page in pages.items()}
    for path, names in identifiers.items():
        assert len(names) == len(set(names)), path
    for path, page in pages.items():
        for link in page.find_all('a', href=True):
            href = unquote(str(link['href']))
            if re.match(r'[a-z]+:', href) or href in ('', '#'):
                continue
            target, _, anchor = href.partition('#')
            where = (path.parent / target).resolve() if target else path
            assert where.is_relative_to(site_folder.resolve()), (path, href)
            assert where.is_file(), (path, href)
            if anchor and where in identifiers:
                assert anchor in identifiers[where], (path, href)


def test_essays_are_named_by_their_authors(pages: dict[Path, BeautifulSoup]) -> None:
    """In the contents at the side, and before and after a page, an essay is called by its author's name."""
    for path, page in pages.items():
        for link in page.select('.sidebar-tree a[href$="bajpai.html"], .related-pages a[href$="bajpai.html"]'):
            assert 'Bajpai: Switching sides?' in link.get_text(), path
    essay = next(page for path, page in pages.items() if path.stem == 'bajpai')
    assert 'Cabestan: What Is Kim' in essay.select('.next-page')[0].get_text()


def test_components_are_loaded_where_they_are_used(pages: dict[Path, BeautifulSoup]) -> None:
    """The style of sphinx-design, larger than all others, is on the pages that have cards alone; no page has tabs."""
    for path, page in pages.items():
        assert bool(page.select('link[href*="sphinx-design.min.css"]')) == bool(page.select('.sd-card')), path
        assert page.select('script[src*="design-tabs.js"], .sd-tab-set') == [], path
    assert any(page.select_one('.sd-card') for page in pages.values())


def test_data(comparison: Any, site_folder: Path) -> None:
    """The exported comparison is as its published schema says, and complete."""
    schema = json.loads((site_folder / 'comparison.schema.json').read_text(encoding='utf-8'))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(comparison)
    assert [len(source['passages']) for source in comparison['sources']] == [10, 13]
    kinds = [point['kind'] for point in comparison['points']]
    assert (kinds.count('hypothesis'), kinds.count('theme'), kinds.count('evidence')) == (29, 14, 22)
    outcomes = {
        quotation['outcome']
        for point in comparison['points']
        for position in point['positions']
        for quotation in position['quotations']
    }
    assert outcomes == {'found'}


def test_data_in_other_forms(comparison: Any, site_folder: Path, tmp_path: Path) -> None:
    """The table and the annotations have every quotation; the words of every annotation are found in the essays."""
    with (site_folder / 'comparison.csv').open(encoding='utf-8', newline='') as file:
        table = list(csv.DictReader(file))
    annotations = json.loads((site_folder / 'annotations.jsonld').read_text(encoding='utf-8'))
    held = [position for point in comparison['points'] for position in point['positions']]
    quoted = [quotation['exact'] for position in held for quotation in position['quotations']]
    assert [row['quotation'] for row in table if row['quotation']] == quoted
    assert len(table) == len(quoted) + sum(not position['quotations'] for position in held)
    assert annotations['total'] == len(quoted) + len(comparison['annotations'])
    assert faults(annotations) == []
    count, lost = not_found_again(annotations, site_folder, tmp_path)
    assert lost == []
    assert count >= annotations['total']


def test_every_hypothesis_is_assessed(comparison: Any) -> None:
    """Both essays were read for every hypothesis: each has a position with a stance and a summary."""
    for point in comparison['points']:
        if point['kind'] == 'hypothesis':
            held = {position['source']: position for position in point['positions']}
            assert held.keys() == SEEDS.keys(), point['id']
            for position in held.values():
                assert position['stance']
                assert position['summary']
                assert (position['stance'] == 'silent') == (not position['quotations']), (point['id'], position)


def test_two_clean_builds(site_folder: Path, tmp_path: Path) -> None:
    """Another clean build, in another folder, gives the same bytes."""
    build_site('html', tmp_path / 'again')
    again = {path.relative_to(tmp_path / 'again'): path.read_bytes() for path in files(tmp_path / 'again')}
    first = {path.relative_to(site_folder): path.read_bytes() for path in files(site_folder)}
    assert again.keys() == first.keys()
    assert [path for path in first if first[path] != again[path]] == []


def files(folder: Path) -> list[Path]:
    """All files in a folder."""
    return [path for path in folder.rglob('*') if path.is_file()]
