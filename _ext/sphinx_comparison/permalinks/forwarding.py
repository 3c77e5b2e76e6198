"""The ledger held against the pages: what is gone, where its readers go, and what an editor must mend."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .. import messages
from ..model import Place
from .anchors import DERIVED, UNSHOWN, WORDED, Published, holder, published, still_there
from .ledger import Entry, Forward, LedgerError, address, load, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..comparison import Comparison
    from ..model import Finding


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an anchor: where it is now, None if it was withdrawn; and why, if the ledger says so."""

    entry: Entry
    to: Published | None
    reason: str


class Permalinks:
    """The entries of a ledger, and what became of each in a comparison.

    ``file`` is the path of the ledger, empty if there is to be none; ``fault`` is why it cannot be used.
    """

    def __init__(
        self,
        comparison: Comparison,
        file: str = '',
        entries: Sequence[Entry] = (),
        fault: Finding | None = None,
    ) -> None:
        self.comparison = comparison
        self.file = file
        self.entries = entries
        self.fault = fault
        self.now = published(comparison) if file and not fault else {}
        self._by_address: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_address[entry.address].append(entry)

    # -- the ledger ---------------------------------------------------------------------------------------------------

    @cached_property
    def new(self) -> list[Entry]:
        """The anchors that the ledger has not yet."""
        return [anchor.entry for anchor in self.now.values() if self._is_new(anchor)]

    def _is_new(self, anchor: Published) -> bool:
        known = self._by_address.get(anchor.address, ())
        return anchor.kind != UNSHOWN and all(entry.forward and entry.sha256 != anchor.sha256 for entry in known)

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
        """Give what became of the anchors of a page."""
        return self._moved_by_page.get(docname, [])

    @cached_property
    def gone(self) -> list[str]:
        """The pages that are gone and have forwarded anchors."""
        return sorted(self._moved_by_page.keys() - self.comparison.pages.keys())

    @cached_property
    def _moved_by_page(self) -> dict[str, list[Moved]]:
        index: dict[str, list[Moved]] = defaultdict(list)
        for moved in self.moved:
            index[moved.entry.page].append(moved)
        return dict(index)

    @cached_property
    def kept(self) -> dict[str, list[tuple[Entry, tuple[int, int]]]]:
        """The words that are no longer quoted and still there, by the anchor of their passage, with their bounds."""
        index: dict[str, list[tuple[Entry, tuple[int, int]]]] = defaultdict(list)
        for entry in self.entries:
            bounds = self._kept_bounds(entry)
            if bounds:
                index[holder(entry).partition('#')[2]].append((entry, bounds))
        return dict(index)

    def _kept_bounds(self, entry: Entry) -> tuple[int, int] | None:
        if entry.kind != 'words' or entry.address in self.now or holder(entry) not in self.now:
            return None
        return still_there(entry, self.comparison.passage_at(holder(entry).partition('#')[2]))

    def _is_there(self, entry: Entry) -> bool:
        anchor = self.now.get(entry.address)
        return bool(anchor and entry.sha256 in ('', anchor.sha256)) or bool(self._kept_bounds(entry))

    def _became(self, entry: Entry) -> Moved | None:
        """Follow forwards. None: they lead nowhere, or there are none."""
        forward = entry.forward or self._implied(entry)
        reason = ''
        seen: set[str] = set()
        while forward and forward.to not in seen:
            seen.add(forward.to)
            reason = reason or forward.reason
            if not forward.to or forward.to in self.now:
                return Moved(entry, self.now.get(forward.to), reason)
            known = self._by_address.get(forward.to)
            forward = (known[-1].forward or self._implied(known[-1])) if known else None
        return None

    def _implied(self, entry: Entry) -> Forward | None:
        """Give the forward that an anchor has without one of its own: that of its page, or of what it belongs to."""
        page = self._page_forward(entry.page) if entry.id else None
        if page and page.to:
            there = address(page.to.partition('#')[0], entry.id)
            if entry.kind not in DERIVED or there in self.now:
                return Forward(there, page.reason)
        elif page:
            return page
        return Forward(holder(entry), '') if entry.kind in DERIVED else None

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
            elif not there and not self._became(entry):
                yield messages.forward_to_nothing(place, entry.address, entry.forward.to)
        elif there or entry.kind in DERIVED:
            return
        elif entry.address in self.now:
            yield messages.reworded(place, entry.address, self._words_now_at(entry.sha256))
        elif not self._became(entry) and not self._goes_with_its_page(entry):
            yield messages.vanished(place, entry.kind, entry.address, self._where_now(entry))

    def _goes_with_its_page(self, entry: Entry) -> bool:
        """Tell whether what is said of the page, which is gone too, says it of the anchor."""
        page = self._by_address.get(entry.page)
        return bool(entry.id and page and entry.page not in self.now and not self._became(page[-1]))

    def _where_now(self, entry: Entry) -> str:
        """Give the address at which something now is, as far as that can be told from its id or its words."""
        same = [
            anchor.address
            for anchor in self.now.values()
            if (anchor.kind, anchor.target.anchor) == (entry.kind, entry.id) and entry.id
        ]
        return same[0] if len(same) == 1 else self._words_now_at(entry.sha256)

    def _words_now_at(self, sha256: str) -> str:
        """Give the address of the passage with these words, if there is one."""
        same = [anchor.address for anchor in self.now.values() if anchor.kind in WORDED and anchor.sha256 == sha256]
        return same[0] if len(same) == 1 else ''


def open_ledger(file: Path | None, comparison: Comparison, *, begins: bool = False) -> Permalinks:
    """Read a ledger and hold it against a comparison. If this ``begins`` it, there need not be one."""
    if not file:
        return Permalinks(comparison)
    try:
        return Permalinks(comparison, str(file), load(file))
    except FileNotFoundError:
        fault = None if begins else messages.missing_ledger(Place('', 1, str(file)), file.name)
    except LedgerError as error:
        fault = messages.unusable_ledger(Place('', error.line, str(file)), error.problem)
    return Permalinks(comparison, str(file), (), fault)
