"""What the front matter of a source declares: its record, its seed, its emendations; and what is wrong with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.authoring import frontmatter, source_record
from sphinx_comparison.authoring.frontmatter import FrontMatterError
from sphinx_comparison.authoring.source_record import Declaration
from sphinx_comparison.citation.latex import without_latex
from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.proof.seed import Emendation

MINIMAL = 'id: ann\ntype: article\ntitle: Of Tea'


SPELLINGS = {
    'doi': 'DOI',
    'Url': 'URL',
    'isbn': 'ISBN',
    'shortTitle': 'title-short',
    'date': 'issued',
    'publicationTitle': 'container-title',
    'journalAbbreviation': 'container-title-short',
    'place': 'publisher-place',
    'pages': 'page',
    'abstractNote': 'abstract',
    'creators': 'author',
    'numberOfVolumes': 'number-of-volumes',
    'Title_Short': 'title-short',
    'archiveLocation': 'archive_location',
}


def read(yaml: str) -> tuple[Declaration | None, list[tuple[int, str]]]:
    """Read a declaration, written under ``source:``; give it, and its faults with their lines, from 1 on."""
    indented = re.sub('(?m)^', '  ', yaml)
    value, _ = frontmatter.extract(f'---\nsource:\n{indented}\n---\n', 'source')
    assert value is not None
    declared, findings = source_record.read(value, 'page')
    assert {finding.place.docname for finding in findings} <= {'page'}
    return declared, [(finding.place.line - 2, finding.message) for finding in findings]


def declared(yaml: str) -> Declaration:
    """Read a declaration that has no fault."""
    given, faults = read(yaml)
    assert faults == []
    assert given is not None
    return given


def faults(yaml: str) -> list[tuple[int, str]]:
    """Read a declaration that has faults, and can be used all the same."""
    given, found = read(yaml)
    assert given is not None
    return found


def test_a_source_is_declared_in_csls_terms() -> None:
    """Everything that a source page may say of its text is read, each thing in its place."""
    assert declared(
        'id: bajpai\nsiglum: B\ntype: article\ntitle: "Switching sides?"\n'
        'author: [{family: Bajpai, given: Kanti}]\ntranslator: [{literal: A Body}]\n'
        'issued: 2018-03-24\naccessed: 2019\nlanguage: en-GB\nnote: Director\nseed: 000.txt\n'
        'emendations:\n'
        '  - omit: "Leave a Reply"\n    through: "Connecting"\n    reason: a form\n'
        '  - replace: "ak im"\n    with: " "\n    count: 2\n    reason: slip'
    ) == Declaration(
        id='bajpai',
        siglum='B',
        language='en-GB',
        record=Record(
            'article',
            'Switching sides?',
            names=(('author', (Name('Bajpai', 'Kanti'),)), ('translator', (Name(literal='A Body'),))),
            dates=(('accessed', '2019'), ('issued', '2018-03-24')),
            strings=(('language', 'en-GB'), ('note', 'Director')),
        ),
        line=3,
        seed='000.txt',
        seed_line=13,
        emendations=(
            Emendation('a form', 15, omit='Leave a Reply', through='Connecting'),
            Emendation('slip', 18, replace='ak im', replacement=' ', count=2),
        ),
    )


def test_little_is_required() -> None:
    """An id, a type and a title will do; there is no siglum and no seed."""
    assert declared(MINIMAL) == Declaration('ann', '', '', Record('article', 'Of Tea'), line=3, seed_line=3)


def test_the_words_of_a_seed_are_taken_as_they_are() -> None:
    """Blanks count in what is to be found in a seed and put in its place, and the place may stay empty."""
    emendations = declared(
        MINIMAL + '\nemendations:\n'
        '  - {replace: " By Ann", with: "", reason: x}\n'
        '  - {replace: "\\u00A0", with: " ", reason: x}\n'
        '  - {replace: "gone", with:, reason: x}\n'
        '  - {replace: "left out", reason: x}'
    ).emendations
    assert [(each.replace, each.replacement) for each in emendations] == [
        (' By Ann', ''),
        ('\u00a0', ' '),
        ('gone', ''),
        ('left out', ''),
    ]


@pytest.mark.parametrize(
    ('yaml', 'line', 'message'),
    [
        ('type: article\ntitle: Of Tea', 1, 'The source has no "id". Add a line "id: …" under "source:".'),
        ('id: ""\ntype: article\ntitle: Of Tea', 1, '"id" is empty. Give it a value, or remove the line.'),
        (
            'id: [a]\ntype: article\ntitle: Of Tea',
            1,
            '"id" is a list; it must be text. Write id: "a"',
        ),
        (
            'title: Of Tea\ntype: article\nid: Ann B.',
            3,
            (
                'The id "Ann B." of this source cannot be an anchor. Use lower-case letters a-z, digits and single '
                'hyphens, beginning with a letter.'
            ),
        ),
    ],
)
def test_a_source_without_an_id_is_none(yaml: str, line: int, message: str) -> None:
    """There is nothing to refer to: the page is an ordinary page, and the fault is named."""
    assert read(yaml) == (None, [(line, message)])


@pytest.mark.parametrize('yaml', ['source: bajpai', 'source: [a, b]', 'source:'])
def test_a_source_has_keys(yaml: str) -> None:
    """A mere name, a list or nothing at all declares no source."""
    value, _ = frontmatter.extract(f'---\n{yaml}\n---\n', 'source')
    assert value is not None
    given, findings = source_record.read(value, 'page')
    assert given is None
    assert [finding.message for finding in findings] == [
        '"source" must have keys of its own: id, type, title and so on, indented below it.'
    ]


@pytest.mark.parametrize(
    ('yaml', 'line', 'message'),
    [
        ('id: ann\ntype: article', 1, 'The source has no "title". Add a line "title: …" under "source:".'),
        ('id: ann\ntitle: Of Tea', 1, 'The source has no "type". Add a line "type: …" under "source:".'),
        ('id: ann\ntitle: T\ntype: artikle', 3, '"artikle" is not one of CSL\'s types. Did you mean article?'),
        (
            'id: ann\ntitle: T\ntype: book\nseed: s\nseed-format: html',
            5,
            (
                '"html" is no format of a seed. Write text (blank lines between the paragraphs), lines (each line '
                'is a paragraph) or markdown.'
            ),
        ),
        (
            'continues: ann\ntitle: T',
            2,
            '"title" stands on the first page of a source, and this page continues one. Move it there, or remove it.',
        ),
        (
            'continues: ann\nid: ann',
            2,
            '"id" stands on the first page of a source, and this page continues one. Move it there, or remove it.',
        ),
        (
            'continues: ann\ntranslates: bob',
            2,
            (
                '"translates" stands on the first page of a source, and this page continues one. Move it there, or '
                'remove it.'
            ),
        ),
        (
            f'{MINIMAL}\ntranslate: x',
            4,
            '"translate" is not a key of a source. Did you mean translates or translator?',
        ),
        (f'{MINIMAL}\ntranslates:', 4, '"translates" is empty. Give it a value, or remove the line.'),
        ('continues: ann\nseeds: s', 2, '"seeds" is not a key of a page that continues a source. Did you mean seed?'),
        (f'{MINIMAL}\ncontinue: x', 4, '"continue" is not a key of a source. Did you mean continues or contributor?'),
        ('id: ann\ntitle: T\ntype: zzz', 3, '"zzz" is not one of CSL\'s types. Use "document" if none fits.'),
        (f'{MINIMAL}\nautor: x', 4, '"autor" is not a key of a source. Did you mean author or authority?'),
        (f'{MINIMAL}\nqqq: x', 4, '"qqq" is not a key of a source. Remove it.'),
        (f'{MINIMAL}\npublisher:', 4, '"publisher" is empty. Give it a value, or remove the line.'),
        (
            f'{MINIMAL}\npublisher: {{a: b}}',
            4,
            '"publisher" is a mapping; it must be text. Write it on one line, in quotation marks.',
        ),
        (
            f'{MINIMAL}\nauthor: Ann',
            4,
            '"author" must be a list of names, such as [{family: Bajpai, given: Kanti}].',
        ),
        (
            f'{MINIMAL}\nauthor: [Ann]',
            4,
            'A name under "author" must have parts: {family: …, given: …}, or {literal: …} for a body.',
        ),
        (
            f'{MINIMAL}\ncomposer:\n  - family: Ho',
            4,
            (
                '"composer" is in no citation in words, only in those for programs. Say it in "note", which readers '
                'are shown; remove this line.'
            ),
        ),
        (
            MINIMAL.replace('article', 'legal_case'),
            2,
            (
                'Chicago, MLA and APA cite a "legal_case" by rules of law, which are not followed here. Write "type: '
                'document", and check what is cited.'
            ),
        ),
        (f'{MINIMAL}\nauthor:\n  - famly: Ho', 5, '"famly" is not a key of a name. Did you mean family?'),
        (
            f'{MINIMAL}\nissued: some day',
            4,
            (
                '"issued: some day" is not a date in EDTF. Write 2018-03-24, 2018-05~ (about), '
                '2018? (uncertain), 197X, or 1950/.. (since).'
            ),
        ),
        (
            f'{MINIMAL}\nissued: 24 March 2018',
            4,
            '"issued: 24 March 2018" is not a date in EDTF. Write issued: 2018-03-24',
        ),
        (
            f'{MINIMAL}\nissued: {{literal: In press}}',
            4,
            (
                '"issued: In press" is not a date in EDTF. Write status: in press, which stands in the place of the '
                'date.'
            ),
        ),
        (
            f'{MINIMAL}\nissued: n.d.',
            4,
            (
                '"issued: n.d." is not a date in EDTF. Remove the line: without "issued" the styles say themselves '
                'that there is no date.'
            ),
        ),
        (
            f'{MINIMAL}\nissued: {{date-parts: [[2018, 2, 30]]}}',
            4,
            (
                '"issued" is not a date in EDTF. Write 2018-03-24, 2018-05~ (about), 2018? (uncertain), 197X, or '
                '1950/.. (since).'
            ),
        ),
        (
            f'{MINIMAL}\nauthor: Ann Ho and Roe, Jo',
            4,
            '"author" must be a list of names, such as [{family: Ho, given: Ann}, {family: Roe, given: Jo}].',
        ),
        (
            f'{MINIMAL}\nauthor: [Ann Ho]',
            4,
            ('A name under "author" must have parts: such as {family: Ho, given: Ann}, or {literal: …} for a body.'),
        ),
        (
            f'{MINIMAL}\nauthor:\n  - lastName: Ho',
            5,
            '"lastName" is not a key of a name. Did you mean family?',
        ),
        (
            f'{MINIMAL}\nISSN: [1234-5678, 8765-4321]',
            4,
            '"ISSN" is a list; it must be text. Write ISSN: "1234-5678, 8765-4321"',
        ),
        (
            f'{MINIMAL}\npublisher: M{{\\"u}}ller \\& Co',
            4,
            (
                '"publisher: M{\\"u}ller \\& Co" has LaTeX in it, which is printed as it stands. Write publisher: '
                'Müller & Co'
            ),
        ),
        *(
            (f'{MINIMAL}\n{theirs}: x', 4, f'"{theirs}" is not a key of a source. Did you mean {ours}?')
            for theirs, ours in SPELLINGS.items()
        ),
        ('id: ann\ntitle: T\ntype: blogPost', 3, '"blogPost" is not one of CSL\'s types. Did you mean post-weblog?'),
        (
            f'{MINIMAL}\nemendations: x',
            4,
            '"emendations" must be a list: each begins with "- omit:" or "- replace:".',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - reason: x',
            5,
            'An emendation has either "omit" or "replace". Give one of them.',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - {{omit: a, replace: b, reason: x}}',
            5,
            'An emendation has either "omit" or "replace". Give one of them.',
        ),
        (f'{MINIMAL}\nemendations:\n  - x', 5, 'An emendation has either "omit" or "replace". Give one of them.'),
        (
            f'{MINIMAL}\nemendations:\n  - omit: a',
            5,
            'The emendation gives no reason. Add a line "reason: …": readers are shown it.',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - omit: ""\n    reason: x',
            5,
            'The emendation does not say what it is about. Give the words of the seed.',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - omit: a\n    reasn: y\n    reason: x',
            6,
            '"reasn" is not a key of an emendation. Did you mean reason?',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - omit: a\n    with: b\n    reason: x',
            6,
            '"with" does not apply to "omit". Remove it.',
        ),
        (
            f'{MINIMAL}\nemendations:\n  - replace: a\n    with: b\n    through: c\n    reason: x',
            7,
            '"through" does not apply to "replace". Remove it.',
        ),
        (f'{MINIMAL}\nauthor:\n  - {{}}', 5, 'A name under "author" has no parts. Give it some, or remove it.'),
        *(
            (
                f'{MINIMAL}\nemendations:\n  - replace: a\n    with: b\n    count: "{count}"\n    reason: x',
                7,
                f'"count: {count}" is not a number of times. Write 1 or more.',
            )
            for count in ('0', '-1', 'two', '1.5', '٣')
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_mend(yaml: str, line: int, message: str) -> None:
    """Each fault is found by itself, and the source can be used without what is faulty."""
    assert faults(yaml) == [(line, message)]


def test_all_faults_are_found_at_once() -> None:
    """An editor sees everything that is to be mended, not only the first of it."""
    found = faults('id: ann\ntype: x\nissued: x\nauthor: x\nemendations: x')
    assert sorted(line for line, _ in found) == [1, 2, 3, 4, 5]


def test_what_is_faulty_is_left_out() -> None:
    """Neither a date that is none nor a name without parts nor an emendation without words gets any further."""
    given, found = read(
        f'{MINIMAL}\nissued: soon\nauthor: [x, {{family: Ho}}]\npublisher: ""\n'
        'emendations:\n  - {omit: "", reason: x}\n  - {replace: a, with: b, reason: x, count: many}'
    )
    assert given is not None
    assert given.record == Record('article', 'Of Tea', names=(('author', (Name('Ho'),)),))
    assert given.emendations == (Emendation('x', 11, replace='a', replacement='b'),)
    assert len(found) == 5


def test_an_unknown_type_is_a_document() -> None:
    """A record must have a type: CSL's most general one stands in."""
    given, _ = read('id: ann\ntitle: Of Tea\ntype: tract')
    assert given is not None
    assert given.record.type == 'document'


