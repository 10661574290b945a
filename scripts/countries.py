"""Where countries lie, roughly: a TopoJSON file of Natural Earth → assets/maps/countries.json.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/countries.py package/countries-10m.json assets/maps/countries.json

Of each country, by its ISO 3166-1 code, the boxes around its lands in whole degrees: south, west, north, east. Boxes
that are no more than two degrees apart are one. What has no code of its own is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import combinations
from math import ceil, floor
from pathlib import Path
from typing import Any

from babel.core import get_global

_APART = 2
Box = tuple[int, int, int, int]


def main(source: str, target: str) -> None:
    """Read the collection of countries and write their boxes, a line each."""
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    codes, found = get_global("territory_aliases"), dict[str, set[Box]]()
    for geometry in atlas["objects"]["countries"]["geometries"]:
        if code := codes.get(geometry.get("id", "")):
            found.setdefault(code[0], set()).update(_boxes(geometry, atlas))
    lines = (f"  {json.dumps(code)}: {json.dumps(sorted(_joined(found[code])))}" for code in sorted(found))
    Path(target).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _boxes(geometry: dict[str, Any], atlas: dict[str, Any]) -> Iterator[Box]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for outer, *_ in polygons:
        points = [point for arc in outer for point in _points(atlas, arc if arc >= 0 else ~arc)]
        east, north = (max(point[axis] for point in points) for axis in (0, 1))
        west, south = (min(point[axis] for point in points) for axis in (0, 1))
        yield floor(south), floor(west), ceil(north), ceil(east)


def _points(atlas: dict[str, Any], arc: int) -> Iterator[tuple[float, float]]:
    (scale_x, scale_y), (shift_x, shift_y) = (atlas["transform"][key] for key in ("scale", "translate"))
    x = y = 0
    for step_x, step_y in atlas["arcs"][arc]:
        x, y = x + step_x, y + step_y
        yield x * scale_x + shift_x, y * scale_y + shift_y


def _joined(boxes: set[Box]) -> set[Box]:
    """The boxes, those that are near each other made one until none are."""
    while near := next((pair for pair in combinations(sorted(boxes), 2) if _near(*pair)), None):
        one, other = near
        boxes = boxes - {one, other} | {(*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))}  # type: ignore[arg-type]
    return boxes


def _near(one: Box, other: Box) -> bool:
    return all(max(one[axis], other[axis]) - min(one[axis + 2], other[axis + 2]) <= _APART for axis in (0, 1))


if __name__ == "__main__":
    main(*sys.argv[1:])
