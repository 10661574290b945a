"""The proof of the HTML edition from finished files: what was changed in one of them is found, by finding and file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from helpers.volumes import REGION, build_region, three_cities, write_region
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.pdf.proof import Proof
from mgi_report.snapshot.make import view_of
from mgi_report.snapshot.same import told_by_csv, told_by_json, told_by_page, told_by_pdf, told_by_view
from mgi_report.snapshot.view import SnapshotView
from mgi_report.snapshot.webproof import Site, Witness, prove_city, prove_region
from mgi_report.studio.studio import Studio
from mgi_report.studio.webfile import read_webfile
from mgi_report.workspace.places import open_workspace

NUMBERS = {slug: number for number, slug in enumerate(three_cities()["vila-aurora"]["findings"], 1)}
PATH = "en/mgi-snapshot-vila-aurora-2021-05-en.html"
IDENTITY = "vila-aurora-2021-05"


@pytest.fixture(scope="module")
def views(site: Path) -> dict[str, SnapshotView]:
    from mgi_report.data.profile_files import load

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
        Witness(pdf, *told_by_pdf((out / pdf).read_bytes(), view)),
        Witness("csv", told_by_csv(data[0], "en", NUMBERS, view.identity)),
        Witness("json", told_by_json(data[1], "en", NUMBERS, view.identity)),
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
        lambda html: html.replace('<li id="vau-2021-r2"', '<li id="vau-2021-r9"', 1),
        Kind.DIFFERS,
        "VAU-2021-R2",
    ),
    (
        "the other list",
        lambda html: html.replace(
            'kind developed">Examples of well-developed areas</h3>\n<ul class="findings',
            'kind potential">Examples of well-developed areas</h3>\n<ul class="findings',
            1,
        ),
        Kind.DIFFERS,
        "another list",
    ),
    (
        "another domain",
        lambda html: html.replace('data-domain="2"', 'data-domain="3"', 1),
        Kind.DIFFERS,
        "another domain",
    ),
    (
        "the caveat",
        lambda html: html.replace("their number is no score", "their number is told", 1),
        Kind.DIFFERS,
        "does not say this",
    ),
    ("a dead link", lambda html: html.replace('href="#domain-2"', 'href="#domain-9"', 1), Kind.LINK, "leads nowhere"),
    ("a file that is gone", lambda html: html.replace("-en.pdf", "-xx.pdf", 1), Kind.LINK, "leads nowhere"),
    ("two of one name", lambda html: html.replace('id="about"', 'id="keys"', 1), Kind.LINK, "two places"),
    (
        "a picture from elsewhere",
        lambda html: html.replace("</main>", '<img src="https://example.org/x.png" alt=""></main>'),
        Kind.LOADS,
        "loaded",
    ),
    ("a wider policy", lambda html: html.replace("default-src &#39;none&#39;", "x *", 1), Kind.LOADS, "policy"),
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
    told = told_by_json(json.dumps(data).encode(), "en", NUMBERS, IDENTITY)
    site = Site({PATH: (out / PATH).read_bytes()}, [str(file.relative_to(out)) for file in out.rglob("*.*")])
    found = prove_city(site, PATH, views[IDENTITY], [Witness("json", told)]).problems
    assert [problem.message for problem in found] == ["VAU-2021-G1: another text than in json"]


def test_a_site_has_every_finding_once(out: Path, views: dict[str, SnapshotView]) -> None:
    files = [str(file.relative_to(out)) for file in out.rglob("*.*")]
    pages = {path: (out / path).read_bytes() for path in files if path.endswith(".html")}
    folder = f"en/mgi-compendium-{REGION}-en"
    paths = [
        f"{folder}/index.html",
        *sorted(path for path in pages if path.startswith(folder + "/") and "index" not in path),
    ]
    evidence = {view.identity: witnesses(out, view) for view in views.values()}
    assert prove_region(Site(pages, files), paths, [*views.values()], evidence).passed
    less = [path for path in paths if not path.endswith("domain-3.html")]
    told = prove_region(Site(pages, files), less, [*views.values()], evidence)
    assert {problem.kind for problem in told.problems} == {Kind.DIFFERS}


def test_a_build_that_is_asked_for_html_alone_makes_what_it_is_compared_with(tmp_path: Path) -> None:
    root = write_region(tmp_path / "workspace", {"vila-aurora": three_cities()["vila-aurora"]})
    result = build_region(root, html=True, base_url="https://example.org/mgi/")
    assert result.problems == []
    made = {built.path: built for built in result.files}
    assert made[PATH].proof == "4 checks passed"
    html = (root / "reports" / PATH).read_text()
    assert f'<link rel="canonical" href="https://example.org/mgi/{PATH}">' in html
    assert not any(path.endswith("-single.html") for path in made)
    pages = pypdf.PdfReader(root / "reports" / PATH.replace(".html", ".pdf")).pages
    address = f"https://example.org/mgi/{PATH}"
    assert address in "".join(pages[-1].extract_text().split()), "how to cite it"
    assert address in [note.get_object()["/A"]["/URI"] for note in pages[-1]["/Annots"] if "/A" in note.get_object()]
    assert {"sitemap.xml", PATH.replace(".html", ".png")} <= made.keys()


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
