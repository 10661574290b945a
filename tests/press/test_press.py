"""The press edition of invented cities, looked at with other software than the one that made it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdf
import pytest
from PIL import Image
from pypdf.generic import ContentStream, DictionaryObject

from helpers.cities import DOMAINS, FJORDS, TOPICS, city_data, finding, sentence, write_yaml
from helpers.project import ROOT, needs
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.design.editions import PressOptions
from mgi_report.workspace.places import open_workspace

MM = 72 / 25.4
DPI = 127
"""Five pixels per millimetre."""
PIXELS = 5


@dataclass(frozen=True)
class Pressed:
    """What one build made: a folder, and its result."""

    folder: Path
    result: Result

    def file(self, city: str, suffix: str = "") -> Path:
        return self.folder / "reports" / "en" / f"mgi-snapshot-{city}-2021-05-en{suffix}.pdf"


def write_cities(root: Path) -> None:
    """Vila Aurora with four pages, and Vila Lunga with so much text that it has six and its tabs stand at the edge."""
    aurora = city_data()
    aurora["place"]["coordinates"] = [*FJORDS]
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", aurora)
    long = city_data() | {"city": "vila-lunga", "code": "VLU"}
    long["place"] = long["place"] | {"name": "Vila Lunga"}
    for number, domain in enumerate(DOMAINS):
        long["findings"][domain] = {
            kind: [finding(sentence(f"{number}{kind[0]}{i}", 40), TOPICS[number]) for i in range(count)]
            for kind, count in (("developed", 4), ("potential", 3))
        }
    write_yaml(root / "data" / "profiles" / "vila-lunga.yaml", long)


def press(root: Path, languages: tuple[str, ...] = ("en",), **options: Any) -> Pressed:
    plan = BuildPlan(
        open_workspace(root), root / "reports", languages=languages, editions=("screen", "press"), **options
    )
    return Pressed(root, build(plan))


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    root = tmp_path_factory.mktemp("press")
    write_cities(root)
    made = press(root, press=PressOptions(imposition="booklet"))
    assert [str(problem) for problem in made.result.problems] == []
    return made


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    root = tmp_path_factory.mktemp("marks")
    write_cities(root)
    made = press(root, cities=("vila-aurora",), press=PressOptions(marks=True, imposition="booklet"))
    assert [str(problem) for problem in made.result.problems] == []
    return made


def told(*command: str | Path) -> str:
    needs(str(command[0]))
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def boxes_of(file: Path) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Name and edges in millimetres of every box of every page, as poppler tells them."""
    for line in told("pdfinfo", "-box", "-l", "99", file).splitlines():
        if found := re.match(r"Page +\d+ (\w+)Box: +([\d. -]+)", line):
            yield found[1], tuple(float(edge) / MM for edge in found[2].split())


def rendered(file: Path, page: int, folder: Path, dpi: int = DPI) -> Any:
    """One page as poppler paints it, an array of rows of RGB."""
    told("pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", "-png", file, folder / "page")
    with Image.open(folder / "page.png") as picture:
        return np.asarray(picture.convert("RGB"), dtype=int)


def plates(file: Path, folder: Path, first: int, last: int, dpi: int = DPI) -> list[dict[str, Any]]:
    """The plates of some pages as Ghostscript separates them: shares of ink from 0 to 1."""
    some = f"-dFirstPage={first}", f"-dLastPage={last}"
    command = ("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}", *some)
    told(*command, f"-o{folder}/p%d.tif", file)
    pages = []
    for number in range(1, last - first + 2):
        page = {}
        for plate in ("Cyan", "Magenta", "Yellow", "Black"):
            with Image.open(folder / f"p{number}({plate}).tif") as picture:
                page[plate] = 1 - np.asarray(picture.convert("L"), dtype=float) / 255
        pages.append(page)
    return pages


def test_the_files_of_an_edition_say_what_they_are_and_the_manifest_knows(pressed: Pressed) -> None:
    names = {built.path.removeprefix("en/mgi-snapshot-"): built for built in pressed.result.files}
    for city, pages, sheets in (("vila-aurora", 4, 2), ("vila-lunga", 8, 4)):
        stem = f"{city}-2021-05-en"
        found = {name: (b.pages, b.medium) for name, b in names.items() if name.startswith(stem)}
        assert found == {
            f"{stem}.pdf": (4 if pages == 4 else 6, "screen"),
            f"{stem}-press.pdf": (pages, "press"),
            f"{stem}-press-booklet.pdf": (sheets, "press"),
            f"{stem}-press-preflight.pdf": (1, "press"),
        }
    manifest = (pressed.folder / "reports" / "manifest.json").read_text(encoding="utf-8")
    assert manifest.count('"medium": "press"') == 6


