"""What is bundled: complete, known, and with its licence and source."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess

import pytest
from fontTools.ttLib import TTFont

from helpers.project import ROOT

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


def test_land_has_no_line_that_could_be_a_border() -> None:
    polygons = json.loads((ROOT / "assets" / "maps" / "land-50m.json").read_text(encoding="utf-8"))
    assert len(polygons) > 1000
    for polygon in polygons:
        for ring in polygon:
            assert ring[0] == ring[-1], "an open line"
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


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
