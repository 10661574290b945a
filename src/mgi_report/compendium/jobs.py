"""Compendia in the build: what is kept is taken, the rest is made; chapters at the same time where that pays."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from ..data.comparison import Comparison, compare
from ..data.model import Framework, Profile
from ..data.region import Region
from ..data.spelled import spelled_out
from ..errors import ExitCode, ReportError
from ..figures import comparison as charts
from ..neutrality.check import assure
from ..neutrality.pages import check_pages
from ..neutrality.words import load_wordings
from ..pdf.proof import Expected
from ..snapshot.jobs import SnapshotJob
from ..studio.drawings import Coordinates
from ..studio.folio_font import folio_font
from ..studio.jobs import Facts, Job, Made, MadeFile, attempt, keep, recall
from ..studio.studio import Studio
from ..text.languages import Language
from ..text.spoken import speaking
from ..typeset.documents import Typeset
from ..workspace.aside import BrokenError, call
from ..workspace.inputs import one_run
from ..workspace.places import Workspace
from ..workspace.workers import Pending, Workers
from .bindery import Bindery, bind_and_prove
from .citations import citation_files
from .dataset import data_files
from .gatherings import Gathering, Pieces, make
from .numbers import CitySnapshot
from .parts import lay_out, parts_of, promises_of
from .readme import readme
from .volume import VolumeStudio

LARGE = 150
"""A volume of more pages is bound in a process of its own, since workers that typeset keep their memory."""

_MANY = 12
"""For more cities, drawings are made in a process of their own: the library that draws keeps 40 MB."""

MAP = (180.0, 200.0)
"""Width and height of the map of the region, in mm; a key below it comes on top."""
PAGE, BLEED = (210.0, 297.0), 3.0
"""What the drawing of the covers fills, in mm."""


@dataclass(frozen=True, kw_only=True)
class VolumeJob(Job):
    """One compendium to make: of a region, its profiles, and their snapshots, which are kept."""

    region: Region
    profiles: tuple[Profile, ...]
    parts: tuple[SnapshotJob, ...]

    folder = "volumes"

    @property
    def subject(self) -> tuple[str, str]:
        """The region, which has no edition."""
        return self.region.slug, ""

    @property
    def name(self) -> str:
        """What its files are called, up to the language."""
        return f"mgi-compendium-{self.region.slug}"


def region_data(region: Region, profiles: Sequence[Profile], studio: Studio) -> dict[str, bytes]:
    """The comparison as data, by path in the output folder; the same whatever languages are printed."""
    comparison = compare(region, profiles, studio.framework, studio.language("en"))
    return data_files(comparison, studio.framework, _spoken(studio))


def beside_data(region: Region, profiles: Sequence[Profile], studio: Studio) -> dict[str, bytes]:
    """What lies beside the data: a file to read first, and how to cite, for programs that keep references."""
    comparison = compare(region, profiles, studio.framework, studio.language("en"))
    created = VolumeStudio(studio, comparison, {}, {}).created
    return {
        f"data/{region.region}-README.txt": readme(comparison, studio.framework, _spoken(studio)),
        **citation_files(comparison, _spoken(studio), studio.publisher, created),
    }


def _spoken(studio: Studio) -> list[Language]:
    return [studio.language(code) for code in studio.framework.languages]


@dataclass(frozen=True)
class Typesetting:
    """Gatherings that are being typeset, all their pieces one by one, so that no worker waits for another's."""

    pieces: Pending[Typeset]
    counts: tuple[int, ...]

    def all(self) -> list[Typeset]:
        """The gatherings in their order."""
        made = iter(self.pieces.all())
        return [Pieces.of([*islice(made, count)]) for count in self.counts]


@dataclass(frozen=True)
class Begun:
    """A compendium whose first gatherings are being typeset."""

    volume: VolumeStudio
    first: Typesetting


def begin(job: VolumeJob, workers: Workers[Studio], *, force: bool = False) -> Begun:
    """Begin with what does not wait for snapshots: the chapters above all.

    Raises :class:`ReportError` (template) when templates rank places.
    """
    studio = workers.shared
    assure(studio.workspace)
    region, profiles = job.region, job.profiles
    if job.edition.for_press:
        region, profiles = spelled_out(region), tuple(map(spelled_out, profiles))
    comparison = compare(region, profiles, studio.framework, studio.language(job.language))
    volume = VolumeStudio(
        studio,
        comparison,
        {Path(name).name: data for name, data in region_data(job.region, job.profiles, studio).items()},
        drawings_of(comparison, studio),
        job.edition,
    )
    return Begun(volume, start(comparison, workers, volume.first, force=force))


def make_volumes(
    jobs: Sequence[VolumeJob], begun: Mapping[str, Begun], workers: Workers[Studio], *, force: bool = False
) -> Iterator[Made[VolumeJob]]:
    """Make compendia one after the other; those that are kept are only looked up.

    ``begun`` are those that have been begun, by the names of their outputs.
    """
    for job in jobs:
        kept = None if force else recall(job, workers.shared.workspace.cache)
        yield kept or attempt(job, partial(_make, job, begun, workers, force))


