"""Misquotations: of tens of thousands none is accepted, and every true one typed on a plain keyboard is."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_comparison.proof.quotation import Outcome, SourceText, prove
from unit.samples import SEED_FILES, TYPED, seed_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Letters of a script, and how long its words are; none where it is written without spaces.
SCRIPTS = {
    'Latin': ('abcdeéèfghilmnoöprsßtuüvåøœ’', 7),
    'Vietnamese': ('aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ', 4),
    'Greek': ('αάβγδεέζηθικλμνξοπρσςτυφχψωὁᾳῆ', 7),
    'Cyrillic': ('абвгдеёжзийклмнопрстуфхцчшщыэюя', 8),
    'Hebrew': ('אבגדהוזחטיכלמנסעפצקרשתָּׁ', 5),
    'Arabic': ('ابتثجحخدذرزسشصضطظعغفقكلمنهويَّ', 5),
    'Devanagari': ('अआइउएकखगचजटडतदनपबमयरलवशसहािीुे्ं', 5),
    'Hangul': (''.join(map(chr, range(0xAC00, 0xAC00 + 2000, 7))), 3),
    'Han': ('的一是不了人我在有他這为之大来以个中上们朝鲜领导金正恩访问北京', 0),
    'Thai': ('กขคงจชซญดตถทนบปผพฟมยรลวสหอาิีุูเแโใไ่้', 0),
}
MARKS = (' ', ' ', ' ', ' ', ' ', ' ', ' ', ', ', '. ', '; ', ': ', ' – ', '—', '-', '\u00a0', ' “', '” ', ' (', ') ')
PARAGRAPHS = 6
WORDS = 120


def generated(chance: random.Random, letters: str, longest: int) -> Iterator[str]:
    """Make paragraphs of random words in a script."""
    for _ in range(PARAGRAPHS):
        pieces = []
        for _ in range(WORDS):
            length = chance.randint(1, longest or 1)
            # A mark of its own, or an apostrophe, is no word.
            first = chance.choice([each for each in letters if each.isalpha()])
            pieces.append(first + ''.join(chance.choices(letters, k=length - 1)).strip('’'))
            pieces.append(chance.choice(MARKS) if longest or chance.random() < 0.1 else '')  # noqa: PLR2004 - one in ten
        yield unicodedata.normalize('NFC', ''.join(pieces).strip())


def sources() -> dict[str, list[str]]:
    """Give the two seeds, and a text in each script."""
    chance = random.Random(5)  # noqa: S311 - the same on every run, and no secret
    made = {name: list(generated(chance, *script)) for name, script in SCRIPTS.items()}
    return {**{name: seed_blocks(name) for name in SEED_FILES}, **made}


def plainly(text: str, form: str) -> str:
    """Type a text on a plain keyboard, accents composed or not."""
    return unicodedata.normalize(form, ' '.join(text.translate(TYPED).split()))


def bare(text: str) -> str:
    """A text without all that may differ, by another way than the proof's."""
    return re.sub('-+', '-', plainly(text, 'NFC'))


def units(name: str, block: str) -> list[tuple[int, int]]:
    """Give the places of the words of a block; of its characters, where no spaces are written."""
    unspaced = SCRIPTS.get(name, ('', 1))[1] == 0
    return [match.span() for match in re.finditer(r'\w[^\W]?(?!\w)|\w' if unspaced else r"[^\s\-–—.,;:!?()“”\"]+", block)]
