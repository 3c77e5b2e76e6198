"""Citing, as a reader does it: from a paragraph, a section, a hypothesis, a table, or words that are selected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import expect

from helpers.project import Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

ESSAY = 'essays/bajpai.html'
SELECT = """selector => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    let text = walker.nextNode();
    while (text.length < 30) text = walker.nextNode();
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, 30);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString();
}"""


def cite(page: Page, selector: str) -> None:
    """Open the panel with the control inside an element: the number of a paragraph, the sign beside a title."""
    page.hover(selector)
    page.click(f'{selector} > .cf-cite')
    page.wait_for_selector('.cf-citing[open] h3')


def said(page: Page) -> dict[str, str]:
    """What the panel says: each string by its heading."""
    fields = page.locator('.cf-citing-field:has(> p)').all()
    return {field.locator('h3').inner_text().lower(): field.locator('> p').inner_text() for field in fields}


def downloaded(page: Page, name: str) -> str:
    """Download a file from the panel. It has a name of its own."""
    with page.expect_download() as download:
        page.click(f'.cf-citing button:text-is("{name}")')
    ends = {'BibTeX': '.bib', 'BibLaTeX': '.biblatex.bib', 'RIS': '.ris', 'CSL-JSON': '.csl.json'}
    assert download.value.suggested_filename == f'bajpai{ends[name]}'
    return download.value.path().read_text(encoding='utf-8')


def test_a_paragraph(page: Page, site: str) -> None:
    """The button at a paragraph gives its address, and the essay's citations with its number, in three styles."""
    page.goto(f'{site}/{ESSAY}')
    cite(page, '#bajpai-p7')
    address = f'{site}/{ESSAY}#bajpai-p7'

    assert page.inner_text('.cf-citing h2') == 'Cite paragraph 7'
    chicago = said(page)
    assert chicago['address'] == address
    assert chicago['note'].startswith('Kanti Bajpai, “Switching Sides? Kim Jong-un Could Be Exploring')
    assert chicago['note'].endswith(
        f'March 24, 2018, para. 7, reproduced in Kim Jong-un’s Turn of 2018: A Comparative Reading, {address}.'
    )
    assert chicago['shortened note'] == 'Bajpai, “Switching Sides?,” para. 7.'
    page.select_option('.cf-citing select', 'MLA')
    assert said(page)['in the text'] == '(Bajpai, par. 7)'
    page.select_option('.cf-citing select', 'APA')
    assert said(page)['in the text'] == '(Bajpai, 2018, para. 7)'
    assert said(page)['references'].endswith(f' {site}/{ESSAY}')


def test_the_files(page: Page, site: str) -> None:
    """Each file can be downloaded, and programs that are not ours read the essay and its address from it.

    The entry is of the work, under one key and in files of one name, whatever paragraph is cited.
    """
    page.goto(f'{site}/{ESSAY}')
    cite(page, '#bajpai-p7')
    address = f'{site}/{ESSAY}'

    (bibtex,) = parse_string(downloaded(page, 'BibTeX')).entries
    assert (bibtex.key, bibtex['author']) == ('bajpai', 'Bajpai, Kanti')
    assert bibtex['howpublished'] == rf'\url{{{address}}}'
    (biblatex,) = parse_string(downloaded(page, 'BibLaTeX')).entries
    assert (biblatex['date'], biblatex['url']) == ('2018-03-24', address)
    (ris,) = rispy.loads(downloaded(page, 'RIS'))
    assert (ris['authors'], ris['year'], ris['urls']) == (['Bajpai, Kanti'], '2018', [address])
    (csl,) = json.loads(downloaded(page, 'CSL-JSON'))
    assert csl['id'] == ris['id'] == biblatex.key == 'bajpai'
    assert csl['author'] == [{'family': 'Bajpai', 'given': 'Kanti'}]
    assert csl['URL'] == address


