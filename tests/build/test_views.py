"""The views: what each shows, and what each of its options does."""

from __future__ import annotations

import pytest

from helpers.crowd import crowd
from helpers.project import ANN, SOURCES, Build, Project, source_page, words

POINTS = """
# Points

::::{question} Which first?
:id: which
::::

::::{question} Why so?
:id: why
::::

::::{hypothesis} Tea first
:id: tea
:question: which

:::{position} ann
:stance: asserts

Firm.

> Tea is poured before the milk.

{attribution="¶3"}
> So I rest my case.
:::

:::{position} bob
:stance: rejects
:contested: Not by *all*.
:::
::::

::::{hypothesis} A warm pot
:id: warm
:question: why

:::{position} ann
:stance: grants

> The pot must be warmed
:::

:::{position} bob
:stance: doubts
:::
::::

::::{hypothesis} Her aunt
:id: aunt
:question: which
:reason-for: tea

:::{position} ann
:stance: entertains
:::

:::{position} bob
:stance: silent
:nearest: p1

He has no aunt.
:::
::::

::::{hypothesis} Both like it
:id: both
:question: why

:::{position} ann
:stance: doubts
:::

:::{position} bob
:stance: doubts
:::
::::

::::{theme} The pot
:id: pot

:::{position} ann
Warm.

> A cold cup spoils good tea.

{attribution="¶1"}
> Everybody knows it.
:::

:::{position} bob
> The pot need not be warmed
:::
::::

::::{theme} Sugar
:id: sugar

:::{position} bob
:stance: silent
:nearest: p2

None.
:::
::::

::::{evidence} The third fire
:id: third

:::{position} bob
:::
::::

::::{evidence} The second fire
:id: second
:date: 1999-05

:::{position} ann
:::
::::

::::{evidence} A first fire
:id: first
:date: 1666

:::{position} ann
> then the water must boil
:::

:::{position} bob
:::
::::
"""
CAROL = source_page('carol', 'I take lemon.')


def view(project: Project, *lines: str) -> Build:
    """Build a project with a page that has one view, without a warning."""
    project.write(
        {
            **SOURCES,
            'carol.md': CAROL,
            'points.md': POINTS,
            'view.md': '\n'.join(['# View', '', f':::{{{lines[0]}}}', *lines[1:], ':::', '']),
        }
    )
    built = project.build()
    assert built.warnings == []
    return built


def table(built: Build, page: str = 'view') -> list[list[str]]:
    """The cells of the table on a page, row by row, as a wide screen shows them."""
    soup = built.page(page)
    for name in soup.select('td > .cf-column-name, .cf-strip'):
        name.decompose()
    (found,) = soup.select('table')
    rows = [row.find_all(['th', 'td'], recursive=False) for row in found.select('thead > tr, tbody > tr')]
    assert len({len(row) for row in rows}) == 1, 'a real table has as many cells in each row'
    return [[words(cell) for cell in row] for row in rows]


def first_column(built: Build) -> list[str]:
    """The headings of the rows."""
    return [row[0] for row in table(built)[1:]]


# -- comparison -------------------------------------------------------------------------------------------------------


def test_comparison(project: Project) -> None:
    """A row for each hypothesis, its reasons below it; a column for each source that has a position; all of it."""
    assert table(view(project, 'comparison')) == [
        ['Hypothesis', 'Ann', 'Bob'],
        [
            'Tea first',
            'asserts Firm. Tea is poured before the milk. —¶1 So I rest my case. —¶3',
            'rejects Contested: Not by all.',
        ],
        ['Her aunt Offered as a reason', 'entertains', 'silent He has no aunt.'],
        ['A warm pot', 'grants The pot must be warmed —¶2', 'doubts'],
        ['Both like it', 'doubts', 'doubts'],
    ]


