"""Any text, imported: the page that comes of it has the paragraphs of the text, and no warning."""

from __future__ import annotations

import html
import os
import random
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpers.nasty import BLANKS, INVISIBLE, PARAGRAPHS
from helpers.project import Project
from helpers.reader import blocks, visible
from sphinx_comparison.commands.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

WORDS = ('tea', 'cup', 'Kim’s', '1972', '“so”', '朝鲜', 'שלום', 'e\u0301', 'ﬁ', '5', 'a', 'x')
MARKS = (
    *'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    '**', '``', '```', '---', '===', ':::', '$$', '{{', '}}', '[^1]', '](', '<b>', '</b>', '<!--', '-->', '&copy;',
    '\\\\', '{x}`', '1. ', '2) ', '- ', '> ', '# ', '+ ', '% ', '(a)=', '[a]: b', 'https://a.b', '<a@b.c>', '![',
    '| a |', '|-|',
)  # fmt: skip
GAPS = (' ', ' ', '', '\n', '\n', '\n', '\n\n', '\r\n', '\r', '\n \t\n', '  ', '\t', '\n    ', *BLANKS, *INVISIBLE)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
    st.sampled_from(GAPS),
    st.characters(exclude_categories=['Cs'], exclude_characters='\x00'),
    st.sampled_from([text for text in PARAGRAPHS if '\x00' not in text and len(text) < 200]),
)
EVERYTHING = [
    'amsmath', 'attrs_block', 'attrs_inline', 'colon_fence', 'deflist', 'dollarmath', 'fieldlist', 'html_admonition',
    'html_image', 'strikethrough', 'substitution', 'tasklist',
]  # fmt: skip
MYST = pytest.mark.parametrize(
    'config', [{}, {'myst_enable_extensions': EVERYTHING, 'myst_substitutions': {'x': 'y'}}]
)


def of(text: str, cut: str) -> list[str]:
    """The paragraphs of a text, each on one line, by whichever ends them."""
    lines = [line.strip(' \t\ufeff') for line in re.split('\r\n|\r|\n', text)]
    return [line for line in lines if line] if cut == 'lines' else blocks(text)


def has_words(text: str) -> bool:
    """Whether no paragraph of a text is white space alone, whichever way it is cut. Of others see test_import."""
    paragraphs = [*of(text, 'text'), *of(text, 'lines')]
    return bool(paragraphs) and all(paragraph.strip() for paragraph in paragraphs)


TEXTS = st.lists(PIECES, min_size=1, max_size=30).map(''.join).filter(has_words)
A_BUILD = 20


def imported(folder: Path, texts: list[str], **config: object) -> None:
    """Import texts into a project in one go, build it once, and hold each page against its text."""
    shutil.rmtree(folder, ignore_errors=True)
    project = Project(folder, **config)
    project.write({f'texts/n{number}.txt': text.encode() for number, text in enumerate(texts)})
    project.write({'index.md': '# All\n\n```{toctree}\n```\n'})
    files = [f'texts/n{number}.txt' for number in range(len(texts))]
    done = run_in(project.source, ['--to', 'pages', *files])
    assert done.exit_code == 0, done.output
    shutil.rmtree(project.source / 'texts')
    built = project.build()

    assert built.warnings == []
    shown = {source['id']: [each['text'] for each in source['passages']] for source in built.data()['sources']}
    for number, text in enumerate(texts):
        page = f'n{number}'
        cut = 'lines' if '\n  seed-format: lines\n' in project.read(f'pages/{page}.md') else 'text'
        expected = of(text, cut)
        assert [each.replace('\n', ' ') for each in shown[page]] == expected
        assert visible(built, page, len(expected), 'pages/') == expected


