"""``mgi-report brief``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ExitCode
from . import completing
from .building import asked_for
from .carrying_out import carry_out
from .choosing import BASE_URL, CITIES, EDITIONS, FORCE, FORMAT, ICC, JOBS, LANGUAGE, OUT, QUIET, WHOLE, settled_folder
from .common import listed, open_here, web_address


@click.command(
    short_help="Make a brief of one theme: a page or two for a briefing.",
    epilog="""\b
Example:  mgi-report brief education medellin quilmes --language en
          mgi-report brief partnerships --region latin-america""",
)
@click.argument("theme", metavar="THEME|DOMAIN|all", shell_complete=completing.themes_or_domains)
@CITIES
@click.option(
    "--region",
    "regions",
    multiple=True,
    metavar="REGION",
    shell_complete=completing.regions,
    help="The cities of a region; all for every region. Where neither is named, the only region there is.",
)
@WHOLE
@LANGUAGE
@EDITIONS
@FORMAT
@ICC
@BASE_URL
@OUT
@JOBS
@FORCE
@QUIET
def brief(
    theme: str,
    cities: tuple[str, ...],
    regions: tuple[str, ...],
    whole: bool,
    language: str,
    edition: str,
    form: str | None,
    icc: Path | None,
    base_url: str,
    out: Path | None,
    jobs: int,
    force: bool,
    quiet: bool,
) -> ExitCode:
    """Make a brief of one THEME or one DOMAIN: what the profiles of some places say of it, to be put behind a briefing.

    One page for up to four places, two for up to ten, and one more for a domain; where findings have no room there with
    all their words, they stand by their gists. A THEME is asked for by slug, by its name or by a keyword, a DOMAIN also
    by its number; all makes every one. The files lie in briefs/ of each language.
    """
    from ..build.briefs import demand_subjects, regions_meant
    from ..build.plan import ALL, BuildPlan
    from ..design.editions import DOCX, PressOptions

    workspace, briefs = open_here(), ALL if theme == "all" else (theme,)
    demand_subjects(briefs, workspace)
    editions = (*listed(edition), *([form] if form else []))
    folder = settled_folder(out or workspace.root / "reports")
    asked_for("press", "press", editions, {"--icc": icc})
    plan = BuildPlan(
        workspace,
        folder,
        tuple(dict.fromkeys(cities)),
        listed(language),
        jobs,
        force,
        editions,
        PressOptions(icc and icc.resolve()),
        regions_meant(workspace, cities, tuple(dict.fromkeys(regions))),
        briefs=briefs,
        whole=whole,
        html=asked_for("html", "HTML", editions, {}),
        docx=DOCX in editions,
        base_url=web_address(base_url),
    )
    return carry_out(plan, quiet=quiet)
