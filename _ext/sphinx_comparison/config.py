"""Every configuration value, declared once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from .language.dates import Date
from .language.wording import mark
from .model import ID, SILENT, Stance

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SIDES = ('for', 'open', 'against')
DEFAULT_STANCES = (
    ('asserts', mark('asserts'), 'for'),
    ('grants', mark('grants'), 'for'),
    ('entertains', mark('entertains'), 'open'),
    ('doubts', mark('doubts'), 'against'),
    ('rejects', mark('rejects'), 'against'),
)
VALUES: tuple[tuple[str, Any, tuple[type, ...], str], ...] = (
    ('cf_seed_dir', 'seeds', (str,), 'the folder of the seeds, relative to `conf.py`'),
    (
        'cf_permalinks',
        '',
        (str,),
        'the [ledger](how-to.md#keep-every-link-alive) of permalinks, relative to `conf.py`; none if empty',
    ),
    (
        'cf_edition_date',
        '',
        (str,),
        (
            'the day of this version of the edition, a [date](#dates) such as `2026-11-29`. If it is set, citations '
            "of what the editors wrote have it, and Sphinx's `release` as the version"
        ),
    ),
    (
        'cf_sense_words',
        {},
        (dict,),
        (
            'words that turn the [sense](#words-left-out) of a quotation, beside the known ones: lists by language, '
            'such as `{"en": ["nominally"]}`; `"*"` for every language'
        ),
    ),
    (
        'cf_stances',
        DEFAULT_STANCES,
        (tuple, list),
        'the scale of stances, in order: for each its id, its label and its side, which is `for`, `open` or `against`',
    ),
)
"""The name, the default and the types of each value, and the manual's words on it, in MyST."""


def add_config_values(app: Sphinx) -> None:
    """Declare the configuration values."""
    for name, default, types, words in VALUES:
        app.add_config_value(name, default, 'env', types=types, description=words)


def check(app: Sphinx, config: Config) -> None:
    """Refuse a scale that is none, before anything is read. Raises :class:`~sphinx.errors.ConfigError`."""
    if not isinstance(config.cf_seed_dir, str):
        raise ConfigError('cf_seed_dir must be the name of a folder, as text.')
    if not isinstance(config.cf_permalinks, str):
        raise ConfigError('cf_permalinks must be the name of a file, as text.')
    day = config.cf_edition_date
    if not isinstance(day, str) or Date.read(day).edtf != day:
        raise ConfigError('cf_edition_date must be a date in EDTF, as text, such as "2026-11-29".')
    scale(config)
    if not isinstance(config.cf_sense_words, dict) or not all(
        isinstance(language, str) and isinstance(words, list | tuple) and all(isinstance(word, str) for word in words)
        for language, words in config.cf_sense_words.items()
    ):
        raise ConfigError('cf_sense_words must be lists of words by language, such as {"en": ["nominally"]}.')


def scale(config: Config) -> tuple[Stance, ...]:
    """Return the scale of stances, without *silent*. Raises :class:`~sphinx.errors.ConfigError`."""
    if not isinstance(config.cf_stances, tuple | list):
        raise ConfigError('cf_stances must be a list of stances, each (id, label, side).')
    stances = tuple(_stance(step) for step in config.cf_stances)
    ids = [stance.id for stance in stances]
    if not ids or len(set(ids)) < len(ids) or SILENT.id in ids:
        raise ConfigError(f'cf_stances must name each stance once, and not "{SILENT.id}", which is always there.')
    return stances


def _stance(step: Any) -> Stance:
    if (
        isinstance(step, Sequence)
        and len(step) == len(Stance._fields)
        and all(isinstance(part, str) for part in step)
        and ID.fullmatch(step[0])
        and step[2] in SIDES
    ):
        return Stance(*step)
    raise ConfigError(
        f'cf_stances: {step!r} is not a stance. Write (id, label, side), such as ("doubts", "doubts", "against"); '
        f'the id is lower-case ASCII, the side one of {", ".join(SIDES)}.'
    )
