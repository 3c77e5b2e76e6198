"""The manual of the extension is true: its examples are built, and what it names is what there is."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

import sphinx_comparison
from browser.test_themes import SWITCHES
from helpers.links import faults
from helpers.project import Project, table
from site_reference import written
from sphinx_comparison import views
from sphinx_comparison.authoring import views as view_directives
from sphinx_comparison.authoring.source_record import _OWN_KEYS
from sphinx_comparison.citation import csl
from sphinx_comparison.config import DEFAULT_STANCES
from sphinx_comparison.language.dates import parse
from sphinx_comparison.locators import Locator
from sphinx_comparison.messages import Subtype
from sphinx_comparison.permalinks import ledger
from sphinx_comparison.proof import folding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from helpers.project import Build

PACKAGE = Path(sphinx_comparison.__file__).parent
MANUAL = Path(__file__).parents[2] / 'docs' / 'extension'
PAGES = ('index', 'tutorial', 'how-to', 'reference', 'how-it-works', 'performance')
ADDED = ', added at the end'


# -- what stands in a page of the manual ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block of code: the section it stands in, its language, its caption, its text."""

    section: str
    language: str
    caption: str
    text: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file of a project, or something to add to one."""
        return self.caption.startswith('docs/')

    @property
    def is_build(self) -> bool:
        """Whether it is the command that builds the project."""
        return self.language == 'sh' and '-m sphinx' in self.text


def tokens(name: str) -> list[Token]:
    """Parse a page, with the tables that the build draws from the code."""
    text = (MANUAL / f'{name}.md').read_text(encoding='utf-8')
    text = re.sub(r'^```\{from-code\} (.*)\n((?:.+\n)*?)```$', _written, text, flags=re.MULTILINE)
    return MarkdownIt('commonmark').enable('table').parse(text)


def _written(found: re.Match[str]) -> str:
    return written(*found[1].split(), *found[2].splitlines())


def blocks(name: str) -> list[Block]:
    """The blocks of code of a page, with the section of the second level that each stands in."""
    found: list[Block] = []
    section = ''
    parsed = tokens(name)
    for index, token in enumerate(parsed):
        if token.type == 'heading_open' and token.tag == 'h2':
            section = parsed[index + 1].content
        elif token.type == 'fence' and token.info.startswith('{code-block}'):
            match = re.fullmatch(r'(?::caption: (.*)\n\n?)?((?:.|\n)*)', token.content)
            assert match
            found.append(Block(section, token.info.split()[1], match[1] or '', match[2]))
    return found


def sections(name: str) -> dict[str, list[Token]]:
    """The tokens of a page by the heading that they stand under, of whatever level."""
    found: dict[str, list[Token]] = {}
    parsed = tokens(name)
    section = ''
    for index, token in enumerate(parsed):
        if token.type == 'heading_open':
            section = parsed[index + 1].content
            assert section not in found, f'two sections are called {section!r}'
        found.setdefault(section, []).append(token)
    return found


def headings(name: str, parent: str) -> list[str]:
    """The headings of the third level below one of the second, without their code marks and braces."""
    found: list[str] = []
    parsed = tokens(name)
    above = ''
    for index, token in enumerate(parsed):
        if token.type == 'heading_open':
            content = parsed[index + 1].content
            above = content if token.tag == 'h2' else above
            if token.tag == 'h3' and above == parent:
                found.append(content.strip('`{}'))
    return found


def spans(parsed: list[Token]) -> list[str]:
    """The inline code of some tokens, in order."""
    return [child.content for token in parsed for child in token.children or () if child.type == 'code_inline']


def rows(parsed: list[Token]) -> list[list[Token]]:
    """The rows of the tables among some tokens, without their headings: a token a cell."""
    found: list[list[Token]] = []
    body = False
    for token in parsed:
        if token.type in ('tbody_open', 'tbody_close'):
            body = token.type == 'tbody_open'
        elif token.type == 'tr_open' and body:
            found.append([])
        elif token.type == 'inline' and body:
            found[-1].append(token)
    return found


def first_column(parsed: list[Token]) -> list[str]:
    """The inline code in the first column of the tables among some tokens."""
    return [span for row in rows(parsed) for span in spans(row[:1])]


REFERENCE = sections('reference')


# -- projects of the manual -------------------------------------------------------------------------------------------


def put(project: Project, block: Block) -> None:
    """Write a file of the manual, or add to it."""
    path, added, _ = block.caption.removeprefix('docs/').partition(ADDED)
    text = block.text
    if added:
        text = f'{project.read(path)}\n{text}'
    elif path == 'conf.py':
        text += 'nitpicky = True\n'
    project.write({path: text.encode('utf-8')})


def start(tmp_path: Path) -> Project:
    """The project at the end of the tutorial: the last state of each of its files."""
    project = Project(tmp_path)
    for block in blocks('tutorial'):
        if block.is_file:
            put(project, block)
    return project


def replay(project: Project, page: list[Block]) -> Build:
    """Do what a page says: write its files, run its builds, and compare what they say with what is printed.

    Gives the last build.
    """
    built: Build | None = None
    expected: list[list[str]] = []
    said: list[list[str]] = []
    for block in page:
        if block.is_file:
            put(project, block)
        elif block.is_build:
            builder = re.search(r'-b (\w+)', block.text)
            built = project.build(builder[1] if builder else 'html', fatal='-W' in block.text)
            said.append([f'docs/{warning}' for warning in built.warnings])
            expected.append([])
            assert built.status == bool(said[-1])
        elif block.caption == 'What the build says':
            expected[-1] = block.text.replace('\n    ', ' ').splitlines()  # long lines are broken in print
        elif block.caption.startswith('_build/'):
            assert built is not None
            assert built.text(Path(block.caption.partition(',')[0]).stem).rstrip().endswith(block.text.rstrip())
    assert said == expected
    assert built is not None
    return built


GUIDES = list(dict.fromkeys(block.section for block in blocks('how-to') if block.is_build))


def test_tutorial(tmp_path: Path) -> None:
    """The tutorial, done step by step, gives the messages and the table that it prints, and ends without a warning."""
    page = blocks('tutorial')
    outputs = [block for block in page if block.caption == 'What the build says']
    assert ['[cf.not-found]' in block.text for block in outputs] == [True]

    built = replay(Project(tmp_path), page)

    assert built.warnings == []


def test_tutorial_ends_with_the_last_state_of_each_file(tmp_path: Path) -> None:
    """The last state of each file of the tutorial makes a project without a warning, with a proved quotation."""
    built = start(tmp_path).build(strict=True)

    assert built.warnings == []
    assert built.status == 0
    outcomes = {
        quotation['outcome']
        for point in built.data()['points']
        for position in point['positions']
        for quotation in position['quotations']
    }
    assert outcomes == {'found'}


@pytest.mark.parametrize('guide', GUIDES)
def test_guide(guide: str, tmp_path: Path) -> None:
    """Each guide, done on the tutorial's project, gives what it prints, and ends without a warning."""
    built = replay(start(tmp_path), [block for block in blocks('how-to') if block.section == guide])

    assert built.warnings == []


