"""``mgi-report open`` and ``clean``: what was made, shown and removed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from ..errors import ExitCode, Kind, ReportError, count_of
from . import completing
from .common import open_here
from .records import absolute
from .records_after import Cleaned, Opened
from .running import tell

HANDED_OVER = 5.0  # seconds within which the system says that it cannot open a file


@click.command(
    "open",
    short_help="Open the newest PDF that was made.",
    epilog="""\b
Example:  mgi-report open medellin
          mgi-report open --folder""",
)
@click.argument("city", default="", metavar="[CITY]", shell_complete=completing.subjects)
@click.option("--folder", is_flag=True, help="The folder in which it lies.")
def open_(city: str, folder: bool) -> None:
    """Open the newest PDF that was made, of a CITY or region or of all.

    Where there is no program to open it, its path is printed.
    """
    from ..build.outputs import MISSING, outputs_in, outputs_of, reports_of
    from ..workspace.places import shown

    workspace = open_here()
    made = outputs_of(city, workspace) if city else outputs_in(reports_of(workspace))
    files = [item.path for item in made if item.path.suffix == ".pdf" and item.state != MISSING]
    if not files:
        hint = "`mgi-report build` makes the publications"
        raise ReportError("nothing was built yet", ExitCode.USAGE, hint=hint, kind=Kind.FILE_MISSING)
    newest = max(files, key=lambda file: (file.stat().st_mtime, file))
    target = newest.parent if folder else newest
    opened = _open(target)
    said = f"{shown(target)} opened" if opened else shown(target)
    tell(said, Opened(path=absolute(target), opened=opened))


def _open(target: Path) -> bool:
    """Hand a file to the program of the system that opens it; False where there is none."""
    if not sys.platform.startswith("linux"):
        return click.launch(str(target)) == 0
    program = shutil.which("xdg-open")
    if not program:
        return False
    quiet = subprocess.DEVNULL
    opening = subprocess.Popen([program, str(target)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        return opening.wait(HANDED_OVER) == 0
    except subprocess.TimeoutExpired:  # it is the program that shows the file
        return True


@click.command(
    short_help="Remove what can be made again.",
    epilog="""\b
Example:  mgi-report clean
          mgi-report clean --all""",
)
@click.option("--all", "everything", is_flag=True, help="Also the publications in reports/ that a build made.")
def clean(everything: bool) -> None:
    """Remove what can be made again: what is kept between builds, and drafts.

    A publication that somebody changed since, and what no build made, stays where it is.
    """
    from ..build.outputs import remove_drafts, remove_outputs, reports_of
    from ..text.sizes import say_size
    from ..workspace.clearing import clear_cache
    from ..workspace.places import shown

    workspace = open_here()
    number, size = clear_cache(workspace)
    drafts = remove_drafts(workspace)
    removed, kept = remove_outputs(reports_of(workspace)) if everything else ([], [])
    said = f"removed {count_of(number, 'kept file')} ({say_size(size)})"
    if drafts:
        said += f" and {len(drafts)} draft{'' if len(drafts) == 1 else 's'}"
    if everything:
        said += f" and {len(removed)} publication{'' if len(removed) == 1 else 's'}"
    if kept:
        said += f"; changed since and left alone: {', '.join(map(shown, kept))}"
    gone, left = ([absolute(file) for file in files] for files in ([*removed, *drafts], kept))
    cache = absolute(workspace.cache)
    tell(said, Cleaned(cache=cache, files=number, bytes=size, removed=gone, left=left))
