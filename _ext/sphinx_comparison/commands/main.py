"""The command line: what a command is called by."""

from __future__ import annotations

import click

from .. import __version__
from .check import check
from .import_texts import import_texts
from .new import new
from .positions import positions


@click.group(context_settings={'max_content_width': 100, 'help_option_names': ['-h', '--help']})
@click.version_option(__version__, prog_name='sphinx-comparison')
def main() -> None:
    """Compare texts: start a project, bring texts in, check it, fill in many cells."""


main.add_command(new)
main.add_command(check)
main.add_command(import_texts)
main.add_command(positions)
