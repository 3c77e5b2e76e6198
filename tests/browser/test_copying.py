"""What readers take away: the text alone, when they copy it; whole words, when they cite some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import Project, source_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

COPY = """([first, last]) => {
    const start = document.getElementById(first);
    const end = document.getElementById(last);
    document.getSelection().setBaseAndExtent(start, 0, end, end.childNodes.length);
    return document.getSelection().toString();
}"""
CUT = """([selector, from, to]) => {
    const node = document.querySelector(selector);
    const text = [...node.childNodes].find((child) => child.nodeType === Node.TEXT_NODE && child.length > to);
    document.getSelection().setBaseAndExtent(text, from, text, to);
}"""
TEXTS = {
    'ann.md': source_page(
        'ann',
        'It doesn’t matter. There were 35,553 men, and 1.5 of them slept.',
        'The second paragraph is quoted.',
        language='en',
    ),
    'heb.md': source_page('heb', 'בְּרֵאשִׁית בָּרָא אֱלֹהִים', language='he'),
    'p.md': '# P\n\n:::{theme} T\n:id: t\n\n::::{position} ann\n> There were 35,553 men\n\n> paragraph\n::::\n:::\n',
}


@pytest.fixture(scope='module')
def themed(once: Callable[[str, Callable[[Path], object]], Path]) -> Callable[[str], Path]:
    """A small site under a theme."""

    def build(theme: str) -> Path:
        def make(folder: Path) -> None:
            project = Project(folder, html_theme=theme, html_theme_path=[], smartquotes=False)
            project.write(TEXTS)
            assert project.build().warnings == []

        return once(f'copying-{theme}', make) / 'out' / 'html'

    return build


def test_paragraphs_of_the_site(page: Page, site: str) -> None:
    """Paragraphs that are copied together carry no note and no number between them, whichever are quoted where."""
    page.goto(f'{site}/essays/bajpai.html')
    page.wait_for_selector('.cf-passage > .cf-cite', state='attached')
    for number in range(1, 10):
        copied = page.evaluate(COPY, [f'bajpai-p{number}', f'bajpai-p{number + 1}'])
        texts = page.evaluate(
            'ids => ids.map((id) => document.getElementById(id).textContent)',
            [f'bajpai-p{number}', f'bajpai-p{number + 1}'],
        )
        assert all(text in copied for text in texts)
        assert not [word for word in ('Referred', 'Cite', '¶', 'Hypotheses') if word in copied], copied


@pytest.mark.parametrize('theme', ['basic', 'furo', 'alabaster'])
def test_two_paragraphs(page: Page, themed: Callable[[str], Path], theme: str) -> None:
    """In any theme they are the two paragraphs, also where the note between them is unfolded."""
    page.goto(themed(theme).as_uri() + '/ann.html')
    page.wait_for_selector('.cf-passage > .cf-cite', state='attached')
    page.evaluate('for (const note of document.querySelectorAll("details.cf-note")) note.open = true')
    copied = page.evaluate(COPY, ['ann-p1', 'ann-p2'])
    assert [line.strip() for line in copied.split('\n') if line.strip()] == [
        'It doesn’t matter. There were 35,553 men, and 1.5 of them slept.',
        'The second paragraph is quoted.',
    ]


@pytest.mark.parametrize(
    ('name', 'start', 'end', 'whole'),
    [
        ('ann', 8, 9, 'doesn’t'),
        ('ann', 3, 8, 'doesn’t'),
        ('heb', 1, 4, 'בְּרֵאשִׁית'),
        ('heb', 3, 14, 'בְּרֵאשִׁית בָּרָא'),
    ],
)
def test_a_cut_word_is_made_whole(  # noqa: PLR0917 - what is tried, and fixtures
    page: Page, themed: Callable[[str], Path], name: str, start: int, end: int, whole: str
) -> None:
    """Words cut in the midst are cited whole, over apostrophes and vowel points, and the address finds them."""
    page.goto(themed('basic').as_uri() + f'/{name}.html')
    page.wait_for_selector('.cf-passage > .cf-cite', state='attached')
    page.evaluate(CUT, [f'#{name}-p1', start, end])
    page.click('.cf-cite-words:visible')
    page.wait_for_selector('.cf-citing[open] h3')
    assert f'“{whole}”' in page.inner_text('.cf-citing h2')
    address = page.inner_text('.cf-citing-address')
    page.goto('about:blank')
    page.goto(address)
    found = page.evaluate('() => scrollY >= 0 && location.hash')
    assert found == f'#{name}-p1'


def test_a_cut_number_is_made_whole(page: Page, themed: Callable[[str], Path]) -> None:
    """A number is whole with its decimal point or comma."""
    page.goto(themed('basic').as_uri() + '/ann.html')
    page.wait_for_selector('.cf-passage > .cf-cite', state='attached')
    for words, cut in (('35,553', '.cf-quoted'), ('1.5', '#ann-p1')):
        page.evaluate(
            """([words, selector]) => {
                const nodes = [...document.querySelector(selector).childNodes];
                const text = nodes.find(({ data }) => data?.includes(words));
                const at = text.data.indexOf(words);
                document.getSelection().setBaseAndExtent(text, at, text, at + 1);
            }""",
            [words, cut],
        )
        page.click('.cf-cite-words:visible')
        page.wait_for_selector('.cf-citing[open] h3')
        assert f'“{words}”' in page.inner_text('.cf-citing h2')
        page.click('.cf-citing-close')


@pytest.mark.parametrize('anchor', ['ann-p2', 'position-t-ann', 'theme-t'])
def test_where_one_arrives_in_forced_colours(page: Page, themed: Callable[[str], Path], anchor: str) -> None:
    """Where a reader has forced colours, what a link has led to has an outline, and nothing else has."""
    page.emulate_media(forced_colors='active')
    name = 'ann' if anchor.startswith('ann') else 'p'
    page.goto(themed('basic').as_uri() + f'/{name}.html#{anchor}')
    outlined = """() => [...document.querySelectorAll('[role="main"] [id], .body [id]')]
        .filter((element) => getComputedStyle(element).outlineStyle === 'solid').map(({ id }) => id)"""
    assert set(page.evaluate(outlined)) == {anchor}
