"""Every warning the extension can give, each met in a real build.

The cases are in ``roots/warnings``, a file for each function of :mod:`sphinx_comparison.messages`. A case begins with
``==== what it is about``; its files follow, each behind ``>>>> path``, and behind ``<<<<`` the warnings that the
build gives, whole.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ConfigError

from helpers.project import ROOTS, SOURCES, Project
from sphinx_comparison import messages
from sphinx_comparison.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ROOTS / 'warnings'
REST = 'The rest of the page.'


@dataclass(frozen=True)
class Case:
    """One project with something to mend in it: the function that words it, its pages, the warnings."""

    wording: str
    about: str
    files: dict[str, str | bytes]
    expected: list[str]

    @property
    def subtypes(self) -> list[str]:
        """The subtypes of its warnings, as ``suppress_warnings`` names them."""
        return sorted({message[message.rindex('[') + 1 : -1] for message in self.expected})


def cases() -> Iterator[Case]:
    """Read the cases."""
    for file in sorted(FOLDER.glob('*.txt')):
        for text in re.split(r'^==== ', file.read_text(encoding='utf-8'), flags=re.MULTILINE)[1:]:
            given, _, expected = text.partition('<<<<\n')
            about, *parts = re.split(r'^>>>> ', given, flags=re.MULTILINE)
            files = {path: content.encode() for path, _, content in (part.partition('\n') for part in parts)}
            yield Case(file.stem, about.strip(), {**SOURCES, **files}, expected.strip().splitlines())
    # Bytes that a text file had better not have:
    page = '---\nsource:\n  id: carol\n  type: book\n  title: Tea\n{}---\n\n# Tea\n\nThe rest of the page.\n'
    yield Case(
        'front_matter',
        'a control character',
        {'p.md': page.format('  note: a\x08b\n').encode()},
        ['p.md:6: WARNING: The front matter has the control character U+0008. Remove it. [cf.front-matter]'],
    )
    yield Case(
        'front_matter',
        'nested more deeply than Python goes',
        {'p.md': page.format(f'  note: {"[" * 3000}{"]" * 3000}\n').encode()},
        ['p.md:6: WARNING: The front matter is nested too deeply. Write it flat. [cf.front-matter]'],
    )
    yield Case(
        'undecodable_seed',
        'Latin-1',
        {'p.md': page.format('  seed: s.txt\n').encode(), 'seeds/s.txt': b'Tea\n\nTh\xe9\n'},
        [
            'p.md:6: WARNING: The seed "s.txt" is not UTF-8 text: byte 8 cannot be read. Save it as UTF-8. [cf.seed]',
        ],
    )


CASES = tuple(cases())
each_case = pytest.mark.parametrize('case', CASES, ids=[f'{case.wording}: {case.about}' for case in CASES])


@each_case
def test_it_warns_on_every_build(project: Project, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning says all this, at this line, as this subtype; again on a build without change; the page is built."""
    worded = watch(monkeypatch)
    prepare(project, case)

    first = project.build('text')
    second = project.build('text')

    assert first.warnings == case.expected
    assert second.warnings == case.expected
    assert case.wording in worded
    assert REST in first.text('p')


@pytest.mark.parametrize('case', {case.wording: case for case in CASES}.values(), ids=lambda case: case.wording)
def test_it_can_be_silenced(project: Project, case: Case) -> None:
    """Its subtype can be named in ``suppress_warnings``; then nothing is said."""
    prepare(project, case)
    project.configure(suppress_warnings=case.subtypes)

    assert project.build('dummy', strict=True).warnings == []


def test_every_wording_has_a_case() -> None:
    """Every function that words a warning is met above, and so is every subtype."""
    assert {case.wording for case in CASES} == set(wordings())
    assert {subtype for case in CASES for subtype in case.subtypes} == {
        f'cf.{subtype.value}' for subtype in messages.Subtype
    }


def test_a_warning_fails_a_build_with_w(project: Project) -> None:
    """With ``-W`` a build fails for a warning, and so does the next, that read no page."""
    project.write({'p.md': '# Page\n\n{source}`zoe`\n'})

    assert project.build(fatal=True).status == 1
    again = project.build(fatal=True)
    assert again.status == 1
    assert again.read == set()


