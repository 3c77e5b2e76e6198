"""What the extension adds to a project beside what its pages show: a stylesheet, and files of data."""

from __future__ import annotations

import csv
import pickle
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from helpers.project import ANN, SOURCES, Build, Project, source_page
from helpers.web_annotations import faults, not_found_again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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


OURS = (
    'comparison.json', 'comparison.schema.json', 'comparison.csv', 'comparison-spreadsheet.csv', 'annotations.jsonld',
)  # fmt: skip
ENTRIES = ('.bib', '.biblatex.bib', '.csl.json', '.ris')


@pytest.mark.parametrize('builder', ['text', 'latex', 'epub', 'dummy'])
def test_the_data_is_for_sites(project: Project, builder: str) -> None:
    """Builders of anything but a site write no data."""
    project.configure(copyright='nobody', version='1')
    project.write(SOURCES)
    built = project.build(builder)

    assert [path for path in built.files() if path in OURS or path.startswith('bibliography')] == []


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_the_data_is_at_the_root(project: Project, builder: str) -> None:
    """Builders of a site write all of it, and an entry of each source in each format."""
    project.write(SOURCES)
    files = project.build(builder).files()

    assert [name for name in OURS if name not in files] == []
    assert sorted(name for name in files if name.startswith('bibliography/')) == [
        f'bibliography/{source}{suffix}' for source in ('ann', 'bob') for suffix in ENTRIES
    ]


