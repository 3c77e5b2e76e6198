"""Under a Content-Security-Policy that allows nothing inline, not even the theme's, all of ours works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from helpers.serving import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

REFUSED = """
    window.refused = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, target }) => refused.push(
        [violatedDirective, blockedURI, target.outerHTML ?? '']));
"""
OF_THE_THEME = {
    ('style-src-elem', '<style>\n  body {\n    --color-code-background'): 'the colours of code',
    ('script-src-elem', '<script>\n      document.body.dataset.theme ='): 'the scheme of colours that was chosen last',
    ('style-src-attr', '<svg xmlns="http://www.w3.org/2000/svg" style="display: none;">'): 'its icons, kept for use',
    ('style-src-attr', '<path style="opacity: 50%"'): 'a part of an icon',
    ('style-src-attr', '<line style="opacity: 50%"'): 'a part of an icon',
    ('style-src-attr', '<circle style="opacity: 50%"'): 'a part of an icon',
    ('img-src', ''): 'an icon in its style sheet: ours have none',
}
"""What is refused, and whose it is: the directive, and how the element begins."""


@pytest.fixture(scope='module')
def address(site_folder: Path) -> Iterator[str]:
    """The address of the real site on a server that allows nothing inline."""
    with locked(site_folder) as address:
        yield address


def ours(page: Page) -> list[list[str]]:
    """Return what was refused that is not the theme's."""
    return [
        [directive, uri, element]
        for directive, uri, element in page.evaluate('refused')
        if not any(directive == named and element.startswith(begins) for named, begins in OF_THE_THEME)
    ]


def test_previews_and_filters(page: Page, address: str) -> None:
    """A table has its filters, and a quotation in it its preview, which stands beside it."""
    page.add_init_script(REFUSED)
    page.goto(f'{address}/hypotheses/why.html')
    page.locator('.cf-filters summary').click()
    page.locator('.cf-filters').get_by_label('asserts').check()
    expect(page.locator('.cf-filters output')).to_contain_text('of')
    link = page.locator('.cf-position a.cf-words:visible').first
    link.hover()
    tip = page.get_by_role('tooltip')
    expect(tip).to_be_visible()
    box, beside = link.bounding_box(), tip.bounding_box()
    assert box
    assert beside
    assert abs(beside['y'] - box['y']) < box['height'] + beside['height'] + 20
    assert ours(page) == []


def test_the_panel_that_cites(page: Page, address: str) -> None:
    """It opens, fills, changes its style, and gives its files; what the page tells search engines is not refused."""
    page.add_init_script(REFUSED)
    page.goto(f'{address}/essays/bajpai.html')
    assert page.locator('script[type="application/ld+json"]').count() == 1
    page.hover('#bajpai-p7')
    page.click('#bajpai-p7 > .cf-cite')
    panel = page.locator('.cf-citing[open]')
    expect(panel).to_contain_text('para. 7')
    panel.locator('select').select_option('APA')
    expect(panel).to_contain_text('(Bajpai, 2018, para. 7)')
    with page.expect_download() as download:
        panel.get_by_role('button', name='RIS').click()
    assert 'AU  - Bajpai, Kanti' in download.value.path().read_text('utf-8')
    assert ours(page) == []


@pytest.mark.parametrize('name', ['index', 'beside', 'themes', 'concordance', 'citing', 'hypotheses/why', 'search'])
def test_nothing_of_ours_is_refused(page: Page, address: str, name: str) -> None:
    """On every kind of page only the theme's own is refused, each thing of it by name."""
    page.add_init_script(REFUSED)
    page.goto(f'{address}/{name}.html')
    page.wait_for_function('refused.length > 10')
    assert ours(page) == []


def test_our_styles_have_no_pictures(site_folder: Path) -> None:
    """The picture that is refused is the theme's: no style and no script of ours has one in it."""
    for name in ('comparison.css', 'site.css', 'comparison.js', 'citing.js', 'reading.js'):
        assert not re.search(r'\bdata:|url\(', (site_folder / '_static' / name).read_text('utf-8')), name


def test_what_is_inline_is_refused(page: Page, address: str) -> None:
    """A style or a script of ours in a page would be refused, and named: these tests say something."""
    page.add_init_script(REFUSED)
    page.goto(f'{address}/hypotheses/why.html')
    page.locator('article').evaluate(
        "article => article.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')"
    )
    page.wait_for_function("refused.some(([, , element]) => element.startsWith('<p'))")
    assert [element[:2] for _, _, element in ours(page)] == ['<p']
