"""Edits of a project: each a function from a model to a model, by its name in :data:`EDITS`.

An edit is told by numbers which of several things it should do it to, so that a history is plain data, and can be
made smaller. Where there is nothing to do it to, it gives the model as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, TypeVar

from helpers.histories import (
    EVERYBODY,
    LEMON,
    MILK,
    MIND,
    POT,
    TEA,
    Annotation,
    Block,
    Editorial,
    Emendation,
    Emphasis,
    Heading,
    Hidden,
    Kind,
    Model,
    Note,
    Page,
    Para,
    Point,
    Position,
    Quote,
    Record,
    Ref,
    Text,
    Toctree,
    View,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar('T')


class NothingToEditError(Exception):
    """There is none of what an edit edits."""


class Choice:
    """Chooses by numbers, one after the other; by 0 when they are used up."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = list(numbers)

    def __call__(self, options: Sequence[T]) -> T:
        """Choose one. Raises :class:`NothingToEditError`."""
        if not options:
            raise NothingToEditError
        number = self._numbers.pop(0) if self._numbers else 0
        return options[number % len(options)]


EDITS: dict[str, Callable[[Model, Choice], Model]] = {}


def named(name: str) -> Callable[[Callable[[Model, Choice], Model]], Callable[[Model, Choice], Model]]:
    """Put an edit into :data:`EDITS`."""

    def add(edit: Callable[[Model, Choice], Model]) -> Callable[[Model, Choice], Model]:
        EDITS[name] = edit
        return edit

    return add


def apply(name: str, numbers: Sequence[int], model: Model) -> Model:
    """Carry out an edit; but for one that lists pages in a circle, in which Sphinx goes round until it fails."""
    try:
        edited = EDITS[name](model, Choice(numbers))
        TopologicalSorter(_contents(edited)).prepare()
    except (NothingToEditError, CycleError):
        return model
    return edited


def _contents(model: Model) -> dict[str, set[str]]:
    """Tell what each page lists. Sphinx takes no notice of one that lists itself."""
    paths = {page.path for page in model.pages}
    listed: dict[str, set[str]] = {path: set() for path in paths}
    for page, _, toctree in _toctrees(model):
        listed[page.path] |= (paths if toctree.glob else set(toctree.entries)) - {page.path}
    return listed


# -- blocks of pages --------------------------------------------------------------------------------------------------


def _replaced(model: Model, page: Page, at: int, *blocks: Block) -> Model:
    return model.put(page, replace(page, blocks=(*page.blocks[:at], *blocks, *page.blocks[at + 1 :])))


def _added(model: Model, page: Page, *blocks: Block) -> Model:
    return model.put(page, replace(page, blocks=(*page.blocks, *blocks)))


@dataclass(frozen=True)
class _Place:
    """A position: in a point, or alone on a page."""

    page: Page
    at: int
    within: int = -1

    def put(self, model: Model, *positions: Position) -> Model:
        """Put positions, or none, in its place."""
        block = self.page.blocks[self.at]
        if isinstance(block, Point):
            held = (*block.positions[: self.within], *positions, *block.positions[self.within + 1 :])
            return _replaced(model, self.page, self.at, replace(block, positions=held))
        return _replaced(model, self.page, self.at, *positions)


def _positions(model: Model) -> list[tuple[_Place, Position]]:
    nested = [
        (_Place(page, at, within), position)
        for page, at, point in model.blocks(Point)
        for within, position in enumerate(point.positions)
    ]
    return nested + [(_Place(page, at), position) for page, at, position in model.blocks(Position)]


def _points(model: Model) -> list[tuple[Page, int, Point]]:
    return [(page, at, point) for page, at, point in model.blocks(Point) if point.kind != 'question']


def _questions(model: Model) -> list[tuple[Page, int, Point]]:
    return [(page, at, point) for page, at, point in model.blocks(Point) if point.kind == 'question']


def _ids(model: Model) -> list[str]:
    """What can be referred to, and what is not there."""
    points = [point.id for _, _, point in _points(model)]
    return [*points, 'nowhere']


def _sources(model: Model) -> list[str]:
    return [page.record.id for page in model.records if page.record] + ['nobody']


