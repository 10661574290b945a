"""Pages of the portal taken over as the command does it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from helpers.project import ROOT
from mgi_report.data.model import Framework
from mgi_report.data.profile_files import load_framework
from mgi_report.portal.importer import Imported, import_pages
from mgi_report.portal.shelf import ImportPlan

FRAMEWORK = ROOT / "data" / "framework.yaml"


@cache
def framework() -> Framework:
    return load_framework(FRAMEWORK)


def take_over(folder: Path, page: bytes, name: str = "page.txt", **options: str) -> Imported:
    """Import one page into a folder."""
    file = folder / name
    file.write_bytes(page)
    plan = ImportPlan((file,), folder / "profiles", FRAMEWORK, folder / "none.json", force=True, **options)
    results, _ = import_pages(plan)
    return results[0]


def told(result: Imported) -> list[str]:
    return [problem.message for problem in result.problems]
