"""Where a fault is said to be: the file and the line where an editor finds it, also in a file that a page includes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from helpers.project import ANN, BOB, Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

# MyST includes files in a way that Sphinx is going to take away.
pytestmark = pytest.mark.filterwarnings('ignore:.*BuildEnvironment.app:PendingDeprecationWarning')
MYST = """## Silt

:::{hypothesis} Silt
:id: silt
:::

::::{hypothesis} Rails
:id: rails

:::{position} ann
:stance: certain

So {hypothesis}`sand` says.

> No tea at all.
:::
::::

Here {quote}`cold soup <bob>`.

```{include} parts/deep.txt
```
"""
DEEP_MYST = """Deep {theme}`tide`.

```{stances}
:sorces: ann
```
"""
RST = """Silt
----

.. cf:hypothesis:: Silt
   :id: silt

.. cf:hypothesis:: Rails
   :id: rails

   .. cf:position:: ann
      :stance: certain

      So :cf:hypothesis:`sand` says.

         No tea at all.

Here :cf:quote:`cold soup <bob>`.

.. include:: parts/deep.txt
"""
DEEP_RST = """Deep :cf:theme:`tide`.

.. cf:stances::
   :sorces: ann
"""
PARTS = {'myst': (MYST, DEEP_MYST), 'rst': (RST, DEEP_RST)}
PAGES = {
    'myst': {'claims.md': '# Claims\n\nWords.\n\n```{include} parts/points.txt\n```\n'},
    'rst': {'claims.rst': 'Claims\n======\n\nWords.\n\n.. include:: parts/points.txt\n'},
}
EXPECTED = [
    ('parts/deep.txt', 'Deep', 'cf.reference'),
    ('parts/deep.txt', 'stances', 'cf.option'),
    ('parts/points.txt', 'hypothesis', 'cf.no-positions'),
    ('parts/points.txt', 'position', 'cf.stance'),
    ('parts/points.txt', 'sand', 'cf.reference'),
    ('parts/points.txt', 'No tea', 'cf.not-found'),
    ('parts/points.txt', 'Here', 'cf.not-found'),
]


@pytest.mark.parametrize('jobs', [1, 2])
@pytest.mark.parametrize('markup', PARTS)
def test_in_an_included_file(tmp_path: Path, markup: str, jobs: int) -> None:
    """Each fault in an included file, or in one that this includes, is named by that file and the line there."""
    points, deep = PARTS[markup]
    project = Project(tmp_path, exclude_patterns=['parts'])
    pages = {'ann.md': source_page('ann', *ANN), 'bob.md': source_page('bob', *BOB)}
    project.write({**pages, **PAGES[markup], 'parts/points.txt': points, 'parts/deep.txt': deep})
    text = {'parts/points.txt': points, 'parts/deep.txt': deep}
    expected = sorted(
        (file, text[file][: text[file].index(what)].count('\n') + 1, kind) for file, what, kind in EXPECTED
    )
    for _ in range(2):
        found = [
            re.fullmatch(r'(\S+):(\d+): WARNING: .*\[(\S+)\]', warning)
            for warning in project.build(jobs=jobs).warnings
        ]
        assert sorted((each[1], int(each[2]), each[3]) for each in found if each) == expected


def test_included_twice(tmp_path: Path) -> None:
    """What is wrong in a file that two pages include is said once; what it defines is there already, and where."""
    project = Project(tmp_path, exclude_patterns=['parts'])
    include = '# {}\n\n```{{include}} parts/points.txt\n```\n'
    points = 'See {theme}`tide`.\n\n::::{theme} River\n:id: river\n\n:::{position} ann\n:::\n::::\n'
    pages = {'a.md': include.format('A'), 'b.md': include.format('B'), 'ann.md': source_page('ann', *ANN)}
    project.write({**pages, 'parts/points.txt': points})

    there = '{}, on a, which includes this file too. That one counts; remove or rename this one. [cf.duplicate]'
    assert project.build().warnings == [
        'parts/points.txt:1: WARNING: There is no theme "tide". Correct the id, or define it. [cf.reference]',
        'parts/points.txt:3: WARNING: There is already ' + there.format('the theme "river"'),
        'parts/points.txt:6: WARNING: There is already ' + there.format('the position of "ann" on "river"'),
    ]


@pytest.mark.parametrize('markup', ['myst', 'rst'])
def test_an_included_text(tmp_path: Path, markup: str) -> None:
    """The text of a source may stand in a file of its own: a difference from its seed is named there."""
    project = Project(tmp_path, exclude_patterns=['parts'])
    page = source_page('eve', '```{include} parts/text.txt\n```', seed='s.txt')
    files = {'eve.md': page}
    if markup == 'rst':
        head, _, _ = page.partition('# ')
        title = re.search('# (.*)', page)
        assert title is not None
        files = {'eve.rst': f'{head}{title[1]}\n{"=" * len(title[1])}\n\n.. include:: parts/text.txt\n'}
    project.write({**files, 'seeds/s.txt': 'One.\n\nTwo words.\n', 'parts/text.txt': 'One.\n\nTwo wolves.\n'})
    (warning,) = project.build().warnings

    assert warning.startswith('parts/text.txt:3: WARNING: ¶2 differs from its seed')