def _passages(model: Model) -> list[str]:
    places = [
        f'{page.record.id}#p{number + 1}'
        for page in model.records
        for number in range(sum(isinstance(block, Para) for block in page.blocks))
        if page.record
    ]
    return [*places, 'ann#p9', 'ann#p1-p2', 'ann#1:1', 'ann#1:1-2', 'bob#p. 7', 'nobody#p1']


def _labels(model: Model) -> list[str]:
    names = [block.label for _, _, block in model.blocks(Heading) if block.label]
    names += [dict(view.options)['name'] for _, _, view in model.blocks(View) if 'name' in dict(view.options)]
    return [*names, 'no-label']


def _paths(model: Model) -> list[str]:
    return [*(page.path for page in model.pages), 'no/page']


PHRASES = (TEA, 'Tea is poured', 'The pot must be', MILK, 'milk goes in', MIND, EVERYBODY, 'goes', LEMON, 'spilt milk')


def _inline(model: Model, choose: Choice) -> Any:
    """Choose something that a line of prose may hold."""
    kinds = [_point_ref, _source_ref, _passage_ref, _myst_ref, _page_ref, _label_ref, _quoted, _plain]
    return choose(kinds)(model, choose)


def _point_ref(model: Model, choose: Choice) -> Ref:
    found = [(point.kind, point.id) for _, _, point in model.blocks(Point)]
    role, target = choose([*found, ('theme', 'nowhere')])
    return Ref(choose([role, role, 'any']), target, choose(['', '', 'as they say']))


def _source_ref(model: Model, choose: Choice) -> Ref:
    return Ref(choose(['source', 'any']), choose(_sources(model)), choose(['', 'her essay']))


def _passage_ref(model: Model, choose: Choice) -> Ref:
    return Ref(choose(['passage', 'any', 'myst']), choose(_passages(model)), choose(['', 'there']))


def _myst_ref(model: Model, choose: Choice) -> Ref:
    anchors = [f'{point.kind}-{point.id}' for _, _, point in model.blocks(Point)]
    anchors += [f'annotation-{annotation.id}' for _, _, annotation in model.blocks(Annotation)]
    targets = [*anchors, *_ids(model), *_labels(model), *_sources(model)]
    return Ref('myst', choose(targets), choose(['', '', 'so']))


def _page_ref(model: Model, choose: Choice) -> Ref:
    return Ref(choose(['page', 'doc']), choose(_paths(model)), choose(['', '', 'that page']))


def _label_ref(model: Model, choose: Choice) -> Ref:
    return Ref(choose(['ref', 'any', 'myst', 'numref']), choose(_labels(model)))


def _quoted(model: Model, choose: Choice) -> Words:
    return Words(choose(PHRASES), choose([*_sources(model), *_passages(model)]))


def _plain(model: Model, choose: Choice) -> Any:
    return choose(['and so on.', Emphasis('truly'), Note('A footnote.')])


def _text(model: Model, choose: Choice) -> Text:
    return ('See', _inline(model, choose), 'here.')


def _title(model: Model, choose: Choice) -> Text:
    plain: list[Text] = [('Another title',), ('It is', Emphasis('so'))]
    return choose([*plain, ('Of', _inline(model, choose))])


# -- sources ----------------------------------------------------------------------------------------------------------


def _paragraphs(model: Model) -> list[tuple[Page, int, Para]]:
    return [(page, at, para) for page, at, para in model.blocks(Para) if page.record]


@named('a source added')
def add_source(model: Model, choose: Choice) -> Model:
    """A third text, listed on the first page."""
    name = choose(['cy', 'dee', 'ann'])  # the last may be there already
    path = choose([f'essays/{name}', f'{name}-page'])
    if any(page.path == path for page in model.pages):
        raise NothingToEditError
    record = Record(name, name.title(), f'The book of {name}')
    paragraphs = choose([(LEMON,), (TEA, LEMON), ()])
    return _list(_new_page(model, Page(path, (record.title,), tuple(Para((p,)) for p in paragraphs), record)), path)


@named('a page made no source, or made one again')
def toggle_source(model: Model, choose: Choice) -> Model:
    """The front matter taken away, or put there."""
    page = choose(model.pages[1:])
    record = None if page.record else Record('made', 'Maker', 'Made')
    return model.put(page, replace(page, record=record))


