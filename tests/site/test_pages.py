"""What is on a page: the points with their positions, the sources with their passages."""

from __future__ import annotations

import pytest

from helpers.project import ANN, SOURCES, Build, Project, source_page, words

TEA_FIRST = """
# Pouring

::::{question} What goes in *first*?
:id: what-first

It is a question.
::::

::::{hypothesis} The tea goes in *first*
:id: tea-first
:question: what-first

A description.

:::{position} ann
:stance: asserts

She says so.

> Tea is poured before the milk.

{attribution="¶2–3"}
> the water must boil. Everybody
:::
::::
"""


def built(project: Project, **pages: str) -> Build:
    """Build a project of the two sources and some pages, as HTML, without a warning."""
    project.write({**SOURCES, **{f'{name}.md': page for name, page in pages.items()}})
    build = project.build()
    assert build.warnings == []
    return build


# -- points and positions -------------------------------------------------------------------------------------------


def test_a_position_in_its_point(project: Project) -> None:
    """A point is a section with its anchor, its question, its words; its position says whose, how, why, and proves it.

    Each quotation is in the source's own words, linked to them, and names their paragraph.
    """
    page = built(project, pouring=TEA_FIRST).page('pouring')
    point = page.find(id='hypothesis-tea-first')
    position = page.find(id='position-tea-first-ann')

    assert point is not None
    assert position is not None
    assert point.name == 'section'
    assert words(point.h2) == 'The tea goes in first¶'
    assert str(point.h2).startswith('<h2>The tea goes in <em>first</em>')
    assert [words(line) for line in point.select('.cf-meta')] == ['An answer to: What goes in first?']
    assert [link['href'] for link in point.select('.cf-meta a')] == ['#question-what-first']
    assert position in point.descendants
    assert position['class'][:2] == ['cf-position', 'cf-stance-asserts']
    assert [words(block) for block in position.find_all(['p', 'blockquote'], recursive=False)] == [
        'Ann asserts',
        'She says so.',
        'Tea is poured before the milk. —¶1',
        'the water must boil. Everybody —¶2–3',
    ]
    assert [link['href'] for link in position.find_all('a')] == [
        'ann.html',
        'ann.html#ann-p1-c0-30',
        'ann.html#ann-p1',
        'ann.html#ann-p2-c61-81',
        'ann.html#ann-p2-p3',
    ]


def test_a_question(project: Project) -> None:
    """A question is a section with its anchor and its words."""
    question = built(project, pouring=TEA_FIRST).page('pouring').find(id='question-what-first')

    assert question is not None
    assert words(question) == 'What goes in first?¶ It is a question.'


def test_a_position_on_another_page(project: Project) -> None:
    """With ``:on:`` a position stands anywhere: it has its own anchor there, and counts among those of its point."""
    build = built(
        project,
        pouring=TEA_FIRST,
        later='# Later\n\n:::{position} bob\n:on: tea-first\n:stance: rejects\n\nNo.\n:::\n',
    )
    (point,) = build.data()['points']

    assert words(build.page('later').find(id='position-tea-first-bob')) == 'Birch rejects No.'.replace('Birch', 'Bob')
    assert [(position['source'], position['url']) for position in point['positions']] == [
        ('ann', 'pouring.html#position-tea-first-ann'),
        ('bob', 'later.html#position-tea-first-bob'),
    ]


def test_on_in_a_point_is_obeyed(project: Project) -> None:
    """A position inside one point may be on another."""
    build = built(
        project,
        pouring=TEA_FIRST + '\n::::{theme} Pots\n:id: pots\n'
        ':::{position} ann\nAbout pots.\n:::\n'
        ':::{position} bob\n:on: tea-first\n:stance: doubts\n:::\n::::\n',
    )
    points = {point['id']: [position['source'] for position in point['positions']] for point in build.data()['points']}

    assert points == {'tea-first': ['ann', 'bob'], 'pots': ['ann']}


