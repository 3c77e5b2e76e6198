"""What the front matter of a source page declares: its record, its seed, its emendations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .. import messages
from ..citation import spellings
from ..citation.csl import (
    DATE_VARIABLES,
    EXPORTED_ONLY,
    LAW,
    NAME_PARTS,
    NAME_VARIABLES,
    STRING_VARIABLES,
    TITLES,
    TYPES,
    VARIABLES,
)
from ..citation.csl_dates import edtf, guessed
from ..citation.latex import without_latex
from ..citation.markup import plain
from ..citation.record import Name, Record
from ..language.dates import DateError, parse
from ..language.languages import corrected
from ..model import ID, Finding, Place
from ..proof.layout import CUTS, Cut
from ..proof.seed import Emendation
from ..proof.words import short
from .frontmatter import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWN_KEYS = ('id', 'siglum', 'translates', 'seed', 'seed-format', 'emendations')
# Of a page that continues the source of another, which has the record.
_KEYS_OF_PART = ('continues', 'seed', 'seed-format', 'emendations')
# The keys of an emendation, each with the manual's words on it.
EMENDATION_KEYS = {
    'omit': 'the first words of the block of the seed that is left out. A block is what stands between blank lines. '
    'One block only may begin so',
    'through': 'with `omit`: the first words of the last block that is left out',
    'replace': 'words of the seed that are changed wherever they occur. Every blank counts',
    'with': 'with `replace`: what stands for them; nothing, if it is left out',
    'count': 'with `replace`: how many times the words must occur',
    'reason': 'required; readers are shown it, in the language of the site if it is [translated](#translations)',
}
_SHOWN_NAMES = '[{family: Bajpai, given: Kanti}]'
# What may have LaTeX or anything else in it.
_NOT_PRINTED = ('abstract', 'annote', 'keyword', 'note', 'DOI', 'URL')
# What is said in the place of a date.
_STATUSES = ('forthcoming', 'in press', 'in preparation', 'submitted', 'under review', 'accepted', 'to appear')
_NO_DATES = ('n.d', 'nd', 'no date', 'undated', 's.d', 'unknown')
_USELESS_KEYS = {'omit': ('with', 'count'), 'replace': ('through',)}


class Declaration(NamedTuple):
    """A source as declared. ``seed`` is empty when there is none; ``seed_line`` is where it is named.

    ``translates`` is the id of its original, empty if it names none, and ``translates_line`` is where it names it.
    A page that ``continues`` the source of another declares no record, siglum and language.
    """

    id: str
    siglum: str
    language: str
    record: Record
    line: int
    seed: str = ''
    seed_line: int = 0
    seed_format: Cut = 'text'
    emendations: tuple[Emendation, ...] = ()
    continues: bool = False
    translates: str = ''
    translates_line: int = 0


@dataclass
class _Reader:
    """Reads one declaration, and finds what is wrong with it."""

    docname: str
    findings: list[Finding] = field(default_factory=list)

    def fault(self, line: int, problem: str) -> None:
        self.findings.append(messages.front_matter(Place(self.docname, line), problem))

    def text(self, value: Value, what: str) -> str:
        """Read a value that must be text."""
        if not isinstance(value, Scalar):
            items = value.items if isinstance(value, Sequence) else ()
            texts = ', '.join(item.text for item in items if isinstance(item, Scalar))
            shape = 'a list' if isinstance(value, Sequence) else 'a mapping'
            written = f'{what}: "{short(texts)}"' if texts else 'it on one line, in quotation marks.'
            self.fault(value.line, f'"{what}" is {shape}; it must be text. Write {written}')
            return ''
        if not value.text.strip():
            self.fault(value.line, f'"{what}" is empty. Give it a value, or remove the line.')
        return value.text.strip()

    def required(self, source: Mapping, key: str) -> str:
        if key not in source.values:
            self.fault(source.line, f'The source has no "{key}". Add a line "{key}: …" under "source:".')
            return ''
        return self.text(source.values[key], key)

    def optional(self, mapping: Mapping, key: str) -> str:
        """Read a text that may be left out; empty then."""
        return self.text(mapping.values[key], key) if key in mapping.values else ''

    def of_record(self, value: Value, what: str) -> str:
        """Read a text of the record, which is no LaTeX."""
        text = self.text(value, what)
        meant = without_latex(text)
        if meant != text:
            problem = f'"{what}: {short(text)}" has LaTeX in it, which is printed as it stands.'
            self.fault(value.line, f'{problem} Write {what}: {meant}')
        return text

    def unknown_type(self, line: int, kind: str) -> None:
        near = spellings.nearest(kind, TYPES, spellings.TYPES)
        fix = f'Did you mean {" or ".join(near)}?' if near else 'Use "document" if none fits.'
        self.fault(line, f'"{short(kind)}" is not one of CSL\'s types. {fix}')

    def unknown(self, line: int, key: str, known: Iterable[str], where: str, others: dict[str, str]) -> None:
        near = spellings.nearest(key, known, others)
        fix = f'Did you mean {" or ".join(near)}?' if near else 'Remove it.'
        self.fault(line, f'"{short(key)}" is not a key of {where}. {fix}')


def read(value: Value, docname: str) -> tuple[Declaration | None, list[Finding]]:
    """Read the value of the key ``source``.

    Gives the declaration, None when it cannot be used at all (no id), and what must be fixed.
    """
    reader = _Reader(docname)
    if not isinstance(value, Mapping):
        reader.fault(value.line, '"source" must have keys of its own: id, type, title and so on, indented below it.')
        return None, reader.findings
    continues = 'continues' in value.values
    key = 'continues' if continues else 'id'
    identifier = reader.required(value, key)
    if identifier and not ID.fullmatch(identifier):
        place = Place(docname, value.values[key].line)
        reader.findings.append(messages.malformed_id(place, 'source', identifier))
        identifier = ''
    record = _no_record(reader, value) if continues else _record(reader, value)
    if not identifier:
        return None, reader.findings
    siglum, translates, seed = (reader.optional(value, key) for key in ('siglum', 'translates', 'seed'))
    emendations = value.values.get('emendations')
    return (
        Declaration(
            id=identifier,
            siglum=siglum,
            language=_language(reader, value, record.string('language')),
            record=record,
            line=value.lines[key],
            seed=seed,
            seed_line=value.lines.get('seed', value.line),
            seed_format=_seed_format(reader, value),
            emendations=_emendations(reader, emendations) if emendations else (),
            continues=continues,
            translates='' if continues else translates,
            translates_line=value.lines.get('translates', 0),
        ),
        reader.findings,
    )


def _seed_format(reader: _Reader, source: Mapping) -> Cut:
    """Read where the blocks of the seed end."""
    written = reader.optional(source, 'seed-format')
    if written and written not in CUTS:
        problem = f'"{short(written)}" is no format of a seed.'
        fix = 'Write text (blank lines between the paragraphs), lines (each line is a paragraph) or markdown.'
        reader.fault(source.lines['seed-format'], f'{problem} {fix}')
    return next((cut for cut in CUTS if cut == written), 'text')


def _no_record(reader: _Reader, source: Mapping) -> Record:
    """Return an empty record, for a page that continues a source: the record stands on the first page alone."""
    for key, line in source.lines.items():
        if key in VARIABLES or (key in _OWN_KEYS and key not in _KEYS_OF_PART):
            problem = f'"{key}" stands on the first page of a source, and this page continues one.'
            reader.fault(line, f'{problem} Move it there, or remove it.')
        elif key not in _KEYS_OF_PART:
            reader.unknown(line, key, _KEYS_OF_PART, 'a page that continues a source', {})
    return Record('document', '')


def _record(reader: _Reader, source: Mapping) -> Record:
    title = reader.required(source, 'title')
    if title:
        reader.of_record(source.values['title'], 'title')
    kind = reader.required(source, 'type')
    if kind and kind not in TYPES:
        reader.unknown_type(source.values['type'].line, kind)
        kind = ''
    elif kind in LAW:
        problem = f'Chicago, MLA and APA cite a "{kind}" by rules of law, which are not followed here.'
        reader.fault(source.values['type'].line, f'{problem} Write "type: document", and check what is cited.')
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, str] = {}
    strings: dict[str, str] = {}
    for key, value in source.values.items():
        if key in NAME_VARIABLES:
            names[key] = _names(reader, key, value)
        elif key in DATE_VARIABLES:
            dates[key] = _date(reader, key, value)
        elif key in STRING_VARIABLES and key != 'title':
            strings[key] = reader.text(value, key) if key in _NOT_PRINTED else reader.of_record(value, key)
        if key in EXPORTED_ONLY:
            problem = f'"{key}" is in no citation in words, only in those for programs.'
            reader.fault(source.lines[key], f'{problem} Say it in "note", which readers are shown; remove this line.')
        elif key not in VARIABLES and key not in _OWN_KEYS:
            known = VARIABLES | {*_OWN_KEYS, *_KEYS_OF_PART}
            reader.unknown(source.lines[key], key, known, 'a source', spellings.VARIABLES)
    titles = {variable: text for variable, text in [('title', title), *strings.items()] if variable in TITLES}
    strings |= {variable: plain(text) for variable, text in titles.items() if variable != 'title'}
    return Record(
        type=kind or 'document',
        title=plain(title),
        marked=tuple(sorted((variable, text) for variable, text in titles.items() if plain(text) != text)),
        names=tuple(sorted((key, group) for key, group in names.items() if group)),
        dates=tuple(sorted((key, date) for key, date in dates.items() if date)),
        strings=tuple(sorted((key, text) for key, text in strings.items() if text)),
    )


def _language(reader: _Reader, source: Mapping, tag: str) -> str:
    """Return the tag of the source's language; the one that is meant, with a fault, where that is another."""
    meant = corrected(tag) if tag else None
    if meant is None:
        return tag
    fix = f'Write language: {meant}' if meant else 'Write that of the language, such as en, fr-CA or zh-Hant.'
    reader.fault(source.values['language'].line, f'"language: {short(tag)}" is no tag of BCP 47. {fix}')
    return meant


