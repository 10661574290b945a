"""Languages that are not shipped: another script, another direction, and a profile without a translation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import page as validator
import pypdf
import pypdfium2
import pytest
import yaml

from conftest import DOMAINS, ROOT, TOPICS, Data, MakeWorkspace, city_data, finding, write_yaml
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace
from test_snapshot import walk

SENTENCES = {
    "ar": "تقدم البلدية معلومات عن الخدمات الصحية والتعليم لجميع السكان الجدد في المدينة",
    "ru": "Муниципалитет сообщает новым жителям о школах, больницах и правах, включая съёмное жильё",
}
NAMES = {"ar": "مدينة الفجر", "ru": "Город Заря"}
MESSAGES = {
    "ar": {"In brief": "باختصار", "Edition": "الطبعة", "Country": "البلد"},
    "ru": {"In brief": "Коротко", "Edition": "Издание", "Country": "Страна"},
}


def invented(language: str) -> Data:
    content = city_data(developed=2, potential=1)
    content["place"] |= {"name": NAMES[language], "official": NAMES[language], "coordinates": [41.2, 12.9]}
    content["source"] = {"title": NAMES[language], "publisher": "Example Press", "language": language}
    content["introduction"] = SENTENCES[language] + "."
    content["findings"] = {
        domain: {
            "developed": [finding(f"{SENTENCES[language]} {number}{item}.", topic) for item in (1, 2)],
            "potential": [finding(f"{SENTENCES[language]} {number}3.", topic)],
        }
        for number, (domain, topic) in enumerate(zip(DOMAINS, TOPICS, strict=True), start=1)
    }
    return content


def make(root: Path, language: str) -> Path:
    framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text(encoding="utf-8"))
    framework["languages"].append(language)
    for domain in framework["domains"]:
        domain["name"][language] = NAMES[language]
    write_yaml(root / "data" / "framework.yaml", framework)
    catalogue = root / "locales" / language / "LC_MESSAGES" / "mgi_report.po"
    catalogue.parent.mkdir(parents=True)
    entries = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in MESSAGES[language].items())
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    catalogue.write_text(header + entries, encoding="utf-8")
    if language == "ar":
        theme = (ROOT / "assets" / "theme.yaml").read_text(encoding="utf-8")
        (root / "assets").mkdir()
        (root / "assets" / "theme.yaml").write_text(
            theme.replace(": Open Sans", ": [Open Sans, Noto Naskh Arabic]"), "utf-8"
        )
        shutil.copytree(ROOT / "tests" / "fonts", root / "assets" / "fonts")
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=(language,)))
    assert not result.problems, result.problems
    return root / "reports" / result.files[0].path


def in_own_process(root: Path, language: str) -> Path:
    """Fonts are read once in a process; a workspace with its own needs a new one."""
    code = f"from pathlib import Path\nfrom test_scripts import make\nprint(make(Path({str(root)!r}), {language!r}))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "tests"), "PYTHONIOENCODING": "utf-8"}
    out = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stdout + out.stderr
    return Path(out.stdout.strip())


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_another_script_is_set_without_a_missing_glyph(make_workspace: MakeWorkspace, language: str) -> None:
    root = make_workspace(one=invented(language))
    file = in_own_process(root, language)
    reader = pypdf.PdfReader(file)
    report = validator.validate_pdf(str(file), profile=validator.ValidationProfile.PDF_UA_1)
    assert [failure.rule_id for failure in report.failures] == []
    assert reader.trailer["/Root"]["/Lang"] == language
    if language == "ru":
        assert fold(SENTENCES["ru"]) in fold("".join(page.extract_text() for page in reader.pages))


def test_right_to_left_pages_are_mirrored(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=invented("ar"))
    page = pypdfium2.PdfDocument(in_own_process(root, "ar"))[1]
    text = page.get_textpage()
    width = page.get_size()[0]
    found = text.search("2 / 4").get_next() or text.search("4 / 2").get_next()
    assert found is not None
    left = text.get_charbox(found[0])[0]
    assert left > width / 2, "the folio stands on the side where lines begin"


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
    assert len(items) == 30
    assert all(str(item.get("/Lang")) == "es" for item in items)
    assert languages_in(elements) == {"es"}
    assert fold("langue de la source") in fold(reader.pages[0].extract_text())
