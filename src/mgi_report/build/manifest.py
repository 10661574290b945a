"""What a build leaves behind: files, the manifest, and the stamp by which the next one knows that nothing changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..design.editions import PressOptions, editions_named
from ..errors import Problem
from ..workspace.cache import digest, inputs_of, state_of, write_atomically
from ..workspace.places import Workspace
from .outdated import find_outdated

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class BuildPlan:
    """What to build, settled: nothing below asks for options again. No cities and no languages mean all.

    ``editions`` are names in the table of :mod:`editions`; none means the screen edition. ``regions`` are slugs of
    regions whose compendia are made, ``all`` for every one; where only regions are named, the cities are theirs.
    """

    workspace: Workspace
    out: Path
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    editions: tuple[str, ...] = ()
    press: PressOptions = field(default_factory=PressOptions)
    regions: tuple[str, ...] = ()

    def key(self) -> str:
        """A fingerprint of the plan itself."""
        return digest(
            str(self.workspace.root),
            str(self.out),
            *self.cities,
            "/",
            *self.languages,
            "/",
            *(edition.name for edition in editions_named(self.editions)),
            repr(self.press),
            *self.regions,
            os.environ.get("SOURCE_DATE_EPOCH", ""),
        )


@dataclass(frozen=True)
class Built:
    """One output file: path relative to the output folder, pages, bytes, seconds spent, proof in words.

    ``edition`` is that of the profile (``2022-09``); ``medium`` is what the file is for: ``screen`` or ``press``.
    ``sources`` are the data files that it was made from (:mod:`outdated`).
    """

    path: str
    city: str
    edition: str
    language: str
    pages: int
    size: int
    sha256: str
    proof: str
    medium: str = "screen"
    seconds: float = 0.0
    fresh: bool = True
    sources: dict[str, str] = field(default_factory=dict)


def publish(target: Path, data: bytes) -> str:
    """Put a proved file where the reader looks for it, unless it is there already; returns its SHA-256."""
    try:
        same = target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        same = False
    if not same:
        write_atomically(target, data)
    return hashlib.sha256(data).hexdigest()


def write_manifest(out: Path, files: Sequence[Built]) -> None:
    """List every file with its checksum; what an earlier build made and this one did not touch stays listed.

    Where its data is another one by now, or gone, the list says so (``outdated``).
    """
    listed = {entry["path"]: entry for entry in _read_manifest(out) if (out / entry["path"]).is_file()}
    for built in files:
        listed[built.path] = {
            "path": built.path,
            "city": built.city,
            "edition": built.edition,
            "language": built.language,
            "medium": built.medium,
            "pages": built.pages,
            "bytes": built.size,
            "sha256": built.sha256,
            "proof": built.proof,
            "sources": built.sources,
        }
    states = find_outdated(out, listed.values())
    for path, entry in listed.items():
        entry.pop("outdated", None)
        entry |= {"outdated": states[path]} if states.get(path) else {}
    content = {"generator": "mgi_report", "files": [listed[path] for path in sorted(listed)]}
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    write_atomically(out / MANIFEST, data)


def _read_manifest(out: Path) -> list[dict[str, Any]]:
    try:
        files = json.loads((out / MANIFEST).read_bytes())["files"]
        return [entry for entry in files if isinstance(entry, dict) and isinstance(entry.get("path"), str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def check_place(file: Path) -> Problem | None:
    """Why a single file, no part of a build, must not be written where somebody wants it; nothing if it may be."""
    folder = file.absolute().parent
    near = next(place for place in (folder, *folder.parents) if place.exists())
    if not near.is_dir():
        message, hint = f"{near} is a file", "name a folder that is there, and a file in it"
    elif near != folder:
        message, hint = f"there is no folder {file.parent}", f"make it first, in {near}; or name another one"
    elif file.is_dir():
        message, hint = "this is a folder", "name a file in it behind -o"
    elif _is_listed(file.absolute()):
        message, hint = "this file was made by a build, whose manifest lists it", "choose another name"
    else:
        return None
    return Problem(str(file), message=message, hint=hint)


def _is_listed(file: Path) -> bool:
    """Whether a manifest beside a file, or in the folder above, lists it."""
    folders = list(file.parents)[:2]
    return any(folder / entry["path"] == file for folder in folders for entry in _read_manifest(folder))


def outdated_in(out: Path) -> dict[str, str]:
    """The files in an output folder that are outdated, each with what became of its data."""
    return find_outdated(out, [entry for entry in _read_manifest(out) if (out / entry["path"]).is_file()])


def sweep(out: Path) -> None:
    """Remove what a build that was killed left behind."""
    for file in out.glob("**/.mgi-*.tmp"):
        if time.time() - file.stat().st_mtime > 60:
            with contextlib.suppress(OSError):
                file.unlink()


class Stamp:
    """Knows without opening anything whether the last build of the same plan is still good."""

    def __init__(self, plan: BuildPlan) -> None:
        self.plan = plan
        self.file = plan.workspace.cache / "builds" / f"{plan.key()}.json"

    def _inputs(self) -> str:
        workspace = self.plan.workspace
        own = [self.plan.press.icc] if self.plan.press.icc and self.plan.press.icc.is_file() else []
        data = [*workspace.profiles(), *workspace.regions()]
        return state_of([*inputs_of(workspace), *data, *own, _site()])

    def _outputs(self, paths: Sequence[str]) -> str:
        """The state of files and of their entries in the manifest, which other builds write to as well."""
        listed = {entry["path"]: entry for entry in _read_manifest(self.plan.out)}
        entries = [json.dumps(listed.get(path), sort_keys=True) for path in paths]
        return digest(state_of(self.plan.out / path for path in paths), *entries)

    def valid(self) -> list[Built] | None:
        """The files of the last build, when neither inputs nor outputs were touched since."""
        try:
            kept = json.loads(self.file.read_bytes())
            files = [Built(**entry) for entry in kept["files"]]
            good = kept["inputs"] == self._inputs() and kept["outputs"] == self._outputs([f.path for f in files])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return files if good else None

    def write(self, files: Sequence[Built]) -> None:
        """Remember this build."""
        if not files:
            return
        entries = [{**vars(built), "fresh": False, "seconds": 0.0} for built in files]
        content = {
            "inputs": self._inputs(),
            "outputs": self._outputs([f.path for f in files]),
            "files": entries,
        }
        write_atomically(self.file, json.dumps(content).encode())


def _site() -> Path:
    """The folder in which libraries are installed; its time changes when one is."""
    import click

    return Path(click.__file__).parents[1]
