"""Attributions: what stands behind the words of a quotation, ``¶7``, or ``¶7, omitting “not”``."""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import fold

_CONFIRMING = re.compile(r'(?:^|[\s,;])(omitting|adding)(?=[\s"“„«])')
_QUOTATION_MARKS = ' \t\n"\'“”„‟‘’‚«»‹›'


class Attribution(NamedTuple):
    """A locator as typed, and the words that the editor confirms: left out of the quotation, or added in brackets.

    Those are words that turn the sense (:mod:`.proof.sense`).
    """

    locator: str = ''
    omitting: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Attribution:
        """Read what stands behind a quotation: ``¶7, omitting “not”, “may” and adding “never”``."""
        locator, *confirmed = _CONFIRMING.split(text)
        words: dict[str, list[str]] = {'omitting': [], 'adding': []}
        for what, listed in zip(confirmed[::2], confirmed[1::2], strict=True):
            parts = re.split(r'[,;]|\band\s*$', listed)
            words[what] += [word for part in parts if (word := part.strip(_QUOTATION_MARKS))]
        return cls(locator.strip(' \t\n,;'), tuple(words['omitting']), tuple(words['adding']))

    def confirmed_by(self, other: Attribution) -> bool:
        """True if another attribution confirms these words, each as often, and no others."""
        return all(
            sorted(fold(word).text.casefold() for word in ours)
            == sorted(fold(word).text.casefold() for word in theirs)
            for ours, theirs in ((self.omitting, other.omitting), (self.adding, other.adding))
        )

    def __str__(self) -> str:
        parts = [self.locator] if self.locator else []
        for what, words in (('omitting', self.omitting), ('adding', self.adding)):
            if words:
                parts.append(f'{what} ' + ', '.join(f'“{word}”' for word in words))
        return ', '.join(parts)
