"""Texts in any language: no builder warns, and their language and direction are said where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

# As many scripts as can be; docutils has rules for the quotation marks of a third of these languages.
TAGS = (
    'la', 'grc', 'el', 'zh', 'zh-Hant-TW', 'ja', 'ko', 'ar', 'fa', 'he', 'ur', 'hi', 'bn', 'ta', 'th', 'vi', 'cy',
    'ga', 'eu', 'ka', 'hy', 'am', 'sw', 'yo', 'mi', 'ru', 'uk', 'sr-Latn', 'de-1901', 'fr-CA', 'en-GB', 'tlh',
    'x-ours', 'i-klingon', '',
)  # fmt: skip
RIGHT_TO_LEFT = ('ar', 'fa', 'he', 'ur')


def texts(tmp_path: Path) -> Project:
    """A project of a text in each language, with a quotation and a reference to each, and views of all."""
    project = Project(tmp_path, epub_copyright='Nobody', version='1')
    pages = {}
    claims = '# Claims\n\n::::::{hypothesis} All\n:id: all\n\n'
    for number, tag in enumerate(TAGS):
        page = source_page(f's{number}', 'He said "no", didn\'t he?', '## "One"', '> More "words"')
        pages[f's{number}.md'] = page.replace('  title:', f'  language: {tag}\n  title:' if tag else '  title:')
        claims += f':::{{position}} s{number}\n:stance: asserts\n\n> He said "no", didn\'t he?\n:::\n\n'
    views = ('parallels', 'concordance', 'coverage', 'comparison')
    tables = '\n\n'.join(f'```{{{name}}}\n```' for name in views)
    project.write({**pages, 'claims.md': f'{claims}::::::\n', 'table.md': f'# Tables\n\n{tables}\n'})
    return project


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'epub', 'man', 'xml'])
def test_every_language(tmp_path: Path, builder: str) -> None:
    """A text in any language, with typewriter quotes in it, builds without a warning, twice; its words stay typed."""
    project = texts(tmp_path)
    for _ in range(2):
        built = project.build(builder)
        assert built.warnings == []
    if builder == 'html':
        assert 'He said "no", didn\'t he?' in built.page('s0').get_text()


def test_language_and_direction(tmp_path: Path) -> None:
    """Passages, headings, quotations and cells say their language; and their direction, where any goes leftward."""
    built = texts(tmp_path).build()

    for number, tag in enumerate(TAGS):
        page = built.page(f's{number}')
        direction = {'': None}.get(tag, 'rtl' if tag in RIGHT_TO_LEFT else 'ltr')
        for part in page.select('.cf-passage, h1, h2'):
            assert (part.get('lang', ''), part.get('dir')) == (tag, direction), part
    spoken = built.page('table').select('[lang]')
    assert {element['lang'] for element in spoken} >= {tag for tag in TAGS if tag}
    for element in spoken[1:]:
        assert element.get('dir') == ('rtl' if element['lang'] in RIGHT_TO_LEFT else 'ltr')


def test_no_direction_where_none_is_needed(tmp_path: Path) -> None:
    """Where all goes from left to right nothing says so: that is the browser's way."""
    project = Project(tmp_path)
    project.write({'ann.md': source_page('ann', 'Tea.')})

    assert project.build().page('ann').select('[dir]') == []


@pytest.mark.parametrize(
    ('typed', 'mend'),
    [
        ('German', 'Write language: de'),
        ('deutsch', 'Write language: de'),
        ('naustrian', 'Write language: de-AT'),
        ('français', 'Write language: fr'),
        ('eng', 'Write language: en'),
        ('ger', 'Write language: de'),
        ('deu', 'Write language: de'),
        ('en_US', 'Write language: en-US'),
        ('zh_CN', 'Write language: zh-CN'),
        ('en-UK', 'Write language: en-GB'),
        ('jp', 'Write language: ja'),
        ('sr_latn', 'Write language: sr-Latn'),
        ('xx', 'Write that of the language, such as en, fr-CA or zh-Hant.'),
        ('the usual', 'Write that of the language, such as en, fr-CA or zh-Hant.'),
    ],
)
def test_tags_that_are_none(tmp_path: Path, typed: str, mend: str) -> None:
    """A language that is called by its name, or in the codes of others, is a warning with the tag that is meant."""
    project = Project(tmp_path)
    page = source_page('ann', 'Tea.').replace('  title:', f'  language: {typed}\n  title:')
    project.write({'ann.md': page})
    line = page[: page.index('language:')].count('\n') + 1

    assert project.build().warnings == [
        f'ann.md:{line}: WARNING: "language: {typed}" is no tag of BCP 47. {mend} [cf.front-matter]'
    ]
