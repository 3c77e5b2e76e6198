"""What a view is: its name, its options, and what makes its table."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..comparison.comparison import Comparison
    from ..model import ViewRequest
    from .shapes import Columns, Table


class Option(NamedTuple):
    """An option of a view: the manual's words on its value, in MyST, and what its value may be.

    ``one_of`` are values of which it takes one, ``any_of`` those of which it takes any (of the scale of stances, if
    the list is empty). ``kind`` is that of the ids that it takes; of these it takes ``least`` different ones, if it is
    set. A ``flag`` takes no value.
    """

    words: str
    one_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] | None = None
    kind: str = ''
    least: int = 0
    flag: bool = False


COMMON = {
    'caption': Option('the title of the table'),
    'name': Option('a label, for references to the table with `{ref}` or `{numref}`'),
    'class': Option('a list of classes'),
    'fold': Option(
        'a line of text: on a page of the site the view is folded behind it. With one point `{parallels}` has then no '
        'column for the title'
    ),
}


class View(NamedTuple):
    """A view: its name, how it makes what a page asks for, and its options. Of those in ``apart`` only one can be set.

    A view with the option ``since`` compares an earlier release with now: the option says which file has it.
    """

    name: str
    make: Callable[[ViewRequest, Comparison], Table | Columns]
    own: Mapping[str, Option] = MappingProxyType({})
    apart: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, Option]:
        """All its options: those of all views, and its own."""
        return {**COMMON, **self.own}
