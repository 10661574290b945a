"""What is to be made, as commands that make publications ask for it: cities, languages, regions; and where."""

from __future__ import annotations

from pathlib import Path

import click

from ..design.editions import DOCX
from . import completing
from .common import refuse_file
from .running import settings

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

FORMAT = click.option("--format", "form", type=click.Choice([DOCX]), help="The same as --edition screen,docx.")


def settled_folder(out: Path) -> Path:
    """The output folder, in whose place no file stands; raises :class:`ReportError` (usage) where one does."""
    settings["out"] = folder = out.resolve()
    refuse_file(folder)
    return folder
