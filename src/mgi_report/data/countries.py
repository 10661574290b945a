"""Where countries lie, as far as it takes to doubt coordinates: boxes around their lands, and no borders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

AWAY = 500
"""Kilometres from the boxes of its country from which a place is doubted; what is nearer may be an islet or a matter of
borders, on which this project takes no side."""

_DEGREE = 111.2  # kilometres


def is_far_from(country: str, coordinates: tuple[float, float], file: Path) -> bool:
    """Whether a place (latitude, longitude) lies far from a country; not where it is not known where that is."""
    boxes = _boxes(file).get(country, ())
    return bool(boxes) and all(_is_outside(coordinates, box) for box in boxes)


def _is_outside(coordinates: tuple[float, float], box: Sequence[float]) -> bool:
    (latitude, longitude), (south, west, north, east) = coordinates, box
    high = max(south - latitude, latitude - north, 0.0)
    wide = min(max(west - turned, turned - east, 0.0) for turned in (longitude - 360, longitude, longitude + 360))
    return hypot(high, wide * cos(radians(latitude))) * _DEGREE > AWAY


@cache
def _boxes(file: Path) -> dict[str, list[list[float]]]:
    found: dict[str, list[list[float]]] = json.loads(file.read_text(encoding="utf-8"))
    return found