def test_what_is_copied(browser: Browser, browser_context_args: dict[str, Any], site: str) -> None:
    """The button copies the string, with its italics for a word processor, and says so."""
    context = browser.new_context(**browser_context_args, permissions=['clipboard-read', 'clipboard-write'])
    page = context.new_page()
    page.goto(f'{site}/{ESSAY}')
    cite(page, '#bajpai-p7')
    page.click('.cf-citing [aria-label="Copy: note"]')
    page.wait_for_selector('.cf-citing [role="status"]:text("Copied.")')

    assert page.evaluate('navigator.clipboard.readText()') == said(page)['note']
    page.click('.cf-citing [aria-label="Copy: address"]')
    page.wait_for_function(
        'async address => await navigator.clipboard.readText() === address', arg=said(page)['address']
    )
    context.close()


@pytest.mark.parametrize('start', ['the title', 'a paragraph'])
def test_a_section(page: Page, site: str, start: str) -> None:
    """A section is cited by its paragraphs: from its title, or from the number of one of them."""
    page.goto(f'{site}/{ESSAY}')
    if start == 'the title':
        cite(page, '#bajpai-the-reversal > h2')
    else:
        cite(page, '#bajpai-p2')
        page.get_by_role('button', name='Cite this section: paragraphs 1 to 3').click()

    assert page.inner_text('.cf-citing h2') == 'Cite this section: paragraphs 1 to 3'
    assert said(page)['shortened note'] == 'Bajpai, “Switching Sides?,” paras. 1–3.'
    assert said(page)['address'] == f'{site}/{ESSAY}#bajpai-the-reversal'
    page.keyboard.press('Escape')
    cite(page, '#bajpai-p4')
    assert page.get_by_role('button', name='Cite this section').count() == 0, 'it is the only one of its section'


def test_the_essay(page: Page, site: str) -> None:
    """The button at the title cites the essay, without a paragraph."""
    page.goto(f'{site}/{ESSAY}')
    cite(page, '.cf-tools')

    assert said(page)['address'] == f'{site}/{ESSAY}'
    assert said(page)['shortened note'] == 'Bajpai, “Switching Sides?”'


@pytest.mark.parametrize(
    ('path', 'selector', 'title'),
    [
        (
            'hypotheses/why.html#hypothesis-changing-sides',
            '#hypothesis-changing-sides > :is(h2, h3, h4)',
            'Kim Is Leaving China’s Side for America’s',
        ),
        ('hypotheses/why.html#table-why', '#table-why > caption', 'Why Kim Turned: What Each Author Holds'),
    ],
)
def test_what_the_editors_wrote(page: Page, site: str, path: str, selector: str, title: str) -> None:
    """A hypothesis and a table are cited as the editors', and not as an author's."""
    page.goto(f'{site}/{path}')
    cite(page, selector)

    assert said(page)['note'] == (
        f'The Comparative Reading editors, “{title},” in Kim Jong-un’s Turn of 2018: A Comparative Reading (2026), '
        f'{site}/{path}.'
    )


def test_words(page: Page, context: BrowserContext, site: str) -> None:
    """Words that are selected are cited by their paragraph, the last whole; the address finds them, or falls back."""
    page.goto(f'{site}/{ESSAY}')
    page.locator('#bajpai-p4').scroll_into_view_if_needed()
    assert page.evaluate(SELECT, '#bajpai-p4').strip() == 'with Trump and South Korean P'
    words = 'with Trump and South Korean President'
    page.click('.cf-cite-words:visible')
    page.wait_for_selector('.cf-citing[open] h3')
    address = said(page)['address']

    assert page.inner_text('.cf-citing h2') == f'Cite “{words}”, paragraph 4'
    assert address.startswith(f'{site}/{ESSAY}#bajpai-p4:~:text=')
    assert said(page)['shortened note'].endswith('para. 4.')
    other = context.new_page()
    other.goto(address)
    assert other.evaluate('location.hash') == '#bajpai-p4'
    # The browser takes the words for the target, and not the paragraph.
    expect(other.locator('#bajpai-p4')).to_be_in_viewport()


