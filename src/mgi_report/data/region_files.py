"""Region files → regions with their profiles, with every problem of every file at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import ExitCode, Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..workspace.crowds import few
from ..workspace.inputs import read
from ..workspace.places import guide, shown
from .doubts import check_comments
from .explain import did_you_mean
from .fields import MAX_MEMBERS, SLUG
from .glyphs import check_glyphs
from .identity import city_and_edition, country_of, peek, slug_of
from .model import Framework, Profile
from .printable import check_printable
from .profile_files import Loaded, load_model
from .region import Region, profiles_of
from .tree import Tree, inside
from .yaml_tree import read_tree

LIMITS: dict[tuple[str, ...], int] = {("title",): 60, ("introduction",): 1100}
"""Texts with a fixed place in the volume, and the characters that fit there."""

_LISTED = 12  # names in a hint; more would hide the sentence


@dataclass(frozen=True)
class LoadedRegion:
    """A checked region, the profiles that belong to it, and its file."""

    region: Region
    profiles: tuple[Profile, ...]
    file: Path


@dataclass(frozen=True)
class LoadedRegions:
    """The regions that have no error, with the files they came from, and the problems of all."""

    regions: Mapping[Path, LoadedRegion]
    problems: Sequence[Problem] = field(default=())


@dataclass(frozen=True)
class _Broken:
    """A profile that could not be read: its file, as shown, and its country, if that can be made out."""

    file: str
    country: str


@dataclass(frozen=True)
class _Known:
    """What the workspace has: sound profiles, and by city those that could not be read."""

    profiles: Sequence[Profile]
    broken: Mapping[str, _Broken]

    @cached_property
    def cities(self) -> list[str]:
        return sorted({profile.city for profile in self.profiles} | set(self.broken))


def load_regions(
    files: Iterable[Path], loaded: Loaded, beside: Iterable[Path] = (), base: Path | None = None
) -> LoadedRegions:
    """Read regions.

    ``loaded`` are the profiles they choose from; files ``beside`` are the other profiles of the workspace, so that a
    city whose file has errors is told from one that is not there. A region with errors is left out of the result and
    its problems are in ``problems``; nothing is raised.
    """
    problems: list[Problem] = []
    regions: dict[Path, LoadedRegion] = {}
    owners: dict[str, Tree] = {}
    known = _known(loaded, beside, base)
    for file in {path.resolve(): path for path in files}.values():
        found: list[Problem] = []
        region, tree = load_model(file, Region, found, base)
        found += [*check_glyphs(tree, loaded.coverage), *check_comments(tree)]
        found += [*check_region(tree, known, loaded.framework), *_twice(tree, owners)]
        problems += found
        if region and not errors_of(found):
            regions[file] = LoadedRegion(region, profiles_of(region, loaded.profiles.values()), file)
    return LoadedRegions(regions, few(set(problems)))


def demand_region(name: str, files: Sequence[Path]) -> list[Path]:
    """The files of a region by its slug or the name of its file; raises :class:`ReportError` (usage) where it is not
    known."""
    if chosen := [file for file in files if name in names_of_region(file)]:
        return chosen
    known = sorted({name for file in files for name in names_of_region(file)})
    first = f"data/regions/{name}.yaml, of three lines: “region: {name}”, “title: …” and “cities: […]”"
    hint = f"known: {', '.join(known)}" if known else f"there is no region yet; make {first} ({guide('regions')})"
    value, hint, kind = excerpt(name), did_you_mean(name, known, hint), Kind.UNKNOWN_REGION
    raise ReportError([Problem(message="no such region", value=value, hint=hint, kind=kind)], ExitCode.USAGE)


def load_region(name: str, files: Sequence[Path], loaded: Loaded, beside: Iterable[Path], base: Path) -> LoadedRegion:
    """The one region that is asked for, by its slug or the name of its file.

    Raises :class:`ReportError`: usage for a region that is not known, data with all problems of one that is not sound.
    """
    found = load_regions(demand_region(name, files), loaded, beside, base)
    if errors := errors_of(found.problems):
        raise ReportError(errors)
    return next(iter(found.regions.values()))


def sound_part(
    name: str, files: Sequence[Path], loaded: Loaded, beside: Iterable[Path], base: Path
) -> tuple[tuple[Profile, ...], list[Problem]]:
    """Of a region that is not sound: the profiles that are, and the problems of those that are not."""
    region = next((load_model(file, Region, [], base)[0] for file in files if name in names_of_region(file)), None)
    if region is None:
        return (), []
    slugs = {city_and_edition(entry)[0] for entry in region.cities}
    broken = _known(loaded, beside, base).broken
    theirs = {item.file for city, item in broken.items() if city in slugs or item.country in region.countries}
    problems = [problem for problem in errors_of(loaded.problems) if problem.file in theirs]
    return profiles_of(region, loaded.profiles.values()), problems


def names_of_region(file: Path) -> set[str]:
    """The names by which a region can be asked for: its slug and its file."""
    try:
        match = re.search(rf"^region:[ ]*[\"']?({SLUG})", read(file).decode("utf-8", "replace"), re.M)
    except OSError:
        match = None
    return {file.stem, *([match[1]] if match else [])}


def check_placed(profiles: Mapping[Path, Profile], files: Sequence[Path], base: Path | None) -> Iterator[Problem]:
    """One warning for the cities that no region has, where there are regions of their level of government.

    Regions are looked at as they are typed; where one cannot be read nothing is told, since it may hold anything.
    """
    trees = [read_tree(file, shown(file, base)) for file in files]
    if any(tree.problems for tree in trees):
        return
    lost: dict[str, Path] = {}
    for file, profile in profiles.items():
        rivals = [tree for tree in trees if inside(tree.data, "level", default="local") == profile.level]
        if rivals and not any(_holds(tree, profile) for tree in rivals):
            lost.setdefault(profile.city, file)
    if lost:
        where = trees[0].file if len(trees) == 1 else "a file in data/regions"
        what, them = ("this city is", "it") if len(lost) == 1 else (f"{len(lost)} cities are", "them")
        hint = f"add {them} to “cities” of {where}; until then no compendium has {them}"
        first = next(iter(lost.values()))
        tree, value, told = read_tree(first, shown(first, base)), _shortened(list(lost)), Severity.WARNING
        yield tree.problem(("city",), f"{what} in no region", hint, value, told, kind=Kind.NO_REGION)


def _holds(region: Tree, profile: Profile) -> bool:
    listed = [entry for entry in inside(region.data, "cities", default=[]) if isinstance(entry, str)]
    cities = {city_and_edition(slug_of(entry))[0] for entry in listed}
    return profile.city in cities or profile.place.country in inside(region.data, "countries", default=[])


def _known(loaded: Loaded, beside: Iterable[Path], base: Path | None) -> _Known:
    sound = {file.resolve() for file in loaded.profiles}
    broken = {}
    for file in beside:
        city = peek(file).data.get("city")
        if city and file.resolve() not in sound:
            broken[city] = _Broken(shown(file, base), country_of(file))
    return _Known(list(loaded.profiles.values()), broken)


def _twice(tree: Tree, owners: dict[str, Tree]) -> Iterator[Problem]:
    slug = inside(tree.data, "region", default="")
    other = owners.setdefault(slug, tree) if slug else tree
    if other is not tree:
        hint = f"the other is {other.file}; a region has a name of its own"
        message, kind = "this region stands in two files", Kind.DUPLICATE
        yield tree.problem(("region",), message, hint, excerpt(slug), kind=kind)


def check_region(tree: Tree, known: _Known, framework: Framework | None) -> Iterator[Problem]:
    """What the model alone cannot know: whether cities, countries and languages are there.

    Looks at the data as typed, so that a file with other problems is checked as far as it makes sense.
    """
    yield from check_printable(tree, LIMITS)
    level = inside(tree.data, "level", default="local")
    listed = {key: inside(tree.data, key, default=[])[:MAX_MEMBERS] for key in ("cities", "countries")}
    if isinstance(tree.data, dict) and not any(tree.data.get(key) for key in listed):
        hint = "write “cities: [medellin, quilmes]”, or “countries: [AR, CL]”, or both"
        yield tree.problem((), "the region names no cities and no countries", hint, kind=Kind.EMPTY_REGION)
    if inside(tree.data, "region", default="") == "all":
        hint = "choose another one: --region all builds every region"
        yield tree.problem(("region",), "this name is reserved", hint, excerpt("all"), kind=Kind.RESERVED_NAME)
    yield from _check_cities(tree, listed["cities"], level, known)
    yield from _check_countries(tree, listed["countries"], level, known)
    if framework:
        yield from _check_languages(tree, framework)


def _check_cities(tree: Tree, entries: Sequence[Any], level: str, known: _Known) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for index, entry in enumerate(entries):
        if not isinstance(entry, str) or not re.fullmatch(SLUG, entry):
            continue
        city, edition = city_and_edition(entry)
        fault = _city_fault(city, edition, level, known)
        if city in seen:
            fault = ("this city stands here twice", _keep_one(city, {seen[city], edition}), Kind.DUPLICATE)
        seen.setdefault(city, edition)
        if fault:
            message, hint, kind = fault
            yield tree.problem(("cities", index), message, hint, excerpt(entry), kind=kind)


def _keep_one(city: str, editions: Collection[str]) -> str:
    """What to do where a region lists a city in these editions; an empty one is the latest."""
    hint = "a volume has each city once, in one edition, so that all have the same room; keep one"
    older, *newer = sorted(editions)
    return f"{hint}, and see both with “mgi-report compare {city} {older} {newer[0]}”" if older and newer else hint


def _city_fault(city: str, edition: str, level: str, known: _Known) -> tuple[str, str, Kind] | None:
    """Why no profile answers to an entry, and what to do; nothing if one does."""
    editions = sorted((item for item in known.profiles if item.city == city), key=lambda item: item.edition)
    if city in known.broken and not any(edition == item.edition for item in editions):
        hint = f"mend {known.broken[city].file} first"
        return "the profile of this city has problems of its own", hint, Kind.BROKEN_PROFILE
    if not editions:
        hint = did_you_mean(city, known.cities, f"known: {_shortened(known.cities)}")
        return "there is no profile of this city", hint, Kind.NO_PROFILE
    named = [item for item in editions if edition in ("", item.edition)]
    if not named:
        there = "is" if len(editions) == 1 else "are"
        hint = f"there {there} {_shortened([item.identity for item in editions])}; without one the latest is taken"
        return "there is no profile of this edition", hint, Kind.NO_PROFILE
    if not any(item.level == level for item in named):
        hint = "take it out; a region of countries says “level: national”"
        return f"this profile is {named[-1].level}, and the region compares {level} ones", hint, Kind.WRONG_LEVEL
    return None


def _check_countries(tree: Tree, codes: Sequence[Any], level: str, known: _Known) -> Iterator[Problem]:
    present = sorted({item.place.country for item in known.profiles if item.level == level})
    for index, code in enumerate(codes):
        if not isinstance(code, str) or not re.fullmatch("[A-Z]{2}", code):
            continue
        broken = [item.file for city, item in sorted(known.broken.items()) if item.country == code]
        severity = Severity.ERROR
        if codes.index(code) != index:
            message, hint, kind = "this country stands here twice", "keep one", Kind.DUPLICATE
        elif broken:
            message, hint = "a profile of this country has problems of its own", f"mend {_shortened(broken)} first"
            kind = Kind.BROKEN_PROFILE
        elif code not in present:
            message, kind = f"no {level} profile is of this country", Kind.NO_PROFILE
            hint = f"the profiles are of {_shortened(present)}" if present else "there are no profiles yet"
            alone = not any(other in present for other in codes) and not inside(tree.data, "cities", default=[])
            severity = Severity.ERROR if alone else Severity.WARNING
        else:
            continue
        yield tree.problem(("countries", index), message, hint, excerpt(code), severity, kind=kind)


def _check_languages(tree: Tree, framework: Framework) -> Iterator[Problem]:
    own = inside(tree.data, "language", default="en")
    for key in ("title", "introduction"):
        texts: dict[Any, Any] = inside(tree.data, key, default={})
        for code in texts:
            if code not in {*framework.languages, own}:
                hint = f"the framework has {', '.join(framework.languages)}; add it there first ({guide('languages')})"
                message = f"the language “{code}” is not declared"
                yield tree.problem((key, code), message, hint, kind=Kind.UNDECLARED_LANGUAGE)
        for code in framework.languages if texts else ():
            if code not in texts:
                hint = "write it; until then the text in another language is printed"
                told, kind = Severity.WARNING, Kind.UNTRANSLATED
                yield tree.problem((key,), f"no text in “{code}”", hint, severity=told, kind=kind)


def _shortened(names: Sequence[str]) -> str:
    return ", ".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])]) or "none"
