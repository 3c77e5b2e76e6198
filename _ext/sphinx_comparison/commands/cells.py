"""The cells of a comparison as rows of a spreadsheet: one row for each point and each source."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from ..locators import Locator
from ..proof.attribution import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a spreadsheet would take for a formula has an apostrophe before it, as have cells that begin with one.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PARAGRAPHS = ' ¶ '
_HEAD_END = ': '
_REQUIRED = ('point', 'source')
_DELIMITERS = ',;\t'
# So much alike, a name of a column is a misprint of another, and no column of the editor's own.
_ALIKE = 0.8


@dataclass(frozen=True)
class Cell:
    """What one source holds on one point. All is text; a cell that is not assessed has none.

    Args:
        point: the id of the point.
        title: its title.
        source: the id of the source.
        stance: a step of the scale, or ``silent``.
        summary: the editor's words, in MyST.
        quotations: one a line, ``¶3: words``; paragraphs within have a pilcrow between blanks between them.
        nearest: of a silent position, the nearest passages.
        contested: the note, in MyST.
        second_reading: what others found.
        place: the file and the line where it stands, for people; it is not read.
    """

    point: str
    title: str
    source: str
    stance: str = ''
    summary: str = ''
    quotations: str = ''
    nearest: str = ''
    contested: str = ''
    second_reading: str = ''
    place: str = ''

    @property
    def key(self) -> tuple[str, str]:
        """Which cell it is."""
        return self.point, self.source

    @property
    def said(self) -> tuple[str, ...]:
        """What an editor says in it, line ends and blanks at the edges apart."""
        return tuple(_tidy(getattr(self, name)) for name in _EDITED)


COLUMNS = tuple(field.name for field in fields(Cell))
_EDITED = ('stance', 'summary', 'quotations', 'nearest', 'contested', 'second_reading')


class BadTableError(ValueError):
    """The file is no table of cells; the message says why."""


def _tidy(text: str) -> str:
    lines = text.replace('\r\n', '\n').replace('\r', '\n').strip().split('\n')
    return '\n'.join(line.rstrip() for line in lines)


def to_csv(cells: Iterable[Cell]) -> str:
    """Write cells as CSV (RFC 4180), with a row of headings."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator='\r\n')
    writer.writerow(name.replace('_', '-') for name in COLUMNS)
    for cell in cells:
        writer.writerow(_neutral(getattr(cell, name)) for name in COLUMNS)
    return stream.getvalue()


class Table(NamedTuple):
    """What was read of a table: the cells, each with the number of its row, and the columns that it does not have."""

    rows: list[tuple[int, Cell]]
    missing: tuple[str, ...]


def from_csv(text: str) -> Table:
    """Read cells from CSV, with commas, semicolons or tabs between columns; each with the number of its row, from 1.

    Rows that are empty are left out.

    Raises:
        BadTableError: ``point`` or ``source`` is missing, the name of a column is misspelt, or the text is no CSV.
    """
    head = text.lstrip('\ufeff').split('\n', 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix('\ufeff'), newline=''), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadTableError(f'is no CSV: {error}.') from error
    names = [name.strip().lower().replace('-', '_') for name in rows[0]] if rows else []
    missing = tuple(name for name in (*_REQUIRED, *_EDITED) if name not in names)
    for name in missing:
        near = get_close_matches(name, set(names) - set(COLUMNS), n=1, cutoff=_ALIKE)
        if near:
            raise BadTableError(f'has a column "{near[0]}", and none "{name}". Correct its name.')
        if name in _REQUIRED:
            raise BadTableError(f'has no column "{name}". Its first row must have the names of the columns.')
    found: list[tuple[int, Cell]] = []
    for number, row in enumerate(rows[1:], 2):
        values = {name: _meant(value) for name, value in zip(names, row, strict=False) if name in COLUMNS}
        if any(value.strip() for value in values.values()):
            cell = Cell(**{'point': '', 'title': '', 'source': '', **values})
            found.append((number, replace(cell, point=cell.point.strip(), source=cell.source.strip())))
    return Table(found, missing)


def _neutral(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _meant(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class Words(NamedTuple):
    """A quotation: its attribution, which may be empty, and its paragraphs."""

    attribution: str
    paragraphs: tuple[str, ...]


def quotation_line(words: Words) -> str:
    """Write a quotation on one line: ``¶3: words``. What would be misread has an empty attribution: ``: words``."""
    joined = _PARAGRAPHS.join(' '.join(paragraph.split('\n')) for paragraph in words.paragraphs)
    if words.attribution or _read_line(joined).attribution or joined.startswith(_HEAD_END):
        return f'{words.attribution}{_HEAD_END}{joined}'
    return joined


def quotation_lines(text: str) -> Iterator[Words]:
    """Read quotations, one a line."""
    for line in text.splitlines():
        if line.strip():
            yield _read_line(line.strip())


def _read_line(line: str) -> Words:
    heads = (line[: end.start()] for end in re.finditer(_HEAD_END, line))
    head = next((head for head in heads if not head or _is_attribution(head)), None)
    words = line if head is None else line[len(head) + len(_HEAD_END) :]
    return Words(head or '', tuple(part.strip() for part in words.split(_PARAGRAPHS)))


def _is_attribution(text: str) -> bool:
    said = Attribution.parse(text)
    return bool(Locator.parse(said.locator) if said.locator else said.omitting or said.adding)
