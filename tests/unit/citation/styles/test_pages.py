"""Ranges of pages, as each style shortens them."""

from __future__ import annotations

import pytest

from sphinx_comparison.citation.styles.pages import chicago, expanded, two_digits


@pytest.mark.parametrize(
    ('typed', 'of_chicago', 'of_mla', 'of_apa'),
    [
        # Chicago's own examples (9.63), and the borders of its rules.
        ('3-10', '3–10', '3–10', '3–10'),
        ('71-72', '71–72', '71–72', '71–72'),
        ('100-104', '100–104', '100–04', '100–104'),
        ('101-108', '101–8', '101–08', '101–108'),
        ('109-112', '109–12', '109–12', '109–112'),
        ('109-110', '109–10', '109–10', '109–110'),
        ('110-112', '110–12', '110–12', '110–112'),
        ('808-833', '808–33', '808–33', '808–833'),
        ('321-328', '321–28', '321–28', '321–328'),
        ('1087-1089', '1087–89', '1087–89', '1087–1089'),
        ('1100-1113', '1100–1113', '1100–13', '1100–1113'),
        ('96-117', '96–117', '96–117', '96–117'),
        ('1496-1500', '1496–500', '1496–500', '1496–1500'),
        # What was typed short is read whole first.
        ('101-9', '101–9', '101–09', '101–109'),
        ('101–09', '101–9', '101–09', '101–109'),
        ('1087-89', '1087–89', '1087–89', '1087–1089'),
        ('33-7', '33–37', '33–37', '33–37'),
        # A last page before the first is no short form, and stays.
        ('120-19', '120–19', '120–19', '120–19'),
        ('S12-S19', 'S12–19', 'S12–19', 'S12–S19'),
        ('S112-S119', 'S112–19', 'S112–19', 'S112–S119'),
        ('xii-xv', 'xii–xv', 'xii–xv', 'xii–xv'),
        ('33-57, 101-119', '33–57, 101–19', '33–57, 101–19', '33–57, 101–119'),
        ('e123', 'e123', 'e123', 'e123'),
    ],
)
def test_ranges(typed: str, of_chicago: str, of_mla: str, of_apa: str) -> None:
    """Each style shortens the last number in its own way, whether it was typed whole or short."""
    assert chicago(typed) == of_chicago
    assert two_digits(typed) == of_mla
    assert expanded(typed) == of_apa
