"""What is kept between runs, removed: all of it can be made again."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from ..errors import ExitCode, Kind, Problem, ReportError
from .links import KEPT
from .places import Workspace

OURS = {
    *("briefs", "builds", "characters", "drawings", "editions", "engine", "folios", "fontconfig", "fonts.conf"),
    *("gatherings", "guard", "matplotlib", "preview", "sheets", "snapshots", "volumes", "word"),
}
"""What the folder of a cache may hold, besides files that end in ``.kept`` and those that a killed run left."""


def clear_cache(workspace: Workspace) -> tuple[int, int]:
    """Remove what a workspace keeps; returns how many files that were, and their bytes.

    Raises :class:`ReportError` (usage) where the folder is not the workspace's own and holds something else too.
    """
    folder = workspace.cache
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    strangers = [entry.name for entry in entries if not _is_ours(entry)]
    if strangers and folder != workspace.root / KEPT:
        message, hint = f"something else lies here too: {strangers[0]}", "delete what is not needed by hand"
        raise ReportError([Problem(str(folder), message=message, hint=hint, kind=Kind.UNWRITABLE)], ExitCode.USAGE)
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()] if entries else []
    size = sum(file.stat().st_size for file in files)
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    if folder == workspace.root / KEPT:
        with contextlib.suppress(OSError):  # a link, or there is none
            folder.rmdir()
    return len(files), size


def _is_ours(entry: Path) -> bool:
    return entry.name in OURS or entry.suffix == ".kept" or entry.match(".mgi-*.tmp")
