"""The face of the authors' words: it is there, it weighs little, and no line moves when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEIGHTS = "[...document.querySelectorAll('p.cf-passage')].map((each) => each.getBoundingClientRect().height)"
LOADED = """[...document.fonts].filter((face) => face.status === 'loaded' && !face.family.startsWith('"Like'))
    .map((face) => `${face.family} ${face.weight} ${face.style}`)"""


@pytest.mark.parametrize('width', [1440, 390])
@pytest.mark.parametrize('essay', ['bajpai', 'cabestan'])
def test_no_line_moves(page: Page, site: str, essay: str, width: int) -> None:
    """With the face and with what stands in for it here, every paragraph has as many lines, but for one in three."""
    page.set_viewport_size({'width': width, 'height': 900})
    heights = []
    for blocked in (True, False):
        if blocked:
            page.route('**/*.woff2', lambda route: route.abort())
        else:
            page.unroute('**/*.woff2')
        page.goto(f'{site}/essays/{essay}.html')
        page.wait_for_function('document.fonts.status === "loaded"')
        heights.append(page.evaluate(HEIGHTS))
        assert any('Source Serif' in face for face in page.evaluate(LOADED)) != blocked
    moved = [one - other for one, other in zip(*heights, strict=True)]
    assert sum(abs(each) > 1 for each in moved) <= len(moved) / 3
    assert abs(sum(moved)) <= 0.02 * sum(heights[0])


@pytest.mark.parametrize('path', ['index', 'hypotheses/why', 'themes', 'essays/bajpai'])
def test_only_what_is_used(page: Page, site: str, path: str) -> None:
    """A page loads one or two styles, of about 20 kB each; the licence lies beside them."""
    page.goto(f'{site}/{path}.html')
    page.wait_for_function('document.fonts.status === "loaded"')
    loaded = [face for face in page.evaluate(LOADED) if 'Source Serif' in face]
    assert 1 <= len(loaded) <= 2, loaded
    files = sorted((REPOSITORY / 'docs/_static/fonts').iterdir())
    assert [file.suffix for file in files] == ['.txt', '.woff2', '.woff2', '.woff2']
    assert max(file.stat().st_size for file in files) < 22_500
    assert 'SIL OPEN FONT LICENSE' in files[0].read_text('utf-8')