def _make(job: VolumeJob, begun: Mapping[str, Begun], workers: Workers[Studio], force: bool) -> Facts:
    studio = workers.shared
    ready = begun.get(job.output) or begin(job, workers, force=force)
    volume, cache = ready.volume, studio.workspace.cache

    def run(gatherings: Sequence[Gathering]) -> list[Typeset]:
        return start(volume.comparison, workers, gatherings, force=force).all()

    snapshots = {part.profile.identity: snapshot_of(part, cache) for part in job.parts}
    kept = {f"city-{part.profile.identity}": part.kept(cache) for part in job.parts}
    laid = lay_out(volume, ready.first.all(), snapshots, run)
    font = folio_font(studio.folio_face(), studio.cache, studio.theme.rgb("label"))
    if job.edition.for_press:
        font = replace(font, colour=(0.0, 0.0, 0.0, 1.0))
    bindery = Bindery(
        tuple(parts_of(volume, laid)),
        volume.metadata(),
        font,
        volume.findings,
        promises_of(volume, laid.numbers),
        studio.theme.fonts.all,
        job.output,
        job.edition,
        kept,
        volume.cells,
        speaking(studio.language(job.language)),
        looked := (cache / job.folder / job.output).with_suffix(".looked"),
    )
    if force:
        looked.unlink(missing_ok=True)
    if laid.pages > LARGE and not job.edition.for_press:
        with contextlib.suppress(BrokenError, OSError):
            pages, verdict = call("mgi_report.compendium.bindery:bind_aside", bindery, job.kept(cache))
            return keep(job, cache, [MadeFile("", b"", pages, verdict)])
    return workers.start(_bound, [(job, bindery)]).all()[0]


def _bound(studio: Studio, work: tuple[VolumeJob, Bindery]) -> Facts:
    job, bindery = work
    pdf, proof = bind_and_prove(bindery)
    files = [MadeFile("", pdf, proof.pages, proof.verdict)]
    if job.edition.for_press:
        from ..studio.companions import companions_of

        files += companions_of(studio, pdf, proof, Expected(), studio.language(job.language), bindery.metadata)
    return keep(job, studio.workspace.cache, files)


def _typeset(studio: Studio, work: tuple[Gathering, bool]) -> Typeset:
    return make(work[0], studio, force=work[1])


def start(
    comparison: Comparison, workers: Workers[Studio], gatherings: Sequence[Gathering], *, force: bool = False
) -> Typesetting:
    """Begin to typeset gatherings of a comparison; raises :class:`ReportError` (template) where one ranks places."""
    order = [city.identity for city in comparison.cities]
    wordings = load_wordings(workers.shared.workspace.paths("assets", "wording"))
    problems = [found for item in gatherings for found in check_pages(item.document.html, order, wordings, item.part)]
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    pieces = [[*gathering.pieces()] for gathering in gatherings]
    pending = workers.start(_typeset, [(piece, force) for each in pieces for piece in each])
    return Typesetting(pending, tuple(map(len, pieces)))


def snapshot_of(part: SnapshotJob, cache: Path) -> CitySnapshot:
    """The pages of a city, which are made and kept."""
    made = recall(part, cache)
    assert made is not None
    facts = made.files[0]
    return CitySnapshot(part.profile.identity, facts["pages"], facts.get("elements", 0), part.edition.whole)


def drawings_of(comparison: Comparison, studio: Studio) -> dict[str, bytes]:
    """What is drawn for a volume: its covers, the map of its region, and the locator map of each city."""
    if len(comparison.cities) > _MANY:
        with contextlib.suppress(BrokenError, OSError):
            given = studio.workspace, studio.framework, tuple(studio.siblings), comparison
            drawn: dict[str, bytes] = call(f"{__name__}:draw", *given)
            return drawn
    return _drawn(comparison, studio)


def draw(
    workspace: Workspace, framework: Framework, siblings: Sequence[Coordinates], comparison: Comparison
) -> dict[str, bytes]:
    """The same in a process that has no studio yet."""
    with one_run():
        return _drawn(comparison, Studio(workspace, framework, siblings=siblings))


def _drawn(comparison: Comparison, studio: Studio) -> dict[str, bytes]:
    places = {city.identity: city.profile.place.coordinates for city in comparison.cities}
    known = {identity: place for identity, place in places.items() if place}
    covers = studio.drawings.volume_covers(tuple(known.values()), PAGE, BLEED)
    drawn = dict(zip(("region-back.svg", "region-cover.svg"), covers, strict=True))
    if known:
        drawn["map.svg"] = region_map(comparison, studio)
    return drawn | {f"map-{identity}.svg": studio.drawings.locator(place) for identity, place in known.items()}


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
