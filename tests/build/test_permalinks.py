"""A link that was published works for good: on its page, on another, and where its page is gone.

What is followed here is followed as a reader does it: through the files of a built site, without JavaScript.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError

from conftest import REPOSITORY
from helpers.following import Reader
from helpers.project import ANN, SOURCES, Project, source_page, words
from sphinx_comparison.publishing import exports

if TYPE_CHECKING:
    from pathlib import Path

LEDGER = 'permalinks.json'
POINTS = """
# Points

:::{question} First or last?
:id: first
:::

::::{hypothesis} Tea first
:id: tea-first
:question: first

:::{position} ann
:stance: asserts

> Tea is poured before the milk.
:::
::::

::::{theme} Warmth
:id: warmth

:::{position} bob

> The pot need not be warmed
:::
::::

## A section

```{comparison}
:name: table-tea
```
"""


@pytest.fixture
def tea(project: Project) -> Project:
    """Two texts, two points and a table, published."""
    project.configure(cf_permalinks=LEDGER)
    project.write({**SOURCES, 'points.md': POINTS})
    record(project)
    return project


def record(project: Project) -> None:
    """Do what ``make permalinks`` does."""
    assert project.build('permalinks', strict=True).warnings == []


def entries(project: Project) -> list[dict[str, Any]]:
    """Read the ledger."""
    return list(json.loads(project.read(LEDGER))['anchors'])


def forward(project: Project, to: dict[str, str | None], reason: str = 'a reason') -> None:
    """Forward entries, by address."""
    ledger = json.loads(project.read(LEDGER))
    for entry in ledger['anchors']:
        address = f'{entry["page"]}#{entry["id"]}' if entry['id'] else entry['page']
        if address in to:
            entry['forward'] = {'to': to[address], 'reason': reason}
    project.write({LEDGER: json.dumps(ledger)})


def site(project: Project) -> Reader:
    """Build the site without a warning, and give a reader of it."""
    built = project.build(strict=True)
    assert built.warnings == []
    return Reader(built.out)


def test_the_builder_records_everything_once(tea: Project) -> None:
    """Every kind of anchor is in the ledger; a second run changes nothing; what is new is added."""
    before = tea.read(LEDGER)
    assert {(entry['page'], entry['id'], entry['kind']) for entry in entries(tea)} == {
        ('ann', '', 'page'), ('ann', 'the-book-of-ann', 'title'), ('ann', 'ann-h1', 'paratext'),
        ('bob', 'bob-h1', 'paratext'), ('ann', 'ann-p1', 'passage'),
        ('ann', 'ann-p1-c0-30', 'words'), ('ann', 'ann-p1-quoted', 'note'), ('ann', 'ann-p2', 'passage'),
        ('ann', 'ann-p3', 'passage'),
        ('bob', '', 'page'), ('bob', 'the-book-of-bob', 'title'), ('bob', 'bob-p1', 'passage'),
        ('bob', 'bob-p2', 'passage'), ('bob', 'bob-p2-c0-26', 'words'), ('bob', 'bob-p2-quoted', 'note'),
        ('index', '', 'page'), ('index', 'all-pages', 'title'),
        ('points', '', 'page'), ('points', 'points', 'title'), ('points', 'question-first', 'question'),
        ('points', 'hypothesis-tea-first', 'hypothesis'), ('points', 'position-tea-first-ann', 'position'),
        ('points', 'theme-warmth', 'theme'), ('points', 'position-warmth-bob', 'position'),
        ('points', 'a-section', 'section'), ('points', 'table-tea', 'label'),
    }  # fmt: skip
    record(tea)
    assert tea.read(LEDGER) == before
    tea.write({'more.md': '# More\n'})
    record(tea)
    assert set(tea.read(LEDGER).split('\n')) - set(before.split('\n')) == {
        '  {"page": "more", "id": "", "kind": "page"},',
        '  {"page": "more", "id": "more", "kind": "title"},',
    }


def test_every_address_of_the_ledger_is_on_the_site(tea: Project) -> None:
    """What is recorded is what a reader can follow: each address has its place, and each link of ours is recorded."""
    reader = site(tea)
    recorded = {f'{entry["page"]}.html#{entry["id"]}'.removesuffix('#') for entry in entries(tea)}
    assert [address for address in recorded if reader.land(address) is None] == []
    assert reader.links() - recorded == set()


def test_a_project_without_a_ledger_records_none(project: Project) -> None:
    """The builder says what to set; and nothing is found wrong without a ledger."""
    project.write(SOURCES)
    with pytest.raises(ConfigError, match=r'no ledger to write\. Set cf_permalinks in conf\.py'):
        project.build('permalinks')
    assert project.build(strict=True).warnings == []


def test_a_broken_ledger_is_not_written_over(tea: Project) -> None:
    """What cannot be read is a fault on every build, and stays as it is."""
    tea.write({LEDGER: '{"version": 1, "anchors": [}'})
    for builder in ('permalinks', 'html', 'permalinks'):
        assert len(tea.build(builder).warnings) == 1
    assert tea.read(LEDGER) == '{"version": 1, "anchors": [}'


def test_what_is_gone_fails_every_build(tea: Project) -> None:
    """A point that is gone and a paragraph that was worded anew each fail the build, and the next, of any builder."""
    tea.edit('points.md', ':id: warmth', ':id: heat')
    tea.edit('ann.md', 'I rest my case', 'I rest')
    line = {entry['id']: number for number, entry in enumerate(entries(tea), 3)}
    mend = 'Restore it, or forward it: add "forward": {"to": "page#id" or null, "reason": "…"} to its entry.'
    found = {
        'ann-p3': 'The passage "ann#ann-p3" has other words than when it was published. Restore them, or forward it: '
        'add "forward": {"to": "ann#ann-p3", "reason": "…"} to its entry.',
        'position-warmth-bob': f'The position "points#position-warmth-bob" was published and is gone. {mend}',
        'theme-warmth': f'The theme "points#theme-warmth" was published and is gone. {mend}',
    }
    expected = [f'permalinks.json:{line[name]}: WARNING: {message} [cf.permalink]' for name, message in found.items()]
    for builder in ('html', 'text', 'html'):
        built = tea.build(builder, fatal=True)
        assert (built.warnings, built.status) == (expected, 1)


def test_a_ledger_that_changes_while_a_build_is_at_work(tea: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build does not see the change; the next one does, though nothing changes any more."""
    assert tea.build().warnings == []
    write = exports._write_bibliography

    def meanwhile(*args: Any) -> None:
        tea.write({LEDGER: '{}'})
        write(*args)

    tea.write({'index.md': tea.read('index.md') + '\nOne paragraph more.\n'})
    with monkeypatch.context() as patch:
        patch.setattr(exports, '_write_bibliography', meanwhile)
        assert tea.build().warnings == []
    (warning,) = tea.build().warnings
    assert 'cf.permalink' in warning


