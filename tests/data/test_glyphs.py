"""Characters that no font has: found in the data, at their place, before a page is made."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from fontTools.ttLib import TTFont

from helpers.cities import DOMAINS, TOPICS, Data, MakeWorkspace, city_data, finding, write_yaml
from helpers.project import FONTS, ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.data.extras import Publisher
from mgi_report.data.glyphs import PRINTED
from mgi_report.data.model import Framework, Profile
from mgi_report.data.region import Region
from mgi_report.data.schemas import json_schema
from mgi_report.design.coverage import Coverage, coverage_of
from mgi_report.errors import ExitCode, ReportError
from mgi_report.workspace.places import builtin, open_workspace

ADVICE = "add a font family that has it to fonts.text in assets/theme.yaml, and its files to assets/fonts"
ARABIC = "تقدم البلدية معلومات عن الخدمات الصحية"
NOT_PRINTED = {
    "licence",
    "missing",
    "numbers",
    "names",
    "identical",
    "length",
    "follows",
}  # but one: reasons in “accept”


@pytest.fixture(scope="module")
def house() -> Coverage:
    found = coverage_of(open_workspace(builtin()))
    assert found
    return found


def check(root: Path, *paths: Path) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), "check", *map(str, paths)])


def place_in(file: Path, char: str) -> str:
    """Line and column of the first such character of a file."""
    before = file.read_text(encoding="utf-8").partition(char)[0]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Medellín, Düsseldorf, Łódź, Ỹ, Ђ, Ω: “quoted” – 5 €", ""),
        ("no-break, figure\u2007and thin\u202fspaces, soft\u00adhyphen, joiners a\u200db\u200cc\u2060d", ""),
        ("a variation selector \ufe0e and another \U000e0100", ""),
        ("\u1e8b \u1e05", ""),  # a letter with a mark that the fonts have only by its parts
        ("\u1e71 t\u0331", "\u1e71\u0331"),
        ("漢字 and 漢", "漢字"),
        ("\U0001f600", "\U0001f600"),
        ("private \ue000", "\ue000"),
        ("\u06dd", "\u06dd"),  # a format character that is drawn
    ],
)
def test_what_the_fonts_of_the_house_can_show(house: Coverage, text: str, missing: str) -> None:
    assert house.missing(text) == missing


def test_every_printed_text_is_looked_at() -> None:
    texts: set[str] = set()
    for model in (Profile, Framework, Region, Publisher):
        texts |= set(texts_of(json_schema(model)))
    texts -= {"code", "city", "region", "slug", "icon"}
    assert texts - NOT_PRINTED <= PRINTED | {"national", "local"}  # these two lie within “definition”
    assert {"text", "title", "about", "publisher"} <= texts


def texts_of(schema: Any, key: str = "") -> Iterator[str]:
    """The keys behind which a free text stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "string" and "maxLength" in schema and not {"pattern", "format"} & {*schema}:
            yield key
        for name, value in schema.items():
            if name in ("properties", "$defs"):
                for own, inner in value.items():
                    yield from texts_of(inner, own)
            else:
                yield from texts_of(value, key)
    elif isinstance(schema, list):
        for item in schema:
            yield from texts_of(item, key)


def test_a_character_that_no_font_has_is_told_at_its_place(make_workspace: MakeWorkspace, data: Data) -> None:
    data["findings"]["partnerships"]["developed"][1]["text"] = "The museum 漢 opens every spring."
    root = make_workspace(vila_aurora=data)
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    result = check(root)
    assert result.exit_code == ExitCode.DATA
    assert result.stderr.splitlines()[:2] == [
        f"data/profiles/vila-aurora.yaml:{place_in(file, '漢')}: error: no font of the theme has the character U+6F22 "
        "CJK UNIFIED IDEOGRAPH-6F22: “The museum 漢 opens every spring.” (findings.partnerships.developed[2].text)",
        f"    {ADVICE}",
    ]


def test_all_are_told_at_once_one_problem_for_each_text(make_workspace: MakeWorkspace, data: Data) -> None:
    data["place"]["name"] = "漢字の町名"
    data["place"]["offical"] = "x"
    data["source"]["publisher"] = "Press ☎"
    data["introduction"] = {"en": "One.", "ja": "一二"}
    lines = check(make_workspace(vila_aurora=data)).stderr
    assert lines.count("error: no font of the theme has") == 3
    assert "KATAKANA" not in lines
    assert "HIRAGANA LETTER NO and 2 more: “漢字の町名” (place.name)" in lines
    assert "(source.publisher)" in lines
    assert "(introduction.ja)" in lines
    assert "unknown key: “offical”" in lines


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('"a \\u6f22"', "introduction: "),  # typed as an escape: the text itself is pointed at
        (">-\n  One line,\n  then 漢.", "  then "),
        ("'it''s 漢'", "introduction: 'it''s "),
    ],
)
def test_the_place_is_that_of_the_character_however_it_is_written(
    make_workspace: MakeWorkspace, data: Data, written: str, line: str
) -> None:
    del data["introduction"]
    root = make_workspace(vila_aurora=data)
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"introduction: {written}\n{text}  # 漢\n", encoding="utf-8")
    number = 1 + written.count("\n")
    assert f"vila-aurora.yaml:{number}:{len(line) + 1}: error: no font" in check(root).stderr


