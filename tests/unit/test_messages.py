"""Every warning, word for word: it names the thing, says what is wrong with it, and ends with the mend."""

from __future__ import annotations

import inspect
from typing import NamedTuple

import pytest

from sphinx_comparison import messages
from sphinx_comparison.locators import Locator
from sphinx_comparison.messages import Subtype
from sphinx_comparison.model import Finding, Place
from sphinx_comparison.proof.attribution import Attribution
from sphinx_comparison.proof.quotation import Omission, Outcome, Verdict
from sphinx_comparison.proof.seed import Difference, Emendation, SeedFault

HERE = Place('why', 12)
STANCES = ('asserts', 'doubts', 'silent')
OMISSION = Emendation('a form', 9, omit='Leave a Reply', through='Connecting to %s')
REPLACEMENT = Emendation('a slip', 9, replace='akim.jpgHONG KONG', replacement='HONG KONG', count=1)


class Case(NamedTuple):
    """The function that words it, and on what occasion; what it gives; what that should be."""

    wording: str
    finding: Finding
    subtype: Subtype
    message: str


CASES = [
    Case(
        'missing_id',
        messages.missing_id(HERE, 'question'),
        Subtype.ID,
        'This question has no id. Add a line ":id: some-id" below its first line.',
    ),
    Case(
        'malformed_id',
        messages.malformed_id(HERE, 'theme', 'The Kim’s'),
        Subtype.ID,
        'The id "The Kim’s" of this theme cannot be an anchor. Use lower-case letters a-z, digits and single hyphens, '
        'beginning with a letter.',
    ),
    Case(
        'duplicate',
        messages.duplicate(HERE, 'the theme "mao"', Place('themes', 40)),
        Subtype.DUPLICATE,
        'There is already the theme "mao", in themes, line 40. That one counts; remove or rename this one.',
    ),
    Case(
        'same_siglum',
        messages.same_siglum(HERE, 'marsh', 'M', 'mill'),
        Subtype.DUPLICATE,
        '"marsh" has the siglum "M", as "mill" has. Where a sign stands for a source, readers cannot tell them apart. '
        'Give one of them another.',
    ),
    Case(
        'unknown_option: one that is like it',
        messages.unknown_option(HERE, 'hypothesis', 'questoin', ['question'], ['id', 'question', 'class']),
        Subtype.OPTION,
        '"hypothesis" has no option "questoin". Did you mean question?',
    ),
    Case(
        'unknown_option: several that are like it',
        messages.unknown_option(HERE, 'comparison', 'point', ['points', 'parts'], ['points', 'parts']),
        Subtype.OPTION,
        '"comparison" has no option "point". Did you mean points or parts?',
    ),
    Case(
        'unknown_option: none is like it',
        messages.unknown_option(HERE, 'theme', 'colour', [], ['id', 'class']),
        Subtype.OPTION,
        '"theme" has no option "colour". It has class, id.',
    ),
    Case(
        'bad_option',
        messages.bad_option(HERE, 'comparison', 'order', 'size', 'one of page, title, date'),
        Subtype.OPTION,
        'The option "order" of "comparison" cannot be "size". It takes one of page, title, date.',
    ),
    Case(
        'options_apart',
        messages.options_apart(HERE, 'citations', ['source', 'hypothesis']),
        Subtype.OPTION,
        '{citations} takes only one of source and hypothesis. Keep one, and add a second {citations} for the other.',
    ),
    Case(
        'useless_text',
        messages.useless_text(HERE, 'coverage', 'All of it'),
        Subtype.OPTION,
        '{coverage} takes no content, but has "All of it". Options are written as ":points: a, b". '
        'Correct or remove it.',
    ),
    Case(
        'missing_title',
        messages.missing_title(HERE, 'hypothesis'),
        Subtype.TITLE,
        'This hypothesis has no title. Write it on the first line, behind the name.',
    ),
    Case(
        'missing_stance',
        messages.missing_stance(HERE, 'bajpai', STANCES),
        Subtype.STANCE,
        'The position of "bajpai" on a hypothesis has no stance. Add a line ":stance:" with one of asserts, doubts, '
        'silent.',
    ),
    Case(
        'unknown_stance: one that is like it',
        messages.unknown_stance(HERE, 'assert', ['asserts'], STANCES),
        Subtype.STANCE,
        '"assert" is not a stance. Did you mean asserts?',
    ),
    Case(
        'unknown_stance: none is like it',
        messages.unknown_stance(HERE, 'maybe', [], STANCES),
        Subtype.STANCE,
        '"maybe" is not a stance. Use one of asserts, doubts, silent.',
    ),
    Case(
        'silent_without_reason',
        messages.silent_without_reason(HERE, 'bajpai'),
        Subtype.SILENCE,
        'The silent position of "bajpai" gives no reason. Say in its body what the source was read for and where it '
        'comes nearest, or remove the position if the source was not read for it.',
    ),
    Case(
        'silent_with_quotation',
        messages.silent_with_quotation(HERE, 'bajpai'),
        Subtype.SILENCE,
        'The silent position of "bajpai" quotes it. Name the passages with ":nearest:" instead, or choose another '
        'stance.',
    ),
    Case(
        'position_without_source',
        messages.position_without_source(HERE),
        Subtype.POSITION,
        'This position has no source. Write the id of the source behind "position".',
    ),
    Case(
        'position_without_point',
        messages.position_without_point(HERE, 'bajpai'),
        Subtype.POSITION,
        'The position of "bajpai" is on no point. Put it inside a hypothesis, theme or evidence, or add a line ":on:" '
        'with the id of one.',
    ),
    Case(
        'no_positions',
        messages.no_positions(HERE, 'theme', 'mao'),
        Subtype.NO_POSITIONS,
        'No source has a position on the theme "mao". Add a position inside it, or one elsewhere with ":on: mao", or '
        'remove the theme.',
    ),
    Case(
        'unknown_reference: some are near',
        messages.unknown_reference(HERE, 'hypothesis', 'changing-side', ['changing-sides', 'changing-stance']),
        Subtype.REFERENCE,
        'There is no hypothesis "changing-side"; the nearest that exist: changing-sides, changing-stance. Correct the '
        'id.',
    ),
    Case(
        'unknown_reference: none is near',
        messages.unknown_reference(HERE, 'source', 'zoe', []),
        Subtype.REFERENCE,
        'There is no source "zoe". Correct the id, or define it.',
    ),
    Case(
        'hidden_reference',
        messages.hidden_reference(HERE, 'hypothesis', 'silt', '{only} draft'),
        Subtype.REFERENCE,
        'The hypothesis "silt" is not shown in this build: it stands under {only} draft. Put what refers to it under '
        'the same condition, or show it.',
    ),
    Case(
        'unreadable_locator',
        messages.unreadable_locator(HERE, 'page 7'),
        Subtype.LOCATOR,
        '"page 7" is not a locator. Write the number of a paragraph, ¶7, or of the first and last, ¶6–7.',
    ),
    Case(
        'backward_locator',
        messages.backward_locator(HERE, Locator(7, 6)),
        Subtype.LOCATOR,
        'The range ¶7–6 runs backwards. Write ¶6–7.',
    ),
    Case(
        'locator_outside: beyond the last',
        messages.locator_outside(HERE, 'bajpai', Locator(11, 12), 10),
        Subtype.LOCATOR,
        '"bajpai" has no ¶11–12: it has ¶1 to ¶10. Correct the number.',
    ),
    Case(
        'locator_outside: there are none',
        messages.locator_outside(HERE, 'bajpai', Locator(1, 1), 0),
        Subtype.LOCATOR,
        '"bajpai" has no ¶1: it has no paragraphs. Correct the number.',
    ),
    Case(
        'empty_quotation',
        messages.empty_quotation(HERE),
        Subtype.EMPTY_QUOTATION,
        "This quotation has none of the source's words. Quote some, or remove it.",
    ),
    Case(
        'quotation_without_source',
        messages.quotation_without_source(HERE, 'buying time'),
        Subtype.REFERENCE,
        'The quotation "buying time" names no source. Write the id of its source behind the words: '
        '{quote}`words <id>`, or {quote}`words <id#p7>`.',
    ),
    Case(
        'turned: what is left out',
        messages.turned(
            HERE,
            'would […] become an ally',
            Attribution('¶7', ('not',)),
            [Omission('[…]', 'not', elides=True)],
            Attribution('¶7'),
            '{attribution="¶7, omitting “not”"}',
        ),
        Subtype.SENSE,
        '"would […] become an ally" leaves out "not" ([…] stands for "not"), which may turn its sense. Quote the '
        'words too; or, if it still says what the source says, confirm it: {attribution="¶7, omitting “not”"}.',
    ),
    Case(
        'turned: what is added',
        messages.turned(
            HERE,
            'would [never] become',
            Attribution('¶7', (), ('never',)),
            [Omission('[never]', '', 'never')],
            Attribution('¶7'),
            '{attribution="¶7, adding “never”"}',
        ),
        Subtype.SENSE,
        '"would [never] become" adds "never", which may turn its sense. Quote the words too; or, if it still says '
        'what the source says, confirm it: {attribution="¶7, adding “never”"}.',
    ),
    Case(
        'turned: a confirmation of nothing',
        messages.turned(
            HERE, 'would become', Attribution('¶7'), [], Attribution('¶7', ('not',)), '{attribution="¶7"}'
        ),
        Subtype.SENSE,
        '"would become" leaves out and adds nothing that needs "not" to be confirmed. Write {attribution="¶7"}.',
    ),
    Case(
        'unproved: ambiguous',
        messages.unproved(HERE, Verdict(Outcome.AMBIGUOUS, places=(3, 5, 5)), 'bajpai', 'the summit', None),
        Subtype.AMBIGUOUS,
        '"the summit" occurs 3 times in "bajpai": ¶3, ¶5. Quote more words, or add a locator, such as '
        '{attribution="¶3"}.',
    ),
    Case(
        'unproved: elsewhere',
        messages.unproved(HERE, Verdict(Outcome.ELSEWHERE, places=(5,)), 'bajpai', 'buying time', Locator(3, 4)),
        Subtype.ELSEWHERE,
        '"buying time" is not in "bajpai" ¶3–4 but in ¶5. Correct the locator.',
    ),
    Case(
        'unproved: misattributed',
        messages.unproved(
            HERE, Verdict(Outcome.MISATTRIBUTED, places=(2, 9), source='cabestan'), 'bajpai', 'a gambit', None
        ),
        Subtype.MISATTRIBUTED,
        '"a gambit" is not in "bajpai" but in "cabestan", ¶2, ¶9. Quote it as that source\'s.',
    ),
    Case(
        'unproved: not found, something is near',
        messages.unproved(
            HERE,
            Verdict(Outcome.NOT_FOUND, nearest=(9, "Kim's mind is hard")),
            'bajpai',
            'Kim’s\n  mood is  hard',
            None,
        ),
        Subtype.NOT_FOUND,
        '"Kim’s mood is hard" is not in "bajpai". The nearest is ¶9; from the source to what is written here: Kim\'s '
        '[-mind-] {+mood+} is hard. Quote the exact words of the source.',
    ),
    Case(
        'unproved: not found, too many ways to look',
        messages.unproved(HERE, Verdict(Outcome.NOT_FOUND, too_involved=True), 'bajpai', 'a [x] a [x]', None),
        Subtype.NOT_FOUND,
        '"a [x] a [x]" repeats itself so often, or has so many brackets, that it cannot be looked for in "bajpai". '
        'Quote less at a time.',
    ),
    Case(
        'unproved: not found, nothing is near',
        messages.unproved(HERE, Verdict(Outcome.NOT_FOUND), 'bajpai', 'tea', None),
        Subtype.NOT_FOUND,
        '"tea" is not in "bajpai". No paragraph comes near it. Quote the exact words of the source.',
    ),
    Case(
        'front_matter',
        messages.front_matter(HERE, 'The source has no "id". Add a line.'),
        Subtype.FRONT_MATTER,
        'The source has no "id". Add a line.',
    ),
    Case(
        'translates_itself',
        messages.translates_itself(HERE, ['plato']),
        Subtype.TRANSLATION,
        'The source "plato" is said to translate itself. Remove "translates" from the page of the original.',
    ),
    Case(
        'translates_itself: by way of others',
        messages.translates_itself(HERE, ['plato', 'ficino', 'jowett']),
        Subtype.TRANSLATION,
        'The source "plato" is said to translate itself, by way of ficino, jowett. Remove "translates" from the page '
        'of the original.',
    ),
    Case(
        'not_aligned',
        messages.not_aligned(HERE, 'jowett', 'plato', 12, 11),
        Subtype.TRANSLATION,
        '"jowett" cannot be aligned with "plato", which it translates: its number of passages is 12, that of "plato" '
        '11. Divide both alike, or mark with {paratext} what only one of them has.',
    ),
    Case(
        'missing_seed',
        messages.missing_seed(HERE, 'b.txt', 'seeds'),
        Subtype.SEED,
        'The seed "b.txt" is not in the folder "seeds" (cf_seed_dir). Put the file there, correct the name, or remove '
        'the line if the source has no seed.',
    ),
    Case(
        'seed_outside',
        messages.seed_outside(HERE, '../../etc/passwd', 'seeds'),
        Subtype.SEED,
        'The seed "../../etc/passwd" leads out of the folder "seeds" (cf_seed_dir). Put the file there and give its '
        'name alone.',
    ),
    Case(
        'undecodable_seed',
        messages.undecodable_seed(HERE, 'b.txt', 7),
        Subtype.SEED,
        'The seed "b.txt" is not UTF-8 text: byte 8 cannot be read. Save it as UTF-8.',
    ),
    Case(
        'unreadable_seed',
        messages.unreadable_seed(HERE, 'b.txt', 'Permission denied'),
        Subtype.SEED,
        'The seed "b.txt" cannot be read: Permission denied. Mend that, and build again.',
    ),
    Case(
        'emendation: omit not found',
        messages.emendation(HERE, Difference(SeedFault.OMIT_NOT_FOUND, emendation=0), OMISSION),
        Subtype.EMENDATION,
        'Emendation: No block of the seed begins with "Leave a Reply". Give the first words of the block exactly.',
    ),
    Case(
        'emendation: omit ambiguous',
        messages.emendation(HERE, Difference(SeedFault.OMIT_AMBIGUOUS, emendation=0, times=2), OMISSION),
        Subtype.EMENDATION,
        'Emendation: 2 blocks of the seed begin with "Leave a Reply". Give more of its first words.',
    ),
    Case(
        'emendation: through not found',
        messages.emendation(HERE, Difference(SeedFault.THROUGH_NOT_FOUND, emendation=0), OMISSION),
        Subtype.EMENDATION,
        'Emendation: From "Leave a Reply" on, no block of the seed begins with "Connecting to %s". Give the first '
        'words of the last block exactly.',
    ),
    Case(
        'emendation: replace not found',
        messages.emendation(HERE, Difference(SeedFault.REPLACE_NOT_FOUND, emendation=0), REPLACEMENT),
        Subtype.EMENDATION,
        'Emendation: "akim.jpgHONG KONG" does not occur in the seed, or only where another emendation is at work. '
        'Correct it, or remove the emendation.',
    ),
    Case(
        'emendation: another count',
        messages.emendation(HERE, Difference(SeedFault.REPLACE_COUNT, emendation=0, times=3), REPLACEMENT),
        Subtype.EMENDATION,
        'Emendation: "akim.jpgHONG KONG" occurs 3 times in the seed, not 1. Correct the count, or give more of the '
        'words.',
    ),
    Case(
        'emendation: overlap',
        messages.emendation(HERE, Difference(SeedFault.OVERLAP, emendation=0), OMISSION),
        Subtype.EMENDATION,
        'Emendation: What begins with "Leave a Reply" is already left out by another emendation. Remove one of them.',
    ),
    Case(
        'infidelity: a rubric that is not in the seed',
        messages.infidelity(
            HERE, Difference(SeedFault.NOT_IN_SEED, block=4, actual='My note.'), 'b.txt', 'This rubric'
        ),
        Subtype.FIDELITY,
        'This rubric is not in the seed b.txt: "My note.". Remove it, or, if it is yours, put it into an {editorial} '
        'block.',
    ),
    Case(
        'added',
        messages.added(HERE, 'raw HTML', 'My note.', 'b.txt'),
        Subtype.FIDELITY,
        'This page shows words that are not in the seed b.txt (raw HTML): "My note.". Remove them, or, if they are '
        'yours, put them into an {editorial} block.',
    ),
    Case(
        'unprovable',
        messages.unprovable(HERE, '¶2', 'a formula', 'b.txt'),
        Subtype.FIDELITY,
        '¶2 has a formula in it, which cannot be proved against the seed b.txt. Write it in words as the seed has it, '
        'or replace it in an emendation and put it into an {editorial} block.',
    ),
    Case(
        'hidden_unit',
        messages.hidden_unit(HERE, '¶2', '{only} draft'),
        Subtype.FIDELITY,
        '¶2 is not shown in this build: it stands under {only} draft. Take it out of there: what is proved of a '
        'source is shown.',
    ),
    Case(
        'refused_markup',
        messages.refused_markup(HERE, '¶2', '<script>'),
        Subtype.FIDELITY,
        '¶2 has the markup <script> in it, which cannot be read as text. Remove it; close it, if its other tag is '
        'missing; or put it into an {editorial} block.',
    ),
    Case(
        'paratext_without_source',
        messages.paratext_without_source(HERE),
        Subtype.POSITION,
        'This paratext is on the page of no source. Move it to the page of its source, or remove the directive.',
    ),
    Case(
        'seed_of_lines',
        messages.seed_of_lines(HERE, 'hale.txt'),
        Subtype.FIDELITY,
        'The paragraphs of this page are the lines of its seed "hale.txt". Add a line below it: seed-format: lines.',
    ),
    Case(
        'seed_of_markdown',
        messages.seed_of_markdown(HERE, 'hale.md'),
        Subtype.FIDELITY,
        (
            'This page has the text of its seed "hale.md" if that is read as Markdown. Add a line below it: '
            'seed-format: markdown.'
        ),
    ),
    Case(
        'milestone_without_source',
        messages.milestone_without_source(HERE, '1:4'),
        Subtype.LOCATOR,
        'The milestone "1:4" is on the page of no source. Move it to the page of a source, or remove it.',
    ),
    Case(
        'milestone_unlike_one',
        messages.milestone_unlike_one(HERE, '7'),
        Subtype.LOCATOR,
        (
            '"7" cannot be the label of a milestone. Write one that counts, such as 1:4, art. 5 or p. 12; a bare '
            'number is that of a paragraph.'
        ),
    ),
    Case(
        'milestone_twice',
        messages.milestone_twice(HERE, '1:4'),
        Subtype.LOCATOR,
        ('The source has a milestone "1:4" already, or one with the same anchor. Give one of them another label.'),
    ),
    Case(
        'fence_off',
        messages.fence_off(HERE, ':::{position}'),
        Subtype.SYNTAX,
        '":::{position}" is shown as text and not read, since MyST\'s syntax for it is off. Add a line to conf.py: '
        'myst_enable_extensions = ["attrs_block", "colon_fence"].',
    ),
    Case(
        'without_domain',
        messages.without_domain(HERE, 'position'),
        Subtype.SYNTAX,
        '"position" is not known without its domain. Add a line to conf.py: primary_domain = "cf"; or write '
        '"cf:position".',
    ),
    Case(
        'attribution_as_text',
        messages.attribution_as_text(HERE, '{attribution="¶3"}', False),
        Subtype.SYNTAX,
        '{attribution="¶3"} is shown as text, and its locator is not checked. Put a blank line before it, and the '
        'quotation directly below it.',
    ),
    Case(
        'attribution_as_text: off',
        messages.attribution_as_text(HERE, '{attribution="¶3"}', True),
        Subtype.SYNTAX,
        '{attribution="¶3"} is shown as text, and its locator is not checked. Add a line to conf.py: '
        'myst_enable_extensions = ["attrs_block", "colon_fence"].',
    ),
    Case(
        'annotation_without_source',
        messages.annotation_without_source(HERE),
        Subtype.ANNOTATION,
        'This annotation is on the page of no source. Move it to the page whose words it explains.',
    ),
    Case(
        'annotation_without_lemma',
        messages.annotation_without_lemma(HERE, 0),
        Subtype.ANNOTATION,
        'This annotation has no block quote, and explains the words of one. Quote the words that it is on, once, on '
        'a line that begins with "> ".',
    ),
    Case(
        'annotation_without_lemma: several',
        messages.annotation_without_lemma(HERE, 2),
        Subtype.ANNOTATION,
        'This annotation has 2 block quotes, and explains the words of one. Quote the words that it is on, once, on '
        'a line that begins with "> ".',
    ),
    Case(
        'annotation_without_text',
        messages.annotation_without_text(HERE),
        Subtype.ANNOTATION,
        'This annotation says nothing of the words it quotes. Write the note below them.',
    ),
    Case(
        'annotation_without_reference',
        messages.annotation_without_reference(HERE),
        Subtype.ANNOTATION,
        'This annotation does not say where its facts are from. Add a line ":reference: …" that names the source, '
        'or ":reference: none" if the note states no fact.',
    ),
    Case(
        'unknown_paratext: like one',
        messages.unknown_paratext(HERE, 'Standfrist', ['dateline', 'standfirst']),
        Subtype.OPTION,
        '"Standfrist" is no kind of paratext. Did you mean standfirst?',
    ),
    Case(
        'unknown_paratext',
        messages.unknown_paratext(HERE, 'box', ['dateline', 'standfirst']),
        Subtype.OPTION,
        '"box" is no kind of paratext. Write one of dateline, standfirst.',
    ),
    Case(
        'one_of_several',
        messages.one_of_several(HERE, 'bajpai', Locator(0, 0, 'heading'), ['heading 1', 'heading 2']),
        Subtype.LOCATOR,
        '"bajpai" has more than one heading. Write which: heading 1, heading 2.',
    ),
    Case(
        'locator_outside: a note that there is not',
        messages.locator_outside(HERE, 'bajpai', Locator(0, 0, 'note', '9'), 3, ['n. 1', 'n. 2']),
        Subtype.LOCATOR,
        '"bajpai" has no n. 9: it has n. 1, n. 2. Correct the locator.',
    ),
    Case(
        'locator_outside: a note of a source without notes',
        messages.locator_outside(HERE, 'bajpai', Locator(0, 0, 'note', '9'), 3),
        Subtype.LOCATOR,
        '"bajpai" has no n. 9: it has no note. Correct the locator.',
    ),
    Case(
        'infidelity: differs',
        messages.infidelity(
            HERE,
            Difference(SeedFault.DIFFERS, block=4, expected='well:\u00a0so', actual='well: so', seed_line=5),
            'b.txt',
            '¶3',
        ),
        Subtype.FIDELITY,
        '¶3 differs from its seed (b.txt, line 5); from the seed to the page: [-well:<U+00A0>so-] {+well: so+}. '
        'Restore the words of the seed, or record the change as an emendation.',
    ),
    Case(
        'infidelity: not in the seed',
        messages.infidelity(HERE, Difference(SeedFault.NOT_IN_SEED, block=4, actual='My note.'), 'b.txt', '¶3'),
        Subtype.FIDELITY,
        '¶3 is not in the seed b.txt: "My note.". Remove it, or, if it is yours, put it into an {editorial} block.',
    ),
    Case(
        'infidelity: not on the page',
        messages.infidelity(
            HERE, Difference(SeedFault.NOT_ON_PAGE, expected='Google photo', seed_line=49), 'c.txt', ''
        ),
        Subtype.FIDELITY,
        'A block of the seed (c.txt, line 49) is not on this page: "Google photo". Put it into the text, into the '
        'record, or into an emendation that omits it.',
    ),
    Case(
        'infidelity: several not in the seed',
        messages.infidelity(
            HERE,
            Difference(SeedFault.NOT_IN_SEED, block=4, actual='Mine.', times=3, last_block=7, last_words='Mine too.'),
            'b.txt',
            '¶3',
            '¶5',
        ),
        Subtype.FIDELITY,
        '3 blocks, ¶3 to ¶5, are not in the seed b.txt: from "Mine." to "Mine too.". Remove them, or, if they are '
        'yours, put them into {editorial} blocks.',
    ),
    Case(
        'infidelity: several not on the page',
        messages.infidelity(
            HERE,
            Difference(SeedFault.NOT_ON_PAGE, expected='Like', seed_line=9, times=4, last_words='Share', last_line=15),
            'c.txt',
            '',
        ),
        Subtype.FIDELITY,
        '4 blocks of the seed (c.txt, lines 9 to 15) are not on this page: from "Like" to "Share". Put them into the '
        'text, into the record, or into an emendation that omits them ("omit" with "through").',
    ),
    Case(
        'passed_on',
        messages.passed_on(HERE, 'theme', 'themes#theme-mao', 'section'),
        Subtype.PERMALINK,
        '"themes#theme-mao" was published as a theme and is a section now. Give what is there now another anchor and '
        'restore the theme, or forward it: add "forward": {"to": "page#id" or null, "reason": "…"} to its entry.',
    ),
    Case(
        'stand_in_impossible',
        messages.stand_in_impossible(HERE, 'search'),
        Subtype.PERMALINK,
        'The page "search" is gone, and nothing can stand in its place: Sphinx writes another page there, or one '
        'whose name differs only in capitals. Rename that page, or restore the entry if it was changed by mistake.',
    ),
    Case(
        'missing_ledger',
        messages.missing_ledger(HERE, 'permalinks.json'),
        Subtype.PERMALINK,
        'There is no ledger of permalinks "permalinks.json" (cf_permalinks). If there has been one, restore it; else '
        'begin it with sphinx-build -b permalinks.',
    ),
    Case(
        'unusable_ledger',
        messages.unusable_ledger(HERE, 'it is no ledger of version 1'),
        Subtype.PERMALINK,
        'The ledger of permalinks cannot be used: it is no ledger of version 1. Correct it, or restore it.',
    ),
    Case(
        'vanished: nowhere to be found',
        messages.vanished(HERE, 'theme', 'themes#theme-mao', ''),
        Subtype.PERMALINK,
        'The theme "themes#theme-mao" was published and is gone. Restore it, or forward it: add "forward": '
        '{"to": "page#id" or null, "reason": "…"} to its entry.',
    ),
    Case(
        'vanished: found elsewhere',
        messages.vanished(HERE, 'passage', 'essays/mao#mao-p1', 'mao#mao-p1'),
        Subtype.PERMALINK,
        'The passage "essays/mao#mao-p1" was published and is gone. Restore it, or forward it: add "forward": '
        '{"to": "mao#mao-p1", "reason": "…"} to its entry.',
    ),
    Case(
        'reworded: the same paragraph',
        messages.reworded(HERE, 'mao#mao-p1', ''),
        Subtype.PERMALINK,
        'The passage "mao#mao-p1" has other words than when it was published. Restore them, or forward it: add '
        '"forward": {"to": "mao#mao-p1", "reason": "…"} to its entry.',
    ),
    Case(
        'reworded: the words have another number',
        messages.reworded(HERE, 'mao#mao-p1', 'mao#mao-p2'),
        Subtype.PERMALINK,
        'The passage "mao#mao-p1" has other words than when it was published. Restore them, or forward it: add '
        '"forward": {"to": "mao#mao-p2", "reason": "…"} to its entry.',
    ),
    Case(
        'forward_to_nothing',
        messages.forward_to_nothing(HERE, 'mao#a', 'mao#b'),
        Subtype.PERMALINK,
        '"mao#a" is forwarded to "mao#b", which leads to no place that exists. Correct "to", or '
        'set it to null to withdraw the anchor.',
    ),
    Case(
        'needless_forward',
        messages.needless_forward(HERE, 'mao#a'),
        Subtype.PERMALINK,
        '"mao#a" still exists, so its "forward" is never used. Remove it; or, if something new has taken this id, '
        'give that another one.',
    ),
    Case(
        'serial_anchor',
        messages.serial_anchor(HERE, 'Milk'),
        Subtype.PERMALINK,
        'The section "Milk" has only a number for an anchor, which does not last: its title stands twice on the page, '
        'or has no Latin letter. Put a label on the line above it: (some-label)=.',
    ),
]
each_case = pytest.mark.parametrize(
    ('finding', 'subtype', 'message'), [case[1:] for case in CASES], ids=[case.wording for case in CASES]
)


