"""Data out: what is said of words, as Web Annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from helpers.web_annotations import faults, items_of
from sphinx_comparison.citation.edition import Edition
from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.export.web_annotations import export
from sphinx_comparison.model import Annotation, Page, Paratext, Place
from unit.samples import ANN, SCALE, point, position, prose, quote, source_page, tea, tea_pages

EDITION = Edition('Tea compared', 'The editors', 'https://tea.example/read', language='en')
UNKNOWN = EDITION._replace(address='SITE-ADDRESS')


def address(docname: str, anchor: str) -> str:
    """Return addresses as a site of folders has them."""
    folder = './' if docname == 'index' else f'{docname}/'
    return f'{folder}#{anchor}' if anchor else folder


def exported(*pages: Page, edition: Edition = UNKNOWN) -> Any:
    """Export a comparison, and read it as a program would. It is as the model says."""
    read = json.loads(export(Comparison(pages, SCALE, edition=edition), address))
    assert faults(read) == []
    return read


def of_ann(*quotations: str, texts: tuple[str, ...] = ANN, **said: str) -> list[dict[str, Any]]:
    """Return the annotations of one position, which quotes Ann."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', *quotations, **said)
    return items_of(exported(source_page('ann', *texts), page))


def words(annotation: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the runs of words of an annotation: before, themselves, after."""
    selectors = [target['selector'] for target in annotation['target']]
    quotes = [each.get('refinedBy', each) for each in selectors]
    return [(each['prefix'], each['exact'], each['suffix']) for each in quotes]


def test_a_quotation_is_an_annotation() -> None:
    """Its target is the words in their paragraph; its body what is held, a link, the point's title and the stance."""
    found = items_of(exported(*tea_pages().values()))[1]
    assert found == {
        'id': 'annotations.jsonld#position-hot-bob-p2-c0-16',
        'type': 'Annotation',
        'creator': {'type': 'Organization', 'name': 'The editors'},
        'motivation': 'describing',
        'body': [
            text('describing', 'On authority.'),
            text('commenting', 'Is he joking?'),
            {'type': 'SpecificResource', 'purpose': 'linking', 'source': 'why/#position-hot-bob'},
            text('tagging', 'Tea must be hot'),
            {'type': 'TextualBody', 'purpose': 'tagging', 'format': 'text/plain', 'value': 'grants'},
        ],
        'target': [
            {
                'type': 'SpecificResource',
                'source': 'essays/bob/',
                'selector': {
                    'type': 'FragmentSelector',
                    'conformsTo': 'http://tools.ietf.org/rfc/rfc3236',
                    'value': 'bob-p2',
                    'refinedBy': {
                        'type': 'TextQuoteSelector',
                        'exact': 'Tea must be hot.',
                        'prefix': '',
                        'suffix': ' So said my aunt, and she was ri',
                    },
                },
            }
        ],
    }


def text(purpose: str, value: str) -> dict[str, str]:
    """Return a text of the editors."""
    return {'type': 'TextualBody', 'purpose': purpose, 'format': 'text/plain', 'language': 'en', 'value': value}


def test_a_note_is_an_annotation() -> None:
    """It says what the editors say, where their facts are from, and where the note stands."""
    page = Page('notes')
    lemma = quote(page, 'ann', 'cold cup')
    page.annotations.append(Annotation('cup', lemma, Place('notes', 3), prose('A mug.'), prose('A history')))
    (found,) = items_of(exported(source_page('ann', *ANN), page))
    assert (found['id'], found['motivation']) == ('annotations.jsonld#annotation-cup', 'commenting')
    assert found['body'] == [
        text('commenting', 'A mug.'),
        text('describing', 'A history'),
        {'type': 'SpecificResource', 'purpose': 'linking', 'source': 'notes/#annotation-cup'},
    ]
    assert words(found) == [('Tea must be hot. A ', 'cold cup', ' spoils good tea.')]


def test_addresses_are_absolute_where_that_can_be() -> None:
    """They begin with that of the site if it is known; else they are from its root, where the file is."""
    pages = (source_page('ann', *ANN, docname='index'), *list(tea_pages().values())[1:])
    for edition, root in ((EDITION, 'https://tea.example/read/'), (UNKNOWN, '')):
        data = exported(*pages, edition=edition)
        first, second = items_of(data)[:2]
        assert data['id'] == f'{root}annotations.jsonld'
        assert first['id'].startswith(f'{data["id"]}#')
        assert first['target'][0]['source'] == (root or './')
        assert second['target'][0]['source'] == f'{root}essays/bob/'


def test_words_that_are_left_out_are_no_target() -> None:
    """A quotation that leaves some out, or goes on in another paragraph, has a target for each run."""
    (found,) = of_ann('Tea must […] A cold cup', 'good tea. The pot')[:1]
    assert [exact for _, exact, _ in words(found)] == ['Tea must', 'A cold cup']
    (found,) = of_ann('good tea. The pot|¶1–2')
    assert [each['selector']['value'] for each in found['target']] == ['ann-p1', 'ann-p2']


def test_what_was_not_found_has_no_place() -> None:
    """A quotation that is wrong has no annotation; words that one position quotes twice have one."""
    assert of_ann('bad tea') == []
    assert len(of_ann('hot enough', 'hot enough')) == 1


def test_enough_stands_beside_the_words() -> None:
    """Words that stand in a paragraph twice between the same words have more beside them, until they are one place."""
    refrain = 'and the tea was cold, and the cup was cold, and the pot was cold, ' * 3
    (found,) = of_ann('The second: and the tea was cold|¶1', texts=(f'{refrain} The second: {refrain}',))
    ((before, exact, after),) = words(found)
    assert (f'{refrain} The second: {refrain}').count(before + exact + after) == 1
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'tea|¶1')
    whole = 'x ' * 20 + 'tea' + ' y' * 20
    (found,) = items_of(exported(source_page('ann', f'{whole} {whole}'), page))
    ((before, exact, after),) = words(found)
    assert f'{whole} {whole}'.count(before + exact + after) == 1


