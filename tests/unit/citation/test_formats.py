"""What is cited in this edition, in all formats; and the formats for programs, read back by libraries not ours."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.hard_records import RECORDS, record
from sphinx_comparison.citation.csl import DATE_VARIABLES, NAME_PARTS, NAME_VARIABLES, TYPES, VARIABLES
from sphinx_comparison.citation.edition import CitedItem, Edition, part
from sphinx_comparison.citation.formats.bibtex import biblatex, bibtex, key
from sphinx_comparison.citation.formats.capitals import protected
from sphinx_comparison.citation.formats.csl_json import csl_item
from sphinx_comparison.citation.formats.fields import one_line
from sphinx_comparison.citation.formats.ris import ris
from sphinx_comparison.citation.markup import plain
from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.citation.styles import apa, chicago, mla
from sphinx_comparison.locators import Locator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_comparison.citation.styles.text import StyledText

EDITION = Edition('A Reading: texts', 'The Editors', 'https://site.example')
TEXTS = VARIABLES - NAME_VARIABLES - DATE_VARIABLES - {'type', 'title'}
URL = 'https://site.example/essays/x.html#x-p7'
PLAIN_ESSAY = record('article', 'Who asks?', author='Ho, Ann', issued='2018-03-24')
PLAIN_COLUMN = record(
    'article-newspaper', 'Who asks?', author='Ho, Ann', container_title='The Paper', issued='2018-05?'
)
ESSAY = CitedItem(PLAIN_ESSAY, URL, Locator(7, 7), EDITION)
COLUMN = CitedItem(PLAIN_COLUMN, URL, Locator(6, 7), EDITION)
DAY = dt.date(2026, 3, 4)
STYLES = (chicago.note, chicago.short_note, chicago.entry, mla.in_text, mla.entry, apa.in_text, apa.entry)


def marked(text: StyledText) -> str:
    """Text with underscores round what is in italics, and the address shortened."""
    runs = ''.join(f'_{run.text}_' if run.italic else run.text for run in text.runs)
    return runs.replace(URL, 'URL')


# -- The edition ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('style', 'cited', 'expected'),
    [
        (chicago.note, ESSAY, 'Ann Ho, “Who asks?,” March 24, 2018, para. 7, reproduced in _A Reading: texts_, URL.'),
        (chicago.short_note, ESSAY, 'Ho, “Who asks?,” para. 7.'),
        (chicago.entry, ESSAY, 'Ho, Ann. “Who asks?” March 24, 2018. Reproduced in _A Reading: texts_. URL.'),
        (mla.in_text, ESSAY, '(Ho, par. 7)'),
        (mla.entry, ESSAY, 'Ho, Ann. “Who asks?” 24 Mar. 2018. _A Reading: texts_, URL.'),
        (apa.in_text, ESSAY, '(Ho, 2018, para. 7)'),
        (apa.entry, ESSAY, 'Ho, A. (2018, March 24). _Who asks?_ _A Reading: texts_. URL'),
        (
            chicago.note,
            COLUMN,
            'Ann Ho, “Who asks?,” _The Paper_, [May 2018?], paras. 6–7, reproduced in _A Reading: texts_, URL.',
        ),
        (
            chicago.entry,
            COLUMN,
            'Ho, Ann. “Who asks?” _The Paper_, [May 2018?]. Reproduced in _A Reading: texts_. URL.',
        ),
        (mla.in_text, COLUMN, '(Ho, pars. 6–7)'),
        (mla.entry, COLUMN, 'Ho, Ann. “Who asks?” _The Paper_, [May 2018?]. _A Reading: texts_, URL.'),
        (apa.in_text, COLUMN, '(Ho, ca. 2018, paras. 6–7)'),
        (apa.entry, COLUMN, 'Ho, A. (ca. 2018, May). Who asks? _The Paper_. _A Reading: texts_. URL'),
    ],
)
def test_an_essay_in_this_edition(style: Callable[[CitedItem], StyledText], cited: CitedItem, expected: str) -> None:
    """The essay is cited, by its author, date and container, with its paragraphs; the site is the edition consulted.

    An entry has no locator: its address ends in the fragment of what is cited.
    """
    assert marked(style(cited)) == expected


@pytest.mark.parametrize(
    ('style', 'of_a_part', 'of_the_whole'),
    [
        (
            chicago.note,
            'The Editors, “Kim turns,” in _A Reading: texts_, URL.',
            'The Editors, _A Reading: texts_, SITE.',
        ),
        (chicago.short_note, 'The Editors, “Kim turns.”', 'The Editors, _A Reading: texts_.'),
        (
            chicago.entry,
            'The Editors. “Kim turns.” In _A Reading: texts_. URL.',
            'The Editors. _A Reading: texts_. SITE.',
        ),
        (mla.in_text, '(The Editors)', '(The Editors)'),
        (mla.entry, 'The Editors. “Kim turns.” _A Reading: texts_, URL.', 'The Editors. _A Reading: texts_. SITE.'),
        (apa.in_text, '(The Editors, n.d.)', '(The Editors, n.d.)'),
        (
            apa.entry,
            'The Editors. (n.d.). Kim turns. In _A Reading: texts_. URL',
            'The Editors. (n.d.). _A Reading: texts_. SITE',
        ),
    ],
)
def test_what_the_editors_wrote(style: Callable[[CitedItem], StyledText], of_a_part: str, of_the_whole: str) -> None:
    """A hypothesis or a table is the editors', in their edition; the edition itself is a book of texts."""
    assert marked(style(part(EDITION, 'Kim turns', URL))) == of_a_part
    assert (
        marked(style(part(EDITION, EDITION.title, EDITION.address))).replace(EDITION.address, 'SITE') == of_the_whole
    )
    assert csl_item(part(EDITION, 'Kim turns', URL), 'x')['type'] == 'webpage'


