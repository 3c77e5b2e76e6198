"""The model: what is compared. Plain, frozen, picklable records; no Sphinx.

Each page contributes a :class:`Page` of records; :mod:`.comparison.comparison` indexes them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from .anchors import position_anchor
from .locators import MILESTONE, Locator
from .milestones import Milestone, Stretch, stretch
from .proof.edits import UNCHANGED, Edits

if TYPE_CHECKING:
    from .citation.record import Record
    from .comparison.earlier_release import Release
    from .proof.seed import Emendation

ID = re.compile(r'[a-z][a-z0-9]*(?:-[a-z0-9]+)*')
Kind = Literal['hypothesis', 'theme', 'evidence']
KINDS: tuple[Kind, ...] = ('hypothesis', 'theme', 'evidence')
# What a reference may be to, in the manual's words: each is a role.
REFERENCE_KINDS = {
    'source': 'the page of a source',
    'passage': 'a passage, or the first of several; a paratext, by its id',
    'question': 'a question',
    'hypothesis': 'a hypothesis',
    'theme': 'a theme',
    'evidence': 'a piece of evidence',
    'position': 'a position, by its point and its source',
    'annotation': "an editors' note",
}
# What the pages that continue a source refer to it by, which no editor writes: it says the author and the title.
WORK = 'work'


class Place(NamedTuple):
    """Where an editor wrote something: a page, or a ``file`` that is no page, and the line in it, counted from 1.

    The name of a file that a page includes is relative to the folder of the pages.
    """

    docname: str
    line: int
    file: str = ''


class Target(NamedTuple):
    """Where a reader finds something: a page, the anchor on it, and what a link to it says."""

    docname: str
    anchor: str
    label: str


class Stance(NamedTuple):
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


class Reference(NamedTuple):
    """A reference in prose to something that may be on another page. ``kind`` is empty where any will do."""

    kind: str
    target: str


class Link(NamedTuple):
    """A reference on a page, to whatever; ``worded`` if it has words of its own, and does not show its target's."""

    domain: str
    role: str
    target: str
    worded: bool


class Prose(NamedTuple):
    """Text with references in it, as an editor wrote it.

    ``parts`` are strings and what is resolved later; ``links`` is every reference in it, to whatever;
    ``digest`` tells apart any two that would be drawn differently.
    """

    parts: tuple[str | Reference | Quotation, ...] = ()
    links: tuple[Link, ...] = ()
    digest: str = ''

    def __bool__(self) -> bool:
        return bool(self.digest)


class Quotation(NamedTuple):
    """A source's words as an editor typed them, to be proved. ``number`` counts the quotations of a page.

    ``omitting`` and ``adding`` are the words that its editor confirms to be left out, or added, though they turn the
    sense of what they stand in.
    """

    number: int
    source: str
    typed: str
    locator: Locator | None
    place: Place
    omitting: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()


class Passage(NamedTuple):
    """A numbered paragraph of a source: the unit of citation.

    ``digest`` also tells its markup apart. If this build does not show it, it has no text, and ``hidden`` has the
    checksum of what it says. ``docname`` is the page that it stands on. ``otherwise`` says where that shows something
    else than the text has, such as a formula or the number of a note: from one offset to another.
    """

    source: str
    number: int
    section: str
    text: str
    digest: str = ''
    hidden: str = ''
    docname: str = ''
    otherwise: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """Its permanent id in its source: ``p7``."""
        return f'p{self.number}'

    @property
    def locator(self) -> Locator:
        """How it is cited: ``¶7``."""
        return Locator(self.number, self.number)

    @property
    def anchor(self) -> str:
        """Its anchor in every output: ``bajpai-p7``."""
        return f'{self.source}-p{self.number}'

    @property
    def sha256(self) -> str:
        """The checksum of its text in UTF-8, in hexadecimal digits."""
        return self.hidden or sha256_of(self.text)


