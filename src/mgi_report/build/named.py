"""Names as people type them → what is meant, the same in every command.

A city is its slug (``medellin``), its name (``Medellín``), city and edition (``medellin-2022-09``) or its file. A city
alone is every edition of it; where only one can be had, as in a region, it is the latest, which is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data import identity
from ..data.identity import country_of, editions_of, names, peek
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, excerpt
from ..workspace.places import guide
from .plan import ALL

if TYPE_CHECKING:
    from ..workspace.places import Workspace


def slug_of(asked: str) -> str:
    """A city as people type it (``Medellín``, ``data/profiles/medellin.yaml``) → the slug it means."""
    return identity.slug_of(Path(asked).stem if asked.endswith((".yaml", ".yml")) else asked)


def files_named(asked: str, files: Iterable[Path]) -> list[Path]:
    """The profiles that a city means, as people type it."""
    slug = slug_of(asked)
    return [file for file in files if slug in names(file)]


def unknown_city(typed: str, workspace: Workspace) -> Problem:
    """What to say of a city that was asked for and is not there."""
    from ..data.fields import EDITION

    slug, there = slug_of(typed), editions_of(workspace.profiles())
    city = next((city for city in there if re.fullmatch(f"{re.escape(city)}-{EDITION}", slug)), "")
    if city and (known := sorted(name for name in there[city] if name != f"{city}-")):
        hint = f"there is {', '.join(known)}; {excerpt(city)} alone means every edition"
        message = "there is no profile of this edition"
        return Problem(message=message, value=excerpt(typed), hint=hint, kind=Kind.UNKNOWN_EDITION)
    hint = _meant(typed, slug, sorted(there), workspace)
    return Problem(message="no such city", value=excerpt(typed), hint=hint, kind=Kind.UNKNOWN_CITY)


def _meant(typed: str, slug: str, cities: Sequence[str], workspace: Workspace) -> str:
    """What may be meant by a word that is no city: several of them, a region, a code, a country."""
    from ..data.explain import did_you_mean
    from ..data.fields import EDITION, code_of
    from ..data.region_files import names_of_region

    if re.fullmatch(EDITION, typed):
        return f"an edition is named with its city, as {next(iter(cities), 'medellin')}-{typed}"
    if "," in typed:
        return f"write cities with spaces between them: {' '.join(filter(None, map(slug_of, typed.split(','))))}"
    if any(slug in names_of_region(file) for file in workspace.regions()):
        return f"it is a region: mgi-report build --region {slug}"
    files, country = workspace.profiles(), code_of(typed, "territories") or typed.upper()
    if own := sorted({data["city"] for file in files if (data := peek(file).data).get("code") == typed.upper()}):
        return f"it is the code of {', '.join(own)}"
    if theirs := sorted({peek(file).data.get("city", file.stem) for file in files if country_of(file) == country}):
        return f"it is a country; its cities: {', '.join(theirs)}"
    return did_you_mean(slug, cities, f"known: {', '.join(cities)}")


def demand_named(cities: Iterable[str], regions: Iterable[str], workspace: Workspace) -> None:
    """Raise :class:`ReportError` (usage) with every city and region that there is not."""
    from ..data.region_files import demand_region

    files = workspace.profiles()
    problems = [unknown_city(city, workspace) for city in cities if not files_named(city, files)]
    for region in regions:
        try:
            _ = region in ALL or demand_region(region, workspace.regions())
        except ReportError as error:
            problems += error.problems
    if problems:
        raise ReportError(problems, ExitCode.USAGE)


def latest_taken(typed: str, identities: Iterable[str]) -> Problem:
    """The warning that of several editions the latest is taken."""
    *earlier, latest = sorted(identities)
    message, hint = f"there are several editions; {latest} is taken", f"to take another one, name {', '.join(earlier)}"
    told, kind = Severity.WARNING, Kind.AMBIGUOUS_CITY
    return Problem(message=message, value=excerpt(typed), hint=hint, severity=told, kind=kind)


def unknown_language(typed: str, known: Sequence[str]) -> Problem:
    """What to say of a language that was asked for and that the framework does not have."""
    from ..data.fields import code_of

    written = {code.casefold(): code for code in known}
    meant = written.get(typed.casefold()) or code_of(typed, "languages")
    told = f"known: {', '.join(known)}; {guide('languages')} tells how to add one"
    hint = f"did you mean “{meant}”?" if meant in known else told
    message = f"the framework has no texts in the language {excerpt(typed)}"
    return Problem(message=message, hint=hint, kind=Kind.UNKNOWN_LANGUAGE)


def only_region(workspace: Workspace, message: str, *, several: str, none: str) -> str:
    """The region there is, if there is one alone; else raises :class:`ReportError` (usage), with one of two hints.

    That for ``several`` is followed by their names.
    """
    from ..data.region_files import names_of_region

    known = sorted(min(names_of_region(file)) for file in workspace.regions())
    if len(known) == 1:
        return known[0]
    hint = f"{several} {', '.join(known)}" if known else none
    raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
