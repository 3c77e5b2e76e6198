"""Filters of tables: a reader chooses what to see, keeps it, and sends it to somebody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers.project import SOURCES, Project, source_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

WIDTHS = (1440, 1024, 390)
Held = dict[str, dict[str, str]]


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page whose console must have said nothing."""
    said: list[str] = []
    page.on('console', lambda message: said.append(message.text))
    page.on('pageerror', lambda error: said.append(str(error)))
    yield page
    assert said == []


@pytest.fixture(scope='session')
def held(site_folder: Path) -> Held:
    """What each author holds on each hypothesis on why he turned, by its title: from the data, not from the page."""
    data = json.loads((site_folder / 'comparison.json').read_text(encoding='utf-8'))
    return {
        point['title']: {position['source']: position['stance'] for position in point['positions']}
        for point in data['points']
        if point['question'] == 'why'
    }


def why(page: Page, site: str, address: str = '') -> Locator:
    """Open the page of the large table; give the table."""
    page.goto(f'{site}/hypotheses/why.html{address}')
    return unfolded(page)


def unfolded(page: Page) -> Locator:
    """Unfold the large table; give it."""
    page.locator('details.cf-folded').evaluate('(folded) => { folded.open = true; }')
    return page.locator('table.cf-comparison')


def chosen(page: Page, *labels: str) -> None:
    """Open the filters, if need be, and tick some."""
    filters = page.locator('form.cf-filters')
    if filters.locator('details').get_attribute('open') is None:
        filters.locator('summary').click()
    for label in labels:
        filters.get_by_label(label, exact=True).check()


def titles(table: Locator) -> list[str]:
    """Return the titles of the rows that are seen."""
    return [title.inner_text() for title in table.locator('tbody .cf-title').all() if title.is_visible()]


def disagree(stances: dict[str, str]) -> bool:
    """True if those who take a stance take different ones."""
    return len(set(stances.values()) - {'silent'}) > 1


def test_by_stance(page: Page, site: str, held: Held) -> None:
    """Rows in which an author has one of the stances chosen are seen, and no others; the page says how many."""
    table = why(page, site)
    assert titles(table) == list(held)
    chosen(page, 'grants', 'entertains')
    wanted = [title for title, stances in held.items() if {'grants', 'entertains'} & set(stances.values())]
    assert titles(table) == wanted
    assert 0 < len(wanted) < len(held)
    expect(page.get_by_role('status')).to_have_text(f'{len(wanted)} of {len(held)} rows')
    assert page.url.endswith('/hypotheses/why.html?cf.stance=grants,entertains')


def test_where_they_disagree(page: Page, site: str, held: Held) -> None:
    """Only rows in which authors take different stances are seen; silence is no stance."""
    table = why(page, site)
    chosen(page, 'Only where their stances differ')
    wanted = [title for title, stances in held.items() if disagree(stances)]
    assert titles(table) == wanted != []
    assert page.url.endswith('/hypotheses/why.html?cf.differ=1')


def test_disagreement_is_what_the_scale_shows(page: Page, site: str) -> None:
    """What is left of the tables at a glance are the rows in which a line joins two who are apart."""
    page.goto(f'{site}/index.html')
    tables = page.locator('table.cf-stances').all()
    wanted = [table.locator('tr:has(.cf-span) .cf-title').all_inner_texts() for table in tables]
    page.get_by_label('Only where their stances differ').check()
    assert [titles(table) for table in tables] == wanted
    assert len(wanted) == 2


