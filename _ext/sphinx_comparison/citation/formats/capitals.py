"""Which words of a title must keep their capitals when a bibliography program recases it."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from ..markup import NOCASE, Piece, pieces

# Letters and digits, with the hyphens and apostrophes between them.
_WORD = re.compile(r"(\w+(?:[-’'.]\w+)*)")
# A subtitle begins after it: BibTeX keeps the capital of its first word, as it does that of the title.
_ENDS = re.compile(r':\s*$')


def names_marked(title: str) -> list[Piece]:
    """Return the pieces of a title, of which those that must keep their capitals are marked by ``NOCASE``.

    They are those that the record marks; if it marks none, those that look as if they must.
    """
    found = pieces(title)
    if any(NOCASE in piece.marks for piece in found):
        return found
    kept = (keep for text, keep in protected(''.join(piece.text for piece in found)) for _ in text)
    parts: list[Piece] = []
    for piece in found:
        for keep, group in groupby(zip(piece.text, kept, strict=False), key=itemgetter(1)):
            text = ''.join(character for character, _ in group)
            parts.append(Piece(text, (*piece.marks, NOCASE) if keep else piece.marks))
    return parts


def protected(title: str) -> list[tuple[str, bool]]:
    """Cut a title into pieces, and say of each whether it must keep its capitals.

    Kept is every word that has a capital where neither title nor subtitle begins, and every word with a capital
    within: ``Kim``, ``Jong-un``, ``NATO``, ``iPhone``. So no program makes ``jong-un`` of it, and none ``Jong-Un``. In
    a title in headline case that is nearly every word: which of them are names no program can tell. The punctuation
    around words is no part of them.
    """
    pieces: list[tuple[str, bool]] = []
    begins = True
    for piece in _WORD.split(title):
        is_word = bool(_WORD.fullmatch(piece))
        keep = is_word and any(letter.isupper() for letter in piece[begins:])
        # Two words that are kept, and the blank between them, are one piece.
        if keep and len(pieces) > 1 and pieces[-1] == (' ', False) and pieces[-2][1]:
            pieces.pop()
            pieces[-1] = (f'{pieces[-1][0]} {piece}', True)
        elif pieces and not keep and not pieces[-1][1] and piece != ' ':
            pieces[-1] = (pieces[-1][0] + piece, False)
        elif piece:
            pieces.append((piece, keep))
        begins = (begins and not is_word) or bool(_ENDS.search(piece))
    return pieces
