"""Projects as plain data, and the files they are: what the tests of edits edit.

A :class:`Model` is all that a project says, frozen and without files; :func:`files` writes it out, in Markdown or in
reStructuredText; a :class:`Disk` changes only those files of a project that differ from what they were, as an editor,
``mv``, ``cp -p`` or ``git checkout`` would. The edits are in :mod:`editing`.
"""

from __future__ import annotations

import json
import os
import posixpath
from dataclasses import dataclass, field, replace
from textwrap import indent
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helpers.project import Project

# -- words ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Emphasis:
    """Words with markup."""

    words: str


@dataclass(frozen=True)
class Ref:
    """A reference: a role, or MyST's ``[](#target)`` (``myst``) and ``[](target.md)`` (``page``)."""

    role: str
    target: str
    words: str = ''


@dataclass(frozen=True)
class Words:
    """The role ``quote``."""

    words: str
    target: str


@dataclass(frozen=True)
class Note:
    """A footnote."""

    words: str


Inline = str | Emphasis | Ref | Words | Note
Text = tuple[Inline, ...]

# -- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Para:
    """A paragraph: on the page of a source, a passage."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """A section's heading, and the label before it, if any."""

    title: Text
    label: str = ''


@dataclass(frozen=True)
class Editorial:
    """An ``{editorial}`` block."""

    text: Text


@dataclass(frozen=True)
class Quote:
    """A quotation in a position."""

    words: str
    locator: str = ''


@dataclass(frozen=True)
class Position:
    """A position; ``on`` is set where it stands alone."""

    source: str
    stance: str = ''
    on: str = ''
    nearest: str = ''
    contested: Text = ()
    summary: Text = ()
    quotes: tuple[Quote, ...] = ()


Kind = Literal['question', 'hypothesis', 'theme', 'evidence']


@dataclass(frozen=True)
class Point:
    """A question or a point of any kind."""

    kind: Kind
    id: str
    title: Text
    question: str = ''
    reason_for: str = ''
    date: str = ''
    body: Text = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True)
class Annotation:
    """An ``{annotation}``."""

    id: str
    quote: Quote
    text: Text
    reference: Text = ()


@dataclass(frozen=True)
class View:
    """A view and its options."""

    name: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hidden:
    """A block that not every build shows: under ``only`` with an expression, or in a ``todo``."""

    block: Block
    by: Literal['draft', 'not draft', 'html', 'todo']


@dataclass(frozen=True)
class Toctree:
    """The pages below a page, or a pattern."""

    entries: tuple[str, ...]
    glob: bool = False


Block = Para | Heading | Editorial | Annotation | Position | Point | View | Hidden | Toctree

# -- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Emendation:
    """What is changed in a seed, and why."""

    reason: str
    omit: str = ''
    replace: str = ''
    new: str = ''


@dataclass(frozen=True)
class Record:
    """What the front matter of a source says. ``damage`` spoils it.

    One that ``continues`` a source says only of which, and what is said of its seed.
    """

    id: str
    family: str
    title: str
    issued: str = '2001'
    language: str = ''
    siglum: str = ''
    seed: str = ''
    emendations: tuple[Emendation, ...] = ()
    damage: str = ''
    continues: bool = False
    translates: str = ''


@dataclass(frozen=True)
class Page:
    """A page. ``path`` is its name without the suffix."""

    path: str
    title: Text
    blocks: tuple[Block, ...] = ()
    record: Record | None = None
    suffix: Literal['.md', '.rst'] = '.md'


