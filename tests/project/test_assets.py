"""What is bundled: complete, known, and with its licence and source."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import islice, pairwise
from math import hypot
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from helpers.project import ROOT
from mgi_report.workspace.places import COUNTRIES, LAND

Point = tuple[int, int]
Ring = list[Point]

FONTS = {
    "OpenSans-Bold.ttf": "5f4c6f0c6beae948",
    "OpenSans-Italic.ttf": "dd74eb2d271b57ef",
    "OpenSans-Light.ttf": "0ceb0091b5426ef5",
    "OpenSans-Regular.ttf": "33e93bec67d91c39",
    "OpenSans-SemiBold.ttf": "126a7c4db92d11e8",
    "OpenSans-SemiBoldItalic.ttf": "c8835e0667473494",
}
NEEDED = "ÁÉÍÓÚÑÜáéíóúñü¿¡ÀÂÇÈÊËÎÏÔŒÙÛàâçèêëîïôœùû«»“”‘’„–—…·°№ºªЖждяё"


def test_fonts_are_the_files_we_know() -> None:
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        for file in (ROOT / "assets" / "fonts").glob("*.ttf")
    }
    assert found == FONTS


@pytest.mark.parametrize("name", FONTS)
def test_fonts_are_complete_static_truetype(name: str) -> None:
    font = TTFont(ROOT / "assets" / "fonts" / name)
    assert "glyf" in font
    assert "fvar" not in font
    covered = font.getBestCmap()
    assert [character for character in NEEDED if ord(character) not in covered] == []


@pytest.mark.parametrize("folder", ["fonts", "icons", "maps"])
def test_every_asset_folder_names_its_source(folder: str) -> None:
    text = (ROOT / "assets" / folder / "README.md").read_text(encoding="utf-8")
    assert "https://" in text
    licences = {"fonts": "OFL.txt", "icons": "LICENSE", "maps": "README.md"}
    assert (ROOT / "assets" / folder / licences[folder]).is_file()


@pytest.fixture(scope="module")
def land() -> list[list[Ring]]:
    """The polygons of the archive, in 1/1000 degree."""
    with np.load(ROOT.joinpath(*LAND)) as kept:
        points, rings, polygons = np.cumsum(kept["points"], axis=0).tolist(), kept["rings"], kept["polygons"]
    assert len(points) == rings.sum()
    assert len(rings) == polygons.sum()
    whole = iter([tuple(point) for point in points])
    found = iter([list(islice(whole, length)) for length in rings])
    return [list(islice(found, number)) for number in polygons]


def test_land_is_all_the_land_of_the_world_in_closed_lines(land: list[list[Ring]]) -> None:
    assert len(land) > 4000
    for polygon in land:
        for ring in polygon:
            assert ring[0] != ring[-1] or len(ring) == 1, "the last point is joined to the first"
            assert all(-180_000 <= x <= 180_000 and -90_000 <= y <= 90_000 for x, y in ring)


def test_land_has_no_line_that_could_be_a_border(land: list[list[Ring]]) -> None:
    """A border is an edge of two lands. An edge that one land has twice, 3 km at most, is a strip below the grain."""
    owners: dict[tuple[Point, Point], int] = {}
    for number, polygon in enumerate(land):
        for ring in polygon:
            for edge in pairwise([*ring, ring[0]]):
                start, end = sorted(edge)
                owner = owners.setdefault((start, end), number)
                assert owner == number
    seen: Counter[tuple[Point, Point]] = Counter()
    for polygon in land:
        for ring in polygon:
            seen.update((min(edge), max(edge)) for edge in pairwise([*ring, ring[0]]))
    twice = [hypot(end[0] - start[0], end[1] - start[1]) for (start, end), count in seen.items() if count > 1]
    assert len(twice) < 100
    assert max(twice) < 30


def test_the_archive_of_land_is_the_one_that_its_script_packs() -> None:
    text = (ROOT / "assets" / "maps" / "README.md").read_text(encoding="utf-8")
    name = LAND[-1]
    assert f"`{name}`" in text
    assert hashlib.sha256(ROOT.joinpath(*LAND).read_bytes()).hexdigest() in text
    assert "scripts/land.py" in text
    assert {file.name for file in (ROOT / "assets" / "maps").iterdir()} == {"README.md", name, COUNTRIES[-1]}
    assert f"`{COUNTRIES[-1]}`" in text
    assert "scripts/countries.py" in text


def test_the_script_packs_rings_of_a_topology(tmp_path: Path) -> None:
    """An island with a lake, whose shores are shared arcs, also run backwards."""
    atlas = {
        "transform": {"scale": [0.5, 0.5], "translate": [-10, 40]},
        "arcs": [[[0, 0], [0, 8]], [[0, 8], [8, 0], [0, -8]], [[8, 0], [-8, 0]], [[2, 2], [4, 0], [0, 4], [-4, -4]]],
        "objects": {"land": {"geometries": [{"arcs": [[[0, 1, 2], [~3]]]}, {"arcs": [[[3]]]}]}},
    }
    source, target = tmp_path / "land.json", tmp_path / "land.npz"
    source.write_text(json.dumps(atlas), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "land.py", source, target], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    with np.load(target) as kept:
        assert (kept["rings"].tolist(), kept["polygons"].tolist()) == ([4, 3, 3], [2, 1])
        points = np.cumsum(kept["points"], axis=0).tolist()
    assert sorted(points[:4]) == [[-10000, 40000], [-10000, 44000], [-6000, 40000], [-6000, 44000]]
    assert sorted(points[4:7]) == sorted(points[7:]) == [[-9000, 41000], [-7000, 41000], [-7000, 43000]]


PLACE_OF_WORK = re.compile(
    rb"(?:(?<![\w.~/:)}-])|file://)/(?:home|Users|root|work|workspaces?|builds|mnt|media|srv|opt|tmp|var/folders)/[\w.-]"
    rb"|\b[A-Za-z]:\\{1,2}(?:Users|Documents|work)\b",
    re.ASCII,
)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"see /home/ada/reports/en", True),
        (b'PATH = "/Users/ada/mgi"', True),
        (b"cd /work/reports && make", True),
        (b"file:///tmp/reports/x.pdf", True),
        (b"(/var/folders/2x/T)", True),
        (rb"C:\Users\ada\reports", True),
        (rb'"C:\\Users\\ada"', True),
        (b"file:///etc/passwd, C:\\path", False),
        (b"https://example.org/home/casa", False),
        (b"docs/work/plan, a home/school", False),
        (b"{root}/work/{name}", False),
    ],
)
def test_places_of_work_are_known_by_their_looks(line: bytes, named: bool) -> None:
    assert bool(PLACE_OF_WORK.search(line)) is named


def test_no_file_names_a_place_of_work() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    assert len(files) > 300
    files.remove("tests/project/test_assets.py")
    ours = str(ROOT).encode()
    named = {}
    for name in files:
        data = (ROOT / name).read_bytes()
        found = {match[0] for match in PLACE_OF_WORK.finditer(data)} | ({ours} if ours in data else set())
        if found:
            named[name] = found
    assert named == {}
