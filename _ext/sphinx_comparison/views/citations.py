"""``{citations}``: how to cite a source, a passage of it, or a point, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..citation.citations import FOLDER, forms
from ..citation.edition import CitedItem, part
from ..citation.formats.coins import coins
from ..language.wording import say
from ..locators import Locator
from ..model import KINDS
from .parts import headings
from .shapes import Cell, Code, Line, Row, Table, Text
from .view import Option, View

if TYPE_CHECKING:
    from ..citation.citations import FormattedCitation
    from ..comparison.comparison import Comparison
    from ..model import Source, ViewRequest

_OPTIONS = {
    'source': Option('the id of a source; if nothing is set, the source on whose page it stands', kind='source'),
    'passage': Option('a passage or a range, such as `marsh#p2`', kind='passage'),
    **{kind: Option('the id of one', kind=kind) for kind in ('question', *KINDS)},
}


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: of what the option names, or else of the source whose page it stands on."""
    what, name, of_source = _asked(request, comparison)
    rows = tuple(_row(form, linked=of_source) for form in forms(what, name)) if what else ()
    columns = headings(say('Format'), say('Citation'))
    return Table(columns, (20, 80), rows, ('cf-citations',), coins=coins(what) if what else '')


def _asked(request: ViewRequest, comparison: Comparison) -> tuple[CitedItem | None, str, bool]:
    """Return what is to be cited, its id, and whether it is a source or a part of one."""
    for kind, target in request.options:
        if kind == 'passage' and comparison.resolve(kind, target):
            identifier, _, where = target.partition('#')
            source, locator = comparison.sources[identifier], Locator.parse(where)
            return cited(comparison, source, locator), source.id, True
        found = comparison.resolve(kind, target) if kind in _OPTIONS and kind != 'source' else None
        if found:
            url = comparison.address(found.docname, found.anchor)
            return part(comparison.edition, found.label, url), target, False
    here = comparison.source_on(comparison.pages[request.place.docname])
    source_named = comparison.sources.get(request.option('source')) or here
    return (cited(comparison, source_named), source_named.id, True) if source_named else (None, '', False)


def cited(comparison: Comparison, source: Source, locator: Locator | None = None) -> CitedItem:
    """Cite a source, or passages of it, as read in this edition."""
    target = comparison.located(source, locator) if locator else None
    page = comparison.address(source.place.docname, '')
    url = comparison.address(target.docname, target.anchor) if target else page
    return CitedItem(source.record, url, locator, comparison.edition, page=page)


def _row(form: FormattedCitation, *, linked: bool) -> Row:
    """Return a citation; ``linked`` to the file of it, which a source has."""
    name = f'{form.format}, {say(form.use)}' if form.use else form.format
    if form.file:
        named = Text(name, file=f'{FOLDER}/{form.file}' if linked else '')
        return Row((Cell((Line((named,)),)), Cell((Code(form.text.plain.replace('\r\n', '\n').strip('\n')),))))
    words = tuple(Text(run.text, italic=run.italic) for run in form.text.runs)
    return Row((Cell((Line((Text(name),)),)), Cell((Line(words, ('cf-citation',)),))))


VIEW = View('citations', make, _OPTIONS, apart=tuple(_OPTIONS))
