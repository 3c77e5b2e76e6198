"""Warnings, as each format has them."""

from __future__ import annotations

import json

import pytest

from sphinx_comparison.commands.check import as_annotation, as_json
from sphinx_comparison.commands.project import BuildWarning

FOUND = BuildWarning('docs/a.md', 12, 'cf', 'not-found', '"50 %" is not in "ann".')


def test_text() -> None:
    """A warning is one line: file and line, what is wrong, its kind in brackets; and less where less is known."""
    assert str(FOUND) == 'docs/a.md:12: "50 %" is not in "ann". [cf.not-found]'
    assert str(BuildWarning('docs/a.md', 0, 'cf', 'seed', 'No.')) == 'docs/a.md: No. [cf.seed]'
    assert str(BuildWarning('', 0, '', '', 'No.')) == 'No.'


@pytest.mark.parametrize(
    ('warning', 'written'),
    [
        (FOUND, '::warning file=docs/a.md,line=12,title=cf.not-found::"50 %25" is not in "ann".'),
        (
            BuildWarning('a,b:c%.md', 1, 'x', '', 'two\r\nlines: a, b'),
            '::warning file=a%2Cb%3Ac%25.md,line=1,title=x::two%0D%0Alines: a, b',
        ),
        (BuildWarning('', 0, '', '', 'No.'), '::warning::No.'),
    ],
)
def test_github(warning: BuildWarning, written: str) -> None:
    """GitHub's own marks are escaped: ``%`` and line ends everywhere, ``:`` and ``,`` in properties."""
    assert as_annotation(warning) == written


def test_json() -> None:
    """The list for programs has five keys a warning, and null for what is not known."""
    known = {'file': 'docs/a.md', 'line': 12, 'type': 'cf', 'subtype': 'not-found', 'message': FOUND.message}
    unknown = {'file': None, 'line': None, 'type': None, 'subtype': None, 'message': 'No.'}
    assert json.loads(as_json([FOUND, BuildWarning('', 0, '', '', 'No.')])) == [known, unknown]
    assert json.loads(as_json([])) == []
