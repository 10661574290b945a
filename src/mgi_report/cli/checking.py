"""``mgi-report check`` and ``verify``: what is wrong in the data, and the proofs of finished files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..design.editions import EDITIONS
from ..errors import ExitCode, Problem, ReportError, Severity, errors_of
from ..workspace.clock import source_date
from ..workspace.places import LAND, SUFFIXES, shown
from .common import FILE, workspace_or_builtin
from .running import print_problems, settings, tell

if TYPE_CHECKING:
    from ..design.coverage import Coverage
    from ..workspace.places import Workspace


@click.command(epilog="Example:  mgi-report check data/profiles/medellin.yaml")
@click.argument("paths", nargs=-1, type=FILE, metavar="[PATH]...")
def check(paths: tuple[Path, ...]) -> ExitCode:
    """Report every problem in the data, with file, line and column; write nothing.

    PATHS are profiles, regions or folders of them; by default all of the workspace, what is wrong with its theme,
    templates, style sheets and catalogues, whatever in them would rank places, and what its languages lack.
    """
    from ..data.completeness import check_catalogues, check_completeness
    from ..data.doubts import check_incomplete, check_plausible
    from ..data.identity import is_region
    from ..data.profile_files import load
    from ..data.publisher_file import check_publisher
    from ..data.region_files import load_regions
    from ..design.overrides import check_overrides
    from ..design.theme_file import theme_of
    from ..figures.land import is_near_land
    from ..neutrality.check import beside_findings, check_ours

    workspace = workspace_or_builtin(strict=not paths)
    files = [] if paths else [*workspace.profiles(), *workspace.regions()]
    for path in paths:
        files += _data_files(path, workspace)
    data = [file for file in files if file.resolve() != workspace.framework.resolve()]
    framework, files = int(len(data) < len(files)), [file for file in data if not _is_publisher(file, workspace)]
    publisher = not paths or len(files) < len(data)
    regions = [file for file in files if is_region(file)]
    files = [file for file in files if file not in regions]
    coverage, of_theme = _shown_by(workspace)
    loaded = load(workspace.framework, files, workspace.root, workspace.profiles(), coverage)
    loaded = loaded.judged(beside_findings(loaded.profiles, workspace), workspace.root)
    problems = [*loaded.problems, *check_incomplete(loaded.profiles, workspace.root)]
    problems += check_publisher(workspace, coverage) if publisher else []
    today = source_date() or datetime.now(UTC).date()
    problems += check_plausible(
        loaded.profiles, workspace.root, partial(is_near_land, file=workspace.file(*LAND)), today
    )
    if regions:
        everything = [*workspace.profiles(), *files]
        known = load(workspace.framework, everything, workspace.root, coverage=coverage) if paths else loaded
        known = known.judged(beside_findings(known.profiles, workspace), workspace.root) if paths else known
        problems += load_regions(regions, known, workspace.profiles(), workspace.root).problems
    if not paths:
        problems += check_catalogues(workspace)
    code = ExitCode.DATA if errors_of(problems) else ExitCode.DONE
    guarded = [*of_theme, *check_ours(workspace, regions if paths else None)]
    if not paths:
        guarded += check_overrides(workspace, None if of_theme else theme_of(workspace))
    code = code or (ExitCode.TEMPLATE if errors_of(guarded) else ExitCode.DONE)
    problems += [found for found in guarded if found not in problems]
    if loaded.framework and not paths:
        problems += [*check_completeness(workspace, loaded.framework), *_passed_over(workspace), *_misnamed(workspace)]
    print_problems(problems)
    counts = {"framework": framework, "profile": len({file.resolve() for file in files}), "region": len(regions)}
    _tell_checked(counts, paths, problems)
    return code


def _is_publisher(file: Path, workspace: Workspace) -> bool:
    return workspace.publisher is not None and file.resolve() == workspace.publisher.resolve()


def _shown_by(workspace: Workspace) -> tuple[Coverage | None, list[Problem]]:
    """What the fonts can show, or nothing and the problems of a theme that is not sound."""
    from ..design.coverage import coverage_of

    try:
        return coverage_of(workspace, keep=False), []
    except ReportError as error:
        return None, error.problems


def _data_files(path: Path, workspace: Workspace) -> list[Path]:
    """The data files that a path means; raises :class:`ReportError` where it means none."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
    if not path.exists():
        from ..build.build import slug_of
        from ..data.identity import names

        meant = [file for file in workspace.profiles() if slug_of(str(path)) in names(file)]
        hint = f"name the file of the city: {shown(meant[0])}" if meant else "look at its name and its folder"
        raise ReportError([Problem(str(path), message="there is no such file", hint=hint)], ExitCode.USAGE)
    if path.suffix not in SUFFIXES:
        hint = "rename it, where it is a profile or a region all the same"
        message = "this is no data file: those end in .yaml or .yml"
        raise ReportError([Problem(str(path), message=message, hint=hint)], ExitCode.USAGE)
    return [path]