def test_guides_leave_nothing_out() -> None:
    """Every guide that shows a file also builds it."""
    shown = {block.section for block in blocks('how-to') if block.is_file}
    assert shown == set(GUIDES)


def test_a_pdf_of_the_single_page(tmp_path: Path) -> None:
    """The guide's command makes a PDF of the single page, with the texts and the table in it."""
    built = start(tmp_path).build('singlehtml', strict=True)
    (command,) = [block.text for block in blocks('how-to') if '-m weasyprint' in block.text]
    options = command.split()[3:-2]
    file = tmp_path / 'texts.pdf'
    run = [sys.executable, '-m', 'weasyprint', *options, str(built.out / 'index.html'), str(file)]
    subprocess.run(run, check=True, capture_output=True)

    text = ' '.join(' '.join(page.extract_text() for page in PdfReader(file).pages).split())
    assert 'nobody has dredged it in my lifetime' in text
    assert 'The railway took the cargo' in text


def test_themes() -> None:
    """The guide names the themes that are tested."""
    guide = sections('how-to')['Choose a theme']
    assert {span for span in spans(guide) if span.islower()} == set(SWITCHES)


def test_a_site_of_its_own(tmp_path: Path) -> None:
    """The manual is a site by itself, without a warning, and the tutorial's project stands beside it, linked."""
    root, out = MANUAL.parents[1], tmp_path / 'manual'
    made = tmp_path / 'example'
    tags = ('-t', 'manual', '-t', 'example')
    for command in (
        ('-m', 'sphinx', '-W', '-q', *tags, '-c', root, '-d', tmp_path / 'd', MANUAL, out),
        ('-m', 'sphinx_comparison', 'new', made),
        ('-m', 'sphinx', '-W', '-q', '-c', made, '-d', tmp_path / 'e', made / 'docs', out / 'example'),
    ):
        environment = {**os.environ, 'PYTHONPATH': str(PACKAGE.parent)}
        subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)

    assert faults(out) == []
    assert 'href="example/index.html"' in (out / 'tutorial.html').read_text(encoding='utf-8')
    assert 'essays' not in (out / 'index.html').read_text(encoding='utf-8')


