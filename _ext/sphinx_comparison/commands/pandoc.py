"""What pandoc reads: texts that are no plain text, made parts of a page; records in BibTeX and RIS, made CSL-JSON.

A text is taken from pandoc's own tree (``-t json``), and its words are what the seed has. Emphasis, headings, lists,
block quotes and the author's notes stay on the page; pictures, raw markup and what is below a table's cells do not.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import bibtex
from .errors import CannotRunError
from .escaping import headed, heading, inner, kept_edges
from .source_page import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Quotation marks and dashes as they are typed. "(1)" at the head of a paragraph is text, and no list.
_MARKDOWN = 'markdown-smart-fancy_lists-example_lists'
FORMATS = {
    '.md': _MARKDOWN, '.markdown': _MARKDOWN, '.htm': 'html', '.html': 'html', '.xhtml': 'html',
    '.docx': 'docx', '.odt': 'odt', '.epub': 'epub', '.fb2': 'fb2', '.tex': 'latex', '.rst': 'rst',
    '.org': 'org', '.docbook': 'docbook', '.jats': 'jats', '.textile': 'textile', '.typ': 'typst',
    '.wiki': 'mediawiki', '.ipynb': 'ipynb', '.opml': 'opml', '.muse': 'muse', '.dj': 'djot', '.man': 'man',
}  # fmt: skip
"""Pandoc's name of a format, by the suffix of a file's name. Of RTF pandoc loses the notes: it is not here."""
# In these, what a style makes metadata is a part of the text. It is set above the text, as what it is.
_STYLED = ('docx', 'odt')
_HEAD_MATTER = (('subtitle', 'subtitle'), ('author', 'byline'), ('date', 'dateline'))
_INSTALL = 'pip install "sphinx-comparison[import]"'
_LEFT_OUT = {'Image': 'picture', 'RawInline': 'raw markup'}
_STYLES = {'Emph': '*', 'Strong': '**'}


@dataclass
class Read:
    """A text that was read: its title, if it says one, its parts, and what of it was left out, counted."""

    title: str = ''
    parts: list[Part] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Run:
    """Characters that are marked alike, or a mark of a note, which is written and not read."""

    text: str
    style: str = ''
    mark: str = ''


def read_text(path: Path) -> Read:
    """Read a text by pandoc.

    Raises:
        CannotRunError: pandoc is not installed, or cannot read the file.
    """
    kind = FORMATS.get(path.suffix.lower(), '')
    if not kind:
        known = ', '.join(sorted(FORMATS))
        raise CannotRunError(f'{path} is of no kind that is known by its name: {known}, or .txt for plain text.')
    document = json.loads(_converted(path, kind, 'json'))
    reader = _Reader()
    meta = document.get('meta', {})
    read = reader.read
    read.title = _plain(_meta_inlines(meta.get('title')))
    if kind in _STYLED:
        for key, paratext in _HEAD_MATTER:
            words = _plain(_meta_inlines(meta.get(key)))
            if words:
                written = kept_edges(headed(inner(words)))
                read.parts.append(Part(words, f':::{{paratext}} {paratext}\n{written}\n:::'))
        if read.title:
            read.parts.insert(0, Part(read.title, heading(read.title), 1))
    reader.blocks(document['blocks'], _Place())
    reader.notes()
    first = [part.words for part in read.parts if part.level == 1]
    if len(first) == 1 and read.parts[0].level == 1:
        read.title = first[0]
    return read


def csl_json(path: Path, kind: str) -> str:
    """Return the records of a file as CSL-JSON."""
    if kind == 'bibtex':
        return bibtex.without_spans(_converted(path, kind, 'csljson', bibtex.prepared))
    return _converted(path, kind, 'csljson')


def _converted(path: Path, kind: str, to: str, change: Callable[[str], str] | None = None) -> str:
    try:
        import pypandoc  # noqa: PLC0415 - of an extra: only what needs it asks for it
    except ImportError as error:
        raise CannotRunError(f'{path} needs pandoc: {_INSTALL}') from error
    with tempfile.TemporaryDirectory(prefix='sphinx-comparison-') as scratch:
        # Under a name without signs: pypandoc would take a name for a pattern.
        copied = Path(scratch, f'text{path.suffix.lower()}')
        try:
            shutil.copyfile(path, copied)
            if change:
                copied.write_bytes(change(copied.read_bytes().decode('utf-8', 'replace')).encode())
            return str(pypandoc.convert_file(str(copied), to, format=kind, extra_args=['--sandbox']))
        except RuntimeError as error:
            said = ' '.join(str(error).split())
            raise CannotRunError(f'{path} cannot be read by pandoc: {said}') from error
        except OSError as error:
            problem = f'cannot be read: {error.strerror}' if error.strerror else f'needs pandoc: {_INSTALL}'
            raise CannotRunError(f'{path} {problem}') from error


@dataclass(frozen=True)
class _Place:
    """Where blocks stand: what is put before the first line, before the others, and on the blank line above."""

    first: str = ''
    rest: str = ''
    gap: str = ''

    @property
    def after(self) -> _Place:
        """The place below what stands first in it."""
        return _Place(self.rest, self.rest, self.rest.rstrip())

    def within(self, first: str, rest: str) -> _Place:
        """The place within a quotation or an item of a list, by its marks."""
        return _Place(self.first + first, self.rest + rest, self.gap)


class _Reader:
    """Makes parts of the blocks of pandoc's tree."""

    def __init__(self) -> None:
        self.read = Read()
        self._notes: list[list[Any]] = []

    def blocks(self, blocks: list[Any], at: _Place) -> None:
        """Read blocks that stand in some place, one after the other."""
        for block in blocks:
            before = len(self.read.parts)
            self._block(block['t'], block.get('c'), at)
            if len(self.read.parts) > before:
                at = at.after

    def _block(self, kind: str, content: Any, at: _Place) -> None:
        match kind:
            case 'Para' | 'Plain':
                self._stanzas(_lines(self.runs(content)), at)
            case 'LineBlock':
                self._stanzas([line for part in content for line in _lines(self.runs(part))], at)
            case 'CodeBlock':
                self._stanzas([each for line in content[1].split('\n') for each in _lines([_Run(line)])], at)
            case 'Header':
                self._heading(content[0], content[2], at)
            case 'BlockQuote':
                self.blocks(content, at.within('> ', '> '))
            case 'BulletList' | 'OrderedList':
                self._list(kind, content, at)
            case 'RawBlock':
                self.read.left_out['raw markup'] += 1
            case _:
                self._inside(content, at)

    def _list(self, kind: str, content: Any, at: _Place) -> None:
        """Read a list, whose items are marked as they are in pandoc's: by strokes, or by numbers from the first."""
        items, number = (content, 0) if kind == 'BulletList' else (content[1], content[0][0])
        for place, item in enumerate(items):
            before = len(self.read.parts)
            mark = '- ' if kind == 'BulletList' else f'{number + place}. '
            self.blocks(item, at.within(mark, ' ' * len(mark)))
            if len(self.read.parts) > before:
                at = at.after

    def _inside(self, content: Any, at: _Place) -> None:
        """Read what stands in a block of another kind, such as a table: its paragraphs, one below the other."""
        self.blocks(list(_topmost_blocks(content)), at)

    def _stanzas(self, lines: list[list[_Run]], at: _Place) -> None:
        """Read lines, with a paragraph for each run of them: a line with nothing on it ends one."""
        for is_written, stanza in groupby(lines, key=bool):
            before = len(self.read.parts)
            if is_written:
                self._paragraph(list(stanza), at)
            if len(self.read.parts) > before:
                at = at.after

    def _paragraph(self, lines: list[list[_Run]], at: _Place) -> None:
        words = '\n'.join(''.join(run.text for run in line) for line in lines)
        if words.strip():
            written = f'\\\n{at.rest}'.join(_written(line) for line in lines)
            self.read.parts.append(Part(words, at.first + written, gap=at.gap))

    def _heading(self, level: int, inlines: list[Any], at: _Place) -> None:
        """Read a heading: one that stands in a list or a quotation is a paragraph."""
        if at.first:
            self._stanzas(_lines(self.runs(inlines)), at)
            return
        runs = self.runs(inlines)
        words, marks = _words(runs), ''.join(run.mark for run in runs)
        if words:
            self.read.parts.append(Part(words, heading(words) + marks, level))

    def notes(self) -> None:
        """Set the author's notes below the text, each with its number. A note may have a note."""
        number = 0
        while number < len(self._notes):
            content = self._notes[number]
            number += 1
            held, self.read.parts = self.read.parts, []
            self._inside(content, _Place())
            noted, self.read.parts = self.read.parts, held
            for index, part in enumerate(noted):
                head = '' if index else f'[^{number}]: '
                label = '' if index else f'{number}. '
                indented = part.written.replace('\n', '\n    ')
                gap = f'    {part.gap}' if part.gap else ''
                self.read.parts.append(Part(label + part.words, (head or '    ') + indented, gap=gap))

    def runs(self, inlines: list[Any], style: str = '') -> list[_Run]:
        """Read inlines, in order."""
        return [run for inline in inlines for run in self._inline(inline['t'], inline.get('c'), style)]

    def _inline(self, kind: str, content: Any, style: str) -> list[_Run]:
        found: list[_Run] = []
        match kind:
            case 'Note':
                self._notes.append(content)
                found = [_Run('', mark=f'[^{len(self._notes)}]')]
            case 'Image' | 'RawInline':
                self.read.left_out[_LEFT_OUT[kind]] += 1
            case 'Quoted':
                begin, end = '“”' if content[0]['t'] == 'DoubleQuote' else '‘’'
                found = [_Run(begin, style), *self.runs(content[1], style), _Run(end, style)]
            case 'Emph' | 'Strong':
                found = self.runs(content, style or _STYLES[kind])
            case 'Underline' | 'Strikeout' | 'Superscript' | 'Subscript' | 'SmallCaps':
                found = self.runs(content, style)
            case 'Cite' | 'Span' | 'Link':
                found = self.runs(content[1], style)
            case _:
                found = [_characters(kind, content, style)]
        return found