def drag(page: Page, link: Locator) -> None:
    """Press at the beginning of a link, move along its first line, let go."""
    link.scroll_into_view_if_needed()
    x, y, right = link.evaluate(
        """link => {
            const box = link.getClientRects()[0];
            return [box.left + 2, box.top + box.height / 2, box.right - 4];
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + right) / 2, y, steps=4)
    page.mouse.move(right, y, steps=4)
    page.mouse.up()


def test_quoted_words_can_be_selected(page: Page, site: str) -> None:
    """Most words of an essay are quoted somewhere; they can be selected like any others, and are no link."""
    page.goto(f'{site}/{ESSAY}')
    drag(page, page.locator('#bajpai-p6 .cf-quoted').first)
    assert len(page.evaluate('getSelection().toString()')) > 20
    assert page.url == f'{site}/{ESSAY}'
    assert page.locator('.cf-passage a:not(.cf-number)').count() == 0
    page.click('.cf-cite-words:visible')
    page.wait_for_selector('.cf-citing[open] h3')
    assert '#bajpai-p6:~:text=' in said(page)['address']


def test_words_that_stand_twice(page: Page, context: BrowserContext, site: str) -> None:
    """Words that the page has before, too, are told apart by those that go before them."""
    page.goto(f'{site}/{ESSAY}')
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.getElementById('bajpai-p8'), NodeFilter.SHOW_TEXT);
            let text = walker.nextNode();
            while (!text.data.includes('China')) text = walker.nextNode();
            getSelection().setBaseAndExtent(text, text.data.indexOf('China'), text, text.data.indexOf('China') + 5);
        }"""
    )
    page.click('.cf-cite-words:visible')
    page.wait_for_selector('.cf-citing[open] h3')
    address = said(page)['address']
    assert address.endswith('#bajpai-p8:~:text=There%20are%20dangers%2E-,China')
    other = context.new_page()
    other.goto(address)
    expect(other.locator('#bajpai-p8')).to_be_in_viewport()


def test_words_that_one_came_for(page: Page, site: str) -> None:
    """Whoever has followed a quotation to its words, and cites the paragraph, is given the address of the words."""
    page.goto(f'{site}/hypotheses/why.html')
    page.locator('.cf-position a.cf-words').first.click()
    page.wait_for_url('**/essays/*.html#*-c*')
    passage = page.locator('.cf-passage:has(:target)')
    passage.locator('> .cf-cite').click()
    page.wait_for_selector('.cf-citing[open] h3')
    assert said(page)['address'] == page.url
    title = page.inner_text('.cf-citing h2')
    assert title.startswith('Cite “')
    assert (passage.text_content() or '').find(title.removeprefix('Cite “').partition('…')[0]) >= 0
    number = (passage.get_attribute('id') or '').rpartition('-p')[2]
    assert said(page)['shortened note'].endswith(f'para. {number}.')


def test_a_table_as_it_is_filtered(page: Page, site: str) -> None:
    """A table is cited with its filters, so that who follows the address sees the same rows."""
    page.goto(f'{site}/hypotheses/why.html?cf.differ=1#table-why')
    cite(page, '#table-why caption')
    assert said(page)['address'] == page.url
    assert said(page)['note'].endswith(f'{page.url}.')


def test_a_table_without_a_name(project: Project, page: Page) -> None:
    """What has no lasting anchor has no button: the author of the page's text did not write the table."""
    view = '\n:::{concordance}\n:caption: All of it\n:::\n'
    project.write({'ann.md': source_page('ann', 'Her words.', view)})
    built = project.build()
    page.goto((built.out / 'ann.html').as_uri())
    expect(page.locator('.cf-passage > .cf-cite')).to_be_attached()
    assert page.locator('caption').count() == 1
    assert page.locator('caption .cf-cite').count() == 0


