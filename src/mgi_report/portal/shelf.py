"""The files of an import: which profile belongs where, what is there already, which codes are taken."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from ..data.codes import Known, code_for, known_in
from ..data.glyphs import Coverage
from ..errors import Problem
from ..workspace.cache import left_behind
from ..workspace.places import SUFFIXES, data_files, shown
from .draft import Draft
from .lines import fault


@dataclass(frozen=True)
class ImportPlan:
    """What to import, settled. ``out`` is a folder, or the file of a single page; ``schema`` may not exist.

    ``coverage`` knows what the pages can show; without it nobody asks.
    """

    pages: tuple[Path, ...]
    out: Path
    framework: Path
    schema: Path
    city: str = ""
    country: str = ""
    edition: str = ""
    language: str = ""
    force: bool = False
    dry_run: bool = False
    coverage: Coverage | None = None

    @property
    def folder(self) -> Path:
        """The folder of the profiles."""
        return self.out.parent if self.is_file else self.out

    @property
    def is_file(self) -> bool:
        """Whether a file is named and not a folder."""
        return self.out.suffix in SUFFIXES


class Shelf:
    """The profiles that are there, and those that this run adds: who has which file, which identity, which code."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.taken: dict[Path, Path] = {}
        self.known: dict[Path, Known] = {}
        if not plan.dry_run:
            for file in left_behind(plan.folder):
                with contextlib.suppress(OSError):
                    file.unlink()
        for file in data_files(plan.folder) if plan.folder.is_dir() else ():
            self.known[file] = known_in(file)

    def code(self, city: str, edition: str, country: str) -> str:
        """The code of a city that joins them."""
        return code_for(city, edition, country, self.known.values())

    def place(self, draft: Draft, page: Path, *, sound: bool) -> tuple[Path, list[Problem]]:
        """The file of a profile, and what stands against writing it; a ``sound`` one takes its place."""
        file = self._file(draft)
        twin = next((path for path, known in self.known.items() if known[:2] == (draft.city, draft.edition)), None)
        message = hint = ""
        if file in self.taken:
            message = f"{self.taken[file]} gives the same profile, {draft.identity}"
            hint = "import one of them, or give --city or --edition"
        elif twin and twin != file:
            message = f"{draft.identity} stands in {shown(twin)} already"
            hint = f"replace it with --out {shown(twin)} --force, or give --city or --edition"
        elif file.exists() and not self.plan.force:
            message = f"{shown(file)} is there already and stays as it is"
            hint = "replace it with --force, or name another file with --out"
        elif sound:
            self.taken[file] = page
            self.known[file] = Known(draft.city, draft.edition, draft.code)
        return file, [fault(str(page), 0, message, hint=hint)] if message else []

    def _file(self, draft: Draft) -> Path:
        if self.plan.is_file:
            return self.plan.out
        file = self.plan.out / f"{draft.city}.yaml"
        city, edition, _ = self.known.get(file, ("", "", ""))
        another_edition = city == draft.city and edition not in ("", draft.edition)
        return self.plan.out / f"{draft.identity}.yaml" if another_edition else file
