"""Views: what each shows of the comparison, cell by cell."""

from __future__ import annotations

import re

import pytest

from sphinx_comparison.anchors import words_anchor
from sphinx_comparison.model import KINDS, Page, Paratext, Place, Reference, Section, Source, ViewRequest
from sphinx_comparison.proof.edits import Edit, Edits
from sphinx_comparison.proof.seed import Emendation
from sphinx_comparison.views import VIEWS
from sphinx_comparison.views.beside import make as draw_beside
from sphinx_comparison.views.emendations import make as draw_emendations
from sphinx_comparison.views.selection import points, sources
from sphinx_comparison.views.shapes import Cell, Content, LinkTo, Table
from sphinx_comparison.views.view import COMMON, View
from unit.samples import (
    ANN,
    BOB,
    compare,
    headings,
    mention,
    point,
    position,
    prose,
    quote,
    record,
    request,
    rows,
    shown,
    source_page,
    tea,
    tea_pages,
)


def draw(name: str, *pages: Page, **options: str) -> Table:
    """Draw a view of the small comparison, or of other pages."""
    drawn = VIEWS[name].make(request(name, **options), compare(*pages) if pages else tea())
    assert isinstance(drawn, Table)
    return drawn


def essays(*authors: str) -> list[Page]:
    """Make an essay of each author, all alike."""
    return [source_page(author, *ANN) for author in authors]


def evidence(*dates: str) -> Page:
    """Make a page of evidence, each piece with its date."""
    page = Page('page')
    for index, date in enumerate(dates):
        point(page, 'evidence', f'e{index}', date=date)
    return page


# -- which points and sources -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('options', 'ids'),
    [
        ({}, ['hot', 'warm-pot', 'cold-kettle']),
        ({'kind': 'theme'}, ['authority']),
        ({'kind': 'evidence'}, ['lukewarm', 'never-seen']),
        ({'points': 'never-seen, hot'}, ['never-seen', 'hot']),
        ({'points': 'cold-kettle hot nothing'}, ['cold-kettle', 'hot']),
        ({'question': 'why'}, ['hot', 'warm-pot']),
        ({'question': 'when'}, []),
        ({'stances': 'rejects silent'}, ['warm-pot', 'cold-kettle']),
        ({'stances': 'doubts'}, []),
        ({'order': 'title'}, ['hot', 'warm-pot', 'cold-kettle']),
        ({'order': 'title', 'points': 'warm-pot cold-kettle hot'}, ['cold-kettle', 'hot', 'warm-pot']),
        ({'kind': 'evidence', 'order': 'date'}, ['lukewarm', 'never-seen']),
        ({'order': 'page'}, ['hot', 'warm-pot', 'cold-kettle']),
    ],
)
def test_options_choose_the_points(options: dict[str, str], ids: list[str]) -> None:
    """By kind, by name, by question, by who holds what; as named, as on the pages, by title or by date."""
    assert [chosen.id for chosen in points(request('comparison', **options), tea())] == ids


@pytest.mark.parametrize(
    ('options', 'ids'),
    [
        ({}, ['ann', 'bob']),
        ({'sources': 'bob'}, ['bob']),
        ({'sources': 'bob, ann zoe'}, ['bob', 'ann']),
        ({'points': 'authority'}, ['bob']),
        ({'question': 'when'}, []),
    ],
)
def test_options_choose_the_sources(options: dict[str, str], ids: list[str]) -> None:
    """Those named, as named; or all that hold something on a point that is shown."""
    asked, comparison = request('comparison', **options), tea()
    assert [chosen.id for chosen in sources(asked, comparison, points(asked, comparison))] == ids


def test_evidence_is_in_order_of_time() -> None:
    """An earlier beginning comes first, then an earlier end; what has no date comes last."""
    page = evidence('', '2018-05', '1972', '2018', '-0043', '2018-05-03', '197X', '1950/..', '../1950')
    asked = request('comparison', kind='evidence', order='date')
    assert [chosen.date for chosen in points(asked, compare(page))] == [
        '../1950',
        '-0043',
        '1950/..',
        '197X',
        '1972',
        '2018',
        '2018-05',
        '2018-05-03',
        '',
    ]