@dataclass(frozen=True)
class Model:
    """A project: pages, of which the first is the root; seeds and configuration values, by name; tags."""

    pages: tuple[Page, ...]
    seeds: Mapping[str, str] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    def page(self, path: str) -> Page:
        """Return a page by its name."""
        return next(page for page in self.pages if page.path == path)

    def put(self, old: Page, *new: Page) -> Model:
        """Put pages, or none, in the place of one."""
        at = self.pages.index(old)
        return replace(self, pages=(*self.pages[:at], *new, *self.pages[at + 1 :]))

    def blocks(self, kind: type[Any]) -> list[tuple[Page, int, Any]]:
        """Find the blocks of a class: the page, the place on it, the block."""
        return [
            (page, at, block) for page in self.pages for at, block in enumerate(page.blocks) if type(block) is kind
        ]

    @property
    def records(self) -> list[Page]:
        """The pages of sources."""
        return [page for page in self.pages if page.record]


# -- files ----------------------------------------------------------------------------------------------------------

SEED_FOLDER = 'seeds'


def files(model: Model) -> dict[str, bytes]:
    """Write a project out: the content of each file, by its path."""
    written = {page.path + page.suffix: _page(page).encode('utf-8', 'surrogateescape') for page in model.pages}
    for name, text in model.seeds.items():
        # A lone surrogate makes a byte that is no UTF-8.
        written[f'{SEED_FOLDER}/{name}'] = text.encode('utf-8', 'surrogateescape')
    return written


def _page(page: Page) -> str:
    write = _Structured(page) if page.suffix == '.rst' else _Markdown(page)
    return _front_matter(page.record) + '\n\n'.join(write.page()) + '\n'


def _front_matter(record: Record | None) -> str:
    if record is None:
        return ''
    described: dict[str, object] = {
        'id': record.id,
        'type': 'book',
        'title': record.title,
        'author': [{'family': record.family}],
        'issued': record.issued,
        'language': record.language,
        'siglum': record.siglum,
        'translates': record.translates,
    }
    keys: dict[str, object] = {
        **({'continues': record.id} if record.continues else described),
        'seed': record.seed,
        'emendations': [_emendation(emendation) for emendation in record.emendations],
    }
    lines = [f'  {key}: {json.dumps(value, ensure_ascii=False)}' for key, value in keys.items() if value]
    return '\n'.join(['---', 'source:', *lines, *([record.damage] if record.damage else []), '---', '', ''])


def _emendation(emendation: Emendation) -> dict[str, str]:
    change = {'omit': emendation.omit} if emendation.omit else {'replace': emendation.replace, 'with': emendation.new}
    return {**change, 'reason': emendation.reason}


class _Writer:
    """Writes a page."""

    def __init__(self, page: Page) -> None:
        self.source = page
        self.notes: list[str] = []

    def page(self) -> Iterator[str]:
        """Yield the blocks of the page, its title first."""
        yield self.heading('=', self.text(self.source.title))
        for block in self.source.blocks:
            yield from self.block(block)
        yield from self.notes

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Para):
            yield self.text(block.text)
        elif isinstance(block, Heading):
            if block.label:
                yield self.label(block.label)
            yield self.heading('-', self.text(block.title))
        elif isinstance(block, Editorial):
            yield self.directive('editorial', '', {}, [self.text(block.text)])
        elif isinstance(block, Annotation):
            options = {'id': block.id, 'reference': self.text(block.reference)}
            yield self.directive('annotation', '', options, [self.quote(block.quote), self.text(block.text)])
        elif isinstance(block, Point):
            yield self.point(block)
        elif isinstance(block, Position):
            yield self.position(block)
        elif isinstance(block, View):
            yield self.directive(block.name, '', dict(block.options), [])
        elif isinstance(block, Hidden):
            name, argument = ('todo', '') if block.by == 'todo' else ('only', block.by)
            yield self.directive(name, argument, {}, list(self.block(block.block)), depth=2)
        else:
            options = {'glob': ' '} if block.glob else {}
            yield self.directive('toctree', '', options, ['\n'.join(f'/{entry}' for entry in block.entries)])

    def point(self, point: Point) -> str:
        options = {'id': point.id, 'question': point.question, 'reason-for': point.reason_for, 'date': point.date}
        body = [self.text(point.body)] if point.body else []
        body += [self.position(position) for position in point.positions]
        return self.directive(point.kind, self.text(point.title), options, body, depth=1)

    def position(self, position: Position) -> str:
        options = {
            'on': position.on,
            'stance': position.stance,
            'nearest': position.nearest,
            'contested': self.text(position.contested),
        }
        body = [self.text(position.summary)] if position.summary else []
        body += [self.quote(quote) for quote in position.quotes]
        return self.directive('position', position.source, options, body)

    def text(self, text: Text) -> str:
        return ' '.join(self.inline(part) for part in text)

    def inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Emphasis):
            return f'*{part.words}*'
        if isinstance(part, Words):
            return self.role('quote', f'{part.words} <{part.target}>')
        if isinstance(part, Note):
            return self.note(part.words)
        return self.reference(part)

    def heading(self, mark: str, title: str) -> str:
        raise NotImplementedError

    def label(self, name: str) -> str:
        raise NotImplementedError

    def directive(self, name: str, argument: str, options: dict[str, str], body: list[str], depth: int = 0) -> str:
        raise NotImplementedError

    def quote(self, quote: Quote) -> str:
        raise NotImplementedError

    def role(self, name: str, text: str) -> str:
        raise NotImplementedError

    def note(self, words: str) -> str:
        raise NotImplementedError

    def reference(self, ref: Ref) -> str:
        raise NotImplementedError