@pytest.mark.parametrize(("city", "pages"), [("vila-aurora", 4), ("vila-lunga", 8)])
def test_boxes_are_those_of_a_sheet_with_bleed(pressed: Pressed, city: str, pages: int) -> None:
    found = list(boxes_of(pressed.file(city, "-press")))
    wanted = {"Media": (0, 0, 216, 303), "Bleed": (0, 0, 216, 303), "Trim": (3, 3, 213, 300)}
    for name, box in wanted.items():
        own = [edges for kind, edges in found if kind == name]
        assert len(own) == pages
        assert all(edges == pytest.approx(box, abs=0.02) for edges in own)


def test_poppler_and_qpdf_find_a_plain_sound_file(pressed: Pressed) -> None:
    for suffix in ("-press", "-press-booklet"):
        file = pressed.file("vila-aurora", suffix)
        facts = dict(line.split(":", 1) for line in told("pdfinfo", file).splitlines() if ":" in line)
        assert facts["PDF version"].strip() == "1.6"
        assert {facts[name].strip() for name in ("Encrypted", "JavaScript", "Tagged")} == {"no"}
        assert facts["Form"].strip() == "none"
        assert "No syntax or stream encoding errors found" in told("qpdf", "--check", file)
        fonts = told("pdffonts", file).splitlines()[2:]
        assert fonts
        assert all(re.search(r"CID TrueType +Identity-H +yes yes yes", font) for font in fonts)
        assert len(told("pdfimages", "-list", file).splitlines()) == 2


def colour_operators(page: Any, reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    """Every operator that chooses a colour space, on the page and in all it calls, as pypdf reads them."""
    seen: set[int] = set()

    def walk(stream: Any, resources: DictionaryObject) -> Iterator[tuple[str, str]]:
        for operands, operator in ContentStream(stream, reader).operations:
            name = operator.decode("latin-1")
            if name.lower() in ("g", "rg", "k"):
                yield name, name
            elif name.lower() == "cs":
                yield name, str(operands[0])
            elif name in ("sh", "INLINE IMAGE"):
                yield name, ""
        for kind in ("/XObject", "/Pattern"):
            for item in resources.get(kind, DictionaryObject()).values():
                inner = item.get_object()
                if id(inner) not in seen:
                    seen.add(id(inner))
                    if inner.get("/Subtype") == "/Image":
                        yield "image", str(inner.get("/ColorSpace"))
                    else:
                        yield from walk(inner, inner.get("/Resources", resources).get_object())

    yield from walk(page.get_contents(), page["/Resources"].get_object())


@pytest.mark.parametrize("suffix", ["-press", "-press-booklet"])
@pytest.mark.parametrize("city", ["vila-aurora", "vila-lunga"])
def test_no_operator_anywhere_paints_with_anything_but_four_inks(pressed: Pressed, city: str, suffix: str) -> None:
    reader = pypdf.PdfReader(pressed.file(city, suffix))
    found = {operator for page in reader.pages for operator in colour_operators(page, reader)}
    assert found
    assert found <= {("cs", "/DeviceCMYK"), ("CS", "/DeviceCMYK"), ("k", "k"), ("K", "K")}
    declared = {str(space) for page in reader.pages for space in page["/Resources"].get("/ColorSpace", {})}
    assert declared == set()


def test_the_plates_hold_at_most_300_per_cent_and_text_is_on_one(pressed: Pressed, tmp_path: Path) -> None:
    pages = plates(pressed.file("vila-aurora", "-press"), tmp_path, 1, 4)
    assert len(pages) == 4
    assert 2.3 < max(np.max(sum(page.values())) for page in pages) <= 3.0
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\w+)<',
        told("pdftotext", "-bbox", "-f", "2", "-l", "2", pressed.file("vila-aurora", "-press"), "-"),
    )
    found = [box for *box, word in words if word in ("library", "residents", "newcomers", "registers", "agreement")]
    assert len(found) > 20
    for box in found:
        left, top, right, bottom = (round(float(edge) / MM * PIXELS) for edge in box)
        inked = {name: plate[top:bottom, left:right].max() for name, plate in pages[1].items()}
        assert inked["Black"] > 0.8
        assert max(inked[name] for name in ("Cyan", "Magenta", "Yellow")) == 0