def test_only_what_is_seen_counts(make_workspace: MakeWorkspace, data: Data) -> None:
    first = data["findings"]["partnerships"]["developed"][0]
    first["text"] = "An [office](https://example.org/漢) opens."
    first["accept"] = {"names": "漢 is right"}
    assert check(make_workspace(vila_aurora=data)).exit_code == ExitCode.DONE
    first["text"] = 'The [office]{.institution entry="漢"} opens.'
    assert "U+6F22" in check(make_workspace(vila_aurora=data)).stderr


def test_a_plain_form_is_proposed_where_there_is_one(make_workspace: MakeWorkspace, data: Data) -> None:
    data["place"]["official"] = "Vila Ａurora"
    assert f"    write “A” instead, or {ADVICE}" in check(make_workspace(vila_aurora=data)).stderr


def test_framework_and_regions_are_looked_at_too(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text(encoding="utf-8"))
    framework["domains"][2]["topics"][0]["name"]["en"] += " 漢"
    write_yaml(root / "data" / "framework.yaml", framework)
    region = {"region": "all", "title": "Cities 漢", "cities": ["vila-aurora"]}
    write_yaml(root / "data" / "regions" / "all.yaml", region)
    result = check(root)
    assert result.exit_code == ExitCode.DATA
    assert "(domains[3].topics[1].name.en)" in result.stderr
    assert "(title)" in result.stderr
    assert result.stderr.count("U+6F22") == 2


def test_nothing_is_built_with_a_framework_that_cannot_be_shown(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text(encoding="utf-8"))
    framework["caveat"]["en"] += " 漢"
    write_yaml(root / "data" / "framework.yaml", framework)
    with pytest.raises(ReportError) as caught:
        build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert caught.value.exit_code == ExitCode.DATA
    assert [(problem.file, problem.path) for problem in caught.value.problems] == [("data/framework.yaml", "caveat.en")]


def test_a_build_refuses_such_a_profile_and_makes_the_others(make_workspace: MakeWorkspace, data: Data) -> None:
    bad = city_data() | {"city": "porto-novo", "code": "PNV"}
    bad["introduction"] = "Porto 漢 is invented."
    root = make_workspace(vila_aurora=data, porto_novo=bad)
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert result.exit_code == ExitCode.DATA
    (problem,) = result.problems
    assert (problem.file, problem.path) == ("data/profiles/porto-novo.yaml", "introduction")
    assert [built.city for built in result.files] == ["vila-aurora"]


def test_a_family_of_the_theme_lends_its_characters_and_one_beside_it_does_not(
    make_workspace: MakeWorkspace, data: Data
) -> None:
    data["findings"] = {
        domain: {"developed": [finding(f"{ARABIC} {number}.", topic)], "potential": []}
        for number, (domain, topic) in enumerate(zip(DOMAINS, TOPICS, strict=True))
    }
    root = make_workspace(vila_aurora=data)
    shutil.copytree(FONTS, root / "assets" / "fonts")
    assert check(root).stderr.count("ARABIC LETTER TEH") == 6
    theme = (ROOT / "assets" / "theme.yaml").read_text(encoding="utf-8")
    (root / "assets" / "theme.yaml").write_text(
        theme.replace("text: Open Sans", "text: [Open Sans, Noto Naskh Arabic]"), encoding="utf-8"
    )
    assert (check(root).exit_code, check(root).stderr) == (ExitCode.DONE, "")


def test_a_character_must_be_in_both_cuts_of_a_family(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    bold = root / "assets" / "fonts" / "OpenSans-Bold.ttf"
    bold.parent.mkdir(parents=True)
    with TTFont(ROOT / "assets" / "fonts" / bold.name) as font:
        for table in font["cmap"].tables:
            table.cmap.pop(ord("ß"), None)
        font.save(bold)
    found = coverage_of(open_workspace(root), keep=False)
    assert found
    assert found.missing("Straße") == "ß"


def test_a_family_without_fonts_is_told_elsewhere(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    theme = (ROOT / "assets" / "theme.yaml").read_text(encoding="utf-8").replace(": Open Sans", ": Comic")
    (root / "assets").mkdir()
    (root / "assets" / "theme.yaml").write_text(theme, encoding="utf-8")
    (root / "assets" / "fonts").mkdir()
    for cut in ("Regular", "Bold"):
        shutil.copy(ROOT / "assets" / "fonts" / f"OpenSans-{cut}.ttf", root / "assets" / "fonts" / f"Comic-{cut}.ttf")
    assert coverage_of(open_workspace(root), keep=False) is None


def test_fonts_are_read_once_and_again_when_they_change(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(vila_aurora=data)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(root / "cache"))
    first = coverage_of(open_workspace(root))
    assert first
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "fontTools.ttLib", None)  # cannot be imported
        assert coverage_of(open_workspace(root)) == first
        shutil.copytree(FONTS, root / "assets" / "fonts")
        with pytest.raises(ImportError):
            coverage_of(open_workspace(root))


def test_a_check_writes_nothing(make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace(vila_aurora=data)
    monkeypatch.setenv("MGI_REPORT_CACHE", str(root / "cache"))
    before = sorted(root.rglob("*"))
    assert check(root).exit_code == ExitCode.DONE
    assert sorted(root.rglob("*")) == before


def test_a_broken_theme_is_told_beside_the_data(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    (root / "assets").mkdir()
    (root / "assets" / "theme.yaml").write_text("fonts: 3\n", encoding="utf-8")
    result = check(root)
    assert result.exit_code == ExitCode.TEMPLATE
    assert result.stderr.startswith("assets/theme.yaml:1:")
