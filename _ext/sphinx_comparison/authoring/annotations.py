"""The editors' explanatory notes on words of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from .. import messages
from ..language.wording import say
from ..model import Annotation
from ..trees.nodes import by_editors, container, inline, paragraph, quotation, quoted_words
from .directive import CLASS, ComparisonDirective, Options
from .quotations import record_block_quotes

if TYPE_CHECKING:
    from docutils.nodes import Node

# What an editor writes who states no fact.
_NO_REFERENCE = 'none'


class AnnotationDirective(ComparisonDirective):
    """``{annotation}``: an explanatory note on words of the source on whose page it stands."""

    optional_arguments = 0
    option_spec: ClassVar = Options(
        {
            'id': 'required',
            'reference': 'required: where its facts are from. It may hold markup. `none` for a note that states no '
            'fact',
            **CLASS,
        }
    )

    def run(self) -> list[Node]:
        """Record the note and show it; when its words are found, it is put below the paragraph they stand in."""
        self.check_options()
        declared = self.domain.declared.get(self.page.docname)
        if not declared:
            self.find(messages.annotation_without_source(self.place))
        identifier = self.identifier(self.label)
        content = record_block_quotes(self, self.parse_content_to_nodes(), declared.id if declared else '')
        lemmas = [node for node in content if isinstance(node, quotation) and 'number' in node]
        text = [node for node in content if not isinstance(node, quotation)]
        if len(lemmas) != 1:
            self.find(messages.annotation_without_lemma(self.place, len(lemmas)))
        if not text:
            self.find(messages.annotation_without_text(self.place))
        if not self.option('reference'):
            self.find(messages.annotation_without_reference(self.place))
        drawn = self.draw(identifier, lemmas[0] if lemmas else None, text)
        if declared and identifier and len(lemmas) == 1:
            drawn['record'] = ('annotations', len(self.page.annotations))
            self.page.annotations.append(Annotation(identifier, self.page.quotations[lemmas[0]['number']], self.place))
        return [drawn]

    def draw(self, identifier: str, lemma: quotation | None, text: list[Node]) -> nodes.container:
        """Make what the page shows: the words, the note on them, and where its facts are from."""
        block = container('cf-annotation', *self.option('class').split())
        by_editors(block)
        self.anchored(block, f'annotation-{identifier}' if identifier else '')
        if lemma:
            typed = nodes.Text(f'“{self.page.quotations[lemma["number"]].typed}”')
            words = quoted_words('', typed, docname=lemma['docname'], number=lemma['number'])
            block += paragraph(*self.around(say('Note on {}'), words), classes=('cf-heading',))
        block += text
        if self.option('reference') not in {'', _NO_REFERENCE}:
            label = inline(say('Source: '), 'cf-label')
            block += paragraph(label, *self.prose('reference'), classes=('cf-reference',))
        return block
