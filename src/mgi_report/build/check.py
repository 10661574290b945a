"""The check: everything that is wrong in the data, and around it what would stop or spoil a build. Nothing is written.

Errors in data decide the exit code before those of templates, styles and words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.identity import is_home, is_region, peek
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, errors_of
from ..workspace.clock import source_date
from ..workspace.keeping import distrusted, working_cache
from ..workspace.places import COUNTRIES, LAND, SUFFIXES, Workspace, shown
from .named import files_named, slug_of, unknown_city

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.profile_files import Judge, Loaded
    from ..design.coverage import Coverage
    from ..studio.jobs import Progress

_SURE = 750
"""Characters of an introduction for which the first page has room in any language, if it holds no figures."""


@dataclass(frozen=True)
class Checked:
    """What a check found: problems, what they come to, and how much was looked at."""

    problems: Sequence[Problem]
    exit_code: ExitCode
    profiles: int
    regions: int
    framework: bool


def check(workspace: Workspace, paths: Iterable[Path] = (), progress: Progress | None = None) -> Checked:
    """Look at data files, folders of them, cities and regions by name, or at everything in a workspace.

    Everything is all its profiles and regions, what is wrong with its theme, templates, style sheets and catalogues,
    whatever in them would rank places, and what its languages lack. Raises :class:`ReportError` (usage) for what is
    neither a data file nor a name.
    """
    from ..data.publisher_file import check_publisher

    paths = tuple(paths)
    files = [file for path in paths for file in _data_files(path, workspace)]
    files = files if paths else [*workspace.profiles(), *workspace.regions()]
    data = [file for file in files if file.resolve() != workspace.framework.resolve()]
    known = [file for file in data if not _is_publisher(file, workspace)]
    regions = [file for file in known if is_region(file)]
    profiles = [file for file in known if file not in regions]
    coverage, of_theme = _shown_by(workspace)
    loaded, problems = _of_data(workspace, profiles, regions, coverage, alone=bool(paths))
    if not paths or len(known) < len(data):
        problems += check_publisher(workspace, coverage)
    ours = [*of_theme, *_of_ours(workspace, loaded, regions, themed=not of_theme, alone=bool(paths))]
    if not paths and not errors_of(of_theme) and not any(problem.kind is Kind.RANKS for problem in errors_of(ours)):
        ours += _rehearsed(workspace, loaded, progress)
    code = ExitCode.TEMPLATE if errors_of(ours) else ExitCode.DONE
    code = ExitCode.DATA if errors_of(problems) else code
    lacking = [] if paths else [*_unsaid(workspace, loaded), *_lacking(workspace, loaded)]
    counts = len({file.resolve() for file in profiles}), len(regions), len(data) < len(files)
    return Checked(_each_once([*problems, *ours, *lacking, *distrusted(workspace)]), code, *counts)


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems without those said twice: also as a warning what is an error."""
    found = list(dict.fromkeys(problems))
    worse = {replace(problem, severity=Severity.WARNING) for problem in errors_of(found)}
    return tuple(problem for problem in found if problem not in worse)


def _of_data(
    workspace: Workspace, profiles: list[Path], regions: list[Path], coverage: Coverage | None, *, alone: bool
) -> tuple[Loaded, list[Problem]]:
    """The data, and what is wrong with it; files that stand ``alone`` are those that were named."""
    from ..data.completeness import check_catalogues
    from ..data.countries import is_far_from
    from ..data.doubts import check_editions, check_incomplete, check_plausible
    from ..data.profile_files import load
    from ..data.region_files import check_placed, load_regions
    from ..figures.land import is_near_land
    from ..neutrality.profiles import beside_findings

    root, everything, judge = workspace.root, workspace.profiles(), beside_findings(workspace)
    loaded = load(workspace.framework, profiles, root, everything, coverage, judge)
    problems = [*loaded.problems, *check_incomplete(loaded.profiles, root), *check_editions(loaded.profiles, root)]
    problems += _of_editions(workspace, loaded, judge, alone=alone)
    today = source_date() or datetime.now(UTC).date()
    near_land = partial(is_near_land, file=workspace.file(*LAND))
    far_from = partial(is_far_from, file=workspace.file(*COUNTRIES))
    problems += check_plausible(loaded.profiles, root, near_land, far_from, today)
    if regions:
        every = [*everything, *profiles]
        known = load(workspace.framework, every, root, coverage=coverage, judge=judge) if alone else loaded
        problems += load_regions(regions, known, everything, root).problems
    own = {file.resolve() for file in everything}
    ours = {file: profile for file, profile in loaded.profiles.items() if file.resolve() in own}
    problems += [*check_placed(ours, workspace.regions(), root), *_of_room(workspace, loaded)]
    return loaded, problems if alone else [*problems, *check_catalogues(workspace, coverage)]


