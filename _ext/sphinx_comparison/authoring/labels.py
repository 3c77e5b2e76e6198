"""Labels and names of views that stand on several pages: the first in reading order counts, in every build.

Sphinx takes the one that it reads last, which changes with what is read again, and with the number of processes, of
which it loses the warning too. So each page keeps its own, and Sphinx's index of labels is settled when all are read.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from sphinx.locale import __
from sphinx.util.logging import NAMESPACE

from .. import messages
from ..domain import context_of, domain_of
from ..model import Label
from ..trees.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..domain import ComparisonDomain

# That of the labels, and the one by which Sphinx hands on what its workers logged.
_LOGGERS = (f'{NAMESPACE}.sphinx.domains.std', f'{NAMESPACE}.sphinx.util.parallel')
_MARKED = 'label_stands_twice'
# After the labels of other extensions.
AFTER_OTHERS = 900


def note(app: Sphinx, document: nodes.document) -> None:
    """Note the labels of a page that has been read."""
    env = app.env
    docname, standard = env.current_document.docname, env.domains.standard_domain
    labels: dict[str, Label] = {}
    for name, (page, anchor) in standard.anonlabels.items():
        if page == docname:
            titled = standard.labels.get(name, ('', '', ''))
            holder = document.ids.get(anchor)
            if holder is not None:
                place = place_of(env, docname, holder)
                labels[name] = Label(anchor, titled[2] if titled[:2] == (page, anchor) else None, place)
    if labels:
        domain_of(env).page(docname).labels = labels


def settle(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the first page in reading order that has a label its holder; find fault with the others."""
    domain = domain_of(env)
    if domain.context.unchanged or not domain.context.in_use:
        return
    standard = env.domains.standard_domain
    first: dict[str, tuple[str, Label]] = {}
    found = []
    for docname, name, label in _in_reading_order(domain):
        if name not in first:
            first[name] = docname, label
        else:
            found.append(messages.duplicate(label.place, f'the label "{name}"', first[name][1].place))
    for name, (docname, label) in first.items():
        standard.anonlabels[name] = docname, label.anchor
        if label.title is not None:
            standard.labels[name] = docname, label.anchor, label.title
        else:
            standard.labels.pop(name, None)
    domain.context.findings += tuple(found)


def _in_reading_order(domain: ComparisonDomain) -> Iterator[tuple[str, str, Label]]:
    for docname in domain.context.reading_order():
        if docname in domain.pages:
            for name, label in domain.pages[docname].labels.items():
                yield docname, name, label


class DoubledLabels(logging.Filter):
    """Sphinx's own warnings of labels that stand twice, held back until it is known who is to warn."""

    def __init__(self) -> None:
        super().__init__()
        self._process = os.getpid()
        self._held: list[logging.LogRecord] = []
        self._loggers = [logging.getLogger(name) for name in _LOGGERS]

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Begin to hold them back, before pages are read."""
        self._held = []
        for logger in self._loggers:
            logger.addFilter(self)

    def stop(self, *_: object) -> None:
        """Hold none back any more: also where a build has failed."""
        for logger in self._loggers:
            logger.removeFilter(self)

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Drop them if the project is ours, where :func:`settle` finds the same; else hand them on."""
        self.stop()
        if self._held and not context_of(env).in_use:
            for record in self._held:
                self._loggers[0].handle(record)

    def filter(self, record: logging.LogRecord) -> bool:
        """Hold a record back; one of a worker goes to the main process first."""
        if record.msg == __('duplicate label %s, other instance in %s'):
            setattr(record, _MARKED, True)
        if not getattr(record, _MARKED, False) or os.getpid() != self._process:
            return True
        self._held.append(record)
        return False
