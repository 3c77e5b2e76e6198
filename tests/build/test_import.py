"""``sphinx-comparison import``: a text becomes the page of a source, which is proved at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import chdir
from typing import TYPE_CHECKING

import pypandoc
import pytest

from helpers.command import command, quick_command
from helpers.project import Project, defaults_kept
from sphinx_comparison.commands.project import Project as Reader
from sphinx_comparison.domain import context_of

if TYPE_CHECKING:
    from pathlib import Path

INDEX = '# All\n\n```{toctree}\nabout\n```\n'
WRAPPED = 'The ships went because\ntheir cargo *had* gone.\n\n1972. Nobody [has] measured\nit, in my time.\n'
LINES = (
    'A long paragraph with room to spare at its end, and a second sentence.\nShort.\nAnother long one, with room.\n'
)
VERSE = 'The tide goes out\\,\n- it comes in.\n\nNobody\nhas measured it.\n'
RECORD = {
    'id': 'marshRiver',
    'type': 'article-newspaper',
    'title': 'The River',
    'author': [{'family': 'Marsh', 'given': 'Ada'}],
    'issued': {'date-parts': [[1911, 3, 4]]},
}
MARKDOWN = """\
---
title: The River
subtitle: A letter
author: Ada Marsh
---

# Sand

One *word* and **two**, of which[^a] 5*6 is more.\\
1972\\. A line.

| O where hae ye been?
|   Where, my young man?
|
| I hae been at the greenwood.

> A quotation.

- an item
- another

### Deeper #

| a | b |
|---|---|
| c | d |

