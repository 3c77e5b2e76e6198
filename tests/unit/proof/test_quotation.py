"""Finding a quotation: whose words they are, where they stand, how the source writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.milestones import Stretch
from sphinx_comparison.proof.pattern import read
from sphinx_comparison.proof.quotation import Match, Outcome, SourceText, Span, Verdict, prove
from unit.samples import ANN, BOB, soon

TEA = {'ann': SourceText(ANN), 'bob': SourceText(BOB)}


def found(typed: str, *passages: str, within: tuple[int, int] | None = None) -> Match | None:
    """Look for a quotation in a text of its own."""
    return prove(typed, 'it', {'it': SourceText(passages)}, within and Stretch(*within)).match


def outcome(typed: str, *passages: str, within: tuple[int, int] | None = None) -> Outcome:
    """Say what becomes of a quotation in a text of its own."""
    return prove(typed, 'it', {'it': SourceText(passages)}, within and Stretch(*within)).outcome


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
def test_every_outcome_says_what_an_editor_needs(typed: str, within: tuple[int, int] | None, verdict: Verdict) -> None:
    """Found with its place and the source's own characters; or where the words are, or whose, or what is nearest."""
    assert prove(typed, 'ann', TEA, within and Stretch(*within)) == verdict


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
    assert prove('Same words.', 'a', texts, Stretch(1, 1)) == Verdict(Outcome.ELSEWHERE, places=(2,))


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
    """Where no spaces are written a quotation begins and ends at any character, next to figures too."""
    assert outcome(typed, '朝鲜领导人金正恩于2018年访问北京。') is outcome_


def test_the_source_is_shown_as_it_is_written() -> None:
    """What the reader sees has the source's characters, blanks and marks, not the typist's."""
    text = 'He said:\u00a0“de\u0301tente” — so\u2009what?'
    match = found('said: "détente" -- so what?', text)
    assert match == Match((Span(1, 3, len(text)),), 'said:\u00a0“de\u0301tente” — so\u2009what?')


@pytest.mark.parametrize('typed', ['kim hopes', 'Kim hope', 'Kim  has hopes', 'Kim, hopes', 'Kim hopes!', 'Kim hópes'])
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
    assert outcome('pot. Nobody', 'A pot.', 'Nobody needs it.') is Outcome.ELSEWHERE
    assert outcome('A pot […] needs it', 'A pot.', 'Nobody needs it.') is Outcome.ELSEWHERE
    assert outcome('pot. Nobody', 'A pot.', 'Nobody needs it.', within=(1, 1)) is Outcome.ELSEWHERE


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
    match = found(f'The pot {mark} be warmed with water', 'The pot must be warmed with water.')
    assert match is not None
    assert match.spans == (Span(1, 0, 7), Span(1, 13, 33))


@pytest.mark.parametrize(
    ('typed', 'exact'),
    [
        ('The pot must [...] warmed all through', 'The pot must […] warmed all through'),
        (
            'The pot must [..] be warmed all [....] through with water',
            'The pot must […] be warmed all […] through with water',
        ),
        ('[...] must be [...]', '[…] must be […]'),
        ('[…] [T]he pot', '[…] [T]he pot'),
    ],
)
def test_elisions_are_shown_alike(typed: str, exact: str) -> None:
    """Dots in brackets are shown as an ellipsis in brackets."""
    match = found(typed, 'The pot must be warmed all through with water.')
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
    assert outcome('The pot […] must be warmed then', 'The pot must be warmed then.') is Outcome.FOUND


def test_the_tightest_place_is_meant() -> None:
    """Of "a … a b", the second "a" is the one quoted with "b": what is marked on the page is as short as can be."""
    match = found('hot tea […] in a small pot', 'Some hot tea, hot tea, then hot tea in a small pot, in a small pot.')
    assert match is not None
    assert match.spans == (Span(1, 28, 35), Span(1, 36, 50))


def test_places_with_elisions_are_counted_without_overlap() -> None:
    """Each occurrence counts once, not once for every pair of its pieces."""
    assert prove(
        'a a a […] b b b', 'it', {'it': SourceText(['a a a b b b a a a b b b', 'a a a a b b b b'])}
    ).places == (1, 1, 2)


def test_an_elision_may_span_a_stated_range() -> None:
    """Pieces in different paragraphs are found where the range is stated."""
    match = found('Tea is hot […] is the pot', 'Tea is hot.', 'So is the pot.', within=(1, 2))
    assert match is not None
    assert match.spans == (Span(1, 0, 10), Span(2, 3, 13))


