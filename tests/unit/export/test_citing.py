"""What a script makes citations of, the table of citations, and texts side by side."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.citation.citations import forms
from sphinx_comparison.citation.edition import Edition, part
from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.export.citing import (
    ADDRESS,
    BRACED,
    FIRST,
    HEADLINE,
    KEY,
    LAST,
    MARKED,
    PAGE,
    SITE,
    TITLE,
    Citable,
    Citables,
    citables,
    citing,
)
from sphinx_comparison.locators import Locator
from sphinx_comparison.model import Place, Prose, Reference, ViewRequest
from sphinx_comparison.views import VIEWS
from sphinx_comparison.views.beside import make as draw_beside
from sphinx_comparison.views.citations import cited
from sphinx_comparison.views.shapes import Code, Line, Table
from unit.samples import ANN, BOB, SCALE, line, request, source_page, tea, tea_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

EDITION = Edition('Tea compared', 'The editors', 'https://tea.example')


def edition_of_tea() -> Comparison:
    """Return the small comparison as an edition that stands somewhere."""
    return Comparison(tea_pages().values(), SCALE, str, EDITION, 'https://tea.example/{}.html#{}'.format)


def filled(text: str, first: str, last: str, address: str, titled: Sequence[str] = ()) -> str:
    """Do what the script does."""
    values = (first, last, address, EDITION.address, address.partition('#')[0], *titled)
    left_open = (FIRST, LAST, ADDRESS, SITE, PAGE, KEY, TITLE, HEADLINE, BRACED, MARKED)
    for character, value in zip(left_open, values, strict=False):
        text = text.replace(character, value)
    return text


def of_part(data: dict[str, Any], anchor: str, address: str) -> list[tuple[str, str, str, str]]:
    """Return the citations of a part, as the script makes them: format, use, file, text."""
    part = data['parts'][anchor]
    titled = part if isinstance(part[0], str) else ()
    return [
        (name, use, filled(file, '', '', address, titled), filled(''.join(runs), '', '', address, titled))
        for name, use, file, runs in (data['template'] if titled else part)
    ]


def test_what_is_left_open_is_filled_as_if_it_were_known() -> None:
    """For the whole, one paragraph and several: with numbers and address put in, each form is what it would be."""
    comparison = edition_of_tea()
    source = comparison.sources['bob']
    data = json.loads(json.dumps(citing(citables(comparison.pages['essays/bob'], comparison))))
    locators = (None, Locator(2, 2), Locator(2, 3))
    for locator, mentions in zip(locators, data['source'], strict=True):
        url = 'https://elsewhere.example/bob.html#bob-p2'
        known = forms(cited(comparison, source, locator)._replace(url=url, page=url.partition('#')[0]), 'bob')
        written = [*mentions, *data['work']]
        for style in {form.format for form in known}:
            assert [
                (use, file, filled(''.join(runs), '2', '3', url)) for name, use, file, runs in written if name == style
            ] == [(form.use, form.file, form.text.plain) for form in known if form.format == style]


def test_italics_take_turns() -> None:
    """Every second run is italic, the first is not."""
    comparison = edition_of_tea()
    (note, *_), *_ = citing(citables(comparison.pages['essays/bob'], comparison))['source']
    known = forms(cited(comparison, comparison.sources['bob']), 'bob')[0].text
    assert [run for index, run in enumerate(note[3]) if index % 2] == [run.text for run in known.runs if run.italic]


def test_everything_of_a_page_can_be_cited() -> None:
    """The editors' questions and points, named tables, and the page itself."""
    pages = tea_pages()
    caption = Prose(('All of ', Reference('hypothesis', 'hot')))
    pages['why'].views += [
        ViewRequest(0, 'comparison', (), Place('why', 9), anchor='table-why', caption=caption),
        ViewRequest(1, 'comparison', (), Place('why', 19), caption=caption),
    ]
    comparison = Comparison(pages.values(), SCALE, str, EDITION)
    data = citing(citables(comparison.pages['why'], comparison))
    assert list(data['parts']) == [
        '', 'question-why', 'hypothesis-hot', 'hypothesis-warm-pot', 'hypothesis-cold-kettle', 'table-why',
    ]  # fmt: skip
    notes = {anchor: of_part(data, anchor, 'A')[0][3] for anchor in data['parts']}
    assert notes['hypothesis-hot'] == 'The editors, “Tea must be hot,” in Tea compared, A.'
    assert notes['table-why'] == 'The editors, “All of Tea must be hot,” in Tea compared, A.'
    assert notes[''] == 'The editors, “Why the pot,” in Tea compared, A.'


PLAIN = ('Tea must be hot', 'Why the pot, and not the kettle', 'Hot-water teas: an essay', 'Über den tee', 'NATO')
# In these a quotation mark, a stop, or a sign of TeX's has a say.
WRITTEN_OUT = ('Is it?', 'The “hot” pot', "O'Hara", 'He said -- no', '100 % hot', 'A_b', 'a  b', '<i>x</i>', 'so:', '')