[^a]: A note.

    Its second paragraph.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one page, its configuration beside the folder of its pages."""
    project = Project(tmp_path)
    root = project.source
    (root / 'docs').mkdir()
    (root / 'docs' / 'index.md').write_text(INDEX, encoding='utf-8')
    (root / 'docs' / 'about.md').write_text('# About\n', encoding='utf-8')
    return root


def sources(folder: Path) -> dict[str, list[str]]:
    """The passages of each source, of a project in which nothing is wrong."""
    with chdir(folder), defaults_kept():
        reading = Reader.find(None, None).read()
    assert [str(warning) for warning in reading.warnings] == []
    found = context_of(reading.env).comparison.sources
    return {source.id: [passage.text for passage in source.passages] for source in found.values()}


def built(folder: Path) -> dict[str, list[str]]:
    """The passages of each source that a build publishes, every warning an error."""
    subprocess.run(
        [sys.executable, '-m', 'sphinx', '-W', '-n', '-q', '-c', '.', 'docs', '_build'],
        cwd=folder,
        env={**os.environ, 'PYTHONPATH': os.pathsep.join(sys.path)},
        check=True,
    )
    data = json.loads((folder / '_build' / 'comparison.json').read_text(encoding='utf-8'))
    return {each['id']: [passage['text'] for passage in each['passages']] for each in data['sources']}


def test_plain_text(folder: Path) -> None:
    """A plain text is copied byte for byte, its page has its paragraphs, the index lists it, and it is proved."""
    (folder / 'river.txt').write_bytes(WRAPPED.replace('\n', '\r\n').encode())
    (folder / 'item.json').write_text(json.dumps([RECORD]), encoding='utf-8')
    ran = command(folder, 'import', 'river.txt', '--record', 'item.json', '--language', 'en-GB')

    assert (ran.status, ran.err) == (0, '')
    assert ran.lines == [
        'docs/sources/marsh-river.md: 2 paragraphs.',
        (
            '  Its paragraphs end at blank lines: its lines are wrapped at 27 characters. '
            '(If not: --seed-format, --verse)'
        ),
        '  docs/index.md lists it now: sources/marsh-river',
        'Look the pages over, and prove them: sphinx-comparison check',
    ]
    assert (folder / 'seeds' / 'river.txt').read_bytes() == (folder / 'river.txt').read_bytes()
    assert (folder / 'docs' / 'index.md').read_text(encoding='utf-8') == INDEX.replace(
        'about\n', 'about\nsources/marsh-river\n'
    )
    assert (folder / 'docs' / 'sources' / 'marsh-river.md').read_text(encoding='utf-8') == (
        '---\nsource:\n  id: marsh-river\n  type: article-newspaper\n  title: The River\n'
        '  author: [{family: Marsh, given: Ada}]\n  issued: 1911-03-04\n  language: en-GB\n  seed: river.txt\n---\n\n'
        '# The River\n\nThe ships went because\ntheir cargo \\*had\\* gone.\n\n'
        '1972\\. Nobody \\[has] measured\nit, in my time.\n'
    )
    assert command(folder, 'check').lines == ['No warnings: 1 source, 0 points, 0 positions, 0 quotations.']
    assert built(folder)['marsh-river'] == [
        'The ships went because their cargo *had* gone.',
        '1972. Nobody [has] measured it, in my time.',
    ]


def test_paragraphs_by_lines(folder: Path) -> None:
    """A text with one paragraph a line is taken for one, and says why; a switch says otherwise. Verse stays lines."""
    for name in ('one', 'two', 'three'):
        (folder / f'{name}.txt').write_text(LINES, encoding='utf-8')
    (folder / 'verse.txt').write_text(VERSE, encoding='utf-8')
    ran = quick_command(folder, 'import', 'one.txt')
    quick_command(folder, 'import', 'two.txt', '--seed-format', 'text')
    quick_command(folder, 'import', 'three.txt', '--verse')
    verse = quick_command(folder, 'import', 'verse.txt')

    assert '  Its paragraphs end with each line: 1 of 2 lines end though the next word had room.' in ran.out
    assert ', and its lines stay lines: its lines are short, as those of verse' in verse.out
    found = sources(folder)
    assert found['verse'] == ['The tide goes out\\,\n- it comes in.', 'Nobody\nhas measured it.']
    assert found['three'] == [LINES.rstrip()]
    assert found['one'] == LINES.splitlines()
    assert found['two'] == [' '.join(LINES.splitlines())]


def test_numbers_in_brackets(folder: Path) -> None:
    """What a law has before its paragraphs is text, and not the sign of a list, which would have another number."""
    (folder / 'law.md').write_text('# Law\n\n(1) All are equal.\n\n(2) So are others.\n', encoding='utf-8')
    quick_command(folder, 'import', 'law.md')

    assert sources(folder)['law'] == ['(1) All are equal.', '(2) So are others.']


def test_chapters(folder: Path) -> None:
    """Several files are one source: the first has the record, the others continue it, and the numbers go on.

    Each page has the heading of its chapter: the first, below the title of the whole.
    """
    (folder / 'one.txt').write_text('CHAPTER I\n\nIt began.\n\nIt went on.\n', encoding='utf-8')
    (folder / 'three.txt').write_text('CHAPTER III. The end\n\nIt is over.\n', encoding='utf-8')
    (folder / 'two.html').write_text('<h1>The second day</h1><p>It <em>ended</em>.</p>', encoding='utf-8')
    (folder / 'item.json').write_text(json.dumps([RECORD]), encoding='utf-8')
    ran = quick_command(
        folder, 'import', 'one.txt', 'two.html', 'three.txt', '--chapters', '--id', 'river', '--record', 'item.json'
    )

    assert (ran.status, ran.err) == (0, '')
    assert (folder / 'docs' / 'sources' / 'river-2.md').read_text(encoding='utf-8') == (
        '---\nsource:\n  continues: river\n  seed: river-2.txt\n---\n\n# The second day\n\nIt *ended*.\n'
    )
    assert 'sources/river\nsources/river-2\nsources/river-3\n' in (folder / 'docs' / 'index.md').read_text(
        encoding='utf-8'
    )
    assert sources(folder)['river'] == ['It began.', 'It went on.', 'It ended.', 'It is over.']
    assert '\n\n## CHAPTER I\n\n' in (folder / 'docs' / 'sources' / 'river.md').read_text(encoding='utf-8')
    assert '# CHAPTER III. The end\n' in (folder / 'docs' / 'sources' / 'river-3.md').read_text(encoding='utf-8')


def test_title_in_the_text(folder: Path) -> None:
    """Where the text begins with its title, the page's heading has it, and it is no paragraph."""
    (folder / 'river.txt').write_text(f'The River\n\n{WRAPPED}', encoding='utf-8')
    (folder / 'item.json').write_text(json.dumps(RECORD), encoding='utf-8')
    quick_command(folder, 'import', 'river.txt', '--record', 'item.json', '--id', 'river')

    assert len(sources(folder)['river']) == 2


