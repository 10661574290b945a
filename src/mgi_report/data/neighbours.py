"""Where the profiles of a workspace lie: their coordinates, read without the rest of their files.

A map shows where other profiles are; whether these are sound is the affair of those who read them whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..workspace.inputs import read
from .decode import MAX_BYTES

Coordinates = tuple[float, float]
_PLACE = re.compile(r"^place:.*\n(?:[ \t].*\n|\s*\n)*", re.M)


def coordinates_of(files: Iterable[Path]) -> tuple[Coordinates, ...]:
    """Latitude and longitude of every profile that says where its place lies, each once and in order."""
    return tuple(sorted({place for file in files for place in _coordinates(file)}))


@lru_cache(maxsize=512)
def _given(block: str) -> Any:
    return yaml.safe_load(block)


def _coordinates(file: Path) -> Iterator[Coordinates]:
    try:
        block = _PLACE.search(read(file, MAX_BYTES).decode("utf-8-sig") + "\n")
        latitude, longitude = map(float, _given(block[0])["place"]["coordinates"] if block else ())
    except (OSError, ValueError, TypeError, KeyError, RecursionError, yaml.YAMLError):
        return
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        yield latitude, longitude
