"""Every warning the extension can give: its subtype and its wording.

A message names the thing that is wrong, says what is wrong with it, and ends with the fix. Here they are only
worded; :mod:`.authoring.faults` logs them, on every build, as ``cf.<subtype>``, which ``suppress_warnings``
understands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Self

from .locators import Locator
from .model import Finding, Place
from .proof.folding import fold
from .proof.quotation import Outcome, Verdict
from .proof.seed import Difference, Emendation, SeedFault
from .proof.words import short, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .proof.attribution import Attribution
    from .proof.quotation import Omission


class Subtype(Enum):
    """The kinds of warning: what stands behind ``cf.``, and when one is given, in the manual's words."""

    _value_: str
    when: str

    FRONT_MATTER = 'front-matter', 'the front matter cannot be used as it is'
    SEED = 'seed', 'a seed cannot be read'
    EMENDATION = 'emendation', 'an emendation does not fit its seed'
    FIDELITY = 'fidelity', 'a page and its seed differ'
    ID = 'id', 'an id is missing or malformed'
    DUPLICATE = (
        'duplicate',
        (
            "something is defined twice, two sources have one siglum, or one of Sphinx's labels or the name of a view "
            'stands on two pages'
        ),
    )
    OPTION = 'option', 'an option is unknown, or its value of no use'
    TITLE = 'title', 'a question or a point has no title'
    STANCE = 'stance', 'a stance is missing or not on the scale'
    SILENCE = 'silence', 'a silent position gives no reason, or quotes'
    POSITION = 'position', 'a position has no source or no point; a paratext has no source'
    SYNTAX = (
        'syntax',
        (
            "what is written for this extension is read as text: MyST's syntax for it is off, the domain is missing, "
            'or a blank line is'
        ),
    )
    ANNOTATION = (
        'annotation',
        'a note of the editors has no words, no text or no reference, or is on the page of no source',
    )
    NO_POSITIONS = 'no-positions', 'nobody has a position on a point'
    LOCATOR = 'locator', 'a locator cannot be read, runs backwards or leads out of its source'
    REFERENCE = 'reference', 'something refers to what does not exist'
    EMPTY_QUOTATION = 'empty-quotation', 'a quotation has none of the source’s words'
    AMBIGUOUS = 'ambiguous', 'the words occur more than once'
    ELSEWHERE = 'elsewhere', 'the words are in another paragraph'
    MISATTRIBUTED = 'misattributed', 'the words are another source’s'
    NOT_FOUND = 'not-found', 'the words are in no source'
    SENSE = 'sense', 'a quotation leaves out, or adds, a word that turns its sense'
    TRANSLATION = (
        'translation',
        'a translation and its original have other numbers of passages, or a source translates itself',
    )
    PERMALINK = 'permalink', 'a link that was published would not work, or lead to other words'

    def __new__(cls, word: str, when: str) -> Self:
        """Make the kind of a word, with what is said of it beside it."""
        kind = object.__new__(cls)
        kind._value_, kind.when = word, when
        return kind


def _finding(subtype: Subtype, place: Place, message: str) -> Finding:
    return Finding(subtype.value, message, place)


# Tells how a unit of a source is cited, by the id of the source and the number of the unit.
HowCited = Callable[[str, int], str]
_SWITCH_ON = 'Add a line to conf.py: myst_enable_extensions = ["attrs_block", "colon_fence"].'
# So many things are listed in a message.
_MOST_LISTED = 8


def _passage(_source: str, number: int) -> str:
    return f'¶{number}'


def _few(items: Sequence[str]) -> str:
    return ', '.join(items[:_MOST_LISTED]) + (' …' if len(items) > _MOST_LISTED else '')


def _near(ids: Sequence[str]) -> str:
    return f'; the nearest that exist: {", ".join(ids)}' if ids else ''


def _also(ids: Sequence[str]) -> str:
    return f'Did you mean {" or ".join(ids)}?' if ids else ''


# -- directives ---------------------------------------------------------------------------------------------------


def missing_id(place: Place, what: str) -> Finding:
    """A question or a point without an id."""
    return _finding(Subtype.ID, place, f'This {what} has no id. Add a line ":id: some-id" below its first line.')