def _of_editions(workspace: Workspace, loaded: Loaded, judge: Judge, *, alone: bool) -> list[Problem]:
    """What several editions of a place say of each other; of files ``alone`` nothing is told of others."""
    from ..data.follows import check_succession
    from ..data.profile_files import load

    if loaded.framework is None:
        return []
    root, everything, known = workspace.root, workspace.profiles(), dict(loaded.profiles)
    if alone:
        cities = {profile.city for profile in known.values()}
        named = {file.resolve() for file in known}
        others = [file for file in everything if peek(file).data.get("city") in cities and file.resolve() not in named]
        known |= load(workspace.framework, others, root, judge=judge).profiles if others else {}
    found = check_succession(known, loaded.framework.letters, root, everything)
    told = {shown(file, root) for file in loaded.profiles}
    return [problem for problem in found if problem.file in told]


def _of_room(workspace: Workspace, loaded: Loaded) -> Iterator[Problem]:
    """Profiles that are too long for their first page; what keeps it from being planned is told elsewhere."""
    doubtful = {file: profile for file, profile in loaded.profiles.items() if _is_long(profile)}
    if doubtful and loaded.framework:
        from ..snapshot.room import check_room
        from ..studio.studio import Studio

        with suppress(ReportError), working_cache(workspace) as (here, _):
            yield from check_room(Studio(here, loaded.framework), doubtful)


def _is_long(profile: Profile) -> bool:
    """Whether the first page of a profile must be looked at: it holds figures, or a long introduction."""
    texts = profile.introduction or ""
    return bool(profile.facts) or max(map(len, texts.values() if isinstance(texts, dict) else (texts,))) > _SURE


def _of_ours(
    workspace: Workspace, loaded: Loaded, regions: Sequence[Path], *, themed: bool, alone: bool
) -> Iterator[Problem]:
    """What would rank places, and what of a workspace's own templates and style sheets cannot work."""
    from ..design.overrides import check_overrides
    from ..design.pictures import check_pictures
    from ..design.theme_file import check_tones, theme_of
    from ..neutrality.check import check_ours
    from .called import check_called

    yield from check_ours(workspace, regions if alone else None)
    if not alone:
        yield from check_overrides(workspace, theme_of(workspace) if themed else None)
        yield from check_tones(workspace) if themed else ()
        yield from (bombs := check_pictures(workspace))
        yield from check_called(workspace, loaded) if themed and not bombs else ()


def _unsaid(workspace: Workspace, loaded: Loaded) -> Iterator[Problem]:
    """Publications that would be made in a language that no finding of their profile is in."""
    from ..data.publisher_file import check_publisher, read_publisher
    from ..data.region_files import load_regions
    from .tongues import Tongues, tell_lacking, tell_unknown

    if loaded.framework is None or errors_of(check_publisher(workspace)):
        return
    beside, files = workspace.profiles(), workspace.regions()
    regions = list(load_regions(files, loaded, beside, workspace.root).regions.values())
    publisher, framework = read_publisher(workspace), loaded.framework
    tongues = Tongues(framework, (), publisher)
    declared = {item.file: item.region.languages for item in regions}
    declared |= {file: profile.languages for file, profile in loaded.profiles.items()}
    declared |= {workspace.publisher: publisher.languages} if workspace.publisher and publisher else {}
    for file, codes in declared.items():
        yield from tell_unknown(codes, framework, file, workspace.root)
    for file, profile in loaded.profiles.items():
        holding = [item.region for item in regions if profile in item.profiles]
        needed = tongues.of_profile(profile, holding)
        yield from tell_lacking(profile, needed, file, workspace.root, holding, all_only=True)