def test_blank_paragraphs(folder: Path) -> None:
    """Of paragraphs that are no-break spaces alone emendations are proposed, with a reason, and the page is proved."""
    (folder / 'once.txt').write_text('One.\n\n\u00a0\n\nTwo.\n', encoding='utf-8')
    (folder / 'often.txt').write_bytes('One.\r\n\r\n\u00a0\r\n\r\nTwo.\r\n\r\n\u00a0\r\n\r\nThree.\r\n'.encode())
    ran = quick_command(folder, 'import', 'once.txt', 'often.txt')

    assert ran.out.count('1 emendation proposed, in its front matter: confirm the reasons.') == 2
    page = (folder / 'docs' / 'sources' / 'once.md').read_text(encoding='utf-8')
    assert '  emendations:\n    - omit: "\\u00a0"\n      reason: white space that stands for a blank line\n' in page
    assert sources(folder) == {'once': ['One.', 'Two.'], 'often': ['One.', 'Two.', 'Three.']}


def test_by_pandoc(folder: Path) -> None:
    """What pandoc reads becomes a page with its headings, emphasis, notes, lists, verse, and a seed of its words."""
    files = [folder / f'river-{suffix}.{suffix}' for suffix in ('md', 'html', 'docx', 'odt', 'epub', 'rst')]
    files[0].write_text(MARKDOWN, encoding='utf-8')
    for file in files[1:]:
        pypandoc.convert_text(
            MARKDOWN, file.suffix[1:], format='markdown-smart', outputfile=str(file), extra_args=['-s']
        )
    ran = quick_command(folder, 'import', *[file.name for file in files], '--language', 'en')
    assert ran.status == 0, ran.err

    found = sources(folder)
    for file in files:
        source = file.stem
        passages = found[source]
        assert 'One word and two, of which 5*6 is more.\n1972. A line.' in passages, source
        assert 'O where hae ye been?\n\xa0\xa0Where, my young man?' in passages, source
        assert {'A quotation.', 'I hae been at the greenwood.', 'a', 'd'} <= set(passages), source
        assert any(text.endswith('another') for text in passages), source
        page = (folder / 'docs' / 'sources' / f'{source}.md').read_text(encoding='utf-8')
        assert 'One *word* and **two**, of which' in page, source
        seed = (folder / 'seeds' / f'{source}.txt').read_text(encoding='utf-8')
        assert 'One word and two, of which' in seed, source
        assert 'Its second paragraph.' in seed, source
        assert (folder / 'seeds' / file.name).read_bytes() == file.read_bytes()
        if file.suffix in ('.md', '.html', '.docx'):
            assert '## Sand\n' in page or '# Sand\n' in page, source
            assert '[^1]: A note.\n\n    Its second paragraph.\n' in page, source
        if file.suffix == '.docx':
            assert ':::{paratext} byline\nAda Marsh\n:::' in page


