"""Bad seeds: no text, not where they may be, or very long. Each is read right, or said where it stands."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from helpers.project import Project, source_page

if TYPE_CHECKING:
    from collections.abc import Callable

OUTSIDE = 'The words of another folder.'
MEGABYTES = 10_000_000


def built(project: Project, seed: bytes, *blocks: str) -> tuple[list[str], list[str]]:
    """Build a page of some paragraphs with a seed: its warnings, and the texts of its passages."""
    project.write({'s.md': source_page('s', *blocks, seed='s.txt'), 'seeds/s.txt': seed})
    build = project.build()
    (source,) = build.data()['sources']
    return build.warnings, [passage['text'] for passage in source['passages']]


TEXT = 'One – two.\n\nThree\nfour.\n'
ALIKE = {
    'no final newline': TEXT.rstrip().encode(),
    'a byte order mark': TEXT.encode('utf-8-sig'),
    'a byte order mark in the middle': TEXT.replace('Three', '\ufeffThree').encode(),
    'CRLF': TEXT.replace('\n', '\r\n').encode(),
    'CR only': TEXT.replace('\n', '\r').encode(),
    'line ends of all kinds': b'One \xe2\x80\x93 two.\r\n\r\r\nThree\rfour.\n\r',
    'blank lines everywhere': ('\n\n \t\n' + TEXT.replace('\n\n', '\n \n\t\n\n') + '\n\n').encode(),
    'indented lines': TEXT.replace('four', '    four').encode(),
}


@pytest.mark.parametrize('kind', ALIKE)
def test_the_same_text_in_another_file(project: Project, kind: str) -> None:
    """Line ends of any kind, a byte order mark, and blank lines change nothing: the page is its seed."""
    assert built(project, ALIKE[kind], 'One – two.', 'Three\nfour.') == ([], ['One – two.', 'Three four.'])


NO_TEXT = {
    'Latin-1': (TEXT + 'café').replace('–', '-').encode('latin-1'),
    'UTF-16': TEXT.encode('utf-16'),
    'UTF-16 without a mark': ('é' + TEXT).encode('utf-16-le'),
    'binary': bytes(range(256)),
    'gzip': b'\x1f\x8b\x08\x00\x00\x00\x00\x00',
    'an overlong form': b'One \xc0\xaf two.',
    'a surrogate': b'One \xed\xa0\x80 two.',
    'cut off': 'One – two.'.encode()[:5],
}


@pytest.mark.parametrize('kind', NO_TEXT)
def test_what_is_no_text_is_said(project: Project, kind: str) -> None:
    """What is not UTF-8 is said to be so, with the line where it is named, and the rest is built."""
    warnings, texts = built(project, NO_TEXT[kind], 'One – two.')

    assert len(warnings) == 1
    assert warnings[0].startswith('s.md:8: WARNING: The seed "s.txt" is not UTF-8 text: byte ')
    assert warnings[0].endswith(' Save it as UTF-8. [cf.seed]')
    assert texts == ['One – two.']


@pytest.mark.parametrize('seed', [b'', b'\n\n', b'\xef\xbb\xbf'], ids=['nothing', 'line ends', 'a byte order mark'])
def test_an_empty_seed(project: Project, seed: bytes) -> None:
    """A seed with nothing in it has none of the page's paragraphs: that is said once of them all."""
    warnings, _ = built(project, seed, 'One.', 'Two.')

    assert [warning.partition(': WARNING: ')[0] for warning in warnings] == ['s.md:13']
    assert '2 blocks, ¶1 to ¶2, are not in the seed s.txt' in warnings[0]
    assert built(project, seed) == ([], [])


def test_binary_that_is_text(project: Project) -> None:
    """Control characters may be UTF-8: they are not shown as they are, and the warning names them."""
    warnings, _ = built(project, b'One \x00\x01 two.', 'One two.')

    assert len(warnings) == 1
    assert '<U+0000><U+0001>' in warnings[0]


# -- where seeds may be ----------------------------------------------------------------------------------------------

OUTWARDS = (
    '../secret.txt', '../../secret.txt', '../' * 40 + 'etc/passwd', 'x/../../secret.txt', './../secret.txt',
    'in/../../secret.txt', '..', '.', './', '../', '/etc/passwd', '//etc/passwd', '///etc/passwd',
    '/proc/self/environ',
    '/proc/self/cwd/secret.txt', '/dev/zero', '/dev/stdin', '/dev/fd/0', 'link.txt', 'folder/secret.txt', 'loop',
    'deep/../link.txt', 'relative-link.txt', '../seeds-of-others/secret.txt', '../seeds/../secret.txt', 'a\0b',
    '../secret.txt\0.txt',
)  # fmt: skip
NOWHERE = (
    '~/secret.txt', '~root/secret.txt', '$HOME/secret.txt', '${HOME}/secret.txt', '%2e%2e/secret.txt',
    '..%2fsecret.txt', '%2Fetc%2Fpasswd', '..\\secret.txt', '\\etc\\passwd', 'C:\\secret.txt', 'C:secret.txt',
    '\\\\server\\share\\secret.txt', 'file:///etc/passwd', 'file:../secret.txt', 'http://example.org/x',
    '.../secret.txt',
    '....//secret.txt', '..../secret.txt', '‥/secret.txt', '․․/secret.txt', '．．/secret.txt', '..∕secret.txt',
    '..⁄secret.txt', '..／secret.txt', '. ./secret.txt', '\u202e../secret.txt', '..\u200b/secret.txt',
    'NUL', 'CON', 'aux.txt',
    'secret.txt.', 'secret.txt ', 'secret.txt::$DATA', 'x' * 5_000, 'x/' * 3_000, '*.txt', '| cat ../secret.txt',
    '`cat ../secret.txt`', '-', 'dangling', 'in', 'in/', 's.txt/x',
)  # fmt: skip


