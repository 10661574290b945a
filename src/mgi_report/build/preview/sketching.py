"""Publications as they will look: what changed is typeset, and what did not is taken as it was.

The leaves of a snapshot and of two editions, briefs and the parts of a volume are known by all that goes in.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ...compendium import sheet
from ...compendium.brief import jobs as brief
from ...compendium.brief.jobs import BriefJob
from ...compendium.jobs import VolumeJob
from ...compendium.sheet import SheetJob
from ...compendium.sketch import VolumeSketch
from ...errors import ExitCode, Problem, ReportError
from ...pdf.onscreen import pages_of
from ...snapshot.jobs import SnapshotJob
from ...snapshot.leaves import compose_leaves, fingerprint, leaves_of, numbered, settled
from ...snapshot.since import jobs as since
from ...snapshot.since.jobs import SinceJob
from ...studio.jobs import kept_file, recall
from ...studio.studio import Studio
from ...typeset.documents import Composed
from ...workspace.workers import Workers
from ..compendia import pages_of as pages_in_volume
from ..gather import Gathered
from .messages import Sheet
from .subjects import Job

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
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.sheets)

    @property
    def name(self) -> str:
        """What tells its file from others."""
        return _name_of(self.pdf)


def _name_of(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()[:20]


Leaves = Sequence[Leaf]


@dataclass(frozen=True)
class Sketch:
    """A whole document as it will look, and what the engine complains about."""

    leaves: Leaves
    problems: Sequence[Problem]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(leaf.pages for leaf in self.leaves)


Settle = Callable[[Callable[[Composed, range], Sketch]], tuple[object, Sketch]]
"""Tries documents until one takes the pages that it should, and gives that one back last."""


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

    def publication(self, key: str, gathered: Gathered, job: Job, seen: int) -> Iterator[Leaves]:
        """A publication, as often as more of it is as it will look; the page in view, from 0, first.

        Raises :class:`ReportError` as making it does; for what the engine complains about with the page to look at
        shown.
        """
        studio = gathered.studio
        match job:
            case VolumeJob():
                return self._volume(key, gathered, job)
            case BriefJob():
                return self._settled(key, studio, job, partial(brief.settled, studio, job, brief.view_of(studio, job)))
            case SheetJob():
                return self._settled(key, studio, job, partial(sheet.settled, studio, job, sheet.sheet_of(studio, job)))
            case SinceJob():
                return self._settled(key, studio, job, partial(since.settled, studio, job, since.view_of(studio, job)))
            case SnapshotJob(earlier=None):
                return self._snapshot(key, studio, job, seen)
        return self._settled(key, studio, job, partial(settled, studio, job))

    def _settled(self, key: str, studio: Studio, job: Job, settle: Settle) -> Iterator[Leaves]:
        """A publication whose pages are known when all of it is as it will look."""
        parted = isinstance(job, SnapshotJob | SinceJob)

        def typeset(document: Composed, _: range) -> Sketch:
            made: list[Leaf] = []
            problems: list[Problem] = []
            for part in leaves_of(document) if parted else (document,):
                leaf, found = self._kept_or_made(studio, part, 1 + sum(leaf.pages for leaf in made), job)
                made.append(leaf)
                problems += found
            return Sketch(made, problems)

        _, sketch = settle(typeset)
        self._last[key] = sketch.leaves
        yield sketch.leaves
        if sketch.problems:
            raise ReportError(list(sketch.problems), ExitCode.TEMPLATE)

    def _snapshot(self, key: str, studio: Studio, job: SnapshotJob, seen: int) -> Iterator[Leaves]:
        """A snapshot, as often as one more of its leaves is as it will look."""
        leaves = compose_leaves(studio, job.profile, job.language, job.edition)
        shown = list(self._last.get(key, ()))
        shown = shown if len(shown) == len(leaves) else []
        problems: list[Problem] = []
        pages = [leaf.pages for leaf in shown] or [1] * len(leaves)
        starts = [1 + sum(pages[:number]) for number in range(len(leaves))]
        names = [_known_by(leaf, start) for leaf, start in zip(leaves, starts, strict=True)]
        made = {number: leaf for number, name in enumerate(names) if (leaf := self._found(name))}
        missing = sorted(set(range(len(leaves))) - made.keys(), key=lambda number: abs(starts[number] - 1 - seen))
        for number in missing:
            made[number], found = self._kept_or_made(studio, leaves[number], starts[number], job)
            problems += found
            if shown:
                shown[number] = made[number]
                yield shown
        self._last[key] = [made[number] for number in range(len(leaves))]
        yield self._last[key]
        if problems:
            raise ReportError(problems, ExitCode.TEMPLATE)
        if [leaf.pages for leaf in self._last[key]] != pages:
            yield from self._snapshot(key, studio, job, seen)

    def _kept_or_made(self, studio: Studio, composed: Composed, start: int, job: Job) -> tuple[Leaf, Sequence[Problem]]:
        """A leaf whose first page has a number, and what the engine complains about, where it is not kept."""
        if known := self._found(name := _known_by(composed, start)):
            return known, ()
        pdf, problems = studio.typesetter.sketch(numbered(composed, start), in_inks=job.edition.for_press)
        leaf = Leaf.of(pdf)
        return leaf if problems else self._keep(name, leaf), problems

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

    def _volume(self, key: str, gathered: Gathered, job: VolumeJob) -> Iterator[Leaves]:
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
            pages = {identity: sum(leaf.pages for leaf in leaves) for identity, leaves in parts.items()}
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
            *_, leaves = self._snapshot(own, studio, job, 0)
            for leaf in leaves:
                self._keep(leaf.name, leaf)
        self._cities[own] = job.key, leaves
        return leaves

    def _leaf(self, pdf: bytes) -> Leaf:
        return self._found(named := _name_of(pdf)) or self._keep(named, Leaf.of(pdf))


def _known_by(leaf: Composed, start: int) -> str:
    """A name that is equal for leaves that look alike, of which the first page has this number."""
    return f"{fingerprint(leaf)}{start}"


def _in_order(parts: Mapping[str, Leaves]) -> list[Leaf]:
    return [leaf for leaves in parts.values() for leaf in leaves]