DATED = EDITION._replace(version='1.2.0', date='2026-11-29')


@pytest.mark.parametrize(
    ('style', 'expected'),
    [
        (chicago.note, 'The Editors, “Kim turns,” in _A Reading: texts_ (2026), URL.'),
        (chicago.entry, 'The Editors. “Kim turns.” In _A Reading: texts_. 2026. URL.'),
        (mla.entry, 'The Editors. “Kim turns.” _A Reading: texts_, version 1.2.0, 29 Nov. 2026, URL.'),
        (apa.in_text, '(The Editors, 2026)'),
        (apa.entry, 'The Editors. (2026). Kim turns. In _A Reading: texts_ (Version 1.2.0). URL'),
    ],
)
def test_an_edition_that_says_its_date(style: Callable[[CitedItem], StyledText], expected: str) -> None:
    """What its editors wrote is cited by the date and the version of the edition, and so is the whole."""
    assert marked(style(part(DATED, 'Kim turns', URL))) == expected
    assert '2026' in marked(style(part(DATED, DATED.title, URL)))
    assert csl_item(part(DATED, 'Kim turns', URL), 'x')['issued'] == {'date-parts': [[2026, 11, 29]]}


def test_a_page_on_the_web_that_is_a_source() -> None:
    """It is another's work, which was read in this edition, and no part of the edition."""
    page = record(
        'webpage',
        'Who asks?',
        author='Ho, Ann',
        container_title='A School',
        publisher='A University',
        issued='2018-03-24',
    )
    cited = CitedItem(page, URL, Locator(7, 7), EDITION)
    assert marked(chicago.note(cited)) == (
        'Ann Ho, “Who asks?,” A School, A University, March 24, 2018, para. 7, reproduced in _A Reading: texts_, URL.'
    )
    assert marked(mla.entry(cited)) == (
        'Ho, Ann. “Who asks?” _A School_, A University, 24 Mar. 2018. _A Reading: texts_, URL.'
    )
    assert marked(apa.entry(cited)) == (
        'Ho, A. (2018, March 24). _Who asks?_ A University. A School. _A Reading: texts_. URL'
    )