@given(
    st.text(st.sampled_from('id: ann\ntype: []{}-"omit with emendations author issued') | st.characters(), max_size=80)
)
def test_any_front_matter_is_a_source_or_is_not(yaml: str) -> None:
    """Whatever is declared, there is a source or a fault, and never neither."""
    try:
        value, _ = frontmatter.extract(f'---\nsource: {yaml}\n---\n', 'source')
    except FrontMatterError:
        return
    if value is not None:
        given, findings = source_record.read(value, 'page')
        assert given or findings


@pytest.mark.parametrize(
    ('written', 'edtf'),
    [
        ('{date-parts: [[2018, 3, 24]]}', '2018-03-24'),
        ('{date-parts: [["2018", "03"]]}', '2018-03'),
        ('\n  date-parts:\n    - - 2018\n      - 3', '2018-03'),
        ('{date-parts: [[2018, 3, 24], [2018, 3, 26]]}', '2018-03-24/2018-03-26'),
        ('{date-parts: [[2018], [0]]}', '2018/..'),
        ('{date-parts: [[2018]], season: 2}', '2018-22'),
        ('{date-parts: [[2018]], season: Fall}', '2018-23'),
        ('{date-parts: [[2018, 13]]}', '2018-21'),
        ('{date-parts: [[2018, 5]], circa: true}', '2018-05~'),
        ('{date-parts: [[2018], [2019]], circa: 1}', '2018~/2019~'),
        ('{date-parts: [[2018]], circa: false}', '2018'),
        ('{date-parts: [[-44, 3, 15]]}', '-0043-03-15'),
        ('{date-parts: [[-1]]}', '0000'),
        ('{raw: "2018-03-24"}', '2018-03-24'),
        ('{raw: "2018/2019"}', '2018/2019'),
        ('{literal: "March 24, 2018"}', '2018-03-24'),
        ('{literal: "24 March 2018"}', '2018-03-24'),
        ('{raw: Spring 2018}', '2018-21'),
        ('[{year: 2018, month: 3, day: 24}]', '2018-03-24'),
        ('{year: 2018, month: 3}', '2018-03'),
        ('[{year: 2018}, {year: 2019}]', '2018/2019'),
    ],
)
def test_a_date_as_reference_managers_write_it(written: str, edtf: str) -> None:
    """The date in parts, or in words under ``raw`` and ``literal``, is read as the EDTF that it means."""
    assert dict(declared(f'{MINIMAL}\nissued: {written}').record.dates) == {'issued': edtf}


@pytest.mark.parametrize(
    ('written', 'meant'),
    [
        (r'Erd\H{o}s', 'Erdős'),
        (r'M\"uller', 'Müller'),
        (r'Mart\'{\i}nez', 'Martínez'),
        (r'Fran\c{c}ois', 'François'),
        (r'Ma{\v{s}}a', 'Maša'),
        (r'Wei{\ss} and \O re', 'Weiß and Øre'),
        (r'A \emph{Homo} of 5\,\%', 'A Homo of 5\u202f%'),
        ('The {Kim Jong-un} game', 'The {Kim Jong-un} game'),
        (r'The {Kim} game \& others', 'The Kim game & others'),
        (r'\input{secret}', r'\input{secret}'),
        (r'C:\dir\x', r'C:\dir\x'),
        ('Plain & simple', 'Plain & simple'),
    ],
)
def test_latex_is_told_from_text(written: str, meant: str) -> None:
    """What BibTeX files have is named with the letters that are meant; other text is left alone."""
    assert without_latex(written) == meant
