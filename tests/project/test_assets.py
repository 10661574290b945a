"""What is bundled: complete, known, and with its licence and source."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

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


def test_no_file_names_a_place_of_work() -> None:
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        file: Path = ROOT / name
        if file.suffix in {".py", ".md", ".yaml", ".toml", ".j2", ".css", ".po", ".lock", ""} and file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            assert str(ROOT) not in text or Path("/") == ROOT, name