@pytest.mark.parametrize(
    ('reasons', 'ids'),
    [
        ({'a': '', 'b': '', 'c': 'a', 'd': 'a'}, 'acdb'),
        ({'c': 'a', 'a': '', 'b': 'c'}, 'acb'),
        ({'a': 'b', 'b': 'a', 'c': ''}, 'cab'),
        ({'a': 'a', 'b': ''}, 'ab'),
        ({'a': 'z', 'b': 'a'}, 'ab'),
    ],
)
def test_reasons_stand_below_what_they_are_for(reasons: dict[str, str], ids: str) -> None:
    """Each reason follows its hypothesis, and its own reasons it; a circle of them loses none and comes last."""
    page = Page('page')
    for identifier, reason_for in reasons.items():
        point(page, 'hypothesis', identifier, reason_for=reason_for)
    assert ''.join(chosen.id for chosen in points(request('comparison'), compare(page))) == ids


def test_ever_so_many_reasons_for_reasons() -> None:
    """A chain of reasons may be as long as it likes."""
    page = Page('page')
    for number in range(3_000):
        point(page, 'hypothesis', f'h{number}', reason_for=f'h{number - 1}' if number else '')
    assert len(points(request('comparison'), compare(page))) == 3_000


# -- the table --------------------------------------------------------------------------------------------------------


def test_the_comparison_shows_who_holds_what() -> None:
    """A row for each hypothesis, a column for each source; stance, summary, quotations in the source's characters."""
    table = draw('comparison')
    assert headings(table) == ['Hypothesis', 'Ann', 'Bob']
    assert rows(table) == [
        [
            'Tea must be hot',
            'asserts | She is sure of it. | “Tea must be hot.” ¶1',
            'grants | On authority. | “Tea must be hot.” ¶2 | Contested: Is he joking?',
        ],
        [
            'The pot must be warmed',
            'asserts | Flatly. | “The pot must be warmed” ¶2',
            'rejects | As flatly. | “Nobody needs a warm pot.” ¶1',
        ],
        [
            'No kettle is hot enough | Offered as a reason',
            (
                'entertains | She offers it as her reason. | '
                '“nobody’s kettle is ever quite hot enough – not even mine” ¶2'
            ),
            'silent | He has no kettle.',
        ],
    ]
    assert [row.classes for row in table.rows] == [('cf-question-why',), ('cf-question-why',), ('cf-reason',)]
    assert [heading.classes for heading in table.headings[1:]] == [
        ('cf-source', 'cf-source-ann'),
        ('cf-source', 'cf-source-bob'),
    ]
    assert table.rows[1].cells[2].classes == ('cf-held-rejects',)
    assert sum(table.widths) == 100


def test_a_reason_alone_says_what_it_is_for() -> None:
    """Where the hypothesis that it supports is not shown, the row names it."""
    assert rows(draw('comparison', points='cold-kettle'))[0][0] == (
        'No kettle is hot enough | A reason for: The pot must be warmed'
    )


def test_what_was_not_assessed_is_not_silence() -> None:
    """A source without a position on a hypothesis was not read for it; on a theme there is just nothing recorded."""
    page = Page('page')
    point(page, 'hypothesis', 'h')
    point(page, 'theme', 't')
    for on in 'ht':
        position(page, on, 'bob', 'silent', summary='No word of it.')
    comparison = [*essays('ann', 'bob'), page]
    assert rows(draw('comparison', *comparison, sources='ann bob')) == [
        ['H', 'not assessed', 'silent | No word of it.']
    ]
    assert rows(draw('comparison', *comparison, kind='theme', sources='ann bob')) == [
        ['T', 'nothing recorded', 'silent | No word of it.']
    ]


@pytest.mark.parametrize(
    ('parts', 'cell'),
    [
        ('stance', 'grants'),
        ('summary', 'On authority.'),
        ('quotations', '“Tea must be hot.” ¶2'),
        ('contested', 'Contested: Is he joking?'),
        ('quotations, stance', 'grants | “Tea must be hot.” ¶2'),
    ],
)
def test_a_cell_can_be_shown_in_parts(parts: str, cell: str) -> None:
    """Only the parts that are asked for are shown, in their usual order."""
    assert rows(draw('comparison', parts=parts))[0][2] == cell