class _Markdown(_Writer):
    """Writes a page in Markdown."""

    def heading(self, mark: str, title: str) -> str:
        return f'{"#" if mark == "=" else "##"} {title}'

    def label(self, name: str) -> str:
        return f'({name})='

    def directive(self, name: str, argument: str, options: dict[str, str], body: list[str], depth: int = 0) -> str:
        fence = ':' * (3 + depth)
        set_ = [f':{key}: {value}'.rstrip() for key, value in options.items() if value]
        head = '\n'.join([f'{fence}{{{name}}} {argument}'.rstrip(), *set_])
        return '\n\n'.join([head, *body]) + f'\n{fence}'

    def quote(self, quote: Quote) -> str:
        before = f'{{attribution="{quote.locator}"}}\n' if quote.locator else ''
        # What stands between two quotations keeps them two.
        return f'% a quotation\n\n{before}> {quote.words}'

    def role(self, name: str, text: str) -> str:
        return f'{{{name}}}`{text}`'

    def note(self, words: str) -> str:
        mark = f'[^n{len(self.notes) + 1}]'
        self.notes.append(f'{mark}: {words}')
        return mark

    def reference(self, ref: Ref) -> str:
        if ref.role == 'myst':
            return f'[{ref.words}](#{ref.target})'
        if ref.role == 'page':
            path = posixpath.relpath(ref.target, posixpath.dirname(self.source.path) or '.')
            return f'[{ref.words}]({path}.md)'
        target = f'/{ref.target}' if ref.role == 'doc' else ref.target
        return self.role(ref.role, f'{ref.words} <{target}>' if ref.words else target)


class _Structured(_Writer):
    """Writes a page in reStructuredText."""

    def heading(self, mark: str, title: str) -> str:
        return f'{title}\n{mark * (4 * len(title))}'

    def label(self, name: str) -> str:
        return f'.. _{name}:'

    def directive(self, name: str, argument: str, options: dict[str, str], body: list[str], depth: int = 0) -> str:
        set_ = [f'   :{key}: {value}'.rstrip() for key, value in options.items() if value]
        head = '\n'.join([f'.. {name}:: {argument}'.rstrip(), *set_])
        return '\n\n'.join([head, *(indent(block, '   ') for block in body)])

    def quote(self, quote: Quote) -> str:
        after = f'\n\n   -- {quote.locator}' if quote.locator else ''
        # What stands between two quotations keeps them two.
        return f'..\n\n   {quote.words}{after}'

    def role(self, name: str, text: str) -> str:
        return f':{name}:`{text}`'

    def note(self, words: str) -> str:
        self.notes.append(f'.. [#n{len(self.notes) + 1}] {words}')
        return f'[#n{len(self.notes)}]_'

    def reference(self, ref: Ref) -> str:
        role = {'myst': 'any', 'page': 'doc'}.get(ref.role, ref.role)
        target = f'/{ref.target}' if role == 'doc' else ref.target
        return self.role(role, f'{ref.words} <{target}>' if ref.words else target)


