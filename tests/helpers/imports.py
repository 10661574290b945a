"""Pages of the portal taken over as the command does it."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from helpers.portal_pages import KINDS, SLUGS, Known, Shape, known, write_page
from helpers.project import ROOT
from mgi_report.data.model import Framework
from mgi_report.data.profile_files import load_framework, profile_of
from mgi_report.data.yaml_tree import read_tree
from mgi_report.errors import Problem, errors_of
from mgi_report.portal.importer import Imported, import_pages
from mgi_report.portal.shelf import ImportPlan
from mgi_report.text.markup import plain_text

FRAMEWORK = ROOT / "data" / "framework.yaml"


@cache
def framework() -> Framework:
    return load_framework(FRAMEWORK)


def take_over(folder: Path, page: bytes, name: str = "page.txt", **options: str) -> Imported:
    """Import one page into a folder."""
    file = folder / name
    file.write_bytes(page)
    plan = ImportPlan((file,), folder / "profiles", FRAMEWORK, folder / "none.json", force=True, **options)
    results, _ = import_pages(plan)
    return results[0]


def told(result: Imported) -> list[str]:
    return [problem.message for problem in result.problems]


def assert_same(result: Imported, profile: Known) -> None:
    """The draft says what the page was written from, and so does the file."""
    assert errors_of(result.problems) == []
    draft = result.draft
    assert draft is not None
    assert result.file is not None
    found = {
        slug: {kind: [finding.words for finding in draft.findings[slug][kind]] for kind in KINDS} for slug in SLUGS
    }
    assert found == {
        slug: {kind: [unicodedata.normalize("NFC", item) for item in items] for kind, items in lists.items()}
        for slug, lists in profile.findings.items()
    }
    assert (draft.edition, draft.language, draft.country) == (profile.edition, profile.language, "NO")
    assert draft.title == unicodedata.normalize("NFC", profile.title)
    assert draft.introduction == " ".join(profile.introduction)
    problems: list[Problem] = []
    read = profile_of(read_tree(result.file), framework(), problems)
    assert errors_of(problems) == []
    assert read is not None
    words = [plain_text(str(item.finding.text)) for item in read.walk_findings(framework().letters)]
    assert words == [item for slug in SLUGS for kind in KINDS for item in found[slug][kind]]


HTML = write_page(known(), Shape(markup="list", title_first=True)).decode()
FIRST = "The town of Lindmark has an office for all the people who come to it and it is open every day (1.d.0)."


def with_finding(folder: Path, words: str) -> Imported:
    """A page of HTML with other words in the place of its first finding."""
    assert HTML.count(FIRST) == 1
    return take_over(folder, HTML.replace(FIRST, words).encode(), "page.html")


def first_of(result: Imported) -> str:
    assert errors_of(result.problems) == []
    assert result.draft is not None
    lists = result.draft.findings["migrants-rights"]
    assert len(lists["developed"]) == 2
    return lists["developed"][0].words
