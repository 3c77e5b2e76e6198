"""Citations are what two citation processors make of the same records, but for differences that are named here."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from helpers.hard_records import RECORDS
from helpers.oracles import Answers, ask
from helpers.project import only_one
from sphinx_comparison.citation.edition import CitedItem
from sphinx_comparison.citation.formats.csl_json import csl_item
from sphinx_comparison.citation.styles import apa, chicago, mla
from sphinx_comparison.citation.styles.written_dates import british, year_first, years
from sphinx_comparison.language.dates import Date
from sphinx_comparison.locators import Locator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_comparison.citation.record import Record
    from sphinx_comparison.citation.styles.text import StyledText

FORMATS: dict[tuple[str, str], Callable[[CitedItem], StyledText]] = {
    ('chicago', 'first'): chicago.note,
    ('chicago', 'short'): chicago.short_note,
    ('chicago', 'entry'): chicago.entry,
    ('mla', 'first'): mla.in_text,
    ('mla', 'entry'): mla.entry,
    ('apa', 'first'): apa.in_text,
    ('apa', 'entry'): apa.entry,
}
# Every other record is cited for two paragraphs.
LOCATORS = {name: (Locator(7, 7), Locator(6, 7))[index % 2] for index, name in enumerate(RECORDS)}
IN_ENGLISH = 'bajpai-in-english'


@dataclass(frozen=True)
class Case:
    """A citation that was asked for."""

    name: str
    style: str
    form: str

    @property
    def record(self) -> Record:
        """What is cited."""
        return RECORDS[self.name]

    @property
    def date(self) -> Date:
        """When it was published."""
        return Date.read(self.record.issued)

    @property
    def ours(self) -> str:
        """What we make of it."""
        return marked(FORMATS[self.style, self.form](CitedItem(self.record, locator=LOCATORS[self.name])))


CASES = [Case(name, style, form) for name in RECORDS for style, form in FORMATS]


def marked(text: StyledText) -> str:
    """Text with underscores round what is in italics."""
    return ''.join(f'_{run.text}_' if run.italic else run.text for run in text.runs)


# -- Differences from both ------------------------------------------------------------------------


def no_preprint(text: str, case: Case) -> str:
    """CSL 1.0.2 takes its type `article` for a preprint. For us it is an essay of which no more is known."""
    if case.record.type != 'article' or case.style != 'chicago':
        return text
    text = text.replace('Preprint, forthcoming', 'Forthcoming')
    # The style forgets the comma before a date that is guessed at.
    return re.sub(r'[Pp]reprint, ', '', re.sub(r'(?<!,)” preprint, ', ',” ', text))


def full_date(text: str, case: Case) -> str:
    """APA 9.14: what appears on a day has the day. For CSL an `article` is a preprint, and has a year only."""
    if case.style != 'apa' or case.form != 'entry' or case.record.type != 'article':
        return text
    return text.replace(f'{years(case.date)})', f'{year_first(case.date)})') if case.date else text


def about_and_uncertain(text: str, case: Case) -> str:
    """EDTF tells a date that is about right from one that is a guess; CSL has one word for both.

    We write "ca." for the one and a question mark in brackets for the other (Chicago 14.44, MLA 5.77).
    """
    if not (case.date.ends and (case.date.about or case.date.uncertain)) or case.style == 'apa':
        return text
    circa = 'ca.' if case.style == 'chicago' else 'circa'
    form = {(True, False): rf'{circa} \1', (False, True): r'[\1?]', (True, True): rf'[{circa} \1?]'}
    written = form[case.date.about, case.date.uncertain]
    text = re.sub(r'\[([^]]*)\?\]', written, text)
    return re.sub(r'Circa ([^,]*)', written, text)


def given_names_count(text: str, case: Case) -> str:
    """Who has a given name only is called by it, and not by nothing."""
    if case.name != 'given-only' or case.form == 'entry' or 'Madonna' in text:
        return text
    return re.sub(r'^\(?', lambda start: f'{start[0]}Madonna, ', text)


def only_east_asian_names_are_closed_up(text: str, case: Case) -> str:
    """Only names in Han, Hangul and kana have no blank between their parts.

    For the processors, those in Devanagari have none either.
    """
    given = {'first': 'मुंशी प्रेमचंद', 'entry': 'प्रेमचंद, मुं' if case.style == 'apa' else 'प्रेमचंद, मुंशी'}
    return text.replace('प्रेमचंदमुंशी', given.get(case.form, ''))


def words_have_no_number(text: str, case: Case) -> str:
    """There is no "no." before an issue that has no number but a name."""
    return re.sub(r'nos?\. Special issue', 'Special issue', text)


def letters_have_a_comma(text: str, case: Case) -> str:
    """A comma stands after the author of a letter with a title; the style forgets it."""
    return text.replace('Ann Ho “', 'Ann Ho, “') if case.record.type == 'personal_communication' else text


def one_capital(text: str, case: Case) -> str:
    """MLA 5.106: an element begins with a capital if the element before it ended in a full stop, not after a comma."""
    return text.replace(', Translated by', ', translated by')


def volume_of_a_book(text: str, case: Case) -> str:
    """MLA 5.51: the volume of a book is given; the style has it only in a book with other numbers."""
    return text.replace('. Opus', '. Vol. 2, Opus') if case.name == 'book-volume' and case.style == 'mla' else text


def day_of_a_speech(text: str, case: Case) -> str:
    """MLA 5.68: a speech has its date; the style knows only that of its event."""
    if case.record.type != 'speech' or case.style != 'mla' or case.form != 'entry' or not case.date:
        return text
    return re.sub(r'(Congress, |Address\. )', rf'\g<1>{british(case.date)}, ', text)


def by_after_review(text: str, case: Case) -> str:
    """A comma stands between what is reviewed and who wrote it; the style for MLA forgets even the blank."""
    return text.replace('_by ', '_, by ')


def nothing_was_retrieved(text: str, case: Case) -> str:
    """APA 9.16: "Retrieved" goes with a date; without one the address stands alone."""
    return text.replace('Retrieved https', 'https')


def not_yet_published(text: str, case: Case) -> str:
    """MLA Style Center: "forthcoming" stands where the date would; the style says nothing."""
    if case.style != 'mla' or case.form != 'entry' or not case.name.startswith('status-') or case.record.issued:
        return text
    before = {'status-essay': '“On harbours.” ', 'status-chapter': 'Opus Press, '}.get(case.name, '')
    status = case.record.string('status')
    if before:
        return text.replace(before, before + (status.capitalize() if 'essay' in case.name else status) + ', ')
    return re.sub(r'(, https.*|\.)$', lambda end: f', {status}{end[0]}', text)


def a_set_of_data(text: str, case: Case) -> str:
    """APA 10.9 writes "Data set"."""
    return text.replace('[Dataset]', '[Data set]')


def a_volume_of_a_whole(text: str, case: Case) -> str:
    """MLA 5.118: of what whole a volume is comes last, and its number is said once."""
    if not case.name.startswith('volume-title'):
        return text
    return text.replace('vol. 2, Opus', 'Opus').replace('2018. _A History_', '2018. Part of _A History_')


def authors_do_not_publish(text: str, case: Case) -> str:
    """APA 9.29: a publisher who is the author is not named again; a style in CSL cannot compare them."""
    named = re.sub(r' (World Bank|The Silt Commission)\.(?= http|$)', '', text)
    return named if case.style == 'apa' and case.form == 'entry' else text


def everything_has_an_entry(text: str, case: Case) -> str:
    """Chicago leaves posts and classics out of a bibliography (14.106, 14.143). What is compared has an entry."""
    return text or case.ours


BOTH = (
    everything_has_an_entry,
    no_preprint,
    full_date,
    about_and_uncertain,
    given_names_count,
    only_east_asian_names_are_closed_up,
    words_have_no_number,
    letters_have_a_comma,
    one_capital,
    volume_of_a_book,
    day_of_a_speech,
    by_after_review,
    nothing_was_retrieved,
    not_yet_published,
    a_set_of_data,
    a_volume_of_a_whole,
    authors_do_not_publish,
)


# -- Differences from citeproc-js: here we follow pandoc -----------------------------------------------


def comma_after_an_inverted_name(text: str, case: Case) -> str:
    """A comma closes a name that is turned round, even if a body of persons follows (Chicago 13.78, APA 9.8)."""
    return re.sub(r'^(Ho, A(?:nn|\.)) (and|&) Int', r'\1, \2 Int', text)


def italics_within_italics(text: str, case: Case) -> str:
    """What is in italics within a title in italics is roman, as CSL means it; we look at the outer italics only."""
    return re.sub(r'(_The [Ff]all of )The Times(: [^_]*_)', r'\1_The Times_\2', text)


def italics_in_every_script(text: str, case: Case) -> str:
    """The name of a newspaper is in italics, in whatever script."""
    return re.sub(r'(?<!_)人民日报(?!_)', '_人民日报_', text)


# -- Differences from pandoc: here we follow citeproc-js -----------------------------------------------


def comma_after_question_mark(text: str, case: Case) -> str:
    """Chicago 6.134: a comma follows a title that ends in a question mark, inside the quotation marks."""
    if case.form == 'entry':
        return text
    return re.sub(r'([?!.]|’\?)(’?)” (?=[_pi2])', r'\1,\2” ', text)


def inside_both_quotation_marks(text: str, case: Case) -> str:
    """Chicago 6.9: stops and commas stand inside single quotation marks too, and inside those in italics.

    Not before an apostrophe.
    """
    if '‘' not in text and '“' not in case.record.title:
        return text
    text = re.sub(r'’([.,])”', r'\1’”', text)
    return re.sub(r'([^?!])”_([.,])', r'\1\2”_', re.sub(r'\?”_,', '?,”_', text))


def no_comma_between_two_bodies(text: str, case: Case) -> str:
    """Neither name of two bodies is turned round: no comma stands between them."""
    return re.sub(r'Group, (and|&) Amnesty', r'Group \1 Amnesty', text)


def particles_stay_small(text: str, case: Case) -> str:
    """A particle is written as its bearer writes it (Chicago 8.5)."""
    return re.sub(r'^(Van |D’)', lambda match: match[0].lower(), text)


def no_initials_for_han_and_hangul(text: str, case: Case) -> str:
    """A name in Han or Hangul is whole: no full stop follows it."""
    return text.replace('김구.,', '김구,').replace('毛泽东.,', '毛泽东,')


def eras_before_500(text: str, case: Case) -> str:
    """A year after 500 needs no era."""
    return re.sub(r'800 (?:AD|C\.E\.)', '800', text)


def words_for_a_date_once(text: str, case: Case) -> str:
    """A date in words is its own year."""
    return re.sub(r'\((.+), \1\)', r'(\1)', text)


def review_of_what(text: str, case: Case) -> str:
    """A shortened note says of what it is a review."""
    reviewed = case.record.string('reviewed-title') or case.record.title
    return text.replace('Ho, review, ', f'Ho, review of _{reviewed}_, ') if case.form == 'short' else text


def initials_in_every_script(text: str, case: Case) -> str:
    """Given names are shortened in Arabic and Hebrew too."""
    return text.replace('عبد. الرحمن.', 'ع. ا.').replace('בנימין. זאב.', 'ב. ז.')


def first_of_a_compound(text: str, case: Case) -> str:
    """A compound begins with a capital, whatever its first word is (Chicago 8.161)."""
    return text.replace('up-to-Date', 'Up-to-Date')


def brackets_in_parentheses(text: str, case: Case) -> str:
    """Chicago 6.105: brackets stand within parentheses."""
    return text.replace('(Old Press, 1920))', '[Old Press, 1920])')


def dashes_between_issues(text: str, case: Case) -> str:
    """A dash stands between the first of several issues and the last (Chicago 6.83)."""
    return text.replace('nos. 1-2', 'nos. 1–2').replace('(1-2)', '(1–2)')


def single_quotation_marks_stay(text: str, case: Case) -> str:
    """Single quotation marks that stand in no others are the author's, and stay."""
    return text.replace('“single”', '‘single’').replace('“Single”', '‘Single’') if case.style == 'apa' else text


