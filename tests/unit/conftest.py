"""How properties are tested: the same examples on every run, on a machine of any speed."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile('repeatable', derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile('repeatable')
