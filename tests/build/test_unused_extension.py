"""A project that compares nothing is not changed by the extension.

But by its being there: Sphinx writes down the version of each extension's data in the search index, and in XML it
declares a namespace for each domain.
"""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.ext.apidoc import main as apidoc

from helpers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PAGES = {
    'index.md': """# Plain

Some *prose*, a [link](other.md), one to [a heading](#below), and a footnote.[^1]

[^1]: Here.

```{toctree}
other
third
```

## Below

| a | b |
|---|---|
| 1 | 2 |
""",
    'other.md': """---
title: no source
myst:
  html_meta:
    description: nothing to compare
---
# Other

> A quotation, said "somebody" -- not proved.

{ref}`named` and {doc}`index` and {any}`index`.

(named)=
## Named
""",
    'third.rst': """Third
=====

.. _labelled:

Section
-------

A paragraph. See :ref:`labelled`, :doc:`other`.

.. note:: A note.

.. function:: f(x)

   A function.

.. code-block:: python

   print("x")
""",
}


MYST = """---
myst:
  html_meta:
    description: page @
---
(page-@)=
# Page @

A paragraph. With a [link](r@.rst), {ref}`one <rest-@>`, [one](#page-@), {term}`tea @`, {numref}`picture-@`,
{eq}`sum-@`, $x_@$, {abbr}`CF (confer)`, {kbd}`Ctrl+@`, {download}`data.csv`, a note[^n], and "quotation
marks" -- and dashes.

[^n]: On *@*.

> A quotation.
>
> -- Somebody

{attribution="Ann, ¶2"}
> Attributed.

Term
: Definition.

:::{glossary}
tea @
  A drink.
:::

```{figure} drawing.svg
:name: picture-@
:alt: nothing
A caption.
```

```{math}
:label: sum-@
a + @ = b
```

```{code-block} python
:caption: code @
:emphasize-lines: 1
print(@)
```

::::{grid} 1 2 2 3
:::{grid-item-card} Card @
:link: page-@
:link-type: ref
Text {bdg-primary}`badge`
+++
Footer
:::
::::

:::::{tab-set}
::::{tab-item} One
In a tab.
::::
::::{tab-item} Two
In another.
::::
:::::

:::{dropdown} More
Hidden.
:::

```{button-ref} page-@
:color: primary
```

:::{admonition} Own
:class: tip
Advice.
:::

```{todo} Do @.
```

```{versionadded} @.0
```

```{csv-table} Table @
:header: a, b
1, 2
```

```{index} single: entry @
```
"""
REST = """.. _rest-@:

Rest @
=======

See :ref:`page-@`, :doc:`m@`, :term:`tea @`, [Cit@]_, [#f]_, :math:`y_@`, :py:func:`f@`, :rfc:`@` and :pep:`8`.

.. [Cit@] A citation.
.. [#f] A footnote.

.. py:function:: f@(x: int) -> int

   :param x: a number
   :returns: another

.. list-table:: List @
   :header-rows: 1

   * - a
     - b
   * - 1
     - 2

+---+---+
| a | b |
+===+===+
| c     |
+---+---+

.. epigraph::

   Words.

   -- Somebody @

.. topic:: Topic

   Text.

.. parsed-literal::

   *parsed*

.. literalinclude:: data.csv

.. only:: html

   In HTML.

.. rst-class:: special

A line with |sub|, and ``literal``.

.. |sub| replace:: *substitution* @

| line
| block

-o  option
--long=x  another

:field: body

.. hlist::

   * a
   * b

.. productionlist::
   rule@: "a" | "b"
"""


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'text', 'latex', 'man', 'texinfo'])
def test_not_a_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """Enabled in a project that does not use it, the extension changes no file and adds none, in two builds."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')  # some formats write down when they were made
    assert_harmless(tmp_path, PAGES, change=('third.rst', 'A paragraph.', 'A longer paragraph.'), builders=[builder])


# Napoleon still reads autodoc's options in the old way. Sphinx 8 has no class for this warning.
@pytest.mark.filterwarnings('ignore::PendingDeprecationWarning')
@pytest.mark.parametrize(
    ('theme', 'packages'), [('furo', ['markupsafe', 'furo']), ('alabaster', ['docutils/writers', 'alabaster'])]
)
def test_the_manual_of_a_package(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tried: Callable[[str, int], None],
    theme: str,
    packages: list[str],
) -> None:
    """Real documentation: what Sphinx makes of the docstrings of installed packages, with their source code.

    Of packages whose annotations autodoc does not change while it reads them: it would find more the second time.
    """
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')
    pages = {'index.rst': 'Packages\n========\n\n.. toctree::\n   :glob:\n\n   */modules\n'}
    for package in packages:
        folder = tmp_path / 'generated' / package.partition('/')[0]
        apidoc(['-q', '-e', '-o', str(folder), str(Path(sysconfig.get_path('purelib')) / package)])
        pages |= {f'{folder.name}/{path.name}': path.read_text() for path in folder.iterdir()}
    extensions = ['autodoc', 'viewcode', 'napoleon', 'todo', 'intersphinx', 'autosectionlabel', 'extlinks']
    written = assert_harmless(
        tmp_path,
        pages,
        change=('index.rst', 'Packages', 'Packages,'),
        builders=['html'],
        extensions=[f'sphinx.ext.{name}' for name in extensions],
        html_theme=theme,
        myst_enable_extensions=None,
        todo_include_todos=True,
        autosectionlabel_prefix_document=True,
        suppress_warnings=['docutils', 'ref', 'autodoc', 'toc', 'autosectionlabel'],
    )
    tried('files of manuals that the extension must not change', written)


def test_a_large_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[str, int], None]) -> None:
    """Thirty pages with everything that Sphinx, MyST and sphinx-design offer, in the formats that are most used."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')
    written = assert_harmless(
        tmp_path,
        {
            'index.md': '# All\n\n```{toctree}\n:numbered:\n:glob:\n\npages/*\n```\n\n{ref}`genindex`\n',
            'pages/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n',
            'pages/data.csv': 'a,b\n1,2\n',
            **{f'pages/m{number}.md': MYST.replace('@', str(number)) for number in range(15)},
            **{f'pages/r{number}.rst': REST.replace('@', str(number)) for number in range(15)},
        },
        change=('pages/m7.md', 'A paragraph.', 'A longer paragraph.'),
        builders=['html', 'singlehtml', 'latex', 'epub'],
        extensions=['sphinx_design', 'sphinx.ext.mathjax', 'sphinx.ext.todo', 'sphinx.ext.ifconfig'],
        numfig=True,
        todo_include_todos=True,
        copyright='nobody',
        version='1',
        myst_enable_extensions=['colon_fence', 'deflist', 'dollarmath', 'attrs_block', 'attrs_inline', 'fieldlist'],
        suppress_warnings=['design', 'epub', 'misc', 'ref'],
    )
    tried('files of manuals that the extension must not change', written)


