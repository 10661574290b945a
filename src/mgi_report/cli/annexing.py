"""``mgi-report annex``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ..errors import ExitCode, Kind, ReportError
from . import completing
from .common import FILE, end_when_told, open_here, workspace_or_builtin
from .running import print_problems, settings

_SHEETS = ("divider", "list", "both", "none")


@click.command(
    short_help="Bind snapshots of cities to a briefing of your own.",
    epilog="""\b
Example:  mgi-report annex briefing.pdf medellin la-palma -o out.pdf
          mgi-report annex briefing.pdf notes.pdf medellin -o out.pdf""",
)
@click.argument("briefing", type=FILE, metavar="BRIEFING", shell_complete=completing.pdfs)
@click.argument("annexes", nargs=-1, metavar="CITY...", shell_complete=completing.cities_or_pdfs)
@click.option(
    "-o", "--output", type=FILE, required=True, metavar="OUT.pdf", help="File to write; never one that is bound."
)
@click.option(
    "--language",
    default="",
    metavar="CODE",
    shell_complete=completing.languages,
    help="Language of snapshots and sheets; by default that of the briefing, else that of each source.",
)
@click.option("--title", default="", metavar="WORD", help="What an annex is called; by default “Annex”, translated.")
@click.option(
    "--sheets",
    type=click.Choice(_SHEETS),
    default=None,
    help="A divider before each annex, one list of all, both or none; by default a list, for one annex a divider.",
)
@click.option(
    "--before",
    type=FILE,
    multiple=True,
    metavar="PDF",
    shell_complete=completing.pdfs,
    help="A PDF of your own as an annex before the others.",
)
@click.option(
    "--after",
    type=FILE,
    multiple=True,
    metavar="PDF",
    shell_complete=completing.pdfs,
    help="A PDF of your own as an annex after the others.",
)
@click.option(
    "--password",
    multiple=True,
    metavar="WORD",
    help="Password of a protected PDF; - asks for it. Also read from MGI_REPORT_PASSWORD.",
)
@click.option("--break-signature", is_flag=True, help="Bind a signed PDF, whose signature does not hold after that.")
@click.option(
    "--strip-active", is_flag=True, help="Leave out scripts, programs and forms that send data, of your files."
)
@click.option("--max-size", default="", metavar="SIZE", help="Write nothing larger than this: 5MB, 500kB, 5MiB.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
def annex(
    briefing: Path,
    annexes: tuple[str, ...],
    output: Path,
    language: str,
    title: str,
    sheets: str | None,
    before: tuple[Path, ...],
    after: tuple[Path, ...],
    password: tuple[str, ...],
    break_signature: bool,
    strip_active: bool,
    max_size: str,
    quiet: bool,
) -> ExitCode:
    """Bind snapshots of cities to a briefing of your own, as its annexes.

    The briefing comes first and stays as it is, page for page, with its bookmarks, links, tags, fields and attachments.
    Then come a list of annexes or a divider before each, and the annexes: a CITY is its snapshot, a name that ends in
    .pdf is a file of your own. Bookmarks and page labels (A-1, A-2 ...) go on through the volume. Of files in .docx and
    .odt LibreOffice makes PDFs, where it is installed.
    """
    from ..annex.plan import AnnexPlan
    from ..annex.volume import annex as run
    from ..text.sizes import parse_size
    from ..typeset.office.foreign import ENDINGS
    from .printing import print_annexed
    from .progress import Progress

    end_when_told()
    named = [Path(item) if item.lower().endswith((".pdf", *ENDINGS)) else item for item in annexes]
    plan = AnnexPlan(
        open_here() if any(isinstance(item, str) for item in named) else workspace_or_builtin(),
        briefing,
        (*before, *named, *after),
        output,
        language.strip(),
        title,
        sheets or "",
        _passwords(password),
        break_signature,
        strip_active,
        parse_size(max_size) if max_size else 0,
    )
    with Progress(quiet=quiet) as progress:
        result = run(plan, progress)
    print_problems(result.notes)
    print_annexed(result, as_json=settings["json"], quiet=quiet)
    return ExitCode.DONE


def _passwords(given: tuple[str, ...]) -> tuple[str, ...]:
    """The passwords to try: those given, asked for where that is wanted, and the one of the environment."""
    if "-" in given and not has_terminal():
        hint = "set MGI_REPORT_PASSWORD, or write the password behind --password"
        raise ReportError("there is no terminal to ask for the password", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    asked = [click.prompt("Password", hide_input=True, err=True) if word == "-" else word for word in given]
    known = os.environ.get("MGI_REPORT_PASSWORD", "")
    return (*asked, *([known] if known else []))


def has_terminal() -> bool:
    """Whether somebody can be asked: at the terminal of the process, or on its standard input."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return sys.stdin is not None and sys.stdin.isatty()
    return True