@named('a source continued on a page, or no more')
def continue_source(model: Model, choose: Choice) -> Model:
    """A page becomes one of several of a source that another begins; or one with a record of its own again."""
    page = choose(model.records)
    assert page.record
    name = page.record.id if page.record.continues else choose(_sources(model))
    record = replace(page.record, id=name, continues=not page.record.continues)
    return model.put(page, replace(page, record=record))


@named('a source made the translation of another, or no more')
def translate_source(model: Model, choose: Choice) -> Model:
    """Of one with as many paragraphs or with others, of itself, of none that is there."""
    page = choose(model.records)
    assert page.record
    others = ['', 'nobody', *_sources(model)]
    original = choose([name for name in others if name != page.record.translates])
    return model.put(page, replace(page, record=replace(page.record, translates=original)))


@named('a source split over two pages')
def split_source(model: Model, choose: Choice) -> Model:
    """The end of a page becomes a page of its own, listed at the end, or nowhere."""
    page = choose([page for page in model.records if page.blocks])
    at, path = choose(range(len(page.blocks))), f'{page.path}-on'
    if not page.record or any(other.path == path for other in model.pages):
        raise NothingToEditError
    rest = Page(path, ('On',), page.blocks[at:], Record(page.record.id, '', '', continues=True), page.suffix)
    split = _new_page(model.put(page, replace(page, blocks=page.blocks[:at])), rest)
    return _list(split, path) if choose([True, True, False]) else split


@named('front matter damaged or mended')
def damage(model: Model, choose: Choice) -> Model:
    """YAML that is none, a key that is none, an alias; or no damage."""
    page = choose(model.records)
    assert page.record
    damages = ['', 'title: [', '  colour: red', '  issued: soon', '  note: *alias', '  id: Not An Id']
    record = replace(page.record, damage=choose([text for text in damages if text != page.record.damage]))
    return model.put(page, replace(page, record=record))


@named('a record changed')
def change_record(model: Model, choose: Choice) -> Model:
    """Author, year, title, language or sign."""
    page = choose(model.records)
    assert page.record
    record: Record = choose(
        [
            replace(page.record, family='Ann'),
            replace(page.record, family=page.record.family + 'a'),
            replace(page.record, issued=choose(['2002', '2001-05~', ''])),
            replace(page.record, language=choose(['fr', 'en-GB', ''])),
            replace(page.record, siglum=choose(['X', ''])),
            replace(page.record, title=page.record.title + ' again'),
        ]
    )
    return model.put(page, replace(page, record=record))


@named('the id of a source changed')
def rename_source(model: Model, choose: Choice) -> Model:
    """What refers to it is left as it is."""
    page = choose(model.records)
    assert page.record
    return model.put(page, replace(page, record=replace(page.record, id=choose(['rob', 'ann', 'bob', 'Bad Id', '']))))


@named('a paragraph changed')
def change_paragraph(model: Model, choose: Choice) -> Model:
    """A word more, other words, markup, a reference."""
    page, at, para = choose(_paragraphs(model))
    text: Text = choose([(*para.text, 'Indeed.'), (LEMON,), (POT,), (*para.text, Emphasis('Indeed.')), (TEA, MILK)])
    if choose([False, False, True]):
        text = (*text, _inline(model, choose))
    return _replaced(model, page, at, Para(text))


@named('a milestone put into a paragraph')
def add_milestone(model: Model, choose: Choice) -> Model:
    """At its beginning, its end, or between; perhaps one that the source has already, or on a page of prose."""
    page, at, para = choose([*_paragraphs(model), *model.blocks(Para)[:3]])
    place = choose(range(len(para.text) + 1))
    mark = Ref('milestone', choose(['1:1', '1:2', '1:3', 'p. 7', '7']))
    return _replaced(model, page, at, Para((*para.text[:place], mark, *para.text[place:])))


@named('a paragraph added')
def add_paragraph(model: Model, choose: Choice) -> Model:
    """Before another, whose number changes by that."""
    page, at, para = choose(_paragraphs(model))
    return _replaced(model, page, at, Para((choose(PHRASES),)), para)


