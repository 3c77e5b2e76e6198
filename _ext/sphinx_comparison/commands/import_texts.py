"""``import``: a text made the page of a source, with its seed, its record, and its line in the list of pages."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from yaml.reader import Reader

from ..citation.markup import plain
from ..model import ID
from ..proof.layout import Cut, blocks_of
from ..proof.seed import Emendation, PageBlock, prove
from . import pandoc
from .counts import counted
from .errors import CannotRunError
from .escaping import UNWRITABLE, heading
from .layout import Layout, layout_of
from .records import identifier, language_tag, read_items
from .source_page import Part, paragraph, source_page
from .toctree import list_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .records import Item

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
# What YAML, and so front matter, cannot have.
NON_PRINTABLE = Reader.NON_PRINTABLE
_PLAIN = ('', '.txt', '.text')
_CUTS: tuple[Cut, ...] = ('text', 'lines')
# What a front matter begins with; the rest of a record follows.
_FIRST = ('type', 'title', 'author')


_HEADING = re.compile(
    r'(?i:chapter|book|part|canto|act|scene|letter|sermon|day)\b.{0,80}|[0-9IVXLCDM]{1,7}[.:]?(?: .{0,80})?'
)


@dataclass
class Import:
    """What is to be written for one text, and what is to be said of it."""

    page: Path
    text: str
    seeds: dict[Path, bytes]
    passages: int
    said: list[str] = field(default_factory=list)


@dataclass
class _Text:
    """A text that was read: its title if it says one, its parts, its seed, the files to be copied, what to say."""

    title: str
    parts: list[Part]
    cut: Cut
    seed: Path
    copies: dict[Path, bytes]
    emendations: list[dict[str, str]]
    said: list[str]


@click.command('import')
@click.argument('files', metavar='FILE...', type=_FILE, nargs=-1, required=True)
@click.option(
    '--record',
    metavar='ITEM',
    type=_FILE,
    help='The bibliographic record: CSL-JSON, CSL-YAML, BibTeX or RIS. Of several the one with the id of the text.',
)
@click.option(
    '--to', metavar='FOLDER', type=_FOLDER, default='docs/sources', show_default=True, help='Where the page goes.'
)
@click.option(
    '--seeds',
    metavar='FOLDER',
    type=_FOLDER,
    default='seeds',
    show_default=True,
    help='Where the seed goes: the folder that cf_seed_dir names.',
)
@click.option('--id', 'name', metavar='ID', help='The id of the source, if not one made of the record or the name.')
@click.option('--language', metavar='TAG', help='The language of the text, such as en-GB or grc.')
@click.option(
    '--seed-format',
    'cut',
    type=click.Choice(_CUTS),
    help='Where the paragraphs of a plain text end: at blank lines, or at each line end. If not said, by a look.',
)
@click.option('--verse', is_flag=True, help='The lines of a plain text stay lines, as those of verse.')
@click.option(
    '--chapters', is_flag=True, help='The files are one source: the first begins it, and the others continue it.'
)
def import_texts(  # noqa: PLR0913, PLR0917 - each is an option
    files: tuple[Path, ...],
    record: Path | None,
    to: Path,
    seeds: Path,
    name: str | None,
    language: str | None,
    cut: Cut | None,
    verse: bool,
    chapters: bool,
) -> None:
    """Make texts pages of sources.

    Each FILE is copied into the folder of seeds, and a page is written that has its text, paragraph by paragraph, with
    everything escaped that Markdown would take for markup. Plain text (.txt) is read as it is. Anything else is read
    by pandoc: Markdown, HTML, DOCX, ODT, EPUB and more. No file is ever overwritten.
    """
    if name and len(files) > 1 and not chapters:
        raise click.UsageError('--id is for one FILE.')
    if name and not ID.fullmatch(name):
        raise click.UsageError(f'"{name}" is no id: write lower-case letters a-z, digits and single hyphens.')
    if language and language_tag(language) != language:
        meant = language_tag(language)
        raise click.UsageError(f'"{language}" is no language tag.' + (f' Write {meant}.' if meant else ''))
    if verse and cut == 'lines':
        raise click.UsageError('With --verse a paragraph is a stanza, and with --seed-format lines it is a line.')
    layout = Layout(cut or 'text', verse=verse) if cut or verse else None
    items = read_items(record) if record else []
    begun = files[:1] if chapters else files
    imports = [
        _import(file, _item_for(file, items, name), to, seeds, name, language, layout, chapters) for file in begun
    ]
    for number, file in enumerate(files[len(begun) :], 2):
        source = imports[0].page.stem
        imports.append(_chapter(file, source, to / f'{source}-{number}.md', seeds, layout))
    _refuse_existing(imports)
    for each in imports:
        _write(each)
    click.echo('Look the pages over, and prove them: sphinx-comparison check')


def _item_for(file: Path, items: Sequence[Item], name: str | None) -> Item | None:
    """Return the record of a text: the only one there is, or the one with its id."""
    if len(items) <= 1:
        return items[0] if items else None
    wanted = name or identifier(file.stem)
    found = [item for item in items if item.id == wanted]
    if len(found) == 1:
        return found[0]
    known = ', '.join(sorted(item.id for item in items if item.id))
    raise CannotRunError(f'None of the records is that of {file}, "{wanted}". With --id, name one of: {known}')


def _import(  # noqa: PLR0913, PLR0917 - each is an option
    file: Path,
    item: Item | None,
    to: Path,
    seeds: Path,
    name: str | None,
    language: str | None,
    layout: Layout | None,
    chapters: bool,
) -> Import:
    """Read a text, and return what is to be written. Nothing is written yet."""
    source = name or (item.id if item else '') or identifier(file.stem)
    if not source:
        raise CannotRunError(f'No id can be made of the name of {file}. Give one with --id.')
    text = _text(file, seeds, source, layout)
    said = text.said + [f'Of the record: {each}.' for each in (item.left_out if item else ())]
    keys = {**(item.keys if item else {}), **({'language': language} if language else {})}
    title, parts = _titled(file, keys, text.title, text.parts, said)
    if chapters and len(parts) > 1 and _is_heading(parts[0]):
        # The page's heading is the title of the whole: that of its first chapter stands below it.
        parts = [Part(parts[0].words, heading(parts[0].words), 1), *parts[1:]]
    front = _front(source, keys, _seed_keys(text, seeds))
    if text.emendations:
        proposed = counted(len(text.emendations), 'emendation')
        said.append(f'{proposed} proposed, in its front matter: confirm the reasons.')
    return Import(to / f'{source}.md', source_page(front, title, parts), text.copies, _passages(parts), said)


def _chapter(file: Path, source: str, page: Path, seeds: Path, layout: Layout | None) -> Import:
    """Read a chapter that continues a source, and return what is to be written on its page."""
    text = _text(file, seeds, page.stem, layout)
    keys = {'title': text.parts[0].words} if _is_heading(text.parts[0]) else {}
    title, parts = _titled(file, keys, text.title, text.parts, [])
    front = {'continues': source, **_seed_keys(text, seeds)}
    return Import(page, source_page(front, title, parts), text.copies, _passages(parts), text.said)


def _is_heading(first: Part) -> bool:
    """True if the first line of a chapter says by itself that it is the heading of one."""
    return not first.level and bool(_HEADING.fullmatch(first.words))


def _text(file: Path, seeds: Path, source: str, layout: Layout | None) -> _Text:
    is_plain = file.suffix.lower() in _PLAIN
    text = _plain_text(file, seeds, layout) if is_plain else _text_by_pandoc(file, seeds, source)
    _refuse_unwritable(file, text.parts)
    return text


def _passages(parts: Sequence[Part]) -> int:
    return sum(not part.level and not part.written.startswith((':::', '[^', '    ')) for part in parts)


def _plain_text(file: Path, seeds: Path, layout: Layout | None) -> _Text:
    """Read a plain text, which is its own seed."""
    data = _read(file)
    text = _decoded(file, data)
    said: list[str] = []
    if layout is None:
        layout = layout_of(text)
        ends = 'with each line' if layout.cut == 'lines' else 'at blank lines'
        kept = ', and its lines stay lines' if layout.verse else ''
        said.append(f'Its paragraphs end {ends}{kept}: {layout.why}. (If not: --seed-format, --verse)')
    cut = layout.cut
    parts = [paragraph(lines, verse=layout.verse) for lines in blocks_of(text, cut) if ''.join(lines).strip()]
    seed = _seed_name(file, seeds)
    copies = {seed: data} if _is_elsewhere(file, seed) else {}
    return _Text('', parts, cut, seed, copies, blank_blocks_omitted(file, text, cut), said)


def _text_by_pandoc(file: Path, seeds: Path, source: str) -> _Text:
    """Read any other text. Its seed is what pandoc finds in it; the original is kept beside that."""
    read = pandoc.read_text(file)
    seed, original = seeds / f'{source}.txt', _seed_name(file, seeds)
    copies = {seed: ('\n\n'.join(part.words for part in read.parts) + '\n').encode()}
    if _is_elsewhere(file, original):
        copies[original] = _read(file)
    said = [f'Left out: {counted(count, what)}.' for what, count in sorted(read.left_out.items())]
    return _Text(read.title, read.parts, 'text', seed, copies, [], said)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotRunError(f'{file} cannot be read: {error.strerror}.') from error


def _decoded(file: Path, data: bytes) -> str:
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError as error:
        line = data.count(b'\n', 0, error.start) + 1
        raise CannotRunError(
            f'{file}:{line}: The byte 0x{data[error.start]:02x} is no UTF-8. Save the text as UTF-8: '
            f'iconv -f WINDOWS-1252 -t UTF-8 (or from the encoding that it has).'
        ) from error


def _refuse_unwritable(file: Path, parts: Sequence[Part]) -> None:
    number = next((number for number, part in enumerate(parts, 1) if UNWRITABLE in part.words), 0)
    if number:
        raise CannotRunError(
            f'{file} has the character U+0000 in paragraph {number}, which no page can show. Remove it.'
        )
    if not parts:
        raise CannotRunError(f'{file} has no text.')


def blank_blocks_omitted(file: Path, text: str, cut: Cut) -> list[dict[str, str]]:
    """Propose an emendation for the blocks that are white space alone: a page has no paragraph for them.

    The proof says whether they do: nothing is proposed that it does not accept.

    Raises:
        CannotRunError: no emendation accounts for one, such as one of control characters, which YAML cannot have.
    """
    blocks = [' '.join(lines) for lines in blocks_of(text, cut)]
    blank = dict.fromkeys(block for block in blocks if not block.strip())
    page = [PageBlock(block) for block in blocks if block.strip()]
    end = '\r\n' if '\r\n' in text else '\n'
    proposed: list[dict[str, str]] = []
    for block in blank:
        alone = sum(other.startswith(block) for other in blocks) == 1
        what = {'omit': block} if alone else {'replace': f'{end}{block}{end}', 'with': end * 2}
        proposed.append({**what, 'reason': 'white space that stands for a blank line'})
    emended = [
        Emendation(each['reason'], 0, each.get('omit', ''), '', each.get('replace', ''), each.get('with', ''))
        for each in proposed
    ]
    readable = not any(NON_PRINTABLE.search(block) for block in blank)
    if blank and not (readable and not prove(text, emended, page, (), cut).differences):
        signs = ' '.join(f'U+{ord(sign):04X}' for sign in dict.fromkeys(''.join(blank)) if sign != ' ')
        raise CannotRunError(f'{file} has a paragraph of nothing but {signs}, which no page can show. Remove it.')
    return proposed


def _seed_name(file: Path, seeds: Path) -> Path:
    """Return where a file goes in the folder of seeds; where it is, if it is there."""
    return (
        seeds / os.path.relpath(file, seeds) if file.resolve().is_relative_to(seeds.resolve()) else seeds / file.name
    )


def _is_elsewhere(file: Path, seed: Path) -> bool:
    return file.resolve() != seed.resolve()


def _titled(
    file: Path, keys: dict[str, Any], title: str, parts: list[Part], said: list[str]
) -> tuple[str, list[Part]]:
    """Give a source its title, and take the title off the head of its text, which the page's heading has."""
    first = parts[0]
    one_line = ' '.join(first.words.split('\n'))
    if 'title' not in keys:
        named = title or (one_line if first.level else '')
        keys['title'] = ' '.join(named.split()) or _of_name(file)
        where = 'the text says so' if named else 'after the name of the file'
        kind = keys.get('type', 'document')
        said.append(f'Its type is "{kind}", its title "{keys["title"]}", {where}. Correct them.')
    title = plain(keys['title'])
    return title, parts[1:] if one_line == title and '\n' not in first.words and len(parts) > 1 else parts


