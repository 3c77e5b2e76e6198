"""Previews: what a script shows of a place, as plain values, and the script file that hands them over."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sphinx_comparison
from sphinx_comparison.anchors import milestone_anchor, range_anchor, words_anchor
from sphinx_comparison.comparison.comparison import shorten
from sphinx_comparison.export.previews import LONGEST_SUMMARY, MOST_PARTS, previews
from sphinx_comparison.export.script import dumps, script
from sphinx_comparison.locators import PLACED_PARATEXT, SAID_PARATEXT, Locator
from sphinx_comparison.model import Page, Paratext
from unit.samples import ANN, compare, point, position, prose, source_page, tea, tea_pages

if TYPE_CHECKING:
    from collections.abc import Mapping


def previewed(docname: str) -> dict[str, dict[str, Any]]:
    """Return the previews of a page of the small comparison."""
    comparison = tea()
    return previews(comparison.pages[docname], comparison)


def test_a_passage_is_shown_whole() -> None:
    """Its label, its text as it is, its language; one preview for each passage of the page."""
    shown = previewed('essays/ann')
    assert list(shown) == ['ann-p1', 'ann-p2', 'ann-p3']
    assert shown['ann-p2'] == {'label': 'Ann ¶2', 'parts': [{'text': ANN[1], 'lang': 'en-GB'}]}


def test_a_point_is_shown_with_what_everybody_holds() -> None:
    """Its title; of each source the name, the stance with its classes, and the summary."""
    assert previewed('why')['hypothesis-warm-pot'] == {
        'label': 'The pot must be warmed',
        'parts': [
            {'name': 'Ann', 'stance': 'asserts', 'classes': 'cf-stance cf-stance-asserts cf-for', 'text': 'Flatly.'},
            {
                'name': 'Bob',
                'stance': 'rejects',
                'classes': 'cf-stance cf-stance-rejects cf-against',
                'text': 'As flatly.',
            },
        ],
    }


def test_a_question_is_shown_with_its_answers() -> None:
    """Its title, and the titles of the hypotheses that answer it."""
    answers = [{'text': 'Tea must be hot'}, {'text': 'The pot must be warmed'}]
    assert previewed('why')['question-why'] == {'label': 'Why warm the pot?', 'parts': answers}


def test_a_position_is_shown_first() -> None:
    """The title of its point, and what its source holds; then the stances of others, and no more of them."""
    silent = {'name': 'Bob', 'stance': 'silent', 'classes': 'cf-stance cf-stance-silent', 'text': 'He has no kettle.'}
    entertains = {'stance': 'entertains', 'classes': 'cf-stance cf-stance-entertains cf-open', 'text': ''}
    assert previewed('why')['position-cold-kettle-bob'] == {
        'label': 'No kettle is hot enough',
        'parts': [silent, {'name': 'Ann', **entertains}],
    }
    assert previewed('themes')['position-authority-bob']['parts'] == [{'name': 'Bob', 'text': 'His aunt’s.'}]


def test_what_is_defined_twice_is_shown_where_it_counts() -> None:
    """A second definition has no preview; nor has a position on nothing."""
    pages = tea_pages()
    again = Page('zz')
    again.source = source_page('ann', 'Something else.', docname='zz').source
    point(again, 'hypothesis', 'warm-pot', 'Another pot')
    position(again, 'warm-pot', 'ann', 'doubts', summary='Not this.')
    position(again, 'nothing', 'ann', 'doubts')
    comparison = compare(*pages.values(), again)
    assert previews(again, comparison) == {}
    assert previews(pages['why'], comparison)['hypothesis-warm-pot']['parts'][0]['text'] == 'Flatly.'


def test_a_page_without_any_has_none() -> None:
    """Quotations and references in prose are no places to preview."""
    assert previewed('overview') == {}


def test_many_sources_are_counted() -> None:
    """Of two hundred sources the first few are shown, and the rest counted, so that a preview stays small."""
    sources = [source_page(f's{number}', 'Words.') for number in range(200)]
    why = Page('why')
    point(why, 'hypothesis', 'hot')
    for page in sources:
        assert page.source
        position(why, 'hot', page.source.id, 'asserts', summary='word ' * 100)
    shown = previews(why, compare(*sources, why))['hypothesis-hot']
    assert len(shown['parts']) == MOST_PARTS
    assert shown['more'] == 200 - MOST_PARTS
    assert all(len(part['text']) <= LONGEST_SUMMARY + 1 for part in shown['parts'])
    assert len(json.dumps(shown)) < 2500


@pytest.mark.parametrize(
    ('text', 'shown'),
    [
        ('', ''),
        ('ten letters', 'ten letters'),
        ('twelve letter', 'twelve…'),
        ('eleven letters', 'eleven…'),
        ('one, two, three', 'one, two…'),
        ('two words, three', 'two words…'),
        ('incomprehensible', 'incomprehen…'),
        ('今は三月の半ばを過ぎてしまった', '今は三月の半ばを過ぎて…'),
    ],
)
def test_a_summary_is_cut_at_a_word(text: str, shown: str) -> None:
    """What is longer ends after a whole word and no comma, with an ellipsis; without blanks, after any letter."""
    assert shorten(text, 11) == shown


@pytest.mark.parametrize(
    'text',
    ['</script><script>alert(1)</script>', '<!--<script>', 'a\u2028b\u2029c', '"\\', '\0\x1f', '𝒞é', '__proto__'],
)
def test_no_text_ends_the_script(text: str) -> None:
    """Whatever is in a text, the file is one call on one line, and gives the text back."""
    data: Mapping[str, Any] = {'previews': {'a-p1': {'label': text, 'parts': [{'text': text}]}}}
    written = script(f'essays/{text}', dumps(data))
    assert written.isprintable() or written.count('\n') == 1
    assert not set('<\u2028\u2029') & set(written)
    call = written.removeprefix('cfPage(').removesuffix(');\n')
    assert json.loads(f'[{call}]') == [f'essays/{text}', data]


def test_markup_is_plain_text() -> None:
    """An editor's words are given as they read, and never as markup."""
    why = Page('why')
    point(why, 'hypothesis', 'hot', prose('Is <b>it</b> & so?'))
    position(why, 'hot', 'ann', 'asserts', summary='<img src=x>')
    shown = previews(why, compare(source_page('ann', 'Words.'), why))['hypothesis-hot']
    assert (shown['label'], shown['parts'][0]['text']) == ('Is <b>it</b> & so?', '<img src=x>')


