"""The site is found: reference managers, search engines and those who post a link are told the right thing.

Read here by programs that are not ours: the parser of Wikimedia's citation service, extruct, and TypeScript with the
types of schema.org.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import extruct
import pytest
import yaml
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from PIL import Image

from conftest import PUBLISHED_AT as ROOT
from conftest import REPOSITORY
from helpers.fetching import modules, node
from helpers.hard_records import RECORDS
from helpers.project import BOB, SOURCES, Project, source_page
from sphinx_comparison.citation.edition import Edition
from sphinx_comparison.export.metadata import json_ld

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = 'Kim Jong-un’s turn of 2018: a comparative reading'
EDITORS = 'The Comparative Reading editors'
EDITION = Edition(TITLE, EDITORS, ROOT)
ESSAYS = ('bajpai', 'cabestan')

_READ = """
const {loadFromString} = require(process.argv[2] + '/html-metadata');
const fs = require('fs');
Promise.all(process.argv.slice(3).map((path) => loadFromString(fs.readFileSync(path, 'utf8'))))
  .then((read) => process.stdout.write(JSON.stringify(read)));
"""


@pytest.fixture(scope='module')
def pages(published: Path) -> dict[str, BeautifulSoup]:
    """All its pages, by path."""
    return {
        path.relative_to(published).as_posix(): BeautifulSoup(path.read_text('utf-8'), 'html.parser')
        for path in sorted(published.rglob('*.html'))
    }


def records_of_wikimedia(*paths: Path, folder: Path) -> list[dict[str, Any]]:
    """Return what the parser of Wikimedia's citation service reads in pages."""
    (folder / 'read.js').write_text(_READ, 'utf-8')
    run = node(str(folder / 'read.js'), str(modules()), *map(str, paths))
    assert run.returncode == 0, run.stderr
    read: list[dict[str, Any]] = json.loads(run.stdout)
    return read


# -- reference managers -----------------------------------------------------------------------------------------------


def test_what_a_citation_service_reads(published: Path, tmp_path: Path) -> None:
    """The parser of Wikimedia's citation service finds each essay's title, author and date, and what it is part of."""
    read = records_of_wikimedia(*(published / f'essays/{essay}.html' for essay in ESSAYS), folder=tmp_path)
    bajpai, cabestan = (record['highwirePress'] for record in read)
    assert bajpai == {
        'title': 'Switching sides? Kim Jong-un could be exploring the possibility of becoming an American ally',
        'author': 'Bajpai, Kanti',
        'publication_date': '2018/03/24',
        'publisher': 'National University of Singapore',
        'language': 'en-GB',
    }
    assert cabestan == {
        'title': 'What Is Kim Jong-un’s Game?',
        'author': 'Cabestan, Jean-Pierre',
        'publication_date': '2018/05/08',
        'language': 'en-US',
    }
    for essay, record in zip(ESSAYS, read, strict=True):
        assert record['general']['canonical'] == f'{ROOT}essays/{essay}.html'
        assert record['openGraph']['site_name'] == TITLE
        assert record['openGraph']['type'] == 'article'
        assert record['jsonLd']['author'][0]['@type'] == 'Person'


def test_what_zotero_is_told(pages: dict[str, BeautifulSoup]) -> None:
    """The tags with which Zotero's translators were seen to save the right item are there, each of them once."""
    wanted = {'bajpai': ('webpage', None), 'cabestan': ('newspaperArticle', 'The New York Times')}
    for essay, (kind, container) in wanted.items():
        head = pages[f'essays/{essay}.html'].head
        assert head is not None
        (namespace,) = head.select('link[rel="schema.z"]')
        assert namespace['href'] == 'http://www.zotero.org/namespaces/export#'
        assert [tag['content'] for tag in head.select('meta[name="z:itemType"]')] == [kind]
        assert [tag['content'] for tag in head.select('meta[name="z:publicationTitle"]')] == [container] * bool(
            container
        )
        assert [tag['content'] for tag in head.select('meta[property="og:site_name"]')] == [TITLE]
        assert head.select('meta[name="citation_journal_title"]') == []


