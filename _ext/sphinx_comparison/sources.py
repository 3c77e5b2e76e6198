"""A page that is a source: its front matter, its passages, the proof against its seed, its record."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from . import declaration, messages
from .citation.dates import parse
from .directives import ComparisonDirective
from .domain import domain_of
from .frontmatter import FrontMatterError, blank, extract
from .model import Finding, Page, Passage, Place, Source
from .nodes import NOT_TEXT, backlinks, container, digest, passage_number, shown_text, view
from .proof.edits import UNCHANGED
from .proof.seed import Account, PageBlock, SeedFault, prove

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx

    from .declaration import Declaration

_TEXT_BLOCKS = (nodes.paragraph, nodes.line_block, nodes.literal_block, nodes.math_block)
_NOT_BODY = (
    nodes.footnote, nodes.citation, nodes.comment, nodes.target, nodes.system_message, nodes.substitution_definition,
    nodes.docinfo, nodes.meta, nodes.caption, nodes.legend, view, backlinks,
)  # fmt: skip
_EMENDATION_FAULTS = frozenset(
    (
        SeedFault.OMIT_NOT_FOUND,
        SeedFault.OMIT_AMBIGUOUS,
        SeedFault.THROUGH_NOT_FOUND,
        SeedFault.REPLACE_NOT_FOUND,
        SeedFault.REPLACE_COUNT,
        SeedFault.OVERLAP,
    )
)


def read_front_matter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Take what a page declares out of its front matter, before its parser sees it."""
    domain = domain_of(app.env)
    try:
        value, content[0] = extract(content[0], 'source')
    except FrontMatterError as error:
        finding = messages.front_matter(Place(docname, error.line), error.problem)
        domain.page(docname).findings.append(finding)
        content[0] = blank(content[0])
        return
    if value is not None:
        declared, findings = declaration.read(value, docname)
        domain.page(docname).findings.extend(findings)
        if declared:
            domain.declared[docname] = declared


class EditorialDirective(ComparisonDirective):
    """``{editorial}``: what the editor adds to the page of a source. It is not counted and not proved."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Mark the block as the editor's."""
        self.check_options()
        block = container('cf-editorial', *self.option('class').split())
        self.set_source_info(block)
        block += self.parse_content_to_nodes()
        return [block]


class NumberPassages(SphinxTransform):
    """Number the paragraphs of a source, prove them against its seed, and show its record.

    After docutils has settled the ids of sections (``SortIds``, 261), whose explicit ones it puts first, and before
    typographic replacements (750), from which it shields the passages.
    """

    default_priority: ClassVar[int] = 270

    def apply(self, **kwargs: object) -> None:
        """Make the page the page of a source, if it declares one."""
        domain = domain_of(self.env)
        docname = self.env.current_document.docname
        declared = domain.declared.pop(docname, None)
        if declared:
            self._prefer_explicit_ids()
            body = list(_body(self.document))
            page = domain.page(docname)
            page.source = self._source(page, declared, body)
            self._show_record(page.source)

    def _prefer_explicit_ids(self) -> None:
        """Make the label that an editor gave a section its anchor: it stays when the heading is worded anew."""
        for section in self.document.findall(nodes.section):
            explicit = [
                self.document.nameids[name]
                for name in section['names']
                if self.document.nametypes.get(name) and self.document.nameids.get(name)
            ]
            section['ids'].sort(key=lambda identifier: identifier not in explicit)

    def _source(self, page: Page, declared: Declaration, body: list[nodes.Element]) -> Source:
        passages: list[Passage] = []
        numbers: dict[int, int] = {}
        for index, block in enumerate(body):
            if not isinstance(block, nodes.title):
                passage = Passage(declared.id, len(passages) + 1, _section_title(block), _text(block), digest(block))
                passages.append(passage)
                numbers[index] = passage.number
                self._mark(block, passage, declared.language)
        emended = layout = UNCHANGED
        edited: tuple[int, ...] = ()
        seed = self._read_seed(page, declared) if declared.seed else None
        if seed is not None:
            blocks = [PageBlock(_proved_text(block), heading=isinstance(block, nodes.title)) for block in body]
            account = prove(seed, declared.emendations, blocks, declared.record.texts())
            page.findings += self._unlike(page, declared, account, body, numbers)
            for index, block in enumerate(body):
                if isinstance(block, nodes.title) and index not in account.own:
                    block['classes'].append('cf-editorial')
            emended, layout = account.emended, account.layout
            edited = tuple(numbers.get(index, 0) for index in account.edited)
        return Source(
            declared.id,
            declared.siglum,
            declared.language,
            declared.record,
            Place(page.docname, declared.line),
            tuple(passages),
            declared.seed if seed is not None else '',
            declared.emendations if seed is not None else (),
            emended,
            layout,
            edited,
        )

    def _mark(self, block: nodes.Element, passage: Passage, language: str) -> None:
        """Make a block a passage: its anchor, its number, and nothing that would change its words."""
        block['ids'].insert(0, passage.anchor)
        self.document.ids.setdefault(passage.anchor, block)
        block['classes'].append('cf-passage')
        if language:
            block['classes'].append(f'language-{language}')
        block['translatable'] = False
        block['support_smartquotes'] = False
        if isinstance(block, nodes.paragraph):
            block.insert(0, passage_number('', number=passage.number, anchor=passage.anchor))

    def _read_seed(self, page: Page, declared: Declaration) -> str | None:
        """Read the seed; None, with a finding, when that cannot be done."""
        place = Place(page.docname, declared.seed_line)
        folder = domain_of(self.env).seed_folder
        name = self.config.cf_seed_dir

        path = _contained(folder, declared.seed)
        if path is None:
            page.findings.append(messages.seed_outside(place, declared.seed, name))
            return None
        if _is_endless(path):
            page.findings.append(messages.unreadable_seed(place, declared.seed, 'Not a file'))
            return None
        self.env.note_dependency(path)
        try:
            return path.read_bytes().decode('utf-8')
        except UnicodeDecodeError as error:
            page.findings.append(messages.undecodable_seed(place, declared.seed, error.start))
        except (FileNotFoundError, NotADirectoryError):
            page.findings.append(messages.missing_seed(place, declared.seed, name))
        except OSError as error:
            problem = error.strerror or type(error).__name__
            page.findings.append(messages.unreadable_seed(place, declared.seed, problem))
        return None

    def _unlike(
        self,
        page: Page,
        declared: Declaration,
        account: Account,
        body: list[nodes.Element],
        numbers: dict[int, int],
    ) -> Iterator[Finding]:
        for difference in account.differences:
            if difference.fault in _EMENDATION_FAULTS:
                emended = declared.emendations[difference.emendation]
                yield messages.emendation(Place(page.docname, emended.line), difference, emended)
                continue
            line = body[difference.block].line if difference.block >= 0 else None
            place = Place(page.docname, line or declared.seed_line)
            yield messages.infidelity(place, difference, declared.seed, numbers.get(difference.block, 0))

    def _show_record(self, source: Source) -> None:
        """Show the bibliographic record below the title of the page."""
        section = next(iter(self.document.findall(nodes.section)), None)
        record = nodes.field_list('', *_record_fields(source), classes=['cf-record'])
        if section is None:
            # Bare, at the top of a page, docutils would take it for the page's own metadata.
            holder = container()
            holder += record
            self.document.insert(0, holder)
        else:
            section.insert(section.first_child_not_matching_class(nodes.title) or 1, record)


