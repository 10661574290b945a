"""A briefing with annexes: what stands in the volume, read by other software than ours."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import click
import page as validator
import pikepdf
import pypdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from helpers.briefings import A4, LANDSCAPE, LETTER, furnished, make_pdf
from helpers.cities import city_data, second_city, write_yaml
from helpers.command import python, run_apart
from helpers.json_lines import records
from helpers.order import jumps
from helpers.project import needs
from helpers.volumes import walk
from mgi_report.annex.sheets import sheet_size
from mgi_report.cli import main as program
from mgi_report.pdf.screen import prove

TOP = ("Summary", "Figures", "Conclusions")
CITY_A, CITY_B = "Vila Aurora (May 2021)", "Port Sereno (May 2021)"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two cities; what is made in it is kept for all tests here."""
    root = tmp_path_factory.mktemp("annexes")
    for name, data in (("vila-aurora", city_data()), ("port-sereno", second_city())):
        write_yaml(root / "data" / "profiles" / f"{name}.yaml", data)
    return root


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "briefing.pdf", title="On arrivals", language="en", change=furnished)


def run(root: Path, *arguments: object) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), "annex", *map(str, arguments)])


def annexed(root: Path, *arguments: object, code: int = 0) -> pypdf.PdfReader:
    """Run the command; the volume it wrote is the file after -o."""
    result = run(root, *arguments)
    assert result.exit_code == code, result.output
    return pypdf.PdfReader(str(arguments[arguments.index("-o") + 1]))


def outline(reader: pypdf.PdfReader, items: Any = None, level: int = 0) -> list[tuple[int, str, int]]:
    """Level, title and page, from 1, of every bookmark."""
    found: list[tuple[int, str, int]] = []
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            found += outline(reader, item, level + 1)
        else:
            found.append((level, str(item.title), reader.get_destination_page_number(item) + 1))
    return found


def links(reader: pypdf.PdfReader, index: int) -> list[tuple[str, int]]:
    """Description and page, from 1, of the links to pages on a page."""
    found = []
    for item in reader.pages[index].get("/Annots", []):
        annotation = item.get_object()
        target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
        if annotation["/Subtype"] == "/Link" and target is not None:
            aim = reader.named_destinations[str(target)]["/Page"] if isinstance(target, str) else target[0]
            number = reader.get_page_number(aim.get_object())
            found.append((str(annotation["/Contents"]), -1 if number is None else number + 1))
    return found


def pixels(file: Path, index: int) -> bytes:
    with pypdfium2.PdfDocument(file) as document:
        return bytes(document[index].render(scale=1).to_numpy().tobytes())


def last_words(file: Path, index: int) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return str(document[index].get_textpage().get_text_range()).split()


# what the volume holds


@pytest.mark.usefixtures("apart")
def test_the_briefing_comes_first_as_it_is(root: Path, briefing: Path, tmp_path: Path) -> None:
    before = pypdf.PdfReader(briefing)
    out = tmp_path / "out.pdf"
    after = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", out)
    for index in range(3):
        assert pixels(out, index) == pixels(briefing, index)
        assert after.pages[index].mediabox == before.pages[index].mediabox
        assert after.pages[index].extract_text() == before.pages[index].extract_text()
    assert [entry for entry in outline(after) if entry[1] in TOP] == outline(before)
    assert links(after, 0) == links(before, 0) == [("Go to the conclusions", 3)]
    assert after.get_fields()["remarks"]["/V"] == "none yet"  # type: ignore[index]
    assert after.attachments["figures.csv"] == before.attachments["figures.csv"]
    assert after.metadata is not None
    assert after.metadata.title == "On arrivals"


@pytest.mark.usefixtures("apart")
def test_debug_tells_why_a_volume_was_not_joined_in_the_fast_way(root: Path, briefing: Path, tmp_path: Path) -> None:
    command = ["--workspace", str(root), "annex", str(briefing), "vila-aurora", "-o", str(tmp_path / "out.pdf")]
    told = CliRunner().invoke(program, ["--debug", *command])
    assert told.exit_code == 0, told.output
    assert "debug: joined object by object, since the volume: it continues one of its parts\n" in told.stderr
    assert "debug: " not in CliRunner().invoke(program, command).stderr


