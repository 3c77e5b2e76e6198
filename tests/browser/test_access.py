"""Everybody can read it: by screen reader, by keyboard, enlarged, in few colours, in the dark, on a phone."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError  # noqa: A004 - Playwright's own, which is not Python's

from conftest import PUBLISHED_AT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Browser, Page

ESSAYS = ('essays/bajpai', 'essays/cabestan')
WIDTHS = (1440, 1024, 390)

# -- axe-core ---------------------------------------------------------------------------------------------------------

EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
NOT_OURS = {
    ('page-has-heading-one', '<html'): 'Sphinx writes the heading of its search page by script; WCAG wants none',
}
"""What axe advises that is not mended, and why: the rule, and how the element begins."""


def faults(page: Page, run_only: Any) -> Iterator[str]:
    """Yield what axe-core finds wrong on a page."""
    options = {'runOnly': run_only, 'resultTypes': ['violations'], 'preload': False}  # no rule of these needs it
    for violation in Axe().run(page, options=options).response['violations']:
        for node in violation['nodes']:
            if not any(violation['id'] == rule and node['html'].startswith(html) for rule, html in NOT_OURS):
                yield f'{page.url}: {violation["id"]}: {node["html"][:200]}: {node["failureSummary"]}'


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', [1440, 390])
def test_axe_finds_no_fault(
    browser: Browser,
    site_folder: Path,
    *,
    scheme: Literal['light', 'dark'],
    width: int,
    thorough: bool,
    tried: Callable[[str, int], None],
) -> None:
    """axe-core finds no fault by WCAG 2.2 AA, nor by good practice, on any page, light or dark, narrow or wide.

    In the dark only colours are looked at: nothing else is different there. The long reference of the manual, of which
    each screen looks like the others, is looked at on a phone and in the dark by `make fuzz`.
    """
    run_only = EVERYTHING if scheme == 'light' else {'type': 'rule', 'values': ['color-contrast']}
    context = browser.new_context(
        viewport={'width': width, 'height': 900}, color_scheme=scheme, reduced_motion='reduce'
    )
    page = context.new_page()
    paths = sorted(site_folder.rglob('*.html'))
    if (width, scheme) != (1440, 'light') and not thorough:
        paths.remove(site_folder / 'extension' / 'reference.html')
    found: list[str] = []
    for path in paths:
        page.goto(path.as_uri())
        found += faults(page, run_only)
    context.close()
    assert found == []
    tried('pages looked at by axe-core', len(paths))


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', [1440, 390])
def test_axe_finds_no_fault_where_nothing_is_found(
    page: Page, published: Path, scheme: Literal['light', 'dark'], width: int
) -> None:
    """Nor on the page for what is not found, which is made for an address only, and names all from its root."""
    page.route(f'{PUBLISHED_AT}**', lambda route: route.fulfill(path=_file(published, route.request.url)))
    page.set_viewport_size({'width': width, 'height': 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f'{PUBLISHED_AT}404.html')
    assert page.evaluate('getComputedStyle(document.querySelector("h1")).textWrap') == 'balance'  # it has its styles
    assert list(faults(page, EVERYTHING)) == []


def _file(folder: Path, address: str) -> Path:
    return folder / address.removeprefix(PUBLISHED_AT).partition('?')[0]


# -- Tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('width', [1440, 390])
def test_a_table_is_read_by_its_headers(page: Page, site: str, width: int) -> None:
    """To a screen reader each cell of a comparison has the heading of its column and of its row, also when stacked."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/hypotheses/why.html#table-why')
    tree = page.context.new_cdp_session(page).send('Accessibility.getFullAXTree')['nodes']
    nodes = {node['nodeId']: node for node in tree}

    def role(node: dict[str, Any]) -> str:
        return str(node['role']['value'])

    def below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in (nodes[name] for name in node['childIds']):
            yield child
            yield from below(child)

    _, table = [node for node in tree if not node['ignored'] and role(node) == 'table']
    rows = [
        Counter(role(cell) for cell in below(row) if role(cell) in ('cell', 'rowheader', 'columnheader'))
        for row in below(table)
        if role(row) == 'row'
    ]
    assert rows[0] == {'columnheader': 3}
    assert len(rows) > 10
    assert [row for row in rows[1:] if row != {'rowheader': 1, 'cell': 2}] == []
    for selector, scope in {'thead th': 'col', 'tbody th': 'row'}.items():
        headings = page.locator(f'table.cf-comparison {selector}')
        assert set(headings.evaluate_all('cells => cells.map((cell) => cell.scope)')) == {scope}
    # Some browsers take from a table that is laid out as a block that it is one.
    assert page.locator('table.cf-comparison').evaluate('table => getComputedStyle(table).display') == 'table'