def test_grounds_and_tabs_reach_into_the_bleed(pressed: Pressed, tmp_path: Path) -> None:
    cover = rendered(pressed.file("vila-aurora", "-press"), 1, tmp_path)
    band = cover[1, 1], cover[1, -2], cover[40 * PIXELS, 0], cover[40 * PIXELS, -2]
    assert all(pixel.max() < 110 for pixel in band)
    lunga = pressed.file("vila-lunga", "-press")
    left, right = rendered(lunga, 2, tmp_path), rendered(lunga, 3, tmp_path)
    for page, edge in ((left, 0), (right, -2)):
        assert (page[:, edge].min(axis=1) < 110).any()
        assert page[:, -2 if edge == 0 else 0].min() == 255


def test_type_keeps_five_millimetres_from_the_trim(pressed: Pressed) -> None:
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"',
        told("pdftotext", "-bbox", pressed.file("vila-lunga", "-press"), "-"),
    )
    assert len(words) > 1000
    left, top, right, bottom = (np.array(column, dtype=float) / MM for column in zip(*words, strict=True))
    assert left.min() > 8
    assert top.min() > 8
    assert right.max() < 216 - 8
    assert bottom.max() < 303 - 8


def test_the_words_are_those_of_the_screen_edition(pressed: Pressed) -> None:
    def words(suffix: str) -> list[str]:
        text = told("pdftotext", "-layout", pressed.file("vila-aurora", suffix), "-")
        return sorted(re.findall(r"\w+", text))

    assert words("-press") == words("")


def test_a_sheet_is_filled_with_blank_pages_before_the_last_part(pressed: Pressed) -> None:
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(pressed.file("vila-lunga", "-press")).pages]
    assert [number for number, text in enumerate(pages, start=1) if not text] == [6, 7]
    assert re.search(r"^8 Derived summary", pages[-1], re.M)
    assert "About the" in pages[-1]


def test_the_file_says_that_it_is_x4_and_for_which_press(pressed: Pressed) -> None:
    shipped = (ROOT / "assets" / "icc" / "coated-fogra39.icc").read_bytes()
    for suffix in ("-press", "-press-booklet"):
        opened = pikepdf.open(pressed.file("vila-aurora", suffix))
        root, info = opened.Root, opened.docinfo
        (intent,) = root.OutputIntents
        assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "FOGRA39")
        profile = intent.DestOutputProfile
        assert (profile.N, profile.read_bytes()) == (4, shipped)
        assert info["/Trapped"] == "/False"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20240301000000Z"
        xmp = root.Metadata.read_bytes().decode("utf-8")
        assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
        assert "<xmp:MetadataDate>2024-03-01</xmp:MetadataDate>" in xmp
        assert "pdfaid" not in re.sub(r"xmlns:\w+=", "", xmp)
        assert "/Outlines" not in root
        assert "/Names" not in root
        assert not any("/Annots" in page.obj for page in opened.pages)


def test_identifiers_differ_between_documents_only(pressed: Pressed, marked: Pressed) -> None:
    def identifiers(file: Path) -> tuple[str, ...]:
        return tuple(re.findall(r"ID>uuid:([0-9a-f-]{36})", file.read_bytes().decode("latin-1")))

    files = [pressed.file(city, s) for city in ("vila-aurora", "vila-lunga") for s in ("-press", "-press-booklet")]
    found = [identifiers(file) for file in files]
    assert all(len(pair) == 2 for pair in found)
    assert len({identifier for pair in found for identifier in pair}) == 8
    plain, with_marks = identifiers(files[0]), identifiers(marked.file("vila-aurora", "-press"))
    assert plain[0] == with_marks[0]
    assert plain[1] != with_marks[1]


def test_another_process_writes_the_same_bytes(pressed: Pressed, tmp_path: Path) -> None:
    out = tmp_path / "again"
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(pressed.folder), "build", "vila-aurora"]
    command += ["--edition", "press", "--imposition", "booklet", "--language", "en", "--out", str(out), "--quiet"]
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))))
    environment = os.environ | {"MGI_REPORT_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": "7", "PYTHONPATH": path}
    subprocess.run(command, check=True, env=environment)
    for suffix in ("-press", "-press-booklet", "-press-preflight"):
        first = pressed.file("vila-aurora", suffix)
        assert (out / "en" / first.name).read_bytes() == first.read_bytes(), suffix


