"""The core can be used without Sphinx."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import sphinx_comparison

PACKAGE = Path(sphinx_comparison.__file__).parent
FOLDERS = ('language', 'proof', 'citation', 'comparison', 'views', 'permalinks', 'export')
PURE = (
    'model',
    'milestones',
    'anchors',
    'locators',
    'checks',
    'messages',
    *(
        '.'.join(path.relative_to(PACKAGE).with_suffix('').parts)
        for folder in FOLDERS
        for path in sorted((PACKAGE / folder).rglob('*.py'))
        if path.stem != '__init__'
    ),
)
# The package's own __init__ is what Sphinx loads; an empty package stands in for it.
PROGRAM = """
import importlib, sys, types
package = types.ModuleType('sphinx_comparison')
package.__path__ = [sys.argv[1]]
sys.modules['sphinx_comparison'] = package
for name in sys.argv[2:]:
    importlib.import_module(f'sphinx_comparison.{name}')
print(*sorted({name.partition('.')[0] for name in sys.modules} & {'docutils', 'myst_parser', 'sphinx'}))
"""


def test_the_core_imports_no_sphinx() -> None:
    """Model, proofs, checks, plans, views and exports work where neither Sphinx nor docutils is installed."""
    run = subprocess.run(
        [sys.executable, '-c', PROGRAM, str(PACKAGE), *PURE], capture_output=True, text=True, check=False
    )
    assert run.stderr == ''
    assert run.stdout.split() == []


def test_no_build_loads_the_command() -> None:
    """What ``conf.py`` loads has neither the command nor its library; nothing in the package imports the command."""
    program = 'import sys, sphinx_comparison; print(*sorted(sys.modules))'
    run = subprocess.run(
        [sys.executable, '-c', program],
        env={**os.environ, 'PYTHONPATH': str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {'click', 'pypandoc', 'sphinx_comparison.commands'} & set(run.stdout.split())
    users = [
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob('*.py')
        if re.search(r'^\s*from \.+commands', path.read_text(encoding='utf-8'), re.MULTILINE)
    ]
    assert users == ['__main__.py']


def test_folders_import_one_way() -> None:
    """No folder or module of the package imports another that imports it, by whatever way: each can be read by itself.

    What is imported for types alone does not count.
    """
    imports: dict[str, set[str]] = {}
    here = {path.name for path in PACKAGE.iterdir()}
    for path in sorted(PACKAGE.rglob('*.py')):
        parts = path.relative_to(PACKAGE).with_suffix('').parts
        if parts[0].startswith('__'):
            continue
        known = imports.setdefault(parts[0], set())
        for node in ast.parse(path.read_text(encoding='utf-8')).body:
            if isinstance(node, ast.ImportFrom) and node.level == len(parts):
                names = [node.module.partition('.')[0]] if node.module else [name.name for name in node.names]
                known.update(name for name in names if name != parts[0] and {name, f'{name}.py'} & here)
    assert {'model', 'proof', 'messages', 'comparison'} < imports.keys()
    list(TopologicalSorter(imports).static_order())  # raises CycleError
