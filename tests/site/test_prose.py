"""The editors' prose can be read once: its sentences are short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_WORDS = 35
MEAN_WORDS = 18
# What is not the editors' running text: the authors' words, tables, labels, headings, lists of links, controls.
OTHERS = (
    'blockquote, .cf-passage, .cf-paratext, table, .cf-note, .cf-beside, .cf-meta, .cf-heading, .cf-strip-figure, '
    '.cf-filters, .headerlink, dl, .toctree-wrapper, .sd-card, .cf-moved, h1, h2, h3, h4'
)
END = re.compile(r'(?<=[.?!])[”"’)]*\s+(?=[A-Z“(¶])')
WORD = re.compile(r"[\w’'–-]+")


def sentences(file: Path) -> Iterator[str]:
    """Yield the sentences that the editors wrote on a page."""
    article = BeautifulSoup(file.read_text(encoding='utf-8'), 'html.parser').select_one('article')
    assert article
    for other in article.select(OTHERS):
        other.extract()
    for paragraph in article.select('p'):
        yield from END.split(' '.join(paragraph.get_text().split()))


@pytest.mark.parametrize(
    'name',
    [
        'index', 'hypotheses/why', 'hypotheses/whither', 'themes', 'evidence', 'concordance', 'notes', 'seminar',
        'afterwards', 'about', 'citing',
        'extension/index', 'extension/tutorial', 'extension/how-to', 'extension/reference', 'extension/how-it-works',
        'extension/performance',
    ],
)  # fmt: skip
def test_sentences_are_short(site_folder: Path, name: str, tried: Callable[[str, int], None]) -> None:
    """No sentence of the edition or of the manual has more than 35 words; a page has fewer than 18 on average."""
    lengths = {sentence: len(WORD.findall(sentence)) for sentence in sentences(site_folder / f'{name}.html')}
    counts = [count for count in lengths.values() if count > 1]
    assert [sentence for sentence, count in lengths.items() if count > MOST_WORDS] == []
    assert sum(counts) / len(counts) < MEAN_WORDS
    tried('sentences counted', len(counts))
