"""``verify`` on finished pages: what lies beside them is compared, and what was changed in them is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.json_lines import records
from helpers.volumes import REGION, invented, write_region
from mgi_report import verify
from mgi_report.build.build import build
from mgi_report.build.plan import ALL, BuildPlan
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, ReportError
from mgi_report.pdf.proof import Proof
from mgi_report.workspace.places import open_workspace

CITY = "en/mgi-snapshot-vila-aurora-2021-05-en.html"
SITE = f"en/mgi-compendium-{REGION}-en"
PAGES = (
    CITY,
    CITY.replace(".html", "-single.html"),
    f"{SITE}-single.html",
    f"{SITE}/index.html",
    f"{SITE}/domain-2.html",
)


@pytest.fixture(scope="module")
def out(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of finished files that may be changed, without a workspace around it."""
    copied = tmp_path_factory.mktemp("sent") / "files"
    shutil.copytree(site / "reports", copied)
    return copied


def test_findings_without_topics_stand_under_their_own_domain(tmp_path: Path) -> None:
    cities = {name: invented(name, name[:3].upper(), (2, 1)) for name in ("vila-aurora", "port-sereno")}
    for city in cities.values():
        for domain in ("migrants-rights", "partnerships", "safe-migration"):
            for kind in ("developed", "potential"):
                del city["findings"][domain][kind][0]["topics"]
    root = write_region(tmp_path, cities)
    editions = ("screen", "html")
    plan = BuildPlan(open_workspace(root), root / "reports", languages=("en",), regions=ALL, editions=editions)
    result = build(replace(plan, html=True, jobs=1))
    assert result.problems == []
    site = root / "reports" / SITE
    for page in (site / "domain-1.html", site / "domain-6.html"):
        assert verify(page).problems == []
        assert "Other themes" in page.read_text("utf-8")


def changed(out: Path, path: str, change: Callable[[str], str]) -> Proof:
    file = out / path
    before = file.read_text(encoding="utf-8")
    assert change(before) != before
    try:
        file.write_text(change(before), encoding="utf-8")
        return verify(file)
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_proved_again_with_what_lies_beside_it(out: Path, path: str) -> None:
    proof = verify(out / path)
    assert proof.problems == []
    compared = next(check for check in proof.checks if check.name == "web same")
    named = {"data/three-rivers.csv", "data/three-rivers.json", f"mgi-compendium-{REGION}-en.pdf"}
    if path.endswith("index.html"):
        assert compared.skipped, "it lists no finding"
    else:
        pdf = named if SITE in path else {name for name in named if "pdf" not in name} | {Path(CITY).stem + ".pdf"}
        assert set(compared.detail.removeprefix("compared with ").split(", ")) == pdf


def test_a_page_that_came_by_mail_is_proved_for_itself(out: Path, tmp_path: Path) -> None:
    alone = shutil.copy(out / f"{SITE}-single.html", tmp_path / "received.html")
    assert verify(Path(alone)).verdict == {
        "passed": ["web words", "web findings", "web links", "web alone"],
        "skipped": ["web same"],
        "failed": [],
    }


def test_a_gist_that_a_page_lost_is_found_with_the_pdf_alone(out: Path, tmp_path: Path) -> None:
    page, pdf = tmp_path / Path(CITY).name, out / CITY.replace(".html", ".pdf")
    shutil.copy(pdf, tmp_path)
    whole = (out / CITY).read_text(encoding="utf-8")
    for html, kind in ((whole, "developed"), (re.sub(r"(<li id=vau-2021-g3[^>]*>)<b>.*?</b>", r"\1", whole), "lost")):
        page.write_text(html, encoding="utf-8")
        same = next(check for check in verify(page).checks if check.name == "web same")
        assert same.detail == f"compared with {pdf.name}"
        assert [problem.message for problem in same.problems] == (
            [f"VAU-2021-G3: another text than in {pdf.name}"] if kind == "lost" else []
        )
    assert html != whole


CHANGES: list[tuple[str, str, Callable[[str], str], str, str]] = [
    ("a word", CITY, lambda html: html.replace("library", "libraries", 1), "web same", "another"),
    (
        "a list",
        CITY,
        lambda html: html.replace("list developed", "list potential", 1),
        "web same",
        "another list than in",
    ),
    (
        "a finding less",
        CITY,
        lambda html: html.replace("<li id=vau-2021-r2", "<li data-was=vau-2021-r2", 1).replace("#vau-2021-r2", "#keys"),
        "web same",
        "VAU-2021-R2: stands in data/three-rivers.csv and not here",
    ),
    ("the caveat", CITY, lambda html: html.replace("is no score", "is told", 1), "web same", "does not say this"),
    (
        "a word that ranks",
        CITY,
        lambda html: html.replace("<h2 id=about>", "<h2 id=about>Best ", 1),
        "web words",
        "ranks",
    ),
    ("a dead link", CITY, lambda html: html.replace("-en.pdf", "-xx.pdf", 1), "web links", "leads nowhere"),
    ("a script", CITY, lambda html: html.replace("use strict", "use x", 1), "web alone", "does not name"),
    (
        "a picture",
        CITY,
        lambda html: html.replace("</main>", "<img src='https://example.org/x' alt=''></main>"),
        "web alone",
        "something is loaded",
    ),
    (
        "a word in a region",
        f"{SITE}/domain-2.html",
        lambda html: html.replace("<b>", "<b>Indeed ", 1),
        "web same",
        SITE[3:],
    ),
    (
        "the theme in a region",
        f"{SITE}-single.html",
        lambda html: html.replace("<h3 id=theme-health>Health", "<h3 id=theme-health>Housing", 1),
        "web same",
        SITE[3:],
    ),
    (
        "places in another order",
        f"{SITE}-single.html",
        lambda html: html.replace("<div data-place=mal-2020", "<div data-place=pse-2019", 1),
        "web words",
        "stands after",
    ),
]


@pytest.mark.parametrize(
    ("path", "change", "name", "says"), [item[1:] for item in CHANGES], ids=[item[0] for item in CHANGES]
)
def test_what_was_changed_is_found(out: Path, path: str, change: Callable[[str], str], name: str, says: str) -> None:
    proof = changed(out, path, change)
    assert proof.exit_code is ExitCode.PREFLIGHT
    told = [problem.message for check in proof.checks if check.name == name for problem in check.problems]
    assert any(says in message for message in told), proof.problems


def test_the_command_tells_of_pages_as_of_pdfs(out: Path) -> None:
    done = CliRunner().invoke(program, ["verify", str(out / CITY), str(out / f"{SITE}-single.html")])
    assert done.exit_code == 0
    assert done.output.count("  passed  web same     ") == 2
    assert "5 checks passed" in done.output
    told = records(CliRunner().invoke(program, ["--json", "verify", str(out / CITY)]).output)
    assert [(record["edition"], record["passed"]) for record in told] == [("html", True)]


def test_an_edition_of_pdfs_is_not_asked_of_a_page(out: Path) -> None:
    with pytest.raises(ReportError) as refused:
        verify(out / CITY, "press")
    assert refused.value.exit_code is ExitCode.USAGE
