"""The strip of a source: what each stretch of it is, and the picture that is drawn from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from sphinx_comparison.drawing.pictures import strip as draw
from sphinx_comparison.model import Page
from sphinx_comparison.views.shapes import LinkTo
from sphinx_comparison.views.strip import caption, share, strip
from unit.samples import compare, line, quote, request, source_page

if TYPE_CHECKING:
    from sphinx_comparison.views.shapes import Strip


def drawn(*words: str, texts: tuple[str, ...] = ('abcd efgh ijkl mnop', 'qrst')) -> Strip:
    """Return the strip of a source of which these words are quoted."""
    page = Page('page')
    for each in words:
        quote(page, 'ann', each)
    comparison = compare(source_page('ann', *texts), page)
    found = strip(comparison, comparison.sources['ann'])
    assert found
    return found


def test_stretches_are_counted() -> None:
    """Where each stretch begins, how long it is, and how often it is quoted: from the third time on alike."""
    assert drawn('abcd efgh', 'efgh ijkl').runs == ((0, 5, 1), (5, 4, 2), (9, 5, 1))
    assert drawn('abcd', 'abcd', 'abcd', 'abcd').runs == ((0, 4, 3),)
    assert drawn().runs == ()


def test_stretches_that_touch_are_one() -> None:
    """Two quotations that follow each other make one stretch."""
    assert drawn('春夏', '秋冬', texts=('春夏秋冬',)).runs == ((0, 4, 1),)


def test_paragraphs_stand_in_a_row() -> None:
    """Each is as wide as it is long, in code points, with a gap before the next, and says how much is quoted."""
    found = drawn('abcd', 'qrst')
    assert [(part.start, part.length, part.share) for part in found.parts] == [(0, 19, 21), (20, 4, 100)]
    assert found.length == 24
    assert found.runs == ((0, 4, 1), (20, 4, 1))
    assert [part.link.target.anchor for part in found.parts] == ['ann-p1', 'ann-p2']


def test_a_source_without_text_has_none() -> None:
    """There is nothing to draw of it."""
    comparison = compare(source_page('ann'))
    assert strip(comparison, comparison.sources['ann']) is None
    assert share(comparison, comparison.sources['ann']) == '–'


def test_the_share_of_little_is_not_nothing() -> None:
    """What is quoted of a long text is less than one per cent, and not none; of a text without words there is none."""
    page = Page('page')
    quote(page, 'ann', 'abcd')
    comparison = compare(source_page('ann', 'abcd efgh', *['x' * 500] * 4), source_page('bob', 'ijkl', ''), page)
    assert [share(comparison, source) for source in comparison.sources.values()] == ['< 1 %', '0 %']


def test_hues_come_round() -> None:
    """The seventh source has the hue of the first."""
    comparison = compare(*(source_page(name, 'A text.') for name in 'abcdefg'))
    found = [strip(comparison, source) for source in comparison.sources.values()]
    assert [each.hue for each in found if each] == [1, 2, 3, 4, 5, 6, 1]


def test_the_caption_leads_to_what_is_quoted_nowhere() -> None:
    """It leads to a list of these words, if there is one of this source; else it says so all the same."""
    page = Page('page')
    quote(page, 'ann', 'abcd efgh')
    sources = (source_page('ann', 'abcd efgh ijkl mnop'), source_page('bob', 'qrst'))
    words = '47 % of the text is quoted in the comparison; stronger: more than once; blank: quoted nowhere.'
    for sources_shown, leads_to in (('', 'page'), ('ann', 'page'), ('bob', None)):
        page.views = [request('coverage', 'page', **({'sources': sources_shown} if sources_shown else {}))]
        comparison = compare(*sources, page)
        said = caption(comparison, comparison.sources['ann'])
        assert line(said) == words
        links = [piece.target.docname for piece in said.pieces if isinstance(piece, LinkTo)]
        assert links == ([leads_to] if leads_to else [])


def test_the_picture() -> None:
    """It is well-formed, has a link for each paragraph, no colour, no style, and is heard and tabbed to by nobody."""
    svg = draw(drawn('abcd', 'abcd efgh'), lambda link: f'a.html?x=1&y=2#{link.target.anchor}')['svg']
    root = ElementTree.fromstring(svg)
    assert root.attrib == {'class': 'cf-strip cf-hue-1', 'aria-hidden': 'true'}
    links = root.findall('.//a')
    assert [link.get('href') for link in links] == ['a.html?x=1&y=2#ann-p1', 'a.html?x=1&y=2#ann-p2']
    assert {link.get('tabindex') for link in links} == {'-1'}
    assert [link.findtext('rect/title') for link in links] == ['¶1: 47 % quoted', '¶2: 0 % quoted']
    assert [path.get('d') for path in root.findall('.//path')] == [
        'M4 0h5v10h-5z',
        'M0 0h4v10h-4z',
    ]
    assert not re.search(r'style|fill|stroke', svg)
    assert '<a' not in draw(drawn('abcd'), None)['svg']


def test_numbers_have_room() -> None:
    """At most fifteen numbers of paragraphs stand below a strip, however many paragraphs it has."""
    for paragraphs, numbers in (
        (13, list(range(1, 14))),
        (40, list(range(5, 41, 5))),
        (1000, list(range(100, 1001, 100))),
    ):
        root = ElementTree.fromstring(draw(drawn(texts=('A text.',) * paragraphs), lambda _: '')['svg'])
        assert [int(text.text or '') for text in root.findall('text')] == numbers
