"""What was saved in a workspace, told as soon as it is.

Editors save in many ways: into the file, into another one that takes its name, with files of their own beside it. The
library that watches knows these, and folders that come by a network, which tell nothing, are looked through instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

from ...workspace.files import FOLDERS
from ...workspace.places import Workspace

_AFRESH = ("locales", "assets/fonts", "assets/languages", "assets/maps", "assets/wording")
"""What a process reads once: a new one must be started."""
_SETTLED, _MOST = 5, 120  # milliseconds in which nothing more was saved, and at most so long
_LOOK = 1000  # milliseconds after which it is looked whether folders came or went
_NETWORKS = {
    *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4"),
    *("smb3", "smbfs", "vboxsf", "virtiofs"),
}

_UNEDITED = (r"^\.", r"^#.*#$", r"^4913$", r"\.(tmp|part|bak|crdownload)$")
"""Patterns of names, beside those that the library knows."""


class _Filter(DefaultFilter):
    """Files that nobody edits: those of editors, programs that synchronise, and hidden ones."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, *_UNEDITED)


def watch_workspace(workspace: Workspace, stop: Event, saved: Callable[[bool], None]) -> None:
    """Call ``saved`` whenever something was saved, until ``stop``; with true where a process must be started afresh."""
    known: list[Path] | None = None
    while not stop.is_set():
        folders = _there(workspace)
        if known is not None and folders != known:
            saved(True)
        known = folders
        if not folders:
            stop.wait(_LOOK / 1000)
            continue
        _watch(workspace, folders, stop, saved)


def _watch(workspace: Workspace, folders: list[Path], stop: Event, saved: Callable[[bool], None]) -> None:
    """Watch folders until others are there."""
    changes = watch(
        *folders,
        watch_filter=_Filter(),
        debounce=_MOST,
        step=_SETTLED,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        force_polling=any(map(is_remote, folders)) or None,
        raise_interrupt=False,
    )
    try:
        for found in changes:
            if found:
                saved(is_read_once(workspace.root, found))
            if _there(workspace) != folders:
                return
    except OSError:  # a folder went while it was about to be watched
        stop.wait(_LOOK / 1000)


def _there(workspace: Workspace) -> list[Path]:
    return [folder for name in FOLDERS if (folder := workspace.root / name).is_dir()]


def is_read_once(root: Path, changes: Iterable[tuple[Change, str]]) -> bool:
    """Whether something changed that a process reads once, such as a font."""
    return any(Path(file).is_relative_to(root / folder) for _, file in changes for folder in _AFRESH)


def is_remote(folder: Path) -> bool:
    """Whether a folder lies where changes that others make are not told (a network, a folder shared with a machine)."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    here = os.path.realpath(folder)
    mounts = [(part[1].replace("\\040", " "), part[2]) for line in lines if len(part := line.split()) > 2]
    around = [(point, kind) for point, kind in mounts if Path(here).is_relative_to(point)]
    return max(around, key=lambda mount: len(mount[0]), default=("", ""))[1] in _NETWORKS
