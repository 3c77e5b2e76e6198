"""Injection: no text of a page, its front matter, a seed or the configuration becomes markup in any output.

The same project is built twice, once with hostile words and once with harmless ones in every place where an editor may
put words. The two may differ in their text, and in nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable  # noqa: TC003 - the type of a table's values is looked up when this is run
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from defusedxml import ElementTree
from sphinx.util import texescape

from helpers.nasty import PUNCTUATION, escaped
from helpers.project import Project, source_page, words
from helpers.web_annotations import faults, not_found_again
from sphinx_comparison.citation.csl import STRING_VARIABLES
from sphinx_comparison.citation.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.project import Build

VECTORS = (
    '<script>alert(1)</script>',
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<svg/onload=alert(1)//',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<object data="data:text/html,x"></object>',
    '<embed src="//x">',
    '<base href="//x">',
    '<meta http-equiv="refresh" content="0;url=//x">',
    '<link rel="stylesheet" href="//x">',
    '<style>*{display:none}</style>',
    '<form action="//x"><button>go</button></form>',
    '<a href="javascript:alert(1)">go</a>',
    '<details open ontoggle=alert(1)>',
    '<math><mi xlink:href="javascript:alert(1)">',
    '<template><b>x</b></template>',
    '</title><b>x</b>',
    '</textarea><b>x</b>',
    '</p></div></body></html>',
    '<b',
    '"><b>x</b>',
    '\' onmouseover=\'alert(1)',
    '" onfocus="alert(1)" autofocus="',
    '" style="display:none',
    '`onclick=alert(1)`',
    'x" href="javascript:alert(1)',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\u200bscript:alert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    '//example.org/x',
    'file:///etc/passwd',
    '[go](javascript:alert(1))',
    '![x](javascript:alert(1))',
    '{raw}`<b>`',
    '&lt;script&gt;',
    '&#60;b&#62;',
    '&amp;lt;',
    '<![CDATA[<b>x</b>]]>',
    ']]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    '<?xml version="1.0"?>',
    '<xsl:value-of select="x"/>',
    '{{ 7 * 7 }}',
    '{% include "x" %}',
    '${7*7}',
    '%(title)s {0}',
    '"}], "x": [{"y": "',
    '\\u003cb\\u003e \\"',
    '=HYPERLINK("http://x","go")',
    '=cmd|\' /C calc\'!A0',
    '+1+1',
    '-2+3',
    '@SUM(1,1)',
    'a,b;"c"',
    '\\write18{ls}',
    '\\input{/etc/passwd}',
    '\\csname x\\endcsname',
    '\\end{document}',
    '\\catcode`\\%=12',
    '^^5cinput',
    '\\verb|x| \\(x\\) $x$ $$x$$',
    '% # & _ ~ ^ { } \\',
    '}}}}{{{{',
    '@include x',
    '@bye',
    '@{ @} @@ @c',
    '@verbatim',
    '.so /etc/passwd',
    '\'br',
    '.TH x',
    '\\fB x \\*x \\n',
    'msgid "x"',
    '#, fuzzy',
    '\u202eabc\u202c',
    '\u2066<b>\u2069',
)  # fmt: skip
HARMLESS = 'Harmless'
# The outputs that are written, and how the structure of each is read.
BUILDERS = ('html', 'epub', 'latex', 'texinfo', 'man', 'text', 'xml', 'pseudoxml', 'json', 'gettext')
FORBIDDEN = ('script', 'iframe', 'object', 'embed', 'base', 'form', 'style', 'svg', 'math', 'template')
URLS = ('href', 'src', 'action', 'formaction', 'data', 'poster', 'cite', 'background', 'srcset', 'xlink:href')
VIEWS = {
    'comparison': ':points: hNUMBER\n:sources: sNUMBER',
    'stances': ':points: hNUMBER\n:sources: sNUMBER',
    'concordance': ':source: sNUMBER',
    'coverage': ':sources: sNUMBER',
}
OPTIONS = (
    'id',
    'question',
    'reason-for',
    'class',
    'name',
    'on',
    'stance',
    'nearest',
    'date',
    'points',
    'sources',
    'kind',
)


def pages(number: int, text: str) -> dict[str, bytes]:
    """Write everything that takes words: a source with its whole record and a seed, and what is said about it."""
    plain = escaped(text)
    name = dict.fromkeys(('family', 'given', 'non-dropping-particle', 'dropping-particle', 'suffix'), text)
    record: dict[str, Any] = {
        **{key: text for key in STRING_VARIABLES if '_' not in key},  # source_page writes them with a hyphen
        'title': text,
        'siglum': text,
        'author': [name, {'literal': text}],
        'editor': [name],
        'seed': f's{number}.txt',
        'emendations': [
            {'replace': 'wrods', 'with': f'words {text}', 'reason': f'Since {text}'},
            {'omit': 'Left out', 'reason': f'Since {text}'},
        ],
    }
    source = source_page(
        f's{number}',
        f'## {plain}',
        f'Seed {plain} words {plain} that nobody ever quotes.',
        ':::{emendations}\n:::',
        **record,
    )
    front, _, rest = source.partition('\n# ')
    source = f'{front}\n# Source {plain}\n{rest.partition(chr(10))[2]}'
    views = '\n\n'.join(
        f':::{{{view}}}\n{which}\n:caption: A view {plain}\n:::'.replace('NUMBER', str(number))
        for view, which in VIEWS.items()
    )
    said = f"""# Page {plain}

