"""The proof of an essay: every character of its seed is accounted for, and can be given back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.authoring import frontmatter, source_record
from sphinx_comparison.proof.seed import Difference, Emendation, PageBlock, SeedFault, SeedReport, prove
from unit.samples import ROOT, SEED_FILES, seed_text, soon

SEED = 'Of Tea\n\nBy Ann\n\nTea must be hot.\n\nA cold cup,\nI find, spoils it.\n\nSHARE THIS\n\nLike\n\nTweet\n'
HEADING = PageBlock('Of Tea', heading=True)
FIRST = PageBlock('Tea must be hot.')
SECOND = PageBlock('A cold cup, I find, spoils it.')
BUTTONS = Emendation('buttons', 9, omit='SHARE', through='Tweet')
RECORD = ('Of Tea', 'By Ann')


def omit(omit: str, through: str = '') -> Emendation:
    """Leave something out."""
    return Emendation('because', 9, omit=omit, through=through)


def replace(was: str, now: str = '', count: int | None = None) -> Emendation:
    """Replace something."""
    return Emendation('because', 9, replace=was, replacement=now, count=count)


def emended(seed: str, *emendations: Emendation) -> list[str]:
    """Return the blocks that are read; there must be no fault in the emendations."""
    account = prove(seed, emendations, (), ())
    assert [difference for difference in account.differences if difference.emendation >= 0] == []
    return blocks(seed, account)


def blocks(seed: str, account: SeedReport) -> list[str]:
    """Return the blocks that are read."""
    return account.layout.apply(account.emended.apply(seed)).split('\n\n')


def restore(account: SeedReport, blocks: list[str]) -> str:
    """Return the seed from the blocks that are read: the emendations and the layout, undone."""
    return account.emended.revert(account.layout.revert('\n\n'.join(blocks)))


def faults(seed: str, *emendations: Emendation) -> list[Difference]:
    """Return what is wrong with emendations."""
    return [difference for difference in prove(seed, emendations, (), ()).differences if difference.emendation >= 0]


# -- page against seed ------------------------------------------------------------------------------------------------


def test_a_page_that_has_all_of_its_seed_is_proved() -> None:
    """Passages, headings, the record and emendations together account for everything."""
    account = prove(SEED, [BUTTONS], [HEADING, FIRST, SECOND], RECORD)
    assert account.differences == ()
    assert account.own == {0, 1, 2}
    assert account.edited == (-1,)
    assert restore(account, blocks(SEED, account)) == SEED


@pytest.mark.parametrize('headings', [(), (0,), (1,), (2,), (0, 1, 2)])
def test_headings_may_be_the_editors(headings: tuple[int, ...]) -> None:
    """A heading that the seed does not have is the editor's, wherever it stands; the seed's own are told apart."""
    page = [HEADING, FIRST, SECOND]
    for index in reversed(headings):
        page.insert(index, PageBlock('Of cups', heading=True))
    account = prove(SEED, [BUTTONS], page, RECORD)
    assert account.differences == ()
    assert {page[index] for index in account.own} == {HEADING, FIRST, SECOND}


@pytest.mark.parametrize(
    ('written', 'difference'),
    [
        (
            [HEADING, PageBlock('Tea must be cold.'), SECOND],
            Difference(SeedFault.DIFFERS, block=1, expected=FIRST.text, actual='Tea must be cold.', seed_line=5),
        ),
        (
            [HEADING, PageBlock('Tea must be hot'), SECOND],
            Difference(SeedFault.DIFFERS, block=1, expected=FIRST.text, actual='Tea must be hot', seed_line=5),
        ),
        (
            [HEADING, FIRST, PageBlock('A cold cup, I  find, spoils it.')],
            Difference(
                SeedFault.DIFFERS, block=2, expected=SECOND.text, actual='A cold cup, I  find, spoils it.', seed_line=7
            ),
        ),
        ([HEADING, FIRST], Difference(SeedFault.NOT_ON_PAGE, expected=SECOND.text, seed_line=7)),
        ([HEADING, SECOND], Difference(SeedFault.NOT_ON_PAGE, expected=FIRST.text, seed_line=5)),
        (
            [HEADING, FIRST, PageBlock('Or so says Ann.'), SECOND],
            Difference(SeedFault.NOT_IN_SEED, block=2, actual='Or so says Ann.'),
        ),
        (
            [HEADING, FIRST, SECOND, SECOND],
            Difference(SeedFault.NOT_IN_SEED, block=3, actual=SECOND.text),
        ),
    ],
)
def test_any_difference_is_found_with_its_line(written: list[PageBlock], difference: Difference) -> None:
    """A changed, a missing, an added block: each is one fault, with both texts and the line of the seed."""
    assert prove(SEED, [BUTTONS], written, RECORD).differences == (difference,)


def test_passages_may_not_change_places() -> None:
    """The order of the seed is part of it."""
    account = prove(SEED, [BUTTONS], [HEADING, SECOND, FIRST], RECORD)
    assert {difference.fault for difference in account.differences} == {SeedFault.NOT_ON_PAGE, SeedFault.NOT_IN_SEED}


def test_a_heading_that_the_record_lacks_must_be_on_the_page() -> None:
    """What is neither on the page nor in the record nor emended is missing."""
    account = prove(SEED, [BUTTONS], [FIRST, SECOND], ('By Ann',))
    assert account.differences == (Difference(SeedFault.NOT_ON_PAGE, expected='Of Tea', seed_line=1),)


def test_the_line_is_that_of_the_seed_as_it_was_received() -> None:
    """Omissions, long gaps and joined lines before a block do not change the line that is named."""
    seed = '\ufeff\n\nShare\nthis\n\n\n\n  One\n  two\n\n\nThree\n'
    account = prove(seed, [omit('Share')], [PageBlock('One two')], ())
    assert account.differences == (Difference(SeedFault.NOT_ON_PAGE, expected='Three', seed_line=12),)


@pytest.mark.parametrize('seed', ['', '\n', ' \n\r\n\ufeff'])
def test_a_seed_may_be_empty(seed: str) -> None:
    """A seed with nothing in it asks for nothing."""
    account = prove(seed, [], [], ())
    assert account.differences == ()
    assert restore(account, []) == seed


@pytest.mark.parametrize(
    ('seed', 'expected'),
    [
        ('a\n\nb', ['a', 'b']),
        ('a\nb', ['a b']),
        ('a\r\n\r\nb\r\nc\r\n', ['a', 'b c']),
        ('\ufeffa\n \t\n\n  b  \n', ['a', 'b']),
        ('a \n  b\n\t\nc', ['a b', 'c']),
        ('a\u00a0\n\u00a0\nb', ['a\u00a0 \u00a0 b']),
    ],
)
def test_the_layout_of_a_seed_is_not_its_text(seed: str, expected: list[str]) -> None:
    """Line ends, blank lines, indents and byte-order marks are layout; a no-break space is text."""
    account = prove(seed, [], [PageBlock(text) for text in expected], ())
    assert blocks(seed, account) == expected
    assert account.differences == ()
    assert restore(account, expected) == seed


# -- emendations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('emendation', 'expected'),
    [
        (omit('By'), ['Of Tea', 'Tea must be hot.', 'A cold cup, I find, spoils it.', 'SHARE THIS', 'Like', 'Tweet']),
        (omit('By Ann', 'SHARE THIS'), ['Of Tea', 'Like', 'Tweet']),
        (
            omit('SHARE', 'SHARE'),
            ['Of Tea', 'By Ann', 'Tea must be hot.', 'A cold cup, I find, spoils it.', 'Like', 'Tweet'],
        ),
        (omit('Of Tea', 'Tweet'), ['']),
        (omit('A cold cup,\nI', 'Tweet'), ['Of Tea', 'By Ann', 'Tea must be hot.']),
    ],
)
def test_an_omission_leaves_out_whole_blocks(emendation: Emendation, expected: list[str]) -> None:
    """The block that begins so is left out, or all from it up to and with the one that begins with the other."""
    assert emended(SEED, emendation) == expected


@pytest.mark.parametrize(
    ('emendation', 'expected'),
    [
        (replace('aa', 'b'), ['b ab b']),
        (replace('a', '', 5), ['b']),
        (replace('a', 'a'), ['aa ab aa']),
        (replace('aa ab', 'aa\n\nab'), ['aa', 'ab aa']),
        (replace(' ', '\u00a0'), ['aa\u00a0ab\u00a0aa']),
        (replace('ab aa'), ['aa']),
        (replace('b a', '.*'), ['aa a.*a']),
    ],
)
def test_a_replacement_changes_every_occurrence(emendation: Emendation, expected: list[str]) -> None:
    """The words are meant literally, wherever they occur, and may give way to nothing or to a new paragraph."""
    assert emended('aa ab aa', emendation) == expected


def test_emendations_do_not_touch_each_others_work() -> None:
    """Omissions come first; then each replacement finds only what those before it left alone."""
    assert emended('a b a\n\nskip a', replace('b a', 'b x'), replace('a', 'c'), omit('skip')) == ['c b x']
    assert emended(
        'one',
        replace('one', 'two'),
    ) == ['two']
    assert faults('one', replace('one', 'two'), replace('two', 'three')) == [
        Difference(SeedFault.REPLACE_NOT_FOUND, emendation=1)
    ]


@pytest.mark.parametrize(
    ('emendations', 'difference'),
    [
        ([omit('Nothing')], Difference(SeedFault.OMIT_NOT_FOUND, emendation=0)),
        ([omit('must be')], Difference(SeedFault.OMIT_NOT_FOUND, emendation=0)),
        ([omit('T')], Difference(SeedFault.OMIT_AMBIGUOUS, emendation=0, times=2)),
        ([omit('Like', 'SHARE')], Difference(SeedFault.THROUGH_NOT_FOUND, emendation=0)),
        ([replace('hott')], Difference(SeedFault.REPLACE_NOT_FOUND, emendation=0)),
        ([replace('must  be')], Difference(SeedFault.REPLACE_NOT_FOUND, emendation=0)),
        ([replace('ea', 'ee', 3)], Difference(SeedFault.REPLACE_COUNT, emendation=0, times=2)),
        ([replace('ea', 'ee', 1)], Difference(SeedFault.REPLACE_COUNT, emendation=0, times=2)),
        ([omit('Like'), omit('SHARE', 'Tweet')], Difference(SeedFault.OVERLAP, emendation=1)),
        ([replace('SHARE'), BUTTONS], Difference(SeedFault.REPLACE_NOT_FOUND, emendation=0)),
    ],
)
def test_an_emendation_must_fit_its_seed(emendations: list[Emendation], difference: Difference) -> None:
    """One that finds nothing, too much, or what another has dealt with already, is a fault of its own."""
    assert faults(SEED, *emendations) == [difference]


def test_replacements_may_touch() -> None:
    """One that ends where another begins is clear of it: both are carried out."""
    account = prove('Ab', [replace('A', 'x'), replace('b', 'y')], [PageBlock('xy')], ())
    assert account.differences == ()


def test_a_run_of_missing_blocks_is_one_fault() -> None:
    """Blocks that follow one another and are not on the page are told once: the first, the last, their number."""
    account = prove('One.\n\nTea.\n\nCup.\n\nPot.\n\nTwo.\n\nEnd.', (), [PageBlock('One.'), PageBlock('Two.')], ())
    run = Difference(SeedFault.NOT_ON_PAGE, expected='Tea.', seed_line=3, times=3, last_words='Pot.', last_line=7)
    assert account.differences == (run, Difference(SeedFault.NOT_ON_PAGE, expected='End.', seed_line=11))


def test_a_run_of_added_blocks_is_one_fault() -> None:
    """So are blocks of the page that are not in the seed; an editor's heading may stand between them."""
    added = [PageBlock('Tea.'), PageBlock('Heading', heading=True), PageBlock('Cup.')]
    account = prove('One.\n\nTwo.', (), [PageBlock('One.'), *added, PageBlock('Two.'), PageBlock('End.')], ())
    run = Difference(SeedFault.NOT_IN_SEED, block=1, actual='Tea.', times=2, last_block=3, last_words='Cup.')
    assert account.differences == (run, Difference(SeedFault.NOT_IN_SEED, block=5, actual='End.'))