def test_third_text(tmp_path: Path) -> None:
    """Adding a third text changes only the list of pages, and gives every table a column more."""
    guide = [block for block in blocks('how-to') if block.section == 'Add a third text']
    before = {block.caption for block in blocks('tutorial') if block.is_file}
    assert {block.caption for block in guide if block.is_file} & before == {'docs/index.md'}
    project = start(tmp_path)
    first = table(project.build().page('harbour').find('table'))  # type: ignore[arg-type]

    built = replay(project, guide)

    second = table(built.page('harbour').find('table'))  # type: ignore[arg-type]
    assert first[0] == ['Hypothesis', 'Marsh', 'Reed']
    assert second[0] == ['Hypothesis', 'Marsh', 'Reed', 'Hale']
    assert [row[0] for row in second[1:]] == [
        'The river silted up',
        'The railway took the cargo',
        'The harbour dues kept the ships away',
    ]
    assert [words.split()[1] for words in second[3][1:3]] == ['not', 'silent']


def test_references_from_another_site(tmp_path: Path) -> None:
    """Another project refers to this one as the guide says, without having the extension."""
    project = start(tmp_path / 'harbour')
    inventory = project.build().out / 'objects.inv'
    files = {block.caption: block.text for block in blocks('how-to') if block.caption.startswith('other/')}
    assert '", None)' in files['other/conf.py']
    other = Project(tmp_path / 'other')
    other.write(
        {
            'conf.py': files['other/conf.py'].replace('", None)', f'", {str(inventory)!r})').encode('utf-8'),
            'index.md': files['other/index.md'].encode('utf-8'),
        }
    )

    built = other.build()

    assert built.warnings == []
    assert [link['href'] for link in built.page().select('a.external')[:3]] == [
        'https://harbour.example/harbour.html#hypothesis-silt',
        'https://harbour.example/marsh.html#marsh-p2',
        'https://harbour.example/harbour.html#question-why',
    ]


def test_escapes(project: Project) -> None:
    """Of each row of the escaping tables the plain text is changed by Markdown, and the escaped one is not."""
    guide = sections('how-to')['Keep MyST from eating characters in a source page']
    table_rows = [[spans([cell])[0] for cell in (row[0], row[2])] for row in rows(guide)]
    assert len(table_rows) > 20
    project.configure(primary_domain=None)
    for number, (plain, escaped) in enumerate(table_rows):
        project.write({f'seeds/{number}.txt': f'Before.\n\n{plain}\n\nAnd\n{plain}\n\nAfter.'.encode()})
        for name, text in (('plain', plain), ('escaped', escaped)):
            front = f'source: {{id: {name}-{number}, type: book, title: T, seed: {number}.txt}}'
            page = f'---\n{front}\n---\n\n# T\n\nBefore.\n\n{text}\n\nAnd\n{text}\n\nAfter.\n'
            project.write({f'{name}-{number}.md': page.encode('utf-8')})

    warnings = [warning for warning in project.build('dummy').warnings if '[cf.fidelity]' in warning]

    assert {warning.split(':')[0] for warning in warnings} == {
        f'plain-{number}.md' for number in range(len(table_rows))
    }


