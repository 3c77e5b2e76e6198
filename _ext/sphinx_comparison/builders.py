"""What kind of output a builder of Sphinx's writes: a site, with scripts or not, with files for programs or not."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeGuard

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder

_SITES = ('html', 'dirhtml')


def is_site(builder: Builder) -> bool:
    """True if a builder writes a page of HTML for each page: what was published, and links lead to."""
    return builder.format == 'html' and builder.name not in ('singlehtml', 'epub')


def has_scripts(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """True if a builder writes a site whose pages a browser shows one by one."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in _SITES


def has_exports(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """True if files for programs stand beside what a builder writes."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in (*_SITES, 'singlehtml')


def script_name(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the name by which a script knows a page: its address without its suffix, as a script can tell it too."""
    path = PurePosixPath(Path(builder.get_output_path(docname)).relative_to(builder.outdir).as_posix())
    return str(path).removesuffix(builder.out_suffix)


def link_suffix(builder: Builder) -> str:
    """Return what addresses of pages end in, and the name of a page does not."""
    return str(getattr(builder, 'out_suffix' if builder.name == 'dirhtml' else 'link_suffix', ''))
