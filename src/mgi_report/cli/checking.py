"""``mgi-report check`` and ``verify``: what is wrong in the data, and the proofs of finished files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..design.editions import BESIDE, EDITIONS
from ..errors import ExitCode, ReportError, count_of, errors_of
from ..workspace.places import shown
from . import completing
from .common import FILE, end_when_told, open_here, workspace_or_builtin
from .records import DataChecked, Written, absolute
from .running import print_problems, settings, tell
from .terminal import echo

if TYPE_CHECKING:
    from ..build.check import Checked
    from ..pdf.proof import Proof


@click.command(
    short_help="Report every problem in the data; write nothing.",
    epilog="""\b
Example:  mgi-report check
          mgi-report check medellin data/profiles/quilmes.yaml""",
)
@click.argument("paths", nargs=-1, type=FILE, metavar="[CITY|PATH]...", shell_complete=completing.subjects_or_files)
def check(paths: tuple[Path, ...]) -> ExitCode:
    """Report every problem in the data, with file, line and column; write nothing.

    Looks at cities and regions, by name, file or folder; by default at all of the workspace, what is wrong with its
    theme, templates, style sheets and catalogues, whatever in them would rank places, and what its languages lack.
    """
    from ..build.check import check as look
    from .progress import Progress

    workspace = workspace_or_builtin(strict=not paths)
    with Progress(lines=False) as progress:
        progress.begin("looking at data, templates and words")
        checked = look(workspace, paths, progress)
    print_problems(checked.problems)
    _tell_checked(checked, paths)
    return checked.exit_code


def _tell_checked(checked: Checked, where: Sequence[Path]) -> None:
    """What was looked at, and how much is wrong with it."""
    counts, problems = {"profile": checked.profiles, "region": checked.regions}, checked.problems
    words = ["the framework"] if checked.framework else []
    words += [count_of(number, name) for name, number in counts.items() if number]
    nothing = f"no profiles and no regions in {', '.join(map(str, where)) or 'data/'}"
    told = f"{' and '.join(words)} checked" if words else nothing
    counted = DataChecked(
        framework=checked.framework, profiles=checked.profiles, regions=checked.regions, problems=len(problems)
    )
    if problems and not settings["json"]:
        errors, files = len(errors_of(problems)), len({problem.file for problem in problems})
        counted_as = (errors, "error"), (len(problems) - errors, "warning")
        found = " and ".join(count_of(number, noun) for number, noun in counted_as if number)
        echo(f"{told}: {found} in {count_of(files, 'file')}", err=True)
    else:
        tell(f"{told}, no problems" if words else told, counted)


@click.command(
    short_help="Prove finished PDFs.",
    epilog="""\b
Example:  mgi-report verify reports/en/*.pdf
          mgi-report verify medellin --edition press""",
)
@click.argument(
    "files", nargs=-1, required=True, type=FILE, metavar="FILE|CITY...", shell_complete=completing.subjects_or_pdfs
)
@click.option(
    "--edition",
    type=click.Choice([*EDITIONS, *BESIDE]),
    help="By whose rules; by default those of the edition that the file says it is. Of a CITY its files of this one.",
)
@click.option(
    "--report",
    is_flag=True,
    help="Also write, next to each file, a printable report (press: ...-verification.pdf), or what a reviewer of "
    "accessibility still has to check (screen: ...-verification.md).",
)
@click.option(
    "--language",
    default="en",
    metavar="CODE",
    show_default=True,
    shell_complete=completing.languages,
    help="Language of the report.",
)
def verify(files: tuple[Path, ...], edition: str | None, report: bool, language: str) -> ExitCode:
    """Prove finished PDFs, web pages and Word files, or all that a build made of a CITY or region.

    Screen edition: nothing lost, links and fonts sound, PDF/UA-1 and PDF/A-3a (of a file of somebody else what it
    claims); which findings must stand in a snapshot, compendium or annexed briefing is read from the data attached to
    it. Archive edition: the same by PDF/UA-2 and PDF/A-4f, as far as they can be judged here.

    Press edition: boxes, bleed, inks, type, lines, pictures, PDF/X-4; total ink is also measured on the plates where
    Ghostscript is installed.

    Web pages: words that rank, links, what is loaded, the checksums of script and style, and that findings, lists,
    order and words are those of the PDF, the CSV and the JSON in the same output folder, as far as these are there.

    Word files: headings, languages, heads of tables, alternatives and notes, and that they say what the PDF beside them
    says.
    """
    from .printing import print_proof
    from .progress import Progress

    end_when_told()
    worst = ExitCode.DONE
    finished = _finished(files, edition or "")
    with Progress(lines=False) as progress:
        for done, (file, rules) in enumerate(finished, 1):
            progress.begin(str(file), done - 1, len(finished))
            proof = _proof_of(file, rules)
            if len(finished) > 1:
                progress(str(file), done, len(finished))
            progress.pause()
            worst = max(worst, proof.exit_code)
            if isinstance(proof, ReportError):
                print_problems(proof.problems)
                continue
            print_proof(proof, as_json=settings["json"])
            if report and not _is_beside(file):
                written = _report_on(proof, file, language)
                tell(f"  {written} written", Written(path=absolute(written)))
    return worst


def _proof_of(file: Path, rules: str) -> Proof | ReportError:
    """The proof of a file, or why there is none."""
    from ..build.verify import verify as prove

    try:
        return prove(file, rules, workspace_or_builtin() if _is_beside(file) else None)
    except ReportError as error:
        return error


def _is_beside(file: Path) -> bool:
    """Whether a file is a web page or a Word file."""
    from ..build.plan import BESIDE

    return file.suffix.lower() in BESIDE


def _report_on(proof: Proof, file: Path, language: str) -> Path:
    """Write the report of a proof, or of a file for readers what people have to look at; returns where it is."""
    from ..build.checklist import write_checklist
    from ..build.verify import write_report
    from ..data.language_files import language_of

    if proof.edition == "press":
        return write_report(workspace_or_builtin(), proof, language)
    return write_checklist(file, language_of(workspace_or_builtin(), language))


def _finished(asked: Sequence[Path], edition: str) -> list[tuple[Path, str]]:
    """The files that are meant, and by whose rules: by path those of the edition; by the name of a city or region its
    files of the edition, each by the rules of what it says it is, since a report for the print shop is no press file.
    """
    from ..build.outputs import outputs_of
    from ..build.plan import BESIDE

    found: list[tuple[Path, str]] = []
    for item in asked:
        is_path = item.suffix.lower() in (".pdf", *BESIDE) or len(item.parts) > 1
        if item.exists() or (is_path and not _is_built(item)):
            found.append((item, edition))
            continue
        found += [(Path(shown(output.path)), "") for output in outputs_of(str(item), open_here(), edition)]
    return list(dict.fromkeys(found))


def _is_built(item: Path) -> bool:
    """Whether a path is one that a build printed, as seen from its output folder."""
    from ..build.outputs import reports_of

    try:
        return (reports_of(open_here()) / item).is_file()
    except ReportError:
        return False