def test_a_reason(project: Project) -> None:
    """A reason says what it is a reason for, and that says which reasons are offered for it."""
    build = built(
        project,
        pouring=TEA_FIRST,
        reasons='# Reasons\n\n::::{hypothesis} The pot is *warm*\n:id: warm\n:reason-for: tea-first\n\n'
        ':::{position} ann\n:stance: grants\n:::\n::::\n',
    )
    reason = build.page('reasons').select_one('#hypothesis-warm .cf-meta')
    reasons = build.page('pouring').select('#hypothesis-tea-first > .cf-meta')

    assert words(reason) == 'A reason for: The tea goes in first'
    assert reason is not None
    assert reason.a is not None
    assert reason.a['href'] == 'pouring.html#hypothesis-tea-first'
    assert words(reasons[-1]) == 'Reasons offered for it: The pot is warm'
    assert '<em>warm</em>' in str(reasons[-1])
    assert reasons[-1].a is not None
    assert reasons[-1].a['href'] == 'reasons.html#hypothesis-warm'


def test_where_a_point_is_referred_to(project: Project) -> None:
    """A point lists the sections that refer to it, each once; not itself."""
    build = built(
        project,
        pouring=TEA_FIRST.replace('A description.', 'See {hypothesis}`tea-first`.'),
        talk='# Talk\n\nOf {hypothesis}`tea-first`.\n\n## More\n\n{hypothesis}`tea-first`, {any}`tea-first`, '
        '[](#tea-first).\n',
    )
    (line,) = [line for line in build.page('pouring').select('.cf-meta') if 'Referred' in words(line)]

    assert words(line) == 'Referred to in: Talk · More'
    assert [link['href'] for link in line.find_all('a')] == ['talk.html#talk', 'talk.html#more']


def test_silent_is_not_the_same_as_not_assessed(project: Project) -> None:
    """One who was read and says nothing has a cell with a reason; one who was not has a cell that says that."""
    build = built(
        project,
        pouring=TEA_FIRST + '\n::::{hypothesis} It is *warm*\n:id: warm\n\n'
        ':::{position} bob\n:stance: silent\n:nearest: p1, ¶1–2\n\nNothing on that.\n:::\n::::\n',
        table='# Table\n\n:::{comparison}\n:::\n',
    )
    position = build.page('pouring').find(id='position-warm-bob')
    first, second = build.page('table').select('tbody tr')
    silent, missing = second.select('td')[1], second.select('td')[0]

    assert words(position) == 'Bob silent Nothing on that. Nearest: Bob ¶1, Bob ¶1–2'
    assert position is not None
    assert [link['href'] for link in position.select('.cf-nearest a')] == ['bob.html#bob-p1', 'bob.html#bob-p1-p2']
    assert 'cf-held-silent' in silent['class']
    assert words(silent) == 'Bob silent Nothing on that.'
    assert missing['class'] == ['cf-unassessed']
    assert words(missing) == 'Ann not assessed'
    assert words(first.select('td')[1]) == 'Bob not assessed'


def test_contested(project: Project) -> None:
    """A note on what careful readers differ over stands at the end of the position, with its markup."""
    page = built(
        project,
        pouring=TEA_FIRST.replace(':stance: asserts', ':stance: asserts\n:contested: I *think* {source}`bob` does.'),
    ).page('pouring')
    note = page.select_one('#position-tea-first-ann .cf-contested')

    assert words(note) == 'Contested: I think Bob does.'
    assert '<em>think</em>' in str(note)
    assert '<a class="reference internal" href="bob.html">' in str(note)


@pytest.mark.parametrize(
    ('date', 'shown'),
    [
        ('1972', '1972'),
        ('197X', '1970s'),
        ('19XX', '1900s'),
        ('2013~', 'about 2013'),
        ('2013?', '2013?'),
        ('2018-05', 'May 2018'),
        ('2018-21', 'spring 2018'),
        ('2018-03-09', '9 March 2018'),
        ('1950/..', 'since 1950'),
        ('../1950', 'until 1950'),
        ('1950-06/1953-07-27', 'June 1950 – 27 July 1953'),
        ('-0043-03-15', '15 March 44 BC'),
    ],
)
def test_the_date_of_evidence(project: Project, date: str, shown: str) -> None:
    """A date in EDTF is shown in words, and exported as written."""
    build = built(
        project,
        fire=f'# Fire\n\n::::{{evidence}} A fire\n:id: fire\n:date: {date}\n:::{{position}} ann\nYes.\n:::\n::::\n',
    )

    assert words(build.page('fire').select_one('#evidence-fire .cf-meta')) == f'Date: {shown}'
    assert build.data()['points'][0]['date'] == date


