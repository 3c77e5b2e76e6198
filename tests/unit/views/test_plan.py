"""The plan of a page: what is drawn on it from the whole comparison."""

from __future__ import annotations

import pickle

from sphinx_comparison.model import Page, Point, Section, Target
from sphinx_comparison.views.plan import PagePlan, plan
from sphinx_comparison.views.shapes import LinkTo, Table
from unit.samples import ANN, BOB, compare, line, mention, point, position, quote, request, source_page, tea, tea_pages


def planned(docname: str) -> PagePlan:
    """Plan a page of the small comparison."""
    comparison = tea()
    return plan(comparison.pages[docname], comparison)


def test_a_source_shows_where_it_is_quoted() -> None:
    """Each quoted run of words is marked; a note names all places that quote the paragraph."""
    notes = planned('essays/ann').notes
    assert list(notes) == [1, 2, 3]
    assert [(mark.anchor, mark.kind) for mark in notes[1].marks] == [
        ('ann-p1-c0-16', 'quoted'),
        ('ann-p1-c17-43', 'quoted'),
    ]
    assert [line(note.in_one_line) for note in notes.values()] == [
        'Referred to in: Tea must be hot (asserts) · Of cups',
        'Referred to in: The pot must be warmed (asserts) · No kettle is hot enough (entertains)',
        'Referred to in: What Ann has not seen',
    ]


def test_a_paragraph_that_nobody_quotes_has_no_note() -> None:
    """Nothing is said where there is nothing to say."""
    assert list(planned('essays/bob').notes) == [1, 2, 3]
    page = source_page('ann', *ANN)
    assert plan(page, compare(page)) == PagePlan({}, {}, {}, {}, source='ann')


def test_a_place_is_named_once_below_a_paragraph() -> None:
    """However many words a position or a section quotes, the line names it once; a position comes first."""
    page = Page('page', 'The page')
    for words in ('good tea', 'A cold cup'):
        quote(page, 'ann', words)
        page.quoting[len(page.quotations) - 1] = Section()
    point(page, 'theme', 'cups', 'Cups')
    position(page, 'cups', 'ann', '', 'Tea must', 'be hot')
    comparison = compare(source_page('ann', *ANN), page)
    note = plan(comparison.pages['essays/ann'], comparison).notes[1]
    assert line(note.in_one_line) == 'Referred to in: Cups · The page'
    assert len(note.marks) == 4


def test_a_page_that_repeats_a_source_shows_none_of_it() -> None:
    """Of two pages that declare one source the first is the source; the other is not marked as if it were."""
    pages = [source_page('ann', *ANN), source_page('ann', *ANN, docname='essays/copy'), *tea_pages().values()]
    comparison = compare(*pages)
    assert plan(comparison.pages['essays/copy'], comparison).notes == {}
    assert plan(comparison.pages['essays/ann'], comparison).notes != {}


def test_quotations_are_planned_or_known_to_be_false() -> None:
    """Each quotation of a page is there by the page and its number, and is nothing if it was not found."""
    page = Page('page')
    quote(page, 'ann', "nobody's kettle")
    quote(page, 'ann', "nobody's teapot")
    comparison = compare(source_page('ann', *ANN), page)
    quotations = plan(page, comparison).quotations
    assert list(quotations) == [('page', 0), ('page', 1)]
    found = quotations['page', 0]
    assert found is not None
    assert (found.exact, found.passage, found.locator) == (
        'nobody’s kettle',
        Target('essays/ann', 'ann-p2', 'Ann ¶2'),
        '¶2',
    )
    assert quotations['page', 1] is None


def test_a_quotation_across_paragraphs_leads_to_the_first() -> None:
    """Its locator is the range, and leads to all of it; the words lead to where they begin."""
    page = Page('page')
    quote(page, 'ann', 'spoils good tea. The pot', '¶1–3')
    found = plan(page, compare(source_page('ann', *ANN), page)).quotations['page', 0]
    assert found is not None
    assert (found.passage.anchor, found.words, found.locator) == ('ann-p1-p2', 'ann-p1-c28-44', '¶1–2')


