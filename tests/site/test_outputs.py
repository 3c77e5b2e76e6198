"""Every builder writes the real site without a warning, and what it writes is whole.

The torture project goes the same way in ``test_builders.py``; what is on paper is looked at in ``test_paper.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.links import faults, faults_in_epub, faults_in_texinfo, faults_in_xml
from helpers.project import BUILDERS

Builds = Callable[[str], Path]


@pytest.mark.parametrize('builder', BUILDERS)
def test_without_a_warning(site_builds: Builds, builder: str) -> None:
    """``-W -n`` passes."""
    assert site_builds(builder).is_dir()


def test_linkcheck_looks_at_what_is_here(site_builds: Builds) -> None:
    """The check of links finds no broken one, and leaves out those to other sites only."""
    lines = (site_builds('linkcheck') / 'output.json').read_text(encoding='utf-8').splitlines()
    links = [json.loads(line) for line in lines]

    assert {link['status'] for link in links} <= {'working', 'local', 'ignored', 'unchecked'}
    assert [link['uri'] for link in links if link['status'] == 'ignored' and not link['uri'].startswith('http')] == []


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'print'])
def test_every_link_leads_somewhere(site_builds: Builds, builder: str) -> None:
    """No id stands twice on a page; every link within the site finds its page and its place."""
    assert faults(site_builds(builder)) == []


def test_every_link_in_the_epub_leads_somewhere(site_builds: Builds, tmp_path: Path) -> None:
    """Its pages are well-formed, their ids are unique, and their links find their page and place."""
    (book,) = site_builds('epub').glob('*.epub')

    assert faults_in_epub(book, tmp_path) == []


def test_every_link_leads_somewhere_elsewhere(site_builds: Builds) -> None:
    """The same in XML, file by file, and in Texinfo."""
    (manual,) = site_builds('texinfo').glob('*.texi')

    assert faults_in_xml(site_builds('xml')) == []
    assert faults_in_texinfo(manual.read_text(encoding='utf-8')) == []
