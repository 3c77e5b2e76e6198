"""What the search of a site is given: an index of ours by paragraph and point, and one by Sphinx that leads there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from helpers.project import ANN, SOURCES, Build, Project, rich, source_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POINTS = """
    # Points

    :::{question} Why tea?
    :id: why
    :::

    ::::{hypothesis} Is *hot* tea best? Mr. Ash & Co. say so.
    :id: hot
    :question: why

    It was said in 1848 too.

    :::{position} ann
    :stance: asserts
    :contested: He may jest.

    She is sure of it.

    > A cold cup spoils good tea.
    :::

    :::{position} bob
    :stance: silent
    :nearest: p2

    He does not say.
    :::
    ::::

    ::::{evidence} The great party
    :id: party
    :date: 1773-12

    See {hypothesis}`hot`.

    :::{position} bob
    He was there.
    :::
    ::::

    ::::{theme} Twice
    :id: one

    :::{position} ann
    Once.
    :::
    ::::

    ::::{theme} Twice
    :id: two

    :::{position} ann
    Again.
    :::
    ::::

    ```{comparison}
    ```
"""
PAGES = {**SOURCES, 'points.md': POINTS}


def sphinx_index(out: Path) -> dict[str, Any]:
    """Read Sphinx's index."""
    text = (out / 'searchindex.js').read_text(encoding='utf-8')
    index: dict[str, Any] = json.loads(text.removeprefix('Search.setIndex(').removesuffix(')'))
    return index


