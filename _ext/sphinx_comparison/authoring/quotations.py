"""Quotations as an editor writes them: block quotes, and the role ``quote``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import ReferenceRole as TitledRole

from .. import messages
from ..domain import domain_of
from ..locators import Locator
from ..model import ID, Quotation
from ..proof.attribution import Attribution
from ..proof.pattern import read
from ..trees.ancestors import ancestors
from ..trees.nodes import container, quotation, quoted_words
from ..trees.places import place_at, place_of
from ..trees.text import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Node, system_message

    from ..model import Page, Place
    from .directive import ComparisonDirective


# MyST's attribution of a block quote, where it is none: the marks may have been made typographic.
_ATTRIBUTION = re.compile(r'\{attribution=[^{}]*\}\s*$')


def record_block_quotes(directive: ComparisonDirective, content: list[Node], source: str) -> list[Node]:
    """Record each block quote in what a directive holds as a quotation of a source, and return it so marked.

    Args:
        directive: the directive, to whose page the quotations are added.
        content: what it holds.
        source: the id of the source it quotes.
    """
    holder = container()
    holder += content
    for paragraph in [*holder.findall(nodes.paragraph)]:
        _check_attribution(directive, paragraph)
    for block in [*holder.findall(nodes.block_quote)]:
        if not any(isinstance(parent, nodes.block_quote) for parent in ancestors(block)):
            block.replace_self(_marked(directive, block, source))
    content = holder.children
    holder.children = []
    return content


def quotations_in(content: list[Node]) -> Iterator[quotation]:
    """Yield the block quotes that are recorded as quotations, in order."""
    for top in content:
        yield from (node for node in top.findall(quotation) if 'number' in node)


def _check_attribution(directive: ComparisonDirective, paragraph: nodes.paragraph) -> None:
    """Note an attribution at the end of a paragraph: the parser took it for text."""
    found = _ATTRIBUTION.search(paragraph.astext())
    if found:
        off = 'attrs_block' not in getattr(directive.config, 'myst_enable_extensions', ())
        place = place_of(directive.env, directive.page.docname, paragraph, directive.place.line)
        directive.find(messages.attribution_as_text(place, found[0], off))


def _marked(directive: ComparisonDirective, block: nodes.block_quote, source: str) -> quotation:
    """Record one block quote, and return it marked as what is filled."""
    page = directive.page
    marked = quotation('', *block.children, docname=page.docname, classes=[*block['classes'], 'cf-quotation'])
    marked.source, marked.line = block.source, block.line
    marked['translatable'] = False
    place = place_of(directive.env, page.docname, block, directive.place.line)
    attribution = next(iter(marked.findall(nodes.attribution)), None)
    typed = '\n'.join(shown_text(part) for part in marked.children if part is not attribution)
    if not read(typed).runs:
        directive.find(messages.empty_quotation(place))
        return marked
    said = Attribution.parse(attribution.astext()) if attribution is not None else Attribution()
    marked['number'] = note_quotation(page, source, typed, said, place)
    return marked


class QuoteRole(TitledRole):
    """``{quote}`words <bajpai#p10>```: a source's words in running text, proved like a block quote."""

    leads_to = 'the words themselves, which it proves'
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
        elif not source:
            page.findings.append(messages.quotation_without_source(place, words))
        elif not ID.fullmatch(source):
            page.findings.append(messages.unknown_reference(place, 'source', source, []))
        else:
            node['number'] = note_quotation(page, source, words, said._replace(locator=where), place)
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
    locator = Locator.parse(said.locator)
    if said.locator and not locator:
        page.findings.append(messages.unreadable_locator(place, said.locator))
    page.quotations.append(Quotation(number, source, typed, locator, place, said.omitting, said.adding))
    return number
