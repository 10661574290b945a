"""docs/templates.md shows the pages of a snapshot: what it numbers, and the names it gives it, are there."""

from __future__ import annotations

import re
import runpy

import pytest

from helpers.project import ROOT
from mgi_report.data.yaml_tree import read_tree
from mgi_report.design.editions import SCREEN
from mgi_report.design.measures import load_measures
from mgi_report.design.theme_file import load_theme

IMAGES = ROOT / "docs" / "images"
GUIDE = (ROOT / "docs" / "templates.md").read_text("utf-8")
SOURCES = [file for file in (ROOT / "templates" / "snapshot").iterdir() if file.suffix in (".j2", ".css")]
WRITTEN = "\n".join(file.read_text("utf-8") for file in SOURCES)
TABLE = read_tree(ROOT / "templates" / "snapshot" / "measures.yaml").data
CALLOUTS = runpy.run_path(str(ROOT / "scripts" / "pictures.py"))["CALLOUTS"]


def rows(page: str) -> list[list[str]]:
    """The table behind the picture of a page: number, what, classes, measures, tokens."""
    below = GUIDE.partition(f"(images/{page}.png)")[2].partition("![")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in re.findall(r"^\| \d.*$", below, re.M)]


def named(column: int) -> set[str]:
    return {name for page in CALLOUTS for row in rows(page) for name in re.findall(r"`([^`]+)`", row[column])}


@pytest.mark.parametrize("page", CALLOUTS)
def test_every_number_on_a_picture_is_told(page: str) -> None:
    assert [int(row[0]) for row in rows(page)] == list(range(1, len(CALLOUTS[page]) + 1))


def test_every_measure_of_a_snapshot_is_shown_where_it_moves_something() -> None:
    formulas = {name for name, value in TABLE.items() if not re.fullmatch(r"[\d.]+(mm|pt)?(/[\d.]+(mm|pt)?)?", value)}
    assert named(3) <= set(TABLE)
    assert set(TABLE) - formulas <= named(3)


def test_classes_and_tokens_of_the_guide_are_there() -> None:
    for rule in named(2):
        for name in re.findall(r"\.([\w-]+)", rule):
            assert re.search(rf"[\s\"]{name}[\s\"{{]|\.{name}\b", WRITTEN), rule
    theme = load_theme(ROOT / "assets" / "theme.yaml")
    tokens = {*theme.tokens(), *SCREEN.tokens, *load_measures([ROOT / "templates"], "snapshot").tokens}
    for token in named(4):
        assert any(known.startswith(token.removesuffix("…")) for known in tokens), token


def test_pictures_are_small_and_none_is_left_over() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    called = {
        name for page in pages for name in re.findall(r"\]\((?:docs/)?images/([\w-]+\.png)\)", page.read_text("utf-8"))
    }
    assert called == {file.name for file in IMAGES.iterdir()}
    assert {file.name for file in IMAGES.iterdir() if file.stat().st_size > 150_000} == set()
