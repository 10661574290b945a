"""What the templates are given, as JSON: ``python benchmarks/content.py FOLDER``.

``ordinary/`` makes the same snapshots from it without any module of ours. Texts are ready to print, and marked text is
HTML.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.design.composer import Composer, html_of_runs
from mgi_report.text.languages import Language
from mgi_report.text.markup import Run
from mgi_report.workspace.places import Workspace, builtin


def main(folder: Path) -> None:
    """Write ``snapshots.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    snapshots = [plain(context["view"]) for template, context in contexts() if template.startswith("snapshot/")]
    for city in snapshots:
        for group in city["themes"]:
            group["domain"] = {key: group["domain"][key] for key in ("number", "name")}
    (folder / "snapshots.json").write_text(json.dumps(snapshots, ensure_ascii=False, indent=1), encoding="utf-8")


def contexts() -> list[tuple[str, dict[str, Any]]]:
    """Every template that is rendered for the cities in English, and what it is given."""
    found: list[tuple[str, dict[str, Any]]] = []
    render = Composer.render

    def noted(composer: Composer, template: str, language: Language, **context: Any) -> str:
        found.append((template, context))
        return render(composer, template, language, **context)

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(Composer, "render", noted):
        workspace = Workspace(builtin(), Path(folder, "cache"))
        build(BuildPlan(workspace, Path(folder, "out"), languages=("en",), jobs=1))
    return found


def plain(value: Any, level: int = 0) -> Any:
    """A value of a template as JSON has it, with the properties that its class computes."""
    if isinstance(value, tuple) and value and all(isinstance(item, Run) for item in value):
        return {"html": str(html_of_runs(value))}
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, Language):
        return value.code
    if isinstance(value, Mapping):
        return {str(key): plain(item, level + 1) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return _fields(value, level)
    return [plain(item, level + 1) for item in value]


def _fields(value: Any, level: int) -> dict[str, Any]:
    computed = [name for name, kind in vars(type(value)).items() if isinstance(kind, property)]
    names = [*(field.name for field in dataclasses.fields(value)), *computed]
    return {name: plain(getattr(value, name), level + 1) for name in names}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
