"""Formatted text: what all styles share of quotation marks and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.citation.markup import BEGIN_ITALIC, END_ITALIC
from sphinx_comparison.citation.styles.text import EMPTY, Run, StyledText, bracketed, italic, joined, quoted, roman


def marked(text: StyledText) -> str:
    """Text with underscores round what is in italics."""
    return ''.join(f'_{run.text}_' if run.italic else run.text for run in text.runs)


@pytest.mark.parametrize(
    ('title', 'within', 'alone'),
    [
        ('Why “why”', '“Why ‘why’”', 'Why “why”'),
        ('“Why ‘why’ ” now', '“‘Why “why” ’ now”', '“Why ‘why’ ” now'),
        ('Don\'t "quote" me', '“Don’t ‘quote’ me”', 'Don’t “quote” me'),
        ("'Tis so", '“’Tis so”', '’Tis so'),
        ("The 1990s' end", '“The 1990s’ end”', 'The 1990s’ end'),
        ('‘Single’', '“‘Single’”', '‘Single’'),
        ('Half “open', '“Half “open”', 'Half “open'),
        ('Half closed”', '“Half closed””', 'Half closed”'),
        ('5" wide', '“5" wide”', '5" wide'),
        ('«Guillemets»', '“«Guillemets»”', '«Guillemets»'),
        ('', '', ''),
    ],
)
def test_quotation_marks(title: str, within: str, alone: str) -> None:
    """Within quotation marks those of a title change places; outside they stay, and straight ones become curly."""
    assert quoted(title).plain == within
    assert roman(title).plain == alone


@pytest.mark.parametrize(
    ('text', 'comma', 'stop'),
    [
        (roman('One'), 'One, x', 'One. x'),
        (quoted('One'), '“One,” x', '“One.” x'),
        (quoted('One?'), '“One?,” x', '“One?” x'),
        (quoted('One “two”'), '“One ‘two,’” x', '“One ‘two.’” x'),
        (quoted('One “two?”'), '“One ‘two?,’” x', '“One ‘two?’” x'),
        (quoted('The bosses’'), '“The bosses’,” x', '“The bosses’.” x'),
        (italic('One'), '_One_, x', '_One_. x'),
        (italic('One!'), '_One!_, x', '_One!_ x'),
        (italic('One “two”'), '_One “two,”_ x', '_One “two.”_ x'),
        (roman('Jr.'), 'Jr., x', 'Jr. x'),
    ],
)
def test_punctuation(text: StyledText, comma: str, stop: str) -> None:
    """Commas and full stops go inside quotation marks, not inside italics, and none is doubled."""
    assert marked(joined([text, roman('x')], ', ')) == comma
    assert marked(joined([text, roman('x')], '. ')) == stop


def test_empty_parts_are_left_out() -> None:
    """Nothing has no delimiter and no brackets."""
    assert joined([EMPTY, roman(''), italic('One'), quoted('')], ', ') == italic('One')
    assert joined([], ', ') == EMPTY
    assert not bracketed(roman(''))
    assert marked(bracketed(italic('One'), '[]')) == '[_One_]'


def test_runs_are_merged() -> None:
    """Neighbours of one kind are one run, so that nothing is marked twice."""
    assert (roman('a') + roman('b') + italic('c') + italic('d')).runs == (Run('ab'), Run('cd', italic=True))


# The two that stand for the tags of italics are no characters.
@given(st.text(st.characters(exclude_characters=(BEGIN_ITALIC, END_ITALIC))), st.sampled_from([roman, italic, quoted]))
def test_only_quotation_marks_change(text: str, make: type) -> None:
    """Whatever a title holds, its other characters are set as they are, in their order."""
    marks = str.maketrans('', '', '“”‘’"\'')
    assert make(text).plain.translate(marks) == text.translate(marks)


@given(st.text(), st.sampled_from([', ', '. ', ': ', ' ']))
def test_joining_loses_nothing(text: str, delimiter: str) -> None:
    """What is joined is all there, and ends as its last part does."""
    whole = joined([quoted(text), roman('x')], delimiter)
    assert whole.plain.endswith('x')
    assert len(whole.plain) >= len(quoted(text).plain) + 1
