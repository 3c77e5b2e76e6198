"""Roles and other references: each finds what it means, says it rightly, and does so from every page and format."""

from __future__ import annotations

import posixpath
from typing import Any

import pytest
from sphinx.util.inventory import InventoryFile

from helpers.project import ANN, SOURCES, Build, Project, source_page, words

POINTS = """
# Points

(a-label)=
## A section

::::{question} What *first*?
:id: what
::::

::::{hypothesis} Tea *first*
:id: tea
:question: what

:::{position} ann
:stance: asserts
:::
::::

::::{theme} The `pot`
:id: pot

:::{position} ann
:::
::::

::::{evidence} A fire, see {theme}`pot`
:id: fire

:::{position} bob
:::
::::
"""
TARGETS = {
    'source': ('ann', 'Ann', 'ann.html'),
    'passage': ('ann#p2', 'Ann ¶2', 'ann.html#ann-p2'),
    'question': ('what', 'What first?', 'points/points.html#question-what'),
    'hypothesis': ('tea', 'Tea first', 'points/points.html#hypothesis-tea'),
    'theme': ('pot', 'The pot', 'points/points.html#theme-pot'),
    'evidence': ('fire', 'A fire, see The pot', 'points/points.html#evidence-fire'),
}
EXPECTED = [(label, address) for _, label, address in TARGETS.values()]


def links(project: Project, path: str, *texts: str) -> list[tuple[str, str]]:
    """Build a page of links, and give what each says, and the address it leads to from the root of the site."""
    docname, suffix = posixpath.splitext(path)
    heading = '# Page' if suffix == '.md' else 'Page\n===='
    project.write({**SOURCES, 'points/points.md': POINTS, path: '\n\n'.join([heading, *texts]) + '\n'})
    built = project.build()
    assert built.warnings == []
    return [(words(found), resolved(docname, str(found['href']))) for found in built.page(docname).select('main p a')]


def resolved(docname: str, address: str) -> str:
    """Return the address that a link on a page leads to, from the root of the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(docname), address))


@pytest.mark.parametrize('path', ['page.md', 'deep/er/page.md', 'points/page.md', 'deep/page.rst'])
def test_roles(project: Project, path: str) -> None:
    """A role says what its target is called, and leads there from any folder and from either markup."""
    role = '{{{}}}`{}`' if path.endswith('.md') else ':{}:`{}`'

    assert links(project, path, *(role.format(kind, target) for kind, (target, _, _) in TARGETS.items())) == EXPECTED


@pytest.mark.parametrize('path', ['deep/page.md', 'page.rst'])
def test_roles_with_a_title(project: Project, path: str) -> None:
    """The editor's own words for it are kept."""
    role = '{{{}}}`so & so <{}>`' if path.endswith('.md') else ':cf:{}:`so & so <{}>`'

    assert links(project, path, *(role.format(kind, target) for kind, (target, _, _) in TARGETS.items())) == [
        ('so & so', address) for _, _, address in TARGETS.values()
    ]


def test_roles_with_the_prefix(project: Project) -> None:
    """With the domain's name before it a role works in any project, and so does a directive."""
    project.configure(primary_domain=None)
    roles = [f'{{cf:{kind}}}`{target}`' for kind, (target, _, _) in TARGETS.items()]
    project.write(
        {**SOURCES, 'points/points.md': POINTS.replace('{', '{cf:'), 'page.md': '\n\n'.join(['# P', *roles])}
    )
    built = project.build()

    assert built.warnings == []
    assert [(words(found), found['href']) for found in built.page('page').select('main p a')] == EXPECTED


def test_without_the_primary_domain_the_short_names_are_free(project: Project) -> None:
    """Without ``primary_domain`` the short names are not taken; with it, both forms work."""
    project.write({**SOURCES, 'page.md': '# Page\n\n{source}`ann` {cf:source}`ann`\n'})
    assert project.build('dummy').warnings == []

    project.configure(primary_domain=None)
    (warning,) = project.build('dummy').warnings
    assert warning == 'page.md:3: WARNING: Unknown interpreted text role "source". [myst.role_unknown]'


