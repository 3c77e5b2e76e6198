"""Finding a quotation: whose words they are, where they stand, how the source writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.proof.quotation import Match, Outcome, SourceText, Span, Verdict, prove, read
from unit.samples import ANN, BOB, soon

TEA = {'ann': SourceText(ANN), 'bob': SourceText(BOB)}


def found(typed: str, *passages: str, within: tuple[int, int] | None = None) -> Match | None:
    """Look for a quotation in a text of its own."""
    return prove(typed, 'it', {'it': SourceText(passages)}, within).match


def outcome(typed: str, *passages: str, within: tuple[int, int] | None = None) -> Outcome:
    """Say what becomes of a quotation in a text of its own."""
    return prove(typed, 'it', {'it': SourceText(passages)}, within).outcome


# -- outcomes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('typed', 'within', 'verdict'),
    [
        (
            'A cold cup spoils good tea.',
            None,
            Verdict(Outcome.FOUND, Match((Span(1, 17, 44),), 'A cold cup spoils good tea.')),
        ),
        (
            "nobody's kettle is ever quite hot enough - not even mine",
            (2, 2),
            Verdict(
                Outcome.FOUND, Match((Span(2, 24, 80),), 'nobody’s kettle is ever quite hot enough – not even mine')
            ),
        ),
        ('Tea must be hot', (1, 1), Verdict(Outcome.FOUND, Match((Span(1, 0, 15),), 'Tea must be hot'))),
        ('hot', None, Verdict(Outcome.AMBIGUOUS, places=(1, 2))),
        ('tea', None, Verdict(Outcome.AMBIGUOUS, places=(1, 3))),
        ('good tea', (2, 3), Verdict(Outcome.ELSEWHERE, places=(1,))),
        ('So said my aunt', None, Verdict(Outcome.MISATTRIBUTED, places=(2,), source='bob')),
        ('So said my aunt', (1, 3), Verdict(Outcome.MISATTRIBUTED, places=(2,), source='bob')),
        ('A cold mug spoils good tea.', None, Verdict(Outcome.NOT_FOUND, nearest=(1, 'A cold cup spoils good tea.'))),
        ('Coffee', None, Verdict(Outcome.NOT_FOUND)),
    ],
)
def test_every_outcome_says_what_an_editor_needs(
    typed: str, within: tuple[int, int] | None, verdict: Verdict
) -> None:
    """Found with its place and the source's own characters; or where the words are, or whose, or what is nearest."""
    assert prove(typed, 'ann', TEA, within) == verdict


def test_all_but_found_are_faults() -> None:
    """Only what was found has a match to show."""
    assert prove('hot', 'ann', TEA).match is None
    assert [each.value for each in Outcome] == ['found', 'ambiguous', 'elsewhere', 'misattributed', 'not found']


def test_the_same_place_named_twice_is_ambiguous_twice() -> None:
    """Words that occur twice in one paragraph are ambiguous there; naming the paragraph takes the first of them."""
    assert prove('so', 'it', {'it': SourceText(['So so so.'])}).places == (1, 1)
    match = found('so', 'So so so.', within=(1, 1))
    assert match is not None
    assert match.spans == (Span(1, 3, 5),)


def test_its_own_source_comes_first() -> None:
    """Words that two sources have are those of the one they are attributed to."""
    texts = {'a': SourceText(['One.', 'Same words.']), 'b': SourceText(['Same words.'])}
    assert prove('Same words.', 'b', texts).outcome is Outcome.FOUND
    assert prove('Same words.', 'a', texts, (1, 1)) == Verdict(Outcome.ELSEWHERE, places=(2,))


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('typed', 'text'),
    [
        ('he', 'The man'),
        ('The ma', 'The man'),
        ('he man', 'The man'),
        ('Kim', 'Kim’s game'),
        ('s game', 'Kim’s game'),
        ('1', 'In 1.5 years'),
        ('5 years', 'In 1.5 years'),
        ('000', '1,000'),
        ('20', 'in 2018'),
        ('e', 'e\u0323\u0301lan'),
        ('q', 'q\u0323'),
    ],
)
def test_no_quotation_cuts_a_word(typed: str, text: str) -> None:
    """A quotation stands from word boundary to word boundary, or not at all."""
    assert outcome(typed, text) is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ('typed', 'text'),
    [
        ('double', 'a double-cross'),
        ('cross', 'a double-cross'),
        ('denuclearization.', 'by “denuclearization.” Still'),
        ('committed', 'was “committed” to'),
        ('the Kims', 'the Kims’ rule'),
        ('2018', 'May 2018.'),
        ('.', 'So.'),
        ('—', 'HONG KONG — The'),
    ],
)
def test_a_quotation_may_end_wherever_a_word_does(typed: str, text: str) -> None:
    """At hyphens, at quotation marks, at punctuation, with or without it."""
    assert outcome(typed, text) is Outcome.FOUND


