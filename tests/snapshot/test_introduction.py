"""The introduction on the first page: as large as its words allow, whatever their number and language."""

from __future__ import annotations

import pytest

from helpers.cities import Data, MakeWorkspace, city_data, second_city, sentence
from helpers.composed import composed
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.build.check import check
from mgi_report.errors import ExitCode, Kind
from mgi_report.workspace.places import open_workspace

LENGTHS = (60, 400, 700, 1050)


def introduction(length: int) -> str:
    words = " ".join(sentence(f"x{number}", 22) for number in range(12))
    return f"{words[:length].rsplit(' ', 1)[0].rstrip('.')}."


def size_of(length: int) -> float:
    html = composed(city_data() | {"introduction": introduction(length)})
    return float(html.split('<p class="lead" style="font-size: ')[1].split("pt")[0])


def test_more_words_are_smaller_and_few_are_as_large_as_can_be() -> None:
    sizes = [size_of(length) for length in LENGTHS]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[:3] == [10.5] * 3, "one size in a series"
    assert sizes[-1] in (7.6, 8.8)


@pytest.mark.slow
@pytest.mark.parametrize("length", LENGTHS)
def test_any_introduction_leaves_what_stands_below_it_free(make_workspace: MakeWorkspace, length: int) -> None:
    """Also below the note that findings stand in another language; the proof finds type on other type."""
    root = make_workspace(vila_aurora=city_data() | {"introduction": introduction(length)})
    result = build(plan(root, languages=("en", "fr")))
    assert [problem.message for problem in result.problems if problem.severity == "error"] == []
    assert len(result.files) == 2


def with_figures(length: int, count: int, label: int = 70) -> Data:
    """A profile with an introduction and figures of about so many characters."""
    words = [sentence(f"f{number}", 12)[:label].strip() for number in range(2 * count)]
    both = zip(words[::2], words[1::2], strict=True)
    facts = [{"label": one, "value": "12,345 people", "year": 2020, "source": other} for one, other in both]
    return city_data() | {"introduction": introduction(length), "facts": facts}


def test_an_introduction_and_figures_that_find_no_room_are_refused_with_place_and_advice(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace(vila_aurora=with_figures(1050, 3), port_sereno=second_city() | {"introduction": "Short."})
    checked = check(open_workspace(root))
    (problem,) = [problem for problem in checked.problems if problem.kind == Kind.TEXT_TOO_LONG]
    assert checked.exit_code == ExitCode.DATA
    assert (problem.file, problem.path) == ("data/profiles/vila-aurora.yaml", "introduction")
    assert problem.line > 1
    assert problem.hint.startswith("shorten the introduction by about ")
    assert problem.hint.endswith(" characters, or have fewer or shorter figures")
    result = build(plan(root, cities=("vila-aurora",), languages=("en",)))
    assert [(item.kind, item.message) for item in result.problems] == [(problem.kind, problem.message)]
    assert result.exit_code == ExitCode.DATA


def test_figures_alone_can_be_too_many(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora={**with_figures(100, 30), "introduction": None})
    (problem,) = [item for item in check(open_workspace(root)).problems if item.kind == Kind.TEXT_TOO_LONG]
    assert (problem.path, problem.hint) == ("facts", "have fewer or shorter figures")


@pytest.mark.slow
def test_what_is_said_to_be_too_much_is_what_is_too_much(make_workspace: MakeWorkspace) -> None:
    """Shortened by as many characters as it is told to be, the profile is checked, built and proved."""
    data = with_figures(1050, 3)
    root = make_workspace(vila_aurora=data)
    (problem,) = [item for item in check(open_workspace(root)).problems if item.kind == Kind.TEXT_TOO_LONG]
    fewer = int(problem.hint.split("about ")[1].split()[0])
    data["introduction"] = data["introduction"][: -fewer - 1].rsplit(" ", 1)[0]
    root = make_workspace(vila_aurora=data)
    assert [item.kind for item in check(open_workspace(root)).problems if item.severity == "error"] == []
    assert [item.message for item in build(plan(root, languages=("en",))).problems] == []
