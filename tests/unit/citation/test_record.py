"""The bibliographic record: names, what a source is called, CSL-JSON."""

from __future__ import annotations

import pytest

from sphinx_comparison.citation.csl import (
    DATE_VARIABLES,
    NAME_PARTS,
    NAME_VARIABLES,
    STRING_VARIABLES,
    TYPES,
    VARIABLES,
)
from sphinx_comparison.citation.record import Name, Record
from unit.samples import record

BEETHOVEN = Name(family='Beethoven', given='Ludwig', particle='van')


@pytest.mark.parametrize(
    ('name', 'full', 'short'),
    [
        (Name('Bajpai', 'Kanti'), 'Kanti Bajpai', 'Bajpai'),
        (Name('Cabestan', 'Jean-Pierre'), 'Jean-Pierre Cabestan', 'Cabestan'),
        (BEETHOVEN, 'Ludwig van Beethoven', 'van Beethoven'),
        (Name('Gaulle', 'Charles', dropping_particle='de'), 'Charles de Gaulle', 'Gaulle'),
        (Name('King', 'Martin Luther', suffix='Jr.'), 'Martin Luther King Jr.', 'King'),
        (Name(literal='United Nations'), 'United Nations', 'United Nations'),
        (Name(given='Plato'), 'Plato', 'Plato'),
        (Name('Kim'), 'Kim', 'Kim'),
        (Name(), '', ''),
    ],
)
def test_a_name_is_signed_and_cited(name: Name, full: str, short: str) -> None:
    """In full it is as its bearer signs it; in short, as one cites it: with the particle that belongs to it."""
    assert (name.full, name.short) == (full, short)


@pytest.mark.parametrize(
    'parts',
    [
        {'family': 'Beethoven', 'given': 'Ludwig', 'non-dropping-particle': 'van'},
        {'family': 'Gaulle', 'dropping-particle': 'de', 'suffix': 'fils'},
        {'literal': 'United Nations'},
        {},
    ],
)
def test_a_name_keeps_its_parts(parts: dict[str, str]) -> None:
    """A name comes out in CSL's terms as it went in, without parts that it does not have."""
    assert Name.from_csl(parts).to_csl() == parts


def test_every_part_has_its_place() -> None:
    """All of CSL's parts of a name are known, and none takes another's place."""
    assert Name.from_csl({part: part for part in NAME_PARTS}).to_csl() == {part: part for part in NAME_PARTS}


@pytest.mark.parametrize(
    ('authors', 'short'),
    [
        (['Bajpai'], 'Bajpai'),
        (['Bajpai', 'Cabestan'], 'Bajpai and Cabestan'),
        (['Bajpai', 'Cabestan', 'Kim'], 'Bajpai et al.'),
        ([], 'Switching sides?'),
    ],
)
def test_a_source_is_called_by_its_authors(authors: list[str], short: str) -> None:
    """One or two are named, of more the first; without any it goes by its title."""
    assert record('Switching sides?', *authors).short == short


def test_without_an_author_the_editor_is_named() -> None:
    """An edited volume goes by its editors; the short title comes before the long one."""
    edited = Record('book', 'Tea', names=(('editor', (Name('Ho', 'Ann'),)),))
    assert edited.authors == (Name('Ho', 'Ann'),)
    assert edited.short == 'Ho'
    assert Record('book', 'Of Tea and Cups', strings=(('title-short', 'Of Tea'),)).short == 'Of Tea'


def test_what_is_not_set_is_empty() -> None:
    """Asking for what a record does not have gives nothing, of its kind."""
    bare = record()
    assert bare.authors == ()
    assert bare.issued == ''
    assert bare.string('publisher') == ''
    assert bare.names_of('translator') == ()


def test_its_texts_are_what_may_stand_in_a_seed() -> None:
    """Title, names and notes of a record account for the lines of a seed that say the same; its dates do not."""
    full = Record(
        'article',
        'Of Tea',
        names=(('author', (BEETHOVEN, Name('Ho', 'Ann'))),),
        dates=(('issued', '2018'),),
        strings=(('note', 'A pianist.'), ('publisher', 'Opus')),
    )
    assert full.texts() == {'Of Tea', 'Ludwig van Beethoven', 'Ann Ho', 'A pianist.', 'Opus'}


def test_a_record_is_a_csl_item() -> None:
    """It is given as CSL-JSON has it, in alphabetical order."""
    item = Record(
        'book',
        'Of Tea',
        names=(('author', (Name('Ho', 'Ann'),)),),
        dates=(('issued', '2018-03-24'),),
        strings=(('publisher', 'Opus'), ('DOI', '10.1/x')),
    ).to_csl('ho')
    assert item == {
        'DOI': '10.1/x',
        'author': [{'family': 'Ho', 'given': 'Ann'}],
        'id': 'ho',
        'issued': {'date-parts': [[2018, 3, 24]]},
        'publisher': 'Opus',
        'title': 'Of Tea',
        'type': 'book',
    }
    assert list(item) == sorted(item)


@pytest.mark.parametrize(
    ('edtf', 'csl'),
    [
        ('2018', {'date-parts': [[2018]]}),
        ('2018-05', {'date-parts': [[2018, 5]]}),
        ('2018-05-03', {'date-parts': [[2018, 5, 3]]}),
        ('2018-05?', {'date-parts': [[2018, 5]], 'circa': True}),
        ('2018-05~', {'date-parts': [[2018, 5]], 'circa': True}),
        ('2018-21', {'date-parts': [[2018]], 'season': 1}),
        ('2018-24', {'date-parts': [[2018]], 'season': 4}),
        ('1950/1953-07', {'date-parts': [[1950], [1953, 7]]}),
        ('1950~/1953', {'date-parts': [[1950], [1953]], 'circa': True}),
        ('1950/..', {'literal': 'since 1950'}),
        ('../1950?', {'literal': 'until 1950?'}),
        ('0000', {'literal': '1 BC'}),
        ('197X', {'literal': '1970s'}),
        ('-0043-03-15', {'literal': '15 March 44 BC'}),
    ],
)
def test_dates_are_csls(edtf: str, csl: dict[str, object]) -> None:
    """In numbers where CSL has numbers, with its seasons and its circa; in words otherwise, and only in words."""
    assert record(issued=edtf).to_csl('x')['issued'] == csl


def test_the_vocabulary_has_no_double() -> None:
    """Every variable of CSL holds one kind of thing: people, dates or text."""
    assert len(VARIABLES) == len(NAME_VARIABLES) + len(DATE_VARIABLES) + len(STRING_VARIABLES) + 1
    assert {'article', 'article-newspaper', 'webpage'} <= TYPES
