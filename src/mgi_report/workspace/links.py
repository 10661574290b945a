"""Links that lead out of a workspace.

A workspace may come from somebody else, who gets the pages back. A link to a file of one's own, under the name of a
template or a picture, would print it; one in place of a folder in which things are kept would write into another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import Kind, Problem
from .files import FOLDERS

KEPT = ".mgi-cache"
"""The folder of a workspace in which things are kept, unless another one is named."""

_DEEPEST = 50


def check_links(root: Path) -> list[Problem]:
    """The links in a workspace that lead out of it, among what a build reads and where it keeps things.

    ``root`` is without links. A link that leads nowhere is judged by where it would lead.
    """
    links = [*_links(root / KEPT, 0), *(link for name in FOLDERS for link in _links(root / name, _DEEPEST))]
    return [_problem(link, root) for link in sorted(links) if _leads_out(link, root)]


def _problem(path: Path, root: Path) -> Problem:
    name = path.relative_to(root)
    message = "this link leads out of the workspace, and what it leads to is neither read nor written"
    hint = "put a copy in its place"
    if name.parts[0] == KEPT:
        hint = "remove it; MGI_REPORT_CACHE names a folder elsewhere"
    return Problem(str(name), message=message, hint=hint, kind=Kind.LEADS_OUT)


def _leads_out(path: Path, root: Path) -> bool:
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # it leads in a circle, which :mod:`.files` tells
        return False
    is_device = target.exists() and not target.is_file() and not target.is_dir()  # told there too
    return not target.is_relative_to(root) and not is_device


def _links(folder: Path, depth: int) -> Iterator[Path]:
    """A folder that is a link, or the links in it and in the folders in it."""
    if folder.is_symlink():
        yield folder
        return
    try:
        entries = list(os.scandir(folder))
    except OSError:  # there is none, or it may not be read
        return
    for entry in entries:
        if entry.is_symlink():
            yield Path(entry.path)
        elif depth and entry.is_dir():
            yield from _links(Path(entry.path), depth - 1)