def _rehearsed(workspace: Workspace, loaded: Loaded, progress: Progress | None) -> list[Problem]:
    """What a build would say of templates and style sheets that are the workspace's own."""
    if not (workspace.root / "templates").is_dir() or loaded.framework is None:
        return []
    from ..data.region_files import load_regions
    from .rehearsal import rehearse

    regions = load_regions(workspace.regions(), loaded, workspace.profiles(), workspace.root).regions
    return rehearse(workspace, loaded.profiles, [*regions.values()], progress)


def _lacking(workspace: Workspace, loaded: Loaded) -> Iterator[Problem]:
    """What is not there yet, or not where it is looked for; nothing is told of it where the framework is broken."""
    from ..data.completeness import check_completeness
    from ..design.messages import check_messages

    if loaded.framework:
        yield from check_completeness(workspace, loaded.framework)
        yield from check_messages(workspace, loaded.framework.languages)
        yield from _passed_over(workspace)
        yield from _misnamed(workspace)


def _is_publisher(file: Path, workspace: Workspace) -> bool:
    return workspace.publisher is not None and file.resolve() == workspace.publisher.resolve()


def _shown_by(workspace: Workspace) -> tuple[Coverage | None, list[Problem]]:
    """What the fonts can show, or nothing and the problems of a theme that is not sound."""
    from ..design.coverage import coverage_of

    try:
        return coverage_of(workspace, keep=False), []
    except ReportError as error:
        return None, error.problems


def _data_files(path: Path, workspace: Workspace) -> list[Path]:
    """The data files that a path means; raises :class:`ReportError` where it means none."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
    if not path.exists():
        return _named(path, workspace)
    if path.suffix not in SUFFIXES:
        hint = "rename it, where it is a profile or a region all the same"
        message = "this is no data file: those end in .yaml or .yml"
        raise ReportError([Problem(str(path), message=message, hint=hint, kind=Kind.NOT_READ)], ExitCode.USAGE)
    return [path]


def _named(path: Path, workspace: Workspace) -> list[Path]:
    """The files of a city or region that is named; raises :class:`ReportError` where there is none of this name."""
    from ..data.region_files import names_of_region

    typed, profiles = str(path), workspace.profiles()
    regions = [file for file in workspace.regions() if slug_of(typed) in names_of_region(file)]
    if found := [*files_named(typed, profiles), *regions]:
        return found
    if path.suffix or len(path.parts) > 1:
        hint = "look at its name and its folder"
        problem = Problem(typed, message="there is no such file", hint=hint, kind=Kind.FILE_MISSING)
    else:
        problem = unknown_city(typed, workspace)
    raise ReportError([problem], ExitCode.USAGE)


def _passed_over(workspace: Workspace) -> Iterator[Problem]:
    """Files that somebody thinks are data: editors and mail programs like to add an ending of their own."""
    for folder in (workspace.root / "data" / "profiles", workspace.root / "data" / "regions"):
        for file in sorted(folder.glob("*")):
            ending = "".join(file.suffixes).lower()
            if file.suffix not in SUFFIXES and ending.startswith(SUFFIXES) and not file.name.startswith("."):
                message = "this file is not read: data files end in .yaml"
                name = file.name[: file.name.lower().rindex(".y")]
                hint = f"rename it to {name}.yaml, or put it elsewhere"
                where, told = shown(file, workspace.root), Severity.WARNING
                yield Problem(where, message=message, hint=hint, severity=told, kind=Kind.NOT_READ)


def _misnamed(workspace: Workspace) -> Iterator[Problem]:
    """Files that are named after something else than what they hold, which is found by either name."""
    from ..data.region_files import names_of_region

    found = [(file, "city", peek(file).data.get("city", "")) for file in workspace.profiles()]
    found = [item for item in found if item[2] and not is_home(item[0], item[2])]
    for file in workspace.regions():
        found += [(file, "region", name) for name in names_of_region(file) - {file.stem}]
    for file, kind, name in found:
        message, hint = f"the file is not named after its {kind}", f"rename it to {name}.yaml, or correct “{kind}”"
        told = Severity.WARNING
        yield Problem(shown(file), message=message, value=f"“{name}”", hint=hint, severity=told, kind=Kind.MISNAMED)
