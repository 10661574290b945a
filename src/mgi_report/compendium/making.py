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
from ..editions import SCREEN, Edition
from ..errors import ExitCode, Problem, ReportError
from ..foliofont import folio_font
from ..guard import assure
from ..model import Profile
from ..pagelint import check_pages
from ..press.shop import Companion, companions_of
from ..proof import Expected
from ..region import Region
from ..studio import Studio
from ..wording import load_wordings
from ..workers import Workers
from .binding import Bindery, bind_and_prove
from .gatherings import Gathering, Made, make
from .numbers import CitySnapshot
from .volume import VolumeStudio

_studio: Studio | None = None  # what forked workers inherit

MAP = (180.0, 120.0)
"""Width and height of the map of the region, in mm; a key below it comes on top."""


@dataclass(frozen=True)
class VolumeJob:
    """One compendium in one language and edition: its region, its profiles, and where their snapshots are kept."""

    region: Region
    profiles: tuple[Profile, ...]
    language: str
    snapshots: Mapping[str, Path]
    key: str
    edition: Edition = SCREEN

    @property
    def output(self) -> str:
        """Path relative to the output folder."""
        return self.beside("")

    def beside(self, suffix: str) -> str:
        """Path of a file that accompanies the output."""
        return f"{self.language}/mgi-compendium-{self.region.region}-{self.language}{self.edition.suffix}{suffix}.pdf"


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
    global _studio
    _studio = studio
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
    """A problem of a gathering or of the volume, as one of the file that is not made."""
    if problem.file in ("", job.output):
        return replace(problem, file=job.output)
    return replace(problem, file=job.output, path=f"{problem.file}: {problem.path}" if problem.path else problem.file)


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
        job.edition,
    )
    parts = volume.parts(partial(_run, comparison, workers, force))
    font = folio_font(studio.folio_face(), studio.cache, studio.theme.rgb("label"))
    if job.edition.for_press:
        font = replace(font, colour=(0.0, 0.0, 0.0, 1.0))
    bindery = Bindery(
        tuple(parts),
        volume.metadata(),
        font,
        volume.findings,
        volume.promises,
        studio.theme.fonts.all,
        job.output,
        job.edition,
    )
    return workers.all(_bound, [(bindery, job.language, kept)])[0]


def _bound(work: tuple[Bindery, str, Path]) -> dict[str, Any]:
    bindery, language, kept = work
    assert _studio is not None
    pdf, proof = bind_and_prove(bindery)
    files = [Companion("", pdf, proof.pages, proof.summary)]
    if bindery.edition.for_press:
        files += companions_of(_studio, pdf, proof, Expected(), _studio.language(language), bindery.metadata)
    for made in files:
        write_atomically(beside(kept, made.suffix), made.pdf)
    facts = {"files": [{"suffix": made.suffix, "pages": made.pages, "proof": made.proof} for made in files]}
    write_atomically(kept.with_suffix(".json"), json.dumps(facts).encode())
    return facts


def beside(kept: Path, suffix: str) -> Path:
    """Where a file is kept that accompanies a volume."""
    return kept.with_name(f"{kept.stem}{suffix}.pdf")


def _make_one(work: tuple[Gathering, bool]) -> Made:
    assert _studio is not None
    return make(work[0], _studio, force=work[1])


def _run(comparison: Comparison, workers: Workers, force: bool, gatherings: Sequence[Gathering]) -> list[Made]:
    assert _studio is not None
    order = [city.identity for city in comparison.cities]
    wordings = load_wordings(_studio.workspace.paths("assets", "wording"))
    problems = [found for item in gatherings for found in check_pages(item.document.html, order, wordings, item.part)]
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return workers.all(_make_one, [(gathering, force) for gathering in gatherings])


def _snapshot(identity: str, path: Path) -> CitySnapshot:
    facts = json.loads(path.with_suffix(".json").read_bytes())["files"][0]
    return CitySnapshot(identity, path.read_bytes(), facts["pages"], facts.get("elements", 0))


def has_map(comparison: Comparison) -> bool:
    """Whether any city of a comparison has coordinates."""
    return any(city.profile.place.coordinates for city in comparison.cities)


def region_map(comparison: Comparison, studio: Studio) -> bytes:
    """The map of a region, drawn once and kept."""
    spots = [(city.label, city.country, city.profile.place.coordinates) for city in comparison.cities]
    colours = {name: studio.theme.rgb(name) for name in studio.theme.colours}

    def draw() -> bytes:
        drawer = charts.charts_of(studio.workspace, comparison, studio.framework, studio.language(comparison.language))
        return drawer.draw(drawer.bare_map(*MAP))

    return studio.cache.drawing(("region map", comparison.language, spots, colours, MAP), draw)


def _read(kept: Path) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = json.loads(kept.with_suffix(".json").read_bytes())
        there = all(beside(kept, made["suffix"]).is_file() for made in facts["files"])
        return facts if there else None
    except (OSError, ValueError, KeyError):
        return None