def test_a_cell_can_hide_how_it_is_read() -> None:
    """What the source says comes first; all else is hidden, and so is that nothing was assessed."""
    comparison = [*essays('ann', 'bob'), Page('page')]
    point(comparison[-1], 'hypothesis', 'h')
    assert rows(draw('comparison', hide='')) != rows(draw('comparison'))
    assert rows(draw('comparison', hide=''))[0][2] == (
        '“Tea must be hot.” ¶2 | Show the editors’ reading (grants | On authority. | Contested: Is he joking?)'
    )
    assert draw('comparison', hide='').rows[0].cells[2].classes == ()
    assert rows(draw('comparison', *comparison, hide='', sources='ann')) == [
        ['H', 'Show the editors’ reading (not assessed)']
    ]


def test_evidence_has_its_date() -> None:
    """Below the title of a piece of evidence stands its date, in words; the column is headed as its kind."""
    table = draw('comparison', kind='evidence')
    assert headings(table) == ['Evidence', 'Ann', 'Bob']
    assert rows(table) == [
        ['The Chinese drank it lukewarm | 1839', 'nothing recorded', '“in 1839, drank it lukewarm” ¶3'],
        ['What Ann has not seen', '“I have never seen tea made well” ¶3', 'nothing recorded'],
    ]


def test_a_quotation_that_is_not_found_is_not_shown() -> None:
    """Nobody's words are shown as a source's that are not."""
    page = Page('page')
    point(page, 'hypothesis', 'h')
    position(page, 'h', 'ann', 'asserts', 'Tea must be cold', 'good tea')
    assert rows(draw('comparison', *essays('ann'), page)) == [['H', 'asserts | “good tea” ¶1']]


def test_quotations_lead_to_the_very_words() -> None:
    """A quotation in the table knows its paragraph, the place of the words in it, and their language."""
    cell = draw('comparison').rows[1].cells[2]
    found = cell.blocks[2]
    assert not isinstance(found, Content)
    assert found == draw('comparison').rows[1].cells[2].blocks[2]
    assert repr(found) == (
        "Quote(exact='Nobody needs a warm pot.', passage=Target(docname='essays/bob', anchor='bob-p1', "
        "label='Bob ¶1'), words='bob-p1-c0-24', locator='¶1', language='en-GB')"
    )


@pytest.mark.parametrize('name', ['comparison', 'stances', 'parallels'])
def test_an_empty_choice_is_an_empty_table(name: str) -> None:
    """Where nothing is to be shown there are headings and no rows."""
    table = draw(name, question='when')
    assert table.rows == ()
    assert len(table.headings) == len(table.widths)


TABLES = [name for name in VIEWS if name != 'beside']


@pytest.mark.parametrize('name', TABLES)
def test_every_view_of_nothing_is_drawn(name: str) -> None:
    """A project that compares nothing yet can show every view of it."""
    assert draw(name, Page('overview')).rows == ()


@pytest.mark.parametrize('name', TABLES)
def test_every_row_is_as_long_as_the_head(name: str) -> None:
    """In every view there is a cell, and a width, for each column."""
    table = draw(name)
    assert {len(row.cells) for row in table.rows} <= {len(table.headings)}
    assert len(table.widths) == len(table.headings)


@pytest.mark.parametrize(('name', 'found'), VIEWS.items())
def test_every_view_has_its_name_and_options(name: str, found: View) -> None:
    """Views are found by name; none has an option of all views anew. The words on a closed list name all of it."""
    assert found.name == name
    assert not found.own.keys() & COMMON.keys()
    for option in found.own.values():
        values = option.one_of or option.any_of
        if values and not option.words.startswith('as for '):
            assert set(re.findall('`([a-z]+)`', option.words)) == set(values)


# -- at a glance ------------------------------------------------------------------------------------------------------


def test_stances_show_the_comparison_at_a_glance() -> None:
    """One mark a cell, always a word, and how the sources stand to each other."""
    table = draw('stances')
    assert headings(table) == ['Hypothesis', 'Ann', 'Bob', 'Together']
    assert rows(table) == [
        ['Tea must be hot', 'asserts', 'grants contested', 'apart in degree'],
        ['The pot must be warmed', 'asserts', 'rejects', 'opposed'],
        ['No kettle is hot enough', 'entertains', 'silent', 'only Ann'],
    ]


