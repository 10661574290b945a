"""Theme briefs and comparisons as Word files: with the words of their PDFs, listed, proved again, refused in words."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest
import segno
from lxml import etree
from PIL import Image

from helpers.briefs import output, write_places
from helpers.command import run
from helpers.editions import CITIES, NEWER, OLDER, two_editions, write_editions
from helpers.office import OF_LIBREOFFICE, broken, changed, converted
from mgi_report.pdf.conformance import validator
from mgi_report.pdf.heard import read_heard
from mgi_report.typeset.office.lint import lint_word
from mgi_report.typeset.office.reading import parts_of, read_word, tree_of

DOCUMENT = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefs of a theme whose tables go on on a second page, and of its domain for seven places."""
    root = write_places(tmp_path_factory.mktemp("briefs"), "dpb-bdp", words=40, times=2)
    done = run("brief", "health", "--region", "havens", "--language", "en,es,fr", "--format", "docx", cwd=root)
    assert done.returncode == 0, done.stderr
    done = run("brief", "1", "--region", "havens", "--language", "en,fr", "--edition", "docx", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison of a city in each language."""
    root = write_editions(tmp_path_factory.mktemp("compared"), *CITIES)
    for language, (city, _) in CITIES.items():
        done = run("compare", city, OLDER, NEWER, "--language", language, "--format", "docx", cwd=root)
        assert done.returncode == 0, done.stderr
    return root


def comparison(root: Path, language: str = "en") -> Path:
    name = f"mgi-editions-{CITIES[language][0]}-{OLDER}-{NEWER}-{language}.docx"
    return root / "reports" / language / name


def rows(file: Path) -> list[list[list[str]]]:
    """The rows of all tables, as paragraphs of their cells."""
    return [
        [
            ["".join(words.itertext()) for words in cell.iterfind(f"{W}p") if "".join(words.itertext())]
            for cell in row.iterfind(f"{W}tc")
        ]
        for row in etree.ElementBase.iter(tree_of(parts_of(file.read_bytes()), DOCUMENT), f"{W}tr")
    ]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_brief_in_each_language_has_its_findings_in_cells(briefs: Path, language: str) -> None:
    file = output(briefs, "health", language=language, ending=".docx")
    assert lint_word(file.read_bytes(), "a.docx") == []
    whole = [row for row in rows(file) if len(row) == 3]
    assert [row[0][0] for row in whole[1:]] == [f"Haven BA{place}" for place in "CFADGBE" if place != "D"]
    said = {row[0][0]: row for row in whole}
    assert all("Gist BAAd" in paragraph for paragraph in said["Haven BAA"][1])
    assert len(said["Haven BAA"][1]) == 2
    assert len(said["Haven BAA"][2]) == 1  # not mentioned, in words
    notes = [text for text in read_word(file.read_bytes()).paragraphs if "Profile of Haven BAA" in text]
    assert len(notes) == 1
    assert notes[0].startswith("Haven BAA")


def test_a_domain_has_its_places_in_tables_with_room(briefs: Path) -> None:
    for language, known in (("en", {"Example", "Potential", "Not mentioned"}), ("fr", set())):
        file = output(briefs, "migrants-rights", language=language, ending=".docx")
        themes = [row for row in rows(file) if len(row) in (4, 5) and len(row[1]) == 1]
        assert {len(row) - 1 for row in themes} == {3, 4}
        states = {state for row in themes for cell in row[1:] for state in cell[0].split(" · ")}
        assert not known or states == known
        assert run("verify", str(file)).returncode == 0


def test_a_brief_by_gists_has_the_gists_of_its_pdf(tmp_path: Path) -> None:
    root = write_places(tmp_path, "bbbb", words=70, times=3)
    for options, told in (((), False), (("--whole",), True)):
        done = run("brief", "health", "--language", "en", "--format", "docx", *options, cwd=root)
        assert done.returncode == 0, done.stderr
        words = " ".join(read_word(output(root, "health", ending=".docx").read_bytes()).paragraphs)
        assert ("Gist BAAd0" in words, "Item BAAd0" in words) == (True, told)


@pytest.mark.parametrize(
    ("asked", "base", "address"),
    [
        ("haven-baa haven-bab", "", "https://www.migrationdataportal.org/overviews/mgi"),
        ("haven-baa", "", "https://example.org/baa"),
        (
            "haven-baa",
            "https://example.org/a/",
            "https://example.org/a/en/briefs/mgi-brief-health-haven-baa-2021-05-en.html",
        ),
    ],
)
def test_a_brief_has_its_address_as_a_code_for_paper_and_as_a_link(
    briefs: Path, tmp_path: Path, asked: str, base: str, address: str
) -> None:
    given = ["--base-url", base] if base else []
    asked += f" --language en --format docx --out {tmp_path}"
    done = run("brief", "health", *asked.split(), *given, cwd=briefs)
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "en" / "briefs").glob("*.docx")
    parts = parts_of(file.read_bytes())
    drawn = Image.open(io.BytesIO(parts["word/media/picture-1.png"])).convert("L")
    squares = [[bool(module) for module in row] for row in segno.make(address, error="m", micro=False).matrix]
    small = drawn.resize((len(squares), len(squares)), Image.Resampling.NEAREST)
    dark = [small.getpixel((x, y)) < 128 for y in range(small.height) for x in range(small.width)]
    assert dark == [module for row in squares for module in row]
    said = read_word(file.read_bytes()).paragraphs
    assert said[said.index("Sources") + 2] == address, "in words too, below the picture"
    alt = re.search(r'descr="(QR code[^"]*)"', parts[DOCUMENT].decode())
    assert alt
    assert address in alt[1] or "source page" in alt[1]
    heard = " ".join(read_heard(file.with_suffix(".pdf").read_bytes()).instead)
    assert alt[1] in heard


@pytest.mark.parametrize("language", CITIES)
def test_a_comparison_in_each_language_has_every_finding_under_its_edition(compared: Path, language: str) -> None:
    file = comparison(compared, language)
    assert lint_word(file.read_bytes(), "a.docx") == []
    older, newer, changes = two_editions(language)
    cells = [row for row in rows(file) if len(row[0]) == 1 and row[0][0].startswith("[")]
    assert len(cells) == len(changes)
    for data, column in ((older, 1), (newer, 2)):
        found = {row[column][0].rpartition(" ")[2]: row[column][1] for row in cells if len(row[column]) == 2}
        texts = {
            item["id"]: item["text"]
            for lists in data["findings"].values()
            for listed in lists.values()
            for item in listed
        }
        assert set(found) == set(texts)
        assert all(plain(found[local]) == plain(text) for local, text in texts.items())
        absent = [row[column] for row in cells if len(row[column]) == 1]
        assert len(absent) == len(changes) - len(texts) > 0
        assert all(said == [absent[0][0]] and said[0][:1] + said[0][-1:] == "[]" for said in absent)


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_versions_dates_and_caution_come_first(compared: Path) -> None:
    said = read_word(comparison(compared).read_bytes())
    begin = " ".join(said.paragraphs[: said.paragraphs.index("How it is listed")])
    for words in ("May 2019", "October 2023", "Indicators", "Text last revised", "need not have ended", "no score"):
        assert words in begin
    assert "need not have ended" in said.foot
    assert any(text.startswith("May 2019: Example Press") for text in said.paragraphs)  # the source is a footnote


def test_they_are_kept_listed_and_proved_again(briefs: Path, compared: Path) -> None:
    for root, words, file in (
        (briefs, ("brief", "health", "--region", "havens"), output(briefs, "health", ending=".docx")),
        (compared, ("compare", "vila-aurora", OLDER, NEWER), comparison(compared)),
    ):
        done = run(*words, "--language", "en", "--edition", "docx", "--json", cwd=root)
        made = [record for line in done.stdout.splitlines() if (record := json.loads(line))["type"] == "file"]
        assert [(Path(item["path"]).suffix, item["fresh"]) for item in made] == [(".docx", False), (".pdf", False)]
        record = json.loads((root / "reports" / "manifest.json").read_text())
        (entry,) = [item for item in record["files"] if item["path"].endswith(file.name)]
        assert (entry["medium"], entry["proof"], bool(entry["sources"])) == ("docx", "2 checks passed", True)
        assert file.name in run("list", "outputs", cwd=root).stdout
        assert run("verify", str(file)).returncode == 0


@pytest.mark.skipif(validator() is None, reason="page-validation is not installed")
def test_libreoffice_makes_pdfs_of_them_that_pass_but_for_faults_of_its_own(briefs: Path, compared: Path) -> None:
    for file in (output(briefs, "migrants-rights", ending=".docx"), comparison(compared, "fr")):
        assert broken(converted(file.read_bytes())) <= OF_LIBREOFFICE


@pytest.mark.parametrize(
    ("pattern", "by", "said"),
    [
        (r"(<w:t [^>]*>)\[Newly listed\]", r"\1[New]", "does not say this"),
        (r"<w:tr>(?:(?!</w:tr>).)*\[Newly listed\].*?</w:tr>", "", "says more than this file"),
    ],
)
def test_verify_finds_what_was_changed(compared: Path, tmp_path: Path, pattern: str, by: str, said: str) -> None:
    file = tmp_path / comparison(compared).name
    shutil.copy(comparison(compared).with_suffix(".pdf"), tmp_path)
    data = comparison(compared).read_bytes()
    file.write_bytes(changed(data, DOCUMENT, lambda xml: re.sub(pattern, by, xml, count=1, flags=re.S)))
    done = run("verify", str(file))
    assert (done.returncode, said in done.stdout) == (5, True), done.stdout


def test_heads_that_a_pdf_repeats_hide_nothing_that_is_lost(briefs: Path, tmp_path: Path) -> None:
    """A row less is told, though the PDF says “City” and the titles of both lists twice."""
    whole = output(briefs, "health", ending=".docx")
    file = tmp_path / whole.name
    shutil.copy(whole.with_suffix(".pdf"), tmp_path)
    row = r"<w:tr>(?:(?!</w:tr>).)*Haven BAG.*?</w:tr>"
    file.write_bytes(changed(whole.read_bytes(), DOCUMENT, lambda xml: re.sub(row, "", xml, count=1, flags=re.S)))
    done = run("verify", str(file))
    assert (done.returncode, "says more than this file" in done.stdout) == (5, True), done.stdout


@pytest.mark.parametrize(
    ("name", "words", "code", "said"),
    [
        ("since", "<p>Housing {{ 'impro' ~ 'ved' }} since.</p>", 4, "improved"),
        ("since", "<p>A sentence of nobody.</p>", 5, "does not say this: “A sentence of nobody.”"),
        ("brief", "<p>the {{ 'be' ~ 'st' }} place</p>", 4, "best"),
        ("brief", "<p>A sentence of nobody.</p>", 5, "does not say this: “A sentence of nobody.”"),
    ],
)
def test_a_template_that_judges_or_adds_stops_the_word_file_alone(
    briefs: Path, compared: Path, tmp_path: Path, name: str, words: str, code: int, said: str
) -> None:
    """Words that are put together while it is made, so that no look at the template finds them."""
    shutil.copytree((compared if name == "since" else briefs) / "data", tmp_path / "data")
    own = tmp_path / "templates" / "office" / f"{name}.html.j2"
    own.parent.mkdir(parents=True)
    begin = f'{{% extends "builtin/office/{name}.html.j2" %}}{{% block body %}}{{{{ super() }}}}'
    own.write_text(f"{begin}{words}{{% endblock %}}", encoding="utf-8")
    asked = ("compare", "vila-aurora", OLDER, NEWER) if name == "since" else ("brief", "health", "--region", "havens")
    done = run(*asked, "--language", "en", "--format", "docx", cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert [file.suffix for file in (tmp_path / "reports").rglob("mgi-*")] == [".pdf"]
