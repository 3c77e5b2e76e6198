"""References of a text's own, on pages: verses, articles, pages of an edition."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from helpers.links import faults
from helpers.project import BUILDERS, Project, source_page, words

if TYPE_CHECKING:
    from pathlib import Path

JOHN = source_page(
    'john',
    """{milestone}`1:1` In the beginning was the Word, and the Word was with God.
{milestone}`1:2` The same was in the beginning with God. {milestone}`1:3` All things were made by him.""",
    '{milestone}`1:4` In him was life; and *the {milestone}`p. 12`life* was the light of men. '
    '{milestone}`1:5` And the light shineth in darkness.',
    title='The Gospel of John',
    title_short='John',
    author=None,
    seed='john.txt',
)
SEED = """The Gospel of John

In the beginning was the Word, and the Word was with God. The same was in the beginning with God. All things were made by him.

In him was life; and the life was the light of men. And the light shineth in darkness.
"""  # noqa: E501 - a paragraph of a seed is a line
ACT = """
---
source: {id: act, type: document, title: The Tea Act, title-short: Tea Act}
---

# The Tea Act

## {milestone}`art. 1` Of tea

Tea shall be hot.

It shall be brown.

## {milestone}`art. 2` Of milk

Milk shall be cold.
"""
INDEX = """
# Start

```{toctree}
john
act
```

::::{hypothesis} It was there first
:id: first

:::{position} john
:stance: asserts