def test_only_sources_are_items(pages: dict[str, BeautifulSoup]) -> None:
    """No page but an essay's says that it is one."""
    for path, page in pages.items():
        essay = path.startswith('essays/')
        assert bool(page.select('meta[name^="citation_"]')) == essay, path
        assert len(page.select('script[type="application/ld+json"]')) == essay, path


def test_what_the_editors_wrote_is_theirs(pages: dict[str, BeautifulSoup]) -> None:
    """Pages that compare say to reference managers who wrote them, and are no articles."""
    for path in ('themes.html', 'hypotheses/why.html', 'index.html', 'concordance.html'):
        named = {str(tag['name']): str(tag['content']) for tag in pages[path].select('head meta[name]')}
        assert (named['author'], named['DC.creator'], named['z:itemType']) == (EDITORS, EDITORS, 'webpage'), path
        (title,) = pages[path].select('article h1')
        assert named['DC.title'] == title.get_text().removesuffix('¶').strip()
        assert [name for name in named if name.startswith('citation_')] == []
    assert pages['essays/bajpai.html'].select('head meta[name="DC.creator"]') == []


def test_what_the_page_on_citing_offers(pages: dict[str, BeautifulSoup]) -> None:
    """Reference managers are offered what the page on citing cites, at the address of its paragraph; no other page."""
    offered = {path: page.select('span.Z3988') for path, page in pages.items()}
    assert [path for path, spans in offered.items() if spans] == ['citing.html']
    read = [dict(parse_qsl(str(span['title']), strict_parsing=True)) for span in offered['citing.html']]
    assert [item['rft_id'] for item in read] == [
        f'{ROOT}essays/bajpai.html#bajpai-p7',
        f'{ROOT}essays/cabestan.html#cabestan-p6-p7',
        f'{ROOT}hypotheses/why.html#hypothesis-changing-sides',
    ]
    assert [item['rft.identifier'] for item in read] == [item['rft_id'] for item in read]
    assert [(item['rft.type'], item['rft.creator']) for item in read] == [
        ('webpage', 'Bajpai, Kanti'),
        ('newspaperArticle', 'Cabestan, Jean-Pierre'),
        ('webpage', EDITORS),
    ]
    assert (read[1]['rft.source'], read[1]['rft.date']) == ('The New York Times', '2018-05-08')
    for span in offered['citing.html']:
        assert (span.text, span.has_attr('hidden')) == ('', True)


# -- search engines ---------------------------------------------------------------------------------------------------


def test_what_a_search_engine_reads(published: Path) -> None:
    """An essay's JSON-LD is read as one article: its author, what it is based on, what it is part of."""
    path = published / 'essays/cabestan.html'
    read = extruct.extract(path.read_text('utf-8'), base_url=f'{ROOT}essays/cabestan.html', syntaxes=['json-ld'])
    author = {'@type': 'Person', 'name': 'Jean-Pierre Cabestan', 'familyName': 'Cabestan', 'givenName': 'Jean-Pierre'}
    work: dict[str, Any] = {
        '@type': 'NewsArticle',
        'name': 'What Is Kim Jong-un’s Game?',
        'headline': 'What Is Kim Jong-un’s Game?',
        'author': [author],
        'datePublished': '2018-05-08',
        'inLanguage': 'en-US',
    }
    assert read['json-ld'] == [
        {
            '@context': 'https://schema.org',
            '@id': f'{ROOT}essays/cabestan.html',
            'url': f'{ROOT}essays/cabestan.html',
            **work,
            'isPartOf': {
                '@type': 'WebSite',
                'name': TITLE,
                'url': ROOT,
                'creator': {'@type': 'Organization', 'name': EDITORS},
            },
            'isBasedOn': {
                **work,
                'isPartOf': {'@type': 'Newspaper', 'name': 'The New York Times'},
                'url': 'https://www.nytimes.com/2018/05/08/opinion/china-korea-america-kim.html',
            },
        }
    ]