def malformed_id(place: Place, what: str, identifier: str) -> Finding:
    """An id with characters that an anchor cannot have."""
    return _finding(
        Subtype.ID,
        place,
        f'The id "{short(identifier)}" of this {what} cannot be an anchor. Use lower-case letters a-z, digits and '
        'single hyphens, beginning with a letter.',
    )


def duplicate(place: Place, what: str, first: Place) -> Finding:
    """Something defined twice."""
    where = f'in {first.file or first.docname}, line {first.line}'
    if place.file and (place.file, place.line) == (first.file, first.line):
        where = f'on {first.docname}, which includes this file too'
    return _finding(
        Subtype.DUPLICATE, place, f'There is already {what}, {where}. That one counts; remove or rename this one.'
    )


def same_siglum(place: Place, source: str, siglum: str, other: str) -> Finding:
    """Two sources with the same siglum."""
    return _finding(
        Subtype.DUPLICATE,
        place,
        f'"{source}" has the siglum "{siglum}", as "{other}" has. Where a sign stands for a source, readers cannot '
        'tell them apart. Give one of them another.',
    )


def unknown_option(place: Place, directive: str, option: str, near: Sequence[str], known: Iterable[str]) -> Finding:
    """An option that a directive does not have."""
    return _finding(
        Subtype.OPTION,
        place,
        f'"{directive}" has no option "{short(option)}". ' + (_also(near) or f'It has {", ".join(sorted(known))}.'),
    )


def bad_option(place: Place, directive: str, option: str, value: str, expected: str) -> Finding:
    """An option with a value of no use."""
    return _finding(
        Subtype.OPTION,
        place,
        f'The option "{option}" of "{directive}" cannot be "{short(value)}". It takes {expected}.',
    )


def options_apart(place: Place, directive: str, given: Sequence[str]) -> Finding:
    """Options of which only one can be meant."""
    return _finding(
        Subtype.OPTION,
        place,
        f'{{{directive}}} takes only one of {" and ".join(given)}. Keep one, and add a second {{{directive}}} for the '
        'other.',
    )


def useless_text(place: Place, directive: str, text: str) -> Finding:
    """Text in or behind a view, which has none."""
    return _finding(
        Subtype.OPTION,
        place,
        f'{{{directive}}} takes no content, but has "{short(text)}". Options are written as ":points: a, b". '
        'Correct or remove it.',
    )


def missing_title(place: Place, what: str) -> Finding:
    """A question or a point without a title."""
    return _finding(
        Subtype.TITLE,
        place,
        f'This {what} has no title. Write it on the first line, behind the name.',
    )


def missing_stance(place: Place, source: str, scale: Iterable[str]) -> Finding:
    """A position on a hypothesis without a stance."""
    return _finding(
        Subtype.STANCE,
        place,
        f'The position of "{source}" on a hypothesis has no stance. Add a line ":stance:" with one of '
        f'{", ".join(scale)}.',
    )


def unknown_stance(place: Place, stance: str, near: Sequence[str], scale: Iterable[str]) -> Finding:
    """A stance off the scale."""
    return _finding(
        Subtype.STANCE,
        place,
        f'"{short(stance)}" is not a stance. ' + (_also(near) or f'Use one of {", ".join(scale)}.'),
    )


def silent_without_reason(place: Place, source: str) -> Finding:
    """A silent position with nothing in it."""
    return _finding(
        Subtype.SILENCE,
        place,
        f'The silent position of "{source}" gives no reason. Say in its body what the source was read for and where '
        'it comes nearest, or remove the position if the source was not read for it.',
    )


def silent_with_quotation(place: Place, source: str) -> Finding:
    """A silent position that quotes."""
    return _finding(
        Subtype.SILENCE,
        place,
        f'The silent position of "{source}" quotes it. Name the passages with ":nearest:" instead, or choose another '
        'stance.',
    )


def position_without_source(place: Place) -> Finding:
    """A position that does not say whose it is."""
    return _finding(
        Subtype.POSITION,
        place,
        'This position has no source. Write the id of the source behind "position".',
    )


def position_without_point(place: Place, source: str) -> Finding:
    """A position that stands alone and does not say on what it is."""
    return _finding(
        Subtype.POSITION,
        place,
        f'The position of "{source}" is on no point. Put it inside a hypothesis, theme or evidence, or add a line '
        '":on:" with the id of one.',
    )


