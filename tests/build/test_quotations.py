"""Quoted words: shown as the source writes them, linked to where they stand, and marked there with a way back."""

from __future__ import annotations

import re

import pytest

from helpers.links import faults
from helpers.project import Build, Project, source_page, words

DAN = source_page(
    'dan',
    'One lump is *quite* enough for `me`, and [two](https://example.org) are too many.',
    'He said “don’t” — and so I didn’t. A na\u00efve caf\u00e9.',
    'Three lumps are a sin.',
)


def built(project: Project, *quotations: str, prose: str = '') -> Build:
    """Build a project with a source and a position that quotes it, without a warning."""
    quoted = '\n\n'.join(quotations)
    project.write(
        {
            'dan.md': DAN,
            'points.md': f'# Points\n\n::::{{theme}} Sugar\n:id: sugar\n:::{{position}} dan\n{quoted}\n:::\n::::\n',
            'prose.md': f'# Prose\n\n{prose}\n',
        }
    )
    build = project.build()
    assert build.warnings == []
    return build


def shown(build: Build) -> list[tuple[str, str]]:
    """The words of each quotation of the position, and its locator."""
    return [
        (words(block.select_one('.cf-words')), words(block.select_one('.attribution')))
        for block in build.page('points').select('#position-sugar-dan blockquote')
    ]


def marked(build: Build, passage: str) -> list[tuple[str, list[str]]]:
    """The marked pieces of a passage: their words, and their anchors. None is a link."""
    (block,) = build.page('dan').select(f'#{passage}')
    pieces = []
    for piece in block.select('.cf-quoted'):
        anchors = [str(each['id']) for each in (piece, *piece.select('[id]')) if each.get('id')]
        assert piece.name == 'span'
        pieces.append((piece.get_text(), anchors))
    return pieces


@pytest.mark.parametrize(
    ('typed', 'quoted'),
    [
        ('> One lump is quite enough', 'One lump is quite enough'),
        ('> One lump\n> is quite\n> enough', 'One lump is quite enough'),
        ('> One *lump* is quite', 'One lump is quite'),
        ('> said "don\'t" -- and so I didn\'t', 'said “don’t” — and so I didn’t'),
        ('> A nai\u0308ve cafe\u0301', 'A na\u00efve caf\u00e9'),
        ('> One lump […] two are', 'One lump […] two are'),
        ('> One lump [...] two are', 'One lump […] two are'),
        ('> [A] lump is', '[A] lump is'),
        ('> One [sugar] lump', 'One [sugar] lump'),
        ('> enough for me, and two are', 'enough for me, and two are'),
    ],
)
def test_a_block_quote_shows_the_source_itself(project: Project, typed: str, quoted: str) -> None:
    """However it was typed, the source's own characters are shown; the editor's brackets as scholars write them."""
    ((text, _),) = shown(built(project, typed))

    assert text == quoted


def test_the_locator_is_shown(project: Project) -> None:
    """The paragraph, or the range, is named, whether the editor named it or not."""
    build = built(
        project,
        '> One lump is',
        '{attribution="¶2"}\n> so I didn’t',
        '{attribution="p2-p3"}\n> A naïve café. Three lumps',
    )

    assert [locator for _, locator in shown(build)] == ['—¶1', '—¶2', '—¶2–3']


def test_in_running_text(project: Project) -> None:
    """The role shows the words between quotation marks, linked, in the source's characters and language."""
    build = built(project, '> Three lumps', prose="{quote}`I didn't. A naïve <dan#p2>` and {quote}`sin <dan>`.")
    first, second = build.page('prose').select('.cf-quote')

    assert [words(each) for each in (first, second)] == ['“I didn’t. A naïve”', '“sin”']
    assert first.a is not None
    assert first.a['href'] == 'dan.html#dan-p2-c25-42'
    assert '“' not in str(first.a['href'])


def test_linked_both_ways(project: Project) -> None:
    """The link of a quotation finds its words in the essay; these lead back to where they are quoted."""
    build = built(project, '> Three lumps', prose='## Section\n\n{quote}`a sin <dan>`')

    assert marked(build, 'dan-p3') == [
        ('Three lumps', ['dan-p3-c0-11']),
        ('a sin', ['dan-p3-c16-21']),
    ]
    assert build.page('points').select('a[href="dan.html#dan-p3-c0-11"]')
    assert build.page('prose').select('a[href="dan.html#dan-p3-c16-21"]')
    assert faults(build.out) == []


