"""``mgi-report figure``: single figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ExitCode, Kind, Problem, ReportError, errors_of, excerpt
from . import completing
from .common import FILE, open_here, refuse_place
from .records import Written, absolute
from .running import Suggesting, print_problems, tell

if TYPE_CHECKING:
    from ..data.comparison import Theme
    from ..data.model import Profile
    from ..data.profile_files import Loaded
    from ..figures.comparison import Charts
    from ..figures.shapes import Sheet
    from ..workspace.places import Workspace

_SUFFIXES = ("svg", "png", "pdf")
_output = click.option(
    "-o", "--output", type=FILE, required=True, help="File to write; its suffix chooses svg, png or pdf."
)
_region = click.option(
    "--region", required=True, metavar="REGION", help="A region of data/regions.", shell_complete=completing.regions
)
_theme = click.option(
    "--theme",
    required=True,
    metavar="THEME",
    help="A topic of the framework, by slug or by name; of other themes DOMAIN/other.",
    shell_complete=completing.themes,
)
_language = click.option(
    "--language",
    default="",
    metavar="CODE",
    shell_complete=completing.languages,
    help="Language of the words; by default English.",
)
_size = click.option(
    "--size",
    type=click.Choice(["slide", "a4"]),
    default="slide",
    show_default=True,
    help="A slide of 16:9, or A4 wide.",
)


@click.group(cls=Suggesting)
def figure() -> None:
    """Draw one figure as SVG, PNG or PDF, for a slide or a briefing."""


@figure.command(
    epilog="""\b
Example:  mgi-report figure wheel medellin -o wheel.svg
          mgi-report figure wheel "La Palma" quilmes -o wheel.png"""
)
@click.argument("cities", nargs=-1, required=True, metavar="CITY...", shell_complete=completing.cities)
@click.option("-o", "--output", type=FILE, required=True, help="File to write; its suffix chooses svg, png or pdf.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    shell_complete=completing.languages,
    help="Language of the labels; by default that of the source.",
)
def wheel(cities: tuple[str, ...], output: Path, language: str) -> None:
    """Draw the domain wheel of a CITY, without any magnitude.

    Its six sectors are equal. Those of several cities are files of their own: wheel-quilmes-2022-11.png and so on.
    """
    from ..data.profile_files import load
    from ..studio.studio import Studio

    suffix = suffix_of(output)
    refuse_place(output)
    with _drawing(output) as workspace:
        loaded = load(workspace.framework, workspace.profiles(), workspace.root)
        if loaded.framework is None:
            raise ReportError(errors_of(loaded.problems))
        found = [_profile(city, workspace, loaded) for city in cities]
        profiles = {profile.identity: profile for profile in found}
        studio = Studio(workspace, loaded.framework)
        from ..snapshot.make import view_of, wheel_of

        views = [view_of(studio, profile, language or profile.source.language) for profile in profiles.values()]
        drawn = [wheel_of(studio, view, suffix) for view in views]
    _write(drawn, output, list(profiles))


@figure.command(
    epilog="""\b
Example:  mgi-report figure matrix --region latin-america \\
            --domain partnerships -o matrix.svg
          mgi-report figure matrix --region latin-america -o matrix.svg"""
)
@_region
@click.option(
    "--domain",
    default="",
    metavar="DOMAIN",
    shell_complete=completing.domains,
    help="One domain, by slug or number; by default all six.",
)
@_language
@_size
@_output
def matrix(region: str, domain: str, language: str, size: str, output: Path) -> None:
    """Draw themes by cities, without any magnitude.

    A sign says which list of each profile mentions a theme, never how often. What does not fit on one sheet is split
    over several files: matrix-1.svg, matrix-2.svg and so on.
    """
    _draw(region, language, output, lambda charts: charts.matrix(_domain(charts, domain), size))


@figure.command(
    name="map",
    epilog="""\b
Example:  mgi-report figure map --region latin-america -o map.svg
          mgi-report figure map --region latin-america --size a4 -o map.pdf""",
)
@_region
@_language
@_size
@_output
def map_(region: str, language: str, size: str, output: Path) -> None:
    """Draw where the cities of a region lie, without any borders."""
    _draw(region, language, output, lambda charts: [charts.map(size)])


@figure.command(
    epilog="""\b
Example:  mgi-report figure exchange --region latin-america \\
            --theme health -o health.png
          mgi-report figure exchange --region latin-america \\
            --theme "Civil society" -o civil-society.svg"""
)
@_region
@_theme
@_language
@_size
@_output
def exchange(region: str, theme: str, language: str, size: str, output: Path) -> None:
    """Draw the card of a theme, for an exchange between cities.

    Who describes experience stands on one side, who names it as an area with potential on the other, which has the same
    size. More than eight cities a side stand by name, under their countries.
    """
    _draw(region, language, output, lambda charts: [charts.exchange(_found(charts, theme), size)])


@figure.command(
    name="theme",
    epilog="""\b