@pytest.mark.parametrize(
    ('seed', 'emendation', 'read', 'edited'),
    [
        ('One.\n\nTwo.', replace('Two', 'Three'), ['One.', 'Three.'], (1,)),
        ('One.\n\nTwo.', replace('.', '!'), ['One!', 'Two!'], (0, 1)),
        ('One.\n\nxTwo.', replace('x'), ['One.', 'Two.'], (1,)),
        ('One.[1]\n\nTwo.', replace('[1]'), ['One.', 'Two.'], (0,)),
        ('One. [1]  \n\nTwo.[1]', replace('[1]'), ['One.', 'Two.'], (0, 1)),
        ('One.\n\nAd\n\nTwo.', omit('Ad'), ['One.', 'Two.'], (-1,)),
        ('One.\n\nAd\n\nTwo.', replace('Ad'), ['One.', 'Two.'], (-1,)),
        ('One.\n\nAd', omit('Ad'), ['One.'], (-1,)),
        ('Ad\n\nOne.', omit('Ad'), ['One.'], (-1,)),
        ('One.\n\nTwo.', replace('Two', 'Three'), ['One.', 'Four.'], (-1,)),
        ('One.\n\nx Two.', replace('x'), ['One.', 'Two.'], (1,)),
        ('One. x\ntwo.', replace('x'), ['One. two.'], (0,)),
        ('One.\u00a0\n\nTwo.\u00a0Three', replace('\u00a0', ' '), ['One.', 'Two. Three'], (0, 1)),
        ('One. Two.', replace(' ', '\n\n'), ['One.', 'Two.'], (1,)),
        ('One.\n\nBy Ann', replace('Ann', 'Ann B.'), ['One.'], (-1,)),
    ],
)
def test_it_is_known_where_an_emendation_shows(
    seed: str, emendation: Emendation, read: list[str], edited: tuple[int, ...]
) -> None:
    """For each change there is the block that it is in, at its beginning, middle or end; or none."""
    assert prove(seed, [emendation], [PageBlock(text) for text in read], ('By Ann B.',)).edited == edited