:::{{question}} Why {plain}
:id: q{number}

Described {plain}
:::

::::{{hypothesis}} Because {plain}
:id: h{number}
:question: q{number}

Described {plain}

:::{{position}} s{number}
:stance: s{number}
:contested: Some {plain} do not

A summary {plain}

> Seed {plain} words
:::
::::

## A section {plain}

{{hypothesis}}`h{number}`, {{source}}`s{number}`, {{passage}}`s{number}#p1`, {{question}}`q{number}`.

{views}
"""
    return {
        f's{number}.md': source.encode(),
        f'seeds/s{number}.txt': f'{text}\n\nSeed {text} wrods that nobody ever quotes.\n\nLeft out {text}\n'.encode(),
        f'p{number}.md': said.encode(),
    }


def made(folder: Path, texts: list[str]) -> Project:
    """Make a project of the pages for each text, which also stand for the labels of the scale."""
    project = Project(
        folder,
        cf_stances=[(f's{number}', text, 'for') for number, text in enumerate(texts)],
        copyright='nobody',
        version='1',
        smartquotes=False,
        suppress_warnings=['epub'],
        latex_documents=[('index', 'all.tex', 'All', 'Nobody', 'manual', True)],
        texinfo_documents=[('index', 'all', 'All', 'Nobody', 'All', 'All', 'All', True)],
        man_pages=[('index', 'all', 'All', 'Nobody', 7)],
    )
    for number, text in enumerate(texts):
        project.write(pages(number, text))
    return project


@pytest.fixture(scope='module')
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """The hostile project and the harmless one."""
    folder = tmp_path_factory.mktemp('injection')
    return made(folder / 'hostile', list(VECTORS)), made(folder / 'harmless', [HARMLESS] * len(VECTORS))


# -- the structure of an output, without its words --------------------------------------------------------------------


def html_structure(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    """The elements of a page, in order, with the names of their attributes, and whether they may be trusted."""
    tree = BeautifulSoup(text, 'html5lib')
    return [(element.name, tuple(sorted(element.attrs)), is_safe(element)) for element in tree.find_all(True)]


def is_safe(element: Tag) -> bool:
    """True if an element neither runs something nor leads to what does."""
    return not (
        element.name in FORBIDDEN
        or any(name.startswith('on') or name == 'style' for name in element.attrs)
        or any(not safe(str(element[name])) for name in URLS if element.get(name))
    )


def safe(url: str) -> bool:
    """True if an address stays on the site, or leads to another by a scheme that only shows something."""
    bare = re.sub(r'[\x00-\x20\u200b]', '', url).lower()
    return not bare.startswith('//') and (':' not in bare.split('/')[0].split('#')[0] or bare.startswith('https://'))


def commands(text: str, sign: str) -> Counter[str]:
    """How often each command of a typesetting language stands in a text."""
    return Counter(re.findall(rf'{re.escape(sign)}(?:[A-Za-z]+|.)', text, re.DOTALL))


def latex_structure(text: str) -> tuple[Counter[str], Counter[str]]:
    """The commands that LaTeX runs, and what else means something to it; not what only shows a mark."""
    texescape.init()
    shown = set(
        commands(texescape.escape(''.join(PUNCTUATION)) + r'\sphinxhyphen \textquotesingle \textquotedbl', '\\')
    )
    found = commands(text, '\\')
    rest = re.sub(r'\\(?:[A-Za-z]+|.)', '', text, flags=re.DOTALL)
    return (
        Counter({name: count for name, count in found.items() if name not in shown}),
        Counter({sign: rest.count(sign) for sign in '%$&#^~'} | {'open': rest.count('{') - rest.count('}')}),
    )


def texinfo_structure(text: str) -> Counter[str]:
    """The commands that Texinfo runs; not what only shows a mark."""
    shown = {'@@', '@{', '@}', '@comma'}
    return Counter({name: count for name, count in commands(text, '@').items() if name not in shown})


def man_structure(text: str) -> tuple[list[str], Counter[str]]:
    """The macros that roff calls, in order, and its escapes; not what only shows a mark.

    The titles of pages are left out: Sphinx itself writes them as they are.
    """
    escapes = Counter(re.findall(r'\\(?:f.|\*.|n.|\(..|.)', re.sub(r'^\.SH .*', '', text, flags=re.MULTILINE)))
    shown = {'\\e', '\\-', '\\(aq', '\\&', '\\`', '\\(dq', '\\(ga', '\\(ha', '\\(ti', "\\'", '\\.'}
    return (
        [line.split()[0] for line in text.splitlines() if line[:1] in ('.', "'")],
        Counter({name: count for name, count in escapes.items() if name not in shown}),
    )


def structures(built: Build, builder: str) -> Iterator[tuple[str, object]]:
    """Yield what each file of an output is made of, apart from its words."""
    for path in sorted(built.out.rglob('*')):
        name = path.relative_to(built.out).as_posix()
        if path.suffix == '.epub':
            with zipfile.ZipFile(path) as book:
                members = [name for name in sorted(book.namelist()) if name.endswith(('.xhtml', '.opf'))]
                pages = {name: book.read(name).decode('utf-8') for name in members}
            yield from ((member, xml_structure(text)) for member, text in pages.items() if member.endswith('.opf'))
            yield from ((member, xhtml_structure(text)) for member, text in pages.items() if member.endswith('.xhtml'))
        elif path.suffix in READ_AS and (builder, path.suffix) != ('epub', '.xhtml'):
            yield name, READ_AS[path.suffix](path.read_text(encoding='utf-8'))


def json_structure(text: str) -> object:
    """The elements of the body of a page that is kept as JSON."""
    return html_structure(json.loads(text).get('body', ''))


def pot_structure(text: str) -> int:
    """How many messages a catalogue for translators has."""
    return len(read_po(io.BytesIO(text.encode())))


def xml_structure(text: str) -> list[str]:
    """The elements of a document that is well-formed, in order."""
    return [element.tag for element in ElementTree.fromstring(text).iter()]


def xhtml_structure(text: str) -> list[tuple[str, list[str], list[bool]]]:
    """The elements of a page that is well-formed, with the names of their attributes, and whether they are safe."""
    return [
        (element.tag, sorted(element.keys()), [safe(element.get(name, '')) for name in URLS])
        for element in ElementTree.fromstring(text).iter()
    ]


def plain_structure(text: str) -> bool:
    """Plain text has none. That it is there is enough."""
    return bool(text)


READ_AS: dict[str, Callable[[str], object]] = {
    '.html': html_structure,
    '.fjson': json_structure,
    '.xml': xml_structure,
    '.tex': latex_structure,
    '.texi': texinfo_structure,
    '.7': man_structure,
    '.pot': pot_structure,
    '.txt': plain_structure,
    '.pseudoxml': plain_structure,
}


def build(project: Project, builder: str) -> Build:
    """Build a project; for translators with an environment of its own, as Sphinx wants it."""
    return project.build(builder, doctrees=project.folder / 'gettext' if builder == 'gettext' else None)


# The builder of JSON uses what Sphinx 11 takes away.
@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml.JSONHTMLBuilder.app' is deprecated")
@pytest.mark.parametrize('builder', BUILDERS)
def test_no_output_has_more_than_words(
    both: tuple[Project, Project], tried: Callable[[str, int], None], builder: str
) -> None:
    """With hostile words in every field an output has the elements and commands that it has with harmless."""
    hostile, harmless = (build(project, builder) for project in both)

    # What is no tag of a language is told, and kept in the record.
    said = [warning for warning in hostile.warnings if 'is no tag of BCP 47' not in warning]
    assert [warning for warning in said if warning not in harmless.warnings] == []
    found, expected = dict(structures(hostile, builder)), dict(structures(harmless, builder))
    assert [name for name in {**found, **expected} if found.get(name) != expected.get(name)] == []
    assert len(found) > 0
    tried(f'injection vectors, in every field, to {builder}', len(VECTORS))


def test_the_words_are_shown(both: tuple[Project, Project]) -> None:
    """And the hostile words are there, to be read, in every place; and in the data, as they were written."""
    built = both[0].build()
    data = {source['id']: source for source in built.data()['sources']}
    points = {point['id']: point for point in built.data()['points']}
    for number, text in enumerate(VECTORS):
        page, said = words(built.page(f's{number}').body), words(built.page(f'p{number}').body)
        flat = ' '.join(text.split())
        # In a title the few tags that CSL knows mean what CSL means by them, and are no text.
        title = plain(flat)
        assert page.count(flat) + (page.count(title) if title != flat else 0) >= 6, text
        assert said.count(flat) >= 9, text
        source, point = data[f's{number}'], points[f'h{number}']
        assert source['csl']['URL'] == text.strip()
        assert source['csl']['container-title'] == source['title'] == plain(text.strip())
        assert source['passages'][0]['text'] == f'Seed {text} words {text} that nobody ever quotes.'
        assert (point['title'], point['positions'][0]['summary']) == (f'Because {text}', f'A summary {text}')
        assert point['positions'][0]['quotations'][0]['exact'] == f'Seed {text} words'
        assert source['emendations'][0]['reason'] == f'Since {text}'.strip()


def test_no_file_of_data_has_more_than_words(both: tuple[Project, Project], tmp_path: Path) -> None:
    """Hostile words are words in all other data: cells, bodies and fields end where they should; no cell is run."""
    built = both[0].build()
    with (built.out / 'comparison.csv').open(encoding='utf-8', newline='') as file:
        table = {row['point']: row for row in csv.DictReader(file)}
    with (built.out / 'comparison-spreadsheet.csv').open(encoding='utf-8-sig', newline='') as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    items = {item['target'][0]['source']: item for item in built.data('annotations.jsonld')['first']['items']}
    assert len(table) == len(items) == len(VECTORS)
    assert [cell for cell in cells if cell.lstrip().startswith(('=', '+', '-', '@'))] == []
    for number, text in enumerate(VECTORS):
        row, item = table[f'h{number}'], items[f's{number}.html']
        quoted = f'Seed {text} words'
        said = (row['title'], row['siglum'], row['summary'], row['quotation'])
        assert said == (f'Because {text}', text.strip(), f'A summary {text}', quoted)
        assert row['contested'] == f'Some {text} do not'
        values = [part['value'] for part in item['body'] if 'value' in part]
        assert values == [f'A summary {text}', f'Some {text} do not', f'Because {text}', f's{number}']
        assert [target['selector']['refinedBy']['exact'] for target in item['target']] == [quoted]
        entry = built.out / f'bibliography/s{number}'
        for suffix in ('.bib', '.biblatex.bib'):
            lines = Path(f'{entry}{suffix}').read_text(encoding='utf-8').splitlines()
            assert [line for line in lines[1:-1] if not re.fullmatch(r'  [a-z]+ *= \{.*\},', line)] == []
            assert (lines[0][0], lines[-1]) == ('@', '}')
        fields = Path(f'{entry}.ris').read_bytes().decode().removesuffix('\r\n\r\n').split('\r\n')
        assert [field for field in fields if not re.fullmatch(r'[A-Z][A-Z0-9]  - [^\r\n]*', field)] == []
        (record,) = json.loads(Path(f'{entry}.csl.json').read_text(encoding='utf-8'))
        assert record['id'] == f's{number}'
    assert faults(built.data('annotations.jsonld')) == []
    assert not_found_again(built.data('annotations.jsonld'), built.out, tmp_path)[1] == []


def test_no_option_becomes_markup(project: Project, tried: Callable[[str, int], None]) -> None:
    """What may not stand in an option, or in a role, is refused or escaped: it runs nothing and leads nowhere."""
    directives = ('question', 'hypothesis', 'theme', 'evidence', 'comparison', 'stances', 'concordance', 'coverage')
    for number, text in enumerate(VECTORS):
        options = '\n'.join(f':{option}: {text}' for option in OPTIONS)
        parts = [f':::{{{directive}}}\n{options}\n:::' for directive in directives]
        parts += [f':::{{position}} {text}\n:::']
        parts += [f'{{{role}}}`{text}`' for role in ('source', 'passage', 'hypothesis', 'quote') if '`' not in text]
        project.write({f'o{number}.md': '# Page\n\n' + '\n\n'.join(parts) + '\n'})
    built = project.build()

    for number, text in enumerate(VECTORS):
        assert all(map(is_safe, built.page(f'o{number}').select('main *'))), text
    tried('injection vectors, in every option and role', len(VECTORS))
