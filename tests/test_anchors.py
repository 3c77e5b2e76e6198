"""The anchors of what is compared are its own, whatever else on the page would have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from project import ANN, BOB, Project, source_page

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
