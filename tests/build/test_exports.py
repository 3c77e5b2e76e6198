"""What the extension adds to a project beside what its pages show: a stylesheet, and files of data."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from helpers.project import ANN, SOURCES, Build, Project, source_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def test_the_stylesheet_is_where_it_is_needed(project: Project) -> None:
    """Pages that show something of ours link the stylesheet, and no others do."""
    project.write(
        {
            **SOURCES,
            'plain.md': '# Plain\n\nNothing. See [her](ann.md).\n',
            'p.md': '# P\n\n{quote}`So I rest <ann>`\n',
        }
    )
    built = project.build()
    linked = {
        name: [str(link['href']) for link in built.page(name).select('link[href*="comparison.css"]')]
        for name in ('ann', 'bob', 'plain', 'p')
    }

    assert built.warnings == []
    assert linked['ann'] == linked['bob'] == linked['p'] == ['_static/comparison.css']
    assert linked['plain'] == []


@pytest.mark.parametrize('compares', [True, False])
def test_the_stylesheet_of_one_page(project: Project, compares: bool) -> None:
    """The one page of ``singlehtml`` has the stylesheet if any page on it compares, whatever its first page is."""
    project.write({'other.md': '# Other\n'} | ({'ann.md': source_page('ann', *ANN)} if compares else {}))
    page = project.build('singlehtml').page('index')

    assert bool(page.select('link[href*="comparison.css"]')) == compares
    assert page.select('script[src*="comparison.js"]') == []


@pytest.mark.parametrize(('builder', 'is_written'), [('html', True), ('dirhtml', True), ('singlehtml', False)])
def test_no_jekyll(project: Project, builder: str, is_written: bool) -> None:
    """A site has the file without which GitHub Pages would leave out our data; a project without us has not."""
    project.write({'other.md': '# Other\n'})
    assert not (project.build(builder).out / '.nojekyll').exists()
    project.write({'ann.md': source_page('ann', *ANN)})

    assert (project.build(builder).out / '.nojekyll').exists() == is_written


def test_the_data_is_as_its_schema_says(rich_site: Build) -> None:
    """``comparison.json`` is valid against the schema that is published beside it."""
    schema = rich_site.data('comparison.schema.json')

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(rich_site.data())


@pytest.mark.parametrize('builder', ['text', 'latex', 'epub', 'dummy'])
def test_the_data_is_for_sites(project: Project, builder: str) -> None:
    """Builders of anything but a site write no data."""
    project.configure(copyright='nobody', version='1')
    project.write(SOURCES)
    built = project.build(builder)

    assert not list(built.out.rglob('comparison*.json'))


def test_it_needs_no_myst(tmp_path: Path) -> None:
    """A project in reStructuredText alone may use it."""
    project = Project(tmp_path, extensions=['sphinx_comparison'], primary_domain=None, myst_enable_extensions=None)
    project.write(
        {
            'index.rst': 'Title\n=====\n\n.. toctree::\n\n   dan\n\n.. cf:theme:: Sugar\n   :id: sugar\n\n'
            '   .. cf:position:: dan\n\n      Words.\n\n         One lump\n\n'
            '.. cf:parallels::\n\nSee :cf:theme:`sugar`.\n',
            'dan.rst': '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n---\n\nDan\n===\n\nOne lump.\n',
        }
    )
    built = project.build(fatal=True)

    assert built.warnings == []
    assert built.data()['points'][0]['positions'][0]['quotations'][0]['outcome'] == 'found'


@pytest.mark.parametrize('folders', [[], ['static'], ('static',)])
def test_the_configuration_stays_as_it_is(tmp_path: Path, folders: Sequence[str]) -> None:
    """The stylesheet is copied, beside the project's own, and nothing of that is kept as if it were configured."""
    project = Project(tmp_path, html_static_path=folders)
    project.write({**SOURCES, 'static/own.css': ''})
    built = project.build()
    kept = pickle.loads((project.doctrees / 'environment.pickle').read_bytes())  # noqa: S301 - our own

    assert built.warnings == []
    assert (built.out / '_static' / 'comparison.css').is_file()
    assert (built.out / '_static' / 'own.css').is_file() == bool(folders)
    assert kept.config.html_static_path == list(folders)