def _characters(kind: str, content: Any, style: str) -> _Run:
    if kind == 'Str':
        return _Run(content, style)
    if kind in ('Code', 'Math'):
        return _Run(' '.join(content[1].split()), style)
    return _Run('\n') if kind == 'LineBreak' else _Run(' ', style)


def _topmost_blocks(content: Any) -> Iterator[Any]:
    """Yield the blocks in a value of pandoc's tree, without those in them."""
    if isinstance(content, dict):
        if content.get('t', '') in _BLOCKS:
            yield content
        elif 'c' in content:
            yield from _topmost_blocks(content['c'])
    elif isinstance(content, list):
        if content and all(isinstance(each, dict) and each.get('t', '') in _INLINES for each in content):
            yield {'t': 'Plain', 'c': content}
            return
        for each in content:
            yield from _topmost_blocks(each)


_BLOCKS = frozenset(
    ('Para', 'Plain', 'LineBlock', 'CodeBlock', 'Header', 'BlockQuote', 'BulletList', 'OrderedList', 'RawBlock', 'Div',
     'Table', 'Figure', 'DefinitionList')
)  # fmt: skip
_INLINES = frozenset(
    ('Str', 'Space', 'SoftBreak', 'LineBreak', 'Code', 'Math', 'Quoted', 'Note', 'Image', 'RawInline', 'Emph',
     'Strong', 'Underline', 'Strikeout', 'Superscript', 'Subscript', 'SmallCaps', 'Cite', 'Span', 'Link')
)  # fmt: skip


