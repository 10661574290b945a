"""The marks of the two lists: equal ink, neither a part of the other, one drawing of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.charts import charts
from helpers.vectors import SVG, Points
from mgi_report.data.comparison import State
from mgi_report.data.model import KINDS, Kind
from mgi_report.figures.marks import WIDTHS, drawings, outline
from mgi_report.figures.matrix.signs import sign, sign_width
from mgi_report.figures.shapes import Area

EDGE = 400  # pixels that are the height of a mark
STATES: dict[Kind, State] = {"developed": State.DEVELOPED, "potential": State.POTENTIAL}


def polygon_of(svg: bytes) -> Points:
    """The one polygon of a mark, in heights."""
    root = ElementTree.fromstring(svg)
    (polygon,) = root
    assert polygon.tag == f"{SVG}polygon"
    return [(float(x) / 10, float(y) / 10) for x, y in (pair.split(",") for pair in polygon.get("points", "").split())]


def raster(points: Points, dx: int = 0, dy: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    image = Image.new("1", (3 * EDGE, 3 * EDGE))
    corners = [(EDGE // 2 + dx + x * EDGE, EDGE + dy + y * EDGE) for x, y in points]
    ImageDraw.Draw(image).polygon(corners, fill=1)
    return np.asarray(image)


@pytest.fixture(scope="module")
def square() -> Points:
    return polygon_of(drawings("#000000", "ltr")["mark-developed.svg"])


@pytest.fixture(scope="module")
def plate() -> Points:
    return polygon_of(drawings("#000000", "ltr")["mark-potential.svg"])


def test_both_marks_have_equal_ink_and_height(square: Points, plate: Points) -> None:
    inks = [raster(points).sum() for points in (square, plate)]
    assert inks[0] == pytest.approx(inks[1], rel=0.05)
    for points in (square, plate):
        assert (min(y for _, y in points), max(y for _, y in points)) == (0, 1)


def test_neither_mark_is_a_part_of_the_other_wherever_it_lies(square: Points, plate: Points) -> None:
    """Not even a twentieth smaller."""
    for one, other in ((square, plate), (plate, square)):
        ground = raster(other)
        small = [(0.95 * x, 0.95 * y) for x, y in one]
        for dx, dy in product(range(-EDGE // 2, EDGE // 2, 10), range(0, EDGE // 10, 4)):
            assert (raster(small, dx, dy) & ~ground).any()


def test_they_have_different_numbers_of_corners(square: Points, plate: Points) -> None:
    assert (len(square), len(plate)) == (4, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_and_figures_have_one_drawing_of_each(kind: Kind) -> None:
    """The SVG that pages call, the outline and the sign of the matrix."""
    drawn = polygon_of(drawings("#0B1F40", "ltr")[f"mark-{kind}.svg"])
    assert drawn == [pytest.approx(point, abs=1e-4) for point in outline(kind, 0, 0, 1)]
    (shape,) = sign(STATES[kind], 30, 50, 4, charts(1).colours)
    assert isinstance(shape, Area)
    (ring,) = shape.rings
    assert ring == [pytest.approx((30 + 4 * x, 48 + 4 * y), abs=1e-3) for x, y in drawn]
    assert sign_width(STATES[kind], 4) == pytest.approx(4 * WIDTHS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_the_drawing_has_the_size_of_its_mark_and_one_colour(kind: Kind) -> None:
    svg = drawings("#0B1F40", "ltr")[f"mark-{kind}.svg"].decode()
    root = ElementTree.fromstring(svg)
    width, height = (float(root.get(axis, "").removesuffix("mm")) for axis in ("width", "height"))
    assert width / height == pytest.approx(WIDTHS[kind], abs=1e-4)
    assert [float(end) for end in root.get("viewBox", "").split()] == [0, 0, width, height]
    assert set(re.findall(r"#\w{6}", svg)) == {"#0B1F40"}


def every_sign(state: State) -> Iterator[Area]:
    return (shape for shape in sign(state, 0, 0, 1, charts(1).colours) if isinstance(shape, Area))


def test_both_marks_side_by_side_do_not_meet_and_are_those_of_the_lists() -> None:
    first, second = every_sign(State.BOTH)
    assert max(x for x, _ in first.rings[0]) < min(x for x, _ in second.rings[0])
    assert [len(shape.rings[0]) for shape in (first, second)] == [4, 5]
    assert max(x for x, _ in second.rings[0]) == pytest.approx(sign_width(State.BOTH, 1))
    assert list(every_sign(State.NOT_MENTIONED)) == []


def test_a_mark_points_on_to_where_lines_end() -> None:
    name = "mark-potential.svg"
    there, back = (polygon_of(drawings("#000000", way)[name]) for way in ("ltr", "rtl"))
    width = max(x for x, _ in there)
    assert [(round(width - x, 2), y) for x, y in back] == [(round(x, 2), y) for x, y in there]