# -- the editor's brackets --------------------------------------------------------------------------------------------

HOPES = 'He hopes to reduce North Korea’s overarching economic dependence on China.'


@pytest.mark.parametrize(
    ('typed', 'words'),
    [
        ('He [Kim] hopes to', ['He', 'hopes to']),
        ('[Kim] hopes to', ['hopes to']),
        ('He [Kim] [truly] hopes', ['He', 'hopes']),
        ('hopes to [greatly] reduce', ['hopes to', 'reduce']),
        ('hopes to [cut] North', ['hopes to', 'North']),
        ('reduce [its] overarching', ['reduce', 'overarching']),
        ('to [cut its] overarching', ['to', 'overarching']),
        ('He hopes [sic]', ['He hopes']),
        ('on China [sic].', ['on China', '.']),
        ('[h]e hopes', ['e hopes']),
        ('He hope[d]', ['He hope']),
        ('hope[d] to reduce', ['hope', 'to reduce']),
        ('to [R]educe', ['to', 'educe']),
        ('He h[op]es to', ['He h', 'es to']),
        ('overarch[ed] economic', ['overarch', 'economic']),
        ('North Korea[n] overarching', ['North Korea', 'overarching']),
        ('He hope[d] […] economic dependence on China', ['He hope', 'economic dependence on China']),
        ('He hopes to […] [D]ependenc[e] on China', ['He hopes to', 'ependenc', 'on China']),
        ('He hopes to […] [d]ependence on China', ['He hopes to', 'ependence on China']),
        ('[…] [R]educe North', ['educe North']),
    ],
)
def test_brackets_are_the_editors(typed: str, words: list[str] | None) -> None:
    """Alone, they add, or stand for up to three words; on a letter, they stand for the rest of its word."""
    match = found(typed, HOPES)
    assert (match and [HOPES[span.start : span.end] for span in match.spans]) == words


@pytest.mark.parametrize(
    ('typed', 'text', 'is_found'),
    [
        ('for [ages], and on', 'for a century, and on', True),
        ('for [ages]; and on', 'for a century, and on', False),
        ('for [ages] and on', 'for a century, and on', True),
        ('he [Kim], too', 'he, too', True),
        ('says [it].', 'says that word.', True),
        ('says [it].', 'says that very word once.', False),
    ],
)
def test_marks_behind_a_bracket_are_quoted(typed: str, text: str, is_found: bool) -> None:
    """The marks behind the words that a bracket stands for may be quoted, and then they must be there."""
    assert (found(typed, text) is not None) is is_found


@pytest.mark.parametrize(
    'typed',
    [
        'hopes [to cut its] overarching',
        'He [Kim] hope to',
        'He [Kim]shopes',
        'hop[ed] reduce',
        'hope[d] North',
        'He [h]opes to [r]educe South',
        'the [H]opes',
        'hopes [to] China',
        '[H]e hope to',
    ],
)
def test_brackets_hide_no_more_than_that(typed: str) -> None:
    """More than three words, or the words outside the brackets, may not differ."""
    assert outcome(typed, HOPES) is Outcome.NOT_FOUND


SENSE = (
    'It is implausible or sudden, and unlike Mao he hopes; we would not become an ally. The hopeless non-aligned '
    'Korea lost -5 per cent, .5 per cent, 1/2 million men and 1,000 men in 1972; he can`t, and it was risk-free.'
)


@pytest.mark.parametrize(
    'typed',
    [
        '[p]lausible or sudden',
        'is [p]lausible or',
        '[l]ike Mao he',
        'im[possible] or sudden',
        'hope[ful] non-aligned',
        'hope[fully]',
        '[]lausible or',
        'would [] become',
        'would [ ] become',
        'would [,] become',
        'aligned Korea lost',
        '5 per cent, .5',
        '2 million men',
        '000 men in',
        'in 197[3]',
        'and he can',
        'it was risk',
        'no[w] become',
        'we w[ill] not',
        'It is […] Mao […] an ally',
        'is implausible […] he […] ally',
    ],
)
def test_brackets_and_cuts_that_turn_a_word_are_refused(typed: str) -> None:
    """A bracket changes the case of a head, or a short ending; no cut takes a prefix, a sign or a digit away."""
    assert outcome(typed, SENSE) is not Outcome.FOUND


