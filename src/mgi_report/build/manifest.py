"""What a build leaves where readers look for it: files, and the manifest that lists them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Kind, Problem
from ..workspace.cache import write_atomically
from ..workspace.files import check_file
from .outdated import find_outdated
from .plan import Built

if TYPE_CHECKING:
    from ..studio.jobs import J, Made

MANIFEST = "manifest.json"


def publish(target: Path, data: bytes) -> str:
    """Put a proved file where the reader looks for it, unless it is there already; returns its SHA-256."""
    try:
        same = target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        same = False
    if not same:
        write_atomically(target, data)
    return hashlib.sha256(data).hexdigest()


def publish_made(out: Path, cache: Path, made: Made[J], sources: Mapping[str, str]) -> Iterator[Built]:
    """Put the files of a job that was done into the output folder."""
    from ..studio.jobs import kept_file

    job, (subject, dated) = made.job, made.job.subject
    for file in made.files:
        suffix = file["suffix"]
        data = kept_file(job, cache, suffix)
        yield Built(
            path=job.beside(suffix),
            city=subject,
            edition=dated,
            language=job.language,
            pages=file["pages"],
            size=len(data),
            sha256=publish(out / job.beside(suffix), data),
            verdict=file["verdict"],
            medium=job.edition.name,
            seconds=0.0 if suffix else made.seconds,
            fresh=made.fresh,
            sources=dict(sources),
        )


def write_manifest(out: Path, files: Sequence[Built]) -> None:
    """List every file with its checksum, as :func:`write_entries` does."""
    write_entries(out, map(_entry, files))


def _entry(built: Built) -> dict[str, Any]:
    return {
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


def write_entries(out: Path, entries: Iterable[dict[str, Any]]) -> None:
    """List files by their entries; what an earlier build made and this one did not touch stays listed.

    Where its data is another one by now, or gone, the list says so (``outdated``).
    """
    listed = {entry["path"]: entry for entry in read_manifest(out) if (out / entry["path"]).is_file()}
    listed |= {entry["path"]: entry for entry in entries}
    states = find_outdated(out, listed.values())
    for path, entry in listed.items():
        entry.pop("outdated", None)
        entry |= {"outdated": states[path]} if states.get(path) else {}
    content = {"generator": "mgi_report", "files": [listed[path] for path in sorted(listed)]}
    data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    write_atomically(out / MANIFEST, data)


def read_manifest(out: Path) -> list[dict[str, Any]]:
    """The files that the manifest in an output folder lists; none where it cannot be read."""
    try:
        if check_file(out / MANIFEST):
            return []
        files = json.loads((out / MANIFEST).read_bytes())["files"]
        return [entry for entry in files if isinstance(entry, dict) and isinstance(entry.get("path"), str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def check_place(file: Path) -> Problem | None:
    """Why a single file, no part of a build, must not be written where somebody wants it; nothing if it may be.

    A folder that is not there will be made, as a build makes its own.
    """
    near = next(place for place in file.absolute().parents if place.exists())
    if not near.is_dir():
        message, hint = f"{near} is a file", "name a folder that is there, and a file in it"
    elif file.is_dir():
        message, hint = "this is a folder", "name a file in it behind -o"
    elif _is_listed(file.absolute()):
        message, hint = "this file was made by a build, whose manifest lists it", "choose another name"
    else:
        return None
    return Problem(str(file), message=message, hint=hint, kind=Kind.UNWRITABLE)


def _is_listed(file: Path) -> bool:
    """Whether a manifest beside a file, or in the folder above, lists it."""
    folders = list(file.parents)[:2]
    return any(folder / entry["path"] == file for folder in folders for entry in read_manifest(folder))


def outdated_in(out: Path) -> dict[str, str]:
    """The files in an output folder that are outdated, each with what became of its data."""
    return find_outdated(out, [entry for entry in read_manifest(out) if (out / entry["path"]).is_file()])


def sweep(out: Path) -> None:
    """Remove what a build that was killed left behind."""
    for file in out.glob("**/.mgi-*.tmp"):
        if time.time() - file.stat().st_mtime > 60:
            with contextlib.suppress(OSError):
                file.unlink()
