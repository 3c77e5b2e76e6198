"""Tables of this site's manual that are drawn from the extension's code. It is no part of the extension.

What the code declares has its words beside it, in MyST. The reference has only the place of each table, so neither a
name nor its words can differ from what the build goes by.
"""

from __future__ import annotations

import json
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util.docutils import SphinxDirective

import sphinx_comparison
from sphinx_comparison import DIRECTIVES
from sphinx_comparison.authoring.milestones import MilestoneRole
from sphinx_comparison.authoring.quotations import QuoteRole
from sphinx_comparison.authoring.source_record import EMENDATION_KEYS
from sphinx_comparison.authoring.views import VIEW_DIRECTIVES
from sphinx_comparison.citation import csl
from sphinx_comparison.config import VALUES
from sphinx_comparison.export import csv
from sphinx_comparison.messages import Subtype
from sphinx_comparison.model import REFERENCE_KINDS
from sphinx_comparison.views import VIEWS
from sphinx_comparison.views.view import COMMON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import click
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_comparison.authoring.directive import Options

SCHEMA = Path(sphinx_comparison.__file__).parent / 'export' / 'comparison.schema.json'
_MOST_IN_A_ROW = 8
# The heading of each column, and the cells of each row.
Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def codes(names: Iterable[str]) -> str:
    """Write names as code, with commas between them."""
    return ', '.join(f'`{name}`' for name in names)


# -- the tables -----------------------------------------------------------------------------------------------------


def options(name: str = '') -> Table:
    """Return the options of a directive, or those that all views have; what several do alike is said once."""
    common = {option: declared.words for option, declared in COMMON.items()}
    if not name:
        return ('option', 'value'), [(f'`{option}`', words) for option, words in common.items()]
    said = dict(cast('Options', (DIRECTIVES | VIEW_DIRECTIVES)[name].option_spec).words)
    if name in VIEWS:
        elsewhere = {option: declared.words for option, declared in VIEWS['comparison'].own.items()}
        said = {option: said[option] for option in (*VIEWS[name].own, *common)}
        said |= dict.fromkeys(common, 'as for all views')
        if name != 'comparison':
            said |= {option: 'as for `{comparison}`' for option in said if said[option] == elsewhere.get(option)}
    alike = groupby(said, lambda option: said[option])
    return ('option', 'value'), [(codes(several), words) for words, several in alike]


def json_keys(name: str = '') -> Table:
    """Return the keys of an object of ``comparison.json``, or those of the whole."""
    whole = json.loads(SCHEMA.read_text(encoding='utf-8'))
    keys = (whole['$defs'][name] if name else whole)['properties'].items()
    return ('key', 'value'), [
        (f'`{key}`', value.get('description') or f'one of {codes(value["enum"])}') for key, value in keys
    ]


def warnings(*examples: str) -> Table:
    """Return the kinds of warning, with the example that the reference gives of each."""
    given = one_each([kind.value for kind in Subtype], examples)
    rows = [(f'`cf.{kind.value}`', kind.when, f'`{given[kind.value]}`') for kind in Subtype]
    return ('kind', 'when', 'example'), [*rows]


def configuration() -> Table:
    """Return the configuration values."""
    defaults = {name: f'`{json.dumps(default)}`' for name, default, _, _ in VALUES} | {'cf_stances': 'the scale below'}
    return ('value', 'default', 'what'), [(f'`{name}`', defaults[name], words) for name, _, _, words in VALUES]


def roles(*examples: str) -> Table:
    """Return the roles, with the examples that the reference gives of each."""
    said = {**REFERENCE_KINDS, 'milestone': MilestoneRole.leads_to, 'quote': QuoteRole.leads_to}
    given = one_each([*said], examples)
    rows = [(f'`{{{role}}}`', words, given[role]) for role, words in said.items()]
    return ('role', 'leads to', 'example'), [*rows]


