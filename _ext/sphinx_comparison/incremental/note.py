"""What is noted of a build of one output folder, beside the environment, and read again by the next.

It is a file of JSON in the folder of the doctrees, one for each output folder, since two builders may share one
environment. Whoever deletes it loses no more than the time of one full build.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ..files import write
from ..model import Finding, Link, Place

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from ..export.inventory import Entry


class Exported(NamedTuple):
    """A file beside the pages: its state, a digest of what it was made of, and the inputs of the comparison.

    The digest is empty, and there are no inputs, where they are not known. ``parts`` has a line for each part of the
    file that can be had again (:mod:`.file_parts`): where it begins, its length, the numbers of its inputs, its name.
    """

    state: str = ''
    made_of: str = ''
    inputs: tuple[str, ...] = ()
    parts: str = ''


class Planned(NamedTuple):
    """What is noted of the plan of a page: a digest of it, the links on the page, and the inputs of the comparison."""

    digest: str
    links: tuple[Link, ...]
    inputs: tuple[str, ...]


@dataclass
class Kept:
    """What a build in which nothing changed has to know of the comparison, so that it need not make it.

    ``key`` is a digest of everything that the build depended on, ``outline`` one of what there was to be compared;
    ``files`` are those that were written beside the pages. The rest is as in :class:`~..context.Context`.
    """

    key: str = ''
    outline: str = ''
    files: dict[str, Exported] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    inventory: list[Entry] = field(default_factory=list)
    tops: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    empty: bool = True


@dataclass
class Note:
    """What is noted of a build: a digest of all that each page was drawn from, its plan, and what is kept of all."""

    pages: dict[str, str] = field(default_factory=dict)
    plans: dict[str, Planned] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)


def file_of(app: Sphinx) -> Path:
    """Return the file of an output folder's note."""
    name = hashlib.sha256(str(app.outdir).encode()).hexdigest()[:16]
    return app.doctreedir / f'comparison-{name}.json'


def read(file: Path) -> Note:
    """Return what was noted; an empty note where there is none that can be read."""
    with suppress(OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        said: Any = json.loads(file.read_text(encoding='utf-8'))
        kept = Kept(
            str(said['key']),
            str(said['outline']),
            {
                name: Exported(state, made_of, tuple(inputs), parts)
                for name, (state, made_of, inputs, parts) in said['files'].items()
            },
            tuple(Finding(subtype, text, Place(*place)) for subtype, text, place in said['findings']),
            [tuple(entry) for entry in said['inventory']],
            dict(said['tops']),
            list(said['gone']),
            bool(said['empty']),
        )
        plans = {
            docname: Planned(digest, tuple(Link(*link) for link in links), tuple(inputs))
            for docname, (digest, links, inputs) in said['plans'].items()
        }
        return Note({str(docname): str(digest) for docname, digest in said['pages'].items()}, plans, kept)
    return Note()


def write_note(file: Path, note: Note) -> None:
    """Write a note, whole or not at all."""
    kept = note.kept
    findings = [
        (each.subtype, each.message, (each.place.docname, each.place.line, each.place.file)) for each in kept.findings
    ]
    data = {**vars(kept), 'findings': findings, 'pages': note.pages, 'plans': note.plans}
    write(file, json.dumps(data, ensure_ascii=False, sort_keys=True) + '\n')
