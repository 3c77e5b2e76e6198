"""Lighthouse, as a phone: everybody can read it, it is made as browsers want it, and it is light."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from helpers.fetching import modules, node
from helpers.serving import hosted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = ('index', 'hypotheses/why', 'essays/bajpai', 'beside', 'citing')

# A phone on a slow network, as Lighthouse has it, but with the processor of this machine, whatever else it does: four
# times slower, as Lighthouse would have it, the same page has 100 on an idle machine and 77 on a busy one.
_RUN = """
const [folder, browser, flags, addresses] = process.argv.slice(2);
const { default: lighthouse } = await import(`${folder}/lighthouse/core/index.js`);
const { throttling } = await import(`${folder}/lighthouse/core/config/constants.js`);
const { launch } = await import(`${folder}/chrome-launcher/dist/index.js`);
const chrome = await launch({
  chromePath: browser,
  chromeFlags: ['--headless=new', ...JSON.parse(flags)],
  logLevel: 'silent',
});
const settings = {
  port: chrome.port,
  logLevel: 'silent',
  onlyCategories: ['performance', 'accessibility', 'best-practices'],
  throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: 1 },
};
async function look(address) {
  const { audits, categories, runtimeError } = (await lighthouse(address, settings)).lhr;
  if (runtimeError) throw new Error(`${address}: ${runtimeError.message}`);
  return {
    scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])),
    faults: Object.values(categories).flatMap(({ id, auditRefs }) => auditRefs
      .map((ref) => ({ ...audits[ref.id], weight: ref.weight }))
      .filter(({ score, weight }) => weight && score !== null && score < 1)
      .map((audit) => [audit.id, audit.displayValue ?? '', JSON.stringify(audit.details?.items ?? []).slice(0, 400)])),
    shift: audits['cumulative-layout-shift'].numericValue,
    bytes: audits['total-byte-weight'].numericValue,
    asked: audits['network-requests'].details.items.map(({ url }) => url),
    blocking: audits['render-blocking-insight'].details.items.map(({ url }) => url),
  };
}
try {
  const seen = [];
  for (const address of JSON.parse(addresses)) {
    seen.push(await look(address));
  }
  process.stdout.write(JSON.stringify(seen));
} finally {
  await chrome.kill();
}
"""


@pytest.fixture(scope='module')
def seen(
    site_folder: Path, browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """What Lighthouse says of each page."""
    script = tmp_path_factory.mktemp('lighthouse') / 'run.mjs'
    script.write_text(_RUN, 'utf-8')
    browser, flags = browser_type_launch_args['executable_path'], json.dumps(browser_type_launch_args['args'])
    with hosted(site_folder) as address:
        addresses = json.dumps([f'{address}/{name}.html' for name in PAGES])
        run = node(
            *(str(script), str(modules()), browser, flags, addresses),
            environment=browser_type_launch_args['env'],
        )
    assert run.returncode == 0, run.stderr
    return dict(zip(PAGES, json.loads(run.stdout), strict=True))


def test_lighthouse(seen: dict[str, dict[str, Any]], tried: Callable[[str, int], None]) -> None:
    """Each kind of page has 100 for accessibility and best practices. That for performance is told.

    It is for a phone on a slow network, with the processor of this machine and what else that has to do. What it is
    made of is held below: the bytes of a page, what has to be there before it is drawn, and what moves afterwards.
    """
    for name, page in seen.items():
        scores = page['scores']
        assert (scores['accessibility'], scores['best-practices']) == (100, 100), (name, page['faults'])
    worst = min(page['scores']['performance'] for page in seen.values())
    tried(f'pages looked at by Lighthouse, whose performance is {worst} or more', len(seen))


def test_nothing_moves_while_a_page_is_loaded(seen: dict[str, dict[str, Any]]) -> None:
    """Nothing of ours moves; the theme puts two icons in its head somewhat later, which is next to nothing."""
    assert {name: page['shift'] for name, page in seen.items() if page['shift'] >= 0.001} == {}


def test_a_page_is_light(seen: dict[str, dict[str, Any]]) -> None:
    """A page is at most 80 kB and 20 files with all that it needs, and no script of ours keeps it from being drawn."""
    for name, page in seen.items():
        assert page['bytes'] <= 80_000, name
        assert len([url for url in page['asked'] if not url.startswith('data:')]) <= 20, (name, page['asked'])
        held_up = [url for url in page['blocking'] if '.js' in url and ('comparison' in url or 'citing' in url)]
        assert held_up == [], name