@pytest.mark.parametrize(
    ('stances', 'together'),
    [
        (['asserts', 'asserts'], 'alike'),
        (['doubts', 'doubts', 'silent', ''], 'alike'),
        (['asserts', 'grants'], 'apart in degree'),
        (['asserts', 'entertains'], 'apart in degree'),
        (['doubts', 'rejects'], 'apart in degree'),
        (['asserts', 'rejects'], 'opposed'),
        (['grants', 'entertains', 'doubts'], 'opposed'),
        (['rejects', 'silent'], 'only Ann'),
        (['silent', 'silent'], '–'),
    ],
)
def test_how_sources_stand_to_each_other(stances: list[str], together: str) -> None:
    """Opposed if one is for and one against; silence and what was not assessed do not count; nothing is weighed."""
    authors = ['ann', 'bob', 'cleo', 'dora'][: len(stances)]
    page = Page('page')
    point(page, 'hypothesis', 'h')
    for author, stance in zip(authors, stances, strict=True):
        if stance:
            position(page, 'h', author, stance)
    table = draw('stances', *essays(*authors), page, sources=' '.join(authors))
    assert rows(table)[0][-1] == together


# -- side by side -----------------------------------------------------------------------------------------------------


def test_parallels_show_the_passages_whole() -> None:
    """For each theme the paragraphs that are quoted or named as nearest, each once and in order, side by side."""
    page = Page('page')
    point(page, 'theme', 'cups', 'Cups')
    position(page, 'cups', 'ann', '', 'a cold pot', 'good tea', 'Tea must be hot', nearest='¶2 ¶9')
    position(page, 'cups', 'bob', '', 'not his words', summary='Nothing much.')
    table = draw('parallels', *essays('ann', 'bob', 'cleo'), page, sources='ann bob cleo')
    assert headings(table) == ['Theme', 'Ann', 'Bob', 'Cleo']
    assert rows(table) == [
        [
            'Cups',
            f'¶1 | {ANN[0]} | ¶2 | {ANN[1]} | ¶3 | {ANN[2]}',
            'no passage named',
            'nothing recorded',
        ]
    ]


def translation(author: str, original: str, *texts: str) -> Page:
    """Make a translation of an essay."""
    page = source_page(author, *(texts or ANN))
    assert page.source
    page.source = page.source._replace(translates=original)
    return page


def test_parallels_show_the_passages_of_translations() -> None:
    """The same as the position of another is on, either way; one's own position goes first."""
    page = Page('page')
    point(page, 'theme', 'cups', 'Cups')
    position(page, 'cups', 'ann', '', 'a cold pot', nearest='¶2')
    point(page, 'theme', 'pots', 'Pots')
    position(page, 'pots', 'bob', '', 'good tea')
    position(page, 'pots', 'ann', '', summary='No words.')
    table = draw('parallels', *essays('ann'), translation('bob', 'ann'), translation('cleo', 'ann', 'One.'), page)
    assert headings(table) == ['Theme', 'Ann', 'Bob']
    assert rows(table) == [
        [
            'Cups',
            f'¶2 | {ANN[1]} | ¶3 | {ANN[2]}',
            f'The same passages as in Ann | ¶2 | {ANN[1]} | ¶3 | {ANN[2]}',
        ],
        ['Pots', 'no passage named', f'¶1 | {ANN[0]}'],
    ]
    assert [row.cells[2].classes for row in table.rows] == [('cf-aligned',), ()]


def test_a_note_is_not_aligned() -> None:
    """What is quoted of the notes of a source has nothing in a translation that is known to be the same."""
    (ann,) = essays('ann')
    assert ann.source
    ann.source = ann.source._replace(paratext=(Paratext('ann', 'note', '1', 'A note of hers.'),))
    page = Page('page')
    point(page, 'theme', 'notes', 'Notes')
    position(page, 'notes', 'ann', '', 'A note of hers.')
    assert rows(draw('parallels', ann, translation('bob', 'ann'), page)) == [
        ['Notes', 'n. 1 | A note of hers.', 'nothing recorded']
    ]