@pytest.mark.parametrize(
    ('typed', 'omissions'),
    [
        ('[I]mplausible or', [('[I]', 'i', '')]),
        ('would [indeed] become', [('[indeed]', 'not', 'indeed')]),
        ('hopes; we would […] become an ally', [('[…]', 'not', '')]),
        ('is [plausible] or', [('[plausible]', 'implausible', 'plausible')]),
        ('unlike Mao he hope[d]', [('[d]', 's', '')]),
        ('Mao [then] he hopes', [('[then]', '', 'then')]),
    ],
)
def test_what_a_bracket_stands_for_is_known(typed: str, omissions: list[tuple[str, str, str]]) -> None:
    """Each ellipsis and bracket says which of the source's words it stands for, and what it adds."""
    match = found(typed, SENSE)
    assert match is not None
    assert [(each.shown, each.words, each.added) for each in match.omissions] == omissions


@pytest.mark.parametrize(
    ('typed', 'exact'),
    [
        ('He [Kim] hopes to', 'He [Kim] hopes to'),
        ('[h]e hopes', '[h]e hopes'),
        ('He hope[d] to […] dependence on China.', 'He hope[d] to […] dependence on China.'),
        ("North Korea's [deep] economic", 'North Korea’s [deep] economic'),
        ('on China [sic].', 'on China [sic].'),
        ("[Kim's] hopes to […] [E]conomic dependence on China", "[Kim's] hopes to […] [E]conomic dependence on China"),
        ('He [Kim] hoped', None),
    ],
)
def test_the_editors_brackets_are_shown_among_the_sources_words(typed: str, exact: str | None) -> None:
    """What the reader sees has the source's characters outside the brackets, and the editor's within."""
    match = found(typed, HOPES)
    assert (match and match.exact) == exact


@pytest.mark.parametrize(
    ('typed', 'text', 'is_found'),
    [
        ('他[金]希望', '他希望胜利', True),
        ('他[金正恩]胜利', '他要的胜利', True),
        ('他[金正恩]胜利', '他所要的胜利', True),
        ('他[金正恩]胜利', '他所不要的胜利', False),
        ('他[金正恩]胜利', '他不要，要的不是胜利', False),
    ],
)
def test_brackets_in_han_text_are_no_wider(typed: str, text: str, is_found: bool) -> None:
    """Where no spaces are written each character counts as a word: brackets stand for three of them at most."""
    assert (found(typed, text) is not None) is is_found


@pytest.mark.parametrize('typed', ['he [sic] says', 'as [quoted by the paper at the time] he says', 'a […] b'])
def test_the_sources_own_brackets_are_its_words(typed: str) -> None:
    """Brackets that stand in the source are quoted like anything else, and shown as they stand there."""
    text = f'There {typed}, then.'
    match = found(typed, text)
    assert match == Match((Span(1, 6, 6 + len(typed)),), typed)
    assert outcome(typed, 'Nothing.', text, within=(1, 1)) is Outcome.ELSEWHERE
    texts = {'a': SourceText(['Nothing.']), 'b': SourceText([text])}
    assert prove(typed, 'a', texts) == Verdict(Outcome.MISATTRIBUTED, places=(1,), source='b')


@pytest.mark.parametrize('typed', ['', ' ', '[…]', '[Kim]', '[…] [sic] […]', '\u00a0\n'])
def test_brackets_alone_quote_nothing(typed: str) -> None:
    """A quotation that has none of the source's words is known as such before it is looked for."""
    assert read(typed).runs == ()


@given(st.text(st.sampled_from("ab '[]….-\n"), max_size=30))
def test_every_quotation_is_judged(typed: str) -> None:
    """However brackets, dots and blanks are strewn, a quotation that quotes something has a verdict."""
    if read(typed).runs:
        verdict = prove(typed, 'ann', {**TEA, 'it': SourceText(['a b [a] a. b'])}, Stretch(1, 1))
        assert (verdict.outcome is Outcome.FOUND) is (verdict.match is not None)


# -- against another way to look --------------------------------------------------------------------------------------

some_words = st.lists(st.sampled_from(['a', 'b', 'ab', 'aa', "a's"]), min_size=1, max_size=12).map(' '.join)


@given(some_words, some_words)
def test_it_finds_what_a_regular_expression_finds(typed: str, text: str) -> None:
    """Plain quotations stand where the words stand between word boundaries, and as often."""
    count = len(re.findall(rf"(?<![\w']){re.escape(typed)}(?![\w'])", text))
    verdict = prove(typed, 'it', {'it': SourceText([text])})
    assert len(verdict.places) + (verdict.match is not None) == count