def test_the_address_is_that_of_what_is_cited() -> None:
    """It goes before the record's own DOI and URL, which are given where the text is not read in this edition."""
    known = record('article', 'T', DOI='10.1/x', URL='https://elsewhere.example')
    assert CitedItem(known, URL).address == URL
    assert CitedItem(known).address == 'https://doi.org/10.1/x'
    assert CitedItem(record('article', 'T', URL='https://elsewhere.example')).address == 'https://elsewhere.example'
    assert CitedItem(PLAIN_ESSAY).address == ''


@pytest.mark.parametrize('kind', sorted(TYPES))
def test_every_type_is_cited(kind: str) -> None:
    """Each of CSL's types, with little and with everything, gives its title, its author and its address everywhere."""
    everything = {
        variable: f'<{variable}>' for variable in VARIABLES - NAME_VARIABLES - DATE_VARIABLES - {'type', 'title'}
    }
    names = dict.fromkeys(NAME_VARIABLES, ('Ho, Ann', '=A Body'))
    dates = dict.fromkeys(DATE_VARIABLES, '2018-05~/2019')
    for full in ({'author': 'Ho, Ann'}, {**everything, **names, **dates}):
        cited = CitedItem(record(kind, 'Who asks?', **full), URL, Locator(6, 7), EDITION)
        for style in STYLES:
            written = style(cited).plain
            assert 'Ho' in written or 'A Body' in written
            assert '..' not in written
            assert ',,' not in written
            assert ' ,' not in written
            assert '()' not in written
        for entry in (chicago.entry, mla.entry, apa.entry):
            assert URL in entry(cited).plain
            assert 'par' not in entry(cited).plain.replace('part', '').replace(URL, '')
        assert parse_string(bibtex(cited, 'x')).entries[0]['howpublished'] == rf'\url{{{URL}}}'
        assert rispy.loads(ris(cited, 'x'))[0]['urls'] == [URL]


# -- For programs ---------------------------------------------------------------------------------


def test_bibtex() -> None:
    """The whole entry, as a reader gets it."""
    assert bibtex(COLUMN, 'x-p6').splitlines() == [
        '@misc{x-p6,',
        '  author       = {Ho, Ann},',
        '  title        = {Who asks?},',
        '  year         = {2018},',
        '  month        = {[May?]},',
        rf'  howpublished = {{\url{{{URL}}}}},',
        r'  note         = {In \emph{The Paper}. Consulted in \emph{A Reading: texts}},',
        '}',
    ]


def test_biblatex() -> None:
    """The same for BibLaTeX, with its date in EDTF."""
    assert biblatex(COLUMN, 'x-p6').splitlines() == [
        '@online{x-p6,',
        '  author = {Ho, Ann},',
        '  title  = {Who asks?},',
        '  date   = {2018-05?},',
        f'  url    = {{{URL}}},',
        r'  note   = {In \emph{The Paper}. Consulted in \emph{A Reading: texts}},',
        '}',
    ]


def test_ris() -> None:
    """The whole record, line for line, with the line ends and the empty line that programs wait for."""
    assert ris(ESSAY, 'x-p7') == (
        'TY  - ELEC\r\nID  - x-p7\r\nAU  - Ho, Ann\r\nTI  - Who asks?\r\nPY  - 2018\r\nDA  - 2018/03/24/\r\n'
        f'UR  - {URL}\r\nN1  - Consulted in A Reading: texts\r\nER  - \r\n\r\n'
    )


def test_csl_json() -> None:
    """The record with its address, names kept from recasing, and a note on the edition consulted."""
    cited = ESSAY._replace(record=PLAIN_ESSAY._replace(title='What of Kim Jong-un’s game?'))
    assert csl_item(cited, 'x-p7') == {
        'URL': URL,
        'author': [{'family': 'Ho', 'given': 'Ann'}],
        'id': 'x-p7',
        'issued': {'date-parts': [[2018, 3, 24]]},
        'note': 'Consulted in A Reading: texts, https://site.example',
        'title': 'What of <span class="nocase">Kim Jong-un’s</span> game?',
        'type': 'article',
    }


