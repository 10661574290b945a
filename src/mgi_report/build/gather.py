"""What is asked for → what is to be made: everything is read and checked before anything is made."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.identity import names, peek
from ..design.editions import PRESS, PressOptions, editions_named
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..figures.sight import in_sight
from ..snapshot.jobs import SnapshotJob
from ..text.languages import SOURCE_LANGUAGE
from ..workspace.cache import digest, file_hash, inputs_hash, versions
from ..workspace.inputs import read
from ..workspace.places import guide
from .named import files_named, slug_of, unknown_city
from .outdated import data_hashes, sources_of
from .plan import ALL, BuildPlan, Result
from .tongues import Tongues, tell_lacking

if TYPE_CHECKING:
    from ..data.model import Framework, Profile
    from ..data.profile_files import Loaded
    from ..data.region import Region
    from ..data.region_files import LoadedRegion
    from ..studio.studio import Studio
    from ..studio.typesetter import EngineAside
    from .earlier import Earlier

Told = tuple[Sequence[Problem], ExitCode]
"""Problems, and how a build ends that has them."""


@dataclass(frozen=True)
class Gathered:
    """What is to be made: snapshots, and the regions whose compendia are; with the studio that makes them.

    ``loaded`` is all data that were read. ``shared`` is a fingerprint of everything that all of them depend on,
    ``hashes`` are those of the data, ``languages`` those of the volume of each region. ``problems`` are those of single
    cities and regions, and ``exit_code`` is what they come to.
    """

    jobs: list[SnapshotJob]
    studio: Studio
    regions: tuple[LoadedRegion, ...]
    shared: str
    out: Path
    hashes: Mapping[Path, str]
    languages: Mapping[str, Sequence[str]]
    loaded: Loaded
    problems: Sequence[Problem] = ()
    exit_code: ExitCode = ExitCode.DONE

    def sources(self, files: Iterable[Path]) -> dict[str, str]:
        """What a file is made from, as the manifest tells it."""
        return sources_of(self.out, self.hashes, files)


def gather(plan: BuildPlan, engine: EngineAside | None = None) -> Gathered:
    """What is to be made, and what is wrong with single cities or regions.

    ``engine`` is one that got ready aside. Raises :class:`ReportError` when nothing can be made at all.
    """
    from ..data.neighbours import coordinates_of
    from ..data.profile_files import load
    from ..design.coverage import coverage_of
    from ..neutrality.check import assure_look
    from ..neutrality.profiles import beside_findings
    from ..studio.drawings import Spot
    from ..studio.studio import Studio

    workspace, beside, found = plan.workspace, plan.workspace.profiles(), Result()
    hashes = data_hashes(workspace)
    coverage, judge = coverage_of(workspace), beside_findings(workspace)
    loaded = load(workspace.framework, _files(plan), workspace.root, beside, coverage, judge)
    if loaded.framework is None:
        raise ReportError(loaded.problems)
    regions, members, broken = _regions(plan, loaded)
    chosen = _of_shard(plan, _choose(plan, loaded, members))
    for problems, exit_code in (*broken, *_told(plan, loaded)):
        found.add(problems, exit_code)
    try:
        assure_look(workspace)
    except ReportError as error:
        raise ReportError([*found.problems, *error.problems], error.exit_code) from None
    earlier: Mapping[Path, Earlier] = {}
    if plan.since and chosen:
        from .earlier import earlier_of

        chosen, earlier = earlier_of(plan, chosen, loaded, found)
    siblings = coordinates_of(beside)
    places = [Spot(item.city, item.place.coordinates) for item in chosen.values() if item.place.coordinates]
    studio = Studio(workspace, loaded.framework, plan.press, engine, places, siblings, plan.drafts)
    studio.base_url = plan.base_url
    _ = studio.publisher, studio.images  # before anything is made: these files may have problems
    shared = digest(inputs_hash(workspace), *versions(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    tongues = Tongues(loaded.framework, plan.languages, studio.publisher, bool(plan.regions))
    tongues.demand()
    spoken = {file: tongues.of_profile(profile, _holding(profile, regions)) for file, profile in chosen.items()}
    jobs = list(_jobs(plan, chosen, spoken, studio, shared, earlier))
    found.add([*_unspoken(plan, chosen, loaded.framework), *_unplaced(plan, chosen)])
    for file, profile in chosen.items() if not tongues.are_named else ():
        found.add(tell_lacking(profile, spoken[file], file, workspace.root, _holding(profile, regions)))
    if regions:
        from .renewed import tell_renewed

        found.add(tell_renewed(plan.out, regions, loaded.profiles, studio.language(SOURCE_LANGUAGE), workspace.root))
    languages = {region.region.slug: tongues.of_region(region.region) for region in regions}
    given = jobs, studio, regions, shared, plan.out, hashes, languages, loaded
    return Gathered(*given, found.problems, found.exit_code)


def _holding(profile: Profile, regions: Iterable[LoadedRegion]) -> list[Region]:
    return [item.region for item in regions if profile in item.profiles]


def _jobs(
    plan: BuildPlan,
    chosen: Mapping[Path, Profile],
    spoken: Mapping[Path, Iterable[str]],
    studio: Studio,
    shared: str,
    earlier: Mapping[Path, Earlier],
) -> Iterator[SnapshotJob]:
    """A job for each profile, language and edition; what none of them could be made without is missed here."""
    editions = editions_named(plan.editions)
    if PRESS in editions:
        studio.demand_profile()
    for file, profile in chosen.items():
        source, place = read(file), profile.place.coordinates
        before = earlier.get(file)
        files = [file, *([before.file, *before.others] if before else [])]
        content = digest(file_hash(files), *map(str, in_sight(place, studio.siblings) if place else ()))
        for language in spoken[file]:
            studio.demand_language(language)
            for edition in editions:
                asked = (asked_of_press(plan.press) if edition == PRESS else "") + plan.base_url
                key = digest(shared, content, language, edition.name, asked)
                yield SnapshotJob(
                    file=file,
                    profile=profile,
                    source=source,
                    language=language,
                    key=digest(key, plan.since) if before else key,
                    edition=edition,
                    **(before.given if before else {}),
                )


def asked_of_press(press: PressOptions) -> str:
    """A fingerprint of what the print shop asks for."""
    return digest(file_hash([press.icc]) if press.icc else "", str(press.marks), press.imposition)


def _regions(plan: BuildPlan, loaded: Loaded) -> tuple[tuple[LoadedRegion, ...], set[str], list[Told]]:
    """The regions that are asked for, the identities of their sound profiles, and what is wrong with regions.

    What is sound of a region that is not is made all the same.
    """
    if not plan.regions:
        return (), set(), []
    from ..data.region_files import load_region, names_of_region, sound_part
    from ..neutrality.check import assure

    workspace = plan.workspace
    found: list[LoadedRegion] = []
    members: set[str] = set()
    broken: list[Told] = []
    assure(workspace)
    files, profiles = workspace.regions(), workspace.profiles()
    wanted = [min(names_of_region(file)) for file in files] if plan.regions == ALL else plan.regions
    for name in wanted:
        try:
            found.append(load_region(name, files, loaded, profiles, workspace.root))
            theirs = found[-1].profiles
        except ReportError as error:
            theirs, problems = sound_part(name, files, loaded, profiles, workspace.root)
            broken.append(([*error.problems, *problems], error.exit_code))
        members |= {profile.identity for profile in theirs}
    return tuple(found), members, broken


def _files(plan: BuildPlan) -> list[Path]:
    """The files to read: those of the cities that are asked for, or all."""
    files = plan.workspace.profiles()
    if not plan.cities or plan.regions:
        return files
    asked = {file for city in plan.cities for file in files_named(city, files)}
    if plan.since or plan.compared:
        cities = {peek(file).data.get("city") for file in asked}
        asked |= {file for file in files if peek(file).data.get("city") in cities}
    return [file for file in files if file in asked]


def _choose(plan: BuildPlan, loaded: Loaded, members: Collection[str]) -> dict[Path, Profile]:
    """The sound profiles that are asked for, with their files: by name, and as members of regions."""
    everything = dict(loaded.profiles)
    theirs = {file: profile for file, profile in everything.items() if profile.identity in members}
    wanted = {file: everything[file] for city in plan.cities for file in everything if slug_of(city) in names(file)}
    return wanted | theirs if plan.cities or _only_regions(plan) else everything


def _of_shard(plan: BuildPlan, chosen: Mapping[Path, Profile]) -> dict[Path, Profile]:
    """The profiles of a shard: whole cities in all their languages and editions, dealt out by identity."""
    number, count = plan.shard
    order = sorted(chosen.items(), key=lambda item: item[1].identity)
    dealt = {file for file, _ in order[number - 1 :: count]}
    return {file: profile for file, profile in chosen.items() if file in dealt}


def _only_regions(plan: BuildPlan) -> bool:
    """Whether the cities are those of some regions."""
    return bool(plan.regions) and not plan.cities and plan.regions != ALL


def _told(plan: BuildPlan, loaded: Loaded) -> Iterator[Told]:
    """What is wrong with the profiles that are asked for, and which of them there are not."""
    if not plan.cities and not _only_regions(plan):
        yield loaded.problems, ExitCode.DATA if errors_of(loaded.problems) else ExitCode.DONE
    for city in plan.cities:
        slug = slug_of(city)
        theirs = [problem for problem in loaded.problems if slug in names(plan.workspace.root / problem.file)]
        broken = bool(errors_of(theirs))
        yield theirs, ExitCode.DATA if broken else ExitCode.DONE
        if not broken and not any(slug in names(file) for file in loaded.profiles):
            yield [_unknown(city, plan, loaded)], ExitCode.USAGE


def _unknown(asked: str, plan: BuildPlan, loaded: Loaded) -> Problem:
    if loaded.framework and asked in loaded.framework.languages and plan.languages:
        languages = ",".join((*plan.languages, asked))
        hint = f"write languages as --language {languages}"
        return Problem(message="no such city", value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_CITY)
    return unknown_city(asked, plan.workspace)


def _unplaced(plan: BuildPlan, chosen: Mapping[Path, Profile]) -> Iterator[Problem]:
    """A warning for each city that is in no region of the workspace; nothing where only editions are compared."""
    if not plan.compared and (files := plan.workspace.regions()):
        from ..data.region_files import check_placed

        yield from check_placed(chosen, files, plan.workspace.root)


def _unspoken(plan: BuildPlan, chosen: Mapping[Path, Profile], framework: Framework) -> Iterator[Problem]:
    """A warning for each profile whose language the framework does not have, where no other is asked for."""
    if plan.languages or plan.regions:
        return
    for profile in chosen.values():
        source, first = profile.source.language, framework.languages[0]
        if source not in framework.languages:
            message = f"the framework has no texts in “{source}”; around the findings they are in “{first}”"
            hint = f"{guide('languages')} tells how to add a language"
            kind = Kind.UNDECLARED_LANGUAGE
            yield Problem(profile.identity, message=message, hint=hint, severity=Severity.WARNING, kind=kind)