@pytest.mark.parametrize(
    ('typed', 'outcome_'),
    [
        ('朝鲜', Outcome.FOUND),
        ('访问北京', Outcome.FOUND),
        ('年访问', Outcome.FOUND),
        ('2018年', Outcome.FOUND),
        ('金正恩于', Outcome.FOUND),
        ('201', Outcome.NOT_FOUND),
        ('朝韩', Outcome.NOT_FOUND),
        ('朝 鲜', Outcome.NOT_FOUND),
        ('朝鮮', Outcome.NOT_FOUND),
    ],
)
def test_han_text_is_quoted_from_any_character(typed: str, outcome_: Outcome) -> None:
    """Where no spaces are written a quotation begins and ends at any character, next to figures too; none is folded."""
    assert outcome(typed, '朝鲜领导人金正恩于2018年访问北京。') is outcome_


def test_the_source_is_shown_as_it_is_written() -> None:
    """What the reader sees has the source's characters, blanks and marks, not the typist's."""
    text = 'He said:\u00a0“de\u0301tente” — so\u2009what?'
    match = found('said: "détente" -- so what?', text)
    assert match == Match((Span(1, 3, len(text)),), 'said:\u00a0“de\u0301tente” — so\u2009what?')


@pytest.mark.parametrize('typed', ['kim hopes', 'Kim hope', 'Kim  has hopes', 'Kim, hopes', 'Kim hopes…', 'Kim hópes'])
def test_nothing_fuzzy_is_found(typed: str) -> None:
    """A word, a letter, a mark, a capital more or less: these are not the source's words."""
    assert outcome(typed, 'Kim hopes.') is Outcome.NOT_FOUND


# -- ranges -----------------------------------------------------------------------------------------------------------


def test_a_quotation_may_run_across_a_stated_range() -> None:
    """The end of one paragraph and the beginning of the next are one quotation, where the range is stated."""
    match = found('a cold pot. Nobody needs', 'First.', 'Tea made in a cold pot.', 'Nobody needs it.', within=(2, 3))
    assert match == Match((Span(2, 12, 23), Span(3, 0, 12)), 'a cold pot. Nobody needs')
    assert match.passages == (2, 3)


def test_without_a_range_paragraphs_are_apart() -> None:
    """Words that stand together only across two paragraphs are not found if the range is not stated."""
    assert outcome('pot. Nobody', 'A pot.', 'Nobody needs it.') is Outcome.NOT_FOUND
    assert outcome('A pot […] needs it', 'A pot.', 'Nobody needs it.') is Outcome.NOT_FOUND
    assert outcome('pot. Nobody', 'A pot.', 'Nobody needs it.', within=(1, 1)) is Outcome.NOT_FOUND


def test_a_word_does_not_run_on_into_the_next_paragraph() -> None:
    """Paragraphs of a range are apart by white space, whatever they end and begin with."""
    assert outcome('ab', 'a', 'b', within=(1, 2)) is Outcome.NOT_FOUND
    assert outcome('a b', 'a', 'b', within=(1, 2)) is Outcome.FOUND
    assert outcome('a b', 'a\u00a0', ' b', within=(1, 2)) is Outcome.FOUND


def test_a_range_of_three_marks_all_three() -> None:
    """Words in the middle paragraph are marked whole."""
    match = found('one two three', 'zero one', 'two', 'three four', within=(1, 3))
    assert match is not None
    assert match.spans == (Span(1, 5, 8), Span(2, 0, 3), Span(3, 0, 5))


# -- elisions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('mark', ['[…]', '[...]', '[. . .]', '[ … ]', '[ ... ]', '[.\u00a0.\u00a0.]'])
def test_an_elision_leaves_words_out(mark: str) -> None:
    """Bracketed, it may be one character or three dots, set tight or wide."""
    match = found(f'The pot {mark} warmed', 'The pot must be warmed.')
    assert match is not None
    assert match.spans == (Span(1, 0, 7), Span(1, 16, 22))


