"""What is said of rows."""

from __future__ import annotations

import pytest

from sphinx_comparison.commands.positions import rows_named


@pytest.mark.parametrize(
    ('numbers', 'named'),
    [
        ([2], 'row 2'),
        ([2, 5], 'rows 2 and 5'),
        ([2, 5, 9], 'rows 2, 5 and 9'),
        ([*range(2, 7)], 'rows 2, 3, 4 and 2 more'),
    ],
)
def test_rows_named(numbers: list[int], named: str) -> None:
    """Of many rows with one fault the first are named, and the others are counted."""
    assert rows_named(numbers) == named
