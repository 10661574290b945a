"""What draws keeps its things in a folder of the user's own, and takes no orders from files that lie about."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.command import run_apart


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files, and one for what is the user's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    return folder


@pytest.mark.parametrize("others_may_write", [False, True])
def test_nothing_lies_in_the_temporary_folder_under_a_name_that_others_know(
    make_workspace: MakeWorkspace, temporary: Path, tmp_path: Path, others_may_write: bool
) -> None:
    root, own = make_workspace(vila_aurora=city_data()), tmp_path / "own" / "mgi-report"
    own.mkdir(parents=True)
    own.chmod(0o777 if others_may_write else 0o700)
    out = run_apart("--workspace", str(root), "figure", "wheel", "vila-aurora", "-o", str(tmp_path / "wheel.svg"))
    assert out.returncode == 0
    assert "atplotlib" not in out.stderr
    assert list(temporary.iterdir()) == []
    assert (own / "matplotlib").is_dir() is not others_may_write


def test_settings_in_the_current_folder_change_no_figure(
    make_workspace: MakeWorkspace, temporary: Path, tmp_path: Path
) -> None:
    root = make_workspace(vila_aurora=city_data())
    drawn = []
    for name, settings in (("plain", ""), ("changed", "path.sketch: 3, 100, 2\nlines.antialiased: False\n")):
        here = tmp_path / name
        here.mkdir()
        (here / "matplotlibrc").write_text(settings, encoding="utf-8")
        out = run_apart("--workspace", str(root), "figure", "wheel", "vila-aurora", "-o", "wheel.svg", cwd=here)
        assert out.returncode == 0
        drawn.append((here / "wheel.svg").read_bytes())
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("given", [False, True])
def test_metrics_of_fonts_are_read_for_others_alone(
    make_workspace: MakeWorkspace, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: bool
) -> None:
    """A folder that others use too has a whole list of fonts; ours has none that are mere metrics."""
    root, folder = make_workspace(vila_aurora=city_data()), tmp_path / "own" / "mgi-report" / "matplotlib"
    if given:
        folder = tmp_path / "theirs"
        monkeypatch.setenv("MPLCONFIGDIR", str(folder))
    out = run_apart("--workspace", str(root), "figure", "wheel", "vila-aurora", "-o", str(tmp_path / "wheel.svg"))
    assert out.returncode == 0
    (kept,) = folder.glob("fontlist-*.json")
    listed = json.loads(kept.read_text(encoding="utf-8"))
    assert bool(listed["afmlist"]) is given
    assert listed["ttflist"]


def test_the_library_has_its_manual_back_once_it_is_read() -> None:
    known = (
        "from mgi_report.figures.canvas import outline_class; outline_class(); from matplotlib import artist, patches"
    )
    ask = f"{known}; print('facecolor' in artist.kwdoc(patches.Patch), 'facecolor' in patches.Patch.set.__doc__)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
