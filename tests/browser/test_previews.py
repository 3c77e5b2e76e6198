"""Previews of what links lead to, as readers meet them: with a mouse, by keyboard, by touch, and not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from helpers.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

WORDS = 'A more dramatic possibility is that North Korea is looking to change strategic sides.'
PATIENCE = 250
WIDTHS = (1440, 1024, 390)
REFUSED = """
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(
        `${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
"""
# Of what is in the article: the theme moves its own icons.
SHIFTS = """() => new Promise((resolve) => {
    const inside = ({ node }) => document.querySelector('article').contains(node);
    new PerformanceObserver((list) => resolve(list.getEntries().filter(
        ({ sources }) => sources.some((source) => inside(source) && !source.node.matches('.content-icon-container')))
        .map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
    setTimeout(resolve, 300, []);
})"""


# Chromium's unit: the share of the window that moved, times how far. A tenth of what counts as good.
SEEN = 0.01


TOP = '(element) => element.getBoundingClientRect().top'


def place_of(page: Page, link: Locator) -> list[float]:
    """Return where a link is, and how long the page is, in pixels."""
    box = link.bounding_box()
    assert box
    return [box['x'], box['y'], box['width'], box['height'], page.evaluate('document.documentElement.scrollHeight')]


def quotation(page: Page) -> Locator:
    """Find a quotation in what an author holds."""
    return page.locator('.cf-position a.cf-words', has_text=WORDS)


def preview(page: Page) -> Locator:
    """Find the preview."""
    return page.get_by_role('tooltip')


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """Note what the console says; at the end there must be nothing."""
    said: list[str] = []
    page.on('console', lambda message: said.append(message.text))
    page.on('pageerror', lambda error: said.append(str(error)))
    yield said
    assert said == []


@pytest.fixture
def touch(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A phone."""
    phone: dict[str, Any] = {'viewport': {'width': 390, 'height': 844}, 'has_touch': True, 'is_mobile': True}
    context = browser.new_context(**{**browser_context_args, **phone})
    yield context
    context.close()


@pytest.fixture(scope='session')
def strict(site_folder: Path) -> Iterator[str]:
    """The address of the real site on a server that allows nothing inline but what is the theme's."""
    with served(site_folder) as address:
        yield address


@pytest.mark.usefixtures('complaints')
def test_pointing_at_a_quotation(page: Page, site: str) -> None:
    """Its passage is shown with the words marked, nothing else moves, and it stays as long as it is pointed at."""
    page.goto(f'{site}/hypotheses/why.html')
    link = quotation(page)
    link.scroll_into_view_if_needed()
    before = place_of(page, link)
    link.hover()
    tip = preview(page)
    expect(tip).to_be_visible()
    expect(tip.locator('.cf-preview-title')).to_have_text('Bajpai ¶6')
    expect(tip.locator('mark')).to_have_text(WORDS)
    expect(tip).to_contain_text('In 1972, Mao’s China did just that.')
    expect(tip.locator('[lang]')).to_have_attribute('lang', re.compile('^en'))
    expect(link).to_have_attribute('aria-describedby', str(tip.get_attribute('id')))
    # A browser that is busy lays out in steps, and rounds: what nobody can see is no movement.
    assert place_of(page, link) == pytest.approx(before, abs=1)
    assert [shift for shift in page.evaluate(SHIFTS) if shift > SEEN] == []

    tip.hover()
    page.wait_for_timeout(3 * PATIENCE)
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview(page)).to_have_count(0)
    assert link.get_attribute('aria-describedby') is None


def test_passing_over_a_link(page: Page, site: str) -> None:
    """A pointer that only passes over a link brings up nothing, and has nothing loaded."""
    page.goto(f'{site}/hypotheses/why.html')
    quotation(page).evaluate(  # in the page, where both clocks are one
        """async (link) => {
            link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
            await new Promise((resolve) => { setTimeout(resolve, 100); });
            document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
        }"""
    )
    page.wait_for_timeout(2 * PATIENCE)
    expect(page.locator('.cf-preview')).to_have_count(0)
    expect(page.locator('script[src*="_comparison/essays"]')).to_have_count(0)


@pytest.mark.usefixtures('complaints')
def test_a_hypothesis_shows_both_stances(page: Page, site: str) -> None:
    """A reference to a hypothesis shows its title and what each author holds, in words."""
    page.goto(f'{site}/hypotheses/why.html')
    page.locator('#hypothesis-hedging > p a', has_text='changing sides').hover()
    tip = preview(page)
    expect(tip.locator('.cf-preview-title')).to_have_text('Kim is leaving China’s side for America’s')
    assert tip.locator('b').all_inner_texts() == ['Bajpai', 'Cabestan']
    assert tip.locator('.cf-stance').all_inner_texts() == ['entertains', 'doubts']


@pytest.mark.usefixtures('complaints')
def test_a_note_shows_who_quotes_it(page: Page, site: str) -> None:
    """In the note of a paragraph, a position that quotes it shows which hypothesis it is on, and both stances."""
    page.goto(f'{site}/essays/bajpai.html')
    page.locator('#bajpai-p6-quoted a[href*="position-changing-sides-bajpai"]').first.hover()
    tip = preview(page)
    expect(tip.locator('.cf-preview-title')).to_have_text('Kim is leaving China’s side for America’s')
    assert tip.locator('b').all_inner_texts() == ['Bajpai', 'Cabestan']
    assert tip.locator('.cf-stance').all_inner_texts() == ['entertains', 'doubts']


@pytest.mark.usefixtures('complaints')
def test_a_note_of_the_editors(page: Page, site: str) -> None:
    """A link to a note of the editors shows what the note says; not in the table that has the note itself."""
    page.goto(f'{site}/notes.html')
    page.locator('a[href$="#annotation-chung"]').first.hover()
    page.wait_for_timeout(2 * PATIENCE)
    expect(preview(page)).to_have_count(0)
    page.goto(f'{site}/concordance.html')
    page.locator('a[href$="#annotation-chung"]').first.hover()
    expect(preview(page).locator('.cf-preview-title')).to_contain_text('Note on')
    expect(preview(page)).to_contain_text('Chung Eui-yong')


def test_arriving_at_words(page: Page, site: str) -> None:
    """Whoever follows a quotation to its words by keyboard sees these, and no preview over them, and goes on there."""
    page.goto(f'{site}/hypotheses/why.html')
    link = quotation(page)
    link.focus()
    page.keyboard.press('Enter')
    page.wait_for_url('**/essays/*.html#*-c*')
    page.wait_for_timeout(2 * PATIENCE)
    expect(preview(page)).to_have_count(0)
    here = page.locator('.cf-passage:has(:target)').get_attribute('id')
    assert here == 'bajpai-p6'
    # First come the editors' notes on words of the paragraph, then the next.
    reached = []
    for _ in range(3):
        page.keyboard.press('Tab')
        reached.append(page.evaluate("document.activeElement.closest('.cf-annotation, .cf-passage').id"))
    assert reached == ['annotation-nixon-in-china', 'annotation-tribute', 'bajpai-p7']


@pytest.mark.usefixtures('complaints')
def test_by_keyboard(page: Page, site: str) -> None:
    """A link that the keyboard reaches shows it at once; Esc puts it away, Enter goes there, going on hides it."""
    page.goto(f'{site}/hypotheses/why.html')
    page.keyboard.press('Tab')
    links = page.locator('#hypothesis-offer-to-refuse > p > a')
    first, second = links.nth(1), links.nth(2)
    first.focus()
    expect(preview(page)).to_contain_text('The change is tactical', timeout=PATIENCE * 4)
    page.keyboard.press('Escape')
    expect(preview(page)).to_have_count(0)
    expect(first).to_be_focused()
    page.keyboard.press('Tab')
    expect(second).to_be_focused()
    expect(preview(page)).to_contain_text('The summit itself will raise')
    page.keyboard.press('Enter')
    page.wait_for_url('**/hypotheses/whither.html#hypothesis-summit-standing')


def test_esc_while_pointing(page: Page, site: str) -> None:
    """Esc puts a preview away while the pointer rests on the link, and it does not come back by itself."""
    page.goto(f'{site}/hypotheses/why.html')
    link = quotation(page)
    link.hover()
    expect(preview(page)).to_be_visible()
    page.keyboard.press('Escape')
    expect(preview(page)).to_have_count(0)
    link.hover(position={'x': 12, 'y': 6})
    page.wait_for_timeout(2 * PATIENCE)
    expect(preview(page)).to_have_count(0)


def test_by_touch(touch: BrowserContext, site: str) -> None:
    """The first tap shows it, the second goes there, and so does a link in it; a tap elsewhere puts it away."""
    page = touch.new_page()
    page.goto(f'{site}/hypotheses/why.html')
    link = quotation(page)
    link.tap()
    expect(preview(page).get_by_role('link', name='Go to Bajpai ¶6')).to_be_visible()
    box, tip = link.bounding_box(), preview(page).bounding_box()
    assert box
    assert tip
    assert tip['x'] >= 0
    assert tip['x'] + tip['width'] <= 390 + 1
    assert tip['y'] + tip['height'] <= box['y'] or tip['y'] >= box['y'] + box['height']
    assert page.evaluate('document.documentElement.scrollWidth') <= 390
    page.touchscreen.tap(2, 400)
    expect(preview(page)).to_have_count(0)
    assert page.url.endswith('hypotheses/why.html')
    link.tap()
    expect(preview(page)).to_be_visible()
    link.tap()
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6-*')
    page.go_back()
    link.tap()
    preview(page).get_by_role('link', name='Go to').tap()
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6-*')


def test_a_sheet_from_below(touch: BrowserContext, site: str) -> None:
    """On a phone it is a sheet at the foot of the window, at most 60 % of it, and closes; its link stays in sight."""
    page = touch.new_page()
    page.goto(f'{site}/hypotheses/why.html')
    for link in page.locator('.cf-position a.cf-words').all()[:6]:
        link.tap()
        tip = preview(page)
        expect(tip.get_by_role('button', name='Close')).to_be_visible()
        box, seen = tip.bounding_box(), link.bounding_box()
        size = page.viewport_size
        assert box
        assert seen
        assert size
        assert (box['x'], box['width']) == (0, size['width'])
        assert abs(box['y'] + box['height'] - size['height']) <= 1
        assert box['height'] <= 0.61 * size['height']
        assert seen['y'] + seen['height'] <= box['y']
        tip.get_by_role('button', name='Close').tap()
        expect(preview(page)).to_have_count(0)


def test_the_other_text_without_a_jump(touch: BrowserContext, site: str) -> None:
    """In both texts side by side a tap on the other's paragraph shows it, and the page stays where it is."""
    page = touch.new_page()
    page.goto(f'{site}/beside.html')
    link = page.locator('.cf-meets a[href^="#beside-cabestan-p"]').first
    link.scroll_into_view_if_needed()
    place = page.evaluate('scrollY')
    link.tap()
    expect(preview(page)).to_contain_text('President Trump’s bellicose response')
    assert abs(page.evaluate('scrollY') - place) < 600
    expect(preview(page).get_by_role('link', name='Go to Cabestan ¶1')).to_be_visible()


def test_a_tap_on_what_has_no_preview(touch: BrowserContext, site: str) -> None:
    """A link that leads to no place, or to one of which nothing is known, works with one tap."""
    page = touch.new_page()
    page.goto(f'{site}/hypotheses/why.html')
    page.evaluate("document.querySelector('article p a').href = '../themes.html#hypothesis-nothing'")
    page.locator('article p a').first.tap()
    page.wait_for_url('**/themes.html#hypothesis-nothing')
    page.goto(f'{site}/hypotheses/whither.html')
    page.locator('article').get_by_role('link', name='the other').tap()
    page.wait_for_url('**/hypotheses/why.html')


def test_none_for_what_is_in_sight(page: Page, site: str) -> None:
    """What can be seen is not shown twice, as the paragraph of a number."""
    page.goto(f'{site}/essays/bajpai.html')
    page.locator('#bajpai-p6 a.cf-number').hover()
    page.wait_for_timeout(2 * PATIENCE)
    expect(preview(page)).to_have_count(0)


@pytest.mark.parametrize('width', WIDTHS)
def test_within_the_window(page: Page, site: str, width: int) -> None:
    """At any width, wherever its link is, a preview is in the window, whole or to be scrolled, beside its link."""
    page.set_viewport_size({'width': width, 'height': 600})
    page.goto(f'{site}/hypotheses/why.html')
    for link in page.locator('.cf-position a.cf-words').all()[:8]:
        link.hover()
        expect(preview(page)).to_be_visible()
        tip, box = preview(page).bounding_box(), link.bounding_box()
        assert tip
        assert box
        assert tip['x'] >= 0
        assert tip['y'] >= 0
        assert tip['x'] + tip['width'] <= width + 1
        assert tip['y'] + tip['height'] <= 600 + 1
        assert page.evaluate('document.documentElement.scrollWidth') <= width
        page.keyboard.press('Escape')


@pytest.mark.parametrize('width', WIDTHS)
def test_follow_and_come_back(page: Page, site: str, width: int) -> None:
    """Whoever follows a previewed quotation and goes back is where he was, with the preview gone."""
    page.set_viewport_size({'width': width, 'height': 800})
    page.goto(f'{site}/hypotheses/why.html')
    page.evaluate('document.fonts.ready')  # lines move when the typeface comes
    link = quotation(page)
    link.hover()
    expect(preview(page)).to_be_visible()
    assert page.evaluate('scrollY') > 0
    before = link.evaluate(TOP)
    link.click()
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6-*')
    expect(page.locator(':target')).to_be_in_viewport()
    page.go_back()
    page.wait_for_url('**/hypotheses/why.html')
    # What he saw is where it was in the window: lines above it may be others, as the typeface has come meanwhile.
    expect(link).to_be_in_viewport()
    page.wait_for_function(f'(link) => Math.abs(({TOP})(link) - {before}) <= 1', arg=link.element_handle())
    expect(preview(page)).to_have_count(0)


@pytest.mark.usefixtures('complaints')
def test_only_what_is_pointed_at_is_loaded(page: Page, site: str) -> None:
    """A page loads nothing about others until a link to one is pointed at, then that one, once."""
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    page.goto(f'{site}/index.html')
    about = [url for url in asked if '/_comparison/' in url and not url.endswith('/index.js')]
    assert about == []
    for link in page.locator('article a[href*="bajpai.html#"]').all()[:3]:
        link.hover()
        expect(preview(page)).to_be_visible()
        page.keyboard.press('Escape')
    about = [url for url in asked if '/_comparison/' in url and not url.endswith('/index.js')]
    assert about == [f'{site}/_comparison/essays/bajpai.js']
    assert [url for url in asked if not url.startswith((site, 'data:'))] == []


@pytest.mark.parametrize('name', ['index', 'themes', 'essays/bajpai', 'hypotheses/why'])
def test_under_a_strict_policy(page: Page, strict: str, complaints: list[str], name: str) -> None:
    """Under a policy that allows nothing inline of ours nothing is refused, and previews and filters work."""
    page.add_init_script(REFUSED)
    page.goto(f'{strict}/{name}.html')
    link = page.locator('article a[href*="bajpai-p"]:not(.cf-number):visible').first
    if name == 'essays/bajpai':
        link = page.locator('article .cf-note-body a[href*="position-"]').first
    link.hover()
    expect(preview(page)).to_be_visible()
    if page.locator('.cf-filters').count():
        page.locator('.cf-filters summary').first.click()
        page.locator('.cf-filters input').first.check()
    assert page.evaluate('refused') == []
    assert complaints == []


def test_the_policy_is_strict(page: Page, strict: str) -> None:
    """The policy of these tests refuses an inline style or script, so that the test before says something."""
    page.add_init_script(REFUSED)
    page.goto(f'{strict}/hypotheses/why.html')
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_function('refused.length > 0')


def test_addresses_that_are_folders(page: Page, site_builds: Callable[[str], Path]) -> None:
    """Previews also work where addresses end in a stroke."""
    with served(site_builds('dirhtml')) as address:
        page.goto(f'{address}/hypotheses/why/')
        quotation(page).hover()
        expect(preview(page).locator('mark')).to_have_text(WORDS)
        page.goto(f'{address}/hypotheses/why/index.html')
        page.locator('a[href$="bajpai/#bajpai-p4"]:visible').first.hover()
        expect(preview(page)).to_contain_text('Bajpai ¶4')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('forced', ['none', 'active'])
def test_it_can_be_read(page: Page, site: str, scheme: Any, forced: Any) -> None:
    """Light, dark and with the reader's own colours: a preview is opaque, and its text stands out from its ground."""
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.goto(f'{site}/hypotheses/why.html')
    quotation(page).hover()
    tip = preview(page)
    expect(tip).to_be_visible()
    ground, ink = tip.evaluate('(e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color]; }')
    assert 'rgba' not in ground
    assert abs(_lightness(ground) - _lightness(ink)) > 150, (ground, ink)
    assert (_lightness(ground) < 128) == (scheme == 'dark')


def _lightness(colour: str) -> float:
    parts = [float(part) for part in re.findall(r'[\d.]+', colour)[:3]]
    return sum(parts) / 3 * (255 if 'srgb' in colour else 1)


def test_not_on_paper(page: Page, site: str) -> None:
    """Printed while a preview is shown and filters are open, a page has neither."""
    page.goto(f'{site}/hypotheses/why.html')
    page.locator('.cf-filters summary').click()
    quotation(page).hover()
    expect(preview(page)).to_be_visible()
    page.emulate_media(media='print')
    expect(page.locator('.cf-preview')).to_be_hidden()
    assert page.locator('.cf-filters :is(summary, input):visible').count() == 0


def test_without_scripts(browser: Browser, site: str) -> None:
    """With scripts off a page says the same, and has no controls that do nothing."""
    said = []
    for enabled in (False, True):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(f'{site}/hypotheses/why.html')
        said.append(page.locator('#chart-why').inner_text().replace('¶\n', '\n'))
        assert page.locator('article :is(form, button, input):visible').count() == 0 or enabled
        context.close()
    assert said[0] == said[1]


@pytest.mark.usefixtures('complaints')
def test_several_paragraphs(page: Page, site: str) -> None:
    """A reference to two paragraphs previews both, under the label of both."""
    page.goto(f'{site}/index.html')
    page.locator('a[href$="#bajpai-p1-p2"]').first.hover()
    tip = preview(page)
    expect(tip.locator('.cf-preview-title')).to_have_text('Bajpai ¶1–2')
    expect(tip.locator('p[lang]')).to_have_count(2)


LIT = """() => [...document.querySelectorAll('.cf-passage')]
    .filter((each) => getComputedStyle(each).backgroundColor !== 'rgba(0, 0, 0, 0)').map((each) => each.id)"""


@pytest.mark.parametrize('scripts', [True, False])
def test_arriving_at_several_paragraphs(browser: Browser, site: str, scripts: bool) -> None:
    """All that are meant are lit, and no others; the next two as well without scripts."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f'{site}/index.html')
    page.locator('a[href$="#bajpai-p1-p2"]').first.click()
    page.wait_for_url('**#bajpai-p1-p2')
    expect(page.locator('#bajpai-p1')).to_be_in_viewport()
    lit = page.evaluate(LIT)
    assert lit == ['bajpai-p1', 'bajpai-p2']
    if scripts:
        page.goto(f'{site}/essays/bajpai.html#bajpai-p3-p6')
        assert page.evaluate(LIT) == [f'bajpai-p{number}' for number in (3, 4, 5, 6)]
        page.goto(f'{site}/essays/bajpai.html#bajpai-p4')
        page.wait_for_function("document.querySelectorAll('.cf-lit').length === 0")
        assert page.evaluate(LIT) == ['bajpai-p4']
    context.close()
