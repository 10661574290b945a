"""docs/templates.md shows the pages of snapshots and of the compendium: what it numbers, and the names it gives it, are
there."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping

import pytest

from helpers.project import ROOT
from mgi_report.data.yaml_tree import read_tree
from mgi_report.design.editions import SCREEN
from mgi_report.design.measures import load_measures
from mgi_report.design.theme_file import load_theme

IMAGES = ROOT / "docs" / "images"
GUIDE = (ROOT / "docs" / "templates.md").read_text("utf-8")
CALLOUTS = runpy.run_path(str(ROOT / "scripts" / "pictures.py"))["CALLOUTS"]
PAGES = {"snapshot": "page-", "compendium": "volume-"}
"""What the names of the pictures of a publication begin with."""


def written(publication: str) -> str:
    files = (ROOT / "templates" / publication).iterdir()
    return "\n".join(file.read_text("utf-8") for file in sorted(files) if file.suffix in (".j2", ".css"))


def table(publication: str) -> Mapping[str, str]:
    measures: Mapping[str, str] = read_tree(ROOT / "templates" / publication / "measures.yaml").data
    return measures


def rows(page: str) -> list[list[str]]:
    """The table behind the picture of a page: number, what, classes, measures, tokens."""
    below = re.split(r"!\[|^## ", GUIDE.partition(f"(images/{page}.png)")[2], flags=re.M)[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in re.findall(r"^\| \d.*$", below, re.M)]


def named(publication: str, column: int) -> set[str]:
    pages = [page for page in CALLOUTS if page.startswith(PAGES[publication])]
    return {name for page in pages for row in rows(page) for name in re.findall(r"`([^`]+)`", row[column])}


@pytest.mark.parametrize("page", CALLOUTS)
def test_every_number_on_a_picture_is_told(page: str) -> None:
    assert [int(row[0]) for row in rows(page)] == list(range(1, len(CALLOUTS[page]) + 1))


@pytest.mark.parametrize("publication", PAGES)
def test_every_measure_is_shown_where_it_moves_something(publication: str) -> None:
    known, shown = table(publication), named(publication, 3)
    formulas = {name for name, value in known.items() if not re.fullmatch(r"[\d.]+(mm|pt)?(/[\d.]+(mm|pt)?)?", value)}
    assert shown <= set(known)
    section = {"compendium": "## The compendium", "snapshot": "## Two editions"}[publication]
    shown |= set(re.findall(r"`([\w-]+)`", GUIDE.partition(section)[2].partition("\n## ")[0]))  # without pictures
    assert set(known) - formulas <= shown


@pytest.mark.parametrize("publication", PAGES)
def test_classes_and_tokens_of_the_guide_are_there(publication: str) -> None:
    source = written(publication)
    for rule in named(publication, 2):
        for name in re.findall(r"\.([\w-]+)", rule):
            assert re.search(rf"[\s\"]{name}[\s\"{{]|\.{name}\b", source), rule
    theme = load_theme(ROOT / "assets" / "theme.yaml")
    tokens = {*theme.tokens(), *SCREEN.tokens, *load_measures([ROOT / "templates"], publication).tokens}
    for token in named(publication, 4):
        assert any(known.startswith(token.removesuffix("…")) for known in tokens), token


def test_files_of_the_guide_are_there() -> None:
    named_files = set(re.findall(r"`(?:snapshot/|compendium/|annex/|shared/)([\w-]+\.(?:html\.j2|css))`", GUIDE))
    there = {file.name for file in (ROOT / "templates").rglob("*") if file.is_file()}
    assert named_files <= there
    compendium = {file.name for file in (ROOT / "templates" / "compendium").glob("*.j2")}
    assert compendium - {"divider.html.j2", "blank.html.j2"} <= set(re.findall(r"([\w-]+\.html\.j2)", GUIDE))


def test_pictures_are_small_and_none_is_left_over() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    called = {
        name for page in pages for name in re.findall(r"\]\((?:docs/)?images/([\w-]+\.png)\)", page.read_text("utf-8"))
    }
    assert called == {file.name for file in IMAGES.iterdir()}
    assert {file.name for file in IMAGES.iterdir() if file.stat().st_size > 150_000} == set()