def test_where_it_is_published(tmp_path: Path, page: Page) -> None:
    """Where the address of the site is known, that is given, wherever the page was opened."""
    project = Project(tmp_path, html_baseurl='https://texts.example/tea/')
    project.write({'ann.md': source_page('ann', 'Her words.')})
    built = project.build()
    page.goto((built.out / 'ann.html').as_uri())
    cite(page, '#ann-p1')
    assert said(page)['address'] == 'https://texts.example/tea/ann.html#ann-p1'
    assert 'file:' not in page.inner_text('.cf-citing')


def test_the_number_is_no_part_of_the_text(page: Page, site: str) -> None:
    """It is not in the text of a paragraph, and is not selected with it."""
    page.goto(f'{site}/{ESSAY}')
    page.wait_for_selector('#bajpai-p3 > .cf-cite', state='attached')

    assert page.locator('#bajpai-p3').text_content() == (
        'Why has Kim seemingly climbed down from his commitment to nuclearisation, insistence on testing and '
        'opposition to US-South Korean military exercises?'
    )


@pytest.mark.parametrize('width', [1440, 768, 390])
def test_nothing_moves_for_the_script(page: Page, site: str, width: int) -> None:
    """Before the script has come all stands where it stands afterwards, so that nothing moves under a reader."""
    page.set_viewport_size({'width': width, 'height': 900})
    # One typeface for both visits: the site's own is there in time on the second, and need not be on the first.
    page.route('**/*.woff2', lambda route: route.abort())
    for path in (ESSAY, 'essays/cabestan.html', 'beside.html', 'hypotheses/why.html'):
        tops = []
        for refused in (True, False):
            if refused:
                page.route('**/citing.js*', lambda route: route.abort())
            page.goto(f'{site}/{path}')
            assert (page.locator('.cf-cite').count() == 0) == refused
            tops.append(
                page.locator('article :is(h1, h2, h3, h4, caption, .cf-passage)').evaluate_all(
                    'elements => elements.map((each) => [each.id, Math.round(each.getBoundingClientRect().top * 10)])'
                )
            )
            page.unroute('**/citing.js*')
        # In tenths of a pixel: a browser rounds.
        assert [name for name, _ in tops[0]] == [name for name, _ in tops[1]], path
        assert [top for _, top in tops[0]] == pytest.approx([top for _, top in tops[1]], abs=10), path


def test_by_keyboard(page: Page, site: str) -> None:
    """The panel is opened, gone through and closed by keyboard, and the focus comes back."""
    page.goto(f'{site}/{ESSAY}')
    page.focus('#bajpai-p7 > .cf-cite')
    page.keyboard.press('Enter')
    page.wait_for_selector('.cf-citing[open] h3')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.closest("dialog") !== null')
    page.keyboard.press('Escape')
    assert page.locator('.cf-citing[open]').count() == 0
    assert page.evaluate('document.activeElement.matches("#bajpai-p7 > .cf-cite")')


def test_on_a_phone(browser: Browser, browser_context_args: dict[str, Any], site: str) -> None:
    """On a narrow screen a finger finds the number, and the panel fits."""
    context = browser.new_context(
        **{**browser_context_args, 'viewport': {'width': 390, 'height': 844}}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f'{site}/{ESSAY}')
    button = page.locator('#bajpai-p7 > .cf-cite')
    size = button.evaluate("""link => {
        const { width, height } = getComputedStyle(link, '::after');
        return [width, height].map(parseFloat);
    }""")
    assert min(size) >= 24
    button.tap()
    page.wait_for_selector('.cf-citing[open] h3')
    box = page.locator('.cf-citing').bounding_box()
    assert box
    assert box['x'] >= 0
    assert box['x'] + box['width'] <= 390
    assert page.evaluate('document.documentElement.scrollWidth') <= 390
    context.close()


