"""The verdicts on quotations: each is proved once, and not again where the last build found it. No Sphinx."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..locators import MILESTONE
from ..milestones import Stretch
from ..model import sha256_of
from ..proof import sense
from ..proof.attribution import Attribution
from ..proof.quotation import Omission, Outcome, SourceText, Verdict, prove
from .inputs import EVERY, Index, InputKind, Inputs, index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..locators import Locator
    from ..model import Quotation, Source
    from ..proof.quotation import Match, Span


class Verdicts:
    """The verdicts on all quotations.

    Args:
        sources: the texts in which they are looked for.
        inputs: where it is noted which of these are asked for.
        sense_words: more words that turn the sense, by language.
        proved: verdicts on quotations that were found, of the last build.
    """

    def __init__(
        self,
        sources: Index[str, Source],
        inputs: Inputs,
        sense_words: Mapping[str, Sequence[str]],
        proved: Mapping[bytes, Verdict],
    ) -> None:
        self._sources = sources
        self.inputs = inputs
        self._sense_words = sense_words
        self._proved_before = proved
        self._verdicts: dict[Quotation, Verdict | None] = {}
        self.proved: dict[bytes, Verdict] = {}
        """The verdicts on quotations that were found, to be known in the next build."""

    def on(self, quotation: Quotation) -> Verdict | None:
        """Prove a quotation, once. None when its source or its locator does not exist, which is another fault."""
        if quotation not in self._verdicts:
            with self.inputs.unnoted():
                self._verdicts[quotation] = self._prove(quotation)
        verdict = self._verdicts[quotation]
        # One that is not found where it is said to be is looked for everywhere.
        found = verdict and verdict.outcome is Outcome.FOUND
        self.inputs.note(InputKind.SOURCE.of(quotation.source if found else EVERY))
        return verdict

    def _prove(self, quotation: Quotation) -> Verdict | None:
        source, locator = self._sources.get(quotation.source), quotation.locator
        if not source or (locator and not source.has(locator)):
            return None
        numbers = source.numbers(locator) if locator else ()
        stretch = source.stretch(locator) if locator else None
        within = stretch or (Stretch(numbers[0], numbers[-1]) if numbers else None)
        # Of a quotation that is found, the verdict depends on these alone; one that is not is looked for elsewhere.
        inputs = repr((quotation.typed, within and tuple(within), self._digests[source.id]))
        key = hashlib.blake2b(inputs.encode('utf-8', 'surrogatepass'), digest_size=12).digest()
        verdict = self._proved_before.get(key) or prove(quotation.typed, source.id, self._texts, within)
        if verdict.outcome is Outcome.FOUND:
            self.proved[key] = verdict
        return verdict

    @index()
    def _digests(self) -> dict[str, str]:
        """What tells the texts of each source from others: those of its passages, and those of its paratext."""
        return {
            source.id: sha256_of(
                repr(([unit.text for unit in source.passages], [unit.text for unit in source.paratext]))
            )
            for source in self._sources.values()
        }

    def match(self, quotation: Quotation) -> Match | None:
        """Return where a quotation was found; None if it was not."""
        verdict = self.on(quotation)
        return verdict.match if verdict else None

    def spans(self, quotation: Quotation) -> tuple[Span, ...]:
        """Return the runs of words that a quotation was found as, in order; none if it was not."""
        match = self.match(quotation)
        return match.spans if match else ()

    def omissions(self, quotation: Quotation) -> tuple[Omission, ...]:
        """Return what each ellipsis and bracket of a quotation stands for, in order; nothing if it was not found."""
        match = self.match(quotation)
        return match.omissions if match else ()

    def turning(self, quotation: Quotation) -> Attribution:
        """Return where a quotation stands, and which words it leaves out, or adds, that turn the sense."""
        match = self.match(quotation)
        number = match.passages[0] if match else 0
        language = self._sources[quotation.source].language if number else ''
        found = [sense.turned(each, language, self._sense_words) for each in self.omissions(quotation)]
        return Attribution(
            str(quotation.locator or (number and self._sources[quotation.source].unit(number).locator) or ''),
            tuple(word for omitting, _ in found for word in omitting),
            tuple(word for _, adding in found for word in adding),
        )

    @index()
    def _texts(self) -> dict[str, SourceText]:
        return {
            source.id: SourceText([unit.text for unit in source.passages], [unit.text for unit in source.paratext])
            for source in self._sources.values()
        }

    def place_of(self, quotation: Quotation) -> Locator | None:
        """Return how the place of a quotation is cited: ``¶6–7``, ``n. 3``, ``1:4``; None if it was not found."""
        match = self.match(quotation)
        if not match:
            return None
        numbers, written = match.passages, quotation.locator
        own = written if written and written.kind == MILESTONE else None
        return own or self._sources[quotation.source].locator(numbers[0], numbers[-1])

    def exact(self, quotation: Quotation) -> str:
        """Return a quotation in the source's own characters; as typed where it was not found."""
        match = self.match(quotation)
        return match.exact if match else quotation.typed
