"""Data files that are as large as they may be, and wrong all over: read in linear time, and told in few lines."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

import pytest
import yaml

from helpers.cities import city_data, write_yaml
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.data.region_files import load_regions
from mgi_report.design.coverage import coverage_of
from mgi_report.design.theme_file import load_theme
from mgi_report.errors import Kind, Problem, ReportError
from mgi_report.workspace.crowds import AT_MOST, few
from mgi_report.workspace.places import builtin, open_workspace

FRAMEWORK = ROOT / "data" / "framework.yaml"
SECONDS = 8  # of a linear run at most two, also on a busy machine
CODES = [a + b + c for a in ascii_lowercase for b in ascii_lowercase for c in ascii_lowercase][:8000]


def profile(change: Callable[[str], str] = lambda text: text, first: str = "One.") -> str:
    data = city_data(1, 1)
    data["findings"]["partnerships"]["developed"][0]["text"] = "@@"
    return change(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).replace("'@@'", first))


@pytest.mark.parametrize(
    "text",
    [
        profile(first="{" + ", ".join(f"{code}: x" for code in CODES) + "}"),
        profile(first="{" + ", ".join(f"en-{number:04d}x: x" for number in range(8000)) + "}"),
        profile(lambda text: text + "facts:\n" + "- {label: 漢, value: 1, year: 2000, source: S}\n" * 8000),
        profile(first='"' + "[" * 400_000 + '"'),
        profile(first='"' + "[a](" * 300 + '"'),
        profile(
            lambda text: text.replace("topics:", f"topics: [{','.join(f't{n}' for n in range(90_000))}]\n      x:", 1)
        ),
        profile(lambda text: text + "".join(f"k{number}: x\n" for number in range(60_000))),
        profile(lambda text: text + "city: x\n" * 60_000),
        profile(first='"' + "\\u0007" * 100_000 + '"'),
        profile(lambda text: text + "x: [" + "&a x," * 60_000 + "]\n"),
        profile(lambda text: re.sub(r"coordinates:\n(?: *- .+\n)+", f"coordinates: {'9' * 120_000}\n", text)),
    ],
    ids=["codes", "variants", "glyphs", "brackets", "links", "topics", "keys", "twice", "escapes", "anchors", "digits"],
)
def test_a_profile_is_read_in_linear_time_and_told_in_few_lines(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(text, encoding="utf-8")
    coverage = coverage_of(open_workspace(builtin()), keep=False)
    start = time.monotonic()
    problems = load(FRAMEWORK, [file], coverage=coverage).problems
    assert time.monotonic() - start < SECONDS
    assert 0 < len(problems) <= 3 * AT_MOST


@pytest.mark.parametrize("members", ["cities: [{}]", "countries: [{}]"])
def test_a_region_names_a_thousand_places_at_most(tmp_path: Path, members: str) -> None:
    file = tmp_path / "region.yaml"
    names = ",".join(f"c{number}" if "cities" in members else "NO" for number in range(100_000))
    file.write_text(f"region: r\ntitle: R\n{members.format(names)}\n", encoding="utf-8")
    loaded = load(FRAMEWORK, [write_yaml(tmp_path / "one.yaml", city_data(1, 1))])
    start = time.monotonic()
    problems = load_regions([file], loaded).problems
    assert time.monotonic() - start < SECONDS
    assert "expected at most 1000, found" in next(p.message for p in problems if p.kind is Kind.WRONG_LENGTH)
    assert len(problems) <= AT_MOST + 2


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "a-" * 200_000, "a: " * 200_000, f"fonts: {{text: [{','.join(['F'] * 30_000)}]}}"]
)
def test_a_theme_is_read_in_linear_time(tmp_path: Path, text: str) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(text, encoding="utf-8")
    start = time.monotonic()
    with pytest.raises(ReportError) as caught:
        load_theme(file, ROOT / "assets" / "theme.yaml", tmp_path, [])
    assert time.monotonic() - start < SECONDS
    assert len(caught.value.problems) <= AT_MOST + 1


def test_a_hundred_problems_of_a_kind_are_told_and_how_many_more_there_are() -> None:
    found = [Problem("a", line, kind=Kind.MARKUP) for line in range(1, 251)]
    found += [Problem("a", 7, kind=Kind.GIST), Problem("b", 1, kind=Kind.MARKUP)]
    told = few(reversed(found))
    assert [problem.kind for problem in told].count(Kind.MARKUP) == AT_MOST + 1
    (rest,) = [problem for problem in told if problem.kind is Kind.MORE]
    assert (rest.file, rest.line, rest.message) == ("a", 101, "and 150 more of the kind “markup”")
    assert told == few(told)
