"""What a source's page shows of its bibliographic record, below its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain import reference_to
from ..language.wording import date, say, say_count
from ..model import WORK
from ..trees.nodes import container

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx import addnodes

    from ..model import Source


def show_record(document: nodes.document, source: Source) -> None:
    """Show the bibliographic record below the title of the page; of a page that continues one, what it is part of."""
    section = next(iter(document.findall(nodes.section)), None)
    fields = _fields_of_part(source) if source.continues else _record_fields(source)
    record = nodes.field_list('', *fields, classes=['cf-record'])
    if section is None:
        # Bare, at the top of a page, docutils would take it for the page's own metadata.
        holder = container()
        holder += record
        document.insert(0, holder)
    else:
        section.insert(section.first_child_not_matching_class(nodes.title) or 1, record)


def _link(kind: str, identifier: str, docname: str, line: int) -> addnodes.pending_xref:
    """Refer to a source, as an editor does on a line of the front matter."""
    link = reference_to(kind, identifier, docname)
    link.line = line
    return link


def _fields_of_part(source: Source) -> Iterator[nodes.field]:
    yield _field(say('Part of'), _link(WORK, source.id, source.place.docname, source.place.line))
    yield _field(say('Text'), nodes.Text(_provenance(source)))


def _field(name: str, words: nodes.Node) -> nodes.field:
    return nodes.field('', nodes.field_name(name, name), nodes.field_body('', nodes.paragraph('', '', words)))


def _record_fields(source: Source) -> Iterator[nodes.field]:
    record = source.record
    container = record.string('container-title')
    # Where the text first stood, said once: with what it stood in, or else with who published it.
    address = record.string('URL') if record.string('URL').startswith(('https://', 'http://')) else ''
    rows = [
        (say('Author'), ', '.join(name.full for name in record.authors), ''),
        (say('Published in'), container, address),
        (say('Publisher'), record.string('publisher'), '' if container else address),
        (say('Date'), date(record.issued) if record.issued else record.string('status') or say('not known'), ''),
        (say('Note'), record.string('note'), ''),
    ]
    for name, value, leads_to in rows:
        if value:
            yield _field(name, nodes.reference(value, value, refuri=leads_to) if leads_to else nodes.Text(value))
    if source.translates:
        original = _link('source', source.translates, source.place.docname, source.translates_line)
        yield _field(say('Translation of'), original)
    yield _field(say('Text'), nodes.Text(_provenance(source)))


def _provenance(source: Source) -> str:
    paragraphs = say_count('{} numbered paragraph', '{} numbered paragraphs', len(source.passages))
    if not source.seed:
        return say('{paragraphs}, not checked against another copy').format(paragraphs=paragraphs)
    return say('{paragraphs}, checked word for word against a plain copy').format(paragraphs=paragraphs)