# -- for any seed -----------------------------------------------------------------------------------------------------

seeds = st.text(st.sampled_from('ab .\n\n\r\t\u00a0\ufeff'), max_size=40)


@st.composite
def seeds_and_emendations(draw: st.DrawFn) -> tuple[str, list[Emendation]]:
    """Make a seed and emendations whose words mostly occur in it."""
    seed = draw(seeds)
    words = st.one_of(
        st.tuples(st.integers(0, 40), st.integers(1, 5)).map(lambda at: seed[at[0] : at[0] + at[1]]),
        st.text('ab', max_size=2),
    )
    emendation = st.one_of(
        st.builds(omit, words, words),
        st.builds(omit, words),
        st.builds(replace, words, seeds, st.none() | st.integers(1, 3)),
    )
    emendations = draw(st.lists(emendation, max_size=5))
    # The front matter takes no emendation that does not say what it is about.
    return seed, [each for each in emendations if each.omit or each.replace]


@given(seeds_and_emendations())
def test_what_is_read_gives_back_the_seed(given: tuple[str, list[Emendation]]) -> None:
    """Whatever is emended, the text that is read and the emendations give the seed, character for character."""
    seed, emendations = given
    account = prove(seed, emendations, (), ())
    assert restore(account, blocks(seed, account)) == seed


