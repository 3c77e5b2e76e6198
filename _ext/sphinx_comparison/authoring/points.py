"""What an editor writes of what the sources are compared on: questions, points, positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes

from .. import messages
from ..config import scale
from ..language.dates import Date
from ..language.wording import date, say, spoken
from ..locators import Locator
from ..model import ID, SILENT, Kind, Point, Position, Prose, Question, SecondReading
from ..trees.nodes import backlinks, by_editors, container, inline, paragraph, quotation
from .directive import CLASS, ComparisonDirective, Options
from .quotations import quotations_in, record_block_quotes

if TYPE_CHECKING:
    from docutils.nodes import Node

    from ..model import Stance

# The point whose positions are being read; empty inside one that cannot be recorded.
_CURRENT_POINT = 'cf:point'


class QuestionDirective(ComparisonDirective):
    """``{question}``: what hypotheses answer."""

    option_spec: ClassVar = Options({'id': 'required', **CLASS})

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
        question, reason_for = self.option('question'), self.option('reason-for')
        point = Point(kind, identifier, Prose(), self.place, question, reason_for, self.date())
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
        written = self.option('date') if 'date' in self.option_spec else ''
        found = Date.read(written).edtf
        if found != written:
            expected = 'a date in EDTF: 1972, 197X, 2013~, 2018-03-09, 1950/..'
            self.find(messages.bad_option(self.place, self.label, 'date', written, expected))
        return found

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


class HypothesisDirective(PointDirective):
    """``{hypothesis}``: a proposed answer to a question."""

    option_spec: ClassVar = Options(
        {
            'id': 'required',
            'question': 'the id of the question that it answers',
            'reason-for': 'the id of the hypothesis that it is a reason for. In tables it stands below that one',
            **CLASS,
        }
    )


class ThemeDirective(PointDirective):
    """``{theme}``: a subject that several sources treat."""

    option_spec: ClassVar = Options({'id': 'required', **CLASS})


class EvidenceDirective(PointDirective):
    """``{evidence}``: an event or a fact that sources cite."""

    option_spec: ClassVar = Options({'id': 'required', 'date': 'when it was; see [dates](#dates)', **CLASS})


class PositionDirective(ComparisonDirective):
    """``{position}``: what one source holds on one point."""

    option_spec: ClassVar = Options(
        {
            'on': 'the id of the point. Not needed inside one; outside, it is required',
            'stance': 'a step of the scale, or `silent`. Required in a hypothesis, optional elsewhere',
            'nearest': 'for a silent position: the [locators](#locators) of the passages that come nearest, with '
            'commas between them, or with blanks if none of them has one',
            'contested': 'a note that says why careful readers may differ. It may hold markup',
            'second-reading': 'what another reader found: `doubts by Ann Lee`; several have semicolons between them. '
            'Where the stance is another, the position says so; [`{agreement}`](#view-agreement) counts',
            **CLASS,
        }
    )

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
        content = record_block_quotes(self, self.parse_content_to_nodes(), source)
        contested = self.prose('contested')
        summary = [node for node in content if not isinstance(node, quotation)]
        recorded = Position(
            point or '',
            source,
            self.place,
            stance,
            nearest=self.nearest(),
            quotations=tuple(self.page.quotations[node['number']] for node in quotations_in(content)),
            second_readings=self.second_readings(),
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
        for part in _listed(self.option('nearest')):
            if locator := Locator.parse(part):
                locators.append(locator)
            else:
                self.find(messages.unreadable_locator(self.place, part))
        return tuple(locators)

    def second_readings(self) -> tuple[SecondReading, ...]:
        """Read what others found: ``doubts by Ann Lee; asserts by Bo``."""
        found: list[SecondReading] = []
        for part in filter(None, map(str.strip, self.option('second-reading').split(';'))):
            stance, _, reader = part.partition(' by ')
            if not reader.strip():
                expected = 'a stance and who found it: doubts by Ann Lee; several have semicolons between them'
                self.find(messages.bad_option(self.place, self.label, 'second-reading', part, expected))
                continue
            found.append(SecondReading(stance.strip(), ' '.join(reader.split())))
        return tuple(found)

    def draw(self, position: Position, content: list[Node], contested: list[Node]) -> nodes.container:
        """Make what the page shows of the position."""
        steps = {step.id: step for step in spoken(scale(self.config))}
        stance = steps.get(position.stance)
        of_stance = [f'cf-stance-{stance.id}'] if stance else []
        block = container('cf-position', *of_stance, *self.option('class').split())
        by_editors(block)
        good = ID.fullmatch(position.point) and ID.fullmatch(position.source)
        self.anchored(block, position.anchor if good else '')
        heading = paragraph(classes=('cf-heading',))
        if position.source:
            heading += self.reference('source', position.source)
        if stance:
            heading += [nodes.Text(' '), inline(stance.label, *stance.classes)]
        block += heading
        block += content
        if position.nearest:
            block += self.nearest_line(position)
        if contested:
            block += paragraph(inline(say('Contested: '), 'cf-label'), *contested, classes=('cf-contested',))
        for reading in position.second_readings:
            if reading.stance in steps and reading.stance != position.stance:
                block += self.other_reading(steps[reading.stance], reading.reader)
        return block

    def other_reading(self, stance: Stance, reader: str) -> nodes.paragraph:
        """Say what another reader found."""
        label = inline(say('Another reading: '), 'cf-label')
        words = [inline(stance.label, *stance.classes), nodes.Text(f' ({reader})')]
        return paragraph(label, *words, classes=('cf-second-reading',))

    def nearest_line(self, position: Position) -> nodes.paragraph:
        """Name the nearest passages."""
        line = paragraph(inline(say('Nearest: '), 'cf-label'), classes=('cf-nearest',))
        for index, locator in enumerate(position.nearest):
            if index:
                line += nodes.Text(', ')
            line += self.reference('passage', f'{position.source}#{locator.id}')
        return line


def _listed(written: str) -> list[str]:
    """Return the locators of a list, with commas or blanks between them. One may have a blank in it: ``art. 5``."""
    listed: list[str] = []
    for part in filter(None, map(str.strip, written.split(','))):
        whole = Locator.parse(part) and not all(map(Locator.parse, part.split()))
        listed += [part] if whole else part.split()
    return listed
