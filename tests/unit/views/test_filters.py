"""Filters of a page: only those that leave some rows and not all."""

from __future__ import annotations

import pytest

from sphinx_comparison.model import Page
from sphinx_comparison.views import VIEWS
from sphinx_comparison.views.filters import Filters, filters
from unit.samples import compare, point, position, request, source_page


def offered(*held: str, sources: str = 'ann bob', twice: bool = False) -> Filters | None:
    """Return the filters of a page with a table, or two, from the stances of each row, ``-`` for none."""
    page = Page('overview', 'Overview')
    names = sources.split()
    for number, stances in enumerate(held):
        point(page, 'hypothesis', f'h{number}', f'Number {number}')
        for name, stance in zip(names, stances.split(), strict=True):
            if stance != '-':
                position(page, f'h{number}', name, stance)
    comparison = compare(*(source_page(name, 'Words.') for name in names), page)
    views = [VIEWS[name].make(request(name), comparison) for name in ('comparison', 'stances')[: 2 if twice else 1]]
    return filters(views, comparison.scale, comparison.names)


def labels(found: Filters | None) -> list[str]:
    """Return what the filters that stand by themselves are called."""
    assert found
    return [choice.label for choice in found.first]


@pytest.mark.parametrize(
    ('held', 'expected'),
    [
        (('asserts silent', 'silent grants', '- asserts', 'asserts -'), []),
        (('asserts asserts', 'grants grants', 'doubts doubts', 'rejects rejects'), []),
        (('asserts asserts', 'silent grants', 'doubts -', 'rejects silent'), ['Only where both take a stance']),
        (
            ('asserts grants', 'grants grants', 'doubts doubts', 'rejects silent'),
            ['Only where both take a stance', 'Only where their stances differ'],
        ),
        (
            ('asserts rejects', 'asserts grants', 'doubts doubts', 'rejects silent'),
            ['Only where both take a stance', 'Only where their stances differ', 'Only where they are opposed'],
        ),
        (
            ('asserts rejects', 'asserts doubts', 'grants rejects', 'rejects asserts'),
            [],
        ),
    ],
)
def test_none_can_only_fail(held: tuple[str, ...], expected: list[str]) -> None:
    """One that would leave every row, or none, is not offered."""
    assert labels(offered(*held)) == expected


def test_three_sources_are_not_both() -> None:
    """Where there are more than two, several take a stance, and not both."""
    found = offered('asserts grants silent', 'asserts silent silent', '- - -', 'doubts - -', sources='ann bob cy')
    assert labels(found)[0] == 'Only where several take a stance'


def test_groups() -> None:
    """There is a group for stances and for authors if there are two, in the order of the scale and of the table."""
    found = offered('asserts silent', 'silent grants', '- asserts', 'asserts -')
    assert found
    assert [(name, [choice.label for choice in choices]) for name, choices in found.groups] == [
        ('Stance', ['asserts', 'grants', 'silent']),
        ('Author', ['Ann', 'Bob']),
    ]
    assert dict(found.sides)['doubts'] == 'against'


def test_tables_with_few_rows() -> None:
    """Three rows need no filter; four do, though they stand in two tables."""
    three = ('asserts silent', 'silent grants', '- asserts')
    assert offered(*three) is None
    assert offered(*three, twice=True) is not None


def test_a_scale_has_the_same() -> None:
    """On a scale, where both may stand in one cell, the filters are those of the table with a column for each."""
    page = Page('overview', 'Overview')
    for number, stances in enumerate(('asserts asserts', 'grants doubts', 'silent grants', 'doubts -')):
        point(page, 'hypothesis', f'h{number}', f'Number {number}')
        for name, stance in zip(('ann', 'bob'), stances.split(), strict=True):
            if stance != '-':
                position(page, f'h{number}', name, stance)
    comparison = compare(source_page('ann', 'Words.'), source_page('bob', 'Words.'), page)
    drawn = [VIEWS['stances'].make(request('stances', layout=layout), comparison) for layout in ('scale', 'matrix')]
    on_scale, in_columns = (filters([view], comparison.scale, comparison.names) for view in drawn)
    assert on_scale == in_columns is not None