def test_comparison_is_a_real_table(project: Project) -> None:
    """Headings of columns and rows are ``th``; stances are words with a class, and colour is never alone."""
    built = view(project, 'comparison')
    (found,) = built.page('view').select('table')

    assert [words(cell) for cell in found.select('thead th')] == ['Hypothesis', 'Ann', 'Bob']
    assert [words(cell) for cell in found.select('tbody th')] == first_column(built)
    assert [link['href'] for link in found.select('thead a')] == ['ann.html', 'bob.html']
    assert [link['href'] for link in found.select('tbody th a')] == [
        'points.html#hypothesis-tea',
        'points.html#hypothesis-aunt',
        'points.html#hypothesis-warm',
        'points.html#hypothesis-both',
    ]
    assert [cell['class'] for cell in found.select('tbody td')][:2] == [['cf-held-asserts'], ['cf-held-rejects']]
    assert {str(mark['class']) for mark in found.select('.cf-stance')} == {
        "['cf-stance', 'cf-stance-asserts', 'cf-for']",
        "['cf-stance', 'cf-stance-grants', 'cf-for']",
        "['cf-stance', 'cf-stance-entertains', 'cf-open']",
        "['cf-stance', 'cf-stance-doubts', 'cf-against']",
        "['cf-stance', 'cf-stance-rejects', 'cf-against']",
        "['cf-stance', 'cf-stance-silent']",
    }
    assert ['cf-reason' in row.get_attribute_list('class') for row in found.select('tbody tr')] == [
        False,
        True,
        False,
        False,
    ]


def test_on_a_narrow_screen_each_cell_says_whose_it_is(project: Project) -> None:
    """Each cell but the first of its row begins with the heading of its column."""
    cells = view(project, 'comparison').page('view').select('tbody td')

    assert [words(cell.select_one('.cf-column-name')) for cell in cells] == ['Ann', 'Bob'] * 4


@pytest.mark.parametrize(
    ('option', 'rows'),
    [
        (':kind: theme', ['The pot', 'Sugar']),
        (':kind: evidence', ['The third fire', 'The second fire May 1999', 'A first fire 1666']),
        (':kind: hypothesis\n:question: why', ['A warm pot', 'Both like it']),
        (':question: which', ['Tea first', 'Her aunt Offered as a reason']),
        (':points: both, tea', ['Both like it', 'Tea first']),
        (':points: pot first tea', ['The pot', 'A first fire 1666', 'Tea first']),
        (':points: aunt', ['Her aunt A reason for: Tea first']),
        (':stances: rejects', ['Tea first']),
        (':stances: rejects, silent', ['Tea first', 'Her aunt Offered as a reason']),
        (':stances: silent\n:kind: theme', ['Sugar']),
        (':stances: doubts\n:question: why', ['A warm pot', 'Both like it']),
        (':order: page', ['Tea first', 'Her aunt Offered as a reason', 'A warm pot', 'Both like it']),
        (':order: title', ['A warm pot', 'Both like it', 'Tea first', 'Her aunt Offered as a reason']),
        (
            ':kind: evidence\n:order: date',
            ['A first fire 1666', 'The second fire May 1999', 'The third fire'],
        ),
        (
            ':points: third, second, first\n:order: title',
            ['A first fire 1666', 'The second fire May 1999', 'The third fire'],
        ),
    ],
)
def test_which_points_and_in_which_order(project: Project, option: str, rows: list[str]) -> None:
    """``points``, ``kind``, ``question`` and ``stances`` choose the rows, ``order`` orders them."""
    assert first_column(view(project, 'comparison', *option.split('\n'))) == rows


@pytest.mark.parametrize(
    ('option', 'columns'),
    [
        (':sources: bob', ['Bob']),
        (':sources: bob, ann', ['Bob', 'Ann']),
        (':sources: carol ann', ['Carol', 'Ann']),
        (':points: third', ['Bob']),
    ],
)
def test_which_sources(project: Project, option: str, columns: list[str]) -> None:
    """``sources`` chooses the columns and orders them; else they are those that have a position on a row."""
    assert table(view(project, 'comparison', option))[0][1:] == columns


