"""On paper the address of a link stands behind its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import city_data, write_yaml
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.data.spelled import spell_links, spelled_out
from mgi_report.text.markup import plain_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[The plan](https://example.org/plan_a) is online.", "The plan (https://example.org/plan_a) is online."),
        ("Write to [the desk](mailto:desk@example.org).", "Write to the desk (desk@example.org)."),
        ("See [example.org/plan](https://example.org/plan/).", "See example.org/plan."),
        ("[A](https://a.org/x_(y)) and [B](http://b.org)", "A (https://a.org/x_(y)) and B (http://b.org)"),
        ("[The [plan](https://a.org)]{.plan lang=es} holds", "The plan (https://a.org) holds"),
        ('[*The* plan](https://a.org "title")', "The plan (https://a.org)"),
        ("no link, \\[no\\](https://a.org)", "no link, [no](https://a.org)"),
        ("![no](https://a.org) link", "![no](https://a.org) link"),
        ("none at all", "none at all"),
    ],
)
def test_links_spell_their_addresses_out(typed: str, printed: str) -> None:
    assert plain_text(spell_links(typed)) == printed


def test_all_texts_of_a_profile_do_and_nothing_else_changes(tmp_path: Path) -> None:
    data = city_data(1, 1)
    data["findings"]["partnerships"]["developed"][0]["text"] = {
        "en": "[One](https://a.org)",
        "fr": "[Un](https://b.org)",
    }
    data["facts"] = [{"label": "[L](https://c.org)", "value": "1", "year": "2020", "source": "S"}]
    loaded = load(ROOT / "data" / "framework.yaml", [write_yaml(tmp_path / "one.yaml", data)])
    (profile,) = loaded.profiles.values()
    spelled = spelled_out(profile)
    text = spelled.findings["partnerships"].developed[0].text
    assert isinstance(text, dict)
    assert [plain_text(words) for words in text.values()] == ["One (https://a.org)", "Un (https://b.org)"]
    assert spelled.facts[0].label == "[L](https://c.org) (https://c.org)"
    assert (spelled.source, spelled.place, spelled.introduction) == (
        profile.source,
        profile.place,
        profile.introduction,
    )
    (plain,) = load(
        ROOT / "data" / "framework.yaml", [write_yaml(tmp_path / "two.yaml", city_data(1, 1))]
    ).profiles.values()
    assert spelled_out(plain) is plain
