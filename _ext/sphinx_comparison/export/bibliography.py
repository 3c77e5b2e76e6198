"""``bibliography/``: the entry of each source for reference managers, a file a format, as ``{citations}`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..citation.citations import FILE_FORMATS, FOLDER, files
from ..views.citations import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..citation.edition import CitedItem
    from ..comparison.comparison import Comparison

# What a file says of the source whose entry it has, by its suffix.
_ENTRIES = {
    '.bib': '@misc{{{},\n',
    '.biblatex.bib': '@online{{{},\n',
    '.ris': 'ID  - {}\n',
    '.csl.json': '"id": "{}",\n',
}


def work_of(comparison: Comparison, identifier: str) -> CitedItem:
    """Return a source as it is cited: the same values make the same files."""
    return cited(comparison, comparison.sources[identifier]).work


def paths(identifier: str) -> tuple[str, ...]:
    """Return the files of a source, from the root of the site."""
    return tuple(f'{FOLDER}/{identifier}{each.suffix}' for each in FILE_FORMATS)


def texts(identifier: str, work: CitedItem) -> Iterator[tuple[str, str]]:
    """Yield the files of a source: their paths, from the root of the site, and what is in them."""
    for form in files(work, identifier):
        yield f'{FOLDER}/{form.file}', form.text.plain


def is_named(name: str) -> bool:
    """True if a file in the folder has the name of one of ours."""
    return _suffix(name) in _ENTRIES


def is_ours(name: str, text: str) -> bool:
    """True if an earlier build wrote a file in the folder: it has the entry of the source that it is named by.

    Args:
        name: the name of the file, one of ours.
        text: what is in it, with line feeds for line ends.
    """
    suffix = _suffix(name)
    return _ENTRIES[suffix].format(name.removesuffix(suffix)) in text


def _suffix(name: str) -> str:
    return ''.join(name.partition('.')[1:])