@pytest.mark.parametrize(
    ('parts', 'cells'),
    [
        ('stance', ['asserts', 'rejects']),
        ('summary', ['Firm.', '']),
        ('quotations', ['Tea is poured before the milk. —¶1 So I rest my case. —¶3', '']),
        ('contested', ['', 'Contested: Not by all.']),
        ('stance, contested', ['asserts', 'rejects Contested: Not by all.']),
        ('summary stance', ['asserts Firm.', 'rejects']),
    ],
)
def test_which_parts(project: Project, parts: str, cells: list[str]) -> None:
    """``parts`` chooses what is shown of a position."""
    assert table(view(project, 'comparison', ':points: tea', f':parts: {parts}'))[1][1:] == cells


@pytest.mark.parametrize('name', ['comparison', 'stances', 'parallels', 'concordance', 'coverage', 'emendations'])
def test_caption_name_and_class(project: Project, name: str) -> None:
    """Every view takes a caption, a name to refer to it by, and classes."""
    project.configure(numfig=True)
    project.write(
        {
            'dan.md': source_page(
                'dan',
                'One.',
                title='Dan',
                seed='dan.txt',
                emendations=[{'replace': 'Onne', 'with': 'One', 'reason': 'a slip'}],
            ),
            'seeds/dan.txt': 'Dan\n\nOnne.\n',
            'other/page.md': '# Other\n\n{numref}`here`, {numref}`No. %s <here>`, [](#here), {ref}`there <here>`\n',
        }
    )
    source = [':source: dan'] if name == 'emendations' else []
    built = view(project, name, ':caption: A *caption*', ':name: here', ':class: one two', *source)
    (found,) = built.page('view').select('table')

    assert found['id'] == 'here'
    assert {'one', 'two', 'cf-table', f'cf-{name}'} <= set(found.get_attribute_list('class'))
    assert str(found.select_one('.caption-text')) == '<span class="caption-text">A <em>caption</em></span>'
    assert words(found.select_one('.caption-number')) == 'Table 1'
    assert [(words(link), link['href']) for link in built.page('other/page').select('p a')] == [
        ('Table 1', '../view.html#here'),
        ('No. 1', '../view.html#here'),
        ('A caption', '../view.html#here'),
        ('there', '../view.html#here'),
    ]


@pytest.mark.parametrize('name', ['comparison', 'stances', 'parallels'])
def test_nothing_to_show(project: Project, name: str) -> None:
    """A view of nothing says so, and its anchor is there all the same."""
    built = view(project, name, ':stances: silent' if name != 'parallels' else ':kind: theme', ':question: why',
                 ':caption: Nothing', ':name: here')  # fmt: skip

    assert built.page('view').select('table') == []
    assert words(built.page('view').select_one('.cf-empty')) == 'Nothing to show yet.'
    assert built.page('view').find(id='here')


def test_reasons_in_a_circle(project: Project) -> None:
    """Reasons for one another, and one for itself, are all shown, each once."""
    page = '# Points\n'
    for one, other in (('a', 'b'), ('b', 'c'), ('c', 'a'), ('d', 'd'), ('e', 'a')):
        page += (
            f'\n::::{{hypothesis}} {one.upper()}\n:id: {one}\n:reason-for: {other}\n'
            ':::{position} ann\n:stance: doubts\n:::\n::::\n'
        )
    project.write({**SOURCES, 'points.md': page, 'view.md': '# View\n\n:::{stances}\n:::\n'})
    built = project.build()

    assert built.warnings == []
    assert sorted(first_column(built)) == ['A', 'B', 'C', 'D', 'E']


# -- the other views ------------------------------------------------------------------------------------------------


def test_stances(project: Project) -> None:
    """One mark a cell, whether it is contested, and how the sources stand to each other."""
    assert table(view(project, 'stances')) == [
        ['Hypothesis', 'Ann', 'Bob', 'Together'],
        ['Tea first', 'asserts', 'rejects contested', 'opposed'],
        ['Her aunt', 'entertains', 'silent', 'only Ann'],
        ['A warm pot', 'grants', 'doubts', 'opposed'],
        ['Both like it', 'doubts', 'doubts', 'alike'],
    ]


