"""Which finding of one edition is which of another one: by their words, and by what the data say."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from helpers.cities import Data, MakeWorkspace, city_data, write_yaml
from helpers.editions import CITIES, LETTERS, NEWER, OLDER, Change, two_editions
from helpers.paraphrases import PARAPHRASES
from mgi_report.build.check import check
from mgi_report.data.follows import check_succession
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load
from mgi_report.data.succession import ALIKE, DOUBTFUL, State, common_language, likeness, succession
from mgi_report.errors import Kind, Problem, Severity
from mgi_report.workspace.places import open_workspace


def profiles(*data: Data) -> list[Profile]:
    return [Profile.model_validate(item) for item in data]


def told(older: Data, newer: Data, *between: Data) -> set[Change]:
    before, now, *others = profiles(older, newer, *between)
    found = succession(before, now, LETTERS, others).standings
    return {
        Change(str(item.state), item.older.local if item.older else "", item.newer.local if item.newer else "")
        for item in found
    }


def short(edition: str, code: str = "VAU", **findings: Any) -> Data:
    """A city with findings of one list in one domain: ``R1="text"``."""
    data = city_data(0, 0) | {"edition": edition, "code": code, "revised": f"{edition}-02"}
    data["findings"] = copy.deepcopy(data["findings"])
    listed = [value if isinstance(value, dict) else {"text": value} for value in findings.values()]
    rights = [item | {"id": local} for local, item in zip(findings, listed, strict=True)]
    data["findings"]["migrants-rights"]["developed"] = rights
    del data["introduction"]
    return data


@pytest.mark.parametrize("language", CITIES)
def test_every_planted_change_is_named_right(language: str) -> None:
    older, newer, changes = two_editions(language)
    assert len(changes) == 20
    assert told(older, newer) == set(changes)
    assert {change.state for change in changes} == {str(state) for state in State}


def test_every_paraphrase_is_matched_and_what_is_another_finding_is_far_from_it() -> None:
    pairs, wrong, right = 0, [], []
    for sentences in PARAPHRASES.values():
        alike = likeness(*zip(*sentences, strict=True))
        assert alike.argmax(axis=1).tolist() == list(range(len(sentences)))
        right += np.diag(alike).tolist()
        np.fill_diagonal(alike, 0)
        wrong += alike.max(axis=1).tolist()
        pairs += len(sentences)
    assert pairs == 60
    assert min(right) > DOUBTFUL
    assert sum(value > ALIKE for value in right) >= 57
    assert max(wrong) < DOUBTFUL


@pytest.mark.parametrize("language", PARAPHRASES)
def test_editions_of_paraphrases_alone_are_paired_finding_for_finding(language: str) -> None:
    texts = [
        {f"R{number}": text for number, text in enumerate(side, 1)} for side in zip(*PARAPHRASES[language], strict=True)
    ]
    found = told(short(OLDER, **texts[0]), short(NEWER, **texts[1]))
    assert {change.older for change in found} == set(texts[0])
    assert all(change.older == change.newer for change in found)
    assert {change.state for change in found} <= {"other-words", "in-doubt"}


def test_likeness_is_one_for_the_same_words_and_nothing_for_no_common_one() -> None:
    alike = likeness(["The harbour is open.", "xyz"], ["the  HARBOUR is open.", "quk vvv"])
    assert alike[0, 0] == pytest.approx(1)
    assert alike[1].tolist() == [0, 0]
    assert likeness(["", "a"], ["a", ""]).tolist() == [[0, 0], [1, 0]]


def test_what_differs_in_typing_alone_is_the_same() -> None:
    older = short(OLDER, R1='The "Harbour Plan" of 2018 - a [plan]{.plan} - is kept.')
    newer = short(NEWER, R1="The “Harbour Plan” of 2018 – a plan – is *kept*.")
    assert told(older, newer) == {Change("same-words", "R1", "R1")}


def test_the_data_come_before_words() -> None:
    sentence = "The harbour office advises families on schools."
    older = short(OLDER, R1=sentence, R2="Fishing boats are registered by the coast guard.")
    newer = short(NEWER, R1=sentence, R2={"text": "Nobody counts the gulls.", "follows": f"VAU-{OLDER[:4]}-R1"})
    assert told(older, newer) == {
        Change("other-words", "R1", "R2"),
        Change("newly-listed", "", "R1"),
        Change("no-longer-listed", "R2", ""),
    }


def test_an_accepted_doubt_is_none_of_the_older_ones() -> None:
    (first, second) = PARAPHRASES["en"][5]
    doubt = {Change("in-doubt", "R1", "R1")}
    rest = {f"R{n}": text for n, (text, _) in enumerate(PARAPHRASES["en"][6:], 2)}
    older, newer = short(OLDER, R1=first, **rest), short(NEWER, R1=second, **rest)
    assert doubt < told(older, newer)
    newer = short(NEWER, R1={"text": second, "accept": {"follows": "Another course."}}, **rest)
    assert {Change("newly-listed", "", "R1"), Change("no-longer-listed", "R1", "")} < told(older, newer)


def test_what_follows_an_edition_between_follows_what_that_one_follows() -> None:
    older = short("2017-02", R1="Gulls are counted.")
    between = short(OLDER, R7={"text": "Ferries run at night.", "follows": "VAU-2017-R1"})
    newer = short(NEWER, R3={"text": "A bakery teaches bread.", "follows": f"VAU-{OLDER[:4]}-R7"})
    assert told(older, newer, between) == {Change("other-words", "R1", "R3")}
    assert told(older, newer) == {Change("no-longer-listed", "R1", ""), Change("newly-listed", "", "R3")}


def test_topics_and_domains_break_ties_and_nothing_else() -> None:
    text = "The city keeps a desk for newcomers."
    older = short(OLDER, R1=text)
    newer = short(NEWER)
    newer["findings"]["partnerships"]["developed"] = [{"text": text, "id": "P1"}]
    newer["findings"]["migrants-rights"]["potential"] = [{"text": text, "id": "R1"}]
    assert Change("other-list", "R1", "R1") in told(older, newer)
    newer["findings"]["migrants-rights"]["potential"][0]["text"] = f"{text} It opens at nine."
    assert Change("same-words", "R1", "P1") in told(older, newer)


def test_editions_without_a_common_language_are_paired_by_the_data_alone() -> None:
    older, newer = short(OLDER, R1="The desk advises."), short(NEWER, R1="The desk advises.")
    newer["source"] = newer["source"] | {"language": "es"}
    before, now = profiles(older, newer)
    assert common_language(before, now) == ""
    assert told(older, newer) == {Change("no-longer-listed", "R1", ""), Change("newly-listed", "", "R1")}
    newer["findings"]["migrants-rights"]["developed"][0]["follows"] = f"VAU-{OLDER[:4]}-R1"
    assert told(older, newer) == {Change("other-words", "R1", "R1")}


def test_the_language_is_one_that_both_have_and_a_source_if_may_be() -> None:
    both = {"text": {"en": "The desk advises.", "fr": "Le bureau conseille."}}
    older, newer = profiles(short(OLDER, R1=both), short(NEWER, R1=both))
    assert common_language(older, newer) == "en"
    (french,) = profiles(
        short(OLDER, R1="Le bureau conseille.") | {"source": {**city_data()["source"], "language": "fr"}}
    )
    assert common_language(french, newer) == "fr"


def test_empty_editions_and_long_ones() -> None:
    assert told(short(OLDER), short(NEWER)) == set()
    many = {f"R{n}": f"Quay {n * 7919} is swept by crew {n * 104729} on day {n * 31}." for n in range(1, 100)}
    found = told(short(OLDER, **many), short(NEWER, **many))
    assert found == {Change("same-words", local, local) for local in many}


def problems_of(root: Path, **kinds: Any) -> list[Problem]:
    return [problem for problem in check(open_workspace(root)).problems if problem.kind in kinds.values()]


@pytest.mark.parametrize(
    ("follows", "kind", "hint"),
    [
        ("VAU-2019-R9", Kind.NOT_A_REFERENCE, "did you mean “VAU-2019-R1”?"),
        (f"VAU-{NEWER[:4]}-R2", Kind.NOT_A_REFERENCE, "R1"),
        ("R1", Kind.NOT_A_REFERENCE, "MDE-2022-R1"),
    ],
)
def test_a_reference_to_no_earlier_edition_is_an_error(
    make_workspace: MakeWorkspace, follows: str, kind: Kind, hint: str
) -> None:
    newer = short(NEWER, R1={"text": "Ferries run.", "follows": follows}, R2="Gulls are counted.")
    root = make_workspace(older=short(OLDER, R1="The desk advises."), newer=newer)
    (problem,) = problems_of(root, kind=kind)
    assert problem.severity is Severity.ERROR
    assert problem.path == "findings.migrants-rights.developed[1].follows"
    assert problem.line > 0
    assert hint in problem.hint


def test_two_findings_cannot_follow_one(make_workspace: MakeWorkspace) -> None:
    told = {"follows": "VAU-2019-R1"}
    newer = short(NEWER, R1={"text": "Ferries run.", **told}, R2={"text": "Gulls are counted.", **told})
    root = make_workspace(older=short(OLDER, R1="The desk advises."), newer=newer)
    (problem,) = problems_of(root, kind=Kind.DUPLICATE)
    assert "R1 follows it already" in problem.hint


def test_nothing_is_said_of_a_reference_to_an_edition_that_cannot_be_read(make_workspace: MakeWorkspace) -> None:
    broken = short(OLDER, R1="The desk advises.") | {"level": "lunar"}
    newer = short(NEWER, R1={"text": "Ferries run.", "follows": "VAU-2019-R1"})
    root = make_workspace(older=broken, newer=newer)
    assert problems_of(root, kind=Kind.NOT_A_REFERENCE) == []


def test_check_tells_a_doubt_with_both_places_and_what_to_write(make_workspace: MakeWorkspace) -> None:
    older, newer, _ = two_editions("en")
    root = make_workspace(older=older, newer=newer)
    (problem,) = problems_of(root, kind=Kind.DOUBTFUL_PAIR)
    assert problem.severity is Severity.WARNING
    assert problem.file == "data/profiles/newer.yaml"
    assert "VAU-2019-S6" in problem.message
    place, line = problem.hint.split(";")[0].removeprefix("see ").rsplit(":", 1)
    assert place == "data/profiles/older.yaml"
    texts = [(root / file).read_text(encoding="utf-8").splitlines() for file in (place, problem.file)]
    assert "Civil servants" in "".join(texts[0][int(line) - 1 : int(line) + 6])
    assert "Staff of the city" in "".join(texts[1][problem.line - 1 : problem.line + 6])
    assert "follows: VAU-2019-S6" in problem.hint
    assert "accept: {follows:" in problem.hint


@pytest.mark.parametrize("written", [{"follows": "VAU-2019-S6"}, {"accept": {"follows": "Another course."}}])
def test_what_is_written_settles_the_doubt(make_workspace: MakeWorkspace, written: Data) -> None:
    older, newer, _ = two_editions("en")
    (doubtful,) = [item for item in newer["findings"]["safe-migration"]["developed"] if item["id"] == "S6"]
    doubtful |= written
    root = make_workspace(older=older, newer=newer)
    assert problems_of(root, a=Kind.DOUBTFUL_PAIR, b=Kind.NEEDLESS_ACCEPT, c=Kind.NOT_A_REFERENCE) == []


def test_a_needless_accept_is_told(make_workspace: MakeWorkspace) -> None:
    newer = short(NEWER, R1={"text": "Ferries run.", "accept": {"follows": "Nothing like it."}})
    root = make_workspace(older=short(OLDER, R1="The desk advises."), newer=newer)
    (problem,) = problems_of(root, kind=Kind.NEEDLESS_ACCEPT)
    assert problem.path.endswith("accept.follows")


def test_a_file_that_is_checked_alone_is_compared_with_the_others_of_its_city(make_workspace: MakeWorkspace) -> None:
    older, newer, _ = two_editions("en")
    root = make_workspace(older=older, newer=newer)
    workspace = open_workspace(root)
    found = check(workspace, [root / "data" / "profiles" / "newer.yaml"]).problems
    assert [problem.kind for problem in found if problem.kind is Kind.DOUBTFUL_PAIR] == [Kind.DOUBTFUL_PAIR]
    found = check(workspace, [root / "data" / "profiles" / "older.yaml"]).problems
    assert [problem for problem in found if problem.kind is Kind.DOUBTFUL_PAIR] == []


def test_cities_do_not_follow_each_other(tmp_path: Path) -> None:
    from helpers.project import ROOT

    files = []
    for city, code in (("vila-aurora", "VAU"), ("port-sereno", "PSE")):
        data = short(OLDER, code, R1="The desk advises.") | {"city": city}
        files.append(write_yaml(tmp_path / f"{city}.yaml", data))
    loaded = load(ROOT / "data" / "framework.yaml", files)
    assert list(check_succession(loaded.profiles, LETTERS, tmp_path)) == []