def test_on_the_same_page(tea: Project) -> None:
    """An anchor that is forwarded on its page is one more id of the place that it leads to."""
    tea.edit('points.md', ':id: warmth', ':id: heat')
    forward(
        tea,
        {'points#theme-warmth': 'points#theme-heat', 'points#position-warmth-bob': 'points#position-heat-bob'},
    )
    reader = site(tea)
    theme = reader.land('points.html#theme-warmth')
    assert theme is not None
    holder = theme.find_parent('section')
    assert holder is not None
    assert holder['id'] == 'theme-heat'
    position = reader.land('points.html#position-warmth-bob')
    assert position is not None
    assert position.find_parent(id='position-heat-bob')


def test_on_another_page(tea: Project) -> None:
    """An anchor that moved to another page leaves a line behind, with its id, that says where to and why."""
    point = POINTS[POINTS.index('::::{theme}') : POINTS.index('## A section')]
    tea.edit('points.md', point, '')
    tea.write({'themes.md': f'# Themes\n\n{point}'})
    forward(
        tea,
        {
            'points#theme-warmth': 'themes#theme-warmth',
            'points#position-warmth-bob': 'themes#position-warmth-bob',
        },
        reason='themes have a page of their own',
    )
    reader = site(tea)
    for anchor, said in {
        'theme-warmth': 'A theme of this page is now Warmth: themes have a page of their own.',
        'position-warmth-bob': 'A position of this page is now Bob on Warmth: themes have a page of their own.',
    }.items():
        line = reader.land(f'points.html#{anchor}')
        assert line is not None
        assert words(line) == said
        assert [link['href'] for link in line.find_all('a')] == [f'themes.html#{anchor}']


