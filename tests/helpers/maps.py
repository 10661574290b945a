"""The land of the world, and land that is invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from helpers.project import ROOT
from mgi_report.workspace.places import LAND as PLACE

LAND = ROOT.joinpath(*PLACE)
Polygon = Sequence[Sequence[tuple[float, float]]]
"""Rings of longitude and latitude in degrees, the outer one first."""


def pack(file: Path, polygons: Sequence[Polygon]) -> Path:
    """Write land as ``assets/maps`` has it; degrees with at most three decimals."""
    rings = [ring for polygon in polygons for ring in polygon]
    points = np.array([[round(1000 * axis) for axis in point] for ring in rings for point in ring])
    np.savez_compressed(
        file,
        points=np.diff(points, axis=0, prepend=np.zeros((1, 2), int)),
        rings=np.array([len(ring) for ring in rings]),
        polygons=np.array([len(polygon) for polygon in polygons]),
    )
    return file