def test_views_are_planned_by_number() -> None:
    """A page may have several views; what they copy from elsewhere is among the contents of the plan."""
    pages = tea_pages()
    pages['overview'].views.append(request('stances'))
    comparison = compare(*pages.values())
    found = plan(pages['overview'], comparison)
    table = found.views[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 3
    assert {content.anchor for content in found.contents()} == {
        'hypothesis-hot',
        'hypothesis-warm-pot',
        'hypothesis-cold-kettle',
    }


def backlinks(page: Page, *others: Page) -> list[str]:
    """Return what is said below the only point of a page."""
    comparison = compare(page, *others)
    (lines,) = plan(page, comparison).backlinks.values()
    return [line(drawn) for drawn in lines]


def tea_point(page: Page) -> Point:
    """Define the point that the following tests refer to."""
    return point(page, 'hypothesis', 'tea', 'Tea')


def test_a_point_shows_its_reasons_and_where_it_is_referred_to() -> None:
    """Below it stand the hypotheses offered as reasons for it, and the sections and pages that refer to it."""
    found = planned('why').backlinks
    assert {identifier: [line(drawn) for drawn in lines] for identifier, lines in found.items()} == {
        'hot': [],
        'warm-pot': ['Reasons offered for it: No kettle is hot enough', 'Referred to in: Of cups'],
        'cold-kettle': [],
    }


def test_a_place_that_refers_to_a_point_is_named_once() -> None:
    """By the title of the section, or of the page where there is none; its own section does not count."""
    page, other = Page('page', 'The page'), Page('other', 'The other page')
    itself = tea_point(page)
    mention(page, 'hypothesis', 'tea', Section(itself.anchor, 'Tea'))
    for _ in range(2):
        mention(other, 'hypothesis', 'tea', Section('cups', 'Of cups'))
        mention(other, '', 'tea')
    assert backlinks(page, other) == ['Referred to in: Of cups · The other page']


def test_a_reason_is_not_named_again_as_a_mention() -> None:
    """A reason refers to what it is a reason for: saying so once is enough."""
    page, other = Page('page', 'The page'), Page('other', 'The other page')
    tea_point(page)
    reason = point(other, 'hypothesis', 'cup', 'Cups', reason_for='tea')
    mention(other, 'hypothesis', 'tea', Section(reason.anchor, 'Cups'))
    assert backlinks(page, other) == ['Reasons offered for it: Cups']


def test_a_plan_tells_whether_a_page_is_stale() -> None:
    """Two plans of one comparison are alike to the letter; one that shows anything else is not."""
    pages = tea_pages()
    comparison = compare(*pages.values())
    again = compare(*pickle.loads(pickle.dumps(list(pages.values()))))  # noqa: S301 - our own bytes
    for docname, page in pages.items():
        assert repr(plan(page, comparison)) == repr(plan(again.pages[docname], again))
    before = repr(plan(pages['essays/ann'], comparison))
    quote(pages['overview'], 'ann', 'I have never')
    assert repr(plan(pages['essays/ann'], compare(*pages.values()))) != before


def test_positions_that_stand_elsewhere() -> None:
    """Below a point stand links to the positions on it that are on other pages, by their sources."""
    why, held = Page('why', 'Why'), Page('held', 'Held')
    point(why, 'theme', 'pots', 'Pots')
    position(why, 'pots', 'ann', '', ANN[0])
    position(held, 'pots', 'bob', '', BOB[0])
    (shown,) = plan(why, compare(source_page('ann', *ANN), source_page('bob', *BOB), why, held)).backlinks['pots']
    assert line(shown) == 'Positions on other pages: Bob'
    assert [piece.target.docname for piece in shown.pieces if isinstance(piece, LinkTo)] == ['held']
