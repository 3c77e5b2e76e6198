"""What an editor writes about the sources: questions, points, positions, quotations in running text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole as TitledRole

from .. import messages
from ..citation.dates import DateError, parse
from ..config import scale
from ..domain import domain_of, reference_classes
from ..model import ID, SILENT, Kind, Locator, Point, Position, Prose, Question, Quotation
from ..proof.attribution import Attribution
from ..proof.pattern import read
from ..trees.nodes import backlinks, by_editors, container, inline, paragraph, quotation, quoted_words
from ..trees.places import place_at, place_of
from ..trees.text import shown_text
from ..wording import date, say, spoken
from .directive import ComparisonDirective, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node, system_message

    from ..model import Page, Place

# The point whose positions are being read; empty inside one that cannot be recorded.
_CURRENT_POINT = 'cf:point'


class QuestionDirective(ComparisonDirective):
    """``{question}``: what hypotheses answer."""

    option_spec: ClassVar = options('id', 'class')

    def run(self) -> list[Node]:
        """Record the question and show it."""
        self.check_options()
        title = self.title()
        identifier = self.identifier(self.label)
        section = self.section(title, f'{self.label}-{identifier}' if identifier else '')
        section += self.parse_content_to_nodes()
        if identifier:
            section['record'] = ('questions', len(self.page.questions))
            self.page.questions.append(Question(identifier, Prose(), self.place))
        return [section]

    def title(self) -> list[Node]:
        """Parse the title; without one, note that, and use the id, which is no prose and has no markup in it."""
        if not self.argument:
            self.find(messages.missing_title(self.place, self.label))
            return [nodes.Text(self.option('id') or self.label)]
        return self.inline(self.argument)

    def section(self, title: list[Node], anchor: str) -> nodes.section:
        """Make the section that shows what is defined."""
        section = nodes.section('', nodes.title('', '', *title), classes=['cf-point', f'cf-{self.label}'])
        section['classes'] += self.option('class').split()
        by_editors(section)
        self.anchored(section, anchor)
        self.set_source_info(section[0])
        return section


class PointDirective(QuestionDirective):
    """``{hypothesis}``, ``{theme}``, ``{evidence}``: something the sources are compared on."""

    def run(self) -> list[Node]:
        """Record the point and show it, its positions in it."""
        self.check_options()
        title = self.title()
        kind = cast('Kind', self.label)
        identifier = self.identifier(kind)
        section = self.section(title, f'{kind}-{identifier}' if identifier else '')
        date = self.date()
        point = Point(
            kind,
            identifier,
            Prose(),
            self.place,
            self.option('question'),
            self.option('reason-for'),
            date,
        )
        if identifier:
            section['record'] = ('points', len(self.page.points))
            self.page.points.append(point)
        section += self.meta(point)
        outer = self.env.ref_context.get(_CURRENT_POINT)
        self.env.ref_context[_CURRENT_POINT] = point
        try:
            section += self.parse_content_to_nodes()
        finally:
            self.env.ref_context[_CURRENT_POINT] = outer
        if identifier:
            section += backlinks('', point=identifier, docname=self.page.docname)
        return [section]

    def date(self) -> str:
        """Read the date of a piece of evidence; empty, with a finding, when it is none."""
        date = self.option('date') if 'date' in self.option_spec else ''
        try:
            return parse(date).edtf if date else ''
        except DateError:
            expected = 'a date in EDTF: 1972, 197X, 2013~, 2018-03-09, 1950/..'
            self.find(messages.bad_option(self.place, self.label, 'date', date, expected))
            return ''

    def meta(self, point: Point) -> list[Node]:
        """Say below the title what the point belongs to."""
        parts: list[list[Node]] = []
        if point.question:
            parts.append(self.around(say('An answer to: {}'), self.reference('question', point.question)))
        if point.reason_for:
            parts.append(self.around(say('A reason for: {}'), self.reference('hypothesis', point.reason_for)))
        if point.date:
            parts.append(self.around(say('Date: {}'), inline(date(point.date))))
        return [paragraph(*part, classes=('cf-meta',)) for part in parts]

    def around(self, text: str, node: Node) -> list[Node]:
        """Put a node in the place that a text has for it, ``{}``."""
        before, _, after = text.partition('{}')
        return [*([inline(before)] if before else []), node, *([inline(after)] if after else [])]

    def reference(self, kind: str, target: str) -> addnodes.pending_xref:
        """Make a reference as a role would."""
        return make_reference(self, kind, target)


class HypothesisDirective(PointDirective):
    """``{hypothesis}``: a proposed answer to a question."""

    option_spec: ClassVar = options('id', 'question', 'reason-for', 'class')


class ThemeDirective(PointDirective):
    """``{theme}``: a subject that several sources treat."""

    option_spec: ClassVar = options('id', 'class')


class EvidenceDirective(PointDirective):
    """``{evidence}``: an event or a fact that sources cite."""

    option_spec: ClassVar = options('id', 'date', 'class')


class PositionDirective(ComparisonDirective):
    """``{position}``: what one source holds on one point."""

    option_spec: ClassVar = options('on', 'stance', 'nearest', 'contested', 'class')

    def run(self) -> list[Node]:
        """Record the position with its quotations, and show it."""
        self.check_options()
        source = self.argument
        point = self.point()
        if not source:
            self.find(messages.position_without_source(self.place))
        elif point is None:
            self.find(messages.position_without_point(self.place, source))
        stance = self.option('stance')
        content = self.quotations(self.parse_content_to_nodes(), source)
        contested = self.contested()
        summary = [node for node in content if not isinstance(node, quotation)]
        proved = [node['number'] for top in content for node in _quotations_in(top) if 'number' in node]
        recorded = Position(
            point or '',
            source,
            self.place,
            stance,
            nearest=self.nearest(),
            quotations=tuple(self.page.quotations[number] for number in proved),
        )
        if stance == SILENT.id and not recorded.quotations and not summary:
            self.find(messages.silent_without_reason(self.place, source))
        drawn = self.draw(recorded, content, contested)
        if point and source:
            drawn['record'] = ('positions', len(self.page.positions))
            self.page.positions.append(recorded)
        return [drawn]

    def point(self) -> str | None:
        """Return the id of the point it is on: empty inside one that cannot be recorded, None where there is none."""
        if self.option('on'):
            return self.option('on')
        current = cast('Point | None', self.env.ref_context.get(_CURRENT_POINT))
        return current.id if current else None

    def nearest(self) -> tuple[Locator, ...]:
        """Read the passages that come nearest to what a source does not say."""
        locators: list[Locator] = []
        for part in self.option('nearest').replace(',', ' ').split():
            try:
                locators.append(Locator.parse(part))
            except ValueError:
                self.find(messages.unreadable_locator(self.place, part))
        return tuple(locators)

    def quotations(self, content: list[Node], source: str) -> list[Node]:
        """Record each block quote of the content as a quotation of the source, and mark it as one."""
        holder = container()
        holder += content
        for block in [node for node in holder.findall(nodes.block_quote) if not _inside_quotation(node)]:
            block.replace_self(self.quotation(block, source))
        content = holder.children
        holder.children = []
        return content

    def contested(self) -> list[Node]:
        """Parse the note on why the position is contested, as one node that translators are asked for."""
        written = self.option('contested')
        if not written:
            return []
        note = nodes.inline(written, '', *self.inline(written), translatable=True)
        self.set_source_info(note)
        return [note]

    def quotation(self, block: nodes.block_quote, source: str) -> quotation:
        """Record one block quote."""
        classes = [*block['classes'], 'cf-quotation']
        marked = quotation('', *block.children, docname=self.page.docname, classes=classes)
        marked.source, marked.line = block.source, block.line
        marked['translatable'] = False
        place = place_of(self.env, self.page.docname, block, self.place.line)
        attribution = next(iter(marked.findall(nodes.attribution)), None)
        typed = '\n'.join(shown_text(part) for part in marked.children if part is not attribution)
        if not read(typed).runs:
            self.find(messages.empty_quotation(place))
            return marked
        said = Attribution.parse(attribution.astext()) if attribution is not None else Attribution()
        marked['number'] = note_quotation(self.page, source, typed, said, place)
        return marked

    def draw(self, position: Position, content: list[Node], contested: list[Node]) -> nodes.container:
        """Make what the page shows of the position."""
        stance = next((step for step in spoken(scale(self.config)) if step.id == position.stance), None)
        block = container('cf-position', *([f'cf-stance-{stance.id}'] if stance else []))
        by_editors(block)
        block['classes'] += self.option('class').split()
        good = ID.fullmatch(position.point) and ID.fullmatch(position.source)
        self.anchored(block, position.anchor if good else '')
        heading = paragraph(classes=('cf-heading',))
        if position.source:
            heading += make_reference(self, 'source', position.source)
        if stance:
            heading += [nodes.Text(' '), inline(stance.label, *stance.classes)]
        block += heading
        block += content
        if position.nearest:
            block += self.nearest_line(position)
        if contested:
            block += paragraph(inline(say('Contested: '), 'cf-label'), *contested, classes=('cf-contested',))
        return block

    def nearest_line(self, position: Position) -> nodes.paragraph:
        """Name the nearest passages."""
        line = paragraph(inline(say('Nearest: '), 'cf-label'), classes=('cf-nearest',))
        for index, locator in enumerate(position.nearest):
            if index:
                line += nodes.Text(', ')
            line += make_reference(self, 'passage', f'{position.source}#{locator.id}')
        return line


class QuoteRole(TitledRole):
    """``{quote}`words <bajpai#p10>```: a source's words in running text, proved like a block quote."""

    # As Sphinx has it, but that the words may have a "<" in them.
    explicit_title_re = re.compile(r'^(.+?)\s*(?<!\x00)<([^<>]*)>$', re.DOTALL)

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Record the quotation, and show it as typed until it is found."""
        page = domain_of(self.env).page(self.env.current_document.docname)
        place = place_at(self.env, page.docname, *self.get_source_info())
        words, target = (self.title, self.target) if self.has_explicit_title else (self.text, '')
        said = Attribution.parse(target)
        source, _, where = said.locator.partition('#')
        node = quoted_words('', nodes.Text(f'“{words}”'), docname=page.docname, classes=['cf-quote'])
        self.set_source_info(node)
        if not read(words).runs:
            page.findings.append(messages.empty_quotation(place))
            return [node], []
        if not source:
            page.findings.append(messages.quotation_without_source(place, words))
            return [node], []
        if not ID.fullmatch(source):
            page.findings.append(messages.unknown_reference(place, 'source', source, []))
            return [node], []
        node['number'] = note_quotation(page, source, words, replace(said, locator=where), place)
        return [node], []


def note_quotation(page: Page, source: str, typed: str, said: Attribution, place: Place) -> int:
    """Record a quotation among those of its page, and return its number there, from 0.

    Args:
        page: the records of the page, which are changed.
        source: the id of the source it is attributed to.
        typed: the words as typed.
        said: the locator, and the words that the editor confirms.
        place: where it stands.
    """
    number = len(page.quotations)
    locator = None
    if said.locator:
        try:
            locator = Locator.parse(said.locator)
        except ValueError:
            page.findings.append(messages.unreadable_locator(place, said.locator))
    page.quotations.append(Quotation(number, source, typed, locator, place, said.omitting, said.adding))
    return number


def make_reference(directive: ComparisonDirective, kind: str, target: str) -> addnodes.pending_xref:
    """Make a reference as the role of a kind makes it."""
    reference = addnodes.pending_xref(
        '',
        inline(target, *reference_classes(kind)),
        refdoc=directive.env.current_document.docname,
        refdomain='cf',
        reftype=kind,
        reftarget=target,
        refexplicit=False,
        refwarn=True,
    )
    directive.set_source_info(reference)
    return reference


def _inside_quotation(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.block_quote):
            return True
        parent = parent.parent
    return False


def _quotations_in(node: Node) -> Iterator[quotation]:
    yield from node.findall(quotation)
