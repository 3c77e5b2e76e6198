"""``{omissions}``: what the ellipses and brackets in quotations stand for, each quotation that has one in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..comparison.comparison import in_one_line
from ..language.wording import say
from .parts import headings, quote, quoted_in
from .selection import SOURCES
from .shapes import Cell, Line, Quote, Row, Table, Text
from .view import View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Position, Quotation, ViewRequest
    from ..proof.quotation import Omission


def make(request: ViewRequest, comparison: Comparison) -> Table:
    """Return the table: of the sources named, or of all."""
    named = request.listed('sources')
    held = {quotation: position for position in comparison.positions.values() for quotation in position.quotations}
    rows = tuple(
        _row(comparison, quotation, drawn, held.get(quotation))
        for quotation in comparison.quotations
        if (not named or quotation.source in named)
        and comparison.verdicts.omissions(quotation)
        and (drawn := quote(comparison, quotation))
    )
    heads = headings(say('Where'), say('The quotation'), say('What stands for what'), say('Confirmed'))
    return Table(heads, (20, 40, 28, 12), rows, ('cf-omissions',))


def _row(comparison: Comparison, quotation: Quotation, drawn: Quote, held: Position | None) -> Row:
    link = quoted_in(comparison, quotation, held)
    confirmed = (*quotation.omitting, *quotation.adding)
    return Row(
        (
            Cell((Line((link,)),)),
            Cell((drawn,)),
            Cell(tuple(Line((Text(stands_for(omission)),)) for omission in comparison.verdicts.omissions(quotation))),
            Cell(tuple(Line((Text(f'“{word}”'),)) for word in confirmed)),
        )
    )


def stands_for(omission: Omission) -> str:
    """Return what an ellipsis or a bracket stands for, in signs: ``[…] = “not”``, ``+ [Kim]`` for what is added."""
    return f'{omission.shown} = “{in_one_line(omission.words)}”' if omission.words else f'+ {omission.shown}'


def only_case(omission: Omission) -> bool:
    """True if a bracket only changes the case of a letter: it shows by itself which."""
    return omission.shown.strip('[]').casefold() == omission.words.casefold()


VIEW = View('omissions', make, SOURCES)