def test_stances_apart_in_degree_or_not_taken(project: Project) -> None:
    """Two on one side differ in degree; who takes no stance counts for nothing."""
    project.write(
        {
            'more.md': '# More\n\n::::{hypothesis} Degree\n:id: degree\n'
            ':::{position} ann\n:stance: asserts\n:::\n:::{position} bob\n:stance: entertains\n:::\n::::\n\n'
            '::::{hypothesis} None\n:id: none\n:::{position} bob\n:stance: silent\n\nNo.\n:::\n::::\n'
        }
    )
    assert table(view(project, 'stances', ':points: degree, none'))[1:] == [
        ['Degree', 'asserts', 'entertains', 'apart in degree'],
        ['None', 'not assessed', 'silent', '–'],
    ]


@pytest.mark.parametrize(
    ('options', 'rows'),
    [
        (':sources: ann', [['Tea first', 'asserts', 'only Ann']]),
        (':sources: carol, ann', [['Tea first', 'not assessed', 'asserts', 'only Ann']]),
    ],
)
def test_stances_of_some(project: Project, options: str, rows: list[list[str]]) -> None:
    """They take the same options as the comparison."""
    assert table(view(project, 'stances', ':stances: rejects', options))[1:] == rows


def test_parallels(project: Project) -> None:
    """For each theme the passages that are quoted or named, whole and in their order, side by side."""
    assert table(view(project, 'parallels')) == [
        ['Theme', 'Ann', 'Bob'],
        [
            'The pot',
            f'¶1 {ANN[0]} ¶2 {ANN[1]}',
            '¶2 The pot need not be warmed: good tea does not mind.',
        ],
        ['Sugar', 'nothing recorded', '¶2 The pot need not be warmed: good tea does not mind.'],
    ]


@pytest.mark.parametrize(
    ('option', 'rows'),
    [
        (':kind: evidence', ['The third fire', 'The second fire', 'A first fire']),
        (':kind: evidence\n:order: date', ['A first fire', 'The second fire', 'The third fire']),
        (':points: sugar', ['Sugar']),
        (':order: title', ['Sugar', 'The pot']),
        (':kind: hypothesis\n:question: why', ['A warm pot', 'Both like it']),
    ],
)
def test_which_parallels(project: Project, option: str, rows: list[str]) -> None:
    """They take the options that choose points and sources."""
    assert first_column(view(project, 'parallels', *option.split('\n'))) == rows


def test_concordance(project: Project) -> None:
    """Each passage of a source with its first words, where it is quoted and with which stance, where it is named."""
    project.write(
        {
            'prose.md': '# Prose\n\n{passage}`ann#p1-p2`, {passage}`ann#p1`\n\n## Deep\n\n'
            '{quote}`good tea <ann#p2>`, {quote}`cold cup <ann>`, {passage}`ann#p2`\n'
        }
    )
    built = view(project, 'concordance', ':source: ann')

    assert table(built) == [
        ['Paragraph', 'Quoted in', 'Referred to in'],
        ['¶1 Tea is poured before the milk. Everybody knows…', 'Tea first asserts The pot', 'Prose'],
        [
            '¶2 A cold cup spoils good tea. The pot…',
            'The pot A warm pot grants A first fire Deep',
            'Prose Deep',
        ],
        ['¶3 Everybody knows it. So I rest my case.', 'Tea first asserts', ''],
    ]
    assert [link['href'] for link in built.page('view').select('tbody tr:first-child a')] == [
        'ann.html#ann-p1',
        'points.html#position-tea-ann',
        'points.html#position-pot-ann',
        'prose.html#prose',
    ]


def test_concordance_of_all(project: Project) -> None:
    """Without a source it is of all, one below the other, each under its name."""
    assert first_column(view(project, 'concordance')) == [
        'Ann',
        '¶1 Tea is poured before the milk. Everybody knows…',
        '¶2 A cold cup spoils good tea. The pot…',
        '¶3 Everybody knows it. So I rest my case.',
        'Bob',
        '¶1 The milk goes in first, as my mother…',
        '¶2 The pot need not be warmed: good tea…',
        'Carol',
        '¶1 I take lemon.',
    ]


