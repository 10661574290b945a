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
from typing import Any, NamedTuple

from ..data.identity import city_and_edition, country_of, peek
from ..errors import Kind, Problem, Severity
from ..workspace.inputs import checksum
from ..workspace.places import PUBLISHER, SUFFIXES, Workspace

CHANGED, GONE = "changed", "gone"
"""What became of the data of a file that is outdated, as the manifest says it."""

_CODE = re.compile(r"\b[A-Z]{2}\b")
_SLUGS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LEVEL = re.compile(r"^level:[ ]*[\"']?(\w+)", re.M)
_COMMENT = re.compile(r"#.*")
REPORT = "-verification"
"""What the name of a report ends in that is made by looking at a file, and not by the build that made it."""
_REPORTS = "*/mgi-*-verification.pdf"
_LISTED = 3
_ONE = {"files": "file", "are": "is", "their": "its", "them": "it"}
_MANY = {word: word for word in _ONE}


class _Peeked(NamedTuple):
    """What the first lines of a profile say, and the SHA-256 of the file."""

    city: str
    edition: str
    country: str
    level: str
    checksum: str


def data_hashes(workspace: Workspace) -> dict[Path, str]:
    """Every data file of a workspace and its SHA-256; the framework too, where the workspace has one of its own."""
    publisher = [workspace.publisher] if workspace.publisher else []
    files = [workspace.framework, *publisher, *workspace.profiles(), *workspace.regions()]
    return {file.resolve(): checksum(file).hex() for file in files if file.is_relative_to(workspace.root)}


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
    hashes, profiles = lru_cache(maxsize=None)(_hashes_in), lru_cache(maxsize=None)(_profiles_in)
    found = {entry["path"]: _judge(out, entry.get("sources"), hashes, profiles) for entry in entries}
    found |= {report: state for report, state in _reports(out, found) if report not in found}
    return {path: state for path, state in found.items() if state}


def _judge(
    out: Path,
    sources: object,
    hashes: Callable[[Path], dict[str, str]],
    profiles: Callable[[Path], Sequence[_Peeked]],
) -> str:
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
    if subject.parent.name != "regions":
        return ""
    return CHANGED if _has_others(subject, sources.values(), profiles(subject.parents[1] / "profiles")) else ""


def _has_others(region: Path, made_from: Collection[str], profiles: Sequence[_Peeked]) -> bool:
    """Whether a region has profiles by now that its compendium was not made from: new cities, or later editions.

    They are chosen as :func:`~mgi_report.data.region.profiles_of` does.
    """
    text = _COMMENT.sub("", region.read_text(encoding="utf-8", errors="replace")) if region.is_file() else ""
    countries = set(_CODE.findall(_part(text, "countries")))
    wanted = dict(map(city_and_edition, reversed(_SLUGS.findall(_part(text, "cities")))))
    level = _LEVEL.search(text)
    chosen: dict[str, str] = {}
    for profile in sorted(profiles, key=lambda profile: profile.edition):
        edition = wanted.get(profile.city)
        belongs = profile.level == (level[1] if level else "local") and (
            edition is not None or profile.country in countries
        )
        if belongs and edition in (None, "", profile.edition):
            chosen[profile.city] = profile.checksum
    return any(known not in made_from for known in chosen.values())


def _part(text: str, key: str) -> str:
    """What stands under a key of a region file that may be unsound."""
    found = re.search(rf"^{key}:(.*?)(?=^\w|\Z)", text, re.M | re.S)
    return found[1] if found else ""


def _profiles_in(folder: Path) -> list[_Peeked]:
    """The profiles in a folder, as far as can be seen without reading them as data."""
    found = []
    for name, known in _hashes_in(folder).items():
        file = folder / name
        data, level = peek(file).data, _LEVEL.search(file.read_text(encoding="utf-8", errors="replace"))
        city, edition = data.get("city", file.stem), data.get("edition", "")
        found.append(_Peeked(city, edition, country_of(file), level[1] if level else "local", known))
    return found


def _reports(out: Path, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for report in sorted(out.glob(_REPORTS)):
        about = report.with_stem(report.stem.removesuffix(REPORT))
        name, told = report.relative_to(out).as_posix(), about.relative_to(out).as_posix()
        if not about.is_file():
            yield name, GONE
        elif found.get(told) or about.stat().st_mtime_ns > report.stat().st_mtime_ns:
            yield name, found.get(told) or CHANGED


def tell_outdated(outdated: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """What a build says of them: a warning for each kind."""
    for state, message, hint in (
        (CHANGED, "{are} older than {their} data", "build {them} again, or delete {them}"),
        (GONE, "{are} of a profile, region or file that is not there any more", "delete {them}"),
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
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
