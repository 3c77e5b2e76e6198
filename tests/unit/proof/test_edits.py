"""Edits: from a seed to what is read, and back, without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.proof.edits import UNCHANGED, Edit, Edits

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is kept, then what gives way to what; any of them may be empty.
pieces = st.text('ab\n', max_size=4)
segments = st.lists(st.tuples(pieces, pieces, pieces), max_size=8)


def build(segments: Sequence[tuple[str, str, str]], tail: str) -> tuple[str, str, Edits]:
    """Make an old text, the new one, and the edits between them."""
    old = new = ''
    changes: list[Edit] = []
    for kept, was, now in segments:
        changes.append(Edit(len(old + kept), was, now))
        old += kept + was
        new += kept + now
    return old + tail, new + tail, Edits(tuple(changes))


@given(segments, pieces)
def test_edits_make_the_new_text_and_give_back_the_old(segments: list[tuple[str, str, str]], tail: str) -> None:
    """Whatever is taken out, put in or replaced, the new text is as described and gives the old one back."""
    old, new, edits = build(segments, tail)
    assert edits.apply(old) == new
    assert edits.revert(edits.apply(old)) == old


@given(segments, pieces)
def test_what_was_kept_has_the_same_place_in_both(segments: list[tuple[str, str, str]], tail: str) -> None:
    """The offset of a character that no edit touches is known in either text from the other."""
    old, new, edits = build(segments, tail)
    old_offset = new_offset = 0
    for kept, was, now in [*segments, (tail, '', '')]:
        for index in range(len(kept)):
            assert edits.origin(new_offset + index) == old_offset + index
            assert edits.destination(old_offset + index) == new_offset + index
        old_offset += len(kept + was)
        new_offset += len(kept + now)
    assert (old_offset, new_offset) == (len(old), len(new))


def test_what_was_cut_out_has_the_place_where_it_stood() -> None:
    """Every offset within what is gone leads to the one place in the new text where it stood."""
    edits = Edits((Edit(2, 'cut', ''), Edit(8, 'old', 'newer')))
    assert edits.apply('abcutdefold.') == 'abdefnewer.'
    assert [edits.destination(offset) for offset in range(2, 6)] == [2, 2, 2, 2]
    assert [edits.destination(offset) for offset in (8, 9, 10)] == [5, 5, 5]
    assert edits.destination(11) == 10


@given(st.text())
def test_no_edit_changes_nothing(text: str) -> None:
    """Without edits both texts are one."""
    assert UNCHANGED.apply(text) == UNCHANGED.revert(text) == text
    assert UNCHANGED.origin(5) == UNCHANGED.destination(5) == 5


@pytest.mark.parametrize(('was', 'end'), [('', 3), ('abc', 6)])
def test_an_edit_ends_behind_what_it_changes(was: str, end: int) -> None:
    """An insertion ends where it starts."""
    assert Edit(3, was, 'x').end == end
