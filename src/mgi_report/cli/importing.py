"""``mgi-report import``: saved pages of the portal become profiles."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ExitCode, Kind, Problem, ReportError, errors_of
from ..workspace.places import SUFFIXES, Workspace, builtin, open_workspace
from . import completing
from .common import FILE, check_values
from .running import print_problems, settings

if TYPE_CHECKING:
    from ..data.glyphs import Coverage


@click.command(
    "import",
    short_help="Make profiles of saved pages of the portal, and of our PDFs.",
    epilog="""\b
Example:  mgi-report import quilmes.html --dry-run
          mgi-report import quilmes.html --country AR --edition 2022-11""",
)
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAGE...")
@click.option("--out", type=FILE, help="Folder, or the YAML file of one page; by default data/profiles.")
@click.option("--city", default="", metavar="SLUG", help="Slug of the place, if not that of its name.")
@click.option(
    "--country",
    default="",
    metavar="CODE",
    shell_complete=completing.countries,
    help="ISO 3166-1 code, if the page does not say it: CO.",
)
@click.option("--edition", default="", metavar="YYYY-MM", help="Year and month, if the page does not say them.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    shell_complete=completing.languages,
    help="Language of the findings, if it is not recognized.",
)
@click.option("--force", is_flag=True, help="Replace a profile that is there already.")
@click.option("--dry-run", is_flag=True, help="Show what was found, in tables; write nothing.")
def import_(
    pages: tuple[Path, ...],
    out: Path | None,
    city: str,
    country: str,
    edition: str,
    language: str,
    force: bool,
    dry_run: bool,
) -> ExitCode:
    """Make profiles of PAGES of the Migration Data Portal, saved as text, HTML or MHTML, word for word.

    Of a PDF that this program made the profiles attached to it are taken back as they are.

    What the page does not say is left out, topics are proposed, and what is doubtful is told with its line.
    """
    from ..build.taking_back import is_pdf, take_back
    from ..portal.importer import import_pages
    from ..portal.shelf import ImportPlan
    from .print_imports import print_imports, print_taken
    from .progress import Progress

    pages = tuple(dict.fromkeys(pages))
    _refuse_misuse(pages, out, city)
    check_values(("city", city), ("country", country), ("edition", edition), ("language", language))
    workspace, root = _workspace(anywhere=dry_run or out is not None)
    plan = ImportPlan(
        pages,
        (out or root / "data" / "profiles").resolve(),
        workspace.framework,
        workspace.root / "schema" / "profile.schema.json",
        city,
        country,
        edition,
        language,
        force,
        dry_run,
        _shown_by(workspace),
    )
    ours = tuple(page for page in pages if is_pdf(page))
    others = tuple(page for page in pages if page not in ours)
    with Progress(quiet=len(pages) < 2) as progress:
        taken = take_back(replace(plan, pages=ours), progress) if ours else []
        results, exit_code = import_pages(replace(plan, pages=others), progress)
    exit_code = ExitCode.DATA if any(result.failed for result in taken) else exit_code
    print_taken(taken, as_json=settings["json"], dry_run=dry_run)
    print_imports(results, as_json=settings["json"], dry_run=dry_run)
    for result in (*taken, *results):
        # What is doubtful about a page that cannot be taken over mostly follows from what is wrong with it.
        errors_only = result.failed and not (dry_run or settings["json"])
        print_problems(errors_of(result.problems) if errors_only else result.problems)
    return exit_code


def _refuse_misuse(pages: tuple[Path, ...], out: Path | None, city: str) -> None:
    from ..text.printable import visible

    if missing := [page for page in pages if not page.exists()]:
        raise ReportError([_missing(visible(str(page))) for page in missing], ExitCode.USAGE)
    if data := [page for page in pages if page.suffix in SUFFIXES]:
        raise ReportError([_no_page(visible(str(page))) for page in data], ExitCode.USAGE)
    if out and out.suffix and out.suffix not in SUFFIXES and not out.is_dir():
        raise ReportError(
            f"--out {visible(str(out))} is neither a folder nor a YAML file",
            ExitCode.USAGE,
            hint="name a folder, or a file that ends in .yaml",
            kind=Kind.USAGE,
        )
    one_profile = city or (out and out.suffix in SUFFIXES)
    if len(pages) > 1 and one_profile:
        given = "--city" if city else f"--out {visible(str(out))}"
        hint = "import the pages one by one"
        raise ReportError(f"{given} is for one page", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)


def _no_page(file: str) -> Problem:
    message, hint = "this is a data file, not a page of the portal", f"`mgi-report check {file}` looks at a profile"
    return Problem(file, message=message, hint=hint, kind=Kind.USAGE)


def _missing(page: str) -> Problem:
    if address := re.match(r"(https?|ftp|file):/|www\.", page):
        page = page.replace(":/", "://", 1) if address[1] in ("http", "https", "ftp") else page
        message = "this is an address; only saved pages are read"
        hint = "save the page in a browser, as “HTML” or “web page, single file”, and name that file"
        return Problem(page, message=message, hint=hint, kind=Kind.USAGE)
    hint = "look at its name and its folder"
    return Problem(page, message="there is no such file", hint=hint, kind=Kind.FILE_MISSING)


def _shown_by(workspace: Workspace) -> Coverage | None:
    """What the fonts can show; a theme that is not sound is told by the commands that need it."""
    from ..design.coverage import coverage_of

    try:
        return coverage_of(workspace, keep=False)
    except (ReportError, OSError):
        return None


def _workspace(*, anywhere: bool) -> tuple[Workspace, Path]:
    """The workspace around and its folder; or the built-in framework and the current folder, where profiles may go
    ``anywhere`` or nothing is written."""
    try:
        found = open_workspace(settings["workspace"])
        return found, found.root
    except ReportError:
        if not anywhere or settings["workspace"]:
            raise
        return Workspace(builtin(), Path.cwd() / ".mgi-cache"), Path.cwd()
