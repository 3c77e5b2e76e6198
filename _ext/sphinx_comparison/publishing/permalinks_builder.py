"""The builder ``permalinks``: writes no pages; records in the ledger what they publish for the first time."""

from __future__ import annotations

from typing import ClassVar

from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import ConfigError
from sphinx.util import logging

from ..domain import context_of
from ..files import write_file

logger = logging.getLogger(__name__)


class PermalinksBuilder(DummyBuilder):
    """Adds to the ledger the anchors that it has not yet, and changes nothing else of it."""

    name = 'permalinks'
    epilog = ''
    # Sphinx gives a builder the images and the files that it can write: none.
    supported_image_types: ClassVar[list[str]] = []

    def finish(self) -> None:
        """Write the ledger. Raises :class:`~sphinx.errors.ConfigError` where there is to be none."""
        permalinks, file = context_of(self.env).permalinks, context_of(self.env).ledger
        if not file:
            raise ConfigError('The builder "permalinks" has no ledger to write. Set cf_permalinks in conf.py.')
        if not permalinks.fault:
            new = len(permalinks.new)
            write_file(file, permalinks.recorded())
            logger.info('%s has %d anchors, of which %d are new', file.name, len(permalinks.entries) + new, new)
