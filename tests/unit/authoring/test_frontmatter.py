"""Front matter: read as it is written, without YAML's surprises, or refused with its line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_comparison.authoring.frontmatter import FrontMatterError, Mapping, Scalar, Sequence, Value, blank, extract
from unit.samples import soon

QUOTE_IT = 'Text with ": " or with a special first character belongs in quotation marks.'


def read(yaml: str) -> Value | None:
    """Read the value of ``source`` of a page's front matter."""
    return extract(f'---\n{yaml}\n---\n\n# Page\n', 'source')[0]


def plain(value: Value | None) -> object:
    """Return a value without its lines."""
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.values.items()}
    return value.text if value else None


@pytest.mark.parametrize(
    ('yaml', 'value'),
    [
        ('source: text', 'text'),
        ('source: 12:30', '12:30'),
        ('source: no', 'no'),
        ('source: 2018-03-24', '2018-03-24'),
        ('source: 007', '007'),
        ('source: ~', '~'),
        ('source:', ''),
        ('source: 1e3', '1e3'),
        ('source: !!int "3"', '3'),
        ('source: "a: b\\u00A0c"', 'a: b\u00a0c'),
        ("source: 'it''s'", "it's"),
        ('source: |\n  two\n  lines', 'two\nlines\n'),
        ('source: >-\n  two\n  lines', 'two lines'),
        ('source: [a, {b: c}]', ['a', {'b': 'c'}]),
        ('source:\n- a\n-', ['a', '']),
        ('source: {id: x, type: y}', {'id': 'x', 'type': 'y'}),
        ('"source": x', 'x'),
        ("'source': x", 'x'),
        ('other: 1\nsource:\n  id: x\nmore: 2', {'id': 'x'}),
        ('source: Kim’s “game” 金', 'Kim’s “game” 金'),
    ],
)
def test_every_scalar_is_text(yaml: str, value: object) -> None:
    """Numbers, dates, truth values and times are what was typed."""
    assert plain(read(yaml)) == value


def test_every_value_knows_its_line() -> None:
    """Lines are counted in the file, so that a message can name them; the fence is the first."""
    value = read('title: x\nsource:\n  id: ann\n  author:\n    - family: Ho\n  note: >\n    long')
    assert isinstance(value, Mapping)
    assert value.line == 4
    assert value.lines == {'id': 4, 'author': 5, 'note': 7}
    assert value.values['id'] == Scalar('ann', 4)
    assert value.values['author'] == Sequence((Mapping({'family': Scalar('Ho', 6)}, {'family': 6}, 6),), 6)


@pytest.mark.parametrize(
    'content',
    [
        '# Page\n\nsource: x\n',
        '---\ntitle: x\n---\n\nsource: x\n',
        '---\nsources: x\n---\n',
        '---\nmy:\n  source: x\n---\n',
        '---\n# source: x\n---\n',
        '---\nsource: x\n\nThe fence is never closed.\n',
        '\n---\nsource: x\n---\n',
        '----\nsource: x\n---\n',
        '---\nsource\n---\n',
        '---\n- source\n---\n',
        '---\nsource-of: x\n---\n',
        '---\nother: [&a x, *a]\n---\n',
        '---\nother: {not yaml\n---\n',
        '',
        '---\n---\n',
    ],
)
def test_a_page_that_declares_no_source_is_left_alone(content: str) -> None:
    """Other pages' front matter is no business of ours: not a character of theirs is changed, not a fault is found."""
    assert extract(content, 'source') == (None, content)


@pytest.mark.parametrize(
    ('content', 'rest'),
    [
        ('---\nsource: x\n---\n# Page\n', '\n\n\n# Page\n'),
        ('---\nsource:\n  id: x\n---', '\n\n\n'),
        ('---  \nsource: x\n...\t\nText', '\n\n\nText'),
        ('---\na: 1\nsource:\n  id: x\n\n# why\nb: 2\n---\nText', '---\na: 1\n\n\n\n\nb: 2\n---\nText'),
        ('---\nsource: x\nb: 2\n---\nText', '---\n\nb: 2\n---\nText'),
        ('---\na: 1\nsource: x\n---\nText', '---\na: 1\n\n---\nText'),
    ],
)
def test_what_is_taken_out_leaves_its_lines(content: str, rest: str) -> None:
    """The parser of the page sees everything else where it was, and nothing of the source."""
    assert extract(content, 'source')[1] == rest
    assert rest.count('\n') == content.count('\n')


