"""A volume as it is made and before it is bound: for whoever wants to see a page soon.

Gatherings are kept as in any build, so that the one that follows finds them made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..studio.studio import Studio
from ..typeset.documents import Typeset
from ..workspace.workers import Workers
from .gatherings import Gathering, make, pieces_of
from .jobs import VolumeJob, begin, start
from .numbers import CitySnapshot
from .parts import lay_out

Part = tuple[str, tuple[bytes, ...]]
"""A part of a volume by its name, and the files that it is bound from."""


class VolumeSketch:
    """The parts of a volume.

    Raises :class:`ReportError` (template) as making the volume does.
    """

    def __init__(self, job: VolumeJob, workers: Workers[Studio]) -> None:
        self._workers = workers
        self._volume = begin(job, workers).volume
        self._first: list[Typeset] = []

    def first(self) -> Iterator[Part]:
        """The parts that wait for no other, the chapters above all, as they are made."""
        for gathering in self._volume.first:
            self._first.append(made := make(gathering, self._workers.shared))
            yield gathering.part, _files(made)

    def whole(self, cities: Mapping[str, Sequence[bytes]], pages: Mapping[str, int]) -> Iterator[Part]:
        """All parts in their order, after the first ones.

        ``cities`` are files with the pages of its cities by identity, finished or sketched, ``pages`` are their counts.
        """
        snapshots = {identity: CitySnapshot(identity, count, 0) for identity, count in pages.items()}
        laid = lay_out(self._volume, self._first, snapshots, self._run)
        for key in laid.body:
            yield key.name, tuple(cities[key.city]) if key.city else _files(laid.sources.made[key.gathering])

    def _run(self, gatherings: Sequence[Gathering]) -> list[Typeset]:
        return start(self._volume.comparison, self._workers, gatherings).all()


def _files(made: Typeset) -> tuple[bytes, ...]:
    return tuple(piece.pdf for piece in pieces_of(made))