@pytest.mark.parametrize(
    ('path', 'written'), [('deep/page.md', '{{any}}`{}`'), ('deep/page.rst', ':any:`{}`'), ('deep/page.md', '[](#{})')]
)
def test_any(project: Project, path: str, written: str) -> None:
    """``any`` and MyST's ``[](#id)`` find everything by its id, and say what it is called."""
    assert links(project, path, *(written.format(target) for target, _, _ in TARGETS.values())) == EXPECTED


def test_markdown_links_with_words(project: Project) -> None:
    """``[words](#id)`` says the words."""
    texts = [f'[some *words*](#{target})' for target, _, _ in TARGETS.values()]

    assert links(project, 'deep/page.md', *texts) == [('some words', address) for _, _, address in TARGETS.values()]


def test_markdown_links_to_anchors(project: Project) -> None:
    """The anchors that readers see in an address can be written too."""
    anchors = ('ann-p2', 'question-what', 'hypothesis-tea', 'theme-pot', 'evidence-fire', 'a-label')

    assert [
        address.partition('#')[2]
        for _, address in links(project, 'deep/page.md', *(f'[here](#{anchor})' for anchor in anchors))
    ] == list(anchors)


PASSAGES = {
    'ann#p1': ('Ann ¶1', 'ann-p1'),
    'ann#p1-p3': ('Ann ¶1–3', 'ann-p1-p3'),
    'ann#p1-3': ('Ann ¶1–3', 'ann-p1-p3'),
    'ann#1': ('Ann ¶1', 'ann-p1'),
    'ann#¶1': ('Ann ¶1', 'ann-p1'),
    'ann#¶1–3': ('Ann ¶1–3', 'ann-p1-p3'),
    'ann#p2-p2': ('Ann ¶2', 'ann-p2'),
}


def test_passages(project: Project) -> None:
    """A passage is named as people name it, and so is a range; the link leads to all that is meant."""
    assert links(project, 'page.md', *(f'{{passage}}`{written}`' for written in PASSAGES)) == [
        (shown, f'ann.html#{anchor}') for shown, anchor in PASSAGES.values()
    ]


@pytest.mark.parametrize('markup', ['md', 'rst'])
@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'epub', 'latex', 'text'])
def test_a_range_has_an_anchor(project: Project, builder: str, markup: str) -> None:
    """Where several passages are meant, in whatever way, the first has their anchor."""
    role, block = ('{passage}`ann#p2-p3`', '```{citations}\n:passage: ann#p1-p2\n```\n')
    ways = f'# A\n\nSee {role}, [](#ann-p1-p3), {{quote}}`the water must boil. Everybody <ann#p2-p3>`.\n\n{block}'
    if markup == 'rst':
        ways = (
            'A\n=\n\nSee :passage:`ann#p2-p3`, :any:`ann-p1-p3`, '
            ':quote:`the water must boil. Everybody <ann#p2-p3>`.\n\n'
            '.. citations::\n   :passage: ann#p1-p2\n'
        )
    project.configure(version='1', copyright='nobody')  # an EPUB has to have them
    project.write({'ann.md': source_page('ann', *ANN), f'ways.{markup}': ways})
    built = project.build(builder)
    assert built.warnings == []
    if builder in ('html', 'dirhtml', 'singlehtml', 'epub'):
        page = built.page('index' if builder == 'singlehtml' else 'ann')
        for anchor, holder in (('ann-p1-p2', 'ann-p1'), ('ann-p2-p3', 'ann-p2'), ('ann-p1-p3', 'ann-p1')):
            (empty,) = page.select(f'#{anchor}')
            assert empty.get_text() == ''
            assert empty.find_parent(class_='cf-passage')['id'] == holder  # type: ignore[index]  # it is found
        assert [note['id'] for note in page.select('.cf-note')] == [f'ann-p{number}-quoted' for number in (1, 2, 3)]
    elif builder == 'latex':
        written = next(built.out.glob('*.tex')).read_text(encoding='utf-8')
        for anchor in ('ann-p1-p2', 'ann-p2-p3', 'ann-p1-p3'):
            assert written.count(f'\\label{{\\detokenize{{ann:{anchor}}}}}') == 1
            assert f'\\ref{{\\detokenize{{ann:{anchor}}}}}' in written or f'ann:{anchor}}}' in written


