"""What is on the page is what the pages say now, whatever was edited, and however it was built.

After each edit of a list, an incremental build must give what a clean one gives: every file, byte for byte, and every
warning; but Sphinx's own search index, which depends on the order in which pages were read, is compared by what it
says.
"""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING, Any

import pytest

from helpers.project import Project, source_page
from helpers.tea import MILK, PAGES, POT, assert_as_clean, clean, content
from sphinx_comparison import files
from sphinx_comparison.drawing import draw
from sphinx_comparison.incremental import exported_files as exported
from sphinx_comparison.incremental import rewrite
from sphinx_comparison.publishing import exports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_comparison.model import Page


@pytest.fixture
def tea(project: Project) -> Project:
    """A comparison over several pages, in a theme that shows the titles of all pages on each."""
    project.configure(html_theme='alabaster', html_theme_path=None)
    project.write(PAGES)
    return project


def change(path: str, old: str, new: str) -> Callable[[Project], None]:
    """An edit: words of a file replaced."""
    return lambda project: project.edit(path, old, new)


def touch(project: Project) -> None:
    """An edit that changes nothing."""
    os.utime(project.source / 'points/milk.md')


def add_source(project: Project) -> None:
    """A third text, and a position in it."""
    project.write({'essays/cy.md': source_page('cy', 'Warm the pot or not, as you like.')})
    project.edit('index.md', 'essays/bob\n', 'essays/bob\nessays/cy\n')
    project.write({'cy.md': '# Cy\n\n:::{position} cy\n:on: warmth\n\n> Warm the pot or not\n:::\n'})
    project.edit('index.md', '\nother\n', '\nother\ncy\n')


def remove_source(project: Project) -> None:
    """Both gone again."""
    project.remove('essays/cy.md', 'cy.md')
    project.edit('index.md', 'essays/cy\n', '')
    project.edit('index.md', '\nother\ncy\n', '\nother\n')


def remove_other(project: Project) -> None:
    """A page gone that others link to."""
    project.remove('other.md')


def restore_other(project: Project) -> None:
    """And back."""
    project.write({'other.md': PAGES['other.md']})


def rename_essay(project: Project) -> None:
    """A source page under another name."""
    (project.source / 'essays/bob.md').rename(project.source / 'essays/robert.md')
    project.edit('index.md', 'essays/bob\n', 'essays/robert\n')


def move_theme(project: Project) -> None:
    """A point defined on another page."""
    project.write({'points/milk.md': MILK + POT.replace('# The pot\n', ''), 'points/pot.md': '# The pot\n\nEmpty.\n'})


EDITS: dict[str, Callable[[Project], None]] = {
    'touch': touch,
    'stance': change('points/milk.md', ':stance: rejects', ':stance: doubts'),
    'title': change('points/milk.md', 'Tea *first*', 'Tea **always** first'),
    'title of a theme': change('points/pot.md', '} Warmth', '} A warm pot'),
    'summary': change('points/milk.md', 'She is firm', 'She is *quite* firm'),
    'quotation': change('points/milk.md', '> The milk goes in first', '> as my mother taught me'),
    'quotation broken': change('points/milk.md', '> as my mother taught me', '> as my sister taught me'),
    'quotation mended': change('points/milk.md', '> as my sister taught me', '> as my mother taught me'),
    'record': change('essays/ann.md', '"family": "Ann"', '"family": "Anna"'),
    'essay': change('essays/ann.md', 'A cold cup', 'A very cold cup'),
    'essay, a paragraph more': change('essays/bob.md', 'The milk goes', 'Of milk.\n\nThe milk goes'),
    'id renamed': change('points/pot.md', ':id: warmth', ':id: heat'),
    'id back': change('points/pot.md', ':id: heat', ':id: warmth'),
    'id of a source': change('essays/bob.md', '  id: "bob"', '  id: "rob"'),
    'id of a source back': change('essays/bob.md', '  id: "rob"', '  id: "bob"'),
    'page title': change('table.md', '# The table', '# Side by side'),
    'order of pages': change('index.md', 'points/milk\npoints/pot', 'points/pot\npoints/milk'),
    'caption': change('table.md', 'All of it', 'The whole'),
    'a source more': add_source,
    'and less': remove_source,
    'page moved': rename_essay,
    'point moved': move_theme,
    'page that others link to gone': remove_other,
    'and back': restore_other,
    'configuration': lambda project: project.configure(
        cf_stances=(('asserts', 'holds', 'for'), ('grants', 'g', 'for'))
    ),
    'configuration back': lambda project: project.configure(cf_stances=None),
    'reason': change('points/milk.md', ':reason-for: tea-first\n', ''),
    'nothing': touch,
}


