"""Web servers for a folder: one as strict as a careful site's, and one as quick as a good host's."""

from __future__ import annotations

import base64
import gzip
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
    from contextlib import AbstractContextManager


class _Strict(SimpleHTTPRequestHandler):
    """Serves files with a Content-Security-Policy that allows a theme's own inline scripts and styles, by hash."""

    def end_headers(self) -> None:
        """Add the policy to the other headers."""
        self.send_header('Content-Security-Policy', self.policy())
        super().end_headers()

    def policy(self) -> str:
        """Return the policy for what is asked for."""
        path = self.translate_path(self.path.partition('?')[0])
        return policy(path if path.endswith('.html') else f'{path}/index.html')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class _Host(SimpleHTTPRequestHandler):
    """Serves files as hosts of static sites do: compressed, over connections that stay, and to be kept for a while."""

    protocol_version = 'HTTP/1.1'

    def do_GET(self) -> None:
        """Answer with a file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body, kind = path.read_bytes(), self.guess_type(path)
        text = kind.startswith('text/') or kind.endswith(('/javascript', '/json', '+xml'))
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-Type', kind)
        self.send_header('Cache-Control', f'max-age={31536000 if "?v=" in self.path else 600}')
        if text:
            body = gzip.compress(body)
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class _Strictest(_Strict):
    """Serves files with a policy that allows nothing inline, not even a theme's own."""

    def policy(self) -> str:
        """Return the policy, which is the same for every page."""
        return "default-src 'self'; script-src 'self'; style-src 'self'"


def policy(page: str) -> str:
    """Return the policy for a page. That nothing inline of ours is in it, nor allowed, is tested elsewhere."""
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


def served(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder under a policy that allows nothing inline but what is there; give its address."""
    return _serving(folder, _Strict)


def locked(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder under a policy that allows nothing inline at all; give its address."""
    return _serving(folder, _Strictest)


def hosted(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder as a good host does; give its address."""
    return _serving(folder, _Host)


@contextmanager
def _serving(folder: Path, handler: type[SimpleHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f'http://127.0.0.1:{server.server_address[1]}'
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
