"""What a proved page shows is the seed's, or marked as the editors', or a warning: whatever construct shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.project import source_page

if TYPE_CHECKING:
    from helpers.project import Project

EXTENSIONS = [
    'myst_parser', 'sphinx_design', 'sphinx.ext.todo', 'sphinx.ext.graphviz', 'sphinx.ext.doctest',
    'sphinx_comparison',
]  # fmt: skip
SYNTAX = ['attrs_block', 'colon_fence', 'deflist', 'fieldlist', 'dollarmath', 'tasklist', 'attrs_inline']
SEED = 'The book of Cy\n\nOne.\n\nTwo.\n\nThree.\n'
MYST = {
    'HTML': '<p>x added</p>',
    'HTML in a line': '<video src="x.mp4"></video>',
    'a picture in HTML': '<img alt="x added">',
    'HTML round a paragraph': '<details><summary>x added</summary>\n\nTwo.\n\n</details>',
    'raw': '```{raw} html\n<p>x added</p>\n```',
    'raw for print': '```{raw} latex\nx added\n```',
    'a term': 'x added\n: Two.',
    'a definition': 'Two.\n: x added',
    'a field': ':x added: Two.',
    'rubric': '```{rubric} x added\n```',
    'centered': '```{centered} x added\n```',
    'admonition': ':::{admonition} x added\nTwo.\n:::',
    'note': ':::{note}\nTwo.\n:::',
    'warning': ':::{warning}\nTwo.\n:::',
    'seealso': ':::{seealso}\nTwo.\n:::',
    'topic': ':::{topic} x added\nTwo.\n:::',
    'sidebar': ':::{sidebar} x added\nTwo.\n:::',
    'dropdown': ':::{dropdown} x added\nTwo.\n:::',
    'tab': '::::{tab-set}\n:::{tab-item} x added\nTwo.\n:::\n::::',
    'card': ':::{card} x added\nTwo.\n:::',
    'grid': '::::{grid} 2\n:::{grid-item-card} x added\nTwo.\n:::\n::::',
    'list-table': '```{list-table} x added\n* - Two.\n```',
    'csv-table': '```{csv-table} x added\nTwo.\n```',
    'a cell': '```{list-table}\n* - Two.\n  - x added\n```',
    'todo': ':::{todo}\nTwo.\n:::',
    'glossary': '```{glossary}\nx added\n  Two.\n```',
    'an object': '```{py:function} x_added()\nTwo.\n```',
    'figure': '```{figure} cup.png\nx added\n```',
    'a legend': '```{figure} cup.png\nTwo.\n\nx added\n```',
    'code-block': '```{code-block} text\n:caption: x added\nTwo.\n```',
    'toctree': '```{toctree}\n:caption: x added\nother\n```',
    'contents': '```{contents} x added\n```',
    'attribution': '{attribution="x added"}\n> Two.',
    'epigraph': '```{epigraph}\nTwo.\n\n-- x added\n```',
    'graphviz': '```{graphviz}\ndigraph {a}\n```',
    'versionadded': '```{versionadded} 1.0\nTwo.\n```',
    'math': '$$\nx = added\n$$',
    'doctest': '```{doctest}\n>>> x_added\n```',
    'container': ':::{container} cf-editorial\nx added\n:::',
    'a class': '{.cf-editorial}\nx added',
    'a class of a position': ':::{container} cf-position\nx added\n:::',
    'footnote': 'Two.[^1]\n\n[^1]: x added',
    'a list of tasks': '- [ ] x added',
    'abbr': '{abbr}`Two. (x added)`',
    'badge': '{bdg}`x added`',
    'icon': '{octicon}`alert`',
    'emphasis': '*x added*',
    'paratext': ':::{paratext} standfirst\nx added\n:::',
}
RST = {
    'raw': '.. raw:: html\n\n   <p>x added</p>',
    'a term': 'x added\n   Two.',
    'a classifier': 'Two. : x added\n   Two.',
    'a field': ':x added: Two.',
    'an option': '-x ADDED  Two.',
    'rubric': '.. rubric:: x added',
    'centered': '.. centered:: x added',
    'admonition': '.. admonition:: x added\n\n   Two.',
    'hint': '.. hint:: Two.',
    'topic': '.. topic:: x added\n\n   Two.',
    'sidebar': '.. sidebar:: x added\n\n   Two.',
    'table': '.. table:: x added\n\n   ==== ====\n   Two. Two.\n   ==== ====',
    'lines': '| x\n| added',
    'container': '.. container:: cf-editorial\n\n   x added',
    'class': '.. class:: cf-editorial\n\nx added',
    'attribution': '   Two.\n\n   -- x added',
    'footnote': 'Two. [#]_\n\n.. [#] x added',
    'citation': 'Two. [Cit]_\n\n.. [Cit] x added',
    'productionlist': '.. productionlist::\n   x: "added"',
    'parsed-literal': '.. parsed-literal::\n\n   x *added*',
    'contents': '.. contents:: x added\n   :local:',
    'substitution': '|x|\n\n.. |x| replace:: x added',
    'header': '.. epigraph::\n\n   Two.\n\n   -- x added',
}
CASES = [(f'{name} (md)', 'cy.md', body) for name, body in MYST.items()]
CASES += [(f'{name} (rst)', 'cy.rst', body) for name, body in RST.items()]
FRONT = '---\nsource:\n  id: cy\n  type: book\n  title: The book of Cy\n  seed: s.txt\n---\n\n'


def write(project: Project, file: str, body: str, seed: str = 's.txt') -> None:
    """Write a source's page with a construct in its middle."""
    project.configure(
        cf_seed_dir='.', extensions=EXTENSIONS, todo_include_todos=True, myst_enable_extensions=SYNTAX, nitpicky=False
    )
    body = f'One.\n\n{body}\n\nThree.'
    page = source_page('cy', body=body, seed=seed or None)
    if file.endswith('rst'):
        front = FRONT if seed else FRONT.replace('  seed: s.txt\n', '')
        page = f'{front}The book of Cy\n==============\n\n{body}\n'
    project.write({'s.txt': SEED, 'cup.png': b'', 'other.md': '# Other\n', file: page})


