"""The languages of texts, by their tags (BCP 47, that is RFC 5646): which tag is right, and which way it is written.

What is known of languages comes from CLDR, by Babel.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, localedata
from babel.core import get_global

# RFC 5646, section 2.1, but that nobody has registered a language of four letters or more.
_WELL_FORMED = re.compile(
    r"""(?:x(?:-[a-z0-9]{1,8})+ | i-[a-z0-9-]+ | en-gb-oed | sgn-be-fr | sgn-be-nl | sgn-ch-de |
    (?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*
    (?:-x(?:-[a-z0-9]{1,8})+)?)""",
    re.IGNORECASE | re.VERBOSE,
)
# The codes of ISO 639-1 and of the others, in letters.
_SHORT, _LONG = 2, 3
_RIGHT_TO_LEFT = frozenset(
    ('Adlm', 'Arab', 'Armi', 'Avst', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Phnx', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi')
)
# Codes that libraries use (ISO 639-2/B) beside those of the standard for terms, which CLDR knows.
_OF_LIBRARIES = {
    'alb': 'sq', 'arm': 'hy', 'baq': 'eu', 'bur': 'my', 'chi': 'zh', 'cze': 'cs', 'dut': 'nl', 'fre': 'fr',
    'geo': 'ka', 'ger': 'de', 'gre': 'el', 'ice': 'is', 'mac': 'mk', 'mao': 'mi', 'may': 'ms', 'per': 'fa',
    'rum': 'ro', 'slo': 'sk', 'tib': 'bo', 'wel': 'cy',
}  # fmt: skip
# Names that LaTeX has, and so BibTeX, beside those that docutils knows.
_OF_LATEX = {
    'ancientgreek': 'grc', 'brazilian': 'pt-BR', 'farsi': 'fa', 'francais': 'fr', 'nswissgerman': 'de-CH',
    'swissgerman': 'de-CH', 'ukenglish': 'en-GB', 'usenglish': 'en-US',
}  # fmt: skip


def corrected(tag: str) -> str | None:
    """Return the tag that is meant by one that is not right: None if it is right, empty if nobody can tell."""
    if _is_right(tag):
        return None
    if named := _by_name(tag) or _by_name_in_latex(tag):
        return named
    first, *others = re.split('[-_]+', tag.strip())
    language = first.lower()
    meant = _shorter(language) or (language if _is_known(language) else _by_country(language))
    written = '-'.join([meant, *map(_written, others)])
    return written if meant and _WELL_FORMED.fullmatch(written) else ''


def usual(tag: str) -> str:
    """Return a tag in the letters in which it is usually written: ``en-GB`` for ``en-gb``."""
    first, *others = tag.split('-')
    return '-'.join([first.lower(), *map(_written, others)])


@cache
def is_right_to_left(tag: str) -> bool:
    """True if a text in a language is written from right to left."""
    parts = _WELL_FORMED.fullmatch(tag)
    if not parts or not parts['language']:
        return False
    language, script, region = parts['language'].lower(), parts['script'], parts['region']
    likely = get_global('likely_subtags')
    whole = str(likely.get(f'{language}_{region.upper()}' if region else '') or likely.get(language, ''))
    return (script or whole.partition('_')[2].partition('_')[0]).title() in _RIGHT_TO_LEFT


def _is_right(tag: str) -> bool:
    parts = _WELL_FORMED.fullmatch(tag)
    if not parts or not parts['language']:
        return bool(parts)
    language, region = parts['language'].lower(), (parts['region'] or '').upper()
    is_place = not region or region.isdecimal() or region in Locale('en').territories
    return is_place and _is_known(language) and not _shorter(language)


def _is_known(language: str) -> bool:
    # Of the codes of three letters there are thousands, and CLDR has those of some hundred.
    return language in _names() or (len(language) == _LONG and language.isascii() and language.isalpha())


def _shorter(language: str) -> str:
    """Return the code of two letters for one of three; empty if there is none."""
    alias = _OF_LIBRARIES.get(language) or str(get_global('language_aliases').get(language, ''))
    return alias if len(language) == _LONG and len(alias) == _SHORT else ''


def _by_name(words: str) -> str:
    """Return the code of a language that is called by its name, in English or its own; empty if it is none."""
    called = words.strip().casefold()
    english = {name.casefold(): code for code, name in reversed(_names().items())}
    if called in english:
        return english[called].replace('_', '-')
    codes = (code for code in _names() if len(code) == _SHORT and localedata.exists(code))
    return next((code for code in codes if Locale(code).languages.get(code, '').casefold() == called), '')


def _by_name_in_latex(words: str) -> str:
    """Return the tag of a language that is called as LaTeX calls it, such as ``ngerman``; empty if it is none."""
    from docutils.writers.latex2e import Babel  # noqa: PLC0415 - a build has no need of it, but for a wrong tag

    called = words.strip().lower()
    tags = [tag for tag, name in Babel.language_codes.items() if name == called]
    return _OF_LATEX.get(called) or usual(min(tags, key=len, default=''))


def _by_country(code: str) -> str:
    """Return the language that is spoken most in a country, whose code was taken for that of the language."""
    spoken = get_global('territory_languages').get(code.upper(), {})
    return str(max(spoken, key=lambda language: spoken[language]['population_percent'])) if spoken else ''


@cache
def _names() -> dict[str, str]:
    return dict(Locale('en').languages)


def _written(subtag: str) -> str:
    """Return a subtag as it is usually written: ``GB``, also for ``uk``; ``Latn``."""
    known = [str(code) for code in get_global('territory_aliases').get(subtag.upper(), ())]
    region = known[0] if known else subtag.upper()
    return {2: region, 4: subtag.title()}.get(len(subtag), subtag.lower())
