"""What is a passage of a source, and what only stands on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.project import SOURCES, source_page

if TYPE_CHECKING:
    from helpers.project import Build, Project

POINT = """
# A point

::::{hypothesis} Warm it
:id: warm

:::{position} ann
:stance: asserts

> The pot must be warmed
:::
::::
"""


def passages(build: Build, source: str) -> list[str]:
    """The text of each passage of a source, in order."""
    return [passage.text for passage in build.domain.context.comparison.sources[source].passages]


def test_other_front_matter(project: Project) -> None:
    """What else a page says in its front matter is no paragraph of the source."""
    page = source_page('cy', 'One.', 'Two.').replace('---\n', '---\norphan: true\nauthor: somebody\n', 1)
    project.write({'cy.md': page})
    build = project.build()
    assert build.warnings == []
    assert passages(build, 'cy') == ['One.', 'Two.']


def test_position_on_the_page_of_its_source(project: Project) -> None:
    """A position, a point and an editorial block may stand on the page of a source, and are not counted."""
    body = """
One.

:::{position} cy
:on: warm
:stance: asserts

He says so.

> Two.
:::

:::{editorial}
Here the manuscript is torn.
:::

Two.
"""
    project.write({**SOURCES, 'point.md': POINT, 'cy.md': source_page('cy', body=body)})
    build = project.build()
    assert build.warnings == []
    assert passages(build, 'cy') == ['One.', 'Two.']


def test_code_and_verse(project: Project) -> None:
    """Code and verse are passages, proved line by line; the layout of their lines is the page's own."""
    body = """
One.

```text
for x in y:
    print(x)
```

First line\\
Second line

Two.
"""
    seed = 'One.\n\nfor x in y:\n    print(x)\n\nFirst line\nSecond line\n\nTwo.\n'
    project.configure(cf_seed_dir='.')
    project.write({'seed.txt': seed, 'cy.md': source_page('cy', seed='seed.txt', body=body)})
    build = project.build()
    assert build.warnings == []
    assert passages(build, 'cy') == ['One.', 'for x in y: print(x)', 'First line\nSecond line', 'Two.']


def test_the_same_words_twice_in_a_passage(project: Project) -> None:
    """What is marked is what was quoted, also where the same words stand before it between other markup."""
    said = POINT.replace('} ann', '} cy').replace('The pot must be warmed', 'two of tea')
    project.write({'cy.md': source_page('cy', '*One* of tea *two* of tea *three*.'), 'point.md': said})
    build = project.build()
    assert build.warnings == []
    emphasised, plain = build.page('cy').select('#cy-p1 .cf-quoted')
    assert (emphasised.get_text(), plain.get_text()) == ('two', ' of tea')
    assert plain.find_previous('em') is emphasised.find_parent('em')
