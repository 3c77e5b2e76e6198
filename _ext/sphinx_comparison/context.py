"""What one build knows and does not keep with the environment: the comparison, the permalinks, builder and folders."""

from __future__ import annotations

import gettext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from .builders import is_site
from .citation.edition import UNKNOWN_ADDRESS, Edition
from .comparison.comparison import Comparison
from .config import scale
from .export.inventory import inventory
from .files import stamp
from .language import wording
from .permalinks.forwarding import open_ledger
from .trees.records import shown_page
from .trees.text import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .domain import Records
    from .export.inventory import Entry
    from .incremental.note import Exported, Kept
    from .model import Finding, Page
    from .permalinks.forwarding import Permalinks
    from .views.plan import PagePlan

# What Sphinx calls the author of a project that names none.
_NO_AUTHOR = 'Author name not set'
_PAGES_OF_SPHINX = ('search', 'genindex')


class Context:
    """What one build knows.

    Everything is made when it is first asked for, since a build in which nothing changed asks for none of it.

    Args:
        env: Sphinx's environment.
        records: the records of all pages.
    """

    builder: Builder
    ledger: Path | None
    seed_folder: Path

    def __init__(self, env: BuildEnvironment, records: Records) -> None:
        self.env = env
        self._records = records
        self.before: Kept | None = None
        """What the last build of this output kept, if it compared anything."""
        self.unchanged = False
        """True if nothing has changed since then."""
        self.findings: tuple[Finding, ...] = ()
        """What an editor must fix."""
        self.written: set[str] = set()
        """The pages that this process has written, those of other extensions among them."""
        self.exported: dict[str, Exported] = {}
        """The files that stand beside the pages, each with what it was made of, as far as that is known."""
        self.changed: frozenset[str] | None = None
        """The inputs of the comparison that have changed since the last build of this output; None: nobody knows."""
        self.planned: dict[str, PagePlan] = {}
        """The plans that are made and wanted again: of pages that are stale, and of those that are drawn."""
        self.words = ''
        """Tells the words of one language and its catalogues from those of another."""

    def begin(self, app: Sphinx) -> None:
        """Take up the builder, the folders and the language, when they are known."""
        self.builder = app.builder
        self.ledger = Path(app.confdir) / app.config.cf_permalinks if app.config.cf_permalinks else None
        self.seed_folder = (Path(app.confdir) / app.config.cf_seed_dir).resolve()
        language = str(app.config.language or '')
        folders = [Path(app.srcdir, folder) for folder in app.config.locale_dirs]
        catalogues = [gettext.find(wording.DOMAIN, folder, [language]) for folder in folders]
        self.words = repr((language, [stamp(Path(catalogue)) for catalogue in catalogues if catalogue]))
        wording.speak(language, folders)

    def renew(self) -> None:
        """Forget the comparison and what came of it: pages were read or removed since."""
        self.unchanged, self.changed, self.findings = False, None, ()
        for name in ('comparison', 'inventory', 'permalinks'):
            self.__dict__.pop(name, None)

    # -- the comparison -----------------------------------------------------------------------------------------------

    @property
    def in_use(self) -> bool:
        """True if the project compares anything. If it does not, the extension does nothing to it."""
        return self.unchanged or any(page.compares or page.findings for page in self._records.values())

    @cached_property
    def comparison(self) -> Comparison:
        """Everything that is compared, indexed, in the order of the table of contents."""
        config, pages = self.env.config, self._records
        author = '' if config.author == _NO_AUTHOR else config.author
        edition = Edition(
            config.project,
            author,
            self._site or UNKNOWN_ADDRESS,
            language=str(config.language or ''),
            version=str(config.release) if config.cf_edition_date else '',
            date=config.cf_edition_date,
        )
        return Comparison(
            [self._shown(pages[docname]) for docname in self.reading_order() if docname in pages],
            scale(config),
            self.link_text,
            edition,
            self._address,
            config.cf_sense_words,
            self._records.proved,
        )

    def keep_proofs(self) -> None:
        """Keep with the environment which quotations were found."""
        self._records.proved = self.comparison.verdicts.proved

    @property
    def _kept(self) -> Kept | None:
        return self.before if self.unchanged else None

    @property
    def empty(self) -> bool:
        """True if there is nothing to be exported: neither a source nor a point."""
        return self._kept.empty if self._kept else self.comparison.empty

    @cached_property
    def inventory(self) -> list[Entry]:
        """What other sites can refer to."""
        return self._kept.inventory if self._kept else list(inventory(self.comparison))

    @property
    def tops(self) -> dict[str, str]:
        """The anchor of the first heading of each page that has records."""
        return self._kept.tops if self._kept else {page.docname: page.top for page in self.comparison.pages.values()}

    def reading_order(self) -> Iterator[str]:
        """Yield all pages, in the order of the table of contents; first those that it has."""
        seen: set[str] = set()
        waiting = [self.env.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in seen:
                seen.add(docname)
                yield docname
                waiting += reversed(self.env.toctree_includes.get(docname, []))
        yield from sorted(self._records.keys() - seen)

    def _shown(self, page: Page) -> Page:
        """Return the records of a page as this build shows it."""
        return shown_page(page, self.env, self.builder) if page.conditions else page

    def link_text(self, target: str) -> str:
        """Return what Sphinx's and MyST's own references say.

        That is the title of a page (``/page``), of a section on it (``/page#section``), or of one that has a label.
        """
        docname, _, anchor = target.removeprefix('/').partition('#')
        heading = self.env.metadata.get(docname, {}).get('myst_slugs', {}).get(anchor) if anchor else None
        if heading:
            return str(heading[2])
        standard, name = self.env.domains.standard_domain, anchor or target
        label = standard.labels.get(name.lower()) or standard.labels.get(name)
        title = self.env.titles.get(docname) if not anchor else None
        return shown_text(title) if title else label[2] if label else ''

    @property
    def _site(self) -> str:
        """The address of the site, without a slash at its end; empty where it is not known."""
        return str(getattr(self.env.config, 'html_baseurl', '') or '').rstrip('/')

    def _address(self, docname: str, anchor: str) -> str:
        """Return the address at which a place will be on the site, also in a book of it."""
        # Not all builders quote what has to be, and quoting twice would be wrong.
        uri = unquote(self.builder.get_target_uri(docname)) if is_site(self.builder) else f'{docname}.html'
        address = f'{self._site or UNKNOWN_ADDRESS}/{quote(uri)}'
        return f'{address}#{anchor}' if anchor else address

    # -- permalinks ---------------------------------------------------------------------------------------------------

    @cached_property
    def permalinks(self) -> Permalinks:
        """The ledger of permalinks, held against the comparison."""
        begins = self.builder.name == 'permalinks'
        return open_ledger(self.ledger, self.comparison, self._reserved, begins=begins)

    @property
    def gone(self) -> list[str]:
        """The pages that are gone and have readers to be sent on."""
        return self._kept.gone if self._kept else list(self.permalinks.gone)

    @property
    def _reserved(self) -> frozenset[str]:
        """The names of the pages that Sphinx writes beside those of the project."""
        indices = (f'{domain.name}-{index.name}' for domain in self.env.domains.sorted() for index in domain.indices)
        return frozenset((*_PAGES_OF_SPHINX, *self.env.config.html_additional_pages, *indices))
