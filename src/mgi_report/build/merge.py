"""Output folders of several machines, each with a part of the publications → one folder with one manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import Kind, Problem, ReportError
from .manifest import MANIFEST, publish, read_manifest, write_entries

Entry = dict[str, Any]


def merge(folders: Sequence[Path], out: Path) -> list[str]:
    """Bring what the manifests of some folders list into one; the paths of the files, in their order.

    Everything is read and compared before anything is written. Raises :class:`ReportError` (data) with every folder
    without a manifest, every file that is not there or is another one than its manifest lists, and every path under
    which two folders have different files.
    """
    problems: list[Problem] = []
    found: dict[str, tuple[Path, Entry]] = {}
    for folder in folders:
        for entry in _sound(folder, problems):
            path = entry["path"]
            other, known = found.setdefault(path, (folder, entry))
            if known["sha256"] != entry["sha256"]:
                message, hint = f"{other} has another file of this name", "build both with the same data and version"
                problems.append(Problem(str(folder / path), message=message, hint=hint, kind=Kind.DUPLICATE))
    if problems:
        raise ReportError(problems)
    for path, (folder, _) in found.items():
        publish(out / path, (folder / path).read_bytes())
    write_entries(out, (entry for _, entry in found.values()))
    return sorted(found)


def _sound(folder: Path, problems: list[Problem]) -> Iterator[Entry]:
    """The entries of a manifest whose files are there and are theirs; what is wrong with others joins ``problems``."""
    entries = read_manifest(folder)
    if not entries:
        message, hint = "no manifest that lists files", f"name folders that a build has written ({MANIFEST})"
        problems.append(Problem(str(folder), message=message, hint=hint, kind=Kind.FILE_MISSING))
    for entry in entries:
        if fault := _fault_of(folder, entry):
            hint = "bring the whole folder over, as the build has left it"
            place = str(folder / entry["path"])
            problems.append(Problem(place, message=fault, hint=hint, kind=Kind.FILE_MISSING))
        else:
            yield entry


def _fault_of(folder: Path, entry: Entry) -> str:
    file = folder / entry["path"]
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return "it lies outside of the folder whose manifest lists it"
        data = file.read_bytes()
    except (OSError, ValueError):
        return "the manifest lists this file, and it is not there"
    same = hashlib.sha256(data).hexdigest() == entry.get("sha256")
    return "" if same else "this is another file than its manifest lists"
