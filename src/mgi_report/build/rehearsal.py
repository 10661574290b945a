"""What a workspace changes of the look, tried on few cities, so that ``check`` tells what a build would.

Nothing is published: what is made lies in a folder that is thrown away, and in the cache, where the build that follows
finds it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ..design.editions import INNER, PRESS, SCREEN
from ..design.stylesheets import LAST
from ..errors import Problem, ReportError, Severity, errors_of
from ..snapshot.jobs import SnapshotJob, make
from ..workspace.cache import digest
from ..workspace.inputs import one_run
from ..workspace.keeping import working_cache
from ..workspace.places import Workspace, builtin
from ..workspace.workers import Workers
from .build import build
from .gather import Gathered, gather
from .plan import BuildPlan, Result

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.region import Region
    from ..data.region_files import LoadedRegion
    from ..studio.jobs import Progress
    from ..studio.studio import Studio

_EVERY = {"snapshot", "since", "volume", "region", "brief", "sheet"}
_OF_FOLDER = {
    "snapshot": {"snapshot", "since", "volume"},
    "compendium": {"volume", "brief", "sheet"},
    "html": {"snapshot", "since", "region", "brief"},
    "office": {"snapshot", "since", "brief", "sheet"},
    "shared": _EVERY,
    LAST: _EVERY,
}
"""Folder of templates, or style sheet → the publications that are made with it."""
_OF_ONE = {"since": "since", "region": "region", "brief": "brief", "sheet": "sheet", "meeting": "sheet"}
"""How files are called that one publication alone is made with."""
_CITIES = 2  # of the volume, of the pages of a region, and of a brief


@dataclass(frozen=True)
class _Asked:
    """What a workspace changes: publications, and whether their web pages, Word files and pages for the press too."""

    publications: frozenset[str]
    html: bool
    docx: bool
    press: bool


def rehearse(
    workspace: Workspace,
    profiles: Mapping[Path, Profile],
    regions: Sequence[LoadedRegion],
    progress: Progress | None = None,
) -> list[Problem]:
    """The errors of those publications that files of the workspace change: a snapshot, the longest, a volume of two
    cities and their pages on the web, briefs, two editions of a place side by side and in a snapshot, and a page for a
    meeting; where there are none, warnings of what the press would refuse of the snapshot."""
    asked, region = _asked(workspace), next(iter(regions), None)
    if not profiles or not asked.publications:
        return []
    longest = max(profiles, key=lambda file: file.stat().st_size)
    cities = [profiles[longest], *(region.profiles[:_CITIES] if region else ())]
    found: list[Problem] = []
    try:
        with one_run(), working_cache(workspace) as (here, _):
            plan = BuildPlan(here, here.root / "reports", tuple(dict.fromkeys(city.identity for city in cities)))
            gathered = gather(plan)
            if region and "volume" in asked.publications:
                with Workers(1, gathered.studio) as workers:
                    found += _volume(gathered, workers, region)
            if region and "region" in asked.publications and asked.html:
                found += _pages(gathered, region)
    except ReportError as error:
        return errors_of(error.problems)
    languages = [job.language for job in gathered.jobs if job.profile.identity == profiles[longest].identity]
    with tempfile.TemporaryDirectory(prefix="mgi-report-") as out:
        occasion = BuildPlan(workspace, Path(out), languages=tuple(languages[:1]), jobs=1)
        tried = dict(_occasions(occasion, asked, profiles[longest], [*profiles.values()], region))
        for number, (name, plan) in enumerate(tried.items(), 1):
            found += _errors(plan)
            if progress:
                progress(f"{name}, as a trial", number, len(tried))
        if asked.press and not found:
            pressed = replace(occasion, cities=(profiles[longest].identity,), editions=(PRESS.name,))
            found += map(for_press, _errors(pressed))
    return list(dict.fromkeys(found))


def _errors(plan: BuildPlan) -> list[Problem]:
    """The errors of a build."""
    try:
        return errors_of(build(plan).problems)
    except ReportError as error:
        return errors_of(error.problems)


def for_press(problem: Problem) -> Problem:
    """What only the press edition refuses is a warning: it may never be asked for."""
    return replace(problem, message=f"refused by the press edition: {problem.message}", severity=Severity.WARNING)


def _asked(workspace: Workspace) -> _Asked:
    """What files of the workspace's own are part of."""
    folder = workspace.root / "templates"
    if workspace.root == builtin() or not folder.is_dir():
        return _Asked(frozenset(), html=False, docx=False, press=False)
    files = [file for file in folder.rglob("*") if file.is_file() and not _is_built_in(file, folder)]
    own = [file.relative_to(folder).parts for file in files]
    found: set[str] = set()
    for path in own:
        theirs = _OF_FOLDER.get(path[0], set())
        alone = next((name for begin, name in _OF_ONE.items() if path[-1].startswith(begin)), "")
        found |= theirs & {alone} or theirs
    folders = {path[0] for path in own}
    html, press = (bool(folders & {kind, "shared", LAST}) for kind in ("html", "snapshot"))
    return _Asked(frozenset(found), html=html, docx="office" in folders, press=press and "snapshot" in found)


