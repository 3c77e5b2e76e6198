"""A source of several pages: one record, one column, passages that are numbered on from page to page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from helpers.links import faults
from helpers.project import ANN, BUILDERS, Build, Project, source_page, words

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """
# Start

```{toctree}
novel/one
novel/three
novel/two
ann
```

::::{question} What of tea?
:id: tea
::::

::::{hypothesis} Tea must be hot
:id: hot
:question: tea

:::{position} novel
:stance: asserts

So he says; see {passage}`novel#p4`, {passage}`novel#n3`, {passage}`novel#h2` and [](#novel-p5).

% a quotation

> Hot it must be

{attribution="¶3–4"}
> The end of two. A beginning of three.

{attribution="n. 3"}
> He said it twice.
:::

:::{position} ann
:stance: doubts

She does not.

> A cold cup spoils good tea.
:::
::::

:::{comparison}
:name: table
:::

:::{parallels}
:points: hot
:::

:::{concordance}
:source: novel
:::

:::{coverage}
:::

:::{emendations}
:source: novel
:::
"""
ONE = source_page(
    'novel',
    '## Chapter one',
    'It began.[^1] Nobody knew.',
    'Nobody cared.[^2]',
    '[^1]: In May.',
    '[^2]: But see below.',
    title='The Novel',
    language='fr',
    seed='one.txt',
)
TWO = """
---
source:
  continues: novel
  seed: two.txt
---

# Chapter two

Hot it must be, he said.[^1] The end of two.

[^1]: He said it twice.
"""
THREE = """
---
source:
  continues: novel
  seed: three.txt
  emendations:
    - replace: "begining"
      with: "beginning"
      reason: a slip
---

# Chapter three

A beginning of three. More.

The last one.

:::{annotation}
:id: last
:reference: none

> The last one.

There is none after it.
:::
"""
# The second chapter stands in the file that comes last by name.
PAGES = {
    'index.md': INDEX,
    'novel/one.md': ONE,
    'novel/three.md': TWO,
    'novel/two.md': THREE,
    'ann.md': source_page('ann', *ANN),
    'seeds/one.txt': (
        'The Novel\n\nChapter one\n\nIt began. Nobody knew.\n\nNobody cared.\n\n1 In May.\n\n2 But see below.'
    ),
    'seeds/two.txt': 'Chapter two\n\nHot it must be, he said. The end of two.\n\n1 He said it twice.',
    'seeds/three.txt': 'Chapter three\n\nA begining of three. More.\n\nThe last one.',
}


@pytest.fixture
def chapters(project: Project) -> Project:
    """A novel of three pages, and an essay."""
    project.write(PAGES)
    return project


def numbers(built: Build, docname: str) -> list[tuple[str, str]]:
    """Return the id and the number of each passage on a page."""
    found = built.page(docname).select('.cf-passage')
    shown = [str(link['data-number']) for link in built.page(docname).select('.cf-passage > .cf-number')]
    return list(zip([str(block['id']) for block in found], shown, strict=True))


def test_passages_are_numbered_on(chapters: Project) -> None:
    """In the order of the table of contents, whatever the files are called. Headings and notes go on, too."""
    built = chapters.build(strict=True)

    assert numbers(built, 'novel/one') == [('novel-p1', '¶1'), ('novel-p2', '¶2')]
    assert numbers(built, 'novel/three') == [('novel-p3', '¶3')]
    assert numbers(built, 'novel/two') == [('novel-p4', '¶4'), ('novel-p5', '¶5')]
    (novel, _) = built.data()['sources']
    assert [(part['id'], part['url']) for part in novel['paratext']] == [
        ('h1', 'novel/one.html#novel-h1'),
        ('h2', 'novel/one.html#novel-h2'),
        ('n1', 'novel/one.html#novel-n1'),
        ('n2', 'novel/one.html#novel-n2'),
        ('h3', 'novel/three.html#novel-h3'),
        ('n3', 'novel/three.html#novel-n3'),
        ('h4', 'novel/two.html#novel-h4'),
    ]
    assert [passage['section'] for passage in novel['passages']] == [
        'Chapter one', 'Chapter one', 'Chapter two', 'Chapter three', 'Chapter three',
    ]  # fmt: skip


def test_it_is_one_source(chapters: Project) -> None:
    """It has one column, and a quotation may run from one page to the next; each passage says where it is quoted."""
    built = chapters.build(strict=True)
    page = built.page()

    assert [words(cell) for cell in page.select('#table thead th')] == ['Hypothesis', 'Novel', 'Ann']
    cell = page.select('#table tbody td')[0]
    assert [link['href'] for link in cell.select('a[href*="-c"], .cf-locator a')]
    assert {'novel/three.html#novel-p3-p4', 'novel/two.html#novel-p5', 'novel/three.html#novel-n3'} <= {
        str(link['href']).partition('-c')[0] for link in page.select('a[href]')
    }
    assert words(page.find(href='novel/two.html#novel-p5')) == 'Novel ¶5'
    quoted = built.data()['points'][0]['positions'][0]['quotations']
    assert [each['url'] for each in quoted] == [
        'novel/three.html#novel-p3', 'novel/three.html#novel-p3', 'novel/three.html#novel-n3',
    ]  # fmt: skip
    for docname, anchor in (('three', 'novel-p3'), ('two', 'novel-p4'), ('three', 'novel-n3')):
        assert built.page(f'novel/{docname}').find(id=f'{anchor}-quoted'), anchor
    assert [words(mark) for mark in built.page('novel/two').select('.cf-quoted')] == ['A beginning of three.']
    assert built.page('novel/two').select('#novel-p5 ~ #annotation-last')


def test_a_page_says_what_it_is_part_of(chapters: Project) -> None:
    """Below its title stand the source and what was proved; its words have the language of the source."""
    page = chapters.build(strict=True).page('novel/three')

    assert words(page.select_one('.cf-record')) == (
        'Part of: Novel, The Novel Text: 1 numbered paragraph, checked word for word against a plain copy'
    )
    assert page.select('.cf-record a[href="one.html"]')
    assert page.select('#novel-p3[lang=fr]')
    assert 'quoted in the comparison' in words(page.select_one('.cf-strip-caption'))
    assert [link['href'] for link in page.select('.cf-strip a')] == ['#novel-p3']

    chapters.edit('novel/one.md', 'title: "The Novel"', 'title: "A Novel"')
    assert 'Part of: Novel, A Novel' in words(chapters.build().page('novel/three').select_one('.cf-record'))


def test_each_page_gives_back_its_seed(chapters: Project) -> None:
    """What turns the seed of each page into its text is exported for each."""
    (novel, _) = chapters.build(strict=True).data()['sources']

    assert [(part['page'], part['seed'], part['passages']) for part in novel['parts']] == [
        ('novel/one.html', 'one.txt', ['p1', 'p2']),
        ('novel/three.html', 'two.txt', ['p3']),
        ('novel/two.html', 'three.txt', ['p4', 'p5']),
    ]
    (change,) = novel['parts'][2]['emendations']
    assert (change['was'], change['now'], change['passage']) == ('begining', 'beginning', 'p4')
    assert novel['emendations'] == []


@pytest.mark.parametrize('builder', BUILDERS)
@pytest.mark.parametrize('suffix', ['.md', '.rst'])
def test_every_builder(tmp_path: Path, builder: str, suffix: str) -> None:
    """Every builder writes it without a warning, from Markdown and reStructuredText; no provisional name is left."""
    project = Project(tmp_path / 'project', latex_engine='xelatex', copyright='nobody', version='1')
    project.write(PAGES)
    if suffix == '.rst':
        project.remove('novel/three.md')
        text = PAGES['novel/three.md'].replace('# Chapter two', 'Chapter two\n===========')
        project.write({'novel/three.rst': text.replace('[^1]:', '.. [1]').replace('[^1]', ' [1]_')})
    built = project.build(builder, strict=True)

    named = [path for path, made in built.files().items() if re.search(rb'novel(%40|@|-40)novel', made)]
    assert (built.warnings, named) == ([], [])
    if builder in ('html', 'dirhtml', 'singlehtml'):
        assert faults(built.out) == []


def test_what_is_wrong_is_said_of_the_page(chapters: Project) -> None:
    """Of what a seed has otherwise, the paragraph is counted on its page: its number may be another tomorrow."""
    chapters.edit('novel/two.md', 'The last one.\n\n:::', 'The very last one.\n\n:::')
    built = chapters.build()

    assert built.warnings[0] == (
        'novel/two.md:15: WARNING: Paragraph 2 of this page differs from its seed (three.txt, line 5); from the seed '
        'to the page: The {+very+} last one.. Restore the words of the seed, or record the change as an emendation. '
        '[cf.fidelity]'
    )


def test_no_source_to_continue(chapters: Project) -> None:
    """A page that continues what is not there is said to, with what may be meant; it has no passages then."""
    chapters.edit('novel/three.md', 'continues: novel', 'continues: navel')
    built = chapters.build()

    assert [warning for warning in built.warnings if warning.startswith('novel/')] == [
        (
            'novel/three.md:3: WARNING: There is no source "navel"; the nearest that exist: novel. Correct the id. '
            '[cf.reference]'
        )
    ]
    assert numbers(built, 'novel/two') == [('novel-p3', '¶3'), ('novel-p4', '¶4')]


def test_later_pages_follow(chapters: Project) -> None:
    """A paragraph more on one page: those behind it are written again with their new numbers, and not read again."""
    chapters.build(strict=True)
    chapters.edit('novel/one.md', 'Nobody cared.', 'A new one.\n\nNobody cared.')
    chapters.edit('index.md', '¶3–4', '¶4–5')
    chapters.write({'seeds/one.txt': PAGES['seeds/one.txt'].replace('Nobody cared.', 'A new one.\n\nNobody cared.')})
    built = chapters.build(strict=True)

    assert built.read == {'index', 'novel/one'}
    assert {'novel/two', 'novel/three'} <= built.written
    assert numbers(built, 'novel/two') == [('novel-p5', '¶5'), ('novel-p6', '¶6')]


def test_another_order(chapters: Project) -> None:
    """Pages that are listed in another order have other numbers, as in a clean build."""
    chapters.build()
    chapters.edit('index.md', 'novel/three\nnovel/two', 'novel/two\nnovel/three')
    again = chapters.build()

    assert numbers(again, 'novel/two') == [('novel-p3', '¶3'), ('novel-p4', '¶4')]
    assert numbers(again, 'novel/three') == [('novel-p5', '¶5')]
    clean = chapters.build(out=chapters.folder / 'clean', doctrees=chapters.folder / 'clean-d')
    assert json.dumps(again.data()) == json.dumps(clean.data())