@named('a paragraph deleted')
def delete_paragraph(model: Model, choose: Choice) -> Model:
    """Those after it have other numbers then."""
    page, at, _ = choose(_paragraphs(model))
    return _replaced(model, page, at)


@named('a paragraph moved to another page')
def move_paragraph(model: Model, choose: Choice) -> Model:
    """Another source's words now, or nobody's."""
    page, at, para = choose(_paragraphs(model))
    target = choose([other for other in model.pages if other is not page])
    return _added(_replaced(model, page, at), target, para)


@named('a heading added')
def add_heading(model: Model, choose: Choice) -> Model:
    """With a label or without, which may be there already."""
    page = choose(model.pages)
    label = choose(['', 'new-label', 'second', 'other'])
    return _added(model, page, Heading(_title(model, choose), label))


@named('a heading changed')
def change_heading(model: Model, choose: Choice) -> Model:
    """Its title or its label."""
    page, at, heading = choose(model.blocks(Heading))
    changed = [replace(heading, title=_title(model, choose)), replace(heading, label=choose(['', 'renamed-label']))]
    return _replaced(model, page, at, choose(changed))


@named('an editorial block added')
def add_editorial(model: Model, choose: Choice) -> Model:
    """On whatever page."""
    return _added(model, choose(model.pages), Editorial(_text(model, choose)))


@named('an annotation added')
def add_annotation(model: Model, choose: Choice) -> Model:
    """On whatever page, with an id of its own or another's, on words that the page has or not."""
    quote = Quote(choose(PHRASES), choose(['', '¶1', 'p2']))
    added = Annotation(choose(['rest', 'other']), quote, _text(model, choose), choose([('A book',), ()]))
    return _added(model, choose(model.pages), added)


@named('an annotation changed, or deleted')
def change_annotation(model: Model, choose: Choice) -> Model:
    """Its words, its text or its reference."""
    page, at, annotation = choose(model.blocks(Annotation))
    changed = [
        replace(annotation, text=_text(model, choose)),
        replace(annotation, reference=_text(model, choose)),
        replace(annotation, quote=Quote(choose(PHRASES))),
    ]
    return _replaced(model, page, at, *choose([(each,) for each in changed] + [()]))


@named('a seed named, or named no more')
def name_seed(model: Model, choose: Choice) -> Model:
    """One that is there or not, or outside."""
    page = choose(model.records)
    assert page.record
    seed = choose([*model.seeds, '', 'missing.txt', '../outside.txt', '.'])
    return model.put(page, replace(page, record=replace(page.record, seed=seed)))


@named('a seed changed')
def change_seed(model: Model, choose: Choice) -> Model:
    """Words more, a word less, a byte that is no UTF-8, nothing at all."""
    name = choose(list(model.seeds))
    text = model.seeds[name]
    new = choose([text + '\n\nA postscript.', text.replace('tea', 'coffee'), text + '\udcff', '', text + '\n'])
    return replace(model, seeds={**model.seeds, name: new})


@named('a seed added')
def add_seed(model: Model, choose: Choice) -> Model:
    """As the page of a source has it."""
    page = choose(model.records)
    name = choose(['missing.txt', 'bob.txt', 'ann.txt'])
    text = [' '.join(part for part in b.text if isinstance(part, str)) for b in page.blocks if isinstance(b, Para)]
    return replace(model, seeds={**model.seeds, name: '\n\n'.join(text)})


@named('a seed deleted')
def delete_seed(model: Model, choose: Choice) -> Model:
    """Though a page may name it."""
    name = choose(list(model.seeds))
    return replace(model, seeds={other: text for other, text in model.seeds.items() if other != name})


@named('an emendation added, changed or deleted')
def change_emendation(model: Model, choose: Choice) -> Model:
    """One that fits or not."""
    page = choose(model.records)
    assert page.record
    kept = page.record.emendations
    new: tuple[Emendation, ...] = choose(
        [
            (*kept, Emendation('a slip', replace='tea', new='Tea')),
            (*kept, Emendation('a postscript', omit='A postscript')),
            (*kept, Emendation('', omit='Leave a reply')),
            kept[:-1],
            tuple(replace(emendation, reason=emendation.reason + '!') for emendation in kept),
        ]
    )
    return model.put(page, replace(page, record=replace(page.record, emendations=new)))


