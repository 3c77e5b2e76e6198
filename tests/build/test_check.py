"""``sphinx-comparison check``: the warnings of a build, without its output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from helpers.command import command, quick_command
from helpers.project import SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.project import Project

INDEX = """\
# Tea

```{toctree}
ann
bob
```

::::{theme} Milk
:id: milk

:::{position} bob
> The milk goes in {}
:::
::::
"""


@pytest.fixture
def tea(project: Project) -> Project:
    """Two sources and one quotation, which is right."""
    project.write({**SOURCES, 'index.md': INDEX.replace('{}', 'first')})
    return project


def files(folder: Path) -> set[str]:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()}


def test_no_warnings(tea: Project) -> None:
    """Of what is right it says how much there was to be proved; the status is 0, and no file is left behind."""
    before = files(tea.folder)
    ran = command(tea.folder, 'check', 'source')

    assert (ran.status, ran.err) == (0, '')
    assert ran.lines == ['No warnings: 2 sources, 1 point, 1 position, 1 quotation.']
    assert files(tea.folder) == before


def test_warnings(tea: Project) -> None:
    """A fault is a line with file, line and kind, the file seen from the working folder; the status is 1."""
    tea.write({'index.md': INDEX.replace('{}', 'last')})
    built = tea.build('dummy').warnings
    ran = quick_command(tea.folder, 'check', 'source')

    assert (ran.status, ran.err) == (1, '')
    assert ran.lines == [f'source/{built[0].replace("WARNING: ", "")}', '1 warning in 1 file.']
    assert ran.lines[0].startswith('source/index.md:12: ')
    assert ran.lines[0].endswith(' [cf.not-found]')
    assert quick_command(tea.source, 'check').lines[0] == ran.lines[0].removeprefix('source/')


def test_warnings_for_programs(tea: Project) -> None:
    """The same as GitHub's annotations, and as JSON with nothing beside it."""
    tea.write({'index.md': INDEX.replace('{}', 'last')})
    github = quick_command(tea.folder, 'check', 'source', '--format', 'github')
    listed = quick_command(tea.folder, 'check', 'source', '--format', 'json')

    assert (github.status, listed.status) == (1, 1)
    assert github.lines[0].startswith(
        '::warning file=source/index.md,line=12,title=cf.not-found::"The milk goes in last"'
    )
    (found,) = json.loads(listed.out)
    assert [found[key] for key in ('file', 'line', 'type', 'subtype')] == ['source/index.md', 12, 'cf', 'not-found']


def test_where_the_project_is(tea: Project) -> None:
    """It is found where ``conf.py`` is, above the pages, or in the folder that is named with ``-c``."""
    docs = tea.source / 'docs'
    docs.mkdir()
    for name in ('ann.md', 'bob.md', 'index.md'):
        (tea.source / name).rename(docs / name)
    right = ['No warnings: 2 sources, 1 point, 1 position, 1 quotation.']

    assert quick_command(tea.source, 'check').lines == right
    assert quick_command(tea.folder, 'check', 'source').lines == right
    assert quick_command(tea.folder, 'check', 'source/docs').lines == right
    (tea.source / 'conf.py').rename(tea.folder / 'conf.py')
    assert quick_command(tea.folder, 'check', 'source/docs', '-c', '.').lines == right


@pytest.mark.parametrize(
    ('conf', 'said'),
    [
        ('x = (\n', "conf.py:1: SyntaxError: '(' was never closed. Correct it."),
        ('\nx = 1 / 0\n', 'conf.py:2: ZeroDivisionError: division by zero. Correct it.'),
        ('import sys\nsys.exit(3)\n', 'source/conf.py:2: SystemExit: 3.'),
        ("extensions = ['no_such_extension']\n", 'no_such_extension'),
        ("extensions = ['myst_parser']\n", 'source/conf.py does not load the extension'),
        ("extensions = ['myst_parser', 'sphinx_comparison']\ncf_stances = 3\n", 'cf_stances must be a list'),
        (None, 'There is no conf.py in source.'),
    ],
)
def test_cannot_run(tea: Project, conf: str | None, said: str) -> None:
    """What cannot be read is said in one line without a traceback, and the status is 2."""
    file = tea.source / 'conf.py'
    file.unlink() if conf is None else file.write_text(conf, encoding='utf-8')
    ran = quick_command(tea.folder, 'check', 'source')

    assert (ran.status, ran.out) == (2, '')
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_page_in_another_encoding(tea: Project) -> None:
    """A page that is not UTF-8 is named in one line, and the status is 2."""
    tea.write({'bob.md': b'caf\xe9\n'})
    ran = quick_command(tea.folder, 'check', 'source')

    assert ran.status == 2
    assert 'bob.md:1: The byte 0xe9 is no UTF-8.' in ran.err
    assert len(ran.err.splitlines()) == 1