@pytest.mark.parametrize(
    ('title', 'kept'),
    [
        ('Switching sides? Kim Jong-un could be an American ally', ['Kim Jong-un', 'American']),
        ('Peace: A question', []),
        ('NATO and iPhone', ['NATO', 'iPhone']),
        ('Why “Kim” asks', ['Kim']),
        ('fire and fury', []),
    ],
)
def test_capitals(title: str, kept: list[str]) -> None:
    """Kept are capitals where neither title nor subtitle begins, and those within words."""
    assert [piece for piece, keep in protected(title) if keep] == kept


@pytest.mark.parametrize(
    ('text', 'line'),
    [
        ('a\r\nb', 'a b'),
        (' a\t\u2028b ', 'a b'),
        ('a\x00\x85b', 'a b'),
        ('a\ud800', 'a\ufffd'),
        ('a\u00a0b', 'a\u00a0b'),
    ],
)
def test_one_line(text: str, line: str) -> None:
    """A field is a line: what ends one is a blank, what is no character is marked, what else there is stays."""
    assert one_line(text) == line


@given(st.text())
def test_protecting_loses_nothing(title: str) -> None:
    """The pieces of a title are the title."""
    assert ''.join(piece for piece, _ in protected(title)) == title


@given(st.text(), st.text())
def test_keys_are_ascii_and_differ(one: str, other: str) -> None:
    """Different identifiers have different keys, in characters that BibTeX takes."""
    assert re.fullmatch(r'[A-Za-z0-9:._-]*', key(one))
    assert (key(one) == key(other)) == (one == other)


# What trips: TeX's and BibTeX's own characters, RIS's own lines, line ends, what is no character at all.
NASTY = st.one_of(
    st.text(min_size=1),
    st.text(alphabet='\\{}$&#%_~^"@,= \n\r\t-aZé漢', min_size=1),
    st.sampled_from(['a and b', 'TY  - GEN', 'ER  - ', 'x\nER  - \n', '}', '\\', '@misc{x,', '%', ' ', '\ud800']),
)
NAMES = st.builds(Name, family=NASTY, given=st.one_of(st.just(''), NASTY), literal=st.one_of(st.just(''), NASTY))


@settings(max_examples=300)
@example('}', '{', Name(literal='}'))
@example('a\nER  - \nTY  - GEN', 'x', Name('a and b', 'c, d'))
@given(NASTY, NASTY, NAMES)
def test_bibtex_is_read_back(title: str, text: str, author: Name) -> None:
    """Whatever a record holds, there is one entry with its fields, and nothing in one runs into another."""
    strings = (('container-title', text), ('publisher', text), ('DOI', text))
    cited = CitedItem(
        Record('book', title, (('author', (author,)),), (('issued', '2018'),), strings), 'https://a.example/x'
    )
    for write in (bibtex, biblatex):
        library = parse_string(write(cited, 'x'))
        assert not library.failed_blocks
        (entry,) = library.entries
        assert entry.key == 'x'
        if author.literal:
            assert plain_tex(entry['author']) == one_line(author.literal)
        assert plain_tex(entry['title']) == one_line(title) if one_line(title) else 'title' not in entry
        assert plain_tex(str(entry['publisher'])) == one_line(text) if one_line(text) else 'publisher' not in entry


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(TYPES)),
    NASTY,
    NASTY,
    NAMES,
    st.sampled_from(['2018', '', '-0043', '../1950?', '2018-21/2018-22']),
)
def test_whatever_a_record_holds_it_is_cited(kind: str, title: str, text: str, author: Name, issued: str) -> None:
    """No title, name or date makes a style fail; and the address is there, as it is."""
    strings = tuple((variable, text) for variable in sorted(TEXTS - {'DOI', 'URL'}))
    names = (('author', (author, author)), ('editor', (author, author, author)))
    cited = CitedItem(
        Record(kind, title, names, (('issued', issued),) if issued else (), strings), URL, Locator(1, 2), EDITION
    )
    for style in STYLES:
        assert style(cited)
    for entry in (chicago.entry, mla.entry, apa.entry):
        assert URL in entry(cited).plain


