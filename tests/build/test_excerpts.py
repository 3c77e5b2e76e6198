"""What an editor writes in MyST is shown where it stands, and again in tables on other pages, just as it was."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from helpers.links import faults
from helpers.project import ROOTS, SOURCES, Build, Project, source_page, words

if TYPE_CHECKING:
    from bs4 import Tag

CUP = (ROOTS / 'rich' / 'points' / 'cup.png').read_bytes()

PAGE = """
(tea-top)=
# Tea

(a-section)=
## A section

::::{hypothesis} TITLE
:id: tea

:::{position} ann
:stance: asserts
:contested: CONTESTED

SUMMARY

> Tea is poured before the milk.
:::
::::

## Another heading
"""
FOOTNOTES = {'note': 'A *note*, see {source}`bob`.', 'other': 'Another.'}
OTHER = '(other-label)=\n# Other\n\n## Deep heading\n\nWords.\n'
TABLE = '# Table\n\n:::{comparison}\n:::\n\n:::{stances}\n:::\n'

# In a line of prose, whether it is a title, a note or a paragraph:
INLINE = {
    'emphasis': 'of *some* and **much** and ***both***',
    'code': 'of `code <b>` and ``two ` ticks``',
    'special characters': r'2 < 3 & 4 > 1 "so" \*no\* &amp; it\_self',
    'a role': 'of {source}`bob`, {theme}`pot` and {passage}`so <bob#p1>`',
    'a quotation': 'that {quote}`good tea <ann#p2>` is',
    'a link to a page': 'see [her](../../ann.md) and [](../../ann.md)',
    'a link to a heading of a page': 'see [it](../other.md#deep-heading)',
    'a link to a label': 'see [it](#other-label) and [](#other-label)',
    'a link within its page': 'see [it](#a-section) and [](#a-section)',
    'a link to the top of its page': 'see [it](#tea-top)',
    'a link to an anchor': 'see [it](#theme-pot)',
    'ref': 'see {ref}`other-label`, {ref}`so <other-label>` and {ref}`a-section`',
    'doc': 'see {doc}`../other`, {doc}`so </ann>` and {doc}`/points/other`',
    'any': 'see {any}`other-label` and {any}`pot`',
    'a link to another site': 'see [it](https://example.org/a?b=c&d) and <https://example.org>',
    'a picture': 'such as ![a cup](cup.png "A title")',
    'superscript': 'the 2{sup}`nd` of {abbr}`UK (a country)`',
}
# As the body of a position:
BLOCKS = {
    'two paragraphs': 'One.\n\nTwo, *so*.',
    'a list': '- One, see {theme}`pot`\n- Two\n\n  1. Deep\n',
    'code': '```python\nprint("<b>")\n```',
    'a picture': '![a cup](cup.png)',
    'a figure': '```{figure} cup.png\n:alt: a cup\n\nA *caption*.\n```',
    'a file': 'See {download}`this <cup.png>`.',
    'a note': '```{note}\nA note, see [](#a-section).\n```',
    'a label': '(inner)=\nA paragraph with a label, see [](#inner).',
    'a definition': '```{glossary}\nword\n  What it *means*.\n```',
    'a table': '| a | b |\n|---|---|\n| *c* | [d](../other.md) |',
    'a line break': 'One\\\nTwo',
    'a table with a caption': '```{list-table} A *caption*\n* - a\n  - b\n* - c\n  - *d*\n```',
    'code with a caption': '```{code-block} python\n:caption: A *caption*\n\nprint()\n```',
    'a formula': '```{math}\n:label: energy\n\ne = mc^2\n```\n\nSee {eq}`energy`.',
    'an attribute': '{.fine}\nA paragraph with a class.',
}


def build(project: Project, title: str = 'Tea', contested: str = 'Yes', summary: str = 'Yes.') -> Build:
    """Build a project in which a point stands in one folder and tables of it in others."""
    page = PAGE.replace('TITLE', title).replace('CONTESTED', contested).replace('SUMMARY', summary)
    for name, note in FOOTNOTES.items():
        page += f'\n[^{name}]: {note}\n' if f'[^{name}]' in page else ''
    project.configure(myst_heading_anchors=3, numfig=True)
    project.write(
        {
            **SOURCES,
            'points/here/tea.md': page,
            'points/here/cup.png': CUP,
            'points/other.md': OTHER,
            'vessel.md': '# Pot\n\n::::{theme} The *pot*\n:id: pot\n:::{position} bob\n:::\n::::\n',
            'table.md': TABLE,
            'tables/deep/table.md': TABLE,
        }
    )
    built = project.build()
    assert built.warnings == []
    return built


def normal(docname: str, *elements: Tag) -> list[str]:
    """The HTML of elements: addresses from the root of the site; no ids, numbers, and links to themselves."""
    holder = BeautifulSoup(''.join(map(str, elements)), 'html.parser')
    for each in holder.find_all():
        each.attrs.pop('id', None)
        for attribute in ('href', 'src'):
            if attribute in each.attrs:
                each[attribute] = absolute(docname, str(each[attribute]))
    for each in holder.select('.headerlink, .caption-number, .eqno, span:not([class]):empty'):
        each.decompose()
    return [str(each) for each in holder.find_all(recursive=False)]


def absolute(docname: str, address: str) -> str:
    """Return an address from the root of the site."""
    if ':' in address:
        return address
    path, hash_, place = address.partition('#')
    path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), path)) if path else f'{docname}.html'
    return path + hash_ + place


def blocks(holder: Tag | None) -> list[Tag]:
    """The blocks of the summary in a position or in a cell of a table."""
    assert holder is not None
    own = {'cf-heading', 'cf-contested', 'cf-quotation', 'cf-column-name', 'cf-stance'}
    return [
        child
        for child in holder.find_all(recursive=False)
        if not own & set(child.get_attribute_list('class')) and not child.find('span', class_='cf-stance')
    ]


TABLES = ('table', 'tables/deep/table')


@pytest.mark.parametrize('about', INLINE)
def test_lines(project: Project, about: str) -> None:
    """A title, a summary and a note have their markup and their links wherever they are shown.

    A title that is a link, to its point, has no links in it: then its words are shown without markup.
    """
    text = INLINE[about]
    built = build(project, text, text, text)
    page = built.page('points/here/tea')
    position = page.find(id='position-tea-ann')
    heading = page.select_one('#hypothesis-tea > h3')
    assert position is not None
    assert heading is not None
    note = position.select_one('.cf-contested')
    assert note is not None

    for name in TABLES:
        table = built.page(name)
        cell = table.select_one('tbody td')
        title = table.select_one('tbody th a')
        assert cell is not None
        assert title is not None
        copied = cell.select_one('.cf-contested')
        assert copied is not None
        assert normal(name, *blocks(cell)) == normal('points/here/tea', *blocks(position))
        assert normal(name, copied) == normal('points/here/tea', note)
        assert words(title) == words(heading).removesuffix('¶').strip()
        assert title.a is None
    assert faults(built.out) == []


@pytest.mark.parametrize('about', BLOCKS)
def test_blocks(project: Project, about: str) -> None:
    """Everything that a page can hold a summary can hold, and shows it in every table."""
    built = build(project, summary=BLOCKS[about])
    original = normal('points/here/tea', *blocks(built.page('points/here/tea').find(id='position-tea-ann')))

    assert original
    for name in TABLES:
        assert normal(name, *blocks(built.page(name).select_one('tbody td'))) == original
    assert faults(built.out) == []


@pytest.mark.parametrize('builder', ['latex', 'text', 'man', 'texinfo', 'xml', 'pseudoxml', 'epub', 'singlehtml'])
def test_blocks_in_other_builders(project: Project, builder: str) -> None:
    """So it is in every builder, if need be in a plainer form: LaTeX and text have no table inside a table."""
    project.configure(copyright='nobody', version='1')
    build(project, summary='\n\n'.join(['See.[^note]', *BLOCKS.values()]))
    built = project.build(builder, strict=True)

    assert built.warnings == []
    if builder == 'text':
        assert '*c* | d' in built.text('table')


def test_footnotes_written_in_the_body(project: Project) -> None:
    """A footnote may be written inside the position: in MyST and in reStructuredText."""
    built = build(project, summary='So.[^here]\n\n[^here]: A note, *here*.\n')
    project.write(
        {
            'structured.rst': """
                RST
                ===

                .. theme:: A theme
                   :id: theme

                   .. position:: bob

                      So. [1]_ And so [#auto]_, and [CIT]_, |sub|.

                      .. [1] A note.
                      .. [#auto] Another.
                      .. [CIT] A citation.
                      .. |sub| replace:: *substituted*

                .. comparison::
                   :kind: theme
                """,
        }
    )
    built = project.build()

    assert built.warnings == []
    assert 'So.' in words(built.page('table').select_one('tbody td'))
    assert 'substituted' in words(built.page('structured').select_one('tbody td'))
    assert faults(built.out) == []
    assert project.build('latex').warnings == []


def test_footnotes(project: Project) -> None:
    """A footnote stays on its page; its mark in a table, with the same number, leads there."""
    built = build(project, contested='So.[^other]', summary='So.[^note] And so.[^other]')

    for name in TABLES:
        cell = built.page(name).select_one('tbody td')
        assert cell is not None
        marks = [
            (words(link), absolute(name, str(link['href']))) for link in cell.find_all('a') if '#' in str(link['href'])
        ]
        assert [mark for mark in marks if 'ann-p' not in mark[1]] == [
            ('1', 'points/here/tea.html#note'),
            ('2', 'points/here/tea.html#other'),
            ('2', 'points/here/tea.html#other'),
        ]
    assert faults(built.out) == []


def test_a_copied_quotation_is_linked(project: Project) -> None:
    """Quoted words in a summary lead to where they stand, in the source's own characters, from every table."""
    built = build(project, summary='She says {quote}`good  tea <ann#p2>`.')

    for name in TABLES:
        quoted = built.page(name).select_one('tbody td .cf-quote')
        assert quoted is not None
        assert words(quoted) == '“good tea”'
        assert quoted.a is not None
        assert absolute(name, str(quoted.a['href'])) == 'ann.html#ann-p2-c18-26'


def test_a_copied_quotation_is_not_taken_for_one_of_the_page(project: Project) -> None:
    """A page that copies quotations may have others of its own."""
    project.write({'tables/own.md': f'# Own\n\n{{quote}}`So I rest my case <ann>`\n\n{TABLE[8:]}'})
    built = build(project, summary='She says {quote}`good tea <ann#p2>`.')

    assert [words(quoted) for quoted in built.page('tables/own').select('.cf-quote')] == [
        '“So I rest my case”',
        '“good tea”',
    ]


@pytest.mark.parametrize('builder', ['latex', 'texinfo'])
def test_what_is_left_out_of_a_document(project: Project, builder: str) -> None:
    """A point on a page that the document leaves out is shown all the same; what would lead there leads nowhere."""
    project.configure(suppress_warnings=['toc'])
    project.write({'index.md': '# Index\n\n```{toctree}\nann\n```\n\n:::{comparison}\n:::\n'})
    link = 'see [it](#a-section), {doc}`../other`, {source}`bob`, {quote}`good tea <ann>`'
    build(project, link, link, f'{link}[^note]')
    built = project.build(builder, strict=True)
    (file,) = [file for file in built.out.iterdir() if file.suffix in {'.tex', '.texi'}]

    assert built.warnings == []
    text = file.read_text(encoding='utf-8')
    assert 'see it, Other, Bob, “good tea”' in text
    assert 'position-tea-ann' not in text


def test_captions(project: Project) -> None:
    """The caption of a view may have markup, roles, links and pictures in it."""
    project.write(
        {
            **SOURCES,
            'deep/cup.png': CUP,
            'deep/page.md': '# Page\n\n:::{coverage}\n:caption: *How* `much`, {source}`ann`, [her](../ann.md), '
            '{quote}`good tea <ann#p2>`, ![a cup](cup.png)[^note]\n:::\n\n[^note]: A note.\n',
        }
    )
    built = project.build()
    caption = built.page('deep/page').select_one('caption .caption-text')

    assert built.warnings == []
    assert caption is not None
    assert words(caption) == 'How much, Ann, her, “good tea”, [1]'
    assert caption.select('em')
    assert caption.select('code')
    assert caption.select('img')
    assert [link['href'] for link in caption.select('a')] == [
        '../ann.html',
        '../ann.html',
        '../ann.html#ann-p2-c18-26',
        '#note',
    ]
    assert faults(built.out) == []


def test_passages_side_by_side(project: Project) -> None:
    """A passage that is shown whole elsewhere keeps its markup and links, and has no number or anchor twice."""
    project.write(
        {
            'essays/dan.md': source_page(
                'dan', 'One *lump* of `sugar`, see [it](https://example.org), [](eve.md), [](#dan-p2).[^note]', 'Two.',
                '[^note]: A note.',
            ),
            'essays/eve.md': source_page('eve', 'One.'),
            'tables/deep/table.md': '# Table\n\n::::{theme} Sugar\n:id: sugar\n'
            ':::{position} dan\n> lump of sugar\n:::\n::::\n\n:::{parallels}\n:::\n',
        }
    )  # fmt: skip
    built = project.build()
    excerpt = built.page('tables/deep/table').select_one('.cf-excerpt')

    assert built.warnings == []
    assert excerpt is not None
    assert words(excerpt) == 'One lump of sugar, see it, The book of Eve, Dan ¶2.1'
    assert excerpt.select('em')
    assert [absolute('tables/deep/table', str(link['href'])) for link in excerpt.select('a')] == [
        'https://example.org',
        'essays/eve.html',
        'essays/dan.html#dan-p2',
        'essays/dan.html#note',
    ]
    assert faults(built.out) == []


def test_plain_words(project: Project) -> None:
    """The export has the same words as plain text: what references say, not how they are written."""
    built = build(
        project,
        title='Of *tea*, `milk` and {theme}`pot`, see [Bob](../../bob.md)',
        summary='She **says** {quote}`good tea <ann#p2>`, see {source}`bob`, {passage}`bob#p1-p2`, [](#pot) and '
        '[them](../../bob.md).[^note]\n\n- One\n- Two',
        contested='By {source}`some <bob>`.',
    )
    (point,) = [point for point in built.data()['points'] if point['id'] == 'tea']

    assert point['title'] == 'Of tea, milk and The pot, see Bob'
    assert point['positions'][0]['summary'] == 'She says “good tea”, see Bob, Bob ¶1–2, The pot and them. One Two'
    assert point['positions'][0]['contested'] == 'By some.'


def test_folder() -> None:
    """The picture that these tests show is one."""
    assert Path(ROOTS / 'rich' / 'points' / 'cup.png').read_bytes().startswith(b'\x89PNG')
