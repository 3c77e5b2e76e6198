"""Text in formats that have a field a line."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """Return text in one line: every control character and line separator is a blank, and blanks do not repeat.

    Surrogates, which are no characters and which no file can hold, become U+FFFD.
    """
    kinds = {'Cc': ' ', 'Zl': ' ', 'Zp': ' ', 'Cs': '\ufffd'}
    cleaned = ''.join(kinds.get(unicodedata.category(character), character) for character in text)
    return ' '.join(part for part in cleaned.split(' ') if part)
