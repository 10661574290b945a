"""What a profile says that can hardly be so: a place far out at sea, an edition that has not come yet.

All are warnings: maps leave islets out, and clocks of machines are wrong. Only ``check`` asks; what is built depends on
neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from ..errors import Kind, Problem, Severity
from ..workspace.places import shown
from .explain import dotted
from .model import Profile
from .yaml_tree import Path_, read_tree

_PLACE = ("place", "coordinates")
NearLand = Callable[[tuple[float, float]], bool]
"""Tells whether there is land near a point."""


def check_plausible(
    profiles: Mapping[Path, Profile], base: Path | None, near_land: NearLand, today: date
) -> Iterator[Problem]:
    """A warning for each thing that can hardly be so, in the order of the profiles."""
    for file, profile in profiles.items():
        found = [*_of_place(profile, near_land), *_of_dates(profile, today)]
        if not found:
            continue
        tree = read_tree(file, shown(file, base))
        for path, value, message, hint in found:
            where, told = (tree.file, *tree.place(path)), Severity.WARNING
            yield Problem(*where, message, dotted(path), hint, value, told, kind=Kind.IMPLAUSIBLE)


def _of_place(profile: Profile, near_land: NearLand) -> Iterator[tuple[Path_, str, str, str]]:
    coordinates = profile.place.coordinates
    if coordinates is None or near_land(coordinates):
        return
    turned = (coordinates[1], coordinates[0])
    hint = "write latitude, then longitude, in degrees; south and west are negative"
    if abs(turned[0]) <= 90 and near_land(turned):
        hint = f"latitude comes first: [{turned[0]:g}, {turned[1]:g}]?"
    value = f"{coordinates[0]:g}, {coordinates[1]:g}"
    yield _PLACE, value, "there is no land within 200 km of this point", hint


def _of_dates(profile: Profile, today: date) -> Iterator[tuple[Path_, str, str, str]]:
    if profile.edition > f"{today:%Y-%m}":
        yield ("edition",), profile.edition, "this edition has not come yet", "write year and month of the profile"
    if profile.revised and profile.revised > today:
        yield ("revised",), str(profile.revised), "this day has not come yet", "write the day of the last revision"
