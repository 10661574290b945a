"""Drawings are made once, by a process of their own where a build needs several, and kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data, second_city
from helpers.project import ROOT
from mgi_report.data.profile_files import load_framework
from mgi_report.studio.drawings import Drawings, Spot, drawn_aside
from mgi_report.studio.studio import Studio
from mgi_report.workspace import aside
from mgi_report.workspace.cache import sealed
from mgi_report.workspace.places import open_workspace

PLACES = [Spot(f"port-{n}", (59.9, 10.7 + n)) for n in range(10)]

BUILD = """
import sys
from pathlib import Path
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.studio import drawings
from mgi_report.workspace.places import open_workspace
drawings._MANY = 3
root = Path(sys.argv[1])
result = build(BuildPlan(open_workspace(root), root / "reports", languages=("en",), jobs=2))
print(len(result.files), [str(problem) for problem in result.problems], "matplotlib" in sys.modules)
"""


@pytest.fixture
def drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drawings:
    """With an empty cache."""
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    workspace = open_workspace(ROOT)
    return Studio(workspace, load_framework(workspace.framework)).drawings


def test_a_build_with_workers_never_loads_what_draws(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    names = [f"port-{letter}" for letter in "abc"]
    content = second_city() | {"place": city_data()["place"]}
    root = make_workspace(**{name: content | {"city": name, "code": f"PO{name[-1].upper()}"} for name in names})
    done = subprocess.run([sys.executable, "-c", BUILD, str(root)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("3 [] False\n", "")
    assert len(list((tmp_path / "cache" / "drawings").glob("*.svg"))) >= 2


def test_what_is_drawn_aside_is_what_is_drawn_here(drawings: Drawings) -> None:
    assert not drawings.are_kept(PLACES)
    with drawn_aside(drawings, PLACES):
        pass
    assert drawings.are_kept(PLACES)
    kept = {sealed(file) for file in (drawings.cache.folder / "drawings").glob("*.svg")}
    assert len(kept) == 1 + 2 * len(PLACES)
    for file in (drawings.cache.folder / "drawings").glob("*.svg"):
        file.unlink()
    assert kept == {drawings.doors(), *maps_of(drawings)}


def maps_of(drawings: Drawings) -> set[bytes]:
    covers = {drawings.cover(spot.coordinates, spot.city) for spot in PLACES}
    return covers | {drawings.locator(spot.coordinates) for spot in PLACES}


def test_what_is_drawn_aside_shows_the_siblings(drawings: Drawings) -> None:
    alone = drawings.locator(PLACES[0].coordinates)
    drawings.siblings = [spot.coordinates for spot in PLACES]
    assert not drawings.are_kept(PLACES)
    with drawn_aside(drawings, PLACES):
        pass
    kept = {sealed(file) for file in (drawings.cache.folder / "drawings").glob("*.svg")}
    shown = drawings.locator(PLACES[0].coordinates)
    assert shown != alone
    assert {shown, alone} <= kept


def test_a_sibling_out_of_sight_changes_no_drawing(drawings: Drawings) -> None:
    alone = drawings.locator(PLACES[0].coordinates)
    drawings.siblings = [(-33.4, -70.7), PLACES[0].coordinates]
    assert drawings.locator(PLACES[0].coordinates) == alone
    assert len(list((drawings.cache.folder / "drawings").glob("*.svg"))) == 1


def test_nothing_is_started_for_what_is_kept(drawings: Drawings, monkeypatch: pytest.MonkeyPatch) -> None:
    drawings.doors()
    drawings.locator(PLACES[0].coordinates)
    assert not drawings.are_kept(PLACES[:1]), "the cover is missing"
    drawings.cover(PLACES[0].coordinates, PLACES[0].city)
    monkeypatch.setattr(aside, "Aside", lambda: pytest.fail("a process was started"))
    with drawn_aside(drawings, PLACES[:1] * 10):
        assert drawings.are_kept(PLACES[:1])


def test_no_process_is_started_for_a_few(drawings: Drawings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "Aside", lambda: pytest.fail("a process was started"))
    with drawn_aside(drawings, PLACES[1:]):
        assert not drawings.are_kept(PLACES[1:])


def test_where_no_process_can_be_started_drawing_is_left_to_those_who_need_it(
    drawings: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(aside, "Aside", none)
    with drawn_aside(drawings, PLACES):
        pass
    assert not drawings.are_kept(PLACES)
    assert drawings.doors().startswith(b"<?xml")


def test_a_fault_of_an_icon_is_told_by_those_who_need_it(drawings: Drawings, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = drawings.framework.model_copy(
        update={"domains": [domain.model_copy(update={"icon": "nothing"}) for domain in drawings.framework.domains]}
    )
    drawings.framework = broken
    monkeypatch.setattr(Drawings, "are_kept", lambda self, places: False)
    with drawn_aside(drawings, PLACES):
        pass
    with pytest.raises(Exception, match="nothing"):
        drawings.doors()
