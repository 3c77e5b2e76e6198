"""Web Annotations: what the W3C's model says they must be, and a reader that finds their words in pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from helpers.fetching import modules, node

if TYPE_CHECKING:
    from pathlib import Path

# The model's own words for why somebody annotates (section 3.3.5).
MOTIVATIONS = [
    'assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting', 'identifying',
    'linking', 'moderating', 'questioning', 'replying', 'tagging',
]  # fmt: skip
IRI = {'type': 'string', 'minLength': 1, 'pattern': r'^[^\s<>"{}|\\^`]+$'}


def _thing(kind: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """Describe an object of a type that has these properties, and no others."""
    return {
        'type': 'object',
        'required': ['type', *required],
        'properties': {'type': {'const': kind}, **required, **(optional or {})},
        'additionalProperties': False,
    }


def _some(of: dict[str, Any]) -> dict[str, Any]:
    return {'type': 'array', 'minItems': 1, 'items': of}


_TEXT = {'type': 'string'}
_AGENT = _thing('Organization', {'name': {'type': 'string', 'minLength': 1}})
_QUOTE = _thing('TextQuoteSelector', {'exact': {'type': 'string', 'minLength': 1}}, {'prefix': _TEXT, 'suffix': _TEXT})
_FRAGMENT = _thing(
    'FragmentSelector',
    {'value': {'type': 'string', 'minLength': 1}},
    {'conformsTo': {'const': 'http://tools.ietf.org/rfc/rfc3236'}, 'refinedBy': _QUOTE},
)
_TARGET = _thing('SpecificResource', {'source': IRI, 'selector': {'oneOf': [_QUOTE, _FRAGMENT]}})
_BODY = {
    'oneOf': [
        _thing(
            'TextualBody',
            {'value': {'type': 'string', 'minLength': 1}},
            {
                'purpose': {'enum': MOTIVATIONS},
                'format': {'const': 'text/plain'},
                'language': {'type': 'string', 'pattern': r'^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'},
            },
        ),
        _thing('SpecificResource', {'source': IRI}, {'purpose': {'enum': MOTIVATIONS}}),
    ]
}
_ANNOTATION = _thing(
    'Annotation',
    {'id': IRI, 'target': _some(_TARGET)},
    {'body': _some(_BODY), 'motivation': {'enum': MOTIVATIONS}, 'creator': _AGENT},
)
_PAGE = _thing(
    'AnnotationPage',
    {'id': IRI, 'items': _some(_ANNOTATION)},
    {'partOf': IRI, 'startIndex': {'type': 'integer', 'minimum': 0}},
)
SCHEMA = {
    '$schema': 'https://json-schema.org/draft/2020-12/schema',
    **_thing(
        'AnnotationCollection',
        {'@context': {'const': 'http://www.w3.org/ns/anno.jsonld'}, 'id': IRI},
        {'label': _TEXT, 'creator': _AGENT, 'total': {'type': 'integer', 'minimum': 0}, 'first': _PAGE, 'last': IRI},
    ),
    # A collection that has any annotations must have a first page.
    'if': {'properties': {'total': {'const': 0}}},
    'else': {'required': ['first']},
}
"""What the Web Annotation Data Model demands (2017, sections 3 to 5), of the parts of it that we use."""

# Each annotation's targets: for each, the ranges of the page that its selector means, as text.
_FIND = """
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
const [modules, pages, asked] = process.argv.slice(2);
const {JSDOM} = createRequire(`${modules}/`)('jsdom');
const library = (name) => import(pathToFileURL(`${modules}/@apache-annotator/${name}/lib/index.js`));
const [{createTextQuoteSelectorMatcher}, {makeRefinable}] = [await library('dom'), await library('selector')];
const windows = {};
const found = [];
for (const {page, selector} of JSON.parse(readFileSync(asked))) {
  windows[page] ??= new JSDOM(readFileSync(`${pages}/${page}`)).window;
  const {document} = windows[page];
  // The library takes these for a browser's, which has them in every place.
  for (const name of ['Node', 'NodeFilter', 'Range', 'Text', 'Document', 'Element']) {
    globalThis[name] = windows[page][name];
  }
  const byFragment = ({value}) => async function* () {
    const element = document.getElementById(value);
    if (element) {
      const range = document.createRange();
      range.selectNodeContents(element);
      yield range;
    }
  };
  const matcher = makeRefinable((part) =>
    part.type === 'FragmentSelector' ? byFragment(part) : createTextQuoteSelectorMatcher(part));
  const texts = [];
  for await (const range of matcher(selector)(document.body)) texts.push(range.toString());
  found.push(texts);
}
process.stdout.write(JSON.stringify(found));
"""


def faults(collection: Any) -> list[str]:
    """Return what of a collection of annotations is not as the model says."""
    found = [
        f'{list(error.absolute_path)}: {error.message}'
        for error in Draft202012Validator(SCHEMA).iter_errors(collection)
    ]
    items = items_of(collection)
    names = [item['id'] for item in items]
    if len(set(names)) < len(names):
        found.append('two annotations have one id')
    if collection['total'] != len(items):
        found.append('the total is wrong')
    return found


def items_of(collection: Any) -> list[dict[str, Any]]:
    """Return the annotations of a collection."""
    return list(collection['first']['items']) if 'first' in collection else []


def not_found_again(collection: Any, site: Path, folder: Path, root: str = '') -> tuple[int, list[str]]:
    """Look for the words of every annotation in the pages, with Apache Annotator.

    Args:
        collection: the annotations.
        site: the folder of the pages.
        folder: where files may be put.
        root: what addresses begin with.

    Returns:
        How many runs of words were looked for; and those that were not found in one place and no other.
    """
    targets = [(item['id'], target) for item in items_of(collection) for target in item['target']]
    asked = []
    for _, target in targets:
        assert target['source'].startswith(root)
        page = target['source'].removeprefix(root)
        asked.append({'page': f'{page}index.html' if page.endswith('/') else page, 'selector': target['selector']})
    program, questions = folder / 'find.mjs', folder / 'asked.json'
    program.write_text(_FIND, 'utf-8')
    questions.write_text(json.dumps(asked), 'utf-8')
    run = node(str(program), str(modules()), str(site), str(questions))
    assert run.returncode == 0, run.stderr
    wanted = [[(each['selector'].get('refinedBy') or each['selector'])['exact']] for each in asked]
    lost = [
        f'{name}: {words} is found as {found}'
        for (name, _), words, found in zip(targets, wanted, json.loads(run.stdout), strict=True)
        if found != words
    ]
    return len(targets), lost