# -- Keyboard ---------------------------------------------------------------------------------------------------------


_SHOWS_FOCUS = """() => {
    const card = document.activeElement.matches('.sd-stretched-link') && document.activeElement.closest('.sd-card');
    const element = card || document.activeElement;
    const style = getComputedStyle(element);
    const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const boxes = [...element.getClientRects()];
    return shown && boxes.some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0);
}"""


@pytest.mark.parametrize('name', ['index', 'hypotheses/why', 'essays/bajpai', 'concordance'])
def test_the_keyboard_shows_where_it_is(page: Page, site: str, name: str) -> None:
    """Whatever the Tab key reaches is in sight, and shows that it is reached."""
    page.set_viewport_size({'width': 1440, 'height': 900})
    page.goto(f'{site}/{name}.html')
    reached = 0
    for _ in range(70):
        page.keyboard.press('Tab')
        element = page.evaluate('document.activeElement.outerHTML.slice(0, 120)')
        if element.startswith('<body'):
            break
        try:
            page.wait_for_function(_SHOWS_FOCUS, timeout=2000)  # the link that skips the menu glides into sight
        except TimeoutError as error:
            raise AssertionError(element) from error
        reached += 1
    assert reached > 20


# -- Enlarged, in few colours, without motion -------------------------------------------------------------------------


@pytest.mark.parametrize('width', [640, 320])
def test_enlarged(browser: Browser, site_folder: Path, width: int) -> None:
    """At 200 and 400 % of a screen of 1280 pixels every page is read without scrolling sideways (WCAG 1.4.10)."""
    context = browser.new_context(viewport={'width': width, 'height': 512}, reduced_motion='reduce')
    page = context.new_page()
    wide = {}
    for path in sorted(site_folder.rglob('*.html')):
        page.goto(path.as_uri())
        needed = page.evaluate('document.documentElement.scrollWidth')
        if needed > width:
            wide[path.relative_to(site_folder).as_posix()] = needed
    context.close()
    assert wide == {}


def test_stances_have_words_and_shapes(page: Page, site: str) -> None:
    """A stance is a word and a shape before it is a colour; in forced colours, too, no two sides look alike."""
    page.goto(f'{site}/hypotheses/whither.html')
    for forced in ('none', 'active'):
        page.emulate_media(forced_colors=forced)
        shapes = page.locator('table .cf-stance').evaluate_all(
            """labels => labels.map((label) => {
                const mark = getComputedStyle(label, '::before');
                const shape = [mark.borderRadius, mark.borderTopWidth, mark.backgroundImage !== 'none', mark.height];
                const filled = mark.backgroundColor !== 'rgba(0, 0, 0, 0)' || mark.backgroundImage !== 'none';
                const drawn = filled || parseFloat(mark.borderTopWidth) > 0;
                return [label.textContent, JSON.stringify(shape), drawn];
            })"""
        )
        assert all(word and drawn for word, _, drawn in shapes)
        sides = {'asserts': 'for', 'grants': 'for', 'entertains': 'open', 'doubts': 'against', 'rejects': 'against'}
        seen = {(sides.get(word, word), json.dumps(json.loads(shape)[:3])) for word, shape, _ in shapes}
        assert len(seen) == len({side for side, _ in seen}), seen
        assert {'for', 'open', 'against', 'silent'} == {side for side, _ in seen}


