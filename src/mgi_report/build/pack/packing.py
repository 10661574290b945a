"""What is asked → built, where it is not built yet → a package, or nothing where it would be too large.

A package is made of publications that are as their data is now: what is missing or out of date is built first, as
``mgi-report build`` would, and what is kept is taken.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import ExitCode, Kind, Problem, ReportError, errors_of
from ...studio.jobs import Progress
from ...text.sizes import say_size
from ...typeset.office.package import zipped
from ...workspace.cache import write_atomically
from ..build import build
from ..gather import Gathered, gather
from ..manifest import check_place
from ..plan import BuildPlan, Built
from .mail import draft_of
from .readme import About, about_of, readme_of

FORMATS = ("pdf", "html", "docx", "data")
"""What a package holds; each may be left out."""
LARGEST = 10_000_000
"""Bytes of a package unless something else is asked for: what mail servers take, with room for the rest of a mail."""
_PACKED = (".pdf", ".docx", ".png", ".zip")  # compressed in themselves
_NAMED = 3
"""More parts are not all named: in the name of a package, and where it is too large."""


@dataclass(frozen=True)
class PackPlan:
    """What to pack, settled: ``build`` is what is in it, ``without`` are formats of :data:`FORMATS` to leave out.

    ``out`` is the zip, none for a name made of what is in it; with ``mail`` the draft of a mail lies beside it.
    ``max_size`` is in bytes, of the mail where there is one.
    """

    build: BuildPlan
    out: Path | None = None
    without: tuple[str, ...] = ()
    mail: bool = False
    max_size: int = LARGEST


@dataclass(frozen=True)
class Packed:
    """A package that was written, the draft of a mail beside it, if any, and what is in it by names there."""

    path: Path
    size: int
    sha256: str
    files: tuple[str, ...]
    mail: Path | None
    mail_size: int
    notes: tuple[Problem, ...]


def pack(plan: PackPlan, progress: Progress | None = None) -> Packed:
    """Build what is asked for, and pack it.

    Raises :class:`ReportError` with all problems where anything of it cannot be made, and (preflight) where it would be
    larger than it may; nothing is written then.
    """
    if plan.out and (problem := _refused(plan.out, plan.mail)):
        raise ReportError([problem], ExitCode.USAGE)
    result = build(plan.build, progress)
    if errors := errors_of(result.problems):
        raise ReportError(errors, result.exit_code)
    gathered = gather(plan.build)
    chosen = [file for file in result.files if _format(file) in set(FORMATS) - set(plan.without)]
    contents = {file.path: (plan.build.out / file.path).read_bytes() for file in chosen if _belongs(file)}
    if not contents:
        hint = f"leave out fewer of {', '.join(FORMATS)}"
        raise ReportError("there is nothing to pack", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    name = plan.out.stem if plan.out else _name(gathered, plan.build)
    whole = plan.out or Path.cwd() / f"{name}.zip"
    if problem := _refused(whole, plan.mail):
        raise ReportError([problem], ExitCode.USAGE)
    told = {language: about_of(gathered, language) for language in _languages(chosen)}
    package = _package(name, told, contents, [file for file in chosen if file.path in contents])
    letter = draft_of(next(iter(told.values())), whole.name, package) if plan.mail else b""
    _demand_room(plan, len(letter or package), contents, whole)
    write_atomically(whole, package)
    mail = whole.with_suffix(".eml") if plan.mail else None
    if mail:
        write_atomically(mail, letter)
    checksum = hashlib.sha256(package).hexdigest()
    return Packed(whole, len(package), checksum, tuple(contents), mail, len(letter), tuple(result.problems))


def _refused(out: Path, mail: bool) -> Problem | None:
    if out.suffix.lower() != ".zip":
        return Problem(str(out), message="a package is a zip", hint="end the name behind -o in .zip", kind=Kind.USAGE)
    return check_place(out) or (check_place(out.with_suffix(".eml")) if mail else None)


def _format(file: Built) -> str:
    return {"screen": "pdf", "data": "data", "html": "html", "docx": "docx"}.get(file.medium, "")


def _belongs(file: Built) -> bool:
    """Of pages those that need no other file; of data no pictures and no list of pages."""
    return file.medium != "html" or file.path.endswith("-single.html")


def _languages(files: Iterable[Built]) -> list[str]:
    return list(dict.fromkeys(file.language for file in files if file.language))


def _name(gathered: Gathered, plan: BuildPlan) -> str:
    """What a package is called, in letters that every mail program leaves alone: by regions, else by cities."""
    subjects = [region.region.slug for region in gathered.regions] if plan.regions else []
    subjects = subjects or sorted({job.profile.identity for job in gathered.jobs})
    said = "-".join(subjects) if len(subjects) <= _NAMED else "cities"
    languages = sorted({job.language for job in gathered.jobs})
    return re.sub(r"[^A-Za-z0-9-]", "-", f"mgi-package-{said}-{'-'.join(languages)}")[:120]


def _package(name: str, told: Mapping[str, About], contents: Mapping[str, bytes], files: Sequence[Built]) -> bytes:
    """The zip: a note in each language, then all files by their paths, in a folder of its own."""
    notes = {
        posixpath.join(name, "README.txt" if len(told) == 1 else f"README-{language}.txt"): readme_of(about, files)
        for language, about in told.items()
    }
    inside = {posixpath.join(name, path): contents[path] for path in sorted(contents)}
    return zipped(notes | inside, stored=_PACKED)


def _demand_room(plan: PackPlan, size: int, contents: Mapping[str, bytes], out: Path) -> None:
    """Raise :class:`ReportError` (preflight) where a package, or its mail, is larger than it may be."""
    if size <= plan.max_size:
        return
    largest = sorted(contents, key=lambda path: -len(contents[path]))[:_NAMED]
    listed = ", ".join(f"{path} {say_size(len(contents[path]))}" for path in largest)
    what = "the mail, in which files take a third more," if plan.mail else "the package"
    message = f"{what} would have {say_size(size)}, more than {say_size(plan.max_size)}; nothing was written"
    hint = f"the largest parts: {listed}; {_remedy(plan, contents)}"
    raise ReportError([Problem(str(out), message=message, hint=hint, kind=Kind.TOO_LARGE)], ExitCode.PREFLIGHT)


def _remedy(plan: PackPlan, contents: Mapping[str, bytes]) -> str:
    """What to leave out: the format that takes most of what may be missed, else languages or cities."""
    ends: dict[str, tuple[str, ...]] = {"html": (".html",), "docx": (".docx",), "data": (".csv", ".json")}
    sizes = {
        name: sum(len(data) for path, data in contents.items() if path.endswith(end)) for name, end in ends.items()
    }
    most = max(sizes, key=lambda name: sizes[name])
    others = "name fewer cities or one --language, or send several packages"
    return f"leave out {most} with --without {most}, or {others}" if sizes[most] else others