DIFFERENCES = {
    'citeproc-js': (*BOTH, comma_after_an_inverted_name, italics_in_every_script, italics_within_italics),
    'pandoc': (
        *BOTH,
        comma_after_question_mark,
        inside_both_quotation_marks,
        no_comma_between_two_bodies,
        particles_stay_small,
        no_initials_for_han_and_hangul,
        eras_before_500,
        words_for_a_date_once,
        review_of_what,
        initials_in_every_script,
        first_of_a_compound,
        brackets_in_parentheses,
        dashes_between_issues,
        single_quotation_marks_stay,
    ),
}

# -------------------------------------------------------------------------------------------------


@pytest.fixture(scope='session')
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answers]:
    """What both processors make of all records: asked once, for all workers."""
    session = tmp_path_factory.getbasetemp()
    if 'PYTEST_XDIST_WORKER' in os.environ:
        session = session.parent  # the workers' common folder
    folder = session / 'citations'
    asked = folder / 'answers.json'
    with only_one(session / 'citations.lock'):
        if not asked.exists():
            folder.mkdir(exist_ok=True)
            items = [csl_item(CitedItem(record), name) for name, record in RECORDS.items()]
            english = csl_item(CitedItem(RECORDS['bajpai']), IN_ENGLISH)
            # Titles keep their capitals where the record does not say that they are English.
            items = [{'language': 'de'} | item for item in items] + [english]
            locators = {name: str(locator).removeprefix('¶') for name, locator in LOCATORS.items()}
            made = ask(items, locators | {IN_ENGLISH: '7'}, folder)
            asked.write_text(json.dumps(made), 'utf-8')
    answers: dict[str, Answers] = json.loads(asked.read_text('utf-8'))
    return answers