def test_every_edit(tea: Project, tmp_path: Path) -> None:
    """After each edit of a history, an incremental build is what a clean one is, with one process and with four."""
    tea.build()
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(tea)
        build = tea.build(jobs=4 if number % 2 else 1)
        try:
            assert_as_clean(tea, build, tmp_path / 'clean')
        except AssertionError as error:
            error.add_note(f'after the edit: {name}')
            raise
    print(f'{len(EDITS)} edits, none differing from a clean build')  # noqa: T201 - the count is asked for


WRITTEN = {
    'a stance': (
        change('points/milk.md', ':stance: rejects', ':stance: doubts'),
        {'points/milk', 'table', 'essays/bob'},
    ),
    'the title of a hypothesis': (
        change('points/milk.md', 'Tea *first*', 'Tea last'),
        {'points/milk', 'points/pot', 'table', 'prose', 'essays/ann', 'essays/bob'},
    ),
    'a summary': (change('points/milk.md', 'She is firm', 'She is sure'), {'points/milk', 'table'}),
    'a description, which no table shows': (change('points/milk.md', 'Compare', 'See'), {'points/milk'}),
    'prose': (change('prose.md', 'It is all', 'All of it is'), {'prose'}),
    'the title of a section': (
        change('index.md', '# Tea', '# On tea'),
        {'index', *(path.removesuffix('.md') for path in PAGES)},
    ),
    'a label that is like the name of a page that others link to': (
        change('prose.md', '(other.md).', '(other.md).\n\n(other)=\n\n## All of it\n\nThat is all.'),
        {'prose'},
    ),
    'nothing': (touch, {'points/milk'}),
}


@pytest.mark.parametrize(('edit', 'expected'), WRITTEN.values(), ids=WRITTEN.keys())
def test_only_what_an_edit_concerns(tea: Project, edit: Callable[[Project], None], expected: set[str]) -> None:
    """A page that an edit does not concern is not written again."""
    tea.build()
    edit(tea)
    # Sphinx itself writes the root and the pages that list a changed one in their toctree: here the root.
    assert tea.build().written - {'index'} == expected - {'index'}