def no_positions(place: Place, kind: str, identifier: str) -> Finding:
    """A point on which no source has a position."""
    return _finding(
        Subtype.NO_POSITIONS,
        place,
        f'No source has a position on the {kind} "{identifier}". Add a position inside it, or one elsewhere with '
        f'":on: {identifier}", or remove the {kind}.',
    )


# -- references and locators ----------------------------------------------------------------------------------------


def unknown_reference(place: Place, kind: str, target: str, near: Sequence[str]) -> Finding:
    """A reference to what does not exist."""
    fix = 'Correct the id, or define it.' if not near else 'Correct the id.'
    return _finding(Subtype.REFERENCE, place, f'There is no {kind} "{short(target)}"{_near(near)}. {fix}')


def hidden_reference(place: Place, kind: str, target: str, by: str) -> Finding:
    """A reference to what this build does not show."""
    return _finding(
        Subtype.REFERENCE,
        place,
        f'The {kind} "{short(target)}" is not shown in this build: it stands under {by}. Put what refers to it '
        'under the same condition, or show it.',
    )


def milestone_without_source(place: Place, label: str) -> Finding:
    """A milestone on the page of no source."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'The milestone "{short(label)}" is on the page of no source. Move it to the page of a source, or remove it.',
    )


def milestone_unlike_one(place: Place, label: str) -> Finding:
    """A milestone whose label does not count, or would be taken for another locator."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'"{short(label)}" cannot be the label of a milestone. Write one that counts, such as 1:4, art. 5 or p. 12; '
        'a bare number is that of a paragraph.',
    )


def milestone_twice(place: Place, label: str) -> Finding:
    """A milestone that the source has already."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'The source has a milestone "{short(label)}" already, or one with the same anchor. Give one of them another '
        'label.',
    )


def unreadable_locator(place: Place, locator: str) -> Finding:
    """A locator that is none."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'"{short(locator)}" is not a locator. Write the number of a paragraph, ¶7, or of the first and last, ¶6–7.',
    )


