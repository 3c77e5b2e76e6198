"""What a reader does, in a real browser."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from helpers.serving import hosted

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator, Page

WORDS = 'A more dramatic possibility is that North Korea is looking to change strategic sides.'
WIDTHS = (1440, 1024, 390)


def follow_and_return(page: Page, site: str) -> None:
    """Go from a cell of the table to the words in the essay, and back to the position that quotes them."""
    page.goto(f'{site}/hypotheses/why.html')
    quoted = page.locator('.cf-position a.cf-words', has_text=WORDS)
    quoted.click()
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6-*')
    target = page.locator(':target')
    expect(target).to_contain_text('A more dramatic possibility')
    expect(target).to_be_in_viewport()
    passage = page.locator('#bajpai-p6')
    assert passage.locator('a.cf-number').get_attribute('href') == '#bajpai-p6'
    note = page.locator('#bajpai-p6-quoted')
    page.mouse.move(1, 1)  # away from what has come under the pointer, and shows a preview
    expect(page.get_by_role('tooltip')).to_have_count(0)
    if (summary := note.locator('> summary')).is_visible():
        summary.click()
    note.get_by_role('link', name='Kim is leaving China’s side for America’s').click()
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


@pytest.mark.parametrize('width', [1440, 390])
@pytest.mark.parametrize(('online', 'scripts'), [(True, True), (True, False), (False, True)])
def test_coming_back_is_where_one_was(
    browser: Browser,
    browser_context_args: dict[str, Any],
    site_folder: Path,
    width: int,
    *,
    online: bool,
    scripts: bool,
) -> None:
    """Whoever follows a link from a table, from a paragraph or from a position, and goes back, is where he was.

    From the table to the essay, from the essay to the hypothesis, and from there to the essay: and all the way back.
    From file:// with scripts off this is left to Chromium, which may go to the place in the address instead.
    """
    context = browser.new_context(
        **{**browser_context_args, 'viewport': {'width': width, 'height': 844}}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    steps = (
        ('table.cf-comparison a.cf-words', '/essays/'),
        ('.cf-note-body > ul a[href*="/hypotheses/"]', '/hypotheses/'),
        ('.cf-quotation a.cf-words', '/essays/'),
    )
    # What is in the text is where it was in the window: lines above it may be others, as the typeface comes meanwhile.
    top = "(link) => (link.closest('details') ?? link).getBoundingClientRect().top"
    left: list[tuple[str, Locator, float, float]] = []
    with hosted(site_folder) if online else nullcontext(site_folder.as_uri()) as site:
        for _ in range(2):  # so that the typeface is there, as it will be when he comes back
            page.goto(f'{site}/hypotheses/why.html')
        for selector, there in steps:
            links = page.locator(selector)
            # In the midst of the page: near its end, a note that is folded again would leave less to scroll.
            link = links.nth(links.count() // 2)
            folds = link.locator('xpath=ancestor::details/summary')
            if folds.count() and folds.is_visible():
                folds.click()
            # A page that is there for the first time gets its typeface late, and its lines move by that.
            page.evaluate('document.fonts.ready.then(() => true)')
            link.hover()
            assert page.evaluate('scrollY') > 300
            left.append((page.url, link, link.evaluate(top), page.evaluate('scrollY')))
            link.click()
            page.wait_for_url(f'**{there}*.html#*')
            expect(page.locator(':target').first).to_be_in_viewport()
        for address, link, position, scrolled in reversed(left):
            page.go_back()
            page.wait_for_url(address)
            # The page is set up anew, its notes folded again, and Chromium finds the place by the text at its top, or
            # by how far it was scrolled. Now and then it does so as if the theme's head, which on a phone lies over
            # the page, were not there, or were there twice: what he saw is then lower or higher by the height of that
            # head, and still in sight.
            where = f"""(link) => {{
                const head = document.querySelector('.mobile-header').offsetHeight;
                const [moved, scrolled] = [({top})(link) - {position}, scrollY - {scrolled}];
                return [-head, 0, head].some((by) => Math.abs(moved - by) <= 1 || Math.abs(scrolled - by) <= 1);
            }}"""
            page.wait_for_function(where, arg=link.element_handle())
    context.close()


# -- Where a paragraph is quoted --------------------------------------------------------------------------------------

_STANCE = 'Kim turned in order to win recognition entertains'


@pytest.mark.parametrize('width', [1800, 1440, 1200])
@pytest.mark.parametrize('name', ['bajpai', 'cabestan'])
def test_notes_stand_in_the_margin(page: Page, site: str, name: str, width: int) -> None:
    """On a wide screen what refers to a paragraph stands beside it, and none of it is cut or over what comes next."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/essays/{name}.html')
    boxes = page.locator('details.cf-note').evaluate_all(
        """notes => notes.map((note) => {
            const [text, beside] = [note.previousElementSibling, note].map((each) => each.getBoundingClientRect());
            const line = note.querySelector('.cf-note-body').getBoundingClientRect();
            let next = note.nextElementSibling;
            while (next?.matches('.cf-annotation')) next = next.nextElementSibling; // it stands below the text
            next = next?.getBoundingClientRect();
            return [line.height > 0, beside.left >= text.right, Math.abs(beside.top - text.top) < 8,
                beside.right <= document.documentElement.clientWidth, !next || next.top >= line.bottom];
        })"""
    )
    assert len(boxes) > 8
    assert [box for box in boxes if not all(box)] == []
    assert page.locator('details.cf-note > summary:visible').count() == 0


