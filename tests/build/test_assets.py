"""What scripts need: where the script is put, and the files of what it shows of other pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sphinx_comparison
from helpers.project import SOURCES, Build, Project, rich, words
from sphinx_comparison.publishing.assets import asset

if TYPE_CHECKING:
    from collections.abc import Callable

STATIC = Path(sphinx_comparison.__file__).parent / 'static'
WHY = """
# Why

:::{question} Why tea?
:id: why
:::

:::{hypothesis} Tea is hot
:id: hot
:question: why

::::{position} ann
:stance: asserts

She is sure.
::::
:::
"""
PAGES = {
    **SOURCES,
    'deep/why.md': WHY,
    'plain.md': '# Plain\n\nNothing. See [her](ann.md) and {source}`bob`.\n',
    'prose.md': '# Prose\n\nAs she says in {passage}`ann#p2`.\n',
    'linked.md': '# Linked\n\nAs she says [there](#ann-p2).\n',
}


def told(built: Build, path: str) -> tuple[str, dict[str, Any]]:
    """Read a file for scripts: of which page it is, and what it says."""
    text = (built.out / '_comparison' / path).read_text(encoding='utf-8')
    arguments = text.removeprefix('cfPage(').removesuffix(');\n')
    name, data = json.loads(f'[{arguments}]')
    return name, data


def for_scripts(built: Build) -> list[str]:
    """Name the files for scripts."""
    folder = built.out / '_comparison'
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file())


def test_the_size_of_what_is_added(tried: Callable[[str, int], None]) -> None:
    """The scripts of a page are at most 8 kB, that for searching 3 kB, and styles 6 kB, compressed as servers do.

    A page has comparison.js and citing.js, and with them that of a text or that of tables.
    """
    sizes = {path.name: len(gzip.compress(asset(path).encode(), 9)) for path in STATIC.iterdir()}
    seen: set[str] = set()
    for most, names in (
        (8000, ('comparison.js', 'citing.js', 'filters.js')),
        (8000, ('comparison.js', 'citing.js', 'reading.js')),
        (3000, ('search.js',)),
        (6000, ('comparison.css',)),
    ):
        seen.update(names)
        size = sum(sizes[name] for name in names)
        assert size <= most, names
        tried(f'bytes of {" and ".join(names)} gzipped', size)
    assert seen == set(sizes)


def test_the_script_is_where_it_is_needed(project: Project) -> None:
    """Pages that compare, or lead to a place that is compared, have the script and the style, and no others do."""
    project.write(PAGES)
    built = project.build()
    assert built.warnings == []
    for name in ('ann', 'deep/why', 'prose', 'linked'):
        page = built.page(name)
        (found,) = page.select('script[src*="comparison.js"]')
        up = '../' * name.count('/')
        assert str(found['src']).startswith(f'{up}_static/comparison.js?v=')
        assert found.has_attr('defer')
        assert found['data-suffix'] == '.html'
        assert page.select('link[href*="comparison.css"]')
    assert not built.page('plain').select('[src*="comparison"], [href*="comparison."]')


def test_nothing_is_inline(rich_site: Build) -> None:
    """No page has a script, a style or a handler of ours in it, so that a strict Content-Security-Policy can hold."""
    compared = 0
    for docname, found in rich_site.domain.pages.items():
        page = rich_site.page(docname)
        assert not page.select('script:not([src], [type="application/ld+json"])')  # that one is data
        assert not page.select('style')
        for element in page.select('[class*="cf-"], [class*="cf-"] *'):
            assert not [name for name in element.attrs if name == 'style' or name.startswith('on')], element
        compared += found.compares
    assert compared > 5


def test_filters_are_where_they_are_of_use(project: Project) -> None:
    """The form and its script are on a page whose tables have four rows, with titles of questions as they are now."""
    point = WHY.partition(':::\n\n')[2]
    points = '\n'.join(point.replace('hot', name) for name in ('warm', 'tepid', 'cold'))
    other = f'# How\n\n:::{{question}} How tea?\n:id: how\n:::\n\n{points}'.replace(':question: why', ':question: how')
    views = '# V\n\n:::{comparison}\n:question: why\n:::\n'
    project.write(
        {**SOURCES, 'why.md': WHY, 'how.md': other, 'one.md': views, 'all.md': '# A\n\n:::{comparison}\n:::\n'}
    )

    def questions(built: Build, name: str) -> list[str]:
        page = built.page(name)
        assert len(page.select('form.cf-filters')) == len(page.select('script[src*="filters.js"]'))
        return [words(box.parent) for box in page.select('.cf-filters [name="question"]')]

    built = project.build()
    assert built.warnings == []
    assert questions(built, 'one') == []
    assert questions(built, 'all') == ['How tea?', 'Why tea?']
    assert len(built.page('all').select('tr.cf-question-why')) == 1
    project.edit('how.md', 'How tea?', 'How *is* tea “made”?')
    again = project.build()
    assert 'all' in again.written
    assert questions(again, 'all')[0] == 'How is tea “made”?'


def test_a_file_for_each_page(project: Project) -> None:
    """Each page with places to preview has a file, named as the page, and no other page has one."""
    project.write(PAGES)
    built = project.build()
    assert for_scripts(built) == ['ann.js', 'bob.js', 'deep/why.js', 'search.js']
    name, data = told(built, 'deep/why.js')
    assert name == 'deep/why'
    assert list(data['previews']) == ['question-why', 'hypothesis-hot', 'position-hot-ann']


def test_files_by_address(project: Project) -> None:
    """Where addresses are folders, a page that is the index of a folder and one that is not are told apart."""
    project.write({**SOURCES, 'deep/index.md': WHY, 'index.md': '# All\n\n```{toctree}\nann\nbob\ndeep/index\n```\n'})
    built = project.build('dirhtml')
    assert built.warnings == []
    assert for_scripts(built) == ['ann/index.js', 'bob/index.js', 'deep/index.js', 'search.js']
    assert told(built, 'deep/index.js')[0] == 'deep/index'
    (found,) = built.page('ann').select('script[src*="comparison.js"]')
    assert found['data-suffix'] == '.html'


def test_files_go_with_their_pages(project: Project) -> None:
    """A page that is gone leaves no file and no empty folder, nor what half a build left; others' files stay."""
    project.write(PAGES)
    first = project.build()
    ours = first.out / '_comparison'
    (ours / 'own').mkdir()
    (ours / 'own' / 'own.js').write_text('// a site’s own')
    (ours / '.ann.js.part').write_text('cfPa')
    project.remove('deep/why.md', 'bob.md')
    project.edit('plain.md', ' and {source}`bob`', '')
    built = project.build()
    assert for_scripts(built) == ['ann.js', 'own/own.js', 'search.js']
    assert not (ours / 'deep').exists()