def test_marks_stand_outside_the_bleed_on_all_plates(marked: Pressed, tmp_path: Path) -> None:
    file = marked.file("vila-aurora", "-press")
    found = dict(boxes_of(file))
    assert found["Media"] == pytest.approx((0, 0, 230, 317), abs=0.02)
    assert found["Bleed"] == pytest.approx((7, 7, 223, 310), abs=0.02)
    assert found["Trim"] == pytest.approx((10, 10, 220, 307), abs=0.02)
    dpi = 300
    (page,) = plates(file, tmp_path, 4, 4, dpi)
    total = np.minimum.reduce(list(page.values()))
    per_mm = dpi / 25.4
    inside = total[int(7 * per_mm) + 2 : int(310 * per_mm) - 2, int(7 * per_mm) + 2 : int(223 * per_mm) - 2]
    assert inside.max() < 0.5
    rows, columns = np.nonzero(total > 0.8)
    assert {round(x / per_mm) for x in columns} >= {10, 220, 115}
    assert {round(y / per_mm) for y in rows} >= {10, 307}


def test_a_booklet_has_its_pages_where_the_folder_wants_them(pressed: Pressed, marked: Pressed) -> None:
    file = pressed.file("vila-lunga", "-press-booklet")
    assert dict(boxes_of(file))["Trim"] == pytest.approx((0, 0, 420, 297), abs=0.02)
    halves = []
    for side in range(1, 5):
        for left in (0, 595):
            box = ("-x", str(left), "-y", "0", "-W", "595", "-H", "842")
            halves.append(told("pdftotext", "-f", str(side), "-l", str(side), *box, file, "-"))
    found = [re.findall(r"^ ?(\d)\s+Derived summary", half, re.M) for half in halves]
    assert [int(pages[-1]) if pages else None for pages in found] == [8, 1, 2, None, None, 3, 4, 5]
    sheet = dict(boxes_of(marked.file("vila-aurora", "-press-booklet")))
    assert sheet["Media"] == pytest.approx((0, 0, 440, 317), abs=0.02)
    assert sheet["Trim"] == pytest.approx((10, 10, 430, 307), abs=0.02)


def test_the_report_for_the_print_shop_is_one_accessible_page(pressed: Pressed) -> None:
    report = pressed.file("vila-aurora", "-press-preflight")
    text = " ".join(told("pdftotext", report, "-").split())
    for words in ("Preflight report", "keeps all 20 rules", "built to PDF/X-4", "not certified", "210 × 297 mm"):
        assert words in text
    assert "FOGRA39" in text
    import hashlib

    assert hashlib.sha256(pressed.file("vila-aurora", "-press").read_bytes()).hexdigest() in text
    assert pypdf.PdfReader(report).trailer["/Root"]["/MarkInfo"]["/Marked"]
    proofs = {built.path: built.proof for built in pressed.result.files}
    assert "failed" not in proofs[f"en/{report.name}"]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_report_for_the_print_shop_is_one_page_in_every_language(tmp_path: Path, language: str) -> None:
    write_cities(tmp_path)
    made = press(tmp_path, (language,), cities=("vila-aurora",)).result
    assert [file.pages for file in made.files if file.path.endswith("-preflight.pdf")] == [1]


def test_a_repeated_ground_moves_with_its_page(tmp_path: Path) -> None:
    """Patterns are placed on the page, not where its content is moved to."""
    root = tmp_path / "workspace"
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", city_data())
    tile = '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="20mm" viewBox="0 0 2 2">'
    (root / "assets" / "images").mkdir(parents=True)
    (root / "assets" / "images" / "tile.svg").write_text(f'{tile}<rect width="1" height="1" fill="black"/></svg>')
    template = root / "templates" / "snapshot" / "cover.html.j2"
    template.parent.mkdir(parents=True)
    cover = (ROOT / "templates" / "snapshot" / "cover.html.j2").read_text(encoding="utf-8")
    ground = (
        "position: absolute; top: 182mm; left: 40mm; width: 40mm; height: 20mm; background: url(mgi:images/tile.svg)"
    )
    template.write_text(cover.replace('<p class="how', f'<div style="{ground}"></div><p class="how'))
    made = press(root)
    assert [str(problem) for problem in made.result.problems] == []
    page = rendered(made.file("vila-aurora", "-press"), 1, tmp_path)

    def at(across: float, down: float) -> int:
        return int(page[int((3 + down) * PIXELS), int((3 + 15 + 40 + across) * PIXELS)].max())

    assert all(at(across, 182.7) < 110 for across in (0.7, 9.3, 20.7, 29.3))
    assert all(at(across, 182.7) > 200 for across in (10.7, 19.3, 30.7))
    assert [at(0.7, down) < 110 for down in (182.7, 191.3, 192.7)] == [True, True, False]
