"""Files that are saved while a build runs: what it makes is of one piece, and the next build sees the change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

import mgi_report.build.build as builder
from helpers.cities import Data, MakeWorkspace, write_yaml
from helpers.snapshots import NAME, plan
from mgi_report.build.plan import Result
from mgi_report.errors import Kind
from mgi_report.workspace.places import builtin


def _while_it_is_made(change: Callable[[], object], patch: pytest.MonkeyPatch, root: Path, **options: object) -> Result:
    """A build during which, when everything is gathered and nothing made, somebody saves a file."""
    make = builder.make

    def make_later(*given: Any, **more: Any) -> Any:
        change()
        return make(*given, **more)

    with patch.context() as patched:
        patched.setattr(builder, "make", make_later)
        return builder.build(plan(root, **options))


def _said(file: Path) -> tuple[bool, bool, bool, bool]:
    """Whether page, attached profile, attached data and foot of a snapshot speak of the new texts."""
    reader = pypdf.PdfReader(file)
    attached = {name.rpartition(".")[2]: data[0].decode() for name, data in reader.attachments.items()}
    pages = "".join(page.extract_text() for page in reader.pages)
    data = json.loads(attached["json"])["name"]
    return "Vila Nova" in pages, "Vila Nova" in attached["yaml"], data == "Vila Nova", "Saved later" in pages


@pytest.mark.parametrize("workers", [1, 2])
def test_page_and_attachment_are_of_one_reading(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    data["place"] |= {"official": f"Municipality {workers}"}  # no other test has made it
    root = make_workspace(vila_aurora=data)
    template = root / "templates" / "snapshot" / "about.html.j2"
    template.parent.mkdir(parents=True)
    built_in = (builtin() / "templates" / "snapshot" / "about.html.j2").read_text()
    template.write_text(built_in)

    def save() -> None:
        new = data | {"place": data["place"] | {"name": "Vila Nova"}}
        write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", new)
        template.write_text(f"{built_in}<p>Saved later</p>")

    asked = {"cities": ("vila-aurora",), "languages": ("en",), "jobs": workers}
    first = _while_it_is_made(save, monkeypatch, root, **asked)
    assert [str(problem) for problem in first.problems if problem.kind != Kind.OUTDATED] == []
    assert _said(root / "reports" / NAME) == (False, False, False, False)
    again = builder.build(plan(root, **asked))
    assert [built.fresh for built in again.files] == [True]
    assert _said(root / "reports" / NAME) == (True, True, True, True)


def test_a_font_that_changes_meanwhile_stops_the_file(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    data["place"] |= {"official": "Municipality of fonts"}
    root = make_workspace(vila_aurora=data)
    fonts = root / "assets" / "fonts"
    shutil.copytree(builtin() / "assets" / "fonts", fonts)
    name = yaml.safe_load((builtin() / "assets" / "theme.yaml").read_text())["fonts"]["text"]
    font = fonts / f"{(name if isinstance(name, str) else name[0]).replace(' ', '')}-Regular.ttf"
    result = _while_it_is_made(font.touch, monkeypatch, root)
    assert {problem.kind for problem in result.problems} == {Kind.INPUT_CHANGED}
    assert result.problems[0].file.endswith(font.name)
    assert not (root / "reports" / NAME).exists()
    assert [built.fresh for built in builder.build(plan(root)).files] == [True]