def test_a_long_note(page: Page, site: str) -> None:
    """First come the other author's words; four places are shown, and a line says how many more there are."""
    page.set_viewport_size({'width': 1440, 'height': 900})
    page.goto(f'{site}/essays/bajpai.html')
    note = page.locator('#bajpai-p7-quoted')
    expect(note.locator('.cf-note-body > p').first).to_contain_text('Cabestan ¶')
    link = note.locator('.cf-other a')
    words = note.locator('.cf-other .cf-said').inner_text().strip('“”…')
    assert note.locator('li:visible').count() == 4
    more = note.locator('.cf-more')
    expect(more.locator('summary')).to_have_text(f'{more.locator("li").count()} more')
    more.locator('summary').click()
    assert note.locator('li:visible').count() == note.locator('li').count() > 8
    link.click()
    page.wait_for_url('**/essays/cabestan.html#*-c*')
    assert words in page.locator('.cf-passage:has(:target)').inner_text()


@pytest.mark.parametrize('scripts', [True, False])
def test_notes_are_folded_on_a_narrow_screen(browser: Browser, site: str, *, scripts: bool) -> None:
    """On a narrow screen a line says how often a paragraph is quoted; a tap, a key or a link to it unfolds it."""
    context = browser.new_context(java_script_enabled=scripts, viewport={'width': 390, 'height': 844}, has_touch=True)
    page = context.new_page()
    page.goto(f'{site}/essays/bajpai.html')
    note = page.locator('#bajpai-p7-quoted')
    line = note.locator('.cf-note-body')
    assert page.locator('.cf-note-body:visible').count() == 0
    summary = note.locator('> summary')
    expect(summary).to_have_text(f'Referred to in {line.locator("li").count()} places')
    summary.tap()
    expect(line).to_be_visible()
    expect(line).to_contain_text(_STANCE)
    summary.press('Enter')
    expect(line).to_be_hidden()
    page.goto(f'{site}/essays/bajpai.html#bajpai-p7-quoted')
    expect(line).to_be_visible()
    context.close()


