"""A web server for a folder, as strict as a careful site's."""

from __future__ import annotations

import base64
import hashlib
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with a Content-Security-Policy that allows a theme's own inline scripts and styles, by hash."""

    def do_GET(self) -> None:
        """Answer; a browser also asks for the icon of a site, whether there is one or not."""
        if self.path == '/favicon.ico':
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Add the policy to the other headers."""
        path = self.translate_path(self.path.partition('?')[0])
        self.send_header('Content-Security-Policy', policy(path if path.endswith('.html') else f'{path}/index.html'))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def policy(page: str) -> str:
    """Give the policy for a page. That nothing inline of ours is in it, nor allowed, is tested elsewhere."""
    try:
        parsed = BeautifulSoup(Path(page).read_text(encoding='utf-8'), 'html.parser')
    except OSError:
        parsed = BeautifulSoup('', 'html.parser')
    scripts = _hashes(script.get_text() for script in parsed.select('script:not([src])'))
    styles = _hashes(style.get_text() for style in parsed.select('style'))
    of_icons = _hashes(str(part['style']) for part in parsed.select('svg[style], svg [style]'))
    return (
        f"default-src 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; script-src-attr 'none'; "
        f"script-src 'self' {scripts}; style-src 'self' {styles}; style-src-attr 'unsafe-hashes' {of_icons}"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return ' '.join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f'http://127.0.0.1:{server.server_address[1]}'
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
