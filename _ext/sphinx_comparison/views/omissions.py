"""``{omissions}``: what the ellipses and brackets in quotations stand for, each quotation that has one in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..comparison.comparison import in_one_line
from ..language.wording import say
from .concordance import prose_link
from .parts import heading, position_link, quote
from .selection import SOURCES
from .shapes import Cell, Line, LinkTo, Quote, Row, Table, Text, View

if TYPE_CHECKING:
    from ..comparison.comparison import Comparison
    from ..model import Position, Quotation, ViewRequest
    from ..proof.quotation import Omission


def draw(request: ViewRequest, comparison: Comparison) -> Table:
    """Draw the table: of the sources named, or of all."""
    named = request.listed('sources')
    held = {quotation: position for position in comparison.positions.values() for quotation in position.quotations}
    rows = tuple(
        _row(comparison, quotation, drawn, held.get(quotation))
        for quotation in comparison.quotations
        if (not named or quotation.source in named)
        and comparison.verdicts.omissions(quotation)
        and (drawn := quote(comparison, quotation))
    )
    headings = (
        heading(say('Where')),
        heading(say('The quotation')),
        heading(say('What stands for what')),
        heading(say('Confirmed')),
    )
    return Table(headings, (20, 40, 28, 12), rows, ('cf-omissions',))


def _row(comparison: Comparison, quotation: Quotation, drawn: Quote, held: Position | None) -> Row:
    link = position_link(comparison, held) if held else _in_prose(comparison, quotation)
    confirmed = (*quotation.omitting, *quotation.adding)
    return Row(
        (
            Cell((Line((link,)),)),
            Cell((drawn,)),
            Cell(tuple(Line((Text(stands_for(omission)),)) for omission in comparison.verdicts.omissions(quotation))),
            Cell(tuple(Line((Text(f'“{word}”'),)) for word in confirmed)),
        )
    )


def _in_prose(comparison: Comparison, quotation: Quotation) -> LinkTo:
    return prose_link(comparison, quotation.place.docname, quotation.number)


def stands_for(omission: Omission) -> str:
    """Return what an ellipsis or a bracket stands for, in signs: ``[…] = “not”``, ``+ [Kim]`` for what is added."""
    return f'{omission.shown} = “{in_one_line(omission.words)}”' if omission.words else f'+ {omission.shown}'


def only_case(omission: Omission) -> bool:
    """True if a bracket only changes the case of a letter: it shows by itself which."""
    return omission.shown.strip('[]').casefold() == omission.words.casefold()


VIEW = View('omissions', draw, SOURCES)
