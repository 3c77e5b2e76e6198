"""How properties are tested: the same examples on every run, on a machine of any speed; and in which language."""

from __future__ import annotations

import pytest
from hypothesis import settings

from sphinx_comparison.language import wording

settings.register_profile('repeatable', derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile('repeatable')


@pytest.fixture(autouse=True)
def english() -> None:
    """Have the words that readers see in English: a build in this process may have been in another language."""
    wording.speak('')
