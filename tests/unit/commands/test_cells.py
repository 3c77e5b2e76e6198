"""Cells as rows of a table, and quotations as lines of a cell: what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.commands.cells import (
    COLUMNS,
    BadTableError,
    Cell,
    Words,
    from_csv,
    quotation_line,
    quotation_lines,
    to_csv,
)

LETTERS = st.text(st.sampled_from('aé=+-@\' ¶:;,"\n\t[…]3'), max_size=12)


@pytest.mark.parametrize(
    ('words', 'line'),
    [
        (Words('¶3', ('nobody has dredged it',)), '¶3: nobody has dredged it'),
        (Words('¶2–3', ('One.', 'Two.')), '¶2–3: One. ¶ Two.'),
        (Words('¶2, omitting “not”, “may”', ('He […] come',)), '¶2, omitting “not”, “may”: He […] come'),
        (Words('omitting “not”', ('He […] come',)), 'omitting “not”: He […] come'),
        (Words('n. 3', ('a note: so',)), 'n. 3: a note: so'),
        (Words('', ('nobody',)), 'nobody'),
        (Words('', ('He said: nobody',)), 'He said: nobody'),
        (Words('', ('heading: so',)), ': heading: so'),
        (Words('', (': so',)), ': : so'),
    ],
)
def test_quotation(words: Words, line: str) -> None:
    """A quotation is one line with its attribution before it, and is read as what it is."""
    assert quotation_line(words) == line
    assert list(quotation_lines(f'{line}\n\n{line}\n')) == [words, words]


@given(st.lists(st.builds(Cell, *[LETTERS] * len(COLUMNS)), max_size=4))
def test_table(cells: list[Cell]) -> None:
    """What is written as CSV is read again as it was, formulas and line ends too; nothing in it begins a formula."""
    text = to_csv(cells)
    kept = [
        Cell(
            **{
                name: getattr(cell, name).strip() if name in ('point', 'source') else getattr(cell, name)
                for name in COLUMNS
            }
        )
        for cell in cells
        if any(getattr(cell, name).strip() for name in COLUMNS)
    ]
    assert [cell for _, cell in from_csv(f'\ufeff{text}').rows] == kept
    assert not [row for row in text.split('\r\n') if row.startswith(('=', '+', '-', '@', '"=', '"+', '"-', '"@'))]


@pytest.mark.parametrize('delimiter', [',', ';', '\t'])
def test_other_tables(delimiter: str) -> None:
    """A table that a spreadsheet has saved in its own way is read: other columns, order, marks between, empty rows."""
    rows = [
        ['Source', 'point', 'mine', 'stance'],
        ['ann', 'milk', 'x', 'doubts'],
        ['', '', '', ''],
        ['bob', 'milk', '', ''],
    ]
    text = '\n'.join(delimiter.join(row) for row in rows)
    table = from_csv(text)
    assert table.missing == ('summary', 'quotations', 'nearest', 'contested', 'second_reading')
    assert table.rows == [(2, Cell('milk', '', 'ann', 'doubts')), (4, Cell('milk', '', 'bob'))]


@pytest.mark.parametrize('text', ['', 'a,b\n', 'point\nmilk\n', 'point,source\n"x', 'point,source,Stances\n'])
def test_no_table(text: str) -> None:
    """What has no columns of that name, or a misspelt one, or is no CSV, is refused."""
    with pytest.raises(BadTableError):
        from_csv(text)
