"""The filters of a page: which rows of its tables a reader may ask for. None is offered that leaves all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..language.wording import say
from ..model import SILENT
from .comparison import HIDING
from .matrix import TRANSPOSED
from .shapes import Columns, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..model import Stance
    from .shapes import Cell, Text

FEWEST_ROWS = 4  # fewer are seen at a glance
_TWO = 2


class Choice(NamedTuple):
    """What a reader may ask for: its key and its value in the address of the page, and what it is called."""

    key: str
    value: str
    label: str


class Filters(NamedTuple):
    """Choices that stand by themselves, and groups of choices, each with its name; the side of each stance."""

    first: tuple[Choice, ...]
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    sides: tuple[tuple[str, str], ...]


def filters(views: Iterable[Table | Columns], scale: Mapping[str, Stance], names: Mapping[str, str]) -> Filters | None:
    """Return the filters of a page; None if its tables have too few rows.

    Args:
        views: all that the page shows.
        scale: the stances by their ids, *silent* included.
        names: what the sources are called, by their ids.
    """
    tables = [view for view in views if isinstance(view, Table) and is_filtered(view.classes)]
    rows = [(table, row) for table in tables for row in table.rows]
    if len(rows) < FEWEST_ROWS:
        return None
    sources = dict.fromkeys(name for table in tables for name in _sources(table))
    held = [[stance for cell in row.cells for stance in _held(cell)] for _, row in rows]
    taken = [[scale[each] for each in stances if each != SILENT.id] for stances in held]
    present = {each for stances in held for each in stances}
    groups = (
        ('stance', say('Stance'), [(stance.id, stance.label) for stance in scale.values() if stance.id in present]),
        ('author', say('Author'), [(name, names[name]) for name in sources if name in names]),
        ('question', say('Question'), list({pair: None for table in tables for pair in table.questions})),
    )
    both, several = say('Only where both take a stance'), say('Only where several take a stance')
    asked = (
        ('both', both if len(sources) == _TWO else several, [len(stances) > 1 for stances in taken]),
        ('differ', say('Only where their stances differ'), [len(set(stances)) > 1 for stances in taken]),
        (
            'opposed',
            say('Only where they are opposed'),
            [{'for', 'against'} <= {stance.side for stance in stances} for stances in taken],
        ),
    )
    first = tuple(Choice(key, '1', label) for key, label, left in asked if any(left) and not all(left))
    chosen = tuple(
        (name, tuple(Choice(key, value, label) for value, label in values))
        for key, name, values in groups
        if len(values) > 1
    )
    return Filters(first, chosen, tuple((stance.id, stance.side) for stance in scale.values())) if chosen else None


def is_filtered(classes: Collection[str]) -> bool:
    """Return whether a table with these classes has rows that can be filtered: one a point, its stances shown."""
    return not {'cf-comparison', 'cf-stances'}.isdisjoint(classes) and {TRANSPOSED, HIDING}.isdisjoint(classes)


def _sources(table: Table) -> list[str]:
    """Return the ids of the sources that a table is of: those of its columns, or of the marks in its key."""
    things: list[Cell | Text] = [*table.headings, *table.headings[0].texts()]
    return [name for thing in things if (name := _named(thing, 'cf-source-'))]


def _held(cell: Cell) -> list[str]:
    """Return the stances that a cell holds: one, or on a scale one for each mark."""
    stance = _named(cell, 'cf-held-')
    marks = sum('cf-mark' in piece.classes for piece in cell.texts())
    return [stance] * max(marks, 1) if stance else []


def _named(thing: Cell | Text, prefix: str) -> str:
    """Return the rest of the class that begins so; empty if there is none."""
    return next((name.removeprefix(prefix) for name in thing.classes if name.startswith(prefix)), '')
