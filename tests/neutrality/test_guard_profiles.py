"""What profiles hold beside their findings never ranks; findings are quoted and left alone."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.cities import Data, MakeWorkspace, city_data, write_yaml
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.data.profile_files import load
from mgi_report.data.yaml_tree import read_tree
from mgi_report.errors import ExitCode, Kind, Problem
from mgi_report.neutrality.check import check_ours
from mgi_report.neutrality.profiles import beside_findings
from mgi_report.workspace.places import open_workspace, shown

FACT = {"label": "Residents", "value": "12,000", "year": "2020", "source": "Census"}
QUOTE = {"text": "We share.", "speaker": "A. Person", "role": "Mayor", "source": "Example Press"}


def found(make_workspace: MakeWorkspace, data: Data) -> list[Problem]:
    here = open_workspace(make_workspace(one=data))
    loaded = load(here.framework, here.profiles(), here.root)
    assert list(loaded.problems) == []
    return [
        problem
        for file in here.profiles()
        for problem in beside_findings(here)(read_tree(file, shown(file, here.root)))
    ]


def first(**values: Any) -> Data:
    data = city_data(1, 1)
    data["findings"]["migrants-rights"]["developed"][0] |= values
    return data


@pytest.mark.parametrize("wording", ["restated", "verbatim"])
@pytest.mark.parametrize(
    ("gist", "word", "path"),
    [
        ("The leading clinic", "leading", "gist"),
        ({"en": "A clinic for all", "es": "La mejor clínica"}, "mejor", "gist.es"),
    ],
)
def test_gists_are_read_whatever_the_wording(
    make_workspace: MakeWorkspace, wording: str, gist: Any, word: str, path: str
) -> None:
    data = first(gist=gist)
    data["source"]["wording"] = wording
    (problem,) = found(make_workspace, data)
    assert problem.message == f"“{word}” ranks"
    assert problem.path == f"findings.migrants-rights.developed[1].{path}"
    assert (problem.file, problem.line > 1, problem.column > 1) == ("data/profiles/one.yaml", True, True)


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"facts": [FACT | {"label": "Top city by residents"}]}, "facts[1].label"),
        ({"quote": QUOTE | {"text": "We are the best city."}}, "quote.text"),
        ({"quote": QUOTE | {"role": {"en": "Mayor", "fr": "Maire de la meilleure ville"}}}, "quote.role.fr"),
        ({"contact": "The leading office"}, "contact"),
    ],
)
def test_facts_quotation_and_contact_are_read(make_workspace: MakeWorkspace, more: Data, path: str) -> None:
    (problem,) = found(make_workspace, city_data(1, 1) | more)
    assert problem.path == path


def test_findings_are_quoted_and_left_alone(make_workspace: MakeWorkspace) -> None:
    assert found(make_workspace, first(text="The best interests of the child come first.")) == []


def test_the_publisher_is_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data(1, 1))
    write_yaml(root / "data" / "publisher.yaml", {"name": "Leading Cities Press"})
    (problem,) = check_ours(open_workspace(root))
    assert (problem.file, problem.path) == ("data/publisher.yaml", "name")


def test_what_ranks_is_told_beside_all_that_is_wrong_with_the_file(make_workspace: MakeWorkspace) -> None:
    data = first(gist={"en": "The leading clinic", "de": "Klinik " * 10}, text=" ")
    data["cover"] = {"image": "harbour.jpg", "alt": "A harbour"}
    data["place"]["offical"] = "x"
    root = make_workspace(one=data)
    result = build(BuildPlan(open_workspace(root), root / "reports"))
    kinds = {problem.kind for problem in result.problems}
    wanted = {Kind.RANKS, Kind.PICTURE_MISSING, Kind.MISSING_KEY, Kind.UNKNOWN_KEY, Kind.EMPTY_TEXT}
    assert kinds == wanted | {Kind.TEXT_TOO_LONG, Kind.UNDECLARED_LANGUAGE}


def test_a_build_refuses_the_city_and_no_other(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=first(gist="The leading clinic"))
    result = build(BuildPlan(open_workspace(root), root / "reports"))
    assert result.exit_code is ExitCode.DATA
    assert [problem.message for problem in result.problems] == ["“leading” ranks"]
    assert result.files == []