def asked_for(anchor: str) -> bool:
    """True if the script looks for a preview of what has an anchor."""
    text = (Path(sphinx_comparison.__file__).parent / 'static/comparison.js').read_text(encoding='utf-8')
    found = re.search(r'const OURS =\s*/(.*)/;', text)
    assert found
    return bool(re.search(found[1], anchor))


@pytest.mark.parametrize('kind', [*PLACED_PARATEXT, *SAID_PARATEXT])
@pytest.mark.parametrize('label', ['', '3'])
def test_the_script_asks_for_each_kind_of_paratext(kind: str, label: str) -> None:
    """A link to a note or another part of a text has a preview, and so has one to words of it."""
    unit = Paratext('ann', kind, label or ('b' if kind == 'note' else ''), '')
    assert asked_for(unit.anchor)
    assert asked_for(words_anchor(unit.anchor, 3, 12))


def test_the_script_asks_for_all_else_that_has_one() -> None:
    """It asks for passages, words, runs, the text's own references, points, positions and notes; for no section."""
    comparison = tea()
    anchors = [anchor for page in comparison.pages.values() for anchor in previews(page, comparison)]
    several = range_anchor('ann', Locator(1, 2))
    own = [milestone_anchor('ann', label) for label in ('1:4', 'art. 5')]
    assert len(anchors) > 8
    assert all(map(asked_for, (*anchors, several, *own, words_anchor('ann-p1', 0, 4), 'annotation-kettle')))
    assert not any(map(asked_for, ('', 'why-he-turned', 'the-question', 'ann-the-reversal', 'table-coverage')))