def theirs(answers: dict[str, Answers], processor: str, case: Case, without: object = None) -> str:
    """What a processor makes of a case, after the differences that are named."""
    text = answers[processor][case.style][case.name].get(case.form, '')
    for difference in DIFFERENCES[processor]:
        if difference is not without:
            text = difference(text, case)
    return text


@pytest.mark.parametrize('processor', DIFFERENCES)
def test_citations(answers: dict[str, Answers], processor: str, tried: Callable[[str, int], None]) -> None:
    """Every citation of every record, in every style, is what the processor makes of it, italics and all.

    Before they are compared, the differences that have a name and a reason are taken off.
    """
    different = [
        f'{case.name}, {case.style}, {case.form}\n  ours   {case.ours}\n  theirs {expected}'
        for case in CASES
        if (expected := theirs(answers, processor, case)) != case.ours
    ]

    assert not different, '\n'.join(different)
    tried(f'citations compared with {processor}', len(CASES))


@pytest.mark.parametrize(
    ('processor', 'difference'),
    [(processor, difference) for processor, differences in DIFFERENCES.items() for difference in differences],
)
def test_differences_are_needed(
    answers: dict[str, Answers], processor: str, difference: Callable[[str, Case], str]
) -> None:
    """No difference outlives its reason: without it, some citation is another than the processor's."""
    assert any(theirs(answers, processor, case, without=difference) != case.ours for case in CASES)


def test_there_are_enough_records() -> None:
    """At least 200 records, of all types of texts."""
    assert len(RECORDS) >= 200
    assert len({record.type for record in RECORDS.values()}) >= 20


@pytest.mark.parametrize('processor', DIFFERENCES)
def test_names_are_kept_from_recasing(answers: dict[str, Answers], processor: str) -> None:
    """A processor that makes headline case of an English title, as Chicago has it, leaves "Jong-un" alone."""
    entry = answers[processor]['chicago'][IN_ENGLISH]['entry']
    assert 'Kim Jong-un Could Be Exploring the Possibility of Becoming an American Ally' in entry
