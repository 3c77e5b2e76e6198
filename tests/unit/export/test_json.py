"""Data out: the comparison as JSON, and files that are whole or not there."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.export.json import export
from sphinx_comparison.files import write_file
from sphinx_comparison.model import Page, Place, Source
from sphinx_comparison.proof.edits import Edit, Edits
from sphinx_comparison.proof.seed import Emendation
from unit.samples import (
    ANN,
    compare,
    point,
    position,
    prose,
    record,
    source_page,
    tea,
    tea_pages,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_comparison.comparison.comparison import Comparison


def address(docname: str, anchor: str) -> str:
    """Return addresses as a site of plain HTML files has them."""
    return f'{docname}.html#{anchor}' if anchor else f'{docname}.html'


def exported(comparison: Comparison) -> dict[str, Any]:
    """Export a comparison, and read it as a program would."""
    read: dict[str, Any] = json.loads(export(comparison, address))
    return read


def the_position(page: Page, *others: Page) -> dict[str, Any]:
    """Return the only position of a page, as exported."""
    (found,) = exported(compare(source_page('ann', *ANN), page, *others))['points']
    (held,) = found['positions']
    assert isinstance(held, dict)
    return held


# -- the comparison ---------------------------------------------------------------------------------------------------


def test_a_source_is_exported_with_its_passages() -> None:
    """Its record, its paragraphs with checksums and addresses; where there is no seed it says so."""
    found = exported(compare(source_page('ann', 'Tea’s hot.')))
    assert found['version'] == 1
    assert found['sources'] == [
        {
            'id': 'ann',
            'siglum': 'A',
            'title': 'Ann on tea',
            'page': 'essays/ann.html',
            'csl': {'author': [{'family': 'Ann'}], 'id': 'ann', 'title': 'Ann on tea', 'type': 'article'},
            'translates': None,
            'seed': None,
            'passages': [
                {
                    'id': 'p1',
                    'number': 1,
                    'section': 'On tea',
                    'text': 'Tea’s hot.',
                    'sha256': '14128b57116a9e4f7491dc19c6230587fafb54cc72c7b2eed37591b04a14c0d2',
                    'url': 'essays/ann.html#ann-p1',
                }
            ],
            'paratext': [],
            'milestones': [],
            'emendations': [],
            'layout': [],
        }
    ]


def test_questions_are_exported() -> None:
    """With title and address."""
    assert exported(tea())['questions'] == [
        {'id': 'why', 'title': 'Why warm the pot?', 'url': 'why.html#question-why'}
    ]


def test_points_are_exported_with_positions_and_quotations() -> None:
    """Everything that is on the page is in the data, in the order of the sources, and nothing is dropped as empty."""
    found = exported(tea())['points']
    assert [each['id'] for each in found] == [
        'hot',
        'warm-pot',
        'cold-kettle',
        'authority',
        'lukewarm',
        'never-seen',
    ]
    assert found[2] == {
        'id': 'cold-kettle',
        'kind': 'hypothesis',
        'title': 'No kettle is hot enough',
        'question': None,
        'reason_for': 'warm-pot',
        'date': None,
        'url': 'why.html#hypothesis-cold-kettle',
        'positions': [
            {
                'source': 'ann',
                'stance': 'entertains',
                'summary': 'She offers it as her reason.',
                'contested': None,
                'nearest': [],
                'second_readings': [],
                'url': 'why.html#position-cold-kettle-ann',
                'quotations': [
                    {
                        'exact': 'nobody’s kettle is ever quite hot enough – not even mine',
                        'prefix': 'The pot must be warmed; ',
                        'suffix': '.',
                        'passages': ['p2'],
                        'locator': '¶2',
                        'url': 'essays/ann.html#ann-p2',
                        'outcome': 'found',
                        'omissions': [],
                    }
                ],
            },
            {
                'source': 'bob',
                'stance': 'silent',
                'summary': 'He has no kettle.',
                'contested': None,
                'nearest': ['p1', 'p4'],
                'second_readings': [],
                'url': 'why.html#position-cold-kettle-bob',
                'quotations': [],
            },
        ],
    }
    assert found[0]['positions'][1]['contested'] == 'Is he joking?'
    assert found[3]['positions'][0]['stance'] is None
    assert (found[4]['kind'], found[4]['date']) == ('evidence', '1839')


def test_the_words_around_a_quotation_are_given_too() -> None:
    """Up to thirty-two characters before and behind it in its paragraph: it can be found again."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'hot enough')
    (found,) = the_position(page)['quotations']
    assert found['prefix'] == '; nobody’s kettle is ever quite '
    assert found['suffix'] == ' – not even mine.'
    assert found['prefix'] + found['exact'] + found['suffix'] in ANN[1]


def test_a_quotation_of_two_passages_names_both() -> None:
    """What is before it is from the first, what is behind it from the last."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', 'good tea. The pot […] be warmed|¶1–2')
    (found,) = the_position(page)['quotations']
    assert found == {
        'exact': 'good tea. The pot […] be warmed',
        'prefix': ANN[0][3:35],
        'suffix': '; nobody’s kettle is ever quite ',
        'passages': ['p1', 'p2'],
        'locator': '¶1–2',
        'url': 'essays/ann.html#ann-p1',
        'outcome': 'found',
        'omissions': [{'shown': '[…]', 'words': 'must', 'added': '', 'ellipsis': True}],
    }


@pytest.mark.parametrize(
    ('typed', 'outcome'),
    [
        ('bad tea', 'not found'),
        ('hot', 'ambiguous'),
        ('good tea|¶2', 'elsewhere'),
        ('good tea|¶9', 'not found'),
        ('coffee', 'misattributed'),
    ],
)
def test_a_quotation_that_was_not_found_says_so(typed: str, outcome: str) -> None:
    """It is given as typed, leads nowhere, and claims no place."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', '', typed)
    (found,) = the_position(page, source_page('bob', 'I prefer coffee.'))['quotations']
    assert found == {
        'exact': typed.partition('|')[0],
        'prefix': '',
        'suffix': '',
        'passages': [],
        'locator': None,
        'url': None,
        'outcome': outcome,
        'omissions': [],
    }


