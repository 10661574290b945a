"""What a workspace still calls by a name of an earlier version is told with what stands in its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest
from click.testing import CliRunner

from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.compendium.plan.chapter import ChapterPlan
from mgi_report.compendium.plan.index import IndexPlan
from mgi_report.compendium.plan.prelims import FrontPlan
from mgi_report.compendium.view import ChapterView, CityRow, Listed, Reference, ThemeTable, VolumeView
from mgi_report.data.yaml_tree import read_tree
from mgi_report.design import moved
from mgi_report.design.measures import load_measures
from mgi_report.errors import ExitCode
from mgi_report.snapshot.compose import DomainsPage, SnapshotPage
from mgi_report.workspace.places import open_workspace, shown

BUILTIN = ROOT / "templates"
TABLES = read_tree(BUILTIN / moved.MOVED).data
EXTENDED = '{% extends "builtin/snapshot/snapshot.html.j2" %}\n'


GIVEN: dict[str, dict[str, tuple[type, ...]]] = {
    "snapshot": {
        **{name: (hint,) for name, hint in get_type_hints(SnapshotPage).items()},
        "page": (DomainsPage,),
    },
    "compendium": {
        "volume": (VolumeView,),
        "chapter": (ChapterView,),
        "plan": (FrontPlan, ChapterPlan, IndexPlan),
        "table": (ThemeTable,),
        "row": (CityRow,),
        "listed": (Listed,),
        "entry": (Reference,),
        **dict.fromkeys(("by_city", "page_of", "label_of", "citation", "imprint", "lines"), (object,)),
    },
}
"""What templates are given by name, and of what kind it is."""


def write(root: Path, name: str, content: str) -> None:
    file = root / "templates" / "snapshot" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def added(name: str, content: str) -> str:
    """A built-in file with a line before it."""
    return f"{content}\n{(BUILTIN / 'snapshot' / name).read_text('utf-8')}"


def checked(root: Path) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    return result.exit_code, result.stderr


GONE = [
    (
        "domain-wide.html.j2",
        "<p></p>",
        " warning: “snapshot/domain-wide.html.j2” is gone; “snapshot/domain-long.html.j2” stands in its place",
    ),
    (
        "domains.html.j2",
        '{% include "snapshot/domain-wide.html.j2" %}',
        "1: error: template: “snapshot/domain-wide.html.j2” is gone; “snapshot/domain-long.html.j2” stands in its "
        "place",
    ),
    ("measures.yaml", "tab-height: 9mm\n", "1:1: error: “tab-height” is gone; “field-height” stands in its place"),
    ("measures.yaml", "hub-width: 9mm\n", "1:1: error: “hub-width” is gone; nothing stands in its place"),
    (
        "snapshot.css",
        added("snapshot.css", ".z { height: var(--tab-height) }"),
        "1:14: error: “--tab-height” is gone; “--field-height” stands in its place",
    ),
    (
        "snapshot.css",
        added("snapshot.css", ".z { line-height: var(--about-text-leading) }"),
        "1:19: error: “--about-text-leading” is gone; “--caption” stands in its place",
    ),
    (
        "snapshot.css",
        added("snapshot.css", ".z { background: url(mgi:stripe.svg) }"),
        "1:22: error: “mgi:stripe.svg” is gone; nothing stands in its place",
    ),
    (
        "cover.html.j2",
        added("cover.html.j2", "{{ plan.cover.hub_top }}"),
        "1: error: template: “plan.cover.hub_top” is gone; nothing stands in its place",
    ),
    (
        "cover.html.j2",
        added("cover.html.j2", "{{ measures.spread_gutter|mm }}"),
        "1: error: template: “measures.spread_gutter” is gone; “measures.gutter” stands in its place",
    ),
    (
        "about.html.j2",
        added("about.html.j2", "\n{% if dense_themes %}{% endif %}"),
        "2: error: template: “dense_themes” is gone; nothing stands in its place",
    ),
    (
        "../compendium/matter.css",
        ".z { color: black }",
        " warning: “compendium/matter.css” is gone; “compendium/compendium.css” stands in its place",
    ),
    (
        "../compendium/notes.html.j2",
        "<p></p>",
        " warning: “compendium/notes.html.j2” is gone; nothing stands in its place",
    ),
    ("../compendium/measures.yaml", "part: 14pt/1.2\n", "1:1: error: “part” is gone; “title” stands in its place"),
    (
        "../compendium/compendium.css",
        added("../compendium/compendium.css", ".z { height: var(--lists-above) }"),
        "1:14: error: “--lists-above” is gone; nothing stands in its place",
    ),
    (
        "../compendium/compendium.css",
        added("../compendium/compendium.css", ".z { background: url(mgi:small-wheel.svg) }"),
        "1:22: error: “mgi:small-wheel.svg” is gone; nothing stands in its place",
    ),
    (
        "../compendium/chapter.html.j2",
        added("../compendium/chapter.html.j2", "{{ chapter.foreign }}"),
        "1: error: template: “chapter.foreign” is gone; “volume.foreign” stands in its place",
    ),
    (
        "../compendium/indexes.html.j2",
        added("../compendium/indexes.html.j2", "{{ by_page }}"),
        "1: error: template: “by_page” is gone; “by_city” stands in its place",
    ),
]


@pytest.mark.usefixtures("untried")
@pytest.mark.parametrize(("name", "content", "says"), GONE, ids=lambda item: str(item)[:20])
def test_what_moved_is_told_with_what_stands_in_its_place(
    make_workspace: MakeWorkspace, name: str, content: str, says: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, name, content)
    code, words = checked(root)
    assert code == (ExitCode.DONE if "warning" in says else ExitCode.TEMPLATE)
    assert f"templates/{name.removeprefix('../') if '../' in name else f'snapshot/{name}'}:{says}\n" in words
    assert moved.SHOWN in words


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("view.hub", "“view.hub” is gone; “view.city” stands in its place"),
        ("plan.size", "“plan.size” is gone; “measures.running_text” stands in its place"),
        ("dense_themes", "“dense_themes” is gone; nothing stands in its place"),
        ("measures.tab_height", "“measures.tab_height” is gone; “measures.field_height” stands in its place"),
    ],
)
def test_a_build_tells_it_too(make_workspace: MakeWorkspace, given: str, says: str) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, "cover.html.j2", f"\n{{{{ {given} }}}}")
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    (problem,) = result.problems
    assert (shown(Path(problem.file), root), problem.line) == ("templates/snapshot/cover.html.j2", 2)
    assert (problem.message, problem.hint) == (f"template: {says}", moved.SHOWN)


@pytest.mark.usefixtures("untried")
def test_blocks_that_moved_are_told(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "all_moved", lambda: {"snapshot": {"blocks": {"matter": "domains"}}})
    root = make_workspace(vila_aurora=city_data())
    write(root, "snapshot.html.j2", f"{EXTENDED}{{% block matter %}}{{% endblock %}}")
    assert "snapshot.html.j2:2: warning: “matter” is gone; “domains” stands in its place" in checked(root)[1]


@pytest.mark.parametrize("drawing", ["snapshot/snapshot.css: wheel.svg", "compendium/compendium.css: stripe.svg"])
def test_drawings_that_another_publication_no_longer_has_are_not_told(
    make_workspace: MakeWorkspace, drawing: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    sheet, _, name = drawing.partition(": ")
    write(root, f"../{sheet}", added(f"../{sheet}", f".z {{ background: url(mgi:{name}) }}"))
    assert checked(root) == (ExitCode.DONE, "")


def test_names_of_ones_own_and_of_other_publications_are_not_told(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, "cover.html.j2", added("cover.html.j2", "{% set dense_themes = 1 %}{% if dense_themes %}{% endif %}"))
    write(root, "../compendium/chapter.html.j2", (BUILTIN / "compendium" / "chapter.html.j2").read_text("utf-8"))
    assert checked(root) == (ExitCode.DONE, "")


@pytest.mark.parametrize("publication", GIVEN)
def test_the_table_names_only_what_is_gone_and_what_there_is(publication: str) -> None:
    assert TABLES.keys() == GIVEN.keys()
    table = TABLES[publication]
    measures = load_measures([BUILTIN], publication).tokens
    assert [name for name in table["measures"] if name in measures] == []
    assert {now for now in table["measures"].values() if now} <= set(measures)
    assert not [name for name in table["files"] if (BUILTIN / publication / name).exists()]
    assert all((BUILTIN / publication / now).exists() for now in table["files"].values() if now)
    for name, now in table["given"].items():
        assert not is_given(name, publication), name
        known = not now or is_given(now, publication) or now.removeprefix("measures.").replace("_", "-") in measures
        assert known, now


def is_given(name: str, publication: str) -> bool:
    """Whether templates are given something by a name such as ``plan.cover.running``."""
    first, *parts = name.split(".")
    return any(_has(kind, parts) for kind in GIVEN[publication].get(first, ()))


def _has(whole: object, parts: list[str]) -> bool:
    for part in parts:
        hints = get_type_hints(whole)
        if not (part in hints or hasattr(whole, re.sub(r"\W.*", "", part))):
            return False
        whole = hints.get(part)
    return True


def test_a_theme_that_changes_one_tone_of_the_map_is_told_of_the_others(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    file = root / "assets" / "theme.yaml"
    file.parent.mkdir(exist_ok=True)
    green = {"deep": "1E4D2B", "shelf": "20502D", "shallows": "235330", "shore": "265733", "ground": "2B5E39"}
    written = "".join(f'  {name}: {{rgb: "#{rgb}", cmyk: [80, 30, 90, 50]}}\n' for name, rgb in green.items())
    file.write_text(f"colours:\n{written}", encoding="utf-8")
    code, words = checked(root)
    assert code == ExitCode.DONE
    assert "assets/theme.yaml:2:9: warning: the map on the first page is drawn in this colour and" in words
    assert "of which “grid” are as before" in words
    assert "headings have this colour, and the smaller ones “label”, which is as before" in words
    written += '  label: {rgb: "#0E2414", cmyk: [0, 0, 0, 100]}\n'
    file.write_text(f'colours:\n{written}  grid: {{rgb: "#315F3F", cmyk: [70, 25, 80, 50]}}\n', encoding="utf-8")
    assert checked(root) == (ExitCode.DONE, "")
    file.write_text(file.read_text("utf-8").replace("  deep", "  dusk"), encoding="utf-8")
    assert "the map on the first page" not in checked(root)[1]
