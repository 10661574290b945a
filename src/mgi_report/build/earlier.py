"""Editions of a place that are to be compared: which are meant, and why some cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data.fields import EDITION
from ..data.identity import peek, slug_of
from ..data.meant import edition_meant
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..workspace.places import Workspace, shown
from .named import files_named, unknown_city

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.profile_files import Loaded
    from .plan import BuildPlan, Result


def two_editions(workspace: Workspace, city: str, one: str, other: str) -> tuple[tuple[str, str], list[Problem]]:
    """Two editions of a city as they were typed → their identities, the older first, and what is told of them.

    Raises :class:`ReportError` (usage) with all that is wrong with what is asked for.
    """
    problems = [problem for typed in (one, other) if (problem := no_edition(typed))]
    files = files_named(city, workspace.profiles())
    if not files:
        problems.append(unknown_city(city, workspace))
    if problems:
        raise ReportError(problems, ExitCode.USAGE)
    slug = str(peek(files[0]).data.get("city", slug_of(city)))
    asked = [f"{slug}-{edition}" for edition in (one, other)]
    if one == other:
        hint = "name an earlier and a later one"
        message = f"the edition {excerpt(one)} is named twice"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    if missing := [name for name in asked if not files_named(name, workspace.profiles())]:
        raise ReportError([unknown_city(name, workspace) for name in missing], ExitCode.USAGE)
    if one < other:
        return (asked[0], asked[1]), []
    message = f"the edition of {other} is the older one and stands first"
    return (asked[1], asked[0]), [Problem(message=message, severity=Severity.WARNING, kind=Kind.USAGE)]


def no_edition(typed: str) -> Problem | None:
    """What to say of what was typed for an edition and is none."""
    if re.fullmatch(EDITION, typed):
        return None
    meant = edition_meant(typed)
    hint = f"did you mean “{meant}”?" if meant else "write year and month of the profile: 2022-09"
    return Problem(message=f"{excerpt(typed)} is no edition", hint=hint, kind=Kind.NOT_AN_EDITION)


def check_level(older: Profile, newer: Profile) -> Problem | None:
    """Why two editions cannot be compared: they assess other levels of government."""
    if older.level == newer.level:
        return None
    message = f"the edition {older.edition} is {older.level} and the edition {newer.edition} {newer.level}"
    hint = "compare editions of one level: others answer other questions"
    return Problem(newer.identity, message=message, hint=hint, kind=Kind.WRONG_LEVEL)


@dataclass(frozen=True)
class Earlier:
    """The earlier edition that a snapshot is compared with, and what else there is of the place."""

    file: Path
    profile: Profile
    between: tuple[Profile, ...]
    others: tuple[Path, ...]

    @property
    def given(self) -> dict[str, Any]:
        """What the job of a snapshot is given of it."""
        return {"earlier": self.profile, "between": self.between, "earlier_file": self.file}


def earlier_of(
    plan: BuildPlan, chosen: Mapping[Path, Profile], loaded: Loaded, result: Result
) -> tuple[dict[Path, Profile], dict[Path, Earlier]]:
    """What of ``chosen`` profiles is made where an earlier edition is asked for, and which one each is compared with.

    Where cities are named each must have that edition and a later one; else those that have both are compared. What is
    wrong goes into the result.
    """
    found, refused, without = dict[Path, Earlier](), set[str](), list[str]()
    cities = {profile.city: editions_in(loaded.profiles, profile.city) for profile in chosen.values()}
    for city, editions in cities.items():
        earlier = next((file for file, item in editions.items() if item.edition == plan.since), None)
        later = {file: item for file, item in editions.items() if item.edition > plan.since and file in chosen}
        problems = _refusing(city, plan, loaded, editions, earlier, later)
        lacking = bool(problems) and all(problem.kind is Kind.UNKNOWN_EDITION for problem in problems)
        if lacking and not plan.cities:
            without.append(city)
            continue
        result.add(problems, ExitCode.USAGE if lacking else ExitCode.DATA if problems else ExitCode.DONE)
        if problems:
            refused.add(city)
        elif earlier:
            others = {file: item for file, item in editions.items() if file != earlier}
            for file in later:
                between = tuple(item for other, item in others.items() if other != file)
                files = tuple(other for other in others if other != file)
                found[file] = Earlier(earlier, editions[earlier], between, files)
    if not found and not refused:
        message, hint = f"no city has the edition {excerpt(plan.since)} and a later one", "see mgi-report list editions"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.UNKNOWN_EDITION)
    if without:
        message = f"made without a leaf, as they have not the edition {excerpt(plan.since)} and a later one"
        value, told = ", ".join(sorted(without)), Severity.WARNING
        result.add([Problem(message=message, value=value, severity=told, kind=Kind.UNKNOWN_EDITION)])
    return {file: item for file, item in chosen.items() if item.city not in refused}, found


def _refusing(
    city: str,
    plan: BuildPlan,
    loaded: Loaded,
    editions: Mapping[Path, Profile],
    earlier: Path | None,
    later: Mapping[Path, Profile],
) -> list[Problem]:
    """Why editions of a city are not compared with an earlier one."""
    if earlier is None:
        file = next(iter(files_named(f"{city}-{plan.since}", plan.workspace.profiles())), None)
        broken = [item for item in errors_of(loaded.problems) if file and item.file == shown(file, plan.workspace.root)]
        return broken or [unknown_city(f"{city}-{plan.since}", plan.workspace)]
    if not later:
        message, hint = f"there is no later edition of {excerpt(city)} than {plan.since}", "name an earlier one"
        return [Problem(message=message, hint=hint, kind=Kind.UNKNOWN_EDITION)]
    levels = [problem for item in later.values() if (problem := check_level(editions[earlier], item))]
    return [*levels, *unsound(editions, loaded, plan.workspace)]


def editions_in(profiles: Mapping[Path, Profile], city: str) -> dict[Path, Profile]:
    """The sound editions of a city, the earliest first."""
    own = [(file, profile) for file, profile in profiles.items() if profile.city == city]
    return dict(sorted(own, key=lambda item: item[1].edition))


def unsound(editions: Mapping[Path, Profile], loaded: Loaded, workspace: Workspace) -> list[Problem]:
    """References between editions that lead nowhere."""
    from ..data.follows import check_succession

    letters = loaded.framework.letters if loaded.framework else {}
    return errors_of(check_succession(editions, letters, workspace.root, workspace.profiles()))
