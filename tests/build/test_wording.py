"""What readers see is in the language of the site: German, French, Korean, Chinese, and otherwise English."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import sphinx_comparison
from helpers.project import ANN, Project, source_page
from sphinx_comparison.language import wording
from sphinx_comparison.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

PACKAGE = Path(sphinx_comparison.__file__).parent
LANGUAGES = ('de', 'fr', 'ko', 'zh_CN')
KEYWORDS = {'say': None, 'say_count': (1, 2), 'mark': None}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Leave the process as it was."""
    yield
    wording.speak('')


def catalogue(path: str) -> Catalog:
    """Read a catalogue."""
    return read_po(io.BytesIO((PACKAGE / 'locale' / path).read_bytes()), locale=path.partition('/')[0][:5] or None)


def asked() -> set[str]:
    """Return everything that the package says to readers."""
    found = extract_from_dir(PACKAGE, [('**.py', 'python')], keywords=KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def test_translators_are_asked_for_everything() -> None:
    """The template has what the code says, no less and no more: `make catalogues` has been run."""
    with (PACKAGE / 'locale/sphinx_comparison.pot').open('rb') as file:
        template = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}
    assert template == asked()
    assert len(template) > 100


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    """Every text has a translation with the same places in it, and what is compiled is what is written."""
    folder = PACKAGE / 'locale' / language / 'LC_MESSAGES'
    with (folder / 'sphinx_comparison.po').open('rb') as file:
        written = read_po(file, locale=language)
    texts = [message for message in written if message.id]
    assert {m.id if isinstance(m.id, str) else m.id[0] for m in texts} == asked()
    for message in texts:
        english = message.id if isinstance(message.id, str) else message.id[0]
        for said in [message.string] if isinstance(message.string, str) else message.string or ['']:
            assert said, english
            assert sorted(re.findall(r'\{\w*\}', said)) == sorted(re.findall(r'\{\w*\}', english)), said
    compiled = io.BytesIO()
    write_mo(compiled, written)
    assert (folder / 'sphinx_comparison.mo').read_bytes() == compiled.getvalue()


SCRIPTS = ('comparison.js', 'citing.js', 'reading.js', 'filters.js')


def test_the_scripts_say_nothing_else() -> None:
    """What the scripts say is what they are given in the language of the site."""
    scripts = ''.join((PACKAGE / 'static' / name).read_text() for name in SCRIPTS)
    wording.speak('de')
    assert set(re.findall(r"say\('([^']+)'", scripts)) == set(wording.in_scripts())


DATES = {
    '2018-03-24': ('24 March 2018', '24. März 2018', '24 mars 2018', '2018년 3월 24일', '2018年3月24日'),
    '2018-03': ('March 2018', 'März 2018', 'mars 2018', '2018년 3월', '2018年3月'),
    '1666-09-02': (
        '2 September 1666', '2. September 1666', '2 septembre 1666', '1666년 9월 2일', '1666年9月2日',
    ),
    '1666-09': ('September 1666', 'September 1666', 'septembre 1666', '1666년 9월', '1666年9月'),
    '2018': ('2018', '2018', '2018', '2018년', '2018年'),
    '197X': ('1970s', '1970er Jahre', 'années 1970', '1970년대', '1970年代'),
    '2018-21': ('spring 2018', 'Frühling 2018', 'printemps 2018', '2018년 봄', '2018年春'),
    '1950~': ('about 1950', 'um 1950', 'vers 1950', '1950년경', '约1950年'),
    '1950/..': ('since 1950', 'seit 1950', 'depuis 1950', '1950년 이후', '1950年以来'),
    '1950/1953?': ('1950 – 1953?', '1950 – 1953?', '1950 – 1953 ?', '1950년 – 1953년?', '1950年 – 1953年？'),
    '-0043-03-15': (
        '15 March 44 BC', '15. März 44 v. Chr.', '15 mars 44 av. J.-C.', '기원전 44년 3월 15일', '公元前44年3月15日',
    ),
}  # fmt: skip