def test_without_pandoc(folder: Path) -> None:
    """Without pypandoc it says, in one line, how to install it; plain text needs none."""
    (folder / 'river.html').write_text('<p>x</p>', encoding='utf-8')
    program = 'import sys; sys.modules["pypandoc"] = None; from sphinx_comparison.commands.main import main; main()'
    ran = subprocess.run(
        [sys.executable, '-c', program, 'import', 'river.html'],
        cwd=folder,
        env={**os.environ, 'PYTHONPATH': os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == 'Error: river.html needs pandoc: pip install "sphinx-comparison[import]"\n'


def test_never_overwrites(folder: Path) -> None:
    """Where a page or a seed is there already, nothing is written at all."""
    for name in ('one', 'two'):
        (folder / f'{name}.txt').write_text(WRAPPED, encoding='utf-8')
    quick_command(folder, 'import', 'two.txt')
    before = {path: path.read_bytes() for path in folder.rglob('*') if path.is_file()}
    ran = quick_command(folder, 'import', 'one.txt', 'two.txt')

    assert ran.status == 2
    assert 'is there already. Nothing was written.' in ran.err
    assert {path: path.read_bytes() for path in folder.rglob('*') if path.is_file()} == before


def test_seed_in_its_place(folder: Path) -> None:
    """A text that lies in the folder of the seeds stays where it is, and is the seed."""
    (folder / 'seeds' / 'old').mkdir(parents=True)
    (folder / 'seeds' / 'old' / 'river.txt').write_text(WRAPPED, encoding='utf-8')
    quick_command(folder, 'import', 'seeds/old/river.txt')

    assert len(sources(folder)['river']) == 2
    assert [path.name for path in (folder / 'seeds').rglob('*.txt')] == ['river.txt']


@pytest.mark.parametrize(
    ('arguments', 'data', 'said'),
    [
        (['a.txt'], b'caf\xe9\n', 'a.txt:1: The byte 0xe9 is no UTF-8.'),
        (['a.txt'], b'a\n\nb\x00c\n', 'a.txt has the character U+0000 in paragraph 2'),
        (['a.txt'], b'\x0b\n\nb\n', 'a.txt has a paragraph of nothing but U+000B'),
        (['a.txt'], b' \n', 'a.txt has no text.'),
        (['a.rtf'], b'x', 'a.rtf is of no kind that is known by its name'),
        (['a.docx'], b'x', 'a.docx cannot be read by pandoc'),
        (['1.txt'], b'x', 'No id can be made of the name of 1.txt'),
        (['a.txt', '--id', 'A b'], b'x', '"A b" is no id'),
        (['a.txt', '--language', 'german'], b'x', '"german" is no language tag. Write de.'),
        (['a.txt', '--record', 'a.txt'], b'x', 'a.txt is no record'),
    ],
)
def test_refused(folder: Path, arguments: list[str], data: bytes, said: str) -> None:
    """What cannot be imported is said without a traceback; the status is 2, and nothing is written."""
    (folder / arguments[0]).write_bytes(data)
    ran = quick_command(folder, 'import', *arguments)

    assert ran.status == 2
    assert said in ran.err
    assert 'Traceback' not in ran.err
    assert not (folder / 'seeds').exists()
    assert not (folder / 'docs' / 'sources').exists()


def test_a_word_changed_in_the_page(folder: Path) -> None:
    """The page that is written is proved by its seed: a word changed in it is a warning."""
    (folder / 'river.txt').write_text(WRAPPED, encoding='utf-8')
    quick_command(folder, 'import', 'river.txt')
    page = folder / 'docs' / 'sources' / 'river.md'
    page.write_text(page.read_text(encoding='utf-8').replace('measured', 'dredged'), encoding='utf-8')

    assert '[-measured-] {+dredged+}' in quick_command(folder, 'check').out


def test_in_the_layout_of_the_tutorial(project: Project) -> None:
    """Where ``conf.py`` stands beside the pages, two options say so, as the manual has it."""
    project.write({'index.md': '# All\n\n```{toctree}\n```\n'})
    (project.folder / 'river.txt').write_text(WRAPPED, encoding='utf-8')
    ran = quick_command(project.folder, 'import', 'river.txt', '--to', 'source', '--seeds', 'source/seeds')

    assert (ran.status, ran.err) == (0, '')
    assert quick_command(project.folder, 'check', 'source').lines == [
        'No warnings: 1 source, 0 points, 0 positions, 0 quotations.'
    ]
