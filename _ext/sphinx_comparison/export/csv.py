"""``comparison.csv``: the cells of the comparison, a row a quotation, as RFC 4180 has it; exact, or for spreadsheets.

A spreadsheet runs a cell that begins with a sign of calculation as a formula, and some texts begin with one. So there
are two files. In that for spreadsheets an apostrophe stands before the sign, which is what OWASP recommends
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from .json import quoted
from .parts import Part, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..comparison.comparison import Comparison
    from ..model import Point, Position
    from .json import Address

# The columns, each with the manual's words on it.
COLUMNS = {
    'point': 'the id of the point',
    'kind': '`hypothesis`, `theme` or `evidence`',
    'title': 'the title of the point',
    'question': 'the id of the question that it answers',
    'source': 'the id of the source',
    'siglum': 'its siglum',
    'author': 'what the source is called in tables',
    'stance': 'the id of the stance',
    'summary': "the editors' words",
    'contested': 'the note on why it is contested',
    'quotation': "the source's own wording; as typed, if it was not found",
    'passages': 'the ids of its passages, with blanks between them',
    'locator': 'how it is cited, as `¶6–7`',
    'outcome': 'as in [comparison.json](#quotation)',
    'position_url': 'the address of the position',
    'quotation_url': 'the address of the first of its passages',
    'date': 'the date of evidence, in EDTF',
}
_NO_QUOTATION: dict[str, Any] = {'exact': '', 'passages': [], 'locator': None, 'outcome': '', 'url': None}
# With the settings of some countries a cell also begins after a semicolon, a tab or a line end within one of ours, and
# quotation marks may open it. The signs of double width count as those of single width.
_BEGINS_FORMULA = re.compile(r'^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=(?:"|[^\S\t\r\n])*[=+\-@＝＋－＠])')
_SEPARATORS = re.compile(r'[;\t\r\n]')
# By this Excel knows that a file is UTF-8.
_BYTE_ORDER_MARK = '\ufeff'


def export(comparison: Comparison, address: Address, part: Part = made) -> str:
    """Return the file: its head, and a row for each quotation of a position, at least one a position.

    Args:
        comparison: what is exported.
        address: gives the address of a page and an anchor, relative to the root of the site.
        part: gives the rows of each point.
    """
    return exact([tuple(COLUMNS)]) + _points(comparison, address, part, exact)


def export_for_spreadsheets(comparison: Comparison, address: Address, part: Part = made) -> str:
    """Return the same for a spreadsheet: no cell is a formula, and a byte order mark stands before the first."""
    return _BYTE_ORDER_MARK + exact([tuple(COLUMNS)]) + _points(comparison, address, part, neutral)


def _points(
    comparison: Comparison, address: Address, part: Part, written: Callable[[Iterable[tuple[str, ...]]], str]
) -> str:
    def rows(name: str) -> str:
        point = comparison.points[name]
        positions = comparison.positions_on.get(name, ())
        return written(row for position in positions for row in _cell(comparison, point, position, address))

    return ''.join(part(name, partial(rows, name)) for name in comparison.points)


def exact(table: Iterable[tuple[str, ...]]) -> str:
    """Return rows as text: every field in quotation marks, lines ending in CR LF."""
    text = io.StringIO(newline='')
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator='\r\n').writerows(table)
    return text.getvalue()


def neutral(table: Iterable[tuple[str, ...]]) -> str:
    """Return rows as text in which no cell is a formula to a spreadsheet."""
    return exact(tuple(map(_neutral, row)) for row in table)


def _neutral(field: str) -> str:
    """Return a field with an apostrophe wherever a spreadsheet might see the beginning of a formula."""
    # Nearly all fields are plainly none, and to see that takes a fifth of the time.
    if not field or (field[0].isalnum() and not _SEPARATORS.search(field)):
        return field
    return _BEGINS_FORMULA.sub("'", field)


def _cell(comparison: Comparison, point: Point, position: Position, address: Address) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a position."""
    source = comparison.sources.get(position.source)
    held = (
        point.id,
        point.kind,
        comparison.plain(point.title),
        point.question,
        position.source,
        source.siglum if source else '',
        comparison.names.get(position.source, ''),
        position.stance,
        comparison.plain(position.summary),
        comparison.plain(position.contested),
    )
    where = address(position.place.docname, position.anchor)
    found = [quoted(comparison, each, address) for each in position.quotations]
    for each in found or [_NO_QUOTATION]:
        words = (each['exact'], ' '.join(each['passages']), each['locator'] or '', each['outcome'])
        yield (*held, *words, where, each['url'] or '', point.date)
