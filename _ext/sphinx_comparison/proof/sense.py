"""Words that turn the sense: a quotation that leaves one out may say the reverse of what its source says.

The list is closed, by language; a project adds to it (``cf_sense_words``). Numbers count where a bracket stands for
them, not where an ellipsis passes over them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .quotation import Omission


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = """
    not no never none nobody nothing nowhere neither nor cannot without unless if hardly scarcely barely rarely
    seldom little few except only unlike may might could would should must ought fail fails failed failing deny
    denies denied denying refuse refuses refused lack lacks lacked lacking doubt doubts doubted doubtful
    doubtfully unlikely impossible false falsely supposedly allegedly perhaps possibly probably maybe almost
    nearly ain't barring minus
"""
WORDS: dict[str, frozenset[str]] = {
    language: _words(words)
    for language, words in {
        'en': _ENGLISH,
        'de': """nicht nichts nie niemals niemand nirgends kein keine keinen keinem keiner keines ohne weder noch
            außer wenn falls sofern kaum selten nur fast vielleicht wohl angeblich darf dürfen
            dürfte kann können könnte könnten muss müssen müsste soll sollen sollte sollten mag
            mögen möchte will wollen würde würden wird""",
        'fr': """ne n' pas point jamais rien aucun aucune personne nul nulle ni sans guère sauf si non peu seulement
            sinon peut-être presque peut peuvent pourrait pourraient pouvait doit doivent devrait
            devraient veut veulent""",
        'it': """non no né mai niente nulla nessun nessuno nessuna senza se appena quasi forse tranne solo poco può
            possono potrebbe potrebbero deve devono dovrebbe dovrebbero vuole""",
        'es': """no ni nunca jamás nada nadie ningún ninguno ninguna sin si apenas casi quizá quizás tal salvo solo
            sólo poco puede pueden podría podrían debe deben debería deberían quiere""",
        'pt': """não nem nunca jamais nada ninguém nenhum nenhuma sem se quase talvez salvo só apenas pouco pode
            podem poderia poderiam deve devem deveria deveriam quer""",
        'nl': """niet niets nooit niemand nergens geen zonder noch tenzij als indien nauwelijks zelden slechts alleen
            bijna misschien kan kunnen kon zou zouden mag mogen moet moeten wil willen zal zullen""",
        'la': """non nec neque ne haud numquam nunquam nemo nihil nil nullus nulla nullum sine nisi si vix fere
            forsitan potest possunt debet debent licet""",
        'el': """δεν μη μην όχι ποτέ κανένας καμία κανένα τίποτα ούτε χωρίς δίχως αν εάν μόνο σχεδόν ίσως""",
        'grc': """οὐ οὐκ οὐχ οὐχὶ μή μὴ οὐδέ οὐδὲ μηδέ μηδὲ οὔτε μήτε οὐδείς οὐδεὶς μηδείς μηδεὶς οὐδέν οὐδὲν ἄνευ εἰ
            ἐάν ἐὰν ἄν ἂν μόλις""",
        'ru': """не ни нет никогда никто ничто ничего без если едва почти только лишь кроме может могут мог бы должен
            должна должны""",
        'he': 'לא אין אל בלי ללא מבלי אם אלא רק כמעט אולי בל טרם',
        'ar': 'لا لم لن ليس ليست ما غير بدون دون إلا إن إذا لو قد ربما فقط',
        'fa': 'نه نیست نیستند هیچ بدون مگر اگر فقط شاید تقریبا نمی نباید',
        'hi': 'नहीं न मत बिना अगर यदि शायद केवल सिर्फ़',
    }.items()
}
"""Words, folded and in small letters, by primary language subtag."""

PARTS: dict[str, tuple[str, ...]] = {
    'zh': (
        '不', '没', '沒', '未', '无', '無', '非', '莫', '勿', '别', '如果', '若', '除非', '可能', '也许', '也許', '只',
    ),
    'ja': ('ない', 'ぬ', 'ず', 'ません', 'なか', 'なし', '無', '不', '未', '非', 'もし', 'かも', 'だけ'),
    'ko': ('않', '안 ', '못', '없', '아니', '말라', '면 ', '만약', '지도 모', '뿐'),
    'th': ('ไม่', 'ไร้', 'ถ้า', 'หาก', 'อาจ'),
}  # fmt: skip
"""What turns the sense inside words, in languages that write it so."""

TURNING_PREFIXES = _words("""
    non no not un anti ex quasi pseudo semi half counter contra near never mis dis de nicht fast pas hors