def test_none_is_offered_that_can_only_fail(page: Page, site: str) -> None:
    """A filter that would leave nothing, or all, is not there: no one is opposed, and evidence takes no stance."""
    for name in ('hypotheses/why', 'index', 'evidence', 'themes'):
        page.goto(f'{site}/{name}.html')
        boxes = page.locator('.cf-filters input')
        rows = page.locator('table:is(.cf-comparison, .cf-stances) tbody tr')
        for folded in page.locator('details.cf-folded').all():
            folded.evaluate('(folded) => { folded.open = true; }')
        expect(page.get_by_label('Only where they are opposed')).to_have_count(0)
        for number in range(boxes.count()):
            if not boxes.nth(number).is_visible():
                page.locator('.cf-filters summary').click()
            boxes.nth(number).check()
            assert sum(row.is_visible() for row in rows.all()) > 0, (name, number)
            boxes.nth(number).uncheck()
        assert page.locator('form.cf-filters').count() <= 1


def test_where_both_take_a_stance(page: Page, site: str, held: Held) -> None:
    """Rows in which one is silent go."""
    table = why(page, site)
    chosen(page, 'Only where both take a stance')
    wanted = [title for title, stances in held.items() if 'silent' not in stances.values()]
    assert titles(table) == wanted
    assert 0 < len(wanted) < len(held)


def test_an_address_of_one_table(page: Page, site: str, held: Held) -> None:
    """Addresses that were given when each table had filters of its own still show what they did."""
    table = why(page, site, '?table-why.differ=1#table-why')
    assert titles(table) == [title for title, stances in held.items() if disagree(stances)]


def test_by_author(page: Page, site: str, held: Held) -> None:
    """The columns of authors not chosen are hidden, with their headings; a stance is then that of those chosen."""
    table = why(page, site)
    chosen(page, 'Bajpai')
    expect(table.locator('thead th.cf-source-cabestan')).to_be_hidden()
    assert [cell.is_visible() for cell in table.locator('tbody tr').first.locator('td').all()] == [True, False]
    assert titles(table) == list(held)
    chosen(page, 'asserts')
    assert titles(table) == [title for title, stances in held.items() if stances['bajpai'] == 'asserts']
    assert page.url.endswith('?cf.stance=asserts&cf.author=bajpai')


def test_how_all_stand_is_not_said_of_some(tmp_path: Path, page: Page) -> None:
    """In the table at a glance the last column, which speaks of all authors, goes when some are chosen."""
    project = several(tmp_path)
    project.write({'glance.md': '# Glance\n\n:::{stances}\n:::\n'})
    page.goto(f'{project.build().out.as_uri()}/glance.html')
    together = page.locator('table.cf-stances thead th').last
    expect(together).to_be_visible()
    chosen(page, 'Carol')
    expect(together).to_be_hidden()


def test_marks_of_authors_on_a_scale(page: Page, site: str) -> None:
    """On the scale the marks of authors not chosen are hidden."""
    page.goto(f'{site}/index.html')
    rows = page.locator('table.cf-scale tbody')
    assert rows.locator('.cf-mark.cf-source-bajpai:visible').count() > 15
    chosen(page, 'Cabestan')
    assert rows.locator('.cf-mark.cf-source-bajpai:visible').count() == 0
    assert rows.locator('.cf-mark.cf-source-cabestan:visible').count() > 15


@pytest.mark.parametrize('width', WIDTHS)
def test_a_view_can_be_kept_and_sent(
    page: Page, site: str, browser: Browser, browser_context_args: dict[str, Any], width: int
) -> None:
    """After a reload, and for somebody else who opens the address, the same is seen, the controls say it, in sight."""
    page.set_viewport_size({'width': width, 'height': 800})
    table = why(page, site)
    chosen(page, 'asserts', 'Only where their stances differ')
    seen = titles(table)
    page.reload()
    unfolded(page)
    assert titles(table) == seen != []
    context = browser.new_context(**{**browser_context_args, 'viewport': {'width': width, 'height': 800}})
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_label('asserts', exact=True)).to_be_checked()
    expect(other.get_by_label('grants', exact=True)).not_to_be_checked()
    expect(other.get_by_role('status')).to_be_in_viewport()
    expect(other.get_by_label('asserts', exact=True)).to_be_in_viewport()
    assert titles(unfolded(other)) == seen
    context.close()


