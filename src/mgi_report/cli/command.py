"""The command `mgi-report import`: options → a plan → results that are told."""

from __future__ import annotations

import re
from pathlib import Path

from ..data.glyphs import Coverage
from ..errors import ExitCode, Problem, ReportError, errors_of
from ..portal.importer import import_pages
from ..portal.lines import visible
from ..portal.shelf import ImportPlan
from ..workspace.places import SUFFIXES, Workspace, builtin, open_workspace
from .print_imports import print_imports
from .running import print_problems, settings


def run(
    pages: tuple[Path, ...],
    out: Path | None,
    city: str,
    country: str,
    edition: str,
    language: str,
    *,
    force: bool,
    dry_run: bool,
) -> ExitCode:
    """Import pages and tell what became of each."""
    pages = tuple(dict.fromkeys(pages))
    _refuse_misuse(pages, out, city)
    _check_values(city=city, country=country, edition=edition, language=language)
    workspace = _workspace(out)
    plan = ImportPlan(
        pages,
        (out or workspace.root / "data" / "profiles").resolve(),
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
    results, exit_code = import_pages(plan)
    print_imports(results, as_json=settings["json"], dry_run=dry_run)
    for result in results:
        # What is doubtful about a page that cannot be taken over mostly follows from what is wrong with it.
        errors_only = result.failed and not (dry_run or settings["json"])
        print_problems(errors_of(result.problems) if errors_only else result.problems)
    return exit_code


def _refuse_misuse(pages: tuple[Path, ...], out: Path | None, city: str) -> None:
    if missing := [page for page in pages if not page.exists()]:
        raise ReportError([_missing(visible(str(page))) for page in missing], ExitCode.USAGE)
    if out and out.suffix and out.suffix not in SUFFIXES and not out.is_dir():
        raise ReportError(
            f"--out {visible(str(out))} is neither a folder nor a YAML file",
            ExitCode.USAGE,
            hint="name a folder, or a file that ends in .yaml",
        )
    one_profile = city or (out and out.suffix in SUFFIXES)
    if len(pages) > 1 and one_profile:
        given = "--city" if city else f"--out {visible(str(out))}"
        raise ReportError(f"{given} is for one page", ExitCode.USAGE, hint="import the pages one by one")


def _missing(page: str) -> Problem:
    if address := re.match(r"(https?|ftp|file):/|www\.", page):
        page = page.replace(":/", "://", 1) if address[1] in ("http", "https", "ftp") else page
        hint = "save the page in a browser, as “HTML” or “web page, single file”, and name that file"
        return Problem(page, message="this is an address; only saved pages are read", hint=hint)
    return Problem(page, message="there is no such file", hint="look at its name and its folder")


def _shown_by(workspace: Workspace) -> Coverage | None:
    """What the fonts can show; a theme that is not sound is told by the commands that need it."""
    from ..design.coverage import coverage_of

    try:
        return coverage_of(workspace, keep=False)
    except (ReportError, OSError):
        return None


def _check_values(**given: str) -> None:
    """The same rules as in a profile, told as misuse, all at once."""
    from pydantic import TypeAdapter, ValidationError

    from ..data.fields import Country, Edition, Language, Slug

    kinds = {"city": Slug, "country": Country, "edition": Edition, "language": Language}
    problems = []
    for name, value in given.items():
        try:
            if value:
                TypeAdapter(kinds[name]).validate_python(value)
        except ValidationError as error:
            context = error.errors()[0].get("ctx", {})
            message = f"--{name}: {context['message']}"
            problems.append(Problem(message=message, hint=str(context["hint"])))
    if problems:
        raise ReportError(problems, ExitCode.USAGE)


def _workspace(out: Path | None) -> Workspace:
    """The workspace around; with --out its framework is enough, or the built-in one."""
    try:
        return open_workspace(settings["workspace"])
    except ReportError:
        if out is None or settings["workspace"]:
            raise
        return Workspace(builtin(), Path.cwd() / ".mgi-cache")
