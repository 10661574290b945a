"""A page for a meeting: what a city could ask whom about, and what it could be asked about."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers import scripts
from helpers.cities import finding, sentence
from helpers.command import python
from helpers.order import jumps
from helpers.project import ROOT
from helpers.volumes import FRAMEWORK, REGION, invented, many, three_cities, write_region
from mgi_report.build.build import build
from mgi_report.build.plan import ALL, BuildPlan, Result
from mgi_report.errors import ExitCode, Kind
from mgi_report.pdf.screen import prove
from mgi_report.press.proof import prove_press
from mgi_report.workspace.places import open_workspace


def sheets(root: Path, *cities: str, editions: tuple[str, ...] = (), regions: tuple[str, ...] = ALL) -> Result:
    workspace = open_workspace(root)
    plan = BuildPlan(
        workspace, root / "reports", languages=("en",), editions=editions, regions=regions, exchange=cities, jobs=1
    )
    return build(plan)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cities = three_cities()
    cities["vila-aurora"]["contact"] = "Harbour office, harbour@example.org"
    for number, list_ in enumerate(("developed", "potential")):
        finding = cities[("monte-alto", "vila-aurora")[number]]["findings"]["partnerships"][list_][0]
        finding["topics"] = ["academia"]
    return write_region(tmp_path_factory.mktemp("sheets"), cities)


def test_one_page_names_partners_on_both_sides_and_is_proved(root: Path) -> None:
    result = sheets(root, "Vila Aurora", editions=("screen", "press"))
    assert result.problems == []
    names = [f"en/mgi-exchange-{REGION}-vila-aurora-2021-05-en{suffix}.pdf" for suffix in ("-press", "")]
    assert [file.path for file in result.files] == names
    press, screen = (root / "reports" / name for name in names)
    assert prove_press(press.read_bytes()).passed
    assert prove(screen.read_bytes()).passed
    assert jumps(screen) == []
    (page,) = pypdf.PdfReader(screen).pages
    text = " ".join(page.extract_text().split())
    for said in ("Vila Aurora", "Could ask about", "Could be asked about", "Academia", "Monte Alto", "no basis for"):
        assert said in text, said
    assert "harbour@example.org" in text


def test_a_sheet_that_leaves_out_a_city_is_refused(root: Path, tmp_path: Path) -> None:
    own = write_region(tmp_path, three_cities())
    template = own / "templates" / "compendium" / "meeting.html.j2"
    template.parent.mkdir(parents=True)
    given = (ROOT / "templates" / "compendium" / "meeting.html.j2").read_text(encoding="utf-8")
    template.write_text(given.replace("in places %}{{ told", "in places[:0] %}{{ told"), encoding="utf-8")
    result = sheets(own, "vila-aurora")
    assert result.exit_code == ExitCode.PREFLIGHT
    assert {problem.kind for problem in result.problems} == {Kind.CELL}
    assert not result.files


def test_it_is_kept_and_made_of_its_region_alone(root: Path) -> None:
    sheets(root, "vila-aurora-2021-05")
    assert sheets(root, "vila-aurora-2021-05").unchanged
    assert not list((root / "reports").glob("en/mgi-snapshot*"))


def test_references_of_a_city_stand_closer_than_cities_where_no_gists_are_told(tmp_path: Path) -> None:
    cities = {f"quay-{n}": invented(f"quay-{n}", f"QU{'ABCDE'[n]}", (4, 3)) for n in range(5)}
    (file,) = sheets(write_region(tmp_path, cities), "quay-0").files
    (page,) = pypdf.PdfReader(tmp_path / "reports" / file.path).pages
    assert "Quay 1 R1, R4; Quay 2 R1, R4; Quay 3" in " ".join(page.extract_text().split())


def test_word_says_what_a_dense_sheet_says_in_each_language(tmp_path: Path) -> None:
    cities = {f"quay-{n}": invented(f"quay-{n}", f"QU{'ABCDE'[n]}", (4, 3)) for n in range(5)}
    cities["quay-4"] = invented("quay-4", "QUE", (1, 12))
    root = write_region(tmp_path, cities)
    plan = BuildPlan(open_workspace(root), root / "reports", regions=ALL, exchange=("quay-0", "quay-4"), docx=True)
    result = build(plan)
    assert {problem.kind for problem in result.problems} <= {Kind.UNTRANSLATED}
    files = sorted((root / "reports").rglob("*.docx"))
    assert len(files) == 6
    for file in files:
        with zipfile.ZipFile(file) as parts:
            told = re.sub("<[^>]+>", "", parts.read("word/document.xml").decode())
        assert re.search(r"Quay 1.R1, R4\s?; Quay 2" if "quay-0" in file.name else r"Quay 0 .*R1", told), file.name
    lopsided = pypdf.PdfReader(next((root / "reports" / "fr").glob("*quay-4*.pdf")))
    assert "(suite)" in " ".join(page.extract_text() for page in lopsided.pages)


def test_what_one_page_does_not_hold_goes_on_on_the_next_in_word_too(tmp_path: Path) -> None:
    cities = {name: invented(name, name[:3].upper(), (1, 1)) for name in ("vila-aurora", "port-sereno")}
    for name, data in cities.items():
        for domain in FRAMEWORK.domains:
            for kind in ("developed", "potential"):
                data["findings"][domain.slug][kind] = [
                    finding(sentence(f"{name} {topic.slug} {kind}", 9), topic.slug) for topic in domain.topics
                ]
    root = write_region(tmp_path, cities)
    plan = BuildPlan(open_workspace(root), root / "reports", languages=("en",), regions=ALL, exchange=("vila-aurora",))
    result = build(replace(plan, docx=True, jobs=1))
    assert result.problems == []
    assert [file.pages for file in result.files if file.medium == "screen"] == [2]


def test_a_sheet_of_the_right_to_left_is_read_back(tmp_path: Path) -> None:
    cities = {}
    for city, name in (("fajr", "مدينة الفجر"), ("bahr", "مدينة البحر"), ("nahr", "مدينة النهر")):
        cities[city] = data = scripts.invented("ar") | {"city": city, "code": city[:3].upper()}
        data["place"] |= {"name": name, "official": name}
        for lists in data["findings"].values():
            for number, item in enumerate((*lists["developed"], *lists["potential"])):
                item["gist"] = f"برنامج {data['code']} {number}"
    scripts.prepare(write_region(tmp_path, cities), "ar")
    code = "import sys; from pathlib import Path\nfrom mgi_report.build.build import build\n"
    code += "from mgi_report.build.plan import ALL, BuildPlan; from mgi_report.workspace.places import open_workspace\n"
    code += "root = Path(sys.argv[1]); options = {'languages': ('ar',), 'regions': ALL, 'jobs': 1}\n"
    code += (
        "result = build(BuildPlan(open_workspace(root), root / 'reports', exchange=tuple(sys.argv[2:]), **options))\n"
    )
    code += "print(result.problems, len(result.files))"
    assert python(code, str(tmp_path), *cities) == "[] 3\n"


def test_the_title_of_a_region_keeps_off_the_name_of_the_city(tmp_path: Path) -> None:
    root = write_region(tmp_path, three_cities())
    file = root / "data" / "regions" / f"{REGION}.yaml"
    title = "Municipalities of the wide and winding middle river country"
    text = re.sub(
        r"^title:.*?(?=^\w)",
        f"title: {{en: {title}, es: {title}, fr: {title}}}\n",
        file.read_text("utf-8"),
        flags=re.M | re.S,
    )
    file.write_text(text, encoding="utf-8")
    result = sheets(root, "vila-aurora")
    assert result.problems == []
    (page,) = pypdf.PdfReader(root / "reports" / result.files[0].path).pages
    assert "river country" in page.extract_text()


def test_a_city_in_no_region_is_told_with_those_that_are(root: Path) -> None:
    result = sheets(root, "atlantis")
    (problem,) = result.problems
    assert (problem.kind, result.exit_code) == (Kind.UNKNOWN_CITY, ExitCode.USAGE)
    assert "vila-aurora" in problem.hint


def test_a_city_without_partners_is_told(tmp_path: Path) -> None:
    root = write_region(tmp_path, {"vila-aurora": three_cities()["vila-aurora"]})
    (problem,) = sheets(root, "vila-aurora").problems
    assert problem.kind is Kind.INCOMPLETE
    assert "answers" in problem.message


def test_a_city_of_a_large_region_has_one_page_as_well(tmp_path: Path) -> None:
    result = sheets(write_region(tmp_path, many(30)), "harbour-3")
    assert result.problems == []
    assert [file.pages for file in result.files] == [1]