def test_marked_names_are_kept() -> None:
    """What the record marks keeps its capitals, and nothing else; without marks, what looks like a name."""
    game = record('book', 'What Is <span class="nocase">Kim</span>’s Game?')
    brain = record('book', 'The brain of <i>Homo sapiens</i> at UCLA')

    assert '{What Is {Kim}’s Game?}' in bibtex(CitedItem(game), 'x')
    assert '{The brain of {Homo} sapiens at {UCLA}}' in biblatex(CitedItem(brain), 'x')
    assert csl_item(CitedItem(game), 'x')['title'] == 'What Is <span class="nocase">Kim</span>’s Game?'
    assert csl_item(CitedItem(brain), 'x')['title'] == (
        'The brain of <i><span class="nocase">Homo</span> sapiens</i> at <span class="nocase">UCLA</span>'
    )


@pytest.mark.parametrize('character', '\\{}$&#%_~^')
def test_no_character_is_a_command(character: str) -> None:
    """What TeX reads as a command stands for itself, in titles, names and fields, for both programs."""
    words = f'a{character}b'
    cited = CitedItem(record('book', words, author=f'{words}, Ann', publisher=words, container_title=words))

    for write in (bibtex, biblatex):
        assert words not in write(cited, 'x').replace(f'\\{character}', '')
        assert character not in '#$%&_' or f'a\\{character}b' in write(cited, 'x')


def plain_tex(tex: str) -> str:
    """Read what TeX would print: braces that only group are gone, commands are characters."""
    printed = {'textbackslash': '\\', 'textbraceleft': '{', 'textbraceright': '}', 'textasciitilde': '~'}
    printed['textasciicircum'] = '^'
    tokens = re.findall(r'\\text[a-z]+\{\}|\\.|[{}]|[^\\{}]', tex, re.DOTALL)
    return ''.join(
        printed[token[1:-2]] if token.startswith('\\text') else token[1:] if token[0] == '\\' else token
        for token in tokens
        if token not in ('{', '}')
    )


@settings(max_examples=300)
@example('a\nER  - \nTY  - GEN', 'ER  - ', Name(literal='TY  - GEN'))
@given(NASTY, NASTY, NAMES)
def test_ris_is_read_back(title: str, text: str, author: Name) -> None:
    """Whatever a record holds, there is one reference, and its title, author and publisher are the record's."""
    strings = (('container-title', text), ('publisher', text))
    cited = CitedItem(
        Record('book', title, (('author', (author,)),), (('issued', '2018'),), strings), 'https://a.example/x'
    )
    (reference,) = rispy.loads(ris(cited, 'x'))
    assert reference['type_of_reference'] == 'BOOK'
    assert reference.get('title', '').strip() == one_line(title).strip()
    assert reference.get('publisher', '').strip() == one_line(text).strip()
    assert reference['urls'] == ['https://a.example/x']
    assert reference['year'] == '2018'


@pytest.mark.parametrize('name', RECORDS)
def test_hard_records_for_programs(name: str) -> None:
    """Each hard record is one entry, one reference and one item, under its name, in the vocabulary of its format."""
    cited = CitedItem(RECORDS[name])
    for write in (bibtex, biblatex):
        library = parse_string(write(cited, name))
        assert [entry.key for entry in library.entries] == [key(name)]
        assert not library.failed_blocks
    written = ris(cited, name)
    assert written.endswith('\r\nER  - \r\n\r\n')
    assert '\n' not in written.replace('\r\n', '')
    assert not written.startswith('TY  - GEN')
    (reference,) = rispy.loads(written)
    assert reference['id'] == name
    assert reference['title'] == RECORDS[name].title
    item = csl_item(cited, name)
    assert set(item) <= VARIABLES | {'id'}
    for variable in NAME_VARIABLES & set(item):
        assert all(set(person) <= set(NAME_PARTS) for person in item[variable])
    assert plain(item['title']) == RECORDS[name].title
