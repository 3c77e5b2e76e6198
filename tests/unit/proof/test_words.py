"""Words: where they end, how a message shows a difference between two runs of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.proof.words import inside_word, is_unspaced, short, visible, word_diff
from unit.samples import soon


@pytest.mark.parametrize(
    'text',
    [
        'K|im',
        'Kim|1',
        '1|2',
        "Kim|'s",
        "Kim'|s",
        "rock'|n|'roll",
        '1|.5',
        '1.|5',
        '1|,000',
        'a|_b',
        'x|\u0323',
        'x\u0323|y',
        "x\u0323|'s",
        '한|국',
        'שׁ|ל',
        'ก|ั',
        'co|\u00ad|operate',
        'a|\u200c|\u200d|b',
        "Kim|\u2060|'|\u2060|s",
        '1|\u200e|.|5',
        '\U0001f44d|\U0001f3fd',
        '\U0001f468|\u200d|\U0001f469',
        'a' + '\u00ad' * 50 + '|' + '\u00ad' * 50 + 'b',
    ],
)
def test_a_cut_inside_a_word_splits_it(text: str) -> None:
    """Letters, digits and marks hold together; so do letters over an apostrophe, digits over a full stop or comma.

    What cannot be seen ends no word, and a joiner holds pictures together.
    """
    whole = text.replace('|', '')
    for offset in (offset - index for index, offset in enumerate(i for i, c in enumerate(text) if c == '|')):
        assert inside_word(whole, offset)


@pytest.mark.parametrize(
    'text',
    [
        '|Kim',
        'Kim|',
        'Kim| |Jong',
        'Jong|-|un',
        'so|.| But',
        'so|.But',
        'a|,b',
        "'|Kim|'",
        "Kings|'| |men",
        "1|'s",
        '1|. |2',
        '金|正|恩',
        '金|Kim|金',
        '2018|年|美',
        'か|ら|カ',
        'ไ|ท|ย',
        '',
        'a|\u200b|b',
        '\u2067|שלום|\u2069 a',
        '|\u00ad|a|\u00ad|',
        '金|\u00ad|正',
        'a|\u200d|. b',
    ],
)
def test_a_cut_between_words_splits_none(text: str) -> None:
    """A word ends at spaces, punctuation and hyphens; where no spaces are written, at every character."""
    whole = text.replace('|', '')
    for offset in (offset - index for index, offset in enumerate(i for i, c in enumerate(text) if c == '|')):
        assert not inside_word(whole, offset)


@given(st.text(), st.integers(-3, 200))
def test_any_offset_may_be_asked_about(text: str, offset: int) -> None:
    """Offsets at the edges of a text, and out of it, split nothing."""
    assert inside_word(text, offset) in (False, True)
    assert not inside_word(text, 0)
    assert not inside_word(text, len(text))


@pytest.mark.parametrize(
    ('character', 'unspaced'), [('金', True), ('ら', True), ('ไ', True), ('K', False), ('한', False)]
)
def test_scripts_without_spaces_are_known(character: str, unspaced: bool) -> None:
    """Han, kana and Thai are written without spaces; Latin and Hangul are not."""
    assert is_unspaced(character) is unspaced


@pytest.mark.parametrize(
    ('old', 'new', 'shown'),
    [
        ('a b c', 'a b c', '…'),
        ('a b c', 'a x c', 'a [-b-] {+x+} c'),
        ('a b c', 'a c', 'a [-b-] c'),
        ('a c', 'a b c', 'a {+b+} c'),
        ('one two three four five six', 'one two three four five sax', '… two three four five [-six-] {+sax+}'),
        ('a 1 2 3 4 5 6 7 8 9 b', 'x 1 2 3 4 5 6 7 8 9 y', '[-a-] {+x+} 1 2 3 4 … 6 7 8 9 [-b-] {+y+}'),
        ('six five four three two one', 'sax five four three two one', '[-six-] {+sax+} five four three two …'),
        ('a 1 2 3 4 5 6 7 8 b', 'x 1 2 3 4 5 6 7 8 y', '[-a-] {+x+} 1 2 3 4 5 6 7 8 [-b-] {+y+}'),
        ('well known:\u00a0stronger', 'well known: stronger', 'well [-known:<U+00A0>stronger-] {+known: stronger+}'),
        ('', 'a', '[--] {+a+}'),
        ('朝鲜领导人金正恩访问北京。', '朝鲜领导人金正恩访問北京。', '…金正恩访[-问-]{+問+}北京。'),
        ('朝鲜 领导人', '朝鲜领导人', '朝鲜[- -]领导人'),
        ('a' * 500 + 'b', 'a' * 500 + 'c', f'[-…{"a" * 75}b-] {{+…{"a" * 75}c+}}'),
    ],
)
def test_a_difference_is_shown_word_by_word(old: str, new: str, shown: str) -> None:
    """What was taken away and what was put in are marked as wdiff does; what is alike is shown only near them."""
    assert word_diff(old, new) == shown


def test_a_difference_of_long_texts_takes_no_time() -> None:
    """Four hundred words are compared from the first that differs, so that a message never costs more than that."""
    old = ' '.join(f'w{n % 7}' for n in range(50_000))
    new = ' '.join(f'w{n % 5}' for n in range(50_000))
    with soon():
        shown = word_diff(old, new)
    assert len(shown) < 8000
    same = ' '.join(['same'] * 50_000)
    assert word_diff(f'{same} old', f'{same} new') == '… same same same same [-old-] {+new+}'
    assert word_diff(f'old {same} a', f'new {same} b') == '[-old-] {+new+} same same same same …'


@pytest.mark.parametrize(
    ('text', 'shown'),
    [
        ('plain – “text”\n金', 'plain – “text”\n金'),
        ('a\u00a0b', 'a<U+00A0>b'),
        ('a\u200bb\ufeff', 'a<U+200B>b<U+FEFF>'),
        ('a\tb\x00', 'a<U+0009>b<U+0000>'),
        ('\ud800', '<U+D800>'),
        ('\U000e0001', '<U+E0001>'),
        ('a\u202eb', 'a<U+202E>b'),
    ],
)
def test_what_cannot_be_seen_is_named(text: str, shown: str) -> None:
    """Characters that show nothing, or turn the text around, are given by their code point."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ('text', 'shown'),
    [
        ('short', 'short'),
        ('two\n  lines', 'two lines'),
        ('x' * 80, 'x' * 80),
        ('x' * 81, 'x' * 79 + '…'),
        ('word ' * 30, ('word ' * 16).rstrip() + '…'),
        ('a' + ' ' * 10_000 + 'b', 'a…'),
        (' ' * 10_000 + 'b', 'b'),
        ('bell\x07', 'bell<U+0007>'),
        ('', ''),
    ],
)
def test_an_excerpt_is_short_and_on_one_line(text: str, shown: str) -> None:
    """A message quotes at most eighty characters, on one line, all of them visible."""
    assert short(text) == shown


@given(st.text())
def test_no_excerpt_is_too_long(text: str) -> None:
    """However long and strange a text, its excerpt is one printable line of at most eighty characters."""
    assert len(short(text)) <= 80
    assert short(text).isprintable()