def test_show_everything(page: Page, site: str, held: Held) -> None:
    """One button takes all choices back, also out of the address, and leaves what else is in it."""
    table = why(page, site, '?other=1&table-why.stance=asserts&table-why.author=bajpai#table-why')
    assert titles(table) != list(held)
    page.get_by_role('button', name='Show everything').click()
    assert titles(table) == list(held)
    expect(table.locator('thead th.cf-source-cabestan')).to_be_visible()
    expect(page.get_by_role('status')).to_have_text('')
    assert page.url.endswith('/hypotheses/why.html?other=1#table-why')


@pytest.mark.parametrize(
    'address',
    [
        '?table-why.stance=nonsense&table-why.author=nobody&table-why.colour=red&other.stance=asserts',
        '?table-why.stance=&table-why.differ=yes',
        '?%E0%A4%A=%&table-why.stance=%3Cimg%20src=x%3E#%E0%A4%A',
    ],
)
def test_unknown_values_are_passed_over(page: Page, site: str, held: Held, address: str) -> None:
    """An address with values that do not exist, or that nobody can read, shows the whole table."""
    table = why(page, site, address)
    assert titles(table) == list(held)
    expect(table.locator('thead th.cf-source-bajpai')).to_be_visible()
    chosen(page, 'grants')
    assert 0 < len(titles(table)) < len(held)


def test_the_row_that_is_meant(tmp_path: Path, page: Page) -> None:
    """A row with the place in it to which the address leads is seen, whatever is chosen."""
    project = several(tmp_path)
    project.configure("""
        def mark(app, doctree, docname):
            from docutils import nodes
            for row in list(doctree.findall(nodes.row))[-1:]:
                row[0]['ids'].append('meant')

        def setup(app):
            app.connect('doctree-resolved', mark)
    """)  # nothing of ours has an anchor in a row, but a site may
    out = project.build().out.as_uri()
    page.goto(f'{out}/all.html?everything.stance=rejects#meant')
    assert titles(page.locator('table')) == ['Hypothesis 2', 'Hypothesis 5']
    page.goto(f'{out}/all.html?everything.stance=rejects#everything')
    assert titles(page.locator('table')) == ['Hypothesis 2']


def several(folder: Path) -> Project:
    """Make a project with three sources and two questions. It has two tables, one of them with few rows."""
    stances = ('asserts grants rejects', 'asserts asserts silent', 'rejects silent silent', 'doubts', 'grants grants')
    names = ('ann', 'bob', 'carol')
    body = ['# Why', *(f':::{{question}} Question {name}?\n:id: {name}\n:::' for name in ('one', 'two'))]
    for number, held in enumerate(('asserts grants', *stances[1:], 'entertains entertains')):
        question = 'one' if number < 4 else 'two'
        body.append(f'::::{{hypothesis}} Hypothesis {number}\n:id: h{number}\n:question: {question}\n')
        body += [
            f':::{{position}} {name}\n:stance: {stance}\n\nWords.\n:::\n'
            for name, stance in zip(names, held.split(), strict=False)
        ]
        body.append('::::')
    project = Project(folder)
    project.write(
        {
            **SOURCES,
            'carol.md': source_page('carol', 'Words.'),
            'why.md': '\n\n'.join(body) + '\n',
            'all.md': '# All\n\n:::{comparison}\n:name: everything\n:caption: Everything\n:::\n',
            'few.md': '# Few\n\n:::{comparison}\n:points: h0 h1 h2\n:::\n',
        }
    )
    return project


def test_by_question(tmp_path: Path, page: Page) -> None:
    """Where the rows of a table answer several questions, one may be chosen by its title; and authors among three."""
    built = several(tmp_path).build()
    assert built.warnings == []
    page.goto(f'{built.out.as_uri()}/all.html')
    table = page.locator('table')
    chosen(page, 'Question two?')
    assert titles(table) == ['Hypothesis 4', 'Hypothesis 5']
    assert page.url.endswith('/all.html?cf.question=two')
    page.get_by_role('button', name='Show everything').click()
    chosen(page, 'Only where their stances differ')
    assert titles(table) == ['Hypothesis 0']
    chosen(page, 'Ann', 'Carol')
    assert titles(table) == []
    expect(page.get_by_role('status')).to_have_text('0 of 6 rows')


