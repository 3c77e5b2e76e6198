"""Syntax that a project has not switched on: what is written in it is shown as text, and nothing of it is proved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util.docutils import is_directive_registered

from .. import messages
from ..domain import ComparisonDomain, domain_of
from ..model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ..model import Finding

# A directive in Markdown, or at the margin of reStructuredText: its mark, and its name.
_MARKDOWN = re.compile(r'^[ \t]*(:{3,}|`{3,}|~{3,})\{([a-z:-]+)\}', re.MULTILINE)
_RESTRUCTUREDTEXT = re.compile(r'^(\.\.) ([a-z:-]+)::', re.MULTILINE)
# A block of code in Markdown, where a directive is an example; blocks of directives are none.
_CODE = re.compile(
    r'^[ \t]*(`{3,}|~{3,})(?:\{(?:code|code-block|sourcecode|parsed-literal|literalinclude)\}[^\n]*|[^{\n]*)\n'
    r'.*?^[ \t]*\1[ \t]*$',
    re.MULTILINE | re.DOTALL,
)


def check_syntax(app: Sphinx, docname: str, content: list[str]) -> None:
    """Note on a page the first of our directives that no parser will take for one."""
    suffix = app.env.doc2path(docname).suffix
    kind = app.config.source_suffix.get(suffix)
    found = next(_faults(app, docname, content[0], markdown=kind == 'markdown'), None)
    if found:
        domain_of(app.env).page(docname).findings.append(found)


def _faults(app: Sphinx, docname: str, text: str, *, markdown: bool) -> Iterator[Finding]:
    ours = domain_of(app.env).directives
    fences = 'colon_fence' in getattr(app.config, 'myst_enable_extensions', ())
    if markdown:
        text = _CODE.sub(lambda code: '\n' * code[0].count('\n'), text)
    for match in (_MARKDOWN if markdown else _RESTRUCTUREDTEXT).finditer(text):
        prefix, _, name = match[2].rpartition(':')
        if name not in ours or prefix not in {'', ComparisonDomain.name}:
            continue
        place = Place(docname, text.count('\n', 0, match.start()) + 1)
        if match[1].startswith(':') and not fences:
            yield messages.fence_off(place, match[0].strip())
        elif not prefix and not _known(app, name):
            yield messages.without_domain(place, name)


def _known(app: Sphinx, name: str) -> bool:
    """True if a directive is known by its name alone."""
    primary = app.env.domains.get(app.config.primary_domain or '')
    return bool(primary and name in primary.directives) or is_directive_registered(name)
