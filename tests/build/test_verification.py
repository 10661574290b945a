"""Proofs of finished files: by whose rules, by which standards, and how the result is told."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from click.testing import CliRunner

from helpers.briefings import make_pdf
from helpers.sheets import sheet
from mgi_report.build.verify import prove_any, standards_of
from mgi_report.cli import main
from mgi_report.errors import ExitCode

BOTH = ("PDF/UA-1", "PDF/A-3a")


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_file_is_proved_by_the_rules_of_the_edition_that_is_asked_for(built: Path, tmp_path: Path) -> None:
    assert prove_any(built.read_bytes(), "").edition == "screen"
    code, told = run("verify", "--edition", "press", built)
    assert code == ExitCode.PREFLIGHT
    assert "the XMP packet does not say that this is PDF/X-4" in told
    press = tmp_path / "press.pdf"
    press.write_bytes(sheet())
    assert run("verify", press)[0] == 0
    assert prove_any(press.read_bytes(), "", "screen").edition == "screen"
    assert "a report of its own" not in run("verify", "--report", "--edition", "screen", press)[1]
    assert not (tmp_path / "press-verification.pdf").exists(), "it was proved for the screen"


def test_our_files_must_follow_both_standards_and_others_those_they_claim(built: Path, tmp_path: Path) -> None:
    ours = built.read_bytes()
    assert standards_of(ours) == BOTH
    foreign = make_pdf(tmp_path / "briefing.pdf", title="On arrivals", language="en")
    assert standards_of(foreign.read_bytes()) == ()
    _, told = run("verify", foreign)
    assert "skipped PDF/UA-1  ISO 14289-1, judged by page-validation (not claimed)" in told
    stripped = tmp_path / "stripped.pdf"
    with pikepdf.open(built) as pdf:
        packet = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(stripped)
    assert standards_of(stripped.read_bytes()) == BOTH
    (lost,) = [check for check in prove_any(stripped.read_bytes(), "").checks if check.name == "PDF/UA-1"]
    assert not lost.passed
    assert standards_of(b"no file") == ()


def test_a_claim_of_somebody_else_is_held_against_the_file(built: Path, tmp_path: Path) -> None:
    claiming = tmp_path / "claiming.pdf"
    with pikepdf.open(built) as pdf:
        packet = pdf.Root.Metadata.read_bytes().replace(b">mgi_report", b">somebody")
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        del pdf.Root.Lang, pdf.Root.StructTreeRoot
        pdf.save(claiming)
    assert standards_of(claiming.read_bytes()) == BOTH
    assert run("verify", claiming)[0] == ExitCode.PREFLIGHT


def test_many_problems_are_told_shortly_and_a_hint_once(tmp_path: Path) -> None:
    press = tmp_path / "press.pdf"
    grounds = "\n".join(f"0 0 {n / 20} rg {100 + n} 300 20 20 re f" for n in range(1, 13))
    press.write_bytes(sheet(grounds))
    _, told = run("verify", press)
    colour = told[told.index("FAILED  colour") : told.index("ink  ")].splitlines()[1:-1]
    assert len([line for line in colour if "DeviceRGB" in line]) == 8
    assert [line.strip() for line in colour if "→" in line] == [
        "→ say colours with the tokens of the theme, as var(--deep), or as device-cmyk()"
    ]
    assert colour[-1].strip() == "and 4 more: mgi-report --json verify lists them all"
