"""What comes nearest to a misquotation."""

from __future__ import annotations

import pytest

from sphinx_comparison.proof.nearest import nearest


@pytest.mark.parametrize(
    ('quoted', 'passage', 'found'),
    [
        ('a warm cup', 'No. A cold cup spoils tea.', 'A cold cup'),
        ('cafe au lait', 'Un café au lait, dit-il.', 'café au lait,'),
        ('ורוח אלהים', 'וְר֣וּחַ אֱלֹהִ֔ים מְרַחֶ֖פֶת', 'וְר֣וּחַ אֱלֹהִ֔ים'),
        ('μηνιν αειδε θεα', 'Μῆνιν ἄειδε θεὰ Πηληϊάδεω', 'Μῆνιν ἄειδε θεὰ'),
    ],
)
def test_accents_and_points_are_passed_over(quoted: str, passage: str, found: str) -> None:
    """Words are recognised without capitals, accents and vowel signs, and are shown with them."""
    assert nearest(quoted, ['Nothing of this.', passage]) == (2, found)


def test_nothing_comes_near() -> None:
    """Where no passage has any of the words, there is none."""
    assert nearest('xyzzy', ['A cup.', '']) is None