def _names(reader: _Reader, key: str, value: Value) -> tuple[Name, ...]:
    if not isinstance(value, Sequence):
        reader.fault(value.line, f'"{key}" must be a list of names, such as {_listed_in_parts(value)}.')
        return ()
    names: list[Name] = []
    for item in value.items:
        if not isinstance(item, Mapping):
            shown = f'such as {_in_parts(item)}' if _in_parts(item) else '{family: …, given: …}'
            reader.fault(item.line, f'A name under "{key}" must have parts: {shown}, or {{literal: …}} for a body.')
            continue
        for part, line in item.lines.items():
            if part not in NAME_PARTS:
                reader.unknown(line, part, NAME_PARTS, 'a name', spellings.NAME_PARTS)
        name = Name.from_csl(
            {part: reader.of_record(item.values[part], part) for part in NAME_PARTS if part in item.values}
        )
        if name.full:
            names.append(name)
        elif not item.values:
            reader.fault(item.line, f'A name under "{key}" has no parts. Give it some, or remove it.')
    return tuple(names)


def _listed_in_parts(value: Value) -> str:
    shown = _in_parts(value) or _SHOWN_NAMES
    return shown if shown.startswith('[') else f'[{shown}]'


def _in_parts(value: Value) -> str:
    """Show how names that are written as text are written in parts; nothing if there are not at least two words."""
    text = value.text if isinstance(value, Scalar) else ''
    shown = []
    for name in re.split(r' ?; ?| and ', ' '.join(text.split())):
        family, comma, given = name.partition(',')
        if not comma:
            given, _, family = name.rpartition(' ')
        if not family.strip() or not given.strip():
            return ''
        shown.append(f'{{family: {family.strip()}, given: {given.strip()}}}')
    return f'[{", ".join(shown)}]' if len(shown) > 1 else shown[0]


