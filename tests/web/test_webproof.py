"""The proof of the HTML edition from finished files: what was changed in one of them is found, by finding and file."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers.cities import Data, MakeWorkspace, write_yaml
from helpers.command import python
from helpers.scripts import invented
from helpers.volumes import REGION, build_region, three_cities, write_region
from mgi_report import BuildPlan, build_reports
from mgi_report.compendium.told import promised_by, told_by_volume
from mgi_report.compendium.web import site_of
from mgi_report.data.profile_files import load
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.pdf.proof import Proof
from mgi_report.snapshot.make import view_of
from mgi_report.snapshot.same import (
    differences,
    lacking,
    told_by_csv,
    told_by_json,
    told_by_page,
    told_by_pdf,
    told_by_view,
)
from mgi_report.snapshot.view import SnapshotView
from mgi_report.snapshot.web import short_of
from mgi_report.snapshot.webproof import Region, Site, Witness, prove_city, prove_region
from mgi_report.studio.studio import Studio
from mgi_report.studio.webfile import read_webfile
from mgi_report.studio.webpage import Webpages
from mgi_report.text.typography import spelled
from mgi_report.workspace.places import open_workspace

NUMBERS = {slug: number for number, slug in enumerate(three_cities()["vila-aurora"]["findings"], 1)}
PATH = "en/mgi-snapshot-vila-aurora-2021-05-en.html"
IDENTITY = "vila-aurora-2021-05"


@pytest.fixture(scope="module")
def views(site: Path) -> dict[str, SnapshotView]:
    workspace = open_workspace(site)
    loaded = load(workspace.framework, workspace.profiles(), workspace.root)
    assert loaded.framework
    studio = Studio(workspace, loaded.framework)
    return {profile.identity: view_of(studio, profile, "en") for profile in loaded.profiles.values()}


@pytest.fixture(scope="module")
def out(site: Path) -> Path:
    return site / "reports"


def witnesses(out: Path, view: SnapshotView) -> list[Witness]:
    pdf = f"en/mgi-snapshot-{view.identity}-en.pdf"
    data = (out / f"data/{REGION}.csv").read_bytes(), (out / f"data/{REGION}.json").read_bytes()
    return [
        Witness(pdf, *told_by_pdf((out / pdf).read_bytes(), told_by_view(view), view.language)),
        Witness("csv", told_by_csv(data[0], "en", NUMBERS, short_of(view))),
        Witness("json", told_by_json(data[1], "en", NUMBERS, short_of(view))),
    ]


def proved(out: Path, view: SnapshotView, change: Callable[[str], str] = str) -> Proof:
    html = (out / PATH).read_text(encoding="utf-8")
    changed = change(html)
    assert changed != html or change is str
    files = [str(file.relative_to(out)) for file in out.rglob("*.*")]
    pages = {path: (out / path).read_bytes() for path in files if path.endswith(".html")} | {PATH: changed.encode()}
    return prove_city(Site(pages, files), PATH, view, witnesses(out, view))


def test_all_files_tell_the_same(out: Path, views: dict[str, SnapshotView]) -> None:
    view = views[IDENTITY]
    told = told_by_page(read_webfile((out / PATH).read_bytes()))
    assert len(told) == 30
    assert list(told) == list(told_by_view(view))
    assert {other.name: dict(other.findings) == dict(told) for other in witnesses(out, view)} == {
        "en/mgi-snapshot-vila-aurora-2021-05-en.pdf": True,
        "csv": True,
        "json": True,
    }
    assert proved(out, view).passed


CHANGES: list[tuple[str, Callable[[str], str], Kind, str]] = [
    ("a word", lambda html: html.replace("library", "libraries", 1), Kind.DIFFERS, "VAU-2021"),
    (
        "a finding that is gone",
        lambda html: html.replace("<li id=vau-2021-r2", "<li id=vau-2021-r9", 1),
        Kind.DIFFERS,
        "VAU-2021-R2",
    ),
    (
        "the other list",
        lambda html: html.replace('class="list developed"', 'class="list potential"', 1),
        Kind.DIFFERS,
        "another list",
    ),
    (
        "another domain",
        lambda html: html.replace("data-domain=2", "data-domain=3", 1),
        Kind.DIFFERS,
        "another domain",
    ),
    (
        "the caveat",
        lambda html: html.replace("their number is no score", "their number is told", 1),
        Kind.DIFFERS,
        "does not say this",
    ),
    ("a dead link", lambda html: html.replace("href=#domain-2", "href=#domain-9", 1), Kind.LINK, "leads nowhere"),
    ("a file that is gone", lambda html: html.replace("-en.pdf", "-xx.pdf", 1), Kind.LINK, "leads nowhere"),
    ("two of one name", lambda html: html.replace("id=about", "id=keys", 1), Kind.LINK, "two places"),
    (
        "a picture from elsewhere",
        lambda html: html.replace("</main>", '<img src="https://example.org/x.png" alt=""></main>'),
        Kind.LOADS,
        "loaded",
    ),
    ("a changed script", lambda html: html.replace("use strict", "use strictly", 1), Kind.LOADS, "does not name"),
    ("a changed style", lambda html: html.replace("box-sizing", "box-sizings", 1), Kind.LOADS, "does not name"),
    ("a wider policy", lambda html: html.replace("default-src 'none'", "x *", 1), Kind.LOADS, "policy"),
]


@pytest.mark.parametrize(("change", "kind", "says"), [item[1:] for item in CHANGES], ids=[item[0] for item in CHANGES])
def test_what_is_changed_fails_the_proof(
    out: Path, views: dict[str, SnapshotView], change: Callable[[str], str], kind: Kind, says: str
) -> None:
    with pytest.raises(ReportError) as refused:
        proved(out, views[IDENTITY], change).demand()
    assert refused.value.exit_code is ExitCode.PREFLIGHT
    told = [problem for problem in refused.value.problems if problem.kind is kind]
    assert any(says in f"{problem.message} {problem.value}" for problem in told), refused.value.problems
    assert {problem.file for problem in told} == {PATH}


def test_another_order_fails_the_proof(out: Path, views: dict[str, SnapshotView]) -> None:
    view = views[IDENTITY]
    others = witnesses(out, view)
    turned = Witness("turned", dict(reversed(others[0].findings.items())))
    site = Site({PATH: (out / PATH).read_bytes()}, [str(file.relative_to(out)) for file in out.rglob("*.*")])
    found = prove_city(site, PATH, view, [turned]).problems
    assert [problem.message.partition(": ")[2] for problem in found] == ["stands in another place than in turned"]


def test_a_word_that_differs_in_the_data_is_found(out: Path, views: dict[str, SnapshotView]) -> None:
    data = json.loads((out / f"data/{REGION}.json").read_text())
    item = next(item for item in data["findings"] if item["reference"] == "VAU-2021-G1")
    item["text"] = {code: words + " Indeed." for code, words in item["text"].items()}
    told = told_by_json(json.dumps(data).encode(), "en", NUMBERS, "vau-2021")
    site = Site({PATH: (out / PATH).read_bytes()}, [str(file.relative_to(out)) for file in out.rglob("*.*")])
    found = prove_city(site, PATH, views[IDENTITY], [Witness("json", told)]).problems
    assert [problem.message for problem in found] == ["VAU-2021-G1: another text than in json"]


FOLDER = f"en/mgi-compendium-{REGION}-en"
VOLUME = f"{FOLDER}.pdf"


@pytest.fixture(scope="module")
def region(site: Path, out: Path, views: dict[str, SnapshotView]) -> Region:
    from mgi_report.build.gather import gather
    from mgi_report.build.plan import BuildPlan
    from mgi_report.workspace.inputs import one_run

    with one_run():
        gathered = gather(BuildPlan(open_workspace(site), out, languages=("en",), regions=(REGION,)))
    loaded = gathered.regions[0]
    pages = site_of(Webpages(gathered.studio), loaded.region, loaded.profiles, "en", {})
    volume = pages.volume
    planned = {reference: told for view in views.values() for reference, told in told_by_view(view).items()}
    evidence = {view.identity: witnesses(out, view) for view in views.values()}
    compendium = Witness(VOLUME, *told_by_volume((out / VOLUME).read_bytes(), volume, planned))
    assert compendium.findings.keys() == planned.keys()
    return Region([*views.values()], evidence, compendium, promised_by(volume), pages.cells(single=False))


DOMAINS = tuple(f"domain-{number}" for number in range(1, 7))


def proved_region(
    out: Path, region: Region, changes: dict[str, Callable[[str], str]], domains: Sequence[str] = DOMAINS
) -> Proof:
    files = [str(file.relative_to(out)) for file in out.rglob("*.*")]
    pages = {path: (out / path).read_bytes() for path in files if path.endswith(".html")}
    for name, change in changes.items():
        html = pages[f"{FOLDER}/{name}"].decode()
        assert change(html) != html
        pages[f"{FOLDER}/{name}"] = change(html).encode()
    paths = [f"{FOLDER}/{name}.html" for name in ("index", *domains, "exchange", "names")]
    return prove_region(Site(pages, files), paths, region)


def test_a_site_has_every_finding_once_and_as_its_compendium_has_it(out: Path, region: Region) -> None:
    proof = proved_region(out, region, {})
    assert proof.passed
    assert VOLUME in next(check.detail for check in proof.checks if check.name == "web same")
    less = proved_region(out, region, {}, [name for name in DOMAINS if name != "domain-3"])
    assert {problem.kind for problem in less.problems} == {Kind.DIFFERS, Kind.CELL}
    turned = proved_region(out, region, {}, [*reversed(DOMAINS)]).problems
    assert [problem.message.partition(": ")[2] for problem in turned] == [f"stands in another place than in {VOLUME}"]


OF_REGIONS: list[tuple[str, str, Callable[[str], str], str]] = [
    (
        "a word",
        "domain-2.html",
        lambda html: re.sub(r"(<li id=[^>]*>)", r"\1Indeed ", html, count=1),
        "another text than in",
    ),
    (
        "the other list",
        "domain-2.html",
        lambda html: html.replace("<div class=developed>", "<div class=potential>", 1),
        "another list than in",
    ),
    (
        "another theme",
        "domain-2.html",
        lambda html: re.sub("data-theme=[a-z-]+", "data-theme=elsewhere", html, count=1),
        "another theme than in",
    ),
    (
        "another domain",
        "domain-2.html",
        lambda html: html.replace("data-domain=2", "data-domain=4", 1),
        "another domain than in",
    ),
    ("a source", "index.html", lambda html: html.replace("Profile of", "Profile about"), "does not say this"),
    ("the caveat", "index.html", lambda html: html.replace("is no score", "is told", 1), "does not say this"),
]


@pytest.mark.parametrize(
    ("name", "change", "says"), [item[1:] for item in OF_REGIONS], ids=[item[0] for item in OF_REGIONS]
)
def test_pages_of_a_region_that_differ_from_its_compendium_fail_the_proof(
    out: Path, region: Region, name: str, change: Callable[[str], str], says: str
) -> None:
    with pytest.raises(ReportError) as refused:
        proved_region(out, region, {name: change}).demand()
    assert refused.value.exit_code is ExitCode.PREFLIGHT
    told = [problem.message for problem in refused.value.problems if says in problem.message]
    assert told, refused.value.problems
    if "than in" in says:
        assert [message for message in told if re.fullmatch(rf"[A-Z]{{3}}-\d{{4}}-[A-Z]\d+: {says} {VOLUME}", message)]


CELLS: list[tuple[str, str, Callable[[str], str]]] = [
    ("a sign", "index.html", lambda html: html.replace("<td><b>Example</b>", "<td><i>Potential</i>", 1)),
    ("a second sign", "index.html", lambda html: html.replace("<td>Not mentioned", "<td><b>Example</b>", 1)),
    ("a city's column", "index.html", lambda html: html.replace("<br>Norway, 2021", "<br>Norway, 2022", 1)),
    (
        "who is referred to",
        "domain-1.html",
        lambda html: re.sub(r"See also (<a[^>]*>)\w", r"See also \1Z", html, count=1),
    ),
    ("a gist", "exchange.html", lambda html: html.replace("Gist VAU", "Gist of VAU", 1)),
    ("a finding more", "exchange.html", lambda html: html.replace("VAU-2021-R1</a>", "VAU-2021-R1</a> PSA", 1)),
    ("who could be asked", "exchange.html", lambda html: html.rpartition("Could be asked about")[0] + "</div>"),
    ("the other side", "exchange.html", lambda html: html.replace("Describe experience", "Could ask about", 1)),
]


@pytest.mark.parametrize(("name", "change"), [item[1:] for item in CELLS], ids=[item[0] for item in CELLS])
def test_tables_and_boxes_that_say_something_else_are_found(
    out: Path, region: Region, name: str, change: Callable[[str], str]
) -> None:
    problems = proved_region(out, region, {name: change}).problems
    assert Kind.CELL in {problem.kind for problem in problems}, problems


def test_a_compendium_that_says_something_else_is_found(out: Path, region: Region) -> None:
    assert region.volume
    findings = dict(region.volume.findings)
    reference = next(iter(findings))
    findings[reference] = findings[reference]._replace(text="Somethingelse.")
    changed = replace(region, volume=replace(region.volume, findings=findings))
    (problem,) = proved_region(out, changed, {}).problems
    assert (problem.file, problem.message) == (f"{FOLDER}/index.html", f"{reference}: another text than in {VOLUME}")
    changed = replace(region, volume=replace(region.volume, words="nothing"))
    assert {problem.message for problem in proved_region(out, changed, {}).problems} == {f"{VOLUME} does not say this"}


def test_a_build_that_is_asked_for_html_alone_makes_what_it_is_compared_with(tmp_path: Path) -> None:
    root = write_region(tmp_path / "workspace", {"vila-aurora": three_cities()["vila-aurora"]})
    result = build_region(root, html=True, base_url="https://example.org/mgi/")
    assert result.problems == []
    made = {built.path: built for built in result.files}
    assert made[PATH].proof == "4 checks passed"
    html = (root / "reports" / PATH).read_text()
    assert f'<link rel=canonical href="https://example.org/mgi/{PATH}">' in html
    assert not any(path.endswith("-single.html") for path in made)
    pages = pypdf.PdfReader(root / "reports" / PATH.replace(".html", ".pdf")).pages
    address = f"https://example.org/mgi/{PATH}"
    assert address in "".join(pages[-1].extract_text().split()), "how to cite it"
    assert address in [note.get_object()["/A"]["/URI"] for note in pages[-1]["/Annots"] if "/A" in note.get_object()]
    assert {"sitemap.xml", PATH.replace(".html", ".png")} <= made.keys()


def test_lists_that_go_on_on_the_next_page_are_read_as_they_were_written(
    data: Data, make_workspace: MakeWorkspace
) -> None:
    for domain in data["findings"].values():
        for kind, listed in domain.items():
            first = {key: value for key, value in listed[0].items() if key != "id"}
            many = (first | {"text": f"Number {number} of many. {first['text']}"} for number in range(1, 7))
            domain[kind] = [copy.deepcopy(item) for item in many]
    data.pop("key_points", None)
    root = make_workspace(vila_aurora=data)
    workspace = open_workspace(root)
    result = build_reports(BuildPlan(workspace, root / "reports", languages=("en",)))
    assert [str(problem) for problem in result.problems if problem.severity == "error"] == []
    loaded = load(workspace.framework, workspace.profiles(), root)
    assert loaded.framework
    view = view_of(Studio(workspace, loaded.framework), *loaded.profiles.values(), "en")
    pdf = (root / "reports" / "en" / f"mgi-snapshot-{IDENTITY}-en.pdf").read_bytes()
    assert any("(continued)" in page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    found, _ = told_by_pdf(pdf, told_by_view(view), view.language)
    assert [*found.items()] == [*told_by_view(view).items()]


def test_words_in_lines_that_run_to_the_left_are_compared_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    data = invented("ar")
    for lists in data["findings"].values():
        lists["developed"][0]["gist"] = {"ar": "خدمات صحية للسكان الجدد"}
    first = data["findings"]["migrants-rights"]["developed"][0]
    first["text"] = "تقدم البلدية معلومات عن السكن والعمل لجميع السكان الجدد في المدينة دون استثناء"
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", data)
    code = "import sys, pathlib, helpers.scripts as h; print(h.make(pathlib.Path(sys.argv[1]), sys.argv[2]))"
    pdf = Path(python(code, str(tmp_path), "ar").strip()).read_bytes()  # fonts are read once in a process
    workspace = open_workspace(tmp_path)
    loaded = load(workspace.framework, workspace.profiles(), tmp_path)
    assert loaded.framework
    view = view_of(Studio(workspace, loaded.framework), *loaded.profiles.values(), "ar")
    planned = told_by_view(view)
    found, words = told_by_pdf(pdf, planned, view.language)
    assert list(differences(planned, "page", found, "pdf", letters=True)) == []
    assert list(lacking(words, [view.caveat, view.source_title.plain], "page", "pdf", letters=True)) == []
    reference, told = next(iter(planned.items()))
    turned = planned | {reference: told._replace(text=told.text[10:] + told.text[:10])}
    (problem,) = differences(turned, "page", found, "pdf", letters=True)
    assert problem.message == f"{reference}: another text than in pdf"


@pytest.mark.parametrize(
    ("said", "lacks"), [("مدينة الفجر (2021) Example Press", 0), ("مدينة (2021) Example Press", 1)]
)
def test_words_of_two_scripts_are_found_in_whatever_order_they_are_read(said: str, lacks: int) -> None:
    wanted = ["Example Press (2021). مدينة الفجر."]
    assert len([*lacking(spelled(said), wanted, "page", "pdf", letters=True)]) == lacks
    assert len([*lacking(spelled(said.replace("الفجر", "الليل")), wanted, "page", "pdf")]) == 1


def test_texts_of_profiles_never_become_markup_or_script(tmp_path: Path) -> None:
    cities = {"vila-aurora": three_cities()["vila-aurora"]}
    evil = 'Evil </script><script>alert(1)</script> <img src=x onerror=alert(2)> "quoted" {{ 7 * 7 }} & <b>bold</b>'
    cities["vila-aurora"]["findings"]["partnerships"]["developed"][0]["text"] = evil
    cities["vila-aurora"]["introduction"] = "Introduced <img src=y onerror=alert(2)> by <i>nobody</i>."
    cities["vila-aurora"]["contact"] = "</span><style>*{display:none}</style>"
    result = build_region(write_region(tmp_path, cities), html=True, single_file=True)
    assert [str(problem) for problem in result.problems if problem.severity == "error"] == []
    for built in result.files:
        if built.path.endswith(".html"):
            html = (tmp_path / "reports" / built.path).read_text()
            assert html.count("<script") == 1
            assert html.count("<style") == 1
            assert "<img" not in html
            assert "onerror=alert" not in html.replace("onerror=alert(2)&gt;", "")
