"""The map: which paragraphs bear on which point, and where the threads between them run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from sphinx_comparison.drawing.pictures import side as draw_side
from sphinx_comparison.model import Page
from sphinx_comparison.views import VIEWS, threads
from sphinx_comparison.views.shapes import Table
from unit.samples import ANN, compare, headings, point, position, request, rows, source_page, tea

if TYPE_CHECKING:
    from sphinx_comparison.comparison.comparison import Comparison


def drawn(comparison: Comparison, **options: str) -> Table:
    """Draw the map of a comparison."""
    table = VIEWS['map'].make(request('map', **options), comparison)
    assert isinstance(table, Table)
    return table


def test_the_table_says_it_all() -> None:
    """A row for each point; before it the paragraphs that one source is quoted from, behind it those of the other."""
    table = drawn(tea())
    assert headings(table) == ['Ann', 'Hypothesis', 'Bob']
    assert rows(table) == [
        ['¶1', 'Tea must be hot', '¶2'],
        ['¶2', 'The pot must be warmed', '¶1'],
        ['¶2', 'No kettle is hot enough', '–'],
    ]


def test_threads_meet_their_rows() -> None:
    """A thread runs from the middle of its paragraph to the middle of its row, whatever lines the rows have."""
    table = drawn(tea())
    assert [row.classes[0] for row in table.rows] == ['cf-lines-1'] * 3
    left, right = table.sides
    assert [part.number for part in left.parts] == [1, 2, 3]
    ends = [36 + 16, 36 + 32 + 16, 36 + 64 + 16]
    assert sorted(thread.end for thread in left.threads) == ends
    assert sorted(thread.end for thread in right.threads) == ends[:2]
    for each in table.sides:
        middles = {part.start + part.length // 2 for part in each.parts}
        assert {thread.start for thread in each.threads} <= middles
        assert each.height >= 36 + 3 * 32
    assert left.threads[0].label == 'Ann ¶1: Tea must be hot'


def test_the_stylesheet_has_the_same_heights() -> None:
    """Each row, and the head, is as high there as the threads suppose."""
    css = (Path(threads.__file__).parents[1] / 'static' / 'comparison.css').read_text('utf-8')
    rows = {int(lines): float(rem) * 16 for lines, rem in re.findall(r'\.cf-lines-(\d+) \{ height: ([\d.]+)rem', css)}
    assert rows == {count: 12 + 20 * count for count in range(1, threads.MOST_LINES + 1)}
    assert '.cf-map.cf-table.cf-table thead tr { height: 2.25rem; }' in css  # 36


def test_a_long_title_has_more_lines() -> None:
    """A row has as many lines as its title is long; letters of Chinese count twice, and no row has more than five."""
    page = Page('page')
    for name, title in (('a', 'word ' * 12), ('b', '春' * 60), ('c', 'word ' * 90)):
        point(page, 'hypothesis', name, title=title.strip())
        position(page, name, 'ann', 'asserts')
    table = drawn(compare(source_page('ann', *ANN), page))
    assert [row.classes[0] for row in table.rows] == ['cf-lines-2', 'cf-lines-3', 'cf-lines-5']


def test_three_sources_share_two_sides() -> None:
    """The third stands on the side of the first, and its paragraphs are named with it."""
    page = Page('page')
    point(page, 'hypothesis', 'h')
    for name in ('ann', 'bob', 'cyd'):
        position(page, 'h', name, 'asserts', 'Tea must be hot.')
    table = drawn(compare(*(source_page(name, *ANN) for name in ('ann', 'bob', 'cyd')), page))
    assert headings(table) == ['Ann, Cyd', 'Hypothesis', 'Bob']
    assert rows(table) == [['Ann ¶1 | Cyd ¶1', 'H', '¶1']]
    assert {part.hue for part in table.sides[0].parts} == {1, 3}


def test_nothing_to_map() -> None:
    """Without points there is a table without rows, and no picture."""
    assert drawn(tea(), points='none').sides == ()


def test_the_picture() -> None:
    """It is well-formed, links each paragraph, is met by neither Tab nor screen reader, and names each thread."""
    left, right = drawn(tea()).sides
    for each, is_left in ((left, True), (right, False)):
        svg = ElementTree.fromstring(draw_side(each, lambda link: f'#{link.target.anchor}', left=is_left)['svg'])
        assert svg.get('aria-hidden') == 'true'
        assert svg.get('height') == f'{each.height / 16:g}rem'
        assert [link.get('tabindex') for link in svg.iter('a')] == ['-1'] * len(each.parts)
        assert len(list(svg.iter('title'))) == len(each.threads)
