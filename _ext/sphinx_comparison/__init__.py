"""Comparative reading for Sphinx: texts side by side, hypothesis by hypothesis, and every quotation proved.

One way leads through the package, and :func:`setup` shows it. What an editor writes (:mod:`.authoring`) leaves records
(:mod:`.model`) in the :mod:`.domain`. The :mod:`.comparison` indexes them and proves the quotations (:mod:`.proof`).
What is wrong in it is found (:mod:`.checks`). What a page shows of it is planned (:mod:`.views`), known to be fresh or
stale (:mod:`.incremental`), drawn (:mod:`.drawing`), and published (:mod:`.publishing`, :mod:`.export`).

What one build knows is its :mod:`.context`: it makes the comparison when it is first asked for it.

Beside this way stand how texts are cited (:mod:`.citation`), what becomes of old links (:mod:`.permalinks`), the words
of each language (:mod:`.language`), what docutils trees hold (:mod:`.trees`), and the command (:mod:`.commands`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import config
from .authoring import encoding, faults, labels
from .authoring.annotations import AnnotationDirective
from .authoring.collect import record_page
from .authoring.labels import DoubledLabels
from .authoring.milestones import MilestoneRole
from .authoring.points import (
    EvidenceDirective,
    HypothesisDirective,
    PositionDirective,
    QuestionDirective,
    ThemeDirective,
)
from .authoring.quotations import QuoteRole
from .authoring.sources import EditorialDirective, ParatextDirective, SayLanguages, SourcePage, read_front_matter
from .authoring.syntax import check_syntax
from .authoring.translations import OfferReasons
from .authoring.views import VIEW_DIRECTIVES
from .domain import ComparisonDomain, context_of, is_ours
from .drawing import titles
from .drawing.draw import DrawPlan
from .drawing.singlehtml import OnePage, mend_surroundings
from .incremental import interrupted
from .incremental.code_version import code_version
from .incremental.reread import Readings
from .incremental.rewrite import Rewriting
from .incremental.warnings_seen import Warned
from .memory import Collector
from .publishing import assets, direction, exports, gone, head, search
from .publishing.permalinks_builder import PermalinksBuilder
from .trees.nodes import add_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ['__version__', 'setup']  # what is public; the manual says what that promises

__version__ = '0.1.0'


DIRECTIVES = {
    'editorial': EditorialDirective,
    'paratext': ParatextDirective,
    'question': QuestionDirective,
    'hypothesis': HypothesisDirective,
    'theme': ThemeDirective,
    'evidence': EvidenceDirective,
    'position': PositionDirective,
    'annotation': AnnotationDirective,
}


def begin(app: Sphinx) -> None:
    """Tell the context of the build what is known now: the builder, the folders, the language."""
    context_of(app.env).begin(app)


def renew(app: Sphinx, env: BuildEnvironment) -> None:
    """Forget the comparison of an earlier build: whoever asks first has it made of the pages as they are."""
    context_of(env).renew()


def keep_proofs(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep with the environment which quotations were found, before Sphinx stores it."""
    if not context_of(env).unchanged:
        context_of(env).keep_proofs()


def setup(app: Sphinx) -> ExtensionMetadata:  # noqa: PLR0915 - a line for each handler, and all in one place
    """Set up the extension: every handler, in the order in which Sphinx calls it.

    Sphinx also calls :class:`.domain.ComparisonDomain`: to forget a page before it is read again, to take over what
    another process read, to resolve references while pages are drawn, and for the inventory.
    """
    warned = Warned(app)
    readings, rewriting, doubled, collector = Readings(warned), Rewriting(warned), DoubledLabels(), Collector()

    config.add_config_values(app)
    app.add_domain(ComparisonDomain)
    add_nodes(app)
    app.connect('config-inited', config.check)
    app.connect('builder-inited', begin)
    app.connect('builder-inited', interrupted.discard_build_info)

    # Read: each page by itself leaves its records.
    app.connect('env-get-outdated', readings.outdated)
    app.connect('env-get-outdated', rewriting.note_removed)
    app.connect('env-before-read-docs', encoding.refuse_other_encodings, priority=encoding.BEFORE_OTHERS)
    app.connect('env-before-read-docs', doubled.begin)
    app.connect('env-before-read-docs', warned.begin)
    app.connect('env-before-read-docs', readings.begin)
    app.connect('env-before-read-docs', rewriting.note_read)
    app.connect('source-read', read_front_matter)
    app.connect('source-read', check_syntax)
    for name, directive in (DIRECTIVES | VIEW_DIRECTIVES).items():
        app.add_directive_to_domain('cf', name, directive)
    app.add_role_to_domain('cf', 'quote', QuoteRole())
    app.add_role_to_domain('cf', 'milestone', MilestoneRole())
    for transform in (OfferReasons, SourcePage, SayLanguages):
        app.add_transform(transform)
    app.connect('doctree-read', record_page)
    app.connect('doctree-read', labels.note, priority=labels.AFTER_OTHERS)
    app.connect('doctree-read', collector.note_page, priority=labels.AFTER_OTHERS)

    # Check: all pages are read. Quotations are proved, and what is wrong is logged, also if no page was read.
    app.connect('env-updated', doubled.end)
    app.connect('env-updated', readings.end)
    app.connect('env-updated', renew)
    app.connect('env-updated', rewriting.see_whether_unchanged)  # if so, none of what follows looks at a page
    app.connect('env-updated', collector.note_pages)  # workers may have read them
    app.connect('env-updated', labels.settle)  # before anything asks what a reference to a label says
    app.connect('env-updated', titles.complete)
    app.connect('env-updated', faults.find)
    app.connect('env-updated', faults.log)
    app.connect('env-updated', keep_proofs)

    # Plan: which pages show something else than they did.
    app.connect('env-get-updated', rewriting.stale)
    app.connect('env-get-updated', rewriting.remove_gone)
    app.connect('env-get-updated', exports.withdraw)

    # Draw: what comes from the whole comparison is put on each page that is written.
    app.connect('write-started', collector.make_room)
    app.connect('write-started', assets.write_assets)  # before pages, whose heads have the checksums
    app.connect('write-started', search.mend_index)
    app.add_post_transform(DrawPlan)
    app.add_post_transform(OnePage)
    app.connect('warn-missing-reference', is_ours)
    app.connect('doctree-resolved', rewriting.note_written)

    # Publish: the heads of pages, and what is written beside them.
    app.connect('html-page-context', mend_surroundings, priority=400)  # before a theme takes them
    app.connect('html-page-context', assets.add_assets)
    app.connect('html-page-context', head.describe, priority=head.AFTER_OTHERS)
    app.connect('html-page-context', direction.give_direction)
    # After those of other extensions, so that none of theirs is written over.
    app.connect('html-collect-pages', gone.pages_that_are_gone, priority=900)
    app.add_builder(PermalinksBuilder)
    app.connect('build-finished', doubled.stop)
    app.connect('build-finished', warned.end)
    app.connect('build-finished', exports.write_exports)
    app.connect('build-finished', rewriting.finish)
    app.connect('build-finished', collector.look_as_before)
    return {
        'version': __version__,
        'env_version': code_version(),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }
