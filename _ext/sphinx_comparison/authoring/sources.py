"""A page that is a source: its front matter, its passages, the proof against its seed, its record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from .. import messages
from ..anchors import given_to_words
from ..comparison.continued import on_page
from ..domain import domain_of
from ..locators import PLACED_PARATEXT, SAID_PARATEXT
from ..model import Finding, Page, Paratext, Passage, Place, Source
from ..trees import ids
from ..trees.ancestors import ancestors
from ..trees.nodes import by_editors, container, passage_number
from ..trees.parts import words_of
from ..trees.places import place_of
from ..trees.prose import digest
from ..trees.text import refused_in, shown_text
from . import source_record
from .directive import ComparisonDirective
from .frontmatter import FrontMatterError, blank, extract
from .invisible import invisible
from .milestones import place_milestones, trim_round
from .seeds import added, differences, prove_page
from .shown_record import show_record
from .source_body import Added, Block, body, text_shown
from .translations import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from .source_record import Declaration


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
        ids.settle_slugs(self.document)

    def _free_words(self, source: str, *, continues: bool) -> None:
        """Free the anchors that quoted words, runs of passages and the notes on them are going to have.

        On a page that continues a source these are also the anchors of its units, whose numbers nobody knows yet.
        """
        units = rf'(?:p|n|h)[0-9]+|n-.+|(?:{"|".join((*PLACED_PARATEXT, *SAID_PARATEXT))})-[0-9]+' if continues else ''
        drawn = given_to_words(source, units)
        for anchor in [name for name in self.document.ids if drawn.fullmatch(name)]:
            ids.free(self.document, anchor)

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
        """Number and prove what stands on a page, and return the source; what is wrong is added to the findings."""
        blocks = [part for part in parts if isinstance(part, Block)]
        name = on_page(declared.id, page.docname) if declared.continues else declared.id
        passages = self._passages(page, name, declared, blocks)
        proof = prove_page(self.env, page, declared, blocks)
        numbers = {block.node: passage.number for block, passage in passages.items()}
        milestones = tuple(place_milestones(self.document, numbers, declared.id, page, self.env))
        paratext = self._paratext(page, name, declared, blocks, proof.foreign if proof else set())
        names = {block: _called(unit, continues=declared.continues) for block, unit in (passages | paratext).items()}
        if proof:
            page.findings += differences(self.env, page.docname, declared, proof, names)
            page.findings += added(self.env, page.docname, declared, parts)
        page.findings += self._refused(page, blocks, names)
        page.findings += self._hidden(page, blocks, names)
        source = Source(
            declared.id,
            declared.siglum,
            declared.language,
            declared.record,
            Place(page.docname, declared.line),
            tuple(passages.values()),
            paratext=tuple(paratext.values()),
            continues=declared.continues,
            milestones=milestones,
            translates=declared.translates,
            translates_line=declared.translates_line,
        )
        if not proof:
            return source
        return source._replace(
            seed=declared.seed,
            emendations=declared.emendations,
            emended=proof.report.emended,
            layout=proof.report.layout,
            edited=proof.edited(names),
        )

    def _passages(self, page: Page, name: str, declared: Declaration, blocks: list[Block]) -> dict[Block, Passage]:
        """Make each block that is no paratext a passage, and number them."""
        found: dict[Block, Passage] = {}
        for number, block in enumerate((block for block in blocks if not block.kind), 1):
            section = _section_title(block.node, with_page=declared.continues)
            text, said = text_shown(block.node), digest(block.node)
            found[block] = Passage(name, number, section, text, said, docname=page.docname)
            self._mark(block.node, found[block], declared.language)
        return found

    def _paratext(
        self, page: Page, name: str, declared: Declaration, blocks: list[Block], foreign: set[Block]
    ) -> dict[Block, Paratext]:
        """Give each paratext that is the source's its label and its anchor; mark the headings that are not."""
        counted: Counter[str] = Counter()
        found: dict[Block, Paratext] = {}
        for block in blocks:
            if block.kind and block not in foreign:
                counted[block.kind] += 1
                taken = {part.label for part in found.values() if part.kind == block.kind}
                label = block.label if block.label and block.label not in taken else str(counted[block.kind])
                text = '\n\n'.join(text_shown(part) for part in block.texts)
                said = digest(*words_of(block.node))
                found[block] = Paratext(name, block.kind, label, text, said, docname=page.docname)
                self._mark_beside(block, found[block], declared.language)
            elif block.kind == 'heading':
                block.node['classes'].append('cf-editorial')
        return found

    def _mark_beside(self, block: Block, paratext: Paratext, language: str) -> None:
        """Give a paratext its anchor; a heading and a caption have that of what they head, which can be linked to."""
        # Docutils takes it that a note has one id.
        of_kind = {'heading': block.node.parent, 'caption': block.node.parent, 'note': block.texts[0]}
        holder = of_kind.get(block.kind, block.node)
        ids.free(self.document, paratext.anchor)
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
        ids.give(self.document, block, passage.anchor)
        block['classes'].append('cf-passage')
        block['spoken'] = language
        block['translatable'] = False
        block['support_smartquotes'] = False
        if isinstance(block, nodes.paragraph):
            block.insert(0, passage_number('', number=passage.number, anchor=passage.anchor))

    def _refused(self, page: Page, blocks: list[Block], names: dict[Block, str]) -> Iterator[Finding]:
        """Yield the raw markup in the source's text that cannot be read as text."""
        for block in blocks:
            for text in block.texts:
                for markup in refused_in(text):
                    place = place_of(self.env, page.docname, text)
                    yield messages.refused_markup(place, names.get(block, f'This {block.kind}'), markup)

    def _hidden(self, page: Page, blocks: list[Block], names: dict[Block, str]) -> Iterator[Finding]:
        """Yield the texts that are on the page and that its readers do not see."""
        unseen = invisible(self.document)
        for block in blocks:
            if block.node in unseen and block in names:
                place = place_of(self.env, page.docname, block.node)
                yield messages.hidden_unit(place, names[block], unseen[block.node])


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


def _called(unit: Passage | Paratext, *, continues: bool) -> str:
    """Return what a finding calls a unit: on a page that continues a source, nobody knows yet a passage's number."""
    if continues and isinstance(unit, Passage):
        return f'Paragraph {unit.number} of this page'
    return str(unit.locator)


def _section_title(node: nodes.Element, *, with_page: bool) -> str:
    """Return the title of the section that a passage stands in; empty for the page's own, unless that is a chapter."""
    section = next((parent for parent in ancestors(node) if isinstance(parent, nodes.section)), None)
    if section is None or (isinstance(section.parent, nodes.document) and not with_page):
        return ''
    return shown_text(section[0])
