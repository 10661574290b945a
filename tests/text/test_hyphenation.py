"""Hyphenation patterns that are kept give the same break points as those that pyphen reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pyphen
import pytest

from helpers.project import ROOT
from mgi_report.text.hyphenation import hyphenator, load_kept
from mgi_report.text.typography import WHOLE
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.workspace import cache
from mgi_report.workspace.places import open_workspace

WORDS = {
    "en": ["extraordinary", "representative", "intergovernmental"],
    "es": ["gobernanza", "interinstitucional"],
    "fr": ["gouvernance", "intergouvernementale"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    before = cache.folder()
    cache.keep_in(tmp_path)
    forget(monkeypatch)
    yield tmp_path
    cache.keep_in(before)  # type: ignore[arg-type]
    hyphenator.cache_clear()


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyphen, "hdcache", {})
    hyphenator.cache_clear()


@pytest.mark.parametrize("language", WORDS)
def test_kept_patterns_part_words_in_the_same_places(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    expected = [pyphen.Pyphen(lang=language, cache=False).positions(word) for word in WORDS[language]]
    for _ in range(2):
        forget(monkeypatch)
        found = hyphenator(language)
        assert found
        assert [found.positions(word) for word in WORDS[language]] == expected
        assert len(list(folder.iterdir())) == 1


def test_kept_patterns_are_read_and_broken_ones_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hyphenator("en")
    (kept,) = folder.iterdir()
    forget(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(pyphen.HyphDict, "__init__", lambda *_: pytest.fail("read once more"))
        load_kept()
        found = hyphenator("en-GB") or hyphenator("en")
        assert found
        assert found.positions("extraordinary")
    kept.write_bytes(b"no patterns")
    forget(monkeypatch)
    found = hyphenator("en")
    assert found
    assert found.positions("extraordinary")
    assert kept.read_bytes() != b"no patterns"


@pytest.mark.parametrize(
    ("language", "whole", "parted"),
    [
        ("en", "Ombudsman", "ombudsman"),
        ("es", "Municipalidad", "municipalidad"),
        ("fr", "Érythréenne", "érythréenne"),
        ("de", "", "Verwaltungsgemeinschaft"),
    ],
)
def test_names_are_left_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str, whole: str, parted: str
) -> None:
    for _ in range(2):  # as read, and as kept
        forget(monkeypatch)
        found = hyphenator(language)
        assert found
        assert not whole or found.positions(whole) == []
        assert found.positions(parted)


def test_the_engine_leaves_names_whole_in_every_language_of_a_document() -> None:
    body = "".join(
        f"<p lang={language}>{'W' * 9} {word} {word.lower()}"
        for language, word in {"en": "Intergovernmental", "es": "Administración", "fr": "Gouvernance"}.items()
    )
    style = "html{font-family:'Open Sans'} p{width:2cm;hyphens:auto;hyphenate-limit-zone:0} @page{size:A4}"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style>{body}"
    workspace = open_workspace(ROOT)
    typeset.get_ready(workspace.font_files(), workspace.cache)
    made = typeset.typeset(Composed(html, {}), lambda pdf: None)
    lines = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().replace("\0", "").split("\n")
    for word in ("Intergovernmental", "Administración", "Gouvernance"):
        assert any(word in line for line in lines), lines
        assert not any(word.lower() in line for line in lines), lines


def test_the_engine_leaves_marked_words_whole_and_prints_no_mark() -> None:
    body = f"<p lang=en>{'W' * 9} intergovernmental{WHOLE}.</p><p lang=en>{'W' * 10} 2020–{WHOLE}2023</p>"
    style = "html{font-family:'Open Sans'} p{width:3cm;hyphens:auto;hyphenate-limit-zone:0} @page{size:A4}"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style>{body}"
    workspace = open_workspace(ROOT)
    typeset.get_ready(workspace.font_files(), workspace.cache)
    made = typeset.typeset(Composed(html, {}), lambda pdf: None)
    assert not made.problems
    lines = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().split("\n")
    assert lines == ["W" * 9, "intergovernmental.", "W" * 10, "2020–2023"]


def test_a_language_whose_spelling_changes_at_a_break_is_not_kept(folder: Path) -> None:
    found = hyphenator("hu")
    assert found
    assert found.positions("asszonnyal")
    assert not list(folder.iterdir())


def test_a_language_without_patterns_has_none(folder: Path) -> None:
    assert hyphenator("") is None
    assert hyphenator("xx") is None
