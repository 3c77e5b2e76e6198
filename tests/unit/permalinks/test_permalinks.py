"""Permalinks: what the ledger has, what the pages have, and what becomes of the difference."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.model import Landmark, Page, sha256_of
from sphinx_comparison.permalinks.forwarding import Permalinks, open_ledger
from sphinx_comparison.permalinks.ledger import Entry, Forward, LedgerError, load, read, write
from sphinx_comparison.permalinks.published import published
from sphinx_comparison.views.notices import aliases, earlier, moved_notices
from unit.samples import ANN, BOB, compare, line, point, position, source_page, tea, tea_pages

if TYPE_CHECKING:
    from pathlib import Path


FILE = 'permalinks.json'


def ledger(comparison: Comparison) -> list[Entry]:
    """Return the ledger of a comparison that is published for the first time."""
    return read(Permalinks(comparison, FILE).recorded())


def without(entries: list[Entry], *addresses: str) -> list[Entry]:
    """Take entries out."""
    return [entry for entry in entries if entry.address not in addresses]


def forwarded(entries: list[Entry], forwards: dict[str, tuple[str, str]]) -> list[Entry]:
    """Forward entries: by address, to where and why."""
    return [
        entry._replace(forward=Forward(*forwards[entry.address])) if entry.address in forwards else entry
        for entry in entries
    ]


def messages(permalinks: Permalinks) -> list[str]:
    """Return what is found, without the mend."""
    return [finding.message.partition('. ')[0] for finding in permalinks.findings()]


# -- the file ---------------------------------------------------------------------------------------------------------


def test_a_ledger_comes_back_as_it_was_written() -> None:
    """What is written is read: sorted by page and as people count, one anchor a line."""
    entries = [
        Entry('b', 'b-p10', 'passage', 'c' * 64),
        Entry('b', 'b-p9', 'passage', 'd' * 64, Forward('b#b-p10', 'merged with “10”')),
        Entry('a', '', 'page'),
        Entry('a', 'old', 'section', forward=Forward('', 'not needed')),
    ]
    text = write(entries)
    assert [entry._replace(line=0) for entry in read(text)] == [entries[2], entries[3], entries[1], entries[0]]
    assert [text.split('\n')[entry.line - 1].strip().rstrip(',') for entry in read(text)] == [
        '{"page": "a", "id": "", "kind": "page"}',
        '{"page": "a", "id": "old", "kind": "section", "forward": {"to": null, "reason": "not needed"}}',
        '{"page": "b", "id": "b-p9", "kind": "passage", "sha256": "' + 'd' * 64 + '", '
        '"forward": {"to": "b#b-p10", "reason": "merged with “10”"}}',
        '{"page": "b", "id": "b-p10", "kind": "passage", "sha256": "' + 'c' * 64 + '"}',
    ]
    assert write(read(text)) == text
    assert read(write([])) == []


ENTRY = '{"version": 1, "anchors": [\n{"page": "a", "id": "b", "kind": "section"%s}\n]}'
FAULTS = {
    'empty': ('', 'it is not JSON: Expecting value', 1),
    'no JSON': ('{"version": 1,\n"anchors": [}', 'it is not JSON: Expecting value', 2),
    'a list': ('[]', 'it is no ledger of version 1', 1),
    'another version': ('{"version": 2, "anchors": []}', 'it is no ledger of version 1', 1),
    'no list': ('{"version": 1, "anchors": {}}', 'it is no ledger of version 1', 1),
    'nested': ('[' * 100_000, 'it is nested too deeply, or has too long a number', 1),
    'a long number': ('{"version": ' + '9' * 5000 + '}', 'it is nested too deeply, or has too long a number', 1),
    'no entry': ('{"version": 1, "anchors": [5]}', 'an entry has no page, id and kind', 1),
    'no id': ('{"version": 1, "anchors": [{"page": "a", "kind": "b"}]}', 'an entry has no page, id and kind', 1),
    'a page that is none': (
        '{"version": 1, "anchors": [{"page": 5, "id": "a", "kind": "b"}]}',
        'an entry has no page, id and kind',
        1,
    ),
    'a checksum that is none': (ENTRY % ', "sha256": 5', 'the checksum of "a#b" is no text', 2),
    'a forward that is none': (
        ENTRY % ', "forward": "c"',
        '"a#b" is forwarded without "to", an address ("page#id") or null',
        2,
    ),
    'a forward to a number': (
        ENTRY % ', "forward": {"to": 5, "reason": "c"}',
        '"a#b" is forwarded without "to", an address ("page#id") or null',
        2,
    ),
    'a forward to nothing at all': (
        ENTRY % ', "forward": {"reason": "c"}',
        '"a#b" is forwarded without "to", an address ("page#id") or null',
        2,
    ),
    'no reason': (ENTRY % ', "forward": {"to": null}', '"a#b" is forwarded without a "reason"', 2),
    'a blank reason': (
        ENTRY % ', "forward": {"to": "c", "reason": " "}',
        '"a#b" is forwarded without a "reason"',
        2,
    ),
    'an anchor twice': (
        ENTRY.replace('\n]', ',\n{"page": "a", "id": "b", "kind": "label"}\n]') % '',
        '"a#b" is twice in it without "forward"',
        3,
    ),
}


@pytest.mark.parametrize(('text', 'problem', 'where'), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_no_ledger_is_refused(text: str, problem: str, where: int) -> None:
    """A ledger that cannot be used is refused with the problem and the line, whatever is wrong with it."""
    with pytest.raises(LedgerError) as caught:
        read(text)
    assert (caught.value.problem, caught.value.line) == (problem, where)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not text, and one that is no file, are refused; one that is not there is told apart."""
    (tmp_path / 'latin').write_bytes(b'\xe9')
    with pytest.raises(LedgerError, match='it is not UTF-8 text'):
        load(tmp_path / 'latin')
    with pytest.raises(LedgerError, match='Is a directory'):
        load(tmp_path)
    os.mkfifo(tmp_path / 'pipe')
    with pytest.raises(LedgerError, match='Not a file'):
        load(tmp_path / 'pipe')
    with pytest.raises(FileNotFoundError):
        load(tmp_path / 'nothing')