def csl_types() -> Table:
    """Return CSL's types by their first letters, as many letters a row as have eight types together."""
    rows: list[list[str]] = [[]]
    for _, several in groupby(sorted(csl.TYPES), lambda kind: kind[0]):
        alike = list(several)
        if len(rows[-1]) + len(alike) > _MOST_IN_A_ROW:
            rows.append([])
        rows[-1] += alike
    return ('from', 'types'), [(_letters(row[0][0], row[-1][0]), codes(row)) for row in rows]


def _letters(first: str, last: str) -> str:
    between = ord(last) - ord(first)
    return f'{first} to {last}' if between > 1 else f'{first}, {last}' if between else first


def csl_variables(which: str = '') -> Table:
    """Return CSL's variables, or those that are only exported."""
    kinds = {'names': csl.NAME_VARIABLES, 'dates': csl.DATE_VARIABLES, 'text': csl.STRING_VARIABLES}
    if which:
        kinds = {kind: variables & csl.EXPORTED_ONLY for kind, variables in kinds.items()}
    else:
        kinds = {'names, each a list': kinds.pop('names'), **kinds}
    return ('kind', 'variables'), [(kind, codes(sorted(names, key=str.lower))) for kind, names in kinds.items()]


def command(*name: str) -> Table:
    """Return the options of a command."""
    from sphinx_comparison.commands.main import main  # noqa: PLC0415 - no build needs the library of the command

    found: click.Command = main
    for word in name:
        found = cast('click.Group', found).commands[word]
    declared = (cast('click.Option', option) for option in found.params if option.param_type_name == 'option')
    return ('option', 'value'), [(f'`{option.opts[0]}`', option.help or '') for option in declared]


def keys(words: Mapping[str, str]) -> Table:
    """Return keys that have their words beside them."""
    return ('key', 'value'), [(f'`{key}`', said) for key, said in words.items()]


def csv_columns() -> Table:
    """Return the columns of the table, with their numbers."""
    rows = [(f'`{name}`', str(number), words) for number, (name, words) in enumerate(csv.COLUMNS.items(), 1)]
    return ('column', 'number', 'what'), [*rows]


def one_each(names: list[str], examples: Iterable[str]) -> dict[str, str]:
    """Return examples by what they are of. Each is a line with the name of that before it; there is one of each."""
    given = dict(example.split(': ', 1) for example in examples)
    if list(given) != names:
        raise ValueError(f'Give an example of each, in this order: {", ".join(names)}.')
    return given


TABLES: dict[str, Callable[..., Table]] = {
    'options': options,
    'json': json_keys,
    'warnings': warnings,
    'configuration': configuration,
    'roles': roles,
    'emendation-keys': partial(keys, EMENDATION_KEYS),
    'name-parts': partial(keys, csl.NAME_PARTS),
    'csl-types': csl_types,
    'csl-variables': csl_variables,
    'csv-columns': csv_columns,
    'command': command,
}


# -- drawing them ---------------------------------------------------------------------------------------------------


def written(kind: str, *given: str) -> str:
    """Return a table in Markdown.

    Args:
        kind: what it is of.
        given: of which of these, if there are several; and the examples that stand in the reference.
    """
    headings, rows = TABLES[kind](*given)
    lines = (headings, ('---',) * len(headings), *rows)
    return ''.join('| ' + ' | '.join(cell.replace('|', r'\|') for cell in line) + ' |\n' for line in lines)


class FromCode(SphinxDirective):
    """``{from-code} options stances``: a table, by what it is of."""

    required_arguments = 1
    optional_arguments = 2
    has_content = True

    def run(self) -> list[Node]:
        """Have the table parsed where it stands."""
        for path in (__file__, SCHEMA):  # a page is read again in any case if a module of the extension changes
            self.env.note_dependency(path)
        try:
            table = written(*self.arguments, *self.content)
        except (KeyError, TypeError, ValueError) as fault:
            raise self.error(f'There is no such table: {fault}') from fault
        return self.parse_text_to_nodes(table)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive('from-code', FromCode)
    return {'version': '1', 'parallel_read_safe': True, 'parallel_write_safe': True}
