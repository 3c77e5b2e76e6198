"""Every format in which something can be cited, in the order in which they are offered."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ..language.wording import mark
from .formats import bibtex
from .formats.csl_json import csl_json
from .formats.ris import ris
from .styles import apa, chicago, mla
from .styles.text import verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from .edition import CitedItem
    from .styles.text import StyledText

# Where the files of the sources stand, from the root of a site.
FOLDER = 'bibliography'


class TitleForm(Enum):
    """How a title that has no marks is written in a citation."""

    PLAIN = 'as it is'
    HEADLINE = 'in headline case'
    BRACED = 'for BibTeX'
    MARKED = 'for CSL-JSON'


class Style(NamedTuple):
    """A style that people read: its name and form of titles, what its entry is for, its entry, its mentions by use."""

    name: str
    title: TitleForm
    use: str
    entry: Callable[[CitedItem], StyledText]
    mentions: dict[str, Callable[[CitedItem], StyledText]]


class FileFormat(NamedTuple):
    """A format for programs: its name and form of titles, the suffix and media type of its files, its writer."""

    name: str
    title: TitleForm
    suffix: str
    media_type: str
    write: Callable[[CitedItem, str], str]


STYLES = (
    Style(
        'Chicago',
        TitleForm.HEADLINE,
        mark('bibliography'),
        chicago.entry,
        {mark('note'): chicago.note, mark('shortened note'): chicago.short_note},
    ),
    Style('MLA', TitleForm.HEADLINE, mark('works cited'), mla.entry, {mark('in the text'): mla.in_text}),
    Style('APA', TitleForm.PLAIN, mark('references'), apa.entry, {mark('in the text'): apa.in_text}),
)
FILE_FORMATS = (
    FileFormat('BibTeX', TitleForm.BRACED, '.bib', 'application/x-bibtex', bibtex.bibtex),
    FileFormat('BibLaTeX', TitleForm.BRACED, '.biblatex.bib', '', bibtex.biblatex),
    FileFormat('RIS', TitleForm.PLAIN, '.ris', 'application/x-research-info-systems', ris),
    FileFormat('CSL-JSON', TitleForm.MARKED, '.csl.json', 'application/vnd.citationstyles.csl+json', csl_json),
)


class FormattedCitation(NamedTuple):
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
    found = (*mentions(cited), *entries(cited.work, identifier))
    order = list(dict.fromkeys(form.format for form in found))
    return tuple(sorted(found, key=lambda form: order.index(form.format)))


def mentions(cited: CitedItem) -> tuple[FormattedCitation, ...]:
    """Return what a citation is in a text or a note, in every style: it names the place that is meant."""
    return tuple(
        FormattedCitation(style.name, use, write(cited)) for style in STYLES for use, write in style.mentions.items()
    )


def entries(work: CitedItem, identifier: str) -> tuple[FormattedCitation, ...]:
    """Return the entry of a work in every style and in every format for programs.

    Args:
        work: what is cited, as a whole.
        identifier: its key in a file, and the name of the file.
    """
    return (
        *(FormattedCitation(style.name, style.use, style.entry(work)) for style in STYLES),
        *files(work, identifier),
    )


def files(work: CitedItem, identifier: str) -> tuple[FormattedCitation, ...]:
    """Return the entry of a work in every format that is for programs, each with the name of its file.

    Args:
        work: what is cited, as a whole.
        identifier: its key in a file, and the name of the file.
    """
    name = identifier.rpartition('/')[2]
    return tuple(
        FormattedCitation(each.name, '', verbatim(each.write(work, identifier)), f'{name}{each.suffix}')
        for each in FILE_FORMATS
    )
