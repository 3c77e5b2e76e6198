"""Records as reference managers export them, made front matter that the extension takes without a fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.authoring import source_record
from sphinx_comparison.authoring.frontmatter import extract
from sphinx_comparison.commands.errors import CannotRunError
from sphinx_comparison.commands.records import identifier, read_items
from sphinx_comparison.commands.source_page import source_page

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_comparison.commands.records import Item

ZOTERO = {
    'id': 'haleDues1912',
    'type': 'article-newspaper',
    'title': 'The <i>Dues</i>: a view',
    'author': [{'family': 'Hale', 'given': 'Ruth'}, {'literal': 'Chamber of Shipping'}],
    'container-title': 'The Gazette',
    'issued': {'date-parts': [['1912', 3, 4]]},
    'accessed': {'date-parts': [[2020, 1, 2]]},
    'shortTitle': 'Dues',
    'language': 'English',
    'page': 7,
    'event-date': {'date-parts': [[1911]]},
    'abstract': 'Three:\n charges # no',
    'custom': {'x': 1},
    'unheardOfAtAll': 'x',
}
YAML = """\
---
references:
- id: hale
  type: speech
  title: "12:30"
  author:
  - family: Hale
    given: Ruth
  issued: 1912-03-04
  volume: no
  page: 007
...
"""
BIBTEX = """\
@book{haleDues,
  title = {The Dues of {Wenmouth}}, author = {Hale, Ruth and M{\\"u}ller, Jo}, year = {1912}, publisher = {Chamber}
}
"""


def read(path: Path, text: str) -> Item:
    """Read the one record of a file."""
    path.write_text(text, encoding='utf-8')
    (item,) = read_items(path)
    return item


def declared(item: Item) -> source_record.Declaration:
    """Read a record as the front matter of a page, which must have no fault."""
    value, _ = extract(source_page({'id': 'x', **item.keys}, 'T', []), 'source')
    assert value
    found, findings = source_record.read(value, 'x')
    assert [finding.message for finding in findings] == []
    assert found
    return found


def test_zotero(tmp_path: Path) -> None:
    """What Zotero exports as CSL-JSON is taken over, dates and language too; what cannot be is named."""
    item = read(tmp_path / 'zotero.json', json.dumps([ZOTERO]))
    record = declared(item).record

    assert item.id == 'hale-dues1912'
    assert record.title == 'The Dues: a view'
    assert record.tagged('title') == 'The <i>Dues</i>: a view'
    assert [name.full for name in record.authors] == ['Ruth Hale', 'Chamber of Shipping']
    assert (record.issued, record.date('accessed')) == ('1912-03-04', '2020-01-02')
    assert (record.string('title-short'), record.string('language'), record.string('page')) == ('Dues', 'en', '7')
    assert record.string('abstract') == 'Three: charges # no'
    assert item.left_out == (
        'event-date is in no citation; say it in "note", if readers should know',
        'unheardOfAtAll is no variable of CSL',
    )


def test_yaml(tmp_path: Path) -> None:
    """CSL-YAML is read as it is written: no time, no truth value and no number is made of a text."""
    item = read(tmp_path / 'hale.yaml', YAML)
    record = declared(item).record

    assert (record.title, record.issued) == ('12:30', '1912-03-04')
    assert (record.string('volume'), record.string('page')) == ('no', '007')


def test_bibtex(tmp_path: Path) -> None:
    """BibTeX is read by pandoc."""
    item = read(tmp_path / 'hale.bib', BIBTEX)
    record = declared(item).record

    assert item.id == 'hale-dues'
    assert record.title == 'The Dues of Wenmouth'
    assert [name.full for name in record.authors] == ['Ruth Hale', 'Jo Müller']
    assert (record.type, record.issued, record.string('publisher')) == ('book', '1912', 'Chamber')


def test_types(tmp_path: Path) -> None:
    """A type that CSL does not have, or that is cited by rules of law, is said, and another stands for it."""
    treaty = read(tmp_path / 'a.json', json.dumps({'id': 'a', 'type': 'treaty', 'title': 'T'}))
    newspaper = read(tmp_path / 'b.json', json.dumps({'id': 'b', 'type': 'newspaper', 'title': 'T'}))
    assert (treaty.keys['type'], newspaper.keys['type']) == ('document', 'article-newspaper')
    assert len(treaty.left_out) == len(newspaper.left_out) == 1


@pytest.mark.parametrize(
    ('key', 'made'),
    [
        ('haleDues1912', 'hale-dues1912'),
        ('Müller_2018:a', 'muller-2018-a'),
        ('1912hale', 'hale'),
        ('O’Neill', 'oneill'),
        ('שלום', ''),
        ('', ''),
    ],
)
def test_identifier(key: str, made: str) -> None:
    """A valid id is made of a citation key, or none where it has no letters of ASCII."""
    assert identifier(key) == made


@pytest.mark.parametrize(
    ('name', 'text'),
    [
        ('a.json', '{'),
        ('a.json', '[]'),
        ('a.json', '[1]'),
        ('a.json', '[' * 100_000),
        ('a.yaml', 'a: ['),
        ('a.yaml', 'a: &a [x]\nb: [*a, *a]'),
        ('a.yaml', ''),
        ('a.bib', '@book{'),
    ],
)
def test_no_record(tmp_path: Path, name: str, text: str) -> None:
    """What is no record is refused in one line."""
    path = tmp_path / name
    path.write_text(text, encoding='utf-8')
    with pytest.raises(CannotRunError) as caught:
        read_items(path)
    assert '\n' not in caught.value.message


def test_what_pandoc_would_change_in_bibtex(tmp_path: Path) -> None:
    """No name in a title becomes a common word, and a language, however it is called, becomes its tag."""
    file = tmp_path / 'items.bib'
    file.write_text(
        '@book{life, title={The Life of Charles the Second in London}, year={1912}, langid={ngerman}}\n'
        '@misc{two,\n  title = "Second {Inaugural} Address {\\"u}ber {{Alles}}",\n  booktitle = {Title = {No}}\n}\n'
        '@misc{a, title={A}, language = "French"}\n@misc{b, title={B}, Language = {{latin}}}\n'
        '@misc{c, title={C}, hyphenation = greek}\n@misc{d, title={D}, langid = {british}}\n'
        '@misc{e, title={E}, language = {de-ch}}\n@misc{f, title={F}, langid={english}, language={two or more}}\n'
        '@misc{g, title={G}, langid = {elvish and latin}}\n',
        encoding='utf-8',
    )
    items = read_items(file)
    assert [item.keys['title'] for item in items[:2]] == [
        'The Life of Charles the Second in London',
        'Second Inaugural Address über Alles',
    ]
    assert [item.keys.get('language') for item in items] == [
        'de', None, 'fr', 'la', 'el', 'en-GB', 'de-CH', 'en', None,
    ]  # fmt: skip
    assert items[-1].left_out == ('language could not be read',)
