"""A small comparison over several pages, and how an incremental build of it is compared with a clean one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from helpers.project import ANN, Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.project import Build

INDEX = """
# Tea

Whether {source}`ann` is right is another matter: {quote}`So I rest my case <ann#p3>`.

```{toctree}
essays/ann
essays/bob
points/milk
points/pot
table
prose
other
```
"""

MILK = """
# Milk

::::{question} When does the milk go in?
:id: when
::::

::::{hypothesis} Tea *first*
:id: tea-first
:question: when

Compare {theme}`warmth` and {passage}`bob#p1`.

:::{position} ann
:stance: asserts

She is firm; see [](#theme-warmth) and {doc}`../other`.

> Tea is poured before the milk.
:::

:::{position} bob
:stance: rejects

His mother taught him otherwise.

> The milk goes in first
:::
::::

::::{hypothesis} Everybody knows it
:id: known
:question: when
:reason-for: tea-first

:::{position} ann
:stance: grants

Twice.

{attribution="¶1"}
> Everybody knows it.
:::
::::
"""

POT = """
# The pot

::::{theme} Warmth
:id: warmth

:::{position} ann
> The pot must be warmed
:::

:::{position} bob
> The pot need not be warmed
:::
::::
"""

TABLE = """
# The table

:::{comparison}
:caption: All of it
:name: all-of-it
:::

:::{stances}
:::

:::{concordance}
:source: ann
:::

:::{parallels}
:::

:::{coverage}
:::
"""

PAGES = {
    'index.md': INDEX,
    'essays/ann.md': source_page('ann', *ANN),
    'essays/bob.md': source_page(
        'bob', 'The milk goes in first, as my mother taught me.', 'The pot need not be warmed: good tea does not mind.'
    ),
    'points/milk.md': MILK,
    'points/pot.md': POT,
    'table.md': TABLE,
    'prose.md': '# Prose\n\nIt is all about {hypothesis}`tea-first` and [](#all-of-it), and [that](other.md).\n',
    'other.md': '# Other things\n\nNothing to compare here.\n',
}


def content(build: Build) -> dict[str, Any]:
    """Every file of the output, the search index by what it says."""
    files: dict[str, Any] = dict(build.files())
    if 'searchindex.js' in files:
        files['searchindex.js'] = search_index(files['searchindex.js'].decode())
    return files


def search_index(script: str) -> dict[str, Any]:
    """The search index, with the names of pages in the place of their numbers."""
    index: dict[str, Any] = json.loads(script.removeprefix('Search.setIndex(').removesuffix(')'))
    names = index['docnames']

    def named(found: int | list[int]) -> list[str]:
        return sorted(names[number] for number in ([found] if isinstance(found, int) else found))

    return {
        'pages': sorted(zip(names, index['filenames'], index['titles'], strict=True)),
        'terms': {term: named(found) for term, found in index['terms'].items() if found != []},
        'titleterms': {term: named(found) for term, found in index['titleterms'].items() if found != []},
        'alltitles': {
            title: sorted([names[number], anchor or ''] for number, anchor in found)
            for title, found in index['alltitles'].items()
        },
    }


def clean(project: Project, folder: Path, **options: Any) -> Build:
    """Build the project as it is now from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    return project.build(out=folder / 'out', doctrees=folder / 'doctrees', **options)


def assert_as_clean(project: Project, build: Build, folder: Path, **options: Any) -> None:
    """Compare a build with a clean one: its files, and its warnings."""
    expected = clean(project, folder, **options)
    assert build.warnings == expected.warnings
    found, wanted = content(build), content(expected)
    assert found.keys() == wanted.keys(), sorted(found.keys() ^ wanted.keys())
    assert [path for path in wanted if found[path] != wanted[path]] == []