def test_a_quiet_text(page: Page, site: str) -> None:
    """What is quoted is underlined where a reader points at, or arrives, and all of it, if that is asked for."""
    quoted = '.cf-passage .cf-quoted:not(.cf-annotated)'
    lines = f"""() => [...document.querySelectorAll('{quoted}')].reduce((found, mark) => {{
        if (getComputedStyle(mark).textDecorationLine !== 'none') found.add(mark.closest('.cf-passage').id);
        return found;
    }}, new Set()).values().toArray()"""
    for colours in ('none', 'active'):
        page.emulate_media(forced_colors=colours)
        page.goto(f'{site}/essays/bajpai.html')
        assert page.evaluate(lines) == []
        page.hover('#bajpai-p4')
        assert page.evaluate(lines) == ['bajpai-p4']
        page.mouse.move(0, 0)
        page.goto(f'{site}/essays/bajpai.html#bajpai-p6')
        assert page.evaluate(lines) == ['bajpai-p6']
    page.get_by_label('Show what is quoted').check()
    assert len(page.evaluate(lines)) > 8
    page.goto(f'{site}/essays/cabestan.html')
    assert len(page.evaluate(lines)) > 8, 'it is remembered'
    page.get_by_label('Show what is quoted').uncheck()
    page.reload()
    assert page.evaluate(lines) == []


def test_without_scripts_it_can_be_asked_for(browser: Browser, site: str) -> None:
    """The switch is no script's."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{site}/essays/bajpai.html')
    mark = page.locator('#bajpai-p8 .cf-quoted').first
    assert mark.evaluate('mark => getComputedStyle(mark).textDecorationLine') == 'none'
    page.get_by_label('Show what is quoted').check()
    assert mark.evaluate('mark => getComputedStyle(mark).textDecorationLine') == 'underline'
    context.close()


@pytest.mark.parametrize('width', [1440, 390])
@pytest.mark.parametrize('name', ['bajpai', 'cabestan'])
def test_stops_of_the_keyboard(page: Page, site: str, name: str, width: int) -> None:
    """An essay has at most 60 stops: a note is none, since the number of its paragraph leads to it.

    On a narrow screen each note is one more, folded.
    """
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/essays/{name}.html')
    page.wait_for_selector('.cf-passage > .cf-cite', state='attached')
    stops, first = 0, None
    while True:
        page.keyboard.press('Tab')
        here = page.evaluate("""() => {
            window.stops ??= new Map();
            const element = document.activeElement;
            if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
            return element === document.body ? -1 : window.stops.get(element);
        }""")
        if here in {-1, first}:
            break
        first = here if first is None else first
        stops += 1
        assert stops <= (60 if width > 1000 else 75)
    assert stops > 20


@pytest.mark.parametrize('name', ['hypotheses/why', 'essays/cabestan'])
def test_nothing_moves_for_those_who_want_it_still(page: Page, site: str, name: str) -> None:
    """With less motion asked for, a page does not glide to its target, and nothing of the comparison is animated."""
    page.goto(f'{site}/{name}.html')
    assert page.evaluate('getComputedStyle(document.documentElement).scrollBehavior') == 'auto'
    durations = page.locator('[class*="cf-"]').evaluate_all(
        """elements => elements.map((element) => getComputedStyle(element))
            .flatMap((style) => [style.transitionDuration, style.animationDuration])"""
    )
    assert set(durations) <= {'0s'}


# -- Arriving ---------------------------------------------------------------------------------------------------------

_LIT = """ids => ids.map((id) => {
    location.hash = id;
    const passage = document.getElementById(id).closest('.cf-passage');
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let lit = '';
    while (walker.nextNode()) {
        let element = walker.currentNode.parentElement;
        while (element !== passage && getComputedStyle(element).backgroundColor === 'rgba(0, 0, 0, 0)') {
            element = element.parentElement;
        }
        if (element !== passage) lit += walker.currentNode.data;
    }
    const [start, end] = id.match(/-c(\\d+)-(\\d+)$/).slice(1).map(Number);
    return [id, lit, Array.from(passage.textContent).slice(start, end).join('')];
})"""


@pytest.mark.parametrize('name', ESSAYS)
def test_quoted_words_are_lit_as_far_as_they_go(
    page: Page, site: str, name: str, tried: Callable[[str, int], None]
) -> None:
    """A reader who comes for a quotation is shown all of it and no more, though other quotations cut it to pieces."""
    page.goto(f'{site}/{name}.html')
    anchors = page.locator('.cf-passage [id*="-c"]').evaluate_all('elements => elements.map((element) => element.id)')
    assert len(anchors) > 50
    wrong = [each for each in page.evaluate(_LIT, anchors) if each[1] != each[2]]
    assert wrong == []
    tried('quotations arrived at', len(anchors))


@pytest.mark.parametrize('width', WIDTHS)
def test_arriving_at_a_paragraph(page: Page, site: str, width: int) -> None:
    """A link to a paragraph shows which one is meant: it is in sight, below whatever stays at the top, and lit."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/essays/bajpai.html#bajpai-p7')
    shown = page.evaluate(
        """() => {
            const passage = document.getElementById('bajpai-p7');
            const box = passage.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + 12);
            const lit = [...document.querySelectorAll('.cf-passage')]
                .filter((each) => getComputedStyle(each).backgroundColor !== 'rgba(0, 0, 0, 0)');
            return [box.top >= 0 && box.top < innerHeight / 2, passage.contains(top), lit.map((each) => each.id)];
        }"""
    )
    assert shown == [True, True, ['bajpai-p7']]


