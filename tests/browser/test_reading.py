"""What a reader does, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORDS = 'A more dramatic possibility is that North Korea is looking to change strategic sides.'
WIDTHS = (1440, 1024, 390)


def follow_and_return(page: Page, site: str) -> None:
    """Go from a cell of the table to the words in the essay, and back to the position that quotes them."""
    page.goto(f'{site}/why.html')
    quoted = page.locator('table.cf-comparison a.cf-words', has_text=WORDS)
    quoted.click()
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6-*')
    target = page.locator(':target')
    expect(target).to_contain_text('A more dramatic possibility')
    expect(target).to_be_in_viewport()
    passage = page.locator('#bajpai-p6')
    assert passage.locator('a.cf-number').get_attribute('href') == '#bajpai-p6'
    note = page.locator('#bajpai-p6-quoted')
    note.get_by_role('link', name='Kim is moving from China toward the United States').click()
    page.wait_for_url('**/hypotheses/why.html#position-changing-sides-bajpai')
    back = page.locator('#position-changing-sides-bajpai')
    expect(back).to_be_in_viewport()
    expect(back).to_contain_text(WORDS)


@pytest.mark.parametrize('width', WIDTHS)
def test_from_the_table_to_the_essay_and_back(page: Page, site: str, width: int) -> None:
    """At any width a reader follows a quotation from the table to the very words in the essay, and comes back."""
    page.set_viewport_size({'width': width, 'height': 900})
    follow_and_return(page, site)


def test_without_javascript(browser: Browser, site: str) -> None:
    """The same works with scripts off."""
    context = browser.new_context(java_script_enabled=False)
    follow_and_return(context.new_page(), site)
    context.close()


@pytest.mark.parametrize('width', WIDTHS)
@pytest.mark.parametrize('name', ['index', 'why', 'whither', 'themes', 'concordance', 'essays/bajpai'])
def test_nothing_sticks_out(page: Page, site: str, name: str, width: int) -> None:
    """No page is wider than the screen."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/{name}.html')
    assert page.evaluate('document.documentElement.scrollWidth') <= width


def test_numbers_are_not_text(page: Page, site: str) -> None:
    """What a reader selects and copies of a paragraph is its words, without its number."""
    page.goto(f'{site}/essays/bajpai.html')
    page.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.getElementById('bajpai-p3'));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    assert page.evaluate('getSelection().toString()').strip() == (
        'Why has Kim seemingly climbed down from his commitment to nuclearisation, insistence on testing and '
        'opposition to US-South Korean military exercises?'
    )


def test_nothing_from_outside(page: Page, site: str) -> None:
    """A page asks for nothing outside the site."""
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    for name in ('index', 'why', 'essays/cabestan'):
        page.goto(f'{site}/{name}.html')
    assert [url for url in asked if not url.startswith((site, 'data:'))] == []


def test_by_keyboard(page: Page, site: str) -> None:
    """A quotation in the table can be reached and followed with the keyboard alone."""
    page.goto(f'{site}/why.html')
    page.locator('table.cf-comparison a.cf-words').first.focus()
    page.keyboard.press('Enter')
    page.wait_for_url('**/essays/*.html#*')
