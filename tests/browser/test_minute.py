"""A newcomer's errand: find out where the two authors disagree about China, and cite the sentence that shows it.

Within a minute, on a phone and on a desk. People are slower than a browser, so that what is counted is what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

MOST_STEPS = 5
SENTENCE = 'economic dependence on China'


class Newcomer:
    """Somebody who sees what is on the screen, and points at it, or taps it; each time is a step."""

    def __init__(self, page: Page, *, touch: bool) -> None:
        """Take a page that has been opened."""
        self.page, self.touch, self.steps = page, touch, 0

    def choose(self, what: Locator) -> None:
        """Tap or click what can be seen, or scrolled to."""
        what.scroll_into_view_if_needed()
        expect(what).to_be_visible()
        what.tap() if self.touch else what.click()
        self.steps += 1


@pytest.mark.parametrize('phone', [True, False])
def test_cite_the_sentence_that_shows_it(browser: Browser, site: str, *, phone: bool) -> None:
    """From the front page to the citation of the very words it takes five steps at most, and none is a guess."""
    size: dict[str, Any] = {'viewport': {'width': 1440, 'height': 900}, 'reduced_motion': 'reduce'}
    if phone:
        size |= {'viewport': {'width': 390, 'height': 844}, 'has_touch': True, 'is_mobile': True}
    context = browser.new_context(**size)
    context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = context.new_page()
    page.goto(f'{site}/index.html')
    newcomer = Newcomer(page, touch=phone)

    where = page.locator('article p').get_by_role('link', name='where they disagree most')
    expect(where).to_be_in_viewport()
    newcomer.choose(where)
    dispute = page.locator('#where-they-disagree-most p', has_text='distance from it?')
    expect(page.locator('#where-they-disagree-most > h2')).to_be_in_viewport()
    newcomer.choose(dispute.get_by_role('link', name=SENTENCE))
    if phone:
        expect(page.get_by_role('tooltip')).to_contain_text(SENTENCE)
        newcomer.choose(page.get_by_role('tooltip').get_by_role('link', name='Go to'))
    page.wait_for_url('**/essays/cabestan.html#cabestan-p2-c*')
    passage = page.locator('#cabestan-p2')
    expect(passage.locator(':target')).to_be_in_viewport()
    expect(passage.locator(':target')).to_have_text(SENTENCE)

    button = passage.locator('> .cf-cite')
    newcomer.choose(button)
    panel = page.get_by_role('dialog', name=f'Cite “{SENTENCE}”, paragraph 2')
    newcomer.choose(panel.get_by_role('button', name='Copy: note', exact=True))
    expect(panel.get_by_role('status')).to_have_text('Copied.')
    expect(panel.get_by_role('status')).to_be_in_viewport()
    copied = page.evaluate('navigator.clipboard.readText()')
    assert copied.startswith('Jean-Pierre Cabestan, “What Is Kim Jong-un’s Game?,” ')
    assert 'para. 2,' in copied
    assert copied.endswith(f'{page.url}.')
    assert newcomer.steps <= MOST_STEPS

    other = context.new_page()
    other.goto(copied.rpartition(' ')[2].removesuffix('.'))
    expect(other.locator(':target')).to_have_text(SENTENCE)
    context.close()
