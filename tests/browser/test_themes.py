"""Other people's themes: what is ours is right in each, in light and dark, whoever asked for that.

With ``PICTURES`` set to a folder, which `make themes` does, each page that is looked at is left there as a picture.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Literal

    from playwright.sync_api import Browser, Page, ViewportSize

    Scheme = Literal['light', 'dark']

# Each theme, with what its readers press to choose light or dark. Alabaster's and Read the Docs' pages are light only.
MENU = ('.theme-switch-button', '.theme-change-button[data-mode={wanted}]')
SWITCHES = {
    'alabaster': (),
    'furo': ('.theme-toggle',),
    'pydata_sphinx_theme': MENU,
    'shibuya': ('.js-theme',),
    'sphinx_book_theme': MENU,
    'sphinx_rtd_theme': (),
}
PAGES = ('views', 'essays/ann', 'points/why', 'points/themes')
COLOURFUL = PAGES[:2]  # all that has a colour is on these
WIDTHS = (1440, 1024, 390)
WIDE: ViewportSize = {'width': 1440, 'height': 900}

# Sphinx-book-theme 1.4 uses what Sphinx 9 advises against.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme:sphinx.deprecation.RemovedInSphinx11Warning")

# What is behind an element: the nearest colour that covers what is below it.
GROUND = """(element) => {
    for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if (!/, 0\\)|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
}"""
DARK = f"""() => {{
    const [red, green, blue] = ({GROUND})(document.querySelector('h1')).match(/[\\d.]+/g).map(Number);
    return red + green + blue < 384;
}}"""
# What is seen beyond the edge of the window, if a reader can go there.
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML)"""
IN_FRONT = """(element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [0.1, 0.5, 0.9].every((share) =>
        element.contains(document.elementFromPoint(left + width * share, top + height * share)));
}"""


@pytest.fixture(scope='module', params=sorted(SWITCHES))
def theme(request: pytest.FixtureRequest, once: Callable[[str, Callable[[Path], object]], Path]) -> tuple[str, Path]:
    """A theme's name, and a small project built in it."""
    name: str = request.param

    def build(folder: Path) -> None:
        project = Project.copy('rich', folder, html_theme=name, html_theme_path=None, html_title='Tea', numfig=True)
        assert project.build(strict=True).warnings == []

    return name, once(f'in-{name}', build) / 'out' / 'html'


def visit(
    browser: Browser, theme: tuple[str, Path], pages: Sequence[str], schemes: tuple[Scheme, Scheme]
) -> Iterator[Page]:
    """Yield pages as a reader sees them whose system is light or dark, and who asked the theme for this or that."""
    name, site = theme
    system, wanted = schemes
    context = browser.new_context(viewport=WIDE, color_scheme=system, reduced_motion='reduce')
    page = context.new_page()
    for path in pages:
        page.goto((site / f'{path}.html').as_uri())
        if SWITCHES[name]:
            switch_to(page, SWITCHES[name], wanted)
        yield page
    context.close()


def picture(page: Page, theme: tuple[str, Path], *names: object) -> None:
    """Leave a picture of a page where pictures are asked for."""
    if pictures := os.environ.get('PICTURES'):
        file = '-'.join(map(str, (Path(page.url).stem, *names)))
        page.screenshot(path=Path(pictures, theme[0], f'{file}.png'), full_page=True)


def switch_to(page: Page, buttons: Sequence[str], wanted: Scheme) -> None:
    """Press a theme's own buttons until the page is light or dark, as a reader would: one has up to three states."""
    for _ in range(4):
        if page.evaluate(DARK) == (wanted == 'dark'):
            return
        for button in buttons:
            page.locator(button.format(wanted=wanted)).locator('visible=true').first.click()
        page.wait_for_timeout(300)  # some fade
    pytest.fail(f'{page.url}: the theme has no {wanted} page')


