"""A page that is a source: its front matter, its passages, the proof against its seed, its record."""

from __future__ import annotations

import re
import stat
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .. import messages
from ..comparison.continued import on_page
from ..domain import context_of, domain_of
from ..model import PLACED_PARATEXT, SAID_PARATEXT, Finding, Page, Paratext, Passage, Place, Source
from ..proof.edits import UNCHANGED
from ..proof.layout import blocks_of
from ..proof.seed import PageBlock, SeedFault, SeedReport, prove
from ..trees import anchors
from ..trees.nodes import by_editors, container, passage_number
from ..trees.parts import words_of
from ..trees.places import place_of
from ..trees.prose import digest
from ..trees.text import NOT_TEXT, refused_in, shown_text
from . import source_record
from .directive import ComparisonDirective
from .frontmatter import FrontMatterError, blank, extract
from .invisible import invisible
from .milestones import place_milestones, text_with_labels, trim_round
from .shown_record import show_record
from .source_body import Added, Block, body, text_shown, unreadable_in
from .translations import translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx

    from ..proof.layout import Cut
    from .source_record import Declaration

# How the name of a file in Markdown ends.
_MARKDOWN = ('.md', '.markdown')


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
        declared, findings = source_record.read(value, docname)
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
        by_editors(block)
        self.set_source_info(block)
        block += self.parse_content_to_nodes()
        return [block]


class ParatextDirective(ComparisonDirective):
    """``{paratext}``: what belongs to a source and is no numbered paragraph of it, such as its standfirst."""

    def run(self) -> list[nodes.Node]:
        """Mark the block as paratext of the kind named."""
        self.check_options()
        if self.page.docname not in self.domain.declared:
            self.find(messages.paratext_without_source(self.place))
        kind = self.argument.lower() or 'paratext'
        if kind not in SAID_PARATEXT:
            self.find(messages.unknown_paratext(self.place, self.argument, SAID_PARATEXT))
            kind = 'paratext'
        block = container(*self.option('class').split(), said=kind)
        self.set_source_info(block)
        block += self.parse_content_to_nodes()
        return [block]


