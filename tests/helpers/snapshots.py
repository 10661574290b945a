"""The snapshot of Vila Aurora: where a build puts it, and how to ask for it."""

from __future__ import annotations

from pathlib import Path

from mgi_report.build.plan import BuildPlan
from mgi_report.workspace.places import open_workspace

NAME = "en/mgi-snapshot-vila-aurora-2021-05-en.pdf"


def plan(root: Path, **options: object) -> BuildPlan:
    return BuildPlan(open_workspace(root), root / "reports", **options)  # type: ignore[arg-type]
