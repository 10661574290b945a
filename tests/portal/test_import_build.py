"""From a saved page to the PDF: the words of the page stand in the print, and the print says whose words they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers.cities import city_data
from helpers.portal_pages import KINDS, SLUGS, Known, Shape, known, write_page
from helpers.project import ROOT
from helpers.volumes import comparison_of, three_cities
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.compendium.present import view_volume
from mgi_report.compendium.words import imprint
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.errors import ExitCode, errors_of
from mgi_report.portal.importer import import_pages
from mgi_report.portal.shelf import ImportPlan
from mgi_report.snapshot.attached import snapshot_record
from mgi_report.snapshot.present import view_snapshot
from mgi_report.text.languages import load_language
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace

MARKS = [
    "Marks such as *stars*, **two**, _lines_, [brackets], {braces}, {{ doubled }} and back\\slashes stay as they are.",
    "So do [links](https://example.org/a_b), ![pictures](x.png), `code`, <b>tags</b> &amp; entities, 3*4 and a_b_c.",
    "Even [half (of them, {.plan lang=es, a lone * or \\* and **, and <!-- a comment --> with {% raw %} in it.",
    "Prices of 50 % & 1 000 000, the years 2020-2025, “curly”, \"straight\" and 'single' marks – and a dash - too...",
]


def workspace(folder: Path, page: bytes, **options: str) -> Path:
    """A workspace whose only profile was imported."""
    (folder / "data" / "profiles").mkdir(parents=True)
    (folder / "page.txt").write_bytes(page)
    plan = ImportPlan((folder / "page.txt",), folder / "data" / "profiles", ROOT / "data" / "framework.yaml", folder)
    results, code = import_pages(replace(plan, **options))  # type: ignore[arg-type]
    assert code is ExitCode.DONE, results[0].problems
    return folder


def built(folder: Path, *languages: str) -> tuple[Result, str]:
    """Build all that is asked for; returns the text of the first file."""
    result = build(BuildPlan(open_workspace(folder), folder / "reports", languages=languages))
    reader = pypdf.PdfReader(folder / "reports" / result.files[0].path) if result.files else None
    return result, "\n".join(page.extract_text() for page in reader.pages) if reader else ""


def with_marks() -> Known:
    base = known("en", "4/4 4/4 1/1 1/1 1/1 1/1")
    findings = {slug: dict(lists) for slug, lists in base.findings.items()}
    for slug in SLUGS[:2]:
        for kind in KINDS:
            findings[slug][kind] = [f"{text[:-1]} ({slug[0]}{kind[0]})." for text in MARKS]
    introduction = ("This Profile describes *all* [that] {is} in the Town of Lindmark (Norway).", "It ends \\ here_.")
    return replace(base, findings=findings, introduction=introduction)


def test_markup_in_official_words_is_printed_as_it_stands(tmp_path: Path) -> None:
    profile = with_marks()
    result, text = built(workspace(tmp_path, write_page(profile, Shape())))
    assert errors_of(result.problems) == []
    assert len(result.files) == 1
    words = fold(text)
    for slug in SLUGS:
        for kind in KINDS:
            for finding in profile.findings[slug][kind]:
                assert fold(finding) in words, finding
    assert fold(" ".join(profile.introduction)) in words


def test_the_print_says_that_the_words_are_those_of_the_source(tmp_path: Path) -> None:
    folder = workspace(tmp_path, write_page(known(), Shape()))
    _, text = built(folder)
    words = fold(text)
    assert fold("stand in the wording of the profile named here") in words
    assert fold("Findings in the wording of the source. Not a publication of the International") in words
    assert fold("Findings reproduced from") in words
    assert fold("restated") not in words
    assert fold("summary") not in words


@pytest.mark.parametrize(("wording", "translated"), [("restated", False), ("verbatim", True)])
def test_restated_and_translated_findings_are_no_official_wording(wording: str, translated: bool) -> None:
    content = city_data()
    content["source"]["wording"] = wording
    if translated:
        for lists in content["findings"].values():
            for item in (*lists["developed"], *lists["potential"]):
                item["text"] = {"en": item["text"], "fr": f"En français : {item['text']}"}
    framework = load_framework(ROOT / "data" / "framework.yaml")
    language = load_language("fr" if translated else "en", (ROOT / "locales",))
    view = view_snapshot(Profile.model_validate(content), framework, language)
    assert not view.verbatim
    assert fold(language.gettext("Derived summary of:")) in fold("".join(run.text for run in view.citation))


def test_proposed_themes_are_told_in_print_and_in_the_data() -> None:
    content = city_data()
    framework, language = load_framework(ROOT / "data" / "framework.yaml"), load_language("en", ())
    confirmed = Profile.model_validate(content)
    content["findings"]["partnerships"]["developed"][0]["topics_proposed"] = "true"
    proposed = Profile.model_validate(content)
    for profile, expected in ((confirmed, 0), (proposed, 1)):
        view = view_snapshot(profile, framework, language)
        assert ("A program proposed the themes" in view.legend) == bool(expected)
        record = snapshot_record(profile, framework, view)
        assert sum("topics_proposed" in finding for finding in record["findings"]) == expected
        assert json.dumps(record)


def test_a_language_without_a_catalogue_is_printed_in_english_pages(tmp_path: Path) -> None:
    folder = workspace(tmp_path, write_page(known("pt"), Shape()))
    result, text = built(folder)
    messages = [problem.message for problem in result.problems]
    assert "the framework has no texts in “pt”; around the findings they are in “en”" in messages
    assert errors_of(result.problems) == []
    assert [file.path for file in result.files] == ["en/mgi-snapshot-lindmark-2021-05-en.pdf"]
    assert fold("A cidade de Lindmark tem um gabinete") in fold(text)
    assert fold("printed in Portuguese, the language of the source") in fold(text)


def test_an_arabic_profile_asks_for_a_font(tmp_path: Path) -> None:
    folder = workspace(tmp_path, write_page(known("ar"), Shape()), city="lindmark")
    result, _ = built(folder)
    assert result.exit_code == ExitCode.DATA
    assert all("font" in f"{problem.message} {problem.hint}" for problem in errors_of(result.problems))


def test_a_national_profile(tmp_path: Path) -> None:
    page = write_page(known(), Shape()).decode()
    page = page.replace("Profile: Town of Lindmark", "Profile: Kingdom of Norway").replace(
        "the Town of Lindmark (Norway)", "the Kingdom of Norway"
    )
    folder = workspace(tmp_path, page.encode())
    text = (folder / "data" / "profiles" / "norway.yaml").read_text()
    assert "level: national" in text
    assert "name: Norway" in text
    assert "official: Kingdom of Norway" in text
    assert "country: NO" in text
    result, printed = built(folder)
    assert errors_of(result.problems) == []
    assert fold("National") in fold(printed)


def test_the_longest_introduction_fits_and_what_is_beyond_is_told(tmp_path: Path) -> None:
    first = "This Profile describes the Town of Lindmark (Norway). " + "It goes on and on without an end. " * 29
    paragraphs = (first.strip(), "A second paragraph that has no room any more because the first one took it all.")
    profile = replace(known(), introduction=paragraphs)
    folder = tmp_path / "w"
    folder.mkdir()
    workspace(folder, write_page(profile, Shape()))
    result, text = built(folder)
    assert errors_of(result.problems) == []
    assert fold(paragraphs[0]) in fold(text)
    assert fold(paragraphs[1]) not in fold(text)
    results, _ = import_pages(
        ImportPlan((folder / "page.txt",), tmp_path / "again", ROOT / "data" / "framework.yaml", folder)
    )
    (problem,) = results[0].problems
    assert "the introduction has no room for this paragraph, at most 1,100 characters" in problem.message


def test_a_compendium_names_the_cities_whose_findings_are_verbatim() -> None:
    cities = three_cities()
    cities["monte-alto"]["source"]["wording"] = "verbatim"
    cities["port-sereno"]["findings"]["partnerships"]["potential"][0]["topics_proposed"] = "true"
    framework, english = load_framework(ROOT / "data" / "framework.yaml"), load_language("en", ())
    restated, verbatim, proposed, *_ = imprint(view_volume(comparison_of("en", cities), framework, english, "2024"))
    assert restated.startswith("Summaries derived from the profiles")
    assert verbatim.startswith("The findings of these cities stand in the wording of their source: Monte Alto")
    assert "Port Sereno" in proposed
    for data in cities.values():
        data["source"]["wording"] = "verbatim"
    first, *rest = imprint(view_volume(comparison_of("en", cities), framework, english, "2024"))
    assert first.startswith("The findings of these cities stand in the wording of their source:")
    assert not any("restated" in paragraph for paragraph in rest)
