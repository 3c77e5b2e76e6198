"""Words that a reader copies from what was built, HTML, e-book or PDF, are found when they are quoted."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from helpers.essays import SEEDS, paragraphs
from helpers.paper import EDITION, Once, Paper, make_pdf
from sphinx_comparison.milestones import Stretch
from sphinx_comparison.proof.quotation import SourceText, prove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LENGTHS = (4, 9, 17, 30)  # in words


def text_of(file: Path) -> str:
    """Return the text of a page of HTML as a browser copies it: a line for each block, and no numbers."""
    soup = BeautifulSoup(file.read_text(encoding='utf-8'), 'html.parser')
    for hidden in soup.select('.cf-number, .cf-note, .headerlink'):
        hidden.extract()
    return '\n'.join(block.get_text() for block in soup.select('p'))


def read(medium: str, source: str, site_builds: Callable[[str], Path], once: Once) -> str:
    """Return the text of an essay as it stands in a medium."""
    if medium == 'html':
        return text_of(site_builds('html') / f'essays/{source}.html')
    if medium == 'epub':
        (file,) = site_builds('epub').rglob(f'essays/{source}.xhtml')
        return text_of(file)
    paper = Paper(once('pdf', make_pdf) / f'_build/pdf/{EDITION}.pdf')
    first = paper.places()[f'document-essays/{source}']
    return '\n'.join(page.extract_text() for page in paper.reader.pages[first : first + 6])


def copies(paragraph: str, text: str, every: int) -> Iterator[tuple[str, str]]:
    """Yield runs of words of a paragraph, and what a reader copies for them: all from the first to the last.

    A run begins at ``every`` so many words.
    """
    wanted = [match.group() for match in re.finditer(r'\S+', paragraph)]
    places = [match.span() for match in re.finditer(r'\S+', text)]
    words = [text[start:end] for start, end in places]
    matched = {
        block.a + step: block.b + step
        for block in SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    for first in range(0, len(wanted), every):
        for length in LENGTHS:
            last = first + length - 1
            if (
                first in matched
                and last in matched
                and matched[last] - matched[first] in range(length - 1, length + 12)
            ):
                yield ' '.join(wanted[first : last + 1]), text[places[matched[first]][0] : places[matched[last]][1]]


@pytest.mark.parametrize('medium', ['html', 'epub', 'pdf'])
def test_words_that_were_copied(
    medium: str,
    site_builds: Callable[[str], Path],
    once: Once,
    tried: Callable[[str, int], None],
    *,
    thorough: bool,
) -> None:
    """Any run of words of an essay, copied, is found; but where a line or a page of the PDF ends amid them, see below.

    A PDF does not say whether a hyphen at the end of a line is the author's, and on a page's edge stand its number and
    titles: what is copied over these is other words, and is refused.
    """
    every = 1 if thorough else 3
    count, refused = 0, []
    for source in SEEDS:
        blocks = paragraphs(source)
        known, text = {source: SourceText(blocks)}, read(medium, source, site_builds, once)
        for paragraph in blocks:
            for words, copied in copies(paragraph, text, every):
                count += 1
                if prove(copied, source, known, Stretch(1, len(blocks))).match is None:
                    refused.append((words, copied))
    over_edges = [each for each in refused if medium == 'pdf' and re.search(r'-\s*\n|\n.*\n.*\d+\s*\n', each[1])]
    assert [each for each in refused if each not in over_edges][:5] == []
    assert len(over_edges) < count / 20
    assert count > 4_000 / every
    tried(f'runs of words copied from {medium}, and found', count - len(refused))