# -- Long reading -----------------------------------------------------------------------------------------------------

_LINES = """passages => passages.map((passage) => {
    const lines = new Map();
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode.data;
        for (let index = 0; index < text.length; index++) {
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + 1);
            const box = range.getBoundingClientRect();
            if (box.width) lines.set(Math.round(box.bottom), (lines.get(Math.round(box.bottom)) ?? 0) + 1);
        }
    }
    return [...lines.values()];
})"""


@pytest.mark.parametrize('width', [1440, 1024])
@pytest.mark.parametrize('name', ESSAYS)
def test_lines_are_of_a_length_to_be_read(page: Page, site: str, name: str, width: int) -> None:
    """The lines of an essay have 60 to 75 characters, on the whole, on a desk as on a tablet."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/{name}.html')
    passages = page.locator('.cf-passage').evaluate_all(_LINES)
    full = [line for lines in passages for line in lines[:-1]]  # the last of a paragraph is as long as it is
    assert len(full) > 50
    assert 60 <= sum(full) / len(full) <= 75


@pytest.mark.parametrize('width', WIDTHS)
def test_numbers_never_disturb_the_text(page: Page, site: str, width: int) -> None:
    """The number of a paragraph is in the margin, where there is one, and else before its words: never over them."""
    page.set_viewport_size({'width': width, 'height': 900})
    page.goto(f'{site}/essays/cabestan.html')
    boxes = page.locator('.cf-passage').evaluate_all(
        """passages => passages.map((passage) => {
            const number = passage.querySelector('.cf-number').getBoundingClientRect();
            const range = document.createRange();
            range.setStartAfter(passage.querySelector('.cf-number'));
            range.setEndAfter(passage.lastChild);
            const words = [...range.getClientRects()].filter((box) => box.width > 0);
            const over = words.some((box) => box.left < number.right - 0.5 && box.right > number.left + 0.5
                && box.top < number.bottom - 0.5 && box.bottom > number.top + 0.5);
            const beside = words.every((box) => box.left >= number.right);
            return [number.left >= 0 && number.width > 0, over, beside];
        })"""
    )
    assert {tuple(box[:2]) for box in boxes} == {(True, False)}
    if width > 736:
        assert all(beside for _, _, beside in boxes)


@pytest.mark.parametrize('path', ['essays/bajpai.html', 'hypotheses/why.html', 'beside.html'])
def test_names(page: Page, site: str, path: str) -> None:
    """No name of a heading or a table has the button in it; there is navigation, and what stands beside has a name."""
    page.goto(f'{site}/{path}')
    page.wait_for_selector('.cf-cite', state='attached')
    outline = page.locator('body').aria_snapshot()
    names = re.findall(r'- (?:heading|table) "([^"]*)"', outline)
    assert names
    assert [name for name in names if re.search(r'\bCite\b|¶', name) and name != 'How to cite'] == []
    assert re.findall(r'- navigation "([^"]+)"', outline)
    assert re.findall(r'- complementary(?! ")', outline) == []
    if path == 'beside.html':
        assert page.locator('article').get_by_role('heading', level=2).all_inner_texts() == ['Bajpai', 'Cabestan']