# -- the reference names everything, and nothing else -----------------------------------------------------------------


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The project at the end of the tutorial, built."""
    return start(tmp_path_factory.mktemp('tutorial')).build()


def test_directives(built: Build) -> None:
    """The reference has a section for each directive and view, and no other, with the table of its options."""
    documented = {
        name: first_column(REFERENCE[f'`{{{name}}}`'])
        for parent in ('Directives', 'Views')
        for name in headings('reference', parent)
    }
    there = {name: sorted(found.option_spec or ()) for name, found in built.domain.directives.items()}
    assert {name: sorted(options) for name, options in documented.items()} == there


def test_roles(built: Build) -> None:
    """The reference has a row for each role, and no other."""
    assert sorted(first_column(REFERENCE['Roles'])) == sorted(f'{{{role}}}' for role in built.domain.roles)


def test_default_scale() -> None:
    """The scale that the reference shows as the default is it."""
    code = next(token.content for token in REFERENCE['Configuration'] if token.type == 'fence')
    shown = re.findall(r'\("(\w+)", "(\w+)", "(\w+)"\)', code)
    assert tuple(shown) == DEFAULT_STANCES


def test_json(built: Build) -> None:
    """The reference has a section for each object of the JSON output, and no other, with the table of its keys."""
    schema = json.loads((PACKAGE / 'export' / 'comparison.schema.json').read_text(encoding='utf-8'))
    objects = {name.replace('_', ' ').capitalize(): shape for name, shape in schema['$defs'].items()}
    documented = {name: first_column(REFERENCE[name]) for name in headings('reference', 'Data out')}
    assert documented == {
        name: list(shape['properties'])
        for name, shape in {'The whole': schema, **objects}.items()
        if 'properties' in shape
    }
    assert set(built.data()) == set(documented['The whole'])


def test_files(built: Build) -> None:
    """The reference names the files that are written to the root of the site."""
    rest = Project(built.out.parent.parent / 'without')
    rest.write({'conf.py': "extensions = ['myst_parser', 'sphinx_comparison']\n", 'index.md': '# Nothing\n'})
    pages = {f'{docname}.html' for docname in built.env.found_docs}
    ours = {name for name in built.files().keys() - rest.build().files().keys() - pages if '/' not in name}
    assert set(first_column(REFERENCE['Data out'])) == {name for name in ours if not name.startswith('.')}


def test_entries(built: Build) -> None:
    """The reference names the files of a source for reference managers, which are there."""
    named = first_column(REFERENCE['Entries for reference managers'])
    assert sorted(named) == sorted(path for path in built.files() if path.startswith('bibliography/marsh.'))


def test_annotations(built: Build) -> None:
    """The reference names the properties of an annotation, and the purposes of the parts of its body."""
    items = built.data('annotations.jsonld')['first']['items']
    named = {*first_column(REFERENCE['Web Annotations']), 'type'}
    assert set().union(*items) <= named
    purposes = {part['purpose'] for item in items for part in item['body']}
    assert purposes <= set(spans(REFERENCE['Web Annotations']))


def test_front_matter() -> None:
    """The reference names every key of a source page's front matter, and no other; so it does the types of laws."""
    keys = set(first_column(REFERENCE['Keys of a source']))
    assert set(_OWN_KEYS) | {'type', 'title'} <= keys <= set(_OWN_KEYS) | csl.VARIABLES
    for section in ("CSL's types", 'What citations have'):
        laws = [token for token in REFERENCE[section] if token.type == 'inline' and '`bill`' in token.content]
        assert set(spans(laws[-1:])) - {'document'} == csl.LAW


def _every_span() -> Iterator[str]:
    for name in PAGES:
        yield from spans(tokens(name))


def test_names_that_do_not_exist(built: Build) -> None:
    """No page of the manual names a directive, role, kind of warning or configuration value that is not there."""
    named = set(_every_span())
    there = {*built.domain.directives, *built.domain.roles, 'any', 'ref', 'numref', 'only', 'ifconfig', 'todo'}
    assert {span for span in named if re.fullmatch(r'\{[a-z]+\}', span)} <= {
        *(f'{{{name}}}' for name in there),
        '{silences}',  # the example of a view
    }
    kinds = {f'cf.{subtype.value}' for subtype in Subtype}
    assert {span for span in named if span.startswith('cf.')} <= kinds
    values = {value.name for value in built.app.config}
    assert {span for span in named if re.fullmatch(r'cf_\w+', span)} <= values


