"""``mgi-report new``: the profile of a city is begun."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..errors import ExitCode, Kind, Problem, ReportError, errors_of, excerpt
from . import completing
from .common import check_values, listed, open_here
from .records import ProfileBegun, absolute
from .running import print_problems, tell

if TYPE_CHECKING:
    from ..data.blank import Blank
    from ..data.model import Framework, Profile
    from ..workspace.places import Workspace


class _Asked(NamedTuple):
    """What was typed."""

    city: str
    country: str
    languages: tuple[str, ...]
    edition: str
    level: str
    name: str


@click.command(
    epilog="""\b
Example:  mgi-report new Barranquilla --country CO --languages es,en
          mgi-report new medellin --edition 2024-11 --from medellin-2022-09"""
)
@click.argument("city", metavar="CITY")
@click.option(
    "--country",
    default="",
    metavar="CODE",
    shell_complete=completing.countries,
    help="ISO 3166-1 code of the country: CO.",
)
@click.option(
    "--languages",
    default="",
    metavar="CODES",
    help="Languages of the texts, as es,en; that of the source first.",
    shell_complete=completing.languages,
)
@click.option("--edition", default="", metavar="YYYY-MM", help="Year and month of the profile; by default this month.")
@click.option(
    "--level", type=click.Choice(["local", "national"]), help="Whose governance was assessed; by default local."
)
@click.option(
    "--from",
    "earlier",
    default="",
    metavar="CITY",
    shell_complete=completing.cities,
    help="An earlier edition, which gives place, languages and publisher; no findings.",
)
@click.option("--name", default="", metavar="NAME", help="Name of the place; by default CITY as it is typed.")
def new(city: str, country: str, languages: str, edition: str, level: str | None, earlier: str, name: str) -> ExitCode:
    """Begin the profile of a CITY, to be filled in.

    The file in data/profiles has the six domains with the topics of each, and places for all the rest. Nothing that is
    there already is touched.
    """
    from ..data.blank import blank_profile
    from ..data.profile_files import load_framework
    from ..workspace.cache import write_atomically
    from ..workspace.places import shown

    workspace = open_here()
    framework = load_framework(workspace.framework)
    before = _earlier(earlier, city, workspace) if earlier else None
    asked = _Asked(city, country, listed(languages), edition, level or "", name)
    blank = _blank(asked, before, framework, workspace)
    file = workspace.root / "data" / "profiles" / f"{blank.identity}.yaml"
    _refuse_twin(blank, file, workspace)
    there = (workspace.root / "schema" / "profile.schema.json").is_file()
    text = blank_profile(blank, framework, "../../schema/profile.schema.json" if there else "")
    write_atomically(file, text.encode())
    regions = _regions(blank, workspace)
    next_step = f"mgi-report check {blank.identity}"
    begun = ProfileBegun(
        path=absolute(file),
        city=blank.city,
        edition=blank.edition,
        code=blank.code,
        regions={absolute(region): how for region, how in regions},
        next=next_step,
    )
    lines = [f"{shown(file)} written, code {blank.code}"]
    lines += [] if edition else [f"the edition is this month, {blank.edition}: --edition names another"]
    lines += [f"{shown(region)} {how}" for region, how in regions]
    lines.append(f"next: fill it in; {next_step} tells what is missing")
    tell("\n".join(lines), begun)
    return ExitCode.DONE


def _earlier(earlier: str, city: str, workspace: Workspace) -> Profile:
    """The profile that another edition is begun from; raises :class:`ReportError` where it will not do."""
    from ..build.named import files_named, latest_taken, slug_of, unknown_city
    from ..data.profile_files import load

    files = files_named(earlier, workspace.profiles())
    if not files:
        raise ReportError([unknown_city(earlier, workspace)], ExitCode.USAGE)
    loaded = load(workspace.framework, files, workspace.root)
    if errors := errors_of(loaded.problems):
        raise ReportError(errors)
    *others, found = sorted(loaded.profiles.values(), key=lambda profile: profile.edition)
    if found.city != slug_of(city):
        message, hint = f"--from is for an earlier edition, and {found.identity} is another city", "leave it out"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    if others:
        print_problems([latest_taken(earlier, [profile.identity for profile in (*others, found)])])
    return found


def _blank(asked: _Asked, before: Profile | None, framework: Framework, workspace: Workspace) -> Blank:
    """All that is known of the new profile; raises :class:`ReportError` (usage) with all that is wrong or lacking."""
    from ..build.named import slug_of
    from ..data.blank import Blank
    from ..data.codes import code_for, known_in
    from ..text.languages import ORGANIZATION
    from ..text.markup import escape

    country = asked.country or (before.place.country if before else "")
    languages = asked.languages or (before.written_in if before else ())
    city, edition = slug_of(asked.city), asked.edition or f"{_today():%Y-%m}"
    _demand(asked, country, languages, workspace)
    check_values(("country", country), ("edition", edition), *(("languages", code) for code in languages))
    _check_languages(languages, framework)
    name = asked.name or (asked.city if slug_of(asked.city) != asked.city else asked.city.replace("-", " ").title())
    place: dict[str, Any] = before.place.model_dump(exclude_none=True) if before else {"name": escape(name)}
    place |= {"country": country} | ({"name": escape(asked.name)} if asked.name else {})
    known = before.model_dump(include={"contact", "cover"}, exclude_none=True) if before else {}
    level = asked.level or (before.level if before else "local")
    publisher = before.source.publisher if before else ORGANIZATION
    code = code_for(city, edition, country, map(known_in, workspace.profiles()))
    return Blank(city, edition, code, level, languages, place, publisher, known)


def _demand(asked: _Asked, country: str, languages: tuple[str, ...], workspace: Workspace) -> None:
    """Raise :class:`ReportError` (usage) with all that was not said and cannot be known."""
    from ..build.named import files_named, slug_of
    from ..data.identity import editions_of

    slug = slug_of(asked.city)
    there = editions_of(files_named(slug, workspace.profiles()))
    before = f"; or --from {max(there[slug])}, which has it" if slug in there else ""
    lacking = {
        (f"{excerpt(asked.city)} has no letter or digit for a slug", "name the city, and its --name"): not slug,
        ("the country is not named", f"add --country with its ISO 3166-1 code: --country CO{before}"): not country,
        ("the languages are not named", f"add --languages, as --languages es,en{before}"): not languages,
    }
    problems = [Problem(message=message, hint=hint, kind=Kind.USAGE) for (message, hint), so in lacking.items() if so]
    if problems:
        raise ReportError(problems, ExitCode.USAGE)


def _check_languages(languages: tuple[str, ...], framework: Framework) -> None:
    """The source may be in any language; translations are into those of the framework."""
    from ..build.named import unknown_language

    known = framework.languages
    problems = [unknown_language(code, known) for code in languages[1:] if code not in known]
    if problems:
        raise ReportError(problems, ExitCode.USAGE)


def _today() -> Any:
    from ..workspace.clock import source_date

    return source_date() or datetime.now(UTC).date()


def _refuse_twin(blank: Blank, file: Path, workspace: Workspace) -> None:
    """Raise :class:`ReportError` (usage) where the profile is there already, under whatever name."""
    from ..data.identity import editions_of
    from ..workspace.places import shown

    files = workspace.profiles()
    twin = next((path for path in files if blank.identity in editions_of([path]).get(blank.city, ())), None)
    if twin or file.exists():
        message = f"{blank.identity} is there already and stays as it is"
        hint = "name another edition with --edition, or go on with that file"
        problem = Problem(shown(twin or file), message=message, hint=hint, kind=Kind.UNWRITABLE)
        raise ReportError([problem], ExitCode.USAGE)


def _regions(blank: Blank, workspace: Workspace) -> list[tuple[Path, str]]:
    """The files of regions that hold the city, or may want it, each with how."""
    from ..data.identity import city_and_edition
    from ..data.tree import inside
    from ..data.yaml_tree import read_tree

    found = []
    for file in workspace.regions():
        data = read_tree(file).data
        cities = dict(
            map(city_and_edition, filter(lambda item: isinstance(item, str), inside(data, "cities", default=[])))
        )
        pinned = cities.get(blank.city)
        if inside(data, "level", default="local") != blank.level:
            continue
        if pinned:
            how = f"holds {blank.city}-{pinned}; for this edition write “{blank.city}” there"
        elif pinned == "":
            how = "takes the latest edition: it cannot be built until this one is sound"
        elif blank.place["country"] in inside(data, "countries", default=[]):
            how = "holds all cities of the country, so this one too"
        else:
            how = f"may want it: add {blank.city} to “cities” there"
        found.append((file, how))
    return found
