"""Compendia in the build: what is kept is taken, the rest is made; chapters at the same time where that pays."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from .. import charts
from ..cache import write_atomically
from ..compare import Comparison, compare
from ..dataset import data_files
from ..errors import ExitCode, Problem, ReportError
from ..foliofont import folio_font
from ..guard import assure
from ..model import Profile
from ..pagelint import check_pages
from ..region import Region
from ..studio import Studio
from ..wording import load_wordings
from ..workers import Workers
from .binding import Bindery, bind_and_prove
from .gatherings import Gathering, Made, make
from .volume import CitySnapshot, VolumeStudio

MAP = (180.0, 120.0)
"""Width and height of the map of the region, in mm."""


@dataclass(frozen=True)
class VolumeJob:
    """One compendium in one language: its region, its profiles, and the keys of their snapshots by identity."""

    region: Region
    profiles: tuple[Profile, ...]
    language: str
    snapshots: Mapping[str, Path]
    key: str

    @property
    def output(self) -> str:
        """Path relative to the output folder."""
        return f"{self.language}/mgi-compendium-{self.region.region}-{self.language}.pdf"


@dataclass(frozen=True)
class MadeVolume:
    """What became of a compendium: where it is kept and facts about it, or the problems that stopped it."""

    job: VolumeJob
    kept: Path
    facts: dict[str, Any] | None
    problems: list[Problem]
    exit_code: ExitCode
    seconds: float = 0.0
    fresh: bool = True


def region_data(region: Region, profiles: Sequence[Profile], studio: Studio) -> dict[str, bytes]:
    """The comparison as data, by path in the output folder; the same whatever languages are printed."""
    return data_files(compare(region, profiles, studio.framework, studio.language("en")), studio.framework)


def make_volumes(
    jobs: Sequence[VolumeJob], studio: Studio, workers: Workers, *, force: bool = False
) -> Iterator[MadeVolume]:
    """Make compendia one after the other; those that are kept are only looked up."""
    for job in jobs:
        kept = studio.workspace.cache / "volumes" / f"{job.key}.pdf"
        facts = None if force else _read(kept)
        if facts is not None:
            yield MadeVolume(job, kept, facts, [], ExitCode.DONE, fresh=False)
            continue
        started = time.perf_counter()
        try:
            facts = _make(job, studio, workers, kept, force)
        except ReportError as error:
            problems = [problem if problem.line else _of(job, problem) for problem in error.problems]
            yield MadeVolume(job, kept, None, problems, error.exit_code, time.perf_counter() - started)
            continue
        yield MadeVolume(job, kept, facts, [], ExitCode.DONE, time.perf_counter() - started)


def _of(job: VolumeJob, problem: Problem) -> Problem:
    path = f"{problem.file}: {problem.path}" if problem.file and problem.path else problem.path or problem.file
    return replace(problem, file=job.output, path=path if path != job.output else "")


def _make(job: VolumeJob, studio: Studio, workers: Workers, kept: Path, force: bool) -> dict[str, Any]:
    assure(studio.workspace)
    studio.warm()
    comparison = compare(job.region, job.profiles, studio.framework, studio.language(job.language))
    volume = VolumeStudio(
        studio,
        comparison,
        {identity: _snapshot(identity, path) for identity, path in job.snapshots.items()},
        {Path(name).name: data for name, data in region_data(job.region, job.profiles, studio).items()},
        {"map.svg": region_map(comparison, studio)} if has_map(comparison) else {},
    )
    parts = volume.parts(partial(_run, studio, comparison, workers, force))
    bindery = Bindery(
        tuple(parts),
        volume.metadata(),
        folio_font(studio.folio_face(), studio.cache, studio.theme.rgb("label")),
        volume.findings,
        volume.promises,
        studio.theme.fonts.all,
        job.output,
    )
    proofs = workers.all(_bound, [(bindery, kept)])
    return proofs[0]


def _bound(work: tuple[Bindery, Path]) -> dict[str, Any]:
    bindery, kept = work
    pdf, proof = bind_and_prove(bindery)
    facts = {"pages": proof.pages, "proof": proof.summary}
    write_atomically(kept, pdf)
    write_atomically(kept.with_suffix(".json"), json.dumps(facts).encode())
    return facts


def _run(
    studio: Studio, comparison: Comparison, workers: Workers, force: bool, gatherings: Sequence[Gathering]
) -> list[Made]:
    order = [city.identity for city in comparison.cities]
    wordings = load_wordings(studio.workspace.paths("assets", "wording"))
    problems = [found for item in gatherings for found in check_pages(item.document.html, order, wordings, item.part)]
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return workers.all(partial(make, cache=studio.workspace.cache, force=force), gatherings)


def _snapshot(identity: str, path: Path) -> CitySnapshot:
    facts = json.loads(path.with_suffix(".json").read_bytes())["files"][0]
    return CitySnapshot(identity, path.read_bytes(), facts["pages"], facts.get("elements", 0))


def has_map(comparison: Comparison) -> bool:
    """Whether any city of a comparison has coordinates."""
    return any(city.profile.place.coordinates for city in comparison.cities)


def region_map(comparison: Comparison, studio: Studio) -> bytes:
    """The map of a region, drawn once and kept."""
    spots = [(city.label, city.profile.place.coordinates) for city in comparison.cities]
    colours = {name: studio.theme.rgb(name) for name in studio.theme.colours}

    def draw() -> bytes:
        drawer = charts.charts_of(studio.workspace, comparison, studio.framework, studio.language(comparison.language))
        return drawer.draw(drawer.bare_map(*MAP))

    return studio.cache.drawing(("region map", comparison.language, spots, colours, MAP), draw)


def _read(kept: Path) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = json.loads(kept.with_suffix(".json").read_bytes())
        return facts if kept.is_file() else None
    except (OSError, ValueError):
        return None
