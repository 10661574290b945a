"""Languages that are not shipped: another script, another direction, and a profile without a translation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import page as validator
import pypdf
import pypdfium2
import pytest

from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.command import python
from helpers.order import jumps
from helpers.readers import lost, texts_of
from helpers.scripts import invented, prepare
from helpers.volumes import walk
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace


def in_own_process(root: Path, language: str) -> Path:
    """Fonts are read once in a process; a workspace with its own needs a new one."""
    code = "import sys, pathlib, helpers.scripts as h; print(h.make(pathlib.Path(sys.argv[1]), sys.argv[2]))"
    return Path(python(code, str(root), language).strip())


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_another_script_is_set_without_a_missing_glyph(make_workspace: MakeWorkspace, language: str) -> None:
    root = make_workspace(one=invented(language))
    file = in_own_process(root, language)
    reader = pypdf.PdfReader(file)
    assert jumps(file) == []
    report = validator.validate_pdf(str(file), profile=validator.ValidationProfile.PDF_UA_1)
    assert [failure.rule_id for failure in report.failures] == []
    assert reader.trailer["/Root"]["/Lang"] == language
    texts = texts_of(root / "data" / "profiles" / "one.yaml", language)[1::2]  # their gists are in English
    assert lost(texts, file.read_bytes()) == {}


def test_right_to_left_pages_are_mirrored(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=invented("ar"))
    page = pypdfium2.PdfDocument(in_own_process(root, "ar"))[1]
    text = page.get_textpage()
    width = page.get_size()[0]
    folio = next(i for i in range(text.count_chars()) if text.get_text_range(i, 1) == "2" and low(text, i))
    left = text.get_charbox(folio)[0]
    assert left > width / 2, "the folio stands on the side where lines begin"


BETWEEN = (
    "(2021-2024)",
    "في 2019",
    '"UNHCR" (2015)',
    "12.5",
    "https://example.org/a/b",
    "[Casa Aberta]{.programme lang=pt}",
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_that_run_to_the_left_are_proved_with_others_between_them(tmp_path: Path, language: str) -> None:
    """As is every year, acronym and address in a profile in Arabic, on its own pages and on those of others."""
    content = invented("ar")
    findings = [item for lists in content["findings"].values() for listed in lists.values() for item in listed]
    for number, item in enumerate(findings):
        words = item["text"].split()
        item["text"] = " ".join([*words[:6], BETWEEN[number % len(BETWEEN)], *words[6:]])
    write_yaml(tmp_path / "data" / "profiles" / "one.yaml", content)
    workspace = open_workspace(prepare(tmp_path, "ar"))
    result = build(BuildPlan(workspace, tmp_path / "reports", languages=(language,), html=True, docx=True, jobs=1))
    assert result.problems == []
    assert len(result.files) > 2
    html = (tmp_path / "reports" / language / f"mgi-snapshot-vila-aurora-2021-05-{language}.html").read_text("utf-8")
    turned = re.findall("<li [^<>]*lang=ar dir=rtl", html)
    assert len(turned) >= len(findings) if language == "en" else not turned


def low(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a character stands at the foot of its page."""
    return bool(text.get_charbox(index)[1] < 40)


def languages_in(elements: list[dict[str, Any]]) -> set[str]:
    return {str(item["/Lang"]) for item in elements if "/Lang" in item}


def test_a_profile_in_spanish_alone_is_printed_in_french_pages(make_workspace: MakeWorkspace) -> None:
    content = city_data()
    content["source"]["language"] = "es"
    root = make_workspace(one=content)
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("fr",)))
    assert [str(problem) for problem in result.problems] == []
    reader = pypdf.PdfReader(root / "reports" / result.files[0].path)
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    elements = list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    items = [item for item in elements if item["/S"] == "/LI" and any(kid["/S"] == "/Lbl" for kid in walk(item))]
    items = [item for item in items if any(kid["/S"] == "/P" for kid in walk(item))]  # not the terms of the first page
    assert len(items) == 30
    spoken = [[str(kid["/Lang"]) for kid in walk(item) if "/Lang" in kid] for item in items]
    assert spoken == [["es", "es"]] * 30, "gist and text"
    assert languages_in(elements) == {"es"}
    assert fold("langue de la source") in fold(reader.pages[0].extract_text())