def test_theme_and_evidence_need_no_stance(project: Project) -> None:
    """They may have one, and under them a position may be empty."""
    page = built(
        project,
        points='# Points\n\n::::{theme} Pots\n:id: pots\n\n:::{position} ann\n:::\n\n'
        ':::{position} bob\n:stance: doubts\n\nHe does.\n:::\n::::\n',
    ).page('points')

    assert words(page.find(id='position-pots-ann')) == 'Ann'
    assert words(page.find(id='position-pots-bob')) == 'Bob doubts He does.'


def test_a_scale_of_ones_own(project: Project) -> None:
    """``cf_stances`` gives the ids, what they are called, their order and their sides."""
    project.configure(cf_stances=[('pro', 'is all for it', 'for'), ('con', 'will not have it', 'against')])
    build = built(
        project,
        points='# Points\n\n::::{hypothesis} Tea\n:id: tea\n\n:::{position} ann\n:stance: pro\n:::\n\n'
        ':::{position} bob\n:stance: con\n:::\n::::\n\n:::{stances}\n:::\n',
    )

    assert words(build.page('points').find(id='position-tea-ann')) == 'Ann is all for it'
    assert [words(cell) for cell in build.page('points').select('tbody td')] == [
        'Ann is all for it',
        'Bob will not have it',
        'Together opposed',
    ]


def test_classes(project: Project) -> None:
    """Every directive takes ``:class:``."""
    page = built(
        project,
        points='# Points\n\n::::{hypothesis} Tea\n:id: tea\n:class: one two\n\n'
        ':::{position} ann\n:stance: doubts\n:class: three\n:::\n::::\n\n:::{coverage}\n:class: four\n:::\n\n'
        ':::{editorial}\n:class: five\n\nWords.\n:::\n',
    ).page('points')

    assert [name for name in ('one', 'two', 'three', 'four', 'five') if page.select_one(f'.{name}')] == [
        'one',
        'two',
        'three',
        'four',
        'five',
    ]


def test_what_is_defined_twice_is_still_shown(project: Project) -> None:
    """The first one counts; the second is drawn where it stands, with an anchor of its own; no id is there twice."""
    project.write({**SOURCES, 'pouring.md': TEA_FIRST, 'zagain.md': TEA_FIRST.replace('She says so.', 'Again.')})
    build = project.build()
    (point,) = build.data()['points']

    assert len(build.warnings) == 3
    assert point['url'] == 'pouring.html#hypothesis-tea-first'
    assert [position['summary'] for position in point['positions']] == ['She says so.']
    assert 'Again.' in words(build.page('zagain').main)


def test_twice_on_one_page_is_no_id_twice(project: Project) -> None:
    """Where the same thing stands twice on one page, the second has another id."""
    project.write({**SOURCES, 'pouring.md': TEA_FIRST + TEA_FIRST.replace('# Pouring', '# Again')})
    page = project.build().page('pouring')
    ids = [element['id'] for element in page.find_all(id=True)]

    assert len(ids) == len(set(map(str, ids)))


def test_a_quotation_that_was_not_found(project: Project) -> None:
    """It is left as it was typed, marked as not proved, and linked nowhere; nothing of the other source is."""
    project.write({**SOURCES, 'p.md': TEA_FIRST.replace('Tea is poured before', 'Tea is poured *after*')})
    quotation = project.build().page('p').select_one('#position-tea-first-ann blockquote')

    assert quotation is not None
    assert quotation['class'] == ['cf-quotation', 'cf-unproved']
    assert words(quotation) == 'Tea is poured after the milk.'
    assert quotation.a is None


# -- sources --------------------------------------------------------------------------------------------------------


def test_passages_are_numbered(project: Project) -> None:
    """Every paragraph of the text has its number and its permanent anchor; the number is no part of its text."""
    page = built(project).page('ann')
    passages = page.select('.cf-passage')

    assert [passage['id'] for passage in passages] == ['ann-p1', 'ann-p2', 'ann-p3']
    assert [passage.get_text() for passage in passages] == list(ANN)
    for number, passage in enumerate(passages, 1):
        mark = passage.select_one('a.cf-number')
        assert mark is not None
        assert mark['href'] == f'#ann-p{number}'
        assert mark['data-number'] == f'¶{number}'
        assert mark['aria-label'] == f'Paragraph {number}'


