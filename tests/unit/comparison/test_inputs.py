"""What is made again after an edit: no less than what changed, and no more than what asked for something that did."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sphinx_comparison.comparison.comparison import Comparison
from sphinx_comparison.comparison.inputs import Index, InputKind, Inputs, link_that_says
from sphinx_comparison.export import csv, json, web_annotations
from sphinx_comparison.export.bibliography import work_of
from sphinx_comparison.export.citing import citables
from sphinx_comparison.export.previews import previews
from sphinx_comparison.export.search import search_index
from sphinx_comparison.incremental.changed import changed_inputs, outline
from sphinx_comparison.incremental.file_parts import Parts
from sphinx_comparison.locators import Locator
from sphinx_comparison.model import (
    KINDS,
    Annotation,
    Page,
    Place,
    Prose,
    Question,
    Reference,
    SecondReading,
    Section,
    ViewRequest,
)
from sphinx_comparison.permalinks.forwarding import Permalinks
from sphinx_comparison.views import VIEWS
from sphinx_comparison.views.plan import plan
from unit.samples import ANN, SCALE, compare, mention, point, position, prose, quote, request, source_page, tea

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_comparison.incremental.note import Exported

EDITS, MANY_EDITS = 400, 40_000
DOUBLED = 0.1  # of what is defined: how much of it on two pages
SOURCES = ('ann', 'bob', 'cy')
POINTS = ('hot', 'pot', 'kettle', 'aunt', 'china')
QUESTIONS = ('why', 'when')
VIEWED = {'overview': 3, 'view-1': 1, 'view-2': 1}  # the pages that have views, and how many
PAGES = (*SOURCES, 'one', 'two', 'three', 'four', 'five', *VIEWED)
WORDS = ('tea', 'pot', 'hot', 'cold', 'aunt', 'said', 'warm', 'never', 'China', 'drank', 'cup', 'nobody', 'needs')
STANCES = ('', 'silent', *(stance.id for stance in SCALE))


Draw = Callable[['World'], Any]
# What an edit changes of each kind of record on a page, and how it is drawn.
CHANGES: dict[str, dict[str, Draw]] = {
    'questions': {'title': lambda world: world.prose()},
    'points': {
        'title': lambda world: world.prose(),
        'description': lambda world: world.prose(),
        'question': lambda world: world.chance.choice(['', *QUESTIONS]),
        'reason_for': lambda world: world.chance.choice(['', *POINTS]),
        'date': lambda world: world.chance.choice(['', '1950', '1972-02']),
    },
    'positions': {
        'stance': lambda world: world.chance.choice(STANCES),
        'summary': lambda world: world.prose(),
        'contested': lambda world: world.prose(),
        'nearest': lambda world: (Locator.parse(world.chance.choice(['¶1', '¶3'])),),
        'second_readings': lambda world: (SecondReading(world.chance.choice(STANCES[1:]), 'A. Reader'),),
    },
    'annotations': {'text': lambda world: world.prose(), 'reference': lambda world: world.prose()},
    'mentions': {'reference': lambda world: world.reference(), 'section': lambda world: world.section()},
    'quotations': {},
}


class World:
    """A project drawn at random. With the same numbers of everything, whatever is in it is drawn anew."""

    def __init__(self, seed: int) -> None:
        self.chance: random.Random = random.Random(seed)  # noqa: S311 - not for secrets
        self.texts = {name: [self.words(12) for _ in range(3)] for name in SOURCES}
        # Where what stands, if it does: each page has little, so that an edit of it touches little.
        self.homes = {name: self.chance.choice((*PAGES, '')) for name in (*POINTS, *QUESTIONS, 'note')}
        # What is defined twice: of these, the first counts.
        doubled = [name for name in self.homes if self.chance.random() < DOUBLED]
        self.others = {name: self.chance.choice(PAGES) for name in doubled}
        held = [(name, source) for name in POINTS for source in SOURCES if self.chance.random() < 0.7]
        self.held = {each: self.chance.choice(PAGES) for each in held}
        self.views = {name: [self.view(number, name) for number in range(most)] for name, most in VIEWED.items()}
        self.pages = {name: self.page(name) for name in PAGES}

    def words(self, most: int) -> str:
        """Draw words."""
        return ' '.join(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, most)))

    def quoted(self, source: str) -> str:
        """Draw words of a source; at times words that it may not have."""
        words = self.chance.choice(self.texts[source]).split()
        first = self.chance.randrange(len(words))
        return ' '.join(words[first : first + 5]) if self.chance.random() < 0.9 else self.words(4)

    def prose(self) -> Prose:
        """Draw an editor's words, with references in them."""
        parts: list[str | Reference] = [self.words(4)]
        if self.chance.random() < 0.4:
            parts += [' ', self.reference()]
        return prose(*parts)

    def reference(self) -> Reference:
        """Draw a reference, by an id or by an anchor."""
        source, name = self.chance.choice(SOURCES), self.chance.choice(POINTS)
        number = self.chance.randint(1, 4)
        return self.chance.choice(
            [
                Reference('source', source),
                Reference('passage', f'{source}#p{number}'),
                Reference('', f'{source}-p{number}'),
                Reference('', f'{source}-p{number}-c0-{number}'),
                Reference('', f'{source}-p1-p2'),
                Reference('hypothesis', name),
                Reference('', name),
                Reference('', f'theme-{name}'),
                Reference('position', f'{name}#{source}'),
                Reference('', f'position-{name}-{source}'),
                Reference('question', self.chance.choice(QUESTIONS)),
                Reference('annotation', 'note'),
                Reference('', f'/{self.chance.choice(["one", "overview", "elsewhere"])}'),
            ]
        )

    def view(self, number: int, docname: str) -> ViewRequest:
        """Draw what a page asks of a view."""
        named = [name for name in VIEWS if name != 'changes']  # it compares with an earlier release
        options: dict[str, str] = {}
        choices: dict[str, list[str]] = {
            'sources': ['ann bob', 'cy', 'bob cy'],
            'source': ['ann', 'cy'],
            'points': ['hot pot', 'china'],
            'kind': list(KINDS),
            'question': list(QUESTIONS),
            'order': ['title', 'date'],
            'stances': ['asserts', 'rejects'],
            'passage': ['bob#p2'],
        }
        for option, values in choices.items():
            if self.chance.random() < 0.25:
                options[option] = self.chance.choice(values)
        return request(self.chance.choice(named), docname, **options)._replace(number=number, anchor=f'v{number}')

    def page(self, name: str) -> Page:
        """Draw a page."""
        of_source = name in SOURCES
        made = source_page(name, *self.texts[name], docname=name) if of_source else Page(name, self.words(3))
        for number, identifier in enumerate(POINTS):
            if self.is_on(name, identifier):
                self.point(made, identifier, KINDS[number % 3])
        for (identifier, source), home in self.held.items():
            if home == name:
                self.position(made, identifier, source)
        asked = [each for each in QUESTIONS if self.is_on(name, each)]
        made.questions += [Question(each, self.prose(), Place(name, 2)) for each in asked]
        made.views += self.views.get(name, [])
        if self.is_on(name, 'note'):
            lemma = quote(made, 'ann', self.quoted('ann'))
            made.annotations.append(Annotation('note', lemma, Place(name, 4), self.prose(), self.prose()))
        for _ in range(self.chance.randint(0, 1)):
            quoted = quote(made, source := self.chance.choice(SOURCES), self.quoted(source))
            made.quoting[quoted.number] = self.section()
        for _ in range(self.chance.randint(0, 1)):
            reference = self.reference()
            mention(made, reference.kind, reference.target, self.section())
        return made

    def is_on(self, page: str, name: str) -> bool:
        """True if something is defined on a page, first or once more."""
        return page in (self.homes[name], self.others.get(name))

    def section(self) -> Section:
        """Draw the section that something stands in: of a page, or that of a point."""
        name = self.chance.choice(POINTS)
        return self.chance.choice([Section(), Section('s', self.words(2)), Section(f'theme-{name}', self.words(2))])

    def point(self, page: Page, identifier: str, kind: Any) -> None:
        """Draw a point."""
        fields = {
            'question': self.chance.choice(['', *QUESTIONS]),
            'reason_for': self.chance.choice(['', *POINTS]),
            'date': self.chance.choice(['', '1950', '1972-02']),
            'description': self.prose(),
        }
        point(page, kind, identifier, self.prose(), **fields)

    def position(self, page: Page, identifier: str, source: str) -> None:
        """Draw what a source holds on a point."""
        quotations = [self.quoted(source) for _ in range(self.chance.randint(0, 2))]
        nearest = self.chance.choice(['', '¶1', '¶2 ¶3'])
        made = position(page, identifier, source, self.chance.choice(STANCES), *quotations, nearest=nearest)
        page.positions[-1] = made._replace(summary=self.prose(), contested=self.prose())

    def edit(self) -> str:
        """Change one thing on a page, add one, take one away, or draw the page anew; return its name."""
        name = self.chance.choice(PAGES)
        page = self.pages[name] = deepcopy(self.pages[name])
        there = [(kind, number) for kind in CHANGES for number in range(len(getattr(page, kind)))]
        edits: list[Callable[[], object]] = [
            lambda: self.more(page),
            lambda: self.pages.update({name: self.page(name)}),
        ]
        if page.source:
            edits += 3 * [lambda: self.rewrite(page)]
        for kind, number in there:
            edits += [partial(self.change, page, kind, number), partial(getattr(page, kind).pop, number)]
        self.chance.choice(edits)()
        return name

    def more(self, page: Page) -> None:
        """Add something to a page, which may be there already."""
        source, name = self.chance.choice(SOURCES), self.chance.choice(POINTS)
        additions: list[Callable[[], object]] = [
            lambda: self.point(page, name, self.chance.choice(KINDS)),
            lambda: self.position(page, name, source),
            lambda: page.questions.append(
                Question(self.chance.choice((*QUESTIONS, *POINTS[:2])), self.prose(), Place(page.docname, 2))
            ),
            lambda: quote(page, source, self.quoted(source)),
        ]
        self.chance.choice(additions)()

    def rewrite(self, page: Page) -> None:
        """Give the source on a page other words, or another number of paragraphs."""
        texts = [passage.text for passage in page.source.passages] if page.source else []
        number = self.chance.randrange(len(texts))
        texts[number : number + self.chance.randint(0, 1)] = [self.words(12) for _ in range(self.chance.randint(0, 2))]
        page.source = source_page(page.docname, *texts, docname=page.docname).source

    def change(self, page: Page, kind: str, number: int) -> None:
        """Change one of the records of a kind on a page."""
        records = getattr(page, kind)
        records[number] = records[number]._replace(**{field: draw(self) for field, draw in self.one(CHANGES[kind])})
        if kind == 'quotations':
            now = records[number] = records[number]._replace(typed=self.quoted(records[number].source))
            page.positions = [
                each._replace(quotations=tuple(now if q.number == number else q for q in each.quotations))
                for each in page.positions
            ]
            page.annotations = [
                each._replace(lemma=now) if each.lemma.number == number else each for each in page.annotations
            ]

    def one(self, fields: dict[str, Draw]) -> list[tuple[str, Draw]]:
        """Choose one of the fields of a record, if it has some that change by themselves."""
        return [self.chance.choice(list(fields.items()))] if fields else []


