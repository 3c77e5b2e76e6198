"""The ledger: a file of JSON, kept with the pages, of every anchor that was ever published.

It says of each on which page it was, what it is, and for a passage the checksum of its words. An anchor that has left
its page says where its readers go instead, or that they cannot go anywhere; and why::

    {"page": "essays/bajpai", "id": "bajpai-p7", "kind": "passage", "sha256": "…",
     "forward": {"to": "essays/bajpai#bajpai-p8", "reason": "merged with the paragraph behind it"}}

An anchor has more than one entry if its passage was worded anew: the earlier ones are forwarded.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..proof.words import short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VERSION = 1
# A backslash separates folders on Windows; a letter and a colon name a drive there.
_UNSAFE = re.compile(r'\\|^[A-Za-z]:')


class LedgerError(ValueError):
    """The ledger cannot be used: the problem, and the line, counted from 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


class Forward(NamedTuple):
    """Where the readers of an anchor that is gone are sent, ``page#id`` or ``page``; nowhere if empty; and why."""

    to: str
    reason: str


class Entry(NamedTuple):
    """A published anchor. ``line`` is where the ledger has it, 0 for one that it has not yet."""

    page: str
    id: str
    kind: str
    sha256: str = ''
    forward: Forward | None = None
    line: int = 0

    @property
    def address(self) -> str:
        """Where it was, within the site: ``page#id``, or ``page``."""
        return address(self.page, self.id)


def address(page: str, identifier: str) -> str:
    """Write an address within the site."""
    return f'{page}#{identifier}' if identifier else page


def load(file: Path) -> list[Entry]:
    """Read the ledger in a file. Raises :class:`LedgerError`, :class:`FileNotFoundError` where there is none."""
    if file.exists() and not file.is_file():
        # Reading a pipe or a device might not end.
        raise LedgerError('Is a directory' if file.is_dir() else 'Not a file', 1)
    try:
        return read(file.read_bytes().decode('utf-8'))
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        raise LedgerError('it is not UTF-8 text', 1) from error
    except OSError as error:
        raise LedgerError(error.strerror or type(error).__name__, 1) from error


def read(text: str) -> list[Entry]:
    """Read a ledger. Raises :class:`LedgerError`."""
    try:
        ledger: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise LedgerError(f'it is not JSON: {error.msg}', error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise LedgerError('it is nested too deeply, or has too long a number', 1) from error
    if not isinstance(ledger, dict) or ledger.get('version') != VERSION or not isinstance(ledger.get('anchors'), list):
        raise LedgerError(f'it is no ledger of version {VERSION}', 1)
    lines = _lines(text)
    entries: list[Entry] = []
    current: set[str] = set()
    for number, value in enumerate(ledger['anchors']):
        entry = _entry(value, lines[number] if number < len(lines) else 1)
        if not entry.forward:
            if entry.address in current:
                raise LedgerError(f'"{entry.address}" is twice in it without "forward"', entry.line)
            current.add(entry.address)
        entries.append(entry)
    return entries


def _lines(text: str) -> list[int]:
    """Return the line of each entry: exactly in a ledger with one entry a line, as :func:`write` has it."""
    return [number for number, line in enumerate(text.split('\n'), 1) if re.match(r'\s*\{\s*"page"', line)]


def _entry(value: Any, line: int) -> Entry:
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in ('page', 'id', 'kind')):
        raise LedgerError('an entry has no page, id and kind', line)
    if not _is_page(value['page']):
        raise LedgerError(
            f'"{short(value["page"])}" is no name of a page. Write it as a list of contents has it: its path '
            'without suffix, with no slash at its ends, and no "." or ".." in it',
            line,
        )
    here = address(value['page'], value['id'])
    checksum, forward = value.get('sha256', ''), value.get('forward')
    if not isinstance(checksum, str):
        raise LedgerError(f'the checksum of "{here}" is no text', line)
    return Entry(
        value['page'],
        value['id'],
        value['kind'],
        checksum,
        _forward(forward, here, line) if forward is not None else None,
        line,
    )


def _is_page(name: str) -> bool:
    """True if a name can be that of a page: joined to a folder, it stays in it, on every system."""
    parts = name.split('/')
    return name.isprintable() and not _UNSAFE.search(name) and all(part not in ('', '.', '..') for part in parts)


def _forward(value: Any, here: str, line: int) -> Forward:
    if not isinstance(value, dict) or not isinstance(value.get('to', ()), str | None):
        raise LedgerError(f'"{here}" is forwarded without "to", an address ("page#id") or null', line)
    reason = value.get('reason')
    if not isinstance(reason, str) or not reason.strip():
        raise LedgerError(f'"{here}" is forwarded without a "reason"', line)
    return Forward(value['to'] or '', ' '.join(reason.split()))


def write(entries: Iterable[Entry]) -> str:
    """Write a ledger: sorted, one anchor a line, so that a change of it is read as one."""
    ordered = sorted(entries, key=lambda entry: (entry.page, _natural(entry.id)))
    lines = ''.join(f'\n  {json.dumps(_value(entry), ensure_ascii=False)},' for entry in ordered)
    return f'{{"version": {VERSION},\n "anchors": [{lines.removesuffix(",")}\n ]}}\n'


def _natural(identifier: str) -> list[tuple[str, int]]:
    """Sort ``p10`` behind ``p9``."""
    return [(words, int(number or 0)) for words, number in re.findall(r'([^0-9]*)([0-9]{0,9})', identifier)]


def _value(entry: Entry) -> dict[str, Any]:
    value: dict[str, Any] = {'page': entry.page, 'id': entry.id, 'kind': entry.kind}
    if entry.sha256:
        value['sha256'] = entry.sha256
    if entry.forward:
        value['forward'] = {'to': entry.forward.to or None, 'reason': entry.forward.reason}
    return value
