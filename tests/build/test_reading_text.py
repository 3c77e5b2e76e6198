"""The text of a passage where the page has inline HTML, formulas, pictures, and lines of verse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from helpers.links import faults
from helpers.project import BUILDERS, source_page

if TYPE_CHECKING:
    from helpers.project import Build, Project

NOT_TEXT = '\ufffc'
VERSE = 'Where ships once rode the tide{0}the sand lies bare and dry.'
BREAKS = {'a backslash': '\\\n', 'two blanks': '  \n', 'HTML': '<br>', 'HTML with a stroke': '<br />\n'}
QUOTING = """
# Why

:::::{theme} The tide
:id: tide

:::{position} cy
> rode the tide
> the sand lies
:::
:::::

Also {quote}`tide the sand <cy>`.

:::{comparison}
:kind: theme
:::

:::{concordance}
:source: cy
:::
"""


def texts(build: Build) -> list[str]:
    """The text of each passage of the source."""
    return [passage.text for passage in build.domain.context.comparison.sources['cy'].passages]


def everything(build: Build) -> str:
    """All that a reader is given: pages, data, previews, the index of the search."""
    kinds = ('*.html', '*.js', '*.json', '*.txt', '*.tex', '*.xhtml')
    return ''.join(path.read_text('utf-8') for kind in kinds for path in build.out.rglob(kind))


@pytest.mark.parametrize(
    ('body', 'text'),
    [
        ('He wrote <i>Silt</i> in the 1<sup>st</sup> year.', 'He wrote Silt in the 1st year.'),
        ('A <span class="sc" lang="fr">mot</span>, <em><b>no</b></em> more.', 'A mot, no more.'),
        ('H<sub>2</sub>O and <abbr title="x">Dr</abbr> <q>so</q>.', 'H2O and Dr so.'),
        ('A long<wbr>word and <u>&amp;</u>.', 'A longword and &.'),
        ('He says {math}`x + y` here.', 'He says x + y here.'),
        ('See ![the quay](cup.png) there.', 'See the quay there.'),
        ('See ![](cup.png) there.', 'See  there.'),
        ('One<br>two.', 'One\ntwo.'),
    ],
)
def test_what_is_read(project: Project, body: str, text: str) -> None:
    """Formatting is nothing, a formula is its TeX, a picture its alternative text; no sign stands for any of them."""
    project.write({'cup.png': b'', 'cy.md': source_page('cy', body=body), 'why.md': '# Why\n\n{passage}`cy#p1`\n'})
    build = project.build()

    assert build.warnings == []
    assert texts(build) == [text]
    assert NOT_TEXT not in everything(build)


@pytest.mark.parametrize(
    ('body', 'text'),
    [
        ('One |word| there.\n\n.. |word| replace:: *so*', 'One so there.'),
        ('One |cup| there.\n\n.. |cup| image:: cup.png\n   :alt: a cup', 'One a cup there.'),
        ('One :math:`x + y` there.', 'One x + y there.'),
        ('One :html:`<b>so</b>` there.', 'One so there.'),
        ('| One\n| two\n|    three', 'One\ntwo\nthree'),
    ],
)
def test_what_is_read_in_rst(project: Project, body: str, text: str) -> None:
    """The same in reStructuredText: substitutions, formulas, roles of raw HTML, line blocks."""
    front = '---\nsource:\n  id: cy\n  type: book\n  title: Cy\n---\n\n.. role:: html(raw)\n   :format: html\n\n'
    project.write({'cup.png': b'', 'cy.rst': f'{front}Cy\n==\n\n{body}\n'})
    build = project.build()

    assert build.warnings == []
    assert texts(build) == [text]
    assert NOT_TEXT not in everything(build)


@pytest.mark.parametrize(
    ('body', 'tags'),
    [
        ('One <script>x</script> two.', ['</script>', '<script>']),
        ('One <img src="x"> two.', ['<img src="x">']),
        ('One <i>two.', ['<i>']),
        ('One</b> two.', ['</b>']),
        ('One <b><i>two</b></i>.', ['</b>', '<b>']),
        ('One <!-- x --> two.', ['<!-- x -->']),
        ('One <span hidden>two</span> three.', ['<span hidden>']),
        ('One <span style="display:none">two</span>.', ['<span style="display:none">']),
        ('One <x-y>two</x-y>.', ['</x-y>', '<x-y>']),
    ],
)
def test_what_is_refused(project: Project, body: str, tags: list[str]) -> None:
    """Any other markup is a warning with file, line and the tag, with a seed and without, on every build."""
    project.write({'cy.md': source_page('cy', body=f'Begin.\n\n{body}')})
    for build in (project.build(), project.build()):
        assert sorted(build.warnings) == sorted(
            f'cy.md:14: WARNING: ¶2 has the markup {tag} in it, which cannot be read as text. Remove it; close it, if '
            'its other tag is missing; or put it into an {editorial} block. [cf.fidelity]'
            for tag in tags
        )
    assert NOT_TEXT not in everything(build)


def test_html_is_proved_and_quoted(project: Project) -> None:
    """Words with formatting are those of the seed, and a quotation across tags is found and marked."""
    project.configure(cf_seed_dir='.')
    body = 'He wrote <i>Silt</i> in the 1<sup>st</sup> year,<br>and no more.'
    seed = 'The book of Cy\n\nHe wrote Silt in the 1st year,\nand no more.\n'
    project.write({'s.txt': seed, 'cy.md': source_page('cy', body=body, seed='s.txt')})
    project.write({'why.md': '# Why\n\n{quote}`wrote Silt in the 1st year, and <cy>`\n'})
    build = project.build()

    assert build.warnings == []
    assert ''.join(piece.get_text() for piece in build.page('cy').select('.cf-quoted')) == (
        'wrote Silt in the 1st year,and'
    )
    assert faults(build.out) == []


def test_no_sign_in_titles(project: Project) -> None:
    """Inline HTML, a formula and a picture in titles of pages, points, sections and captions are read as text, too."""
    title = 'On <i>silt</i>, {math}`x` and ![a cup](cup.png)'
    page = (
        '# T\n\n## More T\n\n{quote}`One <cy>` {passage}`cy#p1`\n\n:::::{theme} T\n:id: silt\n\n'
        ':::{position} cy\nT. {doc}`cy`\n\n> One\n:::\n:::::\n\n:::{concordance}\n:caption: T\n:name: all\n:::\n'
    ).replace('T', title)
    project.write(
        {
            'cup.png': b'',
            'cy.md': source_page('cy', title='On <i>silt</i>', body=f'One.\n\n## Of {title}\n\nTwo.'),
            'why.md': page,
        }
    )
    build = project.build()
    data = build.data()

    assert build.warnings == []
    assert data['points'][0]['title'] == 'On silt, x and a cup'
    assert data['points'][0]['positions'][0]['summary'] == 'On silt, x and a cup. On silt'
    assert data['sources'][0]['passages'][1]['section'] == 'Of On silt, x and a cup'
    assert NOT_TEXT not in everything(build)
    assert '&lt;i&gt;' not in str(build.page('cy').select('.cf-note'))


@pytest.mark.parametrize('line_end', BREAKS.values(), ids=BREAKS)
def test_verse(project: Project, line_end: str) -> None:
    """A line of verse ends as on the page, in block quotes and data; in running text a stroke stands there."""
    project.write({'cy.md': source_page('cy', body=VERSE.format(line_end)), 'why.md': QUOTING})
    build = project.build()
    why = build.page('why')

    assert build.warnings == []
    assert texts(build) == [VERSE.format('\n')]
    for block in why.select('blockquote'):
        assert [line.strip() for line in block.select('.cf-words')[0].strings if line.strip()] == [
            'rode the tide',
            'the sand lies',
        ]
        assert len(block.select('.cf-words br')) == 1
    assert len(why.select('blockquote')) == 2
    assert [words.get_text() for words in why.select('.cf-quote')] == ['“tide / the sand”']
    assert 'Where ships once rode the tide / the' in why.select('.cf-concordance')[0].get_text()
    assert build.data()['points'][0]['positions'][0]['quotations'][0]['exact'] == 'rode the tide\nthe sand lies'
    # The anchors are those that they were when a blank stood for the end of a line.
    assert build.page('cy').find(id='cy-p1-c17-44')
    assert faults(build.out) == []


@pytest.mark.parametrize('builder', BUILDERS)
def test_verse_in_every_builder(project: Project, builder: str) -> None:
    """Every builder shows the break, or a stroke for it, and warns of nothing."""
    project.configure(copyright='1911', author='The editors', version='1')
    project.write({'cy.md': source_page('cy', body=VERSE.format('\\\n')), 'why.md': QUOTING})
    build = project.build(builder, strict=True)

    assert build.warnings == []
    if builder == 'text':
        assert 'rode the tide / the sand lies' in build.text('why')
    if builder == 'latex':
        assert 'rode the tide\\\\\nthe sand lies' in next(build.out.glob('*.tex')).read_text('utf-8')


def test_verse_against_its_seed(project: Project) -> None:
    """A seed has the lines as lines, or in one; the page is proved against either."""
    project.configure(cf_seed_dir='.')
    project.write({'cy.md': source_page('cy', body=VERSE.format('\\\n'), seed='s.txt')})
    for line_end in ('\n', ' '):
        project.write({'s.txt': f'The book of Cy\n\n{VERSE.format(line_end)}\n'})
        build = project.build()
        assert build.warnings == []
        assert texts(build) == [VERSE.format('\n')]


def test_previews_of_verse(project: Project) -> None:
    """The preview of a passage has its lines; that of a position whose summary is a quotation, strokes."""
    project.write({'cy.md': source_page('cy', body=VERSE.format('\\\n')), 'why.md': QUOTING})
    build = project.build()
    written = ''.join(path.read_text('utf-8') for path in (build.out / '_comparison').glob('*.js'))

    assert json.dumps(VERSE.format('\n'))[1:-1] in written
    assert '“rode the tide / the sand lies”' in written.encode().decode('unicode_escape', 'ignore') or (
        'rode the tide / the sand lies' in written
    )
