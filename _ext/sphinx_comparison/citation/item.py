"""CSL-JSON: the record for a citation processor, with the address of what is cited."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from .capitals import protected
from .csl import TITLES
from .plain import one_line

if TYPE_CHECKING:
    from .edition import Cited

_TITLES = sorted(TITLES)


def csl_item(cited: Cited, identifier: str) -> dict[str, Any]:
    """Give a CSL-JSON item. Names in titles are kept from recasing, and a note names the edition consulted."""
    record = cited.record
    item = record.to_csl(identifier)
    marked = dict(record.marked)
    for variable in _TITLES:
        if variable in item:
            item[variable] = marked.get(variable) or _title(item[variable])
    if cited.address:
        item['URL'] = cited.address
    if isinstance(cited.accessed, dt.date):
        day = cited.accessed
        item['accessed'] = {'date-parts': [[day.year, day.month, day.day]]}
    if edition := cited.consulted:
        item['note'] = f'Consulted in {edition.title}, {edition.address}'
    return dict(sorted(item.items()))


def _title(title: str) -> str:
    pieces = protected(one_line(title))
    return ''.join(f'<span class="nocase">{piece}</span>' if keep else piece for piece, keep in pieces)
