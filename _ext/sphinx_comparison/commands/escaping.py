"""A text written in MyST so that a page shows it as it stands: no more backslashes than it takes to be sure.

A mark that can be markup anywhere in a line gets a backslash everywhere. What is markup only at the head of a line
gets one there. Blanks at the edges of a line, which the parser would take away, are written so that they stay. There
is no way to write U+0000.
"""

from __future__ import annotations

import re

# Emphasis, code, links, pictures, HTML, references to characters, roles, attributes, formulas, strokes.
_ANYWHERE = re.compile(r'[\\`*_\[<{$~]|&(?=[#\w]|\Z)')
# Lists, quotations, headings, rules, fences, comments, labels, tables, definitions, fields.
_AT_HEAD = re.compile(r'[!-/:-@\[-`{-~]')
_NUMBER_AT_HEAD = re.compile(r'([0-9]{1,9})([.)])(?=\s|\Z)')
_BLANK_EDGES = re.compile(r'\A\s|\s\Z')
# HTML has no reference to these (13.2.5.80, numeric character reference end state): an empty pair of tags keeps them
# away from the edge.
_WITHOUT_REFERENCE = '\x0b\x1c\x1d\x1e\x1f\x85'
_NOTHING = '<span></span>'
UNWRITABLE = '\x00'
"""What no page can show."""


def escaped(line: str) -> str:
    """Return one line of a text as a line of a page that shows it. It has no blank (U+0020) or tab at its edges."""
    return kept_edges(headed(inner(line)))


def heading(line: str) -> str:
    """Return a line of a text as the words of a heading, where a ``#`` at the end would be lost."""
    return kept_edges(headed(inner(line).replace('#', r'\#')))


def inner(text: str) -> str:
    """Escape what is markup wherever in a line it stands."""
    return _ANYWHERE.sub(r'\\\g<0>', text)


def headed(written: str) -> str:
    """Escape what is markup at the head of a line, in one that is escaped otherwise."""
    if _AT_HEAD.match(written) and not written.startswith('\\'):
        return f'\\{written}'
    return _NUMBER_AT_HEAD.sub(r'\1\\\2', written, count=1) if written[:1].isdigit() else written


def kept_edges(written: str) -> str:
    """Keep the blanks at the edges of a line that is written."""
    return _BLANK_EDGES.sub(_kept, written)


def _kept(blank: re.Match[str]) -> str:
    character = blank[0]
    if character not in _WITHOUT_REFERENCE:
        return f'&#{ord(character)};'
    before = _NOTHING if not blank.start() else ''
    after = _NOTHING if blank.end() == len(blank.string) else ''
    return before + character + after
