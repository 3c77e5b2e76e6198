"""Notes on passages: what other sources say on the same thing, and what refers to a passage."""

from __future__ import annotations

from sphinx_comparison.model import Page, Section
from sphinx_comparison.permalinks.forwarding import Permalinks
from sphinx_comparison.views.notes import MOST_OTHERS, PassageNote, notes
from unit.samples import ANN, BOB, compare, line, mention, point, position, quote, source_page, tea


def noted(source: str, *pages: Page) -> dict[int, PassageNote]:
    """Return the notes on a source of a comparison; of the small one, if no pages are given."""
    comparison = compare(*pages) if pages else tea()
    units = enumerate(comparison.sources[source].units, 1)
    return notes(units, comparison, Permalinks(comparison))


def test_what_others_say_on_the_same_thing() -> None:
    """First stand another source's own words on the point that quotes the passage, with the paragraph."""
    said = {number: [line(other) for other in note.others] for number, note in noted('ann').items()}
    assert said == {1: ['Bob ¶2 “Tea must be hot.”'], 2: ['Bob ¶1 “Nobody needs a warm pot.”'], 3: []}
    link = noted('ann')[1].others[0].pieces[0]
    assert link.target.anchor.startswith('bob-p2-c')  # type: ignore[union-attr]  # a link


def test_which_point_counts() -> None:
    """Of two points a hypothesis counts before a theme, and then the one that quotes most of the passage."""
    page = Page('why', 'Why')
    for kind, name, mine, theirs in (
        ('theme', 'pots', ANN[0], BOB[0]),
        ('hypothesis', 'short', ANN[0][:8], BOB[1]),
        ('hypothesis', 'long', ANN[0][:16], BOB[2]),
    ):
        point(page, kind, name, name)  # type: ignore[arg-type]  # it is one of the kinds
        position(page, name, 'ann', '', mine)
        position(page, name, 'bob', '', theirs)
    (other,) = noted('ann', source_page('ann', *ANN), source_page('bob', *BOB), page)[1].others
    assert line(other) == f'Bob ¶3 “{BOB[2]}”'


def test_no_more_others_than_can_be_read() -> None:
    """Of many sources only some are quoted in a note, each once; the rest stand with the point."""
    page = Page('why', 'Why')
    point(page, 'hypothesis', 'hot', 'Hot')
    names = [f's{number}' for number in range(6)]
    for name in names:
        position(page, 'hot', name, '', f'Words of {name}.')
        position(page, 'hot', name, '', f'Words of {name}.')
    found = noted('s0', *(source_page(name, f'Words of {name}.') for name in names), page)
    assert len({line(other) for other in found[1].others}) == len(found[1].others) == MOST_OTHERS


def test_what_refers_to_it_is_in_groups() -> None:
    """Hypotheses come first, with stances before those without, then themes and evidence, and at last the prose.

    A place is named once, whether it quotes the passage or only refers to it.
    """
    page = Page('why', 'Why')
    for kind, name in (('evidence', 'war'), ('theme', 'pots'), ('hypothesis', 'cold'), ('hypothesis', 'hot')):
        point(page, kind, name, name.title())  # type: ignore[arg-type]  # it is one of the kinds
        position(page, name, 'ann', 'asserts' if name == 'hot' else '', ANN[0][:16])
    about = Section('of-it', 'Of it')
    mention(page, 'passage', 'ann#p1', about)
    mention(page, 'passage', 'ann#p1', about)
    quote(page, 'ann', ANN[0][:16])
    page.quoting[len(page.quotations) - 1] = about
    note = noted('ann', source_page('ann', *ANN), page)[1]
    assert [(name, line(each.line)) for name, each in note.referring] == [
        ('Hypotheses', 'Hot asserts'),
        ('Hypotheses', 'Cold'),
        ('Themes', 'Pots'),
        ('Evidence', 'War'),
        ('In the editors’ words', 'Of it'),
    ]
    assert line(note.in_one_line) == 'Referred to in: Hot (asserts) · Cold · Pots · War · Of it'


def test_a_passage_that_is_only_referred_to() -> None:
    """It has a note, and no marks."""
    page = Page('why', 'Why')
    mention(page, 'passage', 'ann#p2')
    found = noted('ann', source_page('ann', *ANN), page)
    assert [(number, note.marks) for number, note in found.items()] == [(2, ())]
    assert [line(each.line) for _, each in found[2].referring] == ['Why']