# -- questions and points ---------------------------------------------------------------------------------------------


@named('a point added')
def add_point(model: Model, choose: Choice) -> Model:
    """Of any kind, with an id that may be there already, on any page."""
    page = choose(model.pages[1:])
    kinds: list[Kind] = ['hypothesis', 'theme', 'evidence', 'question']
    kind = choose(kinds)
    identifier = choose(['new', 'first', 'when', '', 'Bad Id'])
    position = Position(choose(_sources(model)), choose(['asserts', '', 'silent', 'muses']))
    positions = choose([(), (position,)]) if kind != 'question' else ()
    return _added(model, page, Point(kind, identifier, _title(model, choose), positions=positions))


@named('a point deleted')
def delete_point(model: Model, choose: Choice) -> Model:
    """With its positions."""
    page, at, _ = choose(model.blocks(Point))
    return _replaced(model, page, at)


@named('a point moved to another page')
def move_point(model: Model, choose: Choice) -> Model:
    """With its positions."""
    page, at, point = choose(model.blocks(Point))
    target = choose([other for other in model.pages if other is not page])
    return _added(_replaced(model, page, at), target, point)


@named('points in another order')
def swap_points(model: Model, choose: Choice) -> Model:
    """The blocks of a page turned round."""
    page = choose([page for page in model.pages if len(page.blocks) > 1])
    return model.put(page, replace(page, blocks=page.blocks[::-1]))


@named('the title of a point changed')
def retitle_point(model: Model, choose: Choice) -> Model:
    """With markup or references."""
    page, at, point = choose(model.blocks(Point))
    return _replaced(model, page, at, replace(point, title=_title(model, choose)))


@named('the id of a point changed')
def rename_point(model: Model, choose: Choice) -> Model:
    """What refers to it is left as it is."""
    page, at, point = choose(model.blocks(Point))
    return _replaced(model, page, at, replace(point, id=choose(['renamed', 'first', 'warmth', 'when', 'Bad Id'])))


@named('the id of a point changed everywhere')
def rename_point_everywhere(model: Model, choose: Choice) -> Model:
    """So that what refers to it goes on to."""
    _, _, point = choose(_points(model))
    old, new = point.id, choose(['renamed', 'renamed-again'])
    pages = tuple(
        replace(page, blocks=tuple(_renamed(block, old, new) for block in page.blocks)) for page in model.pages
    )
    return replace(model, pages=pages)


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, Point):
        return replace(
            value,
            id=new if value.id == old else value.id,
            reason_for=new if value.reason_for == old else value.reason_for,
            title=_renamed(value.title, old, new),
            body=_renamed(value.body, old, new),
            positions=_renamed(value.positions, old, new),
        )
    if isinstance(value, Position):
        on = new if value.on == old else value.on
        return replace(
            value, on=on, summary=_renamed(value.summary, old, new), contested=_renamed(value.contested, old, new)
        )
    if isinstance(value, Para):
        return Para(_renamed(value.text, old, new))
    if isinstance(value, Ref) and value.target == old:
        return replace(value, target=new)
    return tuple(_renamed(part, old, new) for part in value) if isinstance(value, tuple) else value


@named('what a point belongs to changed')
def change_point(model: Model, choose: Choice) -> Model:
    """Its kind, its question, what it is a reason for, its date, its description."""
    page, at, point = choose(_points(model))
    questions = [question.id for _, _, question in _questions(model)]
    changed: Point = choose(
        [
            replace(point, kind=choose(['theme', 'evidence', 'hypothesis'])),
            replace(point, question=choose([*questions, '', 'unasked'])),
            replace(point, reason_for=choose([*_ids(model), ''])),
            replace(point, date=choose(['1911', '2018-03~', 'soon', ''])),
            replace(point, body=_text(model, choose)),
            replace(point, body=()),
        ]
    )
    return _replaced(model, page, at, changed)


# -- positions --------------------------------------------------------------------------------------------------------