def test_coverage(project: Project) -> None:
    """How many passages are quoted, how much of the text, which are only named, and which are left out.

    A character that is quoted twice counts once.
    """
    project.write(
        {
            'dan.md': source_page('dan', 'One two three four five.', 'Six.', 'Seven.'),
            'prose.md': '# Prose\n\n{quote}`two three <dan>` {quote}`three four <dan>` {passage}`dan#p2`\n',
        }
    )
    assert table(view(project, 'coverage', ':sources: dan, bob, carol')) == [
        ['Source', 'Quoted', 'Quoted nowhere'],
        [
            'Bob',
            '1 of 2 paragraphs 27 % of the text',
            '¶1 whole, but referred to “The milk goes in first, as my mother taught me.” ¶2 “good tea does not mind”',
        ],
        ['Carol', '0 of 1 paragraphs 0 % of the text', '¶1 whole “I take lemon.”'],
        ['Dan', '1 of 3 paragraphs 41 % of the text', '¶2 whole, but referred to “Six.” ¶3 whole “Seven.”'],
    ]


def test_coverage_of_an_empty_source(project: Project) -> None:
    """A source without a paragraph has no share."""
    project.write({'dan.md': source_page('dan')})

    assert table(view(project, 'coverage', ':sources: dan'))[1] == [
        'Dan',
        '0 of 0 paragraphs – of the text',
        'nothing',
    ]


EMENDED = source_page(
    'dan',
    'One lump, or two lumps.',
    ':::{emendations}\n:::',
    title='Dan',
    seed='dan.txt',
    emendations=[
        {'replace': 'lummp', 'with': 'lump', 'reason': 'a <b>slip</b>'},
        {'omit': 'Reply', 'through': 'Send', 'reason': 'the form'},
        {'replace': '\u00a0', 'with': ' ', 'reason': 'no-break spaces'},
    ],
)
DAN_SEED = 'Dan\n\nOne\u00a0lummp, or two lummps.\n\nReply\n\nYour\u200bname\n\nSend\n'


@pytest.mark.parametrize('page', ['dan', 'view'])
def test_emendations(project: Project, page: str) -> None:
    """The textual note of a source: on its own page without saying whose, on another with ``source``."""
    project.write({'dan.md': EMENDED, 'seeds/dan.txt': DAN_SEED})

    assert table(view(project, 'emendations', ':source: dan'), page) == [
        ['Where', 'The seed has', 'This page has', 'Why'],
        ['¶1 (2 times)', 'lummp', 'lump', 'a <b>slip</b>'],
        ['outside the paragraphs', 'Reply Your<U+200B>name Send', 'nothing', 'the form'],
        ['¶1', 'no-break space (U+00A0)', 'space (U+0020)', 'no-break spaces'],
    ]


def test_no_emendations(project: Project) -> None:
    """A source with none says so."""
    built = view(project, 'emendations', ':source: ann')

    assert words(built.page('view').select_one('.cf-empty')) == 'Nothing to show yet.'


def test_views_in_the_order_of_the_site(project: Project) -> None:
    """Sources and points come in the order of the table of contents, not of the alphabet."""
    project.write({'index.md': '# Index\n\n```{toctree}\nview\nbob\nmore\npoints\ncarol\nann\n```\n'})
    project.write(
        {'more.md': '# More\n\n::::{hypothesis} Zero\n:id: zero\n:::{position} ann\n:stance: doubts\n:::\n::::\n'}
    )
    rows = table(view(project, 'stances'))

    assert rows[0] == ['Hypothesis', 'Bob', 'Ann', 'Together']
    assert [row[0] for row in rows[1:]] == ['Zero', 'Tea first', 'Her aunt', 'A warm pot', 'Both like it']


def test_omissions(project: Project) -> None:
    """Each quotation with ellipses or brackets: where it is, its words, what each stands for, what is confirmed."""
    quoted = (
        '# Quoted\n\n::::{theme} Pots\n:id: pots\n:::{position} ann\n{attribution="¶2, omitting “must”"}\n'
        '> The pot […] be [nicely] warmed\n:::\n::::\n\n{quote}`[a] cold cup […] good tea <ann>`\n'
    )
    project.write({'quoted.md': quoted})
    built = view(project, 'omissions')
    assert table(built) == [
        ['Where', 'The quotation', 'What stands for what', 'Confirmed'],
        ['Pots', 'The pot […] be [nicely] warmed —¶2', '[…] = “must” + [nicely]', '“must”'],
        ['Quoted', '[a] cold cup […] good tea —¶2', '+ [a] […] = “spoils”', ''],
    ]
    note = words(built.page('ann').find(id='ann-p2-quoted'))
    assert 'Pots […] = “must” + [nicely]' in note
    assert 'Quoted + [a] […] = “spoils”' in note


