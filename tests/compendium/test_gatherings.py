"""Gatherings: what is kept of them, what makes them anew, and plans that do not hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.project import ROOT
from helpers.volumes import FRAMEWORK
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import Gathering
from mgi_report.design.editions import PRESS
from mgi_report.pdf.xmp import Metadata
from mgi_report.studio.studio import Studio
from mgi_report.studio.typesetter import Typesetter
from mgi_report.typeset.documents import Attached, Composed, Typeset
from mgi_report.workspace.places import open_workspace


@pytest.fixture
def typesetting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every document that is typeset, by its HTML; nothing is typeset in fact."""
    made: list[str] = []

    def typeset(self: Typesetter, document: Composed, *_: object) -> Typeset:
        made.append(document.html)
        return Typeset(f"%PDF {document.html}".encode(), 2, (), {"a": 1})

    monkeypatch.setattr(Typesetter, "typeset", typeset)
    return made


def gathering(html: str = "<p>one</p><img src='mgi:map.svg'>", **changes: object) -> Gathering:
    about = Metadata("Title", "", "", "", ("en",), "x", "", "", "", (), "2024-03-01")
    drawings = {"map.svg": b"<svg/>", "other.svg": b"<svg/>"}
    return replace(Gathering("front", "Front", Composed(html, drawings), about), **changes)  # type: ignore[arg-type]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    return Studio(open_workspace(ROOT), FRAMEWORK)


def test_the_same_is_kept_and_another_word_is_made_anew(studio: Studio, typesetting: list[str]) -> None:
    first = gatherings.make(gathering(), studio)
    assert gatherings.make(gathering(), studio) == first
    assert len(typesetting) == 1
    gatherings.make(gathering("<p>two</p>"), studio)
    assert typesetting[1:] == ["<p>two</p>"]
    gatherings.make(gathering(), studio, force=True)
    assert len(typesetting) == 3


def test_a_drawing_counts_only_where_it_is_used(studio: Studio, typesetting: list[str]) -> None:
    gatherings.make(gathering(), studio)
    html = gathering().document.html
    unused = {"map.svg": b"<svg/>", "other.svg": b"<svg id='changed'/>"}
    gatherings.make(gathering(document=Composed(html, unused)), studio)
    assert len(typesetting) == 1
    gatherings.make(gathering(document=Composed(html, unused | {"map.svg": b"<svg id='changed'/>"})), studio)
    assert len(typesetting) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": PRESS},
        {"attachments": (Attached("a.csv", b"1", "Data", "", None),)},  # type: ignore[arg-type]
        {"metadata": replace(gathering().metadata, title="Another")},
    ],
)
def test_what_stands_beside_the_pages_counts_as_well(
    studio: Studio, typesetting: list[str], monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    monkeypatch.setattr(studio, "finisher", lambda *_, **__: None)
    gatherings.make(gathering(), studio)
    gatherings.make(gathering(**changes), studio)
    assert len(typesetting) == 2


def test_another_font_makes_everything_anew(
    studio: Studio, typesetting: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gatherings.make(gathering(), studio)
    font = tmp_path / "OpenSans-Regular.ttf"
    font.write_bytes((ROOT / "assets" / "fonts" / "OpenSans-Bold.ttf").read_bytes())
    monkeypatch.setattr(type(studio.workspace), "font_files", lambda self: [font])
    gatherings.make(gathering(), studio)
    assert len(typesetting) == 2


def test_what_is_damaged_in_the_cache_is_made_anew(studio: Studio, typesetting: list[str]) -> None:
    gatherings.make(gathering(), studio)
    (facts,) = (studio.workspace.cache / "gatherings").glob("*.json")
    for content in ("{", "[]", '{"pages": "x"}'):
        facts.write_text(content)
        gatherings.make(gathering(), studio)
    facts.with_suffix(".pdf").unlink()
    assert gatherings.make(gathering(), studio).pages == 2
    assert len(typesetting) == 5
