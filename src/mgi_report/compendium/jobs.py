"""Compendia in the build: what is kept is taken, the rest is made; chapters at the same time where that pays."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..data.comparison import Comparison, compare
from ..data.model import Profile
from ..data.region import Region
from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, Problem, ReportError
from ..figures import comparison as charts
from ..neutrality.check import assure
from ..neutrality.pages import check_pages
from ..neutrality.words import load_wordings
from ..pdf.proof import Expected
from ..studio.folio_font import folio_font
from ..studio.kept import Facts, MadeFile, facts_of, keep
from ..studio.studio import Studio
from ..workspace.workers import Pending, Workers
from .bindery import Bindery, bind_and_prove
from .dataset import data_files
from .gatherings import Gathering, Made, make
from .numbers import CitySnapshot
from .volume import VolumeStudio

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
    facts: Facts | None
    problems: list[Problem]
    exit_code: ExitCode
    seconds: float = 0.0
    fresh: bool = True


def region_data(region: Region, profiles: Sequence[Profile], studio: Studio) -> dict[str, bytes]:
    """The comparison as data, by path in the output folder; the same whatever languages are printed."""
    return data_files(compare(region, profiles, studio.framework, studio.language("en")), studio.framework)


@dataclass(frozen=True)
class Begun:
    """A compendium whose first gatherings are being typeset."""

    comparison: Comparison
    volume: VolumeStudio
    first: Pending[Made]


def begin(job: VolumeJob, workers: Workers[Studio], *, force: bool = False) -> Begun:
    """Begin with what does not wait for snapshots: the chapters above all.

    Raises :class:`ReportError` (template) when templates rank places.
    """
    studio = workers.shared
    assure(studio.workspace)
    comparison = compare(job.region, job.profiles, studio.framework, studio.language(job.language))
    volume = VolumeStudio(
        studio,
        comparison,
        {},
        {Path(name).name: data for name, data in region_data(job.region, job.profiles, studio).items()},
        {"map.svg": region_map(comparison, studio)} if has_map(comparison) else {},
        job.edition,
    )
    return Begun(comparison, volume, _start(comparison, workers, force, volume.first))


def make_volumes(
    jobs: Sequence[VolumeJob], begun: Mapping[str, Begun], workers: Workers[Studio], *, force: bool = False
) -> Iterator[MadeVolume]:
    """Make compendia one after the other; those that are kept are only looked up.

    ``begun`` are those that have been begun, by the names of their outputs.
    """
    for job in jobs:
        kept = kept_volume(workers.shared, job)
        facts = None if force else facts_of(kept)
        if facts is not None:
            yield MadeVolume(job, kept, facts, [], ExitCode.DONE, fresh=False)
            continue
        started = time.perf_counter()
        try:
            facts = _make(job, begun.get(job.output) or begin(job, workers, force=force), workers, kept, force)
        except ReportError as error:
            problems = [
                problem if problem.line or "/" in problem.file else _of(job, problem) for problem in error.problems
            ]
            yield MadeVolume(job, kept, None, problems, error.exit_code, time.perf_counter() - started)
            continue
        yield MadeVolume(job, kept, facts, [], ExitCode.DONE, time.perf_counter() - started)


def kept_volume(studio: Studio, job: VolumeJob) -> Path:
    """Where the file of a compendium is kept."""
    return studio.workspace.cache / "volumes" / f"{job.key}.pdf"


def _of(job: VolumeJob, problem: Problem) -> Problem:
    """A problem of a gathering or of the volume, as one of the file that is not made."""
    if problem.file in ("", job.output):
        return replace(problem, file=job.output)
    return replace(problem, file=job.output, path=f"{problem.file}: {problem.path}" if problem.path else problem.file)


def _make(job: VolumeJob, begun: Begun, workers: Workers[Studio], kept: Path, force: bool) -> Facts:
    studio, volume = workers.shared, begun.volume
    volume.snapshots = {identity: _snapshot(identity, path) for identity, path in job.snapshots.items()}

    def run(gatherings: Sequence[Gathering]) -> list[Made]:
        return _start(begun.comparison, workers, force, gatherings).all()

    volume.receive(begun.first.all(), run)
    parts = volume.parts(run)
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
    return workers.start(_bound, [(bindery, job.language, kept)]).all()[0]


def _bound(studio: Studio, work: tuple[Bindery, str, Path]) -> Facts:
    bindery, language, kept = work
    pdf, proof = bind_and_prove(bindery)
    files = [MadeFile("", pdf, proof.pages, proof.summary)]
    if bindery.edition.for_press:
        from ..studio.companions import companions_of

        files += companions_of(studio, pdf, proof, Expected(), studio.language(language), bindery.metadata)
    return keep(kept, files)


def _typeset(studio: Studio, work: tuple[Gathering, bool]) -> Made:
    return make(work[0], studio, force=work[1])


def _start(
    comparison: Comparison, workers: Workers[Studio], force: bool, gatherings: Sequence[Gathering]
) -> Pending[Made]:
    order = [city.identity for city in comparison.cities]
    wordings = load_wordings(workers.shared.workspace.paths("assets", "wording"))
    problems = [found for item in gatherings for found in check_pages(item.document.html, order, wordings, item.part)]
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    return workers.start(_typeset, [(gathering, force) for gathering in gatherings])


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
    language = studio.language(comparison.language)
    said = (language.code, language.conventions, language.messages, language.plurals)

    def draw() -> bytes:
        drawer = charts.charts_of(studio.workspace, comparison, studio.framework, language)
        return drawer.draw(drawer.bare_map(*MAP))

    return studio.cache.drawing(("region map", said, spots, colours, MAP), draw)
