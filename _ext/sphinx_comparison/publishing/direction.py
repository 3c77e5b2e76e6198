"""The direction of texts: HTML has it beside their language. Docutils has a way to say the one and not the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..domain import context_of
from ..language.languages import is_right_to_left

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_SPOKEN = re.compile(r'(<[a-z][^<>]*?\s(?:xml:)?lang="([A-Za-z0-9-]+)")(?![^<>]*\sdir=)')


def give_direction(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Say the direction of each text of which the language is said, if any is written from right to left."""
    if doctree is None:
        return
    sources = context_of(app.env).comparison.sources.values()
    languages = {app.config.language, *(source.language for source in sources)}
    if sources and any(map(is_right_to_left, languages)):
        context['body'] = _SPOKEN.sub(_with_direction, str(context.get('body', '')))


def _with_direction(tag: re.Match[str]) -> str:
    return f'{tag[1]} dir="{"rtl" if is_right_to_left(tag[2]) else "ltr"}"'