def _date(reader: _Reader, key: str, value: Value) -> str:
    """Read a date: in EDTF, or in the parts that CSL-JSON has."""
    said = reader.text(value, key) if isinstance(value, Scalar) else _words_of(value)
    try:
        if isinstance(value, Scalar):
            return parse(said).edtf if said else ''
        return edtf(_plain(value))
    except DateError:
        shown = f'{key}: {short(said)}' if said else key
        reader.fault(value.line, f'"{shown}" is not a date in EDTF. {_dated_rightly(key, said)}')
        return ''


def _dated_rightly(key: str, said: str) -> str:
    """Say what to write for words that are no date."""
    if found := guessed(said):
        return f'Write {key}: {found}'
    words = said.strip(' .').lower()
    if words in _STATUSES:
        return f'Write status: {words}, which stands in the place of the date.'
    if words in _NO_DATES:
        return f'Remove the line: without "{key}" the styles say themselves that there is no date.'
    return 'Write 2018-03-24, 2018-05~ (about), 2018? (uncertain), 197X, or 1950/.. (since).'


def _words_of(value: Sequence | Mapping) -> str:
    """Return the words in which a mapping or a list has a date, if it has it in words."""
    if isinstance(value, Sequence):
        parts = [item.text for item in value.items if isinstance(item, Scalar)]
        return '-'.join(parts) if len(parts) == len(value.items) else ''
    words = (value.values.get(key) for key in ('literal', 'raw'))
    return next((each.text for each in words if isinstance(each, Scalar)), '')