def test_quoted_in(project: Project) -> None:
    """A note says what refers to a passage, each place once, in groups; in a group those with a stance come first."""
    project.write(
        {
            'more.md': '# More\n\n::::{hypothesis} Is *sugar* sweet?\n:id: sweet\n:::{position} dan\n:stance: doubts\n'
            '> lumps are\n:::\n::::\n'
        }
    )
    build = built(project, '> Three lumps', '> a sin', prose='{quote}`sin <dan>`, {quote}`Three <dan>`')
    note = build.page('dan').find(id='dan-p3-quoted')

    assert note is not None
    assert words(note.summary) == 'Referred to in 3 places'
    assert words(note.find(class_='cf-note-body')) == (
        'Hypotheses Is sugar sweet? doubts Themes Sugar In the editors’ words Prose'
    )
    assert [link['href'] for link in note.select('a')] == [
        'more.html#position-sweet-dan',
        'points.html#position-sugar-dan',
        'prose.html#prose',
    ]
    assert build.page('dan').find(id='dan-p1-quoted') is None


def test_overlapping_quotations(project: Project) -> None:
    """Quotations that overlap are one mark, cut into pieces: each anchor is on its first."""
    build = built(project, '> Three lumps are', prose='{quote}`lumps are a sin <dan>`, {quote}`lumps <dan>`')

    assert marked(build, 'dan-p3') == [
        ('Three lumps are a sin', ['dan-p3-c0-15', 'dan-p3-c6-21', 'dan-p3-c6-11']),
    ]
    pieces = [(piece.get_text(), piece.get('id')) for piece in build.page('dan').select('#dan-p3 .cf-quoted > span')]
    assert pieces == [('Three ', 'dan-p3-c0-15'), ('lumps', 'dan-p3-c6-21'), (' are', None), (' a sin', None)]
    assert [re.sub(r'\s+', ' ', passage.get_text()) for passage in build.page('dan').select('#dan-p3')] == [
        'Three lumps are a sin.'
    ]
    assert faults(build.out) == []


def test_the_same_words_quoted_twice(project: Project) -> None:
    """Two quotations of the same words have one anchor."""
    build = built(project, '> Three lumps', prose='{quote}`Three lumps <dan>`')

    assert marked(build, 'dan-p3') == [('Three lumps', ['dan-p3-c0-11'])]


def test_over_two_passages(project: Project) -> None:
    """A quotation over a range is marked in each of its passages, and linked to its beginning."""
    build = built(project, '{attribution="¶2–3"}\n> A naïve café. Three lumps')

    assert shown(build) == [('A naïve café. Three lumps', '—¶2–3')]
    assert marked(build, 'dan-p2') == [('A naïve café.', ['dan-p2-c35-48'])]
    assert marked(build, 'dan-p3') == [('Three lumps', ['dan-p3-c0-11'])]


def test_in_markup(project: Project) -> None:
    """A quotation may begin, end and go on in emphasis, in code and in a link, which stays a link."""
    build = built(project, '> quite enough for me, and two are')
    passage = build.page('dan').find(id='dan-p1')

    assert marked(build, 'dan-p1') == [
        ('quite', ['dan-p1-c12-44']),
        (' enough for ', []),
        ('me', []),
        (', and ', []),
        ('two', []),
        (' are', []),
    ]
    assert passage is not None
    assert passage.get_text() == 'One lump is quite enough for me, and two are too many.'
    assert words(passage.em) == 'quite'
    assert words(passage.code) == 'me'
    link = passage.find('a', href='https://example.org')
    assert link is not None
    assert not link.select('a')
    assert passage.select('a a') == []
    assert faults(build.out) == []


def test_elisions_are_not_marked(project: Project) -> None:
    """What an elision leaves out is not marked; the first piece has the anchor that the link leads to."""
    build = built(project, '> One lump […] two are')

    assert marked(build, 'dan-p1') == [
        ('One lump', ['dan-p1-c0-8']),
        ('two', ['dan-p1-c37-44']),
        (' are', []),
    ]
    assert faults(build.out) == []