def backward_locator(place: Place, locator: Locator) -> Finding:
    """A range that runs backwards."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'The range {locator} runs backwards. Write {Locator(locator.last, locator.first)}.',
    )


def one_of_several(place: Place, source: str, locator: Locator, same: Sequence[str]) -> Finding:
    """A locator of a kind of paratext, of which the source has several."""
    return _finding(
        Subtype.LOCATOR,
        place,
        f'"{source}" has more than one {locator.kind}. Write which: {_few(same)}.',
    )


def locator_outside(place: Place, source: str, locator: Locator, passages: int, same: Sequence[str] = ()) -> Finding:
    """A locator that leads out of its source. ``same`` are the locators of its paratext of the kind."""
    if locator.kind:
        has = (
            f'it has {_few(same)}. Correct the locator.' if same else f'it has no {locator.kind}. Correct the locator.'
        )
        return _finding(Subtype.LOCATOR, place, f'"{source}" has no {locator}: {has}')
    extent = f'¶1 to ¶{passages}' if passages else 'no paragraphs'
    return _finding(Subtype.LOCATOR, place, f'"{source}" has no {locator}: it has {extent}. Correct the number.')


# -- quotations -----------------------------------------------------------------------------------------------------


def empty_quotation(place: Place) -> Finding:
    """A quotation that quotes nothing."""
    return _finding(
        Subtype.EMPTY_QUOTATION,
        place,
        "This quotation has none of the source's words. Quote some, or remove it.",
    )


def quotation_without_source(place: Place, typed: str) -> Finding:
    """A quotation in running text that does not say whose it is."""
    return _finding(
        Subtype.REFERENCE,
        place,
        f'The quotation "{short(typed)}" names no source. Write the id of its source behind the words: '
        '{quote}`words <id>`, or {quote}`words <id#p7>`.',
    )


def unproved(  # noqa: PLR0913, PLR0917 - each is a part of what is said
    place: Place, verdict: Verdict, source: str, typed: str, locator: Locator | None, cited: HowCited = _passage
) -> Finding:
    """A quotation that was not found. ``cited`` tells how a unit of a source is cited, by its number."""
    words = f'"{short(typed)}"'
    places = ', '.join(cited(verdict.source or source, number) for number in sorted(set(verdict.places)))
    match verdict.outcome:
        case Outcome.AMBIGUOUS:
            return _finding(
                Subtype.AMBIGUOUS,
                place,
                f'{words} occurs {len(verdict.places)} times in "{source}": {places}. Quote more words, or add a '
                f'locator, such as {{attribution="{cited(source, verdict.places[0])}"}}.',
            )
        case Outcome.ELSEWHERE if verdict.across:
            found = Locator(*verdict.across)
            fix = f', not {locator} but {found}. Correct the locator.' if locator else f'. Add a locator: {found}.'
            return _finding(Subtype.ELSEWHERE, place, f'{words} goes over several paragraphs of "{source}"{fix}')
        case Outcome.ELSEWHERE:
            return _finding(
                Subtype.ELSEWHERE,
                place,
                f'{words} is not in "{source}" {locator} but in {places}. Correct the locator.',
            )
        case Outcome.MISATTRIBUTED:
            return _finding(
                Subtype.MISATTRIBUTED,
                place,
                f'{words} is not in "{source}" but in "{verdict.source}", {places}. Quote it as that source\'s.',
            )
        case _:
            return _finding(Subtype.NOT_FOUND, place, words + _not_found(verdict, source, typed, cited))


def _not_found(verdict: Verdict, source: str, typed: str, cited: HowCited) -> str:
    """Say of words that they break a rule, or are in no source, and what to do."""
    if verdict.empty_brackets:
        return (
            f' has brackets that say nothing: {" ".join(verdict.empty_brackets)}. Write an ellipsis in them, […], or '
            'remove them.'
        )
    if verdict.short_pieces:
        return (
            f' is put together of pieces that are too short: {_listed(verdict.short_pieces)}. A piece has at '
            'least two words, and of more than two pieces each has three on average. Quote more of them.'
        )
    if verdict.too_involved:
        return (
            f' repeats itself so often, or has so many brackets, that it cannot be looked for in "{source}". Quote '
            'less at a time.'
        )
    return f' is not in "{source}". {_nearest(verdict, source, typed, cited)}'


def turned(  # noqa: PLR0913, PLR0917 - each is a part of what is said
    place: Place,
    typed: str,
    turning: Attribution,
    omissions: Iterable[Omission],
    confirmed: Attribution,
    write: str,
) -> Finding:
    """A quotation that leaves out, or adds, words that turn the sense, or whose confirmation is of other words."""
    if not (turning.omitting or turning.adding):
        listed = _listed((*confirmed.omitting, *confirmed.adding))
        return _finding(
            Subtype.SENSE,
            place,
            f'"{short(typed)}" leaves out and adds nothing that needs {listed} to be confirmed. Write {write}.',
        )
    parts = [f'leaves out {_listed(turning.omitting)}'] if turning.omitting else []
    parts += [f'adds {_listed(turning.adding)}'] if turning.adding else []
    taken = '; '.join(f'{each.shown} stands for "{short(each.words)}"' for each in omissions if each.words)
    also = f' ({taken})' if taken else ''
    return _finding(
        Subtype.SENSE,
        place,
        f'"{short(typed)}" {" and ".join(parts)}{also}, which may turn its sense. Quote the words too; or, if '
        f'it still says what the source says, confirm it: {write}.',
    )


def _listed(words: Iterable[str]) -> str:
    return ', '.join(f'"{short(word)}"' for word in words)


def _nearest(verdict: Verdict, source: str, typed: str, cited: HowCited) -> str:
    if not verdict.nearest:
        return 'No paragraph comes near it. Quote the exact words of the source.'
    number, words = verdict.nearest
    return (
        f'The nearest is {cited(source, number)}; from the source to what is written here: '
        f'{word_diff(words, fold(typed).text)}. Quote the exact words of the source.'
    )


# -- source pages ---------------------------------------------------------------------------------------------------


def front_matter(place: Place, problem: str) -> Finding:
    """Front matter that cannot be used: the problem, with its fix, is worded where it is found."""
    return _finding(Subtype.FRONT_MATTER, place, problem)


def translates_itself(place: Place, way: Sequence[str]) -> Finding:
    """A source that translates itself, by way of others or not. ``way`` begins with its own id."""
    by_way = f', by way of {_few(way[1:])}' if way[1:] else ''
    return _finding(
        Subtype.TRANSLATION,
        place,
        f'The source "{way[0]}" is said to translate itself{by_way}. Remove "translates" from the page of the '
        'original.',
    )


def not_aligned(place: Place, source: str, original: str, passages: int, of_original: int) -> Finding:
    """A translation that has another number of passages than its original."""
    return _finding(
        Subtype.TRANSLATION,
        place,
        f'"{source}" cannot be aligned with "{original}", which it translates: its number of passages is {passages}, '
        f'that of "{original}" {of_original}. Divide both alike, or mark with {{paratext}} what only one of them has.',
    )


def missing_seed(place: Place, seed: str, folder: str) -> Finding:
    """A seed that is not there."""
    return _finding(
        Subtype.SEED,
        place,
        f'The seed "{short(seed)}" is not in the folder "{folder}" (cf_seed_dir). Put the file there, correct the '
        'name, or remove the line if the source has no seed.',
    )


def seed_of_lines(place: Place, seed: str) -> Finding:
    """A page whose paragraphs are the lines of its seed."""
    return _finding(
        Subtype.FIDELITY,
        place,
        f'The paragraphs of this page are the lines of its seed "{short(seed)}". Add a line below it: '
        'seed-format: lines.',
    )


def seed_of_markdown(place: Place, seed: str) -> Finding:
    """A page that says what its seed in Markdown does."""
    return _finding(
        Subtype.FIDELITY,
        place,
        f'This page has the text of its seed "{short(seed)}" if that is read as Markdown. Add a line below it: '
        'seed-format: markdown.',
    )


def seed_outside(place: Place, seed: str, folder: str) -> Finding:
    """A seed whose name leads out of the folder."""
    return _finding(
        Subtype.SEED,
        place,
        f'The seed "{short(seed)}" leads out of the folder "{folder}" (cf_seed_dir). Put the file there and give '
        'its name alone.',
    )


def undecodable_seed(place: Place, seed: str, offset: int) -> Finding:
    """A seed that is not UTF-8."""
    return _finding(
        Subtype.SEED,
        place,
        f'The seed "{short(seed)}" is not UTF-8 text: byte {offset + 1} cannot be read. Save it as UTF-8.',
    )


def unreadable_seed(place: Place, seed: str, problem: str) -> Finding:
    """A seed that the system does not let us read."""
    return _finding(
        Subtype.SEED,
        place,
        f'The seed "{short(seed)}" cannot be read: {problem}. Mend that, and build again.',
    )


def emendation(place: Place, difference: Difference, emended: Emendation) -> Finding:
    """An emendation that does not fit its seed."""
    words = short(emended.omit or emended.replace)
    problem = {
        SeedFault.OMIT_NOT_FOUND: f'No block of the seed begins with "{words}". '
        'Give the first words of the block exactly.',
        SeedFault.OMIT_AMBIGUOUS: f'{difference.times} blocks of the seed begin with "{words}". '
        'Give more of its first words.',
        SeedFault.THROUGH_NOT_FOUND: f'From "{words}" on, no block of the seed begins with '
        f'"{short(emended.through)}". Give the first words of the last block exactly.',
        SeedFault.REPLACE_NOT_FOUND: f'"{words}" does not occur in the seed, or only where another emendation is at '
        'work. Correct it, or remove the emendation.',
        SeedFault.REPLACE_COUNT: f'"{words}" occurs {difference.times} times in the seed, not {emended.count}. '
        'Correct the count, or give more of the words.',
        SeedFault.OVERLAP: f'What begins with "{words}" is already left out by another emendation. '
        'Remove one of them.',
    }[difference.fault]
    return _finding(Subtype.EMENDATION, place, f'Emendation: {problem}')


def unknown_paratext(place: Place, kind: str, known: Iterable[str]) -> Finding:
    """A kind of paratext that there is not."""
    near = get_close_matches(kind.lower(), list(known), n=1)
    return _finding(
        Subtype.OPTION,
        place,
        f'"{short(kind)}" is no kind of paratext. ' + (_also(near) or f'Write one of {", ".join(known)}.'),
    )


def fence_off(place: Place, written: str) -> Finding:
    """A directive between colons, which MyST does not read."""
    return _finding(
        Subtype.SYNTAX,
        place,
        f'"{written}" is shown as text and not read, since MyST\'s syntax for it is off. {_SWITCH_ON}',
    )


def without_domain(place: Place, directive: str) -> Finding:
    """A directive without its domain, in a project with another primary domain."""
    return _finding(
        Subtype.SYNTAX,
        place,
        f'"{directive}" is not known without its domain. Add a line to conf.py: primary_domain = "cf"; or write '
        f'"cf:{directive}".',
    )


def attribution_as_text(place: Place, written: str, off: bool) -> Finding:
    """An attribution that is read as text."""
    fix = _SWITCH_ON if off else 'Put a blank line before it, and the quotation directly below it.'
    return _finding(Subtype.SYNTAX, place, f'{short(written)} is shown as text, and its locator is not checked. {fix}')


def annotation_without_source(place: Place) -> Finding:
    """An annotation on a page that is no source's."""
    return _finding(
        Subtype.ANNOTATION,
        place,
        'This annotation is on the page of no source. Move it to the page whose words it explains.',
    )


