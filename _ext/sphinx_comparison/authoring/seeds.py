"""The seed of a source: read from its file, and what of the page is unlike it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, NamedTuple

from .. import messages
from ..domain import context_of
from ..model import Finding, Page, Place
from ..proof.layout import blocks_of
from ..proof.seed import PageBlock, SeedFault, SeedReport, prove
from ..trees.places import place_of
from ..trees.text import NOT_TEXT
from .milestones import text_with_labels
from .source_body import Added, Block, unreadable_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from ..proof.layout import Cut
    from .source_record import Declaration

# How the name of a file in Markdown ends.
_MARKDOWN = ('.md', '.markdown')


class SeedProof(NamedTuple):
    """What the proof of a page found, and which block of the page each piece is of that was held against the seed."""

    report: SeedReport
    owners: list[Block]

    @property
    def foreign(self) -> set[Block]:
        """The blocks that the seed does not have: headings of the editors, and what is a fault."""
        unlike = {self.owners[d.block] for d in self.report.differences if d.fault is SeedFault.NOT_IN_SEED}
        own = {self.owners[index] for index in self.report.own}
        headings = {block for block in self.owners if block.kind == 'heading'}
        return {block for block in unlike | (headings - own) if block.kind != 'note'}

    def edited(self, units: Iterable[Block]) -> tuple[int, ...]:
        """Return, for each change of the emendations, the number of the unit in which it shows, 0 where in none."""
        numbers = {block: number for number, block in enumerate(units, 1)}
        return tuple(numbers.get(self.owners[index], 0) if index >= 0 else 0 for index in self.report.edited)


def prove_page(env: BuildEnvironment, page: Page, declared: Declaration, blocks: Iterable[Block]) -> SeedProof | None:
    """Prove the blocks of a page against its seed; None if it names none, or, with a finding, one that is unreadable.

    Args:
        env: Sphinx's environment.
        page: the records of the page, to which is added what is wrong with the file.
        declared: what the page declares.
        blocks: the text of the source on the page, in order.
    """
    if not declared.seed:
        return None
    seed = _read(env, Place(page.docname, declared.seed_line), declared.seed)
    if isinstance(seed, Finding):
        page.findings.append(seed)
        return None
    by_block = _by_block(seed, declared.seed_format)
    pieces = [(block, piece) for block in blocks for piece in _pieces(block, by_block)]
    report = _report(page, declared, seed, [piece for _, piece in pieces])
    return SeedProof(report, [block for block, _ in pieces])


def differences(
    env: BuildEnvironment, docname: str, declared: Declaration, proof: SeedProof, names: Mapping[Block, str]
) -> Iterator[Finding]:
    """Yield how a page and its seed differ.

    Args:
        env: Sphinx's environment.
        docname: the page.
        declared: what the page declares.
        proof: how the page and the seed compare.
        names: what the units are called; a block that is none has no name.
    """
    at_seed = Place(docname, declared.seed_line)
    for difference in proof.report.differences:
        if difference.fault is SeedFault.LINES:
            yield messages.seed_of_lines(at_seed, declared.seed)
        elif difference.emendation >= 0:
            emended = declared.emendations[difference.emendation]
            yield messages.emendation(Place(docname, emended.line), difference, emended)
        elif difference.block < 0:
            yield messages.infidelity(at_seed, difference, declared.seed, '')
        else:
            owner = proof.owners[difference.block]
            place = place_of(env, docname, owner.node, declared.seed_line)
            name = names.get(owner, f'This {owner.kind}')
            shown = unreadable_in(owner.node)
            if shown and NOT_TEXT in difference.actual:
                yield messages.unprovable(place, name, shown[0], declared.seed, difference.seed_line)
            else:
                last = names.get(proof.owners[difference.last_block], '') if difference.last_block >= 0 else ''
                yield messages.infidelity(place, difference, declared.seed, name, last)


def added(
    env: BuildEnvironment, docname: str, declared: Declaration, parts: Iterable[Block | Added]
) -> Iterator[Finding]:
    """Yield what shows words on a page with a seed that are neither the source's nor the editors'."""
    for part in parts:
        if isinstance(part, Added):
            place = place_of(env, docname, part.node, declared.seed_line)
            yield messages.added(place, part.what, part.words, declared.seed)


def _read(env: BuildEnvironment, place: Place, name: str) -> str | Finding:
    """Return the text of a seed; what is wrong, where it cannot be read."""
    path = _contained(context_of(env).seed_folder, name)
    if path is None:
        return messages.seed_outside(place, name, env.config.cf_seed_dir)
    if _is_endless(path):
        return messages.unreadable_seed(place, name, 'Not a file')
    env.note_dependency(path)
    try:
        return path.read_bytes().decode('utf-8')
    except UnicodeDecodeError as error:
        return messages.undecodable_seed(place, name, error.start)
    except (FileNotFoundError, NotADirectoryError):
        return messages.missing_seed(place, name, env.config.cf_seed_dir)
    except OSError as error:
        return messages.unreadable_seed(place, name, error.strerror or type(error).__name__)


def _contained(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder; None when its name leads out of it, or could be no name at all."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError):
        return None
    except RuntimeError:  # how Python says, before 3.13, that a link leads back to itself: reading it says so too
        path = folder / name
    return path if path.is_relative_to(folder) and path != folder else None


def _is_endless(path: Path) -> bool:
    """True if it is something that reading might never come to the end of, such as a pipe or a device."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _by_block(seed: str, cut: Cut) -> str:
    """Return a seed with a line end before each block, and single blanks within it."""
    return ''.join('\n' + ' '.join(' '.join(lines).split()) for lines in blocks_of(seed, cut))


def _pieces(block: Block, seed: str) -> Iterator[PageBlock]:
    """Yield what is held against the blocks of a seed: each paragraph of a block."""
    heading = block.kind == 'heading'
    for number, text in enumerate(block.texts):
        note = (block.label or '#') if block.kind == 'note' and not number else ''
        yield PageBlock(text_with_labels(text, seed), heading, '' if heading else block.kind, note)


def _report(page: Page, declared: Declaration, seed: str, pieces: list[PageBlock]) -> SeedReport:
    """Account for the seed. One that is called Markdown, and is proved as that, has one fault: none says so."""
    in_record = () if declared.continues else declared.record.texts()
    report = prove(seed, declared.emendations, pieces, in_record, declared.seed_format)
    if report.differences and declared.seed_format == 'text' and declared.seed.lower().endswith(_MARKDOWN):
        other = prove(seed, declared.emendations, pieces, in_record, 'markdown')
        if not other.differences:
            page.findings.append(messages.seed_of_markdown(Place(page.docname, declared.seed_line), declared.seed))
            return other
    return report