@pytest.mark.parametrize('view', ['comparison', 'stances', 'parallels'])
def test_a_translation_without_a_position(view: str) -> None:
    """It has no column beside its original, unless it is named, or its passages are shown."""
    page = Page('page')
    point(page, 'hypothesis', 'hot')
    position(page, 'hot', 'ann', 'asserts', 'good tea')
    pages = (*essays('ann', 'bob'), translation('cleo', 'ann'), page)
    more = ['Cleo'] if view == 'parallels' else []
    shown_by_itself = [name for name in headings(draw(view, *pages, kind='hypothesis'))[1:] if name != 'Together']
    assert shown_by_itself == ['Ann', *more]
    assert headings(draw(view, *pages, kind='hypothesis', sources='cleo ann'))[1:3] == ['Cleo', 'Ann']


def test_translations_side_by_side() -> None:
    """They are a table with a row a passage, in the order that is named; the other texts stand by themselves."""
    page = Page('page')
    point(page, 'theme', 'cups', 'Cups')
    position(page, 'cups', 'ann', '', 'a cold pot')
    position(page, 'cups', 'cleo', '', 'Tea must be hot', 'a cold pot')
    pages = (*essays('ann', 'bob'), translation('cleo', 'ann'), translation('dora', 'ann', 'One.'), page)
    columns = draw_beside(request('beside', sources='bob cleo ann dora'), compare(*pages))
    (table,) = columns.aligned
    assert headings(table) == ['Cleo', 'Ann']
    assert rows(table) == [
        [f'¶1 | {ANN[0]} | Ann ¶3 “a cold pot” · Cups', f'¶1 | {ANN[0]}'],
        [f'¶2 | {ANN[1]}', f'¶2 | {ANN[1]}'],
        [f'¶3 | {ANN[2]}', f'¶3 | {ANN[2]} | Cleo ¶1 “Tea must be hot” · Cups'],
    ]
    assert [[excerpt.anchor for excerpt in column] for column in columns.columns] == [
        ['beside-bob-p1', 'beside-bob-p2', 'beside-bob-p3'],
        ['beside-dora-p1'],
    ]
    copied = [content.anchor for content in columns.contents() if content.part == 'passage']
    assert copied == [
        'cleo-p1', 'ann-p1', 'cleo-p2', 'ann-p2', 'cleo-p3', 'ann-p3', 'bob-p1', 'bob-p2', 'bob-p3', 'dora-p1',
    ]  # fmt: skip


def test_passages_are_copied_from_where_they_stand() -> None:
    """What a view copies it names by page, anchor and part, so that it is known to be stale when that changes."""
    assert [(content.docname, content.anchor, content.part) for content in draw('parallels').contents()] == [
        ('themes', 'theme-authority', 'title'),
        ('essays/bob', 'bob-p2', 'passage'),
    ]
    parts = {(content.anchor, content.part) for content in draw('comparison', points='hot').contents()}
    assert parts == {
        ('hypothesis-hot', 'title'),
        ('position-hot-ann', 'summary'),
        ('position-hot-bob', 'summary'),
        ('position-hot-bob', 'contested'),
    }


# -- from the sources' side -------------------------------------------------------------------------------------------


def test_the_concordance_shows_what_refers_to_each_passage() -> None:
    """Every paragraph with its first words, where it is quoted and where it is referred to, also if nowhere."""
    table = draw('concordance', source='ann')
    assert headings(table) == ['Paragraph', 'Quoted in', 'Referred to in']
    assert rows(table) == [
        ['¶1 Tea must be hot. A cold cup spoils…', 'Tea must be hot asserts | Of cups', ''],
        [
            '¶2 The pot must be warmed; nobody’s kettle is…',
            'The pot must be warmed asserts | No kettle is hot enough entertains',
            '',
        ],
        ['¶3 I have never seen tea made well in…', 'What Ann has not seen', ''],
    ]
    assert rows(draw('concordance', source='bob'))[2:] == [
        ['¶3 The Chinese, in 1839, drank it lukewarm.', 'The Chinese drank it lukewarm', 'Of China'],
        ['¶4 So much for tea.', '', ''],
    ]


def test_a_concordance_of_all_sources_names_each() -> None:
    """Without a source it shows them all, each below its name; one alone needs none."""
    table = draw('concordance')
    assert [cells[0] for cells in rows(table) if not cells[0].startswith('¶')] == ['Ann', 'Bob']
    assert len(table.rows) == 9
    assert len(draw('concordance', *essays('ann')).rows) == 3


