"""Measure builds: CPU time, memory and sizes of each variant in turn, as ratios within one round.

Run by ``make bench``. Nothing here passes or fails: it prints a table, and writes the figures to a file.

A round builds every variant once, one after the other, so that a machine that is slow for a while is slow for all of
them. Ratios are taken within a round; the table has their median. CPU time is user and system time of the build and of
its workers; ``-j2`` is measured by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from bench import projects
from bench.chart import chart

if TYPE_CHECKING:
    from collections.abc import Callable

VARIANTS = ('FLOOR', 'HAND', 'HANDFULL', 'NEEDS', 'OURS', 'OURS-SEEDS')
KINDS = ('clean', 'nothing changed', 'one paragraph', 'one stance', 'one title', '-j2')
Figures = dict[str, float]

# Where Python may not keep what it compiled, the extension under test would be compiled anew in every build, and the
# packages that pip installed, which come compiled, would not.
_ENVIRON = {name: value for name, value in os.environ.items() if name != 'PYTHONDONTWRITEBYTECODE'}
_ENVIRON['PYTHONHASHSEED'] = '0'


def build(folder: Path, *, jobs: int = 1) -> Figures:
    """Build a project.

    Returns:
        ``cpu`` and ``wall`` in seconds, ``memory`` in MiB, the highest of the build or of one of its workers.

    Raises:
        subprocess.CalledProcessError: when the build fails.
    """
    command = [sys.executable, '-m', 'sphinx', '-q', '-W', '-j', str(jobs), '-b', 'html', '-d', 'trees', '.', 'out']
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=_ENVIRON)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return {'cpu': used.ru_utime + used.ru_stime, 'wall': wall, 'memory': used.ru_maxrss / 1024}


def sizes(folder: Path) -> Figures:
    """Return the sizes in MB of what a build wrote: the environment, the pages, what stands beside them."""
    out = folder / 'out'
    pages = sum(path.stat().st_size for path in out.rglob('*.html'))
    data = (
        'comparison*.json',
        'comparison*.csv',
        'annotations.jsonld',
        'searchindex.js',
        'bibliography/*',
        '_comparison/**/*.js',
    )
    beside = [path for pattern in data for path in out.glob(pattern)]
    return {
        'environment': (folder / 'trees' / 'environment.pickle').stat().st_size / 1e6,
        'pages': pages / 1e6,
        'beside': sum(path.stat().st_size for path in beside if path.is_file()) / 1e6,
    }


def _swap(path: Path, forms: list[str], round_: int) -> None:
    """Put the second of two forms in the place of the first, and in the next round the other way round."""
    old, new = forms if round_ % 2 == 0 else reversed(forms)
    if path.exists():
        path.write_text(path.read_text('utf-8').replace(old, new, 1), 'utf-8')


def edits(said: projects.Model) -> dict[str, Callable[[Path, int], None]]:
    """Return what is done to a project before each kind of build, by its name; the number tells rounds apart."""
    first = said.positions[0][0]

    def nothing(folder: Path, round_: int) -> None:
        """Leave it as it is."""

    def paragraph(folder: Path, round_: int) -> None:
        # The last word of a passage that is not the one of the quotation: no quotation is of it.
        last = said.texts[first.source][(first.passage + 1) % projects.PASSAGES].rsplit(maxsplit=1)[1].rstrip('.')
        for path in (folder / 'essays' / f's{first.source}.md', folder / 'seeds' / f's{first.source}.txt'):
            _swap(path, [f' {last}.', f' {last} again.'], round_)

    def stance(folder: Path, round_: int) -> None:
        start = projects.STANCES.index(first.stance)
        for form in ('{}: ' + first.summary, '** {}\n\n' + first.summary, ':stance: {}\n'):
            turned = [projects.STANCES[(start + turn) % 2 if start < 2 else 2 + (start + turn) % 2] for turn in (0, 1)]
            _swap(folder / 'points' / 'g0.md', [form.format(each) for each in turned], round_)

    def title(folder: Path, round_: int) -> None:
        named = said.titles[0]
        _swap(folder / 'points' / 'g0.md', [named, f'{named} again'], round_)

    return {
        'nothing changed': nothing,
        'one paragraph': paragraph,
        'one stance': stance,
        'one title': title,
    }


def measure(size: str, variants: list[str], rounds: int, folder: Path) -> dict[str, dict[str, list[Figures]]]:
    """Return the figures of each variant and kind of build, one a round."""
    said = projects.model(size)
    found: dict[str, dict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
    for variant in variants:
        projects.write(folder / size / variant, variant, said)
    for round_ in range(rounds):
        for variant in variants:
            here = folder / size / variant
            for name in ('trees', 'out'):
                shutil.rmtree(here / name, ignore_errors=True)
            found[variant]['clean'].append(build(here) | sizes(here))
        for kind, edit in edits(said).items():
            for variant in variants:
                here = folder / size / variant
                edit(here, round_)
                found[variant][kind].append(build(here))
        for variant in variants:
            here = folder / size / variant
            for name in ('trees', 'out'):
                shutil.rmtree(here / name, ignore_errors=True)
            found[variant]['-j2'].append(build(here, jobs=2))
        print(f'{size}: round {round_ + 1} of {rounds}', file=sys.stderr, flush=True)  # noqa: T201 - a program
    return {variant: dict(kinds) for variant, kinds in found.items()}


def ratio(over: list[Figures], under: list[Figures], figure: str = 'cpu') -> float:
    """Return the median of ratios taken within rounds."""
    return statistics.median(a[figure] / b[figure] for a, b in zip(over, under, strict=True))


def median(figures: list[Figures], figure: str) -> float:
    """Return the median of a figure."""
    return statistics.median(each[figure] for each in figures)


def versions() -> str:
    """Return what was measured with what."""
    names = ('sphinx', 'docutils', 'myst-parser', 'sphinx-needs')
    found = []
    for name in names:
        try:
            found.append(f'{name} {version(name)}')
        except PackageNotFoundError:
            continue
    return f'Python {platform.python_version()}, ' + ', '.join(found)


def table(results: dict[str, dict[str, dict[str, list[Figures]]]]) -> str:
    """Return the figures as a table in Markdown: CPU seconds, and OURS against the others."""
    lines = []
    for size, by_variant in results.items():
        shown = [variant for variant in VARIANTS if variant in by_variant]
        lines += [
            '',
            f'| {size}, CPU s | '
            + ' | '.join(shown)
            + ' | '
            + ' | '.join(f'OURS/{v}' for v in shown if v != 'OURS')
            + ' |',
            '|---' * (2 * len(shown)) + '|',
        ]
        for kind in KINDS:
            figure = 'wall' if kind == '-j2' else 'cpu'
            cells = [f'{median(by_variant[variant][kind], figure):.2f}' for variant in shown]
            ratios = [
                f'{ratio(by_variant["OURS"][kind], by_variant[variant][kind], figure):.2f}'
                for variant in shown
                if variant != 'OURS' and 'OURS' in by_variant
            ]
            lines.append(f'| {kind}{" (wall)" if kind == "-j2" else ""} | ' + ' | '.join([*cells, *ratios]) + ' |')
        for name, kind, figure in (
            ('peak MiB, clean', 'clean', 'memory'),
            ('peak MiB, nothing changed', 'nothing changed', 'memory'),
            ('environment, MB', 'clean', 'environment'),
            ('pages, MB', 'clean', 'pages'),
            ('beside the pages, MB', 'clean', 'beside'),
        ):
            cells = [f'{median(by_variant[variant][kind], figure):.1f}' for variant in shown]
            lines.append(f'| {name} | ' + ' | '.join([*cells, *([''] * (len(shown) - 1))]) + ' |')
    return '\n'.join(lines)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sizes', default='XS S M', help='of XS, S, M and L')
    parser.add_argument('--variants', default=' '.join(VARIANTS))
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--folder', type=Path, default=projects.ROOT / '_build' / 'bench')
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    results = {size: measure(size, asked.variants.split(), asked.rounds, asked.folder) for size in asked.sizes.split()}
    (asked.folder / 'results.json').write_text(json.dumps({'with': versions(), 'results': results}, indent=1), 'utf-8')
    largest = list(results)[-1]
    shown = [kind for kind in KINDS if kind != '-j2']
    seconds = {
        kind: {variant: median(kinds[kind], 'cpu') for variant, kinds in results[largest].items()} for kind in shown
    }
    title = f'CPU time of builds, size {largest}: {versions()}'
    (asked.folder / 'chart.svg').write_text(chart(seconds, title), 'utf-8')
    print(f'{versions()}; {asked.rounds} rounds\n{table(results)}')  # noqa: T201 - a program


if __name__ == '__main__':
    main()
