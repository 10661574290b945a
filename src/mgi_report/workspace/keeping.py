"""Where what is made can be kept, and what is done where it cannot: a folder for one run, and a warning.

A folder will not do that cannot be written, has no room, or that everybody may write to: what lies there would be taken
for our own work.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import ExitCode, Kind, Problem, ReportError, Severity
from .cache import own_folder, own_place
from .places import Workspace

ROOM = 32 << 20
"""Bytes that must be free: a few publications, and what the engine keeps."""

_OPEN = "everybody may write to it"
_ELSEWHERE = "or name another folder with MGI_REPORT_CACHE"


def fault_of(folder: Path) -> str:
    """Why a folder will not do to keep things in; nothing where it will. It is made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, prefix=f".mgi-{os.getpid()}-", suffix=".tmp") as file:
            file.write(b"x")
        if _is_open(folder):
            return _OPEN
        usage = shutil.disk_usage(folder)
    except OSError as error:
        return f"it cannot be written ({error.strerror or error})"
    return f"less than {ROOM >> 20} MB are free there" if usage.total and usage.free < ROOM else ""


@contextlib.contextmanager
def working_cache(workspace: Workspace) -> Iterator[tuple[Workspace, list[Problem]]]:
    """A workspace whose cache can be used, and warnings of what cannot be kept, or is not trusted.

    Where its own cache will not do, it gets one for this run. Raises :class:`ReportError` (usage) where there is no
    room for that either.
    """
    told = _of_own()
    fault = fault_of(workspace.cache)
    if not fault:
        yield workspace, told
        return
    with contextlib.ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mgi-report-")))
            worse = fault_of(folder)
        except OSError as error:
            folder, worse = Path(tempfile.gettempdir()), str(error.strerror or error)
        if worse:
            message = f"nothing can be made: {fault}; and nothing in {folder}: {worse}"
            hint = f"make room, {_ELSEWHERE}"
            problem = Problem(str(workspace.cache), message=message, hint=hint, kind=Kind.UNWRITABLE)
            raise ReportError([problem], ExitCode.USAGE)
        yield replace(workspace, cache=folder), [*told, unused(workspace.cache, fault)]


def distrusted(workspace: Workspace) -> list[Problem]:
    """Warnings of folders that are not used, since others may write to them; none is made, and no room is asked for."""
    cache = workspace.cache
    return [*_of_own(), *([unused(cache, _OPEN)] if cache.is_dir() and _is_open(cache) else [])]


def _is_open(folder: Path) -> bool:
    return os.name == "posix" and bool(folder.stat().st_mode & 0o002)


def unused(folder: Path, fault: str) -> Problem:
    """The warning of a folder in which nothing is kept."""
    message = f"nothing is kept here, and the next run takes as long as this one: {fault}"
    return _warning(folder, message, f"mend that, {_ELSEWHERE}")


def _warning(folder: Path, message: str, hint: str) -> Problem:
    return Problem(str(folder), message=message, hint=hint, severity=Severity.WARNING, kind=Kind.CACHE_UNUSED)


def _of_own() -> list[Problem]:
    """The user's own folder where others may write to it. One that cannot be had costs a moment at each start only."""
    place = own_place()
    if own_folder() or place is None or not place.exists():
        return []
    message = "this folder is not used: others may write to it"
    return [_warning(place, message, f"chmod 700 {place}, after a look at what lies in it")]