def test_a_place_is_named_once_in_the_concordance() -> None:
    """However often a section or a position quotes a paragraph or refers to it, it stands there once."""
    page = Page('page', 'Page')
    cups = Section('cups', 'Of cups')
    for words in ('good tea', 'A cold cup', 'Tea must'):
        quote(page, 'ann', words)
        page.quoting[len(page.quotations) - 1] = cups
        mention(page, 'passage', 'ann#p1', cups)
    mention(page, 'passage', 'ann#p1')
    assert rows(draw('concordance', *essays('ann'), page))[0][1:] == ['Of cups', 'Of cups | Page']


def test_the_scale() -> None:
    """A column for each stance, silence first; each source stands as its letters in the column of its stance.

    A star means contested, as the key says; a line goes from the first to the last who take a stance.
    """
    table = draw('stances', layout='scale')
    assert headings(table) == [
        'Hypothesis | A Ann  B Bob  * contested', 'silent', 'rejects', 'doubts', 'entertains', 'grants', 'asserts',
    ]  # fmt: skip
    assert rows(table) == [
        ['Tea must be hot', '', '', '', '', 'B*', 'A'],
        ['The pot must be warmed', '', 'B', '', '', '', 'A'],
        ['No kettle is hot enough', 'B', '', '', 'A', '', ''],
    ]
    spans = [[[name for name in cell.classes if 'span' in name] for cell in row.cells[1:]] for row in table.rows]
    inside, start, end = ['cf-span'], ['cf-span', 'cf-span-start'], ['cf-span', 'cf-span-end']
    assert spans == [[[], [], [], [], start, end], [[], start, inside, inside, inside, end], [[]] * 6]


def test_no_key_to_what_is_not_used() -> None:
    """Nothing is said of stars where there is none; who is not assessed is in no column."""
    page = Page('page')
    point(page, 'hypothesis', 'hot', 'Hot')
    position(page, 'hot', 'ann', 'doubts')
    table = draw(
        'stances', source_page('ann', *ANN), source_page('bob', *BOB), page, layout='scale', sources='ann bob'
    )
    assert headings(table)[0] == 'Hypothesis | A Ann  B Bob  '
    assert rows(table) == [['Hot', '', '', 'A', '', '', '']]


# -- the timeline -----------------------------------------------------------------------------------------------------


def test_a_timeline() -> None:
    """By date, with a mark in the lane of each source that cites it; leaps of ten years and more are named."""
    page = evidence('1972', '', '1910', '1969', '2018-03?', '2008-03')
    for name, source, stance in (
        ('e0', 'ann', ''), ('e0', 'bob', ''), ('e1', 'bob', ''), ('e1', 'ann', 'silent'), ('e2', 'ann', ''),
    ):  # fmt: skip
        position(page, name, source, stance)
    table = draw('timeline', source_page('ann', *ANN), source_page('bob', *BOB), page)
    assert headings(table) == ['Evidence', 'Ann', 'Bob']
    assert rows(table) == [
        ['1910 | E2', 'A', ''],
        ['59 years later | 1969 | E3', '', ''],
        ['1972 | E0', 'A', 'B'],
        ['36 years later | March 2008 | E5', '', ''],
        ['10 years later | March 2018? | E4', '', ''],
        ['undated | E1', '', 'B'],
    ]
    assert [cell.classes for cell in table.rows[2].cells[1:]] == [
        ('cf-cited', 'cf-span', 'cf-span-start'),
        ('cf-cited', 'cf-span', 'cf-span-end'),
    ]
    assert [cell.classes for cell in table.rows[5].cells[1:]] == [(), ('cf-cited',)]


def test_a_timeline_in_another_order() -> None:
    """What its options ask for: a kind, points, sources; as on the pages, where that is asked for."""
    page = evidence('1972', '1910')
    position(page, 'e0', 'ann')
    essay = source_page('ann', *ANN)
    assert [row[0] for row in rows(draw('timeline', essay, page, order='page'))] == ['1972 | E0', '1910 | E1']
    assert [row[0] for row in rows(draw('timeline', essay, page, points='e1'))] == ['1910 | E1']
    assert rows(draw('timeline', essay, page, kind='theme')) == []