Example:  mgi-report figure theme --region latin-america \\
            --theme health -o health.svg
          mgi-report figure theme --region latin-america --theme health \\
            --size a4 -o health.pdf""",
)
@_region
@_theme
@_language
@_size
@_output
def theme_(region: str, theme: str, language: str, size: str, output: Path) -> None:
    """Draw the table of a theme, with a row for each city.

    It has the cities that mention the theme, with both lists side by side. What does not fit on one sheet is split over
    several files: theme-1.svg, theme-2.svg and so on.
    """
    _draw(region, language, output, lambda charts: charts.theme(_found(charts, theme), size))


def _draw(region: str, language: str, output: Path, sheets: Callable[[Charts], list[Sheet]]) -> None:
    """Write the sheets that are drawn of a region; what is wrong with the file name is told before anything is read."""
    suffix = suffix_of(output)
    refuse_place(output)
    with _drawing(output) as workspace:
        charts = _charts(workspace, region, language)
        drawn = [charts.draw(sheet, suffix) for sheet in sheets(charts)]
    _write(drawn, output, [str(number) for number in range(1, len(drawn) + 1)])


@contextmanager
def _drawing(output: Path) -> Iterator[Workspace]:
    """The workspace, with a cache that may be used, while a terminal shows what is drawn."""
    from ..workspace.keeping import working_cache
    from .progress import Progress

    with working_cache(open_here()) as (workspace, told), Progress() as progress:
        print_problems(told)
        progress.begin(str(output))
        yield workspace


def suffix_of(output: Path) -> str:
    """The format that a file name asks for; raises :class:`ReportError` for one that there is not."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _SUFFIXES:
        raise ReportError(
            f"figures cannot be written as “{output.suffix or output.name}”",
            ExitCode.USAGE,
            hint="use a name that ends in .svg, .png or .pdf",
            kind=Kind.USAGE,
        )
    return suffix


def _profile(city: str, workspace: Workspace, loaded: Loaded) -> Profile:
    """The profile that is meant by a city as people type it, of several editions the latest, which is told.

    One with problems of its own ends the command.
    """
    from ..build.named import files_named, latest_taken, slug_of, unknown_city
    from ..data.identity import names

    slug = slug_of(city)
    if broken := [p for p in errors_of(loaded.problems) if slug in names(workspace.root / p.file)]:
        raise ReportError(broken)
    meant = files_named(city, loaded.profiles)
    found = sorted((loaded.profiles[file] for file in meant), key=lambda profile: profile.edition)
    if not found:
        raise ReportError([unknown_city(city, workspace)], ExitCode.USAGE)
    if len(found) > 1:
        print_problems([latest_taken(city, (profile.identity for profile in found))])
    return found[-1]


def _charts(workspace: Workspace, name: str, language: str) -> Charts:
    """The figures of a region; problems of its data end the command, doubts are told."""
    from ..build.named import unknown_language
    from ..data.comparison import compare
    from ..data.language_files import language_of
    from ..data.profile_files import load
    from ..data.region_files import load_region
    from ..figures.comparison import charts_of
    from ..text.languages import SOURCE_LANGUAGE

    loaded = load(workspace.framework, workspace.profiles(), workspace.root)
    if loaded.framework is None:
        raise ReportError(errors_of(loaded.problems))
    code = language or SOURCE_LANGUAGE
    if code not in loaded.framework.languages:
        raise ReportError([unknown_language(code, loaded.framework.languages)], ExitCode.USAGE)
    found = load_region(name, workspace.regions(), loaded, workspace.profiles(), workspace.root)
    spoken = language_of(workspace, code)
    comparison = compare(found.region, found.profiles, loaded.framework, spoken)
    return charts_of(workspace, comparison, loaded.framework, spoken)


def _domain(charts: Charts, asked: str) -> str:
    """The slug of a domain, asked for by slug, number or name."""
    from ..build.named import slug_of
    from ..data.explain import did_you_mean

    known = charts.framework.domains
    domains: dict[str, tuple[str, ...]] = {item.slug: (str(item.number), *item.name.values()) for item in known}
    if not asked:
        return ""
    for slug, names in domains.items():
        if slug_of(asked) in (slug, *map(slug_of, names)):
            return slug
    hint = did_you_mean(slug_of(asked), domains, f"known: {', '.join(domains)}")
    problem = Problem(message="no such domain", value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_DOMAIN)
    raise ReportError([problem], ExitCode.USAGE)


def _found(charts: Charts, asked: str) -> Theme:
    """A theme, asked for by slug or by name in the language of the figure."""
    from ..data.explain import did_you_mean

    themes = [theme for chapter in charts.comparison.chapters for theme in chapter.sections]
    named = {charts.name_of(theme).casefold(): theme for theme in reversed(themes) if theme.topic}
    named |= {theme.slug: theme for theme in themes}
    if theme := named.get(asked.casefold()):
        return theme
    otherwise = "themes are the topics of the framework, by which the matrix has its rows"
    hint = did_you_mean(asked.casefold(), named, otherwise)
    problem = Problem(message="no such theme", value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_TOPIC)
    raise ReportError([problem], ExitCode.USAGE)


def _write(drawn: list[bytes], output: Path, names: list[str]) -> None:
    """Write one file, or several that end in their names; all are drawn before any is written."""
    from ..workspace.cache import write_atomically

    for name, data in zip(names, drawn, strict=True):
        file = output if len(drawn) == 1 else output.with_stem(f"{output.stem}-{name}")
        write_atomically(file, data)
        tell(f"{file} written", Written(path=absolute(file)))