def test_styling() -> None:
    """The reference names the classes and properties that the code and the stylesheet have, and no other."""
    stylesheet = (PACKAGE / 'static' / 'comparison.css').read_text(encoding='utf-8')
    code = ''.join(path.read_text(encoding='utf-8') for path in sorted(PACKAGE.rglob('*.py')))
    scripts = ''.join(path.read_text(encoding='utf-8') for path in sorted(PACKAGE.rglob('*.js')))
    named = set(spans(REFERENCE['Styling']))
    properties = {name for name in named if name.startswith('--')}
    assert properties == set(re.findall(r'^ +(--cf-[a-z]+):', stylesheet, re.MULTILINE))
    whole = set(re.findall(r"\bcf-[a-z]+(?:-[a-z]+)*(?=['\" ])", code))
    whole |= set(re.findall(r"(?:make\('\w+', |classList\.(?:add|toggle)\(|className: )'(cf-[a-z-]+)'", scripts))
    begun = {'cf-question', 'cf-hypothesis', 'cf-theme', 'cf-evidence', 'cf-for', 'cf-open', 'cf-against'}
    begun |= {f'cf-together-{mark}' for mark in ('alike', 'degree', 'opposed', 'only', 'none')}
    begun |= {'cf-stance-<stance>', 'cf-stance-asserts', 'cf-held-<stance>', 'cf-source-<source>'}
    begun |= {'cf-question-<question>', 'cf-over-<count>', 'cf-hue-<count>', 'cf-strip-<count>', 'cf-lines-<count>'}
    classes = {name for name in named if name.startswith('cf-')}
    assert classes - begun == whole - {'cf-backlinks', *begun}
    assert begun <= classes
    for name in begun - {'cf-stance-asserts'}:
        prefix, _, value = name.rpartition('-')
        assert f"f'{prefix}-{{" in code
        assert value in ('<stance>', '<source>', '<question>', '<count>') or f"'{value}'" in code


def test_modules_that_do_not_exist() -> None:
    """The table of modules names all modules and folders of the package, and no other."""
    named = set(first_column(sections('how-it-works')['The way through it']))
    there = {
        f'{path.name}/' if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if path.suffix == '.py' or (path / '__init__.py').is_file()
    }
    assert named == there


# -- the reference says what is so ------------------------------------------------------------------------------------

FAULTS = {
    'hale.md': """\
---
source:
  id: hale
  type: report
  title: The Dues
  languages: en-GB
  seed: hale.txt
  emendations:
    - omit: "Leave a comment"
      reason: the form below the text
---

# The Dues

Look at the timetables.
""",
    'seeds/hale.txt': 'Look at the timetable.\n\nLeave a reply\n',
    'unseeded.md': """\
---
source:
  id: unseeded
  type: report
  title: T
  translates: reed
  seed: hales.txt
---

# T

The dues were paid.

:::{annotation}
:id: dues
:reference: none

> The dues
:::
""",
    'faults.md': """\
# Faults

:::{question} Why did the ships stop coming to Wenmouth?
:id: Why
:::

:::{hypothesis}
:id: silt

:::{position} reed
:::

::::{hypothesis} The railway took the cargo
:id: railway

:::{position} marsh
:stance: grant

> ships
:::

:::{position} reed
:stance: silent
:::
::::

::::{hypothesis} The trains
:id: railway
::::

:::{evidence} The gale of 1884
:id: gale
:::

::::{theme} The cargo
:id: cargo

:::{position} marsh
{attribution="¶2"}
> it carried off the grain

> The ships went because their cargo had gone.

> The railway came too, I admit, and it carried off the grain.

> The river has carried down sand for a century, and […] in my lifetime

> […]
:::
::::

:::{position} reed
He says:
{attribution="¶2"}
> ships
:::

{passage}`reed#p7` {hypothesis}`rail`

:::{comparison}
:source: marsh
:::
""",
}


def test_messages(tmp_path: Path) -> None:
    """Each example of a warning in the reference is what a project with that fault is told, at every build."""
    project = start(tmp_path)
    project.remove('harbour.md', 'index.md')
    project.configure(cf_permalinks='permalinks.json')
    project.write({path: text.encode('utf-8') for path, text in FAULTS.items()})
    examples = {(spans(row[:1])[0], spans(row[2:])[0]) for row in rows(REFERENCE['Warnings'])}

    for built in (project.build(), project.build()):
        said = {
            (match[2], match[1])
            for warning in built.warnings
            if (match := re.fullmatch(r'.*?: WARNING: (.*) \[(cf\.[a-z-]+)\]', warning))
        }
        assert examples <= said


def test_one_block_of_configuration(project: Project) -> None:
    """Both READMEs, Install and tutorial show the same lines for ``conf.py``; with them a misquotation is found."""
    lines = ('extensions = ["myst_parser"', 'myst_enable_extensions = ', 'primary_domain = ')
    shown = [
        [
            line
            for line in (Path(__file__).parents[2] / name).read_text(encoding='utf-8').splitlines()
            if line.startswith(lines)
        ]
        for name in ('README.md', '_ext/README.md', 'docs/extension/index.md', 'docs/extension/tutorial.md')
    ]
    assert all(lines == shown[0] for lines in shown)
    assert len(shown[0]) == len(lines)
    page = '---\nsource: {id: a, type: report, title: T}\n---\n\n# T\n\nThe ships went.\n'
    claims = '::::{theme} Ships\n:id: ships\n\n:::{position} a\n> The ships came.\n:::\n::::\n'
    project.write({'a.md': page, 'index.md': f'# C\n\n```{{toctree}}\na\n```\n\n{claims}'})
    (project.source / 'conf.py').write_text('\n'.join(shown[0]), encoding='utf-8')
    assert [warning.rpartition(' ')[2] for warning in project.build().warnings] == ['[cf.not-found]']