def link_text(target: str) -> str:
    """Say what a link of Sphinx's says: nothing of it changes."""
    return target.upper()


def compared(pages: dict[str, Page]) -> Comparison:
    """Compare pages."""
    return Comparison(pages.values(), SCALE, link_text)


def made(comparison: Comparison, docname: str) -> tuple[Any, Any, frozenset[str]]:
    """Return all that is made of a page, and what it is made of."""
    planned = plan(comparison.pages[docname], comparison)
    with comparison.inputs.noting() as inputs:
        page = comparison.pages[docname]
        shown = previews(page, comparison), citables(page, comparison)
    return repr(planned), shown, frozenset({*planned.inputs, *inputs})


def whole(comparison: Comparison) -> dict[str, tuple[str, frozenset[str]]]:
    """Return what is made of the whole comparison, and what it is made of, by what it is."""
    address = '{}.html#{}'.format
    exports: dict[str, Callable[[], object]] = {
        'comparison.json': lambda: json.export(comparison, address),
        'comparison.csv': lambda: csv.export(comparison, address),
        'annotations.jsonld': lambda: web_annotations.export(comparison, address),
        'search.js': lambda: search_index(comparison, str),
        **{name: partial(work_of, comparison, name) for name in comparison.source_ids},
    }
    found = {}
    for name, export in exports.items():
        with comparison.inputs.noting() as inputs:
            text = repr(export())
        found[name] = text, frozenset(inputs)
    return found


