"""Real pages, where somebody has them: ``MGI_SEED_PAGES`` names a folder with five saved pages of the portal.

The counts were made by hand; the words are compared with a reading so plain that it can hardly be wrong.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pypdf
import pytest

from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.errors import ExitCode, errors_of
from mgi_report.portal.importer import Imported, import_pages
from mgi_report.portal.shelf import ImportPlan
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace

SLUGS = ("migrants-rights", "whole-of-government", "partnerships", "well-being", "mobility-crises", "safe-migration")
# name, country, edition, language, official name, developed/potential per domain
CITIES = {
    "buenos-aires": (
        "Buenos Aires", "AR", "2022-09", "en", "Autonomous City of Buenos Aires", "4/2 3/3 3/3 3/2 4/1 4/2",
    ),
    "quilmes": ("Quilmes", "AR", "2022-11", "en", "Municipality of Quilmes", "5/1 4/2 4/1 4/2 4/2 2/2"),
    "medellin": ("Medellín", "CO", "2022-09", "en", "District of Medellín", "4/2 4/2 3/3 4/2 5/1 3/2"),
    "santiago-de-chile": (
        "Santiago de Chile", "CL", "2022-09", "en", "Municipality of Santiago de Chile", "4/2 2/3 3/2 4/2 3/2 4/2",
    ),
    "la-palma": ("La Palma", "SV", "2023-09", "es", "Municipalidad de La Palma", "3/4 2/4 3/2 2/3 3/3 3/3"),
}  # fmt: skip

_FOLDER = os.environ.get("MGI_SEED_PAGES", "")
pytestmark = pytest.mark.skipif(not _FOLDER, reason="MGI_SEED_PAGES names no folder with saved pages")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("seeds")
    (root / "data" / "profiles").mkdir(parents=True)
    return root


@pytest.fixture(scope="module")
def imported(workspace: Path) -> dict[str, Imported]:
    pages = tuple(sorted(Path(_FOLDER).glob("*.txt")))
    plan = ImportPlan(pages, workspace / "data" / "profiles", ROOT / "data" / "framework.yaml", ROOT / "none")
    results, code = import_pages(plan)
    assert code is ExitCode.DONE
    return {result.draft.city: result for result in results if result.draft}


def bullets(page: Path) -> list[str]:
    """Every line of a page that begins with a bullet, without it."""
    lines = unicodedata.normalize("NFC", page.read_text(encoding="utf-8")).split("\n")
    return [" ".join(line.split()[1:]) for line in lines if line.lstrip().startswith("•")]


def test_all_five_are_there(imported: dict[str, Imported]) -> None:
    assert set(imported) == set(CITIES)
    assert sum(result.draft.count for result in imported.values() if result.draft) == 170


@pytest.mark.parametrize("city", CITIES)
def test_every_finding_word_for_word_in_its_list(imported: dict[str, Imported], city: str) -> None:
    draft, counts = imported[city].draft, CITIES[city][-1].split()
    assert draft is not None
    words = bullets(imported[city].page)
    for slug, pair in zip(SLUGS, counts, strict=True):
        for kind, count in zip(("developed", "potential"), map(int, pair.split("/")), strict=True):
            expected, words = words[:count], words[count:]
            assert [finding.words for finding in draft.findings[slug][kind]] == expected
    assert words == []


@pytest.mark.parametrize("city", CITIES)
def test_the_facts(imported: dict[str, Imported], city: str) -> None:
    draft = imported[city].draft
    assert draft is not None
    assert (draft.name, draft.country, draft.edition, draft.language, draft.official) == CITIES[city][:5]
    page = imported[city].page.read_text(encoding="utf-8")
    assert draft.title == page.rstrip().split("\n")[-1].strip()
    paragraphs = [line.strip() for line in page.split("\n") if line.strip() and line.strip() in draft.introduction]
    assert " ".join(paragraphs) == draft.introduction
    assert len(paragraphs) == 2
    assert draft.level == "local"


def test_what_is_doubtful(imported: dict[str, Imported]) -> None:
    told = {city: [(item.line, item.message) for item in result.problems] for city, result in imported.items()}
    assert told.pop("quilmes") == [(36, "there are no headings of domains; the order of the lists decides")]
    ((line, message),) = told.pop("medellin")
    assert line == 58
    assert message.startswith("the title says “District of Medellin”, the introduction “District of Medellín”")
    assert all(problems == [] for problems in told.values())


@pytest.mark.slow
def test_the_snapshots_say_it_word_for_word(imported: dict[str, Imported], workspace: Path) -> None:
    result = build(BuildPlan(open_workspace(workspace), workspace / "reports"))
    assert errors_of(result.problems) == []
    assert result.exit_code is ExitCode.DONE
    assert len(result.files) == 5
    for file in result.files:
        reader = pypdf.PdfReader(workspace / "reports" / file.path)
        text = fold("\n".join(page.extract_text() for page in reader.pages))
        for words in bullets(imported[file.city].page):
            assert fold(words) in text, words
