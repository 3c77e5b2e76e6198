"""Data out: files for reference managers, and which of those in their folder are ours."""

from __future__ import annotations

import pytest

from sphinx_comparison.citation.citations import FILE_FORMATS
from sphinx_comparison.export.bibliography import is_named, is_ours, paths, texts, work_of
from unit.samples import tea


def test_each_source_has_a_file_in_each_format() -> None:
    """Its name is that of the source; in it is the entry, under the key that is the name."""
    for identifier in tea().source_ids:
        work = work_of(tea(), identifier)
        written = dict(texts(identifier, work))
        assert tuple(written) == paths(identifier)
        assert list(written) == [f'bibliography/{identifier}{each.suffix}' for each in FILE_FORMATS]
        assert work.locator is None
        for text in written.values():
            assert identifier in text


def test_what_is_ours_is_known_by_its_entry() -> None:
    """A file that has another's entry, or another name, is not ours: it is never removed."""
    for identifier in tea().source_ids:
        work = work_of(tea(), identifier)
        for path, text in texts(identifier, work):
            name, read = path.removeprefix('bibliography/'), text.replace('\r\n', '\n')
            assert is_named(name)
            assert is_ours(name, read)
            assert not is_ours(f'other{name.removeprefix(identifier)}', read)
            assert not is_ours(name, '')


@pytest.mark.parametrize('name', ['index.html', 'ann', 'ann.txt', 'ann.bib.bak', 'ann.json'])
def test_other_names_are_not_ours(name: str) -> None:
    """So is a page that stands in a folder of this name."""
    assert not is_named(name)
