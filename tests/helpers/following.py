"""A reader who follows links through a built site: by its files, without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from bs4 import BeautifulSoup, Tag

from helpers.project import words

if TYPE_CHECKING:
    from pathlib import Path


class Reader:
    """Reads the HTML pages in a folder. An address is ``page.html#place``, relative to the folder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._pages: dict[str, BeautifulSoup | None] = {}

    def open(self, path: str) -> BeautifulSoup | None:
        """Open a page; None if there is none."""
        if path not in self._pages:
            file = self.site / path
            self._pages[path] = BeautifulSoup(file.read_bytes(), 'html.parser') if file.is_file() else None
        return self._pages[path]

    def links(self) -> set[str]:
        """Return every address within the site that a page of it links to."""
        found: set[str] = set()
        for file in self.site.rglob('*.html'):
            page = file.relative_to(self.site).as_posix()
            soup = self.open(page)
            assert soup
            found |= {self.resolve(page, str(link['href'])) for link in soup.find_all('a', href=True)}
        return {address for address in found if ':' not in address}

    def resolve(self, page: str, address: str) -> str:
        """Return the address that a link on a page leads to."""
        path, place = urldefrag(address)
        if ':' in path or not path:
            return f'{path or page}#{place}' if place else path or page
        target = (self.site / page).parent.joinpath(unquote(path)).resolve().relative_to(self.site.resolve())
        return f'{target.as_posix()}#{place}' if place else target.as_posix()

    def land(self, address: str) -> Tag | None:
        """Follow an address: give what is there. None where there is no such page, or no such place on it."""
        path, place = urldefrag(address)
        page = self.open(path)
        if page is None or not place:
            return page
        found = page.find(id=unquote(place))
        return found if isinstance(found, Tag) else None

    def paragraph(self, address: str) -> tuple[str, list[Tag]]:
        """Follow an address to a passage or a notice: give its words, and the notices that go with it."""
        place = self.land(address)
        assert place is not None, address
        holder = place if {'cf-passage', 'cf-moved'} & set(place.get('class') or ()) else None
        holder = holder or place.find_parent(class_='cf-passage') or place
        notices = [holder] if 'cf-moved' in (holder.get('class') or ()) else []
        for following in holder.find_next_siblings():
            classes = following.get('class') or ()
            if 'cf-passage' in classes:
                break
            if 'cf-moved' in classes and not following.get('id'):
                notices.append(following)
        return words(holder), notices