def test_public_names() -> None:
    """The reference names what is public of the package, and no other; there is nothing more to import with a star."""
    named = first_column(REFERENCE['The Python interface'])
    assert named == [f'sphinx_comparison.{name}' for name in sphinx_comparison.__all__]
    assert all(hasattr(sphinx_comparison, name) for name in sphinx_comparison.__all__)


def test_foldings() -> None:
    """The table of foldings is the closed list in the code."""
    listed = [_characters(row[2].content) for row in rows(REFERENCE['Foldings'])[:4]]
    assert listed == [folding.SPACES, folding.SINGLE_QUOTES, folding.DOUBLE_QUOTES, folding.DASHES]
    for characters, folded in zip(listed, ' \'"-', strict=True):
        assert {folding.fold(f'a{character}b').text for character in characters} == {f'a{folded}b'}
    assert folding.fold(unicodedata.normalize('NFD', 'é')).text == 'é'


def _characters(listed: str) -> set[str]:
    """Read ``U+0009–000D, U+0020``."""
    found: set[str] = set()
    for part in listed.split(', '):
        first, _, last = part.removeprefix('U+').partition('–')
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return found


def test_dates() -> None:
    """The dates in the reference are shown as it says."""
    for row in rows(REFERENCE['Dates']):
        assert parse(spans(row[:1])[0]).words == row[1].content


def test_locators() -> None:
    """The locators in the reference mean what it says."""
    paratext = (Locator(0, 0, 'note', '3'), Locator(0, 0, 'heading', '2'), Locator(0, 0, 'caption', '1'))
    *alike, one, several = rows(REFERENCE['Locators'])
    for row, locator in zip(alike, (Locator(7, 7), Locator(6, 7), *paratext), strict=True):
        assert {Locator.parse(span) for span in spans(row[:1])} == {locator}
    for span in spans([*one[:1], *several[:1]]):
        assert Locator.parse(span) == Locator(0, 0, 'milestone', span)


def test_addresses(built: Build) -> None:
    """The addresses in the reference are anchors of the tutorial's pages, where they are of things that it has."""
    named = [
        name for name in first_column(REFERENCE['Addresses']) if 'silt' in name or 'why' in name or 'marsh' in name
    ]
    ids = {element['id'] for page in ('marsh', 'harbour') for element in built.page(page).select('[id]')}
    assert len(named) == len(first_column(REFERENCE['Addresses'])) - 8
    assert set(named) <= ids


def test_ledger() -> None:
    """The example of a ledger is one, and shows each thing that a forward can say."""
    (block,) = [block for block in blocks('how-to') if block.caption == 'The ledger, one anchor a line']
    entries = ledger.read(block.text)
    assert [entry.forward.to for entry in entries if entry.forward] == [
        'texts/essays', 'harbour#hypothesis-silt', '', 'marsh#marsh-p3',
    ]  # fmt: skip
    assert ledger.write(entries) == block.text.rstrip('\n') + '\n'


def test_view_of_how_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The view that is added as an example works as the page says."""
    block = next(block for block in blocks('how-it-works') if block.caption == 'views/silences.py')
    module = tmp_path / 'silences.py'
    module.write_text(block.text, encoding='utf-8')
    spec = importlib.util.spec_from_file_location('sphinx_comparison.views.silences', module)
    assert spec
    assert spec.loader
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    monkeypatch.setitem(views.VIEWS, 'silences', example.VIEW)
    monkeypatch.setitem(view_directives.VIEW_DIRECTIVES, 'silences', view_directives.directive_of(example.VIEW))
    project = start(tmp_path / 'project')
    replay(project, [block for block in blocks('how-to') if block.section == 'Add a third text'])
    project.write({'harbour.md': project.read('harbour.md') + '\n:::{silences}\n:sources: reed, marsh\n:::\n'})

    built = project.build()

    assert built.warnings == []
    assert table(built.page('harbour').select('table')[-1]) == [
        ['Source', 'Silent on'],
        ['Reed', 'Silent on The harbour dues kept the ships away'],
    ]