def test_the_reason_is_told(tea: Project, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever runs Sphinx with ``-vv`` is told of each page why it is written again."""
    tea.build()
    tea.edit('points/milk.md', ':stance: rejects', ':stance: doubts')
    logger = logging.getLogger(f'sphinx.{rewrite.__name__}')
    logger.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.DEBUG, logger.name):
            tea.build()
    finally:
        logger.removeHandler(caplog.handler)
    told = dict(message.split(' is written again: ') for message in caplog.messages)
    assert told.keys() == {'essays/bob', 'points/milk', 'table'}
    assert told['points/milk'] == 'it was read'
    for name in ('essays/bob', 'table'):
        assert told[name].startswith('it shows something else (')
        assert 'positions on tea-first' in told[name]


def test_a_heading_on_a_page_that_others_link_to(tea: Project, tmp_path: Path) -> None:
    """Who links to a page is not written again when a heading is added that has an anchor of MyST's."""
    tea.configure(html_theme='alabaster', html_theme_path=None, myst_heading_anchors=2)
    tea.build()
    tea.edit('other.md', 'Nothing to compare here.', 'Nothing to compare here.\n\n## Nor here')
    build = tea.build()
    assert build.written - {'index'} == {'other'}
    assert_as_clean(tea, build, tmp_path / 'clean')


# Two more texts and a page on them, with which the rest has nothing to do.
HARBOUR = {
    'essays/cy.md': source_page('cy', 'The harbour silts up every winter.', 'Nobody dredges it.'),
    'essays/dee.md': source_page('dee', 'It silts up, but not in winter.'),
    'points/silt.md': """
# Silt

::::{hypothesis} It silts up
:id: silt

:::{position} cy
:stance: asserts

> The harbour silts up
:::

:::{position} dee
:stance: grants

> It silts up
:::
::::
""",
}
ALL_OF_IT = 'table'  # it shows everything
SILT = {'points/silt', 'essays/cy', 'essays/dee'}
PLANNED: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    'a stance': (change('points/silt.md', ':stance: grants', ':stance: doubts'), {*SILT, ALL_OF_IT}),
    'a title': (change('points/silt.md', '} It silts up', '} That it silts up'), {*SILT, ALL_OF_IT}),
    'words of a text': (change('essays/cy.md', 'Nobody dredges', 'They never dredge'), {*SILT, ALL_OF_IT}),
    'a paragraph more': (change('essays/cy.md', 'Nobody', 'Oh.\n\nNobody'), {*SILT, ALL_OF_IT}),
    'a position more': (
        change('points/silt.md', ':::\n::::', ':::\n\n:::{position} ann\n:stance: silent\n:::\n::::'),
        {*SILT, 'essays/ann', ALL_OF_IT},
    ),
    'a point more': (
        change('points/silt.md', ':::\n::::', ':::\n::::\n\n::::{theme} Tides\n:id: tides\n::::'),
        {*SILT, ALL_OF_IT},
    ),
    'words of a text that a page of tea quotes': (
        change('essays/ann.md', 'A cold cup', 'A very cold cup'),
        {'essays/ann', 'essays/bob', 'points/milk', 'points/pot', ALL_OF_IT},
    ),
    'prose that refers to a point': (change('prose.md', 'It is all', 'All of it is'), {'prose', 'points/milk'}),
    'a page that compares nothing': (change('other.md', 'Nothing to', 'There is nothing to'), set()),
}


