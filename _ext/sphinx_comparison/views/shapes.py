"""What can be drawn, as plain values. A page is drawn from them, and by them it is known to be stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Prose, Target


class Content(NamedTuple):
    """An editor's or a source's words with their markup, to be copied from where they stand.

    ``part`` says which part of what is anchored there: the title of a point, the summary or the contested note of a
    position, the text of a passage. The text of an annotation is a summary, too. ``language`` is that of a passage.
    """

    docname: str
    anchor: str
    part: Literal['title', 'summary', 'contested', 'reference', 'passage']
    prose: Prose
    language: str = ''


class Text(NamedTuple):
    """Plain text. On a site it leads to a ``file`` that stands beside the pages, by its path from the root."""

    text: str
    classes: tuple[str, ...] = ()
    italic: bool = False
    file: str = ''


class LinkTo(NamedTuple):
    """A link; ``content`` is the markup of its words, where they have any."""

    target: Target
    content: Content | None = None


class Line(NamedTuple):
    """A paragraph of a cell."""

    pieces: tuple[Text | LinkTo | Content, ...]
    classes: tuple[str, ...] = ()


class Quote(NamedTuple):
    """A proved quotation, and where it leads: the passage, and the very words in it.

    ``words`` is the anchor of the words, in HTML; ``exact`` are the source's own characters.
    """

    exact: str
    passage: Target
    words: str
    locator: str
    language: str


class Code(NamedTuple):
    """Lines to be shown as they are, for a program."""

    text: str


class StripPart(NamedTuple):
    """A paragraph on a strip: its link and number, where it begins, its length, and what share of it is quoted."""

    link: LinkTo
    number: int
    start: int
    length: int
    share: int  # per cent


class Strip(NamedTuple):
    """A picture of a source, for pages of HTML: its paragraphs in a row, and what is quoted of them.

    ``length`` is that of the whole; each of ``runs`` says where a stretch begins, how long it is, and how often it is
    quoted. All are in code points.
    """

    hue: int
    length: int
    parts: tuple[StripPart, ...]
    runs: tuple[tuple[int, int, int], ...]


class SidePart(NamedTuple):
    """A paragraph beside a table: the hue of its source, its link and number, where it begins, and its length."""

    hue: int
    link: LinkTo
    number: int
    start: int
    length: int


class Thread(NamedTuple):
    """A line from a paragraph to a point: where it begins and ends, and what is said of it."""

    hue: int
    start: int
    end: int
    label: str


class Side(NamedTuple):
    """A picture beside a table, for pages of the site: paragraphs one below the other, and threads to the rows.

    All is in sixteenths of a rem from the top of the table, and so is the ``height``.
    """

    height: int
    parts: tuple[SidePart, ...]
    threads: tuple[Thread, ...]


class Hidden(NamedTuple):
    """What a reader is to judge before it is shown: ``label`` opens it."""

    label: str
    blocks: tuple[Line | Content, ...]


class Cell(NamedTuple):
    """A cell: lines, contents, quotations, code, pictures, passages, what is hidden, one below the other."""

    blocks: tuple[Line | Content | Quote | Code | Strip | Hidden | Excerpt, ...] = ()
    classes: tuple[str, ...] = ()

    def texts(self) -> list[Text]:
        """Return the plain text in its lines."""
        lines = (block for block in self.blocks if isinstance(block, Line))
        return [piece for line in lines for piece in line.pieces if isinstance(piece, Text)]


class Row(NamedTuple):
    """A row; its first cell is its heading."""

    cells: tuple[Cell, ...]
    classes: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: the headings of its columns, the widths of these as shares, its rows.

    ``questions`` are those that its rows answer, if several, with their titles: a script lets readers choose.
    ``coins`` is what the table cites, for reference managers. ``headed`` is true if the first cell of a row is its
    heading. ``splits`` is the number of columns after the first that may stand in several tables, on paper.
    ``signs`` are the headings that the table has in HTML, where a stylesheet draws signs in the place of its words.
    ``sides`` are the pictures before and after the table on a page of the site.
    """

    headings: tuple[Cell, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    classes: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    coins: str = ''
    headed: bool = True
    splits: int = 0
    signs: tuple[Cell, ...] = ()
    sides: tuple[Side, ...] = ()

    def contents(self) -> Iterator[Content]:
        """Yield everything that is copied from elsewhere."""
        for row in self.rows:
            for cell in row.cells:
                for block in cell.blocks:
                    if isinstance(block, Excerpt):
                        yield from block.contents()
                    for part in block.blocks if isinstance(block, Hidden) else (block,):
                        if isinstance(part, Content):
                            yield part
                        elif isinstance(part, Line):
                            yield from _contents(part)


class Excerpt(NamedTuple):
    """A passage, whole: its anchor here, links on its number and on what begins there, its words, lines about it."""

    anchor: str
    numbers: tuple[LinkTo, ...]
    content: Content
    lines: tuple[Line, ...]

    def contents(self) -> Iterator[Content]:
        """Yield everything that is copied from elsewhere."""
        yield self.content
        for line in self.lines:
            yield from _contents(line)


class Columns(NamedTuple):
    """Texts side by side: a heading and the passages of each; tables of those that are aligned, a row a passage."""

    headings: tuple[Line, ...]
    columns: tuple[tuple[Excerpt, ...], ...]
    aligned: tuple[Table, ...] = ()

    def contents(self) -> Iterator[Content]:
        """Yield everything that is copied from elsewhere."""
        for table in self.aligned:
            yield from table.contents()
        for column in self.columns:
            for excerpt in column:
                yield from excerpt.contents()


def _contents(line: Line) -> Iterator[Content]:
    for piece in line.pieces:
        if isinstance(piece, Content):
            yield piece
        elif isinstance(piece, LinkTo) and piece.content:
            yield piece.content