@pytest.mark.parametrize(('builder', 'file'), [('html', 'ann.html'), ('dirhtml', 'ann/index.html')])
def test_where_the_page_is_gone(tea: Project, builder: str, file: str) -> None:
    """In the place of a page that was renamed stands one that leads on, with every anchor, while it is forwarded."""
    tea.build(builder)
    tea.remove('ann.md')
    tea.write({'anna.md': SOURCES['ann.md']})
    forward(tea, {'ann': 'anna'}, reason='renamed')
    built = tea.build(builder, strict=True)
    assert built.warnings == []
    reader = Reader(built.out)
    page = reader.open(file)
    assert page is not None
    assert words(page.find('h1')).startswith('This page is gone')
    assert 'This page is now The book of Ann: renamed.' in words(page)
    assert page.select('link[href*="comparison.css"]')
    for entry in entries(tea):
        if entry['page'] == 'ann' and entry['id']:
            line = reader.land(f'{file}#{entry["id"]}')
            assert line is not None
            (link,) = line.find_all('a')
            address = reader.resolve(file, str(link['href']))
            address = address.replace('anna#', 'anna/index.html#')
            assert reader.land(address) is not None
    record(tea)
    assert tea.build(builder).files()[file] == (built.out / file).read_bytes()
    tea.write({LEDGER: json.dumps({'version': 1, 'anchors': [e for e in entries(tea) if e['page'] != 'ann']})})
    assert file not in tea.build(builder).files()


def heading(page: Path) -> str:
    """The words of the heading of a page."""
    return words(BeautifulSoup(page.read_text(encoding='utf-8'), 'html.parser').find('h1'))


@pytest.mark.parametrize(('builder', 'gone'), [('html', 'theirs'), ('dirhtml', 'theirs'), ('dirhtml', 'ann/index')])
def test_no_page_is_written_over(tea: Project, builder: str, gone: str) -> None:
    """Nothing is written over another page, an extension's own among them, in the place of one that is gone."""
    tea.configure(
        """
        def theirs(app):
            yield 'theirs', {'title': 'T', 'body': '<h1>Theirs</h1>'}, 'page.html'

        def setup(app):
            app.connect('html-collect-pages', theirs)
        """
    )
    page = tea.build(builder).path(gone)
    before = heading(page)
    forwarded = {'page': gone, 'id': '', 'kind': 'page', 'forward': {'to': 'bob', 'reason': 'renamed'}}
    tea.write({LEDGER: json.dumps({'version': 1, 'anchors': [*entries(tea), forwarded]})})
    tea.build(builder)
    assert heading(page) == before != 'This page is gone'


def test_withdrawn(tea: Project) -> None:
    """Where something was withdrawn, its readers find out why."""
    tea.edit('points.md', '## A section', '## Another')
    forward(tea, {'points#a-section': None}, reason='it said nothing')
    line = site(tea).land('points.html#a-section')
    assert line is not None
    assert words(line) == 'A section of this page was withdrawn: it said nothing.'


