"""A small Sphinx project for a test, written as a few short strings and built as ``sphinx-build`` builds it.

::

    def test_page(project: Project) -> None:
        project.write({'index.md': '# Hello', 'ann.md': source_page('ann', 'Her first paragraph.')})
        built = project.build()
        assert built.warnings == []
        assert built.page('ann').find(id='ann-p1')

The fixture ``project`` (in ``conftest.py``) is an empty one in a folder of its own. It is built in this process, and
nothing of one build is left for the next but what Sphinx itself keeps: the output, and the pickled environment.
"""

from __future__ import annotations

import copy
import fcntl
import functools
import io
import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from jinja2 import BytecodeCache
from sphinx import theming
from sphinx._cli.util.errors import strip_escape_sequences
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bs4 import Tag
    from jinja2.bccache import Bucket
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_comparison.domain import ComparisonDomain

ROOTS = Path(__file__).parents[1] / 'roots'

# What everything has to go through without a warning.
BUILDERS = (
    'html',
    'dirhtml',
    'singlehtml',
    'epub',
    'latex',
    'text',
    'man',
    'texinfo',
    'gettext',
    'xml',
    'pseudoxml',
    'linkcheck',
    'dummy',
)

# As the real site has it, but with a theme that writes nothing round a page, and that takes no time to.
DEFAULTS: Mapping[str, Any] = {
    'extensions': ['myst_parser', 'sphinx_comparison'],
    'primary_domain': 'cf',
    'nitpicky': True,
    'myst_enable_extensions': ['attrs_block', 'colon_fence'],
    'html_theme': 'plain',
    'html_theme_path': [str(ROOTS / 'themes')],
    'html_use_index': False,
    'html_domain_indices': False,
    'html_copy_source': False,
}


