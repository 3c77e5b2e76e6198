"""Front matter made to explode: refused within a second, with the file and the line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_comparison.authoring.frontmatter import FrontMatterError, extract
from unit.samples import soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.project import Project


def laughs(depth: int, value: str, name: str = 'a{}') -> str:
    """Each line has the one before it nine times."""
    lines = [f'{name.format(0)}: &x0 {value}']
    lines += [f'{name.format(n)}: &x{n} [{", ".join([f"*x{n - 1}"] * 9)}]' for n in range(1, depth)]
    return '\n'.join([*lines, f'source: *x{depth - 1}'])


BOMBS = {
    'a billion laughs': laughs(9, '"lol"'),
    'in mappings': 'a: &a {k: v}\n' + '\n'.join(f'b{n}: &b{n} {{p: *a, q: *a}}' for n in range(30)) + '\nsource: *b29',
    'long text': laughs(6, '"' + 'x' * 10_000 + '"'),
    'merge keys': 'a: &a {x: 1}\nb: &b {<<: [*a, *a], y: 2}\nsource: {<<: [*b, *b, *b]}',
    'itself': 'source: &a [*a]',
    'itself, in a mapping': 'source: &a {id: *a}',
    'itself, as a key': 'source: &a {*a : 1}',
    'below the source': 'source:\n  id: a\n  author: &a [{family: x}]\n  editor: *a',
    'in an emendation': 'source:\n  emendations:\n    - &a {omit: x}\n    - *a',
    'between braces': '{a: &a [1], source: *a}',
    'an anchor alone': 'source: &a {id: a}',
    'an alias to nothing': 'source: *nothing',
    'many anchors': 'source:\n' + '\n'.join(f'  k{n}: &a{n} x' for n in range(5_000)),
    'many aliases': 'a: &a x\nsource: [' + '*a, ' * 50_000 + ']',
    'depth of lists': 'source: ' + '[' * 50_000,
    'depth of mappings': 'source: ' + '{a: ' * 20_000,
    'depth of lines': 'source:\n' + '\n'.join(' ' * n + 'a:' for n in range(1, 1_000)),
    'depth of dashes': 'source: \n  ' + '- ' * 20_000 + 'a',
    'depth of keys': 'source: ' + '? ' * 20_000,
    'a key that is a mapping': 'source:\n  ? {a: b}\n  : c',
    'a key that is a list': 'source: {[a, b]: c}',
    'one key twice': 'source: {a: 1, a: 2}',
    'an escape too large': 'source: "\\UFFFFFFFF"',
    'a tag of Python': 'source: !!python/object/apply:os.system [&a "true", *a]',
    'unclosed': 'source: "' + 'x' * 100_000,
    'two documents': 'source: a\n--- b\nsource: c',
    'a tab': 'source:\n\tid: a',
}


@pytest.mark.parametrize('kind', BOMBS)
def test_it_is_refused_within_a_second(kind: str, tried: Callable[[str, int], None]) -> None:
    """Whatever is expanded, nested or too large: it is refused, and the line is one of the front matter's."""
    text = BOMBS[kind]
    with soon(1), pytest.raises(FrontMatterError) as refused:
        extract(f'---\n{text}\n---\n\n# Page\n', 'source')

    assert 1 <= refused.value.line <= text.count('\n') + 3
    assert refused.value.problem.endswith('.')
    assert len(refused.value.problem) < 300
    tried('front matters that explode', 1)


def test_a_build_goes_on(project: Project) -> None:
    """Each is said once, with file and line, and its page is built without it."""
    for number, text in enumerate(BOMBS.values()):
        project.write({f'p{number}.md': f'---\n{text}\n---\n\n# Page\n\nThe rest.\n'.encode()})
    with soon(60):
        built = project.build()

    for number in range(len(BOMBS)):
        warnings = [each for each in built.warnings if each.startswith(f'p{number}.md')]
        assert [bool(re.match(r'p\d+\.md:\d+: WARNING: .*\[cf\.front-matter\]\Z', each)) for each in warnings] == [
            True
        ]
        assert 'The rest.' in built.text(f'p{number}')