@named('a position added')
def add_position(model: Model, choose: Choice) -> Model:
    """In a point, or alone on whatever page."""
    position = Position(
        choose(_sources(model)),
        choose(['doubts', 'asserts', '', 'silent']),
        summary=_text(model, choose),
        quotes=choose([(), (Quote(choose(PHRASES)),)]),
    )
    if choose([True, False]):
        page, at, point = choose(_points(model))
        return _replaced(model, page, at, replace(point, positions=(*point.positions, position)))
    return _added(model, choose(model.pages), replace(position, on=choose(_ids(model))))


@named('a position deleted')
def delete_position(model: Model, choose: Choice) -> Model:
    """Whatever stood in it."""
    place, _ = choose(_positions(model))
    return place.put(model)


@named('a position moved')
def move_position(model: Model, choose: Choice) -> Model:
    """Out of its point, to another page."""
    place, position = choose(_positions(model))
    block = place.page.blocks[place.at]
    on = block.id if isinstance(block, Point) else position.on
    target = choose([page for page in model.pages if page is not place.page])
    return _added(place.put(model), target, replace(position, on=on))


@named('a stance changed')
def change_stance(model: Model, choose: Choice) -> Model:
    """To another step, to silence, to one that is not on the scale, to none."""
    place, position = choose(_positions(model))
    return place.put(model, replace(position, stance=choose(['doubts', 'asserts', 'silent', 'muses', ''])))


@named('a summary changed')
def change_summary(model: Model, choose: Choice) -> Model:
    """To one with references, to none."""
    place, position = choose(_positions(model))
    return place.put(model, replace(position, summary=choose([_text(model, choose), ('Plainly.',), ()])))


@named('a position contested')
def contest(model: Model, choose: Choice) -> Model:
    """Or no more."""
    place, position = choose(_positions(model))
    return place.put(model, replace(position, contested=choose([_text(model, choose), ()])))


@named('the source or the nearest passages of a position changed')
def change_position(model: Model, choose: Choice) -> Model:
    """Or the point that it is on."""
    place, position = choose(_positions(model))
    changed: Position = choose(
        [
            replace(position, source=choose([*_sources(model), ''])),
            replace(position, nearest=choose(['¶1', 'p1-p2', 'p9', 'somewhere', ''])),
            replace(position, on=choose([*_ids(model), ''])),
        ]
    )
    return place.put(model, changed)


@named('a quotation added')
def add_quotation(model: Model, choose: Choice) -> Model:
    """True or false, with a place or without."""
    place, position = choose(_positions(model))
    new = Quote(choose(PHRASES), choose(['', '', '¶1', '¶2', '¶9', 'somewhere']))
    return place.put(model, replace(position, quotes=(*position.quotes, new)))


@named('a quotation changed')
def change_quotation(model: Model, choose: Choice) -> Model:
    """Its words, or its place."""
    place, position = choose([(place, position) for place, position in _positions(model) if position.quotes])
    first = choose([replace(position.quotes[0], words=choose(PHRASES)), replace(position.quotes[0], locator='¶1')])
    return place.put(model, replace(position, quotes=(first, *position.quotes[1:])))


@named('a quotation deleted')
def delete_quotation(model: Model, choose: Choice) -> Model:
    """The first of a position."""
    place, position = choose([(place, position) for place, position in _positions(model) if position.quotes])
    return place.put(model, replace(position, quotes=position.quotes[1:]))


# -- views and prose --------------------------------------------------------------------------------------------------

VIEWS = ('comparison', 'stances', 'parallels', 'beside', 'concordance', 'coverage', 'emendations', 'annotations')


@named('a view added')
def add_view(model: Model, choose: Choice) -> Model:
    """On any page, also on that of a source."""
    return _added(model, choose(model.pages), View(choose(VIEWS)))


@named('a view deleted')
def delete_view(model: Model, choose: Choice) -> Model:
    """Though others may refer to it."""
    page, at, _ = choose(model.blocks(View))
    return _replaced(model, page, at)