@pytest.mark.parametrize(
    'page',
    ['/x', 'x/', '../x', 'x/../index', './x', 'a//b', '', 'a\\..\\b', 'C:x', 'a/.', 'a\x00b', 'a\nb', '..'],
)
def test_a_name_that_leads_elsewhere_is_refused(page: str) -> None:
    """Files are written where the pages of a ledger were: a name that leads out of the site is no name of one."""
    with pytest.raises(LedgerError, match='is no name of a page') as caught:
        read(json.dumps({'version': 1, 'anchors': [{'page': page, 'id': '', 'kind': 'page'}]}))
    assert caught.value.line == 1


@pytest.mark.parametrize('page', ['x', 'a/b', 'a.b', '...', 'a b/ü', 'cc:x/y', 'a..b/c'])
def test_names_of_pages(page: str) -> None:
    """Every name that Sphinx gives a page is accepted."""
    (entry,) = read(json.dumps({'version': 1, 'anchors': [{'page': page, 'id': '', 'kind': 'page'}]}))
    assert entry.page == page


def test_a_long_chain_of_forwards() -> None:
    """Each address on the way is followed once, however many forwards there are; a circle leads nowhere."""
    length = 10_000
    chain = [Entry(f'p{n}', '', 'page', '', Forward(f'p{n + 1}', f'r{n}' if n % 2 else '')) for n in range(length)]
    circle = [Entry('a', '', 'page', '', Forward('b', 'x')), Entry('b', '', 'page', '', Forward('a', 'x'))]
    here = Comparison([Page(f'p{length}', 'Here')], ())
    permalinks = Permalinks(here, 'ledger.json', [*chain, *circle])
    assert len(permalinks.moved) == length
    assert {moved.to.target.docname for moved in permalinks.moved if moved.to} == {f'p{length}'}
    assert [moved.reason for moved in permalinks.moved[:3]] == ['r1', 'r1', 'r3']


# -- what is published ----------------------------------------------------------------------------------------------


