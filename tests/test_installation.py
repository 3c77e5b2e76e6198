"""Another project installs the extension with pip, and needs one line in its conf.py."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY
from project import SOURCES

CONF = """extensions = ["myst_parser", "sphinx_comparison"]
myst_enable_extensions = ["colon_fence", "attrs_block"]
"""
INDEX = """# Tea

```{toctree}
ann
bob
```

::::{cf:hypothesis} Warm the pot
:id: warm

:::{cf:position} ann
:stance: asserts

> The pot must be warmed
:::
::::

:::{cf:comparison}
:::
"""


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository with what the tests have installed."""
    folder = tmp_path_factory.mktemp('wheel')
    run(sys.executable, '-m', 'build', '--wheel', '--no-isolation', '--outdir', str(folder), str(REPOSITORY))
    (built,) = folder.glob('*.whl')
    return built


def run(*command: str, **environment: str) -> str:
    """Run a command that must succeed."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_wheel(wheel: Path) -> None:
    """The wheel has the package whole, its types, style and schema with it, and nothing of the site."""
    names = zipfile.ZipFile(wheel).namelist()
    tracked = {
        path.relative_to(REPOSITORY / '_ext').as_posix()
        for path in (REPOSITORY / '_ext/sphinx_comparison').rglob('*')
        if path.is_file() and '__pycache__' not in path.parts
    }
    assert {name for name in names if '.dist-info/' not in name} == tracked
    assert {
        'sphinx_comparison/py.typed',
        'sphinx_comparison/static/comparison.css',
        'sphinx_comparison/export/comparison.schema.json',
    } <= tracked


def test_installed(wheel: Path, tmp_path: Path) -> None:
    """A project with the wheel installed and one line in its conf.py builds a comparison without a warning."""
    venv.create(tmp_path / 'venv', with_pip=False)
    python = tmp_path / 'venv' / ('Scripts' if os.name == 'nt' else 'bin') / 'python'
    here = run(str(python), '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))').strip()
    run(sys.executable, '-m', 'pip', 'install', '-q', '--no-deps', '--no-index', '--target', here, str(wheel))
    # What the extension depends on is taken from where the tests run.
    Path(here, 'dependencies.pth').write_text('\n'.join(site.getsitepackages()), encoding='utf-8')

    source = tmp_path / 'source'
    source.mkdir()
    for name, content in {'conf.py': CONF, 'index.md': INDEX, **SOURCES}.items():
        (source / name).write_text(content, encoding='utf-8')
    out = tmp_path / 'out'
    run(str(python), '-m', 'sphinx', '-W', '-n', '-q', str(source), str(out), PYTHONPATH='')
    assert 'cf-comparison' in (out / 'index.html').read_text(encoding='utf-8')
    assert (out / '_static/comparison.css').is_file()
    assert (out / 'comparison.json').is_file()
    where = run(str(python), '-c', 'import sphinx_comparison; print(sphinx_comparison.__file__)', PYTHONPATH='')
    assert where.startswith(here)