@named('an option of a view changed')
def change_view(model: Model, choose: Choice) -> Model:
    """One that the view has or not, with a good value or not."""
    page, at, view = choose(model.blocks(View))
    values: dict[str, list[str]] = {
        'caption': ['A caption', 'Of *it*', 'See {theme}`warmth`'],
        'name': ['a-view', 'all-of-it', 'second'],
        'kind': ['theme', 'evidence', 'hypothesis', 'rumour'],
        'points': [' '.join(_ids(model)[:2]), choose(_ids(model))],
        'question': ['when', 'unasked'],
        'sources': [', '.join(reversed(_sources(model))), choose(_sources(model))],
        'source': [choose(_sources(model))],
        'stances': ['asserts', 'doubts rejects', 'muses'],
        'order': ['title', 'date', 'page', 'none'],
        'parts': ['stance', 'summary quotations'],
        'class': ['wide'],
    }
    name = choose(list(values))
    kept = tuple(option for option in view.options if option[0] != name)
    added = choose([((name, choose(values[name])),), ()])
    return _replaced(model, page, at, replace(view, options=kept + added))


def _prose(model: Model) -> list[Page]:
    return [page for page in model.pages if not page.record]


@named('prose added')
def add_prose(model: Model, choose: Choice) -> Model:
    """With a reference or a quotation, on a page that is no source."""
    return _added(model, choose(_prose(model)), Para(_text(model, choose)))


@named('prose changed')
def change_prose(model: Model, choose: Choice) -> Model:
    """To other references."""
    page, at, _ = choose([(page, at, para) for page, at, para in model.blocks(Para) if not page.record])
    return _replaced(model, page, at, Para((*_text(model, choose), _inline(model, choose))))


@named('a block deleted')
def delete_block(model: Model, choose: Choice) -> Model:
    """Whatever it is, but not a list of pages."""
    found = [(page, at) for page in model.pages for at, b in enumerate(page.blocks) if not isinstance(b, Toctree)]
    page, at = choose(found)
    return _replaced(model, page, at)


@named('a block hidden')
def hide_block(model: Model, choose: Choice) -> Model:
    """From some builds, by a tag, the builder or a value; on whatever page."""
    hideable = [(page, at, b) for page in model.pages for at, b in enumerate(page.blocks) if _may_be_hidden(b)]
    page, at, block = choose(hideable)
    return _replaced(model, page, at, Hidden(block, choose(['draft', 'not draft', 'html', 'todo'])))


def _may_be_hidden(block: Block) -> bool:
    # Neither docutils nor MyST has a heading there.
    return not isinstance(block, Toctree | Hidden | Heading)


@named('a block hidden no more')
def show_block(model: Model, choose: Choice) -> Model:
    """In whatever way it was."""
    page, at, hidden = choose(model.blocks(Hidden))
    return _replaced(model, page, at, hidden.block)


# -- pages ------------------------------------------------------------------------------------------------------------


def _new_page(model: Model, page: Page) -> Model:
    return replace(model, pages=(*model.pages, page))


def _toctrees(model: Model) -> list[tuple[Page, int, Toctree]]:
    return model.blocks(Toctree)


def _list(model: Model, path: str) -> Model:
    """List a page on the first page that lists any."""
    for page, at, toctree in _toctrees(model)[:1]:
        return _replaced(model, page, at, replace(toctree, entries=(*toctree.entries, path)))
    return model


@named('a page added')
def add_page(model: Model, choose: Choice) -> Model:
    """Listed or not; perhaps one that a link led to in vain."""
    path = choose(['new', 'no/page', 'essays/new', 'other'])
    if any(page.path == path for page in model.pages):
        raise NothingToEditError
    page = Page(path, _title(model, choose), (Para(_text(model, choose)),), suffix=choose(['.md', '.rst']))
    added = _new_page(model, page)
    return _list(added, path) if choose([True, False]) else added


@named('a page deleted')
def delete_page(model: Model, choose: Choice) -> Model:
    """Though it may be listed, and others may refer to it."""
    return model.put(choose(model.pages[1:]))


@named('a page deleted and unlisted')
def delete_page_well(model: Model, choose: Choice) -> Model:
    """As it should be done."""
    page = choose(model.pages[1:])
    return _relisted(model.put(page), page.path, ())


def _relisted(model: Model, old: str, new: tuple[str, ...]) -> Model:
    for page, at, toctree in _toctrees(model):
        if old in toctree.entries:
            entries = tuple(part for entry in toctree.entries for part in (new if entry == old else (entry,)))
            return _replaced(model, page, at, replace(toctree, entries=entries))
    return model


