"""The editors' explanatory notes: proved, shown at the place of their words, listed, referred to, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import BUILDERS, source_page, words

if TYPE_CHECKING:
    from helpers.project import Project

MARSH = source_page(
    'marsh',
    'The river has carried down sand for a century.',
    'The ships went because their cargo had gone.',
    """:::{annotation}
:id: cargo
:reference: *Port books*, 1842, [online](https://example.org/books)

> their cargo

Wool, see {passage}`marsh#p1`.
:::

:::{annotation}
:id: century
:reference: none

> a century

Or somewhat *more*.
:::""",
)
INDEX = """# Home

```{toctree}
:hidden:

marsh
```

See {annotation}`cargo`, [](#annotation-century) and {cf:annotation}`so <century>`.

:::{annotations}
:caption: The notes
:name: notes
:::
"""


@pytest.fixture
def noted(project: Project) -> Project:
    """A project with two notes, both below the second paragraph."""
    project.write({'index.md': INDEX, 'marsh.md': MARSH})
    return project


def test_a_note_stands_below_the_paragraph_of_its_words(noted: Project) -> None:
    """Wherever on the page it is written; the words are marked, and not as quoted; it is folded behind them."""
    built = noted.build()
    assert built.warnings == []
    page = built.page('marsh')
    for number, name, start, marked in ((1, 'century', 36, 'a century'), (2, 'cargo', 23, 'their cargo')):
        passage = page.find(id=f'marsh-p{number}')
        assert passage
        mark = passage.find(class_='cf-annotated')
        assert mark
        assert mark.get_text() == marked
        assert mark['id'] == f'marsh-p{number}-c{start}-{start + len(marked)}'
        assert passage.find(class_='cf-quoted') is None
        note = next(node for node in passage.find_next_siblings() if 'cf-annotation' in (node.get('class') or ()))
        assert note['id'] == f'annotation-{name}'
        assert note.name == 'details'
        summary = note.find('summary')
        assert summary
        assert words(summary) == f'Note on “{marked}”'
        assert summary.find('a') is None
    assert words(page.find(id='annotation-cargo')) == (
        'Note on “their cargo”Wool, see Marsh ¶1. Source: Port books, 1842, online'
    )
    assert words(page.find(id='annotation-century')) == 'Note on “a century”Or somewhat more.'


def test_a_note_is_no_quotation_of_the_comparison(noted: Project) -> None:
    """What it explains counts as quoted nowhere; what it refers to is referred to by it."""
    noted.write({'index.md': INDEX + '\n:::{coverage}\n:::\n\n:::{omissions}\n:::\n'})
    built = noted.build()
    assert built.page('marsh').find(id='marsh-p2-quoted') is None
    below = built.page('marsh').find(id='marsh-p1-quoted')
    assert below
    assert [(link.get_text(), link['href']) for link in below.find_all('a')] == [
        ('Note on “their cargo”', '#annotation-cargo')
    ]
    assert '0 %' in words(built.page().find(class_='cf-coverage'))


def test_all_notes_in_a_table(noted: Project) -> None:
    """In the order of the text: the words, a link to the note, its text and its source."""
    table = noted.build().page().find(id='notes')
    assert table
    assert [[words(cell) for cell in row.find_all(['th', 'td'])] for row in table.find_all('tr')] == [
        ['The words', 'Note'],
        ['a century —¶1 In the text', 'Note Or somewhat more.'],
        ['their cargo —¶2 In the text', 'Note Wool, see Marsh ¶1. Source: Port books, 1842, online'],
    ]
    assert [link['href'] for link in table.find_all('a', class_='internal')] == [
        'marsh.html#marsh-p1-c36-45', 'marsh.html#marsh-p1', 'marsh.html#annotation-century',
        'marsh.html#marsh-p2-c23-34', 'marsh.html#marsh-p2', 'marsh.html#annotation-cargo', 'marsh.html#marsh-p1',
    ]  # fmt: skip


def test_references_to_a_note(noted: Project) -> None:
    """A role, a plain link and other sites find it; without words of its own a link says which words it is on."""
    built = noted.build()
    paragraph = built.page().find('p')
    assert paragraph
    assert words(paragraph) == 'See Note on “their cargo”, Note on “a century” and so.'
    assert [link['href'] for link in paragraph.find_all('a')] == [
        'marsh.html#annotation-cargo', 'marsh.html#annotation-century', 'marsh.html#annotation-century',
    ]  # fmt: skip
    assert ('cargo', 'annotation') in {(entry[0], entry[2]) for entry in built.domain.get_objects()}


def test_notes_in_the_data(noted: Project) -> None:
    """With the source's own words and what stands around them, the text, and its source or null."""
    data = noted.build().data()
    assert [
        (each['id'], each['source'], each['text'], each['reference'], each['url']) for each in data['annotations']
    ] == [
        ('cargo', 'marsh', 'Wool, see Marsh ¶1.', 'Port books, 1842, online', 'marsh.html#annotation-cargo'),
        ('century', 'marsh', 'Or somewhat more.', None, 'marsh.html#annotation-century'),
    ]
    assert data['annotations'][0]['lemma'] == {
        'exact': 'their cargo',
        'prefix': 'The ships went because ',
        'suffix': ' had gone.',
        'passages': ['p2'],
        'locator': '¶2',
        'url': 'marsh.html#marsh-p2',
        'outcome': 'found',
        'omissions': [],
    }


@pytest.mark.parametrize('builder', BUILDERS)
def test_every_builder_has_the_notes(noted: Project, builder: str) -> None:
    """Without a warning, and with their words where a builder writes pages."""
    noted.configure(copyright='The editors', version='1', linkcheck_ignore=['https://example.org'])
    built = noted.build(builder)
    assert built.warnings == []
    if builder in {'text', 'latex', 'man', 'texinfo'}:
        written = b' '.join(built.files().values()).decode('utf-8', 'replace')
        assert 'Or somewhat' in written


def test_a_note_whose_words_are_not_there(noted: Project) -> None:
    """It is proved like a quotation, on every build, and stays where it was written, so that nothing is lost."""
    noted.edit('marsh.md', '> their cargo', '> their cargoes')
    first, again = noted.build(), noted.build()
    message = (
        'marsh.md:20: WARNING: "their cargoes" is not in "marsh". The nearest is ¶2; from the source to what is '
        'written here: their [-cargo-] {+cargoes+}. Quote the exact words of the source. '
        '[cf.not-found]'
    )
    assert first.warnings == again.warnings == [message]
    assert words(again.page('marsh').find(id='annotation-cargo')).startswith('Note on “their cargoes”Wool')


def test_a_note_changed(noted: Project) -> None:
    """The page that lists it is written again, and all is what a clean build gives."""
    noted.build()
    noted.edit('marsh.md', 'Or somewhat *more*.', 'Or somewhat *less*.')
    again = noted.build()
    assert again.written == {'index', 'marsh'}
    assert 'Or somewhat less.' in words(again.page().find(id='notes'))


def test_a_note_that_is_not_shown(noted: Project) -> None:
    """Under a condition that does not hold it is in no table, mark or export; a reference to it says why."""
    noted.edit('marsh.md', ':::{annotation}\n:id: cargo', '::::{only} draft\n:::{annotation}\n:id: cargo')
    noted.edit('marsh.md', 'see {passage}`marsh#p1`.\n:::', 'see {passage}`marsh#p1`.\n:::\n::::')
    built = noted.build()
    message = (
        'index.md:9: WARNING: The annotation "cargo" is not shown in this build: it stands under {only} draft. '
        'Put what refers to it under the same condition, or show it. [cf.reference]'
    )
    assert built.warnings == [message]
    assert [each['id'] for each in built.data()['annotations']] == ['century']
    assert len(built.page('marsh').find_all(class_='cf-annotated')) == 1


def test_two_notes_of_one_id(noted: Project) -> None:
    """The first counts; the other is a fault."""
    noted.edit('marsh.md', ':id: century', ':id: cargo')
    noted.write({'index.md': '# Home\n\n```{toctree}\nmarsh\n```\n'})
    message = (
        'marsh.md:25: WARNING: There is already the annotation "cargo", in marsh, line 16. That one counts; remove or '
        'rename this one. [cf.duplicate]'
    )
    assert noted.build().warnings == [message]


def test_in_restructuredtext(project: Project) -> None:
    """The directive and the view are the same there."""
    project.write(
        {
            'index.rst': 'Home\n====\n\n.. cf:annotations::\n\n.. toctree::\n\n   marsh\n',
            'marsh.rst': '---\nsource: {id: marsh, title: The marsh, type: article}\n---\n\nThe marsh\n=========\n\n'
            'The river has carried down sand.\n\n.. cf:annotation::\n   :id: sand\n   :reference: none\n\n'
            '      down sand\n\n   Fine sand.\n',
        }
    )
    built = project.build()
    assert built.warnings == []
    assert words(built.page('marsh').find(id='annotation-sand')) == 'Note on “down sand”Fine sand.'
    assert 'Fine sand.' in words(built.page().find(class_='cf-annotations'))


@pytest.mark.parametrize('body', ['', 'Only text.', '> a century', '> a century\n\n> their cargo\n\nText.'])
def test_half_a_note(noted: Project, body: str) -> None:
    """A note that lacks something is a fault, and no more: the rest of the page is there."""
    noted.write({'index.md': '# Home\n\n```{toctree}\nmarsh\n```\n'})
    noted.write({'marsh.md': source_page('marsh', 'For a century.', f':::{{annotation}}\n{body}\n:::', 'their cargo')})
    built = noted.build()
    assert {warning[warning.rindex('[') :] for warning in built.warnings} == {'[cf.annotation]', '[cf.id]'}
    assert built.page('marsh').find(id='marsh-p2')
