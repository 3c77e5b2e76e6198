"""Originals and their translations: who translates whom, and whose passages are aligned."""

from __future__ import annotations

import pytest

from sphinx_comparison.comparison.originals import aligned, circle
from sphinx_comparison.model import Place, Source
from unit.samples import soon, source_page


def sources(**described: tuple[str, int]) -> dict[str, Source]:
    """Make sources: of each, by its id, what it translates and how many passages it has."""
    made: dict[str, Source] = {}
    for name, (translates, count) in described.items():
        source = source_page(name, *(f'{name} {number}' for number in range(count))).source
        assert source
        made[name] = source._replace(translates=translates, place=Place(name, 2))
    return made


@pytest.mark.parametrize(
    ('described', 'groups'),
    [
        ({'gk': ('', 3), 'la': ('gk', 3), 'ann': ('', 3)}, ['gk la', 'ann']),
        ({'la': ('gk', 3), 'gk': ('', 3)}, ['la gk']),
        ({'gk': ('', 3), 'la': ('gk', 3), 'en': ('gk', 3)}, ['gk la en']),
        ({'gk': ('', 3), 'la': ('gk', 3), 'en': ('la', 3)}, ['gk la en']),
        ({'gk': ('', 3), 'la': ('gk', 4), 'en': ('la', 4)}, ['gk', 'la en']),
        ({'gk': ('', 3), 'la': ('gk', 4), 'en': ('gk', 3)}, ['gk en', 'la']),
        ({'la': ('gkk', 3), 'gk': ('', 3)}, ['la', 'gk']),
        ({'gk': ('gk', 3), 'la': ('gk', 3)}, ['gk la']),
        ({'a': ('b', 1), 'b': ('c', 1), 'c': ('a', 1)}, ['a', 'b', 'c']),
        ({'a': ('b', 1), 'b': ('a', 1), 'c': ('a', 1)}, ['a c', 'b']),
    ],
)
def test_what_is_aligned(described: dict[str, tuple[str, int]], groups: list[str]) -> None:
    """All that translate one original, by way of others or not, with as many passages; never round in a circle."""
    made = sources(**described)
    with soon():
        found = aligned(made)
    assert {name: ' '.join(group) for name, group in found.items()} == {
        name: group for group in groups for name in group.split()
    }


@pytest.mark.parametrize(
    ('source', 'way'),
    [('a', ('a', 'b', 'c')), ('c', ('c', 'a', 'b')), ('d', ()), ('self', ('self',)), ('e', ()), ('f', ())],
)
def test_a_circle(source: str, way: tuple[str, ...]) -> None:
    """The way begins with the source; what only leads into a circle is not in it, nor is what leads nowhere."""
    made = sources(a=('b', 1), b=('c', 1), c=('a', 1), d=('a', 1), self=('self', 1), e=('', 1), f=('nothing', 1))
    assert circle(made[source], made) == way
