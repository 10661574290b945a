"""What several commands need."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from .running import settings

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)


class _File(click.Path):
    """A path, of which an address on the web is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; raises :class:`click.BadParameter`."""
        if isinstance(value, str) and _ADDRESS.match(value):
            self.fail(f"{excerpt(value)} is an address; save what is there as a file, and name that", param, ctx)
        return super().convert(value, param, ctx)


FILE = _File(path_type=Path)


def end_when_told() -> None:
    """Let SIGTERM end the command as an exception, so that the processes that it started end with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def open_here() -> Any:
    """The workspace that was named, or the one around the current folder."""
    from ..workspace.places import open_workspace

    workspace = open_workspace(settings["workspace"])
    settings["root"] = workspace.root
    return workspace


def workspace_or_builtin(*, strict: bool = False) -> Any:
    """The workspace here, or the package's own files where there is none and none was named.

    What is kept then lies in the user's own cache folder, so that looking at a file leaves nothing beside it.
    """
    from ..workspace.places import Workspace, builtin, cache_folder

    try:
        return open_here()
    except ReportError as error:
        if strict or settings["workspace"] or any(found.kind is not Kind.NO_WORKSPACE for found in error.problems):
            raise
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Workspace(builtin(), cache_folder(Path(home) / "mgi-report"))


def web_address(given: str) -> str:
    """An address on the web under which files will lie, with a slash at its end; nothing where none is given.

    Raises :class:`ReportError` (usage) for anything else.
    """
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        hint = "write it as https://example.org/migration/"
        raise ReportError(f"{excerpt(given)} is no address on the web", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    return given and f"{given.rstrip('/')}/"


def refuse_file(folder: Path) -> None:
    """Raise :class:`ReportError` (usage) where a file stands in the place of an output folder."""
    if file := next((place for place in (folder, *folder.parents) if place.is_file()), None):
        hint = "name a folder with --out"
        raise ReportError(f"{file} is a file", ExitCode.USAGE, hint=hint, kind=Kind.UNWRITABLE)


def refuse_place(file: Path) -> None:
    """Raise :class:`ReportError` (usage) where a single file must not be written, before any work is done for it."""
    from ..build.manifest import check_place

    if problem := check_place(file):
        raise ReportError([problem], ExitCode.USAGE)


def listed(names: str) -> tuple[str, ...]:
    """``en,es`` as a tuple, each name once."""
    return tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))


def check_values(*given: tuple[str, str]) -> None:
    """The same rules as in a profile for values of options (``country``, ``edition``, ``languages`` …), all at once.

    Raises :class:`ReportError` (usage); an empty value was not given.
    """
    from pydantic import TypeAdapter, ValidationError

    from ..data.fields import Country, Edition, Language, Slug

    kinds = {"city": Slug, "country": Country, "edition": Edition, "language": Language, "languages": Language}
    problems = []
    for name, value in given:
        try:
            if value:
                TypeAdapter(kinds[name]).validate_python(value)
        except ValidationError as error:
            context = error.errors()[0].get("ctx", {})
            message = f"--{name}: {context['message']}"
            problems.append(Problem(message=message, hint=str(context["hint"]), kind=Kind.USAGE))
    if problems:
        raise ReportError(problems, ExitCode.USAGE)