class Compiled(BytecodeCache):
    """The templates that were compiled in this process. Sphinx compiles all of a theme in every build."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template; Jinja sees that it is of the same text."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
# To look through all that is installed for themes took a tenth of each small build.
theming.entry_points = functools.cache(entry_points)  # type: ignore[attr-defined, assignment]  # what Sphinx imports


class Project:
    """A Sphinx project in a folder of its own: ``source`` holds its pages and ``conf.py``, ``out`` what is built."""

    def __init__(self, folder: Path, **config: Any) -> None:
        self.folder = folder.resolve()
        self.source = self.folder / 'source'
        self.out = self.folder / 'out'
        self.doctrees = self.folder / 'doctrees'
        self.conf = self.source
        self.source.mkdir(parents=True)
        self._config: dict[str, Any] = {**DEFAULTS}
        self._code = ''
        self.configure(**config)

    @classmethod
    def copy(cls, root: str, folder: Path, **config: Any) -> Project:
        """Make a project of the pages in ``tests/roots/<root>``."""
        project = cls(folder, **config)
        shutil.copytree(ROOTS / root, project.source, dirs_exist_ok=True)
        return project

    @classmethod
    def whole(cls, root: str, folder: Path) -> Project:
        """Make a project of ``tests/roots/<root>``, which has its own ``conf.py``, beside ``docs`` and ``seeds``."""
        project = cls(folder)
        shutil.copytree(ROOTS / root, project.conf, dirs_exist_ok=True)
        project.source = project.conf / 'docs'
        return project

    def configure(self, code: str = '', **config: Any) -> None:
        """Set configuration values, beside those that are set already, and add code to ``conf.py``.

        A value that is None is taken out again.
        """
        self._config |= config
        self._code += dedent(code)
        lines = [f'{name} = {value!r}\n' for name, value in self._config.items() if value is not None]
        (self.conf / 'conf.py').write_text(''.join(lines) + self._code, encoding='utf-8')

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, by path. Text is set out to the left, and does without its first line if that is empty."""
        for path, content in files.items():
            file = self.source / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str):
                content = dedent(content).removeprefix('\n').encode('utf-8')  # noqa: PLW2901
            file.write_bytes(content)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words that stand once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f'{old!r} stands {text.count(old)} times in {path}'
        self.write({path: text.replace(old, new).encode('utf-8')})

    def read(self, path: str) -> str:
        """Read a file of the source."""
        return (self.source / path).read_text(encoding='utf-8')

    def remove(self, *paths: str) -> None:
        """Delete files."""
        for path in paths:
            (self.source / path).unlink()

    def build(
        self,
        builder: str = 'html',
        *,
        out: Path | None = None,
        doctrees: Path | None = None,
        jobs: int = 1,
        fresh: bool = False,
        fatal: bool = False,
        strict: bool = False,
        tags: Sequence[str] = (),
        only: Sequence[str] = (),
        overrides: Mapping[str, Any] | None = None,
    ) -> Build:
        """Build it with a builder; again with the same one, incrementally.

        ``fresh`` is sphinx-build's ``-E``, ``fatal`` its ``-W``, ``jobs`` its ``-j``, ``overrides`` its ``-D``;
        ``strict`` fails the test if there is a warning, where ``fatal`` only changes the status of the build; ``only``
        names pages, if not all are to be built. Each builder has an output folder of its own, and all share the
        environment, unless ``out`` and ``doctrees`` say otherwise.
        """
        warnings = _Messages()
        read: set[str] = set()
        written: set[str] = set()
        self._write_index()
        # Sphinx keeps the words of a language for the next project of a process.
        translators.clear()
        with patch_docutils(self.source), docutils_namespace(), defaults_kept():
            app = Sphinx(
                self.source,
                self.conf,
                out or self.out / builder,
                doctrees or self.doctrees,
                builder,
                confoverrides=dict(overrides or {}),
                freshenv=fresh,
                warningiserror=fatal,
                status=None,
                warning=warnings,
                tags=tags,
                parallel=jobs,
            )
            if templates := getattr(getattr(app.builder, 'templates', None), 'environment', None):
                templates.bytecode_cache = COMPILED
            _note(app, read, written)
            app.build(filenames=[app.env.doc2path(docname) for docname in only])
        assert not (strict and warnings.messages), warnings.messages
        return Build(app, [_relative(message, self.source) for message in warnings.messages], read, written)

    def _write_index(self) -> None:
        """Write a first page that lists all others by name, if there is none."""
        if not list(self.source.glob('index.*')):
            self.write({'index.md': '# All pages\n\n```{toctree}\n:glob:\n\n**\n```\n'})


@contextmanager
def defaults_kept() -> Iterator[None]:
    """Put back Sphinx's own defaults: extensions add to these lists, as themes do to ``templates_path``.

    Sphinx has one of each for all projects of a process, so that the next would have another configuration.
    """
    shared = [option.default for option in Config.config_values.values()]
    kept = [(value, copy.deepcopy(value)) for value in shared if isinstance(value, list | dict)]
    try:
        yield
    finally:
        for value, before in kept:
            value.clear()
            if isinstance(value, dict):
                value.update(before)
            else:
                value.extend(before)


@dataclass
class Build:
    """What a build gave: its warnings, one string each, and its output."""

    app: Sphinx
    warnings: list[str]
    """As ``sphinx-build`` writes them, in order, paths relative to the source:
    ``page.md:3: WARNING: … [cf.id]``."""

    read: set[str]
    """The pages that it read."""

    written: set[str]
    """The pages that it wrote."""

    @property
    def status(self) -> int:
        """The exit code of ``sphinx-build``."""
        return self.app.statuscode

    @property
    def out(self) -> Path:
        """The folder of the output."""
        return Path(self.app.outdir)

    @property
    def builder(self) -> Builder:
        """The builder, as it was left."""
        return self.app.builder

    @property
    def env(self) -> BuildEnvironment:
        """The environment, as it was left."""
        return self.app.env

    @property
    def domain(self) -> ComparisonDomain:
        """The extension's domain, as it was left."""
        from sphinx_comparison.domain import domain_of

        return domain_of(self.env)

    def path(self, docname: str) -> Path:
        """The file that the builder writes for a page."""
        output: Callable[[str], Path] = getattr(self.builder, 'get_output_path', self._plain_path)
        return Path(output(docname))

    def _plain_path(self, docname: str) -> Path:
        return self.out / (docname + getattr(self.builder, 'out_suffix', ''))

    def text(self, docname: str = 'index') -> str:
        """The page as written."""
        return self.path(docname).read_text(encoding='utf-8')

    def page(self, docname: str = 'index') -> BeautifulSoup:
        """The page, parsed as HTML."""
        return BeautifulSoup(self.text(docname), 'html.parser')

    def data(self, path: str = 'comparison.json') -> Any:
        """A JSON file of the output."""
        return json.loads((self.out / path).read_text(encoding='utf-8'))

    def files(self) -> dict[str, bytes]:
        """All files of the output, by path."""
        return dict(_files(self.out))