def annotation_without_lemma(place: Place, count: int) -> Finding:
    """An annotation that does not say which words it is on."""
    return _finding(
        Subtype.ANNOTATION,
        place,
        f'This annotation has {count or "no"} block quote{"s" if count else ""}, and explains the words of one. '
        'Quote the words that it is on, once, on a line that begins with "> ".',
    )


def annotation_without_text(place: Place) -> Finding:
    """An annotation that explains nothing."""
    return _finding(
        Subtype.ANNOTATION, place, 'This annotation says nothing of the words it quotes. Write the note below them.'
    )


def annotation_without_reference(place: Place) -> Finding:
    """An annotation that does not say where its facts are from."""
    return _finding(
        Subtype.ANNOTATION,
        place,
        'This annotation does not say where its facts are from. Add a line ":reference: …" that names the source, '
        'or ":reference: none" if the note states no fact.',
    )


def paratext_without_source(place: Place) -> Finding:
    """Paratext on a page that is no source."""
    return _finding(
        Subtype.POSITION,
        place,
        'This paratext is on the page of no source. Move it to the page of its source, or remove the directive.',
    )


def added(place: Place, what: str, words: str, seed: str) -> Finding:
    """What shows words on a source's page that are neither the source's nor the editors'."""
    return _finding(
        Subtype.FIDELITY,
        place,
        f'This page shows words that are not in the seed {seed} ({what}): "{short(words)}". Remove them, or, if '
        'they are yours, put them into an {editorial} block.',
    )