@given(st.lists(some_words, min_size=2, max_size=3), some_words)
def test_elisions_find_what_a_regular_expression_finds(pieces: list[str], text: str) -> None:
    """Elisions stand where the pieces stand in order, and the place is as tight as can be from its end."""
    pattern = '.*?'.join(rf"(?<![\w']){re.escape(piece)}(?![\w'])" for piece in pieces)
    match = found(' […] '.join(pieces), text, within=(1, 1))
    assert (match is not None) is bool(re.search(pattern, text))
    if match:
        assert [text[span.start : span.end] for span in match.spans] == pieces
        assert [span.start for span in match.spans] == sorted(span.start for span in match.spans)
        assert not re.search(pattern, text[match.spans[0].start + 1 : match.spans[-1].end])


# -- nearest ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('typed', 'nearest'),
    [
        ('A warm cup spoils good tea', (1, 'A cold cup spoils good tea.')),
        ('and the pot must be warm', (2, 'The pot must be warmed;')),
        ('seen […] made [so] well', (3, 'seen tea made well')),
        ('seen tea made well', (3, 'seen tea made well')),
        ('xyz', None),
    ],
)
def test_the_nearest_words_are_those_that_were_meant(typed: str, nearest: tuple[int, str] | None) -> None:
    """What comes nearest is the stretch of a paragraph that shares most words with what was typed, none left over."""
    assert SourceText(ANN).nearest(read(typed)) == nearest


def test_a_source_without_paragraphs_has_nothing() -> None:
    """A source may have no paragraphs: nothing is found in it, and nothing is near."""
    assert prove('words', 'it', {'it': SourceText([])}) == Verdict(Outcome.NOT_FOUND)


# -- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    'typed',
    [
        'word ' * 20_000,
        'word ' * 20_000 + 'end',
        'a ' * 50_000,
        '[' * 100_000,
        'z' + '[]' * 50_000,
        'a [' * 30_000,
        'a' + '\u0301\u0316' * 50_000,
        'a' * 100_000,
        '- ' * 50_000,
    ],
    ids=['words', 'words not there', 'short', 'open', 'empty', 'never closed', 'marks', 'letters', 'dashes'],
)
def test_a_long_quotation_takes_no_time(typed: str) -> None:
    """A hundred kilobytes are looked for at once in a text as long, found or not."""
    text = SourceText(['word ' * 20_000, 'a ' * 50_000, 'a' * 99_999])
    with soon():
        prove(typed, 'it', {'it': text, 'other': text})


@pytest.mark.parametrize(
    'typed',
    ['a […] ' * 300 + 'a', 'a […] ' * 300 + 'b', 'a [x] ' * 20 + 'b', 'a[x] ' * 20 + 'b', 'a […] b [x] ' * 50 + 'c'],
)
def test_many_brackets_take_no_time(typed: str) -> None:
    """No way through a text is tried twice, however many ways brackets leave open."""
    with soon():
        prove(typed, 'it', {'it': SourceText(['a ' * 2_000, 'a b ' * 1_000])})


@pytest.mark.parametrize(
    ('text', 'typed'),
    [
        ('a. 人\u0e35b', 'a. 人 [Kim] b'),
        ('-a.\u0308国a国\u0308人', '-a. [Kim] 国\u0308人'),
        ('b\u0308 is', 'b [Kim] is'),
    ],
)
def test_a_word_does_not_end_before_its_mark(text: str, typed: str) -> None:
    """What stands before an editor's insertion is a whole word, with the marks on its last letter."""
    assert prove(typed, 'it', {'it': SourceText([text])}).match is None


def test_words_of_several_passages() -> None:
    """Words that go over the end of a passage are found, and it is said over which; the range must be stated."""
    texts = {'it': SourceText(['One and two.', 'Three and four.', 'Five and six.', 'Two. Three and'])}
    assert prove('and two. Three and', 'it', texts) == Verdict(Outcome.ELSEWHERE, across=(1, 2))
    assert prove('four. Five', 'it', texts, Stretch(1, 2)) == Verdict(Outcome.ELSEWHERE, across=(2, 3))
    assert prove('two. Three and four. Five', 'it', texts, Stretch(2, 4)) == Verdict(Outcome.ELSEWHERE, across=(1, 3))
    assert prove('and two. Four', 'it', texts).outcome is Outcome.NOT_FOUND
    assert prove('Two. Three', 'it', texts).outcome is Outcome.FOUND