See {passage}`john#1:4`, {passage}`john#1:2-3`, [](#john-ref-1-5), {passage}`act#art. 1` and {passage}`john#p. 12`.

{attribution="1:1"}
> In the beginning

{attribution="1:4–5"}
> light of men. And the light
:::

:::{position} act
:stance: silent
:nearest: art. 1

Not a word.
:::
::::

:::{comparison}
:name: table
:::

:::{parallels}
:points: first
:::

:::{citations}
:passage: john#1:4
:::
"""
BESIDE = '# Beside\n\n:::{beside}\n:sources: john act\n:::\n'
PAGES = {'index.md': INDEX, 'john.md': JOHN, 'act.md': ACT, 'seeds/john.txt': SEED}


@pytest.fixture
def verses(project: Project) -> Project:
    """A gospel with verses, and a law with articles."""
    project.write(PAGES)
    return project


def test_references_lead_to_milestones(verses: Project) -> None:
    """They say the label, also of a range, and lead to the very place; an article to its heading."""
    built = verses.build(strict=True)
    links = [(str(link['href']), words(link)) for link in built.page().select('.cf-position p .internal')]

    assert links[:6] == [
        ('john.html', 'John'),
        ('john.html#john-ref-1-4', 'John 1:4'),
        ('john.html#john-ref-1-2', 'John 1:2–3'),
        ('john.html#john-ref-1-5', 'John 1:5'),
        ('act.html#act-ref-art-1', 'Tea Act art. 1'),
        ('john.html#john-ref-p-12', 'John p. 12'),
    ]
    located = [str(link['href']) for link in built.page().select('#table .attribution a')]
    assert located == ['john.html#john-ref-1-1', 'john.html#john-ref-1-4']
    shown = built.page('john').select('.cf-milestone')
    assert [mark['data-label'] for mark in shown] == ['1:1', '1:2', '1:3', '1:4', 'p. 12', '1:5']
    assert built.page('act').select('section > h2')
    assert not built.page('act').select('.cf-milestone')
    assert faults(built.out) == []


def test_citations_name_them(verses: Project) -> None:
    """In words a citation has the reference; a label with a blank in it can be named; tables for programs have it."""
    verses.edit('index.md', ':passage: john#1:4', ':passage: act#art. 1')
    built = verses.build(strict=True)

    cited = words(built.page().select_one('.cf-citations'))
    assert 'art. 1' in cited
    assert '#act-ref-art-1' in cited
    locators = [
        row['locator']
        for row in csv.DictReader((built.out / 'comparison.csv').read_text(encoding='utf-8').splitlines())
    ]
    assert locators == ['1:1', '1:4–5', '']
    positions = [position for point in built.data()['points'] for position in point['positions']]
    assert [each['locator'] for position in positions for each in position['quotations']] == ['1:1', '1:4–5']


def test_texts_side_by_side_have_those_of_headings(verses: Project) -> None:
    """Before the number of the passage in which it begins, with a link to its heading; so has every builder."""
    verses.write({'beside.md': '---\norphan:\n---\n' + BESIDE})
    numbers = verses.build(strict=True).page('beside').select('[id^=beside-act-] .cf-beside-number')

    assert [words(number) for number in numbers] == ['art. 1 · ¶1', '¶2', 'art. 2 · ¶3']
    assert [str(link['href']) for link in numbers[0].select('a')] == ['act.html#act-ref-art-1', 'act.html#act-p1']
    assert 'art. 2 · ¶3 Milk shall be cold.' in verses.build('text').text('beside')


def test_they_are_no_text(verses: Project) -> None:
    """The seed has none of them, no text has two blanks for them, and offsets are those of the text alone."""
    (john, act) = verses.build(strict=True).data()['sources']

    assert john['passages'][1]['text'] == SEED.split('\n\n')[2].strip()
    assert [(each['label'], each['passage'], each['offset']) for each in john['milestones']] == [
        ('1:1', 'p1', 0),
        ('1:2', 'p1', 58),
        ('1:3', 'p1', 98),
        ('1:4', 'p2', 0),
        ('p. 12', 'p2', 25),
        ('1:5', 'p2', 52),
    ]
    assert john['passages'][0]['text'][98:] == 'All things were made by him.'
    assert [(each['label'], each['passage'], each['offset']) for each in act['milestones']] == [
        ('art. 1', 'p1', 0),
        ('art. 2', 'p3', 0),
    ]


@pytest.mark.parametrize('form', ['1:{} ', '{} ', '{}'])
def test_a_seed_may_have_them(verses: Project, form: str) -> None:
    """The whole labels, or their last numbers: they are proved with the text, and no words of the page.

    So is that of a paragraph with one alone, which is all in the seed without it, too.
    """
    seed = f'{SEED}\nThere was a man.\n'
    verses.edit('john.md', 'shineth in darkness.', 'shineth in darkness.\n\n{milestone}`1:6` There was a man.')
    verses.write({'seeds/john.txt': seed})
    plain = verses.build(strict=True).data()['sources'][0]
    begins = ('In the', 'The same', 'All things', 'In him', 'And the light', 'There was a')
    for number, words_ in enumerate(begins, 1):
        seed = seed.replace(words_, form.format(number) + words_)
    verses.edit('john.md', '{milestone}`p. 12`', '')
    verses.write({'seeds/john.txt': seed})
    verses.edit('index.md', ' and {passage}`john#p. 12`', '')
    built = verses.build()

    assert built.warnings == []
    assert built.data()['sources'][0]['passages'] == plain['passages']
    verses.write({'seeds/john.txt': seed.replace(form.format(2), form.format(9))})
    assert '[cf.fidelity]' in verses.build().warnings[0]


def test_a_quotation_stands_within_its_reference(verses: Project) -> None:
    """The locator is shown as it was written; words of the next verse of the same paragraph are elsewhere."""
    built = verses.build(strict=True)
    assert [words(each) for each in built.page().select('#table .attribution')] == ['—1:1', '—1:4–5']

    verses.edit('index.md', '{attribution="1:4–5"}', '{attribution="1:5"}')
    verses.edit('index.md', '{attribution="1:1"}', '{attribution="1:9"}')
    assert verses.build().warnings == [
        'index.md:17: WARNING: "john" has no 1:9: it has 1:5, 1:4, 1:3. Correct the locator. [cf.locator]',
        (
            'index.md:20: WARNING: "light of men. And the light" is not in "john" 1:5 but in ¶2. Correct the locator. '
            '[cf.elsewhere]'
        ),
    ]


def test_a_source_without_any(verses: Project) -> None:
    """What would be one is no locator where the source has none."""
    verses.write({'act.md': ACT.replace('{milestone}`art. 1` ', '').replace('{milestone}`art. 2` ', '')})
    assert verses.build().warnings[0] == (
        'index.md:14: WARNING: "art. 1" is not a locator. Write the number of a paragraph, ¶7, or of the first and '
        'last, ¶6–7. [cf.locator]'
    )


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder(tmp_path: Path, builder: str) -> None:
    """Every builder shows them without a warning."""
    project = Project(tmp_path / 'project', latex_engine='xelatex', copyright='nobody', version='1')
    project.write(PAGES)
    built = project.build(builder, strict=True)

    assert built.warnings == []
    if builder == 'text':
        assert '[¶2] [1:4] In him was life' in ' '.join(built.text('john').split())


def test_in_restructuredtext_and_on_several_pages(project: Project) -> None:
    """A role is a role there too; a page that continues a source goes on with its references, and has none twice."""
    project.write(
        {
            'index.md': '# Start\n\n```{toctree}\none\ntwo\n```\n\n{passage}`ann#1:2` {passage}`ann#2:1`\n',
            'one.rst': """
                ---
                source: {id: ann, type: book, title: Tea}
                ---

                Tea
                ===

                :milestone:`1:1` One. :milestone:`1:2` Two.
                """,
            'two.md': """
                ---
                source: {continues: ann}
                ---

                # More

                Three. {milestone}`2:1` Four. {milestone}`1:1` Five.
                """,
        }
    )
    built = project.build()

    assert built.warnings == [
        (
            'two.md:2: WARNING: The source has a milestone "1:1" already, or one with the same anchor. Give one of '
            'them another label. [cf.locator]'
        )
    ]
    links = [str(link['href']) for link in built.page().select('p .internal')]
    assert links == ['one.html#ann-ref-1-2', 'two.html#ann-ref-2-1']
