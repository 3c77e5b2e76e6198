"""Anyone can put in another text: by writing its page and some positions, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.links import faults
from helpers.project import rich, source_page, words

if TYPE_CHECKING:
    from pathlib import Path

FOURTH = source_page(
    'dora',
    'Nobody ever asked the cow.',
    'Lemons are another matter; let them alone.',
    author=[{'family': 'Dale', 'given': 'Dora'}],
    seed='dora.txt',
    title='The Cow Speaks',
)
POSITIONS = """
# Dora's positions

:::{position} dora
:on: tea-first
:stance: doubts

She asks who was *asked*.

> Nobody ever asked the cow.
:::

:::{position} dora
:on: lemons

> Lemons are another matter
:::
"""


def test_one_page_and_some_positions(tmp_path: Path) -> None:
    """A new text has its column in every table, its passages, its record, its entry in the exports; all of it linked.

    The other pages are as they were, but for what they say of the new one.
    """
    project = rich(tmp_path)
    before = project.build()
    project.write(
        {
            'essays/dora.md': FOURTH,
            'seeds/dora.txt': 'The Cow Speaks\n\nNobody ever asked the cow.\n\n'
            'Lemons are another matter; let them alone.\n',
            'points/dora.md': POSITIONS,
        }
    )
    project.edit('index.md', 'essays/carol\n', 'essays/carol\nessays/dora\npoints/dora\n')
    after = project.build(strict=True)
    views = after.page('views')
    comparison, evidence, stances = views.select('table')[:3]
    essay = after.page('essays/dora')

    assert before.warnings == after.warnings == []
    assert [words(cell) for cell in comparison.select('thead th')] == [
        'Hypothesis',
        'Ash',
        'Birch and Beech',
        'A Word on Lemons',
        'Dale',
    ]
    assert words(comparison.select('tbody tr')[0].select('td')[3]) == (
        'Dale doubts She asks who was asked. Nobody ever asked the cow. —¶1'
    )
    assert words(comparison.select('tbody tr')[1].select('td')[3]) == 'Dale not assessed'
    assert 'Dale' not in words(evidence), 'the sources of this table are named'
    assert 'Dale' in words(stances.select_one('thead'))
    assert [words(quoted) for quoted in essay.select('.cf-quoted')] == [
        'Nobody ever asked the cow.',
        'Lemons are another matter',
    ]
    assert '2 numbered paragraphs, checked word for word against a plain copy' in words(essay.select_one('.cf-record'))
    assert [source['id'] for source in after.data()['sources']] == ['ann', 'bob', 'carol', 'dora']
    assert after.page('essays/ann').main == before.page('essays/ann').main
    assert faults(after.out) == []


def test_its_faults_are_found(tmp_path: Path) -> None:
    """What is wrong with it is said, and what was there stays as it was."""
    project = rich(tmp_path)
    project.write(
        {
            'essays/dora.md': FOURTH,
            'seeds/dora.txt': 'The Cow Speaks\n\nNobody ever asked the cows.\n',
            'points/dora.md': POSITIONS.replace('Nobody ever', 'No-one ever'),
        }
    )
    project.edit('index.md', 'essays/carol\n', 'essays/carol\nessays/dora\npoints/dora\n')
    warnings = project.build().warnings

    assert [message.split(': ')[0] + ' ' + message[message.rindex('[') :] for message in warnings] == [
        'essays/dora.md:13 [cf.fidelity]',
        'essays/dora.md:15 [cf.fidelity]',
        'points/dora.md:9 [cf.not-found]',
    ]