class Paratext(NamedTuple):
    """What belongs to a source and is no numbered passage: a note of its author, a heading, a caption, a standfirst.

    ``kind`` is one of ``PLACED_PARATEXT`` and ``SAID_PARATEXT``. ``label`` is that of a note, and else the number
    among those of its kind. The paragraphs of its text have a blank line between them. It may be ``hidden`` as
    a passage may. ``docname`` is the page that it stands on.
    """

    source: str
    kind: str
    label: str
    text: str
    digest: str = ''
    hidden: str = ''
    docname: str = ''
    otherwise: tuple[tuple[int, int], ...] = ()

    @property
    def locator(self) -> Locator:
        """How it is cited: ``n. 3``, ``heading 2``."""
        return Locator(0, 0, self.kind, self.label)

    @property
    def id(self) -> str:
        """Its permanent id in its source: ``n3``, ``h2``, ``caption-1``."""
        return self.locator.id

    @property
    def anchor(self) -> str:
        """Its anchor in every output: ``bajpai-n3``."""
        return f'{self.source}-{self.id}'

    @property
    def sha256(self) -> str:
        """The checksum of its text in UTF-8, in hexadecimal digits."""
        return self.hidden or sha256_of(self.text)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()


class Source(NamedTuple):
    """A text being compared, with its bibliographic record.

    ``emended`` and then ``layout`` turn its seed into what is read; ``edited`` is, for each change of the first, the
    number of the unit in which it shows, 0 where it shows in none.

    What a page records that ``continues`` the source of another has no record, and numbers of its own;
    :mod:`.comparison.continued` joins them. Of a source of several pages, ``pages`` are what each has, the first page
    first.
    ``milestones`` are where references of the text's own begin, in order.
    ``siglum`` is empty as long as it is only known of one page, and its editor gives none.
    ``translates`` is the id of its original, as its editor wrote it, on ``translates_line``; empty if it has none.
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
    paratext: tuple[Paratext, ...] = ()
    continues: bool = False
    pages: tuple[Source, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    translates: str = ''
    translates_line: int = 0

    @property
    def units(self) -> tuple[Passage | Paratext, ...]:
        """Return everything that can be quoted: the passages, then the paratext. The first is number 1."""
        return (*self.passages, *self.paratext)

    def unit(self, number: int) -> Passage | Paratext:
        """Return the unit of a number."""
        beside = number - len(self.passages)
        return self.paratext[beside - 1] if beside > 0 else self.passages[number - 1]

    def numbers(self, locator: Locator) -> range:
        """Return the numbers of the units that a locator means; none, if the source has not all of them."""
        if not locator.kind:
            here = 1 <= locator.first <= locator.last <= len(self.passages)
            return locator.numbers if here else range(0)
        if locator.kind == MILESTONE:
            meant = self.stretch(locator)
            return range(meant.first, meant.last + 1) if meant else range(0)
        found = [
            number
            for number, part in enumerate(self.paratext, len(self.passages) + 1)
            if part.kind == locator.kind and locator.label in ('', part.label)
        ]
        return range(found[0], found[0] + 1) if len(found) == 1 else range(0)

    def stretch(self, locator: Locator) -> Stretch | None:
        """Return what a reference of the text's own refers to; None for another locator, or if there is none."""
        if locator.kind != MILESTONE:
            return None
        return stretch(self.milestones, locator.label, len(self.passages))

    def locator(self, first: int, last: int) -> Locator:
        """Return how the units of two numbers, and all between them, are cited."""
        return Locator(first, last) if first <= len(self.passages) else self.unit(first).locator

    def has(self, locator: Locator) -> bool:
        """True if the source has all that a locator means."""
        return bool(self.numbers(locator))


class Question(NamedTuple):
    """What hypotheses answer."""

    id: str
    title: Prose
    place: Place

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'question-{self.id}'


class Point(NamedTuple):
    """Something the sources are compared on."""

    kind: Kind
    id: str
    title: Prose
    place: Place
    question: str = ''
    reason_for: str = ''
    date: str = ''
    description: Prose = Prose()

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'{self.kind}-{self.id}'