def test_verify_looks_for_the_findings_of_every_snapshot_and_asks_for_no_number_of_pages(
    root: Path, briefing: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    pages = annexed(root, briefing, "vila-aurora", "port-sereno", "--sheets", "none", "-o", out).pages
    assert len(pages) % 2
    checks = {check.name: check for check in prove(out.read_bytes()).checks}
    assert checks["findings"].detail == "42 findings"
    assert checks["findings"].passed
    assert checks["text"].passed
    without = tmp_path / "without.pdf"
    with pikepdf.open(out) as volume:
        del volume.pages[5]
        volume.save(without)
    lost = {check.name: check for check in prove(without.read_bytes()).checks}["findings"].problems
    assert any("VAU-2021" in problem.message for problem in lost)


def test_pages_labels_and_bookmarks_of_a_volume(root: Path, briefing: Path, tmp_path: Path) -> None:
    reader = annexed(root, briefing, "Vila Aurora", "port-sereno-2021-05", "-o", tmp_path / "out.pdf")
    assert reader.page_labels == ["i", "1", "2", "3", *(f"A-{n}" for n in "1234"), *(f"B-{n}" for n in "1234")]
    found = outline(reader)
    assert [entry for entry in found if entry[0] == 0] == [
        (0, "Summary", 1),
        (0, "Conclusions", 3),
        (0, "Annexes", 4),
        (0, f"Annex A – {CITY_A}", 5),
        (0, f"Annex B – {CITY_B}", 9),
    ]
    assert found[found.index((0, f"Annex A – {CITY_A}", 5)) + 1] == (1, "Vila Aurora – May 2021", 5)
    assert (2, "4 Well-being of migrants", 10) in found


def test_titles_in_another_language_say_which(root: Path, briefing: Path, tmp_path: Path) -> None:
    own = make_pdf(tmp_path / "own.pdf", title="Notas de chegada", language="pt-BR", change=furnished)
    reader = annexed(root, briefing, own, "vila-aurora", "--sheets", "both", "-o", tmp_path / "out.pdf")
    spoken = [
        str(element["/S"])
        for element in walk(reader.root_object["/StructTreeRoot"]["/K"])
        if element.get("/Lang") == "pt-BR"
    ]
    assert spoken == ["/P", "/H2", *("/LI", "/LBody") * 2]


def test_the_list_names_pages_and_leads_to_them(root: Path, briefing: Path, tmp_path: Path) -> None:
    reader = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", tmp_path / "out.pdf")
    assert jumps(tmp_path / "out.pdf") == []
    text = reader.pages[3].extract_text()
    for words in ("Annexes", "On arrivals", "Vila Aurora", "Norway", "May 2021", "A-1 to A-4", "B-1 to B-4"):
        assert words in text
    assert "not a ranking" in text
    assert links(reader, 3) == [
        (f"Go to Annex A\u00a0– {CITY_A} on page A-1", 5),
        (f"Go to Annex B\u00a0– {CITY_B} on page B-1", 9),
    ]


def test_folios_are_the_labels_and_no_one_reads_them_aloud(root: Path, briefing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    reader = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", out)
    for index in range(3, 12):
        assert last_words(out, index)[-1] == reader.page_labels[index]
        content = reader.pages[index].get_contents()
        assert content is not None
        assert b"/Artifact" in content.get_data().split(b"MgiFolio")[0].splitlines()[-2]
    fonts = [font for page in reader.pages for font in [page["/Resources"]["/Font"].get("/MgiFolio")] if font]
    assert {str(font["/BaseFont"])[7:] for font in fonts} == {"+OpenSans-SemiBold"}
    assert len({font.indirect_reference.idnum for font in fonts}) == 1, "embedded once"


def test_a_folio_stands_on_the_line_of_the_feet_and_ends_with_the_type_area(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    annexed(root, make_pdf(tmp_path / "b.pdf", language="en"), "vila-aurora", "-o", out, "--sheets", "none")
    with pypdfium2.PdfDocument(out) as document:
        text = document[3].get_textpage()
        own, folio = text.search("Derived summary").get_next(), text.search("A-1").get_next()
        assert own is not None
        assert folio is not None
        foot, top = (text.get_charbox(place[0], loose=True) for place in (own, folio))
        assert abs(foot[1] - top[1]) < 0.5
        right = text.get_charbox(folio[0] + 2)[2]
        assert abs(right - (595.28 - 15 * 72 / 25.4)) < 1.5


@pytest.mark.usefixtures("apart")
def test_every_standard_of_all_parts_is_claimed_and_held(root: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    result = run(root, built, "vila-aurora", "port-sereno", "-o", out, "--sheets", "both")
    assert "it claims PDF/A-3a and PDF/UA-1 (page-validation agrees)" in result.output
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        limits = validator.SafetyLimits(max_reference_depth=10_000)
        report = validator.validate_pdf(str(out), profile=profile, limits=limits)
        assert [failure.rule_id for failure in report.failures] == []
    root_element = pypdf.PdfReader(out).trailer["/Root"]["/StructTreeRoot"]
    parts = [str(item["/T"]) for item in walk(root_element["/K"]) if item["/S"] == "/Part"]
    assert parts[1:] == ["Annexes", *(f"Annex {x}" for x in (f"A – {CITY_A}",) * 2 + (f"B – {CITY_B}",) * 2)]
    needs("qpdf")
    assert subprocess.run(["qpdf", "--check", str(out)], capture_output=True, check=False).returncode == 0


def test_pages_of_every_size_stay_as_they_are(root: Path, tmp_path: Path) -> None:
    sizes = (LANDSCAPE, A4, (300.0, 400.0), LETTER)
    briefing = make_pdf(tmp_path / "b.pdf", sizes, language="en")
    reader = annexed(root, briefing, "vila-aurora", "-o", tmp_path / "out.pdf")
    found = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages]
    assert found[:4] == [(842, 595), (595, 842), (300, 400), (612, 792)]
    assert found[4:] == [(612, 792), *[(595, 842)] * 4], "our sheet is as the last page, the snapshot as it is"


@pytest.mark.parametrize(
    ("points", "millimetres"),
    [
        (A4, (210.0, 297.0)),
        ((595.0, 842.0), (210.0, 297.0)),
        (LETTER, (215.9, 279.4)),
        (LANDSCAPE, (210.0, 297.0)),
        ((792.0, 612.0), (210.0, 297.0)),
        ((0.0, 0.0), (210.0, 297.0)),
    ],
)
def test_sheets_take_the_size_of_the_last_page(points: tuple[float, float], millimetres: tuple[float, float]) -> None:
    assert sheet_size(points) == millimetres


def test_a_turned_page_counts_as_it_is_seen(root: Path, tmp_path: Path) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[-1].obj.Rotate = 90

    briefing = make_pdf(tmp_path / "b.pdf", [(792.0, 612.0)], language="en", change=turn)
    reader = annexed(root, briefing, "vila-aurora", "-o", tmp_path / "out.pdf")
    assert round(float(reader.pages[1].mediabox.width)) == 612


@pytest.mark.parametrize(
    ("ranges", "labels"),
    [
        ([], ["1", "2", "3", "4"]),
        ([0, {}], ["", "", "", "4"]),
        ([0, {"/P": "Cover"}, 1, {"/S": "/D", "/P": "B-", "/St": 7}], ["Cover", "B-7", "B-8", "B-9"]),
        ([0, {"/S": "/r", "/St": 3}], ["iii", "iv", "v", "vi"]),
        ([1, {"/S": "/A"}], ["1", "A", "B", "C"]),
    ],
)
def test_the_list_goes_on_with_the_labels_of_the_briefing(
    root: Path, tmp_path: Path, ranges: list[Any], labels: list[str]
) -> None:
    def label(pdf: pikepdf.Pdf) -> None:
        entries = [
            {k: pikepdf.Name(v) if k == "/S" else v for k, v in item.items()} if isinstance(item, dict) else item
            for item in ranges
        ]
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([pikepdf.Dictionary(item) if isinstance(item, dict) else item for item in entries])
        )

    briefing = make_pdf(tmp_path / "b.pdf", language="en", change=label if ranges else None)
    out = tmp_path / "out.pdf"
    reader = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", out)
    assert reader.page_labels[:5] == [*labels, "A-1"]
    assert last_words(out, 3)[-1] == labels[-1]


# sheets


@pytest.mark.parametrize(
    ("sheets", "cities", "labels"),
    [
        ((), ("vila-aurora",), ["A", "A-1"]),
        ((), ("vila-aurora", "port-sereno"), ["4", "A-1"]),
        (("--sheets", "none"), ("vila-aurora", "port-sereno"), ["A-1", "A-2"]),
        (("--sheets", "list"), ("vila-aurora",), ["4", "A-1"]),
        (("--sheets", "both"), ("vila-aurora",), ["4", "A"]),
        (("--sheets", "divider"), ("vila-aurora", "port-sereno"), ["A", "A-1"]),
    ],
)
def test_the_sheets_that_are_asked_for(
    root: Path, tmp_path: Path, sheets: tuple[str, ...], cities: tuple[str, ...], labels: list[str]
) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language="en")
    reader = annexed(root, briefing, *cities, "-o", tmp_path / "out.pdf", *sheets)
    assert reader.page_labels[3:5] == labels


def test_a_divider_says_what_follows_and_its_bookmark_is_that_of_the_annex(root: Path, tmp_path: Path) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language="en", title="On arrivals")
    out = tmp_path / "out.pdf"
    reader = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", out, "--sheets", "divider")
    assert reader.page_labels[3:9] == ["A", "A-1", "A-2", "A-3", "A-4", "B"]
    assert [entry for entry in outline(reader) if entry[0] == 0] == [
        (0, f"Annex A – {CITY_A}", 4),
        (0, f"Annex B – {CITY_B}", 9),
    ]
    text = reader.pages[8].extract_text()
    for words in ("On arrivals", "Annex", "Port Sereno", "Iceland", "May 2021", "5 Mobility dimension of crises"):
        assert words in text
    assert ("Go to 5 Mobility dimension of crises on page B-2", 11) in links(reader, 8)


