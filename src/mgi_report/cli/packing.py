"""``mgi-report pack``."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ExitCode, Kind, ReportError, excerpt
from . import completing
from .choosing import CITIES, LANGUAGE, REGIONS
from .common import FILE, end_when_told, listed, open_here
from .records import absolute
from .records_after import PackageMade
from .running import print_problems, settings, tell


@click.command(
    short_help="Put publications into one package to send.",
    epilog="""\b
Example:  mgi-report pack medellin --language es
          mgi-report pack --region latin-america --language en --mail""",
)
@CITIES
@LANGUAGE
@REGIONS
@click.option("-o", "--out", type=FILE, metavar="OUT.zip", help="File to write; by default named after what is in it.")
@click.option(
    "--without",
    default="",
    metavar="FORMATS",
    shell_complete=completing.formats,
    help="What to leave out: pdf, html, docx, data, several with commas.",
)
@click.option("--mail", is_flag=True, help="Also the draft of a mail with the package attached (.eml).")
@click.option(
    "--max-size",
    default="10MB",
    metavar="SIZE",
    show_default=True,
    help="Write nothing larger than this, with --mail as the whole mail: 10MB, 500kB.",
)
@click.option("--quiet", is_flag=True, help="Print problems only.")
def pack(
    cities: tuple[str, ...],
    language: str,
    regions: tuple[str, ...],
    out: Path | None,
    without: str,
    mail: bool,
    max_size: str,
    quiet: bool,
) -> ExitCode:
    """Put the publications of some CITIES, or of regions, into a zip to send.

    In it are PDFs, web pages that work alone, Word files, data of regions as CSV and JSON, and README.txt: what is
    inside, sources, caveat, checksums. What is not built yet, or out of date, is built first.
    """
    from ..build.pack.packing import FORMATS, PackPlan
    from ..build.pack.packing import pack as run
    from ..build.plan import BuildPlan
    from ..text.sizes import parse_size, say_size
    from ..workspace.places import shown
    from .progress import Progress

    end_when_told()
    if not cities and not regions:
        hint = "name cities, or a region behind --region"
        raise ReportError("there is nothing to pack", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    left = listed(without.lower())
    if unknown := [name for name in left if name not in FORMATS]:
        hint = f"known: {', '.join(FORMATS)}"
        raise ReportError(f"there is no format {excerpt(unknown[0])}", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    workspace = open_here()
    asked = BuildPlan(
        workspace,
        workspace.root / "reports",
        tuple(dict.fromkeys(cities)),
        listed(language),
        regions=tuple(dict.fromkeys(regions)),
        html="html" not in left,
        single_file="html" not in left,
        docx="docx" not in left,
    )
    plan = PackPlan(asked, out and out.resolve(), left, mail, parse_size(max_size))
    with Progress(quiet=quiet) as progress:
        packed = run(plan, progress)
    print_problems(packed.notes)
    record = PackageMade(
        path=absolute(packed.path),
        size=packed.size,
        sha256=packed.sha256,
        files=list(packed.files),
        mail=absolute(packed.mail) if packed.mail else None,
        mail_size=packed.mail_size,
    )
    if settings["json"] or not quiet:
        count = "one file" if len(packed.files) == 1 else f"{len(packed.files)} files"
        said = f"{shown(packed.path)}: {count}, {say_size(packed.size)}"
        if packed.mail:
            said += f"\n{shown(packed.mail)}: the draft of a mail, {say_size(packed.mail_size)}"
        tell(said, record)
    return ExitCode.DONE
