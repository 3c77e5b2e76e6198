"""Nasty paragraphs through the real reader: each is shown as it stands in its seed, or refused with file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from helpers.nasty import BLANKS, PARAGRAPHS, escaped
from helpers.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.project import Project

# What no backslash can keep: a character that HTML does not have, a line end that is none elsewhere, and blanks at the
# edges of a line, which parsers take away.
BEYOND_ESCAPING = re.compile(rf'[\x00\r]|^[{BLANKS}\ufeff]|[{BLANKS}\ufeff]$|\n\s|\s\n|\t|  ', re.MULTILINE)
# docutils takes more for line ends, and for a rule.
BEYOND_RST = re.compile(r'[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]|^\\\\$', re.MULTILINE)
EVERYTHING = [
    'amsmath', 'attrs_block', 'attrs_inline', 'colon_fence', 'deflist', 'dollarmath', 'fieldlist', 'html_admonition',
    'html_image', 'replacements', 'smartquotes', 'strikethrough', 'substitution', 'tasklist',
]  # fmt: skip
READERS: dict[str, tuple[str, dict[str, Any]]] = {
    'MyST': ('.md', {}),
    'MyST with every extension': ('.md', {'myst_enable_extensions': EVERYTHING, 'myst_substitutions': {'x': 'y'}}),
    'reStructuredText': ('.rst', {}),
}


@pytest.mark.parametrize('reader', READERS)
def test_raw(project: Project, thorough: bool, tried: Callable[[str, int], None], reader: str) -> None:
    """Put on the page as it stands, a paragraph is exact, in the data and on the page, or refused: nothing else."""
    suffix, config = READERS[reader]
    project.configure(**config)
    texts = PARAGRAPHS if thorough or reader == 'MyST' else PARAGRAPHS[::3]
    judged = list(read(project, texts, texts, suffix))

    assert [(texts[n], it) for n, it in enumerate(judged) if not it.sound] == []
    assert len({it.exact for it in judged}) == 2
    tried(f'nasty paragraphs, raw, read by {reader}', len(judged))


@pytest.mark.parametrize('reader', ['MyST', 'reStructuredText'])
def test_escaped(project: Project, thorough: bool, tried: Callable[[str, int], None], reader: str) -> None:
    """With a backslash before every mark it is exact, unless it has what no backslash can keep."""
    suffix, config = READERS[reader]
    project.configure(**config)
    texts = PARAGRAPHS if thorough else PARAGRAPHS[::3]
    judged = list(read(project, [escaped(text) for text in texts], texts, suffix))

    assert [(texts[n], it) for n, it in enumerate(judged) if not it.sound] == []
    lost = {n for n, text in enumerate(texts) if BEYOND_ESCAPING.search(text)}
    lost |= {n for n, text in enumerate(texts) if suffix == '.rst' and BEYOND_RST.search(text)}
    kept = sorted(set(range(len(judged))) - lost)
    assert len(kept) > 0.6 * len(texts)
    assert [(texts[n], judged[n]) for n in kept if not judged[n].exact] == []
    tried(f'nasty paragraphs, escaped, read by {reader}', len(judged))