def test_own_files_are_annexes_in_their_places_without_folios(root: Path, tmp_path: Path) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language="en")
    first = make_pdf(tmp_path / "first.pdf", [A4], words="First", title="Minutes of the meeting")
    inner = make_pdf(tmp_path / "terms-of-reference.PDF", [A4], words="Inner", title="Microsoft Word - tor.docx")
    last = make_pdf(tmp_path / "last.pdf", [A4, A4], words="Last")
    with pikepdf.open(last, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata() as packet:
            packet["dc:title"] = "Programme\nof the day"
        pdf.save(last)
    out = tmp_path / "out.pdf"
    reader = annexed(root, briefing, "vila-aurora", inner, "port-sereno", "--after", last, "--before", first, "-o", out)
    assert [entry[1:] for entry in outline(reader) if entry[0] == 0] == [
        ("Annexes", 4),
        ("Annex A – Minutes of the meeting", 5),
        (f"Annex B – {CITY_A}", 6),
        ("Annex C – terms-of-reference", 10),
        (f"Annex D – {CITY_B}", 11),
        ("Annex E – Programme of the day", 15),
    ]
    assert reader.page_labels[4:6] + reader.page_labels[-2:] == ["A-1", "B-1", "E-1", "E-2"]
    assert last_words(out, 4) == ["First", "page", "1"]
    assert pixels(out, 15) == pixels(last, 1)


def test_a_volume_of_own_files_needs_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_pdf(tmp_path / "b.pdf", language="fr")
    make_pdf(tmp_path / "c.pdf", words="Annexe")
    (tmp_path / "sub").mkdir()
    result = CliRunner().invoke(program, ["annex", "b.pdf", "c.pdf", "-o", "sub/out.pdf"])
    assert result.exit_code == 0, result.output
    reader = pypdf.PdfReader("sub/out.pdf")
    assert "Annexe" in reader.pages[3].extract_text()
    assert len(reader.pages) == 7


# languages


@pytest.mark.parametrize(
    ("language", "arguments", "word", "snapshot"),
    [
        ("es-CO", (), "Anexo", "es"),
        ("FR", (), "Annexe", "fr"),
        ("pt", (), "Annex", "en"),
        ("", (), "Annex", "en"),
        ("es", ("--language", "fr"), "Annexe", "fr"),
        ("es", ("--title", "Apéndice"), "Apéndice", "es"),
    ],
)
def test_the_language_of_annexes(
    root: Path, tmp_path: Path, language: str, arguments: tuple[str, ...], word: str, snapshot: str
) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language=language)
    reader = annexed(root, briefing, "vila-aurora", "-o", tmp_path / "out.pdf", *arguments)
    (title,) = [entry[1] for entry in outline(reader) if entry[0] == 0]
    assert title.startswith(f"{word} A – Vila Aurora (")
    assert word in reader.pages[3].extract_text()
    assert f"mgi-profile-vila-aurora-2021-05-{snapshot}.json" in reader.attachments
    assert reader.trailer["/Root"]["/Lang"] == (language or "en")


