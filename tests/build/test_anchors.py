"""The anchors of what is compared are its own, whatever else on the page would have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import ANN, BOB, Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

SILT = (
    '::::{hypothesis} The river silted\n:id: silt\n\n:::{position} ann\n:stance: asserts\n\n'
    '> Tea is poured before the milk.\n:::\n::::\n'
)
TABLE = '# Table\n\n```{comparison}\n:points: silt\n```\n'
RIVALS = {
    'a heading': '## Hypothesis: silt',
    'a heading like a position': '## Position silt ann',
    'a label': '(hypothesis-silt)=\n## Other',
    'a rubric': '```{rubric} Hypothesis: silt\n```',
    'a figure': '```{figure} x.png\n:name: hypothesis-silt\n\nCaption\n```',
    'a table': '```{table} Caption\n:name: hypothesis-silt\n\n|a|b|\n|-|-|\n|1|2|\n```',
    'a footnote': '[^hypothesis-silt]: A note.\n\nSee [^hypothesis-silt].',
    'a formula': '```{math}\n:label: hypothesis-silt\na = b\n```',
    'a view': '```{stances}\n:name: hypothesis-silt\n:caption: Stances\n```',
}


@pytest.mark.parametrize('builder', ['html', 'singlehtml'])
@pytest.mark.parametrize('before', [True, False], ids=['before it', 'after it'])
@pytest.mark.parametrize('rival', RIVALS)
def test_a_point_and_a_position(tmp_path: Path, rival: str, before: bool, builder: str) -> None:
    """Neither a heading, nor a label, nor a name takes the anchor of a point or a position; the row has its title."""
    other = f'{RIVALS[rival]}\n\nSome words.\n\n'
    project = Project(tmp_path)
    claims = other + SILT if before else f'{SILT}\n{other}'
    pages = {'ann.md': source_page('ann', *ANN), 'claims.md': f'# Claims\n\n{claims}', 'table.md': TABLE}
    project.write({**pages, 'x.png': b'\x89PNG'})
    built = project.build(builder)
    page = built.page('claims' if builder == 'html' else 'index')

    assert [holder['class'] for holder in page.find_all(id='hypothesis-silt')] == [['cf-point', 'cf-hypothesis']]
    assert ['cf-position' in holder['class'] for holder in page.find_all(id='position-silt-ann')] == [True]
    table = built.page('table' if builder == 'html' else 'index').select_one('table.cf-comparison')
    assert table is not None
    assert 'The river silted' in table.get_text()


RIVALS_OF_PASSAGES = {
    'a heading': '## ann p2',
    'capitals': '## Ann P1',
    'a label': '(ann-p2)=\n## Other',
    'a label like quoted words': '(ann-p1-c0-3)=\n## Other',
    'a heading like a note': '## Ann p1 quoted',
    'a heading like a heading of the source': '## Ann h2\n\n## Another',
}


@pytest.mark.parametrize('rival', RIVALS_OF_PASSAGES)
def test_a_passage(tmp_path: Path, rival: str) -> None:
    """Nor the anchor of a passage, of quoted words, of the note on a passage, or of paratext; links lead there."""
    project = Project(tmp_path)
    claims = f'# Claims\n\n{SILT}\n[Two](#ann-p2), {{passage}}`ann#p1`, {{quote}}`Tea is poured before <ann>`.\n'
    project.write({'ann.md': source_page('ann', RIVALS_OF_PASSAGES[rival], *ANN), 'claims.md': claims})
    built = project.build()
    page = built.page('ann')

    # A label that an editor typed is a name too: that there are two is said where one is linked to.
    ambiguous = {'a label': ['[myst.xref_ambiguous]']}
    assert [warning.split()[-1] for warning in built.warnings] == ambiguous.get(rival, [])
    assert [(place.name, 'cf-passage' in place['class']) for place in page.select('#ann-p1, #ann-p2')] == [
        ('p', True),
        ('p', True),
    ]
    identifiers = [element['id'] for element in page.find_all(id=True)]
    assert len(identifiers) == len(set(identifiers))


def test_links_follow_what_has_to_give_way(tmp_path: Path) -> None:
    """A link to a heading, by its label or its slug, leads to the heading, though its anchor is another."""
    links = 'See [the label](#hypothesis-silt-x), {ref}`Other <mine>`.\n'
    project = Project(tmp_path, myst_heading_anchors=3)
    rivals = '(mine)=\n(hypothesis-silt)=\n## Other\n\nWords.\n\n## Hypothesis: silt x\n\nWords.\n\n'
    project.write({'ann.md': source_page('ann', *ANN), 'claims.md': f'# Claims\n\n{links}\n{rivals}{SILT}'})
    built = project.build()
    page = built.page('claims')

    assert built.warnings == []
    for words, heading in (('the label', 'Hypothesis: silt x'), ('Other', 'Other')):
        link = next(link for link in page.find_all('a') if link.get_text() == words)
        target = page.find(id=str(link['href']).partition('#')[2])
        assert target is not None
        section = target if target.name == 'section' else target.find_parent('section')
        assert section is not None
        assert section.get_text().strip().startswith(heading)


def test_restructuredtext(tmp_path: Path) -> None:
    """The same holds in reStructuredText."""
    project = Project(tmp_path)
    rst = """
