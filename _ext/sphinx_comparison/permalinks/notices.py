"""What the readers of an anchor that is gone find in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Paratext, Passage, Target
from ..views.table import Line, LinkTo, Text
from .ledger import address

if TYPE_CHECKING:
    from ..comparison import Comparison
    from .forwarding import Moved, Permalinks
    from .ledger import Entry

_KINDS = {
    'page': 'This page',
    'passage': 'A paragraph',
    'paratext': 'A note or another part',
    'words': 'A quotation',
    'note': 'A note',
    'title': 'A title',
    'section': 'A section',
    'question': 'A question',
    'hypothesis': 'A hypothesis',
    'theme': 'A theme',
    'evidence': 'A piece of evidence',
    'position': 'A position',
}


def aliases(docname: str, permalinks: Permalinks) -> dict[str, str]:
    """Give the anchors of a page that are to be added to another of the same page, empty for its top."""
    return {
        moved.entry.id: moved.to.target.anchor
        for moved in permalinks.on(docname)
        if moved.to and moved.to.target.docname == docname and moved.entry.address not in permalinks.now
    }


def farewells(docname: str, permalinks: Permalinks) -> dict[str, Line]:
    """Say of the anchors that have left a page where they are, or why they are not: a line for each, by id."""
    return {
        moved.entry.id: _line(moved, f'{_what(moved.entry)} ', of_page=True)
        for moved in permalinks.on(docname)
        if not (moved.to and moved.to.target.docname == docname) and moved.entry.address not in permalinks.now
    }


def earlier(passage: Passage | Paratext, comparison: Comparison, permalinks: Permalinks) -> tuple[Line, ...]:
    """Say at a passage what stood under its anchor before it."""
    docname = comparison.sources[passage.source].place.docname
    here = address(docname, passage.anchor)
    return tuple(
        Line((Text(f'Worded anew since it was published: {_end(moved.reason)}'),), ('cf-moved',))
        if moved.to and moved.to.address == here
        else _line(moved, f'An earlier {passage.locator} ')
        for moved in permalinks.on(docname)
        if moved.entry.address == here
    )


def _what(entry: Entry) -> str:
    number = entry.id.rpartition('-p')[2]
    return f'¶{number}' if entry.kind == 'passage' and number.isdecimal() else _KINDS.get(entry.kind, 'A part')


def _line(moved: Moved, what: str, *, of_page: bool = False) -> Line:
    whose = 'of this page ' if of_page and moved.entry.kind != 'page' else ''
    if not moved.to:
        return Line((Text(f'{what}{whose}was withdrawn: {_end(moved.reason)}'),), ('cf-moved',))
    target = moved.to.target
    link = LinkTo(Target(target.docname, target.anchor, target.label or target.docname))
    end = f': {_end(moved.reason)}' if moved.reason else '.'
    return Line((Text(f'{what}{whose}is now '), link, Text(end)), ('cf-moved',))


def _end(reason: str) -> str:
    return reason if reason.endswith(('.', '?', '!')) else f'{reason}.'
