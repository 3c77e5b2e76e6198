"""Front matter read without YAML's surprises: every scalar is text, and nothing is expanded.

YAML would make a number of ``12:30``, False of ``no``, and gigabytes of a few nested aliases. Here the nodes are
read as they are written, with their lines; aliases and keys given twice are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from ..proof.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCED = re.compile(r'---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)')
# What may stand on a line before a key, and before a mapping between braces.
_BEFORE_KEY = r'^(?:[?] +)?(?:[!&]\S* +)*["\']?'
_BRACE = re.compile(r'(?:[ \t]*(?:#.*)?\n)*[ \t]*\{')
_DEEPEST = 20


class FrontMatterError(ValueError):
    """The front matter cannot be read: the problem with its fix, and the line in the file."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


class Scalar(NamedTuple):
    """A value in one piece, as text."""

    text: str
    line: int


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Value, ...]
    line: int


class Mapping(NamedTuple):
    """Values by key; ``lines`` says where each key stands."""

    values: dict[str, Value]
    lines: dict[str, int]
    line: int


Value = Scalar | Sequence | Mapping


def extract(content: str, key: str) -> tuple[Value | None, str]:
    """Take the value of one key out of a page's front matter.

    Gives the value, None if the page has no such key, and the content without it, line for line: what was taken
    out is blank. Raises :class:`FrontMatterError` if the front matter cannot be read and seems to have the key.
    """
    match = _FENCED.match(content)
    if not match or not _may_have(match['body'], key):
        return None, content
    body = match['body']
    root = _compose(body)
    if not isinstance(root, yaml.MappingNode):
        return None, content
    found = [(k, v) for k, v in root.value if isinstance(k, yaml.ScalarNode) and k.value == key]
    if not found:
        return None, content
    if len(found) > 1:
        raise FrontMatterError(f'The front matter has the key "{key}" twice. Remove one.', _line(found[1][0]))
    value = _value(found[0][1])
    if len(root.value) == 1:
        return value, blank(content)
    if root.flow_style:
        # Its values may share lines. A comma that is left over does no harm.
        begin, end = found[0][0].start_mark.index, found[0][1].end_mark.index
        rest = re.sub(r'\A[ \t]*,', '', body[end:])
        taken = body[:begin] + '\n' * body.count('\n', begin, end) + rest
        return value, content[: match.start('body')] + taken + content[match.end('body') :]
    others = [k.start_mark.line for k, _ in root.value]
    first = found[0][0].start_mark.line
    last = min((line for line in others if line > first), default=body.count('\n'))
    lines = body.split('\n')
    lines[first:last] = [''] * (last - first)
    return value, content[: match.start('body')] + '\n'.join(lines) + content[match.end('body') :]


def _may_have(body: str, key: str) -> bool:
    """True if it is worth while, and our business, to read front matter in search of a key."""
    found = re.search(rf'{_BEFORE_KEY}{key}\b', body, re.MULTILINE)
    return bool(found) or (key in body and bool(_BRACE.match(body)))


def blank(content: str) -> str:
    """Return the content of a page with its front matter blank, line for line."""
    match = _FENCED.match(content)
    return '\n' * match[0].count('\n') + content[match.end() :] if match else content


def _compose(body: str) -> yaml.Node | None:
    try:
        return yaml.compose(body, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(
            f'The front matter is not YAML: {error.problem or error.context}. Text with ": " or with a special first '
            'character belongs in quotation marks.',
            mark.line + 2 if mark else 1,
        ) from error
    except yaml.reader.ReaderError as error:
        line = body.count('\n', 0, error.position) + 2
        raise _unprintable(int(error.character), line) from error
    except FrontMatterError:  # a ValueError itself
        raise
    except (ValueError, OverflowError) as error:
        # PyYAML hands some numbers on unchecked: "\UFFFFFFFF" is no character.
        raise FrontMatterError(
            'The front matter is not YAML: an escape or a version in it is too large a number. Correct it.', 1
        ) from error


class _Loader(yaml.SafeLoader):
    """PyYAML's, which refuses while it reads what would cost too much: its time grows with the square of the depth."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def get_event(self) -> yaml.Event:
        """Return the next event.

        Raises:
            FrontMatterError: if it is nested too deeply, or an anchor or alias.
        """
        event: yaml.Event = super().get_event()  # type: ignore[no-untyped-call]  # PyYAML's types leave it out
        self._depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if self._depth > _DEEPEST:
            raise FrontMatterError('The front matter is nested too deeply. Write it flat.', _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, 'anchor', None):
            raise FrontMatterError(
                'The front matter has a YAML anchor or alias (& or *). Write the value out, or put it in '
                'quotation marks.',
                _line(event),
            )
        return event


def _unprintable(character: int, line: int) -> FrontMatterError:
    return FrontMatterError(f'The front matter has the control character U+{character:04X}. Remove it.', line)


def _value(node: yaml.Node) -> Value:
    line = _line(node)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_value(item) for item in node.value), line)
    if isinstance(node, yaml.MappingNode):
        entries = list(_entries(node))
        values = {key: _value(value) for key, _, value in entries}
        return Mapping(values, {key: at for key, at, _ in entries}, line)
    return Scalar(_text(node), line)


def _text(node: yaml.Node) -> str:
    """Read a scalar. What may not stand in YAML may not be smuggled in by an escape, such as that for U+0000."""
    text = str(node.value)
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        raise _unprintable(ord(unprintable[0]), _line(node))
    return text


def _entries(node: yaml.MappingNode) -> Iterator[tuple[str, int, yaml.Node]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode):
            raise FrontMatterError('A key in the front matter is not plain text. Correct it.', line)
        text = _text(key)
        if text in seen:
            raise FrontMatterError(f'The front matter has the key "{short(text)}" twice. Remove one.', line)
        seen.add(text)
        yield text, line, value


def _line(node: yaml.Node | yaml.Event) -> int:
    """The line of a node in the file: marks count from 0, and the fence is the first line."""
    return node.start_mark.line + 2 if node.start_mark else 1
