"""A volume as it is made and before it is bound: for whoever wants to see a page soon.

Gatherings are kept as in any build, so that the one that follows finds them made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..snapshot.jobs import SnapshotJob
from ..studio.jobs import kept_file
from ..studio.studio import Studio
from ..typeset.documents import Typeset
from ..workspace.workers import Workers
from .gatherings import Gathering, make, pieces_of
from .jobs import VolumeJob, begin, snapshot_of, start
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

    def whole(self, parts: Sequence[SnapshotJob]) -> Iterator[Part]:
        """All parts in their order, after the first ones; ``parts`` are the pages of its cities, which are made."""
        cache = self._workers.shared.workspace.cache
        cities = {part.profile.identity: part for part in parts}
        snapshots = {identity: snapshot_of(part, cache) for identity, part in cities.items()}
        laid = lay_out(self._volume, self._first, snapshots, self._run)
        for key in laid.body:
            made = (kept_file(cities[key.city], cache),) if key.city else _files(laid.sources.made[key.gathering])
            yield key.name, made

    def _run(self, gatherings: Sequence[Gathering]) -> list[Typeset]:
        return start(self._volume.comparison, self._workers, gatherings).all()


def _files(made: Typeset) -> tuple[bytes, ...]:
    return tuple(piece.pdf for piece in pieces_of(made))
