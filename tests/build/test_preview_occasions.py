"""Publications of an occasion in a preview: sketched and proved, followed and clicked as snapshots are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.briefs import write_places
from helpers.editions import NEWER, OLDER, write_editions
from helpers.previews import Browser, preview_of

CITY = "vila-aurora"
OF_BRIEF = "en/briefs/mgi-brief-health-havens-en.pdf"
OF_EDITIONS = f"en/mgi-editions-{CITY}-{OLDER}-{NEWER}-en.pdf"
OF_SNAPSHOT = f"en/mgi-snapshot-{CITY}-{NEWER}-en.pdf"
OF_SHEET = "en/mgi-exchange-havens-haven-baa-2021-05-en.pdf"


def write_havens(root: Path) -> Path:
    write_places(root, "bdp-")
    return root / "data" / "profiles" / "haven-baa.yaml"


def write_askers(root: Path) -> Path:
    return write_havens(root).with_name("haven-bab.yaml")


def write_two(root: Path) -> Path:
    write_editions(root, "en")
    return root / "data" / "profiles" / f"{CITY}-{OLDER}.yaml"


OCCASIONS = {
    "brief": (
        write_havens,
        {"briefs": ("health",), "regions": ("havens",), "html": True},
        OF_BRIEF,
        "Health – Cities on three rivers",
    ),
    "sheet": (write_askers, {"exchange": ("haven-baa",), "regions": ("havens",)}, OF_SHEET, "Haven BAA"),
    "editions": (
        write_two,
        {"cities": (f"{CITY}-{OLDER}", f"{CITY}-{NEWER}"), "compared": True},
        OF_EDITIONS,
        "Vila Aurora",
    ),
    "since": (write_two, {"cities": (f"{CITY}-{NEWER}",), "since": OLDER, "html": True}, OF_SNAPSHOT, "Vila Aurora"),
}


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_it_is_sketched_and_then_proved_the_same(occasion: str, tmp_path: Path) -> None:
    write, asked, key, title = OCCASIONS[occasion]
    file = write(tmp_path / "workspace")
    with preview_of(tmp_path / "workspace", languages=("en",), **asked) as server:  # type: ignore[arg-type]
        browser = Browser(server)
        before = browser.stage("proved")
        assert [document["key"] for document in before["documents"]] == [key]
        assert title in before["documents"][0]["title"]
        assert before["web"].partition("?")[0] == (key.replace(".pdf", ".html") if "html" in asked else "")
        since = len(browser.news)
        file.write_text(reworded(file.read_text()))
        sketch = browser.stage("sketched", since)
        assert differing(before, sketch)
        assert differing(sketch, browser.stage("proved", since)) == []  # the sketch is as the file is
        since = len(browser.news)
        file.write_text(file.read_text().replace("country:", "contry:", 1))
        assert browser.stage("refused", since)["pages"] == sketch["pages"]  # the last good ones
        assert "contry" in str(browser.news[-1]["problems"])


def reworded(text: str) -> str:
    """A profile with another word in its first finding, and in the gist of it where it has one."""
    for key in ("text", "gist"):
        text = re.sub(rf"(\b{key}: \W?)(\w+)", r"\1Reworded \2", text, count=1)
    return text


def differing(one: dict[str, list[dict[str, str]]], other: dict[str, list[dict[str, str]]]) -> list[int]:
    pairs = enumerate(zip(one["pages"], other["pages"], strict=True))
    return [number for number, (old, new) in pairs if old["print"] != new["print"]]


@pytest.mark.parametrize("occasion", ["brief", "editions", "since"])
def test_findings_lead_to_their_lines(occasion: str, tmp_path: Path) -> None:
    write, asked, _, _ = OCCASIONS[occasion]
    file = write(tmp_path / "workspace")
    with preview_of(tmp_path / "workspace", languages=("en",), **(asked | {"html": False})) as server:  # type: ignore[arg-type]
        browser = Browser(server)
        pages = browser.stage("sketched")["pages"]
        names = [name for page in pages for name, *_ in browser.ask(f"sheet/{page['print']}")["anchors"]]
        places = {place for name in names if (place := browser.ask("origin", name=name).get("place"))}
    assert {place.split(":")[0] for place in places} >= {f"data/profiles/{file.name}"}
    assert len(places) > 3
