"""The press edition is the same, whether it is made alone, after the screen edition or beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.cities import MakeWorkspace, city_data
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.design.editions import PressOptions
from mgi_report.text import hyphenation
from mgi_report.workspace.places import open_workspace


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The title of each document that this process lays out."""
    found: list[str] = []
    prepare = hyphenation.prepare

    def noted(html: str) -> None:
        found.append(html.partition("<title>")[2].partition("</title>")[0])
        prepare(html)

    monkeypatch.setattr(hyphenation, "prepare", noted)
    return found


def press_files(root: Path, out: str, *editions: str, **options: Any) -> dict[str, str]:
    """The press files of a build and their checksums."""
    options = {"jobs": 1, "languages": ("en",), **options}
    made = build(BuildPlan(open_workspace(root), root / out, editions=editions, force=True, **options))
    assert [str(problem) for problem in made.problems] == []
    return dict(checksums(root / out))


def checksums(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*-press*.pdf")):
        yield file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def towns(long: bool = False) -> dict[str, Any]:
    data = city_data()
    other = city_data() | {"city": "vila-lunga", "code": "VLU"}
    other["place"] = other["place"] | {"name": "Vila Lunga"}
    return {"vila_aurora": data, **({"vila_lunga": other} if long else {})}


@pytest.mark.parametrize("marks", [False, True])
def test_pages_are_laid_out_once_for_both_editions(
    make_workspace: MakeWorkspace, laid_out: list[str], marks: bool
) -> None:
    root, press = make_workspace(**towns()), PressOptions(marks=marks, imposition="booklet")
    together = press_files(root, "together", "screen", "press", press=press)
    assert len(together) == 3
    assert len(laid_out) == len(set(laid_out)) == 2, "the snapshot and the report on its press file"
    laid_out.clear()
    assert press_files(root, "alone", "press", press=press) == together
    assert len(laid_out) == 2
    assert press_files(root, "turned", "press", "screen", press=press) == together


def test_a_snapshot_with_blank_pages_for_the_press_is_laid_out_for_it(
    make_workspace: MakeWorkspace, laid_out: list[str]
) -> None:
    root = make_workspace(vila_aurora=city_data(4, 3, 40))  # six pages, eight on paper
    together = press_files(root, "together", "screen", "press")
    snapshots = [title for title in laid_out if "Preflight" not in title]
    assert len(snapshots) == 2
    assert press_files(root, "alone", "press") == together


def test_a_profile_whose_links_are_spelled_out_on_paper_is_laid_out_for_it(
    make_workspace: MakeWorkspace, laid_out: list[str]
) -> None:
    data = city_data()
    domain = next(iter(data["findings"].values()))
    domain["developed"][0]["text"] = "The [charter](https://example.org/charter) was renewed in 2019."
    root = make_workspace(vila_aurora=data)
    together = press_files(root, "together", "screen", "press")
    assert len([title for title in laid_out if "Preflight" not in title]) == 2
    assert press_files(root, "alone", "press") == together


def test_several_workers_make_the_same_files(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(**towns(long=True))
    together = press_files(root, "together", "screen", "press", jobs=2)
    assert press_files(root, "alone", "press", jobs=2) == together
    assert len(together) == 4