def test_small_tables_have_none(tmp_path: Path, page: Page) -> None:
    """A table of three rows needs no filters."""
    page.goto(f'{several(tmp_path).build().out.as_uri()}/few.html')
    expect(page.locator('table tbody tr')).to_have_count(3)
    expect(page.locator('form.cf-filters')).to_have_count(0)


def test_by_keyboard(page: Page, site: str, held: Held) -> None:
    """The keyboard alone opens the filters, chooses, and takes back; what has it is seen to have it."""
    table = why(page, site)
    page.locator('.cf-filters summary').focus()
    page.keyboard.press('Enter')
    page.keyboard.press('Tab')
    expect(page.get_by_label('asserts', exact=True)).to_be_focused()
    assert page.evaluate('getComputedStyle(document.activeElement).outlineStyle') != 'none'
    page.keyboard.press('Space')
    assert titles(table) == [title for title, stances in held.items() if 'asserts' in stances.values()]
    while page.evaluate('document.activeElement.tagName') != 'BUTTON':
        page.keyboard.press('Tab')
    page.keyboard.press('Enter')
    assert titles(table) == list(held)


@pytest.mark.parametrize('width', WIDTHS)
def test_the_table_stays_a_table(page: Page, site: str, width: int) -> None:
    """With filters set, headings stay in sight on wide screens, and on a phone cells say whose they are."""
    page.set_viewport_size({'width': width, 'height': 800})
    table = why(page, site)
    chosen(page, 'asserts')
    assert page.evaluate('document.documentElement.scrollWidth') <= width
    last = table.locator('tbody tr:not([hidden])').last
    last.locator('td').last.scroll_into_view_if_needed()
    page.evaluate('scrollBy(0, 100)')
    name = last.locator('td:not([hidden]) .cf-column-name').first
    if width == 390:
        expect(name).to_be_visible()
    else:
        expect(name).to_be_hidden()
        expect(table.locator('thead th').last).to_be_in_viewport()


def test_coming_back(page: Page, site: str) -> None:
    """Whoever follows a row from a filtered chart and goes back finds it as it was, where it was."""
    page.goto(f'{site}/index.html')
    table = page.locator('table.cf-stances').first
    chosen(page, 'asserts')
    seen = titles(table)
    link = table.locator('.cf-title a:visible').last
    link.scroll_into_view_if_needed()
    before = page.evaluate('scrollY')
    link.click()
    page.wait_for_url('**/hypotheses/why.html#*')
    page.go_back()
    page.wait_for_url('**/index.html?cf.stance=asserts')
    page.wait_for_function(f'Math.abs(scrollY - {before}) <= 1')
    assert titles(table) == seen


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', WIDTHS)
def test_no_accessibility_violation(page: Page, site: str, width: int, scheme: Any) -> None:
    """By axe there is no violation of WCAG 2.2 AA in the filters, open and set, nor in a preview that is shown."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({'width': width, 'height': 800})
    table = why(page, site)
    chosen(page, 'asserts')
    table.locator('a.cf-words:visible').first.hover()
    expect(page.get_by_role('tooltip')).to_be_visible()
    tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    options = {'runOnly': tags, 'resultTypes': ['violations'], 'preload': False}
    found = Axe().run(page, context={'include': [['.cf-filters'], ['.cf-preview']]}, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_on_every_builder_of_pages(page: Page, site_builds: Callable[[str], Path]) -> None:
    """The table has its filters where addresses are folders, too."""
    page.goto(f'{site_builds("dirhtml").as_uri()}/hypotheses/why/index.html?table-why.stance=grants#table-why')
    expect(page.get_by_role('status')).to_have_text('1 of 14 rows')
