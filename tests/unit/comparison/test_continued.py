"""Sources of several pages: what each page has is numbered on from the page before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.comparison.continued import joined, on_page, renamed
from sphinx_comparison.locators import Locator
from sphinx_comparison.model import Paratext, Passage, Place, Source
from unit.samples import record

if TYPE_CHECKING:
    from collections.abc import Sequence


def part(docname: str, passages: int, notes: Sequence[str] = (), edited: tuple[int, ...] = ()) -> Source:
    """Make what one page has of the novel: some passages, a heading, and notes with labels."""
    name = on_page('novel', docname) if docname != 'one' else 'novel'
    paratext = [('heading', '1'), *(('note', label) for label in notes)]
    return Source(
        'novel',
        'N',
        'fr' if docname == 'one' else '',
        record('The Novel'),
        Place(docname, 3),
        tuple(Passage(name, number, '', f'{docname} {number}', docname=docname) for number in range(1, passages + 1)),
        edited=edited,
        paratext=tuple(Paratext(name, kind, label, f'{docname} {label}', docname=docname) for kind, label in paratext),
        continues=docname != 'one',
    )


def test_passages_are_numbered_on() -> None:
    """The first of a page is numbered on from the last of the page before, which may have none."""
    novel = joined(part('one', 2), [part('two', 0), part('three', 2)])
    assert [(unit.anchor, unit.text) for unit in novel.passages] == [
        ('novel-p1', 'one 1'),
        ('novel-p2', 'one 2'),
        ('novel-p3', 'three 1'),
        ('novel-p4', 'three 2'),
    ]
    assert [[unit.number for unit in page.passages] for page in novel.pages] == [[1, 2], [], [3, 4]]
    assert [unit.id for unit in novel.paratext] == ['h1', 'h2', 'h3']
    assert novel.numbers(Locator(2, 3)) == range(2, 4)


@pytest.mark.parametrize(
    ('labels', 'found'),
    [
        ((['1', '2'], ['3', '4']), ['1', '2', '3', '4']),
        ((['1', '2'], ['1', '2']), ['1', '2', '3', '4']),
        ((['1'], ['1', '2', '3']), ['1', '2', '3', '4']),
        ((['a', '3'], ['a', 'b']), ['a', '3', '4', 'b']),
        ((['kim'], ['moon']), ['kim', 'moon']),
    ],
)
def test_notes_keep_their_labels(labels: tuple[list[str], list[str]], found: list[str]) -> None:
    """But where an earlier note has it: then one has the number that it has among all, or the next that is free."""
    novel = joined(part('one', 1, labels[0]), [part('two', 1, labels[1])])
    assert [unit.label for unit in novel.paratext if unit.kind == 'note'] == found


def test_what_was_emended_is_in_the_same_unit() -> None:
    """The numbers of the units in which a change shows count the passages of all pages, and then the paratext."""
    novel = joined(part('one', 2, ['1'], (1, 3, 4, 0)), [part('two', 1, ['1'], (1, 2, 3))])
    texts = [[novel.unit(number).text if number else '' for number in page.edited] for page in novel.pages]
    assert texts == [['one 1', 'one 1', 'one 1', ''], ['two 1', 'two 1', 'two 1']]
    assert [novel.unit(number).id for number in novel.pages[1].edited] == ['p3', 'h2', 'n2']


def test_what_the_units_of_a_page_are_now() -> None:
    """The name that each was read with leads to its anchor, its number and the language of the source."""
    read = [part('two', 1, ['1'])]
    novel = joined(part('one', 2), read)
    assert dict(renamed(novel, read)) == {
        'novel@two-p1': ('novel-p3', 3, 'fr'),
        'novel@two-h1': ('novel-h2', 0, 'fr'),
        'novel@two-n1': ('novel-n1', 0, 'fr'),
    }
