"""A release that was published before: what a ``comparison.json`` of then says, as far as it is compared with now."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ..model import KINDS


class ReleasedPoint(NamedTuple):
    """A question or a point as it was."""

    kind: str
    id: str
    title: str


class ReleasedPosition(NamedTuple):
    """A position as it was: its stance, empty if it had none, and the words that it quoted."""

    point: str
    source: str
    stance: str
    quotations: tuple[str, ...]


class Release(NamedTuple):
    """What was published: questions and points, positions, and of each passage (source, id) its text."""

    points: tuple[ReleasedPoint, ...]
    positions: tuple[ReleasedPosition, ...]
    passages: tuple[tuple[str, str, str], ...]


def read(text: str) -> Release:
    """Return the release that a ``comparison.json`` is of; keys that it does not know are passed over.

    Args:
        text: the file.

    Raises:
        ValueError: it is no JSON, or not what this extension exports.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get('version') != 1:
        raise ValueError(text[:20])
    try:
        return Release(tuple(_points(data)), tuple(_positions(data)), tuple(_passages(data)))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(text[:20]) from error


def _points(data: dict[str, Any]) -> list[ReleasedPoint]:
    questions = [ReleasedPoint('question', str(each['id']), str(each['title'])) for each in data['questions']]
    points = [ReleasedPoint(str(each['kind']), str(each['id']), str(each['title'])) for each in data['points']]
    return [*questions, *(each for each in points if each.kind in KINDS)]


def _positions(data: dict[str, Any]) -> list[ReleasedPosition]:
    return [
        ReleasedPosition(
            str(point['id']),
            str(each['source']),
            str(each['stance'] or ''),
            tuple(str(quotation['exact']) for quotation in each['quotations']),
        )
        for point in data['points']
        for each in point['positions']
    ]


def _passages(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(source['id']), str(unit['id']), str(unit['text']))
        for source in data['sources']
        for unit in (*source['passages'], *source.get('paratext', ()))
    ]