class _Messages(io.StringIO):
    """A stream that keeps what is written to it apart: Sphinx writes each message in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def write(self, text: str) -> int:
        self.messages.append(strip_escape_sequences(text))
        return len(text)


def _note(app: Sphinx, read: set[str], written: set[str]) -> None:
    """Have an application note which pages it reads and which it writes, before it does."""
    write = app.builder.write_documents

    def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        read.update(docnames)

    def note_written(docnames: AbstractSet[str]) -> None:
        written.update(docnames)
        write(docnames)

    app.connect('env-before-read-docs', note_read)
    app.builder.write_documents = note_written  # type: ignore[method-assign]


def _relative(message: str, source: Path) -> str:
    return message.removesuffix('\n').replace(f'{source}/', '')


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob('*')):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Let one test worker in at a time."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open('w') as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# -- pages to write -----------------------------------------------------------------------------------------------


def source_page(identifier: str, *blocks: str, body: str = '', **keys: object) -> str:
    """The page of a source: its front matter, a title, and its blocks, one below the other.

    Keys are those of the front matter, ``_`` for ``-``; one that is None is left out. Without any, the record is
    that of a book by a person of that name.
    """
    name = identifier.title()
    record: dict[str, object] = {
        'id': identifier,
        'type': 'book',
        'title': f'The book of {name}',
        'author': [{'family': name}],
        'issued': '2001',
        **{key.replace('_', '-'): value for key, value in keys.items()},
    }
    lines = [f'  {key}: {json.dumps(value, ensure_ascii=False)}' for key, value in record.items() if value is not None]
    front = ['---', 'source:', *lines, '---', '', f'# {record["title"]}', '']
    return '\n'.join([*front, body or '\n\n'.join(blocks)]) + '\n'


ANN = (
    'Tea is poured before the milk. Everybody knows it.',
    'A cold cup spoils good tea. The pot must be warmed, and then the water must boil.',
    'Everybody knows it. So I rest my case.',
)
"""A text for tests. Its third paragraph repeats a sentence of the first."""

BOB = (
    'The milk goes in first, as my mother taught me.',
    'The pot need not be warmed: good tea does not mind.',
)
"""Another, on the same matter."""

SOURCES = {'ann.md': source_page('ann', *ANN), 'bob.md': source_page('bob', *BOB)}
"""Both as pages."""


def rich(folder: Path, **config: Any) -> Project:
    """Make the project in ``roots/rich``, which has everything in it that the extension knows of."""
    return Project.copy(
        'rich',
        folder,
        **{
            'numfig': True,
            'myst_heading_anchors': 3,
            'copyright': 'nobody',
            'version': '1',
            'linkcheck_ignore': ['https://example[.]org/'],
            'latex_engine': 'xelatex',  # the default one has not every sign
            'latex_use_xindy': False,
            **config,
        },
    )


# -- what a page shows ----------------------------------------------------------------------------------------------


def words(element: Tag | None) -> str:
    """The text of an element, white space as single spaces; empty where there is none."""
    return ' '.join(element.get_text().split()) if element else ''


def table(element: Tag) -> list[list[str]]:
    """The words of a table's cells, row by row, its headings first."""
    return [[words(cell) for cell in row.find_all(['th', 'td'], recursive=False)] for row in element.find_all('tr')]
