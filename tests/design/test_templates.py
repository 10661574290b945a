"""Templates of one's own, broken ones, and the rules that all of ours keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.composed import by_class, composed, parsed
from helpers.project import ROOT
from mgi_report.design.composer import Composer
from mgi_report.errors import ExitCode, ReportError
from mgi_report.text.languages import load_language

STYLES = sorted((ROOT / "templates").glob("[!h]*/*.css"))
FOR_BROWSERS = sorted((ROOT / "templates" / "html").glob("*.*"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))

BROKEN = [
    ("one\n{% if %}\n", 2, "Expected an expression"),
    ("one\n\n{{ nothing_of_that_name }}\n", 3, "there is no “nothing_of_that_name” here"),
    ("{{ view.no_such_field }}\n", 1, "no_such_field"),
    ("one\n{{ view.city / 0 }}\n", 2, ""),
    ("one\n{% for %}", 2, ""),
    ("one\n{{ view.city|no_such_filter }}\n", 2, "no_such_filter"),
    ('one\n{% include "snapshot/none.html.j2" %}\n', 2, "none.html.j2"),
]


@pytest.mark.parametrize(("template", "line", "says"), BROKEN)
def test_a_broken_template_is_a_problem_with_file_and_line(
    make_workspace: MakeWorkspace, template: str, line: int, says: str
) -> None:
    root = make_workspace(one=city_data())
    file = root / "templates" / "snapshot" / "cover.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text(template, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        composed(city_data(), root=root)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(file), line)
    assert says in problem.message
    assert caught.value.exit_code == ExitCode.TEMPLATE


def test_a_workspace_may_replace_one_template_and_keep_the_others(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    file = root / "templates" / "snapshot" / "cover.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text('<h1 id="cover">{{ view.city }}</h1>', encoding="utf-8")
    html = parsed(composed(city_data(), root=root))
    assert html.findtext(".//h1") == "Vila Aurora"
    assert len(by_class(html, "domain")) == 6


def test_a_missing_template_or_style_sheet_is_a_template_problem(tmp_path: Path) -> None:
    composer, language = Composer([tmp_path]), load_language("en", ())
    with pytest.raises(ReportError) as template:
        composer.render("none.html.j2", language)
    with pytest.raises(ReportError) as style:
        composer.styles("none.css")
    assert template.value.exit_code == style.value.exit_code == ExitCode.TEMPLATE
    assert "none.html.j2" in str(template.value)
    assert "none.css" in str(style.value)


FORBIDDEN = [
    r"overflow\s*:(?! visible)",
    r"\d\s*fr\b",
    r"\b(dotted|dashed)\b",
    r"leader\(",
    r"@font-face",
    r"(margin|padding|border)-(left|right)",
    r"float\s*:\s*(left|right)",
    r"text-align\s*:\s*(left|right)",
    r"(?<![-\w])right\s*:",
    r"!important",
]


@pytest.mark.parametrize("file", [*STYLES, *TEMPLATES], ids=lambda file: file.name)
def test_styles_keep_to_what_is_fast_safe_and_fit_for_any_direction(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
    assert [rule for rule in FORBIDDEN if re.search(rule, text)] == []
    left = re.findall(r"(?<![-\w])left\s*:", text)
    assert len(left) == {"cover.html.j2": 1}.get(file.name, 0), "only the sectors of the wheel lie at a fixed side"
    assert not re.search(r"url\((?!mgi:)", text)


@pytest.mark.parametrize("file", FOR_BROWSERS, ids=lambda file: file.name)
def test_pages_for_browsers_load_nothing_and_fit_any_direction(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    directed = [rule for rule in FORBIDDEN if "left" in rule or "right" in rule or "font-face" in rule]
    assert [rule for rule in directed if re.search(rule, text)] == []
    assert not re.search(r"url\(|@import|\sstyle=|\son\w+=|\bsrc=", text), "nothing but what the policy of pages allows"
