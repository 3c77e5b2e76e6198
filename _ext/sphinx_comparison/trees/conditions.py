"""What a page shows in one build: all but what is under ``only``, ``ifconfig``, or a ``todo`` that is switched off.

Sphinx takes that away when it writes a page, after other pages have copied from it and too late for tables. Here it is
taken away from a tree at once, by Sphinx's own rules for the builder, its tags and the configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node

from ..language.wording import say
from .nodes import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

_CONDITIONAL = (addnodes.only, ifconfig, todo_node)


def conditions(document: nodes.Element) -> tuple[str, ...]:
    """Return the conditions under which parts of a page are shown, as an editor knows them."""
    found = document.findall(lambda node: isinstance(node, _CONDITIONAL))
    return tuple(sorted({_condition(element) for element in found if isinstance(element, nodes.Element)}))


def hidden(document: nodes.Element, builder: Builder) -> Iterator[tuple[nodes.Element, str]]:
    """Yield what a builder does not show, each with its condition."""
    for child in document.children:
        if isinstance(child, nodes.Element):
            if isinstance(child, _CONDITIONAL) and not _holds(child, builder):
                yield child, _condition(child)
            else:
                yield from hidden(child, builder)


def take_away(document: nodes.document, builder: Builder) -> None:
    """Take away from a tree what a builder does not show.

    What is left of passages and other units of a source is their anchor, with a word that they are not shown: what
    leads there is no dead link. An anchor that something hidden had is free for what is shown.
    """
    found = [element for element, _ in hidden(document, builder)]
    for element in found:
        # A comment, as Sphinx has it: where a label stands before it, docutils must find something to name.
        element.replace_self([*_stand_ins(element), nodes.comment()])
    if not found:
        return
    document.ids = {name: element for element in document.findall(nodes.Element) for name in element['ids']}
    for element in document.findall(nodes.Element):
        anchor = element.get('anchored')
        if anchor and anchor not in document.ids:
            element['ids'] = [anchor]
            document.ids[anchor] = element


def _holds(element: nodes.Element, builder: Builder) -> bool:
    if isinstance(element, todo_node):
        return bool(getattr(builder.config, 'todo_include_todos', False))
    try:
        if isinstance(element, addnodes.only):
            return bool(builder.tags.eval_condition(element['expr']))
        values = {value.name: value.value for value in builder.config}
        values |= {**builder.config.__dict__, 'builder': builder.name}
        return bool(eval(element['expr'], values))  # noqa: S307 - the expression is code by Sphinx's definition
    except Exception:
        return True  # whatever is wrong with it: Sphinx shows the content, or says what is wrong


def _condition(element: nodes.Element) -> str:
    if isinstance(element, todo_node):
        return '{todo}, and todo_include_todos is off'
    name = 'only' if isinstance(element, addnodes.only) else 'ifconfig'
    return f'{{{name}}} {" ".join(str(element["expr"]).split())}'


def _stand_ins(element: nodes.Element) -> Iterator[nodes.paragraph]:
    for unit in element.findall(nodes.Element):
        anchor = unit['ids'][0] if 'cf-passage' in unit['classes'] and unit['ids'] else unit.get('paratext')
        if anchor:
            words = nodes.Text(say('[Not shown here.]'))
            left = paragraph(words, classes=('cf-hidden', 'cf-editorial'))
            left['ids'] = [anchor]
            yield left
