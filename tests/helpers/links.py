"""What is wrong with the links and anchors of what was built, whatever built it."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from defusedxml import ElementTree

if TYPE_CHECKING:
    from pathlib import Path


def faults(site: Path, suffix: str = '.html') -> list[str]:
    """Find every id that stands twice on a page, and every link and picture that leads nowhere in the site.

    Each fault is one line: the page, and what is wrong. Links to other sites are not followed.
    """
    pages = {path: _Page(path) for path in sorted(site.rglob(f'*{suffix}'))}
    return [
        f'{path.relative_to(site).as_posix()}: {fault}'
        for path, page in pages.items()
        for fault in (*page.repeated(), *page.dead(site, pages))
    ]


def faults_in_epub(file: Path, folder: Path) -> list[str]:
    """Find the same in an e-book, unpacked into a folder, whose pages have to be well-formed besides."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    for page in folder.rglob('*.xhtml'):
        ElementTree.fromstring(page.read_bytes())
    return faults(folder, '.xhtml')


def faults_in_xml(folder: Path) -> list[str]:
    """Find every id that stands twice in a file of docutils' XML, and every reference that leads nowhere."""
    trees = {file: ElementTree.fromstring(file.read_bytes()) for file in sorted(folder.rglob('*.xml'))}
    ids = {
        file: Counter(name for element in tree.iter() for name in element.get('ids', '').split())
        for file, tree in trees.items()
    }
    found: list[str] = []
    for file, tree in trees.items():
        found += [
            f'{file.name}: the id "{name}" stands {count} times' for name, count in ids[file].items() if count > 1
        ]
        for element in tree.iter():
            place, page = element.get('refid', ''), file
            if address := element.get('refuri'):
                parts = urlsplit(address)
                if parts.scheme:
                    continue
                place = unquote(parts.fragment)
                page = (file.parent / f'{unquote(parts.path)}.xml').resolve() if parts.path else file
            if page not in ids or (place and place not in ids[page]):
                found.append(f'{file.name}: there is no place "{address or place}"')
    return found


def faults_in_texinfo(text: str) -> list[str]:
    """Find every node and anchor that stands twice, and every reference that leads to none."""
    places = Counter(re.findall(r'@anchor\{([^}]*)\}|^@node ([^,\n]*)', text, re.MULTILINE))
    names = {name for pair in places for name in pair if name}
    references = set(re.findall(r'@[px]?ref\{([^,}]*)', text))
    twice = [f'"{"".join(pair)}" stands {count} times' for pair, count in places.items() if count > 1]
    return twice + [f'there is no place "{name}"' for name in sorted(references - names)]


class _Page:
    """One page: its ids, and the addresses that it refers to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        soup = BeautifulSoup(path.read_bytes(), 'html.parser')
        self.ids = Counter(str(element['id']) for element in soup.select('[id]'))
        self.addresses = [
            str(element[attribute]) for attribute in ('href', 'src') for element in soup.select(f'[{attribute}]')
        ]
        self.addresses += [f'#{element["for"]}' for element in soup.select('[for]')]

    def repeated(self) -> list[str]:
        """The ids that stand twice, or are no ids."""
        twice = [f'the id "{name}" stands {count} times' for name, count in self.ids.items() if count > 1]
        return twice + [f'"{name}" is no id' for name in self.ids if not name or name.split() != [name]]

    def dead(self, site: Path, pages: dict[Path, _Page]) -> list[str]:
        """The addresses that lead nowhere."""
        found: list[str] = []
        for address in self.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            path = self.path if not parts.path else (self.path.parent / unquote(parts.path)).resolve()
            if path.is_dir():
                path /= 'index.html'
            if not address:
                found.append('an empty address')
            elif not path.is_relative_to(site) or not path.is_file():
                found.append(f'there is no page "{address}"')
            elif parts.fragment and path in pages and unquote(parts.fragment) not in pages[path].ids:
                found.append(f'there is no place "{address}"')
        return found