def unprovable(place: Place, name: str, what: str, seed: str, line: int = 0) -> Finding:
    """Text of a source that has a formula or a picture in it, while its seed is plain text."""
    against = f'its seed ({seed}, line {line})' if line else f'the seed {seed}'
    return _finding(
        Subtype.FIDELITY,
        place,
        f'{name} has {what} in it, which cannot be proved against {against}. Write it in words as the seed has '
        'it, or replace it in an emendation and put it into an {editorial} block.',
    )


def hidden_unit(place: Place, name: str, by: str) -> Finding:
    """A text of a source that readers of this build do not see."""
    return _finding(
        Subtype.FIDELITY,
        place,
        f'{name} is not shown in this build: it stands under {short(by)}. Take it out of there: what is proved of a '
        'source is shown.',
    )


def refused_markup(place: Place, name: str, markup: str) -> Finding:
    """Raw markup in a source's text that cannot be read as text."""
    return _finding(
        Subtype.FIDELITY,
        place,
        f'{name} has the markup {short(markup)} in it, which cannot be read as text. Remove it; close it, if its '
        'other tag is missing; or put it into an {editorial} block.',
    )


def infidelity(place: Place, difference: Difference, seed: str, name: str, last: str = '') -> Finding:
    """A page that differs from its seed.

    ``name`` says which text of it: ``¶7``, ``n. 3``, ``This caption``; of several, ``last`` is that of the last.
    """
    line = f'{seed}, line {difference.seed_line}'
    match difference.fault:
        case SeedFault.DIFFERS:
            message = (
                f'{name} differs from its seed ({line}); from the seed to the page: '
                f'{word_diff(difference.expected, difference.actual)}. Restore the words of the seed, or record the '
                'change as an emendation.'
            )
        case SeedFault.NOT_IN_SEED if difference.times > 1:
            message = (
                f'{difference.times} blocks, {name} to {last}, are not in the seed {seed}: from '
                f'"{short(difference.actual)}" to "{short(difference.last_words)}". Remove them, or, if they are '
                'yours, put them into {editorial} blocks.'
            )
        case SeedFault.NOT_IN_SEED:
            message = (
                f'{name} is not in the seed {seed}: "{short(difference.actual)}". Remove it, or, if it is yours, '
                'put it into an {editorial} block.'
            )
        case _ if difference.times > 1:
            message = (
                f'{difference.times} blocks of the seed ({seed}, lines {difference.seed_line} to '
                f'{difference.last_line}) are not on this page: from "{short(difference.expected)}" to '
                f'"{short(difference.last_words)}". Put them into the text, into the record, or into an emendation '
                'that omits them ("omit" with "through").'
            )
        case _:
            message = (
                f'A block of the seed ({line}) is not on this page: "{short(difference.expected)}". Put it into the '
                'text, into the record, or into an emendation that omits it.'
            )
    return _finding(Subtype.FIDELITY, place, message)