@pytest.mark.parametrize(('file', 'body'), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_added_words_are_a_warning(project: Project, file: str, body: str) -> None:
    """Words that the seed does not have are a warning with file and line, and the same on the next build."""
    write(project, file, body)
    added = [w for w in project.build('dummy').warnings if 'cf.fidelity' in w and 'is not on this page' not in w]

    assert added
    assert all(warning.startswith(f'{file}:') for warning in added)
    assert [w for w in project.build('dummy').warnings if w in added] == added


@pytest.mark.parametrize(('file', 'body'), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_they_are_the_sources_without_a_seed(project: Project, file: str, body: str) -> None:
    """A source without a seed has nothing to be held against: nothing in it is added."""
    write(project, file, body, seed='')
    warnings = project.build('dummy').warnings

    assert [w for w in warnings if 'cf.fidelity' in w and 'markup' not in w] == []


@pytest.mark.parametrize(
    'body',
    [
        ':::{{editorial}}\n\n{0}\n:::',
        '::::::{{editorial}}\n:::::{{container}} any\n{0}\n:::::\n::::::',
    ],
    ids=['alone', 'deeper'],
)
@pytest.mark.parametrize('name', [name for name in MYST if name not in ('emphasis', 'footnote', 'paratext')])
def test_editorial_matter_may_hold_it(project: Project, name: str, body: str) -> None:
    """What stands in an editorial block is the editors', whatever it is."""
    write(project, 'cy.md', body.replace(':::', '::::::::').format(MYST[name]) + '\n\nTwo.')
    assert [warning for warning in project.build('dummy').warnings if 'cf.' in warning] == []


@pytest.mark.parametrize(
    'body',
    [
        'Two.\n\n<!-- x added -->', 'Two.\n\n% x added', 'Two.\n\n```{index} x added\n```', '(x-added)=\nTwo.',
        '<div class="box">\n\nTwo.\n\n</div>', '- Two.', '> Two.', ':::{compound}\nTwo.\n:::', 'Two.\n\n---',
        '```{toctree}\n:hidden:\n:caption: x added\nother\n```\n\nTwo.', '![](cup.png)\n\nTwo.', '*Two*.',
        'Two.\n\n## A heading of ours',
    ],
)  # fmt: skip
def test_what_adds_no_words_is_no_warning(project: Project, body: str) -> None:
    """Lists, block quotes, comments, targets, pictures, and headings, which are marked, are as they were."""
    write(project, 'cy.md', body)
    assert project.build('dummy').warnings == []