def test_words_that_are_no_longer_quoted(tea: Project) -> None:
    """The anchor of words stays on the very words when nobody quotes them any more, and that of the note too."""
    tea.edit('points.md', '> Tea is poured before the milk.\n', '> Everybody knows it.\n{attribution="¶1"}\n')
    tea.edit('points.md', '> Everybody knows it.\n{attribution="¶1"}\n', 'She says so.\n')
    reader = site(tea)
    place = reader.land('ann.html#ann-p1-c0-30')
    assert place is not None
    assert words(place) == 'Tea is poured before the milk.'
    assert place.get('class') is None
    note = reader.land('ann.html#ann-p1-quoted')
    assert note is not None
    assert note.find_parent(id='ann-p1')


def test_a_number_that_passed_on(tea: Project) -> None:
    """Where paragraphs were renumbered, each says below where that is which had its number before."""
    tea.write({'ann.md': source_page('ann', 'A new one.', *ANN)})
    forward(tea, {f'ann#ann-p{n}': f'ann#ann-p{n + 1}' for n in (1, 2, 3)}, reason='a paragraph was missing')
    reader = site(tea)
    for number, text in enumerate(ANN, 1):
        _, notices = reader.paragraph(f'ann.html#ann-p{number}')
        assert [words(line) for line in notices] == [
            f'An earlier ¶{number} is now Ann ¶{number + 1}: a paragraph was missing.'
        ]
        there, _ = reader.paragraph(reader.resolve('ann.html', str(notices[0].a and notices[0].a['href'])))
        assert there == text
    record(tea)
    assert site(tea).land('ann.html#ann-p4') is not None


def test_worded_anew(tea: Project) -> None:
    """Where a paragraph was corrected, it says so."""
    tea.edit('ann.md', 'I rest my case', 'I rest my cup')
    forward(tea, {'ann#ann-p3': 'ann#ann-p3'}, reason='misread')
    _, notices = site(tea).paragraph('ann.html#ann-p3')
    assert [words(line) for line in notices] == ['Worded anew since it was published: misread.']


def test_only_what_a_forward_concerns(tea: Project) -> None:
    """A change of the ledger has the page written again that shows it, and no other; and as a clean build does."""
    tea.edit('points.md', '## A section', '## Another')
    forward(tea, {'points#a-section': None}, reason='one')
    site(tea)
    forward(tea, {'points#a-section': None}, reason='another')
    built = tea.build()
    assert built.written - {'index'} == {'points'}
    assert 'was withdrawn: another.' in built.text('points')


@pytest.mark.parametrize('builder', ['singlehtml', 'epub', 'latex', 'text'])
def test_other_formats_have_no_notices(tea: Project, tmp_path: Path, builder: str) -> None:
    """What was published is the site: a book says nothing of what a page once had."""
    tea.configure(copyright='nobody', version='1')
    tea.edit('points.md', '## A section', '## Another')
    forward(tea, {'points#a-section': None})
    built = tea.build(builder, strict=True)
    assert built.warnings == []
    assert not [path for path, data in built.files().items() if b'withdrawn' in data]


def test_the_ledger_of_this_site_is_complete(tmp_path: Path) -> None:
    """``make permalinks`` has been run: the site publishes nothing that its ledger does not have."""
    ledger = REPOSITORY / 'docs' / LEDGER
    before = ledger.read_bytes()
    new = tmp_path / LEDGER
    new.write_bytes(before)
    subprocess.run(
        [sys.executable, '-m', 'sphinx', '-b', 'permalinks', '-q', '-W', '-c', REPOSITORY, '-d', tmp_path / 'doctrees',
         '-D', f'cf_permalinks={new}', REPOSITORY / 'docs', tmp_path / 'out'],
        check=True,
    )  # fmt: skip
    assert new.read_bytes() == before, 'Run `make permalinks`, and commit docs/permalinks.json'