EXPORTS = {
    'comparison.json': json.export,
    'comparison.csv': csv.export,
    'spreadsheet.csv': csv.export_for_spreadsheets,
    'annotations.jsonld': web_annotations.export,
}


def in_parts(comparison: Comparison, path: Path, *before: Any) -> tuple[Exported, list[str]]:
    """Export to a file, part by part; return what is noted of it, and which parts were made and not taken from it."""
    parts, made_now = Parts(comparison.inputs, path, *before), []

    def part(name: str, make: Callable[[], str]) -> str:
        def make_now() -> str:
            made_now.append(name)
            return make()

        return parts(name, make_now)

    with comparison.inputs.noting() as inputs:
        text = EXPORTS[path.name](comparison, '{}.html#{}'.format, part)
    path.write_bytes(text.encode())
    return parts.exported(text, inputs), made_now


def test_what_changed_is_made_again(thorough: bool, tried: Callable[[str, int], None], tmp_path: Path) -> None:
    """After any edit, whatever would be made otherwise asked for an input that is known to have changed.

    A file of which only those parts are made again that asked for one is as if all of it were made again.
    """
    reused = 0
    seed, edits = random.randrange(10**9) if thorough else 2018, 0  # noqa: S311 - not for secrets
    while edits < (MANY_EDITS if thorough else EDITS):
        seed += 1
        world = World(seed)
        before = compared(world.pages)
        parts = {docname: made(before, docname) for docname in world.pages}
        all_of_it = whole(before)
        was = world.pages.copy()
        paths = [tmp_path / name for name in EXPORTS]
        noted = {path: in_parts(before, path) for path in paths}
        name = world.edit()
        now = compared(world.pages)
        if outline(before, Permalinks(before)) != outline(now, Permalinks(now)):
            continue
        changed = changed_inputs([was[name], world.pages[name]], now, (), link_text)
        for docname, (planned, shown, inputs) in parts.items():
            again = made(now, docname)
            assert (planned, shown) == again[:2] or inputs & changed, (seed, name, docname)
        for export, (text, _) in whole(now).items():
            was_text, inputs = all_of_it[export]
            assert text == was_text or inputs & changed, (seed, name, export)
        for path in paths:
            exported, made_before = noted[path]
            _, made_now = in_parts(now, path, exported, changed)
            assert path.read_bytes().decode() == EXPORTS[path.name](now, '{}.html#{}'.format), (seed, name, path.name)
            reused += len(made_before) - len(made_now)
        edits += 1
    assert reused > edits
    tried('edits after which nothing stale was left', edits)


