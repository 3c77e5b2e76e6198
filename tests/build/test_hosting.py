"""The files that the manual has for hosts of sites are what these hosts read, and their commands build the site."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import sphinx_comparison
from conftest import REPOSITORY
from helpers.packaging import environment_in, run

if TYPE_CHECKING:
    from collections.abc import Callable

HOW_TO = (REPOSITORY / 'docs' / 'extension' / 'how-to.md').read_text(encoding='utf-8')
BLOCK = re.compile(r'```\{code-block\} (?:yaml|text)\n:caption: (\S+)\n\n(.*?)```', re.DOTALL)
FILES = dict(BLOCK.findall(HOW_TO))
SCHEMAS = {
    '.github/workflows/pages.yml': 'vendor.github-workflows',
    '.gitlab-ci.yml': 'vendor.gitlab-ci',
    '.readthedocs.yaml': 'vendor.readthedocs',
}
CONF = (
    'extensions = ["myst_parser", "sphinx_comparison"]\nprimary_domain = "cf"\nhtml_baseurl = "https://x.example/"\n'
)
INDEX = '# Sugar\n\n```{toctree}\ndan\n```\n\n```{theme} S\n:id: sugar\n\n~~~{position} dan\n> One lump\n~~~\n```\n'
DAN = '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n---\n\n# Dan\n\nOne lump is enough.\n'


@pytest.mark.parametrize('name', SCHEMAS)
def test_schema(name: str, tmp_path: Path) -> None:
    """Each is valid by the schema that its host publishes."""
    file = tmp_path / Path(name).name
    file.write_text(FILES[name], encoding='utf-8')
    run(sys.executable, '-m', 'check_jsonschema', '--builtin-schema', SCHEMAS[name], file)


def test_version() -> None:
    """The version that is to be installed is this one."""
    assert FILES['requirements.txt'] == f'sphinx-comparison=={sphinx_comparison.__version__}\n'


def test_actions() -> None:
    """The workflow has the actions of the project's own one, by the same commits."""
    own = (REPOSITORY / '.github' / 'workflows' / 'pages.yml').read_text(encoding='utf-8')
    uses = re.findall(r'uses: (.*)', FILES['.github/workflows/pages.yml'])
    assert uses
    assert set(uses) <= set(re.findall(r'uses: (.*)', own))


def github() -> tuple[list[str], str]:
    """Return the commands of the workflow, and the folder that is published."""
    steps = yaml.safe_load(FILES['.github/workflows/pages.yml'])['jobs']['build']['steps']
    return [step['run'] for step in steps if 'run' in step], steps[-1]['with']['path']


def gitlab() -> tuple[list[str], str]:
    """Return the commands of the job, and the folder that is published."""
    job = yaml.safe_load(FILES['.gitlab-ci.yml'])['pages']
    return job['script'], job['artifacts']['paths'][0]


def read_the_docs() -> tuple[list[str], str]:
    """Return the commands that Read the Docs runs for its file, and a folder to publish."""
    settings: dict[str, Any] = yaml.safe_load(FILES['.readthedocs.yaml'])
    requirements = settings['python']['install'][0]['requirements']
    docs = Path(settings['sphinx']['configuration']).parent
    strict = ' -W --keep-going' if settings['sphinx']['fail_on_warning'] else ''
    build = f'python -m sphinx -T{strict} -b html -d _build/doctrees -D language=en {docs} _readthedocs/html'
    return [f'python -m pip install --exists-action=w -r {requirements}', build], '_readthedocs/html'


def server() -> tuple[list[str], str]:
    """Return the first command for any server, and the folder that is copied with the second."""
    (commands,) = re.findall(r':caption: on your machine\n\n(.*?)```', HOW_TO, re.DOTALL)
    build, copy = commands.splitlines()
    return ['pip install -r requirements.txt', build], shlex.split(copy)[-2]


@pytest.mark.parametrize('host', [github, gitlab, read_the_docs, server])
def test_commands(host: Callable[[], tuple[list[str], str]], distribution: Path, tmp_path: Path) -> None:
    """In an environment with nothing of ours, the commands install the package and build what is then published."""
    python = environment_in(tmp_path / 'venv', with_pip=True)
    folder = tmp_path / 'repository'
    (folder / 'docs').mkdir(parents=True)
    for name, text in {
        'requirements.txt': FILES['requirements.txt'],
        'docs/conf.py': CONF,
        'docs/index.md': INDEX,
        'docs/dan.md': DAN,
    }.items():
        (folder / name).write_text(text, encoding='utf-8')
    # The package comes from what was built here, not from PyPI.
    built = {'PIP_NO_INDEX': '1', 'PIP_FIND_LINKS': str(distribution)}
    commands, published = host()
    for command in commands:
        program, *rest = shlex.split(command)
        found = python.parent / program
        run(found, *rest, cwd=folder, environment=built)

    assert 'One lump</a>' in (folder / published / 'index.html').read_text(encoding='utf-8')
    assert (folder / published / '.nojekyll').is_file()
    assert (folder / published / 'comparison.json').is_file()