@pytest.mark.parametrize(('edit', 'expected'), PLANNED.values(), ids=PLANNED.keys())
def test_only_what_asked_for_it_is_planned_again(
    tea: Project, edit: Callable[[Project], None], expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No plan and no preview is made again of a page that asked for nothing that an edit changes."""
    tea.write(HARBOUR)
    tea.edit('index.md', 'points/milk\n', 'essays/cy\nessays/dee\npoints/silt\npoints/milk\n')
    tea.build()
    edit(tea)
    made: list[str] = []
    for module, name in ((rewrite, 'plan'), (draw, 'plan'), (exports, 'previews')):
        make = getattr(module, name)

        def noted(page: Page, *args: Any, make: Callable[..., Any] = make) -> Any:
            made.append(page.docname)
            return make(page, *args)

        monkeypatch.setattr(module, name, noted)
    tea.build()
    # Sphinx itself writes the root: it lists the page that changed in its toctree.
    assert set(made) - {'index'} == expected
    assert len(made) <= 2 * len(set(made))  # one plan and one preview of each page


WHOLE = {
    'comparison.json',
    'comparison.csv',
    'comparison-spreadsheet.csv',
    'annotations.jsonld',
    '_comparison/search.js',
}
WRITTEN_BESIDE: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    'prose': (change('prose.md', 'It is all', 'All of it is'), set()),
    'words of a text': (
        change('essays/ann.md', 'A cold cup', 'A very cold cup'),
        {*WHOLE, '_comparison/essays/ann.js'},
    ),
}


@pytest.mark.parametrize(('edit', 'expected'), WRITTEN_BESIDE.values(), ids=WRITTEN_BESIDE.keys())
def test_only_what_an_edit_concerns_is_exported(
    tea: Project, edit: Callable[[Project], None], expected: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file beside the pages is made again if an edit changes nothing that it is made of."""
    tea.build()
    edit(tea)
    made: list[str] = []
    write = files.write

    def noted(path: Path, text: str) -> None:
        made.append(path.relative_to(tea.out / 'html').as_posix())
        write(path, text)

    monkeypatch.setattr(exported, 'write', noted)
    build = tea.build()
    assert set(made) - {'comparison.schema.json'} == expected
    monkeypatch.undo()
    assert_as_clean(tea, build, tmp_path / 'clean')


def note(words: str) -> str:
    """An annotation on words of the text that it stands in."""
    return f':::{{annotation}}\n:id: winter\n\n> {words}\n\nIn *January*.\n:::'


SEE = '# Silt\n\nSee {theme}`warmth`.\n'


def point(question: str, reason_for: str) -> str:
    """A page with a point that another page has, too."""
    return f'{SEE}\n::::{{theme}} Silt\n:id: silt\n:question: {question}\n:reason-for: {reason_for}\n::::\n'


QUESTIONS = {f'{name}.md': f'# {name}\n\n:::{{question}} {name}?\n:id: {name}\n:::\n' for name in ('hour', 'place')}
# Of the first page and the second, each with a definition of the same; and the first without it.
TWICE = {
    'an annotation': (
        ('essays/cy.md', source_page('cy', 'Every winter it silts up.', note('Every winter'))),
        ('essays/dee.md', source_page('dee', 'It silts up each winter.', note('each winter'))),
        source_page('cy', 'Every winter it silts up.'),
    ),
    'a point': (
        ('a.md', point('hour', 'tea-first')),
        ('b.md', point('place', 'known')),
        SEE,
    ),
}


@pytest.mark.parametrize(('first', 'second', 'without'), TWICE.values(), ids=TWICE.keys())
def test_what_is_defined_twice(
    tea: Project, first: tuple[str, str], second: tuple[str, str], without: str, tmp_path: Path
) -> None:
    """If the page goes on which something is defined first, that on another page counts, which nobody read."""
    tea.write(QUESTIONS | dict((first, second)))
    # What no page lists is read again in every build, for Sphinx to warn of it.
    tea.edit(
        'index.md',
        'other\n',
        ''.join(f'{path.removesuffix(".md")}\n' for path in ('other.md', first[0], second[0], *QUESTIONS)),
    )
    assert [warning for warning in tea.build().warnings if 'cf.duplicate' in warning]
    for text in (without, first[1]):
        tea.write({first[0]: text})
        assert_as_clean(tea, tea.build(), tmp_path / 'clean')


def test_a_question_takes_the_id_of_a_point(tea: Project, tmp_path: Path) -> None:
    """What refers to an id without a kind means the question from then on, also on the page of the point."""
    tea.write({'refers.md': '# Refers\n\nSee {any}`tea-first`.\n', 'questions.md': SEE})
    tea.edit('index.md', 'other\n', 'other\nrefers\nquestions\n')
    tea.build()
    tea.write({'questions.md': f'{SEE}\n:::{{question}} Which?\n:id: tea-first\n:::\n'})
    assert_as_clean(tea, tea.build(), tmp_path / 'clean')


def test_the_source_of_a_page_that_is_gone(tea: Project, tmp_path: Path) -> None:
    """The copy of its source is gone, too, also where Sphinx adds nothing to its name."""
    tea.configure(html_copy_source=True, source_suffix={'.md': 'markdown', '.txt': 'markdown'})
    tea.write({'plain.txt': '# Plain\n\nNothing.\n'})
    assert (tea.build().out / '_sources/plain.txt').is_file()
    tea.remove('plain.txt')
    assert_as_clean(tea, tea.build(), tmp_path / 'clean')


def test_nothing_changed(tea: Project) -> None:
    """A build with nothing changed reads nothing and writes nothing."""
    tea.build()
    again = tea.build()
    assert (again.read, again.written, again.warnings) == (set(), set(), [])


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'text', 'latex', 'epub', 'xml', 'gettext'])
def test_parallel(tea: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """One process and four give the same files and the same warnings, faults included."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')  # some formats write down when they were made
    tea.edit('points/milk.md', '> The milk goes in first', '> The milk goes last')
    tea.edit('points/pot.md', ':id: warmth', ':id: tea-first')
    one = clean(tea, tmp_path / 'one', builder=builder)
    four = clean(tea, tmp_path / 'four', builder=builder, jobs=4)
    assert one.warnings == four.warnings != []
    ones, fours = content(one), content(four)
    assert ones.keys() == fours.keys()
    # A zip holds the times of its files.
    assert [path for path in ones if ones[path] != fours[path] and not path.endswith('.epub')] == []


def test_a_source_defined_elsewhere_no_more(tea: Project, tmp_path: Path) -> None:
    """A page whose source counts now, since another page of that id is none any more, gets the head of a source."""
    essays = {f'essays/{name}.md': source_page('cy', f'{name} likes it cold.') for name in ('cy', 'dy')}
    tea.write(essays)
    tea.edit('index.md', 'essays/bob\n', 'essays/bob\nessays/cy\nessays/dy\n')
    assert 'citation_title' not in tea.build().files()['essays/dy.html'].decode()
    tea.write({'essays/cy.md': essays['essays/cy.md'].rpartition('---\n')[2]})
    build = tea.build()
    assert 'citation_title' in build.files()['essays/dy.html'].decode()
    assert_as_clean(tea, build, tmp_path / 'clean')


def test_a_section_two_lists_of_contents_away(project: Project, tmp_path: Path) -> None:
    """A page that shows the sections of a page, which another one lists that it lists, shows those that are there."""
    project.write({
        'index.md': '# Tea\n\n```{toctree}\npot\n```\n',
        'pot.md': '# The pot\n\n```{toctree}\nmilk\n```\n',
        'milk.md': '# Milk\n\n:::{theme} Warmth\n:id: warmth\n:::\n',
    })  # fmt: skip
    project.build()
    project.edit('milk.md', '} Warmth', '} Coldness')
    assert_as_clean(project, project.build(), tmp_path / 'clean')


def test_builders_that_share_an_environment(tea: Project, tmp_path: Path) -> None:
    """What one builder draws anew, the next one draws anew too, though nothing was read in between."""
    tea.build()
    tea.build('dirhtml')
    tea.edit('points/pot.md', '} Warmth', '} A warm pot')
    tea.build()
    assert_as_clean(tea, tea.build('dirhtml'), tmp_path / 'clean', builder='dirhtml')


def test_cut_short(tea: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build that stopped while it wrote, and an edit taken back, the next build is right."""
    from sphinx.builders.html import StandaloneHTMLBuilder

    tea.build()
    tea.edit('points/milk.md', 'Tea *first*', 'Tea last')
    write = StandaloneHTMLBuilder.write_doc

    def stop(self: StandaloneHTMLBuilder, docname: str, doctree: Any) -> None:
        write(self, docname, doctree)
        if docname == 'points/pot':
            raise KeyboardInterrupt

    usual = gc.get_threshold()
    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, 'write_doc', stop)
        with pytest.raises(KeyboardInterrupt):
            tea.build()
    gc.set_threshold(*usual)  # the process of a build that is cut short ends
    tea.edit('points/milk.md', 'Tea last', 'Tea *first*')
    assert_as_clean(tea, tea.build(), tmp_path / 'clean')


def test_only_some_pages_asked_for(tea: Project, tmp_path: Path) -> None:
    """A build of some pages only does not make the next one believe that it wrote the others."""
    tea.build()
    tea.edit('points/milk.md', 'Tea *first*', 'Tea last')
    tea.build(only=['points/milk'])
    assert_as_clean(tea, tea.build(), tmp_path / 'clean')
