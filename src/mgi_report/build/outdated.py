"""Files in the output folder that do not say what the data says: made from other data, or of data that is gone.

The manifest tells for each file which data files it was made from, by their place seen from the output folder and their
SHA-256. A data file that was only renamed is the same one.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..data.identity import country_of
from ..errors import Kind, Problem, Severity
from ..workspace.places import PUBLISHER, SUFFIXES, Workspace

CHANGED, GONE = "changed", "gone"
"""What became of the data of a file that is outdated, as the manifest says it."""

_COUNTRIES = re.compile(r"^countries:(.*?)(?=^\w|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"\b[A-Z]{2}\b")
_COMMENT = re.compile(r"#.*")
_REPORTS = "*/mgi-*-verification.pdf"
_REPORT = "-verification"
_LISTED = 3
_ONE = {"files": "file", "are": "is", "their": "its", "them": "it"}
_MANY = {word: word for word in _ONE}


def data_hashes(workspace: Workspace) -> dict[Path, str]:
    """Every data file of a workspace and its SHA-256; the framework too, where the workspace has one of its own."""
    publisher = [workspace.publisher] if workspace.publisher else []
    files = [workspace.framework, *publisher, *workspace.profiles(), *workspace.regions()]
    return {file.resolve(): _hash(file) for file in files if file.is_relative_to(workspace.root)}


def sources_of(out: Path, hashes: Mapping[Path, str], files: Iterable[Path]) -> dict[str, str]:
    """What a file in ``out`` was made from, for the manifest: data files, that whose subject it is first."""
    everything = [*files, *(file for file in hashes if file.parent.name == "data")]
    return {
        Path(os.path.relpath(file.resolve(), out)).as_posix(): hashes[file.resolve()]
        for file in everything
        if file.resolve() in hashes
    }


def find_outdated(out: Path, entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The files of a manifest that are outdated, each with what became of its data.

    Files that the manifest does not list are reports of ``verify``, which are as old as what they tell of.
    """
    hashes = lru_cache(maxsize=None)(_hashes_in)
    found = {entry["path"]: _judge(out, entry.get("sources"), hashes) for entry in entries}
    found |= {report: state for report, state in _reports(out, found) if report not in found}
    return {path: state for path, state in found.items() if state}


def _judge(out: Path, sources: object, hashes: Callable[[Path], dict[str, str]]) -> str:
    if not isinstance(sources, dict):
        return ""
    for number, (name, known) in enumerate(sources.items()):
        file = Path(os.path.normpath(out / name))
        here = hashes(file.parent)
        moved = not (file.parent.is_dir() or file.parents[1].is_dir())  # the output folder was, away from its data
        if known not in here.values() and not moved:
            return GONE if number == 0 and file.name not in here else CHANGED
    subject = Path(os.path.normpath(out / next(iter(sources), "")))
    publisher = hashes(subject.parents[1]).get(PUBLISHER, "")
    if sources and publisher and publisher not in sources.values():  # nobody was named before
        return CHANGED
    return CHANGED if subject.parent.name == "regions" and _lacks_a_city(subject, sources.values(), hashes) else ""


def _lacks_a_city(region: Path, made_from: Collection[str], hashes: Callable[[Path], dict[str, str]]) -> bool:
    """Whether a region by countries has a profile that its compendium was not made from."""
    text = region.read_text(encoding="utf-8", errors="replace") if region.is_file() else ""
    listed = _COUNTRIES.search(text)
    countries = set(_CODE.findall(_COMMENT.sub("", listed[1]))) if listed else set()
    folder = region.parents[1] / "profiles"
    new = [folder / name for name, known in hashes(folder).items() if countries and known not in made_from]
    return any(country_of(file) in countries for file in new)


def _reports(out: Path, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for report in sorted(out.glob(_REPORTS)):
        about = report.with_stem(report.stem.removesuffix(_REPORT))
        name, told = report.relative_to(out).as_posix(), about.relative_to(out).as_posix()
        if not about.is_file():
            yield name, GONE
        elif found.get(told) or about.stat().st_mtime_ns > report.stat().st_mtime_ns:
            yield name, found.get(told) or CHANGED


def tell_outdated(outdated: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """What a build says of them: a warning for each kind."""
    for state, message, hint in (
        (CHANGED, "{are} older than {their} data", "build {them} again, or delete {them}"),
        (GONE, "{are} of a profile or region that is not there any more", "delete {them}"),
    ):
        files = [path for path, own in outdated.items() if own == state]
        words = _ONE if len(files) == 1 else _MANY
        if files:
            message = f"{len(files)} {{files}} in {folder}/ {message}".format_map(words)
            hint = hint.format_map(words)
            value, told = _few(files), Severity.WARNING
            yield Problem(message=message, value=value, hint=hint, severity=told, kind=Kind.OUTDATED)


def _few(files: Sequence[str]) -> str:
    more = f" and {len(files) - _LISTED} more" if len(files) > _LISTED else ""
    return ", ".join(files[:_LISTED]) + more


def _hashes_in(folder: Path) -> dict[str, str]:
    """The data files in a folder by name, with their SHA-256; nothing where there is none."""
    files = sorted(file for file in folder.glob("*") if file.suffix in SUFFIXES) if folder.is_dir() else []
    return {file.name: _hash(file) for file in files}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
