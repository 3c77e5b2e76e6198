"""Locators: which passages, or which paratext, of a source are meant, as people write it and as ids have it."""

from __future__ import annotations

import re
from typing import NamedTuple

from .milestones import read_label

_LOCATOR = re.compile(r'(?:¶{1,2}\s?|p)?([0-9]{1,6})(?:\s?[-–]\s?(?:¶|p)?([0-9]{1,6}))?')
# What belongs to a source and is no numbered passage: first what is told by its place on the page, then what an editor
# says of a block. Notes go by their label, all others by their number among those of their kind.
PLACED_PARATEXT = ('note', 'heading', 'title', 'caption', 'legend', 'attribution', 'rubric', 'term')
SAID_PARATEXT = (
    'byline', 'dateline', 'dedication', 'epigraph', 'motto', 'paratext', 'postscript', 'preamble', 'salutation',
    'signature', 'standfirst', 'subtitle',
)  # fmt: skip
# The kind of a locator that is a reference of the text's own.
MILESTONE = 'milestone'
_NOTE_LOCATOR = re.compile(r'(?:n\.\s?|n-|(?:foot)?note[ -])([a-z0-9]+(?:-[a-z0-9]+)*)|n([0-9]{1,6})', re.IGNORECASE)
_PARATEXT_LOCATOR = re.compile(
    rf'(?:({"|".join((*PLACED_PARATEXT, *SAID_PARATEXT))})(?:[ -]([0-9]{{1,6}}))?|h([0-9]{{1,6}}))', re.IGNORECASE
)


class Locator(NamedTuple):
    """The numbers of the first and the last passage that are meant; or the kind and the label of a paratext.

    Of a paratext both numbers are 0. Its label is empty where the source has one of the kind only. A reference of the
    text's own (``1:4``) has the kind ``milestone``.
    """

    first: int
    last: int
    kind: str = ''
    label: str = ''

    @classmethod
    def parse(cls, text: str) -> Locator | None:
        """Read a locator as people write it: ``¶7``, ``¶6–7``, ``p6-p7``; ``n. 3``, ``heading 2``, ``standfirst``.

        Everything else that counts is a reference of the text's own, such as ``1:4`` or ``art. 5``. None for a text
        that is no locator.
        """
        if match := _LOCATOR.fullmatch(text.strip()):
            first = int(match[1])
            return cls(first, int(match[2] or first))
        if match := _NOTE_LOCATOR.fullmatch(text.strip()):
            return cls(0, 0, 'note', (match[1] or match[2]).lower())
        if match := _PARATEXT_LOCATOR.fullmatch(text.strip()):
            number = match[2] or match[3]
            return cls(0, 0, (match[1] or 'heading').lower(), str(int(number)) if number else '')
        label = read_label(text)
        return cls(0, 0, MILESTONE, label) if label else None

    def __str__(self) -> str:
        if self.kind == 'note':
            return f'n. {self.label}'
        if self.kind == MILESTONE:
            return self.label
        if self.kind:
            return f'{self.kind} {self.label}'.strip()
        return f'¶{self.first}' if self.first == self.last else f'¶{self.first}–{self.last}'

    @property
    def id(self) -> str:
        """The ids that are meant, as a reference has them: ``p7``, ``p6-p7``, ``n3``, ``h2``, ``caption-1``."""
        if self.kind == 'note':
            return f'n{self.label}' if self.label.isdecimal() else f'n-{self.label}'
        if self.kind == MILESTONE:
            return self.label
        if self.kind == 'heading' and self.label:
            return f'h{self.label}'
        if self.kind:
            return f'{self.kind}-{self.label}'.rstrip('-')
        return f'p{self.first}' if self.first == self.last else f'p{self.first}-p{self.last}'

    @property
    def numbers(self) -> range:
        """The numbers of all the passages that are meant."""
        return range(self.first, self.last + 1)