def test_what_is_counted(project: Project) -> None:
    """Paragraphs count wherever they stand, and so do verses and code; what is the editor's does not."""
    project.write(
        {
            'cat.md': source_page(
                'cat',
                body="""
One.

:::{editorial}
The editor's.

- The editor's too.

:::{note}
And this.
:::
:::

- Two.

  Three.

> Four.

```
five
```

% A comment.

![a picture](cup.png)

## A heading

| Six. | Seven. |
|------|--------|
| Eight. | Nine. |

Ten.[^note]

:::{note}
Eleven.
:::

:::{coverage}
:caption: A view
:::

[^note]: A footnote.
""",
            ),
            'cup.png': b'',
        }
    )
    build = project.build()
    (source,) = build.data()['sources']
    texts = [passage['text'] for passage in source['passages']]

    assert build.warnings == []
    assert ' '.join(texts) == 'One. Two. Three. Four. five Six. Seven. Eight. Nine. Ten. Eleven.'
    assert len(texts) == 11


def test_sections_of_passages(project: Project) -> None:
    """A passage knows the heading it stands under; before the first, none."""
    build = built(project, dan=source_page('dan', 'One.', '## A *heading*', 'Two.', '### Deeper', 'Three.'))
    (source,) = [source for source in build.data()['sources'] if source['id'] == 'dan']

    assert [passage['section'] for passage in source['passages']] == ['', 'A heading', 'Deeper']


def test_a_label_is_the_anchor_of_its_section(project: Project) -> None:
    """A section that the editor labelled keeps its anchor when its heading is worded anew."""
    page = '(dan-begins)=\n## {}\n\nOne.'
    project.write({'dan.md': source_page('dan', page.format('How it begins'))})
    before = project.build().page('dan').find('section', id='dan-begins')
    project.write({'dan.md': source_page('dan', page.format('Beginning'))})
    after = project.build().page('dan').find('section', id='dan-begins')

    for section, heading in ((before, 'How it begins'), (after, 'Beginning')):
        assert section is not None
        assert words(section.h2) == f'{heading}¶'
        assert section.h2 is not None
        assert section.h2.a is not None
        assert section.h2.a['href'] == '#dan-begins'


def test_a_label_in_restructuredtext(project: Project) -> None:
    """It is so in reStructuredText too, where the front matter of a source is the same."""
    project.write(
        {
            'dan.rst': '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n---\n\nDan\n===\n\n'
            '.. _dan-begins:\n\nHow it begins\n-------------\n\nOne.\n\n| Two\n| verses\n'
        }
    )
    build = project.build()
    page = build.page('dan')

    assert build.warnings == []
    assert page.find('section', id='dan-begins')
    assert [passage['text'] for passage in build.data()['sources'][0]['passages']] == ['One.', 'Two\nverses']


SEED = 'Dan\n\nThe first part\n\nOne lump is enough.\n\nTwo lumps are not.\n'
DAN = source_page(
    'dan',
    title='Dan',
    seed='dan.txt',
    body='## The first part\n\nOne lump is enough.\n\n## An interruption\n\nTwo lumps are not.\n',
)


def test_headings_of_the_text_and_of_the_editor(project: Project) -> None:
    """A heading that stands in the seed is the text's own; another one is marked as the editor's."""
    project.write({'dan.md': DAN, 'seeds/dan.txt': SEED})
    build = project.build()
    headings = build.page('dan').find_all(['h1', 'h2'])

    assert build.warnings == []
    assert [(words(heading), 'cf-editorial' in str(heading.get('class'))) for heading in headings] == [
        ('Dan¶', False),
        ('The first part¶', False),
        ('An interruption¶', True),
    ]


def test_headings_without_a_seed(project: Project) -> None:
    """Without a seed nothing says whose a heading is."""
    project.write({'dan.md': DAN.replace('  seed: "dan.txt"\n', '')})
    build = project.build()

    assert build.warnings == []
    assert build.page('dan').select('.cf-editorial') == []