""")
"""First parts of words with hyphens without which the rest says something else: ``non-aligned``."""

TURNING_SUFFIXES = frozenset(['free', 'less', 'proof', 'frei', 'los'])
"""Last parts, likewise: ``risk-free``."""

_TURNING_ENDINGS = ('less', 'lessly', 'free', 'los', 'lose', 'loser', 'loses', 'losen', 'frei', 'loos', 'lös')
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NEGATED = re.compile(r"\w+n't")
_EVERY = frozenset().union(*WORDS.values())
# What counts where a bracket stands for it, beside numbers in figures: modal verbs, and numbers in words.
_REPLACED = _words("""
    would should shall must can will ought zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion first second third half twice once dozen all every most many some several more
    less
""")


def turns_by_its_ending(stem: str, was: str, now: str) -> bool:
    """True if a word turns the sense, or turns it no more, when its ending is changed: ``no[w]`` of "not".

    Args:
        stem: the letters that stay, folded.
        was: the ending in the source.
        now: the ending in the bracket.
    """
    old, new = (f'{stem}{ending}'.casefold() for ending in (was, now))
    if old == new:
        return False
    endings = was.casefold().endswith(_TURNING_ENDINGS) or now.casefold().endswith(_TURNING_ENDINGS)
    return endings or not _EVERY.isdisjoint((old, new)) or bool(_NEGATED.fullmatch(old) or _NEGATED.fullmatch(new))


def turned(
    omission: Omission, language: str, more: Mapping[str, Iterable[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that turn the sense: those taken away from a source, and those added to it, in order.

    Args:
        omission: what an ellipsis or a bracket stands for.
        language: the language of the source, as a BCP 47 tag; English if empty.
        more: words that the project adds, by language; ``*`` for every one.
    """
    primary = language.partition('-')[0].casefold() or 'en'
    known = WORDS.get(primary, _EVERY if primary not in PARTS else frozenset[str]())
    known |= {fold(word).text.casefold() for key in {'*', primary, language} for word in more.get(key, ())}
    parts = PARTS.get(primary, ())
    old, new = (fold(text).text.casefold() for text in (omission.words, omission.added))
    taken = list(_turning(old, known, parts, instead=None if omission.elides else new.split()))
    added = list(_turning(new, known, parts))
    return _without(taken, added), _without(added, taken)


def _turning(
    text: str, known: Collection[str], parts: Iterable[str], instead: Collection[str] | None = None
) -> Iterator[str]:
    """Yield the words of a folded text that turn the sense, in order.

    Where others stand ``instead`` of them, numbers count too, and words of which these are the ends.
    """
    found = [(match.start(), part.strip()) for part in parts for match in re.finditer(re.escape(part), f'{text} ')]
    for match in _WORD.finditer(text):
        word = match[0]
        exact = instead is not None and (_is_exact(word) or _is_beheaded(word, instead))
        if exact or _NEGATED.fullmatch(word) or not _pieces(word).isdisjoint(known):
            found.append((match.start(), word))
    yield from (word for _, word in sorted(found))


def _without(words: list[str], others: list[str]) -> tuple[str, ...]:
    """Return words in order, without those that stand among others too, each as often as it does."""
    left = Counter(words) - Counter(others)
    kept: list[str] = []
    for word in words:
        if left[word]:
            left[word] -= 1
            kept.append(word)
    return tuple(kept)


def _pieces(word: str) -> set[str]:
    """Return a word, the parts of one with hyphens, and what is elided before an apostrophe: ``n'`` of "n'est"."""
    before, apostrophe, _ = word.partition("'")
    return {word, *word.split('-'), before + apostrophe}


def _is_exact(word: str) -> bool:
    return word in _REPLACED or any(map(str.isdigit, word))


def _is_beheaded(word: str, instead: Collection[str]) -> bool:
    """True if what stands for a word differs from it by its beginning only: "plausible" for "implausible"."""
    return any(word != new and (word.endswith(new) or new.endswith(word)) for new in instead)
