"""Capitals in English titles: in headline style for Chicago and MLA, in sentence style for APA.

As the styles of CSL do it, with its list of words that stay small (CSL 1.0.2, "Title Case Conversion"). Kept as they
are: what the record marks with CSL's ``<span class="nocase">``, raised and lowered signs, and words with capitals of
their own, such as ``NATO``, ``iPhone`` and ``Jong-un``. Titles in other languages keep their capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .. import csl_types
from ..csl import TITLES, words_of
from ..markup import NOCASE, Piece, cut, for_print, pieces, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..edition import CitedItem, Edition
    from ..record import Record

_SMALL = words_of("""
    a an and as at but by down for from in into nor of on onto or over so the till to up v via vs with yet
""")
_KEPT = (NOCASE, 'sub', 'sup')
# What has a name in APA, and no title.
_NAMES = ('container-title', 'collection-title')
_WORD = re.compile(r"[^\W_]+(?:[-‑'’.][^\W_]+)*")
_BEGINS_AFTER = re.compile(r'[:?!]["”’\'»)\]]*\s')
_PART = re.compile(r'(?<=[-‑])|(?=[-‑])')


class _Word(NamedTuple):
    """A word of a title: where it is, whether it begins the title or a subtitle, or ends one; or is to be kept."""

    text: str
    start: int
    begins: bool
    ends: bool
    kept: bool


@lru_cache(maxsize=256)  # each title is asked for by every use of two styles, one after the other
def headline(title: str) -> str:
    """Return a title with the capitals of a headline: of all words but articles, conjunctions, short prepositions."""
    return _recased(title, _in_headline)


def sentence(title: str) -> str:
    """Return a title with the capitals of a sentence, if its names are marked and it has those of a headline.

    Of a title without marks no program can tell the names.
    """
    marked = any(NOCASE in piece.marks for piece in pieces(title))
    return _recased(title, _in_sentence) if marked and _has_headline_case(title) else title


def in_headlines(cited: CitedItem) -> Record:
    """Return the record as a style prints it whose titles are in headline case."""
    return _styled(cited, dict.fromkeys(TITLES, headline))


def in_sentences(cited: CitedItem) -> Record:
    """Return the record as a style prints it whose titles are in sentence case, and those of periodicals are not."""
    named = csl_types.is_serial(cited.record) or cited.record.type in csl_types.SITES
    names = _NAMES if named else ()
    return _styled(cited, {variable: headline if variable in names else sentence for variable in TITLES})


def of_edition(edition: Edition) -> str:
    """Return the title of an edition in headline case."""
    return headline(edition.title) if _is_english(edition.language) else edition.title


def _is_english(language: str) -> bool:
    return language.lower().split('-')[0] == 'en'


def _styled(cited: CitedItem, recase: dict[str, Callable[[str], str]]) -> Record:
    record = cited.printed
    english = _is_english(cited.language)

    def styled(variable: str, text: str) -> str:
        if variable not in TITLES:
            return text
        title = record.tagged(variable)
        return for_print(recase[variable](title) if english else title)

    strings = tuple((variable, styled(variable, text)) for variable, text in record.strings)
    return record._replace(title=styled('title', record.title), strings=strings)


def _recased(title: str, recase: Callable[[_Word], str]) -> str:
    marked = pieces(title)
    text = ''.join(piece.text for piece in marked)
    if text.isupper():
        return title  # who writes all in capitals has told no names
    parts: list[str] = []
    end = 0
    for word in _words(marked):
        written = word.text if word.kept else recase(word)
        # Some letters have two as their capital: the marks would not fit.
        written = written if len(written) == len(word.text) else word.text
        parts += [text[end : word.start], written]
        end = word.start + len(word.text)
    return tagged(cut(marked, ''.join([*parts, text[end:]])))


def _words(marked: list[Piece]) -> Iterator[_Word]:
    text = ''.join(piece.text for piece in marked)
    kept = [any(mark in _KEPT for mark in piece.marks) for piece in marked for _ in piece.text]
    end = 0
    matches = list(_WORD.finditer(text))
    for index, match in enumerate(matches):
        following = text[match.end() : matches[index + 1].start()] if index + 1 < len(matches) else ''
        yield _Word(
            match[0],
            match.start(),
            begins=not index or bool(_BEGINS_AFTER.search(text[end : match.start()])),
            ends=index + 1 == len(matches) or bool(_BEGINS_AFTER.search(following)),
            kept=any(kept[match.start() : match.end()]) or '.' in match[0],
        )
        end = match.end()


def _in_headline(word: _Word) -> str:
    text, small = word.text, word.text.lower()
    is_small = small in _SMALL and not (word.begins or word.ends)
    if text != small or is_small or re.match("[dl]['’]", text):
        return text
    parts = _PART.split(text)
    within = range(1, len(parts) - 1)
    capital = [part[:1].upper() + part[1:] for part in parts]
    return ''.join(part if part in _SMALL and n in within else capital[n] for n, part in enumerate(parts))


def _in_sentence(word: _Word) -> str:
    text = word.text
    if word.begins:
        return text
    parts = _PART.split(text)
    names = any(letter.isupper() for part in parts for letter in part[1:]) or re.match("I(?:['’]|$)", text)
    return text if names else text.lower()


def _has_headline_case(title: str) -> bool:
    """True if most of the words that sentence case would have small begin with a capital."""
    words = [word.text for word in _words(pieces(title)) if not (word.begins or word.kept)]
    counted = [word for word in words if word.lower() not in _SMALL and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in counted) > len(counted)
