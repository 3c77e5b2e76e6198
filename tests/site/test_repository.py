"""The files that a host of the repository reads: workflows, forms for issues, and what they name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY
from helpers.packaging import run

HOST = REPOSITORY / '.github'
WORKFLOWS = sorted((HOST / 'workflows').glob('*.yml'))
FORMS = [path for path in sorted((HOST / 'ISSUE_TEMPLATE').glob('*.yml')) if path.name != 'config.yml']
SCHEMAS = {
    'vendor.github-workflows': WORKFLOWS,
    'vendor.github-issue-forms': FORMS,
    'vendor.github-issue-config': [HOST / 'ISSUE_TEMPLATE' / 'config.yml'],
    'vendor.dependabot': [HOST / 'dependabot.yml'],
}


@pytest.mark.parametrize('schema', SCHEMAS)
def test_schema(schema: str) -> None:
    """Each is valid by the schema that its host publishes."""
    run(sys.executable, '-m', 'check_jsonschema', '--builtin-schema', schema, *SCHEMAS[schema])


def test_holes() -> None:
    """The program zizmor finds no hole in the workflows, down to the smallest."""
    zizmor = Path(sys.executable).parent / 'zizmor'
    done = subprocess.run(
        [zizmor, '--offline', '--persona', 'pedantic', '--no-progress', HOST],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_actions_are_pinned() -> None:
    """Every action is named by a commit, which nobody can change, and says which version that is."""
    for path in WORKFLOWS:
        uses = re.findall(r'uses: (.*)', path.read_text(encoding='utf-8'))
        assert uses, path
        for action in uses:
            assert re.fullmatch(r'[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+', action), action


def test_commands_of_make() -> None:
    """What workflows and CONTRIBUTING.md have `make` do, it can do."""
    targets = set(re.findall(r'^([a-z]+):', (REPOSITORY / 'Makefile').read_text(encoding='utf-8'), re.MULTILINE))
    texts = [*WORKFLOWS, REPOSITORY / 'CONTRIBUTING.md', HOST / 'PULL_REQUEST_TEMPLATE.md']
    command = re.compile('(?:`|run: )make ([a-z]+)')
    named = {name for path in texts for name in command.findall(path.read_text(encoding='utf-8'))}
    assert {'compatible', 'dist', 'html'} <= named
    assert named <= targets


def test_publishing_has_no_secret() -> None:
    """Only the job that uploads may say who it is, it runs no code of the repository, and there is no token."""
    text = (HOST / 'workflows' / 'publish.yml').read_text(encoding='utf-8')
    jobs = yaml.safe_load(text)['jobs']
    assert 'secrets.' not in text
    assert [name for name, job in jobs.items() if 'id-token' in job['permissions']] == ['publish']
    assert not [step for step in jobs['publish']['steps'] if 'run' in step or 'checkout' in step['uses']]
