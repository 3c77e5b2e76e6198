"""The two essays, read from their seeds with a few lines that are not the extension's."""

from __future__ import annotations

import re

from conftest import REPOSITORY

SEEDS = {
    'bajpai': ('000_b92578bfbe2a408e.txt', slice(2, 12)),
    'cabestan': ('001_31f3348aa04356f7.txt', slice(2, 15)),
}
"""The file of each essay, and which of its blocks are the essay itself."""


def paragraphs(source: str) -> list[str]:
    """Read the paragraphs of an essay from its seed."""
    name, body = SEEDS[source]
    text = (REPOSITORY / 'seeds' / name).read_bytes().decode()
    text = text.replace('akim.jpgHONG KONG', 'HONG KONG').replace('\xa0', ' ')
    return [block.strip() for block in re.split(r'\n\s*\n', text)][body]
