"""The archive edition: PDF 2.0 with what it claims, proved without a validator that knows it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Dictionary, Name

from helpers.cities import city_data, write_yaml
from mgi_report.build.verify import prove_any, standards_of
from mgi_report.cli import main
from mgi_report.errors import ExitCode
from mgi_report.pdf.archival import read_archive
from mgi_report.pdf.conformance import validator
from mgi_report.pdf.xmp import ARCHIVE

NAME = "en/mgi-snapshot-vila-aurora-2021-05-en-archive.pdf"


def run(root: Path, *arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--workspace", str(root), *map(str, arguments)])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", city_data())
    code, told = run(root, "build", "--edition", "archive")
    assert (code, "14 checks passed" in told) == (0, validator() is not None), told
    return root


@pytest.fixture(scope="module")
def archived(root: Path) -> bytes:
    return (root / "reports" / NAME).read_bytes()


def changed(pdf: bytes, change: Callable[[Any], Any], **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, **options)
    return out.getvalue()


def elements_of(pdf: Any, kind: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item]


def reworded(before: bytes, after: bytes) -> Callable[[Any], Any]:
    def change(pdf: Any) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert before in packet
        pdf.Root.Metadata.write(packet.replace(before, after))

    return change


def test_it_is_listed_and_nothing_is_made_twice(root: Path) -> None:
    (entry,) = json.loads((root / "reports" / "manifest.json").read_bytes())["files"]
    assert (entry["path"], entry["medium"]) == (NAME, "archive")
    assert "nothing has changed" in run(root, "build", "--edition", "archive")[1]
    assert "archive" in run(root, "list", "outputs")[1]


def test_a_file_is_judged_by_what_it_claims(root: Path, archived: bytes, built: Path) -> None:
    assert standards_of(archived) == ARCHIVE
    proof = prove_any(archived, "")
    assert (proof.edition, proof.passed) == ("archive", True)
    assert {"archive", "PDF/UA-2", "PDF/A-4f"} <= {check.name for check in proof.checks}
    assert run(root, "verify", "vila-aurora", "--edition", "archive")[0] == 0
    code, told = run(root, "verify", "--edition", "archive", built)
    assert code == ExitCode.PREFLIGHT
    assert "the file is not of PDF 2.0" in told
    (other,) = [check for check in prove_any(archived, "", "screen").checks if check.name == "PDF/UA-1"]
    assert other.skipped or not other.passed


def test_what_every_tagged_file_keeps_is_judged_too(archived: bytes) -> None:
    if validator() is None:
        pytest.skip("page-validation is not installed")

    def silence(pdf: Any) -> None:
        del elements_of(pdf, "/Figure")[0]["/Alt"]

    broken = [check.name for check in prove_any(changed(archived, silence), "").checks if not check.passed]
    assert broken == ["PDF/UA-2"]


FAULTS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "no part of PDF/UA": (reworded(b"<pdfuaid:part>2", b"<pdfuaid:part>1"), "the metadata say “1” as part, not “2”"),
    "no revision": (reworded(b"<pdfuaid:rev>2024</pdfuaid:rev>", b""), "the metadata say “nothing” as rev, not “2024”"),
    "no level": (
        reworded(b"<pdfaid:conformance>F</pdfaid:conformance>", b""),
        "the metadata say “nothing” as conformance, not “F”",
    ),
    "no files": (
        lambda pdf: pdf.Root.Names.__delitem__("/EmbeddedFiles"),
        "the metadata say “F” as conformance, not “nothing”",
    ),
    "no declaration": (reworded(b"#accessibility1.0", b"#reuse1.0"), "as conformsTo, not"),
    "an information": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", "Kirkhaven"),
        "the file has a document information, which PDF/A-4 forbids",
    ),
    "an element of nowhere": (
        lambda pdf: elements_of(pdf, "/P")[0].__delitem__("/NS"),
        "an element without a namespace",
    ),
    "no namespaces": (
        lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/Namespaces"),
        "the tags do not name the namespace of PDF 2.0, or name others",
    ),
    "another top": (
        lambda pdf: elements_of(pdf, "/Document")[0].__setitem__("/S", Name.Part),
        "the tags do not begin with one Document of PDF 2.0",
    ),
    "a list of nothing": (
        lambda pdf: elements_of(pdf, "/L")[0].__delitem__("/A"),
        "a list that does not say how it is numbered",
    ),
    "a paragraph in one": (
        lambda pdf: elements_of(pdf, "/P")[-1].P.__setitem__("/S", Name.P),
        "a paragraph within a paragraph",
    ),
    "a bookmark to a page": (
        lambda pdf: pdf.Root.Outlines.First.A.__delitem__("/SD"),
        "a bookmark that leads to a page, and to no element",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_file_lacks_of_its_claims_is_told(archived: bytes, name: str) -> None:
    change, message = FAULTS[name]
    _, found = read_archive(changed(archived, change))
    assert [fault for fault in found if message not in fault] == []
    assert found


def test_an_older_version_of_pdf_is_told(archived: bytes) -> None:
    assert [*read_archive(archived.replace(b"%PDF-2.0", b"%PDF-1.7", 1))[1]] == [
        "the file is not of PDF 2.0: “%PDF-1.7”"
    ]


def test_a_checklist_is_written_of_it(root: Path) -> None:
    code, told = run(root, "verify", "--report", root / "reports" / NAME)
    assert code == 0, told
    assert (root / "reports" / NAME).with_name(f"{Path(NAME).stem}-verification.md").is_file()