def _of_name(file: Path) -> str:
    words = ' '.join(file.stem.replace('-', ' ').replace('_', ' ').split())
    return words[:1].upper() + words[1:] if words else 'Untitled'


def _seed_keys(text: _Text, seeds: Path) -> dict[str, Any]:
    """Return the keys that say what the seed is, and how it is emended."""
    keys: dict[str, Any] = {'seed': text.seed.relative_to(seeds).as_posix()}
    if text.cut != 'text':
        keys['seed-format'] = text.cut
    if text.emendations:
        keys['emendations'] = text.emendations
    return keys


def _front(source: str, keys: dict[str, Any], seed: dict[str, Any]) -> dict[str, Any]:
    """Put the keys of a source in the order in which the manual has them."""
    keys.setdefault('type', 'document')
    first = {key: keys[key] for key in _FIRST if key in keys}
    return {'id': source, **first, **keys, **seed}


def _refuse_existing(imports: Sequence[Import]) -> None:
    """Refuse to write over what is there, before anything is written."""
    paths = [path for each in imports for path in (each.page, *each.seeds)]
    for path in paths:
        if path.exists():
            raise CannotRunError(f'{path} is there already. Nothing was written. Remove it, or give another --id.')
        if paths.count(path) > 1:
            raise CannotRunError(f'Two texts would be {path}. Nothing was written. Import them one by one, with --id.')


def _write(each: Import) -> None:
    try:
        for path, data in {**each.seeds, each.page: each.text.encode()}.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open('xb') as file:
                file.write(data)
        listed = list_page(each.page)
    except OSError as error:
        raise CannotRunError(f'{error.filename} cannot be written: {error.strerror}.') from error
    click.echo(f'{each.page}: {counted(each.passages, "paragraph")}.')
    for line in (*each.said, listed):
        click.echo(f'  {line}')
