"""Figures of the publications, drawn with matplotlib and returned as SVG data URIs."""

import base64
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

NAVY = "#0b1f3f"
SEA = "#f1f4f8"
LAND = "#bfcddc"
MARK = "#d22630"
DOMAIN_COLOURS = ("#0033a0", "#ffb81c", "#d22630", "#5cb8b2", "#18375f", "#ff671f")
MM_PER_INCH = 25.4

Ring = Sequence[Sequence[float]]

plt.rcParams["svg.hashsalt"] = "figures"


@dataclass(frozen=True)
class Extent:
    """A window on the earth, in degrees."""

    west: float
    east: float
    south: float
    north: float

    @property
    def middle(self) -> float:
        """Return the latitude half way between south and north."""
        return (self.south + self.north) / 2

    def touches(self, ring: Ring) -> bool:
        """Tell whether the bounding box of a ring meets this window."""
        longitudes = [point[0] for point in ring]
        latitudes = [point[1] for point in ring]
        return (
            min(longitudes) <= self.east
            and max(longitudes) >= self.west
            and min(latitudes) <= self.north
            and max(latitudes) >= self.south
        )


def data_uri(content: bytes, media_type: str = "image/svg+xml") -> str:
    """Encode a picture so that it can stand in an HTML attribute."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def save(figure: Figure, ground: str = "none") -> str:
    """Write a figure as SVG on a ground, close it and return it as a data URI."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", facecolor=ground, metadata={"Date": None})
    plt.close(figure)
    return data_uri(buffer.getvalue())


def blank_figure(width: float, height: float) -> tuple[Figure, Axes]:
    """Make a figure of a size in millimetres whose axes fill it and do not show."""
    figure = plt.figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    return figure, axes


def draw_wheel(size: float = 116, line_width: float = 0.7) -> str:
    """Draw the ring of six equal sectors, the first at the top, clockwise."""
    figure, axes = blank_figure(size, size)
    axes.pie(
        [1] * len(DOMAIN_COLOURS),
        colors=DOMAIN_COLOURS,
        startangle=120,
        counterclock=False,
        explode=[0.025] * len(DOMAIN_COLOURS),
        radius=1,
        wedgeprops={"width": 0.635, "edgecolor": NAVY, "linewidth": line_width},
    )
    axes.set_xlim(-1.035, 1.035)
    axes.set_ylim(-1.035, 1.035)
    return save(figure)


def load_land(path: Path) -> list[list[Ring]]:
    """Read the land outlines: polygons as lists of rings."""
    return json.loads(path.read_text(encoding="utf-8"))


def is_sliver(ring: Ring) -> bool:
    """Tell whether a ring only runs along a parallel, as a small island on the date line does."""
    longitudes = [point[0] for point in ring]
    latitudes = [point[1] for point in ring]
    return max(longitudes) - min(longitudes) > 350 and max(latitudes) - min(latitudes) < 1


def draw_land(axes: Axes, land: Iterable[list[Ring]], extent: Extent) -> None:
    """Draw the land that lies in the window."""
    for polygon in land:
        outline = polygon[0]
        if extent.touches(outline) and not is_sliver(outline):
            axes.fill(*zip(*outline, strict=True), facecolor=LAND, linewidth=0)
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)


def mark(axes: Axes, longitude: float, latitude: float, size: float) -> None:
    """Put the mark of a city on a map."""
    axes.plot(
        longitude,
        latitude,
        marker="o",
        markersize=size,
        markerfacecolor=MARK,
        markeredgecolor="white",
        markeredgewidth=size / 6,
        linestyle="none",
    )


def extent_around(longitude: float, latitude: float, width: float, height: float, degrees: float) -> Extent:
    """Return the window around a point that is `degrees` of latitude high and fits a frame."""
    half_height = degrees / 2
    half_width = half_height * width / height / math.cos(math.radians(latitude))
    return Extent(longitude - half_width, longitude + half_width, latitude - half_height, latitude + half_height)


def draw_city_map(
    land: list[list[Ring]], longitude: float, latitude: float, width: float = 56, height: float = 42
) -> str:
    """Draw the locator map of one city."""
    figure, axes = blank_figure(width, height)
    draw_land(axes, land, extent_around(longitude, latitude, width, height, 34))
    mark(axes, longitude, latitude, 8.5)
    return save(figure, SEA)


def region_extent(points: Sequence[tuple[float, float]], width: float, height: float) -> Extent:
    """Return the window that shows all points, given as longitude and latitude, with room around."""
    longitudes = [point[0] for point in points]
    latitudes = [point[1] for point in points]
    return extent_around(
        (min(longitudes) + max(longitudes)) / 2,
        (min(latitudes) + max(latitudes)) / 2,
        width,
        height,
        (max(latitudes) - min(latitudes)) * 1.28,
    )


def draw_region_map(
    land: list[list[Ring]],
    points: Sequence[tuple[float, float]],
    extent: Extent,
    width: float,
    height: float,
) -> str:
    """Draw the map of a region with a mark for each city; the names are set in HTML."""
    figure, axes = blank_figure(width, height)
    draw_land(axes, land, extent)
    for longitude, latitude in points:
        mark(axes, longitude, latitude, 7)
    return save(figure, SEA)


def label_side(index: int, points: Sequence[tuple[float, float]]) -> str:
    """Choose where the name of a city stands so that names and marks keep clear of one another."""
    longitude, latitude = points[index]
    east = [
        other[0] - longitude
        for place, other in enumerate(points)
        if place != index and other[0] >= longitude and abs(other[1] - latitude) < 4
    ]
    if not east or min(east) > 20:
        return "right"
    return "above" if min(east) < 4 else "left"


def region_labels(
    names: Sequence[str], points: Sequence[tuple[float, float]], extent: Extent
) -> list[dict[str, str | float]]:
    """Return the name of each city with its place on the map in per cent."""
    return [
        {
            "name": name,
            "side": label_side(index, points),
            "left": round(100 * (longitude - extent.west) / (extent.east - extent.west), 2),
            "top": round(100 * (extent.north - latitude) / (extent.north - extent.south), 2),
        }
        for index, (name, (longitude, latitude)) in enumerate(zip(names, points, strict=True))
    ]