def test_coverage_shows_what_is_quoted_and_what_is_not() -> None:
    """How many paragraphs are quoted, what share of the characters, and the words that are quoted nowhere."""
    table = draw('coverage')
    assert headings(table) == ['Source', 'Quoted', 'Quoted nowhere']
    assert rows(table) == [
        ['Ann', '3 of 3 paragraphs | 88 % of the text', '¶3 “in a cold pot”'],
        ['Bob', '3 of 4 paragraphs | 77 % of the text', f'¶4 whole, but referred to “{BOB[3]}”'],
    ]
    assert rows(draw('coverage', sources='bob')) == [rows(table)[1]]


def test_stretches_that_are_quoted_nowhere() -> None:
    """Each stretch of four words or more is given, in order, without the signs that a quotation left beside it."""
    page = Page('page')
    for words in ('The second', 'and so on', 'at the very end'):
        quote(page, 'ann', words)
    text = (
        'Of the first clause, The second; and so on, though nobody had asked her — at the very end it rains. All day.'
    )
    table = draw('coverage', source_page('ann', text, 'A whole passage.'), page)
    assert rows(table)[0][2] == (
        '¶1 “Of the first clause” | ¶1 “though nobody had asked her” | ¶1 “it rains. All day” | '
        '¶2 whole “A whole passage.”'
    )


def test_passages_that_are_left_out_whole_are_one_line() -> None:
    """Those that follow one another, with their first words; what is referred to, and the next page, begin anew."""
    page = Page('page')
    quote(page, 'ann', 'The fourth')
    mention(page, 'passage', 'ann#p6')
    ann = source_page(
        'ann', 'One. ' * 30, 'Two.', 'Three.', 'The fourth.', 'Five.', 'Six.', 'Seven.', 'Eight.', 'Nine.'
    )
    assert ann.source
    *first, last = ann.source.passages
    ann.source = ann.source._replace(passages=(*first, last._replace(docname='essays/ann-2')))
    (row,) = draw('coverage', ann, page).rows
    *_, left_out = row.cells
    assert shown(left_out).split(' | ') == [
        f'¶1–3 whole “{("One. " * 22).rstrip()}…”',
        '¶5 whole “Five.”',
        '¶6 whole, but referred to “Six.”',
        '¶7–8 whole “Seven. Eight.”',
        '¶9 whole “Nine.”',
    ]


def test_a_character_quoted_twice_is_covered_once() -> None:
    """Overlapping quotations do not add up; a source without text has no share."""
    page = Page('page')
    for words in ('abcd efgh', 'efgh', 'efgh ijkl'):
        quote(page, 'ann', words)
    table = draw('coverage', source_page('ann', 'abcd efgh ijkl mnop', 'qrst'), source_page('bob'), page)
    assert [row[1] for row in rows(table)] == [
        '1 of 2 paragraphs | 61 % of the text',
        '0 of 0 paragraphs | – of the text',
    ]


# -- emendations ------------------------------------------------------------------------------------------------------


def emended(*changes: tuple[str, str, int], reasons: tuple[str, ...] = ('a slip',)) -> Table:
    """Draw the note of a source whose seed was changed so: what was, what is now, and where it shows."""
    page = source_page('ann', *ANN)
    assert page.source is not None
    edits = tuple(
        Edit(100 * index, was, now, index if len(reasons) > 1 else 0) for index, (was, now, _) in enumerate(changes)
    )
    source = Source(
        'ann',
        'A',
        'en',
        record('On tea', 'Ann'),
        Place('essays/ann', 1),
        page.source.passages,
        'ann.txt',
        tuple(Emendation(reason, 1, replace='x') for reason in reasons),
        Edits(edits),
        edited=tuple(number for _, _, number in changes),
    )
    comparison = compare(Page('essays/ann', 'On tea', source), Page('overview'))
    return draw_emendations(request('emendations', docname='essays/ann'), comparison)


