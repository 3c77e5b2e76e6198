"""Data for the scripts of a page: a script itself, since a page opened from the file system can load nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# What would end a line, or a script that stands in a page. To replace one after the other takes a tenth of the time
# that `str.translate` takes.
_ESCAPES = {letter: f'\\u{ord(letter):04x}' for letter in '<\u2028\u2029'}
CALL = 'cfPage('


def script(name: str, data: Mapping[str, Any]) -> str:
    """Return a script that hands over what is known of a page. The same data give the same bytes."""
    arguments = (json.dumps(value, ensure_ascii=False, allow_nan=False) for value in (name, data))
    text = f'{CALL}{", ".join(arguments)});\n'
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return text
