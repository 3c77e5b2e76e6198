"""A project as a command finds it, and what Sphinx says when it reads all of its pages."""

from __future__ import annotations

import io
import re
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

_EXTENSION = 'sphinx_comparison'
# One message as Sphinx writes it: where, how bad, what, and in brackets its kind.
_MESSAGE = re.compile(
    r'(?:(?P<file>.*?)(?::(?P<line>[0-9]+))?:? )?(?:WARNING|ERROR|CRITICAL|SEVERE): (?P<message>.*?)'
    r'(?: \[(?P<type>[\w-]+)(?:\.(?P<subtype>[\w.-]+))?\])?',
    re.DOTALL,
)
_COLOUR = re.compile(r'\x1b\[[0-9;]*m')
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
# What a command is told of where a project is.
folder_argument = click.argument('folder', type=_FOLDER, required=False)
conf_option = click.option(
    '-c', 'conf', metavar='FOLDER', type=_FOLDER, help='The folder of conf.py, if it is another one.'
)


@dataclass(frozen=True)
class BuildWarning:
    """One warning: a file, relative to the working folder, a line from 1, its kind, and what it says.

    What is not known is empty, or 0.
    """

    file: str
    line: int
    type: str
    subtype: str
    message: str

    @property
    def kind(self) -> str:
        """How ``suppress_warnings`` calls it: ``cf.not-found``."""
        return '.'.join(filter(None, (self.type, self.subtype)))

    @property
    def where(self) -> str:
        """The file and the line: ``docs/harbour.md:12``; empty where neither is known."""
        return f'{self.file}:{self.line}' if self.line else self.file

    def __str__(self) -> str:
        where = f'{self.where}: ' if self.file else ''
        return f'{where}{self.message}' + (f' [{self.kind}]' if self.kind else '')


@dataclass(frozen=True)
class Project:
    """The folder of the pages, and the folder of ``conf.py``, which may be another."""

    source: Path
    conf: Path

    @classmethod
    def find(cls, folder: Path | None, conf: Path | None) -> Project:
        """Find a project where people who build with Sphinx have it.

        Args:
            folder: the folder of the pages or of the project; the working folder, if it is None.
            conf: the folder of ``conf.py``, if it was named.

        Raises:
            CannotRunError: there is no ``conf.py``.
        """
        root = folder or Path()
        docs = root / 'docs'
        if conf is not None:
            candidates = [cls(root, conf)]
        else:
            # Beside its pages; beside the folder of its pages; in that folder; above it.
            has_pages = any(root.glob('index.*')) or not any(docs.glob('index.*'))
            candidates = [cls(root if has_pages else docs, root), cls(docs, docs), cls(root, root / '..')]
        for candidate in candidates:
            if (candidate.conf / 'conf.py').is_file():
                return candidate
        where = 'the working folder' if (conf or root) == Path() else conf or root
        raise CannotRunError(
            f'There is no conf.py in {where}. Name the folder of the pages, and with -c that of conf.py.'
        )

    def read(self) -> Reading:
        """Read all pages anew and prove everything, as a build does, and leave nothing behind.

        Raises:
            CannotRunError: Sphinx could not read the project, or the project does not use the extension.
        """
        said = _Messages()
        try:
            env = self._built(said)
        except CannotRunError:
            raise
        except Exception as error:
            raise CannotRunError(_in_one_line(error, self.conf / 'conf.py')) from error
        return Reading(env, sorted(said.warnings(), key=lambda each: (each.file, each.line)))

    def _built(self, said: _Messages) -> BuildEnvironment:
        """Build the project in a folder that is deleted, and return its environment."""
        with (
            tempfile.TemporaryDirectory(prefix='sphinx-comparison-') as scratch,
            patch_docutils(self.conf),
            docutils_namespace(),
        ):
            app = Sphinx(
                self.source,
                self.conf,
                Path(scratch, 'out'),
                Path(scratch, 'doctrees'),
                'dummy',
                confoverrides={'show_warning_types': True},
                status=None,
                warning=said,
                freshenv=True,
            )
            if _EXTENSION not in app.extensions:
                raise CannotRunError(
                    f'{relative(self.conf / "conf.py")} does not load the extension: nothing would be proved. '
                    f'Add "{_EXTENSION}" to its list "extensions".'
                )
            app.build()
            return app.env


@dataclass(frozen=True)
class Reading:
    """What was read: Sphinx's environment, and the warnings by file and line."""

    env: BuildEnvironment
    warnings: list[BuildWarning]


class _Messages(io.StringIO):
    """The stream of warnings, into which Sphinx writes each message in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)

    def warnings(self) -> Iterator[BuildWarning]:
        for text in self.written:
            plain = _COLOUR.sub('', text).strip()
            found = _MESSAGE.fullmatch(plain)
            if found:
                file, line, message, kind, subtype = found.group('file', 'line', 'message', 'type', 'subtype')
                yield BuildWarning(
                    relative(Path(file)) if file else '', int(line or 0), kind or '', subtype or '', message.strip()
                )
            elif plain:
                yield BuildWarning('', 0, '', '', plain)


def relative(path: Path) -> str:
    """Return a path as seen from the working folder; one that is not under it as it is."""
    here = Path.cwd()
    whole = path.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(path)


def _in_one_line(error: Exception, conf: Path) -> str:
    """Say what stopped Sphinx: of a fault in ``conf.py`` where it is, and not the whole traceback."""
    cause = error.__cause__ or error
    frames = traceback.extract_tb(cause.__traceback__)
    lines, said = [frame.lineno for frame in frames if frame.filename == str(conf.resolve())], str(cause)
    if isinstance(cause, SyntaxError):
        lines, said = [cause.lineno or 0], cause.msg
    words = ' '.join(said.split())
    if lines:
        return f'{relative(conf)}:{lines[0]}: {type(cause).__name__}: {words}. Correct it.'
    if isinstance(error, SphinxError):
        return ' '.join(str(error).split())
    return f'Sphinx stopped: {type(error).__name__}: {words}. Build with "sphinx-build" to see where.'
