"""Which findings must stand in a file of ours is read from its data, in the language in which it prints them."""

from __future__ import annotations

from typing import Any

import pytest

from mgi_report.data.records import COMPARISON, SCHEMA
from mgi_report.pdf import expected
from mgi_report.pdf.expected import expected_by_attachment
from mgi_report.text.typography import fold

HARBOUR = {"en": "The harbour is open to all.", "fr": "Le port est ouvert à toutes et à tous."}
SCHOOL = {"en": "The school has an evening class.", "fr": "L'école a un cours du soir."}
VOLUME = {
    "schema": COMPARISON,
    "languages": ["en", "fr"],
    "places": [{"place": "aurora", "source": {"language": "en"}}],
    "findings": [
        {"reference": "AUR-2021-R1", "place": "aurora", "text": HARBOUR},
        {"reference": "AUR-2021-R2", "place": "aurora", "text": SCHOOL},
    ],
}
SNAPSHOT = {
    "schema": SCHEMA,
    "language": "en",
    "findings": [
        {"reference": "AUR-2021-R1", "text": HARBOUR["en"]},
        {"reference": "AUR-2021-R2", "text": SCHOOL["en"]},
    ],
}


def found_in(
    monkeypatch: pytest.MonkeyPatch, language: str, records: list[dict[str, Any]], *pages: str
) -> list[tuple[str, str]]:
    monkeypatch.setattr(expected, "attached_json", lambda document: records)
    monkeypatch.setattr(expected, "language_of", lambda document: language)
    monkeypatch.setattr(expected, "has_annexes", lambda document: False)
    monkeypatch.setattr(expected, "folded_pages", lambda document: map(fold, pages))
    return sorted(expected_by_attachment(object()).findings)


def listed(code: str, times: int) -> list[tuple[str, str]]:
    return times * [("AUR-2021-R1", HARBOUR[code]), ("AUR-2021-R2", SCHOOL[code])]


@pytest.mark.parametrize(
    ("document", "printed"), [("en", "en"), ("en", "fr"), ("fr", "fr"), ("es", "fr"), ("fr", "en")]
)
def test_a_volume_behind_a_briefing_keeps_its_own_language(
    monkeypatch: pytest.MonkeyPatch, document: str, printed: str
) -> None:
    found = found_in(monkeypatch, document, [VOLUME], "A briefing", f"R1 {HARBOUR[printed]}", SCHOOL[printed])
    assert found == sorted(listed(printed, 2))


def test_a_snapshot_in_another_language_beside_it_stands_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    found = found_in(monkeypatch, "en", [SNAPSHOT, VOLUME], HARBOUR["en"], SCHOOL["en"], HARBOUR["fr"], SCHOOL["fr"])
    assert found == sorted([*listed("en", 1), *listed("fr", 2)])


def test_a_snapshot_within_it_is_one_of_the_two_times(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found_in(monkeypatch, "en", [VOLUME, SNAPSHOT], HARBOUR["en"]) == sorted(listed("en", 2))