Claims
======

.. _hypothesis-silt:

Hypothesis: silt
----------------

.. cf:hypothesis:: The river silted
   :id: silt

   .. cf:position:: bob
      :stance: asserts

      He says so.
"""
    project.write({'bob.md': source_page('bob', *BOB), 'claims.rst': rst})
    page = project.build().page('claims')

    assert [holder['class'] for holder in page.find_all(id='hypothesis-silt')] == [['cf-point', 'cf-hypothesis']]


LINKS = {
    '[two](bob.md#bob-p2)': ('bob.html#bob-p2', 'two'),
    '[](bob.md#bob-p2)': ('bob.html#bob-p2', 'Bob ¶2'),
    '[words](./ann.md#ann-p1-c0-30)': ('ann.html#ann-p1-c0-30', 'words'),
    '[](ann.md#ann-p1-quoted)': ('ann.html#ann-p1-quoted', 'Ann ¶1'),
    '[](claims.md#hypothesis-silt)': ('claims.html#hypothesis-silt', 'The river silted'),
    '[](claims.md#position-silt-ann)': ('claims.html#position-silt-ann', 'Ann on The river silted'),
    '[](#position-silt-ann)': ('claims.html#position-silt-ann', 'Ann on The river silted'),
    '{any}`position-silt-ann`': ('claims.html#position-silt-ann', 'Ann on The river silted'),
    '{position}`silt#ann`': ('claims.html#position-silt-ann', 'Ann on The river silted'),
    '{position}`hers <silt#ann>`': ('claims.html#position-silt-ann', 'hers'),
}


def tea(tmp_path: Path) -> Project:
    """A project with a position and the table of it."""
    project = Project(tmp_path, epub_copyright='Nobody', version='1')
    pages = {'ann.md': source_page('ann', *ANN), 'bob.md': source_page('bob', *BOB), 'table.md': TABLE}
    project.write({**pages, 'claims.md': f'# Claims\n\n{SILT}'})
    return project


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'latex', 'text', 'man', 'epub', 'texinfo'])
def test_plain_links(tmp_path: Path, builder: str) -> None:
    """A plain Markdown link to a file and an anchor of ours, or a role, leads there; it says what is there."""
    project = tea(tmp_path)
    deep = [link.replace('(./', '(../').replace('(claims', '(../claims') for link in LINKS]
    deep = [link.replace('(bob', '(../bob').replace('(ann', '(../ann') for link in deep]
    project.write({'links.md': '# L\n\n' + '\n\n'.join(LINKS), 'more/links.md': '# M\n\n' + '\n\n'.join(deep)})
    built = project.build(builder)

    assert built.warnings == []
    if builder == 'html':
        for name, up in (('links', ''), ('more/links', '../')):
            found = [(str(link['href']), link.get_text()) for link in built.page(name).select('main p a, .body p a')]
            assert found == [(up + where, says) for where, says in LINKS.values()]


def test_what_links_by_file_say_stays_true(tmp_path: Path) -> None:
    """When the title of a point changes, pages that link to it by its file are written again; so are lines back."""
    project = tea(tmp_path)
    project.write({'links.md': '# The links\n\n[](claims.md#hypothesis-silt)\n'})
    assert 'Referred to in: The links' in project.build().page('claims').get_text()
    project.edit('claims.md', 'The river silted', 'The harbour silted')

    assert 'The harbour silted' in project.build().text('links')


def test_a_position_that_is_not_there(tmp_path: Path) -> None:
    """A position that does not exist is a warning with the nearest."""
    project = tea(tmp_path)
    project.write({'links.md': '# L\n\n{position}`silt#an`\n\n{position}`silt#bob`\n'})

    missing = 'links.md:{}: WARNING: There is no position "{}"; the nearest that exist: silt#ann. Correct the id. {}'
    assert project.build().warnings == [
        missing.format(3, 'silt#an', '[cf.reference]'),
        missing.format(5, 'silt#bob', '[cf.reference]'),
    ]


def test_a_title_that_refers_to_itself(tmp_path: Path) -> None:
    """A title with a reference to a position on what it is the title of comes to an end."""
    project = tea(tmp_path)
    project.edit('claims.md', 'The river silted', 'As {position}`silt#ann` says')

    assert 'says' in project.build().text('table')