def test_a_range_that_is_meant_no_more(project: Project) -> None:
    """Its address leads to the first of its passages, as the ledger has it."""
    project.configure(cf_permalinks='permalinks.json')
    project.write({'ann.md': source_page('ann', *ANN), 'ways.md': '# A\n\nSee {passage}`ann#p2-p3`.\n'})
    project.build('permalinks')
    assert '"ann-p2-p3", "kind": "range"' in project.read('permalinks.json')
    project.edit('ways.md', '#p2-p3', '#p1')
    built = project.build()
    assert built.warnings == []
    (passage,) = built.page('ann').select('#ann-p2')
    assert passage.select('#ann-p2-p3') or passage.find_previous_sibling(id='ann-p2-p3')


def test_a_heading_gives_way_to_a_range(project: Project) -> None:
    """A heading whose anchor would be that of a run of passages gets another."""
    project.write({
        'ann.md': source_page('ann', *ANN) + '\n## Ann p1 p2\n\nMore.\n',
        'ways.md': '# A\n\nSee {passage}`ann#p1-p2`.\n',
    })  # fmt: skip
    built = project.build()
    assert built.warnings == []
    (found,) = built.page('ann').select('#ann-p1-p2')
    assert found.name == 'span'


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_the_inventory(project: Project, builder: str) -> None:
    """Other sites find everything by intersphinx: by id, under its kind, with what it is called."""
    project.write({**SOURCES, 'points/points.md': POINTS})
    built = project.build(builder)
    content = (built.out / 'objects.inv').read_bytes()
    inventory = InventoryFile.loads(content, uri='https://example.org')

    assert built.warnings == []
    for kind, (target, label, address) in TARGETS.items():
        item = inventory.data[f'cf:{kind}'][target]
        page, hash_, place = address.partition('#')
        page = page if builder == 'html' else page.replace('.html', '/')
        assert item.uri == f'https://example.org/{page}{hash_}{place}'
        assert item.display_name == label
    assert sorted(inventory.data['cf:passage']) == [
        'ann#h1', 'ann#p1', 'ann#p2', 'ann#p3', 'bob#h1', 'bob#p1', 'bob#p2',
    ]  # fmt: skip


def test_from_another_site(project: Project) -> None:
    """Another project refers to all of it by intersphinx, with roles and with MyST's links."""
    project.write({**SOURCES, 'points/points.md': POINTS})
    inventory = project.build().out / 'objects.inv'
    other = Project(
        project.folder / 'other',
        extensions=['myst_parser', 'sphinx_comparison', 'sphinx.ext.intersphinx'],
        intersphinx_mapping={'tea': ('https://example.org/', str(inventory))},
    )
    external = [f'{{external:cf:{kind}}}`{target}`' for kind, (target, _, _) in TARGETS.items()]
    other.write({'page.md': '\n\n'.join(['# Page', *external, '[](inv:tea:cf:theme#pot)'])})
    built = other.build()
    links = built.page('page').select('main p a')

    assert built.warnings == []
    assert [(words(found), found['href']) for found in links] == [
        *((label, f'https://example.org/{address}') for _, label, address in TARGETS.values()),
        ('The pot', 'https://example.org/points/points.html#theme-pot'),
    ]


