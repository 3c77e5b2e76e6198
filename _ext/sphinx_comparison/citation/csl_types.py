"""What CSL's types have in common, as far as the styles tell them apart. A type that is not named is a text online."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .csl import words_of

if TYPE_CHECKING:
    from .record import Record

PERIODICALS = frozenset(('article-magazine', 'article-newspaper', 'post-weblog', 'periodical'))
"""What appears on a day, in something that appears on many."""

JOURNALS = frozenset(('article-journal', 'review', 'review-book'))
"""What appears in an issue of a volume."""

SITES = frozenset(('webpage', 'post'))
"""What is on a site."""

BOOKS = words_of('book chapter entry entry-dictionary entry-encyclopedia motion_picture pamphlet report thesis')
"""What has a publisher and a year."""

BOOK_PARTS = ('chapter', 'entry', 'entry-dictionary', 'entry-encyclopedia')
"""What is a part of a book."""

ZOTERO = {
    'article-journal': 'journalArticle',
    'article-magazine': 'magazineArticle',
    'article-newspaper': 'newspaperArticle',
    'book': 'book',
    'chapter': 'bookSection',
    'entry-dictionary': 'dictionaryEntry',
    'entry-encyclopedia': 'encyclopediaArticle',
    'interview': 'interview',
    'manuscript': 'manuscript',
    'paper-conference': 'conferencePaper',
    'personal_communication': 'letter',
    'post': 'forumPost',
    'post-weblog': 'blogPost',
    'report': 'report',
    'review': 'journalArticle',
    'review-book': 'journalArticle',
    'speech': 'presentation',
    'thesis': 'thesis',
}
"""What Zotero calls CSL's types. It calls a text online, of whatever kind, ``webpage``."""

_SERIALS = PERIODICALS | JOURNALS
_LONG = words_of("""
    book broadcast classic graphic hearing legal_case map motion_picture musical_score pamphlet performance periodical
    report software standard
""")
_NEVER_DATED = frozenset(('classic', 'collection', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'webpage'))
_HYPHEN = re.compile(r'(?<=[0-9])\s*-+\s*(?=[0-9])')
_NUMERIC = re.compile(r'\w?[0-9]+\w?(?:\s*[-–,&/]\s*\w?[0-9]+\w?)*')


def is_journal(record: Record) -> bool:
    """True if it stands in a journal."""
    return record.type in JOURNALS and bool(container(record))


def is_serial(record: Record) -> bool:
    """True if it stands in something that appears again and again: a newspaper, a journal, a blog."""
    loose = record.type in ('interview', 'paper-conference') and not record.names_of('editor')
    return (record.type in _SERIALS or loose) and bool(container(record))


def is_book(record: Record) -> bool:
    """True if it is published as a book or in one: by a publisher, in a year."""
    return record.type in BOOKS or (record.type == 'paper-conference' and not is_serial(record))


def is_long(record: Record) -> bool:
    """True if it is a whole of its own, such as a book, whose title is in italics, and not a part of one."""
    return not container(record) and record.type in _LONG | _SERIALS


def is_review(record: Record) -> bool:
    """True if it is a review."""
    return record.type in ('review', 'review-book') or bool(record.string('reviewed-title'))


def is_untitled_review(record: Record) -> bool:
    """True if it is a review without a title of its own: its title is that of what is reviewed."""
    return is_review(record) and not record.string('reviewed-title')


def lacks_date(record: Record) -> bool:
    """True if "n.d." is to be said: it has no date and could have one (Chicago 14.44 and 14.104)."""
    return not record.issued and not record.string('status') and record.type not in _NEVER_DATED


def container(record: Record) -> str:
    """Return the title of what it stands in."""
    return record.string('container-title')


def volumes(record: Record) -> str:
    """Return of how many volumes it is: ``3 vols.``, or as the record has it in words."""
    text = record.string('number-of-volumes')
    return f'{text} vols.' if text.isdecimal() else text


def series(record: Record) -> str:
    """Return the series that it appears in, with its number there."""
    return ' '.join(part for part in (record.string('collection-title'), record.string('collection-number')) if part)


def is_numeric(text: str) -> bool:
    """True if a label such as "no." goes before it."""
    return bool(_NUMERIC.fullmatch(text))


def ordinal(number: str) -> str:
    """Write an ordinal: ``2nd``, ``13th``."""
    ending = {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1:], 'th')
    return number + ('th' if number[-2:-1] == '1' else ending)


def edition(record: Record) -> str:
    """Return the edition of a book: ``2nd ed.``, or as the record has it in words."""
    text = record.string('edition')
    return f'{ordinal(text)} ed.' if text.isdecimal() else text


def version(record: Record, label: str) -> str:
    """Return the version of a text with a label before it; as the record has it, if that is words."""
    text = record.string('version')
    return f'{label} {text}' if is_numeric(text) or '.' in text else text


def labelled(text: str, label: str) -> str:
    """Put a label before a number, or that for many before several; what is no number stays as it is."""
    if not is_numeric(text):
        return text
    several = re.search(r'[0-9]\w?\s*[-–,&]', text)
    return f'{label[:-1]}s. {ranged(text)}' if several else f'{label} {text}'


def ranged(text: str) -> str:
    """Return numbers with a dash between the first and the last of several."""
    return _HYPHEN.sub('–', text)