# -- permalinks -------------------------------------------------------------------------------------------------------


def missing_ledger(place: Place, name: str) -> Finding:
    """A ledger that is not there."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'There is no ledger of permalinks "{short(name)}" (cf_permalinks). If there has been one, restore it; else '
        'begin it with sphinx-build -b permalinks.',
    )


def unusable_ledger(place: Place, problem: str) -> Finding:
    """A ledger that cannot be used: the problem is worded where it is found."""
    return _finding(
        Subtype.PERMALINK, place, f'The ledger of permalinks cannot be used: {problem}. Correct it, or restore it.'
    )


def vanished(place: Place, kind: str, address: str, now: str) -> Finding:
    """A published anchor that is gone."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'The {kind} "{short(address)}" was published and is gone. Restore it, or forward it: {_forward(now)}.',
    )


def reworded(place: Place, address: str, now: str) -> Finding:
    """A passage with other words than those that were published."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'The passage "{short(address)}" has other words than when it was published. Restore them, or forward it: '
        f'{_forward(now or address)}.',
    )


def passed_on(place: Place, kind: str, address: str, now: str) -> Finding:
    """A published anchor that something of another kind has now."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'"{short(address)}" was published as a {kind} and is a {now} now. Give what is there now another anchor '
        f'and restore the {kind}, or forward it: {_forward("")}.',
    )


def stand_in_impossible(place: Place, page: str) -> Finding:
    """A page that is gone, in whose place nothing can stand."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'The page "{short(page)}" is gone, and nothing can stand in its place: Sphinx writes another page there, '
        'or one whose name differs only in capitals. Rename that page, or restore the entry if it was changed by '
        'mistake.',
    )


def forward_to_nothing(place: Place, address: str, to: str) -> Finding:
    """A forward that leads nowhere, or back to itself."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'"{short(address)}" is forwarded to "{short(to)}", which leads to no place that exists. Correct "to", or '
        'set it to null to withdraw the anchor.',
    )


def needless_forward(place: Place, address: str) -> Finding:
    """A forward of what is there."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'"{short(address)}" still exists, so its "forward" is never used. Remove it; or, if something new has '
        'taken this id, give that another one.',
    )


def serial_anchor(place: Place, title: str) -> Finding:
    """A section whose anchor is a mere number, and passes to another when one is added before it."""
    return _finding(
        Subtype.PERMALINK,
        place,
        f'The section "{short(title)}" has only a number for an anchor, which does not last: its title stands twice '
        'on the page, or has no Latin letter. Put a label on the line above it: (some-label)=.',
    )


def _forward(now: str) -> str:
    to = json.dumps(now, ensure_ascii=False) if now else '"page#id" or null'
    return f'add "forward": {{"to": {to}, "reason": "…"}} to its entry'
