"""Misquotations: of tens of thousands none is accepted, and every true one typed on a plain keyboard is."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING, Literal, get_args

from sphinx_comparison.milestones import Stretch
from sphinx_comparison.proof.pattern import read, read_literally
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
FormattedCitation = Literal['NFC', 'NFD']
FORMS: tuple[FormattedCitation, ...] = get_args(FormattedCitation)
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
            pieces.append(chance.choice(MARKS) if longest or chance.random() < 0.1 else '')
        yield unicodedata.normalize('NFC', ''.join(pieces).strip())


def sources() -> dict[str, list[str]]:
    """Return the two seeds, and a text in each script."""
    chance = random.Random(5)  # noqa: S311 - the same on every run, and no secret
    made = {name: list(generated(chance, *script)) for name, script in SCRIPTS.items()}
    return {**{name: seed_blocks(name) for name in SEED_FILES}, **made}


def plainly(text: str, form: FormattedCitation) -> str:
    """Type a text on a plain keyboard, accents composed or not."""
    return unicodedata.normalize(form, ' '.join(text.translate(TYPED).split()))


def bare(text: str) -> str:
    """A text without all that may differ, by another way than the proof's."""
    return re.sub('-+', '-', plainly(text, 'NFC'))


def units(name: str, block: str) -> list[tuple[int, int]]:
    """Return the places of the words of a block; of its characters with their marks, where no spaces are written."""
    unspaced = SCRIPTS.get(name, ('', 1))[1] == 0
    marks = ' \u00a0\\-–—.,;:!?()“”‘"'
    return [match.span() for match in re.finditer(rf'\w[^\w{marks}]*' if unspaced else rf'[^{marks}]+', block)]


def test_every_true_quotation_is_accepted(tried: Callable[[str, int], None], thorough: bool) -> None:
    """Any run of words of any paragraph, typed with straight quotes, hyphens and single spaces, composed or not."""
    chance = random.Random(6)  # noqa: S311 - the same on every run, and no secret
    texts = sources()
    proved = {name: SourceText(blocks) for name, blocks in texts.items()}
    count = 0
    for name, blocks in texts.items():
        for _ in range(5_000 if thorough else 500):
            number = chance.randrange(len(blocks))
            places = units(name, blocks[number])
            if not places:
                continue
            first = chance.randrange(len(places))
            last = min(len(places) - 1, first + chance.randrange(30))
            words = blocks[number][places[first][0] : places[last][1]]
            for form in FORMS:
                verdict = prove(plainly(words, form), name, {name: proved[name]}, Stretch(number + 1, number + 1))
                assert verdict.match is not None, (name, number, words)
                assert bare(verdict.match.exact) == bare(words)
                count += 1
    tried('true quotations, typed plainly', count)


def mutations(chance: random.Random, name: str, block: str) -> Iterator[tuple[str, str]]:
    """Yield misquotations of one run of words, each with one fault, and not at its edges."""
    places = units(name, block)
    if len(places) < 8:
        return
    first = chance.randrange(len(places) - 7)
    last = min(len(places) - 1, first + 7 + chance.randrange(12))
    start, end = places[first][0], places[last][1]
    at = chance.randrange(first + 1, last - 1)
    (begin, stop), (next_begin, next_stop) = places[at], places[at + 1]
    head, word, gap, follower = (
        block[start:begin],
        block[begin:stop],
        block[stop:next_begin],
        block[next_begin:next_stop],
    )
    tail = block[next_stop:end]
    letter = chance.randrange(len(word))
    before, it, behind = word[:letter], word[letter], word[letter + 1 :]
    strange = chance.choice(''.join(letters for letters, _ in SCRIPTS.values()))
    another = block[slice(*chance.choice(places))]
    rest = gap + follower + tail
    yield 'a letter changed', head + before + strange + behind + rest
    yield 'a letter dropped', head + before + behind + rest
    yield 'a letter doubled', head + before + it + it + behind + rest
    yield 'two letters swapped', head + before + behind[:1] + it + behind[1:] + rest
    yield 'case', head + word.swapcase() + rest
    yield 'a word dropped', head + follower + tail
    yield 'a word doubled', f'{head}{word} {word}{rest}'
    yield 'a word changed', head + another + rest
    yield 'two words swapped', head + follower + gap + word + tail
    yield 'a word put in', f'{head}{another} {word}{rest}'
    yield 'a space put in', f'{head}{before} {it}{behind}{rest}'
    yield 'an accent', f'{head}{before}{it}\u0330{behind}{rest}'
    yield 'a soft hyphen', f'{head}{before}{it}\u00ad{behind}{rest}'


def test_no_misquotation_is_accepted(tried: Callable[[str, int], None], thorough: bool) -> None:
    """One letter or word changed, dropped, doubled or swapped: it is not found, unless those words stand there too."""
    chance = random.Random(7)  # noqa: S311 - the same on every run, and no secret
    texts = sources()
    proved = {name: SourceText(blocks) for name, blocks in texts.items()}
    plain = {name: [bare(block) for block in blocks] for name, blocks in texts.items()}
    wanted = 200_000 if thorough else 20_000
    kinds: dict[str, int] = {}
    count = 0
    while count < wanted:
        name = chance.choice(list(texts))
        for kind, wrong in mutations(chance, name, chance.choice(texts[name])):
            typed = plainly(wrong, chance.choice(FORMS))
            if any(bare(wrong) in block for block in plain[name]):
                continue
            readings = [read(typed), read_literally(typed)]
            assert not any(list(proved[name].matches(pattern)) for pattern in readings), (name, kind, typed)
            if count % 25 == 0:
                assert prove(typed, name, proved).outcome is Outcome.NOT_FOUND, (name, kind, typed)
            kinds[kind] = kinds.get(kind, 0) + 1
            count += 1
    assert len(kinds) == 13
    assert min(kinds.values()) > wanted // 100
    tried('mutated quotations', count)
