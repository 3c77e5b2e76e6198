"""A site translated as Sphinx does it: all that editors wrote is in the catalogue, and comes out translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from helpers.project import ANN, Project, source_page

if TYPE_CHECKING:
    from pathlib import Path

EMENDED = [
    {'replace': 'Tee', 'with': 'Tea', 'reason': 'A slip of the pen'},
    {'omit': 'Advertisement', 'reason': 'Not by the *author*'},
]
MYST = """# Claims

::::{question} Why tea
:id: tea
::::

::::::{hypothesis} The milk comes first
:id: milk

How it is poured.

:::{position} ann
:stance: asserts
:contested: She *may* only report it, see {passage}`ann#p2`.

Her whole case.

> Tea is poured before the milk.
:::
::::::
"""
RST = """Claims
======

.. cf:question:: Why tea
   :id: tea

.. cf:hypothesis:: The milk comes first
   :id: milk

   How it is poured.

   .. cf:position:: ann
      :stance: asserts
      :contested: She *may* only report it, see :cf:passage:`ann#p2`.

      Her whole case.

         Tea is poured before the milk.
"""
TABLE = '# Table\n\n```{comparison}\n:caption: Of tea\n```\n\n```{emendations}\n:source: ann\n```\n'
GERMAN = {
    'Why tea': 'Warum Tee',
    'The milk comes first': 'Erst die Milch',
    'How it is poured.': 'Wie man gießt.',
    'Her whole case.': 'Ihre ganze Sache.',
    'Of tea': 'Vom Tee',
    'A slip of the pen': 'Ein Schreibfehler',
    'Not by the *author*': 'Nicht von der Verfasserin',
}
NOTES = {
    'md': ('She *may* only report it, see {passage}`ann#p2`.', 'Sie *mag* es nur melden, {passage}`ann#p2`.'),
    'rst': ('She *may* only report it, see :cf:passage:`ann#p2`.', 'Sie *mag* es nur melden, :cf:passage:`ann#p2`.'),
}


@pytest.mark.parametrize('suffix', ['md', 'rst'])
def test_what_editors_wrote(tmp_path: Path, suffix: str) -> None:
    """Titles, summaries, captions, notes of contested cells and reasons of emendations: asked for, and translated.

    So are they in tables, and the words of the sources are not.
    """
    project = Project(tmp_path, locale_dirs=['locale'], gettext_compact='all')
    seed = '\n\n'.join(['The book of Ann', 'Advertisement', *ANN]).replace('Tea is', 'Tee is')
    page = source_page('ann', *ANN, seed='s.txt', emendations=EMENDED)
    claims = {f'claims.{suffix}': MYST if suffix == 'md' else RST}
    project.write({'ann.md': page, **claims, 'table.md': TABLE, 'seeds/s.txt': f'{seed}\n'})
    built = project.build('gettext', doctrees=tmp_path / 'asked')
    catalogue = ''.join(path.read_text(encoding='utf-8') for path in built.out.glob('*.pot'))
    asked = {message.replace('\\"', '"') for message in re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)}
    note, german = NOTES[suffix]

    assert built.warnings == []
    assert {*GERMAN, note} <= asked
    assert not [message for message in asked if 'poured before' in message]

    entries = ''.join(f'msgid "{was}"\nmsgstr "{now}"\n\n' for was, now in {**GERMAN, note: german}.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    project.write({'locale/de/LC_MESSAGES/all.po': head + entries})
    project.configure(language='de')
    built = project.build()
    table = built.page('table').get_text()

    assert built.warnings == []
    expected = {*GERMAN.values(), 'Sie mag es nur melden, Ann ¶2.'} - {'Warum Tee', 'Wie man gießt.'}
    assert {words for words in expected if words not in table} == set()
    assert 'Tea is poured before the milk.' in table
    assert built.page('table').select_one('.cf-contested em') is not None
