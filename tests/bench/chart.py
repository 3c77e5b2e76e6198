"""A chart of what builds cost, as SVG: a group of bars for each kind of build, a bar for each variant."""

from __future__ import annotations

from html import escape

WIDTH, LEFT, RIGHT, BAR, GAP = 720, 150, 60, 13, 16
COLOURS = {
    'FLOOR': '#c8c8c8',
    'HAND': '#9a9a9a',
    'HANDFULL': '#6b6b6b',
    'NEEDS': '#c58a2b',
    'OURS': '#00695f',
    'OURS-SEEDS': '#5aa89f',
}


def chart(seconds: dict[str, dict[str, float]], title: str) -> str:
    """Return a chart.

    Args:
        seconds: of each kind of build, those that each variant took.
        title: what the chart shows, for those who do not see it.
    """
    most = max(value for by_variant in seconds.values() for value in by_variant.values())
    scale = (WIDTH - LEFT - RIGHT) / most
    drawn: list[str] = []
    top = 30
    shown = list(next(iter(seconds.values())))
    for index, variant in enumerate(shown):
        left = 10 + index * (WIDTH - 20) / len(shown)
        drawn.append(f'<rect x="{left:.0f}" y="6" width="11" height="11" fill="{COLOURS[variant]}"/>')
        drawn.append(f'<text x="{left + 16:.0f}" y="16">{escape(variant)}</text>')
    for kind, by_variant in seconds.items():
        middle = top + len(by_variant) * BAR / 2 + 4
        drawn.append(f'<text x="{LEFT - 8}" y="{middle:.0f}" text-anchor="end">{escape(kind)}</text>')
        for variant, value in by_variant.items():
            wide = max(value * scale, 1)
            drawn.append(
                f'<rect x="{LEFT}" y="{top}" width="{wide:.1f}" height="{BAR - 2}" fill="{COLOURS[variant]}"/>'
                f'<text x="{LEFT + wide + 5:.0f}" y="{top + BAR - 3}" class="value">{value:.1f} s</text>'
            )
            top += BAR
        top += GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img">'
        f'<title>{escape(title)}</title>'
        '<style>text{font:12px sans-serif;fill:#1b1b1b}.value{font-size:10px;fill:#444}</style>'
        f'<rect width="{WIDTH}" height="{top}" rx="6" fill="#fbfaf7"/>{"".join(drawn)}</svg>\n'
    )