def test_the_record(project: Project) -> None:
    """Below the title stands what a bibliography says of the text, and whether it is proved."""
    project.write(
        {
            'dan.md': source_page(
                'dan',
                'One lump is enough.',
                title='Dan',
                author=[
                    {'family': 'Gogh', 'given': 'Dan', 'non-dropping-particle': 'van'},
                    {'literal': 'The Tea Board'},
                ],
                container_title='The Kettle & Spoon',
                publisher='Pots <b>Inc.</b>',
                issued='2018-05~',
                note='A note.',
                seed='dan.txt',
            ),
            'seeds/dan.txt': 'Dan\n\nOne lump is enough.\n',
            'eve.md': source_page('eve', 'One.', 'Two.', issued=None, author=None, editor=[{'family': 'Eve'}]),
        }
    )
    build = project.build()

    assert build.warnings == []
    assert record(build, 'dan') == [
        ('Author:', 'Dan van Gogh, The Tea Board'),
        ('Published in:', 'The Kettle & Spoon'),
        ('Publisher:', 'Pots <b>Inc.</b>'),
        ('Date:', 'about May 2018'),
        ('Note:', 'A note.'),
        ('Text:', '1 numbered paragraph, checked word for word against a plain copy'),
    ]
    assert record(build, 'eve') == [
        ('Author:', 'Eve'),
        ('Date:', 'not known'),
        ('Text:', '2 numbered paragraphs, not checked against another copy'),
    ]


@pytest.mark.parametrize(
    ('fields', 'linked'),
    [
        ({'container_title': 'The Kettle', 'publisher': 'Pots'}, 'The Kettle'),
        ({'publisher': 'Pots'}, 'Pots'),
        ({'container_title': 'Pots', 'publisher': 'Pots'}, 'Pots'),
        ({}, None),
    ],
)
def test_where_a_text_first_stood(project: Project, fields: dict[str, str], linked: str | None) -> None:
    """The record leads there once: from what the text stood in, or else from its publisher."""
    project.write({'dan.md': source_page('dan', 'One.', URL='https://kettle.example/1', **fields)})
    links = project.build().page('dan').select('dl.cf-record a')
    assert [(link.get_text(), link['href']) for link in links] == [(linked, 'https://kettle.example/1')] * bool(linked)


def record(build: Build, source: str) -> list[tuple[str, str]]:
    """The record on the page of a source."""
    (fields,) = build.page(source).select('dl.cf-record')
    names, values = fields.find_all('dt'), fields.find_all('dd')
    return [(words(name), words(value)) for name, value in zip(names, values, strict=True)]


def test_a_source_without_a_title_on_its_page(project: Project) -> None:
    """Its record then stands at the top of the page."""
    project.write({'index.md': source_page('dan', 'One.').replace('# The book of Dan\n', '')})
    build = project.build()

    assert build.warnings == []
    assert words(build.page().main).startswith('Author: Dan Date: 2001 Text: 1 numbered paragraph, ')


def test_the_language_of_a_source(project: Project) -> None:
    """Its passages, and its words wherever they are quoted, say what language they are in."""
    project.write(
        {
            'dan.md': source_page('dan', 'Zucker ist genug.', language='de'),
            'p.md': '# P\n\n{quote}`Zucker <dan>`\n\n'
            '::::{theme} T\n:id: t\n:::{position} dan\n> ist genug\n:::\n::::\n',
        }
    )
    build = project.build()

    assert [str(element['lang']) for element in build.page('dan').select('.cf-passage')] == ['de']
    assert [words(element) for element in build.page('p').select('[lang=de]')] == ['“Zucker”', 'ist genug']


@pytest.mark.parametrize('extensions', [[], ['smartquotes', 'replacements']])
def test_no_typography_touches_a_passage(project: Project, extensions: list[str]) -> None:
    """Sphinx's smart quotes improve what editors write, and never a source's words, there or where they are quoted."""
    plain = 'He said "no" -- it\'s so...'
    project.configure(smartquotes=True, language='en')
    if extensions:
        project.configure(myst_enable_extensions=['attrs_block', 'colon_fence', *extensions])
        plain = 'He said no.'
    project.write(
        {
            'dan.md': source_page('dan', plain, f':::{{editorial}}\n{plain}\n:::'),
            'p.md': f'# P\n\n::::{{theme}} T\n:id: t\n:::{{position}} dan\n> {plain}\n:::\n::::\n\n'
            ':::{parallels}\n:::\n',
        }
    )
    build = project.build()
    excerpt = build.page('p').select_one('.cf-excerpt')

    assert build.warnings == []
    assert build.data()['sources'][0]['passages'][0]['text'] == plain
    assert words(build.page('dan').select_one('.cf-passage')) == plain
    assert words(build.page('p').select_one('#position-t-dan .cf-words')) == plain
    assert words(excerpt) == plain
    if not extensions:
        assert words(build.page('dan').select_one('.cf-editorial')) == 'He said “no” – it’s so…'