def test_the_list_in_french(root: Path, tmp_path: Path) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language="fr")
    reader = annexed(root, briefing, "vila-aurora", "port-sereno", "-o", tmp_path / "out.pdf")
    text = reader.pages[3].extract_text()
    for words in ("Annexes", "Norvège", "Fiche de gouvernance des migrations", "Mai 2021", "A-1 à\u00a0A-4", "Titre"):
        assert words in text


def test_right_to_left_volumes_are_mirrored(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from click.testing import CliRunner
from helpers.briefings import make_pdf
from mgi_report.cli import main
from helpers.scripts import invented, prepare
from helpers.cities import write_yaml
root = Path({str(tmp_path)!r})
write_yaml(root / "data" / "profiles" / "one.yaml", invented("ar"))
prepare(root, "ar")
make_pdf(root / "b.pdf", language="ar")
for name in ("list", "divider"):
    out = str(root / (name + ".pdf"))
    found = CliRunner().invoke(
        main, ["--workspace", str(root), "annex", str(root / "b.pdf"), "vila-aurora", "--sheets", name, "-o", out]
    )
    assert found.exit_code == 0, found.output
"""
    python(code)
    with pypdfium2.PdfDocument(tmp_path / "list.pdf") as document:
        text = document[4].get_textpage()
        place = text.search("A-1").get_next()
        assert place is not None
        assert text.get_charbox(place[0])[0] < 100, "the folio stands where lines end"
        list_text = document[3].get_textpage()
        chip = list_text.search("A").get_next()
        assert chip is not None
        assert list_text.get_charbox(chip[0])[0] > 300, "the first column is on the right"
    with pypdfium2.PdfDocument(tmp_path / "divider.pdf") as document:
        row = document[3].render(scale=1).to_numpy()[:, 5]
        assert (row.astype(int).sum(axis=1) < 200).sum() > 30, "the tab is at the left edge"


# what is told


def test_the_report_fits_a_terminal_and_is_told_as_json_too(root: Path, briefing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    result = run(root, briefing, "vila-aurora", "port-sereno", "-o", out)
    lines = [line for line in result.stdout.splitlines() if str(out) not in line]
    assert max(map(len, lines)) <= 80
    rows = [line.split() for line in lines]
    assert ["briefing.pdf", "3", "i", "to", "2"] in [row[:5] for row in rows]
    assert any(row[:2] == ["A", "Vila"] and "A-4" in row for row in rows)
    assert "warning: it has no accessibility tags" in result.stderr
    assert "it does not claim PDF/UA-1 (not claimed by briefing.pdf)" in result.stdout
    arguments = ["--json", "--workspace", str(root), "annex", str(briefing), "vila-aurora", "-o", str(out)]
    told = records(CliRunner().invoke(program, arguments).stdout)
    both = run(root, briefing, make_pdf(tmp_path / "table.pdf"), "-o", tmp_path / "both.pdf")
    assert "it does not claim PDF/UA-1 (not claimed by briefing.pdf and 1 more)" in both.stdout
    assert [item["type"] for item in told if item["type"] != "problem"] == ["step"] + ["part"] * 3 + ["volume"]
    assert told[-1]["pages"] == 8
    assert told[-1]["size"] == out.stat().st_size
    assert told[-1]["lacking"]["PDF/UA-1"] == ["briefing.pdf"]


@pytest.mark.usefixtures("apart")
def test_the_same_parts_give_the_same_bytes_and_nothing_is_published(
    root: Path, briefing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    annexed(root, briefing, "vila-aurora", "-o", one, "--sheets", "both")
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "another cache"))
    annexed(root, briefing, "vila-aurora", "-o", two, "--sheets", "both")
    assert one.read_bytes() == two.read_bytes()
    assert not (root / "reports").exists()


def test_the_command_offers_the_sheets_there_are() -> None:
    from mgi_report.annex.plan import SHEETS

    command = program.get_command(click.Context(program), "annex")
    assert command
    (option,) = [item for item in command.params if item.name == "sheets"]
    assert tuple(option.type.choices) == SHEETS  # type: ignore[attr-defined]


def undescribed(pdf: pikepdf.Pdf) -> None:
    """Four links without a description, and bookmarks that go three levels deep."""
    for number in range(4):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"https://example.org/{number}"))
        box = pikepdf.Array([60, 500 - 20 * number, 200, 520 - 20 * number])
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=box, A=action)
        pdf.pages[0].obj.Annots = pikepdf.Array([*pdf.pages[0].obj.get("/Annots", []), pdf.make_indirect(link)])
    with pdf.open_outline() as outline:
        item = pikepdf.OutlineItem("One", 0)
        item.children.append(pikepdf.OutlineItem("Two", 0))
        item.children[0].children.append(pikepdf.OutlineItem("Three", 0))
        outline.root.append(item)


@pytest.mark.usefixtures("apart")
def test_what_verify_will_find_is_told_and_how_annexes_are_called_and_spoken(root: Path, tmp_path: Path) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", title="On arrivals", language="en-GB", change=undescribed)
    notes, out = make_pdf(tmp_path / "n.pdf", title="Minutes of May", change=undescribed), tmp_path / "out.pdf"
    command = ["annex", str(briefing), str(notes), "vila-aurora", "-o", str(out)]
    done = run_apart("--workspace", str(root), *command)
    assert done.returncode == 0, done.stderr
    assert "recursion" not in done.stderr
    for file in (briefing, notes):
        told = "warning: verify will not pass the volume: a link without a description in words, 4 times"
        assert f"{file}: {told}" in done.stderr
    assert "warning: verify will not pass the volume: a font is not embedded: “Helvetica”" in done.stderr
    assert "A  Minutes of May " in done.stdout
    assert "annexes are in English:\n  the briefing says that it is in “en-GB”; --language takes another" in done.stdout
    failed = [check.name for check in prove(out.read_bytes(), ours=False, standards=()).checks if not check.passed]
    assert failed == ["links", "embedded"]


@pytest.mark.parametrize(
    ("language", "asked", "says"),
    [
        ("", (), "the language of its source:\n  the briefing does not say its language;"),
        ("ja", (), "the language of its source:\n  the briefing is in “ja”, not a language of ours;"),
        ("ja", ("--language", "en"), ""),
    ],
)
def test_the_language_of_the_annexes_is_told_where_nobody_chose_it(
    root: Path, tmp_path: Path, language: str, asked: tuple[str, ...], says: str
) -> None:
    briefing = make_pdf(tmp_path / "b.pdf", language=language)
    told = run(root, briefing, "vila-aurora", *asked, "-o", tmp_path / "out.pdf").stdout
    assert says in told
    assert ("sheets are in English" in told) == bool(says)
