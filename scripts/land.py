"""Pack the land outlines of the world: a TopoJSON file of Natural Earth → assets/maps/land-10m.npz.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/land.py package/land-10m.json assets/maps/land-10m.npz

The archive holds three arrays of whole numbers: ``points``, the steps in 1/1000 degree from point to point (longitude,
latitude; the first from 0, 0), ``rings``, how many points each ring has, and ``polygons``, how many rings. A closed
ring does not repeat its first point; the first ring of a polygon is its outer one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

_GRAIN = 1000


def main(source: str, target: str) -> None:
    """Read the first geometry collection of a TopoJSON file and write the archive."""
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    scale, shift = (np.array(atlas["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in atlas["arcs"]]
    polygons = [
        [_ring(arcs, ring) for ring in polygon]
        for geometry in atlas["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
    ]
    rings = [ring for polygon in polygons for ring in polygon]
    points = np.concatenate(rings)
    np.savez_compressed(
        target,
        points=np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int32)).astype(np.int32),
        rings=np.array([len(ring) for ring in rings], np.int32),
        polygons=np.array([len(polygon) for polygon in polygons], np.int32),
    )


def _ring(arcs: list[Any], numbers: list[int]) -> Any:
    """The points of a ring on the grain of the archive, none twice in a row."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    points = np.round(np.concatenate(parts) * _GRAIN).astype(np.int32)
    return points[np.any(points != np.roll(points, 1, axis=0), axis=1)]


if __name__ == "__main__":
    main(*sys.argv[1:])