@pytest.fixture
def guarded(project: Project) -> Project:
    """A project with a secret beside its seeds, and links to it among them."""
    seeds = project.source / 'seeds'
    project.write({
        'seeds/s.txt': 'Words.',
        'seeds/in/x.txt': 'Words.',
        'secret.txt': OUTSIDE,
        'seeds-of-others/secret.txt': OUTSIDE,
    })  # fmt: skip
    (project.folder / 'secret.txt').write_text(OUTSIDE)
    (seeds / 'link.txt').symlink_to(project.folder / 'secret.txt')
    (seeds / 'relative-link.txt').symlink_to('../secret.txt')
    (seeds / 'folder').symlink_to(project.source / 'seeds-of-others')
    (seeds / 'loop').symlink_to('loop')
    (seeds / 'dangling').symlink_to('nothing')
    project.configure(exclude_patterns=['secret.txt'])
    return project


def test_no_path_leads_out(guarded: Project, tried: Callable[[str, int], None]) -> None:
    """Whatever a seed is called, nothing outside the folder is read or shown: it is said, with its line."""
    paths = (*OUTWARDS, *NOWHERE)
    for number, path in enumerate(paths):
        guarded.write({f's{number}.md': source_page(f's{number}', 'Words.', seed=path)})
    built = guarded.build()

    for number, path in enumerate(paths):
        (warning,) = (each for each in built.warnings if each.startswith(f's{number}.md:'))
        assert warning.endswith(('[cf.seed]', '[cf.front-matter]')), path
        assert len(warning) < 400
        assert '\0' not in warning
    for number in (n for n, path in enumerate(OUTWARDS) if '\0' not in path and path != 'loop'):
        (warning,) = (each for each in built.warnings if each.startswith(f's{number}.md:8: WARNING: The seed '))
        assert 'leads out of the folder "seeds" (cf_seed_dir)' in warning
    outside = [path for path, content in built.files().items() if OUTSIDE.encode() in content or b'root:' in content]
    assert outside == []
    assert not any(OUTSIDE in str(files) for files in built.env.dependencies.values())
    assert all(
        '/seeds/' in str(file) for page, files in built.env.dependencies.items() if page != 'index' for file in files
    )
    tried('forms of path that lead out, or nowhere', len(paths))


def test_a_seed_that_may_not_be_read(guarded: Project) -> None:
    """A folder, or a file that is no file, is said not to be readable, with the line of its name."""
    os.mkfifo(guarded.source / 'seeds' / 'pipe')
    guarded.write({'s.md': source_page('s', 'Words.', seed='in'), 'p.md': source_page('p', 'Words.', seed='pipe')})
    built = guarded.build()

    assert sorted(built.warnings) == [
        'p.md:8: WARNING: The seed "pipe" cannot be read: Not a file. Mend that, and build again. [cf.seed]',
        's.md:8: WARNING: The seed "in" cannot be read: Is a directory. Mend that, and build again. [cf.seed]',
    ]


# -- long ones --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    'text',
    [
        'word ' * (MEGABYTES // 5),
        'x' * MEGABYTES,
        ('six words on each short line ' * 2 + '\n') * (MEGABYTES // 59),
        '朝' * (MEGABYTES // 3),
    ],
    ids=['one line of words', 'one word', 'short lines', 'one line of Han'],
)
def test_ten_megabytes(project: Project, tried: Callable[[str, int], None], text: str) -> None:
    """Ten megabytes that are not on the page are said to be missing, in a short message, and in seconds."""
    begun = time.process_time()
    warnings, _ = built(project, text.encode(), 'Some words.')

    assert time.process_time() - begun < 20
    assert len(warnings) == 2
    assert max(map(len, warnings)) < 500
    assert all('[cf.fidelity]' in warning for warning in warnings)
    tried('seeds of ten megabytes', 1)


MARKDOWN = """## Of *tea* & milk

A *first* paragraph with **bold**, `code` and [a link](http://example.org/a_(b)),
on two lines &amp; an entity &#8212; and \\*escaped\\*.[^1]

Verse breaks its line,\\
twice<br>it does.

> A quotation
> on two lines.

- one *item*
- another

| Leaf | Cup |
|------|-----|
| *black* | hot |
| black | hot |

    code, as
      it stands

***

The end.

[^1]: A note, *at* length.
"""


@pytest.mark.parametrize('suffix', ['md', 'rst'])
def test_a_seed_in_markdown(project: Project, suffix: str) -> None:
    """A page that has the very words of its Markdown seed needs no emendation, and the seed can be given back."""
    page = source_page('s', body=MARKDOWN, seed='s.md', seed_format='markdown', title='Tea')
    seed = f'# Tea\n\n{MARKDOWN}'
    if suffix == 'rst':
        seed = '# Tea\n\nAll *is* [well](http://example.org).\n'
        head = source_page('s', seed='s.md', seed_format='markdown', title='Tea').partition('# Tea')[0]
        page = f'{head}Tea\n===\n\nAll is *well*.\n'
    project.write({f's.{suffix}': page, 'seeds/s.md': seed.encode()})
    build = project.build()

    assert build.warnings == []
    (source,) = build.data()['sources']
    assert source['emendations'] == []
    plain = seed
    for change in reversed(source['layout']):
        start = change['start']
        assert plain[start : start + len(change['was'])] == change['was']
        plain = plain[:start] + change['now'] + plain[start + len(change['was']) :]
    units = [*source['passages'], *source['paratext']]
    assert sorted(plain.split('\n\n')) == sorted(unit['text'].replace('\n', ' ') for unit in units)
