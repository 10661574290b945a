"""The Word edition of a build: beside each PDF, with its words, kept, listed, and proved again from the files alone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.cities import Data, city_data, write_yaml
from helpers.command import run
from helpers.office import changed
from helpers.volumes import REGION, three_cities, write_region
from mgi_report.typeset.office.lint import lint_word
from mgi_report.typeset.office.reading import read_word

DOCUMENT = "word/document.xml"
CITY = "vila-aurora-2021-05"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region whose cities answer each other, with a Word file of a snapshot in each language, and of a sheet."""
    cities = three_cities()
    cities["vila-aurora"]["facts"] = [
        {"label": "People", "value": "41,300", "year": 2019, "source": "Census of Vila Aurora"}
    ]
    told = {"text": "The harbour is open.", "speaker": "A. Person", "role": "Mayor", "source": "Example Press"}
    cities["vila-aurora"] |= {"quote": told, "contact": "Harbour office, harbour@example.org"}
    for number, list_ in enumerate(("developed", "potential")):
        finding = cities[("monte-alto", "vila-aurora")[number]]["findings"]["partnerships"][list_][0]
        finding["topics"] = ["academia"]
    root = write_region(tmp_path_factory.mktemp("office"), cities)
    publisher = {
        "name": "Office of the Harbours",
        "contact": "Quay 3, Vila Aurora",
        "url": "https://example.org/office",
    }
    write_yaml(root / "data" / "publisher.yaml", publisher)
    done = run("build", "vila-aurora", "--language", "en,es,fr", "--edition", "docx", cwd=root)
    assert done.returncode == 0, done.stderr
    done = run("build", "--exchange", "vila-aurora", "--language", "en", "--format", "docx", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


def word(root: Path, language: str = "en") -> Path:
    return root / "reports" / language / f"mgi-snapshot-{CITY}-{language}.docx"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_snapshot_in_each_language_has_all_findings_and_lacks_nothing(root: Path, language: str) -> None:
    data = word(root, language).read_bytes()
    assert lint_word(data, "a.docx") == []
    said = read_word(data)
    record = json.loads((root / "reports" / "manifest.json").read_text())
    (entry,) = [item for item in record["files"] if item["path"] == f"{language}/{word(root, language).name}"]
    assert (entry["medium"], entry["city"], entry["proof"]) == ("docx", "vila-aurora", "2 checks passed")
    assert len({item.reference for item in said.items}) == len(said.items) > 20
    assert any(text.startswith("Census") for text in said.paragraphs)  # the source of a figure is a footnote


def test_a_sheet_says_what_its_pdf_says(root: Path) -> None:
    sheet = root / "reports" / "en" / f"mgi-exchange-{REGION}-{CITY}-en.docx"
    words = " ".join(read_word(sheet.read_bytes()).paragraphs)
    for said in ("Could ask about", "Could be asked about", "Academia", "Monte Alto"):
        assert said in words
    assert run("verify", str(sheet)).returncode == 0


def test_it_is_made_once_and_the_pdf_with_it(root: Path) -> None:
    again = run("build", "vila-aurora", "--language", "en,es,fr", "--edition", "docx", "--json", cwd=root)
    files = [record for line in again.stdout.splitlines() if (record := json.loads(line))["type"] == "file"]
    assert {Path(file["path"]).suffix for file in files} == {".docx", ".pdf"}
    kept = run("build", "vila-aurora", "--language", "en", "--format", "docx", "--json", cwd=root)
    files = [record for line in kept.stdout.splitlines() if (record := json.loads(line))["type"] == "file"]
    assert [file["fresh"] for file in files] == [False, False]


def test_the_same_workspace_gives_the_same_bytes_elsewhere(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    assert run("build", "vila-aurora", "--language", "en", "--format", "docx", "--force", cwd=tmp_path).returncode == 0
    assert word(tmp_path).read_bytes() == word(root).read_bytes()


def test_it_is_listed_like_other_outputs(root: Path) -> None:
    listed = run("list", "outputs", cwd=root).stdout
    assert f"mgi-snapshot-{CITY}-es.docx" in listed


@pytest.mark.parametrize(
    ("pattern", "by", "said"),
    [
        (r"(<w:rStyle w:val=\"Gist\"/></w:rPr><w:t[^>]*>)", r"\1Not ", "another gist than in"),
        (r"(<w:noBreakHyphen/><w:t[^>]*>)R1<", r"\1R9<", "does not have this finding"),
        (r"<w:p><w:pPr><w:pStyle w:val=\"ListBullet\"/></w:pPr><w:bookmarkStart.*?</w:p>", "", "stands in"),
    ],
)
def test_verify_finds_what_was_changed(root: Path, tmp_path: Path, pattern: str, by: str, said: str) -> None:
    file = tmp_path / word(root).name
    shutil.copy(word(root).with_suffix(".pdf"), tmp_path)
    file.write_bytes(
        changed(word(root).read_bytes(), DOCUMENT, lambda xml: re.sub(pattern, by, xml, count=1, flags=re.S))
    )
    done = run("verify", str(file))
    assert done.returncode == 5
    assert said in done.stdout


def test_one_that_came_by_mail_is_proved_for_itself(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "mailed.docx"
    shutil.copy(word(root), file)
    done = run("verify", str(file))
    assert (done.returncode, "skipped office same" in " ".join(done.stdout.split())) == (0, True)
    file.write_bytes(b"PK")
    assert run("verify", str(file)).returncode == 2
    assert "of no other edition than docx" in run("verify", str(file), "--edition", "screen").stderr


def test_a_template_that_ranks_or_leaves_the_subset_stops_the_word_file_alone(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    folder = tmp_path / "templates" / "office"
    folder.mkdir(parents=True)
    own = folder / "snapshot.html.j2"
    begin = '{% extends "builtin/office/snapshot.html.j2" %}{% block body %}{{ super() }}'
    for said, words in (
        ("is no part of a document", "<table><tr><marquee>x</marquee></tr></table>"),
        ("best", "<p>best</p>"),
    ):
        own.write_text(f"{begin}{words}{{% endblock %}}", encoding="utf-8")
        done = run("build", "vila-aurora", "--language", "en", "--format", "docx", cwd=tmp_path)
        assert (done.returncode, said in done.stderr) == (4, True), done.stderr
        assert not word(tmp_path).exists()
        assert word(tmp_path).with_suffix(".pdf").exists()


def test_profiles_of_every_shape_have_one(tmp_path: Path) -> None:
    """Without themes, with years that find no room in the PDF, short, uneven, without gists."""
    bare, dated, plain = city_data(3, 2), city_data(9, 9, 40), city_data(2, 2)
    for number, finding in enumerate(findings_of(dated)):
        name = f'[Plan {number} of the harbour]{{.plan year={1990 + number % 30} entry="Harbour, plan {number}"}}'
        finding["text"] = f"The city has the {name} since then."
    for finding in findings_of(bare):
        finding["topics"] = []
    for finding in findings_of(plain):
        finding |= {"gist": None, "key": False}
    shapes = {"bare": bare, "dated": dated, "plain": plain, "short": city_data(1, 1), "uneven": city_data(7, 1)}
    for number, (slug, data) in enumerate(shapes.items()):
        own = data | {"city": slug, "code": f"X{chr(65 + number)}X"}
        write_yaml(tmp_path / "data" / "profiles" / f"{slug}.yaml", own)
    done = run("build", "--language", "en", "--format", "docx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "reports" / "en").glob("*.docx"))) == len(shapes)


def findings_of(data: Data) -> Iterator[Data]:
    return (item for domain in data["findings"].values() for listed in domain.values() for item in listed)


def test_what_a_template_adds_and_the_pdf_does_not_say_is_refused(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    folder = tmp_path / "templates" / "office"
    folder.mkdir(parents=True)
    (folder / "snapshot.html.j2").write_text(
        '{% extends "builtin/office/snapshot.html.j2" %}'
        "{% block body %}{{ super() }}<p>A sentence of nobody.</p>{% endblock %}",
        encoding="utf-8",
    )
    done = run("build", "vila-aurora", "--language", "en", "--format", "docx", cwd=tmp_path)
    assert (done.returncode, "does not say this: “A sentence of nobody.”" in done.stderr) == (5, True)
