"""The two seed texts, and a small comparison made of records as pages leave them."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_comparison.citation.record import Name, Record
from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.locators import Locator
from sphinx_comparison.model import (
    Kind,
    Mention,
    Page,
    Passage,
    Place,
    Point,
    Position,
    Prose,
    Question,
    Quotation,
    Reference,
    Section,
    Source,
    Stance,
    ViewRequest,
)
from sphinx_comparison.views.shapes import (
    Cell,
    Code,
    Content,
    Excerpt,
    Hidden,
    Line,
    LinkTo,
    Quote,
    Strip,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SEED_FILES = {
    'bajpai': ROOT / 'seeds' / '000_b92578bfbe2a408e.txt',
    'cabestan': ROOT / 'seeds' / '001_31f3348aa04356f7.txt',
}
# What no keyboard has, and what is typed for it.
TYPED = str.maketrans(
    {
        '\u2018': "'",
        '\u2019': "'",
        '\u201c': '"',
        '\u201d': '"',
        '\u2013': '-',
        '\u2014': '--',
        '\u00a0': ' ',
    }
)
SCALE = (
    Stance('asserts', 'asserts', 'for'),
    Stance('grants', 'grants', 'for'),
    Stance('entertains', 'entertains', 'open'),
    Stance('doubts', 'doubts', 'against'),
    Stance('rejects', 'rejects', 'against'),
)
ANN = (
    'Tea must be hot. A cold cup spoils good tea.',
    'The pot must be warmed; nobody’s kettle is ever quite hot enough – not even mine.',
    'I have never seen tea made well in a cold pot.',
)
BOB = (
    'Nobody needs a warm pot.',
    'Tea must be hot. So said my aunt, and she was right.',
    'The Chinese, in 1839, drank it lukewarm.',
    'So much for tea.',
)


def seed_text(name: str) -> str:
    """Return a seed, character for character."""
    return SEED_FILES[name].read_bytes().decode('utf-8')


def seed_blocks(name: str) -> list[str]:
    """Return the blocks of a seed: in both, one blank line stands between any two."""
    return seed_text(name).split('\n\n')


@contextmanager
def soon(seconds: float = 10) -> Iterator[None]:
    """Guard against what hangs, and stop it, after so many seconds of CPU: a busy machine takes no more of them."""

    def stop(*_: object) -> None:
        raise AssertionError(f'not done after {seconds} seconds')

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# -- records --------------------------------------------------------------------------------------------------------


def prose(*parts: str | Reference | Quotation) -> Prose:
    """Make an editor's words."""
    return Prose(parts, (), repr(parts) if parts else '')


def record(title: str = 'Tea', *authors: str, issued: str = '') -> Record:
    """Make the record of an essay, by its title and its authors' surnames."""
    names = tuple(Name(family=author) for author in authors)
    return Record(
        'article',
        title,
        names=(('author', names),) if names else (),
        dates=(('issued', issued),) if issued else (),
    )


def source_page(identifier: str, *texts: str, described: Record | None = None, docname: str = '') -> Page:
    """Make the page of a source: its paragraphs are all in one section."""
    docname = docname or f'essays/{identifier}'
    passages = tuple(
        Passage(identifier, number, 'On tea', text, f'd{number}', docname=docname)
        for number, text in enumerate(texts, 1)
    )
    source = Source(
        identifier,
        identifier[:1].upper(),
        'en-GB',
        described or record(f'{identifier.title()} on tea', identifier.title()),
        Place(docname, 3),
        passages,
    )
    return Page(docname, source.record.title, source)


def located(written: str) -> Locator:
    """Read a locator, which must be one."""
    locator = Locator.parse(written)
    assert locator
    return locator


def quote(page: Page, source: str, typed: str, where: str = '', line: int = 9) -> Quotation:
    """Record a quotation on a page."""
    locator = located(where) if where else None
    quotation = Quotation(len(page.quotations), source, typed, locator, Place(page.docname, line))
    page.quotations.append(quotation)
    return quotation


def point(page: Page, kind: Kind, identifier: str, title: str | Prose = '', **fields: Any) -> Point:
    """Record a point on a page; a field is its question, what it is a reason for, its date."""
    words = title if isinstance(title, Prose) else prose(title or identifier.replace('-', ' ').capitalize())
    defined = Point(kind, identifier, words, Place(page.docname, 5), **fields)
    page.points.append(defined)
    return defined


def position(
    page: Page,
    point: str,
    source: str,
    stance: str = '',
    *quotations: str,
    summary: str = '',
    contested: str = '',
    nearest: str = '',
) -> Position:
    """Record a position on a page. A quotation is written ``words`` or ``words|¶2``."""
    held = Position(
        point,
        source,
        Place(page.docname, 7),
        stance,
        prose(summary) if summary else Prose(),
        prose(contested) if contested else Prose(),
        tuple(map(located, nearest.split())),
        tuple(quote(page, source, words, where) for words, _, where in (q.partition('|') for q in quotations)),
    )
    page.positions.append(held)
    return held


