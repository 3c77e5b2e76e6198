"""Data out: the comparison as CSV, exact and for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.export.csv import COLUMNS, exact, export, export_for_spreadsheets, neutral
from sphinx_comparison.model import Page
from unit.samples import ANN, compare, point, position, source_page, tea, tea_pages

if TYPE_CHECKING:
    from sphinx_comparison.comparison.comparison import Comparison

SIGNS = '=+-@＝＋－＠'


def address(docname: str, anchor: str) -> str:
    """Return addresses as a site of plain HTML files has them."""
    return f'{docname}.html#{anchor}' if anchor else f'{docname}.html'


def read(text: str) -> list[list[str]]:
    """Read a file as a program does."""
    return list(csv.reader(io.StringIO(text, newline='')))


def as_dicts(comparison: Comparison | None = None) -> list[dict[str, str]]:
    """Return the rows of a comparison, or of the small one, by column."""
    return list(csv.DictReader(io.StringIO(export(comparison or tea(), address), newline='')))


def test_a_row_is_a_quotation() -> None:
    """It says of what, whose, how it is held and where the words are; every column has its name, in this order."""
    assert read(export(tea(), address))[0] == list(COLUMNS)
    assert as_dicts()[1] == {
        'point': 'hot',
        'kind': 'hypothesis',
        'title': 'Tea must be hot',
        'question': 'why',
        'source': 'bob',
        'siglum': 'B',
        'author': 'Bob',
        'stance': 'grants',
        'summary': 'On authority.',
        'contested': 'Is he joking?',
        'quotation': 'Tea must be hot.',
        'passages': 'p2',
        'locator': '¶2',
        'outcome': 'found',
        'position_url': 'why.html#position-hot-bob',
        'quotation_url': 'essays/bob.html#bob-p2',
        'date': '',
    }
    assert [row['date'] for row in as_dicts() if row['kind'] == 'evidence'] == ['1839', '']


def test_a_position_without_quotations_has_one_row() -> None:
    """What is said of quotations is empty in it. One with several has a row for each."""
    (silent,) = [row for row in as_dicts() if row['stance'] == 'silent']
    assert [silent[name] for name in ('quotation', 'passages', 'locator', 'outcome', 'quotation_url')] == [''] * 5
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'good tea. The pot […] be warmed|¶1–2', 'cold pot')
    both = as_dicts(compare(source_page('ann', *ANN), page))
    assert [(row['passages'], row['locator']) for row in both] == [('p1 p2', '¶1–2'), ('p3', '¶3')]


def test_what_is_wrong_is_told() -> None:
    """A quotation that was not found is given as typed, without a place; a source that there is not has no name."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'bad tea')
    position(page, 'tea', 'zoe', 'asserts')
    found = as_dicts(compare(source_page('ann', *ANN), page))
    names = ('source', 'author', 'quotation', 'locator', 'outcome', 'quotation_url')
    assert [[row[name] for name in names] for row in found] == [
        ['ann', 'Ann', 'bad tea', '', 'not found', ''],
        ['zoe', '', '', '', '', ''],
    ]


def test_it_is_as_the_rfc_says() -> None:
    """RFC 4180: lines end in CR LF, all fields are quoted, quotation marks doubled. It has no byte order mark."""
    table = [('a', 'b'), ('say "tea"', 'one\r\ntwo'), ('x, y; z', 'verse\nof two lines')]
    text = exact(table)
    assert text.startswith('"a","b"\r\n"say ""tea""","one\r\ntwo"\r\n')
    assert text.endswith('"\r\n')
    assert read(text) == [list(row) for row in table]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    """There is nothing of chance or time in it."""
    assert export(tea(), address) == export(compare(*tea_pages().values()), address)


@pytest.mark.parametrize(
    ('cell', 'shown'),
    [
        ('=1+1', "'=1+1"),
        ('+1', "'+1"),
        ('-1', "'-1"),
        ('@SUM(1)', "'@SUM(1)"),
        ('＝1', "'＝1"),
        ('\tx', "'\tx"),
        ('\rx', "'\rx"),
        ('\nx', "'\nx"),
        (' =1', "' =1"),
        ('"=1', '\'"=1'),
        ('a;=1', "a;'=1"),
        ('a\n-1', "a\n'-1"),
        ('a\t "@x', 'a\t\' "@x'),
        ('Tea, = tea – and 1+1; so', 'Tea, = tea – and 1+1; so'),
        ('– a dash', '– a dash'),
        ('', ''),
    ],
)
def test_no_cell_is_a_formula(cell: str, shown: str) -> None:
    """An apostrophe stands before what a spreadsheet would run, as OWASP recommends; all else is as it is."""
    assert read(neutral([(cell,)])) == [[shown]]


def test_no_cell_is_a_formula_with_other_settings() -> None:
    """Whatever ends a cell for a spreadsheet, and whether it heeds quotation marks: none begins a formula."""
    parts = ['x', '', ' ', '"', ';', '\t', '\n', '\r\n', ',', *SIGNS]
    texts = [''.join(each) for each in product(parts, repeat=3)]
    text = neutral([('x', each, 'x') for each in texts])
    heeded = [cell for row in read(text) for cell in row]
    ignored = re.split(r'[;\t\r\n]', text)
    assert len(heeded) == 3 * len(texts)
    for cell in (*heeded, *ignored):
        assert not cell.lstrip(' "').startswith(tuple(SIGNS)), cell


def test_excel_is_told_that_it_is_unicode() -> None:
    """The file for spreadsheets begins with a byte order mark, the exact one does not; else they are alike."""
    assert export_for_spreadsheets(tea(), address) == f'\ufeff{export(tea(), address)}'