def test_nothing_is_left_when_nothing_is_compared(project: Project) -> None:
    """When the last page of ours is gone, so are the files, their folder, the script and the style."""
    project.write(PAGES)
    project.build()
    project.remove('ann.md', 'bob.md', 'deep/why.md', 'prose.md', 'linked.md')
    project.write({'plain.md': '# Plain\n\nNothing.\n'})
    built = project.build()
    assert built.warnings == []
    assert [path for path in built.files() if 'comparison' in path] == []


@pytest.mark.parametrize('builder', ['singlehtml', 'epub', 'text', 'latex', 'dummy'])
def test_scripts_are_for_sites(project: Project, builder: str) -> None:
    """Builders of anything but a site of pages write no script and no file for one."""
    project.configure(copyright='nobody', version='1')
    project.write(SOURCES)
    built = project.build(builder)
    assert not list(built.out.rglob('comparison*.js'))
    assert not list(built.out.rglob('_comparison'))


def test_files_are_the_same_again(tmp_path: Path) -> None:
    """Two builds give the same bytes, also one after an edit and one from the start."""
    one, other = rich(tmp_path / 'one'), rich(tmp_path / 'other')
    one.build()
    for project in (one, other):
        project.edit('points/why.md', '*What* goes in', 'What *then* goes in')
    found, clean = one.build(), other.build()
    assert for_scripts(found) == for_scripts(clean) != []
    for path in for_scripts(clean):
        assert (found.out / '_comparison' / path).read_bytes() == (clean.out / '_comparison' / path).read_bytes()