@pytest.mark.parametrize(
    ('yaml', 'problem', 'line'),
    [
        ('source: x\nsource: y', 'The front matter has the key "source" twice. Remove one.', 3),
        ('source:\n  id: x\n  id: y', 'The front matter has the key "id" twice. Remove one.', 4),
        ('source: [{a: 1, a: 2}]', 'The front matter has the key "a" twice. Remove one.', 2),
        (
            'source: &a x',
            'The front matter has a YAML anchor or alias (& or *). Write the value out, or put it in quotation marks.',
            2,
        ),
        (
            'a: 1\nsource: *a',
            'The front matter has a YAML anchor or alias (& or *). Write the value out, or put it in quotation marks.',
            3,
        ),
        (
            'source: &a [x]',
            'The front matter has a YAML anchor or alias (& or *). Write the value out, or put it in quotation marks.',
            2,
        ),
        (
            'source:\n  title: Kim: a game',
            'The front matter is not YAML: mapping values are not allowed here. ' + QUOTE_IT,
            3,
        ),
        (
            'source: @x',
            "The front matter is not YAML: found character '@' that cannot start any token. " + QUOTE_IT,
            2,
        ),
        (
            'source: [a',
            "The front matter is not YAML: expected ',' or ']', but got '<stream end>'. " + QUOTE_IT,
            3,
        ),
        ('source:\n  ? [a]\n  : b', 'A key in the front matter is not plain text. Correct it.', 3),
        ('source:\n  note: a\x07b', 'The front matter has the control character U+0007. Remove it.', 3),
        ('source:\n  note: "a\\0b"', 'The front matter has the control character U+0000. Remove it.', 3),
        ('source:\n  "a\\x1Bb": c', 'The front matter has the control character U+001B. Remove it.', 3),
        ('source:\n  note: "\\uD800"', 'The front matter has the control character U+D800. Remove it.', 3),
        (
            'source:\n  note: "\\UFFFFFFFF"',
            'The front matter is not YAML: an escape or a version in it is too large a number. Correct it.',
            1,
        ),
        (
            'source:\n  note: "\\U00110000"',
            'The front matter is not YAML: an escape or a version in it is too large a number. Correct it.',
            1,
        ),
        ('source:\n  ' + '[' * 30 + ']' * 30, 'The front matter is nested too deeply. Write it flat.', 3),
        ('a: x\nb:\nsource: ' + '{a: ' * 5_000, 'The front matter is nested too deeply. Write it flat.', 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(yaml: str, problem: str, line: int) -> None:
    """Double keys, aliases, control characters, depth, and what is no YAML: each with its place and its mend."""
    with pytest.raises(FrontMatterError) as caught:
        read(yaml)
    assert (caught.value.problem, caught.value.line) == (problem, line)
    assert str(caught.value) == problem


def test_what_is_flat_enough_is_read() -> None:
    """Nobody's record is nested more than a few levels; some more are no fault."""
    assert plain(read('source: ' + '[' * 15 + 'x' + ']' * 15)) is not None


@pytest.mark.parametrize(
    'yaml',
    [
        'source: ' + '[' * 20_000,
        'source: ' + '{' * 20_000,
        'source: ' + '- ' * 20_000,
        'source:\n' + ''.join(' ' * depth + 'a:\n' for depth in range(1, 300)),
        'a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nsource: [*c, *c, *c, *c]',
        'source: "' + '\\x41' * 20_000 + '"',
        'source: x\n' + '#\n' * 50_000,
    ],
    ids=['lists', 'mappings', 'dashes', 'indents', 'laughs', 'escapes', 'comments'],
)
def test_no_front_matter_takes_long(yaml: str) -> None:
    """What is meant to explode, or to nest without end, is refused or read at once."""
    with soon(), suppress(FrontMatterError):
        read(yaml)


@given(st.text(st.sampled_from('source: \n-[]{}"\'&*!|>#%@\\uxU0F\t?,~') | st.characters(), max_size=60))
def test_any_front_matter_is_read_or_refused(yaml: str) -> None:
    """Whatever stands between the fences, there is a value, nothing, or a fault with its line; and no line is lost."""
    content = f'---\nsource: {yaml}\n---\nText'
    lines = content.count('\n')
    fault = None
    rest = content
    try:
        _, rest = extract(content, 'source')
    except FrontMatterError as error:
        fault = error
    assert rest.count('\n') == lines
    assert not fault or (fault.problem and 1 <= fault.line <= lines + 2)


@pytest.mark.parametrize(
    ('content', 'rest'),
    [
        ('---\na: [\n---\nText', '\n\n\nText'),
        ('---\n---', '\n'),
        ('Text\n---\na: 1\n---\n', 'Text\n---\na: 1\n---\n'),
        ('---\nText', '---\nText'),
    ],
)
def test_front_matter_can_be_blanked(content: str, rest: str) -> None:
    """What cannot be read is taken out whole, line for line, so that the page itself can still be shown."""
    assert blank(content) == rest


@pytest.mark.parametrize(
    ('front', 'left'),
    [
        ('{source: {id: a}}', ''),
        ('{"source": {id: a}}', ''),
        ('# A comment.\n\n  {source: {id: a}}', ''),
        ('{orphan: true, source: {id: a}}', '{orphan: true, }'),
        ('{source: {id: a}, orphan: true}', '{ orphan: true}'),
        ('{orphan: true,\n source: {\n id: a\n },\n nosearch: true}', '{orphan: true,\n \n\n\n nosearch: true}'),
        ('? source\n: {id: a}', ''),
        ('!!str source: {id: a}', ''),
        ('orphan: true\n? source\n: {id: a}\nnosearch: true', 'orphan: true\n\n\nnosearch: true'),
    ],
)
def test_a_mapping_may_be_written_in_other_ways(front: str, left: str) -> None:
    """Between braces, with a question mark or a tag: the key is read, and the rest is left, each on its line."""
    value, content = extract(f'---\n{front}\n---\nText\n', 'source')
    assert plain(value) == {'id': 'a'}
    assert content.count('\n') == front.count('\n') + 4
    assert content.endswith('Text\n')
    assert content.replace('---\n', '').removesuffix('Text\n').strip('\n') == left


def test_braces_on_other_pages_are_none_of_our_business() -> None:
    """Front matter between braces is not looked into, nor refused, if the key is not in it."""
    content = '---\n{a: &b [1], c: *b}\n---\n'
    assert extract(content, 'source') == (None, content)