def _is_built_in(file: Path, folder: Path) -> bool:
    """Whether a file is a copy of the built-in one, which changes nothing."""
    ours = builtin() / "templates" / file.relative_to(folder)
    return ours.is_file() and ours.read_bytes() == file.read_bytes()


def _occasions(
    plan: BuildPlan, asked: _Asked, longest: Profile, profiles: Sequence[Profile], region: LoadedRegion | None
) -> Iterator[tuple[str, BuildPlan]]:
    """A plan for each publication that is tried, by name; pages for the web are made beside those that have any."""
    plan = replace(plan, docx=asked.docx)
    web = replace(plan, html=asked.html)
    if "snapshot" in asked.publications:
        yield "a snapshot", replace(web, cities=(longest.identity,))
    if "since" in asked.publications and (pair := _two_editions(profiles)):
        older, newer = pair
        yield "two editions", replace(plan, cities=(older.identity, newer.identity), compared=True)
        yield "a snapshot with two editions", replace(web, cities=(newer.identity,), since=older.edition)
    if "brief" in asked.publications:
        cities = region.profiles[:_CITIES] if region else (longest,)
        yield "briefs", replace(web, cities=tuple(city.identity for city in cities), briefs=_subjects(cities))
    if "sheet" in asked.publications and region and len(region.profiles) > 1:
        city, name = region.profiles[0].identity, region.region.slug
        yield "a page for a meeting", replace(plan, exchange=(city,), regions=(name,))


def _two_editions(profiles: Sequence[Profile]) -> tuple[Profile, Profile] | None:
    """The first two editions in a row of a city that can be compared."""
    order = sorted(profiles, key=lambda profile: (profile.city, profile.edition))
    return next(((one, two) for one, two in pairwise(order) if (one.city, one.level) == (two.city, two.level)), None)


def _subjects(cities: Sequence[Profile]) -> tuple[str, ...]:
    """A domain and a theme that the cities write about, as far as they do."""
    placed = ((str(path[1]), finding) for city in cities for path, finding in city.placed_findings())
    domain, finding = next(placed, ("1", None))
    return (domain, *(finding.topics[:1] if finding else ()))


def _volume(gathered: Gathered, workers: Workers[Studio], region: LoadedRegion) -> Iterator[Problem]:
    """The errors of a volume of the first cities of a region."""
    from ..compendium.jobs import VolumeJob, make_volumes

    result, (cities, few) = Result(), _few(gathered, region)
    parts = _inner(few)
    sound = [made.job for made in result.sound(make(parts, workers), len(parts), None)]
    if len(sound) == len(parts):
        own, language = tuple(job.profile for job in sound), few[0].language
        key = digest("rehearsal", gathered.shared, repr(cities), language, *(job.key for job in sound))
        job = VolumeJob(region=cities, profiles=own, parts=tuple(sound), language=language, key=key)
        for made in result.sound(make_volumes([job], {}, workers), 1, None):
            yield from errors_of(made.problems)
    yield from errors_of(result.problems)


def _few(gathered: Gathered, region: LoadedRegion) -> tuple[Region, list[SnapshotJob]]:
    """A region of the first cities of one, and their snapshots."""
    jobs = {job.profile.identity: job for job in gathered.jobs}
    few = [jobs[city.identity] for city in region.profiles[:_CITIES] if city.identity in jobs]
    return region.region.model_copy(update={"cities": [job.profile.city for job in few], "countries": []}), few


def _pages(gathered: Gathered, region: LoadedRegion) -> Sequence[Problem]:
    """The errors of the pages of a region on the web, with its first cities; there is no PDF to compare them with."""
    from ..compendium.told import promised_by
    from ..compendium.web import site_of
    from ..snapshot.make import view_of
    from ..snapshot.webproof import Region as Planned
    from ..snapshot.webproof import Site, prove_region
    from ..studio.webpage import Place, Webpages

    (cities, few), studio = _few(gathered, region), gathered.studio
    language, profiles = few[0].language, [job.profile for job in few]
    try:
        pages = site_of(Webpages(studio), cities, profiles, language, {})
        made = {file: pages.page(file, Place()) for file in pages.files()}
        read = {file: page.file for file, page in made.items()}
        site = Site({file: page.data for file, page in made.items()}, (), read)
        views = [view_of(studio, profile, language) for profile in profiles]
        planned = Planned(views, {}, None, promised_by(pages.volume), pages.cells(single=False))
        prove_region(site, [*made], planned).demand()
    except ReportError as error:
        return errors_of(error.problems)
    return ()


def _inner(jobs: Sequence[SnapshotJob]) -> list[SnapshotJob]:
    """Snapshots as parts of a volume, in the language of the first."""
    code = jobs[0].language
    return [replace(job, edition=INNER[SCREEN], language=code, key=digest(job.key, "inner", code)) for job in jobs]