def _contained(folder: Path, name: str) -> Path | None:
    """Give the path of a file in a folder; None when its name leads out of it, or could be no name at all."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError):
        return None
    except RuntimeError:  # how Python says, before 3.13, that a link leads back to itself: reading it says so too
        path = folder / name
    return path if path.is_relative_to(folder) and path != folder else None


def _is_endless(path: Path) -> bool:
    """Tell whether it is something that reading might never come to the end of, such as a pipe or a device."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _body(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the headings and the text blocks of a source, in order; leave out what is editorial."""
    for child in node.children:
        if isinstance(child, nodes.title):
            yield child
        elif isinstance(child, _TEXT_BLOCKS):
            if shown_text(child).strip(f'{NOT_TEXT} '):
                yield child
        elif isinstance(child, nodes.Element) and not _is_editorial(child):
            yield from _body(child)


def _is_editorial(node: nodes.Element) -> bool:
    # The page's other front matter comes as a field list at its head.
    heads_page = isinstance(node, nodes.field_list) and isinstance(node.parent, nodes.document)
    ours = {'cf-editorial', 'cf-point', 'cf-position'}
    return heads_page or isinstance(node, _NOT_BODY) or not ours.isdisjoint(node['classes'])


def _text(block: nodes.Element) -> str:
    """Give the text of a block on one line, as the seed's is given: code loses its indentation by that."""
    if isinstance(block, nodes.literal_block):
        return ' '.join(line.strip(' \t') for line in block.astext().strip('\n').split('\n'))
    return shown_text(block)


def _proved_text(block: nodes.Element) -> str:
    """Give the text of a block as a reader sees it: a formula is set, and not shown as it is written."""
    return NOT_TEXT if isinstance(block, nodes.math_block) else _text(block)


def _section_title(node: nodes.Element) -> str:
    """Give the title of the section that a passage stands in; empty for the page's own."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    if parent is None or isinstance(parent.parent, nodes.document):
        return ''
    return shown_text(parent[0])


def _record_fields(source: Source) -> Iterator[nodes.field]:
    record = source.record
    rows = [
        ('Author', ', '.join(name.full for name in record.authors)),
        ('Published in', record.string('container-title')),
        ('Publisher', record.string('publisher')),
        ('Date', parse(record.issued).words if record.issued else 'not known'),
        ('Note', record.string('note')),
        ('Text', _provenance(source)),
    ]
    for name, value in rows:
        if value:
            yield nodes.field(
                '',
                nodes.field_name(name, name),
                nodes.field_body('', nodes.paragraph(value, value)),
            )


def _provenance(source: Source) -> str:
    count = f'{len(source.passages)} numbered paragraph{"" if len(source.passages) == 1 else "s"}'
    if not source.seed:
        return f'{count}; there is no seed to prove them against'
    return f'{count}, proved against {source.seed}'
