"""No input gives a traceback, and no text reaches a page unescaped: what is wrong is said, and the rest is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from helpers.links import faults
from helpers.project import ANN, ROOTS, SOURCES, Build, Project, source_page, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = '<script>alert("&")</script>'
REST = 'The rest of the page.'

# A warning names the page and, unless it is one of Sphinx's own on the page as a whole, the line.
WARNING = re.compile(r'[\w/-]+\.(md|rst)(:\d+)?: (WARNING|ERROR|CRITICAL): ', re.DOTALL)


def survives(project: Project, files: dict[str, str], *builders: str) -> Build:
    """Build pages with each builder, and give the last build. Every page has its end, every warning its place."""
    project.write({**SOURCES, **{path: f'{text}\n\n{REST}\n'.encode() for path, text in files.items()}})
    for builder in builders or ('latex', 'text', 'xml', 'html'):
        built = project.build(builder)
        for message in built.warnings:
            assert WARNING.match(message), message
            assert str(project.folder) not in message
    for path in files:
        assert REST in built.text(path.rpartition('.')[0]), path
    return built


# -- front matter -----------------------------------------------------------------------------------------------------

KEYS = ('title', 'emendations')
OTHER_KEYS = (
    'id', 'author', 'issued', 'seed', 'siglum', 'type', 'editor', 'accessed', 'language',
    'container-title', 'URL', 'unknown', '<b>',
)  # fmt: skip
VALUES = (
    '', '~', 'yes', '5', '12:30', '2018-03-24', '[]', '[a, [b, {c: d}]]', '{a: {b: [c]}}', '"\\0"', "'<script>'", '"',
    '"\\ud800"', '{}', '""', '" "', '"a\\nb"', '|\n    a\n    b', '>-\n    a\n    b', '"\\U0010FFFF"', '-1.5', '.inf',
    '"\\x85\\u2028"', '[{family: [a]}]', '[{literal: {a: b}}]', '[5, no, ~]', '[[]]', '[{}]', '[{replace: a}]',
    '[{omit: [a]}]', '[{omit: a, through: {}}]', '[{replace: "", with: b, count: -1, reason: []}]', '!!python/name:os',
    '!!python/object/apply:os.system ["false"]', '!!binary aGk=', '!!timestamp no', '!!set {a, b}', '!foo bar',
    '&a b', '*a', '{<<: {a: b}}', '"javascript:alert(1)"', '../../../etc/passwd', '"' + 'a' * 9999 + '"',
    '@a', '`a`', '%a', '- a', '? a', ': a', '{', '[', "'", '#', '¶', '\t', '\t- a', 'a: b: c', '---', '...',
)  # fmt: skip
FEW_VALUES = 8


def front_matters() -> Iterator[str]:
    """Everything that may stand where the front matter of a source does."""
    pairs = [(key, value) for key in KEYS for value in VALUES]
    pairs += [(key, value) for key in OTHER_KEYS for value in VALUES[:FEW_VALUES]]
    for number, (key, value) in enumerate(pairs):
        required = {'id': f's{number}', 'type': 'book', 'title': 'T'}
        rest = ''.join(f'  {other}: {default}\n' for other, default in required.items() if other != key)
        yield f'---\nsource:\n{rest}  {key}: {value}\n---\n'
    yield from (f'---\nsource: {value}\n---\n' for value in VALUES)
    yield from (f'---\n{value}\nsource: {{id: x{n}}}\n---\n' for n, value in enumerate(VALUES[:FEW_VALUES]))
    yield from (
        '---\nsource:\n',
        '---\nsource:\n---',
        '---\nsource:\n  id: a\n...\n',
        '---\nsource:\n  id: a\n  id: a\n---\n',
        '---\nsource: &a\n  id: *a\n---\n',
        '---\na: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nsource: *c\n---\n',
        '---\n? [source]\n: a\nsource: a\n---\n',
        '---\n"source": a\n---\n',
        "---\n'source' : {id: a}\n---\n",
        '---\nsource\n---\n',
        '---\n- source: a\n---\n',
        '---\nsource: a\x00b\n---\n',
        '---\nsource: a\x1bb\n---\n',
        '---\nsource: \ufffe\n---\n',
        '---\nsource:\n  id: a\n--- \nsource: b\n---\n',
        '\n---\nsource: a\n---\n',
        ' ---\nsource: a\n---\n',
        '---\nsource: ' + '[' * 500 + '\n---\n',
        '---\nsource: ' + '{a: ' * 500 + '}' * 500 + '\n---\n',
        '---\n' + 'source:\n' * 50 + '---\n',
        '---\nsource: "' + 'a\n' * 2000 + '"\n---\n',
        f'---\nsource: {{id: "{SCRIPT}"}}\n---\n',
        '---\nsource_: a\nsources:\n---\n',
        '---\nmyst: 5\nsource: {id: a, type: book, title: T}\n---\n',
        '---\nmyst: {html_meta: {a: <b>}}\nsource: {id: b, type: book, title: T}\n---\n',
    )


def test_front_matter(project: Project) -> None:
    """Whatever stands in the front matter, each page is built, and what cannot be used is said where it stands."""
    pages = {f'p{number}.md': f'{front}\n# Page' for number, front in enumerate(front_matters())}
    built = survives(project, pages, 'html')

    assert len(pages) > 250
    assert '<script>' not in ''.join(built.text(path.removesuffix('.md')) for path in pages)


def test_each_wrong_value_is_said(project: Project) -> None:
    """Where text is wanted a list, a mapping, and nothing at all are each a warning, at the line they stand on."""
    keys = ('siglum', 'type', 'title', 'issued', 'language', 'container-title', 'note', 'seed')
    values = {'list': '[a]', 'mapping': '{a: b}', 'nothing': '', 'empty': '""'}
    for key in keys:
        for name, value in values.items():
            required = {'id': 'x', 'type': 'book', 'title': 'T'}
            rest = ''.join(f'  {other}: {default}\n' for other, default in required.items() if other != key)
            project.write({f'{key}-{name}.md': f'---\nsource:\n  {key}: {value}\n{rest}---\n\n# Page\n'})
    warnings = [message for message in project.build('dummy').warnings if '[cf.front-matter]' in message]

    assert sorted(message.split(': ')[0] for message in warnings) == sorted(
        f'{key}-{name}.md:3' for key in keys for name in values
    )


# -- directives and roles -------------------------------------------------------------------------------------------

ODD = (
    '<script>alert(1)</script>', '"><b>', "' onclick='x", '../../x', 'a b', 'é', '名', '¶', '5', '-', '--', 'a--b',
    'A',
    'a#b', '#', '/', '\\', '`', '{x}', '*', '$', '%', 'x' * 3000, 'a\u00a0b', 'a\u200bb', '\ud7ff', 'None', 'id1',
    'constructor', 'page', 'ann-p1', 'p1', 'ann', 'p3-p1', '¶0', '9' * 30, '1999-02-30',
)  # fmt: skip
OPTIONS = ('question', 'reason-for', 'date', 'class', 'on', 'stance', 'nearest', 'contested', 'caption', 'name')
VIEW_OPTIONS = ('points', 'kind', 'sources', 'source', 'stances', 'order', 'parts')
POINTS = ('question', 'hypothesis', 'theme', 'evidence')
DIRECTIVES = (
    *POINTS, 'position', 'editorial', 'comparison', 'stances', 'parallels',
    'concordance', 'coverage', 'emendations',
)  # fmt: skip


def test_bare_directives(project: Project) -> None:
    """Every directive without argument, options or content, with a lot of each, and with content it does not take."""
    texts = [
        text.replace('NAME', name)
        for name in DIRECTIVES
        for text in (
            ':::{NAME}\n:::',
            ':::{NAME} An argument\n:::',
            ':::{NAME}\nSome content.\n\n> A quotation.\n:::',
            ':::{NAME} An argument\n:id:\n:zzz:\n:class: a\n:class: b\n\nSome content.\n:::',
            ':::{NAME}\n---\nid: [a]\nclass: {}\n---\n:::',
            ':::{NAME}\n---\n: : :\n---\n:::',
        )
    ]
    survives(project, {f'p{number}.md': f'# Page\n\n{text}' for number, text in enumerate(texts)}, 'text', 'html')


def test_directives_that_are_not_closed(project: Project) -> None:
    """A fence that is not closed takes the rest of the page with it, and that is all."""
    project.write({f'{name}.md': f'# Page\n\n:::{{{name}}}\n' for name in DIRECTIVES})

    assert len(project.build().written) == len(DIRECTIVES) + 1


def test_odd_values_of_options(project: Project) -> None:
    """Whatever an option says, of whatever directive, it is built, and escaped."""
    pages = {}
    for number, value in enumerate(ODD):
        options = '\n'.join(f':{option}: {value}' for option in (*OPTIONS, *VIEW_OPTIONS))
        texts = [f':::{{{name}}} {value}\n:id: {name}-{number}\n{options}\n:::' for name in DIRECTIVES]
        texts += [f':::{{{name}}} {value}\n:id: {value}\n:::' for name in POINTS]
        pages[f'p{number}.md'] = '\n\n'.join(['# Page', *texts])
    project.configure(myst_disable_syntax=['html_inline', 'html_block'])
    built = survives(project, pages, 'html')

    for path in pages:
        page = path.removesuffix('.md')
        assert '<script>' not in built.text(page)
        assert not built.page(page).select('[onclick]')
    assert [fault for fault in faults(built.out) if 'stands' in fault or 'is no id' in fault] == []


ROLES = ('source', 'passage', 'question', 'hypothesis', 'theme', 'evidence', 'quote', 'any')
TEXTS = (
    '', ' ', '<>', ' <>', 'a <', 'a <#>', 'a <ann#>', 'a <ann#p>', 'a <ann#p0>', 'a <ann#p99999999999>',
    'a <ann#p1#p2>',
    'ann#p1-p2-p3', 'a <ann#p1-', '!ann', '~ann', 'a <!ann>', '[…] <ann>', '[[[ <ann>', ']]] <ann>', '[a] <ann>',
    '[a][b] <ann>', '… <ann>', '" <ann>', '\u00ad <ann>', 'a' * 9999 + ' <ann>', '[a] ' * 500 + '<ann>',
    'tea ' * 500 + '<ann>', 'the [x] ' * 60 + '<ann>', 'a\\nb <ann>', '\\ <ann>', '*a* <ann>', '<b> <ann>',
    '\x00 <ann>',
)  # fmt: skip


def test_odd_roles(project: Project) -> None:
    """Whatever a role says it is built, and escaped."""
    texts = (*TEXTS, *ODD, *(f'{value} <ann>' for value in ODD), *(f'a <{value}>' for value in ODD))
    pages = {}
    for number, text in enumerate(texts):
        shown = [f'{{{role}}}{tick}{text}{tick}' for role in ROLES for tick in ('`', '``')]
        pages[f'p{number}.md'] = '\n\n'.join(['# Page', *shown])
    project.configure(myst_disable_syntax=['html_inline', 'html_block'])
    built = survives(project, pages, 'html')

    assert '<script>' not in ''.join(built.text(path.removesuffix('.md')) for path in pages)


# MyST includes files in a way that Sphinx is going to take away.
@pytest.mark.filterwarnings('ignore:.*BuildEnvironment.app:PendingDeprecationWarning')
@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'man', 'texinfo', 'xml', 'singlehtml', 'epub'])
def test_anything_in_anything(tmp_path: Path, builder: str) -> None:
    """Directives may stand in one another: all is built, there and in the tables that copy it.

    What is tried is in ``roots/nested``, a page each.
    """
    project = Project.copy('nested', tmp_path, copyright='nobody', version='1', suppress_warnings=['epub'])
    pages = {path.name: path.read_text(encoding='utf-8') for path in (ROOTS / 'nested').glob('*.md')}
    built = survives(project, pages, builder, 'html')

    assert len(pages) > 25
    assert [fault for fault in faults(built.out) if 'stands' in fault] == []
    assert built.page('views').select('tbody')
    assert not built.page('views').select('table table:not(:has(tr))')


def test_sources_with_nothing_in_them(project: Project) -> None:
    """A source may be empty, or all picture; views of it are none the worse."""
    files = {
        'a.md': source_page('a'),
        'b.md': source_page('b', '![x](x.png)'),
        'c.md': source_page('c', ':::{editorial}\nE.\n:::'),
        'views.md': '# Views\n\n:::{concordance}\n:::\n\n:::{coverage}\n:::\n\n'
        '{quote}`x <a>` {quote}`x <b#p1>` {source}`c`',
    }
    built = survives(project, files)

    assert len([message for message in built.warnings if '[cf.' in message]) == 2


# -- text on the page -------------------------------------------------------------------------------------------------


def test_text_is_escaped(project: Project) -> None:
    """No text of a page, its front matter or a seed becomes markup, in any place that it is shown in."""
    escaped = SCRIPT.replace('<', r'\<').replace('&', r'\&')
    project.configure(smartquotes=False)
    project.write({
        'seeds/x.txt': f'{SCRIPT}\n\nSeed {SCRIPT} words and {SCRIPT}.\n\nDropped {SCRIPT}\n',
        'x.md': source_page(
            'x',
            f'## {escaped}',
            f'Seed {escaped} words.',
            ':::{emendations}\n:::',
            title=SCRIPT,
            siglum=SCRIPT,
            author=[{'literal': SCRIPT}],
            container_title=SCRIPT,
            publisher=SCRIPT,
            note=SCRIPT,
            language=SCRIPT,
            seed='x.txt',
            emendations=[
                {'replace': f' and {SCRIPT}', 'with': '', 'reason': SCRIPT},
                {'omit': 'Dropped', 'reason': SCRIPT},
            ],
        ).replace(f'\n# {SCRIPT}', f'\n# {escaped}'),
        'p.md': f"""