class SourcePage(SphinxTransform):
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
            declared = translated(declared, self.document)
            self._prefer_explicit_ids()
            page = domain.page(docname)
            self._free_words(declared.id, continues=declared.continues)
            trim_round(self.document)
            page.source = self._source(page, declared, body(self.document))
            show_record(self.document, page.source)
        anchors.settle_slugs(self.document)

    def _free_words(self, source: str, *, continues: bool) -> None:
        """Free the anchors that quoted words, runs of passages and the notes on them are going to have.

        On a page that continues a source these are also the anchors of its units, whose numbers nobody knows yet.
        """
        units = rf'(?:p|n|h)[0-9]+|n-.+|(?:{"|".join((*PLACED_PARATEXT, *SAID_PARATEXT))})-[0-9]+' if continues else ''
        drawn = re.compile(rf'{re.escape(source)}-(?:.+-(?:c[0-9]+-[0-9]+|p[0-9]+|quoted)|{units})')
        for anchor in [name for name in self.document.ids if drawn.fullmatch(name)]:
            anchors.free(self.document, anchor)

    def _prefer_explicit_ids(self) -> None:
        """Make the label that an editor gave a section its anchor: it stays when the heading is worded anew."""
        for section in self.document.findall(nodes.section):
            explicit = [
                self.document.nameids[name]
                for name in section['names']
                if self.document.nametypes.get(name) and self.document.nameids.get(name)
            ]
            section['ids'].sort(key=lambda identifier: identifier not in explicit)

    def _source(self, page: Page, declared: Declaration, parts: list[Block | Added]) -> Source:
        blocks = [part for part in parts if isinstance(part, Block)]
        name = on_page(declared.id, page.docname) if declared.continues else declared.id
        passages: list[Passage] = []
        numbers: dict[int, int] = {}
        for index, block in enumerate(blocks):
            if not block.kind:
                passage = Passage(
                    name,
                    len(passages) + 1,
                    _section_title(block.node, with_page=declared.continues),
                    text_shown(block.node),
                    digest(block.node),
                    docname=page.docname,
                )
                passages.append(passage)
                numbers[index] = passage.number
                self._mark(block.node, passage, declared.language)
        emended = layout = UNCHANGED
        edited: tuple[int, ...] = ()
        seed = self._read_seed(page, declared) if declared.seed else None
        foreign: set[int] = set()
        names = {index: self._called(number, declared) for index, number in numbers.items()}
        if seed is not None:
            pieces, owners = _pieces(blocks, _by_block(seed, declared.seed_format))
            account = self._account(page, declared, seed, pieces)
            foreign = _foreign(blocks, owners, account)
            emended, layout = account.emended, account.layout
        by_number = {number: blocks[index].node for index, number in numbers.items()}
        milestones = tuple(place_milestones(self.document, by_number, declared.id, page, self.env))
        paratext = self._paratext(page, name, declared, blocks, foreign)
        names |= {index: str(part.locator) for index, part in paratext.items()}
        if seed is not None:
            units = numbers | {index: number for number, index in enumerate(paratext, len(passages) + 1)}
            edited = tuple(units.get(owners[index], 0) if index >= 0 else 0 for index in account.edited)
            page.findings += self._unlike(
                page,
                declared,
                account,
                [blocks[owner] for owner in owners],
                [names.get(owner, '') for owner in owners],
            )
            page.findings += self._added(page, declared, parts)
        page.findings += self._refused(page, blocks, names)
        page.findings += self._hidden(page, blocks, names)
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
            tuple(paratext.values()),
            continues=declared.continues,
            milestones=milestones,
            translates=declared.translates,
            translates_line=declared.translates_line,
        )

    def _account(self, page: Page, declared: Declaration, seed: str, pieces: list[PageBlock]) -> SeedReport:
        """Account for the seed. One that is called Markdown, and is proved as that, has one fault: none says so."""
        in_record = () if declared.continues else declared.record.texts()
        account = prove(seed, declared.emendations, pieces, in_record, declared.seed_format)
        if account.differences and declared.seed_format == 'text' and declared.seed.lower().endswith(_MARKDOWN):
            other = prove(seed, declared.emendations, pieces, in_record, 'markdown')
            if not other.differences:
                page.findings.append(messages.seed_of_markdown(Place(page.docname, declared.seed_line), declared.seed))
                return other
        return account

    def _called(self, number: int, declared: Declaration) -> str:
        """Return what a finding calls a passage: nobody knows yet what number it has on a page that continues one."""
        return f'Paragraph {number} of this page' if declared.continues else f'¶{number}'

    def _paratext(
        self, page: Page, name: str, declared: Declaration, blocks: list[Block], foreign: set[int]
    ) -> dict[int, Paratext]:
        """Give each paratext that is the source's its label and its anchor; mark the headings that are not."""
        counted: Counter[str] = Counter()
        found: dict[int, Paratext] = {}
        for index, block in enumerate(blocks):
            if block.kind and index not in foreign:
                counted[block.kind] += 1
                taken = {part.label for part in found.values() if part.kind == block.kind}
                label = block.label if block.label and block.label not in taken else str(counted[block.kind])
                text = '\n\n'.join(text_shown(part) for part in block.texts)
                said = digest(*words_of(block.node))
                found[index] = Paratext(name, block.kind, label, text, said, docname=page.docname)
                self._mark_beside(block, found[index], declared.language)
            elif block.kind == 'heading':
                block.node['classes'].append('cf-editorial')
        return found

    def _mark_beside(self, block: Block, paratext: Paratext, language: str) -> None:
        """Give a paratext its anchor; a heading and a caption have that of what they head, which can be linked to."""
        # Docutils takes it that a note has one id.
        of_kind = {'heading': block.node.parent, 'caption': block.node.parent, 'note': block.texts[0]}
        holder = of_kind.get(block.kind, block.node)
        anchors.free(self.document, paratext.anchor)
        holder['ids'].append(paratext.anchor)
        self.document.ids[paratext.anchor] = block.node
        block.node['paratext'] = paratext.anchor
        block.node['support_smartquotes'] = False
        block.node['classes'].append('cf-paratext')
        block.node['spoken'] = language
        if block.kind != 'heading':
            block.node['translatable'] = False

    def _mark(self, block: nodes.Element, passage: Passage, language: str) -> None:
        """Make a block a passage: its anchor, its number, and nothing that would change its words."""
        anchors.give(self.document, block, passage.anchor)
        block['classes'].append('cf-passage')
        block['spoken'] = language
        block['translatable'] = False
        block['support_smartquotes'] = False
        if isinstance(block, nodes.paragraph):
            block.insert(0, passage_number('', number=passage.number, anchor=passage.anchor))

    def _read_seed(self, page: Page, declared: Declaration) -> str | None:
        """Read the seed; None, with a finding, when that cannot be done."""
        place = Place(page.docname, declared.seed_line)
        folder = context_of(self.env).seed_folder
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
        account: SeedReport,
        owners: list[Block],
        names: list[str],
    ) -> Iterator[Finding]:
        """Yield how the page and its seed differ. ``owners`` and ``names`` are those of the page's pieces."""
        for difference in account.differences:
            if difference.fault is SeedFault.LINES:
                yield messages.seed_of_lines(Place(page.docname, declared.seed_line), declared.seed)
                continue
            if difference.emendation >= 0:
                emended = declared.emendations[difference.emendation]
                yield messages.emendation(Place(page.docname, emended.line), difference, emended)
                continue
            owner = owners[difference.block] if difference.block >= 0 else None
            place = self._place(page, owner.node if owner else None, declared.seed_line)
            name = (names[difference.block] or f'This {owner.kind}') if owner else ''
            last = names[difference.last_block] if difference.last_block >= 0 else ''
            shown = unreadable_in(owner.node) if owner else []
            if owner and shown and NOT_TEXT in difference.actual:
                yield messages.unprovable(place, name, shown[0], declared.seed, difference.seed_line)
            else:
                yield messages.infidelity(place, difference, declared.seed, name, last)

    def _added(self, page: Page, declared: Declaration, parts: list[Block | Added]) -> Iterator[Finding]:
        """Yield what shows words on the page that are neither the source's nor the editors'."""
        for part in parts:
            if isinstance(part, Added):
                place = self._place(page, part.node, declared.seed_line)
                yield messages.added(place, part.what, part.words, declared.seed)

    def _refused(self, page: Page, blocks: list[Block], names: dict[int, str]) -> Iterator[Finding]:
        """Yield the raw markup in the source's text that cannot be read as text."""
        for index, block in enumerate(blocks):
            for text in block.texts:
                for markup in refused_in(text):
                    place = self._place(page, text)
                    yield messages.refused_markup(place, names.get(index, f'This {block.kind}'), markup)

    def _hidden(self, page: Page, blocks: list[Block], names: dict[int, str]) -> Iterator[Finding]:
        """Yield the texts that are on the page and that its readers do not see."""
        unseen = invisible(self.document)
        for index, block in enumerate(blocks):
            if block.node in unseen and index in names:
                place = self._place(page, block.node)
                yield messages.hidden_unit(place, names[index], unseen[block.node])

    def _place(self, page: Page, node: nodes.Element | None, line: int = 1) -> Place:
        """Return where a node was written; the line, if there is none."""
        return Place(page.docname, line) if node is None else place_of(self.env, page.docname, node, line)