@pytest.mark.parametrize(
    ('change', 'cells'),
    [
        (('akim.jpgHONG', 'HONG', 1), ['¶1', 'akim.jpgHONG', 'HONG', 'a slip']),
        (('Leave a Reply', '', 0), ['outside the paragraphs', 'Leave a Reply', 'nothing', 'a slip']),
        (('\u00a0', ' ', 2), ['¶2', 'no-break space (U+00A0)', 'space (U+0020)', 'a slip']),
        (('\u00a0\u00a0', '  ', 2), ['¶2', '<U+00A0><U+00A0>', '<U+0020><U+0020>', 'a slip']),
        (('\n', '\t', 2), ['¶2', 'a character (U+000A)', 'a character (U+0009)', 'a slip']),
        (('-', '–', 2), ['¶2', 'hyphen-minus (U+002D)', 'en dash (U+2013)', 'a slip']),
        (('a', 'é', 2), ['¶2', 'a', 'é', 'a slip']),
        (('One\n\nTwo\n \nThree', 'b\u200bc', 3), ['¶3', 'One | Two | Three', 'b<U+200B>c', 'a slip']),
    ],
)
def test_an_emendation_shows_what_was_and_what_is(change: tuple[str, str, int], cells: list[str]) -> None:
    """Where, what the seed has, what the page has, and why; what cannot be seen is named."""
    table = emended(change)
    assert headings(table) == ['Where', 'The seed has', 'This page has', 'Why']
    assert rows(table) == [cells]


def test_an_emendation_of_many_places_names_them_all() -> None:
    """Each paragraph is named once, with the number of times if there are several."""
    table = emended(('x', 'y', 2), ('x', 'y', 1), ('x', 'y', 2), ('x', 'y', 0))
    assert rows(table) == [['outside the paragraphs, ¶1, ¶2 (2 times)', 'x', 'y', 'a slip']]


def test_emendations_are_in_the_order_of_the_record() -> None:
    """A row for each, as the front matter lists them; one that found nothing has none."""
    table = emended(('x', 'y', 1), ('z', '', 2), reasons=('first', 'second', 'third'))
    assert [cells[-1] for cells in rows(table)] == ['first', 'second']


def test_the_note_may_stand_on_another_page() -> None:
    """It shows the source that it names, or else that of the page on which it stands, or else nothing."""
    page = source_page('ann', *ANN)
    comparison = compare(page, Page('overview'))
    for docname, source in (('essays/ann', ''), ('overview', 'ann'), ('overview', '')):
        asked = request('emendations', docname=docname, **({'source': source} if source else {}))
        assert draw_emendations(asked, comparison).rows == ()


# -- what all share ---------------------------------------------------------------------------------------------------


def test_links_say_where_they_lead() -> None:
    """Points are linked by title with its markup, sources by name, paragraphs by number."""
    table = draw('comparison')
    title = table.rows[0].cells[0].blocks[0]
    assert repr(title).startswith('Line(pieces=(LinkTo(target=Target(docname=')
    content = next(table.contents())
    assert (content.docname, content.anchor, content.part, content.prose) == (
        'why',
        'hypothesis-hot',
        'title',
        prose('Tea must be hot'),
    )


def test_words_have_an_anchor_of_their_own() -> None:
    """It is that of the paragraph and the offsets of the words in it."""
    assert words_anchor('ann-p7', 3, 12) == 'ann-p7-c3-12'


def test_an_empty_cell_says_nothing() -> None:
    """A cell without blocks is empty."""
    assert shown(Cell()) == ''


def test_a_link_needs_no_content() -> None:
    """Only what is copied is among the contents of a table."""
    table = draw('coverage')
    assert list(table.contents()) == []
    assert any(
        isinstance(piece, LinkTo) for row in table.rows for block in row.cells[0].blocks for piece in _pieces(block)
    )


def _pieces(block: object) -> tuple[object, ...]:
    return tuple(getattr(block, 'pieces', ()))


def test_the_kinds_of_points_are_those_that_views_know() -> None:
    """Whatever kind of point there is, a view can be asked for it."""
    for kind in KINDS:
        assert points(ViewRequest(0, 'comparison', (('kind', kind),), Place('overview', 1)), tea())


def test_references_among_options_are_of_known_kinds() -> None:
    """The ids that a view takes are of something that can be resolved."""
    comparison = compare(*tea_pages().values())
    known = {
        'point': 'hot', 'question': 'why', 'source': 'ann', 'passage': 'ann#p1', 'hypothesis': 'hot',
        'theme': 'authority', 'evidence': 'lukewarm',
    }  # fmt: skip
    for view in VIEWS.values():
        for kind in filter(None, (option.kind for option in view.own.values())):
            reference = Reference(kind, known[kind])
            assert comparison.resolve(reference.kind, reference.target)
