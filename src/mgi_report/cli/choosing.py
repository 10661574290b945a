"""What is to be made, as commands that make publications ask for it: cities, languages, regions; and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..design.editions import DOCX
from . import completing
from .common import FILE, refuse_file
from .running import settings

F = TypeVar("F", bound=Callable[..., Any])

CITIES = click.argument("cities", nargs=-1, metavar="[CITY]...", shell_complete=completing.cities)
LANGUAGE = click.option(
    "--language",
    default="",
    metavar="CODES",
    shell_complete=completing.languages,
    help="Languages, as en,es,fr or all; by default that of each source, and all for a region.",
)
REGIONS = click.option(
    "--region",
    "regions",
    multiple=True,
    metavar="REGION",
    shell_complete=completing.regions,
    help="Also the compendium of a region, with the snapshots of its cities; all for every region. May be repeated.",
)

EXCHANGE = click.option(
    "--exchange",
    multiple=True,
    metavar="CITY",
    shell_complete=completing.cities,
    help="Only a page for a meeting: what a city could ask whom about in its region. May be repeated.",
)
SINCE = click.option(
    "--since",
    default="",
    metavar="YYYY-MM",
    shell_complete=completing.editions,
    help="With a leaf that puts this earlier edition beside the later one.",
)
WHOLE = click.option("--whole", is_flag=True, help="Briefs with all words of findings, on as many pages as they take.")


def editions(named: str, by_all: str) -> Callable[[F], F]:
    """The option of editions of a command that knows those ``named``, beside the archive."""
    return click.option(
        "--edition",
        default="screen",
        metavar="NAMES",
        show_default=True,
        shell_complete=completing.publications,
        help=f"What for: {named}, archive (PDF/A-4f, PDF/UA-2), several with commas; all: {by_all}.",
    )


EDITIONS = editions("screen, press, html, docx (Word)", "the first three")
FORMAT = click.option("--format", "form", type=click.Choice([DOCX]), help="The same as --edition screen,docx.")

OUT = click.option("--out", type=FILE, help="Output folder; by default reports/ in the workspace.")
ICC = click.option("--icc", type=FILE, help="Output profile of the print shop (CMYK) instead of the one that ships.")
BASE_URL = click.option("--base-url", default="", metavar="URL", help="Where the HTML edition will lie on the web.")
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Files made at the same time; 0 means as many as suit the processors.",
)
FORCE = click.option("--force", is_flag=True, help="Make everything anew, whatever is kept.")
QUIET = click.option("--quiet", is_flag=True, help="Print problems only.")


def settled_folder(out: Path) -> Path:
    """The output folder, in whose place no file stands; raises :class:`ReportError` (usage) where one does."""
    settings["out"] = folder = out.resolve()
    refuse_file(folder)
    return folder
