"""Formatted text: roman and italic runs, quotation marks, and the punctuation between parts.

The rules of American typography that all three styles share. Quotations inside quotation marks take single ones,
and theirs double ones (The Chicago Manual of Style, 18th ed., 6.9 and 12.30; MLA Handbook, 9th ed., 5.26). Full stops
and commas stand inside closing quotation marks (Chicago 6.9, MLA 2.94, APA 7th ed. 6.8). After a question or an
exclamation mark no full stop follows, but a comma does (Chicago 6.134).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from ..markup import BEGIN_ITALIC, END_ITALIC

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSERS = {'“': '”', '"': '"', '‘': '’', "'": "'"}
_MARKS = frozenset('“”"‘’\'')
_BEFORE_OPENING = ' \u00a0\t\n([{—–-/“‘"\''


class Run(NamedTuple):
    """Characters that are all roman or all italic."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class StyledText:
    """Runs of text. The last ``closing`` characters are closing quotation marks, before which stops and commas go."""

    runs: tuple[Run, ...] = ()
    closing: int = 0

    @property
    def plain(self) -> str:
        """The characters, without saying which are italic."""
        return ''.join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    def __add__(self, other: StyledText) -> StyledText:
        if not self or not other:
            return other or self
        runs = list(self.runs)
        for run in other.runs:
            if runs[-1].italic == run.italic:
                runs[-1] = Run(runs[-1].text + run.text, run.italic)
            else:
                runs.append(run)
        return StyledText(tuple(runs), other.closing)

    def then(self, mark: str) -> StyledText:
        """Add a comma, a full stop or another delimiter, which may end in a blank."""
        if mark[:1] not in ('.', ','):
            return self + verbatim(mark)
        return self._stopped(mark[0]) + verbatim(mark[1:])

    def _stopped(self, mark: str) -> StyledText:
        end = len(self.plain) - self.closing
        last = self.plain[:end][-1:]
        if last == mark or (mark == '.' and last in '?!'):
            return self
        if not self.closing:
            return self + verbatim(mark)
        *before, run = self.runs
        inside = Run(run.text[: -self.closing] + mark + run.text[-self.closing :], run.italic)
        return StyledText((*before, inside), self.closing)

    def capitalized(self) -> StyledText:
        """Return the text with its first letter a capital."""
        if not self:
            return self
        first, *rest = self.runs
        return StyledText((Run(capitalize(first.text), first.italic), *rest), self.closing)


EMPTY = StyledText()


def verbatim(text: str) -> StyledText:
    """Set text as it is: an address, a file, punctuation."""
    return StyledText((Run(text),))


def roman(text: str) -> StyledText:
    """Set text as it is, its straight quotation marks made curly."""
    return _set(text, italic=False)


def italic(text: str) -> StyledText:
    """Set text in italics, its straight quotation marks made curly."""
    return _set(text, italic=True)


def _set(text: str, *, italic: bool) -> StyledText:
    resolved, closing = _resolved(text, inside=False)
    return StyledText(_runs(resolved, italic=italic), closing)


def quoted(text: str) -> StyledText:
    """Set text in quotation marks; those within become single, and those within them double."""
    if not text:
        return EMPTY
    resolved, closing = _resolved(text, inside=True)
    return StyledText(_runs(f'“{resolved}”', italic=False), closing + 1)


def joined(parts: Iterable[StyledText], delimiter: str) -> StyledText:
    """Put a delimiter between parts, leaving out empty ones."""
    present = [part for part in parts if part]
    return reduce(lambda whole, part: whole.then(delimiter) + part, present) if present else EMPTY


def bracketed(text: StyledText, brackets: str = '()') -> StyledText:
    """Put text in brackets; none if it is empty."""
    return verbatim(brackets[0]) + text + verbatim(brackets[1]) if text else EMPTY


def with_status_capitalized(parts: Iterable[StyledText], status: str) -> list[StyledText]:
    """Return the parts of an entry, with a capital where one begins with the status: ``Forthcoming``."""
    return [part.capitalized() if status and part.plain.startswith(status) else part for part in parts]


def capitalize(text: str) -> str:
    """Make the first letter a capital, and leave the others as they are."""
    return text[:1].upper() + text[1:]


def _runs(text: str, *, italic: bool) -> tuple[Run, ...]:
    """Cut a text where italics begin and end: within italics they are roman."""
    if BEGIN_ITALIC not in text and END_ITALIC not in text:
        return (Run(text, italic),) if text else ()
    runs = []
    for piece in re.split(f'([{BEGIN_ITALIC}{END_ITALIC}])', text):
        if piece in (BEGIN_ITALIC, END_ITALIC):
            italic = not italic
        elif piece:
            runs.append(Run(piece, italic))
    return tuple(runs)


def _resolved(text: str, *, inside: bool) -> tuple[str, int]:
    """Resolve the quotation marks of a text that itself stands inside quotation marks or not.

    Gives the text, and how many characters at its end are closing marks. A mark that has no partner is an
    apostrophe, if it can be one, or stays.
    """
    if _MARKS.isdisjoint(text):
        return text, 0
    characters = list(text.replace("'", '’'))
    pairs = dict(_pairs(text))
    closes = set(pairs.values())
    inner: list[bool] = []
    for index, character in enumerate(text):
        if index in pairs:
            double = len(inner) % 2 == 1 if inside else character in '“"'
            inner.append(double)
            characters[index] = '“' if double else '‘'
        elif index in closes:
            characters[index] = '”' if inner.pop() else '’'
    closing = 0
    while len(text) - 1 - closing in closes:
        closing += 1
    return ''.join(characters), closing


def _pairs(text: str) -> list[tuple[int, int]]:
    """Find which opening marks go with which closing ones. What is opened in between and not closed has no partner."""
    pairs = []
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    for index, character in enumerate(text):
        if character not in _MARKS:
            continue
        before, after = text[index - 1 : index] if index else '', text[index + 1 : index + 2]
        if character in "’'" and before.isalnum() and after.isalnum():
            continue
        opening = (not before or before in _BEFORE_OPENING) and bool(after.strip())
        if waiting[character] and not (character in '"\'' and opening):
            while _CLOSERS[text[opened[-1]]] != character:
                waiting[_CLOSERS[text[opened.pop()]]] -= 1
            pairs.append((opened.pop(), index))
            waiting[character] -= 1
        elif character in '“‘' or (character in '"\'' and opening):
            opened.append(index)
            waiting[_CLOSERS[character]] += 1
    return pairs
