"""Pages that links speak of are found in every language."""

from __future__ import annotations

import re

import pytest

from helpers.project import ROOT
from mgi_report.text.languages import load_language
from mgi_report.text.spoken import MESSAGES, speaking, spoken_page

PRINTED = {"Page %(page)s", "p. %(page)s"}
"""Messages with pages that stand on the page; the proof of a compendium reads them there."""
VALUES = {"title": "On page layout, 1951", "number": 3, "name": "Partnerships", "city": "Port Sereno", "findings": "R1"}


@pytest.mark.parametrize("code", ["en", "es", "fr"])
@pytest.mark.parametrize("label", ["2", "A-12", "xiv"])
def test_what_links_say_is_found(code: str, label: str) -> None:
    language = load_language(code, (ROOT / "locales",))
    patterns = speaking(language)
    for message in MESSAGES:
        assert spoken_page(language.gettext(message, **VALUES, page=label), patterns) == label
        assert spoken_page(f"MDE-2022-R1, {language.gettext(MESSAGES[-1], page=label)}", patterns) == label
    for message in ("Go to %(title)s", "Go to domain %(number)s, %(name)s"):
        assert spoken_page(language.gettext(message, **VALUES), patterns) == ""


def test_a_page_may_come_first_and_spaces_may_be_wide() -> None:
    language = load_language("en", (ROOT / "locales",))
    turned = type(language)("ja", dict.fromkeys(MESSAGES, "%(page)s\u30da\u30fc\u30b8"))
    assert spoken_page("12\u30da\u30fc\u30b8", speaking(turned)) == "12"
    assert spoken_page("Go to Partnerships on page\xa012", speaking(language)) == "12"


def test_no_message_with_a_page_is_forgotten() -> None:
    messages = re.findall(r'^msgid "(.*%\(page\)s.*)"$', (ROOT / "locales/mgi_report.pot").read_text(), re.M)
    assert set(messages) == {*MESSAGES, *PRINTED}
