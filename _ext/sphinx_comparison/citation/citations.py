"""Every format in which something can be cited, in the order in which they are offered."""

from __future__ import annotations

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
    return (
        FormattedCitation('Chicago', mark('note'), chicago.note(cited)),
        FormattedCitation('Chicago', mark('shortened note'), chicago.short_note(cited)),
        FormattedCitation('MLA', mark('in the text'), mla.in_text(cited)),
        FormattedCitation('APA', mark('in the text'), apa.in_text(cited)),
    )


def entries(work: CitedItem, identifier: str) -> tuple[FormattedCitation, ...]:
    """Return the entry of a work in every style and in every format for programs.

    Args:
        work: what is cited, as a whole.
        identifier: its key in a file, and the name of the file.
    """
    return (
        FormattedCitation('Chicago', mark('bibliography'), chicago.entry(work)),
        FormattedCitation('MLA', mark('works cited'), mla.entry(work)),
        FormattedCitation('APA', mark('references'), apa.entry(work)),
        *files(work, identifier),
    )


class FileFormat(NamedTuple):
    """A format for programs: its name, what its files are called, its media type, if any, and how it is written."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[CitedItem, str], str]


FILE_FORMATS = (
    FileFormat('BibTeX', '.bib', 'application/x-bibtex', bibtex.bibtex),
    FileFormat('BibLaTeX', '.biblatex.bib', '', bibtex.biblatex),
    FileFormat('RIS', '.ris', 'application/x-research-info-systems', ris),
    FileFormat('CSL-JSON', '.csl.json', 'application/vnd.citationstyles.csl+json', csl_json),
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
