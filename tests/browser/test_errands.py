"""What readers come for: six errands, on a phone and on a desk, by finger, by mouse, and one by keyboard alone.

What is counted is what a reader does: a click, a tap, a key. To type a word, to scroll and to read cost nothing, since
no site can spare them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from helpers.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

SENTENCE = 'economic dependence on China'


class Reader:
    """Somebody who sees what is on the screen, and points at it, taps it, or presses keys; each time is a step."""

    def __init__(self, page: Page, *, phone: bool) -> None:
        """Take a page that has been opened."""
        self.page, self.phone, self.steps = page, phone, 0

    def choose(self, what: Locator) -> None:
        """Tap or click what can be seen, or scrolled to."""
        what.scroll_into_view_if_needed()
        expect(what).to_be_visible()
        what.tap() if self.phone else what.click()
        self.steps += 1

    def follow(self, reference: Locator) -> None:
        """Follow a reference; on a phone it first shows what it leads to."""
        self.choose(reference)
        if self.phone:
            self.choose(self.page.get_by_role('tooltip').get_by_role('link', name='Go to'))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self.steps += len(keys)

    def search(self, words: str) -> Locator:
        """Type words into the page's own search; give what is found, the best first."""
        field = (
            self.page.get_by_role('searchbox').or_(self.page.locator('input[name=q]')).locator('visible=true').first
        )
        if self.phone:
            self.choose(self.page.locator('label[for=__navigation], .nav-overlay-icon').locator('visible=true').first)
        field.fill(words)
        field.press('Enter')
        found = self.page.locator('.cf-found li')
        found.first.wait_for()
        return found

    def copied(self) -> str:
        """Return what has been copied."""
        text: str = self.page.evaluate('navigator.clipboard.readText()')
        return text


@pytest.fixture
def at_home(site_folder: Path) -> Iterator[str]:
    """The address of the site, as a server gives it."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(params=['desk', 'phone'])
def reader(request: pytest.FixtureRequest, browser: Browser, at_home: str) -> Iterator[Reader]:
    """A reader who has come to the front page, at a desk or with a phone."""
    phone = request.param == 'phone'
    size: dict[str, Any] = {'viewport': {'width': 1440, 'height': 900}, 'reduced_motion': 'reduce'}
    if phone:
        size |= {'viewport': {'width': 390, 'height': 844}, 'has_touch': True, 'is_mobile': True}
    context = browser.new_context(**size)
    context.grant_permissions(['clipboard-read', 'clipboard-write'])
    page = context.new_page()
    page.goto(f'{at_home}/index.html')
    yield Reader(page, phone=phone)
    context.close()


def test_where_they_disagree_about_china(reader: Reader) -> None:
    """From the front page to the citation of the very words: four steps, one more to copy it, and none is a guess."""
    page = reader.page
    where = page.locator('article p').get_by_role('link', name='where they disagree most')
    expect(where).to_be_in_viewport()
    reader.choose(where)
    dispute = page.locator('#where-they-disagree-most p', has_text='What does Kim want from China?')
    expect(page.locator('#where-they-disagree-most > h2')).to_be_in_viewport()
    reader.follow(dispute.get_by_role('link', name=SENTENCE))
    page.wait_for_url('**/essays/cabestan.html#cabestan-p2-c*')
    passage = page.locator('#cabestan-p2')
    expect(passage.locator(':target')).to_be_in_viewport()
    expect(passage.locator(':target')).to_have_text(SENTENCE)

    reader.choose(passage.locator('> .cf-cite'))
    panel = page.get_by_role('dialog', name=f'Cite “{SENTENCE}”, paragraph 2')
    expect(panel.get_by_text('Jean-Pierre Cabestan, “What Is Kim Jong-un’s Game?,” ').first).to_be_in_viewport()
    assert reader.steps <= 4
    reader.choose(panel.get_by_role('button', name='Copy: note', exact=True))
    expect(panel.get_by_role('status')).to_have_text('Copied.')
    expect(panel.get_by_role('status')).to_be_in_viewport()
    copied = reader.copied()
    assert copied.startswith('Jean-Pierre Cabestan, “What Is Kim Jong-un’s Game?,” ')
    assert 'para. 2,' in copied
    assert copied.endswith(f'{page.url}.')

    page.goto(copied.rpartition(' ')[2].removesuffix('.'))
    expect(page.locator(':target')).to_have_text(SENTENCE)


def test_what_cabestan_says_of_sanctions(reader: Reader) -> None:
    """Two steps at most, through the chart: his answer, and Bajpai's below or beside it, with their words."""
    page = reader.page
    reader.follow(page.locator('.cf-scale').get_by_role('link', name='Sanctions and American threats').first)
    page.wait_for_url('**/hypotheses/why.html#hypothesis-*')
    point = page.locator('.cf-hypothesis:target')
    expect(point.locator('.cf-position', has_text='Cabestan').locator('.cf-stance').first).to_have_text('grants')
    expect(point.locator('.cf-position', has_text='Bajpai').locator('.cf-stance').first).to_have_text('silent')
    expect(point.locator('.cf-quotation').first).to_contain_text('immediate causes')
    assert reader.steps <= 2


