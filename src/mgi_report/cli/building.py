"""``mgi-report build``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from ..design.editions import DOCX, IMPOSITIONS, PressOptions
from ..errors import ExitCode, Kind, ReportError, excerpt
from .carrying_out import carry_out
from .choosing import (
    BASE_URL,
    CITIES,
    EDITIONS,
    EXCHANGE,
    FORCE,
    FORMAT,
    ICC,
    JOBS,
    LANGUAGE,
    OUT,
    QUIET,
    REGIONS,
    SINCE,
    settled_folder,
)
from .common import listed, open_here, web_address


@click.command(
    short_help="Make snapshots of cities, and compendia of regions.",
    epilog="""\b
Example:  mgi-report build medellin --language es,en
          mgi-report build --region latin-america""",
)
@CITIES
@LANGUAGE
@EDITIONS
@FORMAT
@ICC
@click.option("--marks", is_flag=True, help="Press edition with crop and registration marks outside the bleed.")
@click.option(
    "--imposition",
    type=click.Choice(IMPOSITIONS),
    help="Press edition also as A3 sheets to be folded and stapled.",
)
@REGIONS
@click.option("--full", is_flag=True, help="Whole snapshots of the cities in the compendium, first and last pages too.")
@EXCHANGE
@SINCE
@click.option("--single-file", is_flag=True, help="HTML edition also as files that work alone, from a mail.")
@BASE_URL
@OUT
@JOBS
@click.option(
    "--draft", is_flag=True, help="Keep refused snapshots, marked on every page, in drafts/ of the workspace."
)
@click.option("--shard", default="", metavar="I/N", help="Only the I-th of N parts of the cities; see merge.")
@click.option("--executor", default="", metavar="MODULE:FACTORY", help="Who does the work instead of processes here.")
@FORCE
@QUIET
def build(
    cities: tuple[str, ...],
    language: str,
    edition: str,
    form: str | None,
    icc: Path | None,
    marks: bool,
    imposition: str | None,
    regions: tuple[str, ...],
    full: bool,
    exchange: tuple[str, ...],
    since: str,
    single_file: bool,
    base_url: str,
    out: Path | None,
    jobs: int,
    draft: bool,
    shard: str,
    executor: str,
    force: bool,
    quiet: bool,
) -> ExitCode:
    """Make the snapshots of some CITIES, or of all, and the compendia of regions.

    Every file is proved before it is written (mgi-report verify shows the proof), and what did not change is not made
    again. A city that fails does not stop the others and leaves the file that was there.
    """
    from ..build.plan import BuildPlan

    workspace, editions = open_here(), (*listed(edition), *([form] if form else []))
    folder = settled_folder(out or workspace.root / "reports")
    html = asked_for("html", "HTML", editions, {"--single-file": single_file, "--base-url": base_url})
    plan = BuildPlan(
        workspace,
        folder,
        tuple(dict.fromkeys(cities)),
        listed(language),
        jobs,
        force,
        editions,
        _press(editions, icc, marks, imposition),
        tuple(dict.fromkeys(regions)) or (("all",) if exchange else ()),
        full,
        tuple(dict.fromkeys(exchange)),
        html,
        single_file,
        web_address(base_url),
        DOCX in editions,
        draft,
        executor,
        _shard(shard, {"--region": regions, "--exchange": exchange, "--base-url": base_url}),
        since_asked(since, {"--region": regions, "--exchange": exchange}),
    )
    return carry_out(plan, quiet=quiet)


def _press(editions: Collection[str], icc: Path | None, marks: bool, imposition: str | None) -> PressOptions:
    """What the print shop asks for; raises :class:`ReportError` (usage) where there is no edition for it."""
    asked_for("press", "press", editions, {"--icc": icc, "--marks": marks, "--imposition": imposition})
    return PressOptions(icc and icc.resolve(), marks, imposition or "")


def _shard(given: str, whole: Mapping[str, object]) -> tuple[int, int]:
    """``2/8`` as numbers; raises :class:`ReportError` (usage) for anything else, and for what must see all cities."""
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", given)
    if given and (found is None or int(found[1]) > int(found[2])):
        hint = "write it as 2/8: the second of eight parts"
        raise ReportError(f"{excerpt(given)} is no part of a whole", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    if found and (option := next((option for option, said in whole.items() if said), "")):
        hint = "build it once, without --shard, when the parts are merged"
        raise ReportError(f"{option} needs all cities", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def since_asked(given: str, others: Mapping[str, object]) -> str:
    """The earlier edition; raises :class:`ReportError` (usage) for what is none, and beside what has no such leaf."""
    from ..build.earlier import no_edition

    if given and (problem := no_edition(given)):
        raise ReportError([problem], ExitCode.USAGE)
    if given and (option := next((option for option, said in others.items() if said), "")):
        hint = f"call it once with {option}, and once with --since"
        raise ReportError(f"--since is for snapshots, {option} is not", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    return given


def asked_for(edition: str, name: str, editions: Collection[str], options: Mapping[str, object]) -> bool:
    """Whether an edition is asked for; raises :class:`ReportError` (usage) for an option of one that is not."""
    asked = edition in editions or "all" in editions
    if not asked and (option := next((option for option, given in options.items() if given), "")):
        hint = f"add --edition {edition}, or all"
        raise ReportError(f"{option} is for the {name} edition", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    return asked