@each_case
def test_it_says_what_is_wrong_and_how_to_mend_it(finding: Finding, subtype: Subtype, message: str) -> None:
    """The whole wording, the subtype by which it can be silenced, and the place where it was written."""
    assert finding == Finding(subtype.value, message, HERE)


@each_case
def test_it_is_one_line_that_ends(finding: Finding, subtype: Subtype, message: str) -> None:
    """A message is whole sentences on one line, with nothing in it that cannot be seen."""
    assert finding.message.endswith(('.', '?'))
    assert finding.message.isprintable()


def test_every_wording_is_here() -> None:
    """No message, and no subtype, is without its test."""
    worded = {
        name
        for name, function in inspect.getmembers(messages, inspect.isfunction)
        if function.__module__ == messages.__name__ and not name.startswith('_')
    }
    assert {case.wording.partition(':')[0] for case in CASES} == worded
    assert {case.subtype for case in CASES} == set(Subtype)


HOSTILE = 'x' * 500 + '\n\x00\u202e\ud800 {{ %s }} <b>'


@pytest.mark.parametrize(
    'finding',
    [
        messages.malformed_id(HERE, 'theme', HOSTILE),
        messages.unknown_option(HERE, 'theme', HOSTILE, [], ['id']),
        messages.bad_option(HERE, 'theme', 'order', HOSTILE, 'text'),
        messages.useless_text(HERE, 'theme', HOSTILE),
        messages.unknown_stance(HERE, HOSTILE, [], STANCES),
        messages.unknown_reference(HERE, 'theme', HOSTILE, []),
        messages.unreadable_locator(HERE, HOSTILE),
        messages.quotation_without_source(HERE, HOSTILE),
        messages.unproved(HERE, Verdict(Outcome.NOT_FOUND), 'bajpai', HOSTILE, None),
        messages.missing_seed(HERE, HOSTILE, 'seeds'),
        messages.seed_outside(HERE, HOSTILE, 'seeds'),
        messages.undecodable_seed(HERE, HOSTILE, 0),
        messages.unreadable_seed(HERE, HOSTILE, 'Error'),
        messages.emendation(HERE, Difference(SeedFault.OMIT_NOT_FOUND), Emendation('', 1, omit=HOSTILE)),
        messages.emendation(
            HERE, Difference(SeedFault.THROUGH_NOT_FOUND), Emendation('', 1, omit='a', through=HOSTILE)
        ),
        messages.infidelity(HERE, Difference(SeedFault.NOT_ON_PAGE, expected=HOSTILE, seed_line=1), 'b.txt', ''),
        messages.infidelity(HERE, Difference(SeedFault.NOT_IN_SEED, actual=HOSTILE), 'b.txt', '¶1'),
    ],
    ids=lambda finding: finding.subtype,
)
def test_whatever_was_written_a_message_stays_short_and_printable(finding: Finding) -> None:
    """What an editor wrote is quoted in a few words, and what cannot be seen in it is named."""
    assert finding.message.isprintable()
    assert len(finding.message) < 400
