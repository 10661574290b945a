"""What lies in the output folder of a workspace, as its manifest lists it: found by city, judged by its data, removed.

A manifest may come from somebody else: what it names outside its folder, or through links, is not ours.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..data.identity import peek
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..workspace.places import Workspace
from .manifest import MANIFEST, outdated_in, read_manifest
from .named import files_named, slug_of, unknown_city
from .outdated import REPORT
from .plan import BESIDE, DRAFTS

MISSING = "missing"
"""The state of a file that the manifest lists and that is not there."""


@dataclass(frozen=True)
class Output:
    """A file that a build made. ``state`` is what became of it or its data (:mod:`outdated`), empty if nothing did."""

    path: Path
    city: str
    edition: str
    language: str
    medium: str
    sha256: str
    state: str = ""


def reports_of(workspace: Workspace) -> Path:
    """Where a workspace's publications are, unless a build is told otherwise."""
    return workspace.root / "reports"


def outputs_in(out: Path) -> list[Output]:
    """The files that builds made in an output folder, by path."""
    outdated = outdated_in(out)
    found = [(out / entry["path"], entry) for entry in read_manifest(out)]
    return [
        Output(
            path=file,
            state=outdated.get(entry["path"], "") if file.is_file() else MISSING,
            **{key: str(entry.get(key, "")) for key in ("city", "edition", "language", "medium", "sha256")},
        )
        for file, entry in found
        if _is_inside(out, file)
    ]


def _is_inside(out: Path, file: Path) -> bool:
    return file.parent.resolve().is_relative_to(out.resolve()) and ".." not in file.parts and not file.is_symlink()


def outputs_of(asked: str, workspace: Workspace, medium: str = "") -> list[Output]:
    """The PDFs, pages and Word files that were made of a city or region, as people type it, the briefs of a theme or
    domain by its slug, or the one at a path within the output folder.

    ``medium`` says for what: ``screen``, ``press``, ``archive``, ``html`` or ``docx``; by default all.

    Raises :class:`ReportError` (usage) for what is neither, and where nothing was made of it.
    """
    from ..data.region_files import names_of_region

    here = [output for output in outputs_in(reports_of(workspace)) if output.state != MISSING]
    here = [output for output in here if output.path.suffix in (".pdf", *BESIDE) and medium in ("", output.medium)]
    if named := [output for output in here if output.path == reports_of(workspace) / asked]:
        return named
    slug = slug_of(asked)
    found = [peek(file).data for file in files_named(asked, workspace.profiles())]
    meant = {(data.get("city", ""), data.get("edition", "")) for data in found}
    regions = [file for file in workspace.regions() if slug in names_of_region(file)]
    subjects = {name for file in regions for name in names_of_region(file)}
    subjects |= set() if meant else {slug}  # a theme or domain of which briefs were made
    if made := [item for item in here if (item.city, item.edition) in meant or item.city in subjects]:
        return made
    if not meant and not regions:
        raise ReportError([unknown_city(asked, workspace)], ExitCode.USAGE)
    options = f"{'' if meant else '--region '}{slug}{f' --edition {medium}' if medium else ''}"
    message, hint = "nothing was built of it yet", f"mgi-report build {options}"
    problem = Problem(message=message, value=excerpt(asked), hint=hint, kind=Kind.FILE_MISSING)
    raise ReportError([problem], ExitCode.USAGE)


def remove_outputs(out: Path) -> tuple[list[Path], list[Path]]:
    """Remove the files that builds made, with what ``verify`` tells of them, folders that are empty then, and the
    manifest.

    Returns the files that were removed, and those that are kept, with the manifest, as somebody changed them since.
    """
    there = [output for output in outputs_in(out) if output.state != MISSING]
    ours = [output.path for output in there if _sum(output.path) == output.sha256]
    kept = [output.path for output in there if output.path not in ours]
    for file in ours:
        file.unlink()
        for ending in (".pdf", ".md"):
            file.with_name(f"{file.stem}{REPORT}{ending}").unlink(missing_ok=True)
    for folder in sorted({folder for file in ours for folder in _folders(out, file)}, reverse=True):
        with contextlib.suppress(OSError):  # something else is in it
            folder.rmdir()
    if not kept:
        (out / MANIFEST).unlink(missing_ok=True)
    return ours, kept


def remove_drafts(workspace: Workspace) -> list[Path]:
    """Remove the drafts of a workspace, and folders that are empty then; returns what was removed."""
    from ..studio.jobs import DRAFT

    folder = workspace.root / DRAFTS
    found = sorted(folder.glob(f"*/*{DRAFT}.pdf"))
    for file in found:
        file.unlink()
    for place in [*sorted({file.parent for file in found}), folder]:
        with contextlib.suppress(OSError):  # something else is in it, or there is none
            place.rmdir()
    return found


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _folders(out: Path, file: Path) -> Iterator[Path]:
    return (folder for folder in file.parents if folder != out and folder.is_relative_to(out))
