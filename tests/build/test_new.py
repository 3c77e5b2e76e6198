"""``sphinx-comparison new``: a project that builds at once, with the texts of the tutorial."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import sphinx_comparison
from helpers.command import command, quick_command

PACKAGE = Path(sphinx_comparison.__file__).parent
TUTORIAL = Path(__file__).parents[2] / 'docs' / 'extension' / 'tutorial.md'


def last_states() -> dict[str, str]:
    """The last state of each file of the tutorial."""
    text = TUTORIAL.read_text(encoding='utf-8')
    blocks = re.findall(
        r'^(`{3,})\{code-block\} \w+\n:caption: docs/(\S+)\n\n(.*?)^\1$', text, re.MULTILINE | re.DOTALL
    )
    return {name: content for _, name, content in blocks}


def test_it_builds(tmp_path: Path) -> None:
    """It builds with ``make html``, every warning an error, and with nothing to be checked twice."""
    ran = command(tmp_path, 'new', 'project')
    environment = {**os.environ, 'PYTHONPATH': str(PACKAGE.parent)}
    folder = tmp_path / 'project'
    made = subprocess.run(
        ['make', 'html', f'PYTHON={sys.executable}'],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.status, ran.err) == (0, '')
    assert made.returncode == 0, made.stdout + made.stderr
    page = (folder / '_build' / 'html' / 'harbour.html').read_text(encoding='utf-8')
    assert '#marsh-p2' in page
    assert command(folder, 'check').lines == ['No warnings: 2 sources, 2 points, 4 positions, 4 quotations.']
    assert (folder / '.gitignore').read_text(encoding='utf-8') == '/_build/\n'


def test_it_is_that_of_the_tutorial(tmp_path: Path) -> None:
    """Its texts and their comparison are those with which the tutorial ends; the texts have seeds here."""
    quick_command(tmp_path, 'new', 'project')
    docs, theirs = tmp_path / 'project' / 'docs', last_states()

    assert (docs / 'harbour.md').read_text(encoding='utf-8') == theirs['harbour.md']
    for name in ('marsh', 'reed'):
        text = (docs / 'sources' / f'{name}.md').read_text(encoding='utf-8')
        assert text.replace(f'  seed: {name}.txt\n', '') == theirs[f'{name}.md']
    assert theirs['conf.py'] in (tmp_path / 'project' / 'conf.py').read_text(encoding='utf-8')


def test_a_text_is_brought_into_it(tmp_path: Path) -> None:
    """A text is imported into it as the manual says, and no option is needed."""
    quick_command(tmp_path, 'new', 'project')
    folder = tmp_path / 'project'
    (folder / 'hale.txt').write_text('A ship pays to enter.\n\nAnd to leave.\n', encoding='utf-8')

    assert quick_command(folder, 'import', 'hale.txt').status == 0
    assert quick_command(folder, 'check').lines == ['No warnings: 3 sources, 2 points, 4 positions, 4 quotations.']


def test_without_the_example(tmp_path: Path) -> None:
    """With ``--empty`` nothing is there that has to be deleted, and a text brought into it is proved."""
    ran = quick_command(tmp_path, 'new', "Tea's cups", '--empty')
    folder = tmp_path / "Tea's cups"
    made = {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()}
    right = [quick_command(folder, 'check').lines]
    (folder / 'hale.txt').write_text('A ship pays to enter.\n', encoding='utf-8')
    quick_command(folder, 'import', 'hale.txt')
    right.append(quick_command(folder, 'check').lines)

    assert ran.lines == [
        "Tea's cups is a project now, without texts. Bring one in, and build it:",
        """  cd 'Tea'"'"'s cups'""",
        '  sphinx-comparison import FILE',
        '  make html',
    ]
    assert made == {'conf.py', 'Makefile', '.gitignore', 'docs/index.md'}
    assert (folder / 'docs' / 'index.md').read_text(encoding='utf-8').startswith("# Tea's cups\n")
    assert 'project = "Tea\'s cups"\n' in (folder / 'conf.py').read_text(encoding='utf-8')
    assert right == [
        ['No warnings: 0 sources, 0 points, 0 positions, 0 quotations.'],
        ['No warnings: 1 source, 0 points, 0 positions, 0 quotations.'],
    ]


def test_refuses_what_is_there(tmp_path: Path) -> None:
    """A folder with anything in it, or a file, is refused in one line; an empty folder is taken."""
    (tmp_path / 'full').mkdir()
    (tmp_path / 'full' / 'x').write_text('x', encoding='utf-8')
    (tmp_path / 'empty').mkdir()

    for name in ('full', 'full/x'):
        ran = quick_command(tmp_path, 'new', name)
        assert (ran.status, ran.out) == (2, '')
        assert ran.err == f'Error: {name} is there already, and not empty. Nothing was written. Name another folder.\n'
    assert [path.name for path in (tmp_path / 'full').iterdir()] == ['x']
    assert quick_command(tmp_path, 'new', 'empty').status == 0