def test_the_nearest_passages_exist() -> None:
    """Data lead to no paragraph that there is not."""
    page = Page('page')
    point(page, 'theme', 'tea')
    position(page, 'tea', 'ann', 'silent', nearest='¶2–3 ¶9 ¶3–2 ¶0')
    assert the_position(page)['nearest'] == ['p2', 'p3']


def test_the_seed_can_be_restored_from_the_data() -> None:
    """Every change of the seed is given, with what it was, its reason, and where it shows."""
    page = source_page('ann', 'Tea is hot.', 'So it is.')
    assert page.source is not None
    source = Source(
        'ann',
        'A',
        'en',
        record('On tea', 'Ann'),
        Place('essays/ann', 1),
        page.source.passages,
        'ann.txt',
        (Emendation('a form', 1, omit='Reply'), Emendation('a slip', 2, replace='Tee', replacement='Tea')),
        Edits((Edit(0, 'Tee', 'Tea', 1), Edit(24, 'Reply', '', 0))),
        Edits((Edit(11, '\n\n\n', '\n\n'), Edit(23, '\n', ''))),
        (1, 0),
    )
    (found,) = exported(compare(Page('essays/ann', 'On tea', source)))['sources']
    assert found['seed'] == 'ann.txt'
    assert found['emendations'] == [
        {'start': 0, 'was': 'Tee', 'now': 'Tea', 'passage': 'p1', 'reason': 'a slip'},
        {'start': 24, 'was': 'Reply', 'now': '', 'passage': None, 'reason': 'a form'},
    ]

    def revert(text: str, changes: list[dict[str, Any]]) -> str:
        """Undo changes, as any reader of the data might."""
        for change in changes:
            start = change['start']
            assert text[start : start + len(change['now'])] == change['now']
            text = text[:start] + change['was'] + text[start + len(change['now']) :]
        return text

    read = '\n\n'.join(passage['text'] for passage in found['passages'])
    assert revert(revert(read, found['layout']), found['emendations']) == 'Tee is hot.\n\n\nSo it is.\nReply'


def test_the_same_comparison_gives_the_same_bytes() -> None:
    """There is nothing of chance or time in it; other characters than ASCII stand for themselves; it ends a line."""
    text = export(tea(), address)
    assert text == export(compare(*tea_pages().values()), address)
    assert '“' not in text
    assert 'nobody’s' in text
    assert text.endswith('}\n')


def test_what_is_exported_is_plain_text() -> None:
    """Markup, line ends and scripts of an editor are data, and come back as they were."""
    page = Page('page')
    point(page, 'theme', 'tea', prose('</script>\n"\\ \u2028 <!--'))
    position(page, 'tea', 'ann')
    (found,) = exported(compare(source_page('ann', *ANN), page))['points']
    assert found['title'] == '</script> "\\ <!--'


def test_an_empty_comparison_is_exported() -> None:
    """A project that compares nothing yet has its file all the same."""
    assert exported(compare()) == {'version': 1, 'sources': [], 'questions': [], 'points': [], 'annotations': []}


def test_records_are_exported_in_csls_terms() -> None:
    """What a citation manager needs is in the data as it reads it."""
    described = Record('book', 'Tea', names=(('author', (Name('Ho', 'Ann'),)),), dates=(('issued', '2018-05?'),))
    (found,) = exported(compare(source_page('ho', described=described)))['sources']
    assert found['csl'] == {
        'author': [{'family': 'Ho', 'given': 'Ann'}],
        'id': 'ho',
        'issued': {'circa': True, 'date-parts': [[2018, 5]]},
        'title': 'Tea',
        'type': 'book',
    }


# -- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('text', ['', 'Tea’s\nhot\r\n', 'a\x00b\u2028\U0001f375'])
def test_a_file_has_what_was_written(tmp_path: Path, text: str) -> None:
    """In UTF-8, line ends as they are, for all to read, and nothing else in its folder."""
    path = tmp_path / 'data.json'
    write_file(path, text)
    assert path.read_bytes() == text.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """Another text takes the place of the old one, longer or shorter."""
    path = tmp_path / 'data.json'
    for text in ('one', 'another', 'x'):
        write_file(path, text)
        assert path.read_text(encoding='utf-8') == text


def test_a_file_that_is_right_is_left_alone(tmp_path: Path) -> None:
    """Where nothing changed nothing is written: what depends on the file does not take it for new."""
    path = tmp_path / 'data.json'
    write_file(path, 'same’')
    before = path.stat()
    write_file(path, 'same’')
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    """When writing fails the old file still stands, and no half of a new one lies beside it."""
    path = tmp_path / 'data.json'
    with pytest.raises(UnicodeEncodeError):
        write_file(path, 'half\ud800')
    assert list(tmp_path.iterdir()) == []
    write_file(path, 'whole')
    with pytest.raises(UnicodeEncodeError):
        write_file(path, 'half\ud800')
    assert path.read_text(encoding='utf-8') == 'whole'
    assert list(tmp_path.iterdir()) == [path]
