"""What belongs to a source beside its passages: proved, cited, quoted and shown as the source's own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from helpers.links import faults
from helpers.project import BUILDERS, source_page

if TYPE_CHECKING:
    from helpers.project import Build, Project

SEED = """The River

By our correspondent

A century of sand.

The cause lies under the water. The river has carried down sand for a century.

Low water

Nobody has dredged it.

The quay in 1911

1. Captain Dow measured nine feet at the quay.

2. So in the log.

He signed it twice.
"""
BODY = """
:::{paratext} byline
By our correspondent
:::

:::{paratext} standfirst
A century of sand.
:::

The cause lies under the water.[^1] The river has carried down sand for a century.

## Low water

Nobody has dredged it.[^kim]

```{figure} quay.png
The quay in 1911
```

[^1]: Captain Dow measured nine feet at the quay.

[^kim]: So in the log.

    He signed it twice.
"""
RST = """---
source:
  id: marsh
  type: article
  title: The River
  seed: s.txt
---

The River
=========

.. paratext:: byline

   By our correspondent

.. paratext:: standfirst

   A century of sand.

The cause lies under the water. [1]_ The river has carried down sand for a century.

Low water
---------

Nobody has dredged it. [#kim]_

.. figure:: quay.png

   The quay in 1911

.. [1] Captain Dow measured nine feet at the quay.

.. [#kim] So in the log.

   He signed it twice.
"""
QUOTING = """
# Why

::::{hypothesis} It silted up
:id: silt

:::{position} marsh
:stance: asserts

> Captain Dow measured nine feet
:::
::::

Also {quote}`in the log <marsh#n-kim>`, {quote}`signed it <marsh#note kim>`, {quote}`century of sand
<marsh#standfirst>`, {quote}`quay in 1911 <marsh#caption 1>`, {quote}`Low water <marsh>`;
see {passage}`marsh#n1`, {passage}`marsh#h2`,
[](#marsh-n1), [](#marsh-standfirst-1).

:::{concordance}
:source: marsh
:::

:::{coverage}
:::
"""


def write(project: Project, page: str = '', seed: str = SEED) -> None:
    """Write the source, with its seed, and a page that quotes it."""
    project.configure(cf_seed_dir='.', copyright='1911', author='The editors', version='1')
    marsh = {'marsh.md': source_page('marsh', body=BODY, title='The River', seed='s.txt')}
    project.write({'s.txt': seed, 'quay.png': b'', 'why.md': QUOTING})
    project.write({'marsh.rst': page} if page else marsh)


def paratext(build: Build) -> list[tuple[str, str]]:
    """Return the ids and texts of the source's paratext."""
    return [(part.id, part.text) for part in build.domain.context.comparison.sources['marsh'].paratext]


FOUND = [
    ('h1', 'The River'),
    ('byline-1', 'By our correspondent'),
    ('standfirst-1', 'A century of sand.'),
    ('h2', 'Low water'),
    ('caption-1', 'The quay in 1911'),
    ('n1', 'Captain Dow measured nine feet at the quay.'),
    ('n-kim', 'So in the log.\n\nHe signed it twice.'),
]


@pytest.mark.parametrize('page', ['', RST], ids=['myst', 'rst'])
def test_it_is_proved_and_has_anchors(project: Project, page: str) -> None:
    """Each kind is found in the seed, in its place or at the end, and has its id; passages keep their numbers."""
    write(project, page)
    build = project.build()

    assert build.warnings == []
    assert paratext(build) == FOUND
    assert [passage.text[:9] for passage in build.domain.context.comparison.sources['marsh'].passages] == [
        'The cause', 'Nobody ha',
    ]  # fmt: skip
    shown = build.page('marsh')
    assert all(shown.find(id=f'marsh-{identifier}') for identifier, _ in FOUND)
    assert faults(build.out) == []


@pytest.mark.parametrize('builder', BUILDERS)
@pytest.mark.parametrize('page', ['', RST], ids=['myst', 'rst'])
def test_it_is_quoted_in_every_builder(project: Project, builder: str, page: str) -> None:
    """No builder warns of a quotation of a note, a heading, a caption or a standfirst, or of a link to one."""
    write(project, page)
    assert project.build(builder, strict=True).warnings == []


def test_quotations_of_it(project: Project) -> None:
    """They lead to the words, say where these stand, mark them there, and are in the data."""
    write(project)
    build = project.build()
    why, marsh = build.page('why'), build.page('marsh')

    quoted = why.select_one('.cf-position blockquote')
    assert quoted is not None
    assert [link['href'] for link in quoted.select('a')] == ['marsh.html#marsh-n1-c0-30', 'marsh.html#marsh-n1']
    assert quoted.get_text().split('—')[-1].strip() == 'n. 1'
    marked = {element.get_text() for element in marsh.select('.cf-quoted')}
    assert marked == {
        'Captain Dow measured nine feet', 'in the log', 'signed it', 'century of sand', 'quay in 1911', 'Low water',
    }  # fmt: skip
    assert marsh.find(id='marsh-n1-quoted')
    assert {link.get_text() for link in why.select('a.reference')} >= {'Marsh n. 1', 'Marsh heading 2'}
    data: dict[str, Any] = build.data()
    (quotation,) = data['points'][0]['positions'][0]['quotations']
    assert (quotation['passages'], quotation['url']) == (['n1'], 'marsh.html#marsh-n1')
    assert [(part['id'], part['text']) for part in data['sources'][0]['paratext']] == FOUND
    rows = [row.get_text(' ', strip=True).split(' ')[:2] for row in why.select('.cf-concordance tbody tr')]
    assert ['n.', '1'] in rows
    (covered,) = [row.select('td')[0] for row in why.select('.cf-coverage tbody tr')]
    assert [line.get_text() for line in covered.select('p:not(.cf-column-name)')] == [
        '0 of 2 paragraphs', '0 % of the text', 'standfirst 1, heading 2, caption 1, n. 1, n. kim',
    ]  # fmt: skip
    assert ['byline', '1'] not in rows  # it is neither quoted nor referred to


def test_wrong_locators_name_the_place(project: Project) -> None:
    """Words of a note under another locator are said to be in the note, and so are those of another source's note."""
    write(project)
    project.write({'why.md': '# Why\n\n{quote}`Captain Dow <marsh#p1>` {quote}`Captain Dow <eve>`\n'})
    project.write({'eve.md': source_page('eve', 'Something else.')})

    assert [warning.partition('WARNING: ')[2] for warning in project.build().warnings] == [
        '"Captain Dow" is not in "marsh" ¶1 but in n. 1. Correct the locator. [cf.elsewhere]',
        '"Captain Dow" is not in "eve" but in "marsh", n. 1. Quote it as that source\'s. [cf.misattributed]',
    ]


def test_words_of_a_passage_come_first(project: Project) -> None:
    """Without a locator, words that a heading and one passage have are the passage's."""
    project.write(
        {
            'eve.md': source_page('eve', body='## Low water\n\nThere was low water.\n\n## low water'),
            'why.md': '# Why\n\n{quote}`low water <eve>` {quote}`low water <eve#h3>`\n',
        }
    )
    build = project.build()

    assert build.warnings == []
    assert [link['href'] for link in build.page('why').select('.cf-quote a')] == [
        'eve.html#eve-p1-c10-19', 'eve.html#eve-h3-c0-9',
    ]  # fmt: skip


@pytest.mark.parametrize(
    'label', ['1. ', '[1] ', '1) ', '¹ ', '1 ', '(1) ', '¹', '[1]', ''], ids=lambda label: label.strip() or 'none'
)
def test_labels_of_notes_in_a_seed(project: Project, label: str) -> None:
    """The label of a note may stand before it in the seed."""
    write(project, seed=SEED.replace('1. Captain', f'{label}Captain').replace('2. So', 'So'))
    assert [warning for warning in project.build().warnings if 'n. 1' in warning] == []


def test_notes_in_one_block_of_a_seed(project: Project) -> None:
    """A seed may have its notes one a line, with no blank line between them."""
    rows = '1. Captain Dow measured nine feet at the quay.\n2. So in the log.\nHe signed it twice.\n'
    write(project, seed=SEED[: SEED.index('1. Captain')] + rows)
    assert project.build().warnings == []

    project.edit('s.txt', 'He signed it twice.', 'He signed it thrice.')
    assert len(project.build().warnings) > 0


def test_notes_of_the_editors(project: Project) -> None:
    """A note to which only editorial matter refers is the editors', and no paratext."""
    body = 'One.\n\n:::{editorial}\nOurs.[^ed]\n:::\n\n[^ed]: Our note.\n'
    project.configure(cf_seed_dir='.')
    project.write(
        {'s.txt': 'The River\n\nOne.\n', 'marsh.md': source_page('marsh', body=body, title='The River', seed='s.txt')}
    )
    build = project.build()

    assert build.warnings == []
    assert paratext(build) == [('h1', 'The River')]


@pytest.mark.parametrize('note', ['[^ed]: Our note.', ''], ids=['there', 'elsewhere'])
def test_a_note_that_stands_in_editorial_matter(project: Project, note: str) -> None:
    """An editors' note on the author's words stands in an editorial block; elsewhere it is taken for the author's."""
    body = f'One.[^ed]\n\n:::{{editorial}}\n{note}\n:::\n\n{"" if note else "[^ed]: Our note."}\n'
    project.configure(cf_seed_dir='.')
    page = source_page('marsh', body=body, title='The River', seed='s.txt')
    project.write({'s.txt': 'The River\n\nOne.\n', 'marsh.md': page})
    build = project.build()

    mend = 'Remove it, or, if it is yours, put it into an {editorial} block. [cf.fidelity]'
    added = f'n. ed is not in the seed s.txt: "Our note.". {mend}'
    found = [warning.partition('WARNING: ')[2] for warning in build.warnings]
    assert found == ([] if note else [added])


def test_an_emendation_of_a_note(project: Project) -> None:
    """What was changed in a note is said to be changed there, in the textual note and the data."""
    body = 'One.[^1]\n\n[^1]: Hers.\n\n:::{emendations}\n:::\n'
    slip = [{'replace': 'His', 'with': 'Hers', 'reason': 'a slip'}]
    project.configure(cf_seed_dir='.')
    page = source_page('marsh', body=body, title='The River', seed='s.txt', emendations=slip)
    project.write({'s.txt': 'The River\n\nOne.\n\nHis.\n', 'marsh.md': page})
    build = project.build()

    assert build.warnings == []
    assert [link['href'] for link in build.page('marsh').select('.cf-emendations a')] == ['#marsh-n1']
    assert [change['passage'] for change in build.data()['sources'][0]['emendations']] == ['n1']


def test_incremental(project: Project) -> None:
    """A quotation of a note that another page gains or loses is on the source's page after the next build."""
    write(project)
    project.build()
    project.edit('why.md', '> Captain Dow measured nine feet', '> nine feet at the quay')
    build = project.build()

    assert build.warnings == []
    marked = {element.get_text() for element in build.page('marsh').select('aside .cf-quoted, .footnote .cf-quoted')}
    assert 'nine feet at the quay' in marked
    assert project.build().written == set()


KINDS = """
One.

{attribution="A sailor"}
> Two.

:::{topic} A box
Three.
:::

```{list-table} A list
* - Four.
```

```{code-block} text
:caption: A log
Five.
```

```{rubric} A line
```

Depth
: Nine feet.

```{figure} quay.png
The quay

As it was.
```
"""
IN_KINDS = {
    'attribution 1': 'sailor', 'title 1': 'A box', 'caption 1': 'A list', 'caption 2': 'log', 'rubric 1': 'line',
    'term 1': 'Depth', 'caption 3': 'The quay', 'legend 1': 'As it was',
}  # fmt: skip


@pytest.mark.parametrize('builder', ['html', 'singlehtml', 'epub', 'latex', 'text', 'texinfo'])
def test_every_kind_has_its_place(project: Project, builder: str) -> None:
    """Every kind of paratext is quoted by its locator; every link finds its place, and no id stands twice."""
    roles = '\n'.join(f'{{quote}}`{words} <marsh#{where}>`' for where, words in IN_KINDS.items())
    write(project)
    project.configure(myst_enable_extensions=['attrs_block', 'colon_fence', 'deflist'])
    project.write({'marsh.md': source_page('marsh', body=KINDS, title='The River'), 'why.md': f'# Why\n\n{roles}\n'})
    build = project.build(builder, strict=True)

    assert build.warnings == []
    if builder in ('html', 'singlehtml'):
        assert faults(build.out) == []
    if builder == 'latex':
        written = next(build.out.glob('*.tex')).read_text(encoding='utf-8')
        meant = set(re.findall(r'\\hyperref\[(\\detokenize\{.*?\})\]', written))
        assert len(meant) > len(IN_KINDS)
        assert meant <= set(re.findall(r'\\label\{(\\detokenize\{.*?\})\}', written))
    if builder == 'html':
        assert len(build.page('marsh').select('.cf-quoted')) == len(IN_KINDS)
