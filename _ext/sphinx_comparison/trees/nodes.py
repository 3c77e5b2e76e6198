"""The nodes a later phase must find, and how each builder writes them.

A node that is filled later says on which page it stands, ``docname``: some builders make one document of many pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..language.wording import say

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.texinfo import TexinfoTranslator
    from sphinx.writers.text import TextTranslator


class passage_number(nodes.inline):  # noqa: N801 - docutils finds a visitor by the name of its node class
    """The number of a passage, at its head: not part of its text, so that it is not copied or searched with it."""


class milestone(nodes.inline):  # noqa: N801
    """Where a reference of the text's own begins, with its ``label``: not part of the text, as a number is not."""


class quotation(nodes.block_quote):  # noqa: N801
    """A block quote whose words are proved; ``number`` is that of the page's quotation."""


class quoted_words(nodes.inline):  # noqa: N801
    """Words quoted in running text that are proved; ``number`` is that of the page's quotation."""


class view(nodes.table):  # noqa: N801
    """A table that is filled when everything is known; ``number`` is that of the page's view."""


class backlinks(nodes.container):  # noqa: N801
    """Where a point is referred to: filled when everything is known; ``point`` is its id."""


class folded(nodes.container):  # noqa: N801
    """What is folded on a page of the site until a reader or a style sheet opens it, all but its ``summary``."""


class summary(nodes.paragraph):  # noqa: N801
    """The line of what is folded that always shows; it comes first."""


class control(nodes.Element):  # noqa: N801
    """A control on a page of the site, as ``html``: none of its words are the page's, and no search finds them."""


class picture(nodes.Element):  # noqa: N801
    """A picture on a page of HTML, as ``svg``: the text beside it says all that it shows."""


class compared_entry(nodes.entry):  # noqa: N801
    """A cell of a filled table in HTML: a heading says there what it is the heading of."""


def add_nodes(app: Sphinx) -> None:
    """Register the nodes. All but the number are filled or replaced before a builder sees them."""
    app.add_node(
        passage_number,
        html=(_visit_number_html, _depart),
        latex=(_visit_number_latex, _depart),
        text=(_visit_number_text, _depart),
        man=(_visit_number_man, _depart),
        texinfo=(_visit_number_texinfo, _depart),
    )
    app.add_node(
        milestone,
        html=(_visit_milestone_html, _depart),
        latex=(_visit_milestone_latex, _depart),
        text=(_visit_milestone_text, _depart),
        man=(_visit_milestone_man, _depart),
        texinfo=(_visit_milestone_texinfo, _depart),
    )
    # So that docutils' own visitors know them: one walks through every title.
    for placeholder in (quotation, quoted_words, backlinks):
        app.add_node(placeholder)
    app.add_enumerable_node(view, 'table')
    app.add_node(folded, html=(_visit_folded_html, _depart_folded_html))
    app.add_node(summary, html=(_visit_summary_html, _depart_summary_html))
    app.add_node(control, html=(_visit_control_html, _depart))
    app.add_node(picture, html=(_visit_picture_html, _depart))
    app.add_node(compared_entry, html=(_visit_entry_html, _depart_entry_html))


def _visit_number_html(self: HTML5Translator, node: passage_number) -> None:
    number = node['number']
    attributes = {
        'href': f'#{node["anchor"]}',
        'data-number': f'¶{number}',
        'aria-label': say('Paragraph {}').format(number),
    }
    self.body.append(self.starttag(node, 'a', '', False, CLASS='cf-number', **attributes))
    self.body.append('</a>')


def _visit_number_latex(self: LaTeXTranslator, node: passage_number) -> None:
    self.body.append(self.hypertarget(node['anchor']))
    self.body.append(rf'\textsuperscript{{¶{node["number"]}}}\,')


def _visit_number_text(self: TextTranslator, node: passage_number) -> None:
    self.add_text(f'[¶{node["number"]}] ')


def _visit_number_man(self: ManualPageTranslator, node: passage_number) -> None:
    self.body.append(f'[¶{node["number"]}] ')


def _visit_number_texinfo(self: TexinfoTranslator, node: passage_number) -> None:
    self.add_anchor(node['anchor'], node)
    self.body.append(f'[¶{node["number"]}] ')


def _visit_milestone_html(self: HTML5Translator, node: milestone) -> None:
    self.body.append(self.starttag(node, 'span', '', False, CLASS='cf-milestone', **{'data-label': node['label']}))
    self.body.append('</span>')


def _visit_milestone_latex(self: LaTeXTranslator, node: milestone) -> None:
    for anchor in node['ids']:
        self.body.append(self.hypertarget(anchor))
    self.body.append(rf'\textsuperscript{{{self.encode(node["label"])}}}\,')


def _visit_milestone_text(self: TextTranslator, node: milestone) -> None:
    self.add_text(f'[{node["label"]}] ')


def _visit_milestone_man(self: ManualPageTranslator, node: milestone) -> None:
    self.body.append(f'[{node["label"]}] ')


def _visit_milestone_texinfo(self: TexinfoTranslator, node: milestone) -> None:
    for anchor in node['ids']:
        self.add_anchor(anchor, node)
    self.body.append(f'[{self.escape(node["label"])}] ')


def _visit_folded_html(self: HTML5Translator, node: folded) -> None:
    self.body.append(self.starttag(node, 'details'))


def _depart_folded_html(self: HTML5Translator, _node: folded) -> None:
    self.body.append('</details>\n')


def _visit_control_html(self: HTML5Translator, node: control) -> None:
    self.body.append(node['html'])


def _visit_picture_html(self: HTML5Translator, node: picture) -> None:
    self.body.append(node['svg'])


def _visit_summary_html(self: HTML5Translator, node: summary) -> None:
    self.body.append(self.starttag(node, 'summary', ''))


def _depart_summary_html(self: HTML5Translator, _node: summary) -> None:
    self.body.append('</summary>')


def _visit_entry_html(self: HTML5Translator, node: compared_entry) -> None:
    start = len(self.body)
    self.visit_entry(node)
    scope = 'col' if isinstance(node.parent.parent, nodes.thead) else 'row'
    # Docutils has just written the tag, and gives no other way to say it.
    self.body[start] = re.sub(r'^<th\b', f'<th scope="{scope}"', self.body[start])


def _depart_entry_html(self: HTML5Translator, node: compared_entry) -> None:
    self.depart_entry(node)


def _depart(self: object, node: nodes.Element) -> None:
    """Everything was written on the way in."""


# -- text -------------------------------------------------------------------------------------------------------------


def by_editors(node: nodes.Element) -> nodes.Element:
    """Mark what the editors add to a page: only a mark of ours says so, and no class that anything may have."""
    node['editorial'] = True
    return node


def container(*classes: str, **attributes: Any) -> nodes.container:
    """Make a container with classes."""
    return nodes.container('', classes=list(classes), **attributes)


def paragraph(*children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """Make a paragraph."""
    return nodes.paragraph('', '', *children, classes=list(classes))


def inline(text: str, *classes: str) -> nodes.inline:
    """Make a run of text with classes."""
    return nodes.inline(text, text, classes=list(classes))
