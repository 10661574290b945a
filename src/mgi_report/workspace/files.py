"""What files may be before they are read: ordinary ones, of a size that their kind can have.

A workspace may come from somebody else. A pipe would be waited for without end, a device never ends, and a file of
gigabytes takes all memory; each is refused by name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import Kind, Problem

MB = 1_000_000
LIMITS = {
    # Data are read up to 1 MB, and a larger file is told beside the others.
    **dict.fromkeys((".yaml", ".yml"), 50 * MB),
    **dict.fromkeys((".j2", ".html", ".css", ".svg"), MB),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif"), 20 * MB),
    **dict.fromkeys((".ttf", ".otf", ".ttc"), 50 * MB),
    **dict.fromkeys((".po", ".mo", ".pot"), 5 * MB),
    **dict.fromkeys((".icc", ".icm"), 20 * MB),
}
"""Bytes of files by the ending of their names; the others may have :data:`LARGEST`."""

LARGEST = 50 * MB
MAX_FILES = 10_000
"""Files and folders of a workspace that a build reads."""

FOLDERS = ("data", "templates", "assets", "locales")
"""What of a workspace a build reads."""

_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFSOCK: "a socket"}


def check_files(root: Path) -> list[Problem]:
    """The files of a workspace, among those that a build would read, that must not be read."""
    problems: list[Problem] = []
    for count, path in enumerate(_walk([root / name for name in FOLDERS])):
        if count == MAX_FILES:
            hint = "look whether something else was put into data, templates, assets or locales"
            message = f"more than {MAX_FILES:,} files in a workspace"
            return [*problems, Problem(str(root), message=message, hint=hint, kind=Kind.TOO_LARGE)]
        if problem := check_file(path, str(path.relative_to(root))):
            problems.append(problem)
    return problems


def check_file(file: Path, shown_as: str = "") -> Problem | None:
    """Why a file must not be read; nothing for one that may be, for a folder, and for what is not there."""
    name = shown_as or str(file)
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        message, hint = f"cannot be looked at ({getattr(error, 'strerror', None) or error})", "delete the link"
        return Problem(name, message=message, hint=hint, kind=Kind.NOT_A_FILE)
    if what := _KINDS.get(stat.S_IFMT(status.st_mode)):
        message, hint = f"this is {what}, not a file", "delete it, or put a file in its place"
        return Problem(name, message=message, hint=hint, kind=Kind.NOT_A_FILE)
    limit = LIMITS.get(file.suffix.lower(), LARGEST)
    if stat.S_ISREG(status.st_mode) and status.st_size > limit:
        message = f"the file has {status.st_size:,} bytes; files of this kind have at most {limit:,}"
        hint = "look whether something else was saved under this name"
        return Problem(name, message=message, hint=hint, kind=Kind.TOO_LARGE)
    return None


def _walk(folders: list[Path]) -> Iterator[Path]:
    """Everything in folders, and what links to folders lead to, each folder once."""
    seen: set[tuple[int, int]] = set()
    while folders:
        folder = folders.pop()
        try:
            status = folder.stat()
            entries = [] if (key := (status.st_dev, status.st_ino)) in seen else list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            continue
        except OSError:  # links in circles
            yield folder
            continue
        seen.add(key)
        for entry in entries:
            yield Path(entry.path)
            if _is_folder(entry):
                folders.append(Path(entry.path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder to look into; a link to one that it lies in leads to what is looked at anyway, or is
    none of ours."""
    try:
        around = entry.is_symlink() and Path(entry.path).parent.resolve().is_relative_to(Path(entry.path).resolve())
        return entry.is_dir() and not around
    except (OSError, RuntimeError):  # links in circles
        return False