def test_without_scripts(browser: Browser, browser_context_args: dict[str, Any], site: str) -> None:
    """The number is a link to its paragraph, no button does nothing, and the page on citing has every format."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f'{site}/{ESSAY}')
    assert page.locator('.cf-cite, article button').count() == 0
    page.locator('#bajpai-p7 > .cf-number').click()
    assert page.url.endswith('#bajpai-p7')
    page.goto(f'{site}/citing.html')
    rows = page.locator('#cite-bajpai tbody tr').all()
    assert [row.locator('th').inner_text() for row in rows] == [
        'Chicago, note', 'Chicago, shortened note', 'Chicago, bibliography', 'MLA, in the text', 'MLA, works cited',
        'APA, in the text', 'APA, references', 'BibTeX', 'BibLaTeX', 'RIS', 'CSL-JSON',
    ]  # fmt: skip
    (entry,) = parse_string(page.locator('#cite-bajpai pre').first.inner_text()).entries
    assert entry['author'] == 'Bajpai, Kanti'
    context.close()


def test_several_paragraphs(page: Page, site: str) -> None:
    """Who came for two paragraphs cites both, at either of them; at another only that."""
    page.goto(f'{site}/{ESSAY}#bajpai-p1-p2')
    for number in (1, 2):
        cite(page, f'#bajpai-p{number}')
        assert page.inner_text('.cf-citing h2') == 'Cite paragraphs 1 to 2'
        assert said(page)['address'] == f'{site}/{ESSAY}#bajpai-p1-p2'
        assert said(page)['shortened note'] == 'Bajpai, “Switching Sides?,” paras. 1–2.'
        page.keyboard.press('Escape')
    cite(page, '#bajpai-p3')
    assert page.inner_text('.cf-citing h2') == 'Cite paragraph 3'


def test_in_another_language(page: Page, tmp_path: Path) -> None:
    """On a German site the button, the panel and the preview speak German."""
    project = Project(tmp_path, language='de')
    project.write({
        'ann.md': source_page('ann', 'Tea is poured before the milk.', 'Everybody knows it.'),
        'claims.md': '# C\n\n::::{hypothesis} H\n:id: h\n\n:::{position} ann\n:stance: asserts\n\ns\n:::\n::::\n',
    })  # fmt: skip
    built = project.build()
    page.goto(built.path('ann').as_uri())
    button = page.locator('#ann-p1 > .cf-cite')
    assert button.get_attribute('aria-label') == 'Zitieren: Absatz 1'
    cite(page, '#ann-p1')
    assert page.inner_text('.cf-citing h2') == 'Zitieren: Absatz 1'
    assert set(said(page)) == {'adresse', 'anmerkung', 'kurzanmerkung', 'literaturverzeichnis'}
    assert page.inner_text('.cf-citing-close') == 'Schließen'


def test_what_refers_to_it(page: Page, site: str) -> None:
    """The number of a paragraph leads to its note, too: the panel has the same places, and they can be reached."""
    page.goto(f'{site}/{ESSAY}')
    places = [link.get_attribute('href') for link in page.locator('#bajpai-p7-quoted li a').all()]
    page.focus('#bajpai-p7 > .cf-cite')
    page.keyboard.press('Enter')
    page.wait_for_selector('.cf-citing[open] h3')
    links = page.locator('.cf-citing .cf-note-body li a')
    assert [link.get_attribute('href') for link in links.all()] == places
    assert page.locator('.cf-citing [tabindex]').count() == 0
    page.locator('.cf-citing .cf-more summary').click()
    links.last.click()
    page.wait_for_url('**/*.html*')
    assert page.url.partition('.html')[0] != f'{site}/essays/bajpai'


def test_as_a_link(page: Page, context: BrowserContext, site: str) -> None:
    """With a key held down the number is a link like any other: it opens its paragraph in another tab."""
    page.goto(f'{site}/{ESSAY}')
    page.evaluate('document.fonts.ready')  # lines move when the typeface comes, and the click would miss
    with context.expect_page() as opened:
        page.locator('#bajpai-p7 > .cf-number').click(modifiers=['Control'])
    opened.value.wait_for_url('**/bajpai.html#bajpai-p7')  # a tab is blank when it opens
    assert page.locator('.cf-citing[open]').count() == 0
