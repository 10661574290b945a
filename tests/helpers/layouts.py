"""Volumes laid out without the engine: pages and link targets are made up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from mgi_report.compendium.gatherings import Gathering, Run
from mgi_report.compendium.numbers import CitySnapshot
from mgi_report.compendium.parts import LaidOut, lay_out
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.typeset.documents import Typeset

ONE = ("opener", "divider", "end", "blank")
"""Gatherings of a single page."""


class Imagined:
    """Stands for the engine: gatherings have the pages that are asked for, else a given number.

    Link targets stand on the page that they would have if all were spread evenly.
    """

    def __init__(self, pages: int = 3, **own: int) -> None:
        self.pages, self.own = pages, own
        self.seen: dict[str, Gathering] = {}

    def __call__(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        return [self.one(gathering) for gathering in wanted]

    def one(self, gathering: Gathering) -> Typeset:
        self.seen[gathering.part] = gathering
        pages = self.own.get(gathering.part, 1 if gathering.part.startswith(ONE) else self.pages)
        targets = re.findall(r'\bid="([^"]+)"', gathering.document.html)
        anchors = {name: 1 + index * pages // len(targets) for index, name in enumerate(targets)}
        return Typeset(gathering.part.encode(), pages, (), anchors)


def laid_out(volume: VolumeStudio, run: Run | None = None, pages: int = 2, *, whole: bool = False) -> LaidOut:
    """A volume with pages of cities that are made up as well."""
    run = run or Imagined()
    snapshots = {city.identity: CitySnapshot(city.identity, pages, 10, whole) for city in volume.comparison.cities}
    return lay_out(volume, run(volume.first), snapshots, run)


def front_of(volume: VolumeStudio) -> Gathering:
    """The first pages of a volume, as if all that they name stood on one page."""
    numbers: Any = SimpleNamespace(**dict.fromkeys(("label_of", "theme_page", "page_at"), lambda *_: "123"))
    return volume.front(numbers)
