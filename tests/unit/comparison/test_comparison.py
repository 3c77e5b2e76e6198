"""The comparison: everything indexed, every reference resolved, every word in its author's spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_comparison import messages
from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.model import Page, Place, Prose, Question, Reference, Target
from sphinx_comparison.proof.quotation import Outcome
from unit.samples import (
    ANN,
    BOB,
    SCALE,
    compare,
    mention,
    point,
    position,
    prose,
    quote,
    record,
    source_page,
    tea,
    tea_pages,
)

if TYPE_CHECKING:
    from sphinx_comparison.citation.record import Record


def question(page: Page, identifier: str, title: Prose) -> None:
    """Record a question on a page."""
    page.questions.append(Question(identifier, title, Place(page.docname, 1)))


# -- what stands with what --------------------------------------------------------------------------------------------


def test_everything_is_found_by_its_id() -> None:
    """Sources, questions and points are in the order of the pages; silence is always on the scale."""
    comparison = tea()
    assert list(comparison.sources) == ['ann', 'bob']
    assert list(comparison.questions) == ['why']
    assert list(comparison.points) == ['hot', 'warm-pot', 'cold-kettle', 'authority', 'lukewarm', 'never-seen']
    assert list(comparison.scale) == ['asserts', 'grants', 'entertains', 'doubts', 'rejects', 'silent']
    assert comparison.positions['hot', 'bob'].contested
    assert comparison.duplicates == []


def test_positions_are_in_the_order_of_the_sources() -> None:
    """However they are written, the positions on a point stand as the sources do; those of no source come last."""
    page = Page('why')
    for source in ('zoe', 'bob', 'ann'):
        position(page, 'hot', source)
    comparison = compare(page, source_page('ann', *ANN), source_page('bob', *BOB))
    assert [held.source for held in comparison.positions_on['hot']] == ['ann', 'bob', 'zoe']
    assert 'cold' not in comparison.positions_on


def test_reasons_stand_with_what_they_are_for() -> None:
    """A hypothesis that is offered as a ground for another is found from it."""
    assert {key: [reason.id for reason in reasons] for key, reasons in tea().reasons_for.items()} == {
        'warm-pot': ['cold-kettle']
    }


def test_what_is_quoted_is_known_by_paragraph() -> None:
    """For each paragraph: every run of words quoted from it, in order, by whom; each of a range has its part."""
    page = Page('page')
    held = position(page, 'hot', 'ann', 'asserts', 'good tea', 'Tea must be hot. A cold […] good tea.|¶1')
    across = quote(page, 'ann', 'spoils good tea. The pot', '¶1–2')
    quote(page, 'ann', 'nowhere to be found')
    quote(page, 'zoe', 'nobody’s')
    quote(page, 'ann', 'Tea must be hot', '¶9')
    quoted = compare(source_page('ann', *ANN), page).quoted
    assert {
        key: [(run.span.start, run.span.end, run.quotation.number, run.position) for run in runs]
        for key, runs in quoted.items()
    } == {
        ('ann', 1): [(0, 23, 1, held), (28, 44, across.number, None), (35, 43, 0, held), (35, 44, 1, held)],
        ('ann', 2): [(0, 7, across.number, None)],
    }


def test_the_nearest_passages_of_silence_are_known() -> None:
    """A silent position counts at each paragraph that it names, once, however it names it."""
    page = Page('page')
    held = position(page, 'hot', 'ann', 'silent', nearest='¶1–2 ¶2')
    assert compare(source_page('ann', *ANN), page).nearest_to == {('ann', 1): [held], ('ann', 2): [held]}


def test_mentions_are_known_by_paragraph_and_by_point() -> None:
    """References to paragraphs count at each of a range; those that lead nowhere count nowhere."""
    page = Page('page')
    ranged = mention(page, 'passage', 'ann#p1-p2')
    typed = mention(page, 'hypothesis', 'hot')
    free = mention(page, '', 'hot')
    for kind, target in (
        ('passage', 'ann#p9'),
        ('passage', 'zoe#p1'),
        ('passage', 'ann'),
        ('theme', 'hot'),
        ('', 'x'),
    ):
        mention(page, kind, target)
    point(page, 'hypothesis', 'hot')
    comparison = compare(source_page('ann', *ANN), page)
    assert comparison.mentions == {('ann', 1): [ranged], ('ann', 2): [ranged]}
    assert comparison.point_mentions == {'hot': [typed, free]}


def test_what_is_defined_twice_counts_where_it_is_first() -> None:
    """The first definition, in the order of the pages, stands; every other is known as a double of it."""
    pages = [Page('one'), source_page('ann', *ANN), Page('two'), source_page('ann', 'Other.', docname='essays/ann2')]
    for page in (pages[0], pages[2]):
        question(page, 'why', prose('Why?'))
        point(page, 'hypothesis' if page.docname == 'one' else 'theme', 'hot')
        position(page, 'hot', 'ann', 'asserts')
    comparison = compare(*pages)
    assert comparison.duplicates == [
        messages.duplicate(Place('two', 1), 'the question "why"', Place('one', 1)),
        messages.duplicate(Place('two', 5), 'the hypothesis "hot"', Place('one', 5)),
        messages.duplicate(Place('two', 7), 'the position of "ann" on "hot"', Place('one', 7)),
        messages.duplicate(Place('essays/ann2', 3), 'the source "ann"', Place('essays/ann', 3)),
    ]
    assert comparison.points['hot'].kind == 'hypothesis'
    assert len(comparison.sources['ann'].passages) == 3


def test_an_empty_comparison_has_nothing() -> None:
    """A project without sources has an empty comparison, and nothing of it fails."""
    comparison = compare()
    assert [*comparison.sources, *comparison.points, *comparison.positions_on, *comparison.quoted] == []
    assert list(comparison.quotations) == []
    assert comparison.resolve('source', 'ann') is None
    assert comparison.resolve_any('ann') == []


# -- quotations -------------------------------------------------------------------------------------------------------


def test_a_quotation_is_proved_against_its_source() -> None:
    """Its locator counts, and so do the other sources; without source or paragraph there is no verdict."""
    page = Page('page')
    cases = [
        (quote(page, 'ann', 'good tea'), Outcome.FOUND),
        (quote(page, 'ann', 'good tea', '¶2'), Outcome.ELSEWHERE),
        (quote(page, 'ann', 'So said my aunt'), Outcome.MISATTRIBUTED),
        (quote(page, 'ann', 'bad tea'), Outcome.NOT_FOUND),
        (quote(page, 'ann', 'hot'), Outcome.AMBIGUOUS),
        (quote(page, 'zoe', 'good tea'), None),
        (quote(page, 'ann', 'good tea', '¶4'), None),
        (quote(page, 'ann', 'good tea', '¶2–1'), None),
    ]
    comparison = compare(source_page('ann', *ANN), source_page('bob', *BOB), page)
    for quotation, outcome in cases:
        verdict = comparison.verdicts.on(quotation)
        assert (verdict and verdict.outcome) == outcome
        assert comparison.verdicts.on(quotation) is verdict


def test_a_quotation_is_shown_in_the_sources_characters() -> None:
    """What was found is as it stands in the source; what was not is as it was typed."""
    page = Page('page')
    true, false = quote(page, 'ann', "nobody's kettle"), quote(page, 'ann', "nobody's teapot")
    comparison = compare(source_page('ann', *ANN), page)
    assert comparison.verdicts.exact(true) == 'nobody’s kettle'
    assert comparison.verdicts.exact(false) == "nobody's teapot"


# -- references -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('kind', 'target', 'found'),
    [
        ('source', 'ann', Target('essays/ann', '', 'Ann')),
        ('passage', 'ann#p2', Target('essays/ann', 'ann-p2', 'Ann ¶2')),
        ('passage', 'ann#p1-p3', Target('essays/ann', 'ann-p1-p3', 'Ann ¶1–3')),
        ('passage', 'ann#¶2', Target('essays/ann', 'ann-p2', 'Ann ¶2')),
        ('question', 'why', Target('why', 'question-why', 'Why warm the pot?')),
        ('hypothesis', 'hot', Target('why', 'hypothesis-hot', 'Tea must be hot')),
        ('theme', 'authority', Target('themes', 'theme-authority', 'Whose word counts')),
        ('evidence', 'lukewarm', Target('themes', 'evidence-lukewarm', 'The Chinese drank it lukewarm')),
        ('point', 'lukewarm', Target('themes', 'evidence-lukewarm', 'The Chinese drank it lukewarm')),
        ('source', 'zoe', None),
        ('passage', 'ann', None),
        ('passage', 'ann#', None),
        ('passage', 'ann#p0', None),
        ('passage', 'ann#p4', None),
        ('passage', 'ann#p3-p1', None),
        ('passage', 'zoe#p1', None),
        ('passage', '', None),
        ('question', 'hot', None),
        ('theme', 'hot', None),
        ('hypothesis', 'why', None),
        ('nonsense', 'hot', None),
    ],
)
def test_references_are_resolved_by_kind(kind: str, target: str, found: Target | None) -> None:
    """Each kind finds its own: the page, the anchor, and what a link says; anything else leads nowhere."""
    assert tea().resolve(kind, target) == found


@pytest.mark.parametrize(
    ('target', 'found'),
    [
        ('ann', [('source', Target('essays/ann', '', 'Ann'))]),
        ('bob#p1', [('passage', Target('essays/bob', 'bob-p1', 'Bob ¶1'))]),
        ('bob-p1', [('passage', Target('essays/bob', 'bob-p1', 'Bob ¶1'))]),
        ('why', [('question', Target('why', 'question-why', 'Why warm the pot?'))]),
        ('question-why', [('question', Target('why', 'question-why', 'Why warm the pot?'))]),
        ('hot', [('hypothesis', Target('why', 'hypothesis-hot', 'Tea must be hot'))]),
        ('hypothesis-hot', [('hypothesis', Target('why', 'hypothesis-hot', 'Tea must be hot'))]),
        ('theme-hot', []),
        ('bob-p9', []),
        ('', []),
    ],
)
def test_references_of_no_kind_find_whatever_is_meant(target: str, found: list[tuple[str, Target]]) -> None:
    """An id, a passage or an anchor will do."""
    assert tea().resolve_any(target) == found


def test_one_id_may_mean_several_things() -> None:
    """A source, a question and a point may share an id: a reference of no kind finds them all."""
    page = Page('page')
    question(page, 'ann', prose('Ann?'))
    point(page, 'theme', 'ann')
    found = compare(source_page('ann', *ANN), page).resolve_any('ann')
    assert [kind for kind, _ in found] == ['source', 'question', 'theme']


@pytest.mark.parametrize(
    ('kind', 'target', 'near'),
    [
        ('source', 'anna', ['ann']),
        ('source', 'xxxx', []),
        ('question', 'whyy', ['why']),
        ('hypothesis', 'warmpot', ['warm-pot']),
        ('theme', 'warmpot', []),
        ('point', 'never-sen', ['never-seen']),
        ('evidence', 'luke-warm', ['lukewarm']),
    ],
)
def test_what_is_missing_has_the_nearest_ids(kind: str, target: str, near: list[str]) -> None:
    """Ids of the same kind that are like it, likest first, and none that is not."""
    assert tea().nearest_ids(kind, target) == near


def test_at_most_three_ids_are_near() -> None:
    """However many are alike, an editor is shown three."""
    page = Page('page')
    for number in range(9):
        point(page, 'theme', f'point-{number}')
    assert len(compare(page).nearest_ids('theme', 'point')) == 3


def test_a_passage_is_found_by_its_anchor() -> None:
    """What stands in a page's address leads to the paragraph."""
    found = tea().passage_at('bob-p4')
    assert found is not None
    assert found.text == 'So much for tea.'
    assert tea().passage_at('bob-p5') is None


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('records', 'names'),
    [
        ([record('Tea', 'Ho'), record('Cups', 'Lee')], ['Ho', 'Lee']),
        (
            [record('Tea', 'Ho', issued='2018-05'), record('Cups', 'Ho', issued='2019~'), record('Pots', 'Lee')],
            ['Ho 2018', 'Ho 2019', 'Lee'],
        ),
        ([record('Tea', 'Ho', issued='2018'), record('Cups', 'Ho')], ['Ho 2018', 'Ho']),
        ([record('Tea', 'Ho'), record('Cups', 'Ho')], ['Ho (A)', 'Ho (B)']),
        ([record('Tea', 'Ho', issued='2018-05'), record('Cups', 'Ho', issued='2018')], ['Ho 2018 (A)', 'Ho 2018 (B)']),
        (
            [record('Tea', 'Tully', issued='-0043'), record('Cups', 'Tully', issued='../0014')],
            ['Tully 44 BC', 'Tully 14'],
        ),
        ([record('Tea'), record('Tea')], ['Tea (A)', 'Tea (B)']),
        ([record('Tea', 'Ho', 'Lee'), record('Cups', 'Ho', 'Lee', 'Kim')], ['Ho and Lee', 'Ho et al.']),
    ],
)
def test_no_two_sources_are_called_alike(records: list[Record], names: list[str]) -> None:
    """Authors who wrote several are told apart by the year, and by the siglum where that is not enough."""
    pages = [source_page('abc'[index], described=described) for index, described in enumerate(records)]
    assert list(compare(*pages).names.values()) == names


