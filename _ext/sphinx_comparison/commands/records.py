"""Bibliographic records as reference managers export them, made the front matter of a source.

CSL-JSON and CSL-YAML are read here; BibTeX and RIS by pandoc, which makes CSL-JSON of them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ..citation import spellings
from ..citation.csl import (
    DATE_VARIABLES,
    EXPORTED_ONLY,
    LAW,
    NAME_PARTS,
    NAME_VARIABLES,
    STRING_VARIABLES,
    TYPES,
    VARIABLES,
)
from ..citation.csl_dates import edtf, guessed
from ..citation.latex import without_latex
from ..language.dates import DateError, parse
from ..language.languages import corrected, usual
from ..model import ID
from .errors import CannotRunError
from .pandoc import csl_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BY_PANDOC = {'.bib': 'bibtex', '.ris': 'ris'}
# Reference managers' own, of which no record needs to tell anybody.
_SILENTLY_DROPPED = frozenset(
    ('id', 'categories', 'custom', 'system_id', 'collection-key', 'citation-key', 'citation-label')
)
_UNPRINTABLE = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+')


@dataclass(frozen=True)
class Item:
    """A record: the id that it suggests, the keys of front matter, and what could not be taken over, in words."""

    id: str
    keys: dict[str, Any]
    left_out: tuple[str, ...]


def read_items(path: Path) -> list[Item]:
    """Read the records of a file: CSL-JSON, CSL-YAML (``.yaml``, ``.yml``), BibTeX (``.bib``) or RIS (``.ris``).

    Raises:
        CannotRunError: the file is none of these, or cannot be read.
    """
    try:
        if path.suffix.lower() in _BY_PANDOC:
            data: object = json.loads(csl_json(path, _BY_PANDOC[path.suffix.lower()]))
        else:
            text = path.read_bytes().decode('utf-8-sig')
            data = _from_yaml(text) if path.suffix.lower() in ('.yaml', '.yml') else json.loads(text)
    except OSError as error:
        raise CannotRunError(f'{path} cannot be read: {error.strerror}.') from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise CannotRunError(f'{path} is no record: {" ".join(str(error).split())}.') from error
    items = data.get('references', data) if isinstance(data, dict) else data
    listed: list[Any] = items if isinstance(items, list) else [items]
    if not listed or not all(isinstance(item, dict) for item in listed):
        raise CannotRunError(f'{path} has no record. Export it as CSL-JSON, CSL-YAML, BibTeX or RIS.')
    return [_item(item) for item in listed]


def identifier(text: str) -> str:
    """Return the id that a citation key, a name or a title makes: ``haleDues1912`` is ``hale-dues1912``.

    Empty, where it has no letter that ASCII has.
    """
    parted = re.sub(r'(?<=[a-z])(?=[A-Z])', '-', text)
    plain = unicodedata.normalize('NFKD', parted).encode('ascii', 'ignore').decode().lower()
    joined = '-'.join(re.findall('[a-z0-9]+', plain.replace("'", '')))
    found = re.sub('^[0-9-]+', '', joined)
    return found if ID.fullmatch(found) else ''


def language_tag(tag: str) -> str:
    """Return the language tag that is meant by one; empty where nobody can tell."""
    meant = corrected(tag)
    return tag if meant is None else meant


def _from_yaml(text: str) -> object:
    """Read YAML with every scalar as text. Aliases are refused: a few nested ones stand for gigabytes."""
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError('it has a YAML alias (*)')  # noqa: TRY004 - the text is wrong, and no type
    return next(iter(yaml.load_all(text, Loader=yaml.BaseLoader)), None)


def _item(item: dict[str, Any]) -> Item:
    left_out: list[str] = []
    keys: dict[str, Any] = {'type': _type(item.get('type'), left_out)}
    for name, value in item.items():
        if name == 'type' or value in (None, '', [], {}):
            continue
        known = _known(name)
        if not known:
            if name not in _SILENTLY_DROPPED:
                left_out.append(f'{name} is no variable of CSL')
        elif known in EXPORTED_ONLY:
            left_out.append(f'{known} is in no citation; say it in "note", if readers should know')
        elif known not in keys and (read := _value(known, value)):
            keys[known] = read
        elif known not in keys:
            left_out.append(f'{known} could not be read')
    key = str(item.get('citation-key') or item.get('id') or '')
    suggested = '' if '/' in key else identifier(key)  # an address is no name
    return Item(suggested, keys, tuple(left_out))


def _type(value: object, left_out: list[str]) -> str:
    kind = str(value or 'document')
    if kind not in TYPES:
        near = spellings.nearest(kind, TYPES, spellings.TYPES)
        left_out.append(f'the type {kind} is none of CSL; "{near[0] if near else "document"}" stands for it')
        kind = near[0] if near else 'document'
    if kind in LAW:
        left_out.append(f'the type {kind} is cited by rules of law, which are not followed; "document" stands for it')
        return 'document'
    return kind


def _known(name: str) -> str:
    """Return the variable that a name stands for; empty, if it is none."""
    if name in _SILENTLY_DROPPED:
        return ''
    near = [name] if name in VARIABLES else spellings.nearest(name, VARIABLES, spellings.VARIABLES)
    return near[0] if len(near) == 1 else ''


def _value(name: str, value: object) -> Any:
    if name in NAME_VARIABLES:
        return list(_names(value))
    if name in DATE_VARIABLES:
        return _date(value)
    if name == 'language':
        return usual(language_tag(_text(value)))
    return _text(value) if name in STRING_VARIABLES or name == 'title' else ''


def _names(value: object) -> Iterator[dict[str, str]]:
    for name in value if isinstance(value, list) else [value]:
        given = name if isinstance(name, dict) else {'literal': name}
        parts = {part: text for part in NAME_PARTS if (text := _text(given.get(part)))}
        if parts:
            yield {'literal': parts['literal']} if 'literal' in parts else parts


def _date(value: object) -> str:
    """Return a date in EDTF, whichever of CSL's ways it is written in; empty, if it cannot be read."""
    try:
        return edtf(_texts(value)) if isinstance(value, dict | list) else parse(_text(value)).edtf
    except DateError:
        return guessed(_text(value)) if isinstance(value, str) else ''


def _texts(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _texts(each) for key, each in value.items()}
    return [_texts(each) for each in value] if isinstance(value, list) else str(value)


def _text(value: object) -> str:
    """Return a value as text on one line."""
    if not isinstance(value, str | int | float):
        return ''
    return without_latex(' '.join(_UNPRINTABLE.sub(' ', str(value)).split()))
