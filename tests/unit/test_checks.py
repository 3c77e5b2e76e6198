"""Checks: everything that an editor must mend is found, once, in order, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_comparison import messages
from sphinx_comparison.checks import findings
from sphinx_comparison.locators import Locator
from sphinx_comparison.model import Page, Place, Reference, Section, ViewRequest
from sphinx_comparison.proof.quotation import Outcome, Verdict
from unit.samples import ANN, compare, mention, point, position, quote, source_page, tea, tea_pages

if TYPE_CHECKING:
    from sphinx_comparison.model import Finding


def check(*extra: Page) -> list[Finding]:
    """Check the small comparison, and some pages more."""
    return findings(compare(*tea_pages().values(), *extra))


def test_a_good_comparison_has_no_finding() -> None:
    """Where everything is in order nothing is said."""
    assert findings(tea()) == []
    assert findings(compare()) == []


@pytest.mark.parametrize(
    ('kind', 'target', 'finding'),
    [
        ('source', 'anna', messages.unknown_reference(Place('page', 11), 'source', 'anna', ['ann'])),
        ('question', 'xx', messages.unknown_reference(Place('page', 11), 'question', 'xx', [])),
        ('hypothesis', 'hott', messages.unknown_reference(Place('page', 11), 'hypothesis', 'hott', ['hot'])),
        ('theme', 'warm-pot', messages.unknown_reference(Place('page', 11), 'theme', 'warm-pot', [])),
        ('passage', 'anna#p1', messages.unknown_reference(Place('page', 11), 'source', 'anna', ['ann'])),
        ('passage', 'ann', messages.unreadable_locator(Place('page', 11), '')),
        ('passage', 'ann#seven', messages.unreadable_locator(Place('page', 11), 'seven')),
        ('passage', 'ann#p4', messages.locator_outside(Place('page', 11), 'ann', Locator(4, 4), 3)),
        ('passage', 'ann#p0', messages.locator_outside(Place('page', 11), 'ann', Locator(0, 0), 3)),
        ('passage', 'ann#p3-p2', messages.backward_locator(Place('page', 11), Locator(3, 2))),
    ],
)
def test_a_reference_to_nothing_is_found(kind: str, target: str, finding: Finding) -> None:
    """What does not exist is named with what is near; a locator that leads out of its source says how far it goes."""
    page = Page('page')
    mention(page, kind, target)
    assert check(page) == [finding]


def test_references_of_no_kind_are_left_to_others() -> None:
    """They may mean something outside of the comparison: who resolves them warns of them."""
    page = Page('page')
    mention(page, '', 'nothing')
    assert check(page) == []


def test_what_another_site_has_is_no_fault() -> None:
    """A reference to what is not here is right if another site is known to have a thing of that kind."""
    page = Page('page')
    mention(page, 'source', 'zoe')
    mention(page, 'theme', 'zoe')
    found = findings(compare(page), lambda kind, target: (kind, target) == ('source', 'zoe'))
    assert found == [messages.unknown_reference(Place('page', 11), 'theme', 'zoe', [])]


SCALE_IDS = ['asserts', 'grants', 'entertains', 'doubts', 'rejects', 'silent']


@pytest.mark.parametrize(
    ('point_id', 'stance', 'finding'),
    [
        ('hot', '', messages.missing_stance(Place('page', 7), 'zoe', SCALE_IDS)),
        ('hot', 'assert', messages.unknown_stance(Place('page', 7), 'assert', ['asserts'], SCALE_IDS)),
        ('hot', 'Doubts', messages.unknown_stance(Place('page', 7), 'Doubts', ['doubts'], SCALE_IDS)),
        ('authority', 'hm', messages.unknown_stance(Place('page', 7), 'hm', [], SCALE_IDS)),
        ('authority', '', None),
        ('hot', 'silent', None),
    ],
)
def test_a_position_on_a_hypothesis_has_a_stance_of_the_scale(
    point_id: str, stance: str, finding: Finding | None
) -> None:
    """Under a hypothesis a stance is a must, elsewhere it is not; off the scale the nearest step is named."""
    page = Page('page')
    position(page, point_id, 'zoe', stance)
    assert check(page) == ([finding] if finding else [])


def test_silence_does_not_quote() -> None:
    """A source that is silent on a point has no words to quote on it."""
    page = Page('page')
    point(page, 'theme', 'milk')
    position(page, 'milk', 'ann', 'silent', 'good tea')
    assert check(page) == [messages.silent_with_quotation(Place('page', 7), 'ann')]


def test_a_position_must_be_on_a_point() -> None:
    """A position on what does not exist is found, with the nearest points of all kinds."""
    page = Page('page')
    position(page, 'hott', 'ann')
    assert check(page) == [messages.unknown_reference(Place('page', 7), 'point', 'hott', ['hot'])]


def test_a_point_must_have_a_position() -> None:
    """A point on which nobody has a position is found; one whose position is on another page is not."""
    page = Page('page')
    point(page, 'theme', 'cups')
    assert check(page) == [messages.no_positions(Place('page', 5), 'theme', 'cups')]
    other = Page('other')
    position(other, 'cups', 'ann')
    assert check(page, other) == []


def test_what_is_defined_twice_is_found_once() -> None:
    """The second definition is the fault, and it names the first."""
    page = Page('zzz')
    point(page, 'theme', 'hot')
    assert check(page) == [messages.duplicate(Place('zzz', 5), 'the hypothesis "hot"', Place('why', 5))]


def test_what_a_view_asks_for_must_exist() -> None:
    """The ids among the options of a view are references like any others."""
    page = Page('page')
    references = (Reference('point', 'hot'), Reference('point', 'hott'), Reference('source', 'zoe'))
    page.views.append(ViewRequest(0, 'comparison', (), Place('page', 4), references))
    assert check(page) == [
        messages.unknown_reference(Place('page', 4), 'point', 'hott', ['hot']),
        messages.unknown_reference(Place('page', 4), 'source', 'zoe', []),
    ]


@pytest.mark.parametrize(
    ('typed', 'where', 'verdict'),
    [
        ('hot', '', Verdict(Outcome.AMBIGUOUS, places=(1, 2))),
        ('good tea', '¶2', Verdict(Outcome.ELSEWHERE, places=(1,))),
        ('So said my aunt', '', Verdict(Outcome.MISATTRIBUTED, places=(2,), source='bob')),
        ('bad tea', '', Verdict(Outcome.NOT_FOUND, nearest=(1, 'Tea'))),
        ('xyz', '', Verdict(Outcome.NOT_FOUND)),
    ],
)
def test_a_quotation_that_is_not_found_is(typed: str, where: str, verdict: Verdict) -> None:
    """Each outcome but the good one is a finding, where the quotation was written."""
    page = Page('page')
    quote(page, 'ann', typed, where)
    locator = Locator.parse(where) if where else None
    assert check(page) == [messages.unproved(Place('page', 9), verdict, 'ann', typed, locator)]


@pytest.mark.parametrize(
    ('where', 'finding'),
    [
        ('¶9', messages.locator_outside(Place('page', 9), 'ann', Locator(9, 9), 3)),
        ('¶3–2', messages.backward_locator(Place('page', 9), Locator(3, 2))),
    ],
)
def test_a_quotation_at_no_paragraph_is_found(where: str, finding: Finding) -> None:
    """Where the locator is wrong that is the fault; the words are not judged."""
    page = Page('page')
    quote(page, 'ann', 'good tea', where)
    assert check(page) == [finding]


def test_a_quotation_in_running_text_must_have_a_source() -> None:
    """The source of one in a position is found with the position; in running text it is checked by itself."""
    page = Page('page')
    quote(page, 'zoe', 'good tea')
    assert check(page) == []
    page.quoting[0] = Section()
    assert check(page) == [messages.unknown_reference(Place('page', 9), 'source', 'zoe', [])]


def test_what_a_page_found_itself_is_kept() -> None:
    """What was found when the page was read is said again on every build."""
    page = Page('page')
    page.findings.append(messages.empty_quotation(Place('page', 3)))
    assert check(page) == page.findings


def test_findings_are_in_order_and_each_is_said_once() -> None:
    """By page, then by line; the same thing at the same place once."""
    second, first = Page('b'), Page('a')
    for page in (second, first):
        for line in (30, 4, 4):
            mention(page, 'source', 'zoe', line=line)
        mention(page, 'source', 'kim', line=4)
    found = check(second, first)
    assert [(finding.place.docname, finding.place.line) for finding in found] == [
        ('a', 4),
        ('a', 4),
        ('a', 30),
        ('b', 4),
        ('b', 4),
        ('b', 30),
    ]
    assert 'kim' in found[0].message


def test_the_order_of_pages_does_not_matter() -> None:
    """The findings are the same in whatever order the pages were read."""
    pages = [source_page('ann', *ANN), Page('x'), Page('y')]
    mention(pages[1], 'source', 'zoe')
    quote(pages[2], 'ann', 'bad tea')
    assert findings(compare(*pages)) == findings(compare(*reversed(pages)))
