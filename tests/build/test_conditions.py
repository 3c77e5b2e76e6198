"""What a build does not show, it does not publish; what is proved, it shows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from helpers.project import ANN, SOURCES, Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.project import Build

EXTENSIONS = ['myst_parser', 'sphinx.ext.ifconfig', 'sphinx.ext.todo', 'sphinx_comparison']
CONDITIONS = {
    'a tag': '`````{{only}} draft\n{}\n`````\n',
    'a builder': '`````{{only}} latex\n{}\n`````\n',
    'a value': '`````{{ifconfig}} drafts\n{}\n`````\n',
    'a todo': '`````{{todo}}\n{}\n`````\n',
}
ANNS = ':::{position} ann\n:stance: asserts\n\nShe says so.\n\n> Tea is poured before the milk.\n:::\n'
BOBS = ':::{position} bob\n:on: silt\n:stance: doubts\n\nHIDDEN he denies it.\n\n> The pot need not be warmed\n:::\n'
SILT = f'::::{{hypothesis}} The river silted\n:id: silt\n\n{ANNS}::::\n'
VIEWS = '\n'.join(
    ['# Views\n', *(f'```{{{name}}}\n```\n' for name in ('concordance', 'coverage', 'stances', 'omissions'))]
)
TABLE = f'{VIEWS}\n```{{comparison}}\n:points: silt\n```\n'


@pytest.fixture
def hiding(tmp_path: Path) -> Project:
    """A project with a value of its own, in which parts of pages can be hidden in every way."""
    project = Project(tmp_path, extensions=EXTENSIONS, html_copy_source=False)
    project.configure("\ndef setup(app):\n    app.add_config_value('drafts', False, 'env')\n")
    project.write({**SOURCES, 'table.md': TABLE})
    return project


def with_word(build: Build, *words: str) -> list[str]:
    """Return the files that have one of some words."""
    files = {name: data.decode('utf-8', 'replace') for name, data in build.files().items()}
    return sorted(name for name, text in files.items() if any(word in text for word in words))


def shown(project: Project, condition: str, jobs: int = 1) -> Build:
    """Build the project so that the condition holds."""
    project.configure(drafts=True, todo_include_todos=True)
    return project.build('latex' if condition == 'a builder' else 'html', jobs=jobs, tags=['draft'])


@pytest.mark.parametrize('jobs', [1, 2])
@pytest.mark.parametrize('condition', CONDITIONS)
def test_a_position(hiding: Project, condition: str, jobs: int) -> None:
    """A position that is hidden is in no table, note, preview, JSON and index; shown, it is in all."""
    hiding.write({'claims.md': f'# Claims\n\n{SILT}\n{CONDITIONS[condition].format(BOBS)}'})
    built = hiding.build(jobs=jobs)

    assert built.warnings == []
    assert with_word(built, 'HIDDEN', 'position-silt-bob') == []
    assert [len(point['positions']) for point in built.data()['points']] == [1]
    assert not built.page('bob').find(class_='cf-note')

    built = shown(hiding, condition, jobs)
    assert built.warnings == []
    if condition == 'a builder':
        assert sum(data.count(b'HIDDEN') for name, data in built.files().items() if name.endswith('.tex')) == 2
    else:
        assert 'HIDDEN' in built.text('table')
        assert [len(point['positions']) for point in built.data()['points']] == [2]
        assert built.page('bob').find(class_='cf-note')


@pytest.mark.parametrize('condition', CONDITIONS)
def test_a_part_of_a_summary(hiding: Project, condition: str) -> None:
    """A part of a summary that is hidden is in no cell and no JSON, and the rest of the summary is."""
    part = CONDITIONS[condition].replace('`````', '```').format('HIDDEN in part.')
    held = (
        f'::::{{position}} ann\n:stance: asserts\n\nShe says so.\n\n{part}\n> Tea is poured before the milk.\n::::\n'
    )
    hiding.write({'claims.md': f'# Claims\n\n:::::{{hypothesis}} Silt\n:id: silt\n\n{held}\n:::::\n'})
    built = hiding.build()

    assert built.warnings == []
    assert with_word(built, 'HIDDEN') == []
    assert 'She says so.' in built.text('table')
    if condition != 'a builder':
        built = shown(hiding, condition)
        assert 'HIDDEN' in built.text('table')
        assert 'HIDDEN' in json.dumps(built.data())


@pytest.mark.parametrize('condition', CONDITIONS)
@pytest.mark.parametrize('kind', ['hypothesis', 'theme', 'evidence', 'question'])
def test_a_point(hiding: Project, kind: str, condition: str) -> None:
    """A point that is hidden is in no table, index and list; nothing refers to it."""
    point = f'::::{{{kind}}} HIDDEN title\n:id: gale\n\n{"" if kind == "question" else ANNS}::::\n'
    hiding.write({'claims.md': f'# Claims\n\n{SILT}\n{CONDITIONS[condition].format(point)}'})
    built = hiding.build()

    assert built.warnings == []
    assert with_word(built, 'HIDDEN', 'gale') == []


@pytest.mark.parametrize('condition', CONDITIONS)
def test_a_quotation_in_prose(hiding: Project, condition: str) -> None:
    """A quotation and references that are hidden are not where the passage, or the point, says that it is quoted."""
    prose = 'Look: {quote}`The pot need not be warmed <bob>`, {passage}`bob#p1`, {hypothesis}`silt`.'
    hiding.write({'claims.md': f'# Claims\n\n{SILT}\n## HIDDEN place\n\n{CONDITIONS[condition].format(prose)}'})
    built = hiding.build()

    assert built.warnings == []
    assert not built.page('bob').find(class_='cf-note')
    assert 'HIDDEN' not in built.text('table')
    assert 'Referred to in' not in built.text('claims')


@pytest.mark.parametrize('condition', CONDITIONS)
def test_a_view(hiding: Project, condition: str) -> None:
    """The caption of a view that is hidden is nowhere."""
    view = CONDITIONS[condition].format('```{stances}\n:caption: HIDDEN caption\n:name: gone\n```')
    hiding.write({'claims.md': f'# Claims\n\n{SILT}\n{view}'})

    assert with_word(hiding.build(), 'HIDDEN') == []


@pytest.mark.parametrize('condition', ['a tag', 'a value'])
def test_a_passage(hiding: Project, condition: str) -> None:
    """A passage that is hidden keeps its number and its anchor, and is a warning on each build that hides it."""
    hidden = CONDITIONS[condition].format('Second words here.')
    under = {
        'a tag': '{only} draft',
        'a value': '{ifconfig} drafts',
        'a todo': '{todo}, and todo_include_todos is off',
    }
    page = source_page('eve', 'First words here.', hidden, 'Third words here.', seed='s.txt')
    hiding.write(
        {
            'seeds/s.txt': 'First words here.\n\nSecond words here.\n\nThird words here.\n',
            'eve.md': page,
            'claims.md': f'# C\n\n{SILT}\nSee {{passage}}`eve#p2` and {{quote}}`Third words here <eve>`.\n',
        }
    )
    line = page[: page.index('Second')].count('\n') + 1
    expected = (
        f'eve.md:{line}: WARNING: ¶2 is not shown in this build: it stands under {under[condition]}. '
        'Take it out of there: what is proved of a source is shown. [cf.fidelity]'
    )
    built = hiding.build()
    assert built.warnings == [expected]
    assert [paragraph.get_text() for paragraph in built.page('eve').select('#eve-p2, #eve-p3')] == [
        '[Not shown here.]',
        'Third words here.',
    ]
    assert [passage['number'] for passage in built.data()['sources'][-1]['passages']] == [1, 3]
    assert 'Second words' not in json.dumps(built.data())
    assert hiding.build().warnings == [expected]
    assert shown(hiding, condition).warnings == []


def test_a_quotation_of_what_is_hidden(hiding: Project) -> None:
    """Words that this build does not show cannot be quoted in it: that would be a link to nothing."""
    hiding.write(
        {
            'eve.md': source_page('eve', 'First words.', CONDITIONS['a tag'].format('Second words here.')),
            'claims.md': f'# C\n\n{SILT}\n{{quote}}`Second words here <eve>`\n',
        }
    )
    assert [re.findall(r'cf\.[a-z-]+', warning) for warning in hiding.build().warnings] == [
        ['cf.not-found'],
        ['cf.fidelity'],
    ]
    assert hiding.build(tags=['draft']).warnings == []


def test_in_turn_and_from_the_start(hiding: Project, tmp_path: Path) -> None:
    """A build after one with another tag writes what a build from the start writes."""
    hiding.write({'claims.md': f'# Claims\n\n{SILT}\n{CONDITIONS["a tag"].format(BOBS)}'})
    hiding.build()
    hiding.build(tags=['draft'])
    in_turn = hiding.build().files()
    clean = hiding.build(fresh=True, out=tmp_path / 'clean', doctrees=tmp_path / 'trees').files()
    noise = ('searchindex.js', '.buildinfo.bak')

    assert {name for name in in_turn | clean if name not in noise and in_turn.get(name) != clean.get(name)} == set()


def test_one_id_under_two_conditions(hiding: Project) -> None:
    """A point may be worded otherwise for another builder, under the same id: each builder has its own."""
    one = SILT.replace('The river silted', 'ONE for the screen').replace(':::{', '::::{', 1)
    two = SILT.replace('The river silted', 'TWO for paper')
    only = '`````{{only}} {}\n{}\n`````\n'
    hiding.write({'claims.md': f'# Claims\n\n{only.format("html", one)}\n{only.format("latex", two)}'})
    built = hiding.build()

    assert built.warnings == []
    assert 'ONE for the screen' in built.text('table')
    assert len(built.page('claims').find_all(id='hypothesis-silt')) == 1
    paper = ''.join(data.decode() for name, data in hiding.build('latex').files().items() if name.endswith('.tex'))
    assert 'TWO for paper' in paper
    assert 'ONE for the screen' not in paper


def test_restructuredtext(hiding: Project) -> None:
    """The same is hidden in reStructuredText."""
    hiding.write(
        {
            'claims.rst': """