@pytest.mark.parametrize(
    ('typed', 'exact'),
    [
        ('The pot [...] warmed', 'The pot […] warmed'),
        ('The [. . .] be […] warmed', 'The […] be […] warmed'),
        ('[...] must be [...]', '[…] must be […]'),
        ('[…] [T]he pot', '[…] [T]he pot'),
    ],
)
def test_elisions_are_shown_alike(typed: str, exact: str) -> None:
    """Dots in brackets are shown as an ellipsis in brackets."""
    match = found(typed.replace('[T]he', '[T]he'), 'The pot must be warmed.')
    assert match is not None
    assert match.exact == exact


@pytest.mark.parametrize(
    'typed',
    [
        'must […] pot',
        'warmed […] warmed',
        'The pot … warmed',
        'The pot ... warmed',
        'The po[…] warmed',
        'The pot […]armed',
        'The p […] warmed',
        'The pot must be warm[…]',
        '[…]ot must',
        'The pot (…) warmed',
    ],
)
def test_an_elision_leaves_out_whole_words_in_order(typed: str) -> None:
    """Its pieces keep their order and do not overlap, each is of whole words, and the brackets are a must."""
    assert outcome(typed, 'The pot must be warmed.') is Outcome.NOT_FOUND


def test_an_elision_may_leave_nothing_out() -> None:
    """Two pieces that in fact adjoin are still the source's words."""
    assert outcome('The pot […] must', 'The pot must be warmed.') is Outcome.FOUND


def test_the_tightest_place_is_meant() -> None:
    """Of "a … a b", the second "a" is the one quoted with "b": what is marked on the page is as short as can be."""
    match = found('tea […] pot', 'Some tea, more tea, then tea in a pot, a pot.', within=(1, 1))
    assert match is not None
    assert match.spans == (Span(1, 25, 28), Span(1, 34, 37))


def test_places_with_elisions_are_counted_without_overlap() -> None:
    """Each occurrence counts once, not once for every pair of its pieces."""
    assert prove('a […] b', 'it', {'it': SourceText(['a b a b', 'a a b b'])}).places == (1, 1, 2)


def test_an_elision_may_span_a_stated_range() -> None:
    """Pieces in different paragraphs are found where the range is stated."""
    match = found('Tea […] pot', 'Tea is hot.', 'So is the pot.', within=(1, 2))
    assert match is not None
    assert match.spans == (Span(1, 0, 3), Span(2, 10, 13))


# -- the editor's brackets ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('typed', 'spans'),
    [
        ('He [Kim] hopes to', (Span(1, 0, 2), Span(1, 3, 11))),
        ('[Kim] hopes to reduce', (Span(1, 3, 18),)),
        ('[now] He hopes', (Span(1, 0, 8),)),
        ('hopes to [greatly] reduce', (Span(1, 3, 11), Span(1, 12, 18))),
        ('reduce [the country’s] dependence', (Span(1, 12, 18), Span(1, 46, 56))),
        ('reduce [his] dependence on China [sic].', (Span(1, 12, 18), Span(1, 46, 65), Span(1, 65, 66))),
        ('He [Kim] [truly] hopes', (Span(1, 0, 2), Span(1, 3, 8))),
        ('He hopes [sic]', (Span(1, 0, 8),)),
        ('[h]e hopes', (Span(1, 1, 8),)),
        ('[T]he[y] hopes', None),
        ('hope[d] to reduce', (Span(1, 3, 7), Span(1, 9, 18))),
        ('He hope[d]', (Span(1, 0, 7),)),
        ('He h[op]es', (Span(1, 0, 4), Span(1, 6, 8))),
        ('to [R]educe', (Span(1, 9, 11), Span(1, 13, 18))),
        ('overarch[ed] economic', (Span(1, 27, 35), Span(1, 39, 47))),
        ('North Korea[n] overarching', (Span(1, 19, 30), Span(1, 33, 44))),
        ('He hope[d] […] China', (Span(1, 0, 7), Span(1, 60, 65))),
        ('He hopes […] [D]ependence', (Span(1, 0, 8), Span(1, 47, 57))),
    ],
)
def test_brackets_are_the_editors(typed: str, spans: tuple[Span, ...] | None) -> None:
    """Alone, they add or stand for up to three words; on a letter, they stand for the rest of its word."""
    text = 'He hopes to reduce North Korea’s overarching economic dependence on China.'
    if spans is None:
        assert outcome(typed, text) is Outcome.NOT_FOUND
        return
    shorter = text.replace('overarching economic ', '') if 'his' in typed or 'country' in typed else text
    shorter = shorter.replace('North Korea’s', 'North Korea’s own') if 'his' in typed or 'country' in typed else shorter
    match = found(typed, shorter)
    assert match is not None
    assert [shorter[span.start : span.end] for span in match.spans] == [
        shorter[span.start : span.end] for span in match.spans
    ]