# Page {escaped}

:::{{question}} Q {escaped}
:id: q
:::

::::{{hypothesis}} H {escaped}
:id: h
:question: q

:::{{position}} x
:stance: asserts
:contested: C {escaped}

S {escaped}

> Seed {escaped} words
:::
::::

:::{{comparison}}
:caption: V {escaped}
:name: {SCRIPT}
:::

:::{{stances}}
:::

:::{{parallels}}
:kind: hypothesis
:::

:::{{concordance}}
:::

:::{{coverage}}
:::

{{quote}}`Seed {SCRIPT} words <x>` {{source}}`x` {{passage}}`x#p1` {{hypothesis}}`h` {{theme}}`{SCRIPT}`
""",
    })  # fmt: skip
    built = project.build()
    pages = list(built.out.rglob('*.html'))
    data = built.data()

    assert {message[message.rindex('[') :] for message in built.warnings} == {'[cf.front-matter]', '[cf.reference]'}
    for path in pages:
        assert '<script>' not in path.read_text(encoding='utf-8')
    assert data['sources'][0]['passages'][0]['text'] == f'Seed {SCRIPT} words.'
    assert words(built.page('p').select_one('h1')) == f'Page {SCRIPT}¶'
    assert SCRIPT in words(built.page('x').select_one('.cf-emendations'))
    assert built.page('p').select('.cf-quote a')
    assert project.build('epub').status == 0
    (tex,) = project.build('latex').out.glob('*.tex')
    assert r'Seed \textless{}script\textgreater{}alert' in tex.read_text(encoding='utf-8')


def test_stances_are_escaped(project: Project) -> None:
    """So are the labels of the scale."""
    project.configure(cf_stances=[('yes', SCRIPT, 'for')])
    project.write({
        **SOURCES,
        'p.md': '# P\n\n::::{hypothesis} H\n:id: h\n:::{position} ann\n:stance: yes\n> The pot must\n:::\n::::\n\n'
        ':::{comparison}\n:::\n',
    })  # fmt: skip
    built = project.build()

    assert built.warnings == []
    assert '<script>' not in built.text('p') + built.text('ann')
    assert SCRIPT in words(built.page('p').main)


@pytest.mark.parametrize(
    ('name', 'data', 'byte'),
    [
        ('p.md', '# P\n\nA café.\n'.encode('latin-1'), 'e9'),
        ('p.rst', 'P\n=\n\nA café.\n'.encode('latin-1'), 'e9'),
        ('p.md', '# P\n\nA café.\n'.encode('utf-16'), 'ff'),
    ],
)
def test_a_page_that_is_not_utf_8(project: Project, name: str, data: bytes, byte: str) -> None:
    """The build ends with the file, the line and the byte, and no traceback; saved as UTF-8, the page is built."""
    project.write({name: data, 'ann.md': source_page('ann', *ANN)})
    line = {'.md': 3, '.rst': 4}[name[name.index('.') :]] if byte == 'e9' else 1
    with pytest.raises(SphinxError) as raised:
        project.build()

    first, *others = str(raised.value).splitlines()
    assert first == 'These pages are no text in UTF-8. Save them as UTF-8, and build again.'
    assert others == [f'{project.source / name}:{line}: The byte 0x{byte} is no UTF-8.']
    project.write({name: data.decode('utf-16' if byte == 'ff' else 'latin-1').encode()})
    assert project.build().warnings == []