@given(seeds_and_emendations())
def test_a_faithful_page_has_no_difference(given: tuple[str, list[Emendation]]) -> None:
    """A page that has just what is to be read differs from no seed; each change is in the block where it shows."""
    seed, emendations = given
    read = [text for text in blocks(seed, prove(seed, emendations, (), ())) if text]
    account = prove(seed, emendations, [PageBlock(text) for text in read], ())
    assert [difference for difference in account.differences if difference.emendation < 0] == []
    assert account.own == set(range(len(read)))
    assert len(account.edited) == len(account.emended.changes)
    assert all(-1 <= index < len(read) for index in account.edited)


@given(seeds, st.data())
def test_no_other_page_passes(seed: str, data: st.DataObject) -> None:
    """A page that is not, block for block and character for character, what is to be read, has a difference."""
    read = [text for text in blocks(seed, prove(seed, (), (), ())) if text]
    page = data.draw(st.permutations(read) | st.lists(st.sampled_from([*read, 'a', 'b a']), max_size=len(read) + 1))
    account = prove(seed, (), [PageBlock(text) for text in page], ())
    assert (account.differences == ()) is (page == read)


@given(seeds)
def test_the_layout_is_plain(seed: str) -> None:
    """The text that is read has one line a block, and nothing but its words on it."""
    for text in blocks(seed, prove(seed, (), (), ())):
        assert '\n' not in text
        assert text == text.strip(' \t\r\n\ufeff')


