"""Cities and catalogues in scripts that are not shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from helpers.cities import DOMAINS, TOPICS, Data, city_data, finding, write_yaml
from helpers.project import FONTS, ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.workspace.places import open_workspace

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


def prepare(root: Path, language: str) -> Path:
    """Give a workspace a language, with a few messages of it, and the fonts that its script needs."""
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
        shutil.copytree(FONTS, root / "assets" / "fonts")
    return root


def make(root: Path, language: str) -> Path:
    """Build all places and regions of a workspace in a new language; returns the file that was made last."""
    prepare(root, language)
    regions = tuple(path.stem for path in (root / "data" / "regions").glob("*.yaml"))
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=(language,), regions=regions))
    assert not result.problems, result.problems
    return root / "reports" / next(file.path for file in result.files if file.path.endswith(f"-{language}.pdf"))
