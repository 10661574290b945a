"""``mgi-report import``: saved pages of the portal become profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import ExitCode
from .common import FILE


@click.command("import", epilog="Example:  mgi-report import quilmes.html --dry-run")
@click.argument("pages", nargs=-1, required=True, type=FILE, metavar="PAGE...")
@click.option("--out", type=FILE, help="Folder, or the YAML file of one page; by default data/profiles.")
@click.option("--city", default="", metavar="SLUG", help="Slug of the place, if not that of its name.")
@click.option("--country", default="", metavar="CODE", help="ISO 3166-1 code, if the page does not say it: CO.")
@click.option("--edition", default="", metavar="YYYY-MM", help="Year and month, if the page does not say them.")
@click.option("--language", default="", metavar="CODE", help="Language of the findings, if it is not recognized.")
@click.option("--force", is_flag=True, help="Replace a profile that is there already.")
@click.option("--dry-run", is_flag=True, help="Show what was found, in tables; write nothing.")
def import_(pages: tuple[Path, ...], **options: Any) -> ExitCode:
    """Make profiles of PAGES of the Migration Data Portal, saved as text, HTML or MHTML, word for word.

    What the page does not say is left out, topics are proposed, and what is doubtful is told with its line.
    """
    from .command import run

    return run(pages, **options)