def test_sigla_differ() -> None:
    """One that nobody gives is as much of the id as no other source has, but a hyphen at its end; the id at last."""
    pages = [source_page(name) for name in ('mill', 'mill-two', 'mo', 'de-witt', 'john-en', 'john-fr', 'luke', 'mark')]
    for page in pages:
        assert page.source
        page.source = page.source._replace(siglum='Mar' if page.source.id == 'luke' else '')
    assert [source.siglum for source in compare(*pages).sources.values()] == [
        'Mill', 'Mill-T', 'Mo', 'De-W', 'John-E', 'John-F', 'Mar', 'Mark',
    ]  # fmt: skip


def test_prose_is_given_as_plain_text() -> None:
    """References say what they lead to, quotations what the source has; blanks and line ends are single spaces."""
    page = Page('page')
    typed = quote(page, 'ann', "nobody's kettle")
    words = prose(
        'On\n ',
        Reference('hypothesis', 'hot'),
        ', ',
        Reference('source', 'ann'),
        ' (',
        Reference('passage', 'ann#p2-p3'),
        '): ',
        typed,
        '; see ',
        Reference('theme', 'gone'),
        '. ',
    )
    assert compare(*tea_pages().values(), page).plain(words) == (
        'On Tea must be hot, Ann (Ann ¶2–3): “nobody’s kettle”; see gone.'
    )


