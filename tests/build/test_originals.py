"""An original and its translations: aligned passage by passage, and one witness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.links import faults
from helpers.project import BUILDERS, Build, Project, source_page, table, words

if TYPE_CHECKING:
    from pathlib import Path

GREEK = (
    'Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, καὶ θεὸς ἦν ὁ λόγος.',
    'οὗτος ἦν ἐν ἀρχῇ πρὸς τὸν θεόν.',
    'πάντα δι’ αὐτοῦ ἐγένετο, καὶ χωρὶς αὐτοῦ ἐγένετο οὐδὲ ἓν ὃ γέγονεν.',
    'ἐν αὐτῷ ζωὴ ἦν, καὶ ἡ ζωὴ ἦν τὸ φῶς τῶν ἀνθρώπων.',
)
HEBREW = (
    'בְּרֵאשִׁית הָיָה הַדָּבָר וְהַדָּבָר הָיָה אֵת הָאֱלֹהִים וֵאלֹהִים הָיָה הַדָּבָר׃',
    'הוּא הָיָה בְרֵאשִׁית אֵצֶל הָאֱלֹהִים׃',
    'הַכֹּל נִהְיָה עַל־יָדוֹ וּמִבַּלְעָדָיו לֹא נִהְיָה כָּל־אֲשֶׁר נִהְיָה׃',
    'בּוֹ הָיוּ חַיִּים וְהַחַיִּים הֵם אוֹר הָאָדָם׃',
)
ENGLISH = (
    'In the beginning was the Word, and the Word was with God, and the Word was God.',
    'The same was in the beginning with God.',
    'All things were made by him; and without him was not any thing made that was made.',
    'In him was life; and the life was the light of men.',
)
JOHN = [{'literal': 'John'}]
INDEX = """
# John

```{toctree}
john
john-he
john-en
ann
```

::::{theme} Light
:id: light

:::{position} john
He has it last.

> ἡ ζωὴ ἦν τὸ φῶς τῶν ἀνθρώπων
:::

:::{position} ann
> I see no light.
:::
::::

::::{hypothesis} The Word was before all things
:id: first

:::{position} john
:stance: asserts

At once.

> Ἐν ἀρχῇ ἦν ὁ λόγος
:::

:::{position} john-en
:stance: grants

In English, he does.

> The same was in the beginning
:::

:::{position} ann
:stance: doubts

She does not.
:::
::::

## Side by side

:::{beside}
:name: texts
:caption: Four texts
:::

## The tables

:::{parallels}
:name: themes
:::

:::{parallels}
:name: hypotheses
:kind: hypothesis
:::

:::{comparison}
:name: compared
:::

:::{stances}
:name: glance
:::
"""
PAGES = {
    'index.md': INDEX,
    'john.md': source_page('john', *GREEK, author=JOHN, title='Κατὰ Ἰωάννην', language='grc', issued='0090'),
    'john-he.md': source_page(
        'john-he', *HEBREW, author=JOHN, title='Delitzsch', language='he', issued='1877', translates='john'
    ),
    'john-en.md': source_page(
        'john-en', *ENGLISH, author=JOHN, title='King James', language='en', issued='1611', translates='john'
    ),
    'ann.md': source_page('ann', 'I see no light.', 'Nor do I hear a word.'),
}

NESTED = """
# Nested

::::{list-table}
* - :::{beside}
    :sources: john, john-he
    :::
