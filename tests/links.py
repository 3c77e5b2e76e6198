"""What is wrong with the links and anchors of a built site, whatever built it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path


def faults(site: Path) -> list[str]:
    """Find every id that stands twice on a page, and every link and picture that leads nowhere in the site.

    Each fault is one line: the page, and what is wrong. Links to other sites are not followed.
    """
    pages = {path: _Page(path) for path in sorted(site.rglob('*.html'))}
    return [
        f'{path.relative_to(site).as_posix()}: {fault}'
        for path, page in pages.items()
        for fault in (*page.repeated(), *page.dead(site, pages))
    ]


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
