"""What the readers of an anchor that is gone find in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.wording import say
from ..model import Paratext, Passage, Target
from ..permalinks.ledger import address
from .shapes import Line, LinkTo, Text

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..permalinks.forwarding import Moved, Permalinks
    from ..permalinks.ledger import Entry


def aliases(docname: str, permalinks: Permalinks) -> dict[str, str]:
    """Return the anchors of a page that are to be added to another of the same page, empty for its top."""
    return {
        moved.entry.id: moved.to.target.anchor
        for moved in permalinks.on(docname)
        if moved.to and moved.to.target.docname == docname and moved.entry.address not in permalinks.now
    }


def moved_notices(docname: str, permalinks: Permalinks) -> dict[str, Line]:
    """Say of the anchors that have left a page where they are, or why they are not: a line for each, by id."""
    return {
        moved.entry.id: _line(moved, _what(moved.entry), of_page=True)
        for moved in permalinks.on(docname)
        if not (moved.to and moved.to.target.docname == docname) and moved.entry.address not in permalinks.now
    }


def earlier(passage: Passage | Paratext, comparison: Comparison, permalinks: Permalinks) -> tuple[Line, ...]:
    """Say at a passage what stood under its anchor before it."""
    docname = passage.docname
    here = address(docname, passage.anchor)
    return tuple(
        Line((Text(say('Worded anew since it was published: {}').format(_end(moved.reason))),), ('cf-moved',))
        if moved.to and moved.to.address == here
        else _line(moved, say('An earlier {}').format(passage.locator))
        for moved in permalinks.on(docname)
        if moved.entry.address == here
    )


def _what(entry: Entry) -> str:
    number = entry.id.rpartition('-p')[2]
    if entry.kind == 'passage' and number.isdecimal():
        return f'¶{number}'
    kinds = {
        'page': say('This page'),
        'passage': say('A paragraph'),
        'paratext': say('A note or another part'),
        'words': say('A quotation'),
        'note': say('A note'),
        'milestone': say('A reference of the text’s own'),
        'range': say('A run of paragraphs'),
        'title': say('A title'),
        'section': say('A section'),
        'question': say('A question'),
        'hypothesis': say('A hypothesis'),
        'theme': say('A theme'),
        'evidence': say('A piece of evidence'),
        'position': say('A position'),
    }
    return kinds.get(entry.kind) or say('A part')


def _line(moved: Moved, what: str, *, of_page: bool = False) -> Line:
    of_page = of_page and moved.entry.kind != 'page'
    why = _end(moved.reason) if moved.reason else ''
    if not moved.to:
        withdrawn = say('{what} of this page was withdrawn: {why}') if of_page else say('{what} was withdrawn: {why}')
        return Line((Text(withdrawn.format(what=what, why=_end(moved.reason))),), ('cf-moved',))
    if why:
        now = say('{what} of this page is now {there}: {why}') if of_page else say('{what} is now {there}: {why}')
    else:
        now = say('{what} of this page is now {there}.') if of_page else say('{what} is now {there}.')
    target = moved.to.target
    link = LinkTo(Target(target.docname, target.anchor, target.label or target.docname))
    before, after = (part.format(what=what, why=why) for part in now.split('{there}'))
    return Line((Text(before), link, Text(after)), ('cf-moved',))


def _end(reason: str) -> str:
    return reason if reason.endswith(('.', '?', '!')) else f'{reason}.'