@pytest.mark.parametrize('builder', ['html', 'singlehtml', 'epub', 'text', 'latex'])
def test_a_view_behind_a_line(project: Project, builder: str) -> None:
    """On a page of the site a view is folded behind its line; elsewhere it stands there, and there is no line."""
    options = ':kind: theme\n:fold: The *whole* passages\n:caption: Side by side\n:name: side'
    project.configure(epub_copyright='Nobody', version='1')
    view(project, 'parallels', *options.split('\n'))
    built = project.build(builder)
    assert built.warnings == []
    if builder in ('text', 'latex'):
        (file,) = [path for path in built.out.rglob('*') if path.name == 'view.txt' or path.suffix == '.tex']
        shown = file.read_text('utf-8')
        assert 'Side by side' in shown
        assert 'passages' not in shown
        return
    soup = built.page('index' if builder == 'singlehtml' else 'view')
    folded = soup.select('details.cf-folded')
    assert [str(line) for each in folded for line in each.select('summary')] == (
        ['<summary>The <em>whole</em> passages</summary>'] if builder == 'html' else []
    )
    assert len(soup.select('details.cf-folded > table.cf-parallels')) == len(folded) == (builder == 'html')
    assert len(soup.select('table.cf-parallels')) == 1
    assert len(soup.select('.cf-folded')) == len(folded)


def test_folded_on_the_page_of_a_source(project: Project) -> None:
    """The line of a folded view is the editors': no passage of the text, which is proved."""
    page = source_page('ann', *ANN, '```{emendations}\n:fold: What was left out\n```', seed='ann.txt')
    project.configure(cf_seed_dir='.')
    project.write({'index.md': '# Home\n\n```{toctree}\nann\n```\n', 'ann.md': page})
    project.write({'ann.txt': '\n\n'.join(ANN) + '\n'})
    built = project.build()
    assert built.warnings == []
    assert [words(line) for line in built.page('ann').select('details summary')] == ['What was left out']


