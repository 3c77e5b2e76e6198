"""What reference managers call CSL's variables, types and parts of names, for suggestions.

A name that differs from CSL's in its case, or in hyphens, is known without being listed: ``doi``, ``numberOfPages``.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .csl_types import ZOTERO

if TYPE_CHECKING:
    from collections.abc import Iterable

# By CSL's name, what Zotero, BibTeX, BibLaTeX and RIS users write for it.
_VARIABLES = {
    'DOI': 'digitalobjectidentifier',
    'URL': 'link uri address-of-page web',
    'abstract': 'abstractNote summary',
    'accessed': 'accessDate urldate lastchecked retrieved access-date',
    'archive_location': 'archiveLocation locInArchive',
    'author': 'authors creator creators artist cartographer inventor presenter interviewee programmer sponsor',
    'authority': 'court legislativeBody issuingAuthority',
    'collection-number': 'seriesNumber',
    'collection-title': 'series seriesTitle',
    'container-author': 'bookAuthor',
    'container-title': (
        'publicationTitle bookTitle journal journalTitle journaltitle websiteTitle blogTitle proceedingsTitle '
        'encyclopediaTitle dictionaryTitle forumTitle programTitle reporter code newspaper magazine publication'
    ),
    'container-title-short': 'journalAbbreviation shortjournal',
    'editor': 'editors',
    'event-place': 'venue',
    'event-title': 'conferenceName meetingName event eventtitle conference',
    'genre': 'thesisType reportType websiteType postType manuscriptType letterType mapType presentationType',
    'issued': 'date year dateDecided dateEnacted issueDate published publicationDate publication-date',
    'keyword': 'keywords tags',
    'language': 'langid lang',
    'note': 'notes extra',
    'number': ('reportNumber billNumber docketNumber patentNumber publicLawNumber episodeNumber articleNumber eid '),
    'number-of-pages': 'numPages pagetotal',
    'number-of-volumes': 'volumes',
    'original-date': 'origdate originalDate',
    'original-publisher': 'origpublisher',
    'original-title': 'origtitle',
    'page': 'pages pageRange',
    'performer': 'castMember actor',
    'publisher': 'institution university school organization studio label network company distributor',
    'publisher-place': 'place location city address',
    'source': 'libraryCatalog',
    'status': 'pubstate',
    'title': 'caseName nameOfAct subject',
    'title-short': 'shortTitle short',
    'translator': 'translators',
    'type': 'itemType entrytype',
    'version': 'versionNumber',
}
_NAME_PARTS = {
    'family': 'last lastName surname familyName',
    'given': 'first firstName givenName forename',
    'literal': 'name institution organization',
    'non-dropping-particle': 'particle prefix von',
    'suffix': 'jr',
}
_TYPES = {
    'article': 'preprint unpublished',
    'article-journal': 'journal',
    'article-magazine': 'magazine',
    'article-newspaper': 'newspaper news',
    'broadcast': 'tvBroadcast radioBroadcast podcast episode',
    'chapter': 'inbook incollection',
    'graphic': 'artwork',
    'legal_case': 'case jurisdiction',
    'legislation': 'statute law',
    'motion_picture': 'film movie videoRecording video',
    'paper-conference': 'inproceedings conference',
    'personal_communication': 'email instantMessage',
    'post': 'tweet',
    'post-weblog': 'blog',
    'report': 'techreport',
    'software': 'computerProgram',
    'song': 'audioRecording',
    'thesis': 'phdthesis mastersthesis dissertation',
    'webpage': 'online misc website electronic',
}


def _folded(name: str) -> str:
    return re.sub(r'[^a-z0-9]', '', name.lower())


def _table(spellings: dict[str, str]) -> dict[str, str]:
    return {_folded(other): name for name, others in spellings.items() for other in others.split()}


VARIABLES = _table(_VARIABLES)
NAME_PARTS = _table(_NAME_PARTS)
TYPES = {_folded(theirs): ours for ours, theirs in reversed(ZOTERO.items())} | _table(_TYPES)


def nearest(name: str, known: Iterable[str], spellings: dict[str, str]) -> list[str]:
    """Return the known names that an unknown one may stand for: at most two, and just one that is plainly meant.

    Args:
        name: What was written.
        known: The names that there are.
        spellings: What others call some of them, by its folded form.

    """
    known = sorted(known)
    folded = _folded(name)
    same = [one for one in known if _folded(one) == folded] if folded else []
    if same:
        return same[:2]
    if spellings.get(folded) in known:
        return [spellings[folded]]
    return get_close_matches(name, known, n=2, cutoff=0.6)
