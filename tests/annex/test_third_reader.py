"""What pdf.js hears, which made none of our files: everything belongs to a tag, in the order in which it is painted."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.pdfjs import Page, pages_of
from helpers.volumes import NAME


@pytest.fixture(scope="module")
def snapshot(built: Path) -> list[Page]:
    return pages_of(built)


@pytest.fixture(scope="module")
def compendium(volume: Path) -> list[Page]:
    return pages_of(volume / "reports" / NAME)


def assert_heard(pages: list[Page]) -> None:
    assert [number for number, page in enumerate(pages, 1) if "nobody" in page.painted] == []
    for number, page in enumerate(pages, 1):
        read = [name for name, kind, text in page.read if text]
        painted = [name for name in page.painted if name != "artifact"]
        assert read == painted, f"page {number}"


def test_a_snapshot_is_heard_as_it_is_seen(snapshot: list[Page]) -> None:
    assert_heard(snapshot)
    assert all("artifact" in page.painted for page in snapshot[1:]), "running heads and feet"


def test_a_compendium_is_heard_as_it_is_seen(compendium: list[Page]) -> None:
    assert len(compendium) > 30
    assert_heard(compendium)


def test_findings_are_heard_below_the_head_of_their_list(snapshot: list[Page]) -> None:
    said = [(kind, text.strip()) for page in snapshot[1:3] for _, kind, text in page.read]
    labels = [text for kind, text in said if kind == "Lbl" and text[1:].isdigit()]
    assert len(labels) == 6 * 5
    first = said.index(("Lbl", "R1"))
    assert ("H3", "Examples of well-developed areas") in said[:first]
    fourth = said.index(("Lbl", "R4"))
    assert any(kind == "H3" and text.startswith("Areas with potential") for kind, text in said[first:fourth])


def test_signs_are_heard(snapshot: list[Page], compendium: list[Page]) -> None:
    assert {"Example", "Potential"} <= set(snapshot[3].alts)
    region = next(page for page in compendium if page.alts.count("Not mentioned") > 10)
    assert {"Example", "Potential", "Domain 1, Migrants’ rights:"} <= set(region.alts)
