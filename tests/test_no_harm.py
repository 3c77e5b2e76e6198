"""A project that compares nothing is not changed by the extension.

But by its being there: Sphinx writes down the version of each extension's data in the search index, and in XML it
declares a namespace for each domain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from project import Project

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'text', 'latex', 'man', 'texinfo'])
def test_not_a_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """Enabled in a project that does not use it, the extension changes no file and adds none, in two builds."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1')  # some formats write down when they were made
    builds = {}
    for name, extensions in {'with': ['myst_parser', 'sphinx_comparison'], 'without': ['myst_parser']}.items():
        project = Project(
            tmp_path / name,
            extensions=extensions,
            primary_domain=None,
            html_theme='alabaster',
            html_theme_path=None,
            html_copy_source=True,
        )
        project.write(PAGES)
        first = project.build(builder)
        assert first.warnings == []
        project.edit('third.rst', 'A paragraph.', 'A longer paragraph.')
        again = project.build(builder)
        builds[name] = (first.written, again.written, again.files())
    # .buildinfo is a digest of the configuration, of which the list of extensions is a part.
    files = {
        name: {path: data for path, data in each[2].items() if path != '.buildinfo'} for name, each in builds.items()
    }
    files = {
        name: {path: data.replace(str(tmp_path / name).encode(), b'') for path, data in each.items()}
        for name, each in files.items()
    }
    for each in files.values():
        if 'searchindex.js' in each:
            each['searchindex.js'] = re.sub(rb'"envversion":{[^}]*}', b'', each['searchindex.js'])
    assert files['with'].keys() == files['without'].keys()
    assert [path for path in files['with'] if files['with'][path] != files['without'][path]] == []
    assert builds['with'][:2] == builds['without'][:2]