def test_notes_on_paper(page: Page, site: str) -> None:
    """On paper nothing can be unfolded, so that all is there."""
    page.emulate_media(media='print')
    page.goto(f'{site}/essays/bajpai.html')
    lines = page.locator('.cf-note-body li')
    assert lines.count() > 80
    assert page.locator('.cf-note-body li:visible').count() == lines.count()
    shut = '.headerlink.cf-cite:visible, .cf-tools:visible, :not(.cf-annotation) > summary:visible'
    assert page.locator(shut).count() == 0
    assert page.locator('.cf-annotation > p:visible').count() == page.locator('.cf-annotation > p').count() > 10


# -- Tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('width', [1440, 1024])
def test_headings_stay_in_sight(page: Page, site: str, width: int) -> None:
    """In the midst of a long row a reader still sees whose column it is, and which hypothesis."""
    page.set_viewport_size({'width': width, 'height': 600})
    page.goto(f'{site}/hypotheses/why.html#table-why')
    seen = page.locator('table.cf-comparison').evaluate(
        """table => {
            const [row] = [...table.tBodies[0].rows].sort((one, other) => other.offsetHeight - one.offsetHeight);
            scrollBy(0, row.getBoundingClientRect().top + row.offsetHeight / 2);
            return [...table.tHead.querySelectorAll('th.cf-source'), row.querySelector('.cf-title')].map((heading) => {
                const box = heading.getBoundingClientRect();
                return heading.contains(document.elementFromPoint(box.left + 8, box.top + box.height / 2));
            });
        }"""
    )
    assert seen == [True, True, True]


def test_a_row_is_a_card_on_a_phone(page: Page, site: str) -> None:
    """On a narrow screen the cells of a row stand one below the other, and each says whose it is."""
    page.set_viewport_size({'width': 390, 'height': 844})
    page.goto(f'{site}/hypotheses/why.html#table-why')
    rows = page.locator('table.cf-comparison tbody tr')
    assert rows.count() == 14
    for row in rows.all():
        names = row.locator('td > .cf-column-name:visible')
        assert names.all_inner_texts() == ['Bajpai', 'Cabestan']
        boxes = [cell.bounding_box() for cell in row.locator('> *').all()]
        tops = [box['y'] for box in boxes if box and box['width'] > 300]
        assert len(tops) == 3
        assert tops == sorted(set(tops))


# -- Every kind of page -----------------------------------------------------------------------------------------------

KINDS = (
    'index', 'essays/bajpai', 'hypotheses/why', 'hypotheses/whither', 'themes', 'evidence', 'beside', 'concordance',
    'seminar', 'afterwards', 'about', 'citing', 'extension/reference', 'search',
)  # fmt: skip
SCREENSHOTS = Path(__file__).parents[2] / '_build' / 'screenshots'


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', WIDTHS)
def test_nothing_sticks_out(
    browser: Browser, site: str, width: int, scheme: Literal['light', 'dark'], tried: Callable[[str, int], None]
) -> None:
    """No kind of page is wider than the screen. Pictures of all are left in ``_build/screenshots``, to be seen."""
    context = browser.new_context(
        viewport={'width': width, 'height': 900}, color_scheme=scheme, reduced_motion='reduce'
    )
    page = context.new_page()
    wide = []
    for name in KINDS:
        page.goto(f'{site}/{name}.html')
        page.screenshot(path=SCREENSHOTS / f'{name.replace("/", "-")}-{width}-{scheme}.png')
        if page.evaluate('document.documentElement.scrollWidth') > width:
            wide.append(name)
    context.close()
    assert wide == []
    tried('pictures taken of pages', len(KINDS))


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
    for name in ('index', 'hypotheses/why', 'essays/cabestan'):
        page.goto(f'{site}/{name}.html')
    assert [url for url in asked if not url.startswith((site, 'data:'))] == []


def test_by_keyboard(page: Page, site: str) -> None:
    """A quotation in the table can be reached and followed with the keyboard alone."""
    page.goto(f'{site}/hypotheses/why.html')
    page.locator('.cf-position a.cf-words').first.focus()
    page.keyboard.press('Enter')
    page.wait_for_url('**/essays/*.html#*')
