"""On paper nothing is lost: the PDFs of `make pdf`, and what LaTeX makes of the real site and the torture project.

A PDF that dropped a glyph, a cell or a link is written without an error. So its words are read again, and each link is
followed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from conftest import REPOSITORY
from helpers.crowd import crowd
from helpers.essays import SEEDS, paragraphs
from helpers.paper import EDITION, MANUAL, Once, Paper, Spot, cells, letters, make_pdf
from helpers.project import Project, rich

Builds = Callable[[str], Path]

NO_LATEX = (
    'There is no XeLaTeX to test with. Debian, Ubuntu: apt-get install latexmk texlive-xetex texlive-latex-extra '
    'texlive-fonts-recommended tex-gyre fonts-freefont-otf'
)


# -- the PDFs of `make pdf` ---------------------------------------------------------------------------------------


@pytest.fixture
def printed(once: Once) -> Path:
    """The folder of the PDFs, as `make pdf` writes them in a copy of what they are made of."""
    return once('pdf', make_pdf) / '_build/pdf'


def test_pdf(printed: Path, site_folder: Path) -> None:
    """They are whole, they lead where they say, everybody can use them, and their tables fit their sheets.

    One test, since the PDFs take long: one worker makes them, and the others go on with something else.
    """
    pdf, manual = Paper(printed / f'{EDITION}.pdf'), Paper(printed / f'{MANUAL}.pdf')
    assert_every_word(pdf, manual, site_folder)
    assert_links(pdf, printed / EDITION)
    assert_for_everybody(
        pdf, 'Kim Jong-un’s turn of 2018: a comparative reading', titles(site_folder, of_manual=False)
    )
    assert_for_everybody(manual, 'sphinx-comparison: the manual', titles(site_folder, of_manual=True))
    assert_wide_tables_on_their_side(pdf)
    assert_apart(pdf, manual)


def assert_apart(pdf: Paper, manual: Paper) -> None:
    """The edition is without the manual and without what is for screens, and short enough to be printed."""
    places = pdf.places()
    assert [place for place in places if place.startswith('document-extension')] == []
    assert 'document-beside' not in places
    assert not pdf.find('Where both essays treat the same subject')
    assert len(pdf.pages) < 100
    inside, _ = manual.links()
    assert set(inside) - set(manual.places()) == set()
    assert {place for place in manual.places() if place.startswith('document-')} == {
        f'document-extension/{page.stem}' for page in (REPOSITORY / 'docs/extension').glob('*.md')
    }


def assert_every_word(pdf: Paper, manual: Paper, site_folder: Path) -> None:
    """Every paragraph of both essays is in it, in order, and so is every cell of every table of the site."""
    for source in SEEDS:
        assert_in_order(pdf, paragraphs(source))
    assert missing_cells(pdf, site_folder, on_paper) == []
    assert missing_cells(manual, site_folder, lambda page: page.startswith('extension/')) == []
    assert not pdf.find('Words that stand nowhere in it.')


def on_paper(page: str) -> bool:
    """True if a page of the site is in the PDF of the edition."""
    return page != 'beside' and not page.startswith('extension/')


def assert_links(pdf: Paper, one_page: Path) -> None:
    """Every link in it leads to a place in it or to another site, and each quotation to the page of its words."""
    page = BeautifulSoup((one_page / 'index.html').read_text(encoding='utf-8'), 'html.parser')
    inside, outside = pdf.links()
    places = pdf.places()

    assert set(inside) - set(places) == set()
    chapters = page.select('.contents a[href^="#document-"]')
    assert len(chapters) == 12  # each page of the edition but the front page
    for chapter in chapters:
        title = chapter.get_text().rpartition(': ')[2]  # the contents name the author first
        assert letters(title) in pdf.pages[places[str(chapter['href'])[1:]]], chapter
    assert [address for address in outside if not re.match('https?://', address)] == []
    hrefs = [str(link['href']) for link in page.select('main a[href]')]
    assert {href[1:] for href in hrefs if href.startswith('#')} - {'', *numbers_alone(page)} <= set(inside)
    assert {href for href in hrefs if not href.startswith('#')} == set(outside)

    words = {str(link['href'])[1:]: link.get_text() for link in page.select('a.cf-words')}
    assert len(words) > 80
    for place, said in words.items():
        found = pdf.find(re.split(r'\[[^]]*\]', said.strip('“'))[0], (places[place], 0))
        assert found, (place, said)
        assert found[0] - places[place] <= 1, (place, said)


def numbers_alone(page: BeautifulSoup) -> set[str]:
    """Return the places that only the numbers of paragraphs link to, which have no words to click on before styles."""
    return {str(link['href'])[1:] for link in page.select('a.cf-number, a.headerlink')}


def titles(site_folder: Path, *, of_manual: bool) -> list[str]:
    """Return the titles of the pages of the edition, or of the manual."""
    files = {file.relative_to(site_folder).with_suffix('').as_posix(): file for file in site_folder.rglob('*.html')}
    return [
        ' '.join(heading.get_text().removesuffix('¶').split())
        for page, file in files.items()
        if file.name not in ('search.html', 'genindex.html')
        if (page.startswith('extension/') if of_manual else on_paper(page))
        if (
            heading := BeautifulSoup(file.read_text(encoding='utf-8'), 'html.parser').select_one(
                'article h1:not(.rubric)'
            )
        )
    ]


def assert_for_everybody(pdf: Paper, title: str, pages: list[str]) -> None:
    """It has a title, a language, tags for screen readers, and every page in its outline."""
    root: Any = pdf.reader.trailer['/Root']
    metadata = pdf.reader.metadata

    assert metadata is not None
    assert metadata.title == title
    assert metadata.author == 'The Comparative Reading editors'
    assert root['/Lang'] == 'en'
    assert root['/MarkInfo']['/Marked']
    assert '/StructTreeRoot' in root
    assert root['/ViewerPreferences']['/DisplayDocTitle']
    assert len(pages) >= 5
    assert set(pages) - set(pdf.outline()) == set()


def assert_wide_tables_on_their_side(pdf: Paper) -> None:
    """The comparisons are on landscape pages; the essays are not."""
    wide = {number for number, page in enumerate(pdf.reader.pages) if page.mediabox.width > page.mediabox.height}
    heading = 'HypothesisBajpaiCabestan'
    shown = {number for number, text in enumerate(pdf.pages) if heading in text and f'{heading}Together' not in text}
    assert shown
    assert shown <= wide
    assert pdf.places()['bajpai-p1'] not in wide


# -- LaTeX --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope='module', params=['site', 'rich'])
def typeset(request: pytest.FixtureRequest, once: Once, site_builds: Builds) -> Path:
    """The real site, or the torture project, as XeLaTeX sets it: the folder with the PDF and the log."""

    def make(folder: Path) -> None:
        if request.param == 'site':
            shutil.copytree(site_builds('latex'), folder)
        else:
            shutil.copytree(rich(folder.with_suffix('.project')).build('latex', strict=True).out, folder)
        xelatex(folder)

    return once(f'typeset-{request.param}', make)


def xelatex(folder: Path) -> None:
    """Run XeLaTeX as often as it has to."""
    if not (shutil.which('latexmk') and shutil.which('xelatex')):
        pytest.fail(NO_LATEX, pytrace=False)
    (file,) = folder.glob('*.tex')
    run = subprocess.run(
        ['latexmk', '-xelatex', '-interaction=nonstopmode', '-halt-on-error', file.name],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        errors='replace',
    )
    if run.returncode:
        pytest.fail(f'{file} does not compile:\n{run.stdout[-3000:]}{run.stderr[-2000:]}', pytrace=False)


def log_of(folder: Path) -> str:
    """Return the log of XeLaTeX, its lines not broken."""
    (file,) = folder.glob('*.log')
    text = file.read_text(encoding='utf-8', errors='replace')
    return re.sub(r'(?<=^.{79})\n', '', text, flags=re.MULTILINE)


def test_latex_has_every_sign_and_reference(typeset: Path) -> None:
    """The log tells of no undefined reference, no missing character, and no label that stands twice."""
    told = re.compile('.*(?:undefined|Missing character|multiply|There were).*', re.IGNORECASE)

    assert told.findall(log_of(typeset)) == []


def test_latex_stays_on_the_sheet(typeset: Path) -> None:
    """No line runs out over the margin by more than one can see, but the code of the manual's reference.

    The wide one is the drawing of a table in the tutorial, which must not be broken; it runs to the paper's edge.
    """
    boxes = re.findall(r'Overfull \\(.box) \(([\d.]+)pt too (?:wide|high)\)', log_of(typeset))
    lines = sorted(float(points) for box, points in boxes if box == 'hbox')

    assert [points for points in lines if points > 150] == []
    assert len([points for points in lines if points > 60]) <= 1
    assert [points for box, points in boxes if box == 'vbox' and float(points) > 5] == []


def test_latex_says_every_word(typeset: Path, site_builds: Builds) -> None:
    """Every paragraph of the essays and every cell of every table is in what LaTeX sets."""
    if typeset.name == 'typeset-site':
        (file,) = typeset.glob('*.pdf')
        paper = Paper(file)
        for source in SEEDS:
            assert_in_order(paper, paragraphs(source))
        assert missing_cells(paper, site_builds('html')) == []


@pytest.mark.parametrize('count', [5, 12])
def test_latex_of_many_sources(tmp_path: Path, count: int) -> None:
    """Tables of five and of twelve sources are on the sheet, every cell, and nothing is too wide."""
    project = Project(tmp_path, latex_engine='xelatex', latex_use_xindy=False)
    crowd(project, count, 'comparison')
    folder = project.build('latex').out
    xelatex(folder)
    (file,) = folder.glob('*.pdf')
    paper = Paper(file)
    for number in range(3):
        for each in range(count):
            assert paper.find(f'So says number {each} of {number}, and nobody else.', (0, 0))
    widths = re.findall(r'Overfull \\hbox \(([\d.]+)pt too wide\)', log_of(folder))
    assert [points for points in widths if float(points) > 5] == []


def test_latex_links(typeset: Path) -> None:
    """Every link leads to a place, and the label of every passage to the page where it stands."""
    (file,) = typeset.glob('*.pdf')
    paper = Paper(file)
    places = paper.places()
    inside, outside = paper.links()

    assert inside
    assert set(inside) - set(places) == set()
    assert [address for address in outside if not re.match('(?:https?://|mailto:)', address)] == []
    labels = dict(re.findall(r'\\newlabel\{([^}]*)\}\{\{.*\}\{([^{}]*)\}\{\}\}$', auxiliary(typeset), re.MULTILINE))
    passages = {name: place for name, place in labels.items() if re.search(r'-p\d+$', name)}
    assert len(passages) > 4
    assert [name for name, place in passages.items() if place not in places] == []
    if typeset.name == 'typeset-site':
        for name, place in passages.items():
            # Of several passages, the first.
            source, number, *_ = name.rpartition(':')[2].removeprefix('beside-').split('-p')
            begin = letters(paragraphs(source)[int(number) - 1])[:20]
            assert begin in paper.pages[places[place]] + paper.pages[places[place] + 1], name
            # Side by side, a paragraph is led to from those that it meets, and not every one meets another. To several
            # paragraphs a citation leads that is no link.
            assert place in inside or 'beside-' in name or re.search(r'-p\d+-p\d+$', name), name


def auxiliary(folder: Path) -> str:
    """Return the labels that XeLaTeX noted."""
    (file,) = folder.glob('*.aux')
    return file.read_text(encoding='utf-8')


# -- words ----------------------------------------------------------------------------------------------------------


def assert_in_order(paper: Paper, texts: list[str]) -> None:
    """Find each text after the one before."""
    spot: Spot = (0, 0)
    for text in texts:
        found = paper.find(text, spot)
        assert found, f'not there, or not in its place: {text}'
        spot = found


def missing_cells(paper: Paper, site: Path, wanted: Callable[[str], bool] = bool) -> list[str]:
    """Return the words of the cells of the site's tables that are not on paper, block by block, of the pages wanted.

    Parallels and maps are for screens; what an exercise hides has a line to write on there.

    They are looked for one after the other, in the part that their page has become, if that is known: on the sheet of
    the words before or later, or on the one before it, since the cells of a row may all go on to the next.
    """
    places = paper.places()
    missing: list[str] = []
    count = 0
    for file in sorted(site.rglob('*.html')):
        page = file.relative_to(site).with_suffix('').as_posix()
        if not wanted(page):
            continue
        start = places.get(f'document-{page}', 0)
        last = start
        soup = BeautifulSoup(file.read_text(encoding='utf-8'), 'html.parser')
        for parallels in soup.select('.cf-parallels, .cf-map, .cf-hiding details') if wanted is not bool else ():
            parallels.extract()
        for link in soup.select('table a.external[href^="http"]') if wanted is not bool else ():
            link.append(f' <{link["href"]}>')  # as it is printed, but by LaTeX
        for text in cells(soup):
            found = paper.find(text, (max(start, last - 1), 0) if start else (0, 0))
            count += 1
            if found:
                last = found[0]
            else:
                missing.append(text)
    assert count > 100
    return missing