@pytest.mark.parametrize(
    ('target', 'says'),
    [
        ('ann', 'Ann'),
        ('ann#p2', 'Ann ¶2'),
        ('ann-p2', 'Ann ¶2'),
        ('hot', 'Tea must be hot'),
        ('hypothesis-hot', 'Tea must be hot'),
        ('why', 'Why warm the pot?'),
        ('question-why', 'Why warm the pot?'),
        ('elsewhere', 'elsewhere'),
    ],
)
def test_a_reference_of_no_kind_says_what_it_means(target: str, says: str) -> None:
    """In plain text as on the page: by id, by passage or by anchor."""
    assert tea().plain(prose(Reference('', target))) == says


def test_kinds_do_not_answer_for_each_other() -> None:
    """Where a question and a hypothesis share an id, each reference says the one that is meant."""
    page = Page('page')
    question(page, 'hot', prose('Is it hot?'))
    point(page, 'hypothesis', 'hot', 'It is hot')
    comparison = compare(page)
    assert comparison.plain(prose(Reference('question', 'hot'))) == 'Is it hot?'
    assert comparison.plain(prose(Reference('hypothesis', 'hot'))) == 'It is hot'
    assert comparison.plain(prose(Reference('theme', 'hot'))) == 'hot'


def test_what_is_not_compared_says_what_it_is_called_elsewhere() -> None:
    """A reference to something else on the site says what that is called, if anybody knows."""
    called = {'setup': 'How to begin'}
    comparison = Comparison([source_page('ann', *ANN)], SCALE, lambda target: called.get(target, ''))
    assert comparison.plain(prose(Reference('', 'setup'))) == 'How to begin'
    assert comparison.plain(prose(Reference('', 'nowhere'))) == 'nowhere'
    assert comparison.plain(prose(Reference('source', 'setup'))) == 'setup'


