"""Comparative reading for Sphinx: texts side by side, hypothesis by hypothesis, and every quotation proved.

One way leads through the package. A page's front matter (:mod:`.frontmatter`, :mod:`.declaration`) and directives
(:mod:`.sources`, :mod:`.points`, :mod:`.views`) leave records (:mod:`.model`) in the :mod:`.domain`; the
:mod:`.comparison` indexes them and proves the quotations (:mod:`.proof`); what a page shows of it is planned
(:mod:`.plan`), drawn (:mod:`.drawing`), known to be fresh or stale (:mod:`.freshness`), and published
(:mod:`.publishing`, :mod:`.export`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import config, wording
from .authoring import encoding, labels
from .authoring.points import (
    EvidenceDirective,
    HypothesisDirective,
    PositionDirective,
    QuestionDirective,
    QuoteRole,
    ThemeDirective,
)
from .authoring.sources import EditorialDirective, NumberPassages, ParatextDirective, SayLanguages, read_front_matter
from .authoring.translations import OfferReasons
from .authoring.views import VIEW_DIRECTIVES
from .domain import ComparisonDomain, domain_of, is_ours, record_page
from .drawing.draw import DrawPlan
from .drawing.singlehtml import OnePage, mend_surroundings
from .incremental import interrupted, reread, rewrite
from .incremental.warnings_seen import Warned
from .publishing import assets, direction, exports, gone, head, search
from .publishing.permalinks_builder import PermalinksBuilder
from .trees.nodes import add_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = '0.1.0'


def _begin(app: Sphinx) -> None:
    """Tell the domain what it cannot know of itself, when the builder is known."""
    domain = domain_of(app.env)
    domain.builder = app.builder
    domain.ledger = Path(app.confdir) / app.config.cf_permalinks if app.config.cf_permalinks else None
    wording.speak(str(app.config.language or ''), [Path(app.srcdir, folder) for folder in app.config.locale_dirs])
    domain.seed_folder = (Path(app.confdir) / app.config.cf_seed_dir).resolve()
    interrupted.discard_build_info(app)
    labels.connect(app)
    warned = Warned(app)
    reread.connect(app, warned)
    rewrite.connect(app, warned)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension."""
    config.add_config_values(app)
    app.connect('config-inited', config.check)
    app.connect('builder-inited', _begin)

    app.add_domain(ComparisonDomain)
    add_nodes(app)
    app.connect('env-before-read-docs', encoding.refuse_other_encodings, priority=encoding.BEFORE_OTHERS)
    app.connect('source-read', read_front_matter)
    app.add_transform(OfferReasons)
    app.add_transform(NumberPassages)
    app.add_transform(SayLanguages)
    app.connect('doctree-read', record_page)
    app.connect('doctree-read', labels.note, priority=labels.AFTER_OTHERS)
    app.add_directive_to_domain('cf', 'editorial', EditorialDirective)
    app.add_directive_to_domain('cf', 'paratext', ParatextDirective)
    app.add_directive_to_domain('cf', 'question', QuestionDirective)
    app.add_directive_to_domain('cf', 'hypothesis', HypothesisDirective)
    app.add_directive_to_domain('cf', 'theme', ThemeDirective)
    app.add_directive_to_domain('cf', 'evidence', EvidenceDirective)
    app.add_directive_to_domain('cf', 'position', PositionDirective)
    app.add_role_to_domain('cf', 'quote', QuoteRole())
    for name, directive in VIEW_DIRECTIVES.items():
        app.add_directive_to_domain('cf', name, directive)

    app.add_post_transform(DrawPlan)
    app.add_post_transform(OnePage)
    app.connect('html-page-context', mend_surroundings, priority=400)  # before a theme takes them
    app.add_builder(PermalinksBuilder)
    app.connect('warn-missing-reference', is_ours)

    app.connect('write-started', assets.write_assets)
    app.connect('write-started', search.mend_index)
    app.connect('html-page-context', assets.add_assets)
    app.connect('html-page-context', head.describe, priority=head.AFTER_OTHERS)
    app.connect('html-page-context', direction.give_direction)
    # After those of other extensions, so that none of theirs is written over.
    app.connect('html-collect-pages', gone.pages_that_are_gone, priority=900)
    app.connect('build-finished', exports.write_exports)
    return {
        'version': __version__,
        'env_version': reread.version(),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }
