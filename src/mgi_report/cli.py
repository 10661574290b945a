"""Arguments → a settled plan → one call → problems printed → exit code.

Work modules are imported inside the commands, so that help and a build with nothing to do start fast.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from . import __version__
from .commands import Commands, print_problems, settings
from .editions import IMPOSITIONS
from .errors import ExitCode, Problem, ReportError, errors_of

_FILE = click.Path(path_type=Path)
_EPILOG = (
    "Exit codes: 0 done, 1 usage, 2 data, 3 missing library or font, 4 template, "
    "5 an output failed its preflight, 70 our bug."
)


def _workspace() -> Any:
    from .workspace import open_workspace

    return open_workspace(settings["workspace"])


def _workspace_or_builtin(*, strict: bool = False) -> Any:
    """The workspace here, or the package's own files where there is none and none was named."""
    from .workspace import Workspace, builtin

    try:
        return _workspace()
    except ReportError:
        if strict or settings["workspace"]:
            raise
        return Workspace(builtin(), Path.cwd() / ".mgi-cache")


@click.group(
    cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="mgi-report")
@click.option("--workspace", type=_FILE, help="Folder with data/; by default the current folder or one above it.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and results as JSON lines.")
@click.option("--debug", is_flag=True, help="Show a traceback when something unforeseen happens.")
def main(workspace: Path | None, as_json: bool, debug: bool) -> None:
    """Turn migration governance profiles of cities into print-ready, accessible PDF publications.

    \b
    mgi-report build                     every city, in the language of its source
    mgi-report build medellin            one city
    mgi-report check                     every problem in the data, nothing written
    mgi-report init my-reports           a workspace of your own
    """
    settings.update(json=as_json, debug=debug, workspace=workspace)


@main.command(epilog="Example:  mgi-report build medellin la-palma --language es --out /tmp/reports")
@click.argument("cities", nargs=-1, metavar="[CITY]...")
@click.option(
    "--language", default="", metavar="CODES", help="Languages, as en,es,fr or all; by default that of each source."
)
@click.option(
    "--edition",
    default="screen",
    metavar="NAMES",
    show_default=True,
    help="What for: screen, press, screen,press or all.",
)
@click.option("--icc", type=_FILE, help="Output profile of the print shop (CMYK) instead of the one that ships.")
@click.option("--marks", is_flag=True, help="Press edition with crop and registration marks outside the bleed.")
@click.option(
    "--imposition",
    type=click.Choice(IMPOSITIONS),
    help="Press edition also as A3 sheets to be folded and stapled.",
)
@click.option("--out", type=_FILE, help="Output folder; by default reports/ in the workspace.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Files made at the same time; 0 means one per processor.",
)
@click.option("--force", is_flag=True, help="Make everything anew, whatever is kept.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
def build(
    cities: tuple[str, ...],
    language: str,
    edition: str,
    icc: Path | None,
    marks: bool,
    imposition: str | None,
    out: Path | None,
    jobs: int,
    force: bool,
    quiet: bool,
) -> ExitCode:
    """Make the snapshots of some CITIES, or of all.

    Every file is proved before it is written (mgi-report verify shows the proof), and what did not change is not made
    again. A city that fails does not stop the others and leaves the file that was there.
    """
    from .build import build as run
    from .editions import PressOptions
    from .outputs import BuildPlan
    from .report import Progress, print_result

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that workers end with us
    workspace = _workspace()
    editions = _listed(edition)
    if (icc or marks or imposition) and not {"press", "all"} & set(editions):
        asked = next(
            name for name, given in (("--icc", icc), ("--marks", marks), ("--imposition", imposition)) if given
        )
        raise ReportError(f"{asked} is for the press edition", ExitCode.USAGE, hint="add --edition press, or all")
    plan = BuildPlan(
        workspace,
        (out or workspace.root / "reports").resolve(),
        tuple(dict.fromkeys(cities)),
        _listed(language),
        jobs,
        force,
        editions,
        PressOptions(icc and icc.resolve(), marks, imposition or ""),
    )
    with Progress(quiet=quiet or settings["json"]) as progress:
        result = run(plan, progress)
    print_problems(result.problems)
    print_result(result, plan.out, as_json=settings["json"], quiet=quiet)
    return result.exit_code


def _listed(names: str) -> tuple[str, ...]:
    """``en,es`` as a tuple, each name once."""
    return tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))


@main.command(epilog="Example:  mgi-report check data/profiles/medellin.yaml")
@click.argument("paths", nargs=-1, type=_FILE, metavar="[PATH]...")
def check(paths: tuple[Path, ...]) -> ExitCode:
    """Report every problem in the data, with file, line and column; write nothing.

    PATHS are profiles, regions or folders of them; by default all of the workspace, and whatever in its templates and
    catalogues would rank places.
    """
    from .guard import check_ours
    from .identity import is_region
    from .load import load
    from .regions import load_regions

    workspace = _workspace_or_builtin(strict=not paths)
    files = [] if paths else [*workspace.profiles(), *workspace.regions()]
    for path in paths:
        if not path.exists():
            raise ReportError(f"there is no file {path}", ExitCode.USAGE)
        files += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    files = [file for file in files if file.resolve() != workspace.framework.resolve()]
    regions = [file for file in files if is_region(file)]
    files = [file for file in files if file not in regions]
    loaded = load(workspace.framework, files, beside=workspace.profiles())
    problems = list(loaded.problems)
    if regions:
        known = load(workspace.framework, [*workspace.profiles(), *files]) if paths else loaded
        problems += load_regions(regions, known, beside=workspace.profiles()).problems
    code = ExitCode.DATA if errors_of(problems) else ExitCode.DONE
    guarded = check_ours(workspace, regions if paths else None)
    code = code or (ExitCode.TEMPLATE if errors_of(guarded) else ExitCode.DONE)
    problems += guarded
    print_problems(problems)
    if not settings["json"]:
        _print_checked(len({file.resolve() for file in files}), len(regions), problems)
    return code


