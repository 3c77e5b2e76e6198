"""What the front matter of a source page declares: its record, its seed, its emendations."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from . import messages
from .citation.csl import DATE_VARIABLES, NAME_PARTS, NAME_VARIABLES, STRING_VARIABLES, TYPES, VARIABLES
from .citation.dates import DateError, parse
from .citation.record import Name, Record
from .frontmatter import Mapping, Scalar, Sequence, Value
from .model import ID, Finding, Place
from .proof.seed import Emendation
from .proof.words import excerpt

_OWN_KEYS = ('id', 'siglum', 'seed', 'emendations')
_EMENDATION_KEYS = ('omit', 'through', 'replace', 'with', 'count', 'reason')
_USELESS_KEYS = {'omit': ('with', 'count'), 'replace': ('through',)}


@dataclass(frozen=True)
class Declaration:
    """A source as declared. ``seed`` is empty when there is none; ``seed_line`` is where it is named."""

    id: str
    siglum: str
    language: str
    record: Record
    line: int
    seed: str = ''
    seed_line: int = 0
    emendations: tuple[Emendation, ...] = ()


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
            shape = 'a list' if isinstance(value, Sequence) else 'a mapping'
            self.fault(
                value.line,
                f'"{what}" is {shape}; it must be text. Write it on one line, in quotation marks.',
            )
            return ''
        if not value.text.strip():
            self.fault(value.line, f'"{what}" is empty. Give it a value, or remove the line.')
        return value.text.strip()

    def required(self, source: Mapping, key: str) -> str:
        if key not in source.values:
            self.fault(source.line, f'The source has no "{key}". Add a line "{key}: …" under "source:".')
            return ''
        return self.text(source.values[key], key)

    def unknown_type(self, line: int, kind: str) -> None:
        near = get_close_matches(kind, sorted(TYPES), n=2, cutoff=0.6)
        mend = f'Did you mean {" or ".join(near)}?' if near else 'Use "document" if none fits.'
        self.fault(line, f'"{excerpt(kind)}" is not one of CSL\'s types. {mend}')

    def unknown(self, line: int, key: str, known: tuple[str, ...] | frozenset[str], where: str) -> None:
        near = get_close_matches(key, sorted(known), n=2, cutoff=0.6)
        mend = f'Did you mean {" or ".join(near)}?' if near else 'Remove it.'
        self.fault(line, f'"{excerpt(key)}" is not a key of {where}. {mend}')


def read(value: Value, docname: str) -> tuple[Declaration | None, list[Finding]]:
    """Read the value of the key ``source``.

    Gives the declaration, None when it cannot be used at all (no id), and what must be mended.
    """
    reader = _Reader(docname)
    if not isinstance(value, Mapping):
        reader.fault(
            value.line,
            '"source" must have keys of its own: id, type, title and so on, indented below it.',
        )
        return None, reader.findings
    identifier = reader.required(value, 'id')
    if identifier and not ID.fullmatch(identifier):
        place = Place(docname, value.values['id'].line)
        reader.findings.append(messages.malformed_id(place, 'source', identifier))
        identifier = ''
    record = _record(reader, value)
    if not identifier:
        return None, reader.findings
    texts = {key: reader.text(value.values[key], key) for key in ('siglum', 'seed') if key in value.values}
    emendations = value.values.get('emendations')
    return (
        Declaration(
            id=identifier,
            siglum=texts.get('siglum') or identifier[:3].title(),
            language=record.string('language'),
            record=record,
            line=value.lines['id'],
            seed=texts.get('seed', ''),
            seed_line=value.lines.get('seed', value.line),
            emendations=_emendations(reader, emendations) if emendations else (),
        ),
        reader.findings,
    )


def _record(reader: _Reader, source: Mapping) -> Record:
    title = reader.required(source, 'title')
    kind = reader.required(source, 'type')
    if kind and kind not in TYPES:
        reader.unknown_type(source.values['type'].line, kind)
        kind = ''
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, str] = {}
    strings: dict[str, str] = {}
    for key, value in source.values.items():
        if key in NAME_VARIABLES:
            names[key] = _names(reader, key, value)
        elif key in DATE_VARIABLES:
            dates[key] = _date(reader, key, value)
        elif key in STRING_VARIABLES and key != 'title':
            strings[key] = reader.text(value, key)
        elif key not in VARIABLES and key not in _OWN_KEYS:
            reader.unknown(source.lines[key], key, VARIABLES | frozenset(_OWN_KEYS), 'a source')
    return Record(
        type=kind or 'document',
        title=title,
        names=tuple(sorted((key, group) for key, group in names.items() if group)),
        dates=tuple(sorted((key, date) for key, date in dates.items() if date)),
        strings=tuple(sorted((key, text) for key, text in strings.items() if text)),
    )


def _names(reader: _Reader, key: str, value: Value) -> tuple[Name, ...]:
    if not isinstance(value, Sequence):
        reader.fault(
            value.line,
            f'"{key}" must be a list of names, such as [{{family: Bajpai, given: Kanti}}].',
        )
        return ()
    names: list[Name] = []
    for item in value.items:
        if not isinstance(item, Mapping):
            reader.fault(
                item.line,
                f'A name under "{key}" must have parts: {{family: …, given: …}}, or {{literal: …}} for a body.',
            )
            continue
        for part, line in item.lines.items():
            if part not in NAME_PARTS:
                reader.unknown(line, part, NAME_PARTS, 'a name')
        name = Name.from_csl(
            {part: reader.text(item.values[part], part) for part in NAME_PARTS if part in item.values}
        )
        if name.full:
            names.append(name)
        elif not item.values:
            reader.fault(item.line, f'A name under "{key}" has no parts. Give it some, or remove it.')
    return tuple(names)


def _date(reader: _Reader, key: str, value: Value) -> str:
    text = reader.text(value, key)
    try:
        return parse(text).edtf if text else ''
    except DateError:
        reader.fault(
            value.line,
            f'"{key}: {excerpt(text)}" is not a date in EDTF. Write 2018-03-24, 2018-05~ (about), 2018? (uncertain), '
            '197X, or 1950/.. (since).',
        )
        return ''


def _emendations(reader: _Reader, value: Value) -> tuple[Emendation, ...]:
    if not isinstance(value, Sequence):
        reader.fault(value.line, '"emendations" must be a list: each begins with "- omit:" or "- replace:".')
        return ()
    emendations = [_emendation(reader, item) for item in value.items]
    return tuple(emendation for emendation in emendations if emendation)


def _emendation(reader: _Reader, item: Value) -> Emendation | None:
    if not isinstance(item, Mapping) or ('omit' in item.values) == ('replace' in item.values):
        reader.fault(item.line, 'An emendation has either "omit" or "replace". Give one of them.')
        return None
    for key, line in item.lines.items():
        if key not in _EMENDATION_KEYS:
            reader.unknown(line, key, _EMENDATION_KEYS, 'an emendation')
        for verb, useless in _USELESS_KEYS.items():
            if verb in item.values and key in useless:
                reader.fault(line, f'"{key}" has no use beside "{verb}". Remove it, or say what you mean otherwise.')
    if 'reason' not in item.values:
        reader.fault(
            item.line,
            'The emendation gives no reason. Add a line "reason: …": readers are shown it.',
        )
    texts = {key: _verbatim(reader, item, key) for key in ('omit', 'through', 'replace', 'with')}
    if not texts['omit'] and not texts['replace']:
        reader.fault(item.line, 'The emendation does not say what it is about. Give the words of the seed.')
        return None
    count = reader.text(item.values['count'], 'count') if 'count' in item.values else ''
    if count and not (count.isascii() and count.isdecimal() and int(count[:6]) > 0):
        reader.fault(
            item.values['count'].line,
            f'"count: {excerpt(count)}" is not a number of times. Write 1 or more.',
        )
        count = ''
    return Emendation(
        reason=reader.text(item.values['reason'], 'reason') if 'reason' in item.values else '',
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
