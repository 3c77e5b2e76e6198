"""``sphinx-comparison positions``: cells out into a table, filled in there, and in again as a page."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from helpers.command import Ran, command, quick_command
from helpers.project import SOURCES
from sphinx_comparison.commands.written import HEAD

if TYPE_CHECKING:
    from helpers.project import Project

POINTS = """\
# Tea

```{toctree}
ann
bob
```

:::::{hypothesis} The *milk* goes in first
:id: milk

::::{position} bob
:stance: asserts
:contested: "some read `first`: as a joke"

His mother *taught* him, as {passage}`bob#p1` says.

:::{note}
So he says.
:::

{attribution="¶1"}
> The milk goes in first,
> as my mother taught me.

> good tea
::::
:::::

::::{theme} The pot
:id: pot

:::{position} ann
{attribution="¶1–2"}
> Everybody knows it.
>
> A cold cup spoils good tea.
:::
::::
"""
FILLED = {
    ('milk', 'ann'): {
        'stance': 'silent',
        'summary': 'Read for *any* word on it:\n\n- nothing;\n- ::: not a line.',
        'nearest': 'p1, p3',
        'contested': 'she may "mean": it #1',
        'second-reading': 'doubts by Cy Lee',
    },
    ('pot', 'bob'): {
        'summary': '',
        'quotations': '¶2: The pot need not be warmed: good tea does not mind.\nThe milk goes in first',
    },
}


@pytest.fixture
def tea(project: Project) -> Project:
    """Two sources, two points, and two of four cells."""
    project.write({**SOURCES, 'index.md': POINTS.encode()})
    return project


def out(project: Project, name: str = 'cells.csv') -> list[dict[str, str]]:
    """Have the cells written, and read them."""
    ran = quick_command(project.folder, 'positions', 'out', 'source', '-o', name, '--overwrite')
    assert (ran.status, ran.err) == (0, '')
    return list(csv.DictReader(io.StringIO((project.folder / name).read_bytes().decode('utf-8-sig'), newline='')))


def fill(project: Project, rows: list[dict[str, str]], name: str = 'cells.csv') -> Ran:
    """Save a table as a spreadsheet does, and have it read."""
    with (project.folder / name).open('w', encoding='utf-8-sig', newline='') as file:
        writer = csv.DictWriter(file, rows[0], delimiter=';')
        writer.writeheader()
        writer.writerows(rows)
    return quick_command(project.folder, 'positions', 'in', name, 'source', '--into', 'source/more/positions.md')


def test_out(tea: Project) -> None:
    """A row for each point and source, assessed or not: the summary as typed, each quotation on a line."""
    rows = out(tea)

    assert [(row['point'], row['source'], row['stance'], row['place']) for row in rows] == [
        ('milk', 'ann', '', ''),
        ('milk', 'bob', 'asserts', 'source/index.md:11'),
        ('pot', 'ann', '', 'source/index.md:32'),
        ('pot', 'bob', '', ''),
    ]
    assert rows[1]['title'] == 'The milk goes in first'
    assert rows[1]['summary'] == ('His mother *taught* him, as {passage}`bob#p1` says.\n\n:::{note}\nSo he says.\n:::')
    assert rows[1]['contested'] == 'some read `first`: as a joke'
    assert rows[1]['quotations'] == '¶1: The milk goes in first, as my mother taught me.\ngood tea'
    assert rows[2]['quotations'] == '¶1–2: Everybody knows it. ¶ A cold cup spoils good tea.'


def test_round_trip(tea: Project) -> None:
    """What was filled in becomes a page that builds; written out again, the table is the same, and so is the page."""
    rows = out(tea)
    for row in rows:
        row.update(FILLED.get((row['point'], row['source']), {}))
    ran = fill(tea, rows)
    tea.write({'cf.txt': ''})
    page = tea.read('more/positions.md')

    assert (ran.status, ran.err) == (0, '')
    assert ran.lines == ['source/more/positions.md: 2 positions.', '  source/index.md lists it now: more/positions']
    assert page.startswith(f'{HEAD}\n\n# Positions\n\n## The milk goes in first\n\n::::{{position}} ann\n:on: milk\n')
    assert tea.build(strict=True).warnings == []
    again = out(tea, 'again.csv')
    assert [{**row, 'place': ''} for row in again] == [{**row, 'place': ''} for row in rows]
    assert {row['place'].partition(':')[0] for row in again} == {'source/index.md', 'source/more/positions.md'}
    assert fill(tea, again, 'again.csv').status == 0
    assert tea.read('more/positions.md') == page


def test_a_row_that_is_emptied(tea: Project) -> None:
    """A cell of the page that is emptied in the table is taken off the page; one without a row stays."""
    rows = out(tea)
    rows[0].update(stance='doubts', summary='She doubts it.')
    rows[3].update(summary='He warms none.')
    fill(tea, rows)
    rows[0].update(stance='', summary='')
    fill(tea, rows[:3])

    page = tea.read('more/positions.md')
    assert 'She doubts it.' not in page
    assert 'He warms none.' in page


def test_a_cell_of_another_page(tea: Project) -> None:
    """A cell that stands elsewhere is never written: of one that was changed, file and line are said.

    A column that the table does not have changes nothing.
    """
    before = tea.read('index.md')
    rows = out(tea)
    assert (fill(tea, rows).status, (tea.source / 'more').exists()) == (0, False)
    few = [{name: row[name] for name in ('point', 'source', 'stance')} for row in rows]
    nothing = 'cells.csv has nothing that is not on a page already. source/more/positions.md was not written.'
    assert (fill(tea, few).status, fill(tea, few).lines) == (0, [nothing])
    rows[1]['summary'] = 'Another one.'
    ran = fill(tea, rows)

    assert ran.status == 1
    assert ran.lines == [
        (
            'source/index.md:11: the position of "bob" on "milk" is another in cells.csv, row 3. '
            'Change it here, or in the table.'
        )
    ]
    assert tea.read('index.md') == before
    assert not (tea.source / 'more').exists()


def test_faults(tea: Project) -> None:
    """Each unknown point, source or stance, and a cell that comes twice, is said once with its rows."""
    rows = out(tea)
    rows[0].update(point='mlk', stance='asserts')
    rows[1].update(source='bobby')
    rows[3].update(stance='maybe')
    rows.append(rows[3])
    ran = fill(tea, rows)

    assert ran.status == 2
    assert ran.err.splitlines() == [
        'Error: Nothing was written.',
        'cells.csv, row 2: there is no point "mlk". Did you mean milk?',
        'cells.csv, row 3: there is no source "bobby". Did you mean bob?',
        (
            'cells.csv, rows 5 and 6: "maybe" is no stance. '
            'Write one of asserts, grants, entertains, doubts, rejects, silent.'
        ),
        'cells.csv, row 6: "bob" on "pot" stands in row 5 already.',
    ]
    assert not (tea.source / 'more').exists()


def test_which_row_is_to_be_corrected(tea: Project) -> None:
    """Of a fault on the page that was written, "check" says which row of the table it is in."""
    rows = out(tea)
    rows[3].update(summary='He warms none.', quotations='Warm no pot.')
    fill(tea, rows)
    said = quick_command(tea.folder, 'check', 'source').lines[0]

    assert said.startswith('source/more/positions.md:12: "Warm no pot." is not in "bob".')
    assert said.endswith(
        ' Correct it in the table, in the row of the point "pot" and the source "bob". [cf.not-found]'
    )


def test_a_page_of_somebody_else(tea: Project) -> None:
    """A page that this command did not write is never written over, and neither is a table."""
    rows = out(tea)
    rows[0].update(stance='doubts')
    tea.write({'more/positions.md': '---\norphan: true\n---\n\n# Mine\n'})
    ran = fill(tea, rows)

    assert (ran.status, ran.out) == (2, '')
    assert 'source/more/positions.md was not written by this command.' in ran.err
    again = command(tea.folder, 'positions', 'out', 'source')
    assert again.status == 2
    assert again.err.startswith(
        'Error: cells.csv is there already. Nothing was written. First read in what you filled'
    )


@pytest.mark.parametrize('data', [b'caf\xe9', b'', b'point,source\n"x', b'a,b\n1,2\n'])
def test_no_table(tea: Project, data: bytes) -> None:
    """What is no table is refused in one line."""
    (tea.folder / 'cells.csv').write_bytes(data)
    ran = quick_command(tea.folder, 'positions', 'in', 'cells.csv', 'source', '--into', 'source/p.md')
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, '', 1)


def test_in_restructuredtext(project: Project) -> None:
    """In reStructuredText, where it cannot be read as typed, a summary comes out as plain text."""
    page = 'Tea\n===\n\n.. cf:theme:: Milk\n   :id: milk\n\n   .. cf:position:: bob\n\n      So he *says*.\n'
    project.write({**SOURCES, 'index.rst': f'{page}\n.. toctree::\n\n   ann\n   bob\n'.encode()})
    rows = out(project)
    assert [row['summary'] for row in rows] == ['', 'So he says.']
    assert fill(project, rows).status == 0
