"""Hard bibliographic records: what a comparison of texts may be made of, and what trips citation programs.

Written as in front matter, a record each; ``RECORDS`` has them by a name that says what is hard.
"""

from __future__ import annotations

from typing import Any

from sphinx_comparison.citation.csl import DATE_VARIABLES, NAME_VARIABLES, TITLES
from sphinx_comparison.citation.markup import plain
from sphinx_comparison.citation.record import Name, Record


def person(text: str) -> Name:
    """Read a name: ``Family, Given``, ``Family, Given, Suffix``, or ``=A body of persons``."""
    if text.startswith('='):
        return Name(literal=text[1:])
    family, given, suffix = (*(part.strip() for part in text.split(',')), '', '')[:3]
    return Name(family=family, given=given, suffix=suffix)


def record(kind: str, title: str, **variables: Any) -> Record:
    """Make a record of what front matter would have; an underscore stands for a hyphen, and None for nothing."""
    names, dates, strings = [], [], []
    for key, value in variables.items():
        if not value:
            continue
        variable = key.replace('_', '-')
        if variable in NAME_VARIABLES:
            people = (value,) if isinstance(value, str | Name) else value
            names.append((variable, tuple(person(one) if isinstance(one, str) else one for one in people)))
        elif variable in DATE_VARIABLES:
            dates.append((variable, value))
        else:
            strings.append((variable, value))
    titles = [(variable, text) for variable, text in [('title', title), *strings] if variable in TITLES]
    marked = tuple((variable, text) for variable, text in titles if plain(text) != text)
    strings = [(variable, plain(text) if variable in TITLES else text) for variable, text in strings]
    return Record(kind, plain(title), tuple(names), tuple(dates), tuple(strings), marked)


def people(count: int) -> tuple[str, ...]:
    """Return so many different authors."""
    given = ('Ann', 'Bo', 'Chi', 'Dov', 'Eve', 'Fay', 'Gus')
    return tuple(f'Author{chr(ord("a") + index)}, {given[index % len(given)]}' for index in range(count))


_ENGLISH = {'author': 'Ho, Ann', 'issued': '2018-03-24', 'language': 'en-US'}
_URL = 'https://example.org/essays/x.html#x-p7'
_PAPER = {'container_title': 'The Daily Paper', 'issued': '2018-03-24', 'URL': _URL}
_JOURNAL = {
    'container_title': 'Journal of Questions',
    'volume': '12',
    'issue': '3',
    'page': '101-119',
    'issued': '2018-05',
}


def _newspaper(title: str, **variables: Any) -> Record:
    return record('article-newspaper', title, **({'author': 'Ho, Ann'} | _PAPER | variables))


def _webpage(title: str, **variables: Any) -> Record:
    return record(
        'webpage',
        title,
        **({'author': 'Ho, Ann', 'container_title': 'A Site', 'issued': '2018-03-24', 'URL': _URL} | variables),
    )


def _essay(title: str, **variables: Any) -> Record:
    return record('article', title, **({'author': 'Ho, Ann', 'issued': '2018-03-24', 'URL': _URL} | variables))


def _book(title: str, **variables: Any) -> Record:
    return record(
        'book',
        title,
        **({'author': 'Ho, Ann', 'publisher': 'Opus Press', 'publisher_place': 'Oslo', 'issued': '2018'} | variables),
    )


def _chapter(title: str, **variables: Any) -> Record:
    full = {
        'author': 'Ho, Ann',
        'container_title': 'All Questions',
        'editor': 'Vega, Ida',
        'publisher': 'Opus Press',
        'publisher_place': 'Oslo',
        'issued': '2018',
        'page': '33-57',
    }
    return record('chapter', title, **(full | variables))


def _article(title: str, **variables: Any) -> Record:
    return record('article-journal', title, **({'author': 'Ho, Ann'} | _JOURNAL | variables))


