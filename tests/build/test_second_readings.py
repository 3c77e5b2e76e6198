"""What other readers found: recorded, shown where it differs, counted, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import BUILDERS, SOURCES, table, words

if TYPE_CHECKING:
    from helpers.project import Project

CLAIMS = """# Claims

```{toctree}
:hidden:

ann
bob
```

::::{hypothesis} Tea *first*
:id: tea

:::{position} ann
:stance: asserts
:second-reading: asserts by Cy; doubts by Di  Eve
:::

:::{position} bob
:stance: rejects
:contested: He may not mean it.
:second-reading: silent by Cy
:::
::::

:::{agreement}
:name: readers
:::
"""
HEAD = ['Reader', 'Read', 'The same', 'Other']


@pytest.fixture
def read(project: Project) -> Project:
    """A project with two other readers, one of whom read one cell only."""
    project.write({'index.md': CLAIMS, **SOURCES})
    project.configure(copyright='The editors', version='1')
    return project


def test_another_reading_is_shown_where_it_differs(read: Project) -> None:
    """The position says what another reader found, and who it was; of one who found the same it says nothing."""
    built = read.build()
    assert built.warnings == []
    page = built.page()
    said = {
        position: [words(line) for line in page.select(f'#position-tea-{position} .cf-second-reading')]
        for position in ('ann', 'bob')
    }
    assert said == {
        'ann': ['Another reading: doubts (Di Eve)'],
        'bob': ['Another reading: silent (Cy)'],
    }


def test_agreement_is_counted(read: Project) -> None:
    """A row for each reader: how much was read, how often the stance is the same, and where it is another."""
    drawn = read.build().page().find(id='readers')
    assert drawn
    assert table(drawn) == [
        HEAD,
        ['Cy', 'Read 2', 'The same 1', 'Other Bob, Tea first: silent, not rejects'],
        ['Di Eve', 'Read 1', 'The same 0', 'Other Ann, Tea first: doubts, not asserts'],
    ]
    assert [link['href'] for link in drawn.find_all('a')][:1] == ['#position-tea-bob']


def test_of_one_source(read: Project) -> None:
    """``sources`` leaves out the positions of others."""
    read.edit('index.md', ':name: readers', ':name: readers\n:sources: bob')
    drawn = read.build().page().find(id='readers')
    assert drawn
    assert table(drawn) == [HEAD, ['Cy', 'Read 1', 'The same 0', 'Other Bob, Tea first: silent, not rejects']]


def test_in_the_data(read: Project) -> None:
    """In the order in which they are written."""
    (point,) = read.build().data()['points']
    assert [position['second_readings'] for position in point['positions']] == [
        [{'stance': 'asserts', 'reader': 'Cy'}, {'stance': 'doubts', 'reader': 'Di Eve'}],
        [{'stance': 'silent', 'reader': 'Cy'}],
    ]


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder_has_it(read: Project, builder: str) -> None:
    """Without a warning."""
    assert read.build(builder).warnings == []


def test_it_is_no_part_of_the_summary(read: Project) -> None:
    """What another reader found is copied into no table of the comparison."""
    read.edit('index.md', ':::{agreement}', ':::{comparison}\n:::\n\n:::{agreement}')
    built = read.build()
    assert 'Another reading' not in words(built.page().select_one('.cf-comparison'))
    assert {position['summary'] for position in built.data()['points'][0]['positions']} == {''}


def test_faults(read: Project) -> None:
    """A reading without a reader, and one off the scale, are faults on every build."""
    read.edit('index.md', 'asserts by Cy; doubts by Di  Eve', 'asserts; muses by Di')
    of_nobody = (
        'index.md:13: WARNING: The option "second-reading" of "position" cannot be "asserts". It takes a stance and '
        'who found it: doubts by Ann Lee; several have semicolons between them. [cf.option]'
    )
    off_the_scale = (
        'index.md:13: WARNING: "muses" is not a stance. Use one of asserts, grants, entertains, '
        'doubts, rejects, silent. [cf.stance]'
    )
    assert read.build().warnings == [of_nobody, off_the_scale]
    assert read.build().warnings == [of_nobody, off_the_scale]