def test_every_lookup_is_noted() -> None:
    """Who asks an index for a key, or whether it has it, is made of it; who asks for all entries, of all."""
    inputs = Inputs()
    quoted = Index[tuple[str, int], str](
        inputs, (InputKind.SOURCE, InputKind.USE_OF_SOURCE), itemgetter(0), {('ann', 1): 'tea'}
    )
    lookups: list[Callable[[], object]] = [
        lambda: quoted['ann', 1],
        lambda: quoted.get(('ann', 2)),
        lambda: ('ann', 3) in quoted,
    ]
    for look_up in lookups:
        with inputs.noting() as noted:
            look_up()
        assert noted == {'source ann', 'use of source ann'}
    everything: list[Callable[[], object]] = [quoted.values, quoted.items]
    for all_of in everything:
        with inputs.noting() as noted:
            all_of()
        assert noted == {'source *', 'use of source *'}


def test_what_is_made_within() -> None:
    """What something is a part of is made of the same; an index is made of what is looked up in it, and of nothing."""
    inputs = Inputs()
    with inputs.noting() as whole:
        with inputs.noting() as part:
            inputs.note('source ann')
        with inputs.unnoted():
            inputs.note('source bob')
    assert part == whole == {'source ann'}


def test_words_that_are_not_found_are_looked_for_everywhere() -> None:
    """A quotation that is found is made of its source; one that is not, of every source."""
    comparison = tea()
    for quotation in comparison.quotations:
        with comparison.inputs.noting() as noted:
            comparison.verdicts.on(quotation)
        assert noted == {f'source {quotation.source}'}
    page = source_page('ann', *ANN)
    missed = quote(page, 'ann', 'Tea must be cold.')
    comparison = compare(page)
    with comparison.inputs.noting() as noted:
        comparison.verdicts.on(missed)
    assert noted == {'source *'}


def test_an_anchor_of_words_is_of_its_source() -> None:
    """Whether words and notes have an anchor depends on who quotes them; whether other things have, on nothing."""
    comparison = tea()
    for anchor, there in {'ann-p1': True, 'ann-p1-c0-1': False, 'bob-p4-quoted': False, 'cy-p1-c0-1': False}.items():
        with comparison.inputs.noting() as noted:
            assert bool(comparison.unit_at(anchor)) == there
        source = anchor[:3]
        of_source = {f'source {source}', f'use of source {source}'} if source in comparison.sources else set()
        assert {each for each in noted if not each.startswith('anchor ')} == of_source


def test_a_link_that_says_something_else() -> None:
    """What shows the title of a page is made of it, and is made again when the title is another."""
    page = Page('why', 'Why')
    defined = point(page, 'hypothesis', 'hot', prose('As in ', Reference('', '/cups')))
    comparison = Comparison([page], SCALE, lambda _: 'Cups')
    with comparison.inputs.noting() as noted:
        assert comparison.target(defined).label == 'As in Cups'
    assert changed_inputs([], comparison, noted, lambda _: 'Cups') == frozenset()
    assert changed_inputs([], comparison, noted, lambda _: 'Mugs') == {link_that_says('/cups', 'Cups')}