@pytest.mark.parametrize(
    ('body', 'quoted'),
    [
        ('- In a *list* of mine', 'a list of'),
        ('> In a block of mine', 'a block of'),
        ('One\\\nline', 'One line'),
        ('```\nsome code of mine\n```', 'code of mine'),
        ('~~~python\ndef x(): return 1\n~~~', 'return 1'),
        ('![a cup](cup.png) Words of mine', 'Words of'),
        ('A note[^n] of mine\n\n[^n]: Not mine.', 'A note of'),
        ('Two  {sub}`lower` things', 'lower things'),
        ('<b>No</b> words of mine', 'words of'),
    ],
)
def test_in_every_kind_of_block(project: Project, body: str, quoted: str) -> None:
    """Whatever block the words stand in, they are found, linked and marked, and every link finds its place."""
    project.write({'eve.md': source_page('eve', body), 'cup.png': b''})
    build = built(project, '> Three lumps', prose=f'{{quote}}`{quoted} <eve>`')

    shown = quoted.replace('One line', 'One / line')  # where verse breaks, a stroke stands in running text
    assert words(build.page('prose').select_one('.cf-quote')) == f'“{shown}”'
    assert faults(build.out) == []


def test_marks_in_verse(project: Project) -> None:
    """In verses, indented ones too, exactly the quoted words are marked."""
    project.write(
        {
            'eve.rst': '---\nsource:\n  id: eve\n  type: book\n  title: Verse\n---\n\nVerse\n=====\n\n'
            '| One line of *verse*,\n| and a second one,\n|    indented third.\n'
        }
    )
    build = built(project, '> Three lumps', prose='{quote}`of verse <eve>` {quote}`second one, indented <eve>`')
    (passage,) = build.page('eve').select('.cf-passage')

    assert [words(piece) for piece in passage.select('.cf-quoted')] == ['of', 'verse', 'second one,', 'indented']
    assert faults(build.out) == []


def test_marks_beside_what_is_no_text(project: Project) -> None:
    """Pictures, formulas, line breaks and raw HTML before the quoted words do not put the marks out of place."""
    body = 'A ![cup](cup.png), {math}`a + b`, <b>bold</b>\\\nand *quoted* words here.'
    project.write({'eve.md': source_page('eve', body), 'cup.png': b''})
    build = built(project, '> Three lumps', prose='{quote}`and quoted words <eve>`')
    (passage,) = build.page('eve').select('.cf-passage')

    assert [words(piece) for piece in passage.select('.cf-quoted')] == ['and', 'quoted', 'words']
    assert faults(build.out) == []


def test_only_proved_words_are_marked(project: Project) -> None:
    """A quotation that was not found leaves no mark in the essay."""
    project.write({'dan.md': DAN, 'prose.md': '# Prose\n\n{quote}`Four lumps <dan>`\n'})
    build = project.build()

    assert len(build.warnings) == 1
    assert build.page('dan').select('.cf-quoted') == []
    assert words(build.page('prose').select_one('.cf-quote')) == '“Four lumps”'


def test_a_quotation_in_a_heading(project: Project) -> None:
    """A heading, and the title of a point, may quote; the table of contents shows the words."""
    build = built(
        project,
        '> Three lumps',
        prose='## Of {quote}`a sin <dan>`\n\n::::{theme} Of {quote}`Three lumps <dan>`\n:id: three\n'
        ':::{position} dan\n:::\n::::\n\n{theme}`three`',
    )
    page = build.page('prose')

    assert [words(quoted) for quoted in page.select('h2 .cf-quote, h3 .cf-quote')] == ['“a sin”', '“Three lumps”']
    assert words(page.select('p a')[-1]) == 'Of “Three lumps”'
    assert 'Of “a sin”' in words(build.page('index').main)
    assert faults(build.out) == []
    assert project.build('xml').warnings == []


def test_prefix_and_suffix(project: Project) -> None:
    """The export gives the words as a selector does: the exact ones, and what stands before and after them."""
    build = built(project, '> quite enough')
    (position,) = build.data()['points'][0]['positions']

    assert position['quotations'] == [
        {
            'exact': 'quite enough',
            'prefix': 'One lump is ',
            'suffix': ' for me, and two are too many.',
            'passages': ['p1'],
            'locator': '¶1',
            'url': 'dan.html#dan-p1',
            'outcome': 'found',
            'omissions': [],
        }
    ]


def test_a_blank_is_not_marked(project: Project) -> None:
    """The blank between two marked words of one quotation is not marked by itself: there is nothing to see of it."""
    claims = '# C\n\n{quote}`Tea and milk in a pot <eve>`\n'
    project.write({'eve.md': source_page('eve', '*Tea* *and* **milk** in a pot.'), 'claims.md': claims})
    marks = project.build().page('eve').select('.cf-passage .cf-quoted')

    assert len(marks) == 4
    assert [mark for mark in marks if not mark.get_text().strip()] == []