def _passed_over(workspace: Workspace) -> Iterator[Problem]:
    """Files that somebody thinks are data: editors and mail programs like to add an ending of their own."""
    for folder in (workspace.root / "data" / "profiles", workspace.root / "data" / "regions"):
        for file in sorted(folder.glob("*")):
            ending = "".join(file.suffixes).lower()
            if file.suffix not in SUFFIXES and ending.startswith(SUFFIXES) and not file.name.startswith("."):
                message = "this file is not read: data files end in .yaml"
                name = file.name[: file.name.lower().rindex(".y")]
                hint = f"rename it to {name}.yaml, or put it elsewhere"
                yield Problem(shown(file, workspace.root), message=message, hint=hint, severity=Severity.WARNING)


def _misnamed(workspace: Workspace) -> Iterator[Problem]:
    """Files that are named after something else than what they hold, which is found by either name."""
    from ..data.identity import is_home, peek
    from ..data.region_files import names_of_region

    found = [(file, "city", peek(file).data.get("city", "")) for file in workspace.profiles()]
    found = [item for item in found if item[2] and not is_home(item[0], item[2])]
    for file in workspace.regions():
        found += [(file, "region", name) for name in names_of_region(file) - {file.stem}]
    for file, kind, name in found:
        message, hint = f"the file is not named after its {kind}", f"rename it to {name}.yaml, or correct “{kind}”"
        yield Problem(shown(file), message=message, value=f"“{name}”", hint=hint, severity=Severity.WARNING)


def _tell_checked(counts: Mapping[str, int], where: Sequence[Path], problems: Sequence[Problem]) -> None:
    """What was looked at, and how much is wrong with it."""
    words = [f"{number} {name}{'s' if number != 1 else ''}" for name, number in counts.items() if number]
    words = [word.replace("1 framework", "the framework") for word in words]
    nothing = f"no profiles and no regions in {', '.join(map(str, where)) or 'data/'}"
    checked = f"{' and '.join(words)} checked" if words else nothing
    facts = {"profiles": counts["profile"], "regions": counts["region"], "problems": len(problems)}
    if problems and not settings["json"]:
        found = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        broken = len({problem.file for problem in problems})
        click.echo(f"{checked}: {found} in {broken} file{'s' if broken != 1 else ''}", err=True)
    else:
        tell(f"{checked}, no problems" if words else checked, "checked", **facts)


@click.command(epilog="Example:  mgi-report verify reports/en/*.pdf")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="PDF...")
@click.option(
    "--edition",
    type=click.Choice(list(EDITIONS)),
    help="By whose rules; by default those of the edition that the file says it is.",
)
@click.option(
    "--report", is_flag=True, help="Also write a printable report next to each press file: ...-verification.pdf."
)
@click.option("--language", default="en", metavar="CODE", show_default=True, help="Language of the printable report.")
def verify(files: tuple[Path, ...], edition: str | None, report: bool, language: str) -> ExitCode:
    """Prove finished PDFs.

    Screen edition: nothing lost, links and fonts sound, PDF/UA-1 and PDF/A-3a (of a file of somebody else what it
    claims); which findings must stand in a snapshot, compendium or annexed briefing is read from the data attached to
    it.

    Press edition: boxes, bleed, inks, type, lines, pictures, PDF/X-4; total ink is also measured on the plates where
    Ghostscript is installed.
    """
    from ..build.verify import prove_any, write_report
    from .printing import print_proof

    worst = ExitCode.DONE
    for file in files:
        try:
            pdf = file.read_bytes()
        except OSError as error:
            hint = "name the PDFs in it" if file.is_dir() else "look at its name and its folder"
            print_problems([Problem(str(file), message=f"cannot read it ({error.strerror})", hint=hint)])
            worst = worst or ExitCode.USAGE
            continue
        proof = prove_any(pdf, str(file), edition or "")
        print_proof(proof, as_json=settings["json"])
        if report and proof.edition == "press":
            written = write_report(workspace_or_builtin(), pdf, proof, language)
            click.echo(f"  {written} written", err=settings["json"])
        elif report:
            click.echo(
                f"  no report: {file} was proved for the screen; --edition press proves it for the press",
                err=True,
            )
        if not proof.passed:
            worst = ExitCode.PREFLIGHT if proof.pages else max(worst, ExitCode.DATA)
    return worst
