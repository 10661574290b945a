"""The introduction on the first page: as large as its words allow, whatever their number and language."""

from __future__ import annotations

import pytest

from helpers.cities import MakeWorkspace, city_data, sentence
from helpers.composed import composed
from helpers.snapshots import plan
from mgi_report.build.build import build

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
