"""What screen files claim holds by a second validator, veraPDF, in every language and of every kind of publication."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.project import FOREIGN
from helpers.verapdf import VeraPdf, why_not
from helpers.volumes import NAME, REGION, write_region
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.workspace.places import open_workspace

AURORA = "vila-aurora-2021-05"


@pytest.fixture(scope="module")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VeraPdf]:
    """The judge, where it is installed."""
    if why := why_not():
        pytest.skip(why)
    with VeraPdf(tmp_path_factory.mktemp("verapdf") / "complaints.txt") as judge:
        yield judge


@pytest.fixture(scope="module")
def reports(verapdf: VeraPdf, volume: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region in English, as it was built for other tests too, its city and its archive in other languages, a page for
    a meeting, and an annex behind a briefing of another program."""
    root = write_region(tmp_path_factory.mktemp("judged"))
    workspace, out = open_workspace(root), root / "reports"
    shutil.copytree(volume / "reports", out)
    for plan in (
        BuildPlan(workspace, out, cities=("vila-aurora",), languages=("es", "fr")),
        BuildPlan(workspace, out, languages=("es",), regions=(REGION,), exchange=("vila-aurora",)),
        BuildPlan(workspace, out, languages=("fr",), regions=(REGION,), editions=("archive",)),
        BuildPlan(
            workspace, out, languages=("es",), regions=(REGION,), editions=("archive",), exchange=("vila-aurora",)
        ),
    ):
        assert [str(problem) for problem in build(plan).problems] == []
    options = ["--workspace", str(root), "annex", str(FOREIGN / "typst.pdf"), "vila-aurora", "--language", "en"]
    done = CliRunner().invoke(program, [*options, "-o", str(out / "en" / "annex.pdf")])
    assert done.exit_code == 0, done.output
    return out


@pytest.mark.parametrize(
    ("name", "flavours"),
    [
        *((f"{code}/mgi-snapshot-{AURORA}-{code}.pdf", ("ua1", "3a")) for code in ("en", "es", "fr")),
        (NAME, ("ua1", "3a")),
        (f"es/mgi-exchange-{REGION}-{AURORA}-es.pdf", ("ua1", "3a")),
        ("en/annex.pdf", ("ua1",)),
        (f"fr/mgi-snapshot-{AURORA}-fr-archive.pdf", ("ua2", "wt1a", "4f")),
        (f"fr/mgi-compendium-{REGION}-fr-archive.pdf", ("ua2", "wt1a", "4f")),
        (f"es/mgi-exchange-{REGION}-{AURORA}-es-archive.pdf", ("ua2", "wt1a", "4")),
    ],
)
def test_what_files_claim_holds_by_a_second_validator(
    verapdf: VeraPdf, reports: Path, name: str, flavours: tuple[str, ...]
) -> None:
    assert [rule for flavour in flavours for rule in verapdf.failed(reports / name, flavour)] == []


@pytest.mark.parametrize("name", [f"en/mgi-snapshot-{AURORA}-en.pdf", NAME], ids=["snapshot", "compendium"])
def test_whatever_leads_somewhere_leads_to_an_element(verapdf: VeraPdf, reports: Path, name: str) -> None:
    """As ISO 14289-2, 8.8 asks, which no screen file claims."""
    broken = verapdf.failed(reports / name, "ua2")
    assert broken, "it claims another part of the standard"
    assert [rule for rule in broken if rule.startswith("8.8-")] == []


def test_the_second_validator_refuses_what_breaks_a_rule(verapdf: VeraPdf, tmp_path: Path) -> None:
    (rule, *_) = verapdf.failed(FOREIGN / "reportlab.pdf", "ua1")
    assert rule
    (tmp_path / "no.pdf").write_text("no PDF")
    assert "Couldn't parse" in verapdf.failed(tmp_path / "no.pdf", "ua1")[0]