@pytest.mark.parametrize(
    ('otherwise', 'expected'),
    [
        (((8, 8),), [('', 'One two,', ''), ('', ' three four', '.')]),  # a note's number stands there
        (((4, 7),), [('', 'One ', ''), ('', ', three four', '.')]),  # a formula
        (((0, 30),), []),
    ],
)
def test_what_a_page_shows_otherwise_is_no_text(
    otherwise: tuple[tuple[int, int], ...], expected: list[tuple[str, str, str]]
) -> None:
    """Where a page has something else than the text, the words before it and after it are found by themselves."""
    ann = source_page('ann', 'One two, three four.')
    assert ann.source is not None
    passage = ann.source.passages[0]._replace(otherwise=otherwise)
    ann.source = ann.source._replace(passages=(passage,))
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'One two, three four')
    assert [run for each in items_of(exported(ann, page)) for run in words(each)] == expected


def test_verse_goes_line_by_line() -> None:
    """A page ends a line of verse in its own way; and the anchor of a note is that of its first paragraph alone."""
    (found,) = of_ann('One, / two', texts=('Here: One,\ntwo\nthree.',))
    assert words(found) == [('Here: ', 'One,', ''), ('', 'two', '')]
    ann = source_page('ann', *ANN)
    assert ann.source is not None
    ann.source = ann.source._replace(paratext=(Paratext('ann', 'note', '1', 'First words.\n\nLast words, here.'),))
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'First words. Last words|n. 1')
    (found,) = items_of(exported(ann, page))
    assert words(found) == [('', 'First words.', ''), ('', 'Last words', ', here.')]
    assert [target['selector']['type'] for target in found['target']] == ['FragmentSelector', 'TextQuoteSelector']


def test_a_collection_of_none_has_no_page() -> None:
    """The model has no page of annotations without annotations."""
    data = exported(source_page('ann', *ANN))
    assert (data['total'], 'first' in data, 'last' in data) == (0, False, False)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    """There is nothing of chance or time in it."""
    assert export(tea(), address) == export(tea(), address)
