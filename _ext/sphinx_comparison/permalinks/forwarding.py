"""The ledger held against the pages: what is gone, where its readers go, and what an editor must fix."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .. import messages
from ..anchors import position_anchor
from ..comparison.grouped import grouped
from ..model import KINDS, Place
from .ledger import Entry, Forward, LedgerError, address, load, write
from .published import DERIVED, UNSHOWN, WORDED, PublishedAnchor, alike, holder, published, still_there

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from ..comparison.comparison import Comparison
    from ..model import Finding


class Moved(NamedTuple):
    """What became of an anchor: where it is now, None if it was withdrawn; and why, if the ledger says so."""

    entry: Entry
    to: PublishedAnchor | None
    reason: str


class Permalinks:
    """The entries of a ledger, and what became of each in a comparison.

    ``file`` is the path of the ledger, empty if there is to be none; ``fault`` is why it cannot be used. ``reserved``
    are the names of pages that are written beside those of the project, such as the search page.
    """

    def __init__(
        self,
        comparison: Comparison,
        file: str = '',
        entries: Sequence[Entry] = (),
        fault: Finding | None = None,
        reserved: Collection[str] = (),
    ) -> None:
        self.comparison = comparison
        self.file = file
        self.entries = entries
        self.fault = fault
        self.reserved = reserved
        self.now = published(comparison) if file and not fault else {}
        self._by_address = grouped((entry.address, entry) for entry in entries)
        self._ends: dict[str, tuple[PublishedAnchor | None, str] | None] = {}

    # -- the ledger ---------------------------------------------------------------------------------------------------

    @cached_property
    def new(self) -> list[Entry]:
        """The anchors that the ledger has not yet."""
        return [anchor.entry for anchor in self.now.values() if self._is_new(anchor)]

    def _is_new(self, anchor: PublishedAnchor) -> bool:
        known = self._by_address.get(anchor.address, ())
        return anchor.kind != UNSHOWN and all(
            entry.forward and (entry.sha256 != anchor.sha256 or not alike(entry.kind, anchor.kind)) for entry in known
        )

    def recorded(self) -> str:
        """Write the ledger with what is new. What it has already is kept as it is."""
        return write([*self.entries, *self.new])

    # -- what became of each ------------------------------------------------------------------------------------------

    @cached_property
    def moved(self) -> list[Moved]:
        """Every anchor that is not where it was, in the order of the ledger; but for those that lead nowhere."""
        became = (self._became(entry) for entry in self.entries if not self._is_there(entry))
        return [moved for moved in became if moved]

    def on(self, docname: str) -> list[Moved]:
        """Return what became of the anchors of a page."""
        return self._moved_by_page.get(docname, [])

    @cached_property
    def gone(self) -> list[str]:
        """The pages that are gone and have forwarded anchors, but for those whose place something else has taken."""
        gone = self._moved_by_page.keys() - self.comparison.pages.keys()
        return sorted(docname for docname in gone if not self._is_taken(docname))

    @cached_property
    def _moved_by_page(self) -> dict[str, list[Moved]]:
        return grouped((moved.entry.page, moved) for moved in self.moved)

    @cached_property
    def kept(self) -> dict[str, list[tuple[Entry, tuple[int, int]]]]:
        """The words that are no longer quoted and still there, by the anchor of their passage, with their bounds."""
        return grouped(
            (holder(entry).partition('#')[2], (entry, bounds))
            for entry in self.entries
            if (bounds := self._kept_bounds(entry))
        )

    def _kept_bounds(self, entry: Entry) -> tuple[int, int] | None:
        if entry.kind != 'words' or entry.address in self.now or holder(entry) not in self.now:
            return None
        return still_there(entry, self.comparison.passage_at(holder(entry).partition('#')[2]))

    def _is_there(self, entry: Entry) -> bool:
        anchor = self.now.get(entry.address)
        is_same = anchor and entry.sha256 in ('', anchor.sha256) and alike(entry.kind, anchor.kind)
        return bool(is_same) or bool(self._kept_bounds(entry))

    def _became(self, entry: Entry) -> Moved | None:
        """Follow forwards. None: they lead nowhere, or there are none."""
        forward = entry.forward or self._implied(entry)
        end = self._end(forward.to) if forward else None
        return Moved(entry, end[0], (forward.reason if forward else '') or end[1]) if end else None

    def _end(self, to: str) -> tuple[PublishedAnchor | None, str] | None:
        """Return where an address leads at last, None if it was withdrawn, and the first reason on the way.

        None: it leads nowhere, or in a circle. Each address is followed once, however long the way is.
        """
        way: list[tuple[str, str]] = []
        while to not in self._ends:
            if not to or to in self.now:
                self._ends[to] = self.now.get(to), ''
                break
            self._ends[to] = None
            known = self._by_address.get(to)
            forward = (known[-1].forward or self._implied(known[-1])) if known else None
            if not forward:
                break
            way.append((to, forward.reason))
            to = forward.to
        end = self._ends[to]
        for passed, reason in reversed(way):
            end = self._ends[passed] = (end[0], reason or end[1]) if end else None
        return end

    def _implied(self, entry: Entry) -> Forward | None:
        """Return the forward that an anchor has without one of its own: that of its page, or of what it belongs to."""
        if with_point := self._with_point(entry) if entry.kind == 'position' else None:
            return with_point
        page = self._page_forward(entry.page) if entry.id else None
        if page and page.to:
            there = address(page.to.partition('#')[0], entry.id)
            if entry.kind not in DERIVED or there in self.now:
                return Forward(there, page.reason)
        elif page:
            return page
        return Forward(holder(entry), '') if entry.kind in DERIVED else None

    def _with_point(self, entry: Entry) -> Forward | None:
        """Return the forward that a position has from that of its point: to what the same source holds on the other.

        None if the point has no forward of its own, or the source holds nothing on the other.
        """
        # The id of one point may be the beginning of another's.
        begin = max((begin for begin in self._points if entry.id.startswith(begin)), key=len, default='')
        forward = self._points[begin].forward if begin else None
        if not forward or not forward.to:
            return forward
        _, _, other = forward.to.partition('#')[2].partition('-')
        to = self._positions.get(position_anchor(other, entry.id.removeprefix(begin)))
        return Forward(to, forward.reason) if to else None

    @cached_property
    def _points(self) -> dict[str, Entry]:
        """The points that were published, by what the anchors of their positions begin with."""
        points = [entry for entry in self.entries if entry.kind in KINDS]
        return {position_anchor(entry.id.removeprefix(f'{entry.kind}-'), ''): entry for entry in points}

    @cached_property
    def _positions(self) -> dict[str, str]:
        """Where positions were and, if they still are, are, by their anchors."""
        was = {entry.id: entry.address for entry in self.entries if entry.kind == 'position'}
        return was | {each.target.anchor: at for at, each in self.now.items() if each.kind == 'position'}

    def _page_forward(self, docname: str) -> Forward | None:
        entries = self._by_address.get(docname)
        return entries[-1].forward if entries else None

    # -- findings -----------------------------------------------------------------------------------------------------

    def findings(self) -> Iterator[Finding]:
        """Find every anchor that is gone without a word, worded anew, or forwarded wrongly."""
        if self.fault:
            yield self.fault
        for entry in self.entries:
            yield from self._finding(entry)

    def _finding(self, entry: Entry) -> Iterator[Finding]:
        place = Place('', entry.line, self.file)
        there = self._is_there(entry)
        if entry.forward:
            if there and entry.address in self.now:
                yield messages.needless_forward(place, entry.address)
            elif self._is_taken(entry.page):
                yield messages.stand_in_impossible(place, entry.page)
            elif not there and not self._became(entry):
                yield messages.forward_to_nothing(place, entry.address, entry.forward.to)
        elif there or entry.kind in DERIVED:
            return
        elif entry.address in self.now and not alike(entry.kind, self.now[entry.address].kind):
            yield messages.passed_on(place, entry.kind, entry.address, self.now[entry.address].kind)
        elif entry.address in self.now:
            yield messages.reworded(place, entry.address, self._words_now_at(entry.sha256))
        elif not self._became(entry) and not self._goes_with_its_page(entry):
            yield messages.vanished(place, entry.kind, entry.address, self._where_now(entry))

    def _is_taken(self, docname: str) -> bool:
        """True if a page is gone and nothing can stand in its place, since something else is written there.

        Some file systems do not tell capitals from small letters.
        """
        return docname not in self.comparison.pages and docname.casefold() in self._taken

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in (*self.comparison.pages, *self.reserved))

    def _goes_with_its_page(self, entry: Entry) -> bool:
        """True if what is said of the page, which is gone too, says it of the anchor."""
        page = self._by_address.get(entry.page)
        return bool(entry.id and page and entry.page not in self.now and not self._became(page[-1]))

    def _where_now(self, entry: Entry) -> str:
        """Return the address at which something now is, as far as that can be told from its id or its words."""
        same = [
            anchor.address
            for anchor in self.now.values()
            if (anchor.kind, anchor.target.anchor) == (entry.kind, entry.id) and entry.id
        ]
        return same[0] if len(same) == 1 else self._words_now_at(entry.sha256)

    def _words_now_at(self, sha256: str) -> str:
        """Return the address of the passage with these words, if there is one."""
        same = [anchor.address for anchor in self.now.values() if anchor.kind in WORDED and anchor.sha256 == sha256]
        return same[0] if len(same) == 1 else ''


def open_ledger(
    file: Path | None, comparison: Comparison, reserved: Collection[str] = (), *, begins: bool = False
) -> Permalinks:
    """Read a ledger and hold it against a comparison.

    Args:
        file: the path of the ledger; None if there is to be none.
        comparison: what the pages say now.
        reserved: the names of pages that are written beside those of the project.
        begins: if the ledger is only begun now, so that there need not be one.

    Returns:
        The permalinks, with a fault where the ledger cannot be used.
    """
    if not file:
        return Permalinks(comparison)
    try:
        return Permalinks(comparison, str(file), load(file), reserved=reserved)
    except FileNotFoundError:
        fault = None if begins else messages.missing_ledger(Place('', 1, str(file)), file.name)
    except LedgerError as error:
        fault = messages.unusable_ledger(Place('', error.line, str(file)), error.problem)
    return Permalinks(comparison, str(file), (), fault)
