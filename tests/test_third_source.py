"""Another editor, or the same one later, adds a text: one page and some positions, and no Python."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from conftest import REPOSITORY
from project import Project, table

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """---
source:
  id: third
  siglum: T
  type: webpage
  title: "A third reading"
  author: [{family: Third, given: Tessa}]
  issued: 2018-06
  seed: third.txt
---

# A third reading

Kim wants time, and nothing else. He has said so to no one.

All the rest is theatre.
"""
SEED = """A third reading

Kim wants time, and nothing else. He has said so to no one.

All the rest is theatre.
"""
POSITIONS = """# What Third holds

:::{position} third
:on: buying-time
:stance: asserts

Nothing else explains the turn.

> Kim wants time, and nothing else.
:::

:::{position} third
:on: changing-sides
:stance: rejects

> All the rest is theatre.
:::
"""


def test_a_third_text(tmp_path: Path) -> None:
    """With a page and two positions more, the real site has a third column, proved like the others."""
    project = Project(tmp_path, cf_seed_dir='seeds')
    for name in ('essays', 'hypotheses', 'themes.md', 'evidence.md', 'why.md', 'about.md'):
        path = REPOSITORY / 'docs' / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, project.source / name)
    project.remove('about.md')
    project.write({'about.md': '# About\n\n(cabestan-dating)=\n## Dating\n\nBy inference.\n'})
    shutil.copytree(REPOSITORY / 'seeds', project.source / 'seeds', ignore=shutil.ignore_patterns('*.md'))
    project.write({'seeds/third.txt': SEED, 'essays/third.md': PAGE, 'third.md': POSITIONS})

    build = project.build()

    assert build.warnings == []
    comparison = build.page('why').select_one('table.cf-comparison')
    assert comparison is not None
    rows = table(comparison)
    assert rows[0] == ['Hypothesis', 'Bajpai', 'Cabestan', 'Third']
    cells = {row[0]: row[3] for row in rows[1:]}
    assert cells['Kim is buying time to slow and evade the sanctions'] == (
        'Third asserts Nothing else explains the turn. Kim wants time, and nothing else. —¶1'
    )
    assert cells['Kim is moving from China toward the United States'].startswith('Third rejects')
    others = [cell for row, cell in cells.items() if 'buying time' not in row and 'from China toward' not in row]
    assert {cell.removeprefix('Third ') for cell in others} == {'not assessed'}
    assert build.page('essays/third').select_one('#third-p1-quoted') is not None
