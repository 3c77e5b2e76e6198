"""Folding: which differences are none, and that every character remembers where it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.proof.folding import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, SPACES, fold
from unit.samples import soon

# What folds, what composes (also only after it was put in order), and what does neither.
TRICKY = [
    *sorted(SPACES | DASHES | SINGLE_QUOTES | DOUBLE_QUOTES),
    *'aAeé2.[]',
    *('\u0301', '\u0316', '\u0323', '\u0344', '\u1100', '\u1161', '\u11a8', '\u0f73', '\u212b', '\u00ad', '\u200b'),
    *('金', '\U0001f1ec', '\ufb01'),
]
texts = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=['Cs']))
short_texts = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=['Cs']), max_size=8)


@pytest.mark.parametrize('blank', sorted(SPACES), ids='U+{0!a}'.format)
def test_white_space_of_every_kind_is_one_space(blank: str) -> None:
    """Tabs, line ends, no-break and other blanks, alone or in runs, are all one space."""
    assert fold(f'a{blank}b').text == fold(f'a {blank}\t{blank}b').text == 'a b'


def test_the_white_space_is_that_of_unicode() -> None:
    """The list is closed: exactly the characters that Unicode calls White_Space."""
    # Python calls the four information separators white space too.
    assert {c for c in map(chr, range(0x110000)) if c.isspace() and c not in '\x1c\x1d\x1e\x1f'} == SPACES


@pytest.mark.parametrize(
    ('plain', 'typeset'),
    [
        ("Kim's", 'Kim’s'),
        ("'so'", '‘so’'),
        ("'so'", '‚so‛'),
        ("Hawai'i", 'Hawaiʼi'),
        ('"so"', '“so”'),
        ('"so"', '„so‟'),
        ('a-b', 'a‐b'),
        ('a-b', 'a‑b'),
        ('1969-72', '1969–72'),
        ('a - b', 'a — b'),
        ('a--b', 'a—b'),
        ('a---b', 'a―b'),
        ('-3', '−3'),
        ('d\u00e9tente', 'de\u0301tente'),
        ('\u1ec7', 'e\u0302\u0323'),
        ('\ud55c', '\u1112\u1161\u11ab'),
        ('\u00c5', '\u212b'),
        ('a b', '\ta\u00a0\n b\u2003'),
    ],
)
def test_what_differs_by_keyboard_only_is_alike(plain: str, typeset: str) -> None:
    """Words typed plainly are the words that were set with curly quotes, dashes, no-break spaces, or decomposed."""
    assert fold(plain).text == fold(typeset).text


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('Kim', 'kim'),
        ('détente', 'detente'),
        ('co-operate', 'co\u00adoperate'),
        ('cooperate', 'co\u00adoperate'),
        ('fight', '\ufb01ght'),
        ('a b', 'a\u200bb'),
        ('a b', 'ab'),
        ('a-b', 'ab'),
        ('a-b', 'a b'),
        ('a...', 'a…'),
        ('"a"', "''a''"),
        ('"a"', '«a»'),
        ("5'", '5\u2032'),
        ('2', '²'),
        ('ａ', 'a'),
        ('a b', 'a\x1cb'),
    ],
)
def test_nothing_else_is_alike(one: str, other: str) -> None:
    """The list is closed: case, accents, soft hyphens, ligatures, guillemets, primes and the like tell texts apart."""
    assert fold(one).text != fold(other).text


def test_offsets_are_those_of_the_text_before_folding() -> None:
    """A run of the folded text is a run of the text before it, with all the blanks and marks that went into it."""
    before = ' “e\u0301  – b'
    folded = fold(before)
    assert folded.text == '"é - b'
    assert folded.origin(0, 1) == (1, 2)
    assert folded.origin(1, 2) == (2, 4)
    assert folded.origin(2, 3) == (4, 6)
    assert folded.origin(0, len(folded.text)) == (1, len(before))


@given(texts, st.data())
def test_what_lies_between_origins_folds_to_the_same(text: str, data: st.DataObject) -> None:
    """Whatever run of a folded text one takes, the text between its origins folds to it again."""
    folded = fold(text)
    # A run begins and ends between clusters, and not with the space that folding drops at the edges.
    edges = [
        i
        for i in range(len(folded.text) + 1)
        if i in (0, len(folded.text)) or folded.starts[i - 1] != folded.starts[i]
    ]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    run = folded.text[start:end]
    if run.strip(' ') == run != '':
        begin, stop = folded.origin(start, end)
        assert fold(text[begin:stop]).text == run


@given(texts)
def test_origins_are_in_order(text: str) -> None:
    """Offsets never run backwards or out of the text, and there is one pair for each character."""
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(short_texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What is folded is folded."""
    once = fold(text).text
    assert fold(once).text == once


@given(short_texts)
def test_canonical_equivalents_fold_alike(text: str) -> None:
    """Composed or decomposed, a text folds to the same."""
    composed, decomposed = unicodedata.normalize('NFC', text), unicodedata.normalize('NFD', text)
    assert fold(composed).text == fold(decomposed).text == fold(text).text


@given(texts)
def test_no_blank_is_left_but_single_spaces_inside(text: str) -> None:
    """A folded text has no white space at its edges and no two spaces together."""
    folded = fold(text).text
    assert folded == folded.strip(' ')
    assert '  ' not in folded
    assert '--' not in folded


@pytest.mark.parametrize(
    'marks',
    ['\u0301', '\u0316', '\u0301\u0316', '\u0316\u0301', '\u0344\u0316', '\u0f73'],
    ids='{0!a}'.format,
)
def test_no_run_of_marks_takes_long(marks: str) -> None:
    """A hundred kilobytes of combining marks on one letter are folded at once, in whatever order they come."""
    text = 'a' + marks * (50_000 // len(marks))
    with soon():
        folded = fold(text)
    assert folded.origin(0, len(folded.text)) == (0, len(text))


@pytest.mark.parametrize('text', ['e\u0301' * 50_000, '\u1100\u1161\u11a8' * 30_000, ' -' * 50_000, ' ' * 100_000])
def test_no_long_text_takes_long(text: str) -> None:
    """A hundred kilobytes that all compose, or all fold, are folded at once."""
    with soon():
        fold(text)
