"""Projects as the manual has one make them, for five kinds of texts: ``tests/roots/projects`` says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.links import faults
from helpers.project import ROOTS, Build, Project, table, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag

PROJECTS = sorted(folder.name for folder in (ROOTS / 'projects').iterdir() if folder.is_dir())
BUILDERS = ('latex', 'singlehtml', 'epub', 'text')
# The manual says that these are tested, and alabaster, which the projects have.
THEMES = ('furo', 'pydata_sphinx_theme', 'shibuya', 'sphinx_book_theme', 'sphinx_rtd_theme')

# Sphinx-book-theme 1.4 uses what Sphinx 9 advises against. Sphinx 8 has no such kind of warning: it is not named here.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme")


@pytest.fixture(scope='module')
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """All of them, each in a folder of its own."""
    return {name: Project.whole(f'projects/{name}', tmp_path_factory.mktemp(name) / name) for name in PROJECTS}


def build(
    project: Project, builder: str, out: Path | None = None, *, fresh: bool = False, **overrides: object
) -> Build:
    """Build a project, every reference checked: there is no warning."""
    built = project.build(builder, out=out, fresh=fresh, overrides={'nitpicky': True, **overrides})
    assert built.warnings == []
    return built


@pytest.fixture(scope='module')
def site(projects: dict[str, Project]) -> Callable[[str], Build]:
    """A project as HTML, in its own theme: every link leads somewhere."""

    def built(name: str) -> Build:
        made = build(projects[name], 'html')
        assert faults(made.out) == []
        return made

    return built


@pytest.mark.parametrize('name', PROJECTS)
def test_builders_and_themes(
    name: str, projects: dict[str, Project], thorough: bool, tried: Callable[[str, int], None]
) -> None:
    """Each is built for paper, as an e-book, as plain text and in other people's themes, without a warning.

    Without ``--thorough`` each has one builder and one theme of these, in turn; with it, each build reads all pages.
    """
    index = PROJECTS.index(name)
    for builder in BUILDERS if thorough else (BUILDERS[index % len(BUILDERS)],):
        build(projects[name], builder, fresh=thorough)
        tried('projects built for paper, as e-books, as text', 1)
    for theme in THEMES if thorough else (THEMES[index],):
        out = projects[name].out / theme
        build(projects[name], 'html', out, fresh=thorough, html_theme=theme)
        tried('projects built in themes', 1)


def test_five_sources_on_one_question(site: Callable[[str], Build]) -> None:
    """Each has a column and each answer a row; each quotation leads to its words, on a page that marks them."""
    built = site('sources')
    compared = view(built, 'why', 'comparison')

    names = ['Mississippi Convention', 'Stephens', 'Lincoln 1862', 'Lincoln 1865', 'Grant']
    assert table(compared)[0] == ['Hypothesis', *names]
    assert len(table(compared)) == 1 + 3
    cell = compared.select('tbody tr')[0].select('td')[-1]
    assert words(cell).endswith(
        'T[he] [cause] of the great War of the Rebellion […] will have to be attributed to slavery. —¶1'
    )
    (quoted, _) = cell.select('blockquote a')
    page, _, anchor = str(quoted['href']).partition('#')
    assert page == 'sources/grant.html'
    assert built.page('sources/grant').find(id=anchor) is not None
    assert [row[-1] for row in table(view(built, 'why', 'glance'))[1:]] == [
        'Together alike', 'Together apart in degree', 'Together apart in degree',
    ]  # fmt: skip


def test_twelve_speeches(site: Callable[[str], Build]) -> None:
    """Each is a row of the table, named so that two by one man are told apart."""
    built = site('speeches')
    rows = table(view(built, 'points', 'safety-table'))

    assert len(rows) == 1 + 12
    assert [row[0] for row in rows[6:8]] == ['Lincoln 1861', 'Lincoln 1865']
    assert len(built.data()['sources']) == 12
    assert sum(len(point['positions']) for point in built.data()['points']) == 21
    assert table(view(built, 'points', 'parallels'))[0][1:] == ['Washington', 'Jefferson', 'Lincoln 1861', 'Wilson']


def test_original_and_translation_from_right_to_left(site: Callable[[str], Build]) -> None:
    """Their paragraphs stand in one row, each with its language and direction; a verse is quoted by its number."""
    built = site('translation')
    said = built.page().select('.cf-aligned tbody tr .cf-excerpt')

    assert [(words_['lang'], words_['dir']) for words_ in said] == [('grc', 'ltr'), ('ar', 'rtl')] * 3
    located = view(built, 'darkness', 'verb').select('blockquote .attribution a')
    assert [link['href'] for link in located[:2]] == [
        'sources/john.html#john-ref-1-5',
        'sources/john-ar.html#john-ar-ref-1-5',
    ]
    assert 'dir="rtl"' in str(view(built, 'darkness', 'verb'))


def test_novel_in_chapters(site: Callable[[str], Build]) -> None:
    """Its paragraphs are numbered on; a quotation goes from one chapter to the next, and both mark their part."""
    built = site('novel')
    (novel,) = [source for source in built.data()['sources'] if source['id'] == 'carroll']
    (cell, _) = view(built, 'points', 'critic').select('tbody td')

    assert [passage['id'] for passage in novel['passages']] == [f'p{number}' for number in range(1, 8)]
    assert '—¶2–3' in words(cell)
    for page, begin in (('carroll', 'quietly smoking'), ('carroll-2', 'The Caterpillar and Alice looked')):
        assert words(built.page(f'sources/{page}').select_one('.cf-quoted')).startswith(begin)
    assert len(table(view(built, 'points', 'concordance'))) == 1 + 7


def test_law_with_articles_and_notes(site: Callable[[str], Build]) -> None:
    """An article is quoted by its number, as each text writes it, and a note of the author's by its own."""
    built = site('law')
    located = [
        (words(link), link['href'])
        for name in ('droits', 'themes')
        for link in view(built, 'comparaison', name).select('blockquote .attribution a')
    ]

    assert located == [
        ('art. I', 'sources/gouges.html#gouges-ref-art-i'),
        ('art. 10', 'sources/ddhc.html#ddhc-ref-art-10'),
        ('art. X', 'sources/gouges.html#gouges-ref-art-x'),
        ('art. 1–6', 'sources/ddhc.html#ddhc-ref-art-1'),
        ('n. 1', 'sources/gouges.html#gouges-n1'),
    ]
    assert {'affirme', 'concède', 'silencieux'} <= set(words(view(built, 'comparaison', 'droits')).split())
    assert built.page('sources/gouges').find(id='gouges-n1') is not None


def view(built: Build, page: str, name: str) -> Tag:
    """A view of a page, by its name."""
    found = built.page(page).find(id=name)
    assert found is not None
    return found
