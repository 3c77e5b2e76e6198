"""CSL-JSON: the record for a citation processor, with the address of what is cited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..csl import TITLES
from ..markup import tagged
from .capitals import names_marked
from .fields import one_line

if TYPE_CHECKING:
    from ..edition import CitedItem


def csl_json(cited: CitedItem, identifier: str) -> str:
    """Write a file of CSL-JSON: a list of one item, a variable a line."""
    item = csl_item(cited, identifier)
    lines = [f'  {json.dumps(name)}: {json_value(value)}' for name, value in item.items()]
    return '[{\n' + ',\n'.join(lines) + '\n}]\n'


def json_value(value: object) -> str:
    """Write a value of CSL-JSON. The tags in it are for citation processors.

    They begin with an escape of JSON's, so that nobody else takes them for tags, or for a part of what is read.
    """
    return json.dumps(value, ensure_ascii=False).replace('<', '\\u003c')


def csl_item(cited: CitedItem, identifier: str) -> dict[str, Any]:
    """Return a CSL-JSON item. Names in titles are kept from recasing, and a note names the edition consulted."""
    record = cited.record
    item = record.to_csl(identifier)
    item |= {name: marked(record.tagged(name)) for name in TITLES & item.keys()}
    if cited.address:
        item['URL'] = cited.address
    if edition := cited.consulted:
        item['note'] = f'Consulted in {edition.title}, {edition.address}'
    return dict(sorted(item.items()))


def marked(title: str) -> str:
    """Write a title with CSL's tags round the words that must keep their capitals."""
    return tagged(names_marked(one_line(title)))
