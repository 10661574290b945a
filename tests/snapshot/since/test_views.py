"""Two editions as a reader is told them: states in words, both in one language, nothing counted."""

from __future__ import annotations

import re

import pytest

from helpers.cities import Data
from helpers.editions import CITIES, LETTERS, two_editions
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.succession import State, succession
from mgi_report.design.measures import Setting
from mgi_report.snapshot.since.plan import SincePlan, plan_since
from mgi_report.snapshot.since.present import view_since
from mgi_report.snapshot.since.record import since_record
from mgi_report.snapshot.since.view import SinceView
from mgi_report.studio.studio import Studio
from mgi_report.text.languages import load_language
from mgi_report.workspace.places import Workspace

FRAMEWORK = load_framework(ROOT / "data" / "framework.yaml")


def viewed(older: Data, newer: Data, language: str = "en") -> SinceView:
    before, now = (Profile.model_validate(data) for data in (older, newer))
    return view_since(succession(before, now, LETTERS), FRAMEWORK, load_language(language, (ROOT / "locales",)))


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    root = tmp_path_factory.mktemp("studio")
    return Studio(Workspace(root, root / "cache"), FRAMEWORK).setting("snapshot", "en")


def test_every_state_is_words_in_square_brackets() -> None:
    view = viewed(*two_editions("en")[:2])
    said = {item.state: item.words for domain in view.domains for item in domain.standings}
    assert set(said) == set(State)
    assert said[State.SAME] == "[In both editions, in the same words]"
    assert said[State.NO_LONGER] == "[No longer listed]"
    assert said[State.DOUBT].startswith("[In doubt: one finding put differently, or two")
    moved = {item.words for d in view.domains for item in d.standings if item.state is State.OTHER_LIST}
    assert {words.split(";")[0] for words in moved} == {
        "[Now listed among areas with potential, in May 2019 among examples",
        "[Now listed among examples, in May 2019 among areas with potential",
    }
    assert {words.split("; ")[1] for words in moved} == {"in the same words]", "put differently]"}


def test_semicolons_of_states_are_set_as_the_language_sets_them() -> None:
    view = viewed(*two_editions("fr")[:2], "fr")
    said = [item.words for d in view.domains for item in d.standings if ";" in item.words]
    assert said
    assert all("\u202f; " in words for words in said)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_states_are_told_in_the_order_of_the_house(language: str) -> None:
    view = viewed(*two_editions(language)[:2], language)
    order = list(State)
    for domain in view.domains:
        places = [order.index(item.state) for item in domain.standings]
        assert places == sorted(places)
    words = " ".join(item.words for domain in view.domains for item in domain.standings)
    assert not re.search(r"[→←↑↓⇒+±]", words)


def test_what_says_the_same_stands_once_and_everything_else_as_often_as_it_is_listed() -> None:
    older, newer, changes = two_editions("en")
    view = viewed(older, newer)
    printed = [item.reference for item in view.listed]
    assert len(printed) == len(set(printed))
    once = sum(item.once for domain in view.domains for item in domain.standings)
    assert once == 4 + 2
    listed = sum(bool(change.older) + bool(change.newer) for change in changes)
    assert len(printed) == listed - once
    record = since_record(view, succession(*(Profile.model_validate(data) for data in (older, newer)), LETTERS))
    assert len(record["findings"]) == listed
    assert sum("text" in item for item in record["findings"]) == len(printed)
    assert {item["state"] for item in record["findings"]} == {str(state) for state in State}


def test_a_finding_of_another_domain_says_where_it_stood() -> None:
    older, newer, _ = two_editions("en")
    moved = newer["findings"]["partnerships"]["developed"].pop(0)
    newer["findings"]["well-being"]["developed"].append(moved | {"id": "W99", "topics": ["skills"]})
    view = viewed(older, newer)
    (item,) = [item for domain in view.domains for item in domain.standings if item.newer and item.newer.local == "W99"]
    assert item.words.endswith("in May 2019 under 3\u00a0Partnerships]")
    assert not item.kept


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (None, None, "At least one of the profiles does not name the version"),
        ("87 indicators, local pilot", None, "At least one of the profiles does not name the version"),
        ("87 indicators, local pilot", "About 100 indicators", "name different versions of the indicators"),
        ("87 indicators, local pilot", "87 indicators,  local pilot", "Both profiles name the same version"),
    ],
)
def test_the_versions_of_the_indicators_come_first(first: str | None, second: str | None, said: str) -> None:
    older, newer, _ = two_editions("en")
    for data, name in ((older, first), (newer, second)):
        data["source"] |= {"framework": name} if name else {}
    view = viewed(older, newer)
    assert said in view.instrument
    assert view.older.framework.plain == (first or "not named in the profile")


def test_findings_are_printed_in_the_language_that_both_have() -> None:
    older, newer, _ = two_editions("es")
    view = viewed(older, newer, "en")
    assert {item.text.language for item in view.listed} == {"es"}
    assert "printed in Spanish, the language that both editions have" in view.foreign
    assert viewed(older, newer, "es").foreign == ""
    newer["source"] |= {"language": "fr"}
    apart = viewed(older, newer, "en")
    assert "no language in common" in apart.foreign
    assert {item.state for domain in apart.domains for item in domain.standings} <= {
        State.NEWLY,
        State.NO_LONGER,
        State.DIFFERENT,
    }


def test_verbatim_editions_are_no_summaries() -> None:
    older, newer, _ = two_editions("en")
    assert "Derived summary" in viewed(older, newer).note
    for data in (older, newer):
        data["source"] |= {"wording": "verbatim"}
    assert "wording of the source" in viewed(older, newer).note


def rows_of(plan: SincePlan) -> list[str]:
    return [
        (item.newer or item.older).reference  # type: ignore[union-attr]
        for page in plan.pages
        for part in page
        for row in part.rows
        for item in row.standings
    ]


def test_a_plan_has_every_row_once_and_a_leaf_an_even_number_of_pages(setting: Setting) -> None:
    for language in CITIES:
        view = viewed(*two_editions(language)[:2])
        wanted = sorted(
            (item.newer or item.older).reference  # type: ignore[union-attr]
            for domain in view.domains
            for item in domain.standings
        )
        alone, leaf = plan_since(view, setting), plan_since(view, setting, leaf=True)
        assert sorted(rows_of(alone)) == sorted(rows_of(leaf)) == wanted
        assert len(leaf.pages) % 2 == 0
        assert alone.telling == "whole"
        heads = [part.domain.number for page in alone.pages for part in page if not part.continued]
        assert heads == [1, 2, 3, 4, 5, 6]


def test_an_empty_comparison_has_its_six_domains_and_a_leaf_two_pages(setting: Setting) -> None:
    older, newer, _ = two_editions("en")
    for data in (older, newer):
        data["findings"] = {domain: {"developed": [], "potential": []} for domain in LETTERS}
    view = viewed(older, newer)
    assert len(plan_since(view, setting).pages) == 1
    leaf = plan_since(view, setting, leaf=True)
    assert len(leaf.pages) == 2
    assert all(page for page in leaf.pages)


def test_narrower_columns_never_take_fewer_pages(setting: Setting) -> None:
    view = viewed(*two_editions("fr")[:2])
    counts = [len(plan_since(view, setting, caution).pages) for caution in (1.0, 0.7, 0.5)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