@pytest.mark.parametrize('edition', [EDITION, EDITION._replace(language='en'), EDITION._replace(editors='')])
@pytest.mark.parametrize('title', [*PLAIN, *WRITTEN_OUT, EDITION.title])
def test_a_title_put_into_the_template(title: str, edition: Edition) -> None:
    """What the script makes of the template is what is written out of that title, letter by letter."""
    for key, file in (('hot-tea', 'hot-tea'), ('a/b_c', 'b_c')):
        data = json.loads(json.dumps(citing(Citables(edition, (Citable('x', title, key),)))))
        assert ('template' in data) == (title in PLAIN and key == 'hot-tea' and bool(edition.editors))
        known = forms(part(edition, title, 'https://tea.example/why.html#x'), key)
        assert of_part(data, 'x', 'https://tea.example/why.html#x') == [
            (form.format, form.use, form.file, form.text.plain) for form in known
        ]
        assert all(form.file.startswith(file) for form in known if form.file)


@given(st.from_regex(re.compile(r'[\w ,:;-]{1,40}'), fullmatch=True))
def test_any_title_put_into_the_template(title: str) -> None:
    """Whatever the title is, the script makes what is written out of it."""
    for language in ('en', ''):
        edition = EDITION._replace(language=language)
        data = json.loads(json.dumps(citing(Citables(edition, (Citable('x', title, 'x'),)))))
        known = forms(part(edition, title, 'https://tea.example/#x'), 'x')
        made = [text for *_, text in of_part(data, 'x', 'https://tea.example/#x')]
        assert made == [form.text.plain for form in known]


_SHOWN = (Code, Line)


def shown(table: Table) -> list[str]:
    """Return the citations of a table."""
    blocks = [row.cells[1].blocks[0] for row in table.rows]
    return [
        block.text if isinstance(block, Code) else line(block) for block in blocks if isinstance(block, Code | Line)
    ]


def test_the_table_has_every_form() -> None:
    """Of a source, of a passage, and of what the editors wrote: a row for each format and use."""
    comparison = edition_of_tea()
    draw = VIEWS['citations'].make
    whole = draw(request('citations', source='bob'), comparison)
    passage = draw(request('citations', passage='bob#p2-p3'), comparison)
    point = draw(request('citations', hypothesis='hot'), comparison)
    for table, known in (
        (whole, forms(cited(comparison, comparison.sources['bob']), 'bob')),
        (passage, forms(cited(comparison, comparison.sources['bob'], Locator(2, 3)), 'bob')),
        (point, forms(part(EDITION, 'Tea must be hot', 'https://tea.example/why.html#hypothesis-hot'), 'hot')),
    ):
        assert isinstance(table, Table)
        assert shown(table) == [form.text.plain.replace('\r\n', '\n').strip('\n') for form in known]


def test_the_table_on_the_page_of_a_source_is_of_that() -> None:
    """With no option it is of the source whose page it stands on; of nothing, if that is none."""
    comparison = edition_of_tea()
    draw = VIEWS['citations'].make
    assert draw(request('citations', 'essays/ann'), comparison) == draw(request('citations', source='ann'), comparison)
    nothing = draw(request('citations', 'why'), comparison)
    assert isinstance(nothing, Table)
    assert nothing.rows == ()


def test_texts_side_by_side() -> None:
    """Each text is whole, in order, under its name; each passage names those that meet it, and in what."""
    columns = draw_beside(request('beside'), tea())
    assert [line(heading) for heading in columns.headings] == ['Ann', 'Bob']
    assert [[e.content.prose.parts for e in column] for column in columns.columns] == [
        [(text,) for text in ANN],
        [(text,) for text in BOB],
    ]
    assert [[line(met) for met in excerpt.lines] for excerpt in columns.columns[0]] == [
        ['Bob ¶2 “Tea must be hot.” · Tea must be hot'],
        ['Bob ¶1 “Nobody needs a warm pot.” · The pot must be warmed'],
        [],
    ]
    assert [[line(met) for met in excerpt.lines] for excerpt in columns.columns[1]] == [
        ['Ann ¶2 “The pot must be warmed” · The pot must be warmed'],
        ['Ann ¶1 “Tea must be hot.” · Tea must be hot'],
        [],
        [],
    ]
    first = columns.columns[0][0]
    (link, *_) = first.lines[0].pieces
    assert (first.anchor, link.target.anchor) == ('beside-ann-p1', 'beside-bob-p2')  # type: ignore[union-attr]  # a link


def test_only_the_texts_that_are_named() -> None:
    """Two of three may be shown, in the order in which they are named."""
    pages = [*tea_pages().values(), source_page('cy', 'Nobody asked me.')]
    columns = draw_beside(request('beside', sources='cy, ann'), Comparison(pages, SCALE))
    assert [line(heading) for heading in columns.headings] == ['Cy', 'Ann']
    assert not any(excerpt.lines for column in columns.columns for excerpt in column)
