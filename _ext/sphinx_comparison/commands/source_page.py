"""The page of a source as it is written into a file: its front matter, its title, its text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml.resolver import BaseResolver

from .escaping import escaped, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Part:
    """A block of a text: its words, as its seed has them, and how a page has it.

    Args:
        words: one line or several.
        written: the same in MyST.
        level: of a heading, its level from 1; else 0.
        gap: what stands on the blank line before it: the marks of the quotations that it goes on.
    """

    words: str
    written: str
    level: int = 0
    gap: str = ''


def paragraph(lines: Sequence[str], *, verse: bool = False) -> Part:
    """Make a paragraph of its lines. Those of verse stay lines: all but the last end with a break."""
    return Part('\n'.join(lines), ('\\\n' if verse else '\n').join(map(escaped, lines)))


def source_page(record: Mapping[str, Any], title: str, parts: Iterable[Part]) -> str:
    """Write the page of a source.

    Args:
        record: the keys under ``source``.
        title: the words of the page's heading.
        parts: the text below it. The levels of headings are made to follow one another.
    """
    body = f'# {heading(title)}\n'
    open_levels = [0]
    for part in parts:
        if part.level:
            while open_levels[-1] >= part.level:
                open_levels.pop()
            open_levels.append(part.level)
            body += f'\n{"#" * min(len(open_levels), 6)} {part.written}\n'
        else:
            body += f'{part.gap}\n{part.written}\n'
    return f'---\n{front_matter(record)}---\n\n{body}'


def front_matter(record: Mapping[str, Any]) -> str:
    """Write the keys of a source in YAML, every value as the text that it is."""
    keys = {key: value for key, value in record.items() if key != 'emendations'}
    written = yaml.dump(
        {'source': keys},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=float('inf'),
    )
    return written + ''.join(_emendations(record.get('emendations', ())))


def _emendations(emendations: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Write emendations. Their words are in quotation marks, white space in them as escapes, so that it is seen."""
    for number, emendation in enumerate(emendations):
        if not number:
            yield '  emendations:\n'
        for index, (key, text) in enumerate(emendation.items()):
            shown = text if key == 'reason' else json.dumps(text)
            yield f'    {"  " if index else "- "}{key}: {shown}\n'


class _Dumper(yaml.SafeDumper):
    """Writes dates and numbers without quotation marks: in front matter every value is text."""

    # None: what those of SafeDumper take for a date or a number would need quotation marks.
    yaml_implicit_resolvers = BaseResolver.yaml_implicit_resolvers

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
        """Write a list, which is of names, on one line."""
        return super().represent_sequence(tag, sequence, flow_style=True)

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: front matter has no aliases."""
        return True