@MYST
def test_any_text(
    tmp_path: Path, tried: Callable[[str, int], None], thorough: bool, config: dict[str, object]
) -> None:
    """Whatever stands in a text, its page has these paragraphs and no warning, whichever extensions MyST has on."""
    count = 0

    @settings(
        max_examples=100 if thorough else 4, deadline=None, database=None, derandomize=not thorough,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    @given(st.lists(TEXTS, min_size=A_BUILD, max_size=A_BUILD))
    def check(texts: list[str]) -> None:
        nonlocal count
        imported(tmp_path / 'project', texts, **config)
        count += len(texts)

    check()
    tried('random texts, imported', count)


@MYST
def test_nasty_texts(tmp_path: Path, tried: Callable[[str, int], None], config: dict[str, object]) -> None:
    """Every nasty paragraph comes through the importer as it stands."""
    texts = [text for text in PARAGRAPHS if '\x00' not in text and has_words(text)]
    imported(tmp_path / 'project', ['\n\n'.join(texts[at : at + 8]) for at in range(0, len(texts), 8)], **config)
    tried('nasty paragraphs, imported', len(texts))


# What HTML does not have.
BEYOND_HTML = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0010ffff]')


def marked_up(text: str, chance: random.Random) -> str:
    """Write a text in HTML, with emphasis and breaks wherever chance will have them."""
    pieces = []
    for piece in re.split(r'(\W)', text):
        words = html.escape(piece, quote=False)
        forms = (f'<em>{words}</em>', f'<b>{words}</b>', f'<em><b>{words}</b> x</em>', f'{words}<br>', *[words] * 8)
        pieces.append(chance.choice(forms))
    return ''.join(pieces)


def block(text: str, chance: random.Random, deepest: int = 3) -> str:
    """Write a text as a block of HTML, in lists, quotations and tables one within the other."""
    words = marked_up(text, chance)
    plain = (f'<p>{words}</p>', f'<p>{words}</p>', f'<h{chance.randint(1, 6)}>{words}</h2>', f'<pre>{words}</pre>')
    if not deepest or chance.random() < 0.5:
        return chance.choice(plain)
    within = block(text, chance, deepest - 1)
    return chance.choice(
        (
            f'<blockquote>{within}{plain[0]}</blockquote>',
            f'<ul><li>{within}</li><li>{words}</li></ul>',
            f'<ol start="{chance.randint(0, 200)}"><li>{words}</li><li>{within}</li></ol>',
            f'<table><tr><td>{within}</td><td>{words}</td></tr></table>',
            f'<dl><dt>{words}</dt><dd>{within}</dd></dl>',
        )
    )


def test_nasty_html(tmp_path: Path, tried: Callable[[str, int], None], thorough: bool) -> None:
    """Nasty paragraphs in HTML, emphasised, listed, quoted: the page is its seed, which has every character of it."""
    chance = random.Random(5)  # noqa: S311 - the same on every run, and no secret
    texts = [text for text in PARAGRAPHS if not BEYOND_HTML.search(text) and len(text) < 400]
    for _ in range(10 if thorough else 1):
        chance.shuffle(texts)
        project = Project(tmp_path / str(chance.random()))
        project.write({'index.md': '# All\n\n```{toctree}\n```\n'})
        pages = [''.join(block(text, chance) for text in texts[at : at + 40]) for at in range(0, len(texts), 40)]
        project.write({f'texts/n{number}.html': page.encode() for number, page in enumerate(pages)})
        done = run_in(project.source, ['--to', 'pages', *(f'texts/n{number}.html' for number in range(len(pages)))])
        assert done.exit_code == 0, done.output

        assert project.build().warnings == []
        for number, page in enumerate(pages):
            seed = project.read(f'seeds/n{number}.txt')
            assert without_blanks(seed) == without_blanks(BeautifulSoup(page, 'html5lib').get_text())
    tried('nasty paragraphs in HTML, imported by pandoc', len(texts) * (10 if thorough else 1))


def without_blanks(text: str) -> str:
    """The characters of a text that are no white space."""
    return re.sub(r'[\s\ufeff]', '', text)


def run_in(folder: Path, arguments: list[str]) -> Result:
    """Run the importer in a folder."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, ['import', *arguments], catch_exceptions=False)
    finally:
        os.chdir(here)