def test_everything_that_has_an_anchor_is_published() -> None:
    """Pages, passages, quoted words and the notes below them, questions, points, positions, sections, labels."""
    pages = tea_pages()
    pages['overview'].landmarks += [
        Landmark('title', 'overview', 'Overview'),
        Landmark('section', 'cups', 'Of cups', ('of-cups',)),
        Landmark('label', 'table-cups'),
    ]
    anchors = published(compare(*pages.values()))
    assert {anchor.kind for anchor in anchors.values()} == {
        'page', 'title', 'section', 'label', 'passage', 'words', 'note', 'question', 'hypothesis', 'theme', 'evidence',
        'position', '',
    }  # fmt: skip
    assert anchors['essays/ann#ann-p1'].sha256 == sha256_of(ANN[0])
    assert anchors['essays/ann#ann-p1-c0-16'].sha256 == sha256_of('Tea must be hot.')
    assert anchors['why#position-hot-bob'].target.label == 'Bob on Tea must be hot'
    assert anchors['overview#cups'].target.label == 'Of cups'
    assert anchors['overview#table-cups'].target.label == 'Overview'


def test_the_ledger_has_all_but_what_no_page_shows() -> None:
    """Every anchor is recorded, but for the second one of a section, which works and is never shown."""
    pages = tea_pages()
    pages['overview'].landmarks.append(Landmark('section', 'cups', 'Of cups', ('of-cups',)))
    comparison = compare(*pages.values())
    anchors = set(published(comparison))
    assert {entry.address for entry in ledger(comparison)} == anchors - {'overview#of-cups'}
    forward = [Entry('overview', 'of-cups', 'section')]
    assert messages(Permalinks(comparison, FILE, [*ledger(comparison), *forward])) == []


def test_a_ledger_is_added_to_and_not_changed() -> None:
    """A second time nothing is new; something new is added, and what was there stays as it was."""
    entries = ledger(tea())
    assert Permalinks(tea(), FILE, entries).new == []
    pages = tea_pages()
    point(pages['themes'], 'theme', 'cups')
    position(pages['themes'], 'cups', 'ann')
    more = Permalinks(compare(*pages.values()), FILE, entries)
    assert [entry.address for entry in more.new] == ['themes#theme-cups', 'themes#position-cups-ann']
    assert set(write(entries).split('\n')) - set(more.recorded().split('\n')) == set()


# -- what is gone ---------------------------------------------------------------------------------------------------


def changed(**pages: Page | None) -> Comparison:
    """Return the small comparison with other pages, ``_`` for ``/``; without one that is None."""
    named = {name.replace('_', '/'): page for name, page in pages.items()}
    return compare(*(page for page in (tea_pages() | named).values() if page))


def test_what_is_gone_is_said() -> None:
    """A point that is gone is a fault, and so is each position on it; what it quoted is kept."""
    pages = tea_pages()
    pages['themes'].points = pages['themes'].points[1:]
    pages['themes'].positions = pages['themes'].positions[1:]
    pages['themes'].quotations = pages['themes'].quotations[1:]
    permalinks = Permalinks(compare(*pages.values()), FILE, ledger(tea()))
    assert messages(permalinks) == [
        'The position "themes#position-authority-bob" was published and is gone',
        'The theme "themes#theme-authority" was published and is gone',
    ]
    assert {finding.place.file for finding in permalinks.findings()} == {FILE}


def test_a_page_that_is_gone_is_said_once() -> None:
    """A page that is gone is one fault, not one for each anchor on it."""
    permalinks = Permalinks(changed(themes=None), FILE, ledger(tea()))
    assert messages(permalinks) == ['The page "themes" was published and is gone']


def test_words_that_have_changed() -> None:
    """A passage with other words is a fault. Where its words are now, the mend says so."""
    permalinks = Permalinks(
        changed(essays_ann=source_page('ann', 'A new first paragraph.', *ANN)), FILE, ledger(tea())
    )
    found = {finding.message for finding in permalinks.findings()}
    assert (
        'The passage "essays/ann#ann-p2" has other words than when it was published. Restore them, or forward it: '
        'add "forward": {"to": "essays/ann#ann-p3", "reason": "…"} to its entry.'
    ) in found
    assert len(found) == 3


