"""Titles as the styles have them: capitals, and the tags that CSL knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.citation.markup import BEGIN_ITALIC, END_ITALIC, for_print, pieces, plain
from sphinx_comparison.citation.styles.titles import headline, sentence


@pytest.mark.parametrize(
    ('title', 'printed'),
    [
        ('Things to come', 'Things to Come'),
        ('What is to be done?', 'What Is to Be Done?'),
        ('the harbour: a history', 'The Harbour: A History'),
        ('why <span class="nocase">van Gogh</span> left', 'Why <span class="nocase">van Gogh</span> Left'),
        ('iPhone and jean-paul', 'iPhone and Jean-Paul'),
        ('Kim Jong-un', 'Kim Jong-un'),
        ('a state-of-the-art guide to it', 'A State-of-the-Art Guide to It'),
        ('“small” and l’avenue', '“Small” and l’avenue'),
        ('on example.org and after', 'On example.org and After'),
        ('ALL OF IT', 'ALL OF IT'),
        ('H<sub>2</sub>o in wells', 'H<sub>2</sub>o in Wells'),
        ('straße and ßtill', 'Straße and ßtill'),
    ],
)
def test_headline(title: str, printed: str) -> None:
    """All words have a capital but small ones within; what has capitals of its own stays."""
    assert headline(title) == printed


@pytest.mark.parametrize(
    ('title', 'printed'),
    [
        ('What Is <span class="nocase">Kim</span>’s Game?', 'What is <span class="nocase">Kim</span>’s game?'),
        ('The Fall: A <span class="nocase">Roman</span> Tale', 'The fall: A <span class="nocase">Roman</span> tale'),
        (
            'Why I Left <span class="nocase">Rome</span> by NATO Jet',
            'Why I left <span class="nocase">Rome</span> by NATO jet',
        ),
        ('What Is Kim’s Game?', 'What Is Kim’s Game?'),
        (
            'What is <span class="nocase">Kim</span>’s Game of all?',
            'What is <span class="nocase">Kim</span>’s Game of all?',
        ),
    ],
)
def test_sentence(title: str, printed: str) -> None:
    """Words are small where the names are marked and the title has headline case; else it stays."""
    assert sentence(title) == printed


def test_tags() -> None:
    """CSL's tags are no text; what has no partner, and every other tag, is."""
    title = 'A <i>b</i> <span class="nocase">C</span> <sub>2</sub> <u>d</u> <i>e'

    assert plain(title) == 'A b C 2 <u>d</u> <i>e'
    assert for_print(title) == f'A {BEGIN_ITALIC}b{END_ITALIC} C 2 <u>d</u> <i>e'
    assert plain('<b><i>a</b></i>') == '<i>a</i>'


TAGS = ('<i>', '</i>', '<b>', '</b>', '<span class="nocase">', '</span>', 'a', ' ', '<', '>')


@given(st.lists(st.sampled_from(TAGS)).map(''.join))
def test_pieces_are_all_there(title: str) -> None:
    """Whatever tags a title has, in whatever order, its words are there in their order, once."""
    assert ''.join(piece.text for piece in pieces(title)) == plain(title)
    assert plain(headline(title)).casefold() == plain(title).casefold()