def test_titles_in_lists_of_contents(project: Project) -> None:
    """They say what the titles on the pages say, in each builder, and in the head; also when that changes."""
    why = """
    # Why {source}`ann`

    :::{question} Does {passage}`ann#p1` say {source}`so <bob>`, and {quote}`The pot must be warmed <ann#p2>`?
    :id: so
    :::
    """
    project.write({**SOURCES, 'why.md': why, 'index.md': '# Start\n\n```{toctree}\nann\nbob\nwhy\n```\n'})
    titles = ['Why Ann', 'Does Ann ¶1 say so, and “The pot must be warmed”?']

    def listed(built: Build) -> list[str]:
        return [words(link) for link in built.page().select('.toctree-wrapper a[href^="why"]')]

    built = project.build()
    assert listed(built) == titles
    assert words(built.page('why').title).startswith('Why Ann')
    text = project.build('text').text()
    assert '* Why *Ann*' in text
    assert '* Does *Ann ¶1* say *so*, and “The pot' in text
    project.edit('ann.md', '"family": "Ann"', '"family": "Annabel"')
    assert listed(project.build()) == [title.replace('Ann', 'Annabel') for title in titles]


def test_titles_that_refer_to_one_another(project: Project) -> None:
    """Titles may refer to titles, and even in a circle: that ends."""
    project.write(
        {
            'page.md': '# Page\n\n'
            '::::{theme} One, unlike {theme}`two`\n:id: one\n:::{position} ann\n:::\n::::\n\n'
            '::::{theme} Two, unlike {theme}`one`\n:id: two\n:::{position} ann\n:::\n::::\n\n{theme}`one`\n',
            **SOURCES,
        }
    )
    built = project.build()

    assert built.warnings == []
    assert words(built.page('page').select('main p a')[-1]).startswith('One, unlike Two, unlike One')


def names(project: Project, *records: dict[str, Any]) -> list[str]:
    """What sources with these records are called."""
    pages = {f's{number}.md': source_page(f's{number}', 'One.', **record) for number, record in enumerate(records)}
    roles = '\n\n'.join(f'{{source}}`s{number}`' for number in range(len(records)))
    project.write({**pages, 'page.md': f'# Page\n\n{roles}\n'})
    built: Build = project.build()
    assert built.warnings == []
    return [words(found) for found in built.page('page').select('main p a')]


@pytest.mark.parametrize(
    ('record', 'name'),
    [
        ({'author': [{'family': 'Ash', 'given': 'Ann'}]}, 'Ash'),
        ({'author': [{'family': 'Gogh', 'non-dropping-particle': 'van'}]}, 'van Gogh'),
        ({'author': [{'literal': 'The Tea Board'}]}, 'The Tea Board'),
        ({'author': [{'given': 'Ann'}]}, 'Ann'),
        ({'author': [{'family': 'Ash'}, {'family': 'Birch'}]}, 'Ash and Birch'),
        ({'author': [{'family': 'Ash'}, {'family': 'Birch'}, {'family': 'Elm'}]}, 'Ash et al.'),
        ({'author': None, 'editor': [{'family': 'Ash'}]}, 'Ash'),
        ({'author': None, 'title': 'On Tea'}, 'On Tea'),
        ({'author': None, 'title': 'On Tea', 'title-short': 'Tea'}, 'Tea'),
    ],
)
def test_what_a_source_is_called(project: Project, record: dict[str, Any], name: str) -> None:
    """A source is called by its authors, or else by its title."""
    assert names(project, record) == [name]


def test_sources_of_one_name_are_told_apart(project: Project) -> None:
    """By their years; and where these are alike too, by their sigla."""
    ash: dict[str, Any] = {'author': [{'family': 'Ash'}]}

    assert names(
        project,
        ash | {'issued': '2001'},
        ash | {'issued': '2002-05'},
        ash | {'issued': '2002', 'siglum': 'A2'},
        {'author': [{'family': 'Elm'}]},
    ) == ['Ash 2001', 'Ash 2002 (S1)', 'Ash 2002 (A2)', 'Elm']
