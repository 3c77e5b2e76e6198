"""A project that does not use the extension is none the worse for it: not one byte of its pages changes."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from project import SOURCES, Project

if TYPE_CHECKING:
    from pathlib import Path

PAGES: dict[str, str | bytes] = {
    'index.md': """
        ---
        title: A page with front matter
        author: somebody
        sources: not ours
        ---

        # A project

        Some "words" -- *so*, {ref}`there`, [](other.md), [](#there), `code`.[^note]

        > A block quote.
        >
        > -- Somebody

        ```{toctree}
        other
        structured
        ```

        [^note]: A note.
    """,
    'other.md': """
        (there)=
        # Another page

        ```{figure} cup.png
        A figure.
        ```

        | a | b |
        |---|---|
        | c | d |

        {numref}`there` {any}`structured`
    """,
    'structured.rst': """
        =========
        A heading
        =========

        .. _label:

        A section
        ---------

        :ref:`label`, :doc:`other`.

        .. code-block:: python

           print('x')

        .. glossary::

           term
              A definition.

        .. py:function:: source(page)

        See :py:func:`source`.

           A quotation.

           -- somebody
    """,
    'cup.png': b'',
}


def build(folder: Path, extensions: list[str], builder: str, theme: str) -> dict[str, bytes]:
    """Build the project above with some extensions, and give all files of its output."""
    project = Project(
        folder,
        extensions=extensions,
        primary_domain=None,
        numfig=True,
        html_theme=theme,
        html_use_index=True,
        html_domain_indices=True,
        html_copy_source=True,
        suppress_warnings=['image', 'ref'],
        myst_heading_anchors=3,
        copyright='nobody',
        version='1',
    )
    project.write(PAGES)
    for path in project.source.rglob('*'):
        os.utime(path, (1e9, 1e9))
    project.build(builder)
    return project.build(builder, fresh=True).files()


@pytest.mark.parametrize(
    ('builder', 'theme'),
    [('html', 'basic'), ('html', 'furo'), ('dirhtml', 'alabaster'), ('singlehtml', 'basic'), ('latex', 'plain'),
     ('text', 'plain'), ('man', 'plain'), ('texinfo', 'plain')],
)  # fmt: skip
def test_nothing_changes(tmp_path: Path, builder: str, theme: str) -> None:
    """With the extension and without, every file of the output is the same, byte for byte, and none comes or goes.

    Only the search index differs, by one entry: Sphinx notes in it which extensions keep something in its environment.
    """
    without = build(tmp_path / 'without', ['myst_parser'], builder, theme)
    with_it = build(tmp_path / 'with', ['myst_parser', 'sphinx_comparison'], builder, theme)

    if 'searchindex.js' in with_it:
        with_it['searchindex.js'] = with_it['searchindex.js'].replace(b',"sphinx_comparison":1', b'')

    assert with_it.keys() == without.keys()
    assert [name for name in without if without[name] != with_it[name]] == []
    assert len(without) > 2 or builder in {'latex', 'man', 'texinfo'}


def test_it_needs_no_myst(tmp_path: Path) -> None:
    """A project in reStructuredText alone may use it."""
    project = Project(tmp_path, extensions=['sphinx_comparison'], primary_domain=None, myst_enable_extensions=None)
    project.write(
        {
            'index.rst': 'Title\n=====\n\n.. toctree::\n\n   dan\n\n.. cf:theme:: Sugar\n   :id: sugar\n\n'
            '   .. cf:position:: dan\n\n      Words.\n\n         One lump\n\n'
            '.. cf:parallels::\n\nSee :cf:theme:`sugar`.\n',
            'dan.rst': '---\nsource:\n  id: dan\n  type: book\n  title: Dan\n---\n\nDan\n===\n\nOne lump.\n',
        }
    )
    built = project.build(fatal=True)

    assert built.warnings == []
    assert built.data()['points'][0]['positions'][0]['quotations'][0]['outcome'] == 'found'


@pytest.mark.parametrize('folders', [[], ['static'], ('static',)])
def test_the_configuration_stays_as_it_is(tmp_path: Path, folders: object) -> None:
    """The stylesheet is copied, beside the project's own, and nothing of that is kept as if it were configured."""
    project = Project(tmp_path, html_static_path=folders)
    project.write({**SOURCES, 'static/own.css': ''})
    built = project.build()
    kept = pickle.loads((project.doctrees / 'environment.pickle').read_bytes())  # noqa: S301 - our own

    assert built.warnings == []
    assert (built.out / '_static' / 'comparison.css').is_file()
    assert (built.out / '_static' / 'own.css').is_file() == bool(folders)
    assert kept.config.html_static_path == folders
