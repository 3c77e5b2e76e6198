"""What is not as it was: an earlier release's ``comparison.json`` is compared with now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from helpers.project import ANN, BUILDERS, SOURCES, source_page, table

if TYPE_CHECKING:
    from helpers.project import Build, Project

POINTS = """# Points

::::{question} When?
:id: when
::::

::::{hypothesis} Tea first
:id: tea

:::{position} ann
:stance: asserts

> Tea is poured before the milk.
:::

:::{position} bob
:stance: rejects
:::
::::

::::{theme} Warmth
:id: warmth

:::{position} ann
> The pot must be warmed
:::
::::
"""
INDEX = """# Home

```{toctree}
:hidden:

points
ann
bob
```

:::{changes}
:since: releases/1.json
:name: changes
:::
"""
HEAD = ['What changed', 'Then', 'Now']


@pytest.fixture
def released(project: Project) -> Project:
    """A project that was published as it is."""
    project.configure(copyright='The editors', version='1')
    project.write({'index.md': '# Home\n\n```{toctree}\npoints\nann\nbob\n```\n', 'points.md': POINTS, **SOURCES})
    release = project.build().out / 'comparison.json'
    project.write({'releases/1.json': release.read_text(encoding='utf-8'), 'index.md': INDEX})
    return project


def rows(build: Build) -> list[list[str]]:
    """Return the rows of the view, without what narrow screens repeat of its head."""
    drawn = build.page().find(id='changes')
    assert drawn
    head, *others = table(drawn)
    assert head == HEAD
    return [
        [row[0], *(cell.removeprefix(f'{name} ') for name, cell in zip(HEAD[1:], row[1:], strict=True))]
        for row in others
    ]


def test_nothing_has_changed(released: Project) -> None:
    """A release compared with itself has nothing to show."""
    built = released.build()
    assert built.warnings == []
    assert built.page().find(class_='cf-empty')


def test_points(released: Project) -> None:
    """A point that is new, gone or has another title; of one that is new no position is listed."""
    released.edit('points.md', 'Tea first', 'Tea *before* milk')
    released.edit('points.md', ':id: warmth', ':id: heat')
    released.edit('points.md', '{question} When?\n:id: when', '{question} Who?\n:id: who')
    assert rows(released.build()) == [
        ['Who? question, new', 'nothing', 'Who?'],
        ['Tea before milk hypothesis, new title', 'Tea first', 'Tea before milk'],
        ['Warmth theme, new', 'nothing', 'Warmth'],
        ['When? question, gone', 'When?', 'nothing'],
        ['Warmth theme, gone', 'Warmth', 'nothing'],
    ]


def test_positions(released: Project) -> None:
    """Another stance, other quotations; a position that is new, one that is gone."""
    released.edit(
        'points.md', ':stance: asserts\n\n> Tea is poured before the milk.', ':stance: grants\n\n> Tea is poured'
    )
    released.edit('points.md', ':::{position} bob\n:stance: rejects\n:::\n', '')
    released.edit('points.md', ':id: warmth\n', ':id: warmth\n\n:::{position} bob\n:::\n')
    built = released.build()
    assert rows(built) == [
        ['Ann, Tea first stance', 'asserts', 'grants'],
        ['Ann, Tea first quotations', '“Tea is poured before the milk.”', '“Tea is poured”'],
        ['Bob, Warmth position, new', 'nothing', 'nothing'],
        ['Bob, Tea first position, gone', 'rejects', 'nothing'],
    ]
    links = [link['href'] for link in built.page().select('#changes a')]
    assert 'points.html#position-tea-ann' in links


def test_texts(released: Project) -> None:
    """A text with other words, with more or with fewer; one that is new, one that is gone."""
    released.write({'ann.md': source_page('ann', ANN[0].replace('milk', 'cream'), *ANN[1:], 'One more.')})
    released.edit('points.md', 'before the milk.', 'before the cream.')
    bob = released.read('bob.md')
    released.write({'bob.md': bob.replace('id: "bob"', 'id: "cy"')})
    released.edit('points.md', ':::{position} bob\n:stance: rejects\n:::\n', '')
    said = rows(released.build())
    assert [
        'Ann ¶1 text',
        '“Tea is poured before the milk. Everybody knows it.”',
        '“Tea is poured before the cream. Everybody knows it.”',
    ] in said
    assert ['Ann ¶4 text, new', 'nothing', '“One more.”'] in said
    assert ['Bob source, new', 'nothing', 'nothing'] in said
    assert ['bob source, gone', 'nothing', 'nothing'] in said


def test_a_shorter_text(released: Project) -> None:
    """A paragraph that is gone is named by its source and its id."""
    released.write({'bob.md': source_page('bob', 'The milk goes in first, as my mother taught me.')})
    assert rows(released.build()) == [
        ['Bob p2 text, gone', '“The pot need not be warmed: good tea does not mind.”', 'nothing']
    ]


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder_has_it(released: Project, builder: str) -> None:
    """Without a warning."""
    released.edit('points.md', 'Tea first', 'Tea *before* milk')
    doctrees = released.folder / builder  # gettext wants its own
    assert released.build(builder, doctrees=doctrees).warnings == []


def test_another_release(released: Project) -> None:
    """When the file of the release changes, the page is read and written again."""
    released.build()
    data = json.loads(released.read('releases/1.json'))
    data['points'][0]['title'] = 'Tea, then milk'
    released.write({'releases/1.json': json.dumps(data)})
    again = released.build()
    assert again.written == {'index'}
    assert rows(again) == [['Tea first hypothesis, new title', 'Tea, then milk', 'Tea first']]


@pytest.mark.parametrize(
    ('text', 'wrong'),
    [
        (None, 'and no file is there'),
        ('', 'and this is none'),
        ('[]', 'and this is none'),
        ('{"version": 2}', 'and this is none'),
        ('{"version": 1, "questions": [], "points": [{}], "sources": []}', 'and this is none'),
    ],
)
def test_no_release(released: Project, text: str | None, wrong: str) -> None:
    """A file that is not there, or is no release, is a fault on every build."""
    if text is None:
        released.remove('releases/1.json')
    else:
        released.write({'releases/1.json': text})
    message = (
        'index.md:11: WARNING: The option "since" of "changes" cannot be "releases/1.json". It takes the path of a '
        f'published comparison.json, from this page or, with a slash, the root, {wrong}. [cf.option]'
    )
    assert released.build().warnings == [message]
    assert released.build().warnings == [message]
