"""``mgi-report merge``: what several machines built, in one folder."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ExitCode
from .common import FILE, refuse_file
from .records import absolute
from .records_after import Merged
from .running import settings, tell


@click.command(
    short_help="Bring what several builds made into one folder.",
    epilog="""\b
Example:  mgi-report merge part-1 part-2 --out reports
          mgi-report merge part-* --out reports""",
)
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=FILE)
@click.option("--out", required=True, type=FILE, help="Folder for all; what is there and listed stays.")
def merge(folders: tuple[Path, ...], out: Path) -> ExitCode:
    """Bring the outputs of builds with --shard into one folder, with one manifest.

    Files are compared with the checksums of their manifests first; where one is missing, or two folders have different
    files of one name, nothing is written.
    """
    from ..build.merge import merge as run
    from ..workspace.places import shown

    refuse_file(out)
    settings["out"] = out
    paths = run(folders, out)
    count = "one file" if len(paths) == 1 else f"{len(paths)} files"
    said = f"{count} of {len(folders)} folders in {shown(out)}/"
    tell(said, Merged(folder=absolute(out), files=[absolute(out / path) for path in paths]))
    return ExitCode.DONE
