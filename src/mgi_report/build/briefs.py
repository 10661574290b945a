"""Theme briefs into the output folder of a build: what is asked for, of which places, as PDF and as web pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..data.explain import did_you_mean
from ..design.editions import SCREEN
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..workspace.cache import digest
from .gather import Gathered, asked_of_press
from .manifest import publish_made
from .named import latest_taken, only_region, slug_of
from .plan import ALL, BuildPlan, Result

if TYPE_CHECKING:
    from ..compendium.brief.jobs import BriefJob
    from ..data.model import Domain, Framework, Profile, Topic
    from ..data.region import Region
    from ..studio.jobs import Progress
    from ..studio.studio import Studio
    from ..workspace.places import Workspace
    from ..workspace.workers import Workers

T = TypeVar("T")

_LONGEST = 70
"""So many letters of places at most are in the name of a file."""


def subject_meant(asked: str, framework: Framework) -> str:
    """The slug of a theme or domain, asked for by slug, by its name in any language, by number or by a keyword of it.

    Raises :class:`ReportError` (usage) for what is none, with the nearest one, and for a keyword of several.
    """
    from ..portal.topics import meant

    slug = slug_of(asked)
    named = {own: item.slug for domain in framework.domains for item in domain.topics for own in _names(item)}
    named = {own: item.slug for item in framework.domains for own in (str(item.number), *_names(item))} | named
    if slug in named:
        return named[slug]
    found = meant(asked, framework)
    if len(found) == 1:
        return found[0]
    if found:
        message, hint = "this word stands for several themes", f"name one of them: {', '.join(found)}"
    else:
        message = "no such theme or domain"
        hint = did_you_mean(slug, named, "`mgi-report list topics` has them; all means every one")
    problem = Problem(message=message, value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_TOPIC)
    raise ReportError([problem], ExitCode.USAGE)


def demand_subjects(asked: Iterable[str], workspace: Workspace) -> None:
    """Raise :class:`ReportError` (usage) with every theme and domain that there is not; a framework that cannot be read
    is told of by whoever reads the data."""
    from ..data.profile_files import load_framework

    problems: list[Problem] = []
    with suppress(ReportError):
        framework = load_framework(workspace.framework)
        for name in asked:
            if name in ALL:
                continue
            try:
                subject_meant(name, framework)
            except ReportError as error:
                problems += error.problems
    if problems:
        raise ReportError(problems, ExitCode.USAGE)


def _names(item: Topic | Domain) -> tuple[str, ...]:
    return (item.slug, *map(slug_of, item.name.values()))


def all_subjects(framework: Framework) -> tuple[str, ...]:
    """All domains, each followed by its themes."""
    return tuple(slug for domain in framework.domains for slug in (domain.slug, *(item.slug for item in domain.topics)))


@dataclass(frozen=True)
class _Places:
    """The places of a brief: their profiles with their files, the languages, and the region they are of, if any."""

    of: str
    files: Mapping[Path, Profile]
    languages: Sequence[str]
    region: Region | None = None
    first: tuple[Path, ...] = ()


def publish_briefs(
    plan: BuildPlan, gathered: Gathered, workers: Workers[Studio], result: Result, progress: Progress | None
) -> None:
    """Make the briefs that are asked for; problems go into the result.

    Where a city that is asked for has problems, nothing is made: a brief of the others would say that it is of all.
    """
    from ..compendium.brief.jobs import make_briefs

    result.add(_several(plan, gathered))
    slugs, places = _tried(result, lambda: _subjects(plan, gathered)), _tried(result, lambda: _places(plan, gathered))
    if result.exit_code:
        return
    asked = [(job, own) for own in places for job in _jobs(own, slugs, plan, gathered)]
    owns = {job.output: own for job, own in asked}
    done: list[tuple[BriefJob, Mapping[str, str], bool]] = []
    jobs = [job for job, _ in asked]
    for made in result.sound(make_briefs(jobs, workers, force=plan.force), len(jobs), progress):
        own = owns[made.job.output]
        sources = gathered.sources([*own.first, *own.files])
        result.files += publish_made(plan.out, plan.workspace.cache, made, sources)
        done.append((made.job, sources, bool(made.files[0]["whole"])))
    if plan.docx:
        from ..compendium.brief.word import draft_of
        from .office import publish_office

        told = {job.output: sources for job, sources, _ in done}
        read = [job for job, _, _ in done if job.edition == SCREEN]
        publish_office(plan, read, draft_of, lambda job: told[job.output], workers, result, progress)
    if plan.html:
        from .brief_pages import publish_pages

        publish_pages(plan, gathered.studio, done, result)


def jobs_of(plan: BuildPlan, gathered: Gathered) -> list[BriefJob]:
    """The briefs that are asked for; raises :class:`ReportError` where that is unclear, or a place has problems."""
    if gathered.exit_code:
        raise ReportError(list(gathered.problems), gathered.exit_code)
    slugs = _subjects(plan, gathered)
    return [job for own in _places(plan, gathered) for job in _jobs(own, slugs, plan, gathered)]


def _several(plan: BuildPlan, gathered: Gathered) -> Iterator[Problem]:
    """A warning for each city of which the latest of several editions is taken."""
    from ..data.identity import names

    profiles = {job.file: job.profile for job in gathered.jobs}
    for city in plan.cities:
        meant = [profile.identity for file, profile in profiles.items() if slug_of(city) in names(file)]
        if len(meant) > 1:
            yield latest_taken(city, meant)


def _tried(result: Result, look: Callable[[], Sequence[T]]) -> Sequence[T]:
    """What is asked for, or nothing where that is unclear; why not goes into the result."""
    try:
        return look()
    except ReportError as error:
        result.add(error.problems, error.exit_code)
        return ()


def _subjects(plan: BuildPlan, gathered: Gathered) -> tuple[str, ...]:
    framework = gathered.studio.framework
    if plan.briefs == ALL:
        return all_subjects(framework)
    return tuple(dict.fromkeys(subject_meant(asked, framework) for asked in plan.briefs))


def _places(plan: BuildPlan, gathered: Gathered) -> list[_Places]:
    return [*_of_regions(gathered)] if plan.regions else [_of_cities(plan, gathered)]


def _of_regions(gathered: Gathered) -> Iterator[_Places]:
    files = {job.profile.identity: job.file for job in gathered.jobs}
    for item in gathered.regions:
        slug, theirs = item.region.slug, {files[profile.identity]: profile for profile in item.profiles}
        yield _Places(slug, theirs, gathered.languages[slug], item.region, (item.file,))


def _of_cities(plan: BuildPlan, gathered: Gathered) -> _Places:
    """The cities as they were named, of several editions of one the latest; they must be of one level."""
    from ..data.identity import names

    everything = {job.file: job.profile for job in gathered.jobs}
    files: dict[Path, Profile] = {}
    for city in plan.cities:
        meant = sorted((f for f in everything if slug_of(city) in names(f)), key=lambda f: everything[f].edition)
        files |= {file: everything[file] for file in meant[-1:]}
    _demand_comparable(files.values())
    identities = sorted(profile.identity for profile in files.values())
    of = "-".join(identities)
    if len(of) > _LONGEST:
        of = f"{identities[0]}-and-others-{digest(*identities)[:8]}"
    return _Places(of, files, [*dict.fromkeys(job.language for job in gathered.jobs)])


def _demand_comparable(profiles: Iterable[Profile]) -> None:
    """Raise :class:`ReportError` (usage) for editions of different levels, and for two editions of one place."""
    by_level: dict[str, list[str]] = {}
    by_city: dict[str, list[str]] = {}
    for profile in profiles:
        by_level.setdefault(profile.level, []).append(profile.identity)
        by_city.setdefault(profile.city, []).append(profile.identity)
    if len(by_level) > 1:
        told = "; ".join(f"{level}: {', '.join(names)}" for level, names in sorted(by_level.items()))
        message, hint = "profiles of different levels are not put side by side", f"make a brief of each level ({told})"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.WRONG_LEVEL)
    if twice := next((names for names in by_city.values() if len(names) > 1), None):
        message, hint = "a brief has each place in one edition", f"name one of {', '.join(sorted(twice))}"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.DUPLICATE)


def _jobs(places: _Places, slugs: Sequence[str], plan: BuildPlan, gathered: Gathered) -> Iterator[BriefJob]:
    from ..compendium.brief.jobs import BriefJob

    theirs = [job for job in gathered.jobs if job.file in places.files]
    contents = [gathered.hashes[file.resolve()] for file in places.files]
    for language, edition in dict.fromkeys((job.language, job.edition) for job in theirs):
        if language not in places.languages:
            continue
        pressed = asked_of_press(plan.press) if edition.for_press else ""
        said = (
            pressed,
            gathered.shared,
            language,
            edition.name,
            repr(places.region),
            places.of,
            plan.base_url,
            repr(plan.whole),
        )
        for slug in slugs:
            yield BriefJob(
                language=language,
                key=digest("brief", slug, *said, *contents),
                edition=edition,
                slug=slug,
                of=places.of,
                profiles=tuple(places.files.values()),
                region=places.region,
                base=plan.base_url,
                whole=plan.whole,
            )


def regions_meant(workspace: Workspace, cities: Sequence[str], regions: Sequence[str]) -> tuple[str, ...]:
    """The regions of which briefs are made, where some or no places are named: none where cities are, else the only one
    there is.

    Raises :class:`ReportError` (usage) where cities and regions are named, and where it is not clear which region is
    meant.
    """
    if cities and regions:
        message, hint = "a brief is of cities or of a region", "leave out --region, or the cities"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    if cities or regions:
        return tuple(regions)
    several, none = "name cities, or --region with one of", "name cities behind the theme"
    return (only_region(workspace, "of which places?", several=several, none=none),)