def test_the_table_says_what_the_data_says(rich_site: Build) -> None:
    """``comparison.csv`` has a row for each quotation, and for each position that has none, as the JSON has them."""
    with (rich_site.out / 'comparison.csv').open(encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    expected = [
        (point['id'], position['source'], position['stance'] or '', quotation['exact'], quotation['url'] or '')
        for point in rich_site.data()['points']
        for position in point['positions']
        for quotation in position['quotations'] or [{'exact': '', 'url': ''}]
    ]

    assert len(expected) > 5
    assert [
        tuple(row[name] for name in ('point', 'source', 'stance', 'quotation', 'quotation_url')) for row in rows
    ] == expected
    in_spreadsheets = (rich_site.out / 'comparison-spreadsheet.csv').read_bytes()
    assert in_spreadsheets == b'\xef\xbb\xbf' + (rich_site.out / 'comparison.csv').read_bytes()


# -- words that are found again ---------------------------------------------------------------------------------------

# A text with everything in it that a page shows in another way than it is quoted.
HARD = r"""
A line that is wrapped
in the file, with *another
one* in [a link
of two](https://example.org).

A hard break here,\
and 😀 a new line with “marks” & \<tags\>.

A note.[^n] It goes on after the note, and `code` too, with $x^2$ in it; and goes on.

[^n]: First paragraph of the note.

    Second paragraph of the note, which is longer.

- An item, *short*.
- Another item
  wrapped.

> A block of hers
> wrapped.

```{eval-rst}
| Verse one,
| verse two,
|   verse three.
|
| Verse four.
```

```text
kettle = on
  and = off
```

Tea and tea and tea and tea and tea and tea and tea and tea and tea and tea and tea, she said.
"""
QUOTED = (
    'wrapped in the file, with another one in a link', 'break here, / and 😀 a new', 'A note. It goes on',
    'and code too, with', 'in it; and goes on.', 'First paragraph of the note. Second paragraph', 'which is longer',
    'An item, short.', 'Another item wrapped.', 'hers wrapped.', 'one, / verse two, / verse three.', 'Verse four.',
    'kettle = on and = off', 'A line […] another one', 'tea, she said',
)  # fmt: skip


def hard_text(project: Project, **config: str) -> None:
    """Write the hard text, and a point for each of the quotations of it; and a note."""
    project.configure(myst_enable_extensions=['colon_fence', 'attrs_block', 'dollarmath'], **config)
    points = [
        f'::::{{theme}} Point {number}\n:id: t{number}\n\n:::{{position}} ann\nSo it is.\n\n> {words}\n:::\n::::\n'
        for number, words in enumerate(QUOTED)
    ]
    note = ':::{annotation}\n:id: smiling\n:reference: none\n\n> 😀 a new line\n\nA sign.\n:::\n'
    project.write({'ann.md': source_page('ann', body=HARD) + f'\n{note}', 'p.md': '# P\n\n' + '\n'.join(points)})


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
@pytest.mark.parametrize('root', ['', 'https://tea.example/reading/'])
def test_words_are_found_again(
    project: Project, tmp_path: Path, tried: Callable[[str, int], None], builder: str, root: str
) -> None:
    """Apache Annotator finds each run of words that an annotation is of in the built page, and nowhere else."""
    hard_text(project, html_baseurl=root)
    built = project.build(builder)
    annotations = built.data('annotations.jsonld')
    count, lost = not_found_again(annotations, built.out, tmp_path, root)

    assert built.warnings == []
    assert faults(annotations) == []
    assert annotations['total'] == len(QUOTED) + 1
    assert lost == []
    tried('runs of words that are found again', count)


def test_words_of_every_view_and_language_are_found_again(rich_builds: Callable[[str], Build], tmp_path: Path) -> None:
    """So it is with a project that has one of everything."""
    for builder in ('html', 'dirhtml', 'singlehtml'):
        built = rich_builds(builder)
        annotations = built.data('annotations.jsonld')
        assert faults(annotations) == []
        count, lost = not_found_again(annotations, built.out, tmp_path)
        assert count > 5
        assert lost == []


# -- files for reference managers -------------------------------------------------------------------------------------


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_the_entries_are_linked(project: Project, builder: str) -> None:
    """The table of citations leads to the file of each entry, with the same words; so does the source's head."""
    project.write({**SOURCES, 'deep/citing.md': '# C\n\n:::{citations}\n:source: ann\n:::\n'})
    built = project.build(builder)
    page = built.path('deep/citing')
    rows = {row.th.get_text(): row for row in built.page('deep/citing').select('tbody tr') if row.th}

    assert built.warnings == []
    for name in ('BibTeX', 'BibLaTeX', 'RIS', 'CSL-JSON'):
        (link,) = rows[name].select('th a')
        file = (page.parent / str(link['href'])).resolve()
        assert file.parent == (built.out / 'bibliography').resolve()
        (shown,) = rows[name].select('pre')
        assert file.read_text(encoding='utf-8').strip() == shown.get_text().strip()
    links = built.page('ann').select('head link[rel="describedby"]')
    described = {str(link['type']): (built.path('ann').parent / str(link['href'])).resolve() for link in links}
    assert {kind: path.name for kind, path in described.items()} == {
        'application/x-bibtex': 'ann.bib',
        'application/x-research-info-systems': 'ann.ris',
        'application/vnd.citationstyles.csl+json': 'ann.csl.json',
    }
    assert all(path.is_file() for path in described.values())


# The builder of JSON uses what Sphinx 11 takes away.
@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml.JSONHTMLBuilder.app' is deprecated")
def test_only_sources_have_entries(project: Project) -> None:
    """A point has no file, and so no link; neither has the single page, or a book, where it would lead nowhere."""
    themes = {'p.md': '# P\n\n::::{theme} Tea\n:id: tea\n::::\n\n:::{citations}\n:theme: tea\n:::\n'}
    project.write({**SOURCES, **themes, 'c.md': '# C\n\n:::{citations}\n:source: ann\n:::\n'})
    built = project.build()
    assert built.page('p').select('.cf-citations th a') == []
    assert built.page('p').select('head link[rel="describedby"]') == []
    for builder in ('singlehtml', 'epub', 'json'):
        text = ''.join(
            data.decode('utf-8', 'replace') for path, data in project.build(builder).files().items() if 'html' in path
        )
        assert re.findall(r'href="[^"]*bibliography/', text) == []


def test_entries_go_with_their_source(project: Project) -> None:
    """When a source gets another id, the entries under the old one are gone; what others put there stays."""
    project.write({**SOURCES, 'extra/bibliography/own.bib': '@misc{other,\n}\n'})
    project.configure(html_extra_path=['extra'])
    folder = project.build().out / 'bibliography'
    assert len(list(folder.iterdir())) == 9
    (folder / '.bob.ris.part').write_text('half', 'utf-8')
    for note in project.doctrees.glob('comparison-*.json'):
        note.unlink()  # what was written is known without it
    project.remove('bob.md')
    project.write({'rob.md': source_page('rob', 'Rob drinks water.')})
    project.build()
    assert sorted({path.name.partition('.')[0] for path in folder.iterdir()}) == ['ann', 'own', 'rob']
    project.remove('ann.md', 'rob.md')
    built = project.build()
    assert [path.name for path in folder.iterdir()] == ['own.bib']
    assert [name for name in OURS if name in built.files()] == []


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
    built = project.build(strict=True)

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