def _meta_inlines(value: Any) -> list[Any]:
    """Return the inlines of a value of the metadata; several values with commas between them."""
    if not isinstance(value, dict):
        return []
    kind, content = value['t'], value.get('c') or []
    if kind == 'MetaInlines':
        return list(content)
    if kind == 'MetaString':
        return [{'t': 'Str', 'c': content}]
    if kind in ('MetaList', 'MetaBlocks'):
        parts = [_meta_inlines(each) if kind == 'MetaList' else each.get('c', []) for each in content]
        joined: list[Any] = []
        for part in parts:
            joined += [{'t': 'Str', 'c': ', '}, *part] if joined else part
        return joined
    return []


def _plain(inlines: list[Any]) -> str:
    """Return the words of inlines on one line."""
    return _words(_Reader().runs(inlines))


def _words(runs: list[_Run]) -> str:
    words = ''.join(run.text for run in runs)
    return re.sub('[ \n]+', ' ', words).strip(' \t\ufeff')


def _lines(runs: list[_Run]) -> list[list[_Run]]:
    """Cut runs into lines, without blanks at their edges."""
    lines: list[list[_Run]] = [[]]
    for run in runs:
        if run.text == '\n':
            lines.append([])
            continue
        last = lines[-1][-1] if lines[-1] else None
        if last and not last.mark and not run.mark and last.style == run.style:
            lines[-1][-1] = _Run(last.text + run.text, run.style)
        else:
            lines[-1].append(run)
    return [_trimmed(line) for line in lines]


def _trimmed(line: list[_Run]) -> list[_Run]:
    """Take the blanks off the edges of a line."""
    while line and not line[0].mark and not line[0].text.lstrip(' \t\ufeff'):
        line = line[1:]
    while line and not line[-1].mark and not line[-1].text.rstrip(' \t\ufeff'):
        line = line[:-1]
    if line and not line[0].mark:
        line = [_Run(line[0].text.lstrip(' \t\ufeff'), line[0].style), *line[1:]]
    if line and not line[-1].mark:
        line = [*line[:-1], _Run(line[-1].text.rstrip(' \t\ufeff'), line[-1].style)]
    return line


def _written(line: list[_Run]) -> str:
    """Write a line in MyST. Emphasis is written only where Markdown is sure to take it for that."""
    written = ''
    for index, run in enumerate(line):
        after = line[index + 1] if index + 1 < len(line) else _Run('')
        if run.mark:
            written += run.mark
            continue
        words = run.text.strip(' ')
        begin = run.text[: len(run.text) - len(run.text.lstrip(' '))]
        end = run.text[len(begin) + len(words) :]
        apart = not (written + begin).endswith('*') and not (not end and after.style)
        if run.style and words and words[0].isalnum() and words[-1].isalnum() and apart:
            written += f'{begin}{run.style}{inner(words)}{run.style}{end}'
        else:
            written += inner(run.text)
    first = line[0]
    styled = written.startswith('*') and first.style
    return kept_edges(written if styled or first.mark else headed(written))