def faults_by_schema_org(described: list[dict[str, Any]], folder: Path) -> str:
    """Return what TypeScript says of JSON-LD, held against the types of schema.org."""
    lines = ["import * as schema from 'schema-dts';"]
    for number, item in enumerate(described):
        lines.append(f'export const item{number}: schema.WithContext<schema.{item["@type"]}> = {json.dumps(item)};')
    (folder / 'items.ts').write_text('\n'.join(lines), 'utf-8')
    if not (folder / 'node_modules').exists():
        (folder / 'node_modules').symlink_to(modules())
    tsc = str(modules() / 'typescript/lib/tsc.js')
    options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext']
    return node(tsc, *options, '--moduleResolution', 'bundler', 'items.ts', folder=folder).stdout


def test_schema_org_knows_every_word(tmp_path: Path, tried: Callable[[str, int], None]) -> None:
    """Every type, property and kind of value in the JSON-LD of every hard record is one of schema.org's own."""
    described = [json.loads(json_ld(record, EDITION, f'{ROOT}a.html')) for record in RECORDS.values()]
    assert faults_by_schema_org(described, tmp_path) == ''
    tried('records held against schema.org', len(described))


@pytest.mark.parametrize(
    ('name', 'value'),
    [
        ('writer', 'Ann'),
        ('isBasedOn', {'@type': 'Article', 'colour': 'red'}),
        ('author', {'@type': 'Dog', 'name': 'A'}),
    ],
)
def test_schema_org_is_asked(tmp_path: Path, name: str, value: Any) -> None:
    """A word that is none of schema.org's would be named: what asks it does ask."""
    record = next(iter(RECORDS.values()))
    described = json.loads(json_ld(record, EDITION, '')) | {name: value}
    assert 'error TS' in faults_by_schema_org([described], tmp_path)


# -- those who post a link --------------------------------------------------------------------------------------------


def test_open_graph(pages: dict[str, BeautifulSoup], published: Path) -> None:
    """Every page that an editor wrote has each tag of Open Graph's once, with its own address, and one description."""
    for path, page in pages.items():
        if path in ('404.html', 'search.html') or page.select_one('article h1.rubric'):
            continue  # nothing, a form, and what stands for a page that is gone
        read = extruct.extract((published / path).read_text('utf-8'), base_url=ROOT + path, syntaxes=['opengraph'])
        (graph,) = read['opengraph']
        names = [name for name, _ in graph['properties']]
        assert len(names) == len(set(names)), path
        shown = dict(graph['properties'])
        assert shown['og:url'] == ROOT + path
        assert shown['og:image'] == f'{ROOT}_static/comparison.png'
        assert shown['og:title'], path
        assert len(shown['og:description']) in range(20, 201), (path, shown['og:description'])
        assert len(page.select('meta[name="description"]')) == 1, path
        assert [tag['href'] for tag in page.select('link[rel="canonical"]')] == [ROOT + path]


def test_an_essay_is_shown_with_its_own_words(pages: dict[str, BeautifulSoup]) -> None:
    """What is shown of a link to an essay is how it begins, and nothing that the editors put before it."""
    (tag,) = pages['essays/cabestan.html'].select('meta[property="og:description"]')
    assert str(tag['content']).startswith('HONG KONG — The immediate causes of the recent diplomatic breakthrough')
    assert str(tag['content']).endswith(' …')


def test_the_picture(published: Path) -> None:
    """The picture is a PNG of the size that Open Graph's readers show whole, not large, with a mark for each side."""
    data = (published / '_static/comparison.png').read_bytes()
    assert len(data) < 60_000
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ('PNG', (1200, 630))
        colours = image.convert('RGB').getcolors(maxcolors=1 << 24)
    drawn = {colour for _, colour in colours or ()}
    assert {(0x00, 0x69, 0x5F), (0x8A, 0x5A, 0x00), (0xA3, 0x23, 0x66)} <= drawn  # a mark for each side


# -- addresses --------------------------------------------------------------------------------------------------------


