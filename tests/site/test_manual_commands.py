"""What the manual says of the command is so: its examples are run, its options are those that there are."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest
from markdown_it import MarkdownIt

import sphinx_comparison
from helpers.command import command
from sphinx_comparison.commands.cells import COLUMNS
from sphinx_comparison.commands.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = Path(__file__).parents[2] / 'docs' / 'extension'
COMMANDS = ('new', 'import', 'check', 'positions out', 'positions in')
SAYS = ('What the command says', 'What the commands say')


class Block(NamedTuple):
    """A block of code of the manual."""

    language: str
    caption: str
    text: str


def blocks(section: str) -> list[Block]:
    """The blocks of code of a guide."""
    text = (MANUAL / 'how-to.md').read_text(encoding='utf-8').partition(f'\n## {section}\n')[2]
    found = []
    for token in MarkdownIt('commonmark').parse(text):
        if token.type == 'heading_open' and token.tag == 'h2':
            break
        if token.type == 'fence' and token.info.startswith('{code-block}'):
            match = re.fullmatch(r'(?::caption: (.*)\n\n?)?((?:.|\n)*)', token.content)
            assert match
            found.append(Block(token.info.split()[1], match[1] or '', match[2]))
    return found


def run(folder: Path, text: str) -> str:
    """Run the lines of a block that call the command, and give what they say."""
    said = ''
    for line in text.splitlines():
        name, *arguments = shlex.split(line)
        assert name == 'sphinx-comparison'
        ran = command(folder, *arguments)
        assert ran.err == ''
        said += ran.out
    return said


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """The project that the first guide makes."""
    (block,) = blocks('Start a project')
    first, change, make = block.text.splitlines()
    run(tmp_path, first)
    assert (change, make) == ('cd harbour', 'make html')
    return tmp_path / 'harbour'


def bring_in(harbour: Path) -> None:
    """Do what the guide to bringing texts in says, and compare what it prints."""
    said = ''
    for block in blocks('Bring texts in'):
        if block.language == 'sh':
            said = run(harbour, block.text)
        elif block.caption in SAYS:
            assert said == block.text
        elif block.caption == 'The page that is written':
            assert (harbour / 'docs' / 'sources' / 'hale-dues.md').read_text(encoding='utf-8') == block.text
        else:
            (harbour / block.caption).write_text(block.text, encoding='utf-8')


def test_start(harbour: Path) -> None:
    """The project has the files that the guide lists, and is built."""
    listed = re.findall(
        r'^\| `(\S+)` \|', (MANUAL / 'how-to.md').read_text(encoding='utf-8').partition('\n## Bring')[0], re.M
    )
    assert len(listed) == 6
    assert [name for name in listed if not (harbour / name).exists()] == []
    environment = {**os.environ, 'PYTHONPATH': str(Path(sphinx_comparison.__file__).parents[1])}
    subprocess.run(
        ['make', 'html', f'PYTHON={sys.executable}'], cwd=harbour, env=environment, check=True, capture_output=True
    )


def test_bring_in(harbour: Path) -> None:
    """The guide to bringing texts in gives what it prints."""
    bring_in(harbour)


def test_cells(harbour: Path) -> None:
    """The guide to filling in cells, done after that one, gives what it prints; the project is right after it."""
    bring_in(harbour)
    guide = blocks('Fill in many cells')
    table = harbour / 'cells.csv'
    said, before = '', ''
    for block in guide:
        if block.language == 'sh':
            said = run(harbour, block.text)
        elif block.caption in SAYS:
            assert said == block.text
        elif block.caption == 'cells.csv, before':
            before = block.text
        elif block.caption == 'cells.csv, after':
            text = table.read_bytes().decode()
            assert text.count(before.rstrip()) == 1
            table.write_bytes(text.replace(before.rstrip(), block.text.rstrip()).encode())
        else:
            assert (harbour / 'docs' / 'positions.md').read_text(encoding='utf-8') == block.text
    assert command(harbour, 'check').lines == ['No warnings: 3 sources, 2 points, 5 positions, 5 quotations.']


def test_check(harbour: Path) -> None:
    """The misquotation of the tutorial gives the lines that the guide prints."""
    page = harbour / 'docs' / 'harbour.md'
    page.write_text(page.read_text(encoding='utf-8').replace('carried down', 'brought down'), encoding='utf-8')
    (workflow, printed) = blocks('Check in CI')
    ran = command(harbour, 'check')

    assert ran.status == 1
    assert ran.out == printed.text.replace('\n    ', ' ')
    (line,) = [line for line in workflow.text.splitlines() if 'sphinx-comparison check' in line]
    assert command(harbour, *shlex.split(line.partition('run: ')[2])[1:]).out.startswith(
        '::warning file=docs/harbour.md,'
    )


# -- the reference ----------------------------------------------------------------------------------------------------


def part(name: str) -> str:
    """The section of the reference on a command."""
    text = (MANUAL / 'reference.md').read_text(encoding='utf-8')
    found = re.search(rf'^### `sphinx-comparison {name}`\n(.*?)(?=^\(|^#)', text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def named(name: str) -> click.Command:
    """A command by its name."""
    found: click.Command = main
    for word in name.split():
        assert isinstance(found, click.Group)
        found = found.commands[word]
    return found


def every(group: click.Group, before: str = '') -> Iterator[str]:
    """The names of all commands."""
    for name, found in group.commands.items():
        if isinstance(found, click.Group):
            yield from every(found, f'{before}{name} ')
        else:
            yield before + name


def test_commands() -> None:
    """The reference has a section for each command, and no other."""
    text = (MANUAL / 'reference.md').read_text(encoding='utf-8')
    assert set(re.findall(r'^### `sphinx-comparison (.+)`$', text, re.MULTILINE)) == set(every(main)) == set(COMMANDS)


@pytest.mark.parametrize('name', COMMANDS)
def test_options(name: str) -> None:
    """The reference says of a command what its help says, and has the table of its options, if it has any."""
    section = part(name)
    found = named(name)
    assert found.help
    assert section.strip().startswith(found.help.partition('\n')[0])
    has_options = any(isinstance(each, click.Option) for each in found.params)
    assert (f'{{from-code}} command {name}\n' in section) == has_options


def test_keys(harbour: Path) -> None:
    """The reference names the keys of a warning in JSON, in order, and no other."""
    page = harbour / 'docs' / 'harbour.md'
    page.write_text(page.read_text(encoding='utf-8').replace('carried down', 'brought down'), encoding='utf-8')
    (found,) = json.loads(command(harbour, 'check', '--format', 'json').out)
    assert re.findall(r'^\| `([a-z]+)` \|', part('check'), re.MULTILINE) == list(found)


def test_columns(harbour: Path) -> None:
    """The reference names the columns of the table, in order, and no other."""
    listed = re.findall(r'^\| `([a-z-]+)` \|', part('positions out'), re.MULTILINE)
    command(harbour, 'positions', 'out')
    with (harbour / 'cells.csv').open(encoding='utf-8-sig', newline='') as file:
        assert [name for name in listed if not name.startswith('-')] == next(csv.reader(file))
    assert len(COLUMNS) == 10
