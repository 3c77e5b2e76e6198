"""Beside other people's extensions, each alone and all together, there is no warning, and nothing changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sphinx_comparison
from helpers.project import Project, rich

PACKAGES = Path(sphinx_comparison.__file__).parents[1]

# What each needs in conf.py, and a page that uses it.
COMPANY: dict[str, tuple[str, str]] = {
    'sphinxcontrib.bibtex': (
        "bibtex_bibfiles = ['works.bib']",
        'As {cite:p}`lee` has it.\n\n```{bibliography}\n```\n',
    ),
    'sphinx_needs': (
        "needs_types = [{'directive': 'task', 'title': 'Task', 'prefix': 'T_', 'color': '#fff', 'style': 'node'}]",
        '```{task} Read Ann again\n:id: T_READ\n```\n\n```{needtable}\n```\n',
    ),
    'sphinx_copybutton': ('copybutton_prompt_text = "$ "', '```sh\n$ make html\n```\n'),
    'sphinx.ext.intersphinx': ("intersphinx_mapping = {'tea': ('https://tea.example/', 'tea.inv')}", 'Tea.\n'),
    'sphinx.ext.autosectionlabel': ('autosectionlabel_prefix_document = True', 'See {ref}`company:Company`.\n'),
    'sphinx_intl': ("locale_dirs = ['locale']\ngettext_compact = False", 'Words.\n'),
}
# The last is a command and no extension.
EXTENSIONS = [name for name in COMPANY if name != 'sphinx_intl']
# Pages in reStructuredText: a text, and what is said of it.
STRUCTURED = {
    'dan.rst': '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n  seed: dan.txt\n---\n\n'
    'Dan\n===\n\nOne lump is enough for me.\n\nTwo are too many.\n',
    'seeds/dan.txt': 'Dan\n\nOne lump is enough for me.\n\nTwo are too many.\n',
    'index.rst': 'Sugar\n=====\n\n.. toctree::\n\n   dan\n\n'
    '.. hypothesis:: Less is more\n   :id: less\n\n   .. position:: dan\n      :stance: asserts\n\n'
    '      In so many words.\n\n         Two are too many.\n\n         -- ¶2\n\n'
    '.. comparison::\n\nHe says :quote:`One lump <dan>` in :passage:`dan#p1`.\n',
}
WORKS = '@book{lee,\n  author = {Lee, Ann},\n  title = {Tea},\n  year = {2001},\n  publisher = {Cup}\n}\n'


def with_company(folder: Path, names: list[str]) -> Project:
    """Make the project that has everything, and a page that uses some other extensions."""
    project = rich(folder)
    project.configure(extensions=['myst_parser', 'sphinx_comparison', *(name for name in names if name in EXTENSIONS)])
    project.configure('\n'.join(COMPANY[name][0] for name in names) + '\n')
    page = ''.join(COMPANY[name][1] + '\n' for name in names)
    index = project.read('index.md')
    project.write({
        'company.md': f'# Company\n\n{page}'.encode(),
        'works.bib': WORKS,
        'index.md': f'{index}\n```{{toctree}}\ncompany\n```\n'.encode(),
    })  # fmt: skip
    inventory(project, folder)
    return project


def inventory(project: Project, folder: Path) -> None:
    """Put the inventory of another site where intersphinx finds it without a network."""
    other = Project(folder / 'other', extensions=[])
    other.write({'index.rst': 'Tea\n===\n'})
    project.write({'tea.inv': (other.build().out / 'objects.inv').read_bytes()})


def run(*command: str, cwd: Path) -> str:
    """Run a Python module in a folder: what other extensions leave in a process stays in that one."""
    environment = {**os.environ, 'PYTHONPATH': str(PACKAGES)}
    command = (sys.executable, '-m', *command)
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(project: Project, builder: str = 'html', *options: str) -> Path:
    """Build it, every warning an error, and return the folder of the output."""
    out = project.out / builder
    doctrees = ('-d', str(project.doctrees / builder))
    run('sphinx', '-W', '-q', '-b', builder, *options, *doctrees, '.', str(out), cwd=project.source)
    return out


@pytest.fixture(scope='module')
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What ``comparison.json`` is without any of them."""
    return (build(with_company(tmp_path_factory.mktemp('alone'), [])) / 'comparison.json').read_bytes()


@pytest.mark.parametrize('names', [*([name] for name in COMPANY), list(COMPANY)], ids=[*COMPANY, 'all'])
def test_beside(names: list[str], alone: bytes, tmp_path: Path) -> None:
    """Beside each, and beside all, there is no warning, the exports are as without, and the other one works too."""
    out = build(with_company(tmp_path, names))
    page = (out / 'company.html').read_text(encoding='utf-8')

    assert (out / 'comparison.json').read_bytes() == alone
    marks = {'sphinxcontrib.bibtex': 'Lee', 'sphinx_needs': 'T_READ', 'sphinx_copybutton': 'copybutton.js'}
    assert [mark for name, mark in marks.items() if name in names and mark not in page] == []


# Not epub and man: there sphinx-needs warns of its own files and tables.
@pytest.mark.parametrize('builder', ['dirhtml', 'singlehtml', 'latex', 'text'])
def test_builders_beside_all(builder: str, tmp_path: Path) -> None:
    """Other builders work beside all of them, too."""
    build(with_company(tmp_path, list(COMPANY)), builder)


def test_translated_with_sphinx_intl(tmp_path: Path) -> None:
    """``sphinx-intl`` makes the catalogues; a summary that is translated is shown, and all quotations are proved."""
    project = with_company(tmp_path, ['sphinx_intl'])
    build(project, 'gettext')
    run('sphinx_intl', 'update', '-p', str(project.out / 'gettext'), '-d', 'locale', '-l', 'de', cwd=project.source)
    catalogue = project.source / 'locale' / 'de' / 'LC_MESSAGES' / 'company.po'
    text = catalogue.read_text(encoding='utf-8')
    catalogue.write_text(re.sub(r'msgid "Words."\nmsgstr ""', 'msgid "Words."\nmsgstr "Worte."', text), 'utf-8')

    out = build(project, 'html', '-D', 'language=de')

    assert 'Worte.' in (out / 'company.html').read_text(encoding='utf-8')
    data = (out / 'comparison.json').read_text(encoding='utf-8')
    assert set(re.findall(r'"outcome": "([a-z-]+)"', data)) == {'found'}


@pytest.mark.parametrize('builder', ['html', 'latex', 'text'])
def test_without_markdown(builder: str, tmp_path: Path) -> None:
    """Pages in reStructuredText are compared and proved where there is no MyST-Parser to import."""
    project = Project(tmp_path, extensions=['sphinx_comparison'], myst_enable_extensions=None)
    project.write({path: text.encode() for path, text in STRUCTURED.items()})
    refuse = "import sys; sys.modules['myst_parser'] = None; from sphinx.cmd.build import main; "
    folders = ['-d', str(project.doctrees), str(project.source), str(project.out)]
    arguments = ['-W', '-n', '-q', '-b', builder, *folders]
    done = subprocess.run(
        [sys.executable, '-c', f'{refuse}sys.exit(main({arguments!r}))'],
        env={**os.environ, 'PYTHONPATH': str(PACKAGES)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, '')