@named('a page renamed')
def rename_page(model: Model, choose: Choice) -> Model:
    """Or moved to another folder; listed under its new name, or not."""
    page = choose(model.pages[1:])
    base = page.path.rpartition('/')[2]
    path = choose([f'moved/{base}', f'{base}-renamed', base, f'essays/{base}'])
    if any(other.path == path for other in model.pages):
        raise NothingToEditError
    moved = model.put(page, replace(page, path=path))
    return _relisted(moved, page.path, (path,)) if choose([True, False]) else moved


@named('two pages renamed to one another')
def swap_pages(model: Model, choose: Choice) -> Model:
    """Each is read from the other's file."""
    one = choose(model.pages[1:])
    two = choose([page for page in model.pages[1:] if page is not one])
    swapped = model.put(one, replace(one, path=two.path, suffix=one.suffix))
    return swapped.put(two, replace(two, path=one.path))


@named('the title of a page changed')
def retitle_page(model: Model, choose: Choice) -> Model:
    """With markup or references."""
    page = choose(model.pages)
    return model.put(page, replace(page, title=_title(model, choose)))


@named('a page written in the other markup')
def change_markup(model: Model, choose: Choice) -> Model:
    """Markdown or reStructuredText: another file, the same page."""
    page = choose(model.pages[1:])
    return model.put(page, replace(page, suffix='.rst' if page.suffix == '.md' else '.md'))


@named('pages listed in another order')
def reorder_pages(model: Model, choose: Choice) -> Model:
    """Turned round, or the first put last."""
    page, at, toctree = choose(_toctrees(model))
    entries = choose([toctree.entries[::-1], (*toctree.entries[1:], *toctree.entries[:1])])
    return _replaced(model, page, at, replace(toctree, entries=entries))


@named('a page listed no more')
def unlist_page(model: Model, choose: Choice) -> Model:
    """It is still there."""
    page, at, toctree = choose(_toctrees(model))
    gone = choose(toctree.entries)
    return _replaced(model, page, at, replace(toctree, entries=tuple(e for e in toctree.entries if e != gone)))


@named('a page listed')
def list_page(model: Model, choose: Choice) -> Model:
    """That may be listed already, or is not there."""
    page, at, toctree = choose(_toctrees(model))
    return _replaced(model, page, at, replace(toctree, entries=(*toctree.entries, choose(_paths(model)[1:]))))


@named('a page listed on another')
def nest_page(model: Model, choose: Choice) -> Model:
    """And no more where it was."""
    page = choose(model.pages[1:])
    under = choose([other for other in model.pages[1:] if other is not page])
    unlisted = _relisted(model, page.path, ())
    return _added(unlisted, unlisted.page(under.path), Toctree((page.path,)))


@named('pages listed by a pattern, or by name')
def glob_pages(model: Model, choose: Choice) -> Model:
    """All that there are."""
    page, at, toctree = choose(_toctrees(model))
    new = Toctree(tuple(other.path for other in model.pages[1:])) if toctree.glob else Toctree(('**',), glob=True)
    return _replaced(model, page, at, new)


# -- configuration ----------------------------------------------------------------------------------------------------

# None that has Sphinx copy other files beside the pages: it leaves them there when they are wanted no more.
CONFIG: dict[str, list[Any]] = {
    'cf_stances': [(('asserts', 'holds', 'for'), ('doubts', 'd', 'against')), (('muses', 'muses', 'open'),)],
    'cf_seed_dir': ['.', 'no-folder'],
    'html_title': ['Another title'],
    'exclude_patterns': [['other*'], ['essays/*'], ['points*', 'deep/**']],
    'numfig': [True],
    'nitpicky': [False],
    'smartquotes': [False],
    'myst_heading_anchors': [2],
    'todo_include_todos': [True],
}


@named('a configuration value changed')
def change_config(model: Model, choose: Choice) -> Model:
    """Or taken back."""
    name = choose(list(CONFIG))
    config = dict(model.config)
    if config.pop(name, None) is None:
        config[name] = choose(CONFIG[name])
    return replace(model, config=config)


@named('a tag set')
def set_tag(model: Model, choose: Choice) -> Model:
    """Or set no more."""
    return replace(model, tags=() if model.tags else ('draft',))