def test_what_moved_to_another_page_is_found_there() -> None:
    """The mend of what has moved names the place: by its id, or for a passage by its words."""
    moved = source_page('bob', BOB[0], BOB[3], docname='robert')
    entries = without(ledger(tea()), 'essays/bob')
    found = {finding.message for finding in Permalinks(changed(essays_bob=moved), FILE, entries).findings()}
    for gone, now in {'bob-p1': 'bob-p1', 'bob-p4': 'bob-p2'}.items():
        assert (
            f'The passage "essays/bob#{gone}" was published and is gone. Restore it, or forward it: add '
            f'"forward": {{"to": "robert#{now}", "reason": "…"}} to its entry.'
        ) in found


# -- what is forwarded ----------------------------------------------------------------------------------------------


def test_forwards_settle_it() -> None:
    """What is forwarded to a place that exists, or withdrawn, is no fault."""
    entries = forwarded(
        ledger(tea()),
        {
            'themes': ('why', 'all is there now'),
            'themes#theme-authority': ('why#hypothesis-hot', 'the same thing'),
            'themes#position-authority-bob': ('why#position-hot-bob', 'the same thing'),
            'themes#evidence-lukewarm': ('', 'no evidence'),
            'themes#position-lukewarm-bob': ('', 'no evidence'),
            'themes#evidence-never-seen': ('overview', 'told there'),
            'themes#position-never-seen-ann': ('overview', 'told there'),
        },
    )
    permalinks = Permalinks(changed(themes=None), FILE, entries)
    assert messages(permalinks) == []
    assert permalinks.gone == ['themes']
    assert {gone: line(said) for gone, said in moved_notices('themes', permalinks).items()} == {
        '': 'This page is now Why the pot: all is there now.',
        'theme-authority': 'A theme of this page is now Tea must be hot: the same thing.',
        'position-authority-bob': 'A position of this page is now Bob on Tea must be hot: the same thing.',
        'evidence-lukewarm': 'A piece of evidence of this page was withdrawn: no evidence.',
        'position-lukewarm-bob': 'A position of this page was withdrawn: no evidence.',
        'evidence-never-seen': 'A piece of evidence of this page is now Overview: told there.',
        'position-never-seen-ann': 'A position of this page is now Overview: told there.',
    }


def test_a_point_takes_its_positions_along() -> None:
    """A forward of a point is that of its positions, to those of the same sources, wherever they are, or to none."""
    pages = tea_pages()
    hot, themes = pages['why'].points.pop(0), pages['themes']
    pages['why'].positions[:2] = []
    point(themes, 'theme', 'very-hot', hot.title)
    position(themes, 'very-hot', 'ann', '', 'Tea must be hot.')
    themes.points[0:1], themes.positions[0:1] = [], []
    forwards = {'why#hypothesis-hot': ('themes#theme-very-hot', 'reworded'), 'themes#theme-authority': ('', 'dropped')}
    entries = forwarded(ledger(tea()), forwards)
    permalinks = Permalinks(compare(*pages.values()), FILE, entries)
    assert messages(permalinks) == ['The position "why#position-hot-bob" was published and is gone']
    told = moved_notices('why', permalinks) | moved_notices('themes', permalinks)
    assert {gone: line(said) for gone, said in told.items() if gone.startswith('position')} == {
        'position-hot-ann': 'A position of this page is now Ann on Tea must be hot: reworded.',
        'position-authority-bob': 'A position of this page was withdrawn: dropped.',
    }


def test_a_page_under_another_name() -> None:
    """Where a page is forwarded, all that is on the other page under the same ids is forwarded with it."""
    moved = source_page('ann', *ANN, docname='essays/anna')
    entries = forwarded(ledger(tea()), {'essays/ann': ('essays/anna', 'renamed')})
    permalinks = Permalinks(changed(essays_ann=moved), FILE, entries)
    assert messages(permalinks) == []
    told = moved_notices('essays/ann', permalinks)
    assert told.keys() == {entry.id for entry in entries if entry.page == 'essays/ann'}
    assert line(told['ann-p1-c0-16']) == 'A quotation of this page is now Ann ¶1: renamed.'
    again = Permalinks(changed(essays_ann=replace_docname(moved, 'a')), FILE, read(permalinks.recorded()))
    assert messages(again) == [
        '"essays/ann" is forwarded to "essays/anna", which leads to no place that exists',
        'The page "essays/anna" was published and is gone',
    ]
    twice = forwarded(read(permalinks.recorded()), {'essays/anna': ('a', 'renamed again')})
    assert messages(Permalinks(changed(essays_ann=replace_docname(moved, 'a')), FILE, twice)) == []