def test_a_changed_paragraph_without_spaces_is_known_again() -> None:
    """Text in a script without spaces that was changed is said to differ, not to be missing, and added."""
    seed = '朝鲜领导人金正恩于2018年访问北京。\n\n中国与美国都表示欢迎。'
    page = [PageBlock('朝鲜领导人金正恩于2019年访问北京。'), PageBlock('中国与美国都表示欢迎。')]
    (difference,) = prove(seed, (), page, ()).differences
    assert (difference.fault, difference.block, difference.seed_line) == (SeedFault.DIFFERS, 0, 1)
    (missing, added) = prove('我喜欢喝茶。', (), [PageBlock('今天天气很好。')], ()).differences
    assert (missing.fault, added.fault) == (SeedFault.NOT_ON_PAGE, SeedFault.NOT_IN_SEED)


@pytest.mark.parametrize('changed', [0, 500, 999])
def test_one_change_among_many_blocks_alike_is_one_difference(changed: int) -> None:
    """However often a block is repeated, a page that differs in one differs in that one."""
    page = [PageBlock('a refrain' if n % 2 else 'a verse') for n in range(1_000)]
    seed = '\n\n'.join(block.text for block in page)
    page[changed] = PageBlock('a refrain, once more' if changed % 2 else 'a verse, once more')
    (difference,) = prove(seed, (), page, ()).differences
    assert (difference.fault, difference.block) == (SeedFault.DIFFERS, changed)


# -- the two seeds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize('name', SEED_FILES)
def test_the_essays_give_back_their_seeds(name: str) -> None:
    """The emendations that the two essays record fit their seeds, and the seeds can be restored from what is read."""
    content = (ROOT / 'docs' / 'essays' / f'{name}.md').read_text(encoding='utf-8')
    value, _ = frontmatter.extract(content, 'source')
    assert value is not None
    declared, findings = source_record.read(value, name)
    assert declared is not None
    assert findings == []
    seed = seed_text(name)
    account = prove(seed, declared.emendations, (), declared.record.texts())
    assert {difference.fault for difference in account.differences} == {SeedFault.NOT_ON_PAGE}
    assert '\u00a0' not in account.emended.apply(seed)
    assert restore(account, blocks(seed, account)) == seed


def test_a_long_seed_takes_no_time() -> None:
    """A megabyte of paragraphs, and one of three hundred kilobytes, are proved at once."""
    seed = '\n\n'.join(f'Paragraph {number} of a long book. ' * 10 for number in range(3_000))
    page = [PageBlock(text.strip()) for text in seed.split('\n\n')]
    page[1_500] = PageBlock('Paragraph of another book.')
    with soon():
        account = prove(seed, [replace('book', 'novel')], page, ())
        prove('some words of a hymn \n' * 15_000, [omit('some')], [], ())
    assert len(account.differences) > 0


# -- one paragraph a line ---------------------------------------------------------------------------------------------

LINES = 'Of Tea\nTea must be hot.\n  A cold cup spoils it. \nShare this\r\n\nLike\n'
OF_LINES = (HEADING, FIRST, PageBlock('A cold cup spoils it.'))


def test_lines_are_paragraphs() -> None:
    """Each line is a block, for omissions too; the page gives the seed back."""
    account = prove(LINES, [omit('Share', 'Like')], OF_LINES, (), 'lines')
    assert account.differences == ()
    assert account.own == {0, 1, 2}
    assert restore(account, [block.text for block in OF_LINES]) == LINES


def test_lines_that_nobody_said_are_paragraphs() -> None:
    """A page whose paragraphs are the lines of the seed is one fault, and not one for each; no other page is."""
    assert prove(LINES, [omit('Share', 'Like')], OF_LINES, ()).differences == (Difference(SeedFault.LINES),)
    unlike = prove(LINES, [omit('Share', 'Like')], (*OF_LINES, PageBlock('More.')), ()).differences
    assert SeedFault.LINES not in {difference.fault for difference in unlike}


@given(st.text(st.sampled_from('ab \n\r\t'), max_size=40))
def test_any_seed_of_lines_can_be_given_back(seed: str) -> None:
    """Whatever blanks and ends of lines it has."""
    account = prove(seed, (), (), (), 'lines')
    plain = account.layout.apply(account.emended.apply(seed))
    assert account.emended.revert(account.layout.revert(plain)) == seed
    assert all('\n' not in block for block in plain.split('\n\n'))