def test_a_stance_off_the_scale_is_none() -> None:
    """Where a scale has no such step nothing is shown for it; the position stands."""
    page = Page('page')
    position(page, 'hot', 'ann', 'insists', summary='Loudly.')
    held = compare(page).positions['hot', 'ann']
    assert (held.stance, held.summary) == ('', prose('Loudly.'))


@pytest.mark.parametrize('reference', [('hypothesis', 'b'), ('', 'b'), ('', 'hypothesis-b'), ('point', 'b')])
def test_titles_that_refer_to_each_other_come_to_an_end(reference: tuple[str, str]) -> None:
    """A title may refer to another that refers to it: it is spelt out a few times, and then by its id."""
    page = Page('page')
    kind, target = reference
    point(page, 'hypothesis', 'a', prose('A or ', Reference(kind, target)))
    point(page, 'hypothesis', 'b', prose('B or ', Reference(kind, target.replace('b', 'a'))))
    comparison = compare(source_page('b', *BOB), page) if kind else compare(page)
    label = comparison.target(comparison.points['a']).label
    assert label.startswith('A or B or A')
    assert comparison.resolve_any('a')
    assert comparison.resolve_any('hypothesis-a')


def test_a_title_without_words_is_replaced_by_the_id() -> None:
    """A link must say something."""
    page = Page('page')
    point(page, 'theme', 'tea', prose(' '))
    comparison = compare(page)
    assert comparison.target(comparison.points['tea']).label == 'tea'
