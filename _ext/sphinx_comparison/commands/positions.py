"""``positions``: the cells of a comparison out into a spreadsheet, and what was filled in there in again."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..domain import context_of
from ..files import write_file
from ..proof.attribution import Attribution
from .cells import BadTableError, Cell, Table, Words, from_csv, quotation_line, to_csv
from .counts import counted
from .errors import CannotRunError
from .escaping import heading
from .project import Project, conf_option, folder_argument, relative
from .toctree import list_page
from .written import HEAD, Written, read_position, write_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from ..comparison.comparison import Comparison
    from ..model import Position, Quotation

# So many rows with one fault are named; of more, their number is said.
_MOST_NAMED = 3
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def positions() -> None:
    """Fill in many cells in a spreadsheet."""


@positions.command('out')
@folder_argument
@conf_option
@click.option('-o', 'output', metavar='FILE', type=_FILE, default='cells.csv', show_default=True, help='The table.')
@click.option('--overwrite', is_flag=True, help='Write over a table that is there.')
def out(folder: Path | None, conf: Path | None, output: Path, *, overwrite: bool) -> None:
    """Write the cells into a table.

    The table has one row for each point and each source, also for those that are not assessed yet. FOLDER is the
    folder of the pages, or of the whole project.
    """
    if output.exists() and not overwrite:
        raise CannotRunError(
            f'{output} is there already. Nothing was written. First read in what you filled in: '
            f'sphinx-comparison positions in {output} --into PAGE. Then add --overwrite, or name another one with -o.'
        )
    env = Project.find(folder, conf).read().env
    cells = list(cells_of(env))
    if not cells:
        raise CannotRunError('There is no cell: the project needs a source and a point.')
    _write_file(output, '\ufeff' + to_csv(cells))
    empty = sum(not any(cell.said) for cell in cells)
    click.echo(f'{output}: {len(cells)} cells, {empty} of them not assessed.')


@positions.command('in')
@click.argument('cells', metavar='CELLS', type=click.Path(exists=True, dir_okay=False, path_type=Path))
@folder_argument
@click.option('--into', 'page', metavar='PAGE', type=_FILE, required=True, help='The page, such as docs/positions.md.')
@conf_option
@click.pass_context
def in_(context: click.Context, cells: Path, folder: Path | None, page: Path, conf: Path | None) -> None:
    """Write what was filled in into a page.

    CELLS is a table as "positions out" writes it. PAGE is written as a whole, each time. A cell that stands on another
    page is never written: if it is another one in the table, you are told where it stands, and the exit status is 1.
    """
    env = Project.find(folder, conf).read().env
    rows, missing = _table(cells)
    _refuse_faulty(cells, rows, context_of(env).comparison)
    _refuse_foreign(page)
    standing = {cell.key: cell for cell in cells_of(env)}
    # What has no column is as it was, and is not taken away.
    rows = [
        (number, replace(cell, **{name: getattr(standing[cell.key], name) for name in missing}))
        for number, cell in rows
    ]
    here = _keys_on(env, page)
    # What stands on another page is written there.
    elsewhere = {key for key, cell in standing.items() if cell.place and key not in here}
    changed = [
        f'{standing[cell.key].place}: the position of "{cell.source}" on "{cell.point}" is another in {cells}, '
        f'row {number}. Change it here, or in the table.'
        for number, cell in rows
        if cell.key in elsewhere and cell.said != standing[cell.key].said
    ]
    now = standing | {cell.key: cell for _, cell in rows}
    written = [cell for key, cell in now.items() if key not in elsewhere and any(cell.said)]
    is_new = not page.exists()
    if written or not is_new:
        titles = {cell.point: cell.title for cell in standing.values()}
        _write_file(page, _page(written, titles))
        click.echo(f'{page}: {counted(len(written), "position")}.')
        if is_new:
            click.echo(f'  {list_page(page)}')
    elif not changed:
        click.echo(f'{cells} has nothing that is not on a page already. {page} was not written.')
    for line in changed:
        click.echo(line)
    context.exit(bool(changed))


def cells_of(env: BuildEnvironment) -> Iterator[Cell]:
    """Yield the cells of a comparison, point by point, the sources in their order."""
    comparison = context_of(env).comparison
    pages: dict[str, list[str]] = {}
    for point in comparison.points.values():
        for source in comparison.sources:
            empty = Cell(point.id, ' '.join(comparison.plain(point.title).split()), source)
            position = comparison.positions.get((point.id, source))
            yield _filled(empty, position, env, pages) if position else empty


def _filled(cell: Cell, position: Position, env: BuildEnvironment, pages: dict[str, list[str]]) -> Cell:
    """Return a cell with what a position says, as it is written where that can be read."""
    plain = context_of(env).comparison.plain
    path = _path(env, position)
    words = _written(path, position.place.line, pages) or Written(
        {'contested': plain(position.contested)}, plain(position.summary)
    )
    return replace(
        cell,
        stance=position.stance,
        summary=words.summary,
        quotations='\n'.join(quotation_line(_words(each)) for each in position.quotations),
        nearest=', '.join(locator.id for locator in position.nearest),
        contested=words.options.get('contested', ''),
        second_reading='; '.join(f'{each.stance} by {each.reader}' for each in position.second_readings),
        place=f'{relative(path)}:{position.place.line}',
    )


def _path(env: BuildEnvironment, position: Position) -> Path:
    place = position.place
    return Path(env.srcdir, place.file) if place.file else Path(env.doc2path(place.docname))


def _written(path: Path, line: int, pages: dict[str, list[str]]) -> Written | None:
    """Return a position as it is typed; None in reStructuredText, or if the file cannot be read."""
    if str(path) not in pages:
        try:
            pages[str(path)] = path.read_text(encoding='utf-8-sig').split('\n')
        except (OSError, ValueError):
            pages[str(path)] = []
    return read_position(pages[str(path)], line)


def _words(quotation: Quotation) -> Words:
    said = Attribution(str(quotation.locator or ''), quotation.omitting, quotation.adding)
    return Words(str(said), tuple(quotation.typed.split('\n')))


def _table(file: Path) -> Table:
    try:
        return from_csv(file.read_bytes().decode('utf-8'))
    except OSError as error:
        raise CannotRunError(f'{file} cannot be read: {error.strerror}.') from error
    except UnicodeDecodeError as error:
        raise CannotRunError(f'{file} is not in UTF-8. Save it as "CSV UTF-8".') from error
    except BadTableError as error:
        raise CannotRunError(f'{file} {error}') from error


def _faults(rows: Sequence[tuple[int, Cell]], comparison: Comparison) -> Iterator[tuple[int, str]]:
    """Yield what is wrong in the rows, each with its number."""
    first: dict[tuple[str, str], int] = {}
    stances = list(comparison.scale)
    for number, cell in rows:
        if cell.point not in comparison.points:
            yield number, f'there is no point "{cell.point}".{_near(cell.point, comparison.points)}'
        if cell.source not in comparison.sources:
            yield number, f'there is no source "{cell.source}".{_near(cell.source, comparison.sources)}'
        if cell.stance.strip() and cell.stance.strip() not in stances:
            yield number, f'"{cell.stance}" is no stance. Write one of {", ".join(stances)}.'
        if first.setdefault(cell.key, number) != number:
            yield number, f'"{cell.source}" on "{cell.point}" stands in row {first[cell.key]} already.'


def _refuse_faulty(table: Path, rows: Sequence[tuple[int, Cell]], comparison: Comparison) -> None:
    """Refuse a table with faults; rows with the same one are named together."""
    faults: dict[str, list[int]] = {}
    for number, fault in _faults(rows, comparison):
        faults.setdefault(fault, []).append(number)
    if faults:
        listed = [f'{table}, {rows_named(numbers)}: {fault}' for fault, numbers in faults.items()]
        raise CannotRunError('\n'.join(['Nothing was written.', *listed]))


def rows_named(numbers: Sequence[int]) -> str:
    """Return how rows are named: ``row 2``, ``rows 2, 5 and 9``, ``rows 2, 5, 9 and 20 more``."""
    first = [str(number) for number in numbers]
    if len(first) == 1:
        return f'row {first[0]}'
    if len(first) > _MOST_NAMED:
        first[_MOST_NAMED:] = [f'{len(first) - _MOST_NAMED} more']
    return f'rows {", ".join(first[:-1])} and {first[-1]}'


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f' Did you mean {near[0]}?' if near else ''


def _refuse_foreign(page: Path) -> None:
    """Refuse to write over a page that somebody else wrote."""
    try:
        if page.exists() and not page.read_text(encoding='utf-8').startswith(HEAD):
            raise CannotRunError(f'{page} was not written by this command. Name a page of its own: --into PAGE')
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(f'{page} cannot be read. Name another page: --into PAGE') from error


def _keys_on(env: BuildEnvironment, page: Path) -> set[tuple[str, str]]:
    """Return which positions stand on a page."""
    found = context_of(env).comparison.positions
    return {key for key, position in found.items() if _path(env, position).resolve() == page.resolve()}


def _page(cells: Iterable[Cell], titles: dict[str, str]) -> str:
    """Write the page of the cells, with a heading for each point."""
    parts = [HEAD, '# Positions']
    for point, group in groupby(cells, key=lambda cell: cell.point):
        parts.append(f'## {heading(titles[point])}')
        parts += [write_position(cell) for cell in group]
    return '\n\n'.join(parts) + '\n'


def _write_file(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text)
    except OSError as error:
        raise CannotRunError(f'{path} cannot be written: {error.strerror}.') from error