def _plain(value: Value) -> object:
    """Return a value as plain lists, dictionaries and strings."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [_plain(item) for item in value.items]
    return {key: _plain(item) for key, item in value.values.items()}


def _emendations(reader: _Reader, value: Value) -> tuple[Emendation, ...]:
    if not isinstance(value, Sequence):
        reader.fault(value.line, '"emendations" must be a list: each begins with "- omit:" or "- replace:".')
        return ()
    return tuple(filter(None, (_emendation(reader, item) for item in value.items)))


def _emendation(reader: _Reader, item: Value) -> Emendation | None:
    if not isinstance(item, Mapping) or ('omit' in item.values) == ('replace' in item.values):
        reader.fault(item.line, 'An emendation has either "omit" or "replace". Give one of them.')
        return None
    for key, line in item.lines.items():
        if key not in EMENDATION_KEYS:
            reader.unknown(line, key, EMENDATION_KEYS, 'an emendation', {})
        for verb, useless in _USELESS_KEYS.items():
            if verb in item.values and key in useless:
                reader.fault(line, f'"{key}" does not apply to "{verb}". Remove it.')
    if 'reason' not in item.values:
        reader.fault(item.line, 'The emendation gives no reason. Add a line "reason: …": readers are shown it.')
    texts = {key: _verbatim(reader, item, key) for key in ('omit', 'through', 'replace', 'with')}
    if not texts['omit'] and not texts['replace']:
        reader.fault(item.line, 'The emendation does not say what it is about. Give the words of the seed.')
        return None
    count = reader.optional(item, 'count')
    if count and not (count.isascii() and count.isdecimal() and int(count[:6]) > 0):
        reader.fault(item.values['count'].line, f'"count: {short(count)}" is not a number of times. Write 1 or more.')
        count = ''
    return Emendation(
        reason=reader.optional(item, 'reason'),
        line=item.line,
        omit=texts['omit'],
        through=texts['through'],
        replace=texts['replace'],
        replacement=texts['with'],
        count=int(count[:6]) if count else None,
    )


def _verbatim(reader: _Reader, item: Mapping, key: str) -> str:
    """Read the words of a seed: every blank in them counts, and nothing at all may be put in their place."""
    value = item.values.get(key)
    return value.text if isinstance(value, Scalar) else reader.text(value, key) if value else ''
