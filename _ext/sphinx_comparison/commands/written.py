"""A position as it is written in MyST, word for word: read out of a page, written into one, found by its line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from myst_parser.parsers.options import TokenizeError, options_to_items

from .cells import Cell, quotation_lines
from .escaping import escaped

# The first line of a page that is written as a whole.
HEAD = '% Written by "sphinx-comparison positions in", each time as a whole. Change the table, and not this page.'
_BEGIN = re.compile(r'(?P<indent>[ \t]*)(?P<fence>:{3,}|`{3,}|~{3,})\{(?:cf:)?position\}')
_ATTRIBUTION = re.compile(r'[ \t]*\{[^{}]*\}[ \t]*')
_PLAIN_OPTION = re.compile(r'[^\W_][^:#"\'\\\n{}\[\]&*!|>%@`]*')
_LEAST_FENCE = 3


@dataclass(frozen=True)
class Written:
    """What an editor typed: the options, and the body without its quotations."""

    options: dict[str, str] = field(default_factory=dict)
    summary: str = ''


def read_position(lines: list[str], line: int) -> Written | None:
    """Read the position that begins on a line of a page, counted from 1; None, if it is in no form that is known."""
    begin = _BEGIN.match(lines[line - 1]) if 0 < line <= len(lines) else None
    if not begin:
        return None
    fence = begin['fence']
    closing = re.compile(rf'[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*')
    close = next((n for n in range(line, len(lines)) if closing.fullmatch(lines[n])), len(lines))
    body = [each.removeprefix(begin['indent']) for each in lines[line:close]]
    options: list[str] = []
    if body and body[0].strip() == '---':
        end = next((n for n in range(1, len(body)) if body[n].strip() == '---'), len(body))
        options, body = body[1:end], body[end + 1 :]
    while body and body[0].lstrip().startswith(':'):
        options.append(body.pop(0).lstrip()[1:])
    try:
        items, _ = options_to_items('\n'.join(options))
    except TokenizeError:
        return None
    return Written(dict(items), _without_quotations(body))


def cell_at(lines: list[str], line: int) -> tuple[str, str] | None:
    """Return the point and the source of the position that a line of a page is in, on a page of positions alone."""
    for number in range(min(line, len(lines)), 0, -1):
        begin = _BEGIN.match(lines[number - 1])
        if begin:
            found = read_position(lines, number)
            return (found.options.get('on', ''), lines[number - 1][begin.end() :].strip()) if found else None
    return None


def _without_quotations(body: list[str]) -> str:
    """Return the body of a position without its block quotes and what stands above them for their attribution."""
    kept: list[str] = []
    in_quotation = False
    for line in body:
        if line.lstrip().startswith('>'):
            if not in_quotation and kept and _ATTRIBUTION.fullmatch(kept[-1]):
                kept.pop()
            in_quotation = True
        elif not line.strip():
            in_quotation = False
        if not in_quotation and (line.strip() or (kept and kept[-1].strip())):
            kept.append(line)
    return '\n'.join(kept).strip()


def write_position(cell: Cell) -> str:
    """Write a position into a page, outside its point."""
    body: list[str] = [cell.summary.replace('\r\n', '\n').strip()] if cell.summary.strip() else []
    for attribution, paragraphs in quotation_lines(cell.quotations):
        said = f'{{attribution="{attribution}"}}\n' if attribution else ''
        body.append(said + '\n>\n'.join(f'> {escaped(paragraph)}' for paragraph in paragraphs))
    options = {
        'on': cell.point,
        'stance': cell.stance,
        'nearest': cell.nearest,
        'contested': cell.contested,
        'second-reading': cell.second_reading,
    }
    lines = [f':{name}: {_option(" ".join(value.split()))}' for name, value in options.items() if value.strip()]
    colons = [len(run) for run in re.findall(':+', '\n'.join(body))]
    fence = ':' * max(_LEAST_FENCE, *(count + 1 for count in colons), 0)
    return '\n'.join([f'{fence}{{position}} {cell.source}', *lines, *(['', '\n\n'.join(body)] if body else []), fence])


def _option(value: str) -> str:
    """Write the value of an option, in quotation marks where it has a mark of YAML's."""
    return value if _PLAIN_OPTION.fullmatch(value) else json.dumps(value, ensure_ascii=False)
