"""What an editor must fix: logged on every build, whichever pages it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from ..checks import findings
from ..domain import context_of
from ..memory import resting_collector

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


@resting_collector()
def find(app: Sphinx, env: BuildEnvironment) -> None:
    """Find what is wrong, once all pages are read: prove every quotation, check the comparison and the permalinks.

    Where nothing has changed, that is what it was.
    """
    context = context_of(env)
    if context.unchanged:
        return
    inventory = getattr(env, 'intersphinx_inventory', {})

    def on_other_site(kind: str, target: str) -> bool:
        return target in inventory.get(f'cf:{kind}', {})

    found = findings(context.comparison, on_other_site, (*context.findings, *context.permalinks.findings()))
    context.findings = tuple(found)


def log(app: Sphinx, env: BuildEnvironment) -> None:
    """Log what was found."""
    for finding in context_of(env).findings:
        place = finding.place
        in_file = f'{env.srcdir / place.file}:{place.line}'
        location = in_file if place.file else (place.docname, place.line)
        logger.warning('%s', finding.message, type='cf', subtype=finding.subtype, location=location)
