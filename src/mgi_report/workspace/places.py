"""Where things lie: a workspace's own files first, the package's own behind them.

A workspace is a folder with ``data/``; it may bring ``templates/``, ``assets/`` and ``locales/`` of its own, whose
files win over the built-in ones of the same name. The repository itself is a workspace.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from .crowds import few
from .files import check_files
from .links import KEPT, check_links

VERSION = "0.1.0"
PACKAGE = Path(__file__).parents[1]
"""The folder of the package: what fingerprints of the program read."""
LAND = ("assets", "maps", "land-10m.npz")
COUNTRIES = ("assets", "maps", "countries.json")
PUBLISHER = "publisher.yaml"
"""The name of the file in ``data/`` that says who publishes."""
SUFFIXES = (".yaml", ".yml")
"""What names of data files end in."""


def builtin() -> Path:
    """The folder of the built-in data, templates, assets and catalogues: in the wheel, or the repository itself."""
    packed = PACKAGE / "builtin"
    return packed if packed.is_dir() else PACKAGE.parents[1]


@dataclass(frozen=True)
class Workspace:
    """A folder to build in. ``cache`` may be elsewhere; nothing in it is worth keeping."""

    root: Path
    cache: Path

    @property
    def folders(self) -> tuple[Path, ...]:
        """The workspace and the package, in the order in which files are looked up."""
        return (self.root,) if self.root == builtin() else (self.root, builtin())

    def paths(self, *parts: str) -> tuple[Path, ...]:
        """The folders of that name that exist, the workspace's own first: ``paths("templates")``."""
        return tuple(folder.joinpath(*parts) for folder in self.folders if folder.joinpath(*parts).is_dir())

    def file(self, *parts: str) -> Path:
        """A file, the workspace's own before the built-in one.

        Raises :class:`ReportError` when there is neither.
        """
        for folder in self.folders:
            if (path := folder.joinpath(*parts)).is_file():
                return path
        value, hint = excerpt("/".join(parts)), "reinstall mgi-report, or put it into the workspace"
        problem = Problem(message="a file is missing", value=value, hint=hint, kind=Kind.FILE_MISSING)
        raise ReportError([problem], ExitCode.MISSING)

    @property
    def framework(self) -> Path:
        """The framework file."""
        return self.file("data", "framework.yaml")

    def profiles(self) -> list[Path]:
        """All profiles of the workspace, by file name; the package's own cities are not mixed into it."""
        return data_files(self.root / "data" / "profiles")

    def regions(self) -> list[Path]:
        """All regions of the workspace, by file name; the package's own are not mixed into it."""
        folder = self.root / "data" / "regions"
        return data_files(folder) if folder.is_dir() else []

    @property
    def publisher(self) -> Path | None:
        """The file that says who publishes, of the workspace alone."""
        file = self.root / "data" / PUBLISHER
        return file if file.is_file() else None

    def font(self, family: str, cut: str) -> Path:
        """One cut of a family: ``font("Open Sans", "Bold")``. Raises :class:`ReportError` when it is missing."""
        return self.file("assets", "fonts", f"{family.replace(' ', '')}-{cut}.ttf")

    def font_files(self) -> list[Path]:
        """The fonts that pages may use; the workspace's own hide built-in ones of the same name."""
        found: dict[str, Path] = {}
        for folder in reversed(self.paths("assets", "fonts")):
            found.update({path.name: path for path in folder.iterdir() if path.suffix.lower() in (".ttf", ".otf")})
        return [found[name] for name in sorted(found)]

    def pictures(self) -> dict[str, Path]:
        """The pictures that pages may show, such as a logo, by file name (assets/images)."""
        folders = reversed(self.paths("assets", "images"))
        return {file.name: file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()}


def data_files(folder: Path) -> list[Path]:
    """The data files in a folder, by their names."""
    return sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and not p.name.startswith("."))


def open_workspace(root: Path | None = None) -> Workspace:
    """The workspace at ``root``, or around the current folder.

    Raises :class:`ReportError` when there is none, and (data) when it holds what must not be read (:mod:`.files`) or
    links lead out of it (:mod:`.links`).
    """
    start = (root or Path.cwd()).resolve()
    candidates: Iterable[Path] = (start,) if root else (start, *start.parents)
    for folder in candidates:
        if (folder / "data" / "profiles").is_dir():
            if problems := check_links(folder) or check_files(folder):
                raise ReportError(few(problems))
            return Workspace(folder, cache_folder(folder / KEPT))
    message = f"{start} is not a workspace: it has no folder data/profiles"
    hint = "`mgi-report init my-reports` makes one; or name one with --workspace"
    raise ReportError(message, ExitCode.USAGE, hint, kind=Kind.NO_WORKSPACE)


def shown(file: Path, base: Path | None = None) -> str:
    """The name of a file as people are told it: relative to ``base``, else to the current folder, where it lies inside.

    What lies in neither is named as it was given.
    """
    for folder in (base, Path.cwd()):
        if folder is not None and file.resolve().is_relative_to(folder.resolve()):
            return str(file.resolve().relative_to(folder.resolve()))
    return str(file)


def cache_folder(otherwise: Path) -> Path:
    """Where to keep what is made: as ``MGI_REPORT_CACHE`` says, or in the folder given."""
    configured = os.environ.get("MGI_REPORT_CACHE")
    return Path(configured) if configured else otherwise


def manual() -> Path:
    """The folder of the documentation, which every copy of the program brings."""
    return builtin() / "docs"


def guide(topic: str) -> str:
    """The command that shows a page of :func:`manual`, for messages; a test holds that each page they name is there."""
    return f"`mgi-report docs {topic}`"
