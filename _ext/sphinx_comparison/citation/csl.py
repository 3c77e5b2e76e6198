"""The vocabulary of the Citation Style Language: types and variables (CSL 1.0.2, appendices III and IV)."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of a table that is written as text."""
    return frozenset(text.split())


TYPES = words_of("""
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
""")
"""What a cited thing can be."""

NAME_VARIABLES = words_of("""
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
""")
"""Variables that hold people."""

DATE_VARIABLES = words_of('accessed available-date event-date issued original-date submitted')
"""Variables that hold dates."""

STRING_VARIABLES = words_of("""
    DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection archive_location authority
    call-number chapter-number citation-key citation-label collection-number collection-title container-title
    container-title-short dimensions division edition event-place event-title genre issue jurisdiction keyword language
    medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title
    page page-first part-number part-title printing-number publisher publisher-place references reviewed-genre
    reviewed-title scale section source status supplement-number title title-short version volume volume-title
    volume-title-short year-suffix
""")
"""Variables that hold text."""

VARIABLES = NAME_VARIABLES | DATE_VARIABLES | STRING_VARIABLES | {'type'}
"""All variables."""

TITLES = words_of('collection-title container-title original-title reviewed-title title title-short volume-title')
"""Variables that hold titles, in which CSL's tags mean something."""

EXPORTED_ONLY = words_of("""
    authority available-date chair chapter-number collection-editor compiler composer contributor curator dimensions
    division editor-translator editorial-director event-date executive-producer guest host illustrator jurisdiction
    narrator organizer original-author original-publisher-place part-number part-title performer printing-number
    producer references reviewed-genre scale script-writer series-creator submitted supplement-number
""")
"""Variables that styles in CSL print and ours do not."""

LAW = words_of('bill hearing legal_case legislation patent regulation treaty')
"""Types that the styles cite by rules of their own (The Bluebook), which ours do not have."""

NAME_PARTS = {
    'family': 'the family name',
    'given': 'given names',
    'non-dropping-particle': 'a particle that goes with the family name when it stands alone, as in *de Gaulle*',
    'dropping-particle': 'a particle that does not',
    'suffix': 'as in *Jr.*',
    'literal': 'the whole name of a body, instead of all the others',
}
"""The parts of a name, each with the manual's words on it."""