# -- on disk --------------------------------------------------------------------------------------------------------

Stamp = Literal['now', 'kept', 'older']
"""What time a changed file has: that of the change; the one that the file had before, or, where it is a new one, that
of the first files, as after ``mv``, ``cp -p`` or ``tar``; or an hour before all others, as from a backup."""

_HOUR = 3600 * 10**9


class Disk:
    """The files of a project."""

    def __init__(self, project: Project, model: Model) -> None:
        self.project = project
        self.files: dict[str, bytes] = {}
        self.config: dict[str, Any] = {}
        self.put(model)
        self.began = min(self._time(path) for path in self.files)

    def put(self, model: Model, stamp: Stamp = 'now') -> None:
        """Make the files those of a model; leave alone what is the same. Changed ones have the time that is said."""
        config = dict(model.config)
        if config != self.config:
            self.project.configure(**{**dict.fromkeys(self.config), **config})
            self.config = config
        after = files(model)
        changed = {path: content for path, content in after.items() if self.files.get(path) != content}
        times = {path: self._time(path) for path in changed if path in self.files}
        self.project.remove(*(path for path in self.files if path not in after))
        self.project.write(changed)
        for path in changed:
            if stamp != 'now':
                self.set_time(path, times.get(path, self.began) if stamp == 'kept' else self.began - _HOUR)
        self.files = after

    def touch(self, path: str) -> None:
        """Give a file another time and leave it alone."""
        os.utime(self.project.source / path)

    def set_time(self, path: str, time: int) -> None:
        """Set the time of a file."""
        os.utime(self.project.source / path, ns=(time, time))

    def _time(self, path: str) -> int:
        return (self.project.source / path).stat().st_mtime_ns


# -- to begin with --------------------------------------------------------------------------------------------------

TEA = 'Tea is poured before the milk.'
EVERYBODY = 'Everybody knows it.'
COLD = 'A cold cup spoils good tea.'
POT = 'The pot must be warmed, and then the water must boil.'
MILK = 'The milk goes in first, as my mother taught me.'
MIND = 'The pot need not be warmed: good tea does not mind.'
LEMON = 'Lemon is for those who can afford no milk.'

SMALL = Model(
    pages=(
        Page('index', ('Tea',), (Toctree(('ann', 'points', 'views')),)),
        Page('ann', ('On tea',), (Para((TEA,)), Para((COLD, POT))), Record('ann', 'Ann', 'On tea')),
        Page(
            'points',
            ('Points',),
            (
                Point(
                    'hypothesis',
                    'first',
                    ('Tea first',),
                    positions=(Position('ann', 'asserts', quotes=(Quote('Tea is poured'),)),),
                ),
            ),
        ),
        Page('views', ('Views',), (View('comparison'), View('coverage'))),
    )
)
"""One source, one hypothesis, one table."""

