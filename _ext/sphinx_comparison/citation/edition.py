"""What is cited: a source, or a part of an edition, the place in it that is meant, and the edition that was read."""

from __future__ import annotations

from typing import NamedTuple

from ..locators import MILESTONE, Locator
from .record import Name, Record


class Edition(NamedTuple):
    """The edition consulted: the site that a text was read on, its editors, its address.

    Its ``language`` is that of what its editors wrote; its ``date`` is the day of this version of it, in EDTF.
    """

    title: str
    editors: str
    address: str
    language: str = ''
    version: str = ''
    date: str = ''


UNKNOWN_EDITION = Edition('', '', '')
UNKNOWN_ADDRESS = 'SITE-ADDRESS'
"""Stands for the address of a site where that is not known."""


class CitedItem(NamedTuple):
    """What a citation is made of.

    ``url`` is the address of what is cited, fragment and all; without one, the record's DOI or URL is given. ``page``
    is that of the work, where what is cited is a place in it: an entry in a bibliography is of the work, and names no
    place in any of the styles.
    """

    record: Record
    url: str = ''
    locator: Locator | None = None
    edition: Edition | None = None
    page: str = ''

    @property
    def work(self) -> CitedItem:
        """The work itself, as an entry gives it."""
        return self._replace(url=self.page or self.url, locator=None)

    @property
    def address(self) -> str:
        """The address to give: its own, or the record's DOI, or else the record's URL."""
        doi = self.record.string('DOI')
        if doi and not doi.startswith('http'):
            doi = f'https://doi.org/{doi}'
        return self.url or doi or self.record.string('URL')

    @property
    def language(self) -> str:
        """The language of the titles: the record's, or the edition's where its editors wrote what is cited."""
        theirs = self.edition.language if self.edition and self.printed is not self.record else ''
        return self.record.string('language') or theirs

    @property
    def paragraphs(self) -> str:
        """The numbers of the paragraphs that are meant: ``7``, ``6–7``; empty for the whole."""
        if not self.locator or self.locator.kind:
            return ''
        first, last = self.locator.first, self.locator.last
        return str(first) if first == last else f'{first}–{last}'

    def place(self, one: str, several: str) -> str:
        """Return the place that is meant: paragraphs, after the word for one or for several; or as its text has it."""
        numbers = self.paragraphs
        return f'{several if "–" in numbers else one} {numbers}' if numbers else self.own

    @property
    def own(self) -> str:
        """The reference of the text's own that is meant, such as ``1:4``, or the note, ``n. 3``; empty if neither."""
        named = self.locator and self.locator.kind in (MILESTONE, 'note')
        return str(self.locator) if named else ''

    @property
    def printed(self) -> Record:
        """The record as the styles are to treat it: the edition, for them, is a book of texts (Chicago 8.193).

        Its title is in italics, what the editors wrote is a part of it, and it has no date to be missed.
        """
        if not self.edition or self.record.type != 'webpage':
            return self.record
        if self.record.title == self.edition.title:
            return self.record._replace(type='classic', strings=())
        # Another's page on the web is a work of its own, like any other that was read in the edition.
        ours = self.record.string('container-title') == self.edition.title
        return self.record._replace(type='entry') if ours else self.record

    @property
    def consulted(self) -> Edition | None:
        """The edition, where it is another's text that was read in it."""
        return self.edition if self.edition and self.printed is self.record else None


def part(edition: Edition, title: str, url: str) -> CitedItem:
    """Return what a citation of something that the editors wrote is made of: of a hypothesis, a table, a page.

    Args:
        edition: what it is a part of.
        title: what it is called.
        url: its address.
    """
    names = (('author', (Name(literal=edition.editors),)),) if edition.editors else ()
    dates = (('issued', edition.date),) if edition.date else ()
    strings = (('container-title', edition.title), *((('version', edition.version),) if edition.version else ()))
    record = Record('webpage', title, names, dates, strings)
    return CitedItem(record, url, edition=edition)