def mention(page: Page, kind: str, target: str, section: Section | None = None, line: int = 11) -> Mention:
    """Record a reference on a page."""
    mentioned = Mention(Reference(kind, target), Place(page.docname, line), section or Section())
    page.mentions.append(mentioned)
    return mentioned


def request(name: str, docname: str = 'overview', **options: str) -> ViewRequest:
    """Make what a page asks of a view; an underscore in an option stands for a hyphen."""
    return ViewRequest(
        0, name, tuple((key.replace('_', '-'), value) for key, value in options.items()), Place(docname, 1)
    )


def compare(*pages: Page) -> Comparison:
    """Index pages, with the usual scale."""
    return Comparison(pages, SCALE)


def tea_pages() -> dict[str, Page]:
    """Return the pages of a small comparison of two essays, by name."""
    why = Page('why', 'Why the pot')
    why.questions.append(Question('why', prose('Why warm the pot?'), Place('why', 2)))
    point(why, 'hypothesis', 'hot', 'Tea must be hot', question='why')
    position(why, 'hot', 'ann', 'asserts', 'Tea must be hot.', summary='She is sure of it.')
    position(why, 'hot', 'bob', 'grants', 'Tea must be hot.', summary='On authority.', contested='Is he joking?')
    point(why, 'hypothesis', 'warm-pot', 'The pot must be warmed', question='why')
    position(why, 'warm-pot', 'ann', 'asserts', 'The pot must be warmed|¶2', summary='Flatly.')
    position(why, 'warm-pot', 'bob', 'rejects', 'Nobody needs a warm pot.', summary='As flatly.')
    point(why, 'hypothesis', 'cold-kettle', 'No kettle is hot enough', reason_for='warm-pot')
    position(
        why,
        'cold-kettle',
        'ann',
        'entertains',
        "nobody's kettle is ever quite hot enough - not even mine",
        summary='She offers it as her reason.',
    )
    position(why, 'cold-kettle', 'bob', 'silent', nearest='¶1 ¶4', summary='He has no kettle.')
    themes = Page('themes', 'Themes')
    point(themes, 'theme', 'authority', 'Whose word counts')
    position(themes, 'authority', 'bob', '', 'So said my aunt, and she was right.', summary='His aunt’s.')
    point(themes, 'evidence', 'lukewarm', 'The Chinese drank it lukewarm', date='1839')
    position(themes, 'lukewarm', 'bob', '', 'in 1839, drank it lukewarm')
    point(themes, 'evidence', 'never-seen', 'What Ann has not seen')
    position(themes, 'never-seen', 'ann', '', 'I have never seen tea made well')
    overview = Page('overview', 'Overview')
    quote(overview, 'ann', 'A cold cup spoils good tea')
    overview.quoting[0] = Section('cups', 'Of cups')
    mention(overview, 'passage', 'bob#p3', Section('china', 'Of China'))
    mention(overview, 'hypothesis', 'warm-pot', Section('cups', 'Of cups'))
    pages = (source_page('ann', *ANN), source_page('bob', *BOB), overview, why, themes)
    return {page.docname: page for page in pages}


def tea() -> Comparison:
    """Return a small comparison of two essays, without a fault."""
    return compare(*tea_pages().values())


# -- what views draw ------------------------------------------------------------------------------------------------


def rows(table: Table) -> list[list[str]]:
    """Return what a table says, cell by cell."""
    return [[shown(cell) for cell in row.cells] for row in table.rows]


def headings(table: Table) -> list[str]:
    """Return what stands above the columns of a table."""
    return [shown(cell) for cell in table.headings]


def shown(cell: Cell) -> str:
    """Return what a cell says: its blocks but for pictures, with a stroke between them."""
    return ' | '.join(_block(block) for block in cell.blocks if not isinstance(block, Strip))


def _block(block: Line | Content | Quote | Code | Hidden | Excerpt) -> str:
    if isinstance(block, Excerpt):
        numbers = ' '.join(each.target.label for each in block.numbers)
        return ' | '.join([numbers, _copied(block.content), *map(line, block.lines)])
    if isinstance(block, Hidden):
        return f'{block.label} ({" | ".join(map(_block, block.blocks))})'
    if isinstance(block, Line):
        return line(block)
    if isinstance(block, Quote):
        return f'“{block.exact}” {block.locator}'
    if isinstance(block, Code):
        return block.text
    return _copied(block)


def line(drawn: Line | None) -> str:
    """Return what a line says; nothing, where there is none."""
    return ''.join(_piece(piece) for piece in drawn.pieces) if drawn else ''


def _piece(piece: Text | LinkTo | Content) -> str:
    if isinstance(piece, Text):
        return piece.text
    return piece.target.label if isinstance(piece, LinkTo) else _copied(piece)


def _copied(content: Content) -> str:
    return ''.join(part if isinstance(part, str) else '?' for part in content.prose.parts)
