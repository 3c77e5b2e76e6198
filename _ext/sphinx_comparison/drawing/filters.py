"""The form of a page's filters. The stylesheet hides it where there are no scripts: it is of no use there."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from ..language.wording import say
from ..trees.nodes import control

if TYPE_CHECKING:
    from ..views.filters import Choice, Filters


def form(filters: Filters) -> control:
    """Draw the form."""
    first = ''.join(map(_box, filters.first))
    groups = ''.join(
        f'<fieldset><legend>{escape(name)}</legend>{"".join(map(_box, choices))}</fieldset>'
        for name, choices in filters.groups
    )
    more, everything = escape(say('More filters')), escape(say('Show everything'))
    button = f'<p><button type="button">{everything}</button></p>'
    sides = escape(json.dumps(dict(filters.sides)))
    attributes = f'aria-label="{escape(say("Filters"))}" data-sides="{sides}" autocomplete="off"'
    opened = f'<form class="cf-filters" {attributes}>'
    details = f'<details><summary>{more}</summary>{groups}{button}</details>'
    return control(html=f'{opened}{first}{details}<output></output></form>\n', filters=True)


def _box(choice: Choice) -> str:
    key, value = escape(choice.key), escape(choice.value)
    return f'<label><input type="checkbox" name="{key}" value="{value}"> {escape(choice.label)}</label>'
