"""``mgi-report compare``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ExitCode, Kind, ReportError
from . import completing
from .carrying_out import carry_out
from .choosing import FORCE, FORMAT, LANGUAGE, OUT, QUIET, editions, settled_folder
from .common import listed, open_here


@click.command(
    short_help="Make a document of two editions of a place.",
    epilog="""\b
Example:  mgi-report compare medellin 2022-09 2024-11
          mgi-report compare medellin 2022-09 2024-11 --language en,es""",
)
@click.argument("city", metavar="CITY", shell_complete=completing.cities)
@click.argument("older", metavar="OLDER", shell_complete=completing.editions)
@click.argument("newer", metavar="NEWER", shell_complete=completing.editions)
@LANGUAGE
@editions("screen, press, docx (Word)", "screen and press")
@FORMAT
@OUT
@FORCE
@QUIET
def compare(
    city: str,
    older: str,
    newer: str,
    language: str,
    edition: str,
    form: str | None,
    out: Path | None,
    force: bool,
    quiet: bool,
) -> ExitCode:
    """Put two editions of the profile of a CITY side by side: what stands in both in the same words, in other words, in
    the other list, what is newly and what is no longer listed.

    States are told in words and not counted: what is no longer listed need not have ended. Which finding is which is
    found by their words, and by what the profiles say themselves (follows). Nothing is made where a profile is broken.
    """
    from ..build.earlier import two_editions
    from ..build.plan import BuildPlan
    from ..design.editions import DOCX, HTML

    workspace, named = open_here(), (*listed(edition), *([form] if form else []))
    if HTML in named:
        message, hint = "there is no HTML edition of two editions", "build --since has both side by side in its page"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    cities, told = two_editions(workspace, city, older, newer)
    folder = settled_folder(out or workspace.root / "reports")
    plan = BuildPlan(
        workspace,
        folder,
        cities,
        listed(language),
        force=force,
        editions=named,
        docx=DOCX in named,
        compared=True,
    )
    return carry_out(plan, quiet=quiet, told=told)
