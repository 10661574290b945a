"""The words of the data of all cities are words of the compendium, for three readers."""

from __future__ import annotations

from pathlib import Path

from helpers.readers import lost, texts_of
from helpers.volumes import NAME


def test_every_word_of_the_data_is_a_word_of_the_volume(volume: Path) -> None:
    texts = [text for profile in (volume / "data" / "profiles").glob("*.yaml") for text in texts_of(profile, "en")]
    assert len(texts) > 100
    assert lost(texts, (volume / "reports" / NAME).read_bytes()) == {}