def test_everything_has_room(browser: Browser, theme: tuple[str, Path], tried: Callable[[str, int], None]) -> None:
    """No page scrolls sideways, at any width. On a phone a table of positions is cards, each as wide as the table."""
    for page in visit(browser, theme, PAGES, ('light', 'light')):
        for width in WIDTHS:
            page.set_viewport_size({**WIDE, 'width': width})
            assert page.evaluate(TOO_WIDE) == [], f'{page.url} at {width}'
            picture(page, theme, width, 'light')
            tried('pages measured in other themes', 1)
        for table in page.locator('table.cf-comparison').all():
            whole = table.evaluate('(table) => table.clientWidth')
            cells: list[float] = table.locator('tbody td').evaluate_all(
                '(cells) => cells.map((cell) => cell.getBoundingClientRect().width)'
            )
            assert min(cells) > 0.8 * whole, f'{page.url}: {cells} in {whole}'
        page.set_viewport_size(WIDE)


@pytest.mark.parametrize('schemes', [('light', 'dark'), ('dark', 'light')])
def test_light_and_dark_are_those_of_the_theme(
    browser: Browser, theme: tuple[str, Path], schemes: tuple[Scheme, Scheme], tried: Callable[[str, int], None]
) -> None:
    """What is ours can be read on the theme's page, light or dark, though the reader's system is set to the other.

    axe finds no contrast too low in it, but for code and links, whose colours are the theme's. A preview and the
    panel that cites have the ground of the page, and stand in front of all else.
    """
    for page in visit(browser, theme, COLOURFUL, schemes):
        words = page.locator('a.cf-words').locator('visible=true')
        if words.count():
            # By keyboard: under a pointer that stands still a page that moves takes the link away, and the preview.
            page.keyboard.press('Tab')
            words.first.focus()
            preview = page.locator('.cf-preview')  # Bootstrap's tooltips of a theme's own buttons have the same role
            preview.wait_for()
            assert preview.evaluate(IN_FRONT), page.url
            assert alike(preview.evaluate(GROUND), page.locator('h1').first.evaluate(GROUND)), page.url
        else:
            page.locator('.cf-passage > .cf-cite').first.click()
            panel = page.locator('.cf-citing[open]')
            panel.locator('h3').first.wait_for()
            assert panel.evaluate(IN_FRONT), page.url
            assert alike(panel.evaluate(GROUND), page.locator('h1').first.evaluate(GROUND)), page.url
        page.wait_for_timeout(200)  # until all has faded in
        assert list(too_faint(page)) == []
        picture(page, theme, 1440, *schemes)
        tried('pages looked at for contrast in other themes', 1)


def alike(one: str, other: str) -> bool:
    """True if two colours are both light or both dark, and nearly the same."""
    pairs = zip(numbers(one), numbers(other), strict=False)
    return all(abs(a - b) < 24 for a, b in pairs)


def numbers(colour: str) -> list[float]:
    """Return red, green and blue of a colour as browsers write it, from 0 to 255."""
    if colour.startswith('color(srgb'):
        return [255 * float(part) for part in colour.removeprefix('color(srgb').rstrip(')').split()[:3]]
    return [float(part) for part in colour.partition('(')[2].rstrip(')').split(',')[:3]]


def too_faint(page: Page) -> Iterator[str]:
    """Yield what axe finds too faint in what is ours, but for code, and links in the theme's colour of links."""
    options: dict[str, Any] = {'runOnly': {'type': 'rule', 'values': ['color-contrast']}}
    for violation in Axe().run(page, options=options).response['violations']:
        for node in violation['nodes']:
            found = page.locator(node['target'][0]).first
            ours = found.evaluate(
                '(element) => Boolean(element.closest("[class*=cf-]") && !element.closest("code, pre"))'
            )
            of_theme = found.evaluate(
                """(element) => {
                    const link = document.createElement('a');
                    link.href = 'https://example.org/';
                    link.className = 'reference internal';
                    document.querySelector('h1').after(link);
                    const { color } = getComputedStyle(link);
                    link.remove();
                    return Boolean(element.closest('a')) && getComputedStyle(element).color === color;
                }"""
            )
            if ours and not of_theme:
                yield f'{page.url}: {node["html"][:200]}: {node["failureSummary"]}'
