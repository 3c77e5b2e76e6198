"""The model: what is compared. Plain, frozen, picklable records; no Sphinx.

Each page contributes a :class:`Page` of records; :mod:`.comparison` indexes them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from .proof.edits import UNCHANGED, Edits

if TYPE_CHECKING:
    from .citation.record import Record
    from .proof.seed import Emendation

ID = re.compile(r'[a-z][a-z0-9]*(?:-[a-z0-9]+)*')
_LOCATOR = re.compile(r'(?:¶{1,2}\s?|p)?([0-9]{1,6})(?:\s?[-–]\s?(?:¶|p)?([0-9]{1,6}))?')

Kind = Literal['hypothesis', 'theme', 'evidence']
KINDS: tuple[Kind, ...] = ('hypothesis', 'theme', 'evidence')


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor wrote something: a page, or a ``file`` that is no page, and the line in it, counted from 1."""

    docname: str
    line: int
    file: str = ''


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reader finds something: a page, the anchor on it, and what a link to it says."""

    docname: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Stance:
    """A step of the scale: its id, its label, and its side (``for``, ``open``, ``against``, or none)."""

    id: str
    label: str
    side: str = ''

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes with which its label is shown."""
        side = (f'cf-{self.side}',) if self.side else ()
        return ('cf-stance', f'cf-stance-{self.id}', *side)


SILENT = Stance('silent', 'silent')


@dataclass(frozen=True, slots=True)
class Locator:
    """The numbers of the first and the last passage that are meant."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read a locator as people write it: ``¶7``, ``¶6–7``, ``p6-p7``. Raises :class:`ValueError`."""
        match = _LOCATOR.fullmatch(text.strip())
        if not match:
            raise ValueError(text)
        first = int(match[1])
        return cls(first, int(match[2] or first))

    def __str__(self) -> str:
        return f'¶{self.first}' if self.first == self.last else f'¶{self.first}–{self.last}'

    @property
    def numbers(self) -> range:
        """The numbers of all the passages that are meant."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in prose to something that may be on another page. ``kind`` is empty where any will do."""

    kind: str
    target: str


class Link(NamedTuple):
    """A reference on a page, to whatever; ``worded`` if it has words of its own, and does not show its target's."""

    domain: str
    role: str
    target: str
    worded: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """Text with references in it, as an editor wrote it.

    ``parts`` are strings and what is resolved later; ``links`` is every reference in it, to whatever;
    ``digest`` tells apart any two that would be drawn differently.
    """

    parts: tuple[str | Reference | Quotation, ...] = ()
    links: tuple[Link, ...] = ()
    digest: str = ''

    def __bool__(self) -> bool:
        return bool(self.digest)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A source's words as an editor typed them, to be proved. ``number`` counts the quotations of a page."""

    number: int
    source: str
    typed: str
    locator: Locator | None
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph of a source: the unit of citation. ``digest`` also tells its markup apart."""

    source: str
    number: int
    section: str
    text: str
    digest: str = ''

    @property
    def id(self) -> str:
        """Its permanent id in its source: ``p7``."""
        return f'p{self.number}'

    @property
    def anchor(self) -> str:
        """Its anchor in every output: ``bajpai-p7``."""
        return f'{self.source}-p{self.number}'

    @property
    def sha256(self) -> str:
        """The checksum of its text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode('utf-8', 'surrogatepass')).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """A text being compared, with its bibliographic record.

    ``emended`` and then ``layout`` turn its seed into what is read; ``edited`` is, for each change of the first, the
    number of the passage in which it shows, 0 where it shows in none.
    """

    id: str
    siglum: str
    language: str
    record: Record
    place: Place
    passages: tuple[Passage, ...] = ()
    seed: str = ''
    emendations: tuple[Emendation, ...] = ()
    emended: Edits = UNCHANGED
    layout: Edits = UNCHANGED
    edited: tuple[int, ...] = ()

    def has(self, locator: Locator) -> bool:
        """Tell whether the source has all the passages of a locator."""
        return 1 <= locator.first <= locator.last <= len(self.passages)


@dataclass(frozen=True, slots=True)
class Question:
    """What hypotheses answer."""

    id: str
    title: Prose
    place: Place

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'question-{self.id}'


@dataclass(frozen=True, slots=True)
class Point:
    """Something the sources are compared on."""

    kind: Kind
    id: str
    title: Prose
    place: Place
    question: str = ''
    reason_for: str = ''
    date: str = ''

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'{self.kind}-{self.id}'


@dataclass(frozen=True, slots=True)
class Position:
    """What one source holds on one point. ``stance`` is as the editor wrote it, on the scale or off it."""

    point: str
    source: str
    place: Place
    stance: str = ''
    summary: Prose = Prose()
    contested: Prose = Prose()
    nearest: tuple[Locator, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'position-{self.point}-{self.source}'


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: its anchor and its title. Both are empty at the top of a page."""

    anchor: str = ''
    title: str = ''


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place on a page that has an anchor of its own: its title, a ``section``, or something with a ``label``.

    It may have ``others``, which work and are not shown.
    """

    kind: Literal['title', 'section', 'label']
    anchor: str
    title: str = ''
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference on a page, and the section that it stands in."""

    reference: Reference
    place: Place
    section: Section = Section()


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """A view that a page asks for: its name, and its options as written. ``number`` counts the views of a page.

    ``references`` are the ids among its options. ``anchor`` is that of its name, where it has one, in every output.
    """

    number: int
    name: str
    options: tuple[tuple[str, str], ...]
    place: Place
    references: tuple[Reference, ...] = ()
    anchor: str = ''
    caption: Prose = Prose()

    def option(self, name: str) -> str:
        """Give an option as written; empty when it is not set."""
        return dict(self.options).get(name, '')

    def listed(self, name: str) -> tuple[str, ...]:
        """Give an option that is a list, separated by commas or blanks."""
        return tuple(part for part in re.split(r'[\s,]+', self.option(name)) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor must mend: its subtype, what is wrong and how to mend it, and where."""

    subtype: str
    message: str
    place: Place


@dataclass
class Page:
    """All that one page contributes. It grows while the page is read and is not changed after that.

    ``quoting`` says in which section each quotation in running text stands; ``links`` is every reference on the page,
    to whatever, as domain, type and target.
    """

    docname: str
    title: str = ''
    source: Source | None = None
    questions: list[Question] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    views: list[ViewRequest] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quoting: dict[int, Section] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def compares(self) -> bool:
        """Tell whether the page contributes to the comparison or shows some of it; a mere reference does not."""
        return bool(self.source or self.questions or self.points or self.positions or self.quotations or self.views)