class SayLanguages(SphinxTransform):
    """Say the language of the texts of a source, as docutils has it: by a class.

    After typographic replacements (750), which warn where a language has no rules for them.
    """

    default_priority: ClassVar[int] = 760

    def apply(self, **kwargs: object) -> None:
        """Add the classes; a heading that was translated has the language of the site."""
        for node in self.document.findall(nodes.Element):
            language = node.attributes.pop('spoken', '')
            if language and not node.get('translated'):
                node['classes'].append(f'language-{language}')


def _contained(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder; None when its name leads out of it, or could be no name at all."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError):
        return None
    except RuntimeError:  # how Python says, before 3.13, that a link leads back to itself: reading it says so too
        path = folder / name
    return path if path.is_relative_to(folder) and path != folder else None


def _is_endless(path: Path) -> bool:
    """True if it is something that reading might never come to the end of, such as a pipe or a device."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _pieces(blocks: list[Block], seed: str) -> tuple[list[PageBlock], list[int]]:
    """Return what is held against the blocks of a seed, and which block of the page each piece is of."""
    pieces: list[PageBlock] = []
    owners: list[int] = []
    for index, block in enumerate(blocks):
        heading = block.kind == 'heading'
        for number, text in enumerate(block.texts):
            beside = '' if heading else block.kind
            pieces.append(
                PageBlock(
                    text_with_labels(text, seed),
                    heading,
                    beside,
                    (block.label or '#') if block.kind == 'note' and not number else '',
                )
            )
            owners.append(index)
    return pieces, owners


def _by_block(seed: str, cut: Cut) -> str:
    """Return a seed with a line end before each block, and single blanks within it."""
    return ''.join('\n' + ' '.join(' '.join(lines).split()) for lines in blocks_of(seed, cut))


def _foreign(blocks: list[Block], owners: list[int], account: SeedReport) -> set[int]:
    """Return the paratext that the seed does not have: headings of the editors, and what is a fault."""
    unlike = {owners[d.block] for d in account.differences if d.fault == SeedFault.NOT_IN_SEED}
    own = {owners[index] for index in account.own}
    return {
        index
        for index, block in enumerate(blocks)
        if block.kind != 'note' and (index in unlike or (block.kind == 'heading' and index not in own))
    }


def _section_title(node: nodes.Element, *, with_page: bool) -> str:
    """Return the title of the section that a passage stands in; empty for the page's own, unless that is a chapter."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    if parent is None or (isinstance(parent.parent, nodes.document) and not with_page):
        return ''
    return shown_text(parent[0])