@pytest.mark.parametrize('edtf', DATES)
def test_dates(edtf: str) -> None:
    """Dates are written as each language writes them; elsewhere in English."""
    for language, words in zip(('en', *LANGUAGES, 'it'), (*DATES[edtf], DATES[edtf][0]), strict=True):
        wording.speak(language)
        assert wording.date(edtf).replace('\u00a0', ' ') == words


PAGES = {
    'ann.md': source_page('ann', *ANN),
    'bob.md': source_page('bob', 'The milk goes in first, as my mother taught me.'),
    'points.md': """
        # P

        :::{question} Q
        :id: why
        :::

        ::::{hypothesis} H
        :id: first
        :question: why

        :::{position} ann
        :stance: asserts
        :contested: c

        > Tea is poured before the milk.
        :::

        :::{position} bob
        :stance: silent
        :nearest: ¶1

        s
        :::
        ::::

        ::::{hypothesis} R
        :id: reason
        :reason-for: first

        :::{position} ann
        :stance: grants

        s
        :::
        ::::

        ::::{evidence} E
        :id: fire
        :date: 1666-09-02

        :::{position} ann
        s
        :::
        ::::
        """,
    'views.md': '# V\n\n' + '\n\n'.join(
        f'```{{{view}}}\n{":since: 1.json" if view == "changes" else ""}\n```' for view in VIEWS if view != 'citations'
    ),
    '1.json': '{"version": 1, "questions": [], "points": [], "sources": []}',
}  # fmt: skip
SEEN = {
    'de': ('Hypothesen', 'Zitiertes zeigen', 'An 1 Stelle erwähnt',
           'behauptet', 'schweigt', 'Umstritten: ', 'nur Ann',
           'Ein Grund für: ', 'Eine Antwort auf: ', '2. September 1666', '3 nummerierte Absätze', 'Am nächsten: '),
    'fr': ('Hypothèses', 'Montrer ce qui est cité', 'affirme', 'Contesté\u00a0: ', '2 septembre 1666'),
    'ko': ('가설', '인용된 부분 보기', '주장', '이견: ', '1666년 9월 2일'),
    'zh_CN': ('假说', '显示被引用的文字', '主张', '争议：', '1666年9月2日'),
}  # fmt: skip


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'epub'])
@pytest.mark.parametrize('language', LANGUAGES)
def test_a_site(project: Project, language: str, builder: str) -> None:
    """Its pages and exports say it all in its language, and none of it in English; without a warning."""
    project.configure(language=language, version='1', copyright='nobody')
    project.write(PAGES)
    built = project.build(builder)
    assert [warning for warning in built.warnings if '[cf.' in warning] == []
    shown = ' '.join(
        data.decode() for name, data in built.files().items() if name.endswith(('.html', '.xhtml', '.tex', '.txt'))
    )
    shown = re.sub(r'\s+', ' ', shown.replace('\xa0', '\u00a0')) if builder == 'text' else shown
    for words in SEEN[language] if builder == 'html' else ():
        assert words in shown or words.replace('\u00a0', '&#160;') in shown, words
    for english in ('Quoted in', 'Contested: ', 'Referred to in', 'asserts', 'not assessed', 'numbered paragraph'):
        visible = re.sub(r'<[^>]*>|\\[A-Za-z]+\{[^{}]*\}|\bcf-[\w-]*', ' ', shown)
        assert english not in visible, english


@pytest.mark.parametrize(('language', 'elsewhere'), [('it', 'numbered paragraphs'), ('de', 'nummerierte Absätze')])
def test_a_catalogue_of_the_project(project: Project, language: str, elsewhere: str) -> None:
    """It comes before the extension's own, which has what it lacks; a language without any has English words."""
    project.configure(language=language)
    project.write(PAGES)
    own = project.source / f'locale/{language}/LC_MESSAGES/sphinx_comparison.mo'
    assert elsewhere in project.build().text('ann')
    own.parent.mkdir(parents=True)
    written = (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        b'msgid "Show what is quoted"\nmsgstr "Mostra le citazioni"\n'
    )
    with own.open('wb') as file:
        write_mo(file, read_po(io.BytesIO(written), locale=language))
    project.configure(locale_dirs=['locale'])
    page = project.build(fresh=True).text('ann')
    assert 'Mostra le citazioni' in page
    assert elsewhere in page