def test_warnings_are_in_order(project: Project) -> None:
    """They come page by page, line by line, and each once, however many processes read the pages."""
    page = '# Page\n\n{source}`zoe`\n\n{theme}`no`, {theme}`no`\n\n:::{position} yan%d\n:on: no\n:::\n'
    project.write({f'p{number}.md': page % number for number in range(8)})
    expected = [
        f'p{number}.md:{line}: WARNING: There is no {what}. Correct the id, or define it. [cf.reference]'
        for number in range(8)
        for line, what in ((3, 'source "zoe"'), (5, 'theme "no"'), (7, 'point "no"'), (7, f'source "yan{number}"'))
    ]

    assert project.build().warnings == expected
    assert project.build(fresh=True, jobs=4).warnings == expected


@pytest.mark.parametrize(
    ('config', 'message'),
    [
        ({'cf_stances': [('yes', 'yes')]}, "cf_stances: ('yes', 'yes') is not a stance. Write (id, label, side)"),
        ({'cf_stances': [('Yes', 'yes', 'for')]}, "cf_stances: ('Yes', 'yes', 'for') is not a stance."),
        ({'cf_stances': [('yes', 'yes', 'pro')]}, "cf_stances: ('yes', 'yes', 'pro') is not a stance."),
        ({'cf_stances': [('yes', 1, 'for')]}, "cf_stances: ('yes', 1, 'for') is not a stance."),
        ({'cf_stances': ['yes']}, "cf_stances: 'yes' is not a stance."),
        ({'cf_stances': [None]}, 'cf_stances: None is not a stance.'),
        ({'cf_stances': []}, 'cf_stances must name each stance once'),
        ({'cf_stances': [('yes', 'a', 'for'), ('yes', 'b', 'for')]}, 'cf_stances must name each stance once'),
        ({'cf_stances': [('silent', 'mute', 'open')]}, 'cf_stances must name each stance once, and not "silent"'),
        ({'cf_stances': 'yes'}, 'cf_stances must be a list of stances, each (id, label, side).'),
        ({'cf_stances': 5}, 'cf_stances must be a list of stances'),
        ({'cf_seed_dir': 5}, 'cf_seed_dir must be the name of a folder, as text.'),
        ({'cf_permalinks': 5}, 'cf_permalinks must be the name of a file, as text.'),
        ({'cf_edition_date': 'May'}, 'cf_edition_date must be a date in EDTF, as text, such as "2026-11-29".'),
        ({'cf_edition_date': 2026}, 'cf_edition_date must be a date in EDTF, as text'),
        ({'cf_seed_dir': ['seeds']}, 'cf_seed_dir must be the name of a folder, as text.'),
    ],
)
def test_bad_configuration_is_refused(project: Project, config: dict[str, Any], message: str) -> None:
    """A scale or a folder that is none ends the build, before a page is read, with a word on what is wrong."""
    project.configure(**config)
    project.write({'p.md': '# Page'})

    with pytest.raises(ConfigError) as refused:
        project.build()

    assert str(refused.value).startswith(message)


def prepare(project: Project, case: Case) -> None:
    """Write the files of a case, and what it adds to ``conf.py``; about permalinks there is to be a ledger."""
    files = dict(case.files)
    added = files.pop('conf.py', b'')
    project.configure(added.decode() if isinstance(added, bytes) else added)
    project.write(files)
    if case.subtypes == ['cf.permalink']:
        project.configure(cf_permalinks='permalinks.json')


def wordings() -> list[str]:
    """The names of the functions of the messages module that word a warning."""
    functions = inspect.getmembers(messages, inspect.isfunction)
    return [
        name
        for name, function in functions
        if not name.startswith('_') and inspect.signature(function, eval_str=False).return_annotation == 'Finding'
    ]


def watch(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Have the messages module note which of its functions are called."""
    called: set[str] = set()

    def noting(name: str) -> None:
        word = getattr(messages, name)

        def noted(*args: object) -> Finding:
            called.add(name)
            finding = word(*args)
            assert isinstance(finding, Finding)
            return finding

        monkeypatch.setattr(messages, name, noted)

    for name in wordings():
        noting(name)
    return called