RECORDS: dict[str, Record] = {
    # The two essays of the site.
    'bajpai': _essay(
        'Switching sides? Kim Jong-un could be exploring the possibility of becoming an American ally',
        author='Bajpai, Kanti',
        title_short='Switching sides?',
        language='en-GB',
        note='Director, Centre on Asia and Globalisation and Wilmar Professor of Asian Studies',
    ),
    'cabestan': _newspaper(
        'What Is Kim Jong-un’s Game?',
        author='Cabestan, Jean-Pierre',
        container_title='NYTimes Opinion',
        issued='2018-05?',
        language='en-US',
        note='Jean-Pierre Cabestan is a professor',
    ),
    # How many authors.
    **{
        f'{count}-authors': _newspaper('On counting', author=people(count))
        for count in (2, 3, 4, 6, 7, 8, 10, 11, 20, 21, 22)
    },
    **{f'book-{count}-authors': _book('On counting', author=people(count)) for count in (2, 3, 8, 21)},
    # Who they are.
    'corporate': _webpage('On bodies', author='=International Crisis Group'),
    'corporate-two': _webpage('On bodies', author=('=International Crisis Group', '=Amnesty International')),
    'corporate-and-person': _webpage('On bodies', author=('=International Crisis Group', 'Ho, Ann')),
    'person-and-corporate': _webpage('On bodies', author=('Ho, Ann', '=International Crisis Group')),
    'corporate-with-comma': _book('On bodies', author='=Ministry of Truth, Department of Minutes'),
    'corporate-is-publisher': record(
        'report', 'On bodies', author='=World Bank', publisher='World Bank', issued='2018', URL=_URL
    ),
    'particle': _newspaper('On roofs', author=Name('Beethoven', 'Ludwig', 'van')),
    'particle-capital': _newspaper('On roofs', author=Name('Gaulle', 'Charles', 'De')),
    'particle-dropping': _newspaper('On roofs', author=Name('Humboldt', 'Alexander', dropping_particle='von')),
    'particle-both': _newspaper('On roofs', author=Name('Fontaine', 'Jean', 'La', 'de')),
    'particle-apostrophe': _newspaper('On roofs', author=Name('Aubignac', 'François Hédelin', 'd’')),
    'particle-second': _newspaper(
        'On roofs',
        author=('Ho, Ann', Name('Beethoven', 'Ludwig', 'van'), Name('Humboldt', 'Alexander', dropping_particle='von')),
    ),
    'suffix': _newspaper('On sons', author='King, Martin Luther, Jr.'),
    'suffix-roman': _newspaper('On sons', author='Gates, William Henry, III'),
    'suffix-second': _newspaper('On sons', author=('Ho, Ann', 'King, Martin Luther, Jr.')),
    'hyphen': _newspaper('On hyphens', author='Sartre, Jean-Paul'),
    'hyphen-lower': _newspaper('On hyphens', author='Kim, Jong-un'),
    'hyphen-family': _newspaper('On hyphens', author='Lévi-Strauss, Claude'),
    'initials': _newspaper('On initials', author='Tolkien, J. R. R.'),
    'initials-close': _newspaper('On initials', author='Tolkien, J.R.R.'),
    'initial-mixed': _newspaper('On initials', author='Kennedy, John F.'),
    'mononym': _newspaper('On one name', author=Name('Plato')),
    'given-only': _newspaper('On one name', author=Name('', 'Madonna')),
    'given-lower': _newspaper('On lower case', author='hooks, bell'),
    'family-two-words': _newspaper('On two', author='García Márquez, Gabriel'),
    'diacritics': _newspaper('On marks', author='Šverma, Žofie Ćiro'),
    'given-ligature': _newspaper('On marks', author='Ångström, Ægir Éva'),
    'apostrophe-name': _newspaper('On marks', author='O’Brien, Flann'),
    'han': _newspaper('论持久战', author='毛, 泽东'),
    'han-two': _newspaper('论持久战', author=('毛, 泽东', '周, 恩来')),
    'han-with-latin': _newspaper('On two scripts', author=('毛, 泽东', 'Ho, Ann')),
    'han-container': _newspaper('论持久战', author='毛, 泽东', container_title='人民日报'),
    'hangul': _newspaper('나의 소원', author='김, 구'),
    'kana': _newspaper('こころ', author='夏目, 漱石'),
    'arabic': _newspaper('المقدمة', author='ابن خلدون, عبد الرحمن'),
    'hebrew': _newspaper('מדינת היהודים', author='הרצל, בנימין זאב'),
    'cyrillic': _newspaper('Что делать?', author='Ленин, Владимир'),
    'greek': _newspaper('Περί ποιητικής', author='Καβάφης, Κωνσταντίνος'),
    'devanagari': _newspaper('गोदान', author='प्रेमचंद, मुंशी'),
    'no-author': _newspaper('On nobody', author=()),
    'no-author-essay': _essay('On nobody', author=()),
    'no-author-webpage': _webpage('On nobody', author=()),
    'no-author-book': _book('On nobody', author=()),
    'no-author-chapter': _chapter('On nobody', author=()),
    'no-author-question': _newspaper('On whom?', author=()),
    'no-author-short-title': _newspaper('On nobody in particular, and why', author=(), title_short='On nobody'),
    'no-author-publisher': _webpage('On nobody', author=(), publisher='A Foundation'),
    'editor-only': _book('On editing', author=(), editor='Vega, Ida'),
    'editors-two': _book('On editing', author=(), editor=('Vega, Ida', 'Ho, Ann')),
    'editors-three': _book('On editing', author=(), editor=people(3)),
    'author-and-editor': _book('On editing', editor='Vega, Ida'),
    'translator': _book('On translating', translator='Vega, Ida'),
    'translator-only': _book('On translating', author=(), translator='Vega, Ida'),
    'translator-and-editor': _book('On translating', translator='Vega, Ida', editor='Roe, Jo'),
    'article-translated': _article('On translating', translator='Vega, Ida'),
    # When.
    'no-date': _newspaper('On never', issued=None),
    'no-date-book': _book('On never', issued=None),
    'no-date-webpage': _webpage('On never', issued=None),
    'no-date-essay': _essay('On never', issued=None),
    'no-date-no-author': _essay('On never', issued=None, author=()),
    **{
        f'date-{edtf.replace("-", ".").replace("/", "_")}': _newspaper('On dates', issued=edtf)
        for edtf in (
            '2018',
            '2018-05',
            '2018-05-03',
            '2018-05~',
            '2018-05?',
            '2018-05%',
            '2018?',
            '2018~',
            '2018-05-03?',
            '197X',
            '19XX',
            '2018-21',
            '2018-22',
            '2018-23',
            '2018-24',
            '1950/1953',
            '1950-06/1953-07',
            '1950-06-25/1953-07-27',
            '2018-05-03/2018-05-05',
            '2018-05/2018-06',
            '2018-05-30/2018-06-02',
            '1950/..',
            '../1950',
            '1950/',
            '1950~/1953',
            '-0043',
            '-0043-03-15',
            '0800',
            '0079-08-24',
            '2018-09',
            '2018-06-01',
            '2018-07-04',
            '0000',
        )
    },
    'date-essay-month': _essay('On dates', issued='2018-05?'),
    'date-book-uncertain': _book('On dates', issued='1750?'),
    'date-book-about': _book('On dates', issued='1750~'),
    'date-book-decade': _book('On dates', issued='175X'),
    'date-book-interval': _book('On dates', issued='1950/1953'),
    'date-journal-season': _article('On dates', issued='2018-23'),
    'date-journal-day': _article('On dates', issued='2018-05-03'),
    'date-journal-year': _article('On dates', issued='2018'),
    'date-chapter-uncertain': _chapter('On dates', issued='1750?'),
    # Titles.
    **{
        f'title-{number}': _newspaper(title)
        for number, title in enumerate(
            (
                'What is to be done?',
                'Stop!',
                'On stops.',
                'On stops …',
                'Why “why” is asked',
                '“Why” is asked',
                'Why one asks “why”',
                'Why one asks “why?”',
                'On ‘single’ marks',
                'On “outer and ‘inner’ marks”',
                'Peace: a question',
                'Peace: what “peace”?',
                'Tom’s and Ann’s',
                '’Tis the question',
                'Fire & Fury',
                '100 % wrong',
                'A {brace} and a \\ backslash',
                'snake_case and _so-called_ italics',
                '*Stars* and `ticks`',
                'A $5 question #1 ~ ^',
                '<b>Bold</b> & <i>bolder</i>?',
                'On 1 < 2',
                'On CO₂ and x²',
                'On A.I.',
                'Is it so?!',
                'Really?: a reply',
                'Who asks? And why',
                'Two—dashes – here',
                'A title (in part)',
                'A title [sic]',
                'iPhone and eBay',
                'Don\'t "quote" me',
                '¿Qué hacer?',
                '«Что делать?»',
                'Über „Gänsefüßchen“',
                'On no-break\u00a0space',
                'The “first” and the “second”',
                '‘Single’ first',
                'The 1990s’ end',
            )
        )
    },
    **{
        f'book-title-{number}': _book(title)
        for number, title in enumerate(
            (
                'What is to be done?',
                'Stop!',
                'On “quotes”',
                'Fire & Fury: inside',
                '“All” in quotes',
                'On A.I.',
                'What is “what?”',
            )
        )
    },
    'container-question': _newspaper('On names', container_title='Who Knows?'),
    'container-quotes': _chapter('On names', container_title='The “Great” Question'),
    'container-exclamation': _article('On names', container_title='Nature!'),
    'title-short-quoted': _newspaper('“Why” is asked: a reply to all', title_short='“Why” is asked'),
    'book-question-container': _chapter('Who?', container_title='What?'),
    # Where.
    'newspaper-section': _newspaper('On places', section='Opinion'),
    'newspaper-page': _newspaper('On places', page='A1', URL=None),
    'newspaper-publisher': _newspaper('On places', publisher='The Paper Company'),
    'newspaper-no-container': record(
        'article-newspaper', 'On places', author='Ho, Ann', issued='2018-03-24', URL=_URL
    ),
    'newspaper-doi': _newspaper('On places', DOI='10.1000/xyz'),
    'magazine': record('article-magazine', 'On places', author='Ho, Ann', **_PAPER),
    'magazine-page': record(
        'article-magazine',
        'On places',
        author='Ho, Ann',
        page='12-15',
        volume='7',
        issue='4',
        container_title='Weekly',
        issued='2018-03-24',
    ),
    'journal': _article('On places'),
    'journal-doi': _article('On places', DOI='10.1000/xyz.(1)'),
    'journal-url': _article('On places', URL=_URL),
    'journal-doi-and-url': _article('On places', DOI='10.1000/xyz', URL=_URL),
    'journal-no-issue': _article('On places', issue=None),
    'journal-no-volume': _article('On places', volume=None),
    'journal-no-pages': _article('On places', page=None, URL=_URL),
    'journal-pages-long': _article('On places', page='1003-1010'),
    'journal-pages-dash': _article('On places', page='96–117'),
    'journal-pages-letters': _article('On places', page='S12-S19'),
    'journal-pages-several': _article('On places', page='12-15, 20'),
    'journal-page-one': _article('On places', page='12'),
    'journal-issue-words': _article('On places', volume=None, issue='Special issue'),
    'book': _book('On places'),
    'book-no-place': _book('On places', publisher_place=None),
    'book-no-publisher': _book('On places', publisher=None),
    'book-bare': _book('On places', publisher=None, publisher_place=None, URL=_URL),
    'book-edition': _book('On places', edition='2'),
    'book-edition-words': _book('On places', edition='Revised edition'),
    'book-volume': _book('On places', volume='2'),
    'book-volumes': _book('On places', number_of_volumes='3'),
    'book-series': _book('On places', collection_title='Studies in Places', collection_number='4'),
    'book-doi': _book('On places', DOI='10.1000/xyz'),
    'book-url': _book('On places', URL=_URL),
    'book-original': _book('On places', original_date='1848'),
    'chapter': _chapter('On places'),
    'chapter-editors': _chapter('On places', editor=('Vega, Ida', 'Roe, Jo')),
    'chapter-editors-three': _chapter('On places', editor=people(3)),
    'chapter-no-editor': _chapter('On places', editor=None),
    'chapter-url': _chapter('On places', URL=_URL),
    'chapter-edition': _chapter('On places', edition='3'),
    'report': record(
        'report',
        'On places',
        author='=World Bank',
        publisher='A Bureau',
        publisher_place='Oslo',
        number='12',
        genre='Working Paper',
        issued='2018-06',
        URL=_URL,
    ),
    'report-plain': record('report', 'On places', author='Ho, Ann', publisher='A Bureau', issued='2018'),
    'webpage': _webpage('On places'),
    'webpage-bare': record('webpage', 'On places', URL=_URL),
    'webpage-no-container': _webpage('On places', container_title=None),
    'webpage-publisher': _webpage('On places', publisher='A Foundation'),
    'weblog': record(
        'post-weblog', 'On places', author='Ho, Ann', container_title='A Blog', issued='2018-03-24', URL=_URL
    ),
    'post': record('post', 'On places', author='Ho, Ann', container_title='A Forum', issued='2018-03-24', URL=_URL),
    'speech': record(
        'speech',
        'On places',
        author='Ho, Ann',
        event_title='A Congress',
        event_place='Oslo',
        issued='2018-03-24',
        URL=_URL,
    ),
    'speech-genre': record(
        'speech', 'On places', author='Ho, Ann', genre='Address', event_place='Oslo', issued='1862-09-30', URL=_URL
    ),
    'manuscript': record('manuscript', 'On places', author='Ho, Ann', issued='2018', URL=_URL),
    'manuscript-archive': record(
        'manuscript',
        'On places',
        author='Ho, Ann',
        issued='1848',
        genre='draft',
        archive='National Archive',
        archive_place='Oslo',
    ),
    'thesis': record(
        'thesis',
        'On places',
        author='Ho, Ann',
        genre='PhD diss.',
        publisher='University of Oslo',
        issued='2018',
        URL=_URL,
    ),
    'thesis-unpublished': record(
        'thesis', 'On places', author='Ho, Ann', genre='PhD diss.', publisher='University of Oslo', issued='2018'
    ),
    'article-container': _essay('On places', container_title='A Repository'),
    'article-publisher': _essay('On places', publisher='arXiv', number='1801.00001'),
    'document': record('document', 'On places', author='Ho, Ann', publisher='A Bureau', issued='2018-03-24', URL=_URL),
    'pamphlet': record(
        'pamphlet',
        'On places',
        author='Paine, Thomas',
        publisher='R. Bell',
        publisher_place='Philadelphia',
        issued='1776-01-10',
        URL=_URL,
    ),
    'classic': record('classic', 'On places', author=Name('Plato'), URL=_URL),
    'entry-encyclopedia': record(
        'entry-encyclopedia',
        'Places',
        author='Ho, Ann',
        container_title='Encyclopedia of All',
        publisher='Opus Press',
        issued='2018',
        URL=_URL,
    ),
    'paper-conference': record(
        'paper-conference',
        'On places',
        author='Ho, Ann',
        container_title='Proceedings of All',
        page='3-9',
        publisher='Opus Press',
        issued='2018',
        URL=_URL,
    ),
    'interview': record(
        'interview',
        'On places',
        author='Ho, Ann',
        interviewer='Roe, Jo',
        container_title='A Paper',
        issued='2018-03-24',
        URL=_URL,
    ),
    'letter': record(
        'personal_communication', 'On places', author='Ho, Ann', recipient='Roe, Jo', issued='1848-03-24', URL=_URL
    ),
    'review': record('review', 'On places', author='Ho, Ann', **_JOURNAL),
    'review-book': record(
        'review-book', 'On places', author='Ho, Ann', reviewed_title='Places', reviewed_author='Roe, Jo', **_JOURNAL
    ),
    'periodical': record('periodical', 'On places', issued='2018', URL=_URL),
    'collection': record('collection', 'On places', author='Ho, Ann', issued='2018', publisher='Opus Press', URL=_URL),
    'journal-no-author': _article('On nobody', author=()),
    'journal-no-number': _article('On places', volume=None, issue=None),
    'journal-no-date': _article('On never', issued=None),
    'journal-pages-tens': _article('On places', page='103-109'),
    'journal-pages-hundred': _article('On places', page='1100-1113'),
    'chapter-nobody': _chapter('On nobody', author=(), editor=()),
    'chapter-translated': _chapter('On places', translator='Roe, Jo'),
    'chapter-no-date': _chapter('On never', issued=None),
    'chapter-volume': _chapter('On places', volume='2'),
    'chapter-series': _chapter('On places', collection_title='Studies in Places', collection_number='4'),
    'book-edition-and-editor': _book('On places', edition='11', editor='Vega, Ida'),
    'book-nobody-undated': _book('On places', author=(), issued=None, publisher=None, publisher_place=None, URL=_URL),
    'book-everything': _book(
        'On places', edition='3', editor='Vega, Ida', translator='Roe, Jo', volume='2', collection_title='Studies'
    ),
    'manuscript-no-date': record('manuscript', 'On never', author='Ho, Ann', genre='letter', URL=_URL),
    'speech-no-date': record(
        'speech', 'On never', author='Ho, Ann', event_title='A Congress', event_place='Oslo', URL=_URL
    ),
    'document-bare': record('document', 'On places', issued='1919-05-04', URL=_URL),
    'entry-dictionary': record(
        'entry-dictionary',
        'Place',
        author='Ho, Ann',
        container_title='Dictionary of All',
        publisher='Opus Press',
        issued='2018',
        URL=_URL,
    ),
    'interview-bare': record(
        'interview', 'On places', author='Ho, Ann', interviewer='Roe, Jo', issued='2018-03-24', URL=_URL
    ),
    'paper-conference-edited': record(
        'paper-conference',
        'On places',
        author='Ho, Ann',
        editor='Vega, Ida',
        container_title='Proceedings of All',
        page='3-9',
        publisher='Opus Press',
        issued='2018',
    ),
    'report-no-genre': record(
        'report', 'On places', author='=World Bank', publisher='A Bureau', number='12', issued='2018-06'
    ),
    'weblog-no-author': record('post-weblog', 'On nobody', container_title='A Blog', issued='2018-03-24', URL=_URL),
    'apostrophe-at-the-end': _newspaper('On the bosses’'),
    'url-hard': _webpage('On addresses', URL='https://example.org/a_b?x=1&y=%20z#frag_ment~'),
    # What is not published yet.
    'status-article': record(
        'article-journal',
        'On harbours',
        author='Ho, Ann',
        container_title='Journal of Questions',
        status='forthcoming',
    ),
    'status-volume': record(
        'article-journal',
        'On harbours',
        author='Ho, Ann',
        container_title='Journal of Questions',
        volume='3',
        status='in press',
    ),
    'status-book': _book('On harbours', issued=None, status='forthcoming'),
    'status-and-date': _book('On harbours', status='in press'),
    'status-webpage': _webpage('On harbours', issued=None, status='forthcoming'),
    'status-essay': _essay('On harbours', issued=None, status='forthcoming'),
    'status-newspaper': _newspaper('On harbours', issued=None, status='forthcoming'),
    'status-chapter': _chapter('On harbours', issued=None, status='forthcoming'),
    # Who else made it, and what it was before.
    'film': record('motion_picture', 'The Harbour', director='Roe, Jane', publisher='Acme', issued='1961'),
    'film-two-directors': record(
        'motion_picture', 'The Harbour', director=('Roe, Jane', 'Doe, Bob'), publisher='Acme', issued='1961'
    ),
    'film-author': record(
        'motion_picture', 'The Harbour', director='Roe, Jane', author='Ho, Ann', publisher='Acme', issued='1961'
    ),
    'performance': record('performance', 'The Quay', director='Roe, Jane', author='Ho, Ann', issued='2001'),
    'dataset-version': record(
        'dataset', 'Depths', author='Ho, Ann', version='2.1', publisher='The Repository', issued='2019'
    ),
    'volume-title': _book('A History', volume='2', volume_title='The Silt'),
    'volume-title-no-number': _book('A History', volume_title='The Silt'),
    'original-title': _book(
        'The Harbour', original_date='1920', original_publisher='Old Press', original_title='Der Hafen'
    ),
    'original-title-only': _book('The Harbour', original_title='Der Hafen'),
    'original-publisher': _book('The Harbour', original_date='1920', original_publisher='Old Press'),
    'container-author': _chapter('On silt', editor=None, container_author='Roe, Jo'),
    'container-author-editor': _chapter('On silt', editor='Lee, Li', container_author='Roe, Jo'),
    # Several numbers at once.
    'issues': record('article-journal', 'On numbers', author='Ho, Ann', **{**_JOURNAL, 'issue': '1-2'}),
    'issues-and': record('article-journal', 'On numbers', author='Ho, Ann', **{**_JOURNAL, 'issue': '1 & 2'}),
    'issues-stroke': record('article-journal', 'On numbers', author='Ho, Ann', **{**_JOURNAL, 'issue': '1/2'}),
    # Titles of English texts, whose capitals are those of the style; and their markup.
    **{
        f'english-{number}': record('article-magazine', title, **(_ENGLISH | {'container_title': container}))
        for number, (title, container) in enumerate(
            (
                ('Things to come', 'The daily paper'),
                ('What is to be done?', 'The New York Times'),
                ('The harbour: a history of silt and of the railway', 'Paper'),
                ('The up-to-date and well-known guide to harbours', 'Paper'),
                ('Who is in, and who is out', 'Paper'),
                ('Why NATO and the iPhone came to us', 'Paper'),
                ('The brain of <i>Homo sapiens</i> in ten lessons', 'Paper'),
                ('Why <span class="nocase">van Gogh</span> left', 'Paper'),
                ('Of “great men” and their times', 'Paper'),
                ('A Tale of Two Cities', 'Paper'),
            )
        )
    },
    'english-book': _book('The fall of <i>The Times</i>: a history', language='en-GB'),
    'english-chapter': _chapter('The silt', language='en', container_title='All the rivers of the world'),
    'german': _newspaper('Das ist das Ende der Welt', language='de'),
    # Fifteen more, of what texts are compared in.
    'book-by-three-editors': _book('A History', author=None, editor=('Roe, Jane', 'Doe, Bob', 'Lee, Li')),
    'book-translated-and-edited': _book('A History', translator='Roe, Jane', editor='Doe, Bob'),
    'book-second-edition-volume': _book('A History', edition='2', volume='3'),
    'chapter-by-a-translator': _chapter('On silt', translator='Roe, Jane'),
    'chapter-in-a-series': _chapter('On silt', collection_title='Rivers', collection_number='4'),
    'journal-pages-cut-short': record(
        'article-journal', 'On pages', author='Ho, Ann', **{**_JOURNAL, 'page': '1021-35'}
    ),
    'journal-issue-alone': record('article-journal', 'On pages', author='Ho, Ann', **{**_JOURNAL, 'volume': ''}),
    'journal-season': record('article-journal', 'On seasons', author='Ho, Ann', **{**_JOURNAL, 'issued': '2018-21'}),
    'journal-seven-authors': record('article-journal', 'On crowds', author=people(7), **_JOURNAL),
    'journal-by-a-body': record('article-journal', 'On bodies', author='=The Silt Commission', **_JOURNAL),
    'newspaper-by-two': _newspaper('On two', author=('Ho, Ann', 'Roe, Jane')),
    'newspaper-nobody': _newspaper('On nobody', author=None),
    'report-of-a-body': record(
        'report', 'On silt', author='=The Silt Commission', publisher='The Silt Commission', issued='2018'
    ),
    'thesis-master': record('thesis', 'On silt', author='Ho, Ann', genre='MA thesis', publisher='Wen', issued='2011'),
    'essay-since': _essay('On time', issued='1950/1953'),
    'magazine-day': record(
        'article-magazine',
        'On days',
        author='Ho, Ann',
        container_title='The Weekly',
        issued='2018-03-24',
        page='12-15',
    ),
}