::::
"""


@pytest.fixture
def john(project: Project) -> Project:
    """A Greek text, its translations into Hebrew and English, and an essay on it."""
    project.write(PAGES)
    return project


def cells(built: Build, selector: str) -> list[list[str]]:
    """Return the words of a table, without what names its columns on a phone."""
    page = built.page()
    for name in page.select('.cf-column-name'):
        name.extract()
    found = page.select_one(selector)
    assert found
    return table(found)


def test_aligned_passage_by_passage(john: Project) -> None:
    """A row has one passage of each, under its own name; what stands in another row is named, what in this is not."""
    built = john.build(strict=True)

    heads, *rows = cells(built, '#texts .cf-aligned')
    assert heads == ['John 90', 'John 1877', 'John 1611']
    assert [row[1] for row in rows] == [f'¶{number} {text}' for number, text in enumerate(HEBREW, 1)]
    assert [row[0].split(maxsplit=1)[0] for row in rows] == ['¶1', '¶2', '¶3', '¶4']
    assert rows[1][2] == f'¶2 {ENGLISH[1]} John 90 ¶1 “Ἐν ἀρχῇ ἦν ὁ λόγος” · The Word was before all things'
    assert rows[3] == [f'¶4 {GREEK[3]} Ann ¶1 “I see no light.” · Light', f'¶4 {HEBREW[3]}', f'¶4 {ENGLISH[3]}']
    page = built.page()
    assert [passage['id'] for passage in page.select('#texts .cf-beside-text .cf-beside-passage')] == [
        'beside-ann-p1', 'beside-ann-p2',
    ]  # fmt: skip
    assert page.select_one('#beside-john-he-p2 .cf-beside-number a')['href'] == 'john-he.html#john-he-p2'  # type: ignore[index]


def test_from_right_to_left(john: Project) -> None:
    """The words of each have their language and their direction; the tables go as the site does."""
    page = john.build(strict=True).page()

    for place in ('#texts .cf-aligned', '#themes'):
        (row,) = page.select(f'{place} tbody tr')[-1:]
        said = [(words['lang'], words['dir']) for words in row.select('.cf-excerpt[lang]')]
        assert said == [('grc', 'ltr'), ('he', 'rtl'), ('en', 'ltr')]


def test_parallels_show_the_same_passages(john: Project) -> None:
    """Where one has a position, the others show the same passages, marked as such; one with its own shows those."""
    built = john.build(strict=True)

    assert cells(built, '#themes') == [
        ['Theme', 'John 90', 'John 1877', 'John 1611', 'Ann'],
        [
            'Light',
            f'¶4 {GREEK[3]}',
            f'The same passages as in John 90 ¶4 {HEBREW[3]}',
            f'The same passages as in John 90 ¶4 {ENGLISH[3]}',
            '¶1 I see no light.',
        ],
    ]
    assert cells(built, '#hypotheses')[1][1:] == [
        f'¶1 {GREEK[0]}',
        f'The same passages as in John 90 ¶1 {HEBREW[0]}',
        f'¶2 {ENGLISH[1]}',
        'no passage named',
    ]


def test_a_translation_is_no_second_witness(john: Project) -> None:
    """It has a column beside its original for positions of its own alone."""
    built = john.build(strict=True)

    for name in ('compared', 'glance'):
        assert cells(built, f'#{name}')[0][1:4] == ['John 90', 'John 1611', 'Ann']
    john.edit('index.md', ':name: compared\n', ':name: compared\n:sources: john-he, john\n')
    assert cells(john.build(strict=True), '#compared')[0][1:] == ['John 1877', 'John 90']


def test_the_record_and_the_data(john: Project) -> None:
    """The page of a translation leads to its original, and the data name it."""
    built = john.build(strict=True)

    record = built.page('john-he').select_one('.cf-record')
    assert 'Translation of: John 90' in words(record)
    assert [link['href'] for link in record.select('a')] == ['john.html']  # type: ignore[union-attr]
    assert 'Translation of' not in words(built.page('john').select_one('.cf-record'))
    assert [source['translates'] for source in built.data()['sources']] == [None, 'john', 'john', None]


@pytest.mark.parametrize('builder', BUILDERS)
@pytest.mark.parametrize('suffix', ['.md', '.rst'])
def test_every_builder(tmp_path: Path, builder: str, suffix: str) -> None:
    """Every builder writes it without a warning, from Markdown and reStructuredText, also within a table."""
    project = Project(tmp_path / 'project', latex_engine='xelatex', copyright='nobody', version='1')
    project.write(PAGES)
    if suffix == '.rst':
        project.remove('john-he.md')
        project.write({'john-he.rst': PAGES['john-he.md'].replace('# Delitzsch', 'Delitzsch\n=========')})
    project.write({'nested.md': NESTED})
    project.edit('index.md', '\nann\n', '\nann\nnested\n')
    built = project.build(builder, strict=True)

    assert built.warnings == []
    if builder in ('html', 'dirhtml', 'singlehtml'):
        assert faults(built.out) == []
    if builder == 'text':
        assert '| ¶4 ἐν αὐτῷ ζωὴ ἦν, καὶ ἡ ζωὴ ἦν   | ¶4 ' in built.text()
        assert GREEK[1] in ' '.join(built.text('nested').split())


def test_an_edit_of_one_rewrites_what_shows_it(john: Project) -> None:
    """An edit of the original rewrites the page with both, one of its name the page of the translation too."""
    john.build(strict=True)
    john.edit('john.md', 'πάντα δι’ αὐτοῦ', 'Πάντα δι’ αὐτοῦ')
    built = john.build(strict=True)
    assert (built.read, built.written & {'index', 'john-en', 'ann'}) == ({'john'}, {'index'})
    assert 'Πάντα' in cells(built, '#texts .cf-aligned')[3][0]

    john.edit('john.md', '0090', '0100')
    assert {'index', 'john-en', 'john-he'} <= john.build(strict=True).written
    john.edit('john-he.md', '  translates: "john"\n', '')
    built = john.build(strict=True)
    assert cells(built, '#texts .cf-aligned')[0] == ['John 100', 'John 1611']
    clean = john.build(out=john.folder / 'clean', doctrees=john.folder / 'clean-d')
    assert built.text() == clean.text()


def test_over_the_whole_of_several_pages(john: Project) -> None:
    """An original of two pages is aligned with a translation on one, by the numbers over the whole."""
    john.edit('john.md', f'{GREEK[2]}\n\n{GREEK[3]}\n', '')
    john.write({'john-2.md': '---\nsource:\n  continues: john\n---\n\n# Rest\n\n' + '\n\n'.join(GREEK[2:]) + '\n'})
    john.edit('index.md', '\njohn\n', '\njohn\njohn-2\n')
    built = john.build(strict=True)

    assert [row[0][:2] for row in cells(built, '#texts .cf-aligned')[1:]] == ['¶1', '¶2', '¶3', '¶4']
    assert built.page().select('#beside-john-p4 a[href="john-2.html#john-p4"]')


def test_what_cannot_be_aligned(john: Project) -> None:
    """With a paragraph more the translation stands by itself, and the build says so of the line in its page."""
    john.edit('john-en.md', ENGLISH[3], f'{ENGLISH[3]}\n\nAnd more.')
    built = john.build()

    assert built.warnings == [
        (
            'john-en.md:9: WARNING: "john-en" cannot be aligned with "john", which it translates: its number of '
            'passages is 5, that of "john" 4. Divide both alike, or mark with {paratext} what only one of them has. '
            '[cf.translation]'
        )
    ]
    assert cells(built, '#texts .cf-aligned')[0] == ['John 90', 'John 1877']
    assert built.page().select('.cf-beside-text #beside-john-en-p5')
    assert 'Translation of: John 90' in words(built.page('john-en').select_one('.cf-record'))