def hits(out: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the page and the anchor of every object of ours, as Sphinx's script puts them together."""
    index = sphinx_index(out)
    for prefix, objects in index['objects'].items():
        for page, kind, _, anchor, name in objects:
            domain, kind_name, _ = index['objnames'][str(kind)]
            title = f'{prefix}.{name}' if prefix else name
            whole = {'': title, '-': f'{kind_name}-{title}'}.get(anchor, anchor)
            if domain == 'cf':
                yield kind_name, index['docnames'][page], whole


def our_index(built: Build) -> dict[str, Any]:
    """Read our index."""
    text = (built.out / '_comparison' / 'search.js').read_text(encoding='utf-8')
    name, index = json.loads(f'[{text.removeprefix("cfPage(").removesuffix(");" + chr(10))}]')
    assert name == 'search'
    found: dict[str, Any] = index
    return found


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
@pytest.mark.parametrize('jobs', [1, 2])
def test_what_sphinx_finds_leads_to_its_anchor(project: Project, builder: str, jobs: int) -> None:
    """Every object in Sphinx's index has the anchor that is on its page, whatever its title; so after an edit too."""
    project.write(PAGES)
    built = project.build(builder, jobs=jobs)
    assert built.warnings == []
    for again in (False, True):
        found = list(hits(built.out))
        assert {kind for kind, _, _ in found} == {'source', 'question', 'hypothesis', 'evidence', 'theme'}
        for kind, docname, anchor in found:
            assert built.page(docname).find(id=anchor), (kind, docname, anchor)
        assert {anchor for kind, _, anchor in found if kind == 'theme'} == {'theme-one', 'theme-two'}
        if not again:
            project.edit('points.md', 'Is *hot* tea best?', 'Is .cold tea worst?')
            built = project.build(builder, jobs=jobs)


def test_the_real_site(site_folder: Path) -> None:
    """On the real site every hit on an object leads to an anchor of its page."""
    found = list(hits(site_folder))
    pages = {docname: (site_folder / f'{docname}.html').read_text(encoding='utf-8') for _, docname, _ in found}
    assert len(found) > 50
    assert [hit for hit in found if f'id="{hit[2]}"' not in pages[hit[1]]] == []


def test_other_sites_see_what_they_saw(project: Project) -> None:
    """The inventory has the ids, titles and anchors of the objects, and no word of search."""
    project.write(PAGES)
    objects = sorted(project.build().domain.get_objects())
    assert ('hot', 'Is hot tea best? Mr. Ash & Co. say so.', 'hypothesis', 'points', 'hypothesis-hot', 1) in objects
    assert all(type(anchor) is str for *_, anchor, _ in objects)


def test_our_labels_are_not_searched(project: Project) -> None:
    """Words that the extension puts on pages as labels are no words of these pages; those beside them are."""
    project.write(PAGES)
    index = sphinx_index(project.build().out)
    terms = {*index['terms'], *index['titleterms']}
    assert not terms & {'quot', 'cite', 'nearest', 'contest', 'refer'}
    assert {'jest', 'sure', 'milk', 'parti'} <= terms
    of_ann = [term for term, where in index['terms'].items() if index['docnames'].index('ann') in _listed(where)]
    assert 'best' not in of_ann  # the title of what quotes it
    assert 'pour' in of_ann


def _listed(where: int | list[int]) -> list[int]:
    return where if isinstance(where, list) else [where]


def test_our_index(project: Project) -> None:
    """It has each source, passage, question and point, with its anchor; and each text of a passage once."""
    project.write(PAGES)
    built = project.build()
    index = our_index(built)
    pages, entries = index['pages'], index['entries']
    assert pages == ['ann.html', 'bob.html', 'points.html']
    assert [(kind, pages[page], anchor) for kind, page, anchor, *_ in entries][2:6] == [
        ('', 'ann.html', 'ann-p2'),
        ('', 'ann.html', 'ann-p3'),
        ('', 'ann.html', 'ann-h1'),
        ('source', 'bob.html', ''),
    ]
    assert [entry[4] for entry in entries if entry[2].startswith('ann-p')] == list(ANN)
    assert entries[0][3:] == ['Ann', 'The book of Ann. Ann. 2001', '']
    (hot,) = [entry for entry in entries if entry[2] == 'hypothesis-hot']
    assert hot[3:5] == ['Is hot tea best? Mr. Ash & Co. say so.', 'It was said in 1848 too.']
    held, silent = hot[6]
    assert held == [2, 'position-hot-ann', 'Ann', 'She is sure of it. He may jest.', [[2, 0, 27]]]
    assert silent == [2, 'position-hot-bob', 'Bob', 'He does not say.', []]
    (party,) = [entry for entry in entries if entry[2] == 'evidence-party']
    assert party[4] == 'December 1773. See Is hot tea best? Mr. Ash & Co. say so..'
    text = (built.out / '_comparison' / 'search.js').read_text(encoding='utf-8')
    assert text.count('A cold cup spoils good tea.') == 1


def test_paratext_is_searched(project: Project) -> None:
    """What belongs to a source and is no passage is found too, and a quotation of it shows where it stands."""
    note = source_page('eve', 'She came late.[^1]', '[^1]: By the *Orient* Express.')
    point = (
        '# P\n\n:::{theme} Trains\n:id: trains\n\n::::{position} eve\n\n{attribution="n. 1"}\n> Orient\n::::\n:::\n'
    )
    project.write({'eve.md': note, 'p.md': point})
    built = project.build()
    assert built.warnings == []
    entries = our_index(built)['entries']
    (place,) = [number for number, entry in enumerate(entries) if entry[2] == 'eve-n1']
    assert entries[place][3:5] == ['Eve n. 1', 'By the Orient Express.']
    (held,) = entries[-1][6]
    assert held[4] == [[place, 7, 13]]


def test_what_is_not_shown_is_not_searched(project: Project) -> None:
    """The index knows of nothing but what is compared: not of comments, nor of what another page defined first."""
    project.write({**PAGES, 'zoo.md': '# Zoo\n\n% hidden rhubarb\n\n:::{theme} Rhubarb\n:id: one\n:::\n'})
    built = project.build()
    assert [warning for warning in built.warnings if 'cf.duplicate' not in warning] == []
    assert 'hubarb' not in json.dumps(our_index(built))


def test_the_script_is_on_the_search_page_only(project: Project) -> None:
    """The page for searching has our script and style, where there is something to be found, and no other page has."""
    project.configure(html_theme='basic', html_theme_path=[])
    project.write(PAGES)
    built = project.build()
    assert len(built.page('search').select('script[src*="_static/search.js"][defer]')) == 1
    assert len(built.page('search').select('link[href*="comparison.css"]')) == 1
    assert not built.page('points').select('script[src*="_static/search.js"]')
    project.remove('ann.md', 'bob.md', 'points.md')
    project.write({'plain.md': '# Plain\n\nNothing.\n'})
    built = project.build()
    assert built.warnings == []
    assert not built.page('search').select('[src*="_static/search.js"], [href*="comparison.css"]')
    assert [path for path in built.files() if path.endswith('/search.js')] == []


def test_after_an_edit_as_from_the_start(tmp_path: Path) -> None:
    """Our index after an edit is that of a clean build, and so are the anchors in Sphinx's."""
    one, other = rich(tmp_path / 'one'), rich(tmp_path / 'other')
    one.build()
    for project in (one, other):
        project.edit('points/why.md', '*What* goes in', 'What *then* goes in')
        project.write({'essays/zed.md': source_page('zed', 'A last word of 1972.')})
    found, clean = one.build(), other.build(jobs=2)
    assert our_index(found) == our_index(clean)
    assert sorted(hits(found.out)) == sorted(hits(clean.out))
