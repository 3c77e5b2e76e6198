"""Permalinks: the ledger of every anchor that was ever published, and what became of those that are gone. No Sphinx.

The ledger is a file of JSON, kept with the pages. It says of each anchor on which page it was published, what it is,
and for a passage the checksum of its words. An anchor that has left its page says where its readers go instead, or
that they cannot go anywhere, and why::

    {"page": "essays/bajpai", "id": "bajpai-p7", "kind": "passage", "sha256": "…",
     "forward": {"to": "essays/bajpai#bajpai-p8", "reason": "merged with the next paragraph"}}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .comparison import Comparison

VERSION = 1


class LedgerError(ValueError):
    """The ledger cannot be read: the problem, and the line."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


@dataclass(frozen=True, slots=True)
class Forward:
    """Where the readers of an anchor that is gone are sent: ``page#id``, or nowhere (empty); and why."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published anchor. ``line`` is where the ledger has it, 0 for one that it has not yet."""

    page: str
    id: str
    kind: str
    sha256: str = ''
    forward: Forward | None = None
    line: int = 0

    @property
    def address(self) -> str:
        """Where it is, within the site."""
        return f'{self.page}#{self.id}'


def published(comparison: Comparison) -> dict[str, Anchor]:
    """Give every anchor that the pages have now, by address: of passages, points, questions, positions, and labels."""
    return {anchor.address: anchor for anchor in _published(comparison)}


def _published(comparison: Comparison) -> Iterator[Anchor]:
    for page in comparison.pages.values():
        if page.compares:
            yield from (Anchor(page.docname, label, 'label') for label in page.labels)
    for source in comparison.sources.values():
        for passage in source.passages:
            yield Anchor(source.place.docname, passage.anchor, 'passage', passage.sha256)
    for question in comparison.questions.values():
        yield Anchor(question.place.docname, question.anchor, 'question')
    for point in comparison.points.values():
        yield Anchor(point.place.docname, point.anchor, point.kind)
    for position in comparison.positions.values():
        if position.point in comparison.points and position.source in comparison.sources:
            yield Anchor(position.place.docname, position.anchor, 'position')


def read(text: str) -> dict[str, Anchor]:
    """Read a ledger: the anchors in it, by address. Raises :class:`LedgerError`."""
    try:
        ledger: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise LedgerError(f'it is not JSON: {error.msg}', error.lineno) from error
    except RecursionError as error:
        raise LedgerError('it is nested too deeply', 1) from error
    if not isinstance(ledger, dict) or ledger.get('version') != VERSION or not isinstance(ledger.get('anchors'), list):
        raise LedgerError(f'it is not a ledger of version {VERSION}', 1)
    lines = _lines(text)
    anchors: dict[str, Anchor] = {}
    for number, entry in enumerate(ledger['anchors']):
        line = lines[number] if number < len(lines) else 1
        anchor = _anchor(entry, line)
        if anchor.address in anchors:
            raise LedgerError(f'it has {anchor.address} twice', line)
        anchors[anchor.address] = anchor
    return anchors


def _lines(text: str) -> list[int]:
    """The line of each entry, in a ledger written one entry a line, as :func:`write` does."""
    return [number for number, line in enumerate(text.split('\n'), 1) if line.lstrip().startswith('{"page"')]


def _anchor(entry: Any, line: int) -> Anchor:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ('page', 'id', 'kind')):
        raise LedgerError('an entry has no page, id and kind', line)
    forward = entry.get('forward')
    if forward is not None and not (
        isinstance(forward, dict)
        and isinstance(forward.get('to'), str | None)
        and isinstance(forward.get('reason'), str)
        and forward['reason'].strip()
    ):
        raise LedgerError(f'the entry {entry["page"]}#{entry["id"]} is forwarded without "to" or without a reason', line)
    checksum = entry.get('sha256', '')
    return Anchor(
        entry['page'],
        entry['id'],
        entry['kind'],
        checksum if isinstance(checksum, str) else '',
        Forward(forward['to'] or '', forward['reason']) if forward else None,
        line,
    )


def write(anchors: Iterable[Anchor]) -> str:
    """Write a ledger: sorted, one anchor a line, so that a change of it is read as one."""
    ordered = sorted(anchors, key=lambda anchor: (anchor.page, _natural(anchor.id)))
    entries = ',\n  '.join(json.dumps(_entry(anchor), ensure_ascii=False) for anchor in ordered)
    return f'{{"version": {VERSION},\n "anchors": [\n  {entries}\n ]}}\n'


def _natural(identifier: str) -> tuple[tuple[int, str], ...]:
    """Sort ``p10`` behind ``p9``."""
    parts: list[str] = ['']
    for character in identifier:
        if character.isdecimal() == parts[-1].isdecimal():
            parts[-1] += character
        else:
            parts.append(character)
    return tuple((int(part), '') if part.isdecimal() else (0, part) for part in parts)


def _entry(anchor: Anchor) -> dict[str, Any]:
    entry: dict[str, Any] = {'page': anchor.page, 'id': anchor.id, 'kind': anchor.kind}
    if anchor.sha256:
        entry['sha256'] = anchor.sha256
    if anchor.forward:
        entry['forward'] = {'to': anchor.forward.to or None, 'reason': anchor.forward.reason}
    return entry


def record(ledger: dict[str, Anchor], now: dict[str, Anchor]) -> str:
    """Write a ledger with the anchors that are new. What it has already is kept as it is."""
    return write((now | ledger).values())


def vanished(ledger: dict[str, Anchor], now: dict[str, Anchor]) -> list[Anchor]:
    """Give the anchors that are gone without a word."""
    return [anchor for address, anchor in ledger.items() if address not in now and not anchor.forward]


def reworded(ledger: dict[str, Anchor], now: dict[str, Anchor]) -> list[tuple[Anchor, str]]:
    """Give the passages whose words are others than those that were published under the anchor, and their checksum."""
    return [
        (anchor, now[address].sha256)
        for address, anchor in ledger.items()
        if address in now and anchor.sha256 and now[address].sha256 != anchor.sha256
    ]


def misled(ledger: dict[str, Anchor], now: dict[str, Anchor]) -> list[Anchor]:
    """Give the anchors that are forwarded to what is not there, through other forwards too."""
    return [anchor for anchor in ledger.values() if anchor.forward and destination(anchor, ledger, now) is None]


def destination(anchor: Anchor, ledger: dict[str, Anchor], now: dict[str, Anchor]) -> str | None:
    """Follow forwards to an address that exists. Empty: withdrawn. None: there is no such address, or a circle."""
    seen: set[str] = set()
    address = anchor.address
    while address not in now:
        here = ledger.get(address)
        if address in seen or not here or not here.forward:
            return None
        if not here.forward.to:
            return ''
        seen.add(address)
        address = here.forward.to
    return address


def forwards(ledger: dict[str, Anchor], now: dict[str, Anchor]) -> dict[str, list[tuple[Anchor, str]]]:
    """Give by page the anchors that have left it, with where their readers go; empty where they cannot."""
    gone: dict[str, list[tuple[Anchor, str]]] = {}
    for address, anchor in ledger.items():
        if anchor.forward and address not in now:
            to = destination(anchor, ledger, now)
            if to is not None:
                gone.setdefault(anchor.page, []).append((anchor, to))
    return cast('dict[str, list[tuple[Anchor, str]]]', gone)
