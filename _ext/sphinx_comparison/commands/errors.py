"""What ends a command: one line that says what is wrong and what to do, and no traceback."""

from __future__ import annotations

from typing import ClassVar

import click

COULD_NOT_RUN = 2


class CannotRunError(click.ClickException):
    """The command could not do what it was asked to. Its exit status is 2, as that of a wrong option is."""

    exit_code: ClassVar[int] = COULD_NOT_RUN
