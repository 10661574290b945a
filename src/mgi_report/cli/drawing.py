"""``mgi-report figure``: single figures."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ReportError, errors_of
from . import completing
from .common import FILE, refuse_place
from .drawn import domain_meant, draw, drawing, profile_meant, suffix_of, theme_meant, write
from .running import Suggesting

_output = click.option(
    "-o", "--output", type=FILE, required=True, help="File to write; its suffix chooses svg, png, pdf or pptx."
)
_region = click.option(
    "--region",
    default="",
    metavar="REGION",
    shell_complete=completing.regions,
    help="A region of data/regions; by default the only one there is.",
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


@click.group(
    cls=Suggesting,
    epilog="""\b
Example:  mgi-report figure wheel medellin -o wheel.svg
          mgi-report figure map --region latin-america -o map.png""",
)
def figure() -> None:
    """Draw one figure as SVG, PNG or PDF, or put it on a slide."""


@figure.command(
    epilog="""\b
Example:  mgi-report figure wheel medellin -o wheel.svg
          mgi-report figure wheel "La Palma" quilmes -o wheel.png"""
)
@click.argument("cities", nargs=-1, required=True, metavar="CITY...", shell_complete=completing.cities)
@click.option(
    "-o", "--output", type=FILE, required=True, help="File to write; its suffix chooses svg, png, pdf or pptx."
)
@click.option(
    "--language",
    default="",
    metavar="CODE",
    shell_complete=completing.languages,
    help="Language of the labels; by default that of the source.",
)
def wheel(cities: tuple[str, ...], output: Path, language: str) -> None:
    """Draw the domain wheel of a CITY, without any magnitude.

    Its six sectors are equal. Those of several cities are files of their own: wheel-quilmes-2022-11.png and so on, or
    slides of one file.
    """
    from ..data.profile_files import load
    from ..studio.studio import Studio

    suffix = suffix_of(output)
    refuse_place(output)
    with drawing(output) as workspace:
        loaded = load(workspace.framework, workspace.profiles(), workspace.root)
        if loaded.framework is None:
            raise ReportError(errors_of(loaded.problems))
        found = [profile_meant(city, workspace, loaded) for city in cities]
        profiles = {profile.identity: profile for profile in found}
        studio = Studio(workspace, loaded.framework)
        if suffix == "pptx":
            from ..snapshot.slides import wheels_of

            drawn = [wheels_of(studio, list(profiles.values()), language)]
        else:
            from ..snapshot.make import view_of, wheel_of

            views = [view_of(studio, profile, language or profile.source.language) for profile in profiles.values()]
            drawn = [wheel_of(studio, view, suffix) for view in views]
    write(drawn, output, list(profiles) if len(drawn) > 1 else [output.stem])


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
    over several files: matrix-1.svg, matrix-2.svg and so on. Slides have a domain each and words in their cells.
    """
    draw(
        *(region, language, output, size),
        lambda charts: charts.matrix(domain_meant(charts, domain), size),
        lambda slides: slides.matrix(domain_meant(slides.charts, domain)),
    )


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
    draw(region, language, output, size, lambda charts: [charts.map(size)], lambda slides: slides.map())


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
    draw(
        *(region, language, output, size),
        lambda charts: [charts.exchange(theme_meant(charts, theme), size)],
        lambda slides: slides.exchange(theme_meant(slides.charts, theme)),
    )


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
    draw(
        *(region, language, output, size),
        lambda charts: charts.theme(theme_meant(charts, theme), size),
        lambda slides: slides.theme(theme_meant(slides.charts, theme)),
    )
