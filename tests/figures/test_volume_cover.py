"""The covers of a volume: one map over both pages, its places between title and list."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from helpers.maps import LAND
from helpers.vectors import drawn, middle_of, pixels, size_of
from helpers.wheels import studio_here
from mgi_report.design.theme import TONES
from mgi_report.figures.volume import draw_volume_covers

THEME = studio_here().theme
COLOURS = {tone: THEME.rgb(tone) for tone in (*TONES, "paper")} | {"mark": THEME.rgb("yellow")}
PAGE, BLEED = (210.0, 297.0), 3.0

Place = tuple[float, float]
REGIONS: dict[str, list[Place]] = {
    "one": [(6.2, -75.6)],
    "one-of-the-steppe": [(47.9, 106.9)],
    "neighbours": [(-34.6, -58.4), (-34.72, -58.25)],
    "date-line": [(-18.1, 178.4), (-13.8, -171.8), (-8.5, 179.2)],
    "far-north": [(78.2, 15.6), (70.0, 29.0)],
    "poles": [(-89.0, 0.0), (89.0, 170.0)],
    "forty": [(-30 + 1.5 * index, (index * 17) % 50) for index in range(40)],
}
"""Invented cities."""


@cache
def covers(name: str) -> tuple[bytes, bytes]:
    return draw_volume_covers(REGIONS[name], PAGE, BLEED, LAND, COLOURS)


def marks(svg: bytes) -> list[Place]:
    """Where places are marked, in mm from the trim."""
    scale = (PAGE[0] + 2 * BLEED) / size_of(svg)[0]
    found = [middle_of(d) for d, style in drawn(svg) if style.get("fill") == COLOURS["mark"].lower()]
    return [(x * scale - BLEED, y * scale - BLEED) for x, y in found]


@pytest.mark.parametrize("name", REGIONS)
def test_places_lie_between_title_and_list(name: str) -> None:
    back, front = covers(name)
    found = marks(front)
    assert len(found) == len(REGIONS[name])
    assert all(0.09 * PAGE[0] < x < 0.91 * PAGE[0] and 0.35 * PAGE[1] < y < 0.8 * PAGE[1] for x, y in found)
    assert not marks(back)


def test_neighbours_have_a_dot_each() -> None:
    (x, y), (left, top) = marks(covers("neighbours")[1])
    assert (x - left) ** 2 + (y - top) ** 2 > 2**2


def test_both_pages_are_one_drawing() -> None:
    """What lies in the bleed at the spine lies on the other page as well."""
    back, front = (pixels(png) for png in draw_volume_covers(REGIONS["one"], PAGE, BLEED, LAND, COLOURS, "png"))
    bleed = round(2 * BLEED * back.shape[1] / (PAGE[0] + 2 * BLEED))
    differing = np.abs(back[:, -bleed + 2 : -2] - front[:, 2 : bleed - 2]).max(axis=2) > 24
    assert differing.mean() < 0.02


def test_the_same_region_gives_the_same_bytes() -> None:
    assert draw_volume_covers(REGIONS["date-line"], PAGE, BLEED, LAND, COLOURS) == covers("date-line")


def test_without_coordinates_there_is_the_graticule_alone() -> None:
    back, front = draw_volume_covers([], PAGE, BLEED, LAND, COLOURS)
    assert back == front
    colours = {value for _, style in drawn(front) for value in style.values() if value.startswith("#")}
    assert colours == {COLOURS["deep"].lower(), COLOURS["grid"].lower()}


def test_covers_are_drawn_once_and_kept() -> None:
    drawings = studio_here().drawings
    again = studio_here().drawings
    covers = drawings.volume_covers([(6.2, -75.6)], PAGE, BLEED)
    assert again.volume_covers([(6.2, -75.6)], PAGE, BLEED) == covers
