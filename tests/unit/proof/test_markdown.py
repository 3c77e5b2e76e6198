"""Seeds in Markdown: what is only form is layout, and the seed can be given back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_comparison.proof.markdown import layout
from sphinx_comparison.proof.seed import PageBlock, prove

# Pieces that mean something to Markdown, so that texts made of them have much of it.
PIECES = (
    'tea', 'Milk ', ' ', '\n', '\n\n', '  \n', '\r\n', '*', '**', '_', '`', '[', '](', ')', '[^1]', '[^1]: ', '# ',
    '> ', '- ', '1. ', '| a | b |\n|---|---|\n| c | d |\n', '&amp;', '&#8212;', '\\\\', '\\*', '<b>', '</b>', '<br>',
    '<div>', '    ', '```', '***\n', '![', 'http://a.b/c', '<http://a.b>', '[r]: /u "t"\n', '~~', '$', '{x}', '\u2028',
    '\ufeff', '\0', '\t',
)  # fmt: skip


@pytest.mark.parametrize(
    ('seed', 'plain'),
    [
        ('Plain text.', 'Plain text.'),
        ('# Of *tea*\n\nIt is\nhot.\n', 'Of tea\n\nIt is hot.'),
        ('Of tea\n======\n', 'Of tea'),
        ('**All** of [it](http://example.org/a*b*c "t") \\*is*.', 'All of it *is*.'),
        ('Tea &amp; milk &#8212; ever so.', 'Tea & milk \u2014 ever so.'),
        ('Milk.[^1]\n\n[^1]: In *first*.\n\nTea.', 'Milk.\n\nIn first.\n\nTea.'),
        ('> Quoted\n> twice.\n\n- one\n- two\n', 'Quoted twice.\n\none\n\ntwo'),
        ('a<br>b <i>c</i>\\\nd', 'a b c d'),
        ('| a | a |\n|---|---|\n| *b* | a |\n', 'a\n\na\n\nb\n\na'),
        ('    if tea:\n      pour\n', 'if tea: pour'),
        ('<div>\nNo form.\n</div>\n', '<div> No form. </div>'),
        ('Tea ![a pot](pot.png).\n\n***\n\n[r]: /u\n', 'Tea .'),
        ('', ''),
    ],
)
def test_what_readers_see(seed: str, plain: str) -> None:
    """Marks of emphasis, headings, links, quotations, lists, tables and notes are form; entities are characters."""
    assert layout(seed).apply(seed) == plain


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(''.join))
@example('*' * 50)
@example('a *a* a **a** a ' * 20)
def test_any_seed_can_be_given_back(seed: str) -> None:
    """Whatever markup it has, whole or broken: its layout is made plain and undone."""
    edits = layout(seed)
    plain = edits.apply(seed)
    assert edits.revert(plain) == seed
    assert not any(line.strip(' \n') == '' for line in plain.split('\n\n')[1:])


def test_a_change_is_found_at_its_line() -> None:
    """What differs is named with the line of the seed, and with what readers see of it."""
    seed = '# Tea\n\nIt is *hot*.\n\nIt is\n**brown**.\n'
    page = [PageBlock('Tea', heading=True), PageBlock('It is hot.'), PageBlock('It is green.')]
    (difference,) = prove(seed, (), page, (), 'markdown').differences
    assert (difference.seed_line, difference.expected, difference.actual) == (5, 'It is brown.', 'It is green.')