def replace_docname(page: Page, docname: str) -> Page:
    """Return the page of a source under another name."""
    assert page.source
    return source_page(page.source.id, *[passage.text for passage in page.source.passages], docname=docname)


def test_what_a_page_does_not_take_along_is_a_fault() -> None:
    """Where a page is forwarded to one that lacks something, that is said, and that only."""
    moved = source_page('ann', *ANN[:2], docname='essays/anna')
    entries = forwarded(ledger(tea()), {'essays/ann': ('essays/anna', 'renamed')})
    assert messages(Permalinks(changed(essays_ann=moved), FILE, entries)) == [
        'The passage "essays/ann#ann-p3" was published and is gone'
    ]


def test_withdrawn_with_its_page() -> None:
    """What was on a page that is withdrawn is withdrawn with it."""
    entries = forwarded(ledger(tea()), {'themes': ('', 'out of scope!')})
    permalinks = Permalinks(changed(themes=None), FILE, entries)
    assert messages(permalinks) == []
    told = moved_notices('themes', permalinks)
    assert line(told['']) == 'This page was withdrawn: out of scope!'
    assert line(told['theme-authority']) == 'A theme of this page was withdrawn: out of scope!'


def test_on_the_same_page_an_anchor_becomes_another_name() -> None:
    """What is forwarded on its own page needs no notice: its anchor is one more of the place that it leads to."""
    pages = tea_pages()
    pages['themes'].points[0] = pages['themes'].points[0]._replace(id='trust')
    pages['themes'].positions[0] = pages['themes'].positions[0]._replace(point='trust')
    entries = forwarded(
        ledger(tea()),
        {
            'themes#theme-authority': ('themes#theme-trust', 'a better word'),
            'themes#position-authority-bob': ('themes', 'to the top'),
        },
    )
    permalinks = Permalinks(compare(*pages.values()), FILE, entries)
    assert messages(permalinks) == []
    assert aliases('themes', permalinks) == {'theme-authority': 'theme-trust', 'position-authority-bob': ''}
    assert moved_notices('themes', permalinks) == {}


def test_the_title_of_a_page_may_change() -> None:
    """The anchor of a title that was worded anew leads to the top of the page by itself."""
    pages = tea_pages()
    pages['overview'].landmarks.append(Landmark('title', 'overview', 'Overview'))
    entries = ledger(compare(*pages.values()))
    pages['overview'].landmarks[:] = [Landmark('title', 'all-of-it', 'All of it')]
    permalinks = Permalinks(compare(*pages.values()), FILE, entries)
    assert messages(permalinks) == []
    assert aliases('overview', permalinks) == {'overview': ''}


def test_words_that_are_no_longer_quoted_keep_their_anchor() -> None:
    """While the words stand where they stood, their anchor stays; the note's leads to the paragraph."""
    pages = tea_pages()
    pages['overview'].quotations.clear()
    pages['why'].positions[:1] = []
    pages['why'].quotations[:1] = []
    entries = without(ledger(tea()), 'why#position-hot-ann')
    permalinks = Permalinks(compare(*pages.values()), FILE, entries)
    assert messages(permalinks) == []
    assert [(entry.id, bounds) for entry, bounds in permalinks.kept['ann-p1']] == [
        ('ann-p1-c0-16', (0, 16)),
        ('ann-p1-c17-43', (17, 43)),
    ]
    assert aliases('essays/ann', permalinks) == {'ann-p1-quoted': 'ann-p1'}


