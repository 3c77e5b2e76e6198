"""What a record in BibTeX or BibLaTeX says and pandoc would lose: a title as it is written, and the language."""

from __future__ import annotations

import re

from ..language.languages import corrected

# A value with braces in it, which may be three deep.
_BRACED = r'\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}'
_TITLE = re.compile(
    rf'((?:^|[,{{\s])(?:book|main|short|sub)?title\s*=\s*)({_BRACED}|"(?:[^"{{}}]|{_BRACED})*")', re.IGNORECASE
)
_LANGUAGE = re.compile(
    r'(,\s*)(?:language|langid|hyphenation)(\s*=\s*)(\{\{[^{}]*\}\}|\{[^{}]*\}|"[^"{}]*"|\w+)', re.IGNORECASE
)
_WHOLE = re.compile(r'(?<=: ")<span class=\\"nocase\\">((?:(?!</?span).)*)</span>(?=")')


def prepared(text: str) -> str:
    """Return records as pandoc has to have them.

    Of BibTeX pandoc makes sentences of titles, and of each name in them a common word. Within a pair of braces more it
    leaves them alone. It reads a language in one of its fields alone, and adds a country to some names of languages.
    """
    titled = _TITLE.sub(lambda found: f'{found[1]}{{{{{found[2][1:-1]}}}}}', text)
    return _LANGUAGE.sub(_with_tag, titled)


def without_spans(written: str) -> str:
    """Return CSL-JSON without the spans that pandoc sets round a title in a pair of braces more."""
    return _WHOLE.sub(r'\1', written)


def _with_tag(found: re.Match[str]) -> str:
    words = found[3].strip('{}" \t\r\n')
    meant = corrected(words)
    tag = words if meant is None else meant
    return f'{found[1]}langid{found[2]}{{{tag}}}' if tag else found[0]