LARGE = Model(
    pages=(
        Page(
            'index',
            ('Tea and milk',),
            (
                Para(('Whether', Ref('source', 'ann'), 'is right:', Words('The pot must be warmed', 'ann#p2'))),
                Toctree(('essays/ann', 'essays/bob', 'points', 'themes', 'views', 'deep/prose', 'other')),
            ),
        ),
        Page(
            'essays/ann',
            ('On tea',),
            (
                Editorial(('From a copy of', Ref('source', 'ann'), Note('It is incomplete.'))),
                Para((TEA, EVERYBODY)),
                Heading(('Second thoughts',), 'second'),
                Para((COLD, POT)),
                Para((EVERYBODY, 'So I rest my case.')),
                Annotation('rest', Quote('I rest my case'), ('As in', Ref('passage', 'ann#p1')), ('A book',)),
            ),
            Record(
                'ann',
                'Ann',
                'On tea',
                language='en-GB',
                siglum='A',
                seed='ann.txt',
                emendations=(Emendation('a form', omit='Leave a reply'),),
            ),
        ),
        Page('essays/bob', ('Milk first',), (Para((MILK,)), Para((MIND,))), Record('bob', 'Bob', 'Milk first')),
        Page(
            'points',
            ('The milk',),
            (
                Point('question', 'when', ('When does the milk go in?',)),
                Point(
                    'hypothesis',
                    'first',
                    ('Tea', Emphasis('first')),
                    question='when',
                    body=('Compare', Ref('theme', 'warmth'), 'and', Ref('passage', 'bob#p1')),
                    positions=(
                        Position(
                            'ann',
                            'asserts',
                            contested=('Some doubt it, see', Ref('theme', 'warmth')),
                            summary=('She is firm; see', Ref('myst', 'theme-warmth'), 'and', Ref('doc', 'other')),
                            quotes=(Quote('Tea is poured before the milk.'), Quote(EVERYBODY, '¶1')),
                        ),
                        Position('bob', 'rejects', quotes=(Quote('The milk goes in first'),)),
                    ),
                ),
                Point(
                    'hypothesis',
                    'known',
                    ('Everybody knows it',),
                    question='when',
                    reason_for='first',
                    positions=(
                        Position('ann', 'grants', quotes=(Quote(EVERYBODY, '¶3'),)),
                        Position('bob', 'silent', nearest='¶1–2', summary=('He says nothing.',)),
                    ),
                ),
            ),
        ),
        Page(
            'themes',
            ('Themes',),
            (
                Point(
                    'theme',
                    'warmth',
                    ('Warmth',),
                    positions=(
                        Position('ann', quotes=(Quote('The pot must be warmed'),)),
                        Position('bob', quotes=(Quote('The pot need not be warmed'),)),
                    ),
                ),
                Point('evidence', 'fire', ('The great fire',), date='1666-09', body=('It burnt.',)),
                Position('ann', on='fire', quotes=(Quote('then the water must boil'),)),
            ),
            suffix='.rst',
        ),
        Page(
            'views',
            ('Side by side',),
            (
                View('comparison', (('caption', 'All of it'), ('name', 'all-of-it'))),
                View('stances'),
                View('parallels'),
                View('concordance', (('source', 'ann'),)),
                View('coverage'),
                View('emendations', (('source', 'ann'),)),
            ),
        ),
        Page(
            'deep/prose',
            ('Prose',),
            (
                Heading(('A section',), 'a-section'),
                Para(
                    (
                        'It is about',
                        Ref('hypothesis', 'first'),
                        Ref('myst', 'all-of-it'),
                        Ref('page', 'other', 'that'),
                        Ref('page', 'points'),
                        Ref('any', 'warmth'),
                        Ref('ref', 'second'),
                        Ref('numref', 'all-of-it'),
                    )
                ),
            ),
        ),
        Page('other', ('Other things',), (Para(('Nothing to compare here.',)),)),
    ),
    seeds={
        'ann.txt': '\n\n'.join(
            ['On tea', f'{TEA} {EVERYBODY}', 'Second thoughts', f'{COLD} {POT}', f'{EVERYBODY} So I rest my case.']
        )
        + '\n\nLeave a reply'
    },
    config={'numfig': True},
)
"""Two sources, one of them with a seed; points of each kind; every view; prose that refers to all of it."""

STARTS: Mapping[str, Model] = {'small': SMALL, 'large': LARGE}