def test_words_that_have_changed_lead_to_their_paragraph() -> None:
    """Once a paragraph is worded anew, the anchor of its words leads where the paragraph is forwarded to."""
    texts = ('Tea must be warm. A cold cup spoils good tea.', *ANN[1:])
    entries = forwarded(ledger(tea()), {'essays/ann#ann-p1': ('essays/ann#ann-p1', 'a misprint corrected')})
    comparison = changed(essays_ann=source_page('ann', *texts))
    permalinks = Permalinks(comparison, FILE, entries)
    assert messages(permalinks) == []
    assert aliases('essays/ann', permalinks) == {'ann-p1-c0-16': 'ann-p1', 'ann-p1-c17-43': 'ann-p1'}
    assert [entry.address for entry in permalinks.new] == ['essays/ann#ann-p1', 'essays/ann#ann-p1-c18-44']
    passage = comparison.sources['ann'].passages[0]
    assert [line(said) for said in earlier(passage, comparison, permalinks)] == [
        'Worded anew since it was published: a misprint corrected.'
    ]
    assert messages(Permalinks(comparison, FILE, read(permalinks.recorded()))) == []


def test_a_number_that_passed_to_another_paragraph() -> None:
    """Where a paragraph was put before others, each says where that is which had its number."""
    comparison = changed(essays_ann=source_page('ann', 'A new first paragraph.', *ANN))
    forwards = {f'essays/ann#ann-p{n}': (f'essays/ann#ann-p{n + 1}', 'one was put before it') for n in (1, 2, 3)}
    permalinks = Permalinks(comparison, FILE, forwarded(ledger(tea()), forwards))
    assert messages(permalinks) == []
    told = [earlier(passage, comparison, permalinks) for passage in comparison.sources['ann'].passages]
    assert [[line(said) for said in lines] for lines in told] == [
        ['An earlier ¶1 is now Ann ¶2: one was put before it.'],
        ['An earlier ¶2 is now Ann ¶3: one was put before it.'],
        ['An earlier ¶3 is now Ann ¶4: one was put before it.'],
        [],
    ]
    assert {entry.id for entry in permalinks.new} >= {'ann-p1', 'ann-p2', 'ann-p3', 'ann-p4'}


WRONG = {
    'to nothing': (
        {'themes#theme-authority': ('why#nothing', 'x')},
        '"themes#theme-authority" is forwarded to "why#nothing", which leads to no place that exists',
    ),
    'in a circle': (
        {
            'themes#theme-authority': ('themes#position-authority-bob', 'x'),
            'themes#position-authority-bob': ('themes#theme-authority', 'x'),
        },
        (
            '"themes#theme-authority" is forwarded to "themes#position-authority-bob", which leads to '
            'no place that exists'
        ),
    ),
    'of what is there': (
        {'why#hypothesis-hot': ('overview', 'x')},
        '"why#hypothesis-hot" still exists, so its "forward" is never used',
    ),
    'of words that are there': (
        {'essays/ann#ann-p1': ('essays/ann#ann-p2', 'x')},
        '"essays/ann#ann-p1" still exists, so its "forward" is never used',
    ),
}


@pytest.mark.parametrize(('forwards', 'message'), WRONG.values(), ids=WRONG.keys())
def test_wrong_forwards(forwards: dict[str, tuple[str, str]], message: str) -> None:
    """A forward that leads nowhere, runs in a circle, or is of what is there, is a fault."""
    pages = tea_pages()
    pages['themes'].points[:1] = []
    pages['themes'].positions[:1] = []
    pages['themes'].quotations[:1] = []
    entries = forwarded(
        ledger(tea()),
        {'themes#theme-authority': ('', 'x'), 'themes#position-authority-bob': ('', 'x')} | forwards,
    )
    assert message in messages(Permalinks(compare(*pages.values()), FILE, entries))


# -- without a ledger -----------------------------------------------------------------------------------------------


def test_without_a_ledger_nothing_is_kept_or_said(tmp_path: Path) -> None:
    """Where there is to be no ledger nothing is found; one that is missing or broken is a fault, and nothing else."""
    none = open_ledger(None, tea())
    assert (list(none.findings()), none.gone, none.kept, none.new) == ([], [], {}, [])
    missing = open_ledger(tmp_path / 'a.json', tea())
    assert messages(missing) == ['There is no ledger of permalinks "a.json" (cf_permalinks)']
    assert messages(open_ledger(tmp_path / 'a.json', tea(), begins=True)) == []
    (tmp_path / 'a.json').write_text('{}')
    broken = open_ledger(tmp_path / 'a.json', tea(), begins=True)
    assert messages(broken) == ['The ledger of permalinks cannot be used: it is no ledger of version 1']