Claims
======

.. cf:hypothesis:: The river
   :id: silt

   .. cf:position:: ann
      :stance: asserts

      Fine.

      .. only:: draft

         HIDDEN part.

   .. ifconfig:: drafts

      .. cf:position:: bob
         :stance: doubts

         HIDDEN
"""
        }
    )
    built = hiding.build()
    assert built.warnings == []
    assert with_word(built, 'HIDDEN') == []
    assert [point['positions'][0]['source'] for point in built.data()['points']] == ['ann']
    assert 'HIDDEN' in hiding.build(tags=['draft']).text('table')


CLASSES = ['d-none', 'sd-d-none', 'hidden', 'hide', 'invisible', 'visually-hidden', 'sr-only', 'screen-reader-text']
HIDDEN = (
    'eve.md:{}: WARNING: ¶2 is not shown in this build: it stands under {}. Take it out of there: what is proved of a '
    'source is shown. [cf.fidelity]'
)
VEILS = {
    **{name: (f'::::{{container}} {name}\n', '::::\n', f'the class "{name}"') for name in CLASSES},
    'a class of its own': ('{.d-none}', '', 'the class "d-none"'),
    'an attribute': ('<div hidden>\n', '</div>\n', '<div hidden>'),
    'a style': ('<div style="color: red; Display:none">\n', '</div>\n', '<div style="color: red; Display:none">'),
    'another style': ('<p>\n<div style="visibility:hidden">\n', '</div>\n', '<div style="visibility:hidden">'),
    'a class in HTML': ('<section class="a sr-only">\n', '</section>\n', '<section class="a sr-only">'),
    'a template': ('<template>\n', '</template>\n', '<template>'),
}


@pytest.mark.parametrize('veil', VEILS)
def test_what_is_on_the_page_and_not_seen(tmp_path: Path, veil: str) -> None:
    """A passage that a class or raw HTML hides from readers is a warning; those before and behind it are none."""
    begin, end, by = VEILS[veil]
    project = Project(tmp_path, myst_enable_extensions=['colon_fence', 'attrs_block'])
    page = source_page('eve', 'First.', f'{begin}\nSecond words.\n\n{end}', 'Third.').replace('}\n\nS', '}\nS')
    project.write({'eve.md': page})
    line = page[: page.index('Second')].count('\n') + 1

    assert project.build().warnings == [HIDDEN.format(line, by)]


@pytest.mark.parametrize('begin', ['<script type="text/plain">', '<style>', '<textarea>', '<!--'])
def test_what_raw_html_hides(tmp_path: Path, begin: str) -> None:
    """Nor is what stands between two pieces of raw HTML that hide it."""
    end = f'</{begin[1:].rstrip(">").partition(" ")[0]}>'.replace('</!-->', '-->')
    raw = '```{{raw}} html\n{}\n```'.format
    page = source_page('eve', 'First.', raw(begin), 'Second.', raw(end), *ANN)
    project = Project(tmp_path)
    project.write({'eve.md': page})
    line = page[: page.index('Second')].count('\n') + 1

    assert project.build().warnings == [HIDDEN.format(line, begin)]


def test_what_is_seen(tmp_path: Path) -> None:
    """HTML that hides nothing is no such warning."""
    project = Project(tmp_path)
    project.write({'eve.md': source_page('eve', '<div class="wide"><br>\n', *ANN, '</div>\n', '<!-- a note -->\n')})

    assert project.build().warnings == []