@pytest.mark.parametrize('name', ['comparison', 'stances', 'parallels'])
@pytest.mark.parametrize('count', [2, 3, 5, 12])
def test_tables_on_paper(project: Project, name: str, count: int) -> None:
    """Three columns of sources at most stand side by side: five are three and two, twelve four tables of three."""
    crowd(project, count, name, ':caption: All of them', ':name: all-of-them', ':kind: hypothesis')
    for builder in ('singlehtml', 'epub'):
        built = project.build(builder)
        tables = built.page('index' if builder == 'singlehtml' else 'view').select('table.cf-table')
        parts = 1 if name == 'stances' and count > 3 else -(-count // 3)  # signs are small
        assert len(tables) == parts
        assert [bool(each.select('caption')) for each in tables] == [True, *(False for _ in tables[1:])]
        assert [each.get('id') for each in tables] == ['all-of-them', *(None for _ in tables[1:])]
        heads = [words(head) for each in tables for head in each.select('thead th.cf-source')]
        assert len(heads) == len(set(heads)) == count
        assert all(len(each.select('tbody th')) == 3 for each in tables)
        assert sum('Together' in words(each.thead) for each in tables) == (name == 'stances')


def test_a_wide_table_has_a_box(project: Project) -> None:
    """On a page of the site a table of four sources or more scrolls in a box; a picture has no need of one."""
    crowd(project, 4, 'comparison')
    assert len(project.build().page('view').select('.cf-wide > table.cf-comparison')) == 1
    for name, options in (('comparison', ':sources: s0 s1 s2'), ('stances', ''), ('stances', ':layout: scale')):
        crowd(project, 4, name, options)
        assert project.build().page('view').select('.cf-wide') == []


def test_signs_instead_of_words(project: Project) -> None:
    """Of four sources and more letters stand above the columns; what they and the signs mean is said in the head."""
    crowd(project, 4, 'stances')
    soup = project.build().page('view')
    for name in soup.select('td > .cf-column-name'):
        name.decompose()
    (found,) = soup.select('table.cf-signs')
    head, *letters, together = found.select('thead th')
    siglum = [words(each) for each in letters]
    assert len(set(siglum)) == 4
    assert words(together) == 'Together'
    assert [words(line) for line in head.select('.cf-key')][1] == 'asserts grants entertains doubts rejects silent'
    cells = [cell.select_one('.cf-stance') for cell in found.select('tbody tr')[0].select('td')[:4]]
    assert [words(cell) for cell in cells if cell] == ['asserts', 'grants', 'rejects', 'doubts']
    assert ['cf-weaker' in cell['class'] for cell in cells if cell] == [False, True, False, True]
    crowd(project, 3, 'stances')
    assert project.build().page('view').select('.cf-signs') == []


def test_sources_as_rows(project: Project) -> None:
    """With ``transpose`` a row is a source, and a column a hypothesis; there is nothing to filter."""
    crowd(project, 5, 'comparison', ':transpose:', ':parts: stance')
    built = project.build()
    assert built.warnings == []
    assert table(built) == [
        ['Source', 'Milk goes in first', 'Sugar spoils it', 'Cups are thin'],
        ['S0', 'asserts', 'grants', 'rejects'],
        ['S1', 'grants', 'rejects', 'doubts'],
        ['S2', 'rejects', 'doubts', 'asserts'],
        ['S3', 'doubts', 'asserts', 'grants'],
        ['S4', 'asserts', 'grants', 'rejects'],
    ]
    assert built.page('view').select('.cf-filters') == []
    crowd(project, 2, 'stances', ':transpose:')
    assert table(project.build())[1:] == [
        ['S0', 'asserts', 'grants', 'rejects'],
        ['S1', 'grants', 'rejects', 'doubts'],
        ['Together', 'apart in degree', 'opposed', 'apart in degree'],
    ]


def test_a_reading_to_be_judged_first(project: Project) -> None:
    """With ``hide`` a cell shows what the source says; stance, summary and note are folded, and no colour tells them.

    On paper there is a line to write on, and nothing of what is hidden.
    """
    soup = view(project, 'comparison', ':hide:').page('view')
    cell = soup.select('tbody td')[0]
    quote, fold = cell.select_one('blockquote'), cell.select_one('details')
    assert quote
    assert fold
    assert quote.find_next('details') is fold
    assert words(fold.select_one('summary')) == 'Show the editors’ reading'
    assert 'asserts' in words(fold)
    fold.extract()
    assert 'asserts' not in words(cell)
    assert not soup.select('[class*=cf-held-], .cf-filters')
    text = project.build('text').text('view')
    assert 'Your reading: ……' in text
    assert 'asserts' not in text


def test_folded_parallels_of_one_point(project: Project) -> None:
    """They have no column for its title, and each cell says whose it is."""
    soup = view(project, 'parallels', ':points: pot', ':fold: The passages').page('view')
    assert [words(head) for head in soup.select('thead th')] == ['Ann', 'Bob']
    assert [words(name) for name in soup.select('.cf-column-name')] == ['Ann', 'Bob']
    assert soup.select('tbody th') == []


def test_a_map_on_the_site_and_on_paper(project: Project) -> None:
    """On the site the table stands between two pictures; elsewhere it is the table alone, with the same words."""
    project.configure(copyright='Ann', version='1')
    built = view(project, 'map', ':caption: A map')
    figure = built.page('view').select_one('.cf-mapped')
    assert figure
    assert [child.name for child in figure.find_all(recursive=False)] == ['svg', 'table', 'svg']
    said = table(built)
    assert said[0] == ['Ann', 'Hypothesis', 'Bob']
    assert any('¶1' in row[0] for row in said[1:])
    for builder in ('singlehtml', 'epub', 'latex', 'text'):
        assert project.build(builder).warnings == [], builder
    assert '<svg' not in project.build('singlehtml').text('index')
