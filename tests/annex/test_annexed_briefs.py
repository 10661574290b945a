"""Publications of ours among the annexes: known for what they are, with their bookmarks, and bound as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from helpers.briefings import make_pdf
from helpers.briefs import brief, output, write_places
from helpers.editions import CITIES, NEWER, OLDER, write_editions
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.build.verify import verify
from mgi_report.cli import main as program
from mgi_report.workspace.places import open_workspace

SHEET = "en/mgi-exchange-havens-haven-baa-2021-05-en.pdf"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief, an exchange sheet and a briefing."""
    root = write_places(tmp_path_factory.mktemp("annexed"), "dp")
    assert brief(root, "health").problems == []
    plan = BuildPlan(
        open_workspace(root), root / "reports", languages=("en",), regions=("havens",), exchange=("haven-baa",), jobs=1
    )
    assert build(plan).problems == []
    write_editions(root, *CITIES)
    for language, (city, _) in CITIES.items():
        arguments = ["--workspace", str(root), "compare", city, OLDER, NEWER, "--language", language, "--out"]
        assert CliRunner().invoke(program, [*arguments, str(root / "reports")]).exit_code == 0
    make_pdf(root / "briefing.pdf", title="On arrivals", language="en")
    return root


def comparison(root: Path, language: str) -> Path:
    return root / "reports" / language / f"mgi-editions-{CITIES[language][0]}-{OLDER}-{NEWER}-{language}.pdf"


def annexed(root: Path, *parts: Path | str, sheets: str = "both", language: str = "en") -> pypdf.PdfReader:
    out = root / "out.pdf"
    arguments = ["--workspace", str(root), "annex", str(root / "briefing.pdf"), *map(str, parts)]
    done = CliRunner().invoke(program, [*arguments, "-o", str(out), "--sheets", sheets, "--language", language])
    assert done.exit_code == 0, done.output
    return pypdf.PdfReader(out)


def words(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


def test_briefs_and_sheets_are_annexes_as_snapshots_are(root: Path) -> None:
    reader = annexed(root, output(root, "health"), root / "reports" / SHEET)
    pages = [words(page) for page in reader.pages]
    (listed,) = (page for page in pages if "Annexes" in page and "Title" in page)
    assert "Theme brief: Health" in listed
    assert "Haven BAA, Norway; Haven BAB, Portugal · Brief" in listed
    assert "Haven BAA, Norway · Exchange sheet" in listed
    assert listed.count("May 2021") == 2
    assert "What was derived from profiles is not a publication" in listed
    assert reader.page_labels[-4:] == ["A", "A-1", "B", "B-1"]
    assert pages[-3].endswith("A-1"), "the label is printed as on a snapshot"
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert re.match("Annex A – Theme brief: Health", titles[-2])
    (own,) = (item for item in reader.outline if isinstance(item, list) and item[0].title == "What the profiles say")
    assert [item.title for item in own] == ["What the profiles say", "Who could talk to whom", "Sources"]


def test_a_file_of_somebody_else_is_not_taken_for_ours(root: Path) -> None:
    other = make_pdf(root / "mgi-brief-health-en.pdf", title="Theme brief: Health", language="en")
    pages = [words(page) for page in annexed(root, other, sheets="list").pages]
    (listed,) = (page for page in pages if "Title" in page)
    assert "· Brief" not in listed
    assert "is not a ranking" not in listed


def test_what_a_brief_quotes_and_a_snapshot_says_again_is_no_fault_of_the_volume(root: Path) -> None:
    annexed(root, output(root, "health"), "haven-baa")
    (findings,) = (check for check in verify(root / "out.pdf").checks if check.name == "findings")
    assert findings.passed, findings.problems
    assert not findings.skipped


def test_a_file_for_the_press_with_annexes_is_none_for_the_press(root: Path) -> None:
    assert brief(root, "health", editions=("press",)).problems == []
    pressed = output(root, "health", ending="-press.pdf")
    out = root / "pressed.pdf"
    done = CliRunner().invoke(program, ["--workspace", str(root), "annex", str(pressed), "haven-baa", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "the volume is not" in done.output
    assert [str(item.get_object()["/S"]) for item in pypdf.PdfReader(out).root_object["/OutputIntents"]] == [
        "/GTS_PDFA1"
    ]
    proof = verify(out)
    assert (proof.edition, proof.problems) == ("screen", [])


def test_dates_have_a_capital_where_they_stand_alone_and_none_within_a_title(root: Path) -> None:
    reader = annexed(root, root / "reports" / SHEET, "haven-bab", sheets="list", language="es")
    assert words(reader.pages[3]).count("Mayo de 2021") == 2
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert [title.rpartition("(")[2] for title in titles[-2:]] == ["mayo de 2021)"] * 2, titles


@pytest.mark.parametrize(
    ("language", "kind", "dates", "head"),
    [
        ("en", "Two editions of a profile", "May 2019 and October 2023", "Newly listed"),
        ("es", "Dos ediciones de un perfil", "Mayo de 2019 y octubre de 2023", "Figura ahora en la lista"),
        ("fr", "Deux éditions d’un profil", "Mai 2019 et octobre 2023", "Figure désormais dans la liste"),
    ],
)
def test_a_comparison_is_an_annex_with_both_dates(root: Path, language: str, kind: str, dates: str, head: str) -> None:
    reader = annexed(root, comparison(root, language), output(root, "health"), language=language)
    pages = [words(page) for page in reader.pages]
    assert kind in pages[3]
    assert dates in pages[3], "two editions are no stretch of time"
    within = dates if language == "en" else dates[0].lower() + dates[1:]
    assert f"{kind} · {within}" in pages[4], "the divider says what it is"
    assert reader.page_labels[4:7] == ["A", "A-1", "A-2"]
    assert "A-1" in pages[5]
    assert any(head in page for page in pages[5:8])
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[-2].casefold().count(dates.casefold()) == 1, "the title has its dates, and they stand there once"
    (city, domains) = reader.outline[-3]
    assert city.title == CITIES[language][0].replace("-", " ").title()
    assert [item.title[:1] for item in domains[:-1]] == [*"123456"], "six domains, and the sources"
