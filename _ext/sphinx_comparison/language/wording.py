"""The extension's own words, in the language of the site: from catalogues of messages, English where there are none.

What readers see is looked up by :func:`say` and :func:`say_count`; what an editor is warned of stays English. The
catalogues are in ``locale/``; one of the project's own comes first.
"""

from __future__ import annotations

import datetime as dt
from gettext import NullTranslations, translation
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from ..model import SILENT
from .dates import English, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Stance

DOMAIN = 'sphinx_comparison'
LOCALE = Path(__file__).parents[1] / 'locale'
# Of a year that has a 29th of February, and that no date of a month is taken for.
_SAMPLE = 2000


class _Language(English):
    """A language: its catalogue, and how it writes dates."""

    def __init__(self, catalogue: NullTranslations, locale: Locale | None = None) -> None:
        self.catalogue = catalogue
        self.locale = locale

    def say(self, text: str) -> str:
        return self.catalogue.gettext(text)

    def alone(self, year: str) -> str:
        return self._written('y', year) if self.locale else year

    def month(self, year: str, month: int) -> str:
        return self._written('yMMMM', year, month) if self.locale else super().month(year, month)

    def day(self, year: str, month: int, day: int) -> str:
        return self._written('', year, month, day) if self.locale else super().day(year, month, day)

    def _written(self, skeleton: str, year: str, month: int = 1, day: int = 1) -> str:
        # The year has words of its own, such as "44 BC", for which the sample stands.
        sample = dt.date(_SAMPLE, month, day)
        written = (
            format_skeleton(skeleton, sample, locale=self.locale)
            if skeleton
            else format_date(sample, 'long', locale=self.locale)
        )
        return written.replace(str(_SAMPLE), year)


_language = _Language(NullTranslations())


def speak(language: str, folders: Iterable[Path] = ()) -> None:
    """Take up a language, for all that is said after it in this process.

    Args:
        language: as Sphinx has it: ``de``, ``zh_CN``; empty for English.
        folders: those with catalogues of the project's own, which come before the extension's.
    """
    global _language  # noqa: PLW0603 - as with the machine's own language, there is one at a time
    found = [translation(DOMAIN, folder, [language], fallback=True) for folder in (*folders, LOCALE)]
    known = [catalogue for catalogue in found if type(catalogue) is not NullTranslations]
    for first, second in pairwise(known):
        first.add_fallback(second)
    _language = _Language(known[0], _locale(language)) if known else _Language(NullTranslations())


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep='_')
    except (UnknownLocaleError, ValueError):
        return None


def say(text: str) -> str:
    """Return a text in the language of the site."""
    return _language.say(text)


def say_count(one: str, many: str, number: int) -> str:
    """Return one of two texts, as the language of the site has it for a number, with that number in it.

    Args:
        one: the text for one, with a brace for the number.
        many: the text for several.
        number: how many.
    """
    return _language.catalogue.ngettext(one, many, number).format(number)


def date(edtf: str) -> str:
    """Return a date in words. Raises :class:`~.dates.DateError`."""
    return parse(edtf, _language).words


def mark(text: str) -> str:
    """Return a text as it is: it goes into the catalogues, and is said later."""
    return text


# What the scripts of a page say.
_IN_SCRIPTS = (
    mark('and {} more'),
    mark('Go to {}'),
    mark('{} of {} rows'),
    mark('Copied.'),
    mark('Your browser does not allow it. Select the text and copy it.'),
    mark('Copy'),
    mark('Copy: {}'),
    mark('Cite'),
    mark('Cite {}'),
    mark('Close'),
    mark('Address'),
    mark('address'),
    mark('Style'),
    mark('Download:'),
    mark('paragraph {}'),
    mark('paragraphs {} to {}'),
    mark('this page'),
    mark('this section: {}'),
    mark('Cite these words'),
)


def in_scripts() -> dict[str, str]:
    """Return what the scripts of a page say, by the English of it; nothing where that is English."""
    return {text: said for text in _IN_SCRIPTS if (said := say(text)) != text}


def spoken(scale: Iterable[Stance]) -> list[Stance]:
    """Return a scale of stances, and *silent*, with labels in the language of the site."""
    return [*(stance._replace(label=say(stance.label)) for stance in scale), SILENT._replace(label=say('silent'))]


def title_of_kind(kind: str) -> str:
    """Return what heads a column of points of a kind: ``Hypothesis``."""
    return {'hypothesis': say('Hypothesis'), 'theme': say('Theme'), 'evidence': say('Evidence')}[kind]


def kind_name(kind: str) -> str:
    """Return what a kind of thing is called, in lower case: ``hypothesis``."""
    names = {
        'source': say('source'),
        'passage': say('passage'),
        'question': say('question'),
        'hypothesis': say('hypothesis'),
        'theme': say('theme'),
        'evidence': say('evidence'),
        'position': say('position'),
        'annotation': say('note'),
    }
    return names[kind]
