"""Publications as they will look: what changed is typeset, and what did not is taken as it was.

The leaves of a snapshot and the parts of a volume are known by all that goes in.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...compendium.jobs import VolumeJob
from ...compendium.sketch import VolumeSketch
from ...errors import ExitCode, Problem, ReportError
from ...pdf.onscreen import pages_of
from ...snapshot.jobs import SnapshotJob
from ...snapshot.leaves import compose_leaves, fingerprint, numbered
from ...studio.jobs import kept_file, recall
from ...studio.studio import Studio
from ...typeset.documents import Composed
from ...workspace.workers import Workers
from ..compendia import pages_of as pages_in_volume
from ..gather import Gathered
from .messages import Sheet

_KEPT = 24
"""Leaves that are kept beside those that are shown: enough to go back and forth among some edits."""


@dataclass(frozen=True)
class Leaf:
    """Pages that were made together, and the bytes of the file that holds them."""

    pdf: bytes = field(repr=False)
    sheets: tuple[Sheet, ...]

    @classmethod
    def of(cls, pdf: bytes) -> Leaf:
        """A leaf with all pages of a file."""
        name = _name_of(pdf)
        return cls(pdf, tuple(Sheet(page, name, index) for index, page in enumerate(pages_of(pdf))))

    @property
    def name(self) -> str:
        """What tells its file from others."""
        return _name_of(self.pdf)


def _name_of(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()[:20]


Leaves = Sequence[Leaf]


class Sketcher:
    """Sketches publications again and again; remembers what it made."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Leaf] = OrderedDict()
        self._last: dict[str, Leaves] = {}
        self._parts: dict[str, dict[str, Leaves]] = {}
        self._cities: dict[str, tuple[str, Leaves]] = {}

    def last(self, key: str) -> Leaves:
        """The leaves of a publication as they were shown last."""
        return self._last.get(key, ())

    def snapshot(self, key: str, studio: Studio, job: SnapshotJob, seen: int) -> Iterator[Leaves]:
        """A snapshot, as often as one more of its leaves is as it will look; that of the page in view, from 0, first.

        Raises :class:`ReportError` (template) for what the engine complains about, with the page to look at shown.
        """
        leaves = compose_leaves(studio, job.profile, job.language, job.edition)
        shown = list(self._last.get(key, ()))
        shown = shown if len(shown) == len(leaves) else []
        problems: list[Problem] = []
        pages = [len(leaf.sheets) for leaf in shown] or [1] * len(leaves)
        starts = [1 + sum(pages[:number]) for number in range(len(leaves))]
        names = [f"{fingerprint(leaf)}{start}" for leaf, start in zip(leaves, starts, strict=True)]
        made = {number: leaf for number, name in enumerate(names) if (leaf := self._found(name))}
        missing = sorted(set(range(len(leaves))) - made.keys(), key=lambda number: abs(starts[number] - 1 - seen))
        for number in missing:
            made[number], found = self._made(studio, numbered(leaves[number], starts[number]), job)
            problems += found
            if not found:
                self._keep(names[number], made[number])
            if shown:
                shown[number] = made[number]
                yield shown
        self._last[key] = [made[number] for number in range(len(leaves))]
        yield self._last[key]
        if problems:
            raise ReportError(problems, ExitCode.TEMPLATE)
        if [len(leaf.sheets) for leaf in self._last[key]] != pages:
            yield from self.snapshot(key, studio, job, seen)

    def _made(self, studio: Studio, leaf: Composed, job: SnapshotJob) -> tuple[Leaf, Sequence[Problem]]:
        pdf, problems = studio.typesetter.sketch(leaf, in_inks=job.edition.for_press)
        return Leaf.of(pdf), problems

    def _found(self, name: str) -> Leaf | None:
        if name in self._known:
            self._known.move_to_end(name)
        return self._known.get(name)

    def _keep(self, name: str, leaf: Leaf) -> Leaf:
        self._known[name] = leaf
        self._known.move_to_end(name)
        while len(self._known) > _KEPT + sum(map(len, self._last.values())):
            self._known.popitem(last=False)
        return leaf

    def volume(self, key: str, gathered: Gathered, job: VolumeJob) -> Iterator[Leaves]:
        """A volume, as often as one more of its chapters is made, and when all is; raises what making it raises."""
        studio = gathered.studio
        with Workers(1, studio) as workers:
            sketch, shown = VolumeSketch(job, workers), self._parts.get(key, {})
            for name, files in sketch.first():
                leaves = [self._leaf(pdf) for pdf in files]
                if name in shown and shown[name] != leaves:
                    shown[name] = leaves
                    yield _in_order(shown)
            parts = {part.profile.identity: self._city(key, studio, pages_in_volume(part)) for part in job.parts}
            cities = {identity: [leaf.pdf for leaf in leaves] for identity, leaves in parts.items()}
            pages = {identity: sum(len(leaf.sheets) for leaf in leaves) for identity, leaves in parts.items()}
            whole = sketch.whole(cities, pages)
            made: dict[str, Leaves] = {name: [self._leaf(pdf) for pdf in files] for name, files in whole}
        self._parts[key], self._last[key] = made, _in_order(made)
        yield self._last[key]

    def _city(self, key: str, studio: Studio, job: SnapshotJob) -> Leaves:
        """The pages of a city in a volume: as before where nothing changed, as they are kept, or a sketch."""
        own, cache = f"{key}#{job.profile.identity}", studio.workspace.cache
        before, leaves = self._cities.get(own, ("", ()))
        if before == job.key:
            return leaves
        if recall(job, cache):
            leaves = [self._leaf(kept_file(job, cache))]
        else:
            *_, leaves = self.snapshot(own, studio, job, 0)
            for leaf in leaves:
                self._keep(leaf.name, leaf)
        self._cities[own] = job.key, leaves
        return leaves

    def _leaf(self, pdf: bytes) -> Leaf:
        return self._found(named := _name_of(pdf)) or self._keep(named, Leaf.of(pdf))


def _in_order(parts: Mapping[str, Leaves]) -> list[Leaf]:
    return [leaf for leaves in parts.values() for leaf in leaves]
