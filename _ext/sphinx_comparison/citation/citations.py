"""Every format in which something can be cited, in the order in which they are offered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..wording import mark
from .formats import bibtex
from .formats.csl_json import csl_item
from .formats.ris import ris
from .styles import apa, chicago, mla
from .styles.text import Run, StyledText

if TYPE_CHECKING:
    from .edition import CitedItem


@dataclass(frozen=True, slots=True)
class FormattedCitation:
    """One string of a format: its name, what it is for, and the string; ``file`` is the name of a file of it."""

    format: str
    use: str
    text: StyledText
    file: str = ''


def forms(cited: CitedItem, identifier: str) -> tuple[FormattedCitation, ...]:
    """Return a citation in every format.

    A place is named in the text or the note; an entry is of the work, so that it has one key, whatever place is cited.

    Args:
        cited: what is cited.
        identifier: its key in a file, and the name of the file.
    """
    work = cited.work
    name = identifier.rpartition('/')[2]
    return (
        FormattedCitation('Chicago', mark('note'), chicago.note(cited)),
        FormattedCitation('Chicago', mark('shortened note'), chicago.short_note(cited)),
        FormattedCitation('Chicago', mark('bibliography'), chicago.entry(work)),
        FormattedCitation('MLA', mark('in the text'), mla.in_text(cited)),
        FormattedCitation('MLA', mark('works cited'), mla.entry(work)),
        FormattedCitation('APA', mark('in the text'), apa.in_text(cited)),
        FormattedCitation('APA', mark('references'), apa.entry(work)),
        FormattedCitation('BibTeX', '', _file(bibtex.bibtex(work, identifier)), f'{name}.bib'),
        FormattedCitation('BibLaTeX', '', _file(bibtex.biblatex(work, identifier)), f'{name}.biblatex.bib'),
        FormattedCitation('RIS', '', _file(ris(work, identifier)), f'{name}.ris'),
        FormattedCitation('CSL-JSON', '', _file(csl_json(work, identifier)), f'{name}.csl.json'),
    )


def _file(text: str) -> StyledText:
    return StyledText((Run(text),))


def csl_json(cited: CitedItem, identifier: str) -> str:
    """Write a file of CSL-JSON: a list of one item, a variable a line.

    The tags in it are for citation processors: they begin with an escape of JSON's, so that nobody else takes them for
    tags, or for a part of what is read.
    """
    item = csl_item(cited, identifier)
    lines = [f'  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}' for name, value in item.items()]
    return ('[{\n' + ',\n'.join(lines) + '\n}]\n').replace('<', '\\u003c')
