"""Hyphenation patterns that are kept give the same break points as those that pyphen reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

from mgi_report import accelerate
from mgi_report.hyphenation import hyphenator, load_kept

WORDS = {
    "en": ["extraordinary", "representative", "intergovernmental"],
    "es": ["gobernanza", "interinstitucional"],
    "fr": ["gouvernance", "intergouvernementale"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(accelerate, "_folder", tmp_path)
    forget(monkeypatch)
    yield tmp_path
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


def test_a_language_whose_spelling_changes_at_a_break_is_not_kept(folder: Path) -> None:
    found = hyphenator("hu")
    assert found
    assert found.positions("asszonnyal")
    assert not list(folder.iterdir())


def test_a_language_without_patterns_has_none(folder: Path) -> None:
    assert hyphenator("") is None
    assert hyphenator("xx") is None