class SecondReading(NamedTuple):
    """The stance that another reader found in a source, and who read it."""

    stance: str
    reader: str


class Position(NamedTuple):
    """What one source holds on one point. ``stance`` is as the editor wrote it, on the scale or off it."""

    point: str
    source: str
    place: Place
    stance: str = ''
    summary: Prose = Prose()
    contested: Prose = Prose()
    nearest: tuple[Locator, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    second_readings: tuple[SecondReading, ...] = ()

    @property
    def id(self) -> str:
        """How it is referred to: ``silt#reed``."""
        return f'{self.point}#{self.source}'

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return position_anchor(self.point, self.source)


class Annotation(NamedTuple):
    """An editors' explanatory note on words of a source, its ``lemma``. ``reference``: where its facts are from."""

    id: str
    lemma: Quotation
    place: Place
    text: Prose = Prose()
    reference: Prose = Prose()

    @property
    def source(self) -> str:
        """The id of the source that it is on."""
        return self.lemma.source

    @property
    def anchor(self) -> str:
        """Its anchor in every output."""
        return f'annotation-{self.id}'


class Section(NamedTuple):
    """A section of a page: its anchor and its title. Both are empty at the top of a page."""

    anchor: str = ''
    title: str = ''


class Landmark(NamedTuple):
    """A place on a page that has an anchor of its own: its title, a ``section``, or something with a ``label``.

    It may have ``others``, which work and are not shown.
    """

    kind: Literal['title', 'section', 'label']
    anchor: str
    title: str = ''
    others: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A reference on a page, and the section that it stands in."""

    reference: Reference
    place: Place
    section: Section = Section()


class ViewRequest(NamedTuple):
    """A view that a page asks for: its name, and its options as written. ``number`` counts the views of a page.

    ``references`` are the ids among its options. ``anchor`` is that of its name, where it has one, in every output.
    ``release`` is an earlier one, for a view that compares it with now.
    """

    number: int
    name: str
    options: tuple[tuple[str, str], ...]
    place: Place
    references: tuple[Reference, ...] = ()
    anchor: str = ''
    caption: Prose = Prose()
    release: Release | None = None

    def option(self, name: str) -> str:
        """Return an option as written; empty when it is not set."""
        return dict(self.options).get(name, '')

    def is_set(self, name: str) -> bool:
        """Return whether an option is written at all, with a value or without."""
        return name in dict(self.options)

    def listed(self, name: str) -> tuple[str, ...]:
        """Return an option that is a list, separated by commas or blanks."""
        return tuple(part for part in re.split(r'[\s,]+', self.option(name)) if part)


class Label(NamedTuple):
    """What one of Sphinx's labels stands on: its anchor, and its title, if it has one."""

    anchor: str
    title: str | None
    place: Place


class Finding(NamedTuple):
    """Something an editor must fix: its subtype, what is wrong and how to fix it, and where."""

    subtype: str
    message: str
    place: Place


@dataclass
class Page:
    """All that one page contributes. It grows while the page is read and is not changed after that.

    ``quoting`` says in which section each quotation in running text stands; ``links`` is every reference on the page,
    to whatever, as domain, type and target. ``labels`` are Sphinx's, by name. ``top`` is the anchor of its first
    heading, empty if it has none. ``conditions`` are those under which parts of it are shown; of a page as one build
    shows it, those that do not hold, and ``hidden`` has the questions, points, positions and annotations that are not
    shown, each with its condition.
    """

    docname: str
    title: str = ''
    source: Source | None = None
    questions: list[Question] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    views: list[ViewRequest] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quoting: dict[int, Section] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    conditions: tuple[str, ...] = ()
    hidden: dict[str, str] = field(default_factory=dict)
    top: str = ''

    @property
    def compares(self) -> bool:
        """True if the page contributes to the comparison or shows some of it; a mere reference does not."""
        return bool(self.source or self.questions or self.points or self.positions or self.quotations or self.views)
