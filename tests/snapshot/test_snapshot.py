"""The PDF of a snapshot, opened by other software than the one that made it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdf
import pytest
import yaml

from helpers.cities import DOMAINS
from helpers.order import jumps
from helpers.project import needs
from helpers.volumes import walk
from mgi_report.pdf.screen import prove
from mgi_report.text.typography import fold

TERMS = ("Level of government", "Source", "Programmes and projects")
"""What has a value beside it: on the first page, and among the names of a page."""


@pytest.fixture(scope="module")
def reader(built: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(built)


@pytest.fixture(scope="module")
def opened(built: Path) -> Iterator[pikepdf.Pdf]:
    """The file for what pypdf proves itself."""
    with pikepdf.open(built) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def elements(reader: pypdf.PdfReader) -> list[dict[str, Any]]:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return list(walk(root["/K"]))


def test_pages_are_painted_in_the_order_in_which_they_are_read(built: Path) -> None:
    assert jumps(built) == []


def test_labels_terms_and_signs_are_said(elements: list[dict[str, Any]]) -> None:
    items = [item for item in elements if item["/S"] == "/LI"]
    labelled = [item for item in items if [kid["/S"] for kid in kids(item)] == ["/Lbl", "/LBody"]]
    assert len(labelled) > 6 * 2, "findings and terms"
    alts = [str(item["/Alt"]) for item in elements if "/Alt" in item]
    assert {"Example", "Potential", "Domain 3"} <= set(alts)
    assert not [item for item in elements if item["/S"] in ("/Div", "/P", "/Sect") and not kids(item, whole=True)]


def kids(element: dict[str, Any], whole: bool = False) -> list[Any]:
    """What lies right below an element: elements alone, or the whole of it."""
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    below = [kid.get_object() for kid in (below if isinstance(below, list) else [below])]
    return below if whole else [kid for kid in below if isinstance(kid, dict) and "/S" in kid]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_no_rule_of_the_standard_fails(built: Path, profile: str) -> None:
    report = validator.validate_pdf(str(built), profile=getattr(validator.ValidationProfile, profile))
    assert [failure.rule_id for failure in report.failures] == []


def test_pages_are_four_and_a4_without_rotation(opened: pikepdf.Pdf) -> None:
    for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
        sizes = {tuple(round(float(value), 1) for value in page.obj[name]) for page in opened.pages}
        assert sizes == {(0.0, 0.0, 595.3, 841.9)}
    assert [page.obj.get("/Rotate", 0) for page in opened.pages] == [0] * 4


def test_bookmarks_are_the_city_its_six_domains_and_the_rest(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (city,) = outline.root
    children = city.children
    assert city.title == "Vila Aurora – May 2021"
    assert children[0].title == "1 Migrants’ rights"
    assert [item.title[:2] for item in children][:6] == ["1 ", "2 ", "3 ", "4 ", "5 ", "6 "]
    assert [item.title for item in children][6] == "Themes in this profile"
    pages = [pikepdf.Page(item.action.D[0]).index for item in children[:7]]
    assert pages == [1, 1, 1, 2, 2, 2, 3]


def test_every_sector_of_the_wheel_is_a_link_in_words(reader: pypdf.PdfReader) -> None:
    links = [item.get_object() for item in reader.pages[0]["/Annots"]][:6]
    spoken = [str(link["/Contents"]) for link in links]
    assert [text.split(",")[0] for text in spoken] == [f"Go to domain {number}" for number in range(1, 7)]
    names = reader.named_destinations
    assert [reader.get_destination_page_number(names[str(link["/Dest"])]) for link in links] == [1, 1, 1, 2, 2, 2]


def test_link_areas_of_the_wheel_lie_side_by_side(reader: pypdf.PdfReader) -> None:
    boxes = [[float(v) for v in item.get_object()["/Rect"]] for item in reader.pages[0]["/Annots"]]
    assert len(boxes) == 6
    for index, (left, bottom, right, top) in enumerate(boxes):
        assert right - left > 50, "narrower than a finger"
        assert top - bottom > 50
        for other in boxes[:index]:
            apart = other[0] >= right or other[2] <= left or other[1] >= top or other[3] <= bottom
            assert apart


def test_the_wheel_has_a_text_alternative_that_lists_the_domains(elements: list[dict[str, Any]]) -> None:
    figures = [str(item.get("/Alt", "")) for item in elements if item["/S"] == "/Figure"]
    assert all(figures), "a figure without a text alternative"
    wheel = next(text for text in figures if text.startswith("Wheel"))
    assert re.findall(r"[1-6] ", wheel) == [f"{number} " for number in range(1, 7)]


def test_headings_descend_without_a_gap(elements: list[dict[str, Any]]) -> None:
    levels = [int(item["/S"][2]) for item in elements if re.fullmatch(r"/H[1-6]", item["/S"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_heading_lies_in_a_heading(elements: list[dict[str, Any]]) -> None:
    kinds = [(item["/S"], item["/P"].get_object().get("/S")) for item in elements if "/P" in item]
    assert not [pair for pair in kinds if pair[0] == pair[1] and pair[0] in ("/H1", "/H2", "/H3", "/P")]


def test_each_finding_is_an_item_of_a_list_with_its_reference_as_label(elements: list[dict[str, Any]]) -> None:
    items = [item for item in elements if item["/S"] == "/LI" and any(kid["/S"] == "/Lbl" for kid in walk(item))]
    assert len(items) == 6 * 5 + len(TERMS)
    for item in items:
        assert [kid.get_object()["/S"] for kid in item["/K"]] == ["/Lbl", "/LBody"]


def test_lines_of_text_are_content_of_what_they_stand_in(
    reader: pypdf.PdfReader, elements: list[dict[str, Any]]
) -> None:
    assert not [item for item in elements if item["/S"] == "/Span" and not item.keys() & {"/Lang", "/ID", "/Alt"}]
    numbers = dict(parent_entries(reader))
    for page in reader.pages:
        owners = numbers[page["/StructParents"]]
        marks = set(re.findall(rb"/MCID (\d+)", page.get_contents().get_data()))
        assert len(owners) == len(marks)
        assert all(index in [kid for kid in owner["/K"] if isinstance(kid, int)] for index, owner in enumerate(owners))


def parent_entries(reader: pypdf.PdfReader) -> list[tuple[int, list[dict[str, Any]]]]:
    entries = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return [
        (number, [item.get_object() for item in value.get_object()])
        for number, value in zip(entries[::2], entries[1::2], strict=True)
        if isinstance(value.get_object(), list)
    ]


def test_words_in_another_language_say_so_in_the_tags(elements: list[dict[str, Any]]) -> None:
    languages = [str(item["/Lang"]) for item in elements if "/Lang" in item]
    assert languages == ["pt", "pt"], "in the finding and among the names of its page"


def test_the_document_says_its_title_and_language(opened: pikepdf.Pdf) -> None:
    assert opened.Root.Lang == "en"
    assert opened.Root.ViewerPreferences.DisplayDocTitle is True
    assert opened.Root.MarkInfo.Marked is True
    assert opened.docinfo["/Title"] == "Vila Aurora, Norway: migration governance snapshot, May 2021"


def test_metadata_names_source_rights_and_both_standards(opened: pikepdf.Pdf) -> None:
    packet = opened.Root.Metadata
    assert "/Filter" not in packet
    xmp = packet.read_bytes().decode()
    for wanted in (
        "<pdfaid:part>3<",
        "<pdfaid:conformance>A<",
        "<pdfuaid:part>1<",
        "https://example.org/vila-aurora",
        "not a publication",
        "<xmp:CreateDate>2024-03-01<",
        "<rdf:li>pt</rdf:li>",
        "mgi-snapshot-vila-aurora-2021-05-en",
    ):
        assert wanted in xmp
    assert xmp.count("<rdf:RDF") == 1


def test_pages_are_labelled_as_they_are_numbered(reader: pypdf.PdfReader, opened: pikepdf.Pdf) -> None:
    assert "/PageLabels" in opened.Root
    assert [page.label for page in opened.pages] == ["1", "2", "3", "4"]
    for number, page in enumerate(reader.pages, start=1):
        assert f"\n{number} Derived summary" in page.extract_text()
        assert not re.search(r"\d ?/ ?\d", page.extract_text()), "reads as a score"


def test_running_heads_name_the_city(reader: pypdf.PdfReader) -> None:
    assert len(reader.pages) == 4
    for page in reader.pages[1:]:
        assert "Vila Aurora, Norway" in page.extract_text()


def test_fonts_are_the_bundled_family_and_embedded(reader: pypdf.PdfReader) -> None:
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"]
            assert "/ToUnicode" in font
            names.add(str(font["/BaseFont"]).split("+")[-1])
    assert names
    assert all(name.replace("-", "").startswith("OpenSans") for name in names)


def test_the_profile_is_attached_as_source_and_as_data(opened: pikepdf.Pdf, built: Path) -> None:
    files = {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}
    assert sorted(files) == ["mgi-profile-vila-aurora-2021-05-en.json", "mgi-profile-vila-aurora-2021-05.yaml"]
    source = built.parents[2] / "data" / "profiles" / "vila-aurora.yaml"
    assert files["mgi-profile-vila-aurora-2021-05.yaml"] == source.read_bytes()
    record = json.loads(files["mgi-profile-vila-aurora-2021-05-en.json"])
    assert len(record["findings"]) == 30
    assert {item["domain"] for item in record["findings"]} == set(DOMAINS)
    relationships = {str(file.UF).rpartition(".")[2]: file.AFRelationship for file in opened.Root.AF}
    assert relationships == {"json": "/Data", "yaml": "/Source"}


def test_every_finding_stands_on_the_page_of_its_domain(reader: pypdf.PdfReader, built: Path) -> None:
    content = yaml.safe_load((built.parents[2] / "data" / "profiles" / "vila-aurora.yaml").read_text())
    pages = [fold(page.extract_text()) for page in reader.pages]
    for index, domain in enumerate(DOMAINS):
        for kind in ("developed", "potential"):
            for item in content["findings"][domain][kind]:
                words = re.sub(r"\[([^]]*)\](\{[^}]*\}|\([^)]*\))|\*", r"\1", item["text"])
                assert fold(words) in pages[1 if index < 3 else 2], words


def test_the_proof_passes_and_finds_what_is_missing(built: Path) -> None:
    pdf = built.read_bytes()
    proof = prove(pdf)
    assert proof.passed, proof.problems
    assert {check.name for check in proof.checks if not check.skipped} >= {"findings", "links", "embedded", "PDF/UA-1"}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Item 1d0", "Item 9x9", "the finding VAU-2021-R1 is not in the pages"),
        ("again.", "again once more.", "not whole"),
    ],
)
def test_the_proof_fails_when_the_words_differ(built: Path, old: str, new: str, wanted: str) -> None:
    from mgi_report.pdf.expected import expected_by_attachment
    from mgi_report.pdf.proof import Expected
    from mgi_report.pdf.reading import open_pdf

    known = expected_by_attachment(open_pdf(built.read_bytes()))
    changed = tuple((reference, text.replace(old, new)) for reference, text in known.findings)
    assert changed != known.findings
    messages = [problem.message for problem in prove(built.read_bytes(), Expected(changed)).problems]
    assert any(wanted in message for message in messages)


def test_the_proof_fails_on_a_wrong_page_count_and_a_foreign_font(built: Path) -> None:
    from mgi_report.pdf.proof import Expected

    problems = prove(built.read_bytes(), Expected(pages=6, fonts=("Some Other",))).problems
    messages = " ".join(problem.message for problem in problems)
    assert not [problem for problem in problems if "--draft" in problem.hint], "not every file can be kept so"
    assert "4 pages instead of the planned 6" in messages
    assert "not among the project's own" in messages


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"\0" * 2000])
def test_what_is_no_pdf_is_one_sentence(content: bytes) -> None:
    proof = prove(content, file="x.pdf")
    assert not proof.passed
    assert [problem.message for problem in proof.problems] == ["cannot open this file as PDF: it is damaged, or no PDF"]


def test_poppler_reads_the_tags(built: Path) -> None:
    needs("pdfinfo")
    out = subprocess.run(["pdfinfo", "-struct-text", str(built)], capture_output=True, text=True, check=True)
    assert out.stderr == ""
    text = fold(out.stdout)
    assert fold("Item 1d0") in text
    assert out.stdout.index("Item 1d0") < out.stdout.index("Item 1p0") < out.stdout.index("Item 2d0")


def test_qpdf_has_nothing_to_complain_about(built: Path) -> None:
    needs("qpdf")
    out = subprocess.run(["qpdf", "--check", str(built)], capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stdout + out.stderr
