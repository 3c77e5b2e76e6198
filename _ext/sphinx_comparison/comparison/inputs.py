"""Inputs: what of the comparison a plan, a preview or an export was made of. No Sphinx.

An input is a kind and an id: ``source reed`` is all that a source is, ``use of source reed`` all that quotes it and
refers to it, ``positions on silt`` what the sources hold on a point. What was made of some inputs need not be made
again as long as none of them has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_keys, dict_values

_Key = TypeVar('_Key', bound=Hashable)
_Value = TypeVar('_Value')
_Other = TypeVar('_Other')

_BETWEEN = '\0'
EVERY = '*'  # in the place of an id: all of a kind


class InputKind(StrEnum):
    """What an input is: something, or all that is said of it. An anchor is what has it; a link is one of Sphinx's."""

    PAGE = 'page'
    SOURCE = 'source'
    USE_OF_SOURCE = 'use of source'
    QUESTION = 'question'
    USE_OF_QUESTION = 'use of question'
    POINT = 'point'
    POSITIONS = 'positions on'
    USE_OF_POINT = 'use of point'
    ANNOTATION = 'annotation'
    ANCHOR = 'anchor'
    LINK = 'link'

    def of(self, identifier: str) -> str:
        """Return an input of this kind, by the id of what it is."""
        return f'{self} {identifier}'


def link_that_says(target: str, words: str) -> str:
    """Return the input that is a link of Sphinx's: its target and what it says, with what neither has between them."""
    return InputKind.LINK.of(f'{target}{_BETWEEN}{words}')


def changed_links(asked: Iterable[str], link_text: Callable[[str], str]) -> set[str]:
    """Return the inputs that are links of Sphinx's and say something else than they did.

    Args:
        asked: inputs, of whatever kind.
        link_text: what a link says now, by its target.
    """
    links = {each for each in asked if each.startswith(InputKind.LINK.of(''))}
    parted = {each: each.removeprefix(InputKind.LINK.of('')).split(_BETWEEN, 1) for each in links}
    return {each for each, (target, words) in parted.items() if link_text(target) != words}


def with_every(changed: set[str]) -> set[str]:
    """Return inputs that have changed; and of each kind of them the input that is all of that kind."""
    return changed | {kind.of(EVERY) for kind in InputKind if any(each.startswith(f'{kind} ') for each in changed)}


class Inputs:
    """Notes which inputs are asked for."""

    def __init__(self) -> None:
        self._noted: set[str] | None = None

    @property
    def are_noted(self) -> bool:
        """True while something is made of them."""
        return self._noted is not None

    def note(self, *inputs: str) -> None:
        """Note that inputs are asked for, if something is being made of them."""
        if self._noted is not None:
            self._noted.update(inputs)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Note what is asked for in a set, while something is made; what this is a part of is made of the same."""
        outer, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            inner, self._noted = self._noted, outer
            self.note(*inner)

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Note nothing while an index is made: who looks something up in it asks for that alone."""
        outer, self._noted = self._noted, None
        try:
            yield
        finally:
            self._noted = outer


class HasInputs(Protocol):
    """Something that has indices, and notes what is looked up in them."""

    inputs: Inputs


class Index(dict[_Key, _Value]):
    """An index in which every lookup is noted, also one that finds nothing.

    Args:
        inputs: where it is noted.
        kinds: of which kinds an entry is; of none, if nothing is to be noted.
        about: gives the id of what the entry under a key is about.
        entries: what is in the index.
    """

    def __init__(
        self,
        inputs: Inputs,
        kinds: tuple[InputKind, ...],
        about: Callable[[_Key], str],
        entries: Mapping[_Key, _Value] | None = None,
    ) -> None:
        super().__init__(entries or {})
        self._inputs = inputs
        self._beginnings = tuple(kind.of('') for kind in kinds)  # to make them anew at each lookup takes longer
        self._about = about

    def _note(self, key: _Key) -> None:
        if self._inputs.are_noted:
            self._inputs.note(*(beginning + self._about(key) for beginning in self._beginnings))

    def _note_every(self) -> None:
        self._inputs.note(*(beginning + EVERY for beginning in self._beginnings))

    def __getitem__(self, key: _Key) -> _Value:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._note(key)  # type: ignore[arg-type]  # a mapping may be asked for anything, and no view asks for other things
        return super().__contains__(key)

    @overload
    def get(self, key: _Key, default: None = None, /) -> _Value | None: ...
    @overload
    def get(self, key: _Key, default: _Value | _Other, /) -> _Value | _Other: ...
    def get(self, key: _Key, default: Any = None, /) -> Any:
        """Return the entry under a key."""
        self._note(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[_Key]:
        self._note_every()
        return super().__iter__()

    def keys(self) -> dict_keys[_Key, _Value]:
        """Return all keys."""
        self._note_every()
        return super().keys()

    def values(self) -> dict_values[_Key, _Value]:
        """Return all entries."""
        self._note_every()
        return super().values()

    def items(self) -> dict_items[_Key, _Value]:
        """Return all keys, with their entries."""
        self._note_every()
        return super().items()


def index(
    *kinds: InputKind, about: Callable[[Any], str] = str
) -> Callable[[Callable[[Any], Mapping[_Key, _Value]]], cached_property[Index[_Key, _Value]]]:
    """Make a method that returns entries a property: the index of them, made once, when it is first asked for."""

    def decorate(make: Callable[[Any], Mapping[_Key, _Value]]) -> cached_property[Index[_Key, _Value]]:
        def made(self: HasInputs) -> Index[_Key, _Value]:
            with self.inputs.unnoted():
                entries = make(self)
            return Index(self.inputs, kinds, about, entries)

        made.__doc__ = make.__doc__
        return cached_property(made)

    return decorate