def _print_checked(profiles: int, regions: int, problems: Sequence[Problem]) -> None:
    counted = [(profiles, "profile")] + [(regions, "region")] * bool(regions)
    words = [f"{number} {name}{'s' if number != 1 else ''}" for number, name in counted if number or not regions]
    checked, count = f"{' and '.join(words)} checked", profiles + regions
    if problems:
        found = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        broken = len({problem.file for problem in problems})
        click.echo(f"{checked}: {found} in {broken} file{'s' if broken != 1 else ''}", err=True)
    else:
        click.echo(f"{checked}, no problems" if count else "there are no profiles here")


@main.command(epilog="Example:  mgi-report verify reports/en/*.pdf")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="PDF...")
@click.option("--report", is_flag=True, help="Also write a printable report next to each press file.")
@click.option("--language", default="en", metavar="CODE", show_default=True, help="Language of the printable report.")
def verify(files: tuple[Path, ...], report: bool, language: str) -> ExitCode:
    """Prove finished PDFs.

    \b
    Screen edition: nothing lost, links and fonts sound, PDF/UA-1 and PDF/A-3a; what a snapshot must hold
    is read from the data attached to it.
    Press edition: boxes, bleed, inks, type, lines, pictures, PDF/X-4; total ink is also measured on the
    plates where Ghostscript is installed.
    """
    from .report import print_proof
    from .verification import prove_any, write_report

    worst = ExitCode.DONE
    for file in files:
        try:
            pdf = file.read_bytes()
        except OSError as error:
            raise ReportError(f"cannot read {file} ({error.strerror})", ExitCode.USAGE) from None
        proof = prove_any(pdf, str(file))
        print_proof(proof, as_json=settings["json"])
        if report and proof.edition == "press":
            written = write_report(_workspace_or_builtin(), pdf, proof, language)
            click.echo(f"  {written} written", err=settings["json"])
        if not proof.passed:
            worst = ExitCode.PREFLIGHT if proof.pages else max(worst, ExitCode.DATA)
    return worst


@main.group()
def figure() -> None:
    """Draw one figure as SVG, PNG or PDF, for a slide or a briefing."""


@figure.command(epilog="Example:  mgi-report figure wheel medellin -o wheel.svg")
@click.argument("city")
@click.option("-o", "--output", type=_FILE, required=True, help="File to write; its suffix chooses svg, png or pdf.")
@click.option("--language", default="", metavar="CODE", help="Language of the labels; by default that of the source.")
def wheel(city: str, output: Path, language: str) -> None:
    """Draw the domain wheel of a CITY: six equal sectors, no magnitude."""
    from .cache import write_atomically
    from .figures import FORMATS
    from .load import load
    from .studio import Studio

    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise ReportError(
            f"figures cannot be written as “{output.suffix or output.name}”",
            ExitCode.USAGE,
            hint=f"use a name that ends in .{', .'.join(FORMATS)}",
        )
    workspace = _workspace()
    loaded = load(workspace.framework, workspace.profiles(), workspace.root)
    profile = next((item for item in loaded.profiles.values() if city in (item.city, item.identity)), None)
    if loaded.framework is None or (
        profile is None and any(Path(problem.file).stem == city for problem in loaded.problems)
    ):
        raise ReportError(
            [problem for problem in loaded.problems if loaded.framework is None or Path(problem.file).stem == city]
        )
    if profile is None:
        known = ", ".join(sorted({item.city for item in loaded.profiles.values()}))
        raise ReportError(f"no such city: “{city}”", ExitCode.USAGE, hint=f"known: {known}")
    studio = Studio(workspace, loaded.framework)
    view = studio.view(profile, language or profile.source.language)
    write_atomically(output, studio.wheel(view, suffix))
    click.echo(f"{output} written")


@main.command(epilog="Example:  mgi-report schema > schema/profile.schema.json")
@click.argument("kind", type=click.Choice(["profile", "framework", "region"]), default="profile")
def schema(kind: str) -> None:
    """Print the JSON Schema of a data file, for editors that complete and check it as one types."""
    from .model import Framework, Profile, json_schema
    from .region import Region

    models: dict[str, type[Profile | Framework | Region]] = {
        "profile": Profile,
        "framework": Framework,
        "region": Region,
    }
    click.echo(json.dumps(json_schema(models[kind]), ensure_ascii=False, indent=1))


@main.command(epilog="Example:  mgi-report init my-reports && cd my-reports && mgi-report build")
@click.argument("folder", type=_FILE, metavar="DIR")
def init(folder: Path) -> None:
    """Make a workspace with one example city in DIR.

    Nothing that is there already is touched.
    """
    from .scaffold import make_workspace

    for file in make_workspace(folder):
        click.echo(f"  {file}")
    click.echo(f"{folder} is ready; next: cd {folder} && mgi-report build")


@main.command()
def doctor() -> ExitCode:
    """Say what this machine has and lacks, and the command that mends it."""
    from .doctor import examine
    from .report import print_findings

    findings = examine(_workspace_or_builtin())
    print_findings(findings, as_json=settings["json"])
    return ExitCode.DONE if all(item.good for item in findings if item.needed) else ExitCode.MISSING
