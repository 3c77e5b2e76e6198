"""A page is put on the list of pages."""

from __future__ import annotations

import pytest

from sphinx_comparison.commands.toctree import with_entry

FIRST = '# All\n\n```{toctree}\n:maxdepth: 1\n\nabout\n```\n'
SECOND = '\n:::{toctree}\nsources/ann\n:::\nEnd\n'


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        (FIRST, '# All\n\n```{toctree}\n:maxdepth: 1\n\nabout\nsources/bob\n```\n'),
        (FIRST + SECOND, FIRST + '\n:::{toctree}\nsources/ann\nsources/bob\n:::\nEnd\n'),
        ('```{toctree}\n```\n', '```{toctree}\nsources/bob\n```\n'),
        ('```{toctree}\n:hidden:\n```\n', '```{toctree}\n:hidden:\n\nsources/bob\n```\n'),
        ('```{toctree}\n---\nhidden:\n---\n```\n', '```{toctree}\n---\nhidden:\n---\nsources/bob\n```\n'),
        ('  ```{toctree}\n  about\n  ```\n', '  ```{toctree}\n  about\n  sources/bob\n  ```\n'),
        ('```{toctree}\r\nabout\r\n```\r\n', '```{toctree}\r\nabout\r\nsources/bob\r\n```\r\n'),
        ('```{toctree}\nsources/bob\n```\n', '```{toctree}\nsources/bob\n```\n'),
        ('```{toctree}\nBob <sources/bob>\n```\n', '```{toctree}\nBob <sources/bob>\n```\n'),
        ('```{toctree}\n:glob:\n\nsources/*\n```\n', '```{toctree}\n:glob:\n\nsources/*\n```\n'),
        ('# No list\n', None),
    ],
)
def test_entry(before: str, after: str | None) -> None:
    """It goes to the end of the list that has its folder, or of the first; a list that has it is left alone."""
    assert with_entry(before, 'sources/bob') == after
