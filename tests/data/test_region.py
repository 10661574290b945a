"""Region files: what they may say, what is wrong with them, and which profiles they choose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace, city_data, write_yaml
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.data.identity import city_and_edition
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load
from mgi_report.data.region import Region, profiles_of
from mgi_report.data.region_files import LoadedRegions, check_placed, load_region, load_regions
from mgi_report.errors import ExitCode, Problem, ReportError, Severity
from mgi_report.workspace.places import open_workspace

TITLE = {"en": "Invented cities", "es": "Ciudades inventadas", "fr": "Villes inventées"}
NO_EDITION = "there is no profile of this edition"
NO_GERMAN = "the language “de” is not declared"
TWICE = "this city stands here twice"
OTHER_LEVEL = "this profile is national, and the region compares local ones"
TOO_LONG = "the text has 61 characters; here at most 60 fit on the page"


def city(slug: str, code: str, country: str = "NO", edition: str = "2021-05", **more: Any) -> Data:
    data = city_data() | {"city": slug, "code": code, "edition": edition} | more
    data["place"] = data["place"] | {"name": slug.replace("-", " ").title(), "country": country}
    return data


def region_data(**more: Any) -> Data:
    return {"region": "everywhere", "title": TITLE} | more


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        vila_aurora=city("vila-aurora", "VAU"),
        port_blanc_2019=city("port-blanc", "PBL", "FR", "2019-03"),
        port_blanc_2023=city("port-blanc", "PBL", "FR", "2023-11"),
        norland=city("norland", "NRL", level="national"),
    )


def read(root: Path, content: Data, name: str = "everywhere") -> LoadedRegions:
    space = open_workspace(root)
    file = write_yaml(root / "data" / "regions" / f"{name}.yaml", content)
    return load_regions([file], load(space.framework, space.profiles(), root), space.profiles(), root)


def told(found: LoadedRegions, severity: Severity = Severity.ERROR) -> list[tuple[str, str, str]]:
    problems = [problem for problem in found.problems if problem.severity is severity]
    return [(problem.path, problem.message, problem.value) for problem in problems]


def chosen(found: LoadedRegions) -> list[str]:
    (loaded,) = found.regions.values()
    return [profile.identity for profile in loaded.profiles]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"cities": ["port-blanc"]}, ["port-blanc-2023-11"]),
        ({"cities": ["port-blanc-2019-03"]}, ["port-blanc-2019-03"]),
        ({"countries": ["FR"]}, ["port-blanc-2023-11"]),
        ({"countries": ["FR", "NO"]}, ["port-blanc-2023-11", "vila-aurora-2021-05"]),
        ({"countries": ["FR"], "cities": ["port-blanc-2019-03"]}, ["port-blanc-2019-03"]),
        ({"countries": ["NO"], "cities": ["port-blanc"]}, ["port-blanc-2023-11", "vila-aurora-2021-05"]),
        ({"countries": ["NO"], "level": "national"}, ["norland-2021-05"]),
        ({"cities": ["norland"], "level": "national"}, ["norland-2021-05"]),
    ],
)
def test_a_region_has_its_cities_in_the_latest_edition_unless_one_is_named(
    workspace: Path, members: Data, expected: list[str]
) -> None:
    found = read(workspace, region_data(**members))
    assert told(found) == []
    assert chosen(found) == expected


def test_the_order_in_the_file_means_nothing(workspace: Path) -> None:
    one = read(workspace, region_data(cities=["vila-aurora", "port-blanc"]))
    other = read(workspace, region_data(cities=["port-blanc", "vila-aurora"]))
    assert chosen(one) == chosen(other)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"cities": ["port-blank"]}, ("cities[1]", "there is no profile of this city", "“port-blank”")),
        ({"cities": ["vila-aurora-2020-01"]}, ("cities[1]", NO_EDITION, "“vila-aurora-2020-01”")),
        ({"cities": ["port-blanc", "port-blanc-2019-03"]}, ("cities[2]", TWICE, "“port-blanc-2019-03”")),
        ({"cities": ["vila-aurora", "vila-aurora"]}, ("cities[2]", TWICE, "“vila-aurora”")),
        ({"cities": ["norland"]}, ("cities[1]", OTHER_LEVEL, "“norland”")),
        ({"countries": ["CL"]}, ("countries[1]", "no local profile is of this country", "“CL”")),
        ({"countries": ["NO", "NO"]}, ("countries[2]", "this country stands here twice", "“NO”")),
        ({"countries": ["Norway"]}, ("countries[1]", "“Norway” is no country code", "")),
        ({"cities": ["Port Blanc"]}, ("cities[1]", "“Port Blanc” is no slug", "")),
        ({}, ("", "the region names no cities and no countries", "")),
        ({"cities": [], "countries": []}, ("", "the region names no cities and no countries", "")),
        ({"cities": "vila-aurora"}, ("cities", "expected a list, found a text", "“vila-aurora”")),
        ({"cities": ["vila-aurora"], "order": "by size"}, ("", "unknown key", "“order”")),
        ({"cities": ["vila-aurora"], "level": "regional"}, ("level", "expected “local” or “national”", "“regional”")),
        ({"cities": ["vila-aurora"], "title": TITLE | {"de": "Y"}}, ("title.de", NO_GERMAN, "")),
        ({"cities": ["vila-aurora"], "title": "T" * 61}, ("title", TOO_LONG, "")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(workspace: Path, content: Data, expected: tuple[str, str, str]) -> None:
    found = read(workspace, region_data(**content))
    assert expected in told(found)
    assert found.regions == {}
    for problem in found.problems:
        assert problem.file == "data/regions/everywhere.yaml"
        assert problem.line


def test_line_and_column_and_the_nearest_name(workspace: Path) -> None:
    file = workspace / "data" / "regions" / "one.yaml"
    file.parent.mkdir()
    file.write_text("region: one\ntitle: One\ncities:\n  - vila-aurora\n  - prot-blanc\n  - nowhere-at-all\n")
    space = open_workspace(workspace)
    found = load_regions([file], load(space.framework, space.profiles(), workspace), space.profiles(), workspace)
    assert [(p.line, p.column, p.hint) for p in found.problems] == [
        (5, 5, "did you mean “port-blanc”?"),
        (6, 5, "known: norland, port-blanc, vila-aurora"),
    ]


@pytest.mark.parametrize("members", [{"countries": ["NO", "FR"]}, {"cities": ["port-blanc"]}])
def test_a_broken_profile_is_not_left_out_and_no_older_edition_taken_for_it(workspace: Path, members: Data) -> None:
    broken = city("port-blanc", "PBL", "FR", "2023-11")
    del broken["findings"]["well-being"]
    write_yaml(workspace / "data" / "profiles" / "port-blanc-2023.yaml", broken)
    found = read(workspace, region_data(**members))
    assert found.regions == {}
    (problem,) = [item for item in found.problems if item.severity is Severity.ERROR]
    assert "has problems of its own" in problem.message
    assert problem.hint == "mend data/profiles/port-blanc-2023.yaml first"
    assert chosen(read(workspace, region_data(cities=["port-blanc-2019-03"]))) == ["port-blanc-2019-03"]


def test_a_city_whose_file_is_broken_is_not_called_unknown(workspace: Path, data: Data) -> None:
    data["place"]["country"] = "Norway"
    write_yaml(workspace / "data" / "profiles" / "vila-aurora.yaml", data)
    (problem,) = read(workspace, region_data(cities=["vila-aurora"])).problems
    assert problem.message == "the profile of this city has problems of its own"
    assert problem.hint == "mend data/profiles/vila-aurora.yaml first"


def test_a_country_without_profiles_is_only_told_where_others_have_some(workspace: Path) -> None:
    found = read(workspace, region_data(countries=["NO", "CL"]))
    assert told(found) == []
    assert told(found, Severity.WARNING) == [("countries[2]", "no local profile is of this country", "“CL”")]
    assert chosen(found) == ["vila-aurora-2021-05"]


def test_a_missing_language_is_told(workspace: Path) -> None:
    found = read(workspace, region_data(cities=["vila-aurora"], title={"en": "Cities", "es": "Ciudades"}))
    assert told(found, Severity.WARNING) == [("title", "no text in “fr”", "")]
    assert chosen(found)


def test_two_files_with_one_region(workspace: Path) -> None:
    space = open_workspace(workspace)
    for name in ("one", "two"):
        write_yaml(workspace / "data" / "regions" / f"{name}.yaml", region_data(cities=["vila-aurora"]))
    loaded = load(space.framework, space.profiles(), workspace)
    found = load_regions(space.regions(), loaded, space.profiles(), workspace)
    assert told(found) == [("region", "this region stands in two files", "“everywhere”")]
    assert [file.stem for file in found.regions] == ["one"]


def test_one_region_by_slug_or_file_and_the_nearest_name_otherwise(workspace: Path) -> None:
    space = open_workspace(workspace)
    write_yaml(workspace / "data" / "regions" / "north.yaml", region_data(cities=["vila-aurora"]))
    loaded = load(space.framework, space.profiles(), workspace)
    for name in ("everywhere", "north"):
        found = load_region(name, space.regions(), loaded, space.profiles(), workspace)
        assert found.region.region == "everywhere"
    with pytest.raises(ReportError) as caught:
        load_region("nort", space.regions(), loaded, space.profiles(), workspace)
    assert caught.value.exit_code is ExitCode.USAGE
    assert "did you mean “north”?" in str(caught.value)


def test_city_and_edition() -> None:
    assert city_and_edition("port-blanc") == ("port-blanc", "")
    assert city_and_edition("port-blanc-2019-03") == ("port-blanc", "2019-03")
    assert city_and_edition("district-2000") == ("district-2000", "")


def test_profiles_of_passes_over_what_is_not_there() -> None:
    profile = Profile.model_validate(city("vila-aurora", "VAU"))
    region = Region(region="x", title="X", cities=["vila-aurora", "nowhere"])
    assert profiles_of(region, [profile]) == (profile,)


def test_check_reads_regions_too(workspace: Path) -> None:
    write_yaml(workspace / "data" / "regions" / "north.yaml", region_data(cities=["vila-aurora", "port-blank"]))
    north = workspace / "data" / "regions" / "north.yaml"
    for count, *arguments in ((6,), (1, str(north)), (5, str(workspace / "data"))):
        out = CliRunner().invoke(program, ["--workspace", str(workspace), "check", *map(str, arguments)])
        assert out.exit_code == ExitCode.DATA
        assert "there is no profile of this city: “port-blank”" in out.output
        told = out.output.partition("1 region checked: ")[2]
        assert sum(map(int, re.findall(r"(\d+) (?:error|warning)", told))) == count, out.output


def unplaced(root: Path, *regions: Data) -> list[Problem]:
    files = [
        write_yaml(root / "data" / "regions" / f"{number}.yaml", content) for number, content in enumerate(regions)
    ]
    space = open_workspace(root)
    return list(check_placed(load(space.framework, space.profiles(), root).profiles, files, root))


def test_cities_in_no_region_are_told_once(workspace: Path) -> None:
    assert unplaced(workspace) == []
    (found,) = unplaced(workspace, region_data(cities=["elsewhere"]))
    assert (found.message, found.value) == ("2 cities are in no region", "port-blanc, vila-aurora")
    assert (found.file, found.severity) == ("data/profiles/port-blanc-2019.yaml", Severity.WARNING)
    assert found.hint.startswith("add them to “cities” of data/regions/0.yaml")
    (found,) = unplaced(workspace, region_data(cities=["vila-aurora"]), region_data(cities=["elsewhere"]))
    assert (found.message, found.value) == ("this city is in no region", "port-blanc")
    assert "a file in data/regions" in found.hint


def test_a_city_is_in_a_region_by_any_edition_or_its_country(workspace: Path) -> None:
    assert unplaced(workspace, region_data(cities=["vila-aurora", "port-blanc-2019-03"])) == []
    assert unplaced(workspace, region_data(cities=["vila-aurora"], countries=["FR"])) == []
    assert unplaced(workspace, region_data(cities=["Vila Aurora", "port-blanc"])) == []  # told as no slug elsewhere
    (workspace / "data" / "regions" / "1.yaml").write_text("region: [", encoding="utf-8")
    space = open_workspace(workspace)
    loaded = load(space.framework, space.profiles(), workspace)
    assert list(check_placed(loaded.profiles, space.regions(), workspace)) == []


def test_the_regions_of_the_repository_are_sound() -> None:
    space = open_workspace(ROOT)
    found = load_regions(space.regions(), load(space.framework, space.profiles(), ROOT), space.profiles(), ROOT)
    problems: list[Problem] = list(found.problems)
    assert problems == []
    assert {loaded.region.region for loaded in found.regions.values()} >= {"latin-america"}


@pytest.mark.parametrize(
    ("entries", "compared"),
    [
        (["port-blanc-2023-11", "port-blanc-2019-03"], "port-blanc 2019-03 2023-11"),
        (["port-blanc", "port-blanc-2019-03"], ""),
        (["port-blanc-2019-03", "port-blanc-2019-03"], ""),
    ],
)
def test_two_editions_of_a_city_are_sent_to_where_they_stand_side_by_side(
    workspace: Path, entries: list[str], compared: str
) -> None:
    (problem,) = (item for item in read(workspace, region_data(cities=entries)).problems if item.message == TWICE)
    assert "keep one" in problem.hint
    assert (f"“mgi-report compare {compared}”" in problem.hint) == bool(compared)
    assert ("compare" in problem.hint) == bool(compared)
