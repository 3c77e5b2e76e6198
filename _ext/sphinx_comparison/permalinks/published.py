"""What the pages publish now: every anchor that a reader may have a link to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..anchors import note_anchor, read_range, read_words, unit_in, words_anchor
from ..model import Paratext, Passage, Target, sha256_of
from .ledger import Entry, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..comparison.comparison import Comparison
    from ..model import Source

# These stand and fall with another anchor: the words of a passage and the note below it with the passage, several
# passages with the first, the title of a page with the page.
DERIVED = ('words', 'note', 'range', 'title')
# These are of words of a source, and have their checksum.
WORDED = ('passage', 'paratext')
# An anchor that works and that no page shows: it need not be recorded.
UNSHOWN = ''
_NAMED_PLACES = frozenset(('title', 'section', 'label', UNSHOWN))


class PublishedAnchor(NamedTuple):
    """An anchor on a page: what it is, what a link to it says, and the checksum of its words if it is of words."""

    kind: str
    target: Target
    sha256: str = ''

    @property
    def address(self) -> str:
        """Where it is, within the site."""
        return address(self.target.docname, self.target.anchor)

    @property
    def entry(self) -> Entry:
        """Its entry in a ledger."""
        return Entry(self.target.docname, self.target.anchor, self.kind, self.sha256)


def published(comparison: Comparison) -> dict[str, PublishedAnchor]:
    """Return every anchor that the pages have, by address. Of two that are one, the first counts."""
    anchors: dict[str, PublishedAnchor] = {}
    for anchor in (*_compared(comparison), *_pages(comparison)):
        anchors.setdefault(anchor.address, anchor)
    return anchors


def _compared(comparison: Comparison) -> Iterator[PublishedAnchor]:
    for source in comparison.sources.values():
        yield from _in_source(comparison, source)
    for question in comparison.questions.values():
        yield PublishedAnchor('question', comparison.target(question))
    for point in comparison.points.values():
        yield PublishedAnchor(point.kind, comparison.target(point))
    for position in comparison.positions_shown:
        yield PublishedAnchor('position', comparison.position_target(position))
    for annotation in comparison.annotations.values():
        yield PublishedAnchor('annotation', comparison.annotation_target(annotation))


def _in_source(comparison: Comparison, source: Source) -> Iterator[PublishedAnchor]:
    for number, passage in enumerate(source.units, 1):
        target = comparison.passage_target(passage)
        kind = 'passage' if isinstance(passage, Passage) else 'paratext'
        yield PublishedAnchor(kind, target, passage.sha256)
        runs = comparison.quoted.get((source.id, number), ())
        if runs:
            yield PublishedAnchor('note', Target(target.docname, note_anchor(passage.anchor), target.label))
        for locator in comparison.ranges.get((source.id, number), ()):
            several = comparison.units_target(source, locator.numbers)
            yield PublishedAnchor('range', several)
        for span in comparison.marked(source.id, number):
            anchor = words_anchor(passage.anchor, span.start, span.end)
            words = passage.text[span.start : span.end]
            yield PublishedAnchor('words', Target(target.docname, anchor, target.label), sha256_of(words))
    for _, target in comparison.milestones(source):
        yield PublishedAnchor('milestone', target)


def _pages(comparison: Comparison) -> Iterator[PublishedAnchor]:
    for page in comparison.pages.values():
        yield PublishedAnchor('page', Target(page.docname, '', page.title))
        for landmark in page.landmarks:
            for number, anchor in enumerate((landmark.anchor, *landmark.others)):
                kind = UNSHOWN if number else landmark.kind
                yield PublishedAnchor(kind, Target(page.docname, anchor, landmark.title or page.title))


def alike(kind: str, other: str) -> bool:
    """True if an anchor of one kind may become one of another and still be the same place to a reader.

    A title, a section and a label are all places that an editor named on a page.
    """
    return kind == other or {kind, other} <= _NAMED_PLACES


def holder(entry: Entry) -> str:
    """Return the address of what a derived anchor stands and falls with."""
    if entry.kind == 'note' or (entry.kind == 'words' and read_words(entry.id)):
        return address(entry.page, unit_in(entry.id))
    several = read_range(entry.id)
    if entry.kind == 'range' and several:
        return address(entry.page, f'{several[0]}-{several[1]}')
    return entry.page


def still_there(entry: Entry, passage: Passage | Paratext | None) -> tuple[int, int] | None:
    """Return the bounds of the words that an entry means, if they are in the passage as they were published."""
    words = read_words(entry.id)
    if entry.kind != 'words' or not words or not passage:
        return None
    _, start, end = words
    return (start, end) if start < end and sha256_of(passage.text[start:end]) == entry.sha256 else None
