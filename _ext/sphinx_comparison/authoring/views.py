"""The directives of the views: what a page asks for is recorded, and a placeholder left for it."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from .. import messages
from ..comparison.earlier_release import read
from ..config import scale
from ..model import SILENT, Reference, ViewRequest
from ..trees.nodes import by_editors, folded, summary, view
from ..views import VIEWS
from .directive import ComparisonDirective, Options

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

    from ..comparison.earlier_release import Release
    from ..views.view import Option, View


class ViewDirective(ComparisonDirective):
    """A view. Its subclass for each view names it."""

    view: ClassVar[View]

    def run(self) -> list[Node]:
        """Record what is asked for."""
        self.check_options()
        self.check_values()
        number = len(self.page.views)
        request = ViewRequest(
            number,
            self.view.name,
            tuple(sorted((name, self.option(name)) for name in self.options if name in self.option_spec)),
            self.place,
        )
        references = tuple(
            Reference(kind, target)
            for name, option in self.view.own.items()
            if (kind := option.kind)
            # A label of a text's own references may have a blank in it.
            for target in ([self.option(name)] if kind == 'passage' and self.option(name) else request.listed(name))
        )
        self.page.views.append(request._replace(references=references, release=self.release()))
        placeholder = view('', number=number, docname=self.page.docname, classes=self.option('class').split())
        self.set_source_info(placeholder)
        if self.option('caption'):
            title = nodes.title('', '', *self.inline(self.option('caption')))
            self.set_source_info(title)
            placeholder += title
        self.add_name(placeholder)
        return [self.fold(placeholder) if self.option('fold') else placeholder]

    def release(self) -> Release | None:
        """Read the earlier release that a view compares with now; None, with a finding, where there is none."""
        if 'since' not in self.view.own:
            return None
        name = self.option('since')
        path = Path(self.env.relfn2path(name or '.', self.page.docname)[1])
        self.env.note_dependency(path)
        try:
            return read(path.read_text(encoding='utf-8'))
        except OSError:
            wrong = 'and no file is there'
        except ValueError:
            wrong = 'and this is none'
        expected = f'the path of a published comparison.json, from this page or, with a slash, the root, {wrong}'
        self.find(messages.bad_option(self.place, self.label, 'since', name, expected))
        return None

    def fold(self, placeholder: Element) -> folded:
        """Fold a view behind a line."""
        line = summary(self.option('fold'), '', *self.inline(self.option('fold')))
        self.set_source_info(line)
        drawn = folded('', line, placeholder, classes=['cf-folded'])
        by_editors(drawn)
        return drawn

    def check_values(self) -> None:
        """Note the options with a value off their list, too many or too few, and text that a view has no use for."""
        for name, option in self.view.own.items():
            if written := self.option(name):
                self.check_value(name, option, written)
        given = [name for name in self.view.apart if self.option(name)]
        if len(given) > 1:
            self.find(messages.options_apart(self.place, self.label, given))
        text = self.argument or ' '.join(self.content)
        if text.strip():
            self.find(messages.useless_text(self.place, self.label, text))

    def check_value(self, name: str, option: Option, written: str) -> None:
        """Note a value that an option does not take."""
        values = written.replace(',', ' ').split()
        if option.one_of and written not in option.one_of:
            self.off_list(name, written, option.one_of, 'one of ')
        if option.any_of is not None:
            known = option.any_of or tuple(step.id for step in (*scale(self.config), SILENT))
            for value in values:
                if value not in known:
                    self.off_list(name, value, known, '')
        if option.flag:
            self.find(messages.bad_option(self.place, self.label, name, written, 'no value'))
        if values and len(set(values)) < option.least:
            self.find(messages.bad_option(self.place, self.label, name, written, f'{option.least} ids or more'))

    def off_list(self, option: str, value: str, known: tuple[str, ...], how_many: str) -> None:
        """Note a value that is not on its list."""
        near = get_close_matches(value, known, n=1)
        expected = how_many + ', '.join(known) + (f'; perhaps {near[0]} is meant' if near else '')
        self.find(messages.bad_option(self.place, self.label, option, value, expected))


def directive_of(drawn: View) -> type[ViewDirective]:
    """Make the directive of a view."""
    spec = Options({name: option.words for name, option in drawn.options.items()})
    return type(f'{drawn.name.capitalize()}Directive', (ViewDirective,), {'view': drawn, 'option_spec': spec})


VIEW_DIRECTIVES = {name: directive_of(drawn) for name, drawn in VIEWS.items()}