def assert_harmless(
    folder: Path,
    pages: Mapping[str, str],
    change: tuple[str, str, str],
    builders: Sequence[str],
    extensions: Sequence[str] = (),
    **config: Any,
) -> int:
    """Build pages with the extension and without it, twice; give how many files there are, none of them differing."""
    results = {}
    for name, ours in {'with': ['sphinx_comparison'], 'without': []}.items():
        project = Project(
            folder / name,
            **{
                'extensions': ['myst_parser', *extensions, *ours],
                'primary_domain': None,
                'nitpicky': False,
                'html_theme': 'alabaster',
                'html_theme_path': None,
                'html_copy_source': True,
                'html_use_index': True,
                'html_domain_indices': True,
                **config,
            },
        )
        project.write(pages)
        first = [project.build(builder) for builder in builders]
        project.edit(*change)
        again = [project.build(builder) for builder in builders]
        results[name] = (
            [(build.read, build.written, build.warnings) for build in (*first, *again)],
            {
                f'{build.out.name}/{path}': comparable(path, data, project)
                for build in again
                for path, data in build.files().items()
                # .buildinfo is a digest of the configuration, of which the list of extensions is a part; a zip holds
                # the times of its files, which are there beside it.
                if path != '.buildinfo' and not path.endswith('.epub')
            },
        )
        assert first[0].warnings == []
    (builds, files), (wanted_builds, wanted) = results['with'], results['without']
    assert files.keys() == wanted.keys()
    assert [path for path in wanted if files[path] != wanted[path]] == []
    assert builds == wanted_builds
    assert not list((folder / 'with/doctrees').glob('comparison*'))
    return len(files)


def comparable(path: str, data: bytes, project: Project) -> bytes:
    """Leave out the folder, and the versions of the extensions' data, which Sphinx writes into the search index."""
    data = data.replace(str(project.folder).encode(), b'')
    return re.sub(rb'"envversion":{[^}]*}', b'', data) if path == 'searchindex.js' else data