def test_what_both_say_of_sanctions_by_search(reader: Reader) -> None:
    """The first that is found is the theme, with what each of them says; on a phone the menu is a step more."""
    found = reader.search('sanctions')
    reader.choose(found.first.get_by_role('link').first)
    theme = reader.page.locator('.cf-theme:target')
    expect(theme.locator('.cf-position', has_text='Bajpai').first).to_contain_text('buying time')
    expect(theme.locator('.cf-position', has_text='Cabestan').first).to_be_visible()
    assert reader.steps <= 2


def test_a_note_and_bibtex_for_1972(reader: Reader) -> None:
    """The paragraph that speaks of 1972 is found by its words; its note and its BibTeX are four clicks away."""
    page = reader.page
    found = reader.search('1972')
    reader.steps = 0
    reader.choose(found.first.get_by_role('link').first)
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6')
    reader.choose(page.locator('#bajpai-p6 > .cf-cite'))
    panel = page.get_by_role('dialog', name='Cite paragraph 6')
    reader.choose(panel.get_by_role('button', name='Copy: note', exact=True))
    expect(panel.get_by_role('status')).to_have_text('Copied.')
    assert 'para. 6,' in reader.copied()
    with page.expect_download() as download:
        reader.choose(panel.get_by_role('button', name='BibTeX', exact=True))
    assert download.value.path().read_text('utf-8').startswith('@')
    assert reader.steps <= 4


@pytest.mark.parametrize('reader', ['desk'], indirect=True)
def test_a_note_and_bibtex_by_keyboard(reader: Reader) -> None:
    """The same by twelve keys, beside the four digits."""
    page = reader.page
    reader.press('/')
    page.keyboard.type('1972')
    reader.press('Enter')
    page.locator('.cf-found li').first.wait_for()
    reader.press('Tab', 'Enter')
    page.wait_for_url('**/essays/bajpai.html#bajpai-p6')
    page.locator('#bajpai-p6 > .cf-cite').wait_for()
    reader.press('Tab', 'Enter')
    page.locator('.cf-citing[open] h3').first.wait_for()
    reader.press('Tab', 'Enter')
    expect(page.get_by_role('status').locator('visible=true')).to_have_text('Copied.')
    assert 'para. 6,' in reader.copied()
    with page.expect_download() as download:
        reader.press('Tab', 'Tab', 'Tab', 'Enter')
    assert download.value.suggested_filename == 'bajpai.bib'
    assert reader.steps <= 12


@pytest.mark.parametrize('reader', ['desk'], indirect=True)
def test_a_link_to_exactly_these_words(reader: Reader) -> None:
    """Words that are selected bring a button; its address leads to them. Two steps after the essay is open."""
    page = reader.page
    reader.choose(page.locator('article p').get_by_role('link', name='Kanti Bajpai').first)
    page.wait_for_url('**/essays/bajpai.html')
    page.locator('#bajpai-p4').get_by_text('playing around').first.dblclick(position={'x': 20, 'y': 5})
    words: str = page.evaluate('getSelection().toString().trim()')
    assert words
    reader.choose(page.locator('.cf-cite-words:visible'))
    address = page.locator('.cf-citing-address')
    address.wait_for()
    assert ':~:text=' in address.inner_text()
    assert words in address.inner_text().replace('%20', ' ')
    assert reader.steps <= 2


def test_what_is_left_out_of_cabestan(reader: Reader) -> None:
    """Two steps from the front page: his essay, and *quoted nowhere*; there the words are listed."""
    page = reader.page
    reader.choose(page.locator('article p').get_by_role('link', name='Jean-Pierre Cabestan').first)
    page.wait_for_url('**/essays/cabestan.html')
    expect(page.locator('.cf-strip-caption')).to_be_in_viewport()
    reader.choose(page.locator('.cf-strip-caption').get_by_role('link', name='quoted nowhere'))
    page.wait_for_url('**#*')
    table = page.locator('.cf-coverage')
    expect(table).to_be_in_viewport()
    expect(table.locator('.cf-source-cabestan, tr', has_text='Cabestan').first).to_contain_text('¶')
    assert reader.steps <= 2


def test_an_essay_with_what_the_other_says(reader: Reader) -> None:
    """Where Cabestan speaks of the same thing, his words stand beside Bajpai's paragraph; on a phone a tap away."""
    page = reader.page
    page.goto(page.url.replace('index.html', 'essays/bajpai.html'))
    notes = page.locator('.cf-note')
    met = [note for note in notes.all() if note.locator('.cf-other').count()]
    assert len(met) >= 5
    for note in met:
        reader.steps = 0
        if reader.phone:
            reader.choose(note.locator('summary').first)
        said = note.locator('.cf-other .cf-said').first
        expect(said).to_be_visible()
        assert len(said.inner_text()) > 15
        assert reader.steps <= 1