def test_the_sitemap(pages: dict[str, BeautifulSoup], published: Path) -> None:
    """The sitemap lists every page that is to be found, once, in order, and none that is not."""
    tree = ElementTree.parse(published / 'sitemap.xml').getroot()
    assert tree is not None
    assert tree.tag == '{http://www.sitemaps.org/schemas/sitemap/0.9}urlset'
    listed = [location.text for location in tree.iterfind('{*}url/{*}loc')]
    wanted = [
        ROOT + path
        for path, page in pages.items()
        if path not in ('404.html', 'search.html') and not page.select('meta[name="robots"][content*="noindex"]')
    ]
    assert listed == sorted(wanted)


def test_the_sitemap_leaves_out_what_is_gone(project: Project) -> None:
    """A page that is gone has something in its place, for readers of old links, and is not in the sitemap.

    Nor does a sitemap shrink to the pages that an incremental build wrote.
    """
    project.configure(
        extensions=['myst_parser', 'sphinx_comparison', 'site_finding'],
        html_baseurl=ROOT,
        cf_permalinks='permalinks.json',
    )
    gone = {'page': 'old', 'id': '', 'kind': 'page', 'forward': {'to': None, 'reason': 'It said nothing.'}}
    project.write({**SOURCES, 'permalinks.json': json.dumps({'version': 1, 'anchors': [gone]})})
    built = project.build()
    assert 'noindex' in built.text('old')
    before = (built.out / 'sitemap.xml').read_text('utf-8')
    assert re.findall('<loc>(.*?)</loc>', before) == [ROOT + name for name in ('ann.html', 'bob.html', 'index.html')]
    project.write({'ann.md': source_page('ann', *BOB)})
    built = project.build()
    assert 'ann' in built.written
    assert 'bob' not in built.written
    assert (built.out / 'sitemap.xml').read_text('utf-8') == before


def test_the_page_for_what_is_not_found(pages: dict[str, BeautifulSoup], published: Path) -> None:
    """The 404 page stands anywhere: all that it asks for and links to is named from the root, and is there."""
    page = pages['404.html']
    assert len(page.select('[role="main"] p a[href^="/reading/essays/"]')) == 2
    links = [str(tag.get('href') or tag.get('src')) for tag in page.select('[href], [src]')]
    inside = [link for link in links if not urlsplit(link).scheme and not link.startswith(('#', 'data:'))]
    assert len(inside) > 20
    for link in inside:
        path = urlsplit(link).path
        assert path.startswith('/reading/'), link
        assert (published / path.removeprefix('/reading/')).is_file(), link


# -- CITATION.cff -----------------------------------------------------------------------------------------------------

CFF_REQUIRED = {'cff-version', 'message', 'title', 'authors'}
CFF_KEYS = CFF_REQUIRED | {
    'abstract', 'commit', 'contact', 'date-released', 'doi', 'identifiers', 'keywords', 'license', 'license-url',
    'preferred-citation', 'references', 'repository', 'repository-artifact', 'repository-code', 'type', 'url',
    'version',
}  # fmt: skip


def test_citation_cff() -> None:
    """CITATION.cff has the keys that its format (1.2.0) wants, and no others, and says what the package says."""
    cff = yaml.safe_load((REPOSITORY / 'CITATION.cff').read_text('utf-8'))
    assert cff.keys() >= CFF_REQUIRED
    assert cff.keys() <= CFF_KEYS
    assert cff['cff-version'] == '1.2.0'
    assert cff['type'] in ('software', 'dataset')
    assert cff['title'] == TITLE
    for author in (*cff['authors'], *(author for reference in cff['references'] for author in reference['authors'])):
        assert author.keys() == {'name'} or author.keys() >= {'family-names', 'given-names'}
    for reference in cff['references']:
        assert {'type', 'title', 'authors'} <= reference.keys()
        assert reference['type'] in ('website', 'newspaper-article')
    package = (REPOSITORY / '_ext/sphinx_comparison/__init__.py').read_text('utf-8')
    assert f"__version__ = '{cff['version']}'" in package
    assert 'license = "{}"'.format(cff['license']) in (REPOSITORY / 'pyproject.toml').read_text('utf-8')
