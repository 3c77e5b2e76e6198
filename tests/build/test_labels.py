"""A label or a name on two pages is that of the first in reading order, in every build; the other is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from helpers.project import SOURCES, Project
from helpers.tea import assert_as_clean, content

if TYPE_CHECKING:
    from pathlib import Path

THEME = '::::{theme} Silt\n:id: silt\n\n:::{position} ann\nShe says so.\n:::\n::::\n'
VIEW = '```{{comparison}}\n:name: twice\n:caption: Table {}\n:points: silt\n```\n'
HOLDERS = {
    'headings': ('(twice)=\n\n## Heading first\n', '(twice)=\n\n## Heading last\n', 7),
    'views': (VIEW.format('first'), VIEW.format('last'), 5),
    'a view and a heading': (VIEW.format('first'), '(twice)=\n\n## Heading last\n', 7),
    'a paragraph, and a view': ('(twice)=\nA paragraph, first.\n', VIEW.format('last'), 5),
    'a heading, and a paragraph': ('(twice)=\n\n## Heading first\n', '(twice)=\nA paragraph, last.\n', 6),
    'pictures': (
        '```{figure} x.png\n:name: twice\n\nPicture first\n```\n',
        '```{figure} x.png\n:name: twice\n\nPicture last\n```\n',
        5,
    ),
}
TOLD = (
    'a-last.md:{}: WARNING: There is already the label "twice", in z-first, line {}. '
    'That one counts; remove or rename this one. [cf.duplicate]'
)


@pytest.fixture
def named(project: Project) -> Project:
    """A project in which the page that is read first is the last in reading order; it has pages for four processes."""
    more = {f'm{number}.md': f'# More {number}\n\nSee [it](#twice).\n' for number in range(6)}
    entries = '\n'.join(['ann', 'bob', 'themes', 'z-first', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5', 'a-last'])
    index = f'# Index\n\nSee [it](#twice).\n\n```{{toctree}}\n{entries}\n```\n'
    project.write({**SOURCES, **more, 'themes.md': f'# Themes\n\n{THEME}', 'index.md': index, 'x.png': b''})
    project.configure(numfig=True)
    return project


def write(project: Project, first: str, last: str) -> None:
    """Write the two pages on which a name stands."""
    project.write({
        'z-first.md': f'# First\n\n{first}\nMore, first.\n',
        'a-last.md': f'# Last\n\n% No more\n\n{last}\nMore, last.\n',
    })  # fmt: skip


@pytest.mark.parametrize('holders', HOLDERS)
def test_one_holder(named: Project, tmp_path: Path, holders: str) -> None:
    """Pages, warnings and links are the same clean, by 1, 2 and 4 processes, and after pages were changed."""
    first, last, line = HOLDERS[holders]
    write(named, first, last)
    built = named.build()
    (told,) = built.warnings
    assert told.startswith(f'a-last.md:{line}: WARNING: There is already the label "twice", in z-first, line ')
    link = built.page('index').select_one('p > a')
    assert link is not None
    assert link['href'] == 'z-first.html#twice'
    standard = built.env.domains.standard_domain
    assert {index['twice'][0] for index in (standard.labels, standard.anonlabels) if 'twice' in index} == {'z-first'}
    for jobs in (2, 4):
        other = named.build(out=tmp_path / f'out-{jobs}', doctrees=tmp_path / f'doctrees-{jobs}', jobs=jobs)
        assert other.warnings == built.warnings
        assert content(other) == content(built)
    for page in ('a-last.md', 'z-first.md', 'm3.md'):
        for jobs in (1, 2):
            named.write({page: named.read(page) + '\nYet more.\n'})
            assert_as_clean(named, named.build(jobs=jobs), tmp_path / 'clean')


def test_its_words(named: Project) -> None:
    """What is told of a name that stands twice, whole."""
    first, last, line = HOLDERS['headings']
    write(named, first, last)
    assert named.build().warnings == [TOLD.format(line, 5)]


def test_the_order_of_pages(named: Project, tmp_path: Path) -> None:
    """Where the list of contents is turned round, or the first holder has gone, the other holds, though unread."""
    first, last, _ = HOLDERS['views']
    write(named, first, last)
    named.build()
    named.edit('index.md', '\na-last', '')
    named.edit('index.md', 'ann\n', 'a-last\nann\n')
    built = named.build()
    assert built.warnings[0].startswith(
        'z-first.md:3: WARNING: There is already the label "twice", in a-last, line 5.'
    )
    assert_as_clean(named, built, tmp_path / 'clean')
    named.edit('a-last.md', ':name: twice\n', '')
    built = named.build()
    assert built.warnings == []
    assert_as_clean(named, built, tmp_path / 'clean')


@pytest.mark.parametrize('jobs', [1, 2])
def test_a_project_that_compares_nothing(project: Project, tmp_path: Path, jobs: int) -> None:
    """It is left alone: Sphinx warns as it does without the extension."""
    pages = {f'm{number}.md': f'# More {number}\n' for number in range(6)}
    project.write({
        **pages,
        'index.md': '# Index\n\n```{toctree}\n:glob:\n*\n```\n',
        'a.md': '(twice)=\n\n# A\n',
        'b.md': '(twice)=\n\n# B\n',
    })  # fmt: skip
    found = project.build(jobs=jobs)
    project.configure(extensions=['myst_parser'], primary_domain='std')
    wanted = project.build(out=tmp_path / 'plain', doctrees=tmp_path / 'plain-d', jobs=jobs)
    assert found.warnings == wanted.warnings
    assert jobs > 1 or len(found.warnings) == 1


def test_a_build_that_fails(named: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves nothing behind that would hold back the warnings of the next one in the same process."""
    from sphinx.builders import Builder

    def broken_off(*_: object) -> None:
        raise RuntimeError

    loggers = [logging.getLogger(f'sphinx.sphinx.{name}') for name in ('domains.std', 'util.parallel')]
    with monkeypatch.context() as patch:
        patch.setattr(Builder, 'read_doc', broken_off)
        with pytest.raises(RuntimeError):
            named.build()
    assert [logger.filters for logger in loggers] == [[], []]
