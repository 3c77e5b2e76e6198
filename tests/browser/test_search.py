"""Searching as readers do: what they type finds the paragraph or the point, and a click on it leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from helpers.project import Project, source_page
from helpers.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

TEXTS = {
    'ann.md': source_page(
        'ann',
        'The Élysée treaty of 1972 held. Nobody doubted it — “not even Zoë”, they said.',
        'There were 19721 men, and it doesn’t matter.',
        'A third paragraph, of tea.',
        language='en',
    ),
    'heb.md': source_page('heb', 'בְּרֵאשִׁית בָּרָא אֱלֹהִים', language='he'),
    'han.md': source_page('han', '北京在一九七二年改變了方向。', language='zh-Hant'),
    'points.md': """
        # Points

        ::::{evidence} Treaty of 1972
        :id: treaty

        :::{position} ann
        It held.

        > Nobody doubted it
        :::
        ::::

        ```{concordance}
        ```
    """,
}
IN_SIGHT = """(id) => {
    const place = document.getElementById(id);
    const { top, bottom } = place?.getBoundingClientRect() ?? {};
    return place && location.hash === `#${id}` && bottom > 0 && top < innerHeight / 2;
}"""


def search(page: Page, site: str, asked: str, path: str = 'search.html') -> Locator:
    """Search; give what we find."""
    page.goto(f'{site}/{path}?q={quote(asked)}')
    return page.locator('#search-results > .cf-found li')


@pytest.fixture(params=['file', 'served'])
def address(request: pytest.FixtureRequest, site_folder: Path) -> Iterator[str]:
    """The real site, from files, and under a strict policy."""
    if request.param == 'file':
        yield site_folder.as_uri()
    else:
        with served(site_folder) as there:
            yield there


@pytest.mark.parametrize(
    ('asked', 'first', 'anchor'),
    [
        ('1972', 'Bajpai ¶6', 'bajpai-p6'),
        ('Mao 1972', 'Bajpai ¶6', 'bajpai-p6'),
        ('sanctions', 'Sanctions (theme)', 'theme-sanctions'),
        ('looking to change strategic sides', 'Bajpai ¶6', 'bajpai-p6'),
        ('Cabestan sanctions', 'Cabestan ¶1', 'cabestan-p1'),
        ("mao's turn to washington", 'Mao’s turn to Washington (evidence)', 'evidence-mao-turn'),
    ],
)
def test_a_hit_leads_to_its_place(page: Page, address: str, asked: str, first: str, anchor: str) -> None:
    """What is searched for is found first where it stands, and a click leads there, and not to the top of the page."""
    found = search(page, address, asked)
    link = found.first.get_by_role('link').first
    expect(found.first).to_contain_text(first)
    link.click()
    page.wait_for_function(IN_SIGHT, arg=anchor)


def test_every_hit_leads_somewhere(page: Page, site: str) -> None:
    """Each link among the hits has its anchor, also those to positions and those that Sphinx finds."""
    links: set[str] = set()
    for asked in ('sanctions', 'Kim', 'Why', 'Bajpai'):
        found = search(page, site, asked)
        expect(found.first).to_be_visible()
        page.wait_for_function("!document.querySelector('.search-summary').textContent.includes('...')")
        all_links = page.locator('#search-results li a').evaluate_all('links => links.map(({ href }) => href)')
        links |= {link for link in all_links if '#' in link}
    assert len(links) > 100
    by_page: dict[str, set[str]] = {}
    for link in links:
        there, _, anchor = link.partition('#')
        by_page.setdefault(there, set()).add(anchor)
    for there, anchors in by_page.items():
        page.goto(there)
        assert page.evaluate('ids => ids.filter((id) => !document.getElementById(id))', sorted(anchors)) == []


def test_nothing_is_said_to_be_missing(page: Page, site: str) -> None:
    """Where we find something and Sphinx does not, it does not say that nothing was found; else it does."""
    expect(search(page, site, '1972').first).to_be_visible()
    expect(page.locator('.search-summary')).to_be_hidden()
    expect(page.locator('.cf-found').get_by_role('heading')).to_have_text('In the texts and the comparison')
    expect(search(page, site, 'xyzzy')).to_have_count(0)
    expect(page.locator('.search-summary')).to_be_visible()


@pytest.fixture(scope='module')
def themed(once: Callable[[str, Callable[[Path], object]], Path]) -> Callable[[str, str], Path]:
    """A small site under a theme, by a builder."""

    def build(theme: str, builder: str) -> Path:
        def make(folder: Path) -> None:
            project = Project(folder, html_theme=theme, html_theme_path=[], smartquotes=False)
            project.write(TEXTS)
            built = project.build(builder)
            assert built.warnings == []

        return once(f'search-{theme}-{builder}', make) / 'out' / builder

    return build


@pytest.mark.parametrize('theme', ['alabaster', 'basic', 'classic', 'furo'])
def test_under_each_theme(page: Page, themed: Any, theme: str) -> None:
    """Words are found in each theme, from files: all of them, folded as in quotations, without spaces too."""
    site = themed(theme, 'html').as_uri()
    for asked, labels in {
        '1972': ['Ann ¶1', 'Treaty of 1972 (evidence)'],
        'elysee ZOE': ['Ann ¶1'],
        '"not even Zoe"': ['Ann ¶1'],
        "doesn't": ['Ann ¶2'],
        'it -- "not': ['Ann ¶1'],
        'treaty tea': [],
        'treaty held': ['Ann ¶1', 'Treaty of 1972 (evidence)'],
        'ברא אלהים': ['Heb ¶1'],
        '改變': ['Han ¶1'],
        '.*': [],
    }.items():
        found = search(page, site, asked)
        if labels:
            expect(found.first).to_be_visible()
        else:
            expect(page.locator('#search-results p').first).to_be_attached()
        titles = [text.partition('\n')[0].strip() for text in found.all_inner_texts()]
        assert sorted(titles) == sorted(labels), asked
    search(page, site, 'doubted nobody').first.wait_for()
    line = page.locator('.cf-found .context', has_text='“Nobody doubted it”')
    assert line.locator('mark').all_inner_texts() == ['Nobody', 'doubted']
    line.get_by_role('link', name='Ann').click()
    page.wait_for_function(IN_SIGHT, arg='position-treaty-ann')


def test_where_addresses_are_folders(page: Page, themed: Any) -> None:
    """With dirhtml a hit leads to its place too."""
    page.set_viewport_size({'width': 1280, 'height': 180})  # low enough for the short page to scroll
    with served(themed('alabaster', 'dirhtml')) as site:
        search(page, site, 'third', 'search/').first.get_by_role('link', name='Ann ¶3').click()
        page.wait_for_function(IN_SIGHT, arg='ann-p3')
        assert page.url == f'{site}/ann/#ann-p3'


def test_languages_are_marked(page: Page, themed: Any) -> None:
    """What is shown of a text says its language, and runs as its script does."""
    found = search(page, themed('basic', 'html').as_uri(), 'ברא')
    words = found.locator('.context > span')
    expect(words).to_have_attribute('lang', 'he')
    assert words.evaluate('(element) => getComputedStyle(element).direction') == 'rtl'
    assert words.locator('mark').all_inner_texts() == ['בָּרָא'] or words.locator('mark').count() == 2
