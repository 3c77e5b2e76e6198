"""The text's own references: what a label is, and what it refers to."""

from __future__ import annotations

import pytest

from sphinx_comparison.milestones import Milestone, Stretch, read_label, slug, stretch

# Two chapters in four passages, with the pages of an edition across them.
TEXT = (
    Milestone('1:1', 1, 0),
    Milestone('p. 12', 1, 5),
    Milestone('1:2', 1, 30),
    Milestone('1:3', 2, 0),
    Milestone('2:1', 2, 40),
    Milestone('p. 13', 3, 7),
    Milestone('2:2', 4, 0),
)


@pytest.mark.parametrize(
    ('label', 'meant'),
    [
        ('1:1', Stretch(1, 1, 0, 30)),
        ('1:2', Stretch(1, 1, 30)),
        ('1:3', Stretch(2, 2, 0, 40)),
        ('2:1', Stretch(2, 3, 40)),
        ('2:2', Stretch(4, 4)),
        ('p. 12', Stretch(1, 3, 5, 7)),
        ('p. 13', Stretch(3, 4, 7)),
        ('P. 13', Stretch(3, 4, 7)),
        ('1:1–2', Stretch(1, 1, 0)),
        ('1:2–2:1', Stretch(1, 3, 30)),
        ('p. 12–13', Stretch(1, 4, 5)),
        ('1:3–1', None),
        ('1:2–1:1', None),
        ('1:9', None),
        ('1:1–1:9', None),
        ('p. 1', None),
    ],
)
def test_what_a_reference_refers_to(label: str, meant: Stretch | None) -> None:
    """It goes on to the next milestone of its scheme; a range, whose end may be cut short, to that behind its last."""
    assert stretch(TEXT, label, 4) == meant


def test_a_milestone_behind_the_text() -> None:
    """It refers to nothing, and what stands before it goes on to the end."""
    marks = (Milestone('1', 1, 0), Milestone('2', 3, 0))
    assert stretch(marks, '2', 2) is None
    assert stretch(marks, '1', 2) == Stretch(1, 2)


def test_parts() -> None:
    """A longer label is a part of a shorter one, and does not end it; both are ended by the next of their rank."""
    labels = ('Art. 5', 'Art. 5 Abs. 1', 'Art. 5 Abs. 2', 'Art. 50', 'Art. 50 Abs. 1')
    marks = [Milestone(label, number, 0) for number, label in enumerate(labels, 1)]
    assert stretch(marks, 'Art. 5', 5) == Stretch(1, 3)
    assert stretch(marks, 'Art. 5 Abs. 1', 5) == Stretch(2, 2)
    assert stretch(marks, 'Art. 5 Abs. 2', 5) == Stretch(3, 3)
    assert stretch(marks, 'Art. 50', 5) == Stretch(4, 5)
    assert stretch(marks, 'Art. 5 Abs. 1–2', 5) == Stretch(2, 3)
    assert stretch(marks, 'Art. 5 Abs. 2–50 Abs. 1', 5) == Stretch(3, 5)


def test_letters_and_roman_numbers() -> None:
    """The last of a range may be cut short to its last number or letters; a scheme is what stands before a number."""
    marks = [Milestone(label, number, 0) for number, label in enumerate(('Act I', 'Act II', '3r', '3v', '4r'), 1)]
    assert stretch(marks, 'Act I', 5) == Stretch(1, 1)
    assert stretch(marks, 'Act I–II', 5) == Stretch(1, 5)
    assert stretch(marks, '3r–4r', 5) == Stretch(3, 5)


@pytest.mark.parametrize(
    ('typed', 'label'),
    [
        ('1:4', '1:4'),
        (' 1:4 - 6 ', '1:4–6'),
        ('art.  5', 'art. 5'),
        ('p.\xa012', 'p. 12'),
        ('§5', '§5'),
        ('Act IV', 'Act IV'),
        ('seven', ''),
        ('', ''),
        ('I.i.1 and more words than a label', ''),
        ('<b>1</b>', ''),
        ('1' * 50, ''),
    ],
)
def test_what_a_label_is(typed: str, label: str) -> None:
    """It counts, it is short, and it has no sign of markup; blanks and hyphens are spelled in one way."""
    assert read_label(typed) == label


def test_anchors() -> None:
    """The anchor of a label has what an anchor may have."""
    assert [slug(label) for label in ('1:4', 'art. 5', '§5', 'Act IV')] == [
        'ref-1-4',
        'ref-art-5',
        'ref-5',
        'ref-act-iv',
    ]


def test_what_is_in_a_stretch() -> None:
    """Words are, if they begin and end in it."""
    meant = Stretch(1, 2, 5, 10)
    assert [meant.has(1, 5, 9), meant.has(2, 0, 10), meant.has(1, 4, 9), meant.has(2, 0, 11), meant.has(3, 0, 1)] == [
        True, True, False, False, False,
    ]  # fmt: skip
