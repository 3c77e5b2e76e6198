"""Every builder writes the rich project without a warning, and what it writes is whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree

from helpers.links import faults, faults_in_epub, faults_in_texinfo, faults_in_xml
from helpers.project import BUILDERS, Build, rich

if TYPE_CHECKING:
    from pathlib import Path


Builds = Callable[[str], Build]


@pytest.mark.parametrize('builder', BUILDERS)
def test_without_a_warning(rich_builds: Builds, builder: str) -> None:
    """``-W -n`` passes: ``nitpicky`` is set in every project of these tests."""
    built = rich_builds(builder)

    assert built.env.config.nitpicky
    assert (built.warnings, built.status) == ([], 0)


def test_one_environment_does_for_many_builders(tmp_path: Path) -> None:
    """What one builder read another can write, and the first again, with nothing between them."""
    project = rich(tmp_path)

    for builder in ('dummy', 'singlehtml', 'text', 'latex', 'html', 'xml', 'html'):
        built = project.build(builder, strict=True)
        assert (built.warnings, built.status) == ([], 0)
    assert built.read == built.written == set()


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_every_link_leads_somewhere(rich_builds: Builds, builder: str) -> None:
    """No id stands twice on a page; every link within the site finds its page and its place."""
    assert faults(rich_builds(builder).out) == []


def test_every_link_leads_somewhere_elsewhere(rich_builds: Builds) -> None:
    """The same in XML, file by file, and in Texinfo."""
    (manual,) = rich_builds('texinfo').out.glob('*.texi')

    assert faults_in_xml(rich_builds('xml').out) == []
    assert faults_in_texinfo(manual.read_text(encoding='utf-8')) == []


def test_every_reference_in_latex_has_its_label(rich_builds: Builds) -> None:
    """LaTeX would only say in its log that a reference is undefined."""
    (file,) = rich_builds('latex').out.glob('*.tex')
    text = file.read_text(encoding='utf-8')
    labels = re.findall(r'\\label\{\\detokenize\{([^}]*)\}\}', text)
    references = re.findall(r'\\hyperref\[\\detokenize\{([^}]*)\}\]', text)

    assert 'essays/ann:ann-p1' in references
    assert 'points/why:position-tea-first-ann' in references
    assert set(references) - set(labels) == set()
    assert len(labels) == len(set(labels))


def test_latex_is_escaped(rich_builds: Builds) -> None:
    """What LaTeX would take for a command is written as text."""
    (file,) = rich_builds('latex').out.glob('*.tex')
    text = file.read_text(encoding='utf-8')

    assert r'ann@example.org> \& say so: 2 < 3' in text
    assert r'emphasis\_here\_' in text
    assert r'a dateline that is no place \& <b>no date' in text


def test_tables_are_tables_in_latex(rich_builds: Builds) -> None:
    """A view is a longtable, which breaks over pages, with its caption and widths."""
    (file,) = rich_builds('latex').out.glob('*.tex')
    text = file.read_text(encoding='utf-8')

    assert text.count(r'\begin{longtable}') == 13
    assert r'\begin{longtable}{\X{22}{100}\X{26}{100}\X{26}{100}\X{26}{100}}' in text
    assert r'\caption{All the \sphinxstyleemphasis{hypotheses}, see' in text


def test_anchors_in_texinfo_stand_where_they_belong(rich_builds: Builds) -> None:
    """Passages and positions have their anchors, and not at the end of the file, where Sphinx puts the lost ones."""
    (file,) = rich_builds('texinfo').out.glob('*.texi')
    text = file.read_text(encoding='utf-8')

    assert re.search(r'@anchor\{essays/ann ann-p1\}@anchor\{\w+\}\[¶1\] Tea is poured', text)
    assert re.search(r'@anchor\{points/why position-warm-pot-ann\}@anchor\{\w+\}', text)
    assert not re.search(r'@anchor\{points/\w+ position-[^}]*\}@w', text)


def test_text_is_readable(rich_builds: Builds) -> None:
    """Plain text has the numbers, the notes and the tables."""
    built = rich_builds('text')
    essay, views = built.text('essays/ann'), built.text('views')

    assert '[¶1] Tea is poured before the milk. “Everybody *knows* it,” as my aunt\nwould say.' in essay
    assert 'Referred to in: The tea goes in before the milk, see Bob (asserts) ·' in essay
    assert 'With quotations' in essay.replace('\n', ' ')
    assert re.search(r'\| Hypothesis +\| Ash +\| Birch and Beech +\| A Word on Lemons +\|\n\|=', views)
    assert re.search(r'\| The tea goes in before +\| asserts +She \*says\* so, +\| rejects +He does not\.', views)
    assert '* [¶2] A list item, which is a passage.' in built.text('essays/carol')


def test_man_page_has_the_numbers(rich_builds: Builds) -> None:
    """So has the man page."""
    (file,) = rich_builds('man').out.glob('*.1')

    assert '[¶1] Tea is poured before the milk.' in file.read_text(encoding='utf-8')


def test_xml_has_nothing_of_ours(rich_builds: Builds) -> None:
    """XML is well-formed and has no element that docutils and Sphinx do not have, but the number of a passage."""
    built = rich_builds('xml')
    ours = {'quotation', 'quoted_words', 'view', 'backlinks'}

    for file in built.out.rglob('*.xml'):
        names = {element.tag for element in ElementTree.fromstring(file.read_bytes()).iter()}
        assert names & ours == set()
    assert '<table ' in built.text('views')


def test_translators_get_the_editors_words_only(rich_builds: Builds) -> None:
    """The words of sources are not to be translated; what editors write about them is."""
    built = rich_builds('gettext')
    messages = {
        match
        for file in built.out.glob('*.pot')
        for match in re.findall(r'^msgid "(.*)"$', file.read_text(encoding='utf-8'), re.MULTILINE)
    }

    assert {'He does not.', 'Good tea wants a warm pot', 'Second thoughts', 'At a glance'} <= messages
    assert 'The milk goes in first, as my mother taught me.' not in messages
    assert 'The pot must be warmed' not in messages
    assert not any('¶' in message for message in messages)


def test_every_link_in_the_epub_leads_somewhere(rich_builds: Builds, tmp_path: Path) -> None:
    """Its pages are well-formed, their ids are unique, and their links find their page and place."""
    (file,) = rich_builds('epub').out.glob('*.epub')

    assert faults_in_epub(file, tmp_path) == []


def test_exports_lead_to_pages(rich_builds: Builds) -> None:
    """The addresses in ``comparison.json`` are right for each builder that writes it."""
    for builder in ('html', 'dirhtml', 'singlehtml'):
        built = rich_builds(builder)
        data = built.data()
        addresses = [source['page'] for source in data['sources']]
        addresses += [passage['url'] for source in data['sources'] for passage in source['passages']]
        addresses += [thing['url'] for thing in (*data['questions'], *data['points'])]
        addresses += [position['url'] for point in data['points'] for position in point['positions']]
        for address in addresses:
            path, _, place = address.partition('#')
            file = built.out / path
            file = file / 'index.html' if file.is_dir() else file
            assert file.is_file(), (builder, address)
            assert not place or f'id="{place}"' in file.read_text(encoding='utf-8'), (builder, address)
